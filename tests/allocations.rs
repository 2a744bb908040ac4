//! How often reading, compiling and evaluating ask for memory. A compiled set of policies answers a request
//! without asking for any for its statements, however many there are.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

#[path = "../benches/workload/mod.rs"]
mod workload;

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use policyscope::analysis::functions::functions;
use policyscope::evaluation::{Decision, Engine};
use policyscope::scenario::{Scenario, read_line};
use policyscope::template::take_over;
use policyscope::workspace::ManyRequests;
use policyscope::workspace::model::{NamedRequest, Template, TemplateValues, Workspace};
use serde_json::{Value, json};
use workload::Workload;

/// Allocations for one request of a compiled engine, whatever the number of statements. Lower it when you
/// can; raise it only with a reason.
const PER_EVALUATION: usize = 5;

/// Allocations for each statement from the text to the compiled form, in the largest workload.
const PER_STATEMENT_READ_AND_COMPILED: usize = 27;

thread_local! {
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
}

struct Counting;

#[allow(unsafe_code, reason = "an allocator cannot be written without; this one hands on to the system's")]
// SAFETY: every call goes to the system's allocator with what the caller gave.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count();
        unsafe { System.alloc(layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count();
        unsafe { System.realloc(block, layout, size) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        unsafe { System.dealloc(block, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn count() {
    ALLOCATIONS.set(ALLOCATIONS.get() + 1);
}

/// What `work` returns, and how often it asked for memory or for more of it.
fn counted<T>(work: impl FnOnce() -> T) -> (T, usize) {
    let before = ALLOCATIONS.get();
    let result = work();
    (result, ALLOCATIONS.get() - before)
}

fn read(workload: &Workload) -> Scenario<'_> {
    read_line(&workload.scenario).unwrap()
}

#[test]
fn evaluating_allocates_nothing_for_each_statement() {
    let counts = workload::all().map(|workload| {
        let scenario = read(&workload);
        let engine = Engine::compile(&scenario.policies);
        let (evaluation, allocations) = counted(|| engine.evaluate(&scenario.request));
        assert_eq!(evaluation.decision, Decision::Allowed);
        println!(
            "{}: {} statements, {allocations} allocations for an evaluation",
            workload.name, workload.statements
        );
        allocations
    });
    let [small, medium, large] = counts;
    assert_eq!(small, large, "the number depends on the statements");
    assert_eq!(medium, large, "the number depends on the statements");
    assert!(large <= PER_EVALUATION, "{large} allocations for an evaluation; the budget is {PER_EVALUATION}");
}

#[test]
fn reading_and_compiling_stay_within_their_budget() {
    for workload in workload::all() {
        let (scenario, reading) = counted(|| read(&workload));
        let (_, compiling) = counted(|| Engine::compile(&scenario.policies));
        let each = (reading + compiling).div_ceil(workload.statements);
        println!(
            "{}: {reading} allocations to read and {compiling} to compile, {each} for each statement",
            workload.name
        );
        if workload.name == "large" {
            assert!(
                each <= PER_STATEMENT_READ_AND_COMPILED,
                "{each} allocations for each statement; the budget is {PER_STATEMENT_READ_AND_COMPILED}"
            );
        }
    }
}

/// A workspace with as many functions, of which each may invoke the next one.
fn ring(count: usize) -> Workspace {
    let function = |number: usize| {
        let next = (number + 1) % count;
        format!(
            "  F{number}:\n    Type: AWS::Serverless::Function\n    Properties:\n      FunctionName: f{number:04}\n      \
             Policies: [{{LambdaInvokePolicy: {{FunctionName: f{next:04}}}}}]\n"
        )
    };
    let functions: String = (0..count).map(function).collect();
    let template = Template {
        text: format!("Transform: AWS::Serverless-2016-10-31\nResources:\n{functions}"),
        given: TemplateValues {
            account: Some("111122223333".to_owned()),
            region: Some("eu-central-1".to_owned()),
            ..TemplateValues::default()
        },
        ..Template::default()
    };
    take_over(&Workspace::default(), template).unwrap().workspace
}

#[test]
fn functions_that_call_each_other_take_memory_in_proportion() {
    let [small, large] = [25, 200].map(|count| {
        let workspace = ring(count);
        let (found, allocations) = counted(|| functions(&workspace, None));
        let callers: usize = found.functions.iter().map(|found| found.invocation.callers.len()).sum();
        assert_eq!(callers, count, "each has one caller");
        println!("{count} functions: {allocations} allocations");
        allocations / count
    });
    assert!(large <= 2 * small, "{large} allocations for each of many functions, {small} for each of few");
}

/// Each of `count` roles, and their account, has the policies of the workload.
fn roles(count: usize, workload: &Workload) -> Workspace {
    let scenario: Value = serde_json::from_str(&workload.scenario).unwrap();
    let role = |number| {
        json!({
            "arn": format!("arn:aws:iam::111122223333:role/r{number:02}"),
            "identity_policies": scenario["identity_policies"],
        })
    };
    let scps = &scenario["scps"][0]["policies"];
    let workspace = json!({
        "policyscope": 1,
        "accounts": [{"id": "111122223333", "scps": scps}],
        "principals": (0..count).map(role).collect::<Vec<_>>(),
    });
    Workspace::from_json(&workspace.to_string()).unwrap()
}

#[test]
fn policies_that_many_callers_have_are_read_and_compiled_once() {
    let workload = workload::all().into_iter().last().unwrap();
    let [one, many] = [1, 20].map(|count| {
        let workspace = roles(count, &workload);
        let request = |role: &str| NamedRequest {
            principal: role.to_owned(),
            action: "s3:GetObject".to_owned(),
            resource: "arn:aws:s3:::reports/may.csv".to_owned(),
            ..NamedRequest::default()
        };
        let requests: Vec<_> = workspace.principals.iter().map(|role| request(&role.arn)).collect();
        let (_, allocations) = counted(|| {
            let mut decided = ManyRequests::new(&workspace);
            requests.iter().for_each(|request| drop(decided.decide(request).unwrap()));
        });
        println!("{count} callers: {allocations} allocations");
        allocations
    });
    assert!(many < 2 * one, "{many} allocations for many callers, {one} for one");
}
