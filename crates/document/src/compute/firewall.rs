//! `compute#firewall`.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/firewalls>

use hopscope_model::header::Layer4;
use hopscope_model::resource::Firewall;
use hopscope_model::resource::firewall::Direction;
use hopscope_model::{Reason, Why};

use crate::codec::{At, Codec, Out};
use crate::field::RuleProtocol;
use crate::fields::Fields;
use crate::tree::Members;

/// Priority of a rule that gives none.
const DEFAULT_PRIORITY: u32 = 1000;

/// Reads a direction; ingress unless given.
pub(super) fn direction(fields: &Fields<'_>) -> Direction {
    let words = [
        ("INGRESS", Direction::Ingress),
        ("EGRESS", Direction::Egress),
    ];
    let given = fields.choice("direction", &words);
    given.unwrap_or(Direction::Ingress)
}

/// Reads protocols and ports; rules of policies spell the first field in another way than those of networks, and
/// some converters don't keep to it.
pub(super) fn layer4(fields: &Fields<'_>, key: &str, protocol_keys: [&str; 2]) -> Vec<Layer4> {
    let mut read = Vec::new();
    for own in fields.objects(key) {
        let [first, other] = protocol_keys;
        let used = if own.has(other) { other } else { first };
        read.push(Layer4 {
            protocol: own.needed::<RuleProtocol>(used).unwrap_or_default().0,
            ports: own.words("ports"),
        });
    }
    read
}

/// Writes protocols and ports; policies spell the first field in another way.
pub(super) fn write_layer4(layer4: &[Layer4], protocol_key: &str, out: &Out<'_>) -> Vec<Members> {
    let mut written = Vec::new();
    for layer4 in layer4 {
        let mut own = out.nested();
        match layer4.protocol {
            Some(protocol) => own.show(protocol_key, &protocol),
            None => own.text(protocol_key, "all"),
        }
        own.list("ports", &layer4.ports);
        written.push(own.map);
    }
    written
}

impl Codec for Firewall {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let (allowed, denied) = (fields.any("allowed"), fields.any("denied"));
        match (allowed, denied) {
            (false, false) => fields.missing("allowed"),
            (true, true) => {
                let why = Reason::new(Why::Beside).with("other", "allowed");
                fields.wrong("denied", why);
            }
            _ => {}
        }
        let deny = denied && !allowed;
        let key = if deny { "denied" } else { "allowed" };
        Self {
            network: at.needed(fields, "network"),
            direction: direction(fields),
            priority: fields.word("priority").unwrap_or(DEFAULT_PRIORITY),
            deny,
            layer4: layer4(fields, key, ["IPProtocol", "ipProtocol"]),
            disabled: fields.flag("disabled"),
            source_ranges: fields.words("sourceRanges"),
            destination_ranges: fields.words("destinationRanges"),
            source_tags: fields.texts("sourceTags"),
            source_service_accounts: fields.texts("sourceServiceAccounts"),
            target_tags: fields.texts("targetTags"),
            target_service_accounts: fields.texts("targetServiceAccounts"),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.refer("network", &self.network);
        if self.direction == Direction::Egress {
            out.put("direction", "EGRESS");
        }
        if self.priority != DEFAULT_PRIORITY {
            out.put("priority", self.priority);
        }
        let key = if self.deny { "denied" } else { "allowed" };
        out.objects(key, write_layer4(&self.layer4, "IPProtocol", out));
        out.list("sourceRanges", &self.source_ranges);
        out.list("destinationRanges", &self.destination_ranges);
        out.list("sourceTags", &self.source_tags);
        out.list("sourceServiceAccounts", &self.source_service_accounts);
        out.list("targetTags", &self.target_tags);
        out.list("targetServiceAccounts", &self.target_service_accounts);
        out.flag("disabled", self.disabled);
    }
}
