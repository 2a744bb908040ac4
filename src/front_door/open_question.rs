//! Questions on API Gateway that AWS's documents leave open: a name, the answer that is taken first, the other one.
//! Where the two lead to different endings, the outcome is unknown and has both.

macro_rules! open_questions {
    ($($variant:ident $name:literal $taken:literal $other:literal,)*) => {
        /// A question that AWS's documents leave open.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum OpenQuestion {
            $(#[doc = concat!("Whether ", $taken, ".")] $variant,)*
        }

        impl OpenQuestion {
            /// All of them.
            pub const ALL: &[OpenQuestion] = &[$(OpenQuestion::$variant,)*];

            /// Its name, in kebab case.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(OpenQuestion::$variant => $name,)* }
            }

            /// The answer that is taken first, as a sentence.
            #[must_use]
            pub fn taken(self) -> &'static str {
                match self { $(OpenQuestion::$variant => $taken,)* }
            }

            /// The question as what an outcome depends on.
            #[must_use]
            pub fn as_reason(self) -> String {
                format!("an open question: {}, or {}", self.taken(), self.other())
            }

            /// The other answer, as a sentence.
            #[must_use]
            pub fn other(self) -> &'static str {
                match self { $(OpenQuestion::$variant => $other,)* }
            }
        }
    };
}

open_questions! {
    EndpointPolicyBeforeFirewall "endpoint-policy-before-firewall"
        "the policy of the VPC endpoint is asked before AWS WAF"
        "AWS WAF is asked before the policy of the VPC endpoint",
    KeysOfAnonymousCallers "keys-of-anonymous-callers"
        "a request without IAM identity has only the context keys that API Gateway's table lists for it"
        "a request without IAM identity also has the global keys that IAM describes, such as `aws:PrincipalType`",
    EncodedPath "encoded-path"
        "a percent sign in the path stays in the ARN as it was sent"
        "what a percent sign encodes is decoded in the ARN",
    TrailingSlash "trailing-slash"
        "a slash at the end of the path does not count when a method is sought"
        "a path with a slash at its end is another one than that without",
    LessSpecificPath "less-specific-path"
        "a path that fits best but lacks the method ends the search"
        "a path that fits less well and has the method is taken then",
    MethodOrPathFirst "method-or-path-first"
        "of several routes that fit, the one with the most specific path is taken"
        "of several routes that fit, one that names the method is taken before one for any",
    UnknownRouteStatus "unknown-route-status"
        "an HTTP API answers an unknown route with 404"
        "an HTTP API answers an unknown route with another status",
    PreflightWithRoute "preflight-with-route"
        "a preflight request that a route takes goes on to that route"
        "an HTTP API with CORS answers by itself also a preflight request that a route takes",
    OptionsWithoutPreflightHeaders "options-without-preflight-headers"
        "an `OPTIONS` request without `Origin` or `Access-Control-Request-Method` goes to the routes"
        "an HTTP API with CORS answers by itself every `OPTIONS` request",
    ValidationOfWholeToken "validation-of-whole-token"
        "the validation expression has to match the whole token"
        "it is enough that the validation expression matches a part of the token",
    InsufficientScopeStatus "insufficient-scope-status"
        "a JWT authorizer answers a lack of scopes with 401"
        "a JWT authorizer answers a lack of scopes with 403",
    BearerBeforeUserPoolToken "bearer-before-user-pool-token"
        "a user pool's token may stand behind `Bearer `"
        "a user pool's token has to stand alone",
    ThrottleBeforeAuthorizer "throttle-before-authorizer"
        "limits on the rate are applied after authorization"
        "limits on the rate of stage and account are applied before authorization",
    PeriodsInUtc "periods-in-utc"
        "days, weeks from Monday, and months of a quota begin at midnight UTC"
        "periods of a quota begin at another time",
    MethodLimitReplacesPlanLimit "method-limit-replaces-plan-limit"
        "a usage plan's limit for a method is applied in place of the plan's limit"
        "a usage plan's limit for a method is applied together with the plan's limit",
    RefusedRequestsAreFree "refused-requests-are-free"
        "a request that is refused takes no token and does not count towards the quota"
        "a request that is refused by one limit still counts towards others",
    QuotaBeforeRate "quota-before-rate"
        "the quota is looked at before the rate"
        "the rate is looked at before the quota",
}
