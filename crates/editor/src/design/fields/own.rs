//! Forms of what no Google API describes, of lists that hang on a resource, and of requests.

use hopscope_model::Kind;
use serde_json::Value;

use super::{Field, Form, Input, field, or};
use crate::import::Group;

/// The `kind` of a list that hangs on a resource.
pub(super) const EXPORT: &str = "hopscope#export";

/// What a list hangs on: its words here begin with [`EXPORT`].
pub(super) fn export_word(object: &Value) -> &'static str {
    if object.get("managedZone").is_some() {
        return "hopscope#export zone";
    }
    let on = object.get("resource").and_then(Value::as_str);
    match on.and_then(|on| on.split('/').next()) {
        Some("neg") => "hopscope#export neg",
        Some("instance-group") => "hopscope#export instance-group",
        Some("response-policy") => "hopscope#export response-policy",
        Some("router") => "hopscope#export router",
        Some("cluster") => "hopscope#export cluster",
        _ => EXPORT,
    }
}

const MACHINES: &[Kind] = &[Kind::Instance, Kind::Pod, Kind::Host, Kind::RunService];
const RECORD: &[Field] = &[
    field("name", Input::Text),
    field(
        "type",
        Input::Choice(&["A", "AAAA", "CNAME", "NS", "SOA", "TXT"]),
    ),
    field("rrdatas", Input::List),
];
const RESPONSE_RULE: &[Field] = &[
    field("ruleName", Input::Text),
    field("dnsName", Input::Text),
    field("behavior", Input::Choice(&["bypassResponsePolicy"])),
    field("localData.localDatas", Input::Rows(RECORD)),
];
const LEARNED_ROUTE: &[Field] = &[
    field("destRange", Input::Text),
    or("priority", Input::Number, "100"),
    field("nextHopIp", Input::Text),
    field("nextHopVpnTunnel", Input::Refer(&[Kind::VpnTunnel])),
    field(
        "nextHopInterconnectAttachment",
        Input::Refer(&[Kind::Attachment]),
    ),
];
const SESSION: &[Field] = &[
    field("name", Input::Text),
    or("status", Input::Choice(&["UP", "DOWN"]), "UP"),
    field(
        "advertisedRoutes",
        Input::Rows(&[field("destRange", Input::Text)]),
    ),
];
const ENDPOINT: &[Field] = &[
    field("networkEndpoint.ipAddress", Input::Text),
    field("networkEndpoint.ipv6Address", Input::Text),
    field("networkEndpoint.port", Input::Number),
    field("networkEndpoint.instance", Input::Refer(&[Kind::Instance])),
    field("networkEndpoint.fqdn", Input::Text),
];

const KUBERNETES: &[Field] = &[
    field("apiVersion", Input::Choice(&["v1"])),
    field("kind", Input::Choice(&["ConfigMap", "Namespace"])),
    field("metadata.name", Input::Text),
    field("metadata.namespace", Input::Text),
    field("metadata.labels", Input::Pairs),
    field("data.config", Input::Text),
];

pub(super) static FORMS: &[Form] = &[
    Form {
        word: "hopscope#host",
        group: Group::Kind(Kind::Host),
        doc: "",
        fields: &[
            field("addresses", Input::List),
            field("dnsNames", Input::List),
            or("at", Input::Own(&[Kind::OnPremNetwork]), "internet"),
            field(
                "listens",
                Input::Rows(&[
                    field("port", Input::Number),
                    or("protocol", Input::Text, "tcp"),
                ]),
            ),
            field("allowFrom", Input::List),
            field("principal", Input::Text),
            field("adc.googleApplicationCredentials", Input::Text),
            field(
                "adc.gcloud.type",
                Input::Choice(&["authorized_user", "impersonated_service_account"]),
            ),
            field("adc.gcloud.target", Input::Text),
            field("adc.gcloud.caller", Input::Text),
        ],
        new: r#"[{"kind":"hopscope#host","name":"$name","addresses":["$external"]}]"#,
        stem: "host",
    },
    Form {
        word: "hopscope#onPremNetwork",
        group: Group::Kind(Kind::OnPremNetwork),
        doc: "",
        fields: &[
            field("ranges", Input::List),
            field("via", Input::OwnAll(&[Kind::VpnTunnel, Kind::Attachment])),
            or("resolver", Input::Choice(&["own", "inbound-policy"]), "own"),
        ],
        new: r#"[{"kind":"hopscope#onPremNetwork","name":"$name","ranges":["192.168.0.0/16"]}]"#,
        stem: "onprem",
    },
    Form {
        word: "hopscope#iamPolicy",
        group: Group::IamPolicy,
        doc: "https://cloud.google.com/iam/docs/reference/rest/v1/Policy",
        fields: &[field(
            "bindings",
            Input::Rows(&[
                field("role", Input::Text),
                field("members", Input::List),
                field("condition.expression", Input::Text),
            ]),
        )],
        new: "",
        stem: "",
    },
    Form {
        word: "hopscope#process",
        group: Group::Process,
        doc: "",
        fields: &[
            field("port", Input::Number),
            field(
                "protocol",
                Input::Choice(&["http", "https", "tcp", "udp", "ssh", "http-proxy", "socks5"]),
            ),
            field("allowFrom", Input::List),
        ],
        new: "",
        stem: "",
    },
    Form {
        word: "hopscope#tunnel",
        group: Group::Tunnel,
        doc: "",
        fields: &[
            field("listen", Input::Text),
            field("through", Input::Own(&[Kind::Instance])),
            field("to", Input::Text),
        ],
        new: "",
        stem: "",
    },
    Form {
        word: "hopscope#proxySettings",
        group: Group::ProxySettings,
        doc: "",
        fields: &[
            field("http", Input::Text),
            field("https", Input::Text),
            field("all", Input::Text),
            field("noProxy", Input::List),
            or(
                "scope",
                Input::Choice(&["application", "all-sockets"]),
                "application",
            ),
        ],
        new: "",
        stem: "",
    },
    Form {
        word: "hopscope#nameServer",
        group: Group::NameServer,
        doc: "",
        fields: &[
            field("name", Input::Text),
            field("on", Input::Own(MACHINES)),
            field("records", Input::Rows(RECORD)),
            or("else", Input::Choice(&["nxdomain", "public"]), "nxdomain"),
        ],
        new: "",
        stem: "",
    },
    Form {
        word: "hopscope#appliance",
        group: Group::Appliance,
        doc: "",
        fields: &[
            field("to", Input::Text),
            or("sourceNat", Input::Flag, "false"),
        ],
        new: "",
        stem: "",
    },
    Form {
        word: "hopscope#export zone",
        group: Group::Kind(Kind::Zone),
        doc: "https://cloud.google.com/dns/docs/reference/rest/v1/resourceRecordSets",
        fields: &[field("items", Input::Rows(RECORD))],
        new: "",
        stem: "",
    },
    Form {
        word: "hopscope#export neg",
        group: Group::Kind(Kind::Neg),
        doc: "",
        fields: &[field("items", Input::Rows(ENDPOINT))],
        new: "",
        stem: "",
    },
    Form {
        word: "hopscope#export instance-group",
        group: Group::Kind(Kind::InstanceGroup),
        doc: "",
        fields: &[field(
            "items",
            Input::Rows(&[field("instance", Input::Refer(&[Kind::Instance]))]),
        )],
        new: "",
        stem: "",
    },
    Form {
        word: "hopscope#export router",
        group: Group::Kind(Kind::Router),
        doc: "https://cloud.google.com/compute/docs/reference/rest/v1/routers/getRouterStatus",
        fields: &[field(
            "items",
            Input::Rows(&[
                field("result.bestRoutesForRouter", Input::Rows(LEARNED_ROUTE)),
                field("result.bgpPeerStatus", Input::Rows(SESSION)),
            ]),
        )],
        new: "",
        stem: "",
    },
    Form {
        word: "hopscope#export cluster",
        group: Group::Kind(Kind::Cluster),
        doc: "https://cloud.google.com/kubernetes-engine/docs/how-to/ip-masquerade-agent",
        fields: &[field("items", Input::Rows(KUBERNETES))],
        new: "",
        stem: "",
    },
    Form {
        word: "hopscope#export response-policy",
        group: Group::Kind(Kind::ResponsePolicy),
        doc: "",
        fields: &[field("items", Input::Rows(RESPONSE_RULE))],
        new: "",
        stem: "",
    },
];

/// What can hang on a resource of a kind and is not there yet: `$ref` stands for its reference, `$name` for its name.
pub static PARTS: &[(&[Kind], &str)] = &[
    (
        &[
            Kind::RunService,
            Kind::RunJob,
            Kind::Function,
            Kind::BackendService,
            Kind::Project,
        ],
        r#"{"kind":"hopscope#iamPolicy","resource":"$ref","bindings":[{"role":"roles/run.invoker","members":["allUsers"]}]}"#,
    ),
    (
        &[Kind::Instance, Kind::Pod, Kind::RunService],
        r#"{"kind":"hopscope#process","on":"$ref","port":8080,"protocol":"http"}"#,
    ),
    (
        &[
            Kind::Instance,
            Kind::Pod,
            Kind::RunService,
            Kind::RunJob,
            Kind::Host,
        ],
        r#"{"kind":"hopscope#proxySettings","on":"$ref","https":"http://10.0.0.2:3128"}"#,
    ),
    (
        &[Kind::Host, Kind::Instance],
        r#"{"kind":"hopscope#tunnel","on":"$ref","listen":"localhost:5000","through":"$vm","to":"203.0.113.9:22"}"#,
    ),
    (
        &[Kind::Instance, Kind::Host],
        r#"{"kind":"hopscope#nameServer","name":"$name","on":"$ref","records":[]}"#,
    ),
    (
        &[Kind::Instance],
        r#"{"kind":"hopscope#appliance","on":"$ref","to":"nic0"}"#,
    ),
    (
        &[Kind::Zone],
        r#"{"kind":"hopscope#export","managedZone":"$name","items":[]}"#,
    ),
    (
        &[Kind::Router],
        r#"{"kind":"hopscope#export","resource":"$ref","items":[{"kind":"compute#routerStatusResponse","result":{"bestRoutesForRouter":[]}}]}"#,
    ),
    (
        &[Kind::Cluster],
        r#"{"kind":"hopscope#export","resource":"$ref","items":[{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"ip-masq-agent","namespace":"kube-system"},"data":{"config":"{\"nonMasqueradeCIDRs\":[\"10.0.0.0/8\"]}"}},{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"default"}}]}"#,
    ),
    (
        &[Kind::RunService],
        r#"{"apiVersion":"domains.cloudrun.com/v1","kind":"DomainMapping","metadata":{"name":"$name.example.com","namespace":"$project","labels":{"cloud.googleapis.com/location":"$location"}},"spec":{"routeName":"$name"}}"#,
    ),
    (
        &[Kind::Neg, Kind::InstanceGroup, Kind::ResponsePolicy],
        r#"{"kind":"hopscope#export","resource":"$ref","items":[]}"#,
    ),
];

/// The fields of a request.
pub static REQUEST: &[Field] = &[
    field("name", Input::Text),
    field("from", Input::Text),
    field("to", Input::Text),
    or("method", Input::Text, "GET"),
    field(
        "expect.outcome",
        Input::Choice(&[
            "delivered",
            "rejected",
            "dropped",
            "forwarded",
            "ambiguous",
            "incomplete",
            "unmodelled",
        ]),
    ),
    field("expect.status", Input::Number),
    field("expect.cause", Input::Text),
    field("expect.source", Input::List),
    field("expect.fixed", Input::Choice(&["true", "false"])),
    field("expect.logged", Input::Text),
    field("expect.resolved", Input::List),
    field("proxy", Input::Text),
    field("credential.idToken.audience", Input::Text),
    field("credential.idToken.principal", Input::Text),
    field("credential.accessToken.principal", Input::Text),
    field("credential.adc.library", Input::Text),
    field("credential.adc.audience", Input::Text),
];
