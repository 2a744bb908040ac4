//! Action and resource patterns near what the request asks for.

use super::policies::PolicyKind;
use super::random::Random;
use super::scenes::Scene;

/// Keys that stand in variables; the last one is multivalued.
pub(super) const VARIABLES: [&str; 5] =
    ["aws:username", "aws:PrincipalTag/team", "aws:RequestTag/x", "aws:PrincipalAccount", "aws:TagKeys"];

/// A pattern for `Action`, which covers the request's action more often than not.
pub(super) fn action_pattern(scene: &Scene, kind: PolicyKind, random: &mut Random) -> String {
    let (service, name) = scene.action.split_once(':').expect("actions have a colon");
    let in_trust = kind == PolicyKind::Trust;
    match random.weighted(&[14, 18, 30, 16, 6, 8, 6, 2]) {
        0 if kind != PolicyKind::Rcp && !in_trust => "*".to_owned(),
        0 | 1 => format!("{service}:*"),
        2 => any_case(&scene.action, random),
        3 => format!("{service}:{}", with_wildcard(&any_case(name, random), random)),
        // Only the beginning of the name.
        4 => format!("{service}:{}", &name[..name.len() - 1]),
        5 if in_trust => "sts:AssumeRoleWithSAML".to_owned(),
        5 => random.pick(&["s3:PutObject", "sqs:SendMessage", "iam:GetUser", "ec2:*"]).to_owned(),
        // The wildcard in the prefix is an ordinary character.
        6 if !in_trust => format!("{}*:{name}", &service[..1]),
        7 if !in_trust => format!("{service}:${{aws:username}}"),
        _ => format!("{service}:{name}"),
    }
}

fn any_case(text: &str, random: &mut Random) -> String {
    match random.weighted(&[70, 15, 15]) {
        0 => text.to_owned(),
        1 => text.to_lowercase(),
        _ => text.to_uppercase(),
    }
}

/// `text` with a run of it replaced by `*`, or a character by `?`, or a `*` put between; never across a colon.
pub(super) fn with_wildcard(text: &str, random: &mut Random) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    let start = random.below(characters.len().max(1));
    let run_to_colon = characters[start..].iter().take_while(|character| **character != ':').count();
    match random.below(4) {
        0 if run_to_colon > 0 => characters[start] = '?',
        1 => characters.insert(start, '*'),
        // One character more than there is.
        2 if random.chance(20) => characters.insert(start, '?'),
        _ => {
            let length = random.below(run_to_colon + 1);
            characters.splice(start..start + length, ['*']);
        }
    }
    characters.into_iter().collect()
}

/// A pattern for `Resource`, which covers the request's resource more often than not.
pub(super) fn resource_pattern(scene: &Scene, kind: PolicyKind, random: &mut Random) -> String {
    let resource = &scene.resource;
    if resource == "*" {
        return random.pick(&["*", "*", "arn:aws:s3:::*", "arn:aws:ec2:*:*:instance/*"]).to_owned();
    }
    // Nothing is cut into a name that looks like a variable.
    let can_be_cut = !resource.contains("${");
    let fields: Vec<&str> = resource.splitn(6, ':').collect();
    let early = fields[..3].join(":");
    let name = fields[5];
    match random.weighted(&[22, 22, 14, 12, 16, 5, 6, 3]) {
        0 => "*".to_owned(),
        1 => resource.clone(),
        2 if can_be_cut => format!("{early}:{}:{}:{}", fields[3], fields[4], with_wildcard(name, random)),
        3 => {
            let region = early_pattern(fields[3], random);
            let account = early_pattern(fields[4], random);
            // A `*` that ends an early field runs on past the colon.
            let end = if random.chance(30) { name.rsplit(':').next().unwrap_or(name) } else { name };
            format!("{early}:{region}:{account}:{end}")
        }
        4 if can_be_cut => format!("{}:{}", fields[..5].join(":"), with_variable(scene, name, random)),
        5 => random.pick(&["arn:aws:s3:::b/*", "arn:aws:sqs:*:*:q*", "arn:aws:iam::*:role/*"]).to_owned(),
        6 => format!("{early}:{}:{}:*", fields[3], fields[4]),
        // Fewer than six fields; refused in session policies (1.54).
        7 if kind != PolicyKind::Session => early,
        _ => resource.clone(),
    }
}

fn early_pattern(field: &str, random: &mut Random) -> String {
    match random.below(4) {
        0 => field.to_owned(),
        1 => "*".to_owned(),
        2 if !field.is_empty() => with_wildcard(field, random),
        _ => format!("{}*", &field[..field.len().min(3)]),
    }
}

/// `name` with a piece of it, or its end, replaced by a variable or an escape.
fn with_variable(scene: &Scene, name: &str, random: &mut Random) -> String {
    if name.contains('*') && random.chance(60) {
        return name.replace('*', "${*}");
    }
    if name.ends_with('$') {
        return name.replace('$', "${$}");
    }
    let pieces = scene.name_pieces();
    let piece = pieces[random.below(pieces.len())];
    name.replacen(piece, &variable(piece, random), 1)
}

/// A variable; `piece` is what it had better become.
pub(super) fn variable(piece: &str, random: &mut Random) -> String {
    let key = random.pick(&VARIABLES);
    let key = if random.chance(20) { key.to_uppercase() } else { key.to_owned() };
    match random.weighted(&[60, 18, 12, 4, 3, 3]) {
        0 => format!("${{{key}}}"),
        1 if !piece.is_empty() && !piece.contains(['*', '?', '\'']) => format!("${{{key}, '{piece}'}}"),
        2 => format!("${{{key}, 'other'}}"),
        3 => format!("${{*}}${{{key}}}"),
        4 => "${?}".to_owned(),
        5 => "${$}".to_owned(),
        _ => format!("${{{key}}}*"),
    }
}
