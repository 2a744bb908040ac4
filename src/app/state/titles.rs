//! What requests and documents are called.

use crate::workspace::model::NamedRequest;

/// What a request is called: its name, or its number for people.
pub(crate) fn request_title(request: &NamedRequest, index: usize) -> String {
    match request.name.as_deref().map(str::trim) {
        Some(name) if !name.is_empty() => name.to_owned(),
        _ => format!("Request {}", index + 1),
    }
}

/// What a document is called.
pub(crate) fn document_title(name: &str) -> String {
    match name.trim() {
        "" => "Unnamed policy".to_owned(),
        name => name.to_owned(),
    }
}
