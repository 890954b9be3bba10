//! The ConfigMaps that say something of a packet's way: that of ip-masq-agent, which destinations a cluster's nodes do not
//! masquerade for, and that of kube-dns, whom pods ask for names.
//!
//! <https://docs.cloud.google.com/kubernetes-engine/docs/how-to/ip-masquerade-agent>

use hopscope_model::resource::Cluster;
use hopscope_model::{Kind, Reason, What, Why, google};
use ipnet::IpNet;

use crate::codec::{Out, shown};
use crate::fields::Fields;
use crate::item::Item;
use crate::reader::{Reader, read};
use crate::tree::{Members, Tree};
use crate::yaml;

/// Name of the ConfigMap.
const NAME: &str = "ip-masq-agent";

/// Name of the ConfigMap of kube-dns (<https://docs.cloud.google.com/kubernetes-engine/docs/how-to/kube-dns>).
const KUBE_DNS: &str = "kube-dns";

/// Its fields: name servers for some names, and for all others.
const NAME_SERVERS: [&str; 2] = ["stubDomains", "upstreamNameservers"];

/// The only field of ip-masq-agent's.
const CONFIG: &str = "config";

/// Field of its configuration.
const RANGES: &str = "nonMasqueradeCIDRs";

impl Reader<'_> {
    /// A ConfigMap; others than these say nothing of a packet's way.
    pub(crate) fn config_map(&mut self, item: &Item<'_>) {
        let name = item
            .envelope
            .object("metadata")
            .and_then(|metadata| metadata.word("name"));
        // One that was cut off before its name may well be it.
        let is_kube_dns = name.as_deref() == Some(KUBE_DNS);
        if name.is_some_and(|name| name != NAME) && !is_kube_dns {
            return;
        }
        let Some(cluster) = self.cluster_around(item) else {
            return self.parent_unknown(item, "config-map");
        };
        if is_kube_dns {
            if let Err(error) = read(item, own_name_servers) {
                self.part_failed(item, Kind::Cluster, &cluster, &error);
            }
            return;
        }
        match read(item, ranges) {
            Ok(ranges) => {
                if let Some(cluster) = self.scenario.resources.clusters.get_mut(&cluster) {
                    cluster.non_masquerade = Some(ranges);
                }
            }
            Err(error) => self.part_failed(item, Kind::Cluster, &cluster, &error),
        }
    }
}

/// Name servers of one's own decide where pods ask for names, and are not modelled.
fn own_name_servers(fields: &Fields<'_>) {
    let data = fields.object("data");
    for key in NAME_SERVERS {
        let text = data.text(key).unwrap_or_default();
        // As Google makes it, there is nothing in it.
        if !matches!(text.trim(), "" | "{}" | "[]") {
            data.wrong(key, Reason::new(Why::NameServersOfPods));
        }
    }
}

/// The configuration is YAML, or JSON, which is YAML too.
fn ranges(fields: &Fields<'_>) -> Vec<IpNet> {
    let data = fields.needed_object("data");
    let text = data.needed_text(CONFIG);
    let config = yaml::json(&text);
    match Tree::parse(&config.text).filter(|_| config.ended.is_none()) {
        Some(Tree::Object(config)) => {
            let own = data.inside(CONFIG, &config);
            own.words_given(RANGES).unwrap_or_else(defaults)
        }
        // A configuration without anything in it.
        Some(Tree::Null) => defaults(),
        _ => {
            data.wrong(
                CONFIG,
                Reason::not_a(
                    text.lines().next().unwrap_or_default(),
                    What::MasqueradeConfig,
                ),
            );
            Vec::new()
        }
    }
}

/// What is not masqueraded for where the configuration has no list.
fn defaults() -> Vec<IpNet> {
    let ranges = google::NON_MASQUERADE_RANGES.into_iter();
    ranges.map(IpNet::from).collect()
}

/// The ConfigMap of a cluster for which it is known.
pub(crate) fn write(cluster: &Cluster, out: &Out<'_>) -> Option<Vec<Members>> {
    let ranges = cluster.non_masquerade.as_ref()?;
    let mut config = out.nested();
    config.put(RANGES, shown(ranges));
    let mut data = out.nested();
    data.put(CONFIG, Tree::Object(config.map).to_string());
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
        let config = Tree::Text(config.to_owned());
        let data = Tree::Object(vec![(CONFIG.into(), config)]);
        let object = Tree::Object(vec![("data".into(), data)]);
        let found = crate::fields::read(&object, ranges).map(|ranges| {
            let ranges: Vec<_> = ranges.iter().map(ToString::to_string).collect();
            ranges.join(" ")
        });
        let found = found.map_err(|wrong| {
            let reason = wrong.into_iter().next().map(|own| own.reason);
            let value = reason.and_then(|reason| reason.args.into_iter().next());
            value.map(|(_, value)| value).unwrap_or_default()
        });
        assert_eq!(found.as_deref(), expected.map_err(str::to_owned).as_deref());
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
        check("{\"nonMasqueradeCIDRs\":[\"ten\"]}", Err("ten"));
        let defaults = defaults();
        assert!(!defaults.is_empty());
        let defaults: Vec<_> = defaults.iter().map(ToString::to_string).collect();
        check("resyncInterval: 60s", Ok(&defaults.join(" ")));
        check("{\"resyncInterval\":\"60s\"}", Ok(&defaults.join(" ")));
        check("{\"nonMasqueradeCIDRs\":[]}", Ok(""));
        check("nonMasqueradeCIDRs:\n- ten", Err("ten"));
    }
}
