//! Who may invoke a function.

use policyscope::analysis::functions::InvokerKind;
use policyscope::evaluation::Decision;
use policyscope::scenario::Slot;
use serde_json::{Value, json};

use crate::{here, only, role, seen, stack, workspace_of};

fn permission(more: Value) -> Value {
    let mut properties = json!({"FunctionName": {"Ref": "Book"}, "Action": "lambda:InvokeFunction"});
    properties.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({"Type": "AWS::Lambda::Permission", "Properties": properties})
}

fn with(permission: Value) -> Value {
    stack(json!([]), json!({}), json!({"Call": permission}))
}

#[test]
fn a_service_with_and_without_a_source() {
    let limited = permission(json!({"Principal": "sns.amazonaws.com",
        "SourceArn": "arn:aws:sns:eu-central-1:111122223333:t"}));
    let found = only(&workspace_of(&with(limited), here()));
    let invoker = &found.invocation.by_policy[0];
    assert_eq!((&*invoker.who, invoker.kind), ("sns.amazonaws.com", InvokerKind::Service));
    assert_eq!(invoker.conditions, ["AWS:SourceArn ArnLike arn:aws:sns:eu-central-1:111122223333:t"]);
    assert!(invoker.remarks.is_empty(), "{:?}", invoker.remarks);
    assert_eq!(invoker.statement.title, "Call");
    assert!(invoker.statement.template.is_some() && invoker.statement.place.is_some());

    let open = only(&workspace_of(&with(permission(json!({"Principal": "sns.amazonaws.com"}))), here()));
    assert!(open.invocation.by_policy[0].remarks[0].contains("AWS:SourceArn"));
}

/// A condition limits a service only where it names what may call.
#[test]
fn a_condition_that_lets_all_others_pass_limits_nothing() {
    let invoker = |condition: Value| {
        let text = json!({"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
            "Principal": {"Service": "sns.amazonaws.com"}, "Action": "lambda:InvokeFunction", "Resource": "*",
            "Condition": condition}]});
        let mut workspace =
            workspace_of(&with(permission(json!({"Principal": "sns.amazonaws.com"}))), here());
        let policy = &mut workspace.resources[0].policy;
        let Slot::Known(Some(document)) = policy else { panic!("{policy:?}") };
        document.text = text.to_string();
        only(&workspace).invocation.by_policy[0].clone()
    };
    for limits in [
        json!({"StringEquals": {"aws:SourceAccount": "111122223333"}}),
        json!({"ArnLike": {"aws:SourceArn": "arn:aws:sns:*:111122223333:*"}}),
    ] {
        assert!(invoker(limits.clone()).remarks.is_empty(), "{limits}");
    }
    for other in [
        json!({"StringNotEquals": {"aws:SourceAccount": "111122223333"}}),
        json!({"StringEqualsIfExists": {"aws:SourceAccount": "111122223333"}}),
        json!({"Null": {"aws:SourceArn": "false"}}),
        json!({"ArnLike": {"aws:SourceArn": "*"}}),
    ] {
        assert_eq!(invoker(other.clone()).remarks.len(), 1, "{other}");
    }
}

#[test]
fn the_arn_of_a_bucket_names_no_account() {
    let bucket = json!({"Principal": "s3.amazonaws.com", "SourceArn": "arn:aws:s3:::uploads"});
    let found = only(&workspace_of(&with(permission(bucket.clone())), here()));
    assert!(found.invocation.by_policy[0].remarks[0].contains("AWS:SourceAccount"));
    let mut both = bucket;
    both["SourceAccount"] = json!("111122223333");
    let found = only(&workspace_of(&with(permission(both)), here()));
    assert!(found.invocation.by_policy[0].remarks.is_empty());
}

#[test]
fn accounts_and_everyone() {
    let found = only(&workspace_of(&with(permission(json!({"Principal": "444455556666"}))), here()));
    assert_eq!(found.invocation.by_policy[0].kind, InvokerKind::Account);
    assert_eq!(found.invocation.by_policy[0].who, "account 444455556666");
    let found = only(&workspace_of(&with(permission(json!({"Principal": "*"}))), here()));
    assert_eq!(found.invocation.by_policy[0].kind, InvokerKind::Everyone);
    assert!(found.invocation.by_policy[0].remarks[0].contains("also from other accounts"));
    let url = json!({"Principal": "*", "Action": "lambda:InvokeFunctionUrl", "FunctionUrlAuthType": "NONE"});
    let found = only(&workspace_of(&with(permission(url)), here()));
    assert!(found.invocation.by_policy[0].remarks[0].contains("without credentials"));
}

/// The usual case: AWS makes up the name of the function.
#[test]
fn a_function_without_a_name_has_its_permissions_from_the_template() {
    let mut template = with(permission(json!({"Principal": "sns.amazonaws.com"})));
    template["Resources"]["Book"]["Properties"].as_object_mut().unwrap().remove("FunctionName");
    let found = only(&workspace_of(&template, here()));
    assert_eq!(found.arn, None);
    let invoker = &found.invocation.by_policy[0];
    assert_eq!(invoker.who, "sns.amazonaws.com");
    assert!(invoker.statement.place.is_none() && invoker.statement.template.is_some());
    assert!(found.invocation.remarks[0].message.contains("ARN is not known"));
}

#[test]
fn somebody_whom_the_template_does_not_name_is_not_known() {
    let mut template = with(permission(json!({"Principal": {"Ref": "Caller"}})));
    template["Parameters"] = json!({"Caller": {"Type": "String"}});
    let found = only(&workspace_of(&template, here()));
    assert_eq!(found.invocation.by_policy[0].kind, InvokerKind::Unknown);
    assert!(found.invocation.by_policy[0].who.contains("${Caller}"));
}

#[test]
fn a_permission_for_another_function_is_reported() {
    let template = with(permission(json!({"Principal": "sns.amazonaws.com", "FunctionName": "other"})));
    let found = seen(&workspace_of(&template, here()));
    assert!(found.functions[0].invocation.by_policy.is_empty());
    assert!(found.remarks[0].message.contains("`Call`"));
}

#[test]
fn an_alias_counts_for_its_function() {
    let mut template =
        with(permission(json!({"Principal": "sns.amazonaws.com", "FunctionName": {"Ref": "Live"}})));
    template["Resources"]["Live"] = json!({"Type": "AWS::Lambda::Alias", "Properties": {
        "Name": "live", "FunctionName": {"Ref": "Book"}, "FunctionVersion": "1"}});
    let found = only(&workspace_of(&template, here()));
    assert_eq!(found.invocation.by_policy.len(), 1, "{:?}", found.invocation);
}

fn caller(statement: Value) -> Value {
    let mut caller = role(json!([statement]));
    caller["Properties"]["RoleName"] = json!("caller");
    stack(json!([]), json!({}), json!({"Caller": caller}))
}

/// By the ordinary evaluation, whatever the context of the request.
#[test]
fn callers_are_decided() {
    let allow = json!({"Sid": "Call", "Effect": "Allow", "Action": "lambda:Invoke*", "Resource": "*"});
    let found = only(&workspace_of(&caller(allow.clone()), here()));
    let callers = &found.invocation.callers;
    assert_eq!(callers.len(), 2, "{callers:?}");
    assert!(callers.iter().all(|caller| caller.decision == Some(Decision::Allowed)));
    assert!(callers.iter().all(|caller| caller.statement.as_ref().unwrap().title == "Call"));
    assert_eq!(callers[0].principal, "arn:aws:iam::111122223333:role/caller");

    let mut conditional = allow.clone();
    conditional["Condition"] = json!({"StringEquals": {"aws:SourceVpc": "vpc-1"}});
    let found = only(&workspace_of(&caller(conditional), here()));
    assert_eq!(found.invocation.callers[0].decision, Some(Decision::Unknown));
    assert_eq!(found.invocation.callers[0].depends_on, ["`aws:sourcevpc`"]);

    let mut elsewhere = allow.clone();
    elsewhere["Resource"] = json!("arn:aws:lambda:eu-central-1:111122223333:function:other");
    assert!(only(&workspace_of(&caller(elsewhere), here())).invocation.callers.is_empty());
}

/// A condition of which the negative holds for an absent key is no reason to say yes.
#[test]
fn a_condition_on_what_is_not_known_never_allows_for_sure() {
    let statement = json!({"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": "*",
        "Condition": {"StringNotEquals": {"aws:SourceVpc": "vpc-1"}}});
    let found = only(&workspace_of(&caller(statement), here()));
    assert_eq!(found.invocation.callers[0].decision, Some(Decision::Unknown));
}

#[test]
fn callers_of_a_function_without_a_name_are_not_decided() {
    let statement = json!({"Effect": "Allow", "Action": "lambda:InvokeFunction",
        "Resource": {"Fn::GetAtt": ["Book", "Arn"]}});
    let mut template = caller(statement);
    template["Resources"]["Book"]["Properties"].as_object_mut().unwrap().remove("FunctionName");
    let found = only(&workspace_of(&template, here()));
    assert_eq!(found.invocation.callers.len(), 1, "{:?}", found.invocation.callers);
    assert_eq!(found.invocation.callers[0].decision, None);
    assert_eq!(found.invocation.callers[0].action, "lambda:InvokeFunction");
}

/// A policy for an alias or a version lets nobody call the function by its own ARN.
#[test]
fn a_caller_by_an_alias_is_perhaps_one() {
    for resource in [
        json!({"Ref": "Live"}),
        json!({"Fn::Sub": "${Book.Arn}:*"}),
        json!("arn:aws:lambda:eu-central-1:111122223333:function:book:live"),
    ] {
        let mut template =
            caller(json!({"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": resource}));
        template["Resources"]["Live"] = json!({"Type": "AWS::Lambda::Alias", "Properties": {
            "Name": "live", "FunctionName": {"Ref": "Book"}, "FunctionVersion": "1"}});
        let callers = only(&workspace_of(&template, here())).invocation.callers;
        assert_eq!(callers.len(), 1, "{resource}: {callers:?}");
        assert_eq!(callers[0].decision, None);
        assert!(callers[0].depends_on[0].contains("version or alias"), "{callers:?}");
    }
}

/// What an organization denies of the function is not perhaps allowed by an alias.
#[test]
fn a_caller_whom_others_keep_away_is_none_by_an_alias() {
    let mut workspace =
        workspace_of(&caller(json!({"Effect": "Allow", "Action": "lambda:*", "Resource": "*"})), here());
    assert_eq!(only(&workspace).invocation.callers.len(), 2);
    let denies = json!({"name": "scp", "document": {"Version": "2012-10-17", "Statement": [
        {"Effect": "Deny", "Action": "lambda:Invoke*", "Resource": "*"}]}});
    workspace.accounts =
        vec![serde_json::from_value(json!({"id": "111122223333", "scps": [denies]})).unwrap()];
    assert!(only(&workspace).invocation.callers.is_empty(), "{:?}", only(&workspace).invocation.callers);
}
