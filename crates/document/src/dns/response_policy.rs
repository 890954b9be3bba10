//! `dns#responsePolicy`, and its rules, which come as a list of their own.
//!
//! <https://docs.cloud.google.com/dns/docs/reference/rest/v1/responsePolicies>

use hopscope_model::Kind;
use hopscope_model::resource::dns::ResponsePolicyRule;
use hopscope_model::resource::{Resources, ResponsePolicy};

use super::record;
use super::zone::write_visibility;
use crate::codec::{At, Codec, Out, list_of};
use crate::envelope::{Identity, identity};
use crate::fields::Fields;
use crate::item::Item;
use crate::reader::{Reader, read};
use crate::tree::Members;

impl Codec for ResponsePolicy {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        Self {
            networks: at.all(&fields.each_text("networks", "networkUrl")),
            clusters: at.all(&fields.each_text("gkeClusters", "gkeClusterName")),
            rules: Vec::new(),
            rules_known: false,
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        write_visibility(&self.networks, &self.clusters, out);
    }

    fn keep_parts(&mut self, earlier: &Self) {
        self.rules.clone_from(&earlier.rules);
        self.rules_known = earlier.rules_known;
    }
}

/// The rules of a policy, as `response-policies rules list` prints them.
pub(crate) fn write_rules(policy: &ResponsePolicy, out: &Out<'_>) -> Vec<Members> {
    let rules = policy.rules.iter().map(|rule| {
        let mut own = out.nested();
        own.put("ruleName", &*rule.name);
        own.put("dnsName", &*rule.dns_name);
        match &rule.local_data {
            None => own.put("behavior", "bypassResponsePolicy"),
            Some(records) => {
                let records = records.iter().map(|own| record::write(own, out));
                let mut local = out.nested();
                local.put("localDatas", list_of(records.collect()));
                own.put("localData", local.map);
            }
        }
        own.map
    });
    rules.collect()
}

/// A response policy: its name has a key of its own.
pub(crate) fn policy_identity(item: &Item<'_>) -> Identity {
    let own = identity(&item.envelope, &item.around);
    Identity {
        name: item.envelope.word("responsePolicyName").or(own.name),
        ..own
    }
}

impl Reader<'_> {
    /// A rule of a response policy. Where they come as one list, a later list replaces an earlier one.
    pub(crate) fn response_policy_rule(&mut self, item: &Item<'_>) {
        let Some(policy) = self.parent_of::<ResponsePolicy>(item, "response-policy-rule") else {
            return;
        };
        match read(item, rule) {
            Ok(rule) => {
                let identity = format!("response-policy-rule {policy:?} {}", rule.name);
                let own = self.scenario.resources.response_policies.get_mut(&policy);
                if item.is_gone() {
                    let rules = own.into_iter().map(|own| &mut own.rules);
                    return rules.for_each(|rules| rules.retain(|own| own.name != rule.name));
                }
                let earlier = own.and_then(|own| {
                    own.rules_known |= item.around.of_all;
                    put(&mut own.rules, rule.clone())
                });
                let earlier = earlier.map(|earlier| {
                    let put = |all: &mut Resources, rule| {
                        let own = ResponsePolicy {
                            rules: vec![rule],
                            ..ResponsePolicy::default()
                        };
                        all.response_policies.insert(policy.clone(), own);
                    };
                    self.told(|all| put(all, earlier), |all| put(all, rule))
                });
                self.replaced(item, identity, earlier);
            }
            Err(error) => self.part_failed(item, Kind::ResponsePolicy, &policy, &error),
        }
    }
}

/// Puts a rule among those of its policy, the later of one name in the place of the earlier, which is given back.
fn put(
    rules: &mut Vec<ResponsePolicyRule>,
    rule: ResponsePolicyRule,
) -> Option<ResponsePolicyRule> {
    let place = rules.partition_point(|own| own.name < rule.name);
    match rules.get_mut(place) {
        Some(own) if own.name == rule.name => Some(std::mem::replace(own, rule)),
        _ => {
            rules.insert(place, rule);
            None
        }
    }
}

/// What a rule without data does.
const BEHAVIORS: &[(&str, ())] = &[("bypassResponsePolicy", ())];

fn rule(fields: &Fields<'_>) -> ResponsePolicyRule {
    let local = fields.object("localData");
    if !local.is_there() {
        match fields.has("behavior") {
            true => drop(fields.choice("behavior", BEHAVIORS)),
            false => fields.missing("localData"),
        }
    }
    let records = local.objects("localDatas");
    ResponsePolicyRule {
        name: fields.needed_text("ruleName"),
        dns_name: record::absolute(&fields.needed_text("dnsName")),
        local_data: local
            .is_there()
            .then(|| records.iter().map(record::read).collect()),
    }
}
