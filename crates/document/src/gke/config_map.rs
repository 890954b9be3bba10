//! The ConfigMap of ip-masq-agent: which destinations a cluster's nodes do not masquerade for.
//!
//! <https://docs.cloud.google.com/kubernetes-engine/docs/how-to/ip-masquerade-agent>

use hopscope_model::Kind;
use hopscope_model::resource::Cluster;
use ipnet::IpNet;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::codec::Out;
use crate::field::{FieldError, Given, List};
use crate::item::Item;
use crate::reader::{Reader, whole};

/// Name of the ConfigMap.
const NAME: &str = "ip-masq-agent";

/// Field of its configuration.
const RANGES: &str = "nonMasqueradeCIDRs";

#[derive(Deserialize)]
struct Wire {
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    config: Given<String>,
}

#[derive(Deserialize)]
struct Config {
    #[serde(default, rename = "nonMasqueradeCIDRs")]
    ranges: List<Given<IpNet>>,
}

impl Reader<'_> {
    /// A ConfigMap; others than that of ip-masq-agent say nothing of a packet's way.
    pub(crate) fn config_map(&mut self, item: &Item<'_>) {
        let name = item
            .envelope
            .object("metadata")
            .and_then(|metadata| metadata.word("name"));
        // One that was cut off before its name may well be it.
        if name.is_some_and(|name| name != NAME) {
            return;
        }
        let Some(cluster) = self.parent_of::<Cluster>(item, "config-map") else {
            return;
        };
        match whole(item).and_then(ranges) {
            Ok(ranges) => {
                if let Some(cluster) = self.scenario.resources.clusters.get_mut(&cluster) {
                    cluster.non_masquerade = Some(ranges);
                }
            }
            Err(error) => self.part_failed(item, Kind::Cluster, &cluster, &error),
        }
    }
}

/// The configuration is JSON or, as a rule, YAML: a key and a list, each range on a line of its own.
fn ranges(wire: Wire) -> Result<Vec<IpNet>, FieldError> {
    let text = wire.data.config.0;
    let failed = |why: String| FieldError::invalid("config", why).under("data");
    if text.trim_start().starts_with('{') {
        let config: Config =
            serde_json::from_str(&text).map_err(|error| failed(error.to_string()))?;
        return Ok(config.ranges.words());
    }
    let mut found = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        let line = line.split(" #").next().unwrap_or_default();
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        let range = |text: &str| {
            let text = text.trim().trim_matches(['"', '\'']);
            text.parse::<IpNet>()
                .map(|range| range.trunc())
                .map_err(|_| failed(format!("`{text}` is not a range of addresses")))
        };
        if let Some(item) = trimmed.strip_prefix("- ").filter(|_| inside) {
            found.push(range(item)?);
        } else if let Some(rest) = trimmed.strip_prefix(RANGES) {
            let rest = rest.trim_start().strip_prefix(':').unwrap_or(rest).trim();
            inside = rest.is_empty();
            if let Some(list) = rest
                .strip_prefix('[')
                .and_then(|rest| rest.strip_suffix(']'))
            {
                for item in list.split(',').filter(|item| !item.trim().is_empty()) {
                    found.push(range(item)?);
                }
            } else if !inside {
                return Err(failed(format!("`{rest}` is not a list")));
            }
        } else if trimmed.contains(':') {
            inside = false;
        } else {
            return Err(failed(format!("`{trimmed}` is not understood")));
        }
    }
    Ok(found)
}

/// The ConfigMap of a cluster for which it is known.
pub(crate) fn write(cluster: &Cluster, out: &Out<'_>) -> Option<Vec<Map<String, Value>>> {
    let ranges = cluster.non_masquerade.as_ref()?;
    let ranges: Vec<Value> = ranges
        .iter()
        .map(|range| range.to_string().into())
        .collect();
    let config = Map::from_iter([(RANGES.to_owned(), Value::from(ranges))]);
    let mut data = out.nested();
    data.put("config", Value::Object(config).to_string());
    let mut metadata = out.nested();
    metadata.put("name", NAME);
    metadata.put("namespace", "kube-system");
    let mut own = out.nested();
    own.put("apiVersion", "v1");
    own.put("kind", "ConfigMap");
    own.put("metadata", metadata.map);
    own.put("data", data.map);
    Some(vec![own.map])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(config: &str, expected: Result<&str, &str>) {
        let data = Data {
            config: Given(config.to_owned()),
        };
        let found = ranges(Wire { data }).map(|ranges| {
            let ranges: Vec<_> = ranges.iter().map(ToString::to_string).collect();
            ranges.join(" ")
        });
        match (found, expected) {
            (Ok(found), Ok(expected)) => assert_eq!(found, expected),
            (Err(error), Err(expected)) => assert_eq!(error.why, expected),
            (found, expected) => panic!("{found:?} is not {expected:?}"),
        }
    }

    #[test]
    fn the_configuration_is_yaml_or_json() {
        check(
            "nonMasqueradeCIDRs:\n  - 10.0.0.0/8 # ours\n  - 192.168.0.0/16\nresyncInterval: 60s\n",
            Ok("10.0.0.0/8 192.168.0.0/16"),
        );
        check(
            "{\"nonMasqueradeCIDRs\":[\"10.0.0.0/8\"]}",
            Ok("10.0.0.0/8"),
        );
        check("nonMasqueradeCIDRs: [10.0.0.0/8]", Ok("10.0.0.0/8"));
        check("resyncInterval: 60s", Ok(""));
        check(
            "nonMasqueradeCIDRs:\n- ten",
            Err("`ten` is not a range of addresses"),
        );
    }
}
