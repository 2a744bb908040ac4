//! What there is to read about the rules of the linter, as the page loads it.
//!
//! The page must not carry the texts of [`crate::lint::rules::documented`], so it reads the file that
//! `policyscope rules --format json` writes.

use serde::Deserialize;

use crate::lint::Severity;

/// The page of one rule.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct RulePage {
    /// Its code: `PS005`.
    pub code: String,
    /// Its name: `invalid-action`.
    pub name: String,
    /// Access Analyzer's code for the check.
    pub issue_code: Option<String>,
    #[serde(rename = "severity")]
    severity_name: String,
    /// The policy types it is for.
    pub policies: Vec<String>,
    /// What it finds.
    pub finds: String,
    /// Why that matters.
    pub matters: String,
    /// A document with one finding.
    pub example: RuleExample,
    /// The same, written well.
    pub instead: RuleExample,
    /// How it is mended.
    pub fix: String,
    /// Addresses of the pages it rests on.
    pub sources: Vec<String>,
}

/// A document in a rule's page.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct RuleExample {
    /// The policy type it is read as.
    pub policy_type: String,
    /// The resource it belongs to.
    pub resource_type: Option<String>,
    text: String,
}

/// The pages in a file, in its order.
///
/// # Errors
/// When the text is not such a file; with the reason.
pub fn read_rule_pages(json: &str) -> Result<Vec<RulePage>, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}

impl RulePage {
    /// How bad its findings are.
    #[must_use]
    pub fn severity(&self) -> Severity {
        let known = Severity::ALL.into_iter().find(|severity| severity.name() == self.severity_name);
        known.unwrap_or(Severity::Warning)
    }

    /// Whether the page holds every word of `query`, whatever the case.
    #[must_use]
    pub fn matches(&self, query: &str) -> bool {
        let issue_code = self.issue_code.as_deref().unwrap_or_default();
        let parts: [&str; 7] = [
            &self.code,
            &self.name,
            issue_code,
            &self.severity_name,
            &self.finds,
            &self.matters,
            &self.example.text,
        ];
        let text = parts.join("\n").to_lowercase();
        query.to_lowercase().split_whitespace().all(|word| text.contains(word))
    }
}

impl RuleExample {
    /// The text in pieces, each with whether it is the place of the finding.
    #[must_use]
    pub fn pieces(&self) -> Vec<(&str, bool)> {
        let Some((before, rest)) = self.text.split_once('⟦') else {
            return vec![(&self.text, false)];
        };
        let (place, after) = rest.split_once('⟧').unwrap_or((rest, ""));
        vec![(before, false), (place, true), (after, false)]
    }
}
