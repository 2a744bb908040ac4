//! Questions and answers as texts, which can go to another thread.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::{Background, Question};
use crate::workspace::model::Workspace;

#[derive(Serialize)]
struct Sent<'q> {
    question: &'q Question,
    #[serde(skip_serializing_if = "Option::is_none")]
    workspace: Option<&'q Workspace>,
}

#[derive(Deserialize)]
struct Received {
    question: Question,
    workspace: Option<Rc<Workspace>>,
}

/// Writes questions to one [`Background`], which knows the workspace of the question before: several are asked about
/// each version of a workspace, and to read one takes longer than some answers.
#[derive(Default)]
pub struct Asker {
    known: Option<Rc<Workspace>>,
}

impl Asker {
    /// The message that asks `question`, for [`Background::answer_message`] once all earlier ones were answered.
    ///
    /// # Errors
    ///
    /// When `serde_json` cannot write it; no question is known for which it could not.
    pub fn message(&mut self, question: &Question) -> serde_json::Result<String> {
        let is_known = |workspace: &&Rc<Workspace>| {
            self.known.as_ref().is_some_and(|known| Rc::ptr_eq(known, workspace))
        };
        let workspace = question.workspace().filter(|workspace| !is_known(workspace));
        let message = serde_json::to_string(&Sent { question, workspace: workspace.map(|found| &**found) })?;
        if let Some(workspace) = workspace {
            self.known = Some(Rc::clone(workspace));
        }
        Ok(message)
    }
}

impl Background {
    /// Answers a question as an [`Asker`] wrote it; the answer is an [`Answer`](super::Answer) in JSON.
    ///
    /// # Errors
    ///
    /// When `message` is none that an [`Asker`] wrote.
    pub fn answer_message(&mut self, message: &str) -> serde_json::Result<String> {
        let Received { mut question, workspace } = serde_json::from_str(message)?;
        if let Some(workspace) = workspace {
            self.workspace = workspace;
        }
        if let Some(place) = question.workspace_mut() {
            *place = Rc::clone(&self.workspace);
        }
        serde_json::to_string(&self.answer(&question))
    }
}

/// Which workspace a question is about, by reference and by mutable reference.
macro_rules! of_workspace {
    ($name:ident, $($reference:tt)+) => {
        fn $name(self: $($reference)+ Self) -> Option<$($reference)+ Rc<Workspace>> {
            match self {
                Self::Findings { workspace }
                | Self::Repairs { workspace, .. }
                | Self::Matrix { workspace, .. }
                | Self::Coverage { workspace }
                | Self::Comparison { after: workspace, .. }
                | Self::Functions { workspace }
                | Self::Chain { workspace, .. }
                | Self::Template { workspace, .. } => Some(workspace),
                Self::FixAll { .. } | Self::TemplateText { .. } | Self::TemplateOrigins { .. } => None,
            }
        }
    };
}

impl Question {
    of_workspace!(workspace, &);
    of_workspace!(workspace_mut, &mut);
}
