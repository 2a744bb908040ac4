//! What a document is: the policy type and, for the policy of a resource, what resource.

use crate::catalogue::nearest_of;
use crate::policy::{Effect, Policy, PolicyType, PrincipalKind, Statement};
use serde::{Deserialize, Serialize};

macro_rules! resource_kinds {
    ($($kind:ident $name:literal $service:literal,)*) => {
        /// A kind of resource that has a policy of its own.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum ResourceKind {
            $(#[doc = concat!("`", $name, "`")] $kind,)*
        }

        impl ResourceKind {
            /// All of them.
            pub const ALL: &[ResourceKind] = &[$(ResourceKind::$kind,)*];

            /// Its CloudFormation name: `AWS::S3::Bucket`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(ResourceKind::$kind => $name,)* }
            }

            /// The service prefix of the actions that its policy may name: `s3`.
            #[must_use]
            pub fn service(self) -> &'static str {
                match self { $(ResourceKind::$kind => $service,)* }
            }
        }
    };
}

resource_kinds! {
    ApiGatewayRestApi "AWS::ApiGateway::RestApi" "execute-api",
    BackupVault "AWS::Backup::BackupVault" "backup",
    DynamoDbStream "AWS::DynamoDB::Stream" "dynamodb",
    DynamoDbTable "AWS::DynamoDB::Table" "dynamodb",
    EcrRepository "AWS::ECR::Repository" "ecr",
    EfsFileSystem "AWS::EFS::FileSystem" "elasticfilesystem",
    EventBus "AWS::Events::EventBus" "events",
    GlacierVault "AWS::Glacier::Vault" "glacier",
    KinesisStream "AWS::Kinesis::Stream" "kinesis",
    KmsKey "AWS::KMS::Key" "kms",
    LambdaFunction "AWS::Lambda::Function" "lambda",
    LambdaLayer "AWS::Lambda::LayerVersion" "lambda",
    OpenSearchDomain "AWS::OpenSearchService::Domain" "es",
    Role "AWS::IAM::AssumeRolePolicyDocument" "sts",
    S3AccessPoint "AWS::S3::AccessPoint" "s3",
    S3Bucket "AWS::S3::Bucket" "s3",
    S3MultiRegionAccessPoint "AWS::S3::MultiRegionAccessPoint" "s3",
    S3ObjectLambdaAccessPoint "AWS::S3ObjectLambda::AccessPoint" "s3-object-lambda",
    S3TableBucket "AWS::S3Tables::TableBucket" "s3tables",
    SecretsManagerSecret "AWS::SecretsManager::Secret" "secretsmanager",
    SnsTopic "AWS::SNS::Topic" "sns",
    SqsQueue "AWS::SQS::Queue" "sqs",
    VpcEndpoint "AWS::EC2::VPCEndpoint" "",
}

impl ResourceKind {
    /// The kind of this CloudFormation name, whatever the case; `AWS::IAM::Role` is a role too.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        if name.eq_ignore_ascii_case("AWS::IAM::Role") {
            return Some(Self::Role);
        }
        Self::ALL.iter().copied().find(|kind| kind.name().eq_ignore_ascii_case(name))
    }

    /// The policy type of its policy.
    #[must_use]
    pub fn policy_type(self) -> PolicyType {
        match self {
            Self::Role => PolicyType::RoleTrust,
            Self::KmsKey => PolicyType::Key,
            Self::VpcEndpoint => PolicyType::VpcEndpoint,
            _ => PolicyType::Resource,
        }
    }

    /// The kind whose ARNs look like `arn`, that of the resource or of something in it, where it can be told.
    #[must_use]
    pub fn of_arn(arn: &str) -> Option<Self> {
        let mut fields = arn.splitn(6, ':');
        let service = fields.by_ref().nth(2)?;
        let resource = fields.nth(2)?;
        let begins = |start: &str| resource.starts_with(start);
        Some(match service {
            "s3" if begins("accesspoint/") => Self::S3AccessPoint,
            "s3" => Self::S3Bucket,
            "s3-object-lambda" => Self::S3ObjectLambdaAccessPoint,
            "dynamodb" if resource.contains("/stream/") => Self::DynamoDbStream,
            "dynamodb" if begins("table/") => Self::DynamoDbTable,
            "lambda" if begins("layer:") => Self::LambdaLayer,
            _ => return Self::of_service(service),
        })
    }

    /// The kind that is the only or the usual one of the service with this prefix.
    fn of_service(service: &str) -> Option<Self> {
        match service {
            "" => None,
            "dynamodb" => Some(Self::DynamoDbTable),
            "lambda" => Some(Self::LambdaFunction),
            "s3" => Some(Self::S3Bucket),
            _ => Self::ALL.iter().copied().find(|kind| kind.service() == service),
        }
    }
}

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentType {
    /// Its policy type.
    pub policy_type: PolicyType,
    /// The resource that it belongs to, where there is one and it is known.
    pub resource: Option<ResourceKind>,
}

impl From<PolicyType> for DocumentType {
    fn from(policy_type: PolicyType) -> Self {
        let resource = match policy_type {
            PolicyType::RoleTrust => Some(ResourceKind::Role),
            PolicyType::Key => Some(ResourceKind::KmsKey),
            PolicyType::VpcEndpoint => Some(ResourceKind::VpcEndpoint),
            _ => None,
        };
        Self { policy_type, resource }
    }
}

impl From<ResourceKind> for DocumentType {
    fn from(resource: ResourceKind) -> Self {
        Self { policy_type: resource.policy_type(), resource: Some(resource) }
    }
}

impl DocumentType {
    /// The names by which [`DocumentType::from_names`] knows policy types.
    pub const NAMES: &[&str] =
        &["identity", "resource", "trust", "scp", "rcp", "boundary", "session", "vpc-endpoint"];

    /// The type that the command line calls by these names: a policy type of [`DocumentType::NAMES`] and the
    /// CloudFormation name of a resource, which may stand alone. Access Analyzer's names of policy types
    /// (`IDENTITY_POLICY`) are taken too. `None` in `Ok` when neither is given.
    ///
    /// # Errors
    /// What is wrong, when a name is not known or the two contradict each other.
    pub fn from_names(policy_type: Option<&str>, resource: Option<&str>) -> Result<Option<Self>, String> {
        let resource = match resource {
            Some(name) => {
                Some(ResourceKind::from_name(name).ok_or_else(|| unknown_name("resource type", name))?)
            }
            None => None,
        };
        let Some(name) = policy_type else {
            return Ok(resource.map(Self::from));
        };
        let policy_type = match &*name.to_ascii_lowercase() {
            "identity" | "identity_policy" => PolicyType::Identity,
            "resource" | "resource_policy" => {
                return Ok(Some(resource.map_or(PolicyType::Resource.into(), Self::from)));
            }
            "trust" => PolicyType::RoleTrust,
            "scp" | "service_control_policy" => PolicyType::ServiceControl,
            "rcp" | "resource_control_policy" => PolicyType::ResourceControl,
            "boundary" => PolicyType::PermissionsBoundary,
            "session" => PolicyType::Session,
            "vpc-endpoint" => PolicyType::VpcEndpoint,
            _ => return Err(unknown_name("policy type", name)),
        };
        match resource {
            Some(kind) if kind.policy_type() != policy_type => {
                Err(format!("`{}` has no policy of type `{name}`", kind.name()))
            }
            _ => Ok(Some(policy_type.into())),
        }
    }

    /// What `policy` most likely is. Without principals it is taken for an identity-based policy; service control
    /// policies, boundaries and session policies look the same.
    #[must_use]
    pub fn infer(policy: &Policy<'_>) -> Self {
        let statements = &policy.statements;
        if !statements.iter().any(|statement| statement.principal.is_some()) {
            return PolicyType::Identity.into();
        }
        if !statements.is_empty() && statements.iter().all(is_of_trust_policy) {
            return PolicyType::RoleTrust.into();
        }
        if statements.iter().all(is_of_resource_control_policy) && names_several_services(policy) {
            return PolicyType::ResourceControl.into();
        }
        let entries = |statement: &'_ Statement<'_>| {
            statement
                .resource
                .iter()
                .flat_map(|list| &list.values)
                .find_map(|entry| ResourceKind::of_arn(&entry.text))
        };
        let kind_of_arn = statements.iter().find_map(entries);
        let kind_of_action = || action_services(policy).next().and_then(ResourceKind::of_service);
        match kind_of_arn.or_else(kind_of_action) {
            Some(kind) => kind.into(),
            None => PolicyType::Resource.into(),
        }
    }
}

fn unknown_name(what: &str, name: &str) -> String {
    let known: Vec<&str> = match what {
        "policy type" => DocumentType::NAMES.to_vec(),
        _ => ResourceKind::ALL.iter().map(|kind| kind.name()).collect(),
    };
    match nearest_of(known.iter().copied(), name) {
        Some(near) => format!("there is no {what} `{name}`; did you mean `{near}`?"),
        None => format!("there is no {what} `{name}`; known are {}", known.join(", ")),
    }
}

fn action_services<'p>(policy: &'p Policy<'_>) -> impl Iterator<Item = &'p str> {
    let actions = policy.statements.iter().filter_map(|statement| statement.action.as_ref());
    actions
        .flat_map(|list| &list.values)
        .filter_map(|entry| entry.text.split_once(':').map(|(service, _)| service))
}

fn is_of_trust_policy(statement: &Statement<'_>) -> bool {
    let is_assuming =
        |action: &str| action.split_once(':').is_some_and(|(service, _)| service.eq_ignore_ascii_case("sts"));
    statement.resource.is_none()
        && statement.action.as_ref().is_some_and(|list| {
            !list.values.is_empty() && list.values.iter().all(|entry| is_assuming(&entry.text))
        })
}

fn is_of_resource_control_policy(statement: &Statement<'_>) -> bool {
    let everyone = |kind: PrincipalKind| kind == PrincipalKind::Everyone;
    statement.effect == Some(Effect::Deny)
        && statement.principal.as_ref().is_some_and(|principal| {
            !principal.negated && principal.entries.iter().all(|entry| everyone(entry.kind))
        })
}

fn names_several_services(policy: &Policy<'_>) -> bool {
    let mut services = action_services(policy);
    services.next().is_some_and(|first| services.any(|service| !service.eq_ignore_ascii_case(first)))
}
