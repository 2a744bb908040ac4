//! What a template leaves open is never taken for known: giving more values only narrows what was said before.

use policyscope::analysis::functions::{Answer, ChainQuestion, role_chain};
use serde_json::{Value, json};

use crate::{stack, workspace_of};

/// Resources that policies and questions name, with the values that they may get.
const VALUES: [&str; 3] = ["bookings", "book*", "other"];

fn resources() -> Vec<Value> {
    let table =
        |name: &str| json!({"Fn::Sub": format!("arn:aws:dynamodb:eu-central-1:111122223333:table/{name}")});
    vec![
        json!("*"),
        table("bookings"),
        table("book*"),
        table("${Given}"),
        table("${Given}s"),
        table("*${Given}"),
        json!({"Fn::GetAtt": ["Table", "Arn"]}),
        json!({"Ref": "Given"}),
        json!({"Fn::If": ["Open", table("bookings"), table("other")]}),
        json!({"Fn::ImportValue": "table"}),
    ]
}

fn answer(template: &Value, given: Value, resource: &str) -> Answer {
    let question = ChainQuestion {
        template: 0,
        function: "Book".to_owned(),
        action: "dynamodb:GetItem".to_owned(),
        resource: Some(resource.to_owned()),
    };
    role_chain(&workspace_of(template, given), &question).unwrap().answer
}

#[test]
fn a_sure_answer_stays_when_values_are_given() {
    let open = json!({"account": "111122223333", "region": "eu-central-1"});
    let mut unknown = 0;
    for (allowed, denied) in resources().iter().flat_map(|one| {
        resources().into_iter().map(Some).chain([None]).map(move |other| (one.clone(), other))
    }) {
        let mut statements = vec![json!({"Effect": "Allow", "Action": "dynamodb:*", "Resource": allowed})];
        statements.extend(
            denied.iter().map(
                |resource| json!({"Effect": "Deny", "Action": "dynamodb:GetItem", "Resource": resource}),
            ),
        );
        let mut template =
            stack(json!(statements), json!({}), json!({"Table": {"Type": "AWS::DynamoDB::Table"}}));
        template["Parameters"] = json!({"Given": {"Type": "String"}});
        template["Conditions"] = json!({"Open": {"Fn::Equals": [{"Ref": "Given"}, "bookings"]}});
        let before = answer(&template, open.clone(), "Table");
        unknown += usize::from(before == Answer::Unknown);
        if before == Answer::Unknown {
            continue;
        }
        for given in VALUES {
            for table in ["bookings", "book"] {
                let mut values = open.clone();
                values["values"] = json!({"Given": given, "Table": table});
                values["imports"] =
                    json!({"table": format!("arn:aws:dynamodb:eu-central-1:111122223333:table/{given}")});
                let after = answer(&template, values, "Table");
                assert_eq!(after, before, "{allowed} {denied:?} {given} {table}");
            }
        }
    }
    assert!(unknown > 30, "{unknown}");
}
