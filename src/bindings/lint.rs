//! Linting from JavaScript.

use std::cell::RefCell;

use js_sys::Error;
use serde::Deserialize;
use serde_json::Value;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::{coded, json_of, object_of};
use crate::answer::finding_json;
use crate::catalogue::Catalogue;
use crate::lint::{self, DocumentType, Linter, read_root, rules};
use crate::text::LineIndex;

thread_local! {
    static CATALOGUE: RefCell<Option<Catalogue>> = const { RefCell::new(None) };
}

/// What [`lint()`] is told; every member may be missing.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct LintOptions {
    #[serde(rename = "type")]
    policy_type: Option<String>,
    resource_type: Option<String>,
    select: Vec<String>,
    ignore: Vec<String>,
}

/// Makes the action catalogue known to [`lint()`]: the content of `core.bin` and, where resource types and
/// condition keys are to be checked too, that of `details.bin`. These are the files `core.bin.gz` and
/// `details.bin.gz` of the playground, unpacked. A later call takes the place of an earlier one.
///
/// # Errors
/// With `code` `invalid-catalogue`, when a file is damaged, of another version, or the two do not belong together;
/// what was known before is kept.
#[wasm_bindgen(js_name = loadCatalogue)]
pub fn load_catalogue(core: &[u8], details: Option<Vec<u8>>) -> Result<(), Error> {
    let invalid = |message: String| coded("invalid-catalogue", &message);
    let mut catalogue = Catalogue::from_core_file(core).map_err(|error| invalid(error.to_string()))?;
    if let Some(details) = details {
        catalogue.load_details_file(&details).map_err(|error| invalid(error.to_string()))?;
    }
    CATALOGUE.set(Some(catalogue));
    Ok(())
}

/// Lints a policy, given as its text, and returns an array of findings in the shape of
/// `policyscope lint --format json` (without `file`). The options are an object with any of
/// `type` (`identity`, `resource`, `trust`, `scp`, `rcp`, `boundary`, `session`, `vpc-endpoint`),
/// `resource_type` (`AWS::S3::Bucket`), and the arrays `select` and `ignore` of codes, names or severities of rules.
/// Without a type, the text is read as what it most likely is.
///
/// Rules that look up names of AWS are left out until [`load_catalogue`] has been called.
///
/// # Errors
/// With `code` `unknown-type` for a type that does not exist or does not fit the resource type, `unknown-rule` for a
/// selector that names no rule, and `invalid-options` for options of another shape.
#[wasm_bindgen]
pub fn lint(text: &str, options: JsValue) -> Result<JsValue, Error> {
    let options = options_of(&options)?;
    let document_type =
        DocumentType::from_names(options.policy_type.as_deref(), options.resource_type.as_deref())
            .map_err(|message| coded("unknown-type", &message))?;
    let rules =
        rules::chosen(&options.select, &options.ignore).map_err(|message| coded("unknown-rule", &message))?;
    let catalogue = CATALOGUE.with_borrow(Clone::clone);
    let findings = Linter::with_rules(catalogue, rules).lint(text, document_type).findings;
    let (root, lines) = (read_root(text).0, LineIndex::new(text));
    let json = |finding: &lint::Finding| Value::from(finding_json(finding, &root, &lines));
    object_of(&Value::from_iter(findings.iter().map(json)).to_string())
}

fn options_of(options: &JsValue) -> Result<LintOptions, Error> {
    if options.is_undefined() || options.is_null() {
        return Ok(LintOptions::default());
    }
    serde_json::from_str(&json_of(options)?).map_err(|error| coded("invalid-options", &error.to_string()))
}
