//! Google Cloud Armor: whether a security policy lets the client in, where source addresses say so.
//!
//! <https://cloud.google.com/armor/docs/security-policy-overview#eval-order>: the first rule that matches decides, by
//! priority; rules in preview are not enforced. What a policy does that is not surely `allow` is not modelled: a rule by
//! an expression, a rate limit, or a refusal, for which there is no cause.

use hopscope_model::Kind;
use hopscope_model::Ref;
use hopscope_model::State;
use hopscope_model::resource::forwarding_rule::Scheme;
use hopscope_model::resource::security_policy::SecurityRule;
use hopscope_model::resource::{BackendService, SecurityPolicy};
use hopscope_model::result::Says;
use hopscope_model::says::SaysId;

use crate::address_set::Relation;
use crate::docs;
use crate::walk::{At, Checked, Walk};

/// The action that lets in.
const ALLOW: &str = "allow";

/// The action that leaves it to the next policy.
const GO_ON: &str = "goto_next";

impl<'a> Walk<'a> {
    /// The policies of a backend service, which see the client's address.
    pub(super) fn armor(&mut self, at: At<'a>, service: &'a BackendService) -> Checked<'a> {
        let policies = [&service.edge_security_policy, &service.security_policy];
        for policy in policies.into_iter().flatten() {
            self.policy_allows(at, policy)?;
        }
        Ok(())
    }

    /// The policies of an organisation, folder or project, which come before those of backend services of external
    /// Application Load Balancers (<https://docs.cloud.google.com/armor/docs/hierarchical-policies-overview>). Whose
    /// project they reach is not modelled.
    pub(super) fn armor_above(&self, service: &BackendService) -> Checked<'a> {
        if !matches!(service.scheme, Scheme::External | Scheme::ExternalManaged) {
            return Ok(());
        }
        let policies = &self.net.scenario.resources.security_policies;
        for name in &self.net.armor_above {
            let policy = policies.get(name);
            if policy.is_some_and(|policy| self.surely(policy, GO_ON).is_none()) {
                let at = At::new(Kind::SecurityPolicy, name);
                return Err(self.unmodelled("CLOUD_ARMOR", Some(at), docs::CLOUD_ARMOR));
            }
        }
        // One that could not be read may be such a policy.
        self.unread_anywhere(Kind::SecurityPolicy, None)
    }

    /// The rule of a policy that surely decides for the source, where it does what is asked for.
    fn surely(&self, policy: &'a SecurityPolicy, action: &str) -> Option<&'a SecurityRule> {
        let source = self.packet.source;
        let fits = |rule: &SecurityRule| {
            let sources = rule.sources.as_ref();
            sources.map(|sources| source.relation_to_any(sources))
        };
        let mut rules = policy.rules.iter().filter(|rule| !rule.preview);
        // Rules that may match and do the same change nothing where the one that surely does does it too.
        let deciding = rules.find(|rule| match fits(rule) {
            Some(Relation::None) => false,
            Some(Relation::All) => true,
            _ => rule.action != action,
        });
        deciding.filter(|rule| rule.action == action)
    }

    fn policy_allows(
        &mut self,
        service: At<'a>,
        reference: &'a Ref<SecurityPolicy>,
    ) -> Checked<'a> {
        let policy = self.net.scenario.resources.get(reference);
        let at = match policy {
            Some(_) => At::new(Kind::SecurityPolicy, reference.name()),
            None => service,
        };
        let source = self.packet.source;
        let Some(rule) = policy.and_then(|policy| self.surely(policy, ALLOW)) else {
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
