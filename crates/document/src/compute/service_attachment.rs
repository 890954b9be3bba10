//! `compute#serviceAttachment`: what a Private Service Connect endpoint leads to.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/serviceAttachments>

use hopscope_model::Kind;
use hopscope_model::resource::ServiceAttachment;
use hopscope_model::resource::service_attachment::{ConnectedEndpoint, Consumer};

use crate::codec::{At, Codec, Out};
use crate::fields::Fields;
use crate::names::Path;

/// Whether consumers are accepted without being listed, where it is said.
const PREFERENCES: &[(&str, Option<bool>)] = &[
    ("ACCEPT_AUTOMATIC", Some(true)),
    ("ACCEPT_MANUAL", Some(false)),
    ("CONNECTION_PREFERENCE_UNSPECIFIED", None),
];

/// Statuses of a connection, as Google spells them.
pub(super) const STATUSES: &[(&str, &str)] = &[
    ("ACCEPTED", "ACCEPTED"),
    ("CLOSED", "CLOSED"),
    ("NEEDS_ATTENTION", "NEEDS_ATTENTION"),
    ("PENDING", "PENDING"),
    ("REJECTED", "REJECTED"),
    ("STATUS_UNSPECIFIED", "STATUS_UNSPECIFIED"),
];

impl Codec for ServiceAttachment {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let target = at.maybe(fields, "targetService");
        let accept = fields.objects("consumerAcceptLists");
        let connected = fields.objects("connectedEndpoints");
        Self {
            target: target.or_else(|| at.maybe(fields, "producerForwardingRule")),
            automatic: fields.choice("connectionPreference", PREFERENCES).flatten(),
            accept: accept
                .iter()
                .map(|own| (consumer(own, at), own.word("connectionLimit")))
                .collect(),
            reject: fields
                .texts("consumerRejectLists")
                .iter()
                .map(|own| rejected(own, at))
                .collect(),
            nat_subnets: at.all(&fields.texts("natSubnets")),
            propagated_limit: fields.word("propagatedConnectionLimit"),
            proxy_protocol: fields.flag("enableProxyProtocol"),
            domain_names: fields.texts("domainNames"),
            connected: connected
                .iter()
                .map(|own| ConnectedEndpoint {
                    endpoint: own.needed_text("endpoint"),
                    status: own
                        .choice("status", STATUSES)
                        .unwrap_or_default()
                        .to_owned(),
                    nat_addresses: own.words("natIps"),
                })
                .collect(),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.refer_maybe("targetService", self.target.as_ref());
        let words = PREFERENCES.iter().filter(|(_, own)| own.is_some());
        let word = words.copied().find(|(_, own)| *own == self.automatic);
        out.maybe("connectionPreference", word.map(|(word, _)| word));
        let accept = self.accept.iter().map(|(consumer, limit)| {
            let mut own = out.nested();
            match consumer {
                Consumer::Project(project) => own.put("projectIdOrNum", &**project),
                Consumer::Network(network) => own.refer("networkUrl", network),
                Consumer::Endpoint(endpoint) => own.text("endpointUrl", &out.named(endpoint)),
            }
            if let Some(limit) = limit {
                own.put("connectionLimit", *limit);
            }
            own.map
        });
        let accept = accept.collect();
        out.objects("consumerAcceptLists", accept);
        let reject = self.reject.iter().map(|consumer| match consumer {
            Consumer::Project(project) => project.clone(),
            // Written whole: by its name alone it would be a project.
            Consumer::Network(network) => out.path(Kind::Network, "networks", network.name()),
            Consumer::Endpoint(endpoint) => out.named(endpoint).into_owned(),
        });
        let reject: Vec<String> = reject.collect();
        out.list("consumerRejectLists", &reject);
        out.list("natSubnets", &out.all(&self.nat_subnets));
        if let Some(limit) = self.propagated_limit {
            out.put("propagatedConnectionLimit", limit);
        }
        out.flag("enableProxyProtocol", self.proxy_protocol);
        out.list("domainNames", &self.domain_names);
        let connected = self.connected.iter().map(|endpoint| {
            let mut own = out.nested();
            own.text("endpoint", &out.named(&endpoint.endpoint));
            if !endpoint.status.is_empty() {
                own.put("status", &*endpoint.status);
            }
            own.list("natIps", &endpoint.nat_addresses);
            own.map
        });
        let connected = connected.collect();
        out.objects("connectedEndpoints", connected);
    }
}

fn consumer(fields: &Fields<'_>, at: &At<'_>) -> Consumer {
    if let Some(network) = at.maybe(fields, "networkUrl") {
        return Consumer::Network(network);
    }
    if let Some(endpoint) = fields.text("endpointUrl") {
        return Consumer::Endpoint(endpoint);
    }
    Consumer::Project(project(&fields.needed_text("projectIdOrNum"), at))
}

/// Who is rejected: a project by id or number, a network or an endpoint by its URL.
fn rejected(said: &str, at: &At<'_>) -> Consumer {
    match Path::parse(said).collection {
        Some("networks") => Consumer::Network(at.refer(said)),
        Some("forwardingRules") => Consumer::Endpoint(said.to_owned()),
        _ => Consumer::Project(project(said, at)),
    }
}

/// The id of a project that is said by its id or number.
fn project(said: &str, at: &At<'_>) -> String {
    at.known.project(Path::parse(said).name).to_owned()
}
