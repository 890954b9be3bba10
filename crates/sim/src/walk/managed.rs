//! The peering by which services of Google's are reached from a VPC network, and their way back by it.
//!
//! <https://docs.cloud.google.com/vpc/docs/private-services-access>,
//! <https://docs.cloud.google.com/vpc/docs/configure-private-services-access>

use hopscope_model::name::Name;
use hopscope_model::resource::Kind;
use hopscope_model::resource::network::Peering;
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, State};
use ipnet::IpNet;

use super::vpc::{Exported, Sender, SenderKind, representative};
use super::{At, Checked, Lack, Walk};
use crate::docs;
use crate::tables::peering::is_public;

impl<'a> Walk<'a> {
    /// The peering by which a service of Google's is reached from a network. Its own export says which there are.
    pub(super) fn managed_peering(
        &mut self,
        sender: Sender<'a>,
        at: At<'a>,
        fits: impl Fn(&Name) -> bool,
    ) -> Checked<'a> {
        let network = At::new(Kind::Network, &sender.network.name);
        let resources = &self.net.scenario.resources;
        let own = resources.networks.get(network.name);
        let mut peerings = own.into_iter().flat_map(|own| &own.peerings);
        let found = peerings.find(|peering| peering.active && fits(peering.network.name()));
        let Some(peering) = found else {
            self.peerings_are_read(sender.network)?;
            self.note(State::ApplyRoute, Some(network), docs::DROP_REASONS, || {
                Says::new(SaysId::ManagedNoPeering)
                    .arg("network", &*network.name.name)
                    .arg("name", &*at.name.name)
            });
            return self.block(
                Cause::GoogleManagedServiceNoPeering,
                Some(network),
                CallerSees::Timeout,
            );
        };
        self.note(State::ApplyRoute, Some(network), docs::PEERING, || {
            Says::new(SaysId::ManagedPeering)
                .arg("peering", &peering.name)
                .arg("name", &*at.name.name)
        });
        // What is from on-premises, or is forwarded for another network, is answered by custom routes
        // (<https://cloud.google.com/vpc/docs/configure-private-services-access#import-export>).
        let foreign = matches!(sender.kind, SenderKind::Hybrid | SenderKind::Forwarder);
        if !foreign || self.is_in_subnet(sender) {
            return self.public_range_is_exported(network, at, peering);
        }
        let says = match peering.export_custom_routes {
            false => Says::new(SaysId::ManagedNoWayBack),
            // It is answered from the service's own region: a dynamic route of another region is known there with
            // global dynamic routing alone (<https://cloud.google.com/vpc/docs/vpc#routing_for_hybrid_networks>).
            true => match self.exported_back(sender, at.name.region())? {
                Exported::By => return Ok(()),
                Exported::Default(route) if at.kind != Kind::Sql => {
                    // Whether a control plane's network has a default route of its own, no page says.
                    let route = At::new(route.kind, &route.name);
                    let feature = "REPLY_BY_EXPORTED_DEFAULT_ROUTE";
                    return Err(self.unmodelled(feature, Some(route), docs::PRIVATE_SERVICES));
                }
                Exported::Default(_) => Says::new(SaysId::ManagedNoWayBackDefault),
                Exported::None => {
                    Says::new(SaysId::ManagedNoWayBackRegion).arg("region", at.name.region())
                }
            },
        };
        self.note(
            State::ApplyRoute,
            Some(network),
            docs::PRIVATE_SERVICES,
            || {
                says.arg("peering", &peering.name)
                    .arg("name", &*at.name.name)
                    .arg("network", &*network.name.name)
            },
        );
        self.block(
            Cause::NoValidRouteFromGoogleManagedNetworkToDestination,
            Some(network),
            CallerSees::Timeout,
        )
    }

    /// Subnet routes of public addresses that are used privately are exported where the peering says so. By default a
    /// peering does (<https://cloud.google.com/vpc/docs/vpc-peering>), and Cloud SQL does not learn them
    /// (<https://cloud.google.com/sql/docs/mysql/configure-private-ip>).
    fn public_range_is_exported(
        &mut self,
        network: At<'a>,
        at: At<'a>,
        peering: &'a Peering,
    ) -> Checked<'a> {
        let source = self.packet.source;
        if !representative(source).is_some_and(|own| is_public(&IpNet::from(own))) {
            return Ok(());
        }
        match peering.export_subnet_routes_with_public_ip {
            Some(true) => return Ok(()),
            Some(false) => {}
            None => {
                let field = "peerings[].exportSubnetRoutesWithPublicIp";
                return Err(
                    self.incomplete(Cause::ResourceConfigNotFound, Lack::Field(network, field))
                );
            }
        }
        self.note(State::ApplyRoute, Some(network), docs::PEERING, || {
            Says::new(SaysId::ManagedNoWayBackPublic)
                .arg("peering", &peering.name)
                .arg("name", &*at.name.name)
                .arg("network", &*network.name.name)
                .arg("address", source.text())
        });
        self.block(
            Cause::NoValidRouteFromGoogleManagedNetworkToDestination,
            Some(network),
            CallerSees::Timeout,
        )
    }
}
