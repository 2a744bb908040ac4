//! CloudFormation's pseudo parameters.

use super::GivenValues;

/// All but `AWS::NoValue`.
pub(super) const PSEUDO_PARAMETERS: &[&str] = &[
    "AWS::AccountId",
    "AWS::NotificationARNs",
    "AWS::Partition",
    "AWS::Region",
    "AWS::StackId",
    "AWS::StackName",
    "AWS::URLSuffix",
];

/// What the pseudo parameter `name` comes to, where that is known.
pub(super) fn pseudo_parameter(name: &str, given: &GivenValues) -> Option<String> {
    match name {
        "AWS::AccountId" => given.account.clone(),
        "AWS::Region" => given.region.clone(),
        "AWS::StackName" => given.stack_name.clone(),
        "AWS::Partition" => partition(given).map(str::to_owned),
        "AWS::URLSuffix" => given.values.get(name).cloned().or_else(|| {
            let suffix = match partition(given)? {
                "aws" | "aws-us-gov" => "amazonaws.com",
                "aws-cn" => "amazonaws.com.cn",
                _ => return None,
            };
            Some(suffix.to_owned())
        }),
        name => given.values.get(name).cloned(),
    }
}

fn partition(given: &GivenValues) -> Option<&str> {
    given.partition.as_deref().or_else(|| partition_of_region(given.region.as_deref()?))
}

/// The partition that a Region's name belongs to; `None` when it is no name of a Region.
fn partition_of_region(region: &str) -> Option<&'static str> {
    let mut parts = region.split('-');
    let (area, number) = (parts.next()?, parts.next_back()?);
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(match (area, parts.next()?) {
        ("cn", _) => "aws-cn",
        ("us", "gov") => "aws-us-gov",
        ("us", "iso") => "aws-iso",
        ("us", "isob") => "aws-iso-b",
        ("eu", "isoe") => "aws-iso-e",
        ("us", "isof") => "aws-iso-f",
        ("eusc", _) => "aws-eusc",
        (area, _) if area.len() == 2 => "aws",
        _ => return None,
    })
}
