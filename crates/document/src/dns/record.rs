//! `dns#resourceRecordSet`. What `gcloud dns record-sets list` prints does not say which zone it is of.
//!
//! <https://docs.cloud.google.com/dns/docs/reference/rest/v1/resourceRecordSets>

use std::net::{Ipv4Addr, Ipv6Addr};

use hopscope_model::resource::dns::{RecordSet, ZoneRole};
use hopscope_model::resource::{Resources, Zone};
use hopscope_model::{Kind, Name, Reason, What, Why};

use crate::codec::Out;
use crate::field::FieldError;
use crate::fields::Fields;
use crate::item::{Item, Parent};
use crate::reader::{self, Reader};
use crate::tree::Members;

/// A name in lower case with the dot at its end.
pub(crate) fn absolute(name: &str) -> String {
    let mut name = name.trim().to_ascii_lowercase();
    if !name.ends_with('.') {
        name.push('.');
    }
    name
}

/// Types of records that Cloud DNS has (<https://docs.cloud.google.com/dns/docs/records-overview#supported_dns_record_types>).
const TYPES: &[&str] = &[
    "A", "AAAA", "ALIAS", "CAA", "CNAME", "DNSKEY", "DS", "HTTPS", "IPSECKEY", "MX", "NAPTR", "NS",
    "PTR", "SOA", "SPF", "SRV", "SSHFP", "SVCB", "TLSA", "TXT",
];

/// What a routing policy goes by.
const POLICIES: &[&str] = &["geo", "wrr", "primaryBackup"];

/// What may stand in one.
const OF_POLICY: &[&str] = &[
    "geo",
    "geoPolicy",
    "healthCheck",
    "kind",
    "primaryBackup",
    "primaryBackupPolicy",
    "wrr",
    "wrrPolicy",
];

pub(crate) fn read(fields: &Fields<'_>) -> RecordSet {
    let mut data = fields.texts("rrdatas");
    let policy = fields.object("routingPolicy");
    let backup = policy.object("primaryBackup");
    addresses(&backup.object("primaryTargets"), &mut data);
    let (geo, wrr) = (policy.object("geo"), policy.object("wrr"));
    for items in [geo, wrr, backup.object("backupGeoTargets")] {
        for item in items.objects("items") {
            data.extend(item.texts("rrdatas"));
            addresses(&item.object("healthCheckedTargets"), &mut data);
        }
    }
    let kind = fields.needed_text("type").to_ascii_uppercase();
    if !kind.is_empty() && !TYPES.contains(&kind.trim()) {
        // It may be another name of something, as ALIAS is.
        fields.wrong("type", Reason::none_of(&kind, TYPES));
    }
    if policy.is_there() && !POLICIES.iter().any(|own| policy.has(own)) {
        fields.wrong("routingPolicy", Reason::nothing(What::Object));
    }
    policy.only(OF_POLICY);
    // That a name has a record of a kind decides; what others than these hold is not looked at, and often a secret.
    if !is_kept(&kind) {
        data.clear();
    } else if data.is_empty() && !policy.is_there() {
        fields.missing("rrdatas");
    }
    check(fields, &kind, &data, policy.is_there());
    RecordSet {
        name: absolute(&fields.needed_text("name")),
        kind,
        data,
        routing_policy: policy.is_there(),
    }
}

/// Whether the data of records of this type is kept: addresses, and other names of them. What is no type may be one.
pub(crate) fn is_kept(kind: &str) -> bool {
    let kind = kind.trim();
    let is = |own: &&str| kind.eq_ignore_ascii_case(own);
    kind.is_empty() || ["A", "AAAA", "CNAME", "ALIAS"].iter().any(is)
}

/// Data that is no answer must not be left out of one: what is there beside it would look like all there is.
fn check(fields: &Fields<'_>, kind: &str, data: &[String], one_of: bool) {
    let (what, fits): (What, fn(&str) -> bool) = match kind {
        "A" => (What::Ipv4Address, |text| text.parse::<Ipv4Addr>().is_ok()),
        "AAAA" => (What::Ipv6Address, |text| text.parse::<Ipv6Addr>().is_ok()),
        "CNAME" => (What::Text, |text| !text.contains(char::is_whitespace)),
        _ => return,
    };
    for (index, text) in data.iter().enumerate() {
        if !fits(text.trim()) {
            fields.wrong_at("rrdatas", index, Reason::not_a(text.trim(), what));
        }
    }
    // A name has one canonical name (RFC 1034, 3.6.2).
    if kind == "CNAME" && !one_of && data.len() > 1 {
        fields.wrong("rrdatas", Reason::not_a(&data.join(" "), What::Text));
    }
}

fn addresses(targets: &Fields<'_>, found: &mut Vec<String>) {
    let balancers = targets.objects("internalLoadBalancers");
    found.extend(balancers.iter().filter_map(|own| own.text("ipAddress")));
    found.extend(targets.texts("externalEndpoints"));
}

pub(crate) fn write(record: &RecordSet, out: &Out<'_>) -> Members {
    let mut own = out.nested();
    own.put("name", &*record.name);
    own.put("type", &*record.kind);
    if record.routing_policy {
        let mut items = out.nested();
        // Of types whose data is not kept there is nothing to say of an item.
        if !record.data.is_empty() {
            let mut item = out.nested();
            item.list("rrdatas", &record.data);
            items.objects("items", vec![item.map]);
        }
        let mut policy = out.nested();
        policy.put("wrr", items.map);
        own.put("routingPolicy", policy.map);
    } else {
        own.list("rrdatas", &record.data);
    }
    own.map
}

/// Puts a record set into its zone, where they are in order; the later of one name and type in the place of the
/// earlier, which is given back.
fn put(zone: &mut Zone, record: RecordSet) -> Option<RecordSet> {
    let place = zone
        .records
        .partition_point(|own| (&own.name, &own.kind) < (&record.name, &record.kind));
    match zone.records.get_mut(place) {
        Some(own) if own.name == record.name && own.kind == record.kind => {
            Some(std::mem::replace(own, record))
        }
        _ => {
            zone.records.insert(place, record);
            None
        }
    }
}

impl Reader<'_> {
    /// Whether a name is that of a zone, or below it: Cloud DNS takes no other
    /// (<https://docs.cloud.google.com/dns/docs/records>).
    fn is_in_zone(&self, zone: &Name, record: &RecordSet) -> bool {
        let own = self.scenario.resources.zones.get(zone);
        own.is_none_or(|own| {
            let zone = absolute(&own.dns_name);
            let before = record.name.strip_suffix(&*zone);
            before.is_some_and(|before| before.is_empty() || before.ends_with('.') || zone == ".")
        })
    }

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
        match reader::read(item, read) {
            Ok(record) if !self.is_in_zone(&zone, &record) => {
                let dns_name = self.scenario.resources.zones.get(&zone);
                let dns_name = dns_name.map_or("", |own| &own.dns_name);
                let why = Reason::about(Why::OutsideZone, dns_name);
                let error = FieldError::invalid("name", why);
                self.part_failed(item, Kind::Zone, &zone, &[error]);
            }
            Ok(record) => {
                let identity = format!("record {zone:?} {} {}", record.name, record.kind);
                let own = self.scenario.resources.zones.get_mut(&zone);
                if item.is_gone() {
                    let same = |own: &RecordSet| own.name == record.name && own.kind == record.kind;
                    let own = own.into_iter().map(|own| &mut own.records);
                    return own.for_each(|own| own.retain(|own| !same(own)));
                }
                let earlier = own.and_then(|own| {
                    // A wrapper says itself whether it holds all of them.
                    own.records_known |= item.parent.is_none() || item.around.of_all;
                    put(own, record.clone())
                });
                let earlier = earlier.map(|earlier| {
                    let put = |all: &mut Resources, record| {
                        let own = Zone {
                            dns_name: String::new(),
                            private: false,
                            networks: Vec::new(),
                            clusters: Vec::new(),
                            role: ZoneRole::Managed,
                            records: vec![record],
                            records_known: true,
                        };
                        all.zones.insert(zone.clone(), own);
                    };
                    self.told(|all| put(all, earlier), |all| put(all, record))
                });
                self.replaced(item, identity, earlier);
            }
            Err(error) => self.part_failed(item, Kind::Zone, &zone, &error),
        }
    }
}
