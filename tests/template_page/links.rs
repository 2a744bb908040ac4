//! From a document to the line of its template.

use std::rc::Rc;

use policyscope::analysis::Place;
use policyscope::analysis::functions::TemplatePlace;
use policyscope::analysis::templates::{DocumentStanding, TemplateLinks, TemplateOrigins, template_origins};
use policyscope::template::import::Origins;
use policyscope::workspace::DocumentId;
use policyscope::workspace::edit::{document, document_mut};
use policyscope::workspace::model::{PolicyDocument, Workspace};

use crate::{SHOP, here, id_of, line_of, shop, with};

fn links(workspace: &Workspace) -> TemplateLinks {
    let found = template_origins(&workspace.templates);
    // As the worker sends it.
    let sent = serde_json::to_string(&found).unwrap();
    let received: Vec<Origins> = serde_json::from_str(&sent).unwrap();
    assert_eq!(received, found);
    let origins = TemplateOrigins::new(&workspace.templates, &received);
    TemplateLinks::new(Rc::new(workspace.clone()), Rc::new(origins))
}

/// The place of `part` in the document of that name.
fn place(workspace: &Workspace, name: &str, part: &str) -> Place {
    let id = id_of(workspace, name);
    let text = &document(workspace, id).unwrap().text;
    let from = u32::try_from(text.find(part).unwrap()).unwrap();
    Place { document: id, from, to: from + u32::try_from(part.len()).unwrap(), line: 0 }
}

fn at(line: u32) -> TemplatePlace {
    TemplatePlace { template: 0, name: "shop.yaml".to_owned(), line }
}

#[test]
fn a_statement_leads_to_its_line() {
    let workspace = shop(here());
    let links = links(&workspace);
    let place = |part: &str| place(&workspace, "orders", part);
    assert_eq!(links.find(place("s3:GetObject")), Some(at(line_of(SHOP, "s3:GetObject"))));
    assert_eq!(links.find(place("ReadOrders")), Some(at(line_of(SHOP, "ReadOrders"))));
    let standing = links.standing(id_of(&workspace, "orders"));
    assert!(matches!(standing, Some(DocumentStanding::Untouched(_))), "{standing:?}");
}

#[test]
fn an_edited_document_says_so_and_leads_nowhere() {
    let mut workspace = shop(here());
    let id = id_of(&workspace, "orders");
    document_mut(&mut workspace, id).unwrap().text.push(' ');
    let links = links(&workspace);
    assert_eq!(links.find(place(&workspace, "orders", "s3:GetObject")), None);
    let Some(DocumentStanding::Edited(name, Some(attached))) = links.standing(id) else { panic!("edited") };
    assert_eq!((name.as_str(), attached.name.as_str()), ("shop.yaml", "shop.yaml"));
}

#[test]
fn a_document_that_the_template_lost_stands_as_edited() {
    let mut workspace = shop(here());
    workspace.templates[0].text = SHOP.replace("Policies:", "Others:");
    let standing = links(&workspace).standing(id_of(&workspace, "orders"));
    assert_eq!(standing, Some(DocumentStanding::Edited("shop.yaml".to_owned(), None)));
}

#[test]
fn documents_of_no_template_and_of_unreadable_ones_have_no_standing() {
    let mut workspace = shop(here());
    workspace.principals[0].identity_policies.known_mut().unwrap().push(PolicyDocument::new("own", "{}"));
    assert_eq!(links(&workspace).standing(id_of(&workspace, "own")), None);
    workspace.templates[0].text = "no template".to_owned();
    assert_eq!(links(&workspace).standing(id_of(&workspace, "orders")), None);
}

#[test]
fn a_policy_of_aws_leads_to_the_line_that_attaches_it() {
    let text = "Resources:
  R:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Statement: []}
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/ReadOnlyAccess
";
    let workspace = with(&Workspace::default(), "shop.yaml", text, here());
    let id = id_of(&workspace, "ReadOnlyAccess");
    let links = links(&workspace);
    let place = Place { document: id, from: 0, to: 1, line: 1 };
    assert_eq!(links.find(place), Some(at(line_of(text, "ReadOnlyAccess"))));
}

#[test]
fn of_two_templates_each_document_finds_its_own() {
    let other = SHOP
        .replace("seller", "buyer")
        .replace("PolicyName: orders", "PolicyName: buying")
        .replace("Parameters:", "\nParameters:");
    let workspace = with(&shop(here()), "", &other, here());
    let links = links(&workspace);
    let found = links.find(place(&workspace, "buying", "s3:GetObject")).unwrap();
    assert_eq!((found.template, found.name.as_str()), (1, "template 2"));
    assert_eq!(found.line, line_of(&other, "s3:GetObject"));
    assert_eq!(links.find(place(&workspace, "orders", "s3:GetObject")).unwrap().template, 0);
}

#[test]
fn the_policy_of_an_api_leads_to_its_line() {
    let text = "Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: bookings
      Policy:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: '*'
            Action: execute-api:Invoke
            Resource: execute-api:/*
";
    let mut workspace = with(&Workspace::default(), "shop.yaml", text, here());
    let id = DocumentId::Api { door: 0 };
    let action = |workspace: &Workspace| {
        let text = &document(workspace, id).unwrap().text;
        let from = u32::try_from(text.find("execute-api:Invoke").unwrap()).unwrap();
        Place { document: id, from, to: from + 1, line: 0 }
    };
    let found = links(&workspace).find(action(&workspace));
    assert_eq!(found, Some(at(line_of(text, "execute-api:Invoke"))));
    document_mut(&mut workspace, id).unwrap().text.push(' ');
    assert_eq!(links(&workspace).find(action(&workspace)), None, "edited since");
    workspace.front_doors[0].origin = None;
    assert_eq!(links(&workspace).standing(id), None, "of no template");
}
