//! Partitions and their Regions, as botocore 1.44.5 of November 2026 lists them in `partitions.json`.

/// A partition: a group of Regions with accounts of their own.
pub(in crate::lint::rules) struct Partition {
    /// What stands after `arn:`.
    pub(in crate::lint::rules) name: &'static str,
    /// Its Regions, ascending.
    pub(in crate::lint::rules) regions: &'static [&'static str],
}

/// All partitions, ascending.
pub(in crate::lint::rules) static PARTITIONS: &[Partition] = &[
    Partition {
        name: "aws",
        regions: &[
            "af-south-1",
            "ap-east-1",
            "ap-east-2",
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-northeast-3",
            "ap-south-1",
            "ap-south-2",
            "ap-southeast-1",
            "ap-southeast-2",
            "ap-southeast-3",
            "ap-southeast-4",
            "ap-southeast-5",
            "ap-southeast-6",
            "ap-southeast-7",
            "ca-central-1",
            "ca-west-1",
            "eu-central-1",
            "eu-central-2",
            "eu-north-1",
            "eu-south-1",
            "eu-south-2",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "il-central-1",
            "me-central-1",
            "me-south-1",
            "me-west-1",
            "mx-central-1",
            "sa-east-1",
            "sa-west-1",
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2",
        ],
    },
    Partition { name: "aws-cn", regions: &["cn-north-1", "cn-northwest-1"] },
    Partition { name: "aws-eusc", regions: &["eusc-de-east-1"] },
    Partition { name: "aws-iso", regions: &["us-iso-east-1", "us-iso-west-1"] },
    Partition { name: "aws-iso-b", regions: &["us-isob-east-1", "us-isob-west-1"] },
    Partition { name: "aws-iso-e", regions: &["eu-isoe-west-1"] },
    Partition { name: "aws-iso-f", regions: &["us-isof-east-1", "us-isof-south-1"] },
    Partition { name: "aws-us-gov", regions: &["us-gov-east-1", "us-gov-west-1"] },
];

/// The partition of this name.
pub(in crate::lint::rules) fn partition(name: &str) -> Option<&'static Partition> {
    PARTITIONS.iter().find(|partition| partition.name == name)
}

/// The partition that has a Region of this name.
pub(in crate::lint::rules) fn partition_of_region(region: &str) -> Option<&'static Partition> {
    PARTITIONS.iter().find(|partition| partition.regions.contains(&region))
}
