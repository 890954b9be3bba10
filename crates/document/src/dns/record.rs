//! `dns#resourceRecordSet`. What `gcloud dns record-sets list` prints does not say which zone it is of.
//!
//! <https://docs.cloud.google.com/dns/docs/reference/rest/v1/resourceRecordSets>

use hopscope_model::Kind;
use hopscope_model::resource::Zone;
use hopscope_model::resource::dns::RecordSet;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::codec::Out;
use crate::field::{FieldError, Given, List, Maybe};
use crate::item::{Item, Parent};
use crate::reader::{Reader, whole};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wire {
    name: Given<String>,
    #[serde(rename = "type")]
    kind: Given<String>,
    #[serde(default)]
    rrdatas: List<Given<String>>,
    #[serde(default)]
    routing_policy: Option<RoutingPolicy>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RoutingPolicy {
    #[serde(default)]
    geo: Option<Items>,
    #[serde(default)]
    wrr: Option<Items>,
    #[serde(default)]
    primary_backup: Option<PrimaryBackup>,
}

#[derive(Deserialize, Default)]
struct Items {
    #[serde(default)]
    items: List<PolicyItem>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PolicyItem {
    #[serde(default)]
    rrdatas: List<Given<String>>,
    #[serde(default)]
    health_checked_targets: Option<Targets>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PrimaryBackup {
    #[serde(default)]
    primary_targets: Option<Targets>,
    #[serde(default)]
    backup_geo_targets: Option<Items>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Targets {
    #[serde(default)]
    internal_load_balancers: List<Balancer>,
    #[serde(default)]
    external_endpoints: List<Given<String>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Balancer {
    #[serde(default)]
    ip_address: Maybe<String>,
}

/// A name in lower case with the dot at its end.
pub(crate) fn absolute(name: &str) -> String {
    let mut name = name.trim().to_ascii_lowercase();
    if !name.ends_with('.') {
        name.push('.');
    }
    name
}

pub(crate) fn read(wire: Wire) -> Result<RecordSet, FieldError> {
    let mut data = wire.rrdatas.words();
    let routing_policy = wire.routing_policy.is_some();
    if let Some(policy) = wire.routing_policy {
        let backup = policy.primary_backup;
        let (primary, backup) = backup.map_or((None, None), |backup| {
            (backup.primary_targets, backup.backup_geo_targets)
        });
        data.extend(primary.map(addresses).unwrap_or_default());
        let items = [policy.geo, policy.wrr, backup].into_iter().flatten();
        for item in items.flat_map(|items| items.items.0) {
            data.extend(item.rrdatas.words());
            data.extend(
                item.health_checked_targets
                    .map(addresses)
                    .unwrap_or_default(),
            );
        }
    }
    if data.is_empty() && !routing_policy {
        return Err(FieldError::missing("rrdatas"));
    }
    Ok(RecordSet {
        name: absolute(&wire.name.0),
        kind: wire.kind.0.to_ascii_uppercase(),
        data,
        routing_policy,
    })
}

fn addresses(targets: Targets) -> Vec<String> {
    let balancers = targets.internal_load_balancers.0.into_iter();
    let mut found: Vec<String> = balancers
        .filter_map(|balancer| balancer.ip_address.0)
        .collect();
    found.extend(targets.external_endpoints.words());
    found
}

pub(crate) fn write(record: &RecordSet, out: &Out<'_>) -> Map<String, Value> {
    let mut own = out.nested();
    own.put("name", &*record.name);
    own.put("type", &*record.kind);
    if record.routing_policy {
        let mut item = out.nested();
        item.list("rrdatas", &record.data);
        let mut items = out.nested();
        items.objects("items", vec![item.map]);
        let mut policy = out.nested();
        policy.put("wrr", items.map);
        own.put("routingPolicy", policy.map);
    } else {
        own.list("rrdatas", &record.data);
    }
    own.map
}

impl Reader<'_> {
    /// A record set of a zone that a wrapper names, or the record set itself.
    pub(crate) fn record_set(&mut self, item: &Item<'_>) {
        let named = ["managedZone", "zone"]
            .into_iter()
            .find_map(|key| item.envelope.word(key));
        let zone = match (&item.parent, named) {
            (None, Some(zone)) => {
                let reference = if zone.contains('/') {
                    zone
                } else {
                    format!("zone/{zone}")
                };
                let parent = Parent {
                    reference,
                    project: item.envelope.word("project"),
                };
                match self.find_parent(item.source, &parent) {
                    Ok(id) if self.scenario.resources.zones.contains_key(&id.name) => Some(id.name),
                    _ => {
                        self.parent_unknown(item, "record-set");
                        None
                    }
                }
            }
            _ => self.parent_of::<Zone>(item, "record-set"),
        };
        let Some(zone) = zone else { return };
        match whole(item).and_then(read) {
            Ok(record) => {
                if let Some(zone) = self.scenario.resources.zones.get_mut(&zone) {
                    zone.records_known = true;
                }
                let key = (record.name.clone(), record.kind.clone());
                let identity = format!("record {zone:?} {} {}", key.0, key.1);
                let records = self.parts.records.entry(zone).or_default();
                let earlier = records.insert(key, record.clone());
                self.replaced(item, identity, earlier.map(|earlier| earlier == record));
            }
            Err(error) => self.part_failed(item, Kind::Zone, &zone, &error),
        }
    }
}
