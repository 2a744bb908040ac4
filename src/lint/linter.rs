//! From text to findings.

use std::cell::OnceCell;

use super::{
    ActionFacts, Check, ConditionFacts, DocumentType, Finding, Needs, Report, ResourceFacts, Rule,
    StatementFacts, Subject, rules,
};
use crate::catalogue::Catalogue;
use crate::policy::{PolicyType, PrincipalEntry, check_grammar, read_policy};
use crate::text::json::{Node, Value, parse};
use crate::text::{Diagnostic, Span};

/// What [`Linter::lint`] found.
#[derive(Clone)]
pub struct LintResult {
    /// What the document was read as.
    pub document_type: DocumentType,
    /// The findings in order of place.
    pub findings: Vec<Finding>,
}

/// A set of rules, ready to be applied to any number of documents.
pub struct Linter {
    catalogue: Option<Catalogue>,
    rules: Vec<&'static Rule>,
    sorted: [OnceCell<SortedRules>; POLICY_TYPES],
}

const POLICY_TYPES: usize = PolicyType::ALL.len();

impl Linter {
    /// A linter with all rules.
    #[must_use]
    pub fn new(catalogue: Option<Catalogue>) -> Self {
        Self::with_rules(catalogue, rules::all())
    }

    /// A linter with some rules. Those that need more of the catalogue than there is are left out:
    /// [`Linter::left_out`] tells which.
    #[must_use]
    pub fn with_rules(catalogue: Option<Catalogue>, rules: impl IntoIterator<Item = &'static Rule>) -> Self {
        Self {
            catalogue,
            rules: rules.into_iter().collect(),
            sorted: [const { OnceCell::new() }; POLICY_TYPES],
        }
    }

    /// The rules that cannot be applied because the part of the catalogue that they need is not loaded.
    pub fn left_out(&self) -> impl Iterator<Item = &'static Rule> {
        let available = self.available();
        self.rules.iter().copied().filter(move |rule| rule.needs > available)
    }

    fn available(&self) -> Needs {
        match &self.catalogue {
            None => Needs::Nothing,
            Some(catalogue) if catalogue.detailed().is_none() => Needs::Actions,
            Some(_) => Needs::Details,
        }
    }

    /// Lints `text`; without a type, as what it most likely is.
    #[must_use]
    pub fn lint(&self, text: &str, document_type: Option<DocumentType>) -> LintResult {
        let (root, mut diagnostics) = read_root(text);
        let (mut policy, of_policy) = read_policy(&root);
        let document_type = document_type.unwrap_or_else(|| DocumentType::infer(&policy));
        if !matches!(root.value, Value::Invalid) {
            diagnostics.extend(of_policy);
            diagnostics.extend(check_grammar(&mut policy, document_type.policy_type));
        }
        let subject =
            Subject::new(text, &root, &policy, document_type, &diagnostics, self.catalogue.as_ref());
        let rules = self.sorted(document_type.policy_type);
        let findings = rules.map(|rules| rules.apply(&subject)).unwrap_or_default();
        LintResult { document_type, findings }
    }

    fn sorted(&self, policy_type: PolicyType) -> Option<&SortedRules> {
        let available = self.available();
        let fits = |rule: &&&'static Rule| rule.applies_to.contains(policy_type) && rule.needs <= available;
        let cell = self.sorted.get(policy_type as usize)?;
        Some(cell.get_or_init(|| SortedRules::new(self.rules.iter().filter(fits).copied())))
    }
}

/// The JSON tree of a document that is linted and what its reader said; a text without a value is one node without
/// meaning.
#[must_use]
pub fn read_root(text: &str) -> (Node<'_>, Vec<Diagnostic>) {
    let parsed = parse(text);
    let whole = Span::new(0, u32::try_from(text.len()).unwrap_or(u32::MAX));
    (parsed.root.unwrap_or(Node { span: whole, value: Value::Invalid }), parsed.diagnostics)
}

type Rules<F> = Vec<(&'static Rule, F)>;

type DiagnosticCheck = fn(&Diagnostic, &Subject<'_>, &mut Report);

/// Passes entries of all statements through the rules for such entries.
macro_rules! apply {
    ($rules:expr, $statement:ident => $entries:expr, $subject:ident, $report:ident) => {
        let statements = $subject.statements.iter();
        let entries: Vec<_> =
            statements.flat_map(|$statement| $entries.map(move |entry| (entry, $statement))).collect();
        for (rule, check) in &$rules {
            $report.begin(rule);
            for (entry, statement) in &entries {
                check(entry, statement, $subject, &mut $report);
            }
        }
    };
}

/// Rules by what they look at.
#[derive(Default)]
struct SortedRules {
    diagnostics: Rules<&'static [&'static str]>,
    diagnostic: Vec<(&'static Rule, &'static [&'static str], DiagnosticCheck)>,
    document: Rules<fn(&Subject<'_>, &mut Report)>,
    statement: Rules<fn(&StatementFacts<'_>, &Subject<'_>, &mut Report)>,
    action: Rules<fn(&ActionFacts<'_>, &StatementFacts<'_>, &Subject<'_>, &mut Report)>,
    resource: Rules<fn(&ResourceFacts<'_>, &StatementFacts<'_>, &Subject<'_>, &mut Report)>,
    principal: Rules<fn(&PrincipalEntry<'_>, &StatementFacts<'_>, &Subject<'_>, &mut Report)>,
    condition: Rules<fn(&ConditionFacts<'_>, &StatementFacts<'_>, &Subject<'_>, &mut Report)>,
    first: Option<&'static Rule>,
}

impl SortedRules {
    fn new(rules: impl Iterator<Item = &'static Rule>) -> Self {
        let mut sorted = Self::default();
        for rule in rules {
            sorted.first.get_or_insert(rule);
            match rule.check {
                Check::Diagnostics(codes) => sorted.diagnostics.push((rule, codes)),
                Check::Diagnostic(codes, check) => sorted.diagnostic.push((rule, codes, check)),
                Check::Document(check) => sorted.document.push((rule, check)),
                Check::Statement(check) => sorted.statement.push((rule, check)),
                Check::Action(check) => sorted.action.push((rule, check)),
                Check::Resource(check) => sorted.resource.push((rule, check)),
                Check::Principal(check) => sorted.principal.push((rule, check)),
                Check::Condition(check) => sorted.condition.push((rule, check)),
            }
        }
        sorted
    }

    fn apply(&self, subject: &Subject<'_>) -> Vec<Finding> {
        let Some(first) = self.first else {
            return Vec::new();
        };
        let mut report = Report::new(first);
        for diagnostic in subject.diagnostics {
            self.take_over(diagnostic, subject, &mut report);
        }
        for (rule, check) in &self.document {
            report.begin(rule);
            check(subject, &mut report);
        }
        // Rule by rule, as the program of all rules together is larger than the fastest memory.
        for (rule, check) in &self.statement {
            report.begin(rule);
            for statement in &subject.statements {
                check(statement, subject, &mut report);
            }
        }
        apply!(self.action, statement => statement.actions.iter(), subject, report);
        apply!(self.resource, statement => statement.resources.iter(), subject, report);
        apply!(self.condition, statement => statement.conditions.iter(), subject, report);
        apply!(self.principal, statement => statement.principals(), subject, report);
        report.into_findings()
    }

    fn take_over(&self, diagnostic: &Diagnostic, subject: &Subject<'_>, report: &mut Report) {
        for (rule, codes) in &self.diagnostics {
            if codes.contains(&diagnostic.code) {
                report.begin(rule);
                report.take_over(diagnostic);
            }
        }
        for (rule, codes, check) in &self.diagnostic {
            if codes.contains(&diagnostic.code) {
                report.begin(rule);
                check(diagnostic, subject, report);
            }
        }
    }
}
