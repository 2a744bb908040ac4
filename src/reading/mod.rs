//! Questions that AWS's documents leave open or answer twice (§9 of the semantics).
//!
//! Each has a recommended side, taken by default, and another one that a scenario can choose. A decision
//! that would be another on the other side says so.

macro_rules! readings {
    ($($variant:ident $name:literal $clause:literal $recommended:literal $alternative:literal,)*) => {
        /// An open question.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Reading {
            $(#[doc = concat!("Clause ", $clause, ": ", $recommended)] $variant,)*
        }

        impl Reading {
            /// All of them.
            pub const ALL: &[Reading] = &[$(Reading::$variant,)*];

            /// The name in a scenario's options, in kebab case.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Reading::$variant => $name,)* }
            }

            /// The clause of the semantics that raises the question.
            #[must_use]
            pub fn clause(self) -> &'static str {
                match self { $(Reading::$variant => $clause,)* }
            }

            /// What is taken by default, as a sentence.
            #[must_use]
            pub fn recommended(self) -> &'static str {
                match self { $(Reading::$variant => $recommended,)* }
            }

            /// The other side, as a sentence.
            #[must_use]
            pub fn alternative(self) -> &'static str {
                match self { $(Reading::$variant => $alternative,)* }
            }
        }
    };
}

readings! {
    WildcardInActionPrefix "wildcard-in-action-prefix" "2.6"
        "a wildcard in an action's service prefix is an ordinary character"
        "a wildcard in an action's service prefix matches like one in its name",
    WildcardCrossesArnFields "wildcard-crosses-arn-fields" "2.25"
        "a `*` that ends the Region or account field of a resource may run on past the colon"
        "a `*` in the Region or account field of a resource stays in its field",
    WildcardInServiceField "wildcard-in-service-field" "2.27"
        "a wildcard before the Region field of a resource, where AWS does not support it, matches like one in plain text"
        "a resource with a wildcard before its Region field matches nothing",
    MultivaluedVariable "multivalued-variable" "2.55"
        "a policy variable that names a key with room for several values has no value"
        "a policy variable that names a key with room for several values takes a lone one",
    ShortArnCompletion "short-arn-completion" "2.29"
        "a resource ARN of fewer than six fields is completed in identity policies and boundaries only"
        "a resource ARN of fewer than six fields is completed in every policy type",
    UserNameCase "user-name-case" "2.30"
        "the user name in the ARN of an IAM user counts upper and lower case"
        "the user name in the ARN of an IAM user ignores upper and lower case",
    NotResourceOtherServices "not-resource-other-services" "2.34"
        "a Deny with `NotResource` also denies services other than those of the listed ARNs"
        "a Deny with `NotResource` leaves services other than those of the listed ARNs alone",
    VariableInBool "variable-in-bool" "2.53"
        "a policy variable under `Bool` is replaced by its value"
        "a policy variable under `Bool` stays text, which is neither true nor false",
    UnresolvedVariableInNotResource "unresolved-variable-in-not-resource" "2.60"
        "a `NotResource` entry whose variable has no value excludes nothing"
        "a `NotResource` entry whose variable has no value makes the statement void",
    WildcardInVariableValue "wildcard-in-variable-value" "2.64"
        "`*` and `?` inside the value of a policy variable are ordinary characters"
        "`*` and `?` inside the value of a policy variable are wildcards",
    AwsEveryoneCoversServices "aws-everyone-covers-services" "3.24"
        "the principal `{\"AWS\": \"*\"}` covers AWS services in a Deny, not in an Allow"
        "the principal `{\"AWS\": \"*\"}` covers AWS services in an Allow and not in a Deny",
    EmptyCondition "empty-condition" "1.44"
        "an empty `Condition` object restricts nothing"
        "a statement with an empty `Condition` object never applies",
    EmptyStringIsNull "empty-string-is-null" "4.11"
        "`Null` treats a key whose value is an empty string as absent"
        "`Null` treats a key whose value is an empty string as present",
    UnreadableValue "unreadable-value" "4.31"
        "a comparison with a value that is no number, no date, no address or no boolean is false, negated or not"
        "a comparison with such a value is false, so its negation is true",
    DateWithoutTime "date-without-time" "4.36"
        "a date without time is its first instant"
        "a date without time is its last instant",
    BoolCase "bool-case" "4.40"
        "`Bool` accepts `True` and `TRUE` for `true`, and likewise for `false`"
        "`Bool` accepts `true` and `false` only",
    MappedAddress "mapped-address" "4.48"
        "an IPv4 address written as IPv6 (`::ffff:203.0.113.7`) is an IPv6 address"
        "an IPv4 address written as IPv6 (`::ffff:203.0.113.7`) is an IPv4 address",
    MalformedArn "malformed-arn" "4.52"
        "a value or pattern that is no ARN matches no ARN operator, so a negated one is true"
        "a comparison with a value or pattern that is no ARN is false, negated or not",
    ForAnyValueNegatedAbsentKey "for-any-value-negated-absent-key" "4.65"
        "`ForAnyValue` with a negated operator is false when the key is absent"
        "`ForAnyValue` with a negated operator is true when the key is absent",
    ForAllValuesAbsentKey "for-all-values-absent-key" "4.69"
        "`ForAllValues` with a negated operator is true when the key is absent"
        "`ForAllValues` with a negated operator is false when the key is absent",
    SeveralValuesWithoutSetOperator "several-values-without-set-operator" "4.74"
        "of several request values under an operator without set prefix, one that passes is enough"
        "of several request values under an operator without set prefix, all have to pass",
    ForAnyValueIfExistsAbsentKey "for-any-value-if-exists-absent-key" "4.76"
        "`ForAnyValue:…IfExists` is false when the key is absent"
        "`ForAnyValue:…IfExists` is true when the key is absent",
    FederatedSessionWithoutPolicy "federated-session-without-policy" "5.30"
        "a federated session without session policy has only what a resource policy grants to it"
        "a federated session without session policy has all permissions of its user",
    SeveralSessionPolicies "several-session-policies" "5.31"
        "an Allow in any of several session policies passes"
        "every one of several session policies must allow",
    RoleGrantAndLimits "role-grant-and-limits" "5.73"
        "a same-account grant to the ARN of a role, or of the user behind a federated session, is cut by a silent boundary"
        "a same-account grant to the ARN of a role, or of the user behind a federated session, is not cut by a silent boundary",
    PrincipalArnConditionAndLimits "principal-arn-condition-and-limits" "5.74"
        "a same-account grant to `*` with the role's ARN in `aws:PrincipalArn` is not cut by a silent boundary or session policy"
        "a same-account grant to `*` with the role's ARN in `aws:PrincipalArn` is cut by a silent boundary or session policy",
    EveryonePrincipalAndLimits "everyone-principal-and-limits" "5.67"
        "a same-account grant to `*` is not cut by a silent boundary or session policy"
        "a same-account grant to `*` is cut by a silent boundary or session policy, as one to the role's ARN is",
    BoundaryAndTrustedUser "boundary-and-trusted-user" "5.108"
        "a user whom a trust policy names still needs the boundary to allow the call"
        "a user whom a trust policy names does not need the boundary to allow the call",
}

/// Which side is taken on every open question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Readings {
    alternatives: u32,
}

impl Readings {
    /// Whether the other side than the recommended one is taken on `reading`.
    #[must_use]
    pub fn takes_alternative(self, reading: Reading) -> bool {
        self.alternatives & bit(reading) != 0
    }

    /// The side that is taken on `reading` and the other one, each as a sentence.
    #[must_use]
    pub fn taken_and_other(self, reading: Reading) -> (&'static str, &'static str) {
        match self.takes_alternative(reading) {
            true => (reading.alternative(), reading.recommended()),
            false => (reading.recommended(), reading.alternative()),
        }
    }

    /// The same choice but for `reading`, on which the other side than the recommended one is taken.
    #[must_use]
    pub fn alternative(self, reading: Reading) -> Self {
        Self { alternatives: self.alternatives | bit(reading) }
    }

    /// The same choice but for `reading`, on which the side changes.
    #[must_use]
    pub fn flipped(self, reading: Reading) -> Self {
        Self { alternatives: self.alternatives ^ bit(reading) }
    }
}

fn bit(reading: Reading) -> u32 {
    1 << reading as u32
}
