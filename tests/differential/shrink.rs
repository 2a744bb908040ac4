//! Makes a scenario smaller while something stays true of it.

use serde_json::Value;

/// Leaves out parts of `scenario`, one after the other, as long as `keeps` holds of what is left.
pub(crate) fn shrink(scenario: &Value, keeps: &dyn Fn(&Value) -> bool) -> Value {
    let mut smallest = scenario.clone();
    while let Some(smaller) = smaller_ones(&smallest).into_iter().find(|candidate| keeps(candidate)) {
        smallest = smaller;
    }
    smallest
}

/// Every scenario that lacks one policy, level, statement, condition, list entry or context key.
fn smaller_ones(scenario: &Value) -> Vec<Value> {
    let mut paths = Vec::new();
    for slot in ["permissions_boundary", "resource_policy", "vpc_endpoint_policy"] {
        paths.push(format!("/{slot}"));
    }
    collect_paths(scenario, "", &mut paths);
    paths.iter().filter_map(|path| without(scenario, path)).collect()
}

fn collect_paths(value: &Value, path: &str, paths: &mut Vec<String>) {
    match value {
        Value::Array(entries) => {
            for (number, entry) in entries.iter().enumerate() {
                paths.push(format!("{path}/{number}"));
                collect_paths(entry, &format!("{path}/{number}"), paths);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                let member_path = format!("{path}/{}", name.replace('~', "~0").replace('/', "~1"));
                let may_go = ["Condition", "Sid", "Id"].contains(&name.as_str())
                    || path.ends_with("/context")
                    || path.contains("/Condition");
                if may_go {
                    paths.push(member_path.clone());
                }
                collect_paths(member, &member_path, paths);
            }
        }
        _ => {}
    }
}

/// `scenario` without what stands at `path`; none when nothing stands there.
fn without(scenario: &Value, path: &str) -> Option<Value> {
    let mut smaller = scenario.clone();
    let (parent, name) = path.rsplit_once('/')?;
    let name = name.replace("~1", "/").replace("~0", "~");
    match smaller.pointer_mut(parent)? {
        Value::Array(entries) => drop(entries.remove(name.parse().ok()?)),
        Value::Object(members) => drop(members.shift_remove(&name)?),
        _ => return None,
    }
    // Slots are there also when nothing is in them.
    if parent.is_empty() {
        match smaller.get(&name) {
            None if !scenario[&name].is_null() => smaller[&name] = Value::Null,
            _ => return None,
        }
    }
    Some(smaller)
}
