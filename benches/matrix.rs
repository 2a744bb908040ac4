//! A matrix of 20 principals and 50 actions, its coverage aside: each principal has all the policies of the largest
//! workload, and so have its account and the bucket. Run by `cargo bench --bench matrix`.
#![allow(missing_docs, reason = "criterion's macros make functions without documentation")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a bench stops at the first surprise")]

mod measuring;
mod workload;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use policyscope::analysis::{MatrixQuestion, MatrixRows, matrix};
use policyscope::evaluation::Decision;
use policyscope::workspace::model::Workspace;
use serde_json::{Value, json};

use measuring::{median, nanoseconds_each};
use workload::Workload;

const ROWS: usize = 20;
const COLUMNS: usize = 50;

/// The workload as a workspace in which many roles have the policies of its caller.
fn workspace(workload: &Workload) -> Workspace {
    let scenario: Value = serde_json::from_str(&workload.scenario).unwrap();
    let account = "111122223333";
    let role = |number: usize| format!("arn:aws:iam::{account}:role/team-{number}");
    let principals: Vec<Value> = (0..ROWS)
        .map(|number| {
            json!({
                "arn": role(number),
                "identity_policies": scenario["identity_policies"],
                "permissions_boundary": scenario["permissions_boundary"],
                "tags": {"team": "reporting"},
            })
        })
        .collect();
    let levels = scenario["scps"].as_array().unwrap().iter().enumerate();
    let units: Vec<Value> = levels
        .map(|(number, level)| {
            let parent = number.checked_sub(1).map(|parent| format!("ou-{parent}"));
            json!({"id": format!("ou-{number}"), "parent": parent, "scps": level["policies"]})
        })
        .collect();
    let mut context = scenario["request"]["context"].clone();
    context.as_object_mut().unwrap().retain(|key, _| !key.starts_with("aws:Principal"));
    let workspace = json!({
        "policyscope": 1,
        "organization": {"id": "o-a1b2c3d4e5", "units": units},
        "accounts": [{"id": account, "unit": (!units.is_empty()).then(|| format!("ou-{}", units.len() - 1))}],
        "principals": principals,
        "resources": [{"arn": "arn:aws:s3:::reports-data", "account": account, "policy": scenario["resource_policy"]}],
        "requests": [{
            "principal": role(0),
            "action": "s3:GetObject",
            "resource": scenario["request"]["resource"],
            "context": context,
        }],
    });
    Workspace::from_json(&workspace.to_string()).unwrap()
}

fn question() -> MatrixQuestion {
    let actions: Vec<String> = (0..COLUMNS)
        .map(|number| format!("s3:{}Thing{number}", ["Get", "Put", "List"][number % 3]))
        .collect();
    MatrixQuestion { rows: MatrixRows::Principals, actions: actions.join(" "), request: 0 }
}

fn twenty_by_fifty(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("matrix of 20 principals and 50 actions");
    let question = question();
    for workload in workload::all() {
        let workspace = workspace(&workload);
        let found = matrix(&workspace, &question, None);
        assert_eq!((found.rows.len(), found.columns.len()), (ROWS, COLUMNS));
        let decisions: Vec<_> =
            found.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.decision).collect();
        assert!(decisions.contains(&Some(Decision::ImplicitlyDenied)));
        // CPU time, which other programs on the machine do not lengthen.
        let times =
            (0..5).map(|_| nanoseconds_each(&mut || drop(black_box(matrix(&workspace, &question, None)))));
        println!(
            "{}, {} statements for each request: {:.1} ms of CPU time",
            workload.name,
            workload.statements,
            median(times.collect()) / 1e6
        );
        group.throughput(Throughput::Elements((ROWS * COLUMNS) as u64));
        group.bench_with_input(BenchmarkId::from_parameter(workload.name), &workspace, |bench, workspace| {
            bench.iter(|| matrix(black_box(workspace), &question, None));
        });
    }
}

criterion_group!(benches, twenty_by_fifty);
criterion_main!(benches);
