//! The text of a template to its tree.

use super::tree::{Node, NodeValue};
use super::{json, yaml};
use crate::text::json::MAX_DIAGNOSTICS;
use crate::text::{Diagnostic, Span};

/// The longest template that [`read`] reads, in bytes: twice the 1 MB that CloudFormation takes.
pub const MAX_TEMPLATE_BYTES: usize = 2 << 20;

/// What [`read`] makes of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// The tree. `None` when the text is empty, too long, or YAML with a mistake after which nothing is certain.
    pub root: Option<Node>,
    /// The findings in order of position, at most [`MAX_DIAGNOSTICS`]. Where one is an error, CloudFormation refuses the
    /// template, and the tree holds what its author most likely meant.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a template: JSON when its first character is `{`, else YAML.
///
/// Never fails: every mistake is a diagnostic with its place. Those of JSON are the ones of
/// [`json::parse`](crate::text::json::parse), which goes on after a mistake; YAML stops at the first one that breaks its
/// structure. The codes of YAML:
///
/// | code | says that |
/// |---|---|
/// | `text-too-long` | the text exceeds [`MAX_TEMPLATE_BYTES`] and is not read |
/// | `empty-document` | there is no value |
/// | `invalid-yaml` | this is no YAML; there is no tree |
/// | `several-documents` | a second document begins here; there is no tree |
/// | `too-deep` | lists, maps and short forms nest deeper than [`MAX_DEPTH`](crate::text::json::MAX_DEPTH); there is no tree |
/// | `too-many-aliases` | the aliases stand for more than can be meant; there is no tree |
/// | `name-not-text` | the name of a member is a list, a map or a function; there is no tree |
/// | `duplicate-member` | an earlier member of the map has this name; the tree keeps both |
/// | `unknown-tag` | the tag is no function of CloudFormation; the tree has a map with the tag as its one name |
/// | `merge-without-map` | `<<` has a value that is no map; the tree keeps it as a member |
/// | `yaml-alias` | CloudFormation itself takes no aliases and no merge keys; a warning, they are read |
/// | `yaml-boolean` | `yes`, `no`, `on` or `off` is a boolean in YAML 1.1; a warning, it is read as one |
/// | `yaml-number` | YAML 1.1 may read another number than is written; a warning, it is kept as a text |
#[must_use]
pub fn read(text: &str) -> Template {
    if text.len() > MAX_TEMPLATE_BYTES {
        let message = format!("the template is longer than {} MiB", MAX_TEMPLATE_BYTES >> 20);
        let too_long = Diagnostic::error("text-too-long", Span::at(0), message);
        return Template {
            root: None,
            diagnostics: vec![too_long.with_help("CloudFormation takes at most 1 MB; nothing was read")],
        };
    }
    let template =
        match text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').starts_with('{') {
            true => json::read(text),
            false => yaml::read(text),
        };
    debug_assert!(template.diagnostics.len() <= MAX_DIAGNOSTICS);
    template
}

impl Template {
    /// Whether `root` is a template of CloudFormation or SAM: a map with `Resources`, each of which is a map with a
    /// `Type` that is a text (loops of `Fn::ForEach` aside), and at least one.
    #[must_use]
    pub fn is_template(root: &Node) -> bool {
        let Some(NodeValue::Map(resources)) = root.member("Resources").map(|member| &member.value.value)
        else {
            return false;
        };
        !resources.is_empty()
            && resources.iter().all(|resource| {
                resource.name.starts_with("Fn::ForEach::")
                    || resource.value.member("Type").is_some_and(|member| member.value.as_text().is_some())
            })
    }
}
