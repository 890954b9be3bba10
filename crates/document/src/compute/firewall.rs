//! `compute#firewall`.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/firewalls>

use hopscope_model::header::Layer4;
use hopscope_model::resource::Firewall;
use hopscope_model::resource::firewall::Direction;
use hopscope_model::{PortRange, Protocol};
use ipnet::IpNet;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::codec::{At, Codec, Out};
use crate::field::{FieldError, Given, List, Maybe, RuleProtocol};

/// Priority of a rule that gives none.
const DEFAULT_PRIORITY: u32 = 1000;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wire {
    network: Given<String>,
    #[serde(default)]
    direction: Maybe<String>,
    #[serde(default)]
    priority: Maybe<u32>,
    #[serde(default)]
    allowed: List<WireLayer4>,
    #[serde(default)]
    denied: List<WireLayer4>,
    #[serde(default)]
    disabled: Maybe<bool>,
    #[serde(default)]
    source_ranges: List<Given<IpNet>>,
    #[serde(default)]
    destination_ranges: List<Given<IpNet>>,
    #[serde(default)]
    source_tags: List<Given<String>>,
    #[serde(default)]
    source_service_accounts: List<Given<String>>,
    #[serde(default)]
    target_tags: List<Given<String>>,
    #[serde(default)]
    target_service_accounts: List<Given<String>>,
}

#[derive(Deserialize)]
struct WireLayer4 {
    #[serde(default, rename = "IPProtocol")]
    protocol: Maybe<RuleProtocol>,
    /// As rules of policies spell it, and some converters those of networks.
    #[serde(default, rename = "ipProtocol")]
    other_protocol: Maybe<RuleProtocol>,
    #[serde(default)]
    ports: List<Given<PortRange>>,
}

/// Reads a direction; ingress unless given.
pub(super) fn direction(word: &Maybe<String>) -> Result<Direction, FieldError> {
    match word.0.as_deref() {
        None | Some("INGRESS") => Ok(Direction::Ingress),
        Some("EGRESS") => Ok(Direction::Egress),
        Some(other) => {
            let why = format!("`{other}` is neither INGRESS nor EGRESS");
            Err(FieldError::invalid("direction", why))
        }
    }
}

/// Writes protocols and ports; policies spell the first field in another way.
pub(super) fn write_layer4(layer4: &[Layer4], protocol_key: &str) -> Vec<Map<String, Value>> {
    layer4
        .iter()
        .map(|layer4| {
            let mut own = Map::new();
            let protocol = layer4
                .protocol
                .map(|protocol: Protocol| protocol.to_string());
            own.insert(
                protocol_key.to_owned(),
                protocol.unwrap_or_else(|| "all".to_owned()).into(),
            );
            if !layer4.ports.is_empty() {
                let ports: Vec<Value> = layer4
                    .ports
                    .iter()
                    .map(|range| range.to_string().into())
                    .collect();
                own.insert("ports".to_owned(), ports.into());
            }
            own
        })
        .collect()
}

impl Codec for Firewall {
    type Wire = Wire;

    fn read(wire: Wire, at: &At<'_>) -> Result<Self, FieldError> {
        let (deny, layer4) = match (wire.allowed.0.is_empty(), wire.denied.0.is_empty()) {
            (false, true) => (false, wire.allowed.0),
            (true, false) => (true, wire.denied.0),
            (true, true) => return Err(FieldError::missing("allowed")),
            (false, false) => {
                return Err(FieldError::invalid("denied", "`allowed` is there as well"));
            }
        };
        let key = if deny { "denied" } else { "allowed" };
        Ok(Self {
            network: at.refer(&wire.network.0),
            direction: direction(&wire.direction)?,
            priority: wire.priority.0.unwrap_or(DEFAULT_PRIORITY),
            deny,
            layer4: layer4
                .into_iter()
                .enumerate()
                .map(|(index, layer4)| {
                    let protocol = layer4.protocol.0.or(layer4.other_protocol.0);
                    let protocol = protocol
                        .ok_or_else(|| FieldError::missing("IPProtocol").inside(key, index))?;
                    Ok(Layer4 {
                        protocol: protocol.0,
                        ports: layer4.ports.words(),
                    })
                })
                .collect::<Result<_, FieldError>>()?,
            disabled: wire.disabled.or_default(),
            source_ranges: wire.source_ranges.words(),
            destination_ranges: wire.destination_ranges.words(),
            source_tags: wire.source_tags.words(),
            source_service_accounts: wire.source_service_accounts.words(),
            target_tags: wire.target_tags.words(),
            target_service_accounts: wire.target_service_accounts.words(),
        })
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
        out.objects(key, write_layer4(&self.layer4, "IPProtocol"));
        out.list("sourceRanges", &self.source_ranges);
        out.list("destinationRanges", &self.destination_ranges);
        out.list("sourceTags", &self.source_tags);
        out.list("sourceServiceAccounts", &self.source_service_accounts);
        out.list("targetTags", &self.target_tags);
        out.list("targetServiceAccounts", &self.target_service_accounts);
        out.flag("disabled", self.disabled);
    }
}
