//! How serverless workloads reach out: connector, Direct VPC egress, or neither; in every spelling.

use hopscope_model::resource::serverless::{Ingress, ServerlessEgress, VpcAccess};
use hopscope_model::{Name, Ref};
use serde::Deserialize;

use crate::codec::{At, Out};
use crate::field::{FieldError, Given, List, Maybe};
use crate::names::Path;

/// `vpcAccess` of Cloud Run v2.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct VpcAccessWire {
    #[serde(default)]
    connector: Maybe<String>,
    #[serde(default)]
    egress: Maybe<String>,
    #[serde(default)]
    network_interfaces: List<NetworkInterface>,
}

/// A Direct VPC egress interface; Cloud Run v2 and the annotation of v1 spell it alike.
#[derive(Deserialize)]
pub(super) struct NetworkInterface {
    #[serde(default)]
    network: Maybe<String>,
    #[serde(default, alias = "subnet")]
    subnetwork: Maybe<String>,
    #[serde(default)]
    tags: List<Given<String>>,
}

/// The egress of a workload from its parts.
pub(super) fn egress(
    connector: &Maybe<String>,
    setting: &Maybe<String>,
    interfaces: List<NetworkInterface>,
    at: &At<'_>,
) -> Result<ServerlessEgress, FieldError> {
    let vpc = match (connector.0.as_deref(), interfaces.0.into_iter().next()) {
        (Some(connector), _) => VpcAccess::Connector(at.refer(connector)),
        (None, Some(interface)) => direct(interface, at)?,
        (None, None) => VpcAccess::None,
    };
    let all_traffic = match setting.0.as_deref() {
        None => false,
        Some("ALL_TRAFFIC" | "all-traffic" | "all" | "VPC_EGRESS_ALL_TRAFFIC") => true,
        Some(
            "PRIVATE_RANGES_ONLY"
            | "private-ranges-only"
            | "VPC_EGRESS_PRIVATE_RANGES_ONLY"
            | "VPC_EGRESS_UNSPECIFIED"
            | "VPC_CONNECTOR_EGRESS_SETTINGS_UNSPECIFIED"
            | "DIRECT_VPC_EGRESS_UNSPECIFIED"
            | "EGRESS_SETTING_UNSPECIFIED",
        ) => false,
        Some(other) => {
            let why = format!("`{other}` is no egress setting that is known");
            return Err(FieldError::invalid("egress", why));
        }
    };
    Ok(ServerlessEgress { vpc, all_traffic })
}

fn direct(interface: NetworkInterface, at: &At<'_>) -> Result<VpcAccess, FieldError> {
    let network = at.maybe(&interface.network);
    let subnet = match (&interface.subnetwork.0, &interface.network.0) {
        (Some(subnet), _) => at.refer(subnet),
        // Google takes the subnet of the network's name, in the workload's region.
        (None, Some(network)) => {
            let path = Path::parse(network);
            let project = path
                .project
                .map_or(&*at.name.project, |project| at.known.project(project));
            Ref::to(Name::new(project, at.name.region(), path.name))
        }
        (None, None) => return Err(FieldError::missing("network")),
    };
    Ok(VpcAccess::Direct {
        network,
        subnet,
        tags: interface.tags.words(),
    })
}

impl VpcAccessWire {
    /// The egress it says.
    pub(super) fn read(self, at: &At<'_>) -> Result<ServerlessEgress, FieldError> {
        egress(&self.connector, &self.egress, self.network_interfaces, at)
    }
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
pub(super) fn ingress(field: &str, word: &Maybe<String>) -> Result<Ingress, FieldError> {
    match word.0.as_deref() {
        None => Ok(Ingress::All),
        Some(word) => INGRESS
            .iter()
            .find(|(own, _)| *own == word)
            .map(|(_, ingress)| *ingress)
            .ok_or_else(|| {
                FieldError::invalid(
                    field,
                    format!("`{word}` is no ingress setting that is known"),
                )
            }),
    }
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
