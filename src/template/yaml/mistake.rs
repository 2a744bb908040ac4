//! What is told about a template in YAML, and in which words.

use crate::policy::did_you_mean;
use crate::text::json::{MAX_DEPTH, quoted};
use crate::text::{Diagnostic, Span};

pub(super) fn empty_document() -> Diagnostic {
    Diagnostic::error("empty-document", Span::at(0), "the text holds no template")
}

/// `reason` is what the parser found, in its own words.
pub(super) fn invalid(span: Span, reason: &str) -> Diagnostic {
    let (message, help) = EXPLAINED.iter().find(|(known, _, _)| reason.contains(known)).map_or(
        (
            "this is not valid YAML",
            "look at the indentation, the quotes and the brackets here and just before",
        ),
        |(_, message, help)| (*message, *help),
    );
    Diagnostic::error("invalid-yaml", span, message).with_help(help)
}

/// Part of what the parser says, what is said instead, and the advice.
const EXPLAINED: &[(&str, &str, &str)] = &[
    ("tab", "a tab stands where YAML wants spaces", "indent with spaces"),
    ("indentation", "the indentation fits no line above", "indent the line as its neighbours"),
    ("wrongly indented", "the indentation fits no line above", "indent the line as its neighbours"),
    ("mapping values are not allowed", "a `:` with a value may not stand here", VALUE_IN_VALUE),
    ("illegal placement of ':'", "a `:` may not stand here", VALUE_IN_VALUE),
    ("mapping keys are not allowed", "a `?` may not stand here", "put quotes around the text"),
    (
        "sequence entries are not allowed",
        "a list item may not begin here",
        "begin the list in a line of its own",
    ),
    ("simple key expect", "there is no `:` after this name", "write `:` and a space between name and value"),
    (
        "did not find expected key",
        "this line is no member of the map above",
        "write `name: value` and indent it as its neighbours",
    ),
    (
        "expected '-' indicator",
        "this line is no item of the list above",
        "begin it with `- ` and indent it as its neighbours",
    ),
    ("flow mapping", "there is no `,` or `}` before this", "close the `{` or separate the members with `,`"),
    ("flow sequence", "there is no `,` or `]` before this", "close the `[` or separate the items with `,`"),
    ("misplaced bracket", "this bracket closes nothing", "remove it, or open its partner"),
    ("end of stream", "a text in quotes is not closed", "close the quotes"),
    ("after double-quoted", "something follows the text in quotes", "put the whole text in quotes"),
    (
        "unknown escape",
        "the backslash begins no escape sequence",
        "write `\\\\` for a backslash, or use single quotes",
    ),
    ("hexadecimal", "the escape sequence is not complete", "write its hexadecimal digits"),
    ("Unicode character escape", "the escape sequence is no character", "write the character itself"),
    (
        "unknown anchor",
        "no anchor of this name stands before",
        "a `*` before a name is an alias; put quotes around a text",
    ),
    ("anchor or alias", "there is no name after `*` or `&`", "put quotes around a text that begins so"),
    ("unexpected character", "a value may not begin with this character", "put quotes around the text"),
    ("unprintable", "this character may not stand in YAML", "remove it, or write it as an escape sequence"),
    (
        "handle wasn't declared",
        "the tag has a prefix that is not declared",
        "use a short form such as `!Ref`",
    ),
    ("tag", "the tag is not complete", "write a short form such as `!Ref`, a space and its value"),
    ("directive", "the directive is none that YAML knows", "remove the line that begins with `%`"),
    ("document indicator", "a document begins or ends within a text in quotes", "close the quotes"),
    (
        "block scalar",
        "the text after `|` or `>` is not well formed",
        "begin the text in a line of its own, indented with spaces",
    ),
    ("unexpected eof", "the template ends too early", "close what is still open"),
];

const VALUE_IN_VALUE: &str = "put quotes around a text with `: ` in it, or begin a new line";

pub(super) fn second_tag(span: Span) -> Diagnostic {
    Diagnostic::error("invalid-yaml", span, "a short form may not stand here")
        .with_help("of two functions in a row one is written out: `Fn::Base64: !Sub …`")
}

pub(super) fn several_documents(span: Span) -> Diagnostic {
    Diagnostic::error("several-documents", span, "a second document begins here")
        .with_help("a template is one document; remove the `---` and what belongs to the other")
}

pub(super) fn too_deep(span: Span) -> Diagnostic {
    let message = format!("lists, maps and functions nest deeper than {MAX_DEPTH} levels");
    Diagnostic::error("too-deep", span, message)
        .with_help("nest less deeply; nothing of the template was read")
}

pub(super) fn too_many_aliases(span: Span) -> Diagnostic {
    Diagnostic::error("too-many-aliases", span, "the aliases up to here stand for too many values")
        .with_help("write the values out; nothing of the template was read")
}

pub(super) fn name_not_text(span: Span) -> Diagnostic {
    Diagnostic::error("name-not-text", span, "the name of a member must be a text")
        .with_help("put quotes around the name, or around a text that begins with `{`, `[` or `!`")
}

/// `first_line` is the line of the first member of that name.
pub(super) fn duplicate_member(span: Span, name: &str, first_line: u32) -> Diagnostic {
    let message = format!("the map has a member {} already, in line {first_line}", quoted(name));
    Diagnostic::error("duplicate-member", span, message).with_help("remove one of the two, or make them one")
}

pub(super) fn unknown_tag(span: Span, tag: &str) -> Diagnostic {
    let message = format!("{} is no function of CloudFormation", quoted(tag));
    let nearest = did_you_mean(tag.trim_start_matches('!'), &super::tags::short_forms());
    let nearest = nearest.map(|help| help.replacen('`', "`!", 1));
    let help = "short forms are `!Ref`, `!Sub`, `!GetAtt` and the like; put quotes around a text";
    Diagnostic::error("unknown-tag", span, message).with_help(nearest.unwrap_or_else(|| help.to_owned()))
}

pub(super) fn merge_without_map(span: Span) -> Diagnostic {
    Diagnostic::error("merge-without-map", span, "`<<` wants a map, or a list of maps")
        .with_help("name the anchor of a map: `<<: *name`")
}

pub(super) fn alias(span: Span, what: &str) -> Diagnostic {
    let message = format!("CloudFormation itself takes no {what}");
    Diagnostic::warning("yaml-alias", span, message).with_help(
        "it is read as what it stands for; tools such as `aws cloudformation package` write that out",
    )
}

pub(super) fn boolean(span: Span, written: &str, meaning: bool) -> Diagnostic {
    let message = format!("{} without quotes is `{meaning}` in YAML 1.1", quoted(written));
    Diagnostic::warning("yaml-boolean", span, message)
        .with_help(format!("write `{meaning}`, or put quotes around the text"))
}

pub(super) fn number(span: Span, written: &str) -> Diagnostic {
    let message = format!("{} without quotes may be read as another number", quoted(written));
    Diagnostic::warning("yaml-number", span, message)
        .with_help("put quotes around it; it is kept here as it is written")
}
