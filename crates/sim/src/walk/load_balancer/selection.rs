//! `ipAddressSelectionPolicy`: over which IP version a load balancer with a proxy connects to a backend.
//!
//! <https://cloud.google.com/load-balancing/docs/ipv6>,
//! <https://cloud.google.com/load-balancing/docs/https/convert-applb-dualstack>: with `IPV4_ONLY` connections and health
//! checks are IPv4, with `IPV6_ONLY` IPv6, whatever the client's is. With `PREFER_IPV6` both are checked, a backend with
//! either is healthy, and the IPv6 connection is tried first; front ends of Google's fall back to IPv4 where it fails.
//! A backend has an external IPv6 address; an Envoy sends from the proxy-only subnet's internal IPv6 range.

use std::net::{IpAddr, Ipv6Addr};

use hopscope_model::resource::forwarding_rule::Scheme;
use hopscope_model::resource::load_balancing::AddressSelection;
use hopscope_model::resource::{BackendService, Kind};
use hopscope_model::{Protocol, google};
use ipnet::IpNet;

use super::Backend;
use super::health::{Checks, Health, Probe};
use super::machines::Way;
use super::proxy::Proxy;
use crate::address_set::AddressSet;
use crate::docs;
use crate::tables::rules::{Flow, Identity};
use crate::walk::{At, Checked, Lack, Walk};

impl<'a> Proxy<'a> {
    /// From where its health checks come.
    pub(super) fn checks(&self, ipv6: bool) -> Checks<'a> {
        Checks {
            ranges: match (ipv6, self.envoy) {
                (false, _) => &google::FRONT_END_RANGES,
                (true, None) => &google::FRONT_END_RANGES_IPV6,
                (true, Some(_)) => &google::HEALTH_CHECK_RANGES_IPV6,
            },
            to: None,
            internal: self.internal,
        }
    }
}

impl Backend<'_> {
    /// Whether it is connected to over IPv6.
    pub(super) fn is_ipv6(&self) -> bool {
        self.address.is_some_and(|own| own.is_ipv6())
    }
}

impl<'a> Walk<'a> {
    /// Whether the policy of a service can be followed: it is for load balancers other than classic ones, with
    /// machines behind them.
    pub(super) fn selection_is_followed(
        &self,
        proxy: Proxy<'a>,
        at: At<'a>,
        service: &'a BackendService,
        machines: bool,
    ) -> Checked<'a> {
        let rules = &self.net.scenario.resources.forwarding_rules;
        let rule = rules.get(proxy.rule.name);
        let classic = rule.is_some_and(|rule| rule.scheme == Scheme::External);
        if service.address_selection == AddressSelection::Ipv4Only || (machines && !classic) {
            return Ok(());
        }
        Err(self.unmodelled("IP_ADDRESS_SELECTION_POLICY", Some(at), docs::LB_IPV6))
    }

    /// By which address a backend is connected to, and how it fares there.
    pub(super) fn way_to(
        &mut self,
        proxy: Proxy<'a>,
        service: &'a BackendService,
        probe: Probe<'a>,
        backend: Backend<'a>,
    ) -> Checked<'a, Way<'a>> {
        match service.address_selection {
            AddressSelection::Ipv4Only => self.way_over_ipv4(proxy, probe, backend),
            AddressSelection::Ipv6Only => match self.over_ipv6(backend)? {
                Some(six) => {
                    let health = self.health_over_ipv6(proxy, probe, six)?;
                    if health.is_healthy() {
                        // Open in part is not answered.
                        self.is_open_over_ipv6(proxy, six)?;
                    }
                    Ok((six, health))
                }
                None => Ok((backend, Health::NoAddress("IPv6"))),
            },
            AddressSelection::PreferIpv6 => self.way_preferred(proxy, probe, backend),
        }
    }

    fn way_over_ipv4(
        &mut self,
        proxy: Proxy<'a>,
        probe: Probe<'a>,
        backend: Backend<'a>,
    ) -> Checked<'a, Way<'a>> {
        let (_, own) = self.interface(backend.machine, backend.interface)?;
        if backend.address.is_none() && self.has_ipv6_alone(own)? {
            return Ok((backend, Health::NoAddress("IPv4")));
        }
        let health = self.health(probe, backend, proxy.checks(false))?;
        Ok((backend, health))
    }

    fn way_preferred(
        &mut self,
        proxy: Proxy<'a>,
        probe: Probe<'a>,
        backend: Backend<'a>,
    ) -> Checked<'a, Way<'a>> {
        let four = self.way_over_ipv4(proxy, probe, backend)?;
        let Some(six) = self.over_ipv6(backend)? else {
            return Ok(four);
        };
        let health = self.health_over_ipv6(proxy, probe, six)?;
        let open = self.is_open_over_ipv6(proxy, six)?;
        match (health.is_healthy(), four.1.is_healthy()) {
            (true, _) if open => Ok((six, health)),
            (false, true) if !open => Ok(four),
            (true, true) if proxy.envoy.is_none() => Ok(four),
            (false, false) => Ok((six, health)),
            // Healthy over one version, and served over the other, if at all; or an Envoy would have to fall back.
            _ => {
                let at = At::new(Kind::Instance, backend.machine);
                Err(self.unmodelled("PREFER_IPV6_FALLBACK", Some(at), docs::LB_IPV6))
            }
        }
    }

    fn health_over_ipv6(
        &mut self,
        proxy: Proxy<'a>,
        probe: Probe<'a>,
        six: Backend<'a>,
    ) -> Checked<'a, Health<'a>> {
        match self.health(probe, six, proxy.checks(true))? {
            Health::Partially(_) => Err(self.open_in_part(six)),
            health => Ok(health),
        }
    }

    /// One of the two ranges of Google's front ends: one page has both for health checks and connections, another has
    /// one for each (<https://cloud.google.com/load-balancing/docs/https>).
    fn open_in_part(&self, six: Backend<'a>) -> crate::walk::End<'a> {
        let at = At::new(Kind::Instance, six.machine);
        self.unmodelled("IPV6_RANGES_OF_FRONT_ENDS", Some(at), docs::LB_FIREWALL)
    }

    /// Whether the machine's firewall lets the connection in.
    fn is_open_over_ipv6(&mut self, proxy: Proxy<'a>, six: Backend<'a>) -> Checked<'a, bool> {
        let source = self.source_over_ipv6(proxy)?;
        let (machine, interface) = self.interface(six.machine, six.interface)?;
        let network = self.network_of(interface.network.name())?;
        let local = six.address.map_or(self.packet.destination, AddressSet::One);
        let flow = |remote| Flow {
            remote,
            local,
            protocol: Protocol::TCP,
            port: six.port,
            target: Identity::of(six.machine, machine),
            source: Identity::default(),
            region: six.machine.region(),
        };
        let AddressSet::Ranges(ranges) = source else {
            return self.lets_in(network, &flow(source));
        };
        let mut open = 0_usize;
        for range in ranges {
            let flow = flow(AddressSet::Range(*range));
            open += usize::from(self.lets_in(network, &flow)?);
        }
        match open {
            0 => Ok(false),
            all if all == ranges.len() => Ok(true),
            _ => Err(self.open_in_part(six)),
        }
    }

    /// With which addresses a load balancer opens connections over IPv6.
    pub(super) fn source_over_ipv6(&self, proxy: Proxy<'a>) -> Checked<'a, AddressSet<'a>> {
        let Some(envoy) = proxy.envoy else {
            return Ok(AddressSet::Ranges(&google::FRONT_END_RANGES_IPV6));
        };
        let (at, subnet) = self.referred(envoy.subnet)?;
        match subnet.ipv6_range {
            Some(range) => Ok(AddressSet::Range(IpNet::V6(range.trunc()))),
            // That it has one is recommended, and what it is without is not said.
            None => Err(self.unmodelled("IPV6_OF_PROXY_SUBNET", Some(at), docs::LB_IPV6)),
        }
    }

    /// The same backend by its IPv6 address, if it has one.
    fn over_ipv6(&self, backend: Backend<'a>) -> Checked<'a, Option<Backend<'a>>> {
        let Some(address) = backend.ipv6_address else {
            return Ok(None);
        };
        let at = At::new(Kind::Instance, backend.machine);
        let (_, own) = self.interface(backend.machine, backend.interface)?;
        let feature = match (own.external_ipv6_address, own.ipv6_address) {
            _ if backend.pod.is_some() => "IPV6_OF_POD",
            (Some(external), _) if external == address => {
                let six = Backend {
                    address: Some(IpAddr::V6(address)),
                    ..backend
                };
                return Ok(Some(six));
            }
            (_, Some(internal)) if internal == address => "IPV6_ACCESS_TYPE_OF_BACKEND",
            (one, two) if one.into_iter().chain(two).any(|own| is_near(own, address)) => {
                "OTHER_ADDRESS_OF_IPV6_RANGE"
            }
            _ => {
                // Of the machine as it is here it is no address.
                return Err(self.incomplete(
                    hopscope_model::Cause::VmInstanceConfigNotFound,
                    Lack::Field(at, "networkInterfaces[].ipv6AccessConfigs"),
                ));
            }
        };
        Err(self.unmodelled(feature, Some(at), docs::LB_IPV6))
    }
}

/// Whether two addresses are of one /96, which is what an interface has.
fn is_near(one: Ipv6Addr, two: Ipv6Addr) -> bool {
    u128::from(one) >> 32 == u128::from(two) >> 32
}

/// A policy as Google spells it.
pub(super) fn selection_word(selection: AddressSelection) -> &'static str {
    match selection {
        AddressSelection::Ipv4Only => "IPV4_ONLY",
        AddressSelection::PreferIpv6 => "PREFER_IPV6",
        AddressSelection::Ipv6Only => "IPV6_ONLY",
    }
}
