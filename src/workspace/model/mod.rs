//! The workspace: everything that the page edits, saves, exports and shares, as plain data.
//!
//! Its JSON form carries `"policyscope": 1` and is described by `www/schema/workspace.schema.json`.
//! Nothing here judges the data: ARNs may be wrong, ids may dangle and policies may be half typed,
//! since a draft must survive saving. Three rules hold for every object in it:
//!
//! - a missing member takes its neutral value, and a neutral value is not written;
//! - a member that this version does not know is kept in `unknown_members` and written back;
//! - an ARN, an id or a document that names its object is always there.

mod aws_answer;
mod door;
mod error;
mod organization;
mod place;
mod principal;
mod request;
mod resource;
mod template;
mod workspace;

pub use aws_answer::AwsAnswer;
pub use door::{DoorOrigin, DoorWithRequests, NamedDoorRequest, read_front_door};
pub use error::{WorkspaceError, WorkspaceErrorKind};
pub use organization::{Account, Organization, Unit};
pub use principal::{Group, Principal, Session};
pub use request::{ExpectedDecision, NamedRequest};
pub use resource::{Resource, VpcEndpoint};
pub use template::{Template, TemplateValues};
pub use workspace::{FORMAT_VERSION, Workspace};

use crate::document::is_neutral;
pub use crate::document::{DocumentOrigin, DocumentSuppression, PolicyDocument, UnknownMembers};

/// A map that keeps the order in which a person wrote its entries.
pub type OrderedMap<T> = indexmap::IndexMap<String, T>;
