//! The usage plan of `Auth.UsagePlan`, with its key.

use crate::template::tree::Node;

use super::super::expansion::{Expansion, Source, map_of};
use super::super::node::{Reading, put};

/// What of the usage plan is taken over as it is written.
const KEPT: &[&str] = &["UsagePlanName", "Description", "Quota", "Throttle", "Tags"];

/// Makes the usage plan of an API, or joins the one that the APIs share.
pub(super) fn expand(source: &Source<'_>, auth: &Node, stage: &str, expansion: &mut Expansion<'_>) {
    let Some(plan) = auth.set("UsagePlan") else { return };
    let at = plan.at();
    let (plan_id, key_id, is_shared) = match plan.text("CreateUsagePlan") {
        Some("NONE") => return,
        Some("PER_API") => (format!("{}UsagePlan", source.id), format!("{}ApiKey", source.id), false),
        Some("SHARED") => ("ServerlessUsagePlan".to_owned(), "ServerlessApiKey".to_owned(), true),
        None if plan.get("CreateUsagePlan").is_some_and(|kind| kind.intrinsic().is_some()) => {
            expansion.leave(at, "whether the API has a usage plan depends on a function");
            return;
        }
        _ => {
            expansion.refuse(at, "`CreateUsagePlan` is `PER_API`, `SHARED` or `NONE`");
            return;
        }
    };
    let condition = if is_shared { None } else { source.condition() };
    let stage_of = |api: &str| {
        at.map([
            (api, at.reference(source.id)),
            (if api == "ApiId" { "Stage" } else { "StageName" }, at.reference(stage)),
        ])
    };
    let stages = joined(expansion, &plan_id, "ApiStages", stage_of("ApiId"));
    let mut properties = vec![at.member("ApiStages", at.list(stages))];
    properties.extend(plan.members().iter().filter(|member| KEPT.contains(&member.name.as_str())).cloned());
    expansion.make(at, &plan_id, "AWS::ApiGateway::UsagePlan", map_of(at, properties), condition.clone());
    let stages = joined(expansion, &key_id, "StageKeys", stage_of("RestApiId"));
    let key = at.map([("Enabled", at.flag(true)), ("StageKeys", at.list(stages))]);
    expansion.make(at, &key_id, "AWS::ApiGateway::ApiKey", key, condition.clone());
    let mut link = at.map([("KeyId", at.reference(&key_id)), ("KeyType", at.text("API_KEY"))]);
    put(&mut link, at.member("UsagePlanId", at.reference(&plan_id)));
    let id =
        if is_shared { "ServerlessUsagePlanKey".to_owned() } else { format!("{}UsagePlanKey", source.id) };
    expansion.make(at, &id, "AWS::ApiGateway::UsagePlanKey", link, condition);
    for (property, id) in [("UsagePlan", plan_id), ("ApiKey", key_id), ("UsagePlanKey", id)] {
        expansion.name(source.id, property, &id);
    }
}

/// The list of a resource that is made already, with one item more.
fn joined(expansion: &Expansion<'_>, id: &str, list: &str, item: Node) -> Vec<Node> {
    let made = expansion.resources.iter().find(|member| member.name == id);
    let before = made.and_then(|member| member.value.get("Properties")?.get(list));
    let mut items = before.map(Reading::items).unwrap_or_default().to_vec();
    items.push(item);
    items
}
