//! What API Gateway answers to a request that it stops.

use serde::Serialize;

/// The answer to a request that is stopped. What AWS does not document is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Response {
    /// The HTTP status; none where the request does not even reach API Gateway.
    pub status: Option<u16>,
    /// The type of gateway response of a REST API.
    pub response_type: Option<&'static str>,
    /// The header `x-amzn-errortype`.
    pub error_type: Option<&'static str>,
    /// The member `message` of the body.
    pub message: Option<String>,
}

impl Response {
    fn new(status: u16, response_type: &'static str) -> Self {
        Self { status: Some(status), response_type: Some(response_type), ..Self::default() }
    }

    fn with(mut self, error_type: &'static str, message: impl Into<String>) -> Self {
        self.error_type = Some(error_type);
        self.message = Some(message.into());
        self
    }

    /// A status alone, as HTTP APIs have no types of response.
    pub(super) fn status(status: u16) -> Self {
        Self { status: Some(status), ..Self::default() }
    }

    pub(super) fn filtered_by_firewall() -> Self {
        Self::new(403, "WAF_FILTERED")
    }

    pub(super) fn missing_token() -> Self {
        let (error_type, message) = ("MissingAuthenticationTokenException", "Missing Authentication Token");
        Self::new(403, "MISSING_AUTHENTICATION_TOKEN").with(error_type, message)
    }

    pub(super) fn invalid_signature() -> Self {
        Self::new(403, "INVALID_SIGNATURE")
    }

    pub(super) fn signature_expired() -> Self {
        Self::new(403, "INVALID_SIGNATURE").with("InvalidSignatureException", "Signature expired")
    }

    pub(super) fn token_expired() -> Self {
        Self::new(403, "EXPIRED_TOKEN")
    }

    pub(super) fn unauthorized() -> Self {
        Self::new(401, "UNAUTHORIZED")
    }

    /// 401 of an HTTP API.
    pub(super) fn http_unauthorized() -> Self {
        Self { status: Some(401), message: Some("Unauthorized".to_owned()), ..Self::default() }
    }

    /// An HTTP API has no such stage or route. Its page gives the body and not the status.
    pub(super) fn http_not_found() -> Self {
        Self { status: Some(404), message: Some("Not Found".to_owned()), ..Self::default() }
    }

    pub(super) fn authorizer_denied() -> Self {
        let message = "User is not authorized to access this resource with an explicit deny";
        Self::new(403, "ACCESS_DENIED").with("AccessDeniedException", message)
    }

    /// `caller` is an ARN or `anonymous`.
    pub(super) fn access_denied(caller: &str, arn: &str, explicitly: bool) -> Self {
        let end = if explicitly { " with an explicit deny" } else { "" };
        let message = format!(
            "User: {caller} is not authorized to perform: execute-api:Invoke on resource: {arn}{end}"
        );
        Self::new(403, "ACCESS_DENIED").with("AccessDeniedException", message)
    }

    /// AWS names two types for it, `AUTHORIZER_CONFIGURATION_ERROR` and `AUTHORIZER_FAILURE`, and does not tell which
    /// failure has which.
    pub(super) fn authorizer_failed() -> Self {
        Self::status(500)
    }

    pub(super) fn invalid_api_key() -> Self {
        Self::new(403, "INVALID_API_KEY").with("ForbiddenException", "Forbidden")
    }

    pub(super) fn quota_exceeded() -> Self {
        Self::new(429, "QUOTA_EXCEEDED")
    }

    pub(super) fn throttled() -> Self {
        Self::new(429, "THROTTLED")
    }

    /// A method ARN that is longer than 1600 bytes.
    pub(super) fn too_long() -> Self {
        Self { status: Some(414), message: Some("Request URI too long".to_owned()), ..Self::default() }
    }
}
