//! From what CloudTrail and the SDKs call an operation to the IAM action that it needs.

use crate::catalogue::embedded::service_prefix;

/// What an operation needs.
pub(in crate::paste) struct Needed {
    /// The action that the operation is about.
    pub(in crate::paste) action: String,
    /// Others that it needs as well.
    pub(in crate::paste) others: &'static [&'static str],
}

/// Event sources whose name is not the prefix of the service's actions.
const SOURCES: &[(&str, &str)] = &[
    ("monitoring", "cloudwatch"),
    ("email", "ses"),
    ("appstream2", "appstream"),
    ("mturk-requester", "mechanicalturk"),
    ("rdsdata", "rds-data"),
    ("rdsdataapi", "rds-data"),
    ("tagging", "tag"),
    ("streams", "dynamodb"),
    ("models", "lex"),
    ("runtime", "lex"),
    ("amazonmq", "mq"),
    ("edgekeyvaluestore", "cloudfront-keyvaluestore"),
];

/// The service prefix of the actions behind an event source: `s3` for `s3.amazonaws.com`.
pub(super) fn service_of_source(source: &str) -> String {
    let name = source.split('.').next().unwrap_or_default();
    let renamed = SOURCES.iter().find(|(from, _)| *from == name).map(|(_, prefix)| *prefix);
    renamed.or_else(|| service_prefix(name)).unwrap_or(name).to_owned()
}

/// Operations of S3 and the actions behind them, where the names differ.
const S3: &[(&str, &str)] = &[
    ("ListObjects", "ListBucket"),
    ("ListObjectsV2", "ListBucket"),
    ("HeadBucket", "ListBucket"),
    ("ListObjectVersions", "ListBucketVersions"),
    ("ListBuckets", "ListAllMyBuckets"),
    ("ListMultipartUploads", "ListBucketMultipartUploads"),
    ("ListParts", "ListMultipartUploadParts"),
    ("HeadObject", "GetObject"),
    ("SelectObjectContent", "GetObject"),
    ("CreateMultipartUpload", "PutObject"),
    ("UploadPart", "PutObject"),
    ("UploadPartCopy", "PutObject"),
    ("CompleteMultipartUpload", "PutObject"),
    ("CopyObject", "PutObject"),
    ("UpdateObjectEncryption", "UpdateObjectEncryption"),
    ("DeleteObjects", "DeleteObject"),
    ("GetBucketEncryption", "GetEncryptionConfiguration"),
    ("PutBucketEncryption", "PutEncryptionConfiguration"),
    ("DeleteBucketEncryption", "PutEncryptionConfiguration"),
    ("GetBucketLifecycle", "GetLifecycleConfiguration"),
    ("PutBucketLifecycle", "PutLifecycleConfiguration"),
    ("GetBucketLifecycleConfiguration", "GetLifecycleConfiguration"),
    ("PutBucketLifecycleConfiguration", "PutLifecycleConfiguration"),
    ("DeleteBucketLifecycle", "PutLifecycleConfiguration"),
    ("GetBucketReplication", "GetReplicationConfiguration"),
    ("PutBucketReplication", "PutReplicationConfiguration"),
    ("DeleteBucketReplication", "PutReplicationConfiguration"),
    ("GetBucketAccelerateConfiguration", "GetAccelerateConfiguration"),
    ("PutBucketAccelerateConfiguration", "PutAccelerateConfiguration"),
    ("GetBucketNotificationConfiguration", "GetBucketNotification"),
    ("PutBucketNotificationConfiguration", "PutBucketNotification"),
    ("GetBucketCors", "GetBucketCORS"),
    ("PutBucketCors", "PutBucketCORS"),
    ("DeleteBucketCors", "PutBucketCORS"),
    ("DeleteBucketTagging", "PutBucketTagging"),
    ("DeleteBucketOwnershipControls", "PutBucketOwnershipControls"),
    ("GetPublicAccessBlock", "GetBucketPublicAccessBlock"),
    ("PutPublicAccessBlock", "PutBucketPublicAccessBlock"),
    ("DeletePublicAccessBlock", "PutBucketPublicAccessBlock"),
    ("DeleteBucketPublicAccessBlock", "PutBucketPublicAccessBlock"),
    ("DeleteAccountPublicAccessBlock", "PutAccountPublicAccessBlock"),
    ("GetObjectLockConfiguration", "GetBucketObjectLockConfiguration"),
    ("PutObjectLockConfiguration", "PutBucketObjectLockConfiguration"),
];

/// Configurations of a bucket that have an operation each for one, for all and for deletion.
const S3_CONFIGURATIONS: &[&str] = &["Analytics", "Inventory", "Metrics", "IntelligentTiering"];

/// Actions of S3 that have a twin for a version of an object.
const S3_VERSIONED: &[&str] = &[
    "GetObject",
    "GetObjectAcl",
    "GetObjectTagging",
    "GetObjectTorrent",
    "GetObjectAttributes",
    "PutObjectAcl",
    "PutObjectTagging",
    "DeleteObject",
    "DeleteObjectTagging",
];

/// Operations of other services, the actions behind them, and what they need besides.
const OTHERS: &[(&str, &str, &str, &[&str])] = &[
    ("lambda", "Invoke", "InvokeFunction", &[]),
    ("lambda", "InvokeAsync", "InvokeFunction", &[]),
    ("lambda", "GetLayerVersionByArn", "GetLayerVersion", &[]),
    ("kms", "ReEncrypt", "ReEncryptFrom", &["kms:ReEncryptTo"]),
    ("sns", "PublishBatch", "Publish", &[]),
    ("sqs", "SendMessageBatch", "SendMessage", &[]),
    ("sqs", "DeleteMessageBatch", "DeleteMessage", &[]),
    ("sqs", "ChangeMessageVisibilityBatch", "ChangeMessageVisibility", &[]),
    ("dynamodb", "TransactGetItems", "GetItem", &[]),
    ("mediapackage", "ConfigureLogs", "UpdateChannel", &[]),
    ("cloudsearch", "UploadDocuments", "upload", &[]),
    ("glue", "BatchUpdatePartition", "UpdatePartition", &[]),
    ("glue", "CreatePartitionIndex", "UpdateTable", &[]),
    ("glue", "DeletePartitionIndex", "UpdateTable", &[]),
    ("glue", "GetPartitionIndexes", "GetTable", &[]),
];

/// The action behind an operation of a service. `has_version` says whether it is about a version of an object.
pub(in crate::paste) fn action(service: &str, operation: &str, has_version: bool) -> Needed {
    let name = without_api_version(operation);
    if service == "s3" {
        return of_s3(name, has_version);
    }
    if let Some((.., action, others)) = OTHERS.iter().find(|(of, from, ..)| *of == service && *from == name) {
        return Needed { action: format!("{service}:{action}"), others };
    }
    if service == "apigateway" {
        // The actions are the verbs of HTTP; the names of the operations follow them.
        let verbs =
            [("Get", "GET"), ("Create", "POST"), ("Update", "PATCH"), ("Delete", "DELETE"), ("Put", "PUT")];
        if let Some((_, verb)) = verbs.iter().find(|(start, _)| name.starts_with(start)) {
            return Needed { action: format!("apigateway:{verb}"), others: &[] };
        }
    }
    Needed { action: format!("{service}:{name}"), others: &[] }
}

fn of_s3(operation: &str, has_version: bool) -> Needed {
    let renamed = S3.iter().find(|(from, _)| *from == operation).map(|(_, action)| (*action).to_owned());
    let of_configuration = || {
        let kind = S3_CONFIGURATIONS
            .iter()
            .find(|kind| operation.contains(&format!("Bucket{kind}Configuration")))?;
        let verb = if operation.starts_with("Get") || operation.starts_with("List") { "Get" } else { "Put" };
        Some(format!("{verb}{kind}Configuration"))
    };
    let mut name = renamed.or_else(of_configuration).unwrap_or_else(|| operation.to_owned());
    if has_version && S3_VERSIONED.contains(&name.as_str()) {
        name = name.replacen("Object", "ObjectVersion", 1);
    }
    let others: &[&str] = match operation {
        "CopyObject" | "UploadPartCopy" => &["s3:GetObject"],
        "GetObjectAttributes" => &["s3:GetObject"],
        "UpdateObjectEncryption" => &["s3:PutObject"],
        _ => &[],
    };
    let prefix = if operation == "WriteGetObjectResponse" { "s3-object-lambda" } else { "s3" };
    Needed { action: format!("{prefix}:{name}"), others }
}

/// `CreateFunction` for `CreateFunction20150331v2`: some services write the day of their API's version behind the name.
fn without_api_version(operation: &str) -> &str {
    let before = |text: &'_ str| text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let end = match operation.get(..before(operation)) {
        Some(rest) if rest.ends_with('v') && rest.len() < operation.len() => rest.len() - 1,
        _ => operation.len(),
    };
    let Some(dated) = operation.get(..end) else {
        return operation;
    };
    for date in ["00000000", "0000_00_00"] {
        let Some((name, tail)) =
            dated.len().checked_sub(date.len()).and_then(|at| dated.split_at_checked(at))
        else {
            continue;
        };
        let fits = tail.bytes().zip(date.bytes()).all(|(found, form)| match form {
            b'0' => found.is_ascii_digit(),
            other => found == other,
        });
        if fits && (tail.starts_with("19") || tail.starts_with("20")) && !name.is_empty() {
            return name;
        }
    }
    operation
}
