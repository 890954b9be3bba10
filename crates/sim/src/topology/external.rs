//! Who has which external address.

use std::net::IpAddr;

use hopscope_model::name::{Id, Name};
use hopscope_model::resource::Kind;
use hopscope_model::resource::forwarding_rule::Scheme;
use hopscope_model::{Index, Scenario, Set};

/// Who has an external address.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum ExternalOwner {
    /// A VM, by interface index.
    Machine(Name, usize),
    /// Forwarding rules, in order of their names: one address may have several, by protocol and port.
    ForwardingRules(Vec<Name>),
    /// A Cloud NAT gateway: takes nothing that it did not start.
    CloudNat(Name),
    /// Reserved, and used by nothing that is in the scenario.
    Reserved(Name),
    /// A Cloud SQL instance.
    Sql(Name),
    /// A Cloud SQL instance, which connects to others from there: it takes nothing.
    SqlOutgoing(Name),
    /// The control plane of a cluster.
    ControlPlane(Name),
    /// Several things, as the scenario has it, one of them this.
    Several(Id),
}

/// Machines that a passthrough load balancer may pass packets to: for one of these an address may be that of its own
/// front end.
pub(super) fn behind(scenario: &Scenario) -> Set<Name> {
    let resources = &scenario.resources;
    let groups = resources.instance_groups.values();
    let members = groups.flat_map(|own| own.members.iter().flatten());
    let pools = resources.target_pools.values();
    let pooled = pools.flat_map(|own| &own.instances);
    let targets = resources.target_instances.values().map(|own| &own.instance);
    let negs = resources.negs.values();
    let endpoints = negs.flat_map(|own| own.endpoints.iter().flatten());
    let endpoints = endpoints.filter_map(|own| own.instance.as_ref());
    let mut found = Set::new();
    for machine in members.chain(pooled).chain(targets).chain(endpoints) {
        found.add(machine.name().clone());
    }
    found
}

pub(super) fn external_owners(scenario: &Scenario) -> Index<IpAddr, ExternalOwner> {
    let resources = &scenario.resources;
    let mut found: Index<IpAddr, ExternalOwner> = Index::new();
    for (name, address) in &resources.addresses {
        if address.external {
            found.insert(address.address, ExternalOwner::Reserved(name.clone()));
        }
    }
    for (name, cluster) in &resources.clusters {
        if let Some(address) = cluster.public_endpoint {
            let owner = ExternalOwner::ControlPlane(name.clone());
            claim(&mut found, address, owner, Kind::Cluster, name);
        }
    }
    for (name, sql) in &resources.sqls {
        if let Some(address) = sql.public_address {
            let owner = ExternalOwner::Sql(name.clone());
            claim(&mut found, address, owner, Kind::Sql, name);
        }
        let own = sql.public_address;
        for address in sql
            .outgoing_addresses
            .iter()
            .filter(|out| own != Some(**out))
        {
            let owner = ExternalOwner::SqlOutgoing(name.clone());
            claim(&mut found, *address, owner, Kind::Sql, name);
        }
    }
    for (router, own) in &resources.routers {
        for gateway in own.nats.iter() {
            let name = Name::new(
                router.project.clone(),
                router.location.clone(),
                format!("{}/{}", router.name, gateway.name),
            );
            for ip in &gateway.ips {
                let address = match ip {
                    hopscope_model::resource::router::NatIp::Literal(address) => Some(*address),
                    hopscope_model::resource::router::NatIp::Reserved(reference) => {
                        resources.get(reference).map(|own| own.address)
                    }
                };
                if let Some(address) = address {
                    let owner = ExternalOwner::CloudNat(name.clone());
                    claim(&mut found, address, owner, Kind::Nat, &name);
                }
            }
        }
    }
    for (name, rule) in &resources.forwarding_rules {
        let external = matches!(rule.scheme, Scheme::External | Scheme::ExternalManaged);
        if let (true, Some(address)) = (external, rule.address) {
            let owner = ExternalOwner::ForwardingRules(vec![name.clone()]);
            claim(&mut found, address, owner, Kind::ForwardingRule, name);
        }
    }
    for (name, machine) in &resources.instances {
        for (ix, interface) in machine.interfaces.iter().enumerate() {
            let v6 = interface.external_ipv6_address.map(IpAddr::V6);
            for address in interface.external_address.into_iter().chain(v6) {
                let owner = ExternalOwner::Machine(name.clone(), ix);
                claim(&mut found, address, owner, Kind::Instance, name);
            }
        }
    }
    found
}

/// Gives an external address to something. A reservation yields to what uses it, forwarding rules share; between
/// any others nobody can say whose it is.
fn claim(
    found: &mut Index<IpAddr, ExternalOwner>,
    address: IpAddr,
    owner: ExternalOwner,
    kind: Kind,
    name: &Name,
) {
    let owner = match (found.get_mut(&address), owner) {
        (None | Some(ExternalOwner::Reserved(_)), owner) => owner,
        (Some(own), owner) if *own == owner => return,
        (Some(ExternalOwner::ForwardingRules(own)), ExternalOwner::ForwardingRules(more)) => {
            own.extend(more);
            return;
        }
        _ => ExternalOwner::Several(Id::new(kind, name.clone())),
    };
    found.insert(address, owner);
}
