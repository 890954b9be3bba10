//! Peerings apart from their network: `gcloud compute networks peerings list`, which says of each which network's it is
//! (`source_network`), and `gcloud services vpc-peerings list`, which says that a service of Google's has one. A later
//! list of peerings counts before what the network's own export says of the same.
//!
//! <https://cloud.google.com/sdk/gcloud/reference/compute/networks/peerings/list>,
//! <https://cloud.google.com/service-infrastructure/docs/service-networking/reference/rest/v1/services.connections>

use hopscope_model::resource::network::Peering;
use hopscope_model::resource::{Network, Resources};
use hopscope_model::{Id, Kind, Name, Reason, Why};

use super::network::peering;
use crate::codec::At;
use crate::field::FieldError;
use crate::item::{Item, is_number};
use crate::names;
use crate::reader::{Reader, read};

/// What a peering alone is kept as.
pub(crate) const PEERING: &str = "compute#networkPeering";

/// The peering of a service of Google's, and nothing else of it.
pub(crate) const CONNECTION: &str = "servicenetworking.googleapis.com/Connection";

impl Reader<'_> {
    /// One side of a peering.
    pub(crate) fn network_peering(&mut self, item: &Item<'_>) {
        let Some(network) = self.network_said(item, "source_network") else {
            return self.parent_unknown(item, "peering");
        };
        if !self.scenario.resources.networks.contains_key(&network) {
            return self.peering_without(item, &network, Kind::Network, &network);
        }
        let at = At::new(network.clone(), &self.known);
        let own = match read(item, |fields| peering(fields, &at)) {
            Ok(own) => own,
            Err(wrong) => return self.part_failed(item, Kind::Network, &network, &wrong),
        };
        let name = format!("{}/{}", network.name, own.name);
        let id = Id::new(Kind::Peering, Name::global(network.project.clone(), name));
        let Some(there) = self.scenario.resources.networks.get_mut(&network) else {
            return;
        };
        let Some(at) = there.peerings.iter().position(|one| one.name == own.name) else {
            return there.peerings.push(own);
        };
        let one = |peering: Peering| {
            let network = network.clone();
            move |all: &mut Resources| {
                let own = Network {
                    peerings: vec![peering],
                    ..Network::default()
                };
                all.networks.insert(network, own);
            }
        };
        let Some(before) = there.peerings.get_mut(at).filter(|before| **before != own) else {
            return;
        };
        let before = std::mem::replace(before, own.clone());
        let fields = self.told(one(before), one(own));
        self.duplicate(item, Some(self.short(item, &id)), false, Some(fields));
    }

    /// That a service of Google's has a peering with a network. What the peering carries, and whether it is active, the
    /// network's export says: without that, it is not known.
    pub(crate) fn service_connection(&mut self, item: &Item<'_>) {
        let peering = item.envelope.word("peering").unwrap_or_default();
        let Some(network) = self.network_said(item, "network") else {
            return self.parent_unknown(item, "peering");
        };
        let there = self.scenario.resources.networks.get(&network);
        if there.is_some_and(|own| own.peerings.iter().any(|own| own.name == peering)) {
            return;
        }
        let own = Name::global(
            network.project.clone(),
            format!("{}/{peering}", network.name),
        );
        self.peering_without(item, &network, Kind::Peering, &own);
    }

    /// What a peering needs is not there: the network is then not known whole.
    fn peering_without(&mut self, item: &Item<'_>, network: &Name, kind: Kind, absent: &Name) {
        let missing = self.short(item, &Id::new(kind, absent.clone()));
        let why = Reason::about(Why::PeeringAbsent, &missing);
        let error = FieldError::at(Vec::new(), why);
        self.part_failed(item, Kind::Network, network, &[error]);
    }

    /// The network that a field names. Service Networking names its project by number: where that is joined with no id,
    /// the only network of the name is meant.
    fn network_said(&self, item: &Item<'_>, key: &str) -> Option<Name> {
        let text = item.envelope.word(key)?;
        let from = Name::global(self.default_project(item.source), "");
        let name = names::resolve(Kind::Network, &text, &from, &self.known);
        if !is_number(&name.project) {
            return Some(name);
        }
        match self.parts.names.called(Kind::Network, &name.name) {
            [only] => Some(only.clone()),
            _ => Some(name),
        }
    }
}
