//! How a function came to a right.

use policyscope::analysis::functions::{
    Answer, ChainNodeKind, ChainNodeState, ChainQuestion, RoleChain, role_chain,
};
use policyscope::analysis::{RequestOutcome, outcome};
use policyscope::evaluation::Decision;
use policyscope::workspace::model::{NamedRequest, Workspace};
use serde_json::json;

use crate::{here, stack, workspace_of};

fn asked(workspace: &Workspace, action: &str, resource: Option<&str>) -> RoleChain {
    let question = ChainQuestion {
        template: 0,
        function: "Book".to_owned(),
        action: action.to_owned(),
        resource: resource.map(str::to_owned),
    };
    role_chain(workspace, &question).unwrap()
}

fn kinds(chain: &RoleChain, path: usize) -> Vec<ChainNodeKind> {
    chain.paths[path].iter().map(|number| chain.nodes[*number].kind).collect()
}

fn table_stack(statements: serde_json::Value) -> Workspace {
    let table = json!({"Bookings": {"Type": "AWS::DynamoDB::Table"}});
    workspace_of(&stack(statements, json!({}), table), here())
}

#[test]
fn from_the_right_to_the_line_of_the_template() {
    use ChainNodeKind::{Function, Permission, Policy, Role, Statement, Template, Trust};
    let workspace = table_stack(json!([{"Sid": "Write", "Effect": "Allow", "Action": "dynamodb:PutItem",
        "Resource": {"Fn::GetAtt": ["Bookings", "Arn"]}}]));
    let chain = asked(&workspace, "dynamodb:PutItem", None);
    assert_eq!(chain.answer, Answer::Yes, "{}", chain.sentence);
    assert_eq!(chain.paths.len(), 1);
    assert_eq!(kinds(&chain, 0), [Permission, Statement, Policy, Role, Trust, Function, Template]);
    let titles: Vec<&str> = chain.paths[0].iter().map(|number| &*chain.nodes[*number].title).collect();
    assert_eq!(titles, ["dynamodb:PutItem", "Write", "own", "Role", "statement 1", "Book", "stack.json"]);
    let text = &workspace.templates[0].text;
    let line = |number: usize| chain.nodes[chain.paths[0][number]].template.as_ref().unwrap().line;
    let written = |line: u32| text.lines().nth(line as usize - 1).unwrap();
    assert!(written(line(3)).contains("\"Role\""), "{}", written(line(3)));
    assert!(written(line(5)).contains("\"Book\""), "{}", written(line(5)));
    for number in [1, 2, 4] {
        assert!(chain.nodes[chain.paths[0][number]].place.is_some(), "{number}");
    }
    assert!(chain.nodes.iter().all(|node| node.state == ChainNodeState::Known));
}

/// The edges are exactly the steps of the ways.
#[test]
fn the_graph_and_the_lists_say_the_same() {
    let workspace = table_stack(json!([
        {"Sid": "One", "Effect": "Allow", "Action": "dynamodb:*", "Resource": "*"},
        {"Sid": "Two", "Effect": "Allow", "Action": "dynamodb:PutItem", "Resource": "*"},
        {"Sid": "Not", "Effect": "Deny", "Action": "dynamodb:DeleteItem", "Resource": "*"}]));
    let chain = asked(&workspace, "dynamodb:PutItem", None);
    assert_eq!(chain.paths.len(), 2);
    let steps = chain.paths.iter().flat_map(|path| path.windows(2).map(|pair| (pair[0], pair[1])));
    let mut steps: Vec<(usize, usize)> = steps.collect();
    let mut edges: Vec<(usize, usize)> = chain.edges.iter().map(|edge| (edge.from, edge.to)).collect();
    steps.sort_unstable();
    steps.dedup();
    edges.sort_unstable();
    assert_eq!(edges, steps);
    // Both ways go through one policy, one role.
    assert_eq!(chain.nodes.iter().filter(|node| node.kind == ChainNodeKind::Policy).count(), 1);
    assert!(chain.limits.is_empty());
    let denied = asked(&workspace, "dynamodb:DeleteItem", None);
    assert_ne!(denied.answer, Answer::Yes);
    assert_eq!(denied.nodes[denied.limits[0]].title, "Not");
}

#[test]
fn a_policy_template_of_sam_is_named() {
    let template = json!({"Transform": "AWS::Serverless-2016-10-31", "Resources": {
        "Book": {"Type": "AWS::Serverless::Function", "Properties": {
            "Policies": [{"DynamoDBCrudPolicy": {"TableName": {"Ref": "Bookings"}}}]}},
        "Bookings": {"Type": "AWS::DynamoDB::Table"}}});
    let workspace = workspace_of(&template, here());
    let chain = asked(&workspace, "dynamodb:PutItem", Some("Bookings"));
    let made_by = chain.nodes.iter().find(|node| node.kind == ChainNodeKind::Source).unwrap();
    assert_eq!((&*made_by.title, &*made_by.detail), ("DynamoDBCrudPolicy", "SAM policy template"));
    assert_eq!(chain.paths.len(), 1);
}

#[test]
fn what_is_missing_is_seen() {
    let workspace = table_stack(json!([]));
    let chain = asked(&workspace, "dynamodb:PutItem", None);
    assert_eq!((chain.answer, chain.paths.len()), (Answer::No, 0), "{}", chain.sentence);
    assert!(chain.sentence.contains("no policy of its role allows it"), "{}", chain.sentence);

    let all = json!([{"Effect": "Allow", "Action": "*", "Resource": "*"}]);
    let mut template = stack(all.clone(), json!({}), json!({}));
    template["Resources"]["Role"]["Properties"]["AssumeRolePolicyDocument"]["Statement"] = json!([]);
    let chain = asked(&workspace_of(&template, here()), "s3:GetObject", None);
    assert_eq!(chain.answer, Answer::No);
    let trust = chain.nodes.iter().find(|node| node.kind == ChainNodeKind::Trust).unwrap();
    assert_eq!(trust.state, ChainNodeState::Missing);

    let mut template = stack(all, json!({"Role": {"Ref": "Given"}}), json!({}));
    template["Parameters"] = json!({"Given": {"Type": "String"}});
    let chain = asked(&workspace_of(&template, here()), "s3:GetObject", None);
    assert_eq!((chain.answer, chain.paths.len()), (Answer::Unknown, 1));
    let role = chain.nodes.iter().find(|node| node.kind == ChainNodeKind::Role).unwrap();
    assert_eq!(role.state, ChainNodeState::Unknown);
    assert!(role.detail.contains("`Given`"), "{}", role.detail);
}

#[test]
fn a_policy_of_which_nothing_is_known_is_a_way_that_is_not_known() {
    let mut template = stack(json!([]), json!({}), json!({}));
    template["Resources"]["Role"]["Properties"]["ManagedPolicyArns"] =
        json!(["arn:aws:iam::111122223333:policy/team"]);
    let chain = asked(&workspace_of(&template, here()), "s3:GetObject", None);
    assert_eq!(chain.answer, Answer::Unknown);
    let policy = &chain.nodes[chain.paths[0][1]];
    assert_eq!((policy.kind, policy.state), (ChainNodeKind::Policy, ChainNodeState::Unknown));
    assert!(policy.template.is_some());
}

/// Whatever allows it, a policy of which nothing is known may deny it.
#[test]
fn a_policy_that_is_not_known_may_deny() {
    let all = json!([{"Effect": "Allow", "Action": "*", "Resource": "*"}]);
    let mut template = stack(all, json!({}), json!({"Table": {"Type": "AWS::DynamoDB::Table"}}));
    template["Resources"]["Role"]["Properties"]["ManagedPolicyArns"] =
        json!(["arn:aws:iam::111122223333:policy/team"]);
    let workspace = workspace_of(&template, here());
    for resource in [None, Some("Table"), Some("arn:aws:s3:::b/k")] {
        let chain = asked(&workspace, "s3:GetObject", resource);
        assert_eq!(chain.answer, Answer::Unknown, "{resource:?}: {}", chain.sentence);
    }
}

/// With a resource, the answer is that of the evaluation.
#[test]
fn a_resource_is_decided_as_a_request_is() {
    let tables = [
        "arn:aws:dynamodb:eu-central-1:111122223333:table/a",
        "arn:aws:dynamodb:eu-central-1:111122223333:table/b",
    ];
    let statements = [
        json!({"Effect": "Allow", "Action": "dynamodb:*", "Resource": "*"}),
        json!({"Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": tables[0]}),
        json!({"Effect": "Deny", "Action": "dynamodb:*", "Resource": tables[1]}),
        json!({"Effect": "Deny", "NotAction": "dynamodb:GetItem", "Resource": "*"}),
        json!({"Effect": "Allow", "Action": "dynamodb:PutItem", "NotResource": tables[1]}),
    ];
    let mut counts = [0, 0];
    for chosen in 0..1 << statements.len() {
        let some = statements.iter().enumerate().filter(|(bit, _)| chosen >> bit & 1 == 1);
        let some: Vec<_> = some.map(|(_, statement)| statement).collect();
        let mut workspace = workspace_of(&stack(json!(some), json!({}), json!({})), here());
        for (action, table) in ["dynamodb:GetItem", "dynamodb:PutItem"]
            .iter()
            .flat_map(|action| tables.map(|table| (action, table)))
        {
            let chain = asked(&workspace, action, Some(table));
            workspace.requests = vec![NamedRequest {
                principal: "arn:aws:iam::111122223333:role/book".to_owned(),
                action: (*action).to_owned(),
                resource: table.to_owned(),
                ..NamedRequest::default()
            }];
            let RequestOutcome::Decided { decision, .. } = outcome(&workspace, 0) else { panic!("{action}") };
            let expected = if decision == Decision::Allowed { Answer::Yes } else { Answer::No };
            assert_eq!(chain.answer, expected, "{some:?} {action} {table}: {}", chain.sentence);
            counts[usize::from(decision == Decision::Allowed)] += 1;
        }
    }
    assert!(counts.iter().all(|count| *count > 20), "{counts:?}");
}

#[test]
fn there_is_no_chain_for_a_function_that_is_not_there() {
    let workspace = table_stack(json!([]));
    let mut question = ChainQuestion { function: "Other".to_owned(), ..ChainQuestion::default() };
    assert_eq!(role_chain(&workspace, &question), None);
    question = ChainQuestion { template: 1, function: "Book".to_owned(), ..ChainQuestion::default() };
    assert_eq!(role_chain(&workspace, &question), None);
}

/// Without a resource the question is whether the role may do it to anything.
#[test]
fn a_statement_that_fits_no_resource_of_the_action_is_no_way() {
    let answer = |statement: serde_json::Value, action: &str| {
        asked(&table_stack(json!([statement])), action, None).answer
    };
    let nothing = json!({"Effect": "Allow", "Action": "sns:Publish", "NotResource": "*"});
    assert_eq!(answer(nothing, "sns:Publish"), Answer::No);
    let bucket = json!({"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "arn:aws:s3:::uploads"});
    assert_eq!(answer(bucket, "sqs:SendMessage"), Answer::Unknown);
    // A session is asked of the role that is assumed.
    let role = json!({"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::111122223333:role/r"});
    assert_eq!(answer(role, "sts:AssumeRole"), Answer::Yes);
}

#[test]
fn all_actions_but_some_are_said_as_such() {
    let statement = json!({"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"});
    let chain = asked(&table_stack(json!([statement])), "sqs:SendMessage", None);
    let details: Vec<&str> = chain.nodes.iter().map(|node| &*node.detail).collect();
    assert!(details.contains(&"allows all but iam:* on *"), "{details:?}");
}
