//! `policyscope catalogue`.

use std::io::{self, Write};
use std::process::ExitCode;

use serde_json::{Value, json};

use super::arguments::{CatalogueOptions, Format};
use super::output::complain;
use crate::catalogue::{AccessLevel, Counts, DetailCounts, bundled, embedded};

pub(super) fn run(options: &CatalogueOptions) -> ExitCode {
    let counts = match bundled() {
        Ok(catalogue) => catalogue.counts(),
        Err(error) => return complain(&error.to_string()),
    };
    let source = embedded::source();
    let rows = rows(&counts);
    // Whoever closed the pipe has seen enough.
    let mut out = io::stdout().lock();
    match options.format {
        Format::Text => {
            let _ = writeln!(
                out,
                "{}\nsource: {} {} ({}, {})\ndependent and permission-only actions: {} of {}",
                source.date,
                source.package,
                source.version,
                source.license,
                source.copyright,
                source.dependents_version,
                source.dependents_date,
            );
            for (name, count) in rows {
                let _ = writeln!(out, "{count:>7} {}", name.replace('_', " "));
            }
        }
        Format::Json => {
            let counts: serde_json::Map<String, Value> =
                rows.into_iter().map(|(name, count)| (name, count.into())).collect();
            let object = json!({
                "date": source.date,
                "source": source.package,
                "version": source.version,
                "dependents_version": source.dependents_version,
                "dependents_date": source.dependents_date,
                "license": source.license,
                "copyright": source.copyright,
                "counts": counts,
            });
            let _ = writeln!(out, "{object}");
        }
    }
    ExitCode::SUCCESS
}

fn rows(counts: &Counts) -> Vec<(String, usize)> {
    let of_level = |(level, count): &(AccessLevel, usize)| {
        (format!("{}_actions", level.name().to_lowercase().replace(' ', "_")), *count)
    };
    let own = [("services", counts.services), ("actions", counts.actions)];
    let mut rows: Vec<(String, usize)> = own.map(|(name, count)| (name.to_owned(), count)).into();
    rows.extend(counts.by_access_level.iter().map(of_level));
    rows.push(("permission_only_actions".to_owned(), counts.permission_only));
    rows.push(("actions_without_known_dependents".to_owned(), counts.permission_only_unknown));
    rows.extend(counts.details.iter().flat_map(detail_rows).map(|(name, count)| (name.to_owned(), count)));
    let embedded = [
        ("global_condition_keys", embedded::global_condition_keys().len()),
        ("service_principals", embedded::service_principals().len()),
        ("retired_actions", embedded::retired_actions().len()),
    ];
    rows.extend(embedded.map(|(name, count)| (name.to_owned(), count)));
    rows
}

fn detail_rows(details: &DetailCounts) -> [(&'static str, usize); 8] {
    [
        ("resource_types", details.resource_types),
        ("arn_formats", details.arn_formats),
        ("service_condition_keys", details.service_condition_keys),
        ("condition_keys", details.condition_keys),
        ("action_resource_pairs", details.action_resource_pairs),
        ("required_pairs", details.required_pairs),
        ("actions_without_resource_type", details.actions_without_resource_type),
        ("dependent_pairs", details.dependent_pairs),
    ]
}
