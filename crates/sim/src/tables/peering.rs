//! The VPC peerings of a network: what each carries.
//!
//! <https://cloud.google.com/vpc/docs/vpc-peering>: subnet routes of private ranges are always exchanged, those of
//! privately used public ranges where one side exports and the other imports them, custom routes likewise. A peering
//! is active when both networks have one for the other. Nothing is passed on to a third network.

use std::net::IpAddr;

use hopscope_model::name::Name;
use hopscope_model::resource::network::Peering;
use hopscope_model::resource::route::{NextHop, Route};
use hopscope_model::{Index, Scenario, google};
use ipnet::IpNet;

use super::prefixes::Prefixes;

/// One side of a peering, as the network that has it sees the other.
#[derive(Clone, Debug)]
pub(crate) struct Peer {
    /// `NETWORK/PEERING`.
    pub(crate) name: Name,
    /// The network at the other side.
    pub(crate) network: Name,
    /// Whether it carries anything.
    pub(crate) state: PeerState,
    /// Custom routes come in: the other side exports and this one imports them.
    pub(crate) custom_routes: bool,
    /// Subnet routes of privately used public ranges come in.
    pub(crate) public_subnets: bool,
    /// What this side would take of the other's custom routes and public ranges.
    pub(crate) imports: Imports,
    /// Ranges that the network's list of routes has by this peering.
    listed: Prefixes<IpNet>,
    /// Both sides have the stack type `IPV4_IPV6`: routes of IPv6 ranges come in.
    dual_stack: bool,
    /// Whether it lists any.
    pub(crate) is_listed: bool,
}

/// What one side imports.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Imports {
    /// `importCustomRoutes`.
    pub(crate) custom_routes: bool,
    /// `importSubnetRoutesWithPublicIp`.
    pub(crate) public_subnets: bool,
}

/// Whether a peering carries anything.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum PeerState {
    /// Both networks have it, and neither says that it is not active.
    Active,
    /// One says that it is not active.
    Inactive,
    /// The other network is not in the scenario.
    Absent,
    /// The list of routes names it, and the network does not have it: what was exported of the network is older than that
    /// list, or not all of it.
    Unknown,
    /// The other network is there and has no peering for this one: one of the two is not as it is.
    OneSided,
}

impl Peer {
    /// The peerings of a network, in order.
    pub(crate) fn of_network(
        scenario: &Scenario,
        name: &Name,
        routes: &[(&Name, &Route)],
    ) -> Vec<Self> {
        let resources = &scenario.resources;
        let Some(own) = resources.networks.get(name) else {
            return Vec::new();
        };
        let peerings = own.peerings.iter();
        let mut all: Vec<Self> = peerings
            .map(|peering| Self::new(scenario, name, peering))
            .collect();
        let mut places: Index<&str, usize> = Index::new();
        for (place, peering) in own.peerings.iter().enumerate() {
            places.insert_first(&*peering.name, place);
        }
        for (_, route) in routes {
            let NextHop::Peering(by) = &route.next_hop else {
                continue;
            };
            let place = places.get(&&**by).copied().unwrap_or(all.len());
            if place == all.len() {
                places.insert(by, place);
                all.push(Self::unknown(named(name, by)));
            }
            if let Some(peer) = all.get_mut(place) {
                peer.listed.insert(&route.destination, route.destination);
                peer.is_listed = true;
            }
        }
        all
    }

    /// One that only routes name.
    fn unknown(name: Name) -> Self {
        Self {
            listed: Prefixes::default(),
            name,
            network: Name::global("", ""),
            state: PeerState::Unknown,
            custom_routes: false,
            public_subnets: false,
            imports: Imports {
                custom_routes: false,
                public_subnets: false,
            },
            dual_stack: false,
            is_listed: true,
        }
    }

    fn new(scenario: &Scenario, network: &Name, own: &Peering) -> Self {
        let other = scenario.resources.networks.get(own.network.name());
        let back = other.and_then(|other| {
            let mut peerings = other.peerings.iter();
            peerings.find(|back| back.network.name() == network)
        });
        let state = match (own.active, other, back) {
            (false, _, _) => PeerState::Inactive,
            (true, None, _) => PeerState::Absent,
            (true, Some(_), None) => PeerState::OneSided,
            (true, Some(_), Some(back)) if back.active => PeerState::Active,
            (true, Some(_), Some(_)) => PeerState::Inactive,
        };
        let imports = Imports {
            custom_routes: own.import_custom_routes,
            public_subnets: own.import_subnet_routes_with_public_ip,
        };
        Self {
            name: named(network, &own.name),
            network: own.network.name().clone(),
            state,
            custom_routes: imports.custom_routes
                && back.is_some_and(|back| back.export_custom_routes),
            public_subnets: imports.public_subnets
                && back.is_some_and(|back| back.export_subnet_routes_with_public_ip != Some(false)),
            imports,
            dual_stack: own.dual_stack && back.is_some_and(|back| back.dual_stack),
            listed: Prefixes::default(),
            is_listed: false,
        }
    }

    /// Whether the subnet route of a range of the other network comes in.
    pub(crate) fn carries(&self, range: &IpNet) -> bool {
        let fits = match range {
            IpNet::V4(_) => self.public_subnets || !is_public(range),
            IpNet::V6(_) => self.dual_stack,
        };
        self.state == PeerState::Active && fits
    }

    /// The range by which the network's list of routes has an address at the other side.
    pub(crate) fn listed(&self, address: IpAddr) -> Option<&IpNet> {
        self.listed.longest(address)
    }
}

/// `NETWORK/PEERING`.
fn named(network: &Name, peering: &str) -> Name {
    Name::global(
        network.project.clone(),
        format!("{}/{peering}", network.name),
    )
}

/// Whether a range of a subnet is of public addresses, used privately. Those for documentation are private ones too
/// (<https://cloud.google.com/vpc/docs/subnets#valid-ranges>).
pub(crate) fn is_public(range: &IpNet) -> bool {
    let address = range.network();
    let reserved = match address {
        IpAddr::V4(address) => {
            let mut ranges = google::DOCUMENTATION_RANGES.iter();
            google::RELAY_RANGE.contains(&address) || ranges.any(|own| own.contains(&address))
        }
        IpAddr::V6(_) => false,
    };
    !reserved && !google::is_private(address)
}
