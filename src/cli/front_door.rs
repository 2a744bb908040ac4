//! `policyscope front-door`.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use serde_json::{Value, json};

use super::arguments::FrontDoorOptions;
use super::output::{EXIT_INPUT, read, unreadable};
use crate::front_door::{AuthorizerCache, DoorLine, FrontDoor, Outcome, walk, walk_json};
use crate::scenario::chunks;

const EXIT_NOT_REACHED: u8 = 2;

pub(super) fn run(options: &FrontDoorOptions) -> ExitCode {
    let bytes = match read(&options.file) {
        Ok(bytes) => bytes,
        Err(error) => return unreadable(&options.file, &error),
    };
    let mut output = BufWriter::new(io::stdout().lock());
    let (mut door, mut cache) = (None, AuthorizerCache::default());
    let (mut some_stopped, mut some_unreadable) = (false, false);
    for chunk in chunks(&bytes) {
        let answer = match answer(chunk.bytes, options.explain, &mut door, &mut cache) {
            Ok((answer, is_reached)) => {
                some_stopped |= !is_reached;
                answer
            }
            Err(message) => {
                some_unreadable = true;
                json!({"error": {"message": message, "line": chunk.first_line + 1}})
            }
        };
        if writeln!(output, "{answer}").is_err() {
            break; // Whoever closed the pipe has seen enough.
        }
    }
    let _ = output.flush();
    match (some_unreadable, some_stopped) {
        (true, _) => ExitCode::from(EXIT_INPUT),
        (false, true) => ExitCode::from(EXIT_NOT_REACHED),
        (false, false) => ExitCode::SUCCESS,
    }
}

/// The answer to a line, and whether its request surely reaches the integration.
fn answer(
    bytes: &[u8],
    explain: bool,
    door: &mut Option<FrontDoor>,
    cache: &mut AuthorizerCache,
) -> Result<(Value, bool), String> {
    let line: DoorLine = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    if line.door.is_some() {
        *door = line.door;
    }
    let door = door.as_ref().ok_or("the first line needs a `door`")?;
    let request = line.request.read().map_err(|error| error.to_string())?;
    let walked = walk(door, &request, cache);
    let mut answer = json!({});
    if let (Some(members), Value::Object(found)) = (answer.as_object_mut(), walk_json(&walked, explain)) {
        members.extend(line.id.map(|id| ("id".to_owned(), Value::String(id))));
        members.extend(found);
    }
    Ok((answer, walked.outcome == Outcome::Reached))
}
