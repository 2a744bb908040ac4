//! API Gateway's front door: what a request meets before it reaches a function, in the documented order.
//!
//! [`walk`] takes an API ([`FrontDoor`]) and a request ([`DoorRequest`]) and tells check by check what becomes of it;
//! [`usage::simulate`] what becomes of many under a usage plan; [`jwt::decode`] what a token says. Whatever is not known
//! leads to every ending that it may have, never to a guess.

pub mod jwt;
pub mod usage;

mod calendar;
mod model;
mod open_question;
mod request;
mod request_text;
mod walk;
mod walk_json;

pub use model::{
    ApiKey, ApiKeySource, ApiType, Authorization, Authorizer, AuthorizerKind, AuthorizerReturns, Cors,
    Endpoint, Firewall, FrontDoor, JsonText, Method, MethodThrottle, PayloadFormat, PlanStage, Quota,
    QuotaPeriod, Rate, Stage, Throttle, UnknownMembers, UsagePlan, VpcEndpoint,
};
pub use open_question::OpenQuestion;
pub use request::{Credentials, DoorRequest, Sent, UsageBefore};
pub use request_text::{CredentialsText, DoorLine, DoorRequestText, RequestTextError};
pub use walk::{
    AuthorizerCache, Checkpoint, Ending, Outcome, PolicyEvaluation, PolicySubject, PreflightAnswer, Response,
    Step, StepResult, Walk, walk,
};
pub use walk_json::walk_json;
