//! `policyscope evaluate`.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use super::arguments::EvaluateOptions;
use super::output::{EXIT_INPUT, read, unreadable};
use crate::answer::{Answer, AnswerOptions, Outcome, answer, input_error};
use crate::scenario::{Chunk, InputError, chunks, read_expectation};
use crate::text::{Severity, json};

const EXIT_FAILED: u8 = 2;

/// The member of an answer that says whether the decision is the expected one.
const AS_EXPECTED: &str = "as_expected";

pub(super) fn run(options: &EvaluateOptions) -> ExitCode {
    let bytes = match read(&options.file) {
        Ok(bytes) => bytes,
        Err(error) => return unreadable(&options.file, &error),
    };
    let mut output = BufWriter::new(io::stdout().lock());
    let mut status = Status::default();
    for chunk in chunks(&bytes) {
        let answer = evaluate(&chunk, options);
        status.some_unreadable |= answer.outcome == Outcome::InputError;
        status.some_failed |= match options.check {
            true => answer.json.get(AS_EXPECTED) == Some(&false.into()),
            false => answer.outcome == Outcome::NotAllowed,
        };
        if writeln!(output, "{}", answer.json).is_err() {
            break; // Whoever closed the pipe has seen enough.
        }
    }
    let _ = output.flush();
    status.exit_code()
}

#[derive(Default)]
struct Status {
    /// Some request is not allowed or, where expectations are checked, not decided as expected.
    some_failed: bool,
    some_unreadable: bool,
}

impl Status {
    fn exit_code(&self) -> ExitCode {
        match self {
            Status { some_unreadable: true, .. } => ExitCode::from(EXIT_INPUT),
            Status { some_failed: true, .. } => ExitCode::from(EXIT_FAILED),
            _ => ExitCode::SUCCESS,
        }
    }
}

/// The answer to one scenario, its places counted in the whole input.
fn evaluate(chunk: &Chunk<'_>, options: &EvaluateOptions) -> Answer {
    let (text, broken) = json::decode(chunk.bytes);
    let mut answer = match broken.iter().find(|found| found.severity == Severity::Error) {
        Some(found) => {
            let (code, message) = (found.code, found.message.clone());
            input_error(&InputError { id: None, code, message, span: found.span }, &text)
        }
        None if options.check => checked(&text, options.answer_options()),
        None => answer(&text, options.answer_options()),
    };
    if let Some(line) = answer.json.pointer_mut("/error/line") {
        *line = (line.as_u64().unwrap_or_default() + u64::from(chunk.first_line)).into();
    }
    answer
}

/// The answer with whether it is the expected one.
fn checked(text: &str, options: AnswerOptions) -> Answer {
    let mut answer = answer(text, options);
    match (read_expectation(text), answer.json.as_object_mut()) {
        (Ok(Some(expected)), Some(members)) if answer.outcome != Outcome::InputError => {
            let is_met = members.get("decision") == Some(&expected.into());
            members.insert("expected".to_owned(), expected.into());
            members.insert(AS_EXPECTED.to_owned(), is_met.into());
        }
        (Err(error), _) if answer.outcome != Outcome::InputError => return input_error(&error, text),
        _ => {}
    }
    answer
}
