//! Which machine has which address: tests often say no more of where a packet starts.

use std::net::IpAddr;

use hopscope_model::index::Index;
use hopscope_model::resource::Resources;
use hopscope_model::{Id, Kind, Name};

/// Machines and pods by their addresses.
#[derive(Default)]
pub(crate) struct Owners {
    all: Vec<(Id, Option<String>)>,
    /// Which of them; [`SEVERAL`] where it is not one.
    of: Index<String, usize>,
}

/// Stands for more than one.
const SEVERAL: usize = usize::MAX;

/// Who has an address, and at which interface of a machine; nobody where several have it.
pub(crate) type Owner = Option<(Id, Option<String>)>;

impl Owners {
    /// Of what is there.
    pub(crate) fn of(resources: &Resources) -> Self {
        let mut owners = Self::default();
        for (name, machine) in &resources.instances {
            for own in &machine.interfaces {
                let addresses = [
                    own.address,
                    own.ipv6_address.map(IpAddr::V6),
                    own.external_ipv6_address.map(IpAddr::V6),
                ];
                let id = Id::new(Kind::Instance, name.clone());
                let owner = (id, Some(own.name.clone()));
                for address in addresses.into_iter().flatten() {
                    owners.add(Some(own.network.name()), address, &owner);
                }
                if let Some(address) = own.external_address {
                    owners.add(None, address, &owner);
                }
            }
        }
        for (name, pod) in &resources.pods {
            // One in its node's network has its node's address.
            let address = pod.address.filter(|_| !pod.host_network);
            let cluster = resources.clusters.get(pod.cluster.name());
            let network = cluster.map(|own| &own.network);
            if let (Some(address), Some(network)) = (address, network) {
                let owner = (Id::new(Kind::Pod, name.clone()), None);
                owners.add(Some(network.name()), address, &owner);
            }
        }
        owners
    }

    /// An address that is private counts in its network, and where no network is said as long as only one has it.
    fn add(&mut self, network: Option<&Name>, address: IpAddr, owner: &(Id, Option<String>)) {
        if self.all.last() != Some(owner) {
            self.all.push(owner.clone());
        }
        let own = self.all.len() - 1;
        for key in [key(None, address), key(network, address)] {
            match self.of.get_mut(&key) {
                Some(there) if *there != own => *there = SEVERAL,
                Some(_) => {}
                None => self.of.insert(key, own),
            }
        }
    }

    /// Who has it, in a network where one is said.
    pub(crate) fn get(&self, network: Option<&Name>, address: IpAddr) -> Owner {
        let at = self.of.get(&key(network, address))?;
        self.all.get(*at).cloned()
    }
}

fn key(network: Option<&Name>, address: IpAddr) -> String {
    match network {
        Some(network) => format!("{network:?} {address}"),
        None => address.to_string(),
    }
}
