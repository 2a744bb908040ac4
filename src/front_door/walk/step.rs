//! The steps of a walk and how it ends.

use serde::Serialize;

use super::evaluate::PolicyEvaluation;
use super::{PreflightAnswer, Response};
use crate::front_door::open_question::OpenQuestion;

/// A check on the way of a request, in the order in which they come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Checkpoint {
    /// The policy of the VPC endpoint, for a private API.
    VpcEndpointPolicy,
    /// AWS WAF.
    Firewall,
    /// Whether there is such a stage and such a method.
    Route,
    /// Whether an HTTP API answers a preflight request by itself.
    Cors,
    /// Whether the resource policy denies, before a Lambda authorizer is called.
    DenyBeforeAuthorizer,
    /// Signature, token or identity sources.
    Authentication,
    /// What the Lambda authorizer answers, or answered before.
    Authorizer,
    /// Policies, put together as the documented tables say.
    Authorization,
    /// The API key and its usage plan.
    ApiKey,
    /// Quota and limits on the rate.
    Limits,
}

impl Checkpoint {
    /// All of them, in order.
    pub const ALL: [Checkpoint; 10] = [
        Checkpoint::VpcEndpointPolicy,
        Checkpoint::Firewall,
        Checkpoint::Route,
        Checkpoint::Cors,
        Checkpoint::DenyBeforeAuthorizer,
        Checkpoint::Authentication,
        Checkpoint::Authorizer,
        Checkpoint::Authorization,
        Checkpoint::ApiKey,
        Checkpoint::Limits,
    ];

    /// The page of AWS's API Gateway guide that describes it.
    #[must_use]
    pub fn page(self) -> &'static str {
        match self {
            Checkpoint::VpcEndpointPolicy => "apigateway-vpc-endpoint-policies",
            Checkpoint::Firewall => "apigateway-control-access-aws-waf",
            Checkpoint::Route => "supported-gateway-response-types",
            Checkpoint::Cors => "http-api-cors",
            Checkpoint::DenyBeforeAuthorizer | Checkpoint::Authorization => "apigateway-authorization-flow",
            Checkpoint::Authentication => "apigateway-control-access-to-api",
            Checkpoint::Authorizer => "api-gateway-lambda-authorizer-output",
            Checkpoint::ApiKey => "api-gateway-api-usage-plans",
            Checkpoint::Limits => "api-gateway-request-throttling",
        }
    }
}

/// What came of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StepResult {
    /// The request goes on.
    Passed,
    /// It ends here.
    Stopped,
    /// API Gateway answers it here by itself, which is no error.
    Answered,
    /// This API or method has no such check.
    NotApplicable,
    /// The request ended before.
    Skipped,
    /// It may go on or end here.
    Unknown,
}

/// One check.
#[derive(Clone, Debug)]
pub struct Step {
    /// Which.
    pub checkpoint: Checkpoint,
    /// What came of it.
    pub result: StepResult,
    /// What was looked at and what came of it; user text in backticks.
    pub sentence: String,
    /// The answers with which it may have ended the request; several where that is open.
    pub responses: Vec<Response>,
    /// What API Gateway answers by itself, surely or perhaps.
    pub answer: Option<PreflightAnswer>,
    /// What it depends on, where it is unknown.
    pub depends_on: Vec<String>,
    /// What was taken for granted and could not be checked.
    pub assumptions: Vec<String>,
    /// The open questions that it came across and on which the two answers differ.
    pub open_questions: Vec<OpenQuestion>,
    /// The policies that were asked, each with the trace of every statement.
    pub evaluations: Vec<PolicyEvaluation>,
    /// Where an answer that was kept is used again: the number of the walk that got it, from 0 for the first one with
    /// this cache.
    pub kept_from: Option<usize>,
}

impl Step {
    fn new(checkpoint: Checkpoint, result: StepResult, sentence: impl Into<String>) -> Self {
        Self {
            checkpoint,
            result,
            sentence: sentence.into(),
            responses: Vec::new(),
            answer: None,
            depends_on: Vec::new(),
            assumptions: Vec::new(),
            open_questions: Vec::new(),
            evaluations: Vec::new(),
            kept_from: None,
        }
    }

    pub(super) fn passed(checkpoint: Checkpoint, sentence: impl Into<String>) -> Self {
        Self::new(checkpoint, StepResult::Passed, sentence)
    }

    pub(super) fn not_applicable(checkpoint: Checkpoint, sentence: impl Into<String>) -> Self {
        Self::new(checkpoint, StepResult::NotApplicable, sentence)
    }

    pub(super) fn skipped(checkpoint: Checkpoint) -> Self {
        Self::new(checkpoint, StepResult::Skipped, "Not reached: the request was stopped before.")
    }

    pub(super) fn stopped(checkpoint: Checkpoint, response: Response, sentence: impl Into<String>) -> Self {
        Self::stopped_by_one_of(checkpoint, vec![response], sentence)
    }

    /// The request surely ends here; which answer it gets may be open.
    pub(super) fn stopped_by_one_of(
        checkpoint: Checkpoint,
        responses: Vec<Response>,
        sentence: impl Into<String>,
    ) -> Self {
        Self { responses, ..Self::new(checkpoint, StepResult::Stopped, sentence) }
    }

    pub(super) fn answered(
        checkpoint: Checkpoint,
        answer: PreflightAnswer,
        sentence: impl Into<String>,
    ) -> Self {
        Self { answer: Some(answer), ..Self::new(checkpoint, StepResult::Answered, sentence) }
    }

    pub(super) fn unknown(
        checkpoint: Checkpoint,
        responses: Vec<Response>,
        depends_on: Vec<String>,
        sentence: impl Into<String>,
    ) -> Self {
        Self { responses, depends_on, ..Self::new(checkpoint, StepResult::Unknown, sentence) }
    }

    pub(super) fn assuming(mut self, assumption: impl Into<String>) -> Self {
        self.assumptions.push(assumption.into());
        self
    }

    pub(super) fn with_question(mut self, question: OpenQuestion) -> Self {
        if !self.open_questions.contains(&question) {
            self.open_questions.push(question);
        }
        self
    }

    pub(super) fn with_evaluations(mut self, evaluations: Vec<PolicyEvaluation>) -> Self {
        self.evaluations = evaluations;
        self
    }
}

/// One way in which a request may end.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case", tag = "ending", content = "response")]
pub enum Ending {
    /// It reaches the integration.
    Reached,
    /// It is answered with an error before.
    Stopped(Response),
    /// API Gateway answers it by itself, as a preflight request.
    Answered(PreflightAnswer),
}

/// How a request ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It reaches the integration.
    Reached,
    /// It is answered with an error before.
    Stopped(Response),
    /// API Gateway answers it by itself, as a preflight request.
    Answered(PreflightAnswer),
    /// It depends on what is unknown or undocumented.
    Unknown {
        /// Every ending that is possible, in the order of the checks.
        possible: Vec<Ending>,
        /// What it depends on.
        depends_on: Vec<String>,
    },
}

impl Outcome {
    /// Whether the request may reach the integration.
    #[must_use]
    pub fn may_reach(&self) -> bool {
        match self {
            Outcome::Reached => true,
            Outcome::Stopped(_) | Outcome::Answered(_) => false,
            Outcome::Unknown { possible, .. } => possible.contains(&Ending::Reached),
        }
    }
}

/// The way of a request.
#[derive(Clone, Debug)]
pub struct Walk {
    /// Every check, in order. Where it is open which method is asked, those of the first candidate.
    pub steps: Vec<Step>,
    /// How the request ends.
    pub outcome: Outcome,
    /// The ARN for which policies are asked: `arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/prod/GET/pets`.
    pub method_arn: String,
}
