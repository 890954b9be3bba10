//! Forms of Cloud Run, functions, App Engine and connectors.

use hopscope_model::Kind;

use super::{Field, Form, Input, field, or};
use crate::import::Group;

const INGRESS: Input = Input::Choice(&[
    "INGRESS_TRAFFIC_ALL",
    "INGRESS_TRAFFIC_INTERNAL_ONLY",
    "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER",
]);
const EGRESS: Input = Input::Choice(&["PRIVATE_RANGES_ONLY", "ALL_TRAFFIC"]);
const NETWORK: Input = Input::Refer(&[Kind::Network]);
const SUBNET: Input = Input::Refer(&[Kind::Subnet]);
const CONNECTOR: Input = Input::Refer(&[Kind::Connector]);
const READY: Input = Input::Choice(&["CONDITION_SUCCEEDED", "CONDITION_FAILED"]);

const INTERFACE: &[Field] = &[
    field("network", NETWORK),
    field("subnetwork", SUBNET),
    field("tags", Input::List),
];
const ENVIRONMENT: &[Field] = &[
    field("name", Input::Text),
    field("value", Input::Text),
    field("valueSource", Input::There("{}")),
];
const SECRET: &[Field] = &[field("key", Input::Text)];
const TRAFFIC: &[Field] = &[
    field("revision", Input::Text),
    field("percent", Input::Number),
    field("tag", Input::Text),
];
const CONTAINERS: &[Field] = &[field("env", Input::Rows(ENVIRONMENT))];

const FUNCTION_INGRESS: Input = Input::Choice(&[
    "ALLOW_ALL",
    "ALLOW_INTERNAL_ONLY",
    "ALLOW_INTERNAL_AND_GCLB",
]);
/// The asset type of functions.
pub(super) const FUNCTION: &str = "cloudfunctions.googleapis.com/Function";
/// Stands for those of the 1st generation.
pub(super) const FIRST_GENERATION: &str = "cloudfunctions.googleapis.com/Function GEN_1";

pub(super) static FORMS: &[Form] = &[
    Form {
        word: "run.googleapis.com/Service",
        group: Group::Kind(Kind::RunService),
        doc: "https://cloud.google.com/run/docs/reference/rest/v2/projects.locations.services",
        fields: &[
            or("ingress", INGRESS, "INGRESS_TRAFFIC_ALL"),
            or("template.vpcAccess.egress", EGRESS, "PRIVATE_RANGES_ONLY"),
            field(
                "template.vpcAccess.networkInterfaces",
                Input::Rows(INTERFACE),
            ),
            field("template.vpcAccess.connector", CONNECTOR),
            field("uri", Input::Text),
            field("urls", Input::List),
            or("defaultUriDisabled", Input::Flag, "false"),
            or("invokerIamDisabled", Input::Flag, "false"),
            or("iapEnabled", Input::Flag, "false"),
            field("customAudiences", Input::List),
            field("template.serviceAccount", Input::Text),
            field("template.containers", Input::Rows(CONTAINERS)),
            field("traffic", Input::Rows(TRAFFIC)),
            or("terminalCondition.state", READY, "CONDITION_SUCCEEDED"),
        ],
        new: r#"[{"assetType":"run.googleapis.com/Service","name":"projects/$project/locations/$region/services/$name","ingress":"INGRESS_TRAFFIC_ALL","uri":"https://$name-$hash-$short.a.run.app","template":{}}]"#,
        stem: "service",
    },
    Form {
        word: "run.googleapis.com/Job",
        group: Group::Kind(Kind::RunJob),
        doc: "https://cloud.google.com/run/docs/reference/rest/v2/projects.locations.jobs",
        fields: &[
            or(
                "template.template.vpcAccess.egress",
                EGRESS,
                "PRIVATE_RANGES_ONLY",
            ),
            field(
                "template.template.vpcAccess.networkInterfaces",
                Input::Rows(INTERFACE),
            ),
            field("template.template.vpcAccess.connector", CONNECTOR),
            field("template.template.serviceAccount", Input::Text),
            field("template.template.containers", Input::Rows(CONTAINERS)),
            or("terminalCondition.state", READY, "CONDITION_SUCCEEDED"),
        ],
        new: r#"[{"assetType":"run.googleapis.com/Job","name":"projects/$project/locations/$region/jobs/$name","template":{"template":{}}}]"#,
        stem: "job",
    },
    Form {
        word: FUNCTION,
        group: Group::Kind(Kind::Function),
        doc: "https://cloud.google.com/functions/docs/reference/rest/v2/projects.locations.functions",
        fields: &[
            or(
                "serviceConfig.ingressSettings",
                FUNCTION_INGRESS,
                "ALLOW_ALL",
            ),
            field("serviceConfig.vpcConnector", CONNECTOR),
            or(
                "serviceConfig.vpcConnectorEgressSettings",
                EGRESS,
                "PRIVATE_RANGES_ONLY",
            ),
            field(
                "serviceConfig.directVpcNetworkInterface",
                Input::Rows(INTERFACE),
            ),
            or(
                "serviceConfig.directVpcEgress",
                Input::Choice(&["VPC_EGRESS_PRIVATE_RANGES_ONLY", "VPC_EGRESS_ALL_TRAFFIC"]),
                "VPC_EGRESS_PRIVATE_RANGES_ONLY",
            )
            .only("serviceConfig.directVpcNetworkInterface", &[]),
            field("serviceConfig.service", Input::Refer(&[Kind::RunService])),
            field("serviceConfig.uri", Input::Text),
            field("url", Input::Text),
            field("serviceConfig.serviceAccountEmail", Input::Text),
            field("serviceConfig.environmentVariables", Input::Pairs),
            field(
                "serviceConfig.secretEnvironmentVariables",
                Input::Rows(SECRET),
            ),
            or("state", Input::Choice(&["ACTIVE", "FAILED"]), "ACTIVE"),
        ],
        new: r#"[{"assetType":"cloudfunctions.googleapis.com/Function","name":"projects/$project/locations/$region/functions/$name","environment":"GEN_2","url":"https://$region-$project.cloudfunctions.net/$name","serviceConfig":{"uri":"https://$name-$hash-$short.a.run.app"}}]"#,
        stem: "function",
    },
    Form {
        word: FIRST_GENERATION,
        group: Group::Kind(Kind::Function),
        doc: "https://cloud.google.com/functions/docs/reference/rest/v1/projects.locations.functions",
        fields: &[
            or("ingressSettings", FUNCTION_INGRESS, "ALLOW_ALL"),
            field("vpcConnector", CONNECTOR),
            or("vpcConnectorEgressSettings", EGRESS, "PRIVATE_RANGES_ONLY"),
            field("httpsTrigger.url", Input::Text),
            field("serviceAccountEmail", Input::Text),
            field("environmentVariables", Input::Pairs),
            field("secretEnvironmentVariables", Input::Rows(SECRET)),
            or("status", Input::Choice(&["ACTIVE", "OFFLINE"]), "ACTIVE"),
        ],
        new: r#"[{"assetType":"cloudfunctions.googleapis.com/Function","name":"projects/$project/locations/$region/functions/$name","httpsTrigger":{"url":"https://$region-$project.cloudfunctions.net/$name"}}]"#,
        stem: "function",
    },
    Form {
        word: "vpcaccess.googleapis.com/Connector",
        group: Group::Kind(Kind::Connector),
        doc: "https://cloud.google.com/vpc/docs/reference/vpcaccess/rest/v1/projects.locations.connectors",
        fields: &[
            field("network", NETWORK),
            field("ipCidrRange", Input::Text),
            field("subnet.name", SUBNET),
            field("subnet.projectId", Input::Text),
            or("state", Input::Choice(&["READY", "ERROR"]), "READY"),
        ],
        new: r#"[{"assetType":"vpcaccess.googleapis.com/Connector","name":"projects/$project/locations/$region/connectors/$name","network":"$network","ipCidrRange":"$range28"}]"#,
        stem: "connector",
    },
    Form {
        word: "appengine.googleapis.com/Service",
        group: Group::Kind(Kind::App),
        doc: "https://cloud.google.com/appengine/docs/admin-api/reference/rest/v1/apps.services.versions",
        fields: &[
            field("vpcAccessConnector.name", CONNECTOR),
            or("env", Input::Choice(&["standard", "flexible"]), "standard"),
            or(
                "vpcAccessConnector.egressSetting",
                EGRESS,
                "PRIVATE_RANGES_ONLY",
            ),
        ],
        new: r#"[{"assetType":"appengine.googleapis.com/Service","name":"apps/$project/services/$name","env":"standard"}]"#,
        stem: "app",
    },
    Form {
        word: "DomainMapping",
        group: Group::DomainMapping,
        doc: "https://cloud.google.com/run/docs/mapping-custom-domains",
        fields: &[field("metadata.name", Input::Text)],
        new: "",
        stem: "",
    },
];
