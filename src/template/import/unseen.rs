//! What may carry policies that the template does not show.

use super::plan::Plan;
use super::report::Remark;
use super::resources::why_unknown;
use super::stack::{Index, StackResource};

/// Types of which each resource is made by another template.
const BY_OTHER_TEMPLATES: &[&str] = &[
    "AWS::CloudFormation::Stack",
    "AWS::CloudFormation::StackSet",
    "AWS::Serverless::Application",
    "AWS::ServiceCatalog::CloudFormationProvisionedProduct",
];

/// Says of each resource that may carry policies or permissions that are not in the template.
pub(super) fn unseen(index: &Index<'_>, plan: &mut Plan) {
    for resource in &index.stack.resources {
        let properties = Some(&resource.properties).filter(|properties| properties.is_unknown());
        let (reason, place) = match (made_elsewhere(resource), properties) {
            (Some(reason), _) => (reason.to_owned(), resource.logical_id_span),
            (None, Some(properties)) => why_unknown("Properties", Some(properties), properties.span),
            (None, None) => continue,
        };
        plan.report.unseen.push(Remark {
            logical_id: resource.logical_id.clone(),
            message: format!("{reason}, so that answers may lack policies and permissions that it carries"),
            place,
        });
    }
}

/// Why it is not known what a resource makes. The prefixes are those of the pages "Custom resources", "Modules" and
/// "Extensions" of AWS's guide to CloudFormation.
fn made_elsewhere(resource: &StackResource) -> Option<&'static str> {
    let resource_type = resource.resource_type.as_str();
    match resource_type.split("::").next() {
        _ if BY_OTHER_TEMPLATES.contains(&resource_type) => Some("its own template is not here"),
        _ if resource_type.ends_with("::MODULE") => Some("the module that it is made of is not here"),
        Some("Custom") => Some(BY_PROVIDER),
        _ if resource_type == "AWS::CloudFormation::CustomResource" => Some(BY_PROVIDER),
        Some("AWS" | "Alexa") => None,
        _ => Some("what the extension behind this type makes is not known"),
    }
}

const BY_PROVIDER: &str = "what the provider of this custom resource makes is not known";
