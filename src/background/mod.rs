//! What takes longer than a frame: questions about a workspace and their answers as plain data, so that the one who
//! answers can live in another thread than the one who asks.

mod messages;

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::analysis::functions::{ChainQuestion, Functions, RoleChain, functions, role_chain};
use crate::analysis::templates::{
    TemplateReading, TemplateView, template_origins, template_reading, template_view,
};
use crate::analysis::{
    Coverage, DocumentFindings, Matrix, MatrixQuestion, VersionComparison, WorkspaceFindings,
    WorkspaceLinter, compare, coverage, matrix,
};
use crate::catalogue::{Catalogue, FormatError};
use crate::repair::{Goal, Repair, repairs};
use crate::template::import::Origins;
use crate::workspace::model::{Template, TemplateValues, Workspace};

pub use messages::Asker;

/// A file of the action catalogue, unpacked. The details need the core.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum CatalogueFile {
    /// Services, actions and access levels.
    Core,
    /// Resource types and condition keys.
    Details,
}

/// What can be asked. The workspace goes to another thread by itself, and only when it is another one than before: see
/// [`Asker`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Question {
    /// The findings of all documents.
    Findings {
        /// Where they stand.
        #[serde(skip)]
        workspace: Rc<Workspace>,
    },
    /// A document's text after every safe fix.
    FixAll {
        /// What was found in it.
        findings: Rc<DocumentFindings>,
    },
    /// What would turn the decision on a request.
    Repairs {
        /// The policies and the request.
        #[serde(skip)]
        workspace: Rc<Workspace>,
        /// The number of the request.
        request: usize,
        /// Where to.
        goal: Goal,
    },
    /// The decisions on many requests at once.
    Matrix {
        /// The policies.
        #[serde(skip)]
        workspace: Rc<Workspace>,
        /// Which requests.
        question: MatrixQuestion,
    },
    /// Which statements the requests of a workspace reach.
    Coverage {
        /// The policies and the requests.
        #[serde(skip)]
        workspace: Rc<Workspace>,
    },
    /// What differs between two versions of a workspace.
    Comparison {
        /// The former one.
        before: Rc<Workspace>,
        /// The later one.
        #[serde(skip)]
        after: Rc<Workspace>,
    },
    /// What the functions of the templates can do, and who may invoke them.
    Functions {
        /// The templates and the policies.
        #[serde(skip)]
        workspace: Rc<Workspace>,
    },
    /// How a function came to a right.
    Chain {
        /// The templates and the policies.
        #[serde(skip)]
        workspace: Rc<Workspace>,
        /// Which function and which right.
        question: ChainQuestion,
    },
    /// What there is to say about a template.
    Template {
        /// The templates and the documents that come from them.
        #[serde(skip)]
        workspace: Rc<Workspace>,
        /// The number of the template.
        template: usize,
    },
    /// Whether a text can take the place of a template.
    TemplateText {
        /// The text.
        text: String,
        /// What was given for the template.
        given: Rc<TemplateValues>,
    },
    /// Where the documents of templates come from.
    TemplateOrigins {
        /// The templates.
        templates: Rc<Vec<Template>>,
    },
}

/// The answer to the [`Question`] of the same name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// The findings.
    Findings(WorkspaceFindings),
    /// The text; none when no safe fix changes it.
    FixAll(Option<String>),
    /// The repairs, the best first.
    Repairs(Vec<Rc<Repair>>),
    /// The matrix.
    Matrix(Rc<Matrix>),
    /// The coverage.
    Coverage(Rc<Coverage>),
    /// The differences.
    Comparison(Rc<VersionComparison>),
    /// The functions.
    Functions(Rc<Functions>),
    /// The chain; none where there is no such function.
    Chain(Option<Rc<RoleChain>>),
    /// What there is to say; none where there is no such template.
    Template(Option<Rc<TemplateView>>),
    /// What is wrong with the text.
    TemplateText(Rc<TemplateReading>),
    /// Of each template that can be read.
    TemplateOrigins(Rc<Vec<Origins>>),
}

/// Answers questions with as much of the catalogue as it was given, and remembers what it found in documents that
/// stay the same.
pub struct Background {
    catalogue: Option<Catalogue>,
    linter: WorkspaceLinter,
    /// The one that came last.
    workspace: Rc<Workspace>,
}

impl Default for Background {
    fn default() -> Self {
        Self { catalogue: None, linter: WorkspaceLinter::new(None), workspace: Rc::default() }
    }
}

impl Background {
    /// Takes in a file of the catalogue. Details that come before the core are of no use and are left.
    ///
    /// # Errors
    ///
    /// [`FormatError`] when the file is damaged or of another version; what was known before stays.
    pub fn take_catalogue(&mut self, which: CatalogueFile, file: &[u8]) -> Result<(), FormatError> {
        match (which, &mut self.catalogue) {
            (CatalogueFile::Core, catalogue) => *catalogue = Some(Catalogue::from_core_file(file)?),
            (CatalogueFile::Details, Some(catalogue)) => catalogue.load_details_file(file)?,
            (CatalogueFile::Details, None) => {}
        }
        self.linter = WorkspaceLinter::new(self.catalogue.clone());
        Ok(())
    }

    /// Answers a question.
    pub fn answer(&mut self, question: &Question) -> Answer {
        match question {
            Question::Findings { workspace } => Answer::Findings(self.linter.lint(workspace)),
            Question::FixAll { findings } => Answer::FixAll(self.linter.fix_all(findings)),
            Question::Repairs { workspace, request, goal } => {
                let found = repairs(workspace, *request, *goal, self.catalogue.as_ref());
                Answer::Repairs(found.into_iter().map(Rc::new).collect())
            }
            Question::Matrix { workspace, question } => {
                Answer::Matrix(Rc::new(matrix(workspace, question, self.catalogue.as_ref())))
            }
            Question::Coverage { workspace } => Answer::Coverage(Rc::new(coverage(workspace))),
            Question::Comparison { before, after } => {
                Answer::Comparison(Rc::new(compare(before, after, self.catalogue.as_ref())))
            }
            Question::Functions { workspace } => {
                Answer::Functions(Rc::new(functions(workspace, self.catalogue.as_ref())))
            }
            Question::Chain { workspace, question } => {
                Answer::Chain(role_chain(workspace, question).map(Rc::new))
            }
            Question::Template { workspace, template } => {
                let findings = self.linter.lint(workspace);
                Answer::Template(template_view(workspace, *template, &findings).map(Rc::new))
            }
            Question::TemplateText { text, given } => {
                Answer::TemplateText(Rc::new(template_reading(text, given)))
            }
            Question::TemplateOrigins { templates } => {
                Answer::TemplateOrigins(Rc::new(template_origins(templates)))
            }
        }
    }
}
