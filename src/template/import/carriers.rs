//! Which resource types hold policies, in which of their properties, and what these belong to.

/// A property that holds a policy of a resource.
pub(super) struct Carrier {
    pub(super) resource_type: &'static str,
    /// The way to it; `*` stands for each element of a list.
    pub(super) property: &'static str,
    pub(super) owner: Owner,
}

/// What a policy belongs to.
#[derive(Clone, Copy)]
pub(super) enum Owner {
    /// The resource that holds it, whose ARN `Fn::GetAtt` or, where that has none, `Ref` gives.
    Itself,
    /// The REST API that holds it.
    Api,
    /// What this property names: one thing, or a list of them.
    Named(&'static str, Naming),
    /// Nothing that a workspace can hold, and why.
    None(&'static str),
}

/// How a property names a resource.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Naming {
    /// By the name of a bucket.
    Bucket,
    /// By the URL of a queue.
    QueueUrl,
    /// By an ARN.
    Arn,
}

const WHOLE_ACCOUNT: &str = "it applies to a whole account and Region, not to one resource";
const NO_ARN: &str = "the template does not tell the ARN of what it applies to";
const PART: &str = "it applies to a part of the resource that has an ARN of its own";

const fn itself(resource_type: &'static str, property: &'static str) -> Carrier {
    Carrier { resource_type, property, owner: Owner::Itself }
}

const fn named(
    resource_type: &'static str,
    property: &'static str,
    by: &'static str,
    naming: Naming,
) -> Carrier {
    Carrier { resource_type, property, owner: Owner::Named(by, naming) }
}

const fn nowhere(resource_type: &'static str, property: &'static str, reason: &'static str) -> Carrier {
    Carrier { resource_type, property, owner: Owner::None(reason) }
}

/// The policies of resources.
pub(super) const CARRIERS: &[Carrier] = &[
    named("AWS::S3::BucketPolicy", "PolicyDocument", "Bucket", Naming::Bucket),
    itself("AWS::S3::AccessPoint", "Policy"),
    nowhere("AWS::S3::MultiRegionAccessPointPolicy", "Policy", NO_ARN),
    nowhere("AWS::S3ObjectLambda::AccessPointPolicy", "PolicyDocument", NO_ARN),
    named("AWS::S3Outposts::BucketPolicy", "PolicyDocument", "Bucket", Naming::Arn),
    itself("AWS::S3Outposts::AccessPoint", "Policy"),
    nowhere("AWS::S3Express::BucketPolicy", "PolicyDocument", NO_ARN),
    itself("AWS::S3Express::AccessPoint", "Policy"),
    named("AWS::S3Tables::TableBucketPolicy", "ResourcePolicy", "TableBucketARN", Naming::Arn),
    named("AWS::S3Tables::TablePolicy", "ResourcePolicy", "TableARN", Naming::Arn),
    named("AWS::S3Vectors::VectorBucketPolicy", "Policy", "VectorBucketArn", Naming::Arn),
    nowhere("AWS::S3Files::FileSystemPolicy", "Policy", NO_ARN),
    nowhere("AWS::FSx::S3AccessPointAttachment", "S3AccessPoint.Policy", NO_ARN),
    named("AWS::SQS::QueuePolicy", "PolicyDocument", "Queues", Naming::QueueUrl),
    named("AWS::SQS::QueueInlinePolicy", "PolicyDocument", "Queue", Naming::QueueUrl),
    named("AWS::SNS::TopicPolicy", "PolicyDocument", "Topics", Naming::Arn),
    named("AWS::SNS::TopicInlinePolicy", "PolicyDocument", "TopicArn", Naming::Arn),
    itself("AWS::KMS::Key", "KeyPolicy"),
    itself("AWS::KMS::ReplicaKey", "KeyPolicy"),
    named("AWS::SecretsManager::ResourcePolicy", "ResourcePolicy", "SecretId", Naming::Arn),
    itself("AWS::DynamoDB::Table", "ResourcePolicy.PolicyDocument"),
    nowhere("AWS::DynamoDB::Table", "StreamSpecification.ResourcePolicy.PolicyDocument", PART),
    nowhere("AWS::DynamoDB::GlobalTable", "Replicas.*.ResourcePolicy.PolicyDocument", PART),
    nowhere(
        "AWS::DynamoDB::GlobalTable",
        "Replicas.*.ReplicaStreamSpecification.ResourcePolicy.PolicyDocument",
        PART,
    ),
    named("AWS::Kinesis::ResourcePolicy", "ResourcePolicy", "ResourceArn", Naming::Arn),
    itself("AWS::ECR::Repository", "RepositoryPolicyText"),
    itself("AWS::ECR::PublicRepository", "RepositoryPolicyText"),
    nowhere("AWS::ECR::RegistryPolicy", "PolicyText", WHOLE_ACCOUNT),
    nowhere(
        "AWS::ECR::RepositoryCreationTemplate",
        "RepositoryPolicy",
        "it applies to repositories that are made later",
    ),
    Carrier { resource_type: "AWS::ApiGateway::RestApi", property: "Policy", owner: Owner::Api },
    itself("AWS::ApiGateway::DomainNameV2", "Policy"),
    itself("AWS::Events::EventBus", "Policy"),
    nowhere("AWS::EventSchemas::RegistryPolicy", "Policy", NO_ARN),
    itself("AWS::EFS::FileSystem", "FileSystemPolicy"),
    itself("AWS::OpenSearchService::Domain", "AccessPolicies"),
    itself("AWS::Elasticsearch::Domain", "AccessPolicies"),
    itself("AWS::Backup::BackupVault", "AccessPolicy"),
    itself("AWS::Backup::LogicallyAirGappedBackupVault", "AccessPolicy"),
    nowhere("AWS::Logs::ResourcePolicy", "PolicyDocument", WHOLE_ACCOUNT),
    itself("AWS::Logs::LogGroup", "ResourcePolicyDocument"),
    itself("AWS::Logs::Destination", "DestinationPolicy"),
    itself("AWS::Logs::DeliveryDestination", "DeliveryDestinationPolicy"),
    named("AWS::CloudTrail::ResourcePolicy", "ResourcePolicy", "ResourceArn", Naming::Arn),
    itself("AWS::CodeArtifact::Domain", "PermissionsPolicyDocument"),
    itself("AWS::CodeArtifact::Repository", "PermissionsPolicyDocument"),
    named("AWS::Lex::ResourcePolicy", "Policy", "ResourceArn", Naming::Arn),
    named("AWS::Bedrock::ResourcePolicy", "PolicyDocument", "ResourceArn", Naming::Arn),
    named("AWS::MSK::ClusterPolicy", "Policy", "ClusterArn", Naming::Arn),
    nowhere("AWS::MediaStore::Container", "Policy", NO_ARN),
    nowhere("AWS::MediaPackageV2::ChannelPolicy", "Policy", NO_ARN),
    nowhere("AWS::MediaPackageV2::OriginEndpointPolicy", "Policy", NO_ARN),
    nowhere("AWS::MediaTailor::ChannelPolicy", "Policy", NO_ARN),
    itself("AWS::Oam::Sink", "Policy"),
    itself("AWS::Omics::SequenceStore", "S3AccessPolicy"),
    itself("AWS::OSIS::Pipeline", "ResourcePolicy.Policy"),
    nowhere("AWS::Redshift::Cluster", "NamespaceResourcePolicy", PART),
    itself("AWS::RedshiftServerless::Namespace", "NamespaceResourcePolicy"),
    itself("AWS::SageMaker::ModelPackageGroup", "ModelPackageGroupPolicy"),
    named("AWS::SSM::ResourcePolicy", "Policy", "ResourceArn", Naming::Arn),
    named("AWS::VpcLattice::AuthPolicy", "Policy", "ResourceIdentifier", Naming::Arn),
    named("AWS::VpcLattice::ResourcePolicy", "Policy", "ResourceArn", Naming::Arn),
    nowhere("AWS::XRay::ResourcePolicy", "PolicyDocument", WHOLE_ACCOUNT),
    named("AWS::APS::ResourcePolicy", "PolicyDocument", "WorkspaceArn", Naming::Arn),
    nowhere("AWS::RUM::AppMonitor", "ResourcePolicy.PolicyDocument", NO_ARN),
    itself("AWS::DSQL::Cluster", "PolicyDocument"),
    itself("AWS::AIOps::InvestigationGroup", "InvestigationGroupPolicy"),
    named("AWS::SMSVOICE::ResourcePolicy", "PolicyDocument", "ResourceArn", Naming::Arn),
    nowhere("AWS::Organizations::ResourcePolicy", "Content", "it applies to the whole organization"),
    nowhere("AWS::ODB::OdbNetwork", "KmsPolicyDocument", "it is no endpoint that a workspace knows"),
    nowhere("AWS::ODB::OdbNetwork", "S3PolicyDocument", "it is no endpoint that a workspace knows"),
    nowhere("AWS::ODB::OdbNetwork", "StsPolicyDocument", "it is no endpoint that a workspace knows"),
    nowhere("AWS::RolesAnywhere::Profile", "SessionPolicy", SESSIONS),
    nowhere("AWS::RolesAnywhere::Profile", "ManagedPolicyArns", SESSIONS),
    nowhere("AWS::Transfer::User", "Policy", SESSIONS),
    nowhere("AWS::EKS::PodIdentityAssociation", "Policy", SESSIONS),
    nowhere("AWS::EMR::StudioSessionMapping", "SessionPolicyArn", SESSIONS),
    nowhere("AWS::SSO::PermissionSet", "InlinePolicy", PERMISSION_SET),
    nowhere("AWS::SSO::PermissionSet", "ManagedPolicies", PERMISSION_SET),
    nowhere("AWS::SSO::PermissionSet", "CustomerManagedPolicyReferences", PERMISSION_SET),
    nowhere("AWS::SSO::PermissionSet", "PermissionsBoundary", PERMISSION_SET),
    nowhere("AWS::Signer::ProfilePermission", "Action", STATEMENT),
    nowhere("AWS::ACMPCA::Permission", "Actions", STATEMENT),
    nowhere("AWS::RAM::Permission", "PolicyTemplate", STATEMENT),
];

const SESSIONS: &str = "it is a session policy, and which sessions get it is not in the template";
const PERMISSION_SET: &str = "IAM Identity Center makes a role of it in every account that it is assigned to";
const STATEMENT: &str = "it is no policy of its own: the service makes a statement of it";

/// Resources and properties that are called policies and are not written in the language of IAM.
pub(super) const OTHER_LANGUAGES: &[(&str, &str)] = &[
    ("AWS::IoT::Policy", "PolicyDocument"),
    ("AWS::OpenSearchServerless::AccessPolicy", "Policy"),
    ("AWS::OpenSearchServerless::SecurityPolicy", "Policy"),
    ("AWS::OpenSearchServerless::LifecyclePolicy", "Policy"),
    ("AWS::EC2::VerifiedAccessGroup", "PolicyDocument"),
    ("AWS::EC2::VerifiedAccessEndpoint", "PolicyDocument"),
    ("AWS::VerifiedPermissions::Policy", "Definition"),
    ("AWS::VerifiedPermissions::PolicyTemplate", "Statement"),
    ("AWS::Logs::AccountPolicy", "PolicyDocument"),
    ("AWS::Logs::LogGroup", "DataProtectionPolicy"),
    ("AWS::SNS::Topic", "DataProtectionPolicy"),
    ("AWS::SNS::Topic", "DeliveryPolicy"),
    ("AWS::SNS::Subscription", "FilterPolicy"),
    ("AWS::SNS::Subscription", "DeliveryPolicy"),
    ("AWS::SNS::Subscription", "RedrivePolicy"),
    ("AWS::SQS::Queue", "RedrivePolicy"),
    ("AWS::SQS::Queue", "RedriveAllowPolicy"),
    ("AWS::ECR::Repository", "LifecyclePolicy"),
    ("AWS::NetworkManager::CoreNetwork", "PolicyDocument"),
    ("AWS::CloudFormation::Stack", "StackPolicyBody"),
    ("AWS::ApplicationAutoScaling::ScalingPolicy", "PolicyType"),
    ("AWS::AutoScaling::ScalingPolicy", "PolicyType"),
];
