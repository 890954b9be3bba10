//! Arriving at the control plane of a GKE cluster: its private endpoint from its own network, or its public one.
//!
//! <https://cloud.google.com/kubernetes-engine/docs/concepts/network-isolation>,
//! <https://cloud.google.com/kubernetes-engine/docs/how-to/latest/network-isolation>: authorized networks say who gets in;
//! the cluster's own nodes and pods always do, and addresses of Google Cloud where that is on. They are for the private
//! endpoint too where it is reached over peering, or where that is enforced. The DNS-based endpoint is a name of Google's,
//! reached as its APIs are.

use std::net::IpAddr;

use hopscope_model::name::Name;
use hopscope_model::request::Credential;
use hopscope_model::resource::{Cluster, Kind};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, Protocol, State};
use ipnet::IpNet;

use super::google_apis::Came;
use super::internet::From;
use super::vpc::Sender;
use super::{At, Checked, End, Lack, Walk};
use crate::address_set::Relation;
use crate::docs;

/// The port of the Kubernetes API.
const API_PORT: u16 = 443;

/// The port by which nodes keep their way to the control plane open.
const KONNECTIVITY_PORT: u16 = 8132;

impl<'a> Walk<'a> {
    fn cluster(&self, name: &'a Name) -> Checked<'a, &'a Cluster> {
        let clusters = &self.net.scenario.resources.clusters;
        match clusters.get(name) {
            Some(cluster) => Ok(cluster),
            None => {
                self.unread(Kind::Cluster, &name.project, None)?;
                let lack = Lack::One(Kind::Cluster, name);
                Err(self.incomplete(Cause::ResourceConfigNotFound, lack))
            }
        }
    }

    /// The address of a control plane, seen from the origin: private in its own network.
    pub(super) fn control_plane_address(&mut self, name: &'a Name) -> Checked<'a, IpAddr> {
        let cluster = self.cluster(name)?;
        let inside = self.origin_network() == Some(cluster.network.name());
        let private = cluster.private_endpoint;
        let private = private.filter(|_| inside || cluster.public_endpoint.is_none());
        private.or(cluster.public_endpoint).ok_or_else(|| {
            let at = At::new(Kind::Cluster, name);
            self.incomplete(Cause::ResourceConfigNotFound, Lack::Field(at, "endpoint"))
        })
    }

    /// At the private endpoint, from the cluster's network.
    pub(super) fn to_private_control_plane(
        &mut self,
        sender: Sender<'a>,
        name: &'a Name,
    ) -> Checked<'a, End<'a>> {
        let at = At::new(Kind::Cluster, name);
        let cluster = self.cluster(name)?;
        if let Some(peering) = &cluster.peering {
            let resources = &self.net.scenario.resources;
            let own = resources.networks.get(&sender.network.name);
            let named = own.into_iter().flat_map(|own| &own.peerings);
            let to: Vec<&Name> = named
                .filter(|own| own.name == *peering)
                .map(|own| own.network.name())
                .collect();
            self.managed_peering(sender, at, |peer| to.contains(&peer))?;
        }
        if cluster.peering.is_none() && sender.network.name != *cluster.network.name() {
            // By a Private Service Connect endpoint; Google's pages say nothing of it from other networks.
            let feature = "GKE_CONTROL_PLANE_FROM_OTHER_NETWORK";
            return Err(self.unmodelled(feature, Some(at), docs::CONTROL_PLANE));
        }
        let region = name.region();
        if sender.region != region && !cluster.private_endpoint_global {
            self.note(State::ApplyRoute, Some(at), docs::CONTROL_PLANE, || {
                Says::new(SaysId::ControlPlaneRegion)
                    .arg("cluster", &*name.name)
                    .arg("region", region)
            });
            self.block(
                Cause::GkeControlPlaneRegionMismatch,
                Some(at),
                CallerSees::Timeout,
            )?;
        }
        self.control_plane_serves(at, cluster, "private")?;
        let over_peering = cluster.control_plane_range.is_some() || cluster.peering.is_some();
        let enforced = match cluster.private_endpoint_enforced {
            _ if over_peering => Some(true),
            own => own,
        };
        match (&cluster.authorized_networks, enforced) {
            (None, _) | (_, Some(false)) => self.note_open(at),
            (Some(_), None) if !self.is_own_of_cluster(at, cluster)? => {
                return Err(self.incomplete(
                    Cause::ResourceConfigNotFound,
                    Lack::Field(
                        at,
                        "masterAuthorizedNetworksConfig.privateEndpointEnforcementEnabled",
                    ),
                ));
            }
            (Some(_), None) => {}
            (Some(list), Some(true)) => {
                if !self.is_own_of_cluster(at, cluster)? {
                    self.control_plane_lets_in(at, list)?;
                }
            }
        }
        self.is_seen(None);
        Ok(self.delivered("GKE_MASTER", Some(at)))
    }

    /// At the public endpoint.
    pub(super) fn to_public_control_plane(
        &mut self,
        name: &'a Name,
        from: From<'a>,
    ) -> Checked<'a, End<'a>> {
        let at = At::new(Kind::Cluster, name);
        let cluster = self.cluster(name)?;
        self.control_plane_serves(at, cluster, "public")?;
        if cluster.public_endpoint_disabled {
            self.note(State::CheckAllowList, Some(at), docs::CONTROL_PLANE, || {
                Says::new(SaysId::ControlPlaneNoPublic).arg("cluster", &*name.name)
            });
            self.block(
                Cause::GkeMasterUnauthorizedAccess,
                Some(at),
                CallerSees::Timeout,
            )?;
        }
        let google_cloud = !matches!(from, From::Internet);
        match &cluster.authorized_networks {
            None => self.note_open(at),
            Some(_) if google_cloud && cluster.google_cloud_access == Some(true) => {
                let source = self.packet.source;
                self.note(State::CheckAllowList, Some(at), docs::CONTROL_PLANE, || {
                    Says::new(SaysId::ControlPlaneGoogleCloud)
                        .arg("cluster", &*name.name)
                        .arg("source", source.text())
                });
            }
            Some(list) => {
                let unsure = google_cloud && cluster.google_cloud_access.is_none();
                if unsure && self.packet.source.relation_to_any(list) != Relation::All {
                    return Err(self.incomplete(
                        Cause::ResourceConfigNotFound,
                        Lack::Field(
                            at,
                            "masterAuthorizedNetworksConfig.gcpPublicCidrsAccessEnabled",
                        ),
                    ));
                }
                self.control_plane_lets_in(at, list)?;
            }
        }
        self.is_seen(None);
        Ok(self.delivered("GKE_MASTER", Some(at)))
    }

    /// At the DNS-based endpoint, by Google's front ends: who may use it is a matter of IAM, and no network is asked for.
    pub(super) fn to_dns_endpoint(
        &mut self,
        came: Came<'a>,
        host: &'a str,
    ) -> Checked<'a, End<'a>> {
        let Some(name) = self.net.dns_endpoint(host) else {
            self.unread_anywhere(Kind::Cluster, None)?;
            let lack = Lack::DnsEndpoint(host);
            return Err(self.incomplete(Cause::ResourceConfigNotFound, lack));
        };
        let at = At::new(Kind::Cluster, name);
        let cluster = self.cluster(name)?;
        self.control_plane_runs(at, cluster)?;
        let untrusted = matches!(self.ask.credential, Credential::Untrusted);
        if self.ask.port != Some(API_PORT) || untrusted || matches!(came, Came::Google(..)) {
            // Services of Google's own may use it whether others may or not; what it answers by another port or to a
            // token that is not Google's, no page says.
            let feature = "GKE_DNS_ENDPOINT";
            return Err(self.unmodelled(feature, Some(at), docs::CONTROL_PLANE));
        }
        self.service_perimeters(came, host)?;
        self.note_control_plane(at, "DNS-based");
        match cluster.dns_endpoint_open {
            Some(true) => {}
            Some(false) => {
                self.note(State::CheckAllowList, Some(at), docs::CONTROL_PLANE, || {
                    Says::new(SaysId::ControlPlaneNoDns).arg("cluster", &*name.name)
                });
                let cause = Cause::GkeMasterUnauthorizedAccess;
                self.block(cause, Some(at), CallerSees::NotAllowed)?;
            }
            None => {
                let field = "controlPlaneEndpointsConfig.dnsEndpointConfig.allowExternalTraffic";
                let lack = Lack::Field(at, field);
                return Err(self.incomplete(Cause::ResourceConfigNotFound, lack));
            }
        }
        self.assume(
            "ASSUMED_ALLOWED",
            |_| vec![("resource", host.to_owned())],
            || None,
        );
        Ok(self.delivered("GKE_MASTER", Some(at)))
    }

    fn note_open(&mut self, at: At<'a>) {
        self.note(State::CheckAllowList, Some(at), docs::CONTROL_PLANE, || {
            Says::new(SaysId::ControlPlaneOpen).arg("cluster", &*at.name.name)
        });
    }

    /// Whether the source is a node or a pod of the cluster, which always gets in.
    fn is_own_of_cluster(&mut self, at: At<'a>, cluster: &'a Cluster) -> Checked<'a, bool> {
        let subnet = cluster.subnet.as_ref();
        let subnet = subnet.and_then(|own| self.net.scenario.resources.get(own));
        let nodes = subnet.and_then(|subnet| subnet.range);
        let source = self.packet.source;
        for range in nodes.into_iter().chain(cluster.pod_ranges()) {
            match source.relation(&range) {
                Relation::None => {}
                Relation::Some => return Err(self.incomplete(Cause::UnknownIp, Lack::Address)),
                Relation::All => {
                    self.note(State::CheckAllowList, Some(at), docs::CONTROL_PLANE, || {
                        Says::new(SaysId::ControlPlaneOwn)
                            .arg("cluster", &*at.name.name)
                            .arg("range", range.to_string())
                    });
                    return Ok(true);
                }
            }
        }
        match &cluster.subnet {
            // What its nodes' addresses are is not known.
            Some(own) if subnet.is_none() && source.is_private() => {
                let lack = Lack::One(Kind::Subnet, own.name());
                Err(self.incomplete(Cause::ResourceConfigNotFound, lack))
            }
            _ => Ok(false),
        }
    }

    fn control_plane_lets_in(&mut self, at: At<'a>, list: &'a [IpNet]) -> Checked<'a> {
        if self.is_listed(at, list, docs::CONTROL_PLANE)? {
            return Ok(());
        }
        self.block(
            Cause::GkeMasterUnauthorizedAccess,
            Some(at),
            CallerSees::Timeout,
        )
    }

    /// Whether it runs, and serves the port.
    fn control_plane_serves(
        &mut self,
        at: At<'a>,
        cluster: &'a Cluster,
        endpoint: &'static str,
    ) -> Checked<'a> {
        self.control_plane_runs(at, cluster)?;
        if cluster.ip_endpoints_off {
            let feature = "GKE_IP_ENDPOINTS_OFF";
            return Err(self.unmodelled(feature, Some(at), docs::CONTROL_PLANE));
        }
        let (protocol, port) = (self.ask.protocol, self.ask.port);
        if protocol == Protocol::TCP && port == Some(KONNECTIVITY_PORT) {
            return Err(self.unmodelled("GKE_KONNECTIVITY", Some(at), docs::CONTROL_PLANE));
        }
        if protocol != Protocol::TCP || port != Some(API_PORT) {
            self.note(
                State::ArriveAtProcess,
                Some(at),
                docs::CONTROL_PLANE,
                || {
                    Says::new(SaysId::PortNotServed)
                        .arg("protocol", protocol.to_string())
                        .arg(
                            "port",
                            port.map_or_else(String::new, |port| port.to_string()),
                        )
                        .arg("at", &*at.name.name)
                },
            );
            return self.block(Cause::PortNotServed, Some(at), CallerSees::Timeout);
        }
        self.note_control_plane(at, endpoint);
        Ok(())
    }

    fn note_control_plane(&mut self, at: At<'a>, endpoint: &'static str) {
        let state = State::ArriveAtProcess;
        self.note(state, Some(at), docs::CONTROL_PLANE, || {
            Says::new(SaysId::ControlPlane)
                .arg("cluster", &*at.name.name)
                .arg("endpoint", endpoint)
        });
    }

    /// Whether it runs.
    fn control_plane_runs(&mut self, at: At<'a>, cluster: &'a Cluster) -> Checked<'a> {
        if !cluster.not_running {
            return Ok(());
        }
        self.note(State::ArriveAtProcess, Some(at), docs::DROP_REASONS, || {
            Says::new(SaysId::ControlPlaneNotRunning).arg("cluster", &*at.name.name)
        });
        self.block(Cause::GkeClusterNotRunning, Some(at), CallerSees::Timeout)
    }
}
