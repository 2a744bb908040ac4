//! JSON Web Tokens.

use policyscope::front_door::jwt::{TokenPart, decode};
use proptest::prelude::*;
use serde_json::json;

use super::support::token;

#[test]
fn header_and_claims_keep_their_order() {
    // The example of RFC 7519, section 3.1.
    let text = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.\
        eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.\
        dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    let claims = decode(text).unwrap();
    assert_eq!(claims.header.keys().collect::<Vec<_>>(), ["typ", "alg"]);
    assert_eq!(claims.claims.keys().collect::<Vec<_>>(), ["iss", "exp", "http://example.com/is_root"]);
    assert_eq!(claims.claims["exp"], 1_300_819_380);
}

#[test]
fn what_is_broken_is_told_with_its_place() {
    let good = token(&json!({"alg": "RS256"}), &json!({"a": 1}));
    let header_end = good.find('.').unwrap();
    let with = |part: &str| format!("{}.{part}.c2ln", &good[..header_end]);
    let at = header_end + 1;
    let encoded = |text: &str| {
        use base64::Engine as _;
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(text)
    };
    let cases = [
        (String::new(), TokenPart::Whole, 0, "there is no token"),
        ("abc".to_owned(), TokenPart::Whole, 3, "three parts"),
        (format!("{good}.x"), TokenPart::Whole, good.len(), "has more"),
        (format!("?{good}"), TokenPart::Header, 0, "base64url"),
        (with("ab=c"), TokenPart::Claims, at + 2, "base64url"),
        (with("a"), TokenPart::Claims, at + 1, "base64url"),
        (with(&encoded("[1]")), TokenPart::Claims, at, "not a JSON object"),
        (with(&encoded("{\"a\": }")), TokenPart::Claims, at + 1, "JSON"),
        (with(&encoded("{\"a\": 1, \"a\": 2}")), TokenPart::Claims, at + 12, "JSON"),
        (with("gICA"), TokenPart::Claims, at, "UTF-8"),
        (good.replace("c2ln", "c2!n"), TokenPart::Signature, good.len() - 2, "signature"),
    ];
    for (text, part, offset, message) in cases {
        let error = decode(&text).unwrap_err();
        assert_eq!((error.part, error.offset), (part, offset), "{text}: {error:?}");
        assert!(error.message.contains(message), "{text}: {error:?}");
    }
}

#[test]
fn a_huge_token_and_deep_claims_are_refused() {
    assert!(decode(&"a".repeat(5 << 20)).is_err());
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let token = token(&json!({}), &json!({"a": 1}));
    let (header, _) = token.split_once('.').unwrap();
    let claims = {
        use base64::Engine as _;
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(format!("{{\"a\": {deep}}}"))
    };
    assert!(decode(&format!("{header}.{claims}.c2ln")).is_err());
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_inside_of_it(text in "[A-Za-z0-9_.=-]{0,80}|\\PC{0,40}") {
        if let Err(error) = decode(&text) {
            prop_assert!(error.offset <= text.len());
            prop_assert!(!error.message.is_empty());
        }
    }
}
