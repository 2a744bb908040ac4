//! `policyscope evaluate`.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use super::arguments::EvaluateOptions;
use super::output::{EXIT_INPUT, read, unreadable};
use crate::answer::{Answer, AnswerOptions, Outcome, answer, input_error};
use crate::scenario::InputError;
use crate::text::{Severity, json};

const EXIT_DENIED: u8 = 2;

pub(super) fn run(options: &EvaluateOptions) -> ExitCode {
    let bytes = match read(&options.file) {
        Ok(bytes) => bytes,
        Err(error) => return unreadable(&options.file, &error),
    };
    let mut output = BufWriter::new(io::stdout().lock());
    let mut status = Status::default();
    for chunk in scenarios(&bytes) {
        let answer = evaluate(&chunk, options.answer_options());
        status.some_denied |= answer.outcome == Outcome::NotAllowed;
        status.some_unreadable |= answer.outcome == Outcome::InputError;
        if writeln!(output, "{}", answer.json).is_err() {
            break; // Whoever closed the pipe has seen enough.
        }
    }
    let _ = output.flush();
    status.exit_code()
}

#[derive(Default)]
struct Status {
    some_denied: bool,
    some_unreadable: bool,
}

impl Status {
    fn exit_code(&self) -> ExitCode {
        match self {
            Status { some_unreadable: true, .. } => ExitCode::from(EXIT_INPUT),
            Status { some_denied: true, .. } => ExitCode::from(EXIT_DENIED),
            _ => ExitCode::SUCCESS,
        }
    }
}

/// A stretch of the input that is one scenario, and the number of its first line, from zero.
struct Chunk<'b> {
    bytes: &'b [u8],
    first_line: u32,
}

/// The whole input when it is one JSON document; else its lines, empty ones left out.
fn scenarios(bytes: &[u8]) -> Vec<Chunk<'_>> {
    let lines: Vec<Chunk<'_>> = (0u32..)
        .zip(bytes.split(|byte| *byte == b'\n'))
        .map(|(first_line, bytes)| Chunk { bytes, first_line })
        .filter(|line| !line.bytes.trim_ascii().is_empty())
        .collect();
    let is_document_alone = |line: &Chunk<'_>| {
        let (text, _) = json::decode(line.bytes);
        let parsed = json::parse(&text);
        parsed.diagnostics.iter().all(|found| found.code == "duplicate-member")
    };
    match lines.as_slice() {
        // A document over several lines: its first line alone is none.
        [first, _, ..] if !is_document_alone(first) && is_document_alone(&Chunk { bytes, first_line: 0 }) => {
            vec![Chunk { bytes, first_line: 0 }]
        }
        [] => vec![Chunk { bytes, first_line: 0 }],
        _ => lines,
    }
}

/// The answer to one scenario, its places counted in the whole input.
fn evaluate(chunk: &Chunk<'_>, options: AnswerOptions) -> Answer {
    let (text, broken) = json::decode(chunk.bytes);
    let mut answer = match broken.iter().find(|found| found.severity == Severity::Error) {
        Some(found) => {
            let (code, message) = (found.code, found.message.clone());
            input_error(&InputError { id: None, code, message, span: found.span }, &text)
        }
        None => answer(&text, options),
    };
    if let Some(line) = answer.json.pointer_mut("/error/line") {
        *line = (line.as_u64().unwrap_or_default() + u64::from(chunk.first_line)).into();
    }
    answer
}
