//! The organization and its policies.

use super::Filler;
use super::documents::put;
use crate::paste::facts::{ControlFacts, OrganizationFacts};
use crate::policy::PolicyType;
use crate::scenario::Slot;
use crate::text::quoted;
use crate::workspace::is_not_known;
use crate::workspace::model::{Organization, PolicyDocument, Workspace};
use crate::workspace::{other_control_policies, resource_account};

impl Filler<'_> {
    pub(super) fn organization(&mut self, facts: &OrganizationFacts) {
        let organization = self.workspace.organization.get_or_insert_with(Organization::default);
        organization.id = facts.id.clone().or(organization.id.take());
        organization.management_account =
            facts.management_account.clone().or(organization.management_account.take());
        if let Some(id) = &facts.id {
            self.taken(format!("organization: `{}`", quoted(id)));
        }
        if let Some(account) = &facts.management_account {
            self.taken(format!("management account: `{}`", quoted(account)));
        }
        self.unknown("which accounts are in the organization, and below which units");
    }

    /// A service or resource control policy: it updates those of its name, and is attached to the account when there
    /// are none.
    pub(super) fn control_policy(&mut self, facts: &ControlFacts) {
        let (name, type_name) = (quoted(&facts.document.name), facts.policy_type.name());
        let mut is_there = false;
        for slot in slots(&mut self.workspace, facts.policy_type) {
            if let Slot::Known(list) = slot
                && list.iter().any(|found| found.name == facts.document.name)
            {
                put(list, &facts.document);
                is_there = true;
            }
        }
        if !is_there {
            let account = self.account_of_control(facts.policy_type);
            let index = self.account(&account);
            if let Some(account) = self.workspace.accounts.get_mut(index) {
                let slot = slot_of(facts.policy_type, &mut account.scps, &mut account.rcps);
                // AWS never leaves a place without a policy, so one that stands alone has others beside it.
                if slot.known().is_none_or(Vec::is_empty) {
                    *slot = Slot::Known(vec![other_control_policies(facts.policy_type)]);
                }
                if let Slot::Known(list) = slot {
                    put(list, &facts.document);
                }
            }
            let account = quoted(&account);
            self.unknown(format!(
                "where the {type_name} `{name}` is attached: it stands at the account `{account}`"
            ));
            let others = type_name.replace("policy", "policies");
            self.unknown(format!("the other {others} of the account `{account}`"));
        }
        self.taken(format!("{type_name} `{name}`"));
        if is_not_known(&facts.document) {
            self.unknown(format!("what the {type_name} `{name}` says"));
        }
    }

    /// The account that such a policy binds in the selected request.
    fn account_of_control(&mut self, policy_type: PolicyType) -> String {
        let of_resource =
            self.selected().map(|request| resource_account(&self.workspace, request).id.to_owned());
        let of_resource = of_resource.filter(|account| !account.is_empty());
        match policy_type {
            PolicyType::ResourceControl => of_resource.unwrap_or_else(|| self.any_account()),
            _ => self.any_account(),
        }
    }
}

fn slots(
    workspace: &mut Workspace,
    policy_type: PolicyType,
) -> impl Iterator<Item = &mut Slot<Vec<PolicyDocument>>> {
    let units = workspace.organization.iter_mut().flat_map(|organization| &mut organization.units);
    let of_units = units.map(move |unit| slot_of(policy_type, &mut unit.scps, &mut unit.rcps));
    let accounts = workspace.accounts.iter_mut();
    of_units.chain(accounts.map(move |account| slot_of(policy_type, &mut account.scps, &mut account.rcps)))
}

fn slot_of<'s>(
    policy_type: PolicyType,
    scps: &'s mut Slot<Vec<PolicyDocument>>,
    rcps: &'s mut Slot<Vec<PolicyDocument>>,
) -> &'s mut Slot<Vec<PolicyDocument>> {
    match policy_type {
        PolicyType::ResourceControl => rcps,
        _ => scps,
    }
}
