//! `policyscope expand`.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use serde_json::json;

use super::arguments::{ExpandOptions, Format};
use super::output::complain;
use crate::catalogue::{
    Action, ActionSelection, Catalogue, PrefixWildcards, bundled, embedded, nearest_service_prefix,
};

pub(super) fn run(options: &ExpandOptions) -> ExitCode {
    let catalogue = match bundled() {
        Ok(catalogue) => catalogue,
        Err(error) => return complain(&error.to_string()),
    };
    let mut status = ExitCode::SUCCESS;
    let mut printed = ActionSelection::default();
    let mut out = BufWriter::new(io::stdout().lock());
    for pattern in &options.patterns {
        let selection = catalogue.expand(pattern, PrefixWildcards::Literal);
        if selection.is_empty() {
            status = complain(&nothing(&catalogue, pattern));
        }
        for action in catalogue.selected(&selection.difference(&printed)) {
            // Whoever closed the pipe has seen enough.
            if write_action(&mut out, action, options.format).is_err() {
                return status;
            }
        }
        printed = printed.union(&selection);
    }
    let _ = out.flush();
    status
}

fn write_action(out: &mut impl Write, action: Action<'_>, format: Format) -> io::Result<()> {
    match format {
        Format::Text => writeln!(out, "{action}"),
        Format::Json => {
            let levels: Vec<&str> = action.access_levels().iter().map(|level| level.name()).collect();
            let object = json!({
                "action": action.to_string(),
                "access_levels": levels,
                "permission_only": action.permission_only(),
            });
            writeln!(out, "{object}")
        }
    }
}

/// Why `pattern` stands for no action, and what may have been meant.
fn nothing(catalogue: &Catalogue, pattern: &str) -> String {
    if let Some(retired) = embedded::retired_action(pattern) {
        return format!("`{pattern}` was retired: AWS last documented it in {}", retired.month());
    }
    let Some((prefix, _)) = pattern.split_once(':') else {
        return with_nearest(catalogue, pattern, format!("`{pattern}` is neither `*` nor `service:name`"));
    };
    if prefix.contains(['*', '?']) {
        return format!("`{pattern}` has a wildcard in its service prefix, which is taken as it stands");
    }
    if catalogue.service(prefix).is_none() {
        let message = format!("`{pattern}`: no service has the prefix `{prefix}`");
        return match nearest_service_prefix(prefix) {
            Some(near) if catalogue.nearest_actions(pattern, 1).is_empty() => {
                format!("{message}; did you mean `{near}`?")
            }
            _ => with_nearest(catalogue, pattern, message),
        };
    }
    with_nearest(catalogue, pattern, format!("`{pattern}` stands for no action"))
}

fn with_nearest(catalogue: &Catalogue, pattern: &str, message: String) -> String {
    match catalogue.nearest_actions(pattern, 1).first() {
        Some(action) => format!("{message}; did you mean `{action}`?"),
        None => message,
    }
}
