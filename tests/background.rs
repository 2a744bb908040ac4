//! Questions and answers survive the way between two threads, and say what the functions behind them say.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use std::rc::Rc;

use policyscope::analysis::WorkspaceLinter;
use policyscope::analysis::functions::{ChainQuestion, functions, role_chain};
use policyscope::analysis::templates::{template_origins, template_reading, template_view};
use policyscope::analysis::{MatrixQuestion, MatrixRows};
use policyscope::background::{Answer, Asker, Background, CatalogueFile, Question};
use policyscope::catalogue::Catalogue;
use policyscope::repair::{Goal, repairs};
use policyscope::template::take_over;
use policyscope::workspace::examples;
use policyscope::workspace::model::{Template, Workspace};

const CORE: &[u8] = include_bytes!("../www/catalogue/core.bin.gz");
const DETAILS: &[u8] = include_bytes!("../www/catalogue/details.bin.gz");

fn unpacked(file: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(file), &mut bytes).unwrap();
    bytes
}

fn workspaces() -> impl Iterator<Item = Rc<Workspace>> {
    examples::EXAMPLES.iter().map(|example| Rc::new(example.workspace().unwrap()))
}

/// Asks as the page asks its worker.
fn ask(background: &mut Background, question: &Question) -> Answer {
    let message = Asker::default().message(question).unwrap();
    let answer = background.answer(question);
    let received: Answer = serde_json::from_str(&background.answer_message(&message).unwrap()).unwrap();
    assert_eq!(received, answer);
    received
}

#[test]
fn a_workspace_goes_to_the_other_thread_once() {
    let (mut asker, mut background) = (Asker::default(), Background::default());
    let [first, second] = [0, 1].map(|number| workspaces().nth(number).unwrap());
    let rows = MatrixRows::default();
    let question = MatrixQuestion { rows, actions: String::new(), request: 0 };
    let matrix = |workspace: &Rc<Workspace>| Question::Matrix {
        workspace: Rc::clone(workspace),
        question: question.clone(),
    };
    let comparison = |before: &Rc<Workspace>, after: &Rc<Workspace>| Question::Comparison {
        before: Rc::clone(before),
        after: Rc::clone(after),
    };
    let asked = [
        (matrix(&first), true),
        (Question::Coverage { workspace: Rc::clone(&first) }, false),
        (matrix(&second), true),
        (comparison(&first, &second), false),
        (comparison(&second, &first), true),
        (Question::Findings { workspace: Rc::clone(&first) }, false),
    ];
    for (question, is_sent) in asked {
        let message = asker.message(&question).unwrap();
        assert_eq!(message.contains(r#""workspace":"#), is_sent, "{message}");
        let received: Answer = serde_json::from_str(&background.answer_message(&message).unwrap()).unwrap();
        assert_eq!(received, Background::default().answer(&question));
    }
}

#[test]
fn findings_are_the_linters_before_and_after_the_catalogue() {
    let mut background = Background::default();
    let mut catalogue = None::<Catalogue>;
    for file in [None, Some((CatalogueFile::Core, CORE)), Some((CatalogueFile::Details, DETAILS))] {
        if let Some((which, packed)) = file {
            let bytes = unpacked(packed);
            background.take_catalogue(which, &bytes).unwrap();
            match (which, &mut catalogue) {
                (CatalogueFile::Core, catalogue) => {
                    *catalogue = Some(Catalogue::from_core_file(&bytes).unwrap())
                }
                (CatalogueFile::Details, catalogue) => {
                    catalogue.as_mut().unwrap().load_details_file(&bytes).unwrap();
                }
            }
        }
        for workspace in workspaces() {
            let expected = WorkspaceLinter::new(catalogue.clone()).lint(&workspace);
            let answer = ask(&mut background, &Question::Findings { workspace });
            assert_eq!(answer, Answer::Findings(expected));
        }
    }
}

#[test]
fn repairs_are_those_of_the_search() {
    let mut background = Background::default();
    background.take_catalogue(CatalogueFile::Core, &unpacked(CORE)).unwrap();
    let catalogue = Catalogue::from_core_file(&unpacked(CORE)).unwrap();
    let mut found = 0;
    for workspace in workspaces() {
        for goal in [Goal::Allow, Goal::Deny] {
            let expected = repairs(&workspace, 0, goal, Some(&catalogue));
            found += expected.len();
            let question = Question::Repairs { workspace: Rc::clone(&workspace), request: 0, goal };
            let expected = expected.into_iter().map(Rc::new).collect();
            assert_eq!(ask(&mut background, &question), Answer::Repairs(expected));
        }
    }
    assert!(found > 0);
}

#[test]
fn every_safe_fix_of_a_document_is_made() {
    let mut background = Background::default();
    let text = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","s3:GetObject"],"Resource":"*"}]}"#;
    let workspace = Workspace::from_json(&format!(
        r#"{{"policyscope":1,"principals":[{{"arn":"arn:aws:iam::111122223333:role/r","identity_policies":[{{"name":"p","document":{}}}]}}]}}"#,
        serde_json::to_string(text).unwrap()
    ));
    let question = Question::Findings { workspace: Rc::new(workspace.unwrap()) };
    let Answer::Findings(found) = ask(&mut background, &question) else { panic!("findings were asked for") };
    let findings = Rc::clone(&found.documents[0]);
    assert!(findings.safely_fixable() > 0);
    let Answer::FixAll(Some(fixed)) = ask(&mut background, &Question::FixAll { findings }) else {
        panic!("a safe fix was there")
    };
    assert_eq!(fixed.matches("s3:GetObject").count(), 1, "{fixed}");
}

#[test]
fn templates_functions_and_chains_are_those_of_the_analysis() {
    let text = include_str!("template/import/sam-bookings.yaml").to_owned();
    let template = Template { text, ..Template::default() };
    let workspace = Rc::new(take_over(&Workspace::default(), template).unwrap().workspace);
    let mut background = Background::default();
    background.take_catalogue(CatalogueFile::Core, &unpacked(CORE)).unwrap();
    let catalogue = Catalogue::from_core_file(&unpacked(CORE)).unwrap();
    let expected = functions(&workspace, Some(&catalogue));
    assert_eq!(expected.functions.len(), 1);
    let question = Question::Functions { workspace: Rc::clone(&workspace) };
    assert_eq!(ask(&mut background, &question), Answer::Functions(Rc::new(expected)));
    let findings = WorkspaceLinter::new(Some(catalogue.clone())).lint(&workspace);
    for template in [0, 1] {
        let expected = template_view(&workspace, template, &findings).map(Rc::new);
        assert_eq!(expected.is_some(), template == 0);
        let question = Question::Template { workspace: Rc::clone(&workspace), template };
        assert_eq!(ask(&mut background, &question), Answer::Template(expected));
    }
    let templates = Rc::new(workspace.templates.clone());
    let expected = Rc::new(template_origins(&templates));
    let question = Question::TemplateOrigins { templates: Rc::clone(&templates) };
    assert_eq!(ask(&mut background, &question), Answer::TemplateOrigins(expected));
    for text in [&templates[0].text, "Resources: ["] {
        let given = Rc::new(templates[0].given.clone());
        let expected = Rc::new(template_reading(text, &given));
        let question = Question::TemplateText { text: text.to_owned(), given };
        assert_eq!(ask(&mut background, &question), Answer::TemplateText(expected));
    }
    for function in ["Book", "Other"] {
        let (function, action) = (function.to_owned(), "dynamodb:PutItem".to_owned());
        let question = ChainQuestion { template: 0, function, action, resource: None };
        let expected = role_chain(&workspace, &question).map(Rc::new);
        let question = Question::Chain { workspace: Rc::clone(&workspace), question };
        assert_eq!(ask(&mut background, &question), Answer::Chain(expected));
    }
}

#[test]
fn a_damaged_file_is_refused_and_what_was_known_stays() {
    let mut background = Background::default();
    background.take_catalogue(CatalogueFile::Core, &unpacked(CORE)).unwrap();
    let workspace = workspaces().next().unwrap();
    let question = Question::Findings { workspace };
    let before = ask(&mut background, &question);
    assert!(background.take_catalogue(CatalogueFile::Details, b"no catalogue").is_err());
    assert!(background.take_catalogue(CatalogueFile::Core, b"").is_err());
    assert_eq!(ask(&mut background, &question), before);
}
