//! How serverless workloads reach out: connector, Direct VPC egress, or neither; in every spelling.

use hopscope_model::resource::serverless::{Ingress, ServerlessEgress, VpcAccess};
use hopscope_model::{Name, Reason, Ref, Why};

use crate::codec::{At, Out};
use crate::fields::Fields;
use crate::names::Path;
use crate::tree::Tree;

/// Whether all traffic takes the way, in every spelling.
const SETTINGS: &[(&str, bool)] = &[
    ("ALL_TRAFFIC", true),
    ("all-traffic", true),
    ("all", true),
    ("VPC_EGRESS_ALL_TRAFFIC", true),
    ("PRIVATE_RANGES_ONLY", false),
    ("private-ranges-only", false),
    ("VPC_EGRESS_PRIVATE_RANGES_ONLY", false),
    ("VPC_EGRESS_UNSPECIFIED", false),
    ("VPC_CONNECTOR_EGRESS_SETTINGS_UNSPECIFIED", false),
    ("DIRECT_VPC_EGRESS_UNSPECIFIED", false),
    ("EGRESS_SETTING_UNSPECIFIED", false),
];

/// The egress of a workload by the fields of connector, setting, and interfaces of Direct VPC egress.
pub(super) fn egress(
    fields: &Fields<'_>,
    [connector, key, interfaces]: [&str; 3],
    at: &At<'_>,
) -> ServerlessEgress {
    let vpc = match at.maybe(fields, connector) {
        Some(connector) => VpcAccess::Connector(connector),
        None => direct(&fields.objects(interfaces), at),
    };
    ServerlessEgress {
        vpc,
        all_traffic: setting(fields, key),
    }
}

/// Whether all traffic takes the way through the VPC.
pub(super) fn setting(fields: &Fields<'_>, key: &str) -> bool {
    let Some(text) = fields.text(key) else {
        return false;
    };
    let known = SETTINGS.iter().find(|(word, _)| *word == text);
    if known.is_none() {
        fields.wrong(key, Reason::about(Why::NotKnown, &text));
    }
    known.is_some_and(|(_, all)| *all)
}

/// Direct VPC egress by its interfaces, of which there is one at most; Cloud Run v2 and the annotation of v1 spell
/// them alike.
pub(super) fn direct(interfaces: &[Fields<'_>], at: &At<'_>) -> VpcAccess {
    let Some(interface) = interfaces.first() else {
        return VpcAccess::None;
    };
    let network = interface.text("network");
    let subnet = match (interface.text_of(&["subnetwork", "subnet"]), &network) {
        (Some(subnet), _) => at.refer(&subnet),
        // Google takes the subnet of the network's name, in the workload's region.
        (None, Some(network)) => {
            let path = Path::parse(network);
            let project = path
                .project
                .map_or(&*at.name.project, |project| at.known.project(project));
            Ref::to(Name::new(project, at.name.region(), path.name))
        }
        (None, None) => {
            interface.missing("network");
            Ref::to(at.name.clone())
        }
    };
    VpcAccess::Direct {
        network: network.map(|network| at.refer(&network)),
        subnet,
        tags: tags(interface),
    }
}

/// A list; in the annotation of services a text as well, with commas where there are several
/// (<https://docs.cloud.google.com/run/docs/configuring/vpc-direct-vpc>).
fn tags(interface: &Fields<'_>) -> Vec<String> {
    let Some(Tree::Text(text)) = interface.get("tags") else {
        return interface.texts("tags");
    };
    let tags = text.split(',').map(str::trim).filter(|own| !own.is_empty());
    tags.map(str::to_owned).collect()
}

/// The egress that `vpcAccess` of Cloud Run v2 says.
pub(super) fn vpc_access(template: &Fields<'_>, at: &At<'_>) -> ServerlessEgress {
    let access = template.object("vpcAccess");
    egress(&access, ["connector", "egress", "networkInterfaces"], at)
}

/// Writes `vpcAccess` of Cloud Run v2.
pub(super) fn write(egress: &ServerlessEgress, out: &mut Out<'_>) {
    let mut access = out.nested();
    if egress.all_traffic {
        access.put("egress", "ALL_TRAFFIC");
    }
    match &egress.vpc {
        VpcAccess::None => {}
        VpcAccess::Connector(connector) => {
            // The API wants the whole name here.
            access.refer("connector", connector);
        }
        VpcAccess::Direct {
            network,
            subnet,
            tags,
        } => {
            let mut interface = out.nested();
            interface.refer_maybe("network", network.as_ref());
            interface.refer("subnetwork", subnet);
            interface.list("tags", tags);
            access.objects("networkInterfaces", vec![interface.map]);
        }
    }
    out.object("vpcAccess", access);
}

/// Spellings of the ingress setting; the first of each is how v2 is written.
const INGRESS: &[(&str, Ingress)] = &[
    ("INGRESS_TRAFFIC_ALL", Ingress::All),
    ("INGRESS_TRAFFIC_INTERNAL_ONLY", Ingress::Internal),
    (
        "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER",
        Ingress::InternalAndLoadBalancing,
    ),
    ("INGRESS_TRAFFIC_NONE", Ingress::None),
    ("INGRESS_TRAFFIC_UNSPECIFIED", Ingress::All),
    ("all", Ingress::All),
    ("internal", Ingress::Internal),
    (
        "internal-and-cloud-load-balancing",
        Ingress::InternalAndLoadBalancing,
    ),
    ("none", Ingress::None),
    ("ALLOW_ALL", Ingress::All),
    ("ALLOW_INTERNAL_ONLY", Ingress::Internal),
    ("ALLOW_INTERNAL_AND_GCLB", Ingress::InternalAndLoadBalancing),
    ("INGRESS_SETTINGS_UNSPECIFIED", Ingress::All),
];

/// Reads an ingress setting in any spelling.
pub(super) fn ingress(fields: &Fields<'_>, key: &str) -> Ingress {
    let Some(text) = fields.text(key) else {
        return Ingress::All;
    };
    let known = INGRESS.iter().find(|(word, _)| *word == text);
    if known.is_none() {
        fields.wrong(key, Reason::about(Why::NotKnown, &text));
    }
    known.map_or(Ingress::All, |(_, ingress)| *ingress)
}

/// How an ingress setting is written; the default is left out.
pub(super) fn ingress_word(ingress: Ingress) -> Option<&'static str> {
    INGRESS
        .iter()
        .find(|(_, own)| *own == ingress)
        .map(|(word, _)| *word)
        .filter(|_| ingress != Ingress::All)
}

/// The same as functions spell it.
pub(super) fn function_ingress_word(ingress: Ingress) -> Option<&'static str> {
    match ingress {
        Ingress::All | Ingress::None => None,
        Ingress::Internal => Some("ALLOW_INTERNAL_ONLY"),
        Ingress::InternalAndLoadBalancing => Some("ALLOW_INTERNAL_AND_GCLB"),
    }
}
