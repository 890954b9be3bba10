//! `dns#responsePolicy`, and its rules, which come as a list of their own.
//!
//! <https://docs.cloud.google.com/dns/docs/reference/rest/v1/responsePolicies>

use hopscope_model::Kind;
use hopscope_model::resource::ResponsePolicy;
use hopscope_model::resource::dns::ResponsePolicyRule;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::record;
use super::zone::{ClusterName, NetworkUrl, write_visibility};
use crate::codec::{At, Codec, Out};
use crate::envelope::{Identity, identity};
use crate::field::{FieldError, Given, List, Maybe};
use crate::item::Item;
use crate::reader::{Reader, whole};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wire {
    #[serde(default)]
    networks: List<NetworkUrl>,
    #[serde(default)]
    gke_clusters: List<ClusterName>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireRule {
    rule_name: Given<String>,
    dns_name: Given<String>,
    #[serde(default)]
    behavior: Maybe<String>,
    #[serde(default)]
    local_data: Option<LocalData>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct LocalData {
    #[serde(default)]
    local_datas: List<record::Wire>,
}

impl Codec for ResponsePolicy {
    type Wire = Wire;

    fn read(wire: Wire, at: &At<'_>) -> Result<Self, FieldError> {
        Ok(Self {
            networks: wire
                .networks
                .0
                .iter()
                .map(|network| at.refer(&network.network_url.0))
                .collect(),
            clusters: wire
                .gke_clusters
                .0
                .iter()
                .map(|cluster| at.refer(&cluster.gke_cluster_name.0))
                .collect(),
            rules: None,
        })
    }

    fn write(&self, out: &mut Out<'_>) {
        write_visibility(&self.networks, &self.clusters, out);
    }

    fn keep_parts(&mut self, earlier: &Self) {
        self.rules.clone_from(&earlier.rules);
    }
}

/// The rules of a policy, as `response-policies rules list` prints them.
pub(crate) fn write_rules(
    policy: &ResponsePolicy,
    out: &Out<'_>,
) -> Option<Vec<Map<String, Value>>> {
    let rules = policy.rules.as_ref()?.iter().map(|rule| {
        let mut own = out.nested();
        own.put("ruleName", &*rule.name);
        own.put("dnsName", &*rule.dns_name);
        match &rule.local_data {
            None => own.put("behavior", "bypassResponsePolicy"),
            Some(records) => {
                let records: Vec<Value> = records
                    .iter()
                    .map(|record| Value::Object(record::write(record, out)))
                    .collect();
                let mut local = out.nested();
                local.put("localDatas", records);
                own.put("localData", local.map);
            }
        }
        own.map
    });
    Some(rules.collect())
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
    /// A rule of a response policy. Rules come as one list: a later list replaces an earlier one.
    pub(crate) fn response_policy_rule(&mut self, item: &Item<'_>) {
        let Some(policy) = self.parent_of::<ResponsePolicy>(item, "response-policy-rule") else {
            return;
        };
        match whole(item).and_then(rule) {
            Ok(rule) => {
                if let Some(policy) = self.scenario.resources.response_policies.get_mut(&policy) {
                    policy.rules.get_or_insert_default().push(rule);
                }
            }
            Err(error) => self.part_failed(item, Kind::ResponsePolicy, &policy, &error),
        }
    }
}

fn rule(wire: WireRule) -> Result<ResponsePolicyRule, FieldError> {
    let local_data = match (wire.local_data, wire.behavior.0.as_deref()) {
        (Some(local), _) => {
            let records = local.local_datas.0.into_iter().map(record::read);
            let records = records.collect::<Result<Vec<_>, _>>();
            Some(records.map_err(|error| error.under("localDatas").under("localData"))?)
        }
        (None, Some("bypassResponsePolicy")) => None,
        (None, Some(other)) => {
            let why = format!("`{other}` is no behaviour that is known");
            return Err(FieldError::invalid("behavior", why));
        }
        (None, None) => return Err(FieldError::missing("localData")),
    };
    Ok(ResponsePolicyRule {
        name: wire.rule_name.0,
        dns_name: record::absolute(&wire.dns_name.0),
        local_data,
    })
}
