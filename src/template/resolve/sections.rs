//! The sections of a template, and the macros that may change them.

use crate::template::tree::{Member, Node};
use crate::text::json::Problems;
use crate::text::{Diagnostic, Span};

/// The members of a section of the template; what a macro adds to them is not known.
pub(super) fn section<'n>(root: &'n Node, name: &str) -> impl Iterator<Item = &'n Member> {
    members_of(root, name).iter().filter(|member| !is_macro(member))
}

fn members_of<'n>(root: &'n Node, name: &str) -> &'n [Member] {
    root.member(name).map(|member| member.value.members()).unwrap_or_default()
}

/// Whether a macro gives what stands beside this member.
fn is_macro(member: &Member) -> bool {
    member.name == "Fn::Transform"
}

/// The macros that are known not to change what this template says beyond what is worked out.
const KNOWN_MACROS: &[&str] = &["AWS::Serverless-2016-10-31", "AWS::LanguageExtensions"];

/// Says where a template has no resources, and where macros may change it.
pub(super) fn report_shape(root: &Node, problems: &mut Problems) {
    if members_of(root, "Resources").is_empty() {
        problems.add(|| {
            Diagnostic::error("no-resources", Span::at(root.span.start), "the template has no resources")
        });
    }
    let transform = root.member("Transform").map(|member| &member.value);
    let macros =
        transform.map(|value| value.as_list().unwrap_or(std::slice::from_ref(value))).unwrap_or_default();
    let sections = root.members().iter().flat_map(|section| section.value.members());
    let of_resources = section(root, "Resources").flat_map(|resource| resource.value.members());
    let within = root.members().iter().chain(sections).chain(of_resources).filter(|member| is_macro(member));
    let unknown =
        macros.iter().filter(|name| !name.as_text().is_some_and(|name| KNOWN_MACROS.contains(&name)));
    for span in unknown.map(|node| node.span).chain(within.map(|member| member.name_span)) {
        problems.add(|| {
            Diagnostic::warning("unknown-macro", span, "what this macro makes of the template is not known")
                .with_help("import the template that it makes: `aws cloudformation get-template --template-stage Processed`")
        });
    }
}
