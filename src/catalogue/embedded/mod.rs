//! What the program knows of AWS before any file of the catalogue is loaded: the service prefixes, the
//! service principals, the global condition keys, and actions that are documented no more or never were.

mod global_keys;

use std::cmp::Ordering;
use std::sync::LazyLock;

use super::strings::compare_start;

pub use global_keys::{
    CallerKind, GlobalConditionKey, Presence, global_condition_key, global_condition_keys,
    is_undocumented_global_condition_key,
};

/// The lines of a table: its entries, sorted by their first word without regard to case, `#` beginning a
/// comment.
type Table = LazyLock<Vec<&'static str>>;

fn lines(text: &'static str) -> Vec<&'static str> {
    text.lines().filter(|line| !line.starts_with('#')).collect()
}

static SERVICE_PREFIXES: Table = LazyLock::new(|| lines(include_str!("service_prefixes.txt")));
static SERVICE_PRINCIPALS: Table = LazyLock::new(|| lines(include_str!("service_principals.txt")));
static RETIRED_ACTIONS: Table = LazyLock::new(|| lines(include_str!("retired_actions.txt")));
static UNDOCUMENTED_ACTIONS: Table = LazyLock::new(|| lines(include_str!("undocumented_actions.txt")));
static SOURCE: Table = LazyLock::new(|| lines(include_str!("source.txt")));

fn first_word(line: &str) -> &str {
    line.split_once(' ').map_or(line, |(word, _)| word)
}

fn find(table: &[&'static str], name: &str) -> Option<&'static str> {
    let order = |line: &&str| match line.as_bytes().get(name.len()) {
        // What begins with the name may be a longer word.
        Some(after) if *after != b' ' => compare_start(line, name).then(Ordering::Greater),
        _ => compare_start(line, name),
    };
    table.binary_search_by(order).ok().and_then(|index| table.get(index)).copied()
}

/// The prefixes of all services, ascending.
pub fn service_prefixes() -> impl ExactSizeIterator<Item = &'static str> {
    SERVICE_PREFIXES.iter().copied()
}

/// The service prefix that is written like `prefix`, whatever the case.
#[must_use]
pub fn service_prefix(prefix: &str) -> Option<&'static str> {
    find(&SERVICE_PREFIXES, prefix)
}

/// The service principals that are known, ascending: `access-analyzer.amazonaws.com`.
pub fn service_principals() -> impl ExactSizeIterator<Item = &'static str> {
    SERVICE_PRINCIPALS.iter().copied()
}

/// The service principal that `name` is a form of: as it is listed, with a Region before `amazonaws.com`
/// (`logs.eu-west-1.amazonaws.com`), or with the ending of China's Regions. There are more than are known, so
/// `None` is no proof of a mistake.
#[must_use]
pub fn service_principal(name: &str) -> Option<&'static str> {
    const ENDING: &str = ".amazonaws.com";
    let name = name.strip_suffix(".cn").unwrap_or(name);
    let global = || {
        let (service, region) = name.strip_suffix(ENDING)?.rsplit_once('.')?;
        looks_like_region(region).then(|| format!("{service}{ENDING}"))
    };
    find(&SERVICE_PRINCIPALS, name).or_else(|| find(&SERVICE_PRINCIPALS, &global()?))
}

/// Whether `text` is written like `eu-west-1`.
fn looks_like_region(text: &str) -> bool {
    let mut words = text.rsplit('-');
    let ends_in_digit = words.next().is_some_and(|last| last.parse::<u8>().is_ok());
    ends_in_digit
        && words.clone().count() >= 2
        && words.all(|word| word.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// An action that AWS documented once and documents no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetiredAction {
    /// The action: `account:GetChallengeQuestions`.
    pub action: &'static str,
    /// When it was last documented: a month, `2025-04`, or a day, `2026-07-08`.
    pub last_documented: &'static str,
}

impl RetiredAction {
    /// The month of it: `2026-07`.
    #[must_use]
    pub fn month(&self) -> &'static str {
        self.last_documented.get(..7).unwrap_or(self.last_documented)
    }

    fn of(line: &'static str) -> Self {
        let (action, last_documented) = line.split_once(' ').unwrap_or((line, ""));
        Self { action, last_documented }
    }
}

/// The retired action that is written like `action`, whatever the case.
#[must_use]
pub fn retired_action(action: &str) -> Option<RetiredAction> {
    find(&RETIRED_ACTIONS, action).map(RetiredAction::of)
}

/// All retired actions, ascending.
pub fn retired_actions() -> impl ExactSizeIterator<Item = RetiredAction> {
    RETIRED_ACTIONS.iter().copied().map(RetiredAction::of)
}

/// The retired actions of the service with this prefix, whatever the case.
pub fn retired_actions_of(service: &str) -> impl Iterator<Item = RetiredAction> {
    RETIRED_ACTIONS.iter().filter(move |line| is_of_service(line, service)).copied().map(RetiredAction::of)
}

/// The actions that AWS names in policies of its own and lists in no documentation, ascending; `service:*` for all
/// of a service.
pub fn undocumented_actions() -> impl ExactSizeIterator<Item = &'static str> {
    UNDOCUMENTED_ACTIONS.iter().copied()
}

/// Whether `action` is one of them, whatever the case: no mistake, and nothing to recommend.
#[must_use]
pub fn is_undocumented_action(action: &str) -> bool {
    let is_listed = |action: &str| find(&UNDOCUMENTED_ACTIONS, action).is_some();
    is_listed(action) || action.split_once(':').is_some_and(|(service, _)| is_listed(&format!("{service}:*")))
}

/// Whether AWS once listed a service with this prefix, or has it without listing it.
#[must_use]
pub fn is_unlisted_service(prefix: &str) -> bool {
    RETIRED_ACTIONS.iter().chain(&*UNDOCUMENTED_ACTIONS).any(|line| is_of_service(line, prefix))
}

/// Whether `line` begins with an action of this service, whatever the case.
fn is_of_service(line: &str, service: &str) -> bool {
    line.as_bytes().get(service.len()) == Some(&b':')
        && line.get(..service.len()).is_some_and(|prefix| prefix.eq_ignore_ascii_case(service))
}

/// Where the catalogue comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The package whose data it is.
    pub package: &'static str,
    /// Its version.
    pub version: &'static str,
    /// The day of its data: `2026-10-27`.
    pub date: &'static str,
    /// The last version that tells dependent actions and permission-only actions: these two are from there.
    pub dependents_version: &'static str,
    /// The day of that version's data.
    pub dependents_date: &'static str,
    /// The licence of the package.
    pub license: &'static str,
    /// Whose it is.
    pub copyright: &'static str,
}

/// Where the catalogue comes from.
#[must_use]
pub fn source() -> Source {
    let value = |name: &str| {
        let line = SOURCE.iter().find(|line| first_word(line) == name);
        line.and_then(|line| line.split_once(' ')).map_or("", |(_, value)| value)
    };
    Source {
        package: value("package"),
        version: value("version"),
        date: value("date"),
        dependents_version: value("dependents-version"),
        dependents_date: value("dependents-date"),
        license: value("license"),
        copyright: value("copyright"),
    }
}
