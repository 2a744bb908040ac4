//! The resource of a CloudTrail record: listed, or put together from the parameters of the call.

use super::json::{elements, member, scalar, text};
use crate::matching::{service_of, split_arn};
use crate::text::json::{Node, Value};

/// How the ARN of a resource follows from a parameter: service, parameter, and the ARN with its placeholders
/// `{P}` (partition), `{R}` (Region), `{A}` (account) and `{}` (the parameter).
const TEMPLATES: &[(&str, &str, &str)] = &[
    ("lambda", "functionName", "arn:{P}:lambda:{R}:{A}:function:{}"),
    ("dynamodb", "tableName", "arn:{P}:dynamodb:{R}:{A}:table/{}"),
    ("sns", "topicArn", "{}"),
    ("sns", "name", "arn:{P}:sns:{R}:{A}:{}"),
    ("sqs", "queueUrl", "{}"),
    ("sqs", "queueName", "arn:{P}:sqs:{R}:{A}:{}"),
    ("kms", "keyId", "arn:{P}:kms:{R}:{A}:{}"),
    ("secretsmanager", "secretId", "arn:{P}:secretsmanager:{R}:{A}:secret:{}"),
    ("ssm", "name", "arn:{P}:ssm:{R}:{A}:parameter/{}"),
    ("iam", "roleName", "arn:{P}:iam::{A}:role/{}"),
    ("iam", "userName", "arn:{P}:iam::{A}:user/{}"),
    ("iam", "groupName", "arn:{P}:iam::{A}:group/{}"),
    ("iam", "policyArn", "{}"),
    ("iam", "policyName", "arn:{P}:iam::{A}:policy/{}"),
    ("iam", "instanceProfileName", "arn:{P}:iam::{A}:instance-profile/{}"),
    ("sts", "roleArn", "{}"),
    ("logs", "logGroupName", "arn:{P}:logs:{R}:{A}:log-group:{}"),
    ("ecr", "repositoryName", "arn:{P}:ecr:{R}:{A}:repository/{}"),
    ("kinesis", "streamName", "arn:{P}:kinesis:{R}:{A}:stream/{}"),
    ("states", "stateMachineArn", "{}"),
    ("codecommit", "repositoryName", "arn:{P}:codecommit:{R}:{A}:{}"),
    ("events", "name", "arn:{P}:events:{R}:{A}:rule/{}"),
    ("cloudformation", "stackName", "arn:{P}:cloudformation:{R}:{A}:stack/{}/*"),
    ("rds", "dBInstanceIdentifier", "arn:{P}:rds:{R}:{A}:db:{}"),
    ("eks", "name", "arn:{P}:eks:{R}:{A}:cluster/{}"),
    ("ec2", "instanceId", "arn:{P}:ec2:{R}:{A}:instance/{}"),
    ("ec2", "volumeId", "arn:{P}:ec2:{R}:{A}:volume/{}"),
    ("ec2", "groupId", "arn:{P}:ec2:{R}:{A}:security-group/{}"),
    ("ec2", "vpcId", "arn:{P}:ec2:{R}:{A}:vpc/{}"),
    ("ec2", "subnetId", "arn:{P}:ec2:{R}:{A}:subnet/{}"),
];

/// What the call was done to; `None` where the record does not tell.
pub(super) fn resource(record: &Node<'_>, service: &str, action: &str) -> Option<String> {
    let parameters = member(record, "requestParameters");
    if service == "s3" {
        return of_s3(record, parameters, action);
    }
    listed(record, service).or_else(|| of_parameters(record, parameters?, service)).or_else(|| {
        // An ARN of the service among the parameters.
        let Value::Object(members) = &parameters?.value else {
            return None;
        };
        let values = members.iter().filter_map(|member| scalar(&member.value));
        values.into_iter().find(|value| service_of(value) == Some(service) && split_arn(value).is_some())
    })
}

/// The first entry of `resources` that is the service's.
fn listed(record: &Node<'_>, service: &str) -> Option<String> {
    let arns = elements(record, "resources")
        .iter()
        .filter_map(|entry| text(entry, &["ARN"]).or_else(|| text(entry, &["arn"])));
    let is_of_service =
        |arn: &&str| service_of(arn) == Some(service) || service == "sts" && service_of(arn) == Some("iam");
    arns.into_iter().find(is_of_service).map(str::to_owned)
}

fn of_parameters(record: &Node<'_>, parameters: &Node<'_>, service: &str) -> Option<String> {
    let templates = TEMPLATES.iter().filter(|(of, ..)| *of == service);
    let (value, template) = templates
        .into_iter()
        .find_map(|(_, parameter, template)| Some((text(parameters, &[parameter])?, template)))?;
    if split_arn(value).is_some() {
        return Some(value.to_owned());
    }
    if service == "sqs" && value.starts_with("https:") {
        return queue_arn(value);
    }
    let account =
        text(record, &["recipientAccountId"]).or_else(|| text(record, &["userIdentity", "accountId"]))?;
    let region = text(record, &["awsRegion"])?;
    let name = match service {
        "ssm" => value.trim_start_matches('/').to_owned(),
        "kms" if !value.starts_with("alias/") => format!("key/{value}"),
        _ => value.to_owned(),
    };
    Some(
        template
            .replace("{P}", partition_of_region(region))
            .replace("{R}", region)
            .replace("{A}", account)
            .replacen("{}", &name, 1),
    )
}

/// The ARN of the queue behind `https://sqs.eu-west-1.amazonaws.com/111122223333/jobs`.
pub(super) fn queue_arn(url: &str) -> Option<String> {
    let (host, path) = url.strip_prefix("https://sqs.")?.split_once('/')?;
    let region = host.split('.').next()?;
    let (account, name) = path.split_once('/')?;
    let name = name.trim_end_matches(['.', ',', '"', ')', '/']);
    let is_account = account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
    (is_account && !name.is_empty())
        .then(|| format!("arn:{}:sqs:{region}:{account}:{name}", partition_of_region(region)))
}

fn partition_of_region(region: &str) -> &'static str {
    match region.split('-').next() {
        Some("cn") => "aws-cn",
        _ if region.starts_with("us-gov-") => "aws-us-gov",
        _ => "aws",
    }
}

/// The object, or the bucket for an action on buckets. Records of objects list both.
fn of_s3(record: &Node<'_>, parameters: Option<&Node<'_>>, action: &str) -> Option<String> {
    let parameter = |name: &str| text(parameters?, &[name]);
    let name = action.split_once(':').map_or(action, |(_, name)| name);
    if matches!(name, "ListAllMyBuckets") || name.contains("AccountPublicAccessBlock") {
        return Some("*".to_owned());
    }
    let partition = partition_of_region(text(record, &["awsRegion"]).unwrap_or_default());
    let listed: Vec<&str> = elements(record, "resources")
        .iter()
        .filter_map(|entry| text(entry, &["ARN"]))
        .filter(|arn| service_of(arn) == Some("s3"))
        .collect();
    let bucket = parameter("bucketName").map(|bucket| format!("arn:{partition}:s3:::{bucket}"));
    let is_bucket = |arn: &&&str| !arn.contains('/');
    let bucket = bucket.or_else(|| listed.iter().find(is_bucket).map(|arn| (*arn).to_owned()));
    let is_about_objects =
        name.contains("Object") && !name.contains("Bucket") || name.contains("MultipartUploadParts");
    if !is_about_objects {
        return bucket;
    }
    let object = listed.iter().find(|arn| arn.contains('/')).map(|arn| (*arn).to_owned());
    object.or_else(|| match parameter("key") {
        Some(key) => Some(format!("{}/{key}", bucket?)),
        None => None,
    })
}
