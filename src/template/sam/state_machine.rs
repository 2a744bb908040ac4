//! `AWS::Serverless::StateMachine`.

use crate::template::tree::NodeValue;

use super::events::{self, Target};
use super::expansion::{Expansion, Source};
use super::node::Reading;
use super::role::{Policies, trust};

/// The tag that SAM gives to a state machine and its role.
const TAG: &str = "stateMachine:createdBy";

/// Puts a state machine and its role into the expansion.
pub(super) fn expand(source: &Source<'_>, expansion: &mut Expansion<'_>) {
    let at = source.at;
    let properties = &source.properties;
    let written = properties.set("Policies");
    let role = match (properties.set("Role"), written) {
        (Some(role), written) => {
            if let Some(written) = written {
                expansion.refuse(written.at(), "a state machine has either `Role` or `Policies`");
            }
            role.clone()
        }
        (None, written) => {
            let id = format!("{}Role", source.id);
            let mut policies = Policies::default();
            if let Some(written) = written {
                policies.read(written, &id, expansion);
            }
            let tracing = properties.get("Tracing").and_then(|tracing| tracing.get("Enabled"));
            if let Some(enabled) = tracing.filter(|enabled| enabled.value == NodeValue::Boolean(true)) {
                policies.attach_xray(enabled.at(), expansion);
            }
            let mut made = vec![("AssumeRolePolicyDocument", Some(trust(at, "states.amazonaws.com")))];
            made.extend(policies.into_properties(at));
            made.push(("Path", properties.get("RolePath").cloned()));
            made.push(("PermissionsBoundary", properties.get("PermissionsBoundary").cloned()));
            made.push(("Tags", Some(source.tags(TAG))));
            expansion.make(at, &id, "AWS::IAM::Role", at.given(made), source.condition());
            at.attribute(&id, "Arn")
        }
    };
    let mut kept = source.kept(&["Definition", "DefinitionUri", "DefinitionSubstitutions", "Logging"]);
    kept.push(("StateMachineName", properties.get("Name").cloned()));
    kept.push(("StateMachineType", properties.get("Type").cloned()));
    kept.push(("RoleArn", Some(role)));
    kept.push(("Tags", Some(source.tags(TAG))));
    expansion.replace(source, "AWS::StepFunctions::StateMachine", at.given(kept));
    let target = publish(source, expansion);
    events::of_state_machine(source, &target, expansion);
}

/// The version and alias of `AutoPublishAlias`; what events start.
fn publish(source: &Source<'_>, expansion: &mut Expansion<'_>) -> Target {
    let target = Target::state_machine(source.id);
    let Some(alias) = source.properties.set("AutoPublishAlias") else { return target };
    let at = alias.at();
    let Some(name) = alias.as_text() else {
        expansion.leave(at, format!("the alias of `{}` depends on a parameter", source.id));
        return target;
    };
    let (version, id) = (format!("{}Version", source.id), format!("{}Alias{name}", source.id));
    let properties = at.map([("StateMachineArn", at.reference(source.id))]);
    expansion.make(at, &version, "AWS::StepFunctions::StateMachineVersion", properties, source.condition());
    let preference =
        at.map([("Type", at.text("ALL_AT_ONCE")), ("StateMachineVersionArn", at.reference(&version))]);
    let properties = at.map([("Name", at.text(name)), ("DeploymentPreference", preference)]);
    expansion.make(at, &id, "AWS::StepFunctions::StateMachineAlias", properties, source.condition());
    expansion.name(source.id, "Alias", &id);
    expansion.name(source.id, "Version", &version);
    if source.properties.set("UseAliasAsEventTarget").is_some() { Target::state_machine(&id) } else { target }
}
