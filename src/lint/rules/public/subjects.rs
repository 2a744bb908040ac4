//! The subjects of providers of which it is known how they look.

/// The names that condition keys of known providers begin with.
const PROVIDERS: [&str; 9] = [
    "gitlab.com",
    "api.bitbucket.org/",
    "agent.buildkite.com",
    "oidc.circleci.com/",
    "app.terraform.io",
    "app.spacelift.io",
    "oidc.vercel.com",
    "oidc.eks.",
    "oidc-eks.",
];

/// Whether `provider` gives tokens to many, told apart by their subjects.
pub(super) fn is_known_provider(provider: &str) -> bool {
    PROVIDERS.iter().any(|start| provider.starts_with(start))
}

/// Whether nothing but the kind of the subject stands before the first wildcard.
pub(super) fn is_open_subject(value: &str) -> bool {
    const KINDS: [&str; 8] = [
        "",
        "project_path:",
        "organization:",
        "org/",
        "owner:",
        "space:",
        "system:",
        "system:serviceaccount:",
    ];
    let start = value.find(['*', '?']).and_then(|at| value.get(..at));
    start.is_some_and(|start| KINDS.contains(&start))
}
