//! What `Ref` and `Fn::GetAtt` give for the resources that policies name, as AWS documents it for each type.
//!
//! In a pattern `{name}` is the resource's physical name or id, `{ref}` what `Ref` gives, `{partition}`, `{region}`,
//! `{account}` and `{suffix}` the pseudo parameters, `{Property}` the text of a property, `{Property|default}` the same
//! with the text for a property that is not there, `{Property!}` nothing, for a property that must not be there, and
//! `{Property~}` the name of a function in a property that is its name or its ARN.
//! Where nothing is written, or an attribute is not listed, the value does not follow from the template.

/// What is known of a type of resources.
#[derive(Debug)]
pub(super) struct ResourceKind {
    resource_type: &'static str,
    /// The property that is the physical name; empty when AWS always makes it up.
    pub(super) name: &'static str,
    /// The attribute that gives the physical name where `Ref` does not; empty when none does.
    pub(super) name_attribute: &'static str,
    /// What `Ref` gives.
    pub(super) reference: &'static str,
    attributes: &'static [(&'static str, &'static str)],
}

impl ResourceKind {
    /// The pattern of the attribute `name`, if it is known.
    pub(super) fn attribute(&self, name: &str) -> Option<&'static str> {
        self.attributes.iter().find(|(attribute, _)| *attribute == name).map(|(_, pattern)| *pattern)
    }
}

impl ResourceKind {
    /// The attribute that is the ARN of the resource.
    pub(super) fn arn_attribute(&self) -> Option<&'static str> {
        let is_arn = |(_, pattern): &&(&str, &str)| pattern.starts_with("arn:");
        let arn = self.attributes.iter().find(|(attribute, _)| *attribute == "Arn");
        arn.or_else(|| self.attributes.iter().find(is_arn)).map(|(attribute, _)| *attribute)
    }
}

/// What is known of the resources of `resource_type`, if anything is.
pub(super) fn resource_kind(resource_type: &str) -> Option<&'static ResourceKind> {
    let index = KINDS.binary_search_by(|kind| kind.resource_type.cmp(resource_type)).ok()?;
    KINDS.get(index)
}

type Attributes = &'static [(&'static str, &'static str)];

/// A type of which `Ref` gives the name or id, which is the property `name` if it has one.
const fn named(resource_type: &'static str, name: &'static str, attributes: Attributes) -> ResourceKind {
    ResourceKind { resource_type, name, name_attribute: "", reference: "{name}", attributes }
}

/// A type of which `Ref` gives something else, and the attribute `name_attribute` the name.
const fn referenced(
    resource_type: &'static str,
    name: &'static str,
    name_attribute: &'static str,
    reference: &'static str,
    attributes: Attributes,
) -> ResourceKind {
    ResourceKind { resource_type, name, name_attribute, reference, attributes }
}

/// In the order of the types.
const KINDS: &[ResourceKind] = &[
    named("AWS::ApiGateway::ApiKey", "", &[("APIKeyId", "{ref}")]),
    named("AWS::ApiGateway::Authorizer", "", &[("AuthorizerId", "{ref}")]),
    named("AWS::ApiGateway::Deployment", "", &[("DeploymentId", "{ref}")]),
    named("AWS::ApiGateway::Resource", "", &[("ResourceId", "{ref}")]),
    named("AWS::ApiGateway::RestApi", "", &[("RestApiId", "{ref}")]),
    named("AWS::ApiGateway::Stage", "StageName", &[]),
    named("AWS::ApiGateway::UsagePlan", "", &[("Id", "{ref}")]),
    named(
        "AWS::ApiGatewayV2::Api",
        "",
        &[("ApiEndpoint", "https://{name}.execute-api.{region}.{suffix}"), ("ApiId", "{ref}")],
    ),
    named("AWS::ApiGatewayV2::Authorizer", "", &[("AuthorizerId", "{ref}")]),
    named("AWS::ApiGatewayV2::Stage", "StageName", &[]),
    named("AWS::Athena::WorkGroup", "Name", &[]),
    named(
        "AWS::Backup::BackupVault",
        "BackupVaultName",
        &[
            ("BackupVaultArn", "arn:{partition}:backup:{region}:{account}:backup-vault:{name}"),
            ("BackupVaultName", "{ref}"),
        ],
    ),
    named("AWS::CloudFront::CloudFrontOriginAccessIdentity", "", &[("Id", "{ref}")]),
    named("AWS::CloudFront::Distribution", "", &[("Id", "{ref}")]),
    named(
        "AWS::CloudTrail::Trail",
        "TrailName",
        &[("Arn", "arn:{partition}:cloudtrail:{region}:{account}:trail/{name}")],
    ),
    named(
        "AWS::CloudWatch::Alarm",
        "AlarmName",
        &[("Arn", "arn:{partition}:cloudwatch:{region}:{account}:alarm:{name}")],
    ),
    named(
        "AWS::CodeBuild::Project",
        "Name",
        &[("Arn", "arn:{partition}:codebuild:{region}:{account}:project/{name}")],
    ),
    referenced(
        "AWS::CodeCommit::Repository",
        "RepositoryName",
        "Name",
        "",
        &[("Arn", "arn:{partition}:codecommit:{region}:{account}:{name}"), ("Name", "{name}")],
    ),
    named("AWS::CodePipeline::Pipeline", "Name", &[]),
    named("AWS::Cognito::IdentityPool", "", &[]),
    named(
        "AWS::Cognito::UserPool",
        "",
        &[
            ("Arn", "arn:{partition}:cognito-idp:{region}:{account}:userpool/{name}"),
            ("ProviderName", "cognito-idp.{region}.{suffix}/{name}"),
            ("ProviderURL", "https://cognito-idp.{region}.{suffix}/{name}"),
            ("UserPoolId", "{ref}"),
        ],
    ),
    named("AWS::Cognito::UserPoolClient", "", &[("ClientId", "{ref}")]),
    named(
        "AWS::DynamoDB::GlobalTable",
        "TableName",
        &[("Arn", "arn:{partition}:dynamodb:{region}:{account}:table/{name}")],
    ),
    named(
        "AWS::DynamoDB::Table",
        "TableName",
        &[("Arn", "arn:{partition}:dynamodb:{region}:{account}:table/{name}")],
    ),
    named("AWS::EC2::Instance", "", &[("InstanceId", "{ref}")]),
    named("AWS::EC2::Subnet", "", &[("SubnetId", "{ref}")]),
    named("AWS::EC2::VPC", "", &[("VpcId", "{ref}")]),
    named("AWS::EC2::VPCEndpoint", "", &[("Id", "{ref}")]),
    named(
        "AWS::ECR::Repository",
        "RepositoryName",
        &[
            ("Arn", "arn:{partition}:ecr:{region}:{account}:repository/{name}"),
            ("RepositoryUri", "{account}.dkr.ecr.{region}.{suffix}/{name}"),
        ],
    ),
    named(
        "AWS::ECS::Cluster",
        "ClusterName",
        &[("Arn", "arn:{partition}:ecs:{region}:{account}:cluster/{name}")],
    ),
    named(
        "AWS::EFS::AccessPoint",
        "",
        &[
            ("AccessPointId", "{ref}"),
            ("Arn", "arn:{partition}:elasticfilesystem:{region}:{account}:access-point/{name}"),
        ],
    ),
    named(
        "AWS::EFS::FileSystem",
        "",
        &[
            ("Arn", "arn:{partition}:elasticfilesystem:{region}:{account}:file-system/{name}"),
            ("FileSystemId", "{ref}"),
        ],
    ),
    named("AWS::EKS::Cluster", "Name", &[("Arn", "arn:{partition}:eks:{region}:{account}:cluster/{name}")]),
    named(
        "AWS::Elasticsearch::Domain",
        "DomainName",
        &[
            ("Arn", "arn:{partition}:es:{region}:{account}:domain/{name}"),
            ("DomainArn", "arn:{partition}:es:{region}:{account}:domain/{name}"),
        ],
    ),
    named(
        "AWS::Events::EventBus",
        "Name",
        &[("Arn", "arn:{partition}:events:{region}:{account}:event-bus/{name}"), ("Name", "{ref}")],
    ),
    // A rule of a bus of its own has the bus in its ARN and in what `Ref` gives.
    referenced(
        "AWS::Events::Rule",
        "Name",
        "RuleName",
        "{EventBusName!}{name}",
        &[
            ("Arn", "arn:{partition}:events:{region}:{account}:rule/{EventBusName!}{name}"),
            ("RuleName", "{name}"),
        ],
    ),
    named("AWS::Glue::Database", "", &[]),
    named("AWS::Glue::Job", "Name", &[]),
    named("AWS::IAM::Group", "GroupName", &[("Arn", "arn:{partition}:iam::{account}:group{Path|/}{name}")]),
    named(
        "AWS::IAM::InstanceProfile",
        "InstanceProfileName",
        &[("Arn", "arn:{partition}:iam::{account}:instance-profile{Path|/}{name}")],
    ),
    referenced(
        "AWS::IAM::ManagedPolicy",
        "ManagedPolicyName",
        "",
        "arn:{partition}:iam::{account}:policy{Path|/}{name}",
        &[("PolicyArn", "{ref}")],
    ),
    named("AWS::IAM::Role", "RoleName", &[("Arn", "arn:{partition}:iam::{account}:role{Path|/}{name}")]),
    named("AWS::IAM::User", "UserName", &[("Arn", "arn:{partition}:iam::{account}:user{Path|/}{name}")]),
    named("AWS::KMS::Alias", "AliasName", &[]),
    named(
        "AWS::KMS::Key",
        "",
        &[("Arn", "arn:{partition}:kms:{region}:{account}:key/{name}"), ("KeyId", "{ref}")],
    ),
    named(
        "AWS::Kinesis::Stream",
        "Name",
        &[("Arn", "arn:{partition}:kinesis:{region}:{account}:stream/{name}")],
    ),
    named(
        "AWS::KinesisFirehose::DeliveryStream",
        "DeliveryStreamName",
        &[("Arn", "arn:{partition}:firehose:{region}:{account}:deliverystream/{name}")],
    ),
    referenced(
        "AWS::Lambda::Alias",
        "Name",
        "",
        "arn:{partition}:lambda:{region}:{account}:function:{FunctionName~}:{name}",
        &[("AliasArn", "{ref}")],
    ),
    named(
        "AWS::Lambda::Function",
        "FunctionName",
        &[("Arn", "arn:{partition}:lambda:{region}:{account}:function:{name}")],
    ),
    // The number of a version is made up.
    referenced("AWS::Lambda::LayerVersion", "", "", "", &[("LayerVersionArn", "{ref}")]),
    referenced("AWS::Lambda::Version", "", "", "", &[("FunctionArn", "{ref}")]),
    named(
        "AWS::Logs::LogGroup",
        "LogGroupName",
        &[("Arn", "arn:{partition}:logs:{region}:{account}:log-group:{name}:*")],
    ),
    named(
        "AWS::OpenSearchService::Domain",
        "DomainName",
        &[
            ("Arn", "arn:{partition}:es:{region}:{account}:domain/{name}"),
            ("DomainArn", "arn:{partition}:es:{region}:{account}:domain/{name}"),
        ],
    ),
    named("AWS::Pipes::Pipe", "Name", &[("Arn", "arn:{partition}:pipes:{region}:{account}:pipe/{name}")]),
    // The names are kept in lower case, so that the property is not always the name.
    named(
        "AWS::RDS::DBCluster",
        "",
        &[("DBClusterArn", "arn:{partition}:rds:{region}:{account}:cluster:{name}")],
    ),
    named(
        "AWS::RDS::DBInstance",
        "",
        &[("DBInstanceArn", "arn:{partition}:rds:{region}:{account}:db:{name}")],
    ),
    named(
        "AWS::S3::AccessPoint",
        "Name",
        &[("Arn", "arn:{partition}:s3:{region}:{account}:accesspoint/{name}"), ("Name", "{ref}")],
    ),
    named(
        "AWS::S3::Bucket",
        "BucketName",
        &[("Arn", "arn:{partition}:s3:::{name}"), ("RegionalDomainName", "{name}.s3.{region}.{suffix}")],
    ),
    referenced(
        "AWS::SNS::Topic",
        "TopicName",
        "TopicName",
        "arn:{partition}:sns:{region}:{account}:{name}",
        &[("TopicArn", "{ref}"), ("TopicName", "{name}")],
    ),
    referenced(
        "AWS::SQS::Queue",
        "QueueName",
        "QueueName",
        "https://sqs.{region}.{suffix}/{account}/{name}",
        &[
            ("Arn", "arn:{partition}:sqs:{region}:{account}:{name}"),
            ("QueueName", "{name}"),
            ("QueueUrl", "{ref}"),
        ],
    ),
    named("AWS::SSM::Parameter", "Name", &[]),
    // AWS appends six characters to the name in the ARN.
    referenced("AWS::SecretsManager::Secret", "", "", "", &[("Id", "{ref}")]),
    referenced(
        "AWS::StepFunctions::StateMachine",
        "StateMachineName",
        "Name",
        "arn:{partition}:states:{region}:{account}:stateMachine:{name}",
        &[("Arn", "{ref}"), ("Name", "{name}")],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_types_are_in_order() {
        assert!(KINDS.is_sorted_by(|before, after| before.resource_type < after.resource_type));
    }

    #[test]
    fn every_pattern_has_only_fields_that_are_known() {
        for kind in KINDS {
            let patterns = kind.attributes.iter().map(|(_, pattern)| *pattern);
            for pattern in patterns.chain([kind.reference]) {
                for field in pattern.split('{').skip(1) {
                    let (field, _) = field.split_once('}').unwrap();
                    let fields = ["name", "ref", "partition", "region", "account", "suffix"];
                    let is_property = field.starts_with(|first: char| first.is_ascii_uppercase());
                    assert!(fields.contains(&field) || is_property, "{}: {field}", kind.resource_type);
                }
            }
        }
    }
}
