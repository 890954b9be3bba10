//! Forms of load balancers and of Private Service Connect.

use hopscope_model::Kind;

use super::{Field, Form, Input, field, or};
use crate::import::Group;

/// Stands for the `kind` of a target proxy of any protocol.
pub(super) const TARGET_PROXY: &str = "compute#targetHttpProxy";

const SCHEME: Input = Input::Choice(&[
    "EXTERNAL",
    "EXTERNAL_MANAGED",
    "INTERNAL",
    "INTERNAL_MANAGED",
    "INTERNAL_SELF_MANAGED",
]);
const NETWORK: Input = Input::Refer(&[Kind::Network]);
const SUBNET: Input = Input::Refer(&[Kind::Subnet]);
const SERVICE: Input = Input::Refer(&[Kind::BackendService]);
const BACKEND: Input = Input::Rows(&[
    field("backendService", SERVICE),
    field("weight", Input::Number),
]);
const PATH_RULE: &[Field] = &[
    field("paths", Input::List),
    field("service", SERVICE),
    field("routeAction.weightedBackendServices", BACKEND),
    or("urlRedirect.httpsRedirect", Input::Flag, "false"),
    field("routeAction.faultInjectionPolicy", Input::There("{}")),
];
const MATCH_RULE: &[Field] = &[
    field("prefixMatch", Input::Text),
    field("fullPathMatch", Input::Text),
    field("regexMatch", Input::Text),
    field("pathTemplateMatch", Input::Text),
    or("ignoreCase", Input::Flag, "false"),
    field("headerMatches", Input::There("[{}]")),
];
const ROUTE_RULE: &[Field] = &[
    field("priority", Input::Number),
    field("matchRules", Input::Rows(MATCH_RULE)),
    field("service", SERVICE),
    field("routeAction.weightedBackendServices", BACKEND),
    or("urlRedirect.httpsRedirect", Input::Flag, "false"),
    field("routeAction.faultInjectionPolicy", Input::There("{}")),
];
const PATH_MATCHER: &[Field] = &[
    field("name", Input::Text),
    field("defaultService", SERVICE),
    field("defaultRouteAction.weightedBackendServices", BACKEND),
    or("defaultUrlRedirect.httpsRedirect", Input::Flag, "false"),
    field(
        "defaultRouteAction.faultInjectionPolicy",
        Input::There("{}"),
    ),
    field("pathRules", Input::Rows(PATH_RULE)),
    field("routeRules", Input::Rows(ROUTE_RULE)),
];
const CHECK_PORT: Input = Input::Number;
const CHECK_BY: Input = Input::Choice(&["USE_SERVING_PORT"]);
const POLICY: Input = Input::Refer(&[Kind::SecurityPolicy]);
const CONNECTION: Input = Input::Choice(&["ACCEPTED", "PENDING", "REJECTED", "CLOSED"]);

pub(super) static FORMS: &[Form] = &[
    Form {
        word: "compute#forwardingRule",
        group: Group::Kind(Kind::ForwardingRule),
        doc: "https://cloud.google.com/compute/docs/reference/rest/v1/forwardingRules",
        fields: &[
            field("IPAddress", Input::Text),
            or(
                "IPProtocol",
                Input::Choice(&["TCP", "UDP", "ICMP", "ESP", "AH", "SCTP", "L3_DEFAULT"]),
                "L3_DEFAULT",
            ),
            field("portRange", Input::Text),
            field("ports", Input::List),
            or("allPorts", Input::Flag, "false"),
            field("loadBalancingScheme", SCHEME),
            field(
                "target",
                Input::ReferOr(
                    &[
                        Kind::TargetProxy,
                        Kind::ServiceAttachment,
                        Kind::TargetPool,
                        Kind::TargetInstance,
                    ],
                    &["all-apis", "vpc-sc"],
                ),
            ),
            field("backendService", SERVICE),
            field("network", NETWORK),
            field("subnetwork", SUBNET),
            or("allowGlobalAccess", Input::Flag, "false"),
            or("allowPscGlobalAccess", Input::Flag, "false"),
            field("pscConnectionStatus", CONNECTION),
            field("sourceIpRanges", Input::List),
            field("serviceDirectoryRegistrations", Input::There("[{}]")),
            field("serviceLabel", Input::Text),
        ],
        new: r#"[{"kind":"compute#forwardingRule","name":"$name","region":"$region","IPAddress":"$address","IPProtocol":"TCP","ports":["443"],"loadBalancingScheme":"INTERNAL","network":"$network","subnetwork":"$subnet"}]"#,
        stem: "forwarding-rule",
    },
    Form {
        word: TARGET_PROXY,
        group: Group::Kind(Kind::TargetProxy),
        doc: "https://cloud.google.com/load-balancing/docs/target-proxies",
        fields: &[
            field(
                "kind",
                Input::Choice(&[
                    "compute#targetHttpProxy",
                    "compute#targetHttpsProxy",
                    "compute#targetTcpProxy",
                    "compute#targetSslProxy",
                    "compute#targetGrpcProxy",
                ]),
            ),
            field("urlMap", Input::Refer(&[Kind::UrlMap])),
            field("service", SERVICE),
            or("proxyHeader", Input::Choice(&["NONE", "PROXY_V1"]), "NONE"),
            or("quicOverride", Input::Choice(&["NONE", "DISABLE"]), "NONE"),
            field("serverTlsPolicy", Input::Text),
        ],
        new: r#"[{"kind":"compute#urlMap","name":"$name-map"},{"kind":"compute#targetHttpsProxy","name":"$name","urlMap":"$name-map"}]"#,
        stem: "proxy",
    },
    Form {
        word: "compute#urlMap",
        group: Group::Kind(Kind::UrlMap),
        doc: "https://cloud.google.com/compute/docs/reference/rest/v1/urlMaps",
        fields: &[
            field("defaultService", SERVICE),
            field("defaultRouteAction.weightedBackendServices", BACKEND),
            or("defaultUrlRedirect.httpsRedirect", Input::Flag, "false"),
            field(
                "defaultRouteAction.faultInjectionPolicy",
                Input::There("{}"),
            ),
            field(
                "hostRules",
                Input::Rows(&[
                    field("hosts", Input::List),
                    field("pathMatcher", Input::Text),
                ]),
            ),
            field("pathMatchers", Input::Rows(PATH_MATCHER)),
        ],
        new: r#"[{"kind":"compute#urlMap","name":"$name"}]"#,
        stem: "url-map",
    },
    Form {
        word: "compute#backendService",
        group: Group::Kind(Kind::BackendService),
        doc: "https://cloud.google.com/compute/docs/reference/rest/v1/backendServices",
        fields: &[
            field("loadBalancingScheme", SCHEME),
            field(
                "protocol",
                Input::Choice(&[
                    "HTTP",
                    "HTTPS",
                    "HTTP2",
                    "TCP",
                    "SSL",
                    "UDP",
                    "GRPC",
                    "UNSPECIFIED",
                ]),
            ),
            or("portName", Input::Text, "http"),
            or(
                "ipAddressSelectionPolicy",
                Input::Choice(&["IPV4_ONLY", "PREFER_IPV6", "IPV6_ONLY"]),
                "IPV4_ONLY",
            ),
            field(
                "backends",
                Input::Rows(&[
                    field("group", Input::Refer(&[Kind::InstanceGroup, Kind::Neg])),
                    or("capacityScaler", Input::Text, "1"),
                    or("failover", Input::Flag, "false"),
                ]),
            ),
            or("failoverPolicy.failoverRatio", Input::Text, "0"),
            or(
                "failoverPolicy.dropTrafficIfUnhealthy",
                Input::Flag,
                "false",
            ),
            field("healthChecks", Input::ReferAll(&[Kind::HealthCheck])),
            or("iap.enabled", Input::Flag, "false"),
            field("iap.oauth2ClientId", Input::Text),
            field("securityPolicy", POLICY),
            field("edgeSecurityPolicy", POLICY),
            field("network", NETWORK),
        ],
        new: r#"[{"kind":"compute#healthCheck","name":"$name-check","region":"$region","type":"TCP","tcpHealthCheck":{"port":443}},{"kind":"compute#backendService","name":"$name","region":"$region","loadBalancingScheme":"INTERNAL","protocol":"TCP","healthChecks":["regions/$region/healthChecks/$name-check"]}]"#,
        stem: "backend-service",
    },
    Form {
        word: "compute#instanceGroup",
        group: Group::Kind(Kind::InstanceGroup),
        doc: "https://cloud.google.com/compute/docs/reference/rest/v1/instanceGroups",
        fields: &[
            field("network", NETWORK),
            field("subnetwork", SUBNET),
            field(
                "namedPorts",
                Input::Rows(&[field("name", Input::Text), field("port", Input::Number)]),
            ),
        ],
        new: r#"[{"kind":"compute#instanceGroup","name":"$name","zone":"$zone","network":"$network","subnetwork":"$subnet","namedPorts":[{"name":"http","port":80}]},{"kind":"hopscope#export","resource":"instance-group/$zone/$name","items":[]}]"#,
        stem: "instance-group",
    },
    Form {
        word: "compute#networkEndpointGroup",
        group: Group::Kind(Kind::Neg),
        doc: "https://cloud.google.com/compute/docs/reference/rest/v1/networkEndpointGroups",
        fields: &[
            field(
                "networkEndpointType",
                Input::Choice(&[
                    "SERVERLESS",
                    "GCE_VM_IP_PORT",
                    "GCE_VM_IP",
                    "INTERNET_FQDN_PORT",
                    "INTERNET_IP_PORT",
                    "NON_GCP_PRIVATE_IP_PORT",
                    "PRIVATE_SERVICE_CONNECT",
                ]),
            ),
            field("cloudRun.service", Input::Refer(&[Kind::RunService])),
            field("cloudFunction.function", Input::Refer(&[Kind::Function])),
            field("serverlessDeployment", Input::There("{}")),
            field(
                "pscTargetService",
                Input::Suggest(&[Kind::ServiceAttachment]),
            ),
            field("pscData.pscConnectionStatus", CONNECTION),
            field("pscData.producerPort", Input::Number),
            field("pscData.consumerPscAddress", Input::Text),
            field("network", NETWORK),
            field("subnetwork", SUBNET),
            field("defaultPort", Input::Number),
        ],
        new: r#"[{"kind":"compute#networkEndpointGroup","name":"$name","region":"$region","networkEndpointType":"SERVERLESS"}]"#,
        stem: "neg",
    },
    Form {
        word: "compute#healthCheck",
        group: Group::Kind(Kind::HealthCheck),
        doc: "https://cloud.google.com/compute/docs/reference/rest/v1/healthChecks",
        fields: &[
            field(
                "type",
                Input::Choice(&["TCP", "SSL", "HTTP", "HTTPS", "HTTP2", "GRPC"]),
            ),
            field("tcpHealthCheck.port", CHECK_PORT).only("type", &["TCP"]),
            field("tcpHealthCheck.portSpecification", CHECK_BY).only("type", &["TCP"]),
            field("sslHealthCheck.port", CHECK_PORT).only("type", &["SSL"]),
            field("sslHealthCheck.portSpecification", CHECK_BY).only("type", &["SSL"]),
            field("httpHealthCheck.port", CHECK_PORT).only("type", &["HTTP"]),
            field("httpHealthCheck.portSpecification", CHECK_BY).only("type", &["HTTP"]),
            field("httpsHealthCheck.port", CHECK_PORT).only("type", &["HTTPS"]),
            field("httpsHealthCheck.portSpecification", CHECK_BY).only("type", &["HTTPS"]),
            field("http2HealthCheck.port", CHECK_PORT).only("type", &["HTTP2"]),
            field("http2HealthCheck.portSpecification", CHECK_BY).only("type", &["HTTP2"]),
            field("grpcHealthCheck.port", CHECK_PORT).only("type", &["GRPC"]),
            field("grpcHealthCheck.portSpecification", CHECK_BY).only("type", &["GRPC"]),
        ],
        new: r#"[{"kind":"compute#healthCheck","name":"$name","region":"$region","type":"TCP","tcpHealthCheck":{"port":443}}]"#,
        stem: "health-check",
    },
    Form {
        word: "compute#targetPool",
        group: Group::Kind(Kind::TargetPool),
        doc: "https://cloud.google.com/load-balancing/docs/target-pools",
        fields: &[
            field("instances", Input::ReferAll(&[Kind::Instance])),
            field("healthChecks", Input::ReferAll(&[Kind::HealthCheck])),
            field("backupPool", Input::Refer(&[Kind::TargetPool])),
            or("failoverRatio", Input::Text, "0"),
        ],
        new: r#"[{"kind":"compute#targetPool","name":"$name","region":"$region","instances":[]}]"#,
        stem: "target-pool",
    },
    Form {
        word: "compute#targetInstance",
        group: Group::Kind(Kind::TargetInstance),
        doc: "https://cloud.google.com/load-balancing/docs/protocol-forwarding",
        fields: &[
            field("instance", Input::Refer(&[Kind::Instance])),
            field("network", NETWORK),
        ],
        new: r#"[{"kind":"compute#targetInstance","name":"$name","zone":"$zone","instance":"$name"}]"#,
        stem: "target-instance",
    },
    Form {
        word: "compute#securityPolicy",
        group: Group::Kind(Kind::SecurityPolicy),
        doc: "https://cloud.google.com/compute/docs/reference/rest/v1/securityPolicies",
        fields: &[
            field(
                "rules",
                Input::Rows(&[
                    field("priority", Input::Number),
                    field("action", Input::Text),
                    field("match.versionedExpr", Input::Choice(&["SRC_IPS_V1"])),
                    field("match.config.srcIpRanges", Input::List),
                    field("match.expr", Input::There("{}")),
                    or("preview", Input::Flag, "false"),
                ]),
            ),
            field(
                "associations",
                Input::Rows(&[field("attachmentId", Input::Text)]),
            ),
        ],
        new: r#"[{"kind":"compute#securityPolicy","name":"$name","rules":[{"priority":2147483647,"action":"allow","match":{"versionedExpr":"SRC_IPS_V1","config":{"srcIpRanges":["*"]}}}]}]"#,
        stem: "security-policy",
    },
    Form {
        word: "compute#serviceAttachment",
        group: Group::Kind(Kind::ServiceAttachment),
        doc: "https://cloud.google.com/compute/docs/reference/rest/v1/serviceAttachments",
        fields: &[
            field("targetService", Input::Refer(&[Kind::ForwardingRule])),
            or(
                "connectionPreference",
                Input::Choice(&["ACCEPT_MANUAL", "ACCEPT_AUTOMATIC"]),
                "ACCEPT_MANUAL",
            ),
            field(
                "consumerAcceptLists",
                Input::Rows(&[
                    field("projectIdOrNum", Input::Text),
                    field("networkUrl", NETWORK),
                    field("endpointUrl", Input::Suggest(&[Kind::ForwardingRule])),
                    field("connectionLimit", Input::Number),
                ]),
            ),
            field("consumerRejectLists", Input::List),
            field("natSubnets", Input::ReferAll(&[Kind::Subnet])),
            or("propagatedConnectionLimit", Input::Number, "250"),
            or("enableProxyProtocol", Input::Flag, "false"),
            field("domainNames", Input::List),
            field(
                "connectedEndpoints",
                Input::Rows(&[
                    field("endpoint", Input::Suggest(&[Kind::ForwardingRule])),
                    field("status", CONNECTION),
                    field("natIps", Input::List),
                ]),
            ),
        ],
        new: r#"[{"kind":"compute#serviceAttachment","name":"$name","region":"$region"}]"#,
        stem: "service-attachment",
    },
];
