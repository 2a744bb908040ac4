//! A generated scenario as a workspace.

use policyscope::workspace::model::Workspace;
use serde_json::{Map, Value, json};

/// `None` for a caller that a workspace names otherwise than a scenario does.
pub(crate) fn workspace_of(scenario: &Value) -> Option<Workspace> {
    let request = &scenario["request"];
    let caller = &scenario["principal"];
    let (name, chain) = match (&caller["arn"], &caller["service"], &caller["federated"]) {
        (Value::String(arn), ..) => {
            (arn.clone(), caller["role"].as_str().or(caller["federated_by"].as_str()))
        }
        (_, Value::String(service), _) => (service.clone(), None),
        (.., Value::String(provider)) if provider.starts_with("arn:") => (provider.clone(), None),
        _ if caller == "anonymous" => ("anonymous".to_owned(), None),
        _ => return None,
    };
    let mut workspace = json!({
        "policyscope": 1,
        "requests": [{
            "principal": name,
            "action": request["action"],
            "resource": request["resource"],
            "resource_account": request["resource_account"],
            "context": request["context"],
        }],
    });
    let is_session = name.starts_with("arn:aws:sts:");
    let owner = match chain {
        Some(owner) => owner.to_owned(),
        None if name.contains(":assumed-role/app/") => "arn:aws:iam::111122223333:role/app".to_owned(),
        None if name.contains(":assumed-role/") => return None,
        None => name.clone(),
    };
    let has_policies = name.starts_with("arn:aws:iam:") && !name.contains("-provider/") || chain.is_some();
    let mut principals = Vec::new();
    if has_policies || is_session {
        principals.push(json!({
            "arn": owner,
            "identity_policies": scenario["identity_policies"],
            "permissions_boundary": scenario["permissions_boundary"],
        }));
        let has_session_policies =
            scenario["session_policies"].as_array().is_some_and(|list| !list.is_empty());
        if is_session {
            workspace["sessions"] = json!([{
                "arn": name,
                "issued_by": if owner == name { "" } else { &owner },
                "session_policies": scenario["session_policies"],
            }]);
        } else if has_session_policies {
            return None;
        }
    }
    let resource = request["resource"].as_str()?;
    if resource.contains(":role/") && request["action"].as_str()?.starts_with("sts:") {
        match principals.iter_mut().find(|principal| principal["arn"] == resource) {
            Some(same) => same["trust_policy"] = scenario["resource_policy"].clone(),
            None => principals.push(json!({"arn": resource, "trust_policy": scenario["resource_policy"]})),
        }
    } else if !scenario["resource_policy"].is_null() {
        workspace["resources"] = json!([{"arn": resource, "policy": scenario["resource_policy"]}]);
    }
    workspace["principals"] = principals.into();
    if !scenario["vpc_endpoint_policy"].is_null() {
        workspace["requests"][0]["vpc_endpoint"] = json!("vpce-1");
        workspace["vpc_endpoints"] = json!([{"id": "vpce-1", "policy": scenario["vpc_endpoint_policy"]}]);
    }
    organization(scenario, &mut workspace);
    Workspace::from_json(&workspace.to_string()).ok()
}

/// A chain of units for each side, the last level at the account.
fn organization(scenario: &Value, workspace: &mut Value) {
    let mut units: Vec<Value> = Vec::new();
    let here = scenario["principal"]["arn"].as_str().and_then(|arn| arn.split(':').nth(4));
    let owner = scenario["request"]["resource_account"].as_str();
    let sides = [("scps", "r-one", here), ("rcps", "r-two", owner)];
    let mut accounts: Map<String, Value> = Map::new();
    for (member, root, account) in sides {
        let (Some(account), Some(levels)) = (account, scenario[member].as_array()) else {
            continue;
        };
        if levels.is_empty() {
            continue;
        }
        let same_side = accounts.get(account).and_then(|account| account["unit"].as_str().map(str::to_owned));
        let mut parent: Option<String> = None;
        for (index, level) in levels.iter().enumerate() {
            let id = format!("{root}-{index}");
            let mut unit = json!({"id": id, member: level["policies"]});
            if let Some(parent) = parent.clone().or_else(|| same_side.clone()) {
                unit["parent"] = json!(parent);
            }
            units.push(unit);
            parent = Some(id);
        }
        accounts.insert(account.to_owned(), json!({"id": account, "unit": parent}));
    }
    if !units.is_empty() {
        workspace["organization"] = json!({"id": "o-made", "units": units});
        workspace["accounts"] = accounts.into_iter().map(|(_, account)| account).collect();
    }
}
