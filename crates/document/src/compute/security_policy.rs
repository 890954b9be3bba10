//! `compute#securityPolicy`: Google Cloud Armor.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/securityPolicies>

use hopscope_model::order;
use hopscope_model::resource::SecurityPolicy;
use hopscope_model::resource::security_policy::SecurityRule;
use ipnet::{IpNet, Ipv4Net, Ipv6Net};

use crate::codec::{At, Codec, Out};
use crate::fields::Fields;
use crate::tree::Members;

/// Stands for every address.
const ANY: &str = "*";

/// The match of a rule by sources.
const BY_SOURCE: &str = "SRC_IPS_V1";

impl Codec for SecurityPolicy {
    fn read(fields: &Fields<'_>, _: &At<'_>) -> Self {
        let rules = fields.objects("rules");
        let mut rules: Vec<SecurityRule> = rules.iter().map(rule).collect();
        order::sort_by_key(&mut rules, |rule| rule.priority);
        let associations = fields.objects("associations");
        let associations = associations.iter();
        Self {
            rules,
            associations: associations
                .map(|own| own.needed_text("attachmentId"))
                .collect(),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        let rules = self.rules.iter().map(|rule| {
            let mut own = out.nested();
            own.put("priority", rule.priority);
            own.put("action", &*rule.action);
            let mut by = out.nested();
            match &rule.sources {
                Some(sources) => {
                    by.text("versionedExpr", BY_SOURCE);
                    let mut config = out.nested();
                    config.list("srcIpRanges", sources);
                    by.put("config", config.map);
                }
                None => by.put("expr", Members::new()),
            }
            own.put("match", by.map);
            own.flag("preview", rule.preview);
            own.map
        });
        let rules = rules.collect();
        out.objects("rules", rules);
        out.each("associations", "attachmentId", &self.associations);
    }
}

fn rule(fields: &Fields<'_>) -> SecurityRule {
    let by = fields.object("match");
    let config = by.object("config");
    let simple = !by.has("expr") && !by.has("networkMatch") && !fields.has("networkMatch");
    let sources = simple && config.has("srcIpRanges");
    SecurityRule {
        priority: fields.needed("priority").unwrap_or_default(),
        action: fields.needed_text("action"),
        sources: sources.then(|| {
            if config.texts("srcIpRanges").iter().any(|own| own == ANY) {
                // Both families.
                return vec![IpNet::V4(Ipv4Net::default()), IpNet::V6(Ipv6Net::default())];
            }
            config.words("srcIpRanges")
        }),
        preview: fields.flag("preview"),
    }
}
