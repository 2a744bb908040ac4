//! Collecting diagnostics while a policy is read.

use std::fmt::Display;

use crate::text::Diagnostic;
use crate::text::json::{Member, Node, Value};

/// The diagnostics of one document, and why the part being read cannot be evaluated.
#[derive(Default)]
pub(super) struct Report {
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The first fault since [`Report::take_fault`].
    fault: Option<Box<Diagnostic>>,
}

impl Report {
    /// AWS would refuse the document, and what the part means cannot be known.
    pub(super) fn fault(&mut self, diagnostic: Diagnostic) {
        self.fault.get_or_insert_with(|| Box::new(diagnostic.clone()));
        self.diagnostics.push(diagnostic);
    }

    /// AWS would refuse or doubt the document, but what it means is clear.
    pub(super) fn note(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The value of `node` is of a wrong type.
    pub(super) fn wrong_type(&mut self, node: &Node<'_>, what: impl Display, expected: &str) {
        if self.is_template_function(node) {
            return;
        }
        let found = node.value.kind();
        self.fault(Diagnostic::error(
            "wrong-type",
            node.span,
            format!("{what} must be {expected}, not {found}"),
        ));
    }

    /// Whether a function of a CloudFormation template stands at `node` in place of a value. That is a fault: nothing
    /// of what it stands for is known, not even whether it is there.
    pub(super) fn is_template_function(&mut self, node: &Node<'_>) -> bool {
        let Some(function) = template_function(node) else {
            return false;
        };
        let message =
            format!("`{}` is a function of CloudFormation whose value is not known here", function.name);
        self.fault(Diagnostic::error("wrong-type", node.span, message).with_help("fill in the value"));
        true
    }

    /// The first fault since the last call.
    pub(super) fn take_fault(&mut self) -> Option<Box<Diagnostic>> {
        self.fault.take()
    }
}

/// Whether `node` is a function of a CloudFormation template, in place of the value that it would give.
pub(crate) fn is_template_function(node: &Node<'_>) -> bool {
    template_function(node).is_some()
}

/// The function of a CloudFormation template that an object is, or that makes some of its members.
fn template_function<'n, 't>(node: &'n Node<'t>) -> Option<&'n Member<'t>> {
    let Value::Object(members) = &node.value else {
        return None;
    };
    let is_alone = members.len() == 1;
    members.iter().find(|member| member.name.starts_with("Fn::") || is_alone && member.name == "Ref")
}

/// Help that names the known word nearest to `word`, if one is near.
pub(crate) fn did_you_mean(word: &str, known: &[&str]) -> Option<String> {
    let distance =
        |candidate: &str| strsim::damerau_levenshtein(&word.to_lowercase(), &candidate.to_lowercase());
    // A longer word is not a slip of the pen, and comparing it would be slow.
    let candidates = known.iter().filter(|_| word.len() <= 64);
    let (nearest, distance) =
        candidates.map(|name| (name, distance(name))).min_by_key(|(_, distance)| *distance)?;
    (distance * 3 <= nearest.len()).then(|| format!("did you mean `{nearest}`?"))
}

/// `diagnostic` with the help, if there is any.
pub(super) fn with_optional_help(mut diagnostic: Diagnostic, help: Option<String>) -> Diagnostic {
    diagnostic.help = help.or(diagnostic.help);
    diagnostic
}
