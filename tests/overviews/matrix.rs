//! Every cell is decided as its request alone would be.

use policyscope::analysis::{
    MOST_MATRIX_COLUMNS, MOST_MATRIX_ROWS, Matrix, MatrixCell, MatrixQuestion, MatrixRows, analyse, matrix,
    matrix_reason, matrix_request,
};
use policyscope::catalogue::bundled;
use policyscope::evaluation::Decision;
use policyscope::workspace::examples::EXAMPLES;
use policyscope::workspace::model::Workspace;
use serde_json::json;

use super::{ACCOUNT, OBJECT, READER, WRITER, policy, read, request, role, sent, statement};

fn two_roles() -> Workspace {
    read(&json!({
        "policyscope": 1,
        "principals": [
            role(READER, &[statement("Allow", "s3:GetObject", "*"), statement("Deny", "s3:DeleteObject", "*")]),
            role(WRITER, &[statement("Allow", "s3:*Object", "arn:aws:s3:::reports/*")]),
        ],
        "requests": [request(READER, "s3:GetObject")],
    }))
}

fn question(rows: MatrixRows, actions: &str) -> MatrixQuestion {
    MatrixQuestion { rows, actions: actions.to_owned(), request: 0 }
}

fn decisions(matrix: &Matrix) -> Vec<Vec<Option<Decision>>> {
    matrix.rows.iter().map(|row| row.cells.iter().map(|cell| cell.decision).collect()).collect()
}

#[test]
fn principals_against_typed_actions() {
    let found = matrix(
        &two_roles(),
        &question(MatrixRows::Principals, "s3:GetObject, s3:DeleteObject\ns3:ListBucket"),
        None,
    );
    assert_eq!(found.columns, ["s3:GetObject", "s3:DeleteObject", "s3:ListBucket"]);
    assert_eq!(found.fixed, OBJECT);
    let names: Vec<&str> = found.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, [READER, WRITER]);
    let (allowed, denied, implicit) =
        (Some(Decision::Allowed), Some(Decision::ExplicitlyDenied), Some(Decision::ImplicitlyDenied));
    assert_eq!(decisions(&found), [[allowed, denied, implicit], [allowed, allowed, implicit]]);
    assert_eq!(found.notes, [""; 0]);
    assert_eq!(sent(&found), found);
}

#[test]
fn resources_against_actions_for_one_caller() {
    let mut workspace = two_roles();
    workspace.requests[0].principal = WRITER.to_owned();
    workspace.resources = serde_json::from_value(json!([
        {"arn": "arn:aws:s3:::other", "account": ACCOUNT},
        {"arn": "arn:aws:s3:::reports", "account": ACCOUNT, "policy": policy("bucket", &[json!(
            {"Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::reports/*"})])},
    ]))
    .unwrap();
    let found = matrix(&workspace, &question(MatrixRows::Resources, "s3:GetObject s3:PutObject"), None);
    let names: Vec<&str> = found.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["arn:aws:s3:::other", "arn:aws:s3:::reports", OBJECT]);
    assert_eq!(found.fixed, WRITER);
    let implicit = Some(Decision::ImplicitlyDenied);
    assert_eq!(decisions(&found)[0], [implicit, implicit]);
    assert_eq!(decisions(&found)[2], [Some(Decision::Allowed), Some(Decision::ExplicitlyDenied)]);
}

/// The cells of a row share what is read and compiled; a request of its own shares nothing.
#[test]
fn a_cell_is_decided_as_its_request_alone() {
    let mut cells = 0;
    for example in &EXAMPLES {
        let workspace = example.workspace().unwrap();
        for rows in [MatrixRows::Principals, MatrixRows::Resources] {
            for number in 0..workspace.requests.len() {
                let question = MatrixQuestion {
                    request: number,
                    ..question(rows, "sts:AssumeRole kms:Decrypt s3:GetObject")
                };
                for question in [question.clone(), MatrixQuestion { actions: String::new(), ..question }] {
                    let found = matrix(&workspace, &question, None);
                    for row in &found.rows {
                        for (cell, action) in row.cells.iter().zip(&found.columns) {
                            let mut alone = workspace.clone();
                            alone.requests = vec![matrix_request(&workspace, &question, &row.name, action)];
                            let verdict = analyse(&alone, 0).verdict;
                            assert_eq!(cell.decision, verdict.decision, "{}: {action}", row.name);
                            assert_eq!(cell.is_denied_either_way(), verdict.denied_either_way);
                            let reason = matrix_reason(&workspace, &question, &row.name, action, None);
                            assert_eq!(reason, verdict.headline);
                            if let Some(problem) = &cell.problem {
                                assert_eq!(*problem, verdict.headline);
                            }
                            cells += 1;
                        }
                    }
                }
            }
        }
    }
    assert!(cells > 200, "{cells}");
}

#[test]
fn what_the_request_says_of_its_caller_is_not_said_of_others() {
    let mut workspace = read(&json!({
        "policyscope": 1,
        "principals": [
            role(READER, &[json!({"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
                "Condition": {"StringEquals": {"aws:PrincipalTag/team": "red", "aws:SourceVpc": "vpc-1"}}})]),
            role(WRITER, &[json!({"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
                "Condition": {"StringEquals": {"aws:PrincipalTag/team": "red", "aws:SourceVpc": "vpc-1"}}})]),
        ],
        "requests": [request(READER, "s3:GetObject")],
    }));
    workspace.requests[0].context = serde_json::from_value(json!({
        "aws:PrincipalTag/team": ["red"], "aws:SourceVpc": ["vpc-1"],
    }))
    .unwrap();
    let found = matrix(&workspace, &question(MatrixRows::Principals, ""), None);
    assert_eq!(decisions(&found), [[Some(Decision::Allowed)], [Some(Decision::ImplicitlyDenied)]]);
    let note = "the context key `aws:PrincipalTag/team` counts only for the principal of the request";
    assert_eq!(found.notes, [note]);
    let found = matrix(&workspace, &question(MatrixRows::Resources, ""), None);
    assert_eq!(found.notes, [""; 0]);
}

#[test]
fn an_unknown_cell_says_what_is_possible_and_an_unreadable_one_why() {
    let mut workspace = two_roles();
    workspace.principals[0].identity_policies = policyscope::scenario::Slot::Unknown;
    workspace.requests.push(serde_json::from_value(request("nobody", "s3:GetObject")).unwrap());
    let found = matrix(&workspace, &question(MatrixRows::Principals, "s3:GetObject"), None);
    let unknown = &found.rows[0].cells[0];
    assert_eq!(unknown.decision, Some(Decision::Unknown));
    assert!(unknown.possible.contains(&Decision::Allowed) && unknown.possible.len() > 1);
    assert!(!unknown.is_denied_either_way());
    let unreadable = &found.rows[2].cells[0];
    assert_eq!((found.rows[2].name.as_str(), unreadable.decision), ("nobody", None));
    assert!(unreadable.problem.as_deref().unwrap().starts_with("`nobody` is no ARN"));
    assert_eq!(sent(&found), found);
}

#[test]
fn without_typed_actions_the_columns_are_those_that_requests_and_policies_name() {
    let mut workspace = two_roles();
    workspace.requests.push(serde_json::from_value(request(WRITER, "S3:getobject")).unwrap());
    workspace.requests.push(serde_json::from_value(request(WRITER, "")).unwrap());
    let found = matrix(&workspace, &question(MatrixRows::Principals, " \n"), None);
    assert_eq!(found.columns, ["s3:GetObject", "s3:DeleteObject"], "patterns and repetitions are left out");
}

#[test]
fn patterns_stand_for_what_the_catalogue_knows_and_are_cut_at_fifty() {
    let catalogue = bundled().unwrap();
    let workspace = two_roles();
    let columns =
        |actions: &str| matrix(&workspace, &question(MatrixRows::Principals, actions), Some(&catalogue));
    let found = columns("s3:GetObject s3:*Acl");
    assert!(found.columns.len() > 3 && found.columns.iter().skip(1).all(|action| action.ends_with("Acl")));
    assert_eq!(found.columns[0], "s3:GetObject");
    let all = catalogue.expand("s3:*", Default::default()).len();
    let found = columns("s3:*");
    assert_eq!(found.columns.len(), MOST_MATRIX_COLUMNS);
    assert_eq!(found.notes, [format!("the first 50 of {all} actions are shown")]);
    let found = columns("s3:getobject s3:Nonsense GetObject s3:Nothing*");
    assert_eq!(found.columns, ["s3:GetObject", "s3:Nonsense"]);
    let starts = ["`s3:Nonsense`: ", "`GetObject`: ", "`s3:Nothing*`: "];
    assert_eq!(found.notes.len(), starts.len(), "{:?}", found.notes);
    assert!(found.notes.iter().zip(starts).all(|(note, start)| note.starts_with(start)), "{:?}", found.notes);
    let found = matrix(&workspace, &question(MatrixRows::Principals, "s3:Get* nothing"), None);
    assert_eq!((found.columns.len(), found.notes.len()), (0, 2), "{:?}", found.notes);
}

#[test]
fn of_too_many_rows_the_one_of_the_request_stays() {
    let mut workspace = two_roles();
    let more = (0..MOST_MATRIX_ROWS).map(|number| {
        serde_json::from_value(role(&format!("arn:aws:iam::{ACCOUNT}:role/r{number}"), &[])).unwrap()
    });
    workspace.principals.extend(more);
    workspace.requests[0].principal = format!("arn:aws:iam::{ACCOUNT}:role/r{}", MOST_MATRIX_ROWS - 1);
    let found = matrix(&workspace, &question(MatrixRows::Principals, ""), None);
    assert_eq!(found.rows.len(), MOST_MATRIX_ROWS);
    assert_eq!(found.rows[MOST_MATRIX_ROWS - 1].name, workspace.requests[0].principal);
    assert_eq!(found.notes, ["50 of 52 principals are shown"]);
}

#[test]
fn a_workspace_without_requests_has_rows_and_says_what_is_missing() {
    let mut workspace = two_roles();
    workspace.requests.clear();
    let found = matrix(&workspace, &question(MatrixRows::Principals, "s3:GetObject"), None);
    let problem = found.rows[0].cells[0].problem.as_deref().unwrap();
    assert!(problem.starts_with("write the ARN of the resource"), "{problem}");
}

/// The service authorization reference: `s3:ListBucket` works on buckets, `s3:GetObject` on objects, `s3:ListAllMyBuckets`
/// on no resource type, `sqs:SendMessage` on queues.
#[test]
fn an_action_that_does_not_work_on_the_resource_is_no_request() {
    let mut workspace = two_roles();
    let actions = "s3:GetObject s3:ListBucket s3:ListAllMyBuckets sqs:SendMessage s3:NoSuchAction";
    let misfits = |workspace: &Workspace, rows, row: usize| -> Vec<bool> {
        let found = matrix(workspace, &question(rows, actions), Some(&bundled().unwrap()));
        assert_eq!(sent(&found), found);
        found.rows[row].cells.iter().map(|cell| cell.is_misfit).collect()
    };
    let on_an_object = [false, true, true, true, false];
    assert_eq!(misfits(&workspace, MatrixRows::Principals, 0), on_an_object);
    assert_eq!(misfits(&workspace, MatrixRows::Principals, 1), on_an_object);
    workspace.resources = serde_json::from_value(json!([
        {"arn": "arn:aws:s3:::reports", "account": ACCOUNT},
        {"arn": "arn:aws:sqs:eu-west-1:111122223333:jobs"},
    ]))
    .unwrap();
    assert_eq!(misfits(&workspace, MatrixRows::Resources, 0), [true, false, true, true, false], "a bucket");
    assert_eq!(misfits(&workspace, MatrixRows::Resources, 1), [true, true, true, false, false], "a queue");
    assert_eq!(misfits(&workspace, MatrixRows::Resources, 2), on_an_object);
    workspace.requests[0].resource = "*".to_owned();
    assert_eq!(misfits(&workspace, MatrixRows::Principals, 0), [false; 5], "`*` is what is asked with");
    let found = matrix(&two_roles(), &question(MatrixRows::Principals, actions), Some(&bundled().unwrap()));
    let asked = question(MatrixRows::Principals, actions);
    let reason = matrix_reason(&two_roles(), &asked, READER, "sqs:SendMessage", Some(&bundled().unwrap()));
    let misfit =
        "`sqs:SendMessage` works on resources of the type queue, and this is none. By the policies alone: ";
    assert!(reason.starts_with(misfit), "{reason}");
    assert_eq!(found.rows[0].cells[3].decision, Some(Decision::ImplicitlyDenied), "the policies alone");
    let without = matrix(&two_roles(), &question(MatrixRows::Principals, actions), None);
    assert!(without.rows[0].cells.iter().all(|cell| !cell.is_misfit));
}

/// Whom the policy of a resource lets in need not be in the workspace.
#[test]
fn callers_whom_the_policy_of_the_resource_names_have_rows() {
    const PARTNER: &str = "444455556666";
    let allow = |principal: serde_json::Value, action: &str| json!({"Effect": "Allow", "Principal": principal, "Action": action, "Resource": "arn:aws:s3:::reports/*"});
    let mut workspace = two_roles();
    let statements = [
        allow(json!({"AWS": [PARTNER, WRITER]}), "s3:PutObject"),
        allow(json!({"AWS": "arn:aws:iam::777788889999:role/auditor"}), "s3:GetObject"),
        allow(json!({"AWS": ["arn:aws:iam::111122223333:root", ACCOUNT, "AROAEXAMPLEID"]}), "s3:GetObject"),
        allow(json!({"Service": "logging.s3.amazonaws.com"}), "s3:PutObject"),
        allow(json!("*"), "s3:GetObject"),
        json!({"Effect": "Deny", "Principal": {"AWS": "arn:aws:iam::123456789012:root"}, "Action": "s3:*",
               "Resource": "arn:aws:s3:::reports/*"}),
    ];
    workspace.resources = serde_json::from_value(json!([
        {"arn": "arn:aws:s3:::reports", "account": ACCOUNT, "policy": policy("bucket", &statements)},
    ]))
    .unwrap();
    let actions = "s3:GetObject s3:PutObject s3:DeleteObject";
    let found = matrix(&workspace, &question(MatrixRows::Principals, actions), None);
    let names: Vec<&str> = found.rows.iter().map(|row| row.name.as_str()).collect();
    let partner = format!("arn:aws:iam::{PARTNER}:root");
    let auditor = "arn:aws:iam::777788889999:role/auditor";
    assert_eq!(names, [READER, WRITER, &partner, auditor, "logging.s3.amazonaws.com", "anonymous"]);
    let said = |row: usize| -> Vec<&str> {
        let word = |cell: &MatrixCell| match cell.decision {
            Some(Decision::Allowed) => "allowed",
            Some(Decision::Unknown) if !cell.is_denied_either_way() => "depends",
            _ => "denied",
        };
        found.rows[row].cells.iter().map(word).collect()
    };
    // Everyone may get; what the account of the caller allows is not known, and both sides must allow.
    assert_eq!(said(2), ["depends", "depends", "denied"]);
    assert_eq!(said(3), ["depends", "denied", "denied"]);
    assert_eq!(said(4), ["allowed", "allowed", "denied"]);
    assert_eq!(said(5), ["allowed", "denied", "denied"]);
    assert!(found.notes[0].starts_with("the policy of the resource names `arn:aws:iam::444455556666:root`"));
    let resources = matrix(&workspace, &question(MatrixRows::Resources, actions), None);
    assert_eq!(resources.rows.len(), 2, "rows of resources are resources");
}

/// AWS takes `NotPrincipal` with `Deny` alone (clause 3.40): whom such an `Allow` spares, it does not let in.
#[test]
fn callers_whom_a_not_principal_spares_have_no_rows() {
    let mut workspace = two_roles();
    let statement = json!({"Effect": "Allow", "NotPrincipal": {"AWS": "444455556666"}, "Action": "s3:GetObject",
                           "Resource": "arn:aws:s3:::reports/*"});
    workspace.resources = serde_json::from_value(json!([
        {"arn": "arn:aws:s3:::reports", "account": ACCOUNT, "policy": policy("bucket", &[statement])},
    ]))
    .unwrap();
    let found = matrix(&workspace, &question(MatrixRows::Principals, "s3:GetObject"), None);
    let names: Vec<&str> = found.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, [READER, WRITER]);
}
