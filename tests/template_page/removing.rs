//! What stays when a template is taken out.

use policyscope::template::import::{remove, with_value};
use policyscope::template::value::UnknownValue;
use policyscope::workspace::document_list;
use policyscope::workspace::edit::{document, document_mut};
use policyscope::workspace::examples;
use policyscope::workspace::model::{
    NamedDoorRequest, NamedRequest, PolicyDocument, Principal, Session, TemplateValues, Workspace,
};

use crate::{SHOP, here, id_of, shop, with};

const SELLER: &str = "arn:aws:iam::111122223333:role/seller";

fn with_bucket() -> TemplateValues {
    with_value(&here(), &UnknownValue::Ref("Bucket".to_owned()), Some("orders")).unwrap()
}

fn removed(workspace: &Workspace, template: usize) -> Workspace {
    remove(workspace, template).unwrap().workspace
}

#[test]
fn what_was_taken_and_not_touched_goes() {
    let full = shop(with_bucket());
    assert_eq!((full.principals.len(), full.resources.len()), (1, 1));
    assert_eq!(removed(&full, 0), Workspace::default());
    assert!(remove(&full, 1).is_none());
}

#[test]
fn what_was_there_before_stays() {
    let own = Principal {
        identity_policies: policyscope::scenario::Slot::Known(vec![PolicyDocument::new("own", "{}")]),
        ..Principal { arn: SELLER.to_owned(), ..Principal::default() }
    };
    let before = Workspace { principals: vec![own], ..Workspace::default() };
    let full = with(&before, "shop.yaml", SHOP, with_bucket());
    assert_eq!(full.principals.len(), 1);
    assert_eq!(removed(&full, 0), before);
}

#[test]
fn an_edited_document_stays_as_ones_own() {
    let mut full = shop(with_bucket());
    let id = id_of(&full, "orders");
    document_mut(&mut full, id).unwrap().text.push(' ');
    let found = remove(&full, 0).unwrap();
    assert_eq!(found.kept.len(), 1);
    let all = document_list::all(&found.workspace);
    assert_eq!(all.iter().map(|entry| &*entry.name).collect::<Vec<_>>(), ["orders"]);
    let kept = document(&found.workspace, all[0].id).unwrap();
    assert_eq!(kept.origin, None);
    assert!(kept.text.ends_with(' '));
}

#[test]
fn principals_that_something_names_stay_without_policies() {
    let request = |principal: &str, resource: &str| NamedRequest {
        principal: principal.to_owned(),
        action: "s3:GetObject".to_owned(),
        resource: resource.to_owned(),
        ..NamedRequest::default()
    };
    let session = "arn:aws:sts::111122223333:assumed-role/seller/monday";
    for (asked, stays) in [
        (request(SELLER, "arn:aws:s3:::orders/1"), true),
        (request(session, "arn:aws:s3:::orders/1"), true),
        (request("arn:aws:iam::111122223333:role/other", SELLER), true),
        (request("arn:aws:iam::111122223333:role/other", "arn:aws:s3:::orders/1"), false),
    ] {
        let full = Workspace { requests: vec![asked.clone()], ..shop(with_bucket()) };
        let left = removed(&full, 0);
        assert_eq!(left.principals.len(), usize::from(stays), "{asked:?}");
        assert!(
            left.principals
                .iter()
                .all(|found| *found == Principal { arn: SELLER.to_owned(), ..Principal::default() })
        );
        assert_eq!(left.requests, [asked]);
    }
    let mut full = shop(with_bucket());
    full.sessions.push(Session { issued_by: SELLER.to_owned(), ..Session::default() });
    assert_eq!(removed(&full, 0).principals.len(), 1);
}

#[test]
fn origins_of_later_templates_follow() {
    let other = SHOP.replace("seller", "buyer").replace("PolicyName: orders", "PolicyName: buying");
    let both = with(&shop(here()), "other.yaml", &other, here());
    let left = removed(&both, 0);
    assert_eq!(left, with(&Workspace::default(), "other.yaml", &other, here()));
    assert_eq!(document(&left, id_of(&left, "buying")).unwrap().origin.as_ref().unwrap().template, 0);
    assert_eq!(removed(&both, 1), shop(here()));
}

#[test]
fn of_a_template_that_cannot_be_read_all_stays() {
    let mut full = shop(here());
    full.templates[0].text = "no template".to_owned();
    let left = removed(&full, 0);
    assert!(left.templates.is_empty());
    assert_eq!(document_list::all(&left).len(), document_list::all(&full).len());
    assert!(
        document_list::all(&left).iter().all(|entry| document(&left, entry.id).unwrap().origin.is_none())
    );
}

#[test]
fn apis_go_unless_somebody_sends_requests_to_them() {
    let text = "Resources:
  Shop: {Type: AWS::ApiGateway::RestApi, Properties: {Name: shop}}
";
    let empty = with(&Workspace::default(), "shop.yaml", text, here());
    assert_eq!(empty.front_doors.len(), 1);
    assert!(removed(&empty, 0).front_doors.is_empty());
    let mut asked = empty.clone();
    let request = NamedDoorRequest::first_for(&asked.front_doors[0].door);
    asked.front_doors[0].requests.push(NamedDoorRequest { name: Some("mine".to_owned()), ..request });
    let left = remove(&asked, 0).unwrap();
    assert_eq!((left.workspace.front_doors.len(), left.kept.len()), (1, 1));
    assert_eq!(left.workspace.front_doors[0].origin, None);
    let later = with(&shop(here()), "shop.yaml", text, here());
    assert_eq!(removed(&later, 0).front_doors[0].origin.as_ref().unwrap().template, 0);
}

#[test]
fn the_example_without_its_template_keeps_its_requests() {
    let example = examples::find("booking-service").unwrap().workspace().unwrap();
    let left = removed(&example, 0);
    assert_eq!(left.requests, example.requests);
    assert!(left.templates.is_empty());
    assert!(document_list::all(&left).is_empty(), "{:?}", document_list::all(&left));
}
