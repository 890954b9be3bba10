//! One network's order: the cluster's own zones, outbound server policy, response policies, private zones by longest
//! suffix, internal DNS, endpoints for Google APIs, public DNS (<https://cloud.google.com/dns/docs/vpc-name-res-order>).

use std::net::IpAddr;

use hopscope_model::name::{Name, Ref};
use hopscope_model::resource::dns::ZoneRole;
use hopscope_model::resource::{Cluster, Kind};
use hopscope_model::result::Says;
use hopscope_model::says::SaysId;
use hopscope_model::{Cause, State, google};

use super::records::list;
use super::{Answer, Reply};
use crate::docs;
use crate::tables::dns::{ENDPOINT_ZONE, NetworkDns, ZoneOf};
use crate::walk::{At, Checked, Lack, Origin, Walk};

impl<'a> Walk<'a> {
    /// One network's order.
    pub(in crate::walk) fn ask_network(
        &mut self,
        network: &'a Name,
        cluster: Option<&'a Ref<Cluster>>,
        name: &'a str,
        depth: usize,
    ) -> Checked<'a, Reply<'a>> {
        self.network_is_not_in_doubt(network)?;
        let dns = self.net.dns.of_network(network);
        if cluster.is_some() {
            self.unread_anywhere(Kind::ResponsePolicy, None)?;
            self.unread_anywhere(Kind::Zone, None)?;
        }
        if let Some(own) = cluster.and_then(|own| self.net.dns.of_cluster(own))
            && let Some(reply) = self.ask_response_policies(&own.response_policies, name)?
        {
            return Ok(reply);
        }
        if let Some(zone) = cluster.and_then(|own| self.net.dns.cluster_zone(own, name)) {
            return self.ask_zone(zone, (network, cluster), name, depth);
        }
        self.unread_anywhere(Kind::DnsPolicy, None)?;
        self.assume_complete(Kind::DnsPolicy, &network.project);
        if let Some(second) = &dns.second_alternative {
            let at = At::new(Kind::DnsPolicy, second);
            return Err(self.unmodelled("DNS_POLICIES_OF_ONE_NETWORK", Some(at), docs::DNS_ORDER));
        }
        if let Some((policy, servers)) = &dns.alternative {
            let at = At::new(Kind::DnsPolicy, policy);
            return self.ask_servers(network, name, servers, at, |server| {
                Says::new(SaysId::ResolveAlternative)
                    .arg("name", name)
                    .arg("policy", &*policy.name)
                    .arg("server", server)
            });
        }
        self.unread_anywhere(Kind::ResponsePolicy, None)?;
        self.assume_complete(Kind::ResponsePolicy, &network.project);
        if let Some(reply) = self.ask_response_policies(&dns.response_policies, name)? {
            return Ok(reply);
        }
        self.unread_anywhere(Kind::Zone, None)?;
        self.assume_complete(Kind::Zone, &network.project);
        let zone = self.private_zone(network, name);
        self.no_published_name(network, zone, name)?;
        let is_root = zone.is_some_and(|zone| zone.apex == 0);
        if let Some(zone) = zone.filter(|_| !is_root || !self.is_completed(name)) {
            return self.ask_zone(zone, (network, cluster), name, depth);
        }
        if let Some(addresses) = dns.internal.get(name) {
            self.note(State::ResolveName, None, docs::INTERNAL_DNS, || {
                Says::new(SaysId::ResolveInternal)
                    .arg("name", name)
                    .arg("addresses", list(addresses))
            });
            return Ok(Reply::Answer(Answer::Addresses(addresses, &[])));
        }
        if let Some(machine) = dns.global_names.get(name) {
            // Whether a project has such names is in its metadata (`VmDnsSetting`) and in when it was made; of
            // machines of one name in several zones it is one.
            let at = At::new(Kind::Instance, machine);
            return Err(self.unmodelled("GLOBAL_INTERNAL_DNS", Some(at), docs::INTERNAL_DNS));
        }
        if self.net.dns.is_unknown_balancer(name) {
            let lack = Lack::BalancerHost(name);
            return Err(self.incomplete(Cause::ResourceConfigNotFound, lack));
        }
        if google::is_below(name, "internal") {
            self.unread_anywhere(Kind::Instance, None)?;
            // `VM.ZONE.c.PROJECT.internal` says whose machines have it.
            let mut labels = name.rsplit('.').skip(1);
            if let (Some(project), Some("c")) = (labels.next(), labels.next()) {
                self.assume_complete(Kind::Instance, project);
            }
        }
        if self.is_completed(name) {
            // Which names a search path completes depends on the machine's zone and image, or on the pod's
            // namespace and what services the cluster has.
            return Err(self.unmodelled("DNS_SEARCH_PATH", None, docs::INTERNAL_DNS));
        }
        if let Some((endpoint, address)) = psc_endpoint(dns, name) {
            let at = At::new(Kind::ForwardingRule, endpoint);
            self.note(State::ResolveName, Some(at), docs::PSC_APIS, || {
                Says::new(SaysId::ResolvePscAuto)
                    .arg("name", name)
                    .arg("endpoint", &*endpoint.name)
                    .arg("addresses", address.to_string())
            });
            return Ok(Reply::Answer(Answer::Addresses(
                std::slice::from_ref(address),
                &[],
            )));
        }
        if google::is_below(name, ENDPOINT_ZONE) {
            // It may be the name of one that could not be read.
            self.unread_anywhere(Kind::ForwardingRule, None)?;
            if !dns.endpoints.is_empty() {
                self.note(State::ResolveName, None, docs::PSC_APIS, || {
                    Says::new(SaysId::ResolveNxdomain)
                        .arg("name", name)
                        .arg("zone", ENDPOINT_ZONE)
                });
                return Err(self.name_error(Cause::DnsNxdomain, "NXDOMAIN", None));
            }
        }
        self.ask_public(name)
    }

    /// The private zone that answers for a name: that of the longest suffix, and those that Google makes are among them.
    pub(super) fn private_zone(&self, network: &Name, name: &str) -> Option<ZoneOf> {
        let dns = self.net.dns.of_network(network);
        let zone = dns.zone(name)?;
        if dns.internal_zone(name).is_some_and(|own| zone.apex <= own) {
            return None;
        }
        if !dns.endpoints.is_empty() && google::is_below(name, ENDPOINT_ZONE) {
            // The zone of the endpoints itself may be in the scenario.
            let role = self.net.dns.zones.get(zone.ix).map(|zone| &zone.role);
            let is_own = zone.apex == ENDPOINT_ZONE.len()
                && matches!(role, Some(ZoneRole::ServiceDirectory));
            if is_own || zone.apex < ENDPOINT_ZONE.len() {
                return None;
            }
        }
        Some(zone)
    }

    /// Ends it if a name is, or is below, the domain of a published service that the network has an endpoint for: the zone that
    /// Private Service Connect makes has a name for each. Whether it made one, the network's list of zones says; what is
    /// in it, Service Directory does (<https://cloud.google.com/vpc/docs/dns-vpc-hosted-services>).
    fn no_published_name(&self, network: &Name, zone: Option<ZoneOf>, name: &str) -> Checked<'a> {
        let Some((length, endpoint)) = self.net.dns.of_network(network).published(name) else {
            return Ok(());
        };
        let longer = zone.is_some_and(|zone| zone.apex >= length);
        let complete = |project: &str| self.net.scenario.is_complete(project, Kind::Zone);
        if longer || complete(&network.project) && complete(&endpoint.project) {
            return Ok(());
        }
        let at = At::new(Kind::ForwardingRule, endpoint);
        Err(self.unmodelled("PSC_PUBLISHED_DOMAIN", Some(at), docs::PSC_DNS))
    }

    /// A name that what asks completes first, by its search path.
    pub(super) fn is_completed(&self, name: &str) -> bool {
        !name.contains('.') || self.is_kubernetes_name(name)
    }

    /// A pod asks for `SERVICE.NAMESPACE`, `….svc` or `….cluster.local`: names of the cluster's own.
    fn is_kubernetes_name(&self, name: &str) -> bool {
        if !matches!(self.ask.origin, Origin::Pod(_)) {
            return false;
        }
        let last = name.rsplit('.').next().unwrap_or_default();
        let pods = &self.net.scenario.resources.pods;
        matches!(last, "svc" | "local")
            || pods
                .iter()
                .any(|(pod, _)| pod.name.split('/').nth(1) == Some(last))
    }
}

/// `SERVICE-ENDPOINT.p.googleapis.com`, in the zone that comes with the first endpoint.
fn psc_endpoint<'a>(dns: &'a NetworkDns, name: &str) -> Option<(&'a Name, &'a IpAddr)> {
    let label = name.strip_suffix(".p.googleapis.com")?;
    dns.endpoints.iter().find_map(|(endpoint, (own, address))| {
        label
            .strip_suffix(&**endpoint)
            .is_some_and(|service| service.ends_with('-'))
            .then_some((own, address))
    })
}
