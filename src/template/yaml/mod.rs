//! A template in YAML.

mod merge;
mod mistake;
mod places;
mod properties;
mod scalar;
mod tags;

use std::borrow::Cow;
use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, StrInput, Tag as YamlTag};

use super::Template;
use super::tree::{Member, Node, NodeValue};
use crate::text::json::{MAX_DEPTH, Problems};
use crate::text::{LineIndex, Span};
use places::{Places, to_offset};
use properties::{Properties, block_content, properties};
use scalar::Doubt;
use tags::Tag;

/// The most nodes that all aliases of a template together may stand for.
const MAX_ALIASED_NODES: usize = 100_000;

pub(super) fn read(text: &str) -> Template {
    let mut reader = Reader {
        text,
        parser: Parser::new_from_str(text),
        places: Places::new(text),
        lines: None,
        anchors: HashMap::new(),
        aliased_nodes: 0,
        problems: Problems::default(),
    };
    let root = reader.document().ok().flatten();
    let diagnostics = reader.problems.into_diagnostics(Span::at(to_offset(text.len())));
    Template { root, diagnostics }
}

/// Nothing after this is certain; a diagnostic says why.
struct Stop;

/// A list or a map, and the last place in it.
type Contents = Result<(NodeValue, Span), Stop>;

type Tagged<'t> = Option<Cow<'t, YamlTag>>;

struct Reader<'t> {
    text: &'t str,
    parser: Parser<'t, StrInput<'t>>,
    places: Places<'t>,
    lines: Option<LineIndex>,
    anchors: HashMap<usize, Anchored>,
    aliased_nodes: usize,
    problems: Problems,
}

/// What an alias stands for, and how large that is.
struct Anchored {
    node: Node,
    nodes: usize,
    height: usize,
}

impl<'t> Reader<'t> {
    fn document(&mut self) -> Result<Option<Node>, Stop> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => break,
                Event::DocumentStart(_) if root.is_some() => {
                    self.problems.add(|| mistake::several_documents(span));
                    return Err(Stop);
                }
                Event::DocumentStart(_) => {
                    let (event, span) = self.next()?;
                    root = Some(self.node(event, span, 0)?);
                }
                _ => {}
            }
        }
        if root.is_none() {
            self.problems.add(mistake::empty_document);
        }
        Ok(root)
    }

    fn next(&mut self) -> Result<(Event<'t>, Span), Stop> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => Ok((event, self.places.span(span.start.index(), span.end.index()))),
            Some(Err(error)) => {
                let at = error.marker().index();
                let span = self.places.span(at, at + 1);
                // An error in the middle of a line end is about the line before.
                let span = if span.slice(self.text).trim().is_empty() { Span::at(span.start) } else { span };
                let is_second_tag = span.slice(self.text) == "!";
                self.problems.add(|| match is_second_tag {
                    true => mistake::second_tag(span),
                    false => mistake::invalid(span, error.info()),
                });
                Err(Stop)
            }
            None => Ok((Event::StreamEnd, Span::at(to_offset(self.text.len())))),
        }
    }

    /// The node that begins with `event`, inside of `depth` lists, maps and short forms.
    fn node(&mut self, event: Event<'t>, span: Span, depth: usize) -> Result<Node, Stop> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let node = self.scalar(&text, style, anchor, tag, span, depth)?;
                self.remember(anchor, &node);
                Ok(node)
            }
            Event::SequenceStart(anchor, tag) => self.collection(anchor, tag, span, depth, Self::list),
            Event::MappingStart(anchor, tag) => self.collection(anchor, tag, span, depth, Self::map),
            Event::Alias(anchor) => self.alias(anchor, span, depth),
            // The parser gives a node wherever one is asked for.
            _ => {
                self.problems.add(|| mistake::invalid(span, "unexpected eof"));
                Err(Stop)
            }
        }
    }

    fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        anchor: usize,
        tag: Tagged<'t>,
        span: Span,
        depth: usize,
    ) -> Result<Node, Stop> {
        let found = properties(self.text, span, usize::from(anchor != 0) + usize::from(tag.is_some()));
        let is_block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        let start = if is_block { block_content(self.text, found.content) } else { found.content };
        let content = Span::new(start.min(span.end), span.end);
        let content = if is_block { self.without_space_after(content) } else { content };
        let meaning = tag.map(|tag| tags::tag(&tag.handle, &tag.suffix));
        let is_bare = style == ScalarStyle::Plain;
        let value = match &meaning {
            None | Some(Tag::Plain) if is_bare => {
                let (value, doubt) = scalar::plain(text);
                match doubt {
                    Some(Doubt::Boolean(boolean)) => {
                        self.problems.add(|| mistake::boolean(content, text, boolean));
                    }
                    Some(Doubt::Number) => self.problems.add(|| mistake::number(content, text)),
                    None => {}
                }
                value
            }
            Some(Tag::Function(_)) if is_bare && text.is_empty() => NodeValue::Null,
            _ => NodeValue::String(text.to_owned()),
        };
        let node = Node { value, span: content };
        self.tagged(node, meaning, &found, span, depth)
    }

    fn collection(
        &mut self,
        anchor: usize,
        tag: Tagged<'t>,
        span: Span,
        depth: usize,
        read: fn(&mut Self, usize) -> Contents,
    ) -> Result<Node, Stop> {
        let found = properties(self.text, span, usize::from(anchor != 0) + usize::from(tag.is_some()));
        let meaning = tag.map(|tag| tags::tag(&tag.handle, &tag.suffix));
        let is_wrapped = matches!(meaning, Some(Tag::Function(_) | Tag::Unknown(_)));
        let inner = depth + usize::from(is_wrapped);
        if inner >= MAX_DEPTH {
            self.problems.add(|| mistake::too_deep(span));
            return Err(Stop);
        }
        let (value, last) = read(self, inner + 1)?;
        let node = Node { value, span: Span::new(found.content, last.end.max(found.content)) };
        let whole = Span::new(span.start, node.span.end);
        let node = self.tagged(node, meaning, &found, whole, depth)?;
        self.remember(anchor, &node);
        Ok(node)
    }

    /// The elements up to the end of the list, and the last place in it.
    fn list(&mut self, depth: usize) -> Contents {
        let mut elements = Vec::new();
        let mut last = Span::default();
        loop {
            let (event, span) = self.next()?;
            if event == Event::SequenceEnd {
                return Ok((NodeValue::List(elements), end(span, last)));
            }
            last = span;
            let element = self.node(event, span, depth)?;
            last.end = last.end.max(element.span.end);
            elements.push(element);
        }
    }

    /// The members up to the end of the map, and the last place in it.
    fn map(&mut self, depth: usize) -> Contents {
        let mut members = Vec::new();
        let mut last = Span::default();
        loop {
            let (event, span) = self.next()?;
            if event == Event::MappingEnd {
                let members = self.merged(members);
                self.report_duplicates(&members);
                return Ok((NodeValue::Map(members), end(span, last)));
            }
            let (name, name_span, may_merge) = self.name(event, span)?;
            let (event, span) = self.next()?;
            last = Span::new(span.start, span.end.max(name_span.end));
            let value = self.node(event, span, depth)?;
            // What an alias stands for is before it.
            last.end = last.end.max(value.span.end);
            members.push((may_merge && name == "<<", Member { name, name_span, value }));
        }
    }

    /// The name of a member, its place, and whether it stands without quotes.
    fn name(&mut self, event: Event<'t>, span: Span) -> Result<(String, Span, bool), Stop> {
        let found = match event {
            Event::Scalar(text, style, anchor, tag) => {
                let node = self.scalar(&text, ScalarStyle::SingleQuoted, anchor, tag, span, 0)?;
                self.remember(anchor, &node);
                Some((node, style == ScalarStyle::Plain))
            }
            Event::Alias(anchor) => Some((self.alias(anchor, span, 0)?, false)),
            _ => None,
        };
        match found {
            Some((Node { value: NodeValue::String(name), span }, is_bare)) => Ok((name, span, is_bare)),
            _ => {
                self.problems.add(|| mistake::name_not_text(span));
                Err(Stop)
            }
        }
    }

    /// `node` under its tag; `whole` is the place of both.
    fn tagged(
        &mut self,
        node: Node,
        meaning: Option<Tag>,
        found: &Properties,
        whole: Span,
        depth: usize,
    ) -> Result<Node, Stop> {
        let name_span = found.tag.unwrap_or(Span::at(whole.start));
        let name = match meaning {
            Some(Tag::Function(name)) => name,
            Some(Tag::Unknown(name)) => {
                self.problems.add(|| mistake::unknown_tag(name_span, &name));
                name
            }
            Some(Tag::Text | Tag::Plain) | None => return Ok(node),
        };
        let value = if name == "Fn::GetAtt" { self.attribute(node) } else { node };
        if depth + usize::from(matches!(value.value, NodeValue::List(_))) >= MAX_DEPTH {
            self.problems.add(|| mistake::too_deep(whole));
            return Err(Stop);
        }
        let span = Span::new(name_span.start, whole.end.max(name_span.end));
        Ok(Node { value: NodeValue::Map(vec![Member { name, name_span, value }]), span })
    }

    /// `a.b.c` as the list of `a` and `b.c`; anything else as it is.
    fn attribute(&self, node: Node) -> Node {
        let split = node.as_text().and_then(|text| text.split_once('.'));
        let Some((resource, attribute)) = split else {
            return node;
        };
        let slice = node.span.slice(self.text);
        let part = |part: &str, start: usize| {
            let start = node.span.start + to_offset(start);
            let is_written = slice == node.as_text().unwrap_or_default();
            let span = if is_written { Span::new(start, start + to_offset(part.len())) } else { node.span };
            Node { value: NodeValue::String(part.to_owned()), span }
        };
        let parts = vec![part(resource, 0), part(attribute, resource.len() + 1)];
        Node { value: NodeValue::List(parts), span: node.span }
    }

    fn alias(&mut self, anchor: usize, span: Span, depth: usize) -> Result<Node, Stop> {
        let Some(anchored) = self.anchors.get(&anchor) else {
            // The anchor of a list or map that holds this very alias.
            self.problems.add(|| mistake::invalid(span, "unknown anchor"));
            return Err(Stop);
        };
        self.aliased_nodes += anchored.nodes;
        if self.aliased_nodes > MAX_ALIASED_NODES {
            self.problems.add(|| mistake::too_many_aliases(span));
            return Err(Stop);
        }
        if depth + anchored.height > MAX_DEPTH {
            self.problems.add(|| mistake::too_deep(span));
            return Err(Stop);
        }
        let node = anchored.node.clone();
        self.problems.add(|| mistake::alias(span, "aliases"));
        Ok(node)
    }

    fn remember(&mut self, anchor: usize, node: &Node) {
        if anchor != 0 {
            let (nodes, height) = size(node);
            self.anchors.insert(anchor, Anchored { node: node.clone(), nodes, height });
        }
    }

    fn without_space_after(&self, span: Span) -> Span {
        let slice = span.slice(self.text).trim_end();
        Span::new(span.start, span.start + to_offset(slice.len()))
    }

    fn report_duplicates(&mut self, members: &[Member]) {
        let mut firsts = HashMap::with_capacity(members.len());
        for member in members {
            let first = *firsts.entry(&*member.name).or_insert(member);
            if !std::ptr::eq(first, member) {
                let lines = self.lines.get_or_insert_with(|| LineIndex::new(self.text));
                let line = lines.position(first.name_span.start).line;
                self.problems.add(|| mistake::duplicate_member(member.name_span, &member.name, line));
            }
        }
    }
}

/// The closing bracket where there is one, else the last place before it.
fn end(closing: Span, last: Span) -> Span {
    if closing.start < closing.end { closing } else { last }
}

/// How many nodes there are, and how many lists and maps lie in each other.
fn size(node: &Node) -> (usize, usize) {
    let inner: Vec<(usize, usize)> = match &node.value {
        NodeValue::List(elements) => elements.iter().map(size).collect(),
        NodeValue::Map(members) => members.iter().map(|member| size(&member.value)).collect(),
        _ => return (1, 0),
    };
    let nodes = inner.iter().map(|(nodes, _)| nodes).sum::<usize>();
    let height = inner.iter().map(|(_, height)| *height).max().unwrap_or_default();
    (nodes + 1, height + 1)
}
