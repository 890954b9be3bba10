//! Google Cloud Armor: whether a security policy lets the client in, where source addresses say so.
//!
//! <https://cloud.google.com/armor/docs/security-policy-overview#eval-order>: the first rule that matches decides, by
//! priority; rules in preview are not enforced. What a policy does that is not surely `allow` is not modelled: a rule by
//! an expression, a rate limit, or a refusal, for which there is no cause.

use hopscope_model::Ref;
use hopscope_model::State;
use hopscope_model::resource::{BackendService, SecurityPolicy};
use hopscope_model::result::Says;
use hopscope_model::says::SaysId;

use crate::address_set::Relation;
use crate::docs;
use crate::walk::{At, Checked, Walk};

/// The action that lets in.
const ALLOW: &str = "allow";

impl<'a> Walk<'a> {
    /// The policies of a backend service, which see the client's address.
    pub(super) fn armor(&mut self, at: At<'a>, service: &'a BackendService) -> Checked<'a> {
        let policies = [&service.edge_security_policy, &service.security_policy];
        for policy in policies.into_iter().flatten() {
            self.policy_allows(at, policy)?;
        }
        Ok(())
    }

    fn policy_allows(
        &mut self,
        service: At<'a>,
        reference: &'a Ref<SecurityPolicy>,
    ) -> Checked<'a> {
        let policy = self.net.scenario.resources.get(reference);
        let at = match policy {
            Some(_) => At::new(hopscope_model::Kind::SecurityPolicy, reference.name()),
            None => service,
        };
        let source = self.packet.source;
        let mut rules = policy.into_iter().flat_map(|policy| &policy.rules);
        let deciding = rules.find(|rule| {
            let may = rule
                .sources
                .as_ref()
                .is_none_or(|sources| source.relation_to_any(sources) != Relation::None);
            // Rules that may match and let in change nothing where the one that surely does lets in too.
            !rule.preview
                && may
                && !(rule.action == ALLOW && rule.sources.is_none())
                && (rule.action != ALLOW
                    || rule
                        .sources
                        .as_ref()
                        .is_some_and(|sources| source.relation_to_any(sources) == Relation::All))
        });
        let Some(rule) = deciding.filter(|rule| rule.action == ALLOW) else {
            return Err(self.unmodelled("CLOUD_ARMOR", Some(at), docs::CLOUD_ARMOR));
        };
        self.note(State::ProxyConnection, Some(at), docs::CLOUD_ARMOR, || {
            Says::new(SaysId::ArmorAllows)
                .arg("policy", &*at.name.name)
                .arg("priority", rule.priority.to_string())
                .arg("source", source.text())
        });
        Ok(())
    }
}
