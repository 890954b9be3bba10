//! The default internet gateway: Google APIs, one-to-one NAT, Cloud NAT, or nothing.
//!
//! <https://cloud.google.com/vpc/docs/routes#static-route-next-hops>

use hopscope_model::google::GoogleAddress;
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, State, google};

use crate::docs;
use crate::walk::vpc::{Sender, SenderKind};
use crate::walk::{At, Checked, End, Walk};

impl<'a> Walk<'a> {
    /// The default internet gateway: Google APIs, one-to-one NAT, Cloud NAT, or nothing.
    pub(super) fn internet_gateway(
        &mut self,
        sender: Sender<'a>,
        route: At<'a>,
        google: bool,
    ) -> Checked<'a, End<'a>> {
        let destination = self.packet.destination;
        if destination.is_private() {
            self.note(State::ApplyRoute, Some(route), docs::DROP_REASONS, || {
                Says::new(SaysId::RoutePrivateToInternet)
                    .arg("address", destination.text())
                    .arg("route", &*route.name.name)
            });
            return Err(self.stop(
                Cause::PrivateTrafficToInternet,
                Some(route),
                CallerSees::Timeout,
            ));
        }
        if sender.kind == SenderKind::Hybrid && !self.is_vip() {
            // Neither the internet nor the public addresses of Google APIs.
            self.note(State::ApplyRoute, Some(route), docs::DROP_REASONS, || {
                Says::new(SaysId::HybridToInternet)
                    .arg("address", destination.text())
                    .arg("route", &*route.name.name)
            });
            return Err(self.stop(
                Cause::TrafficFromHybridEndpointToInternetDisallowed,
                Some(route),
                CallerSees::Timeout,
            ));
        }
        if google {
            return self.to_google_from_vpc(sender);
        }
        if destination.is_ipv6() {
            return self.ipv6_to_internet(sender);
        }
        if destination.one() == Some(google::WINDOWS_ACTIVATION.into()) {
            // Private Google Access is for it too; what else of it is as at Google's APIs, no page says.
            self.private_google_access(sender)?;
            return Err(self.unmodelled("WINDOWS_ACTIVATION", Some(sender.at), docs::WINDOWS_KMS));
        }
        self.translate_outwards(sender)?;
        self.arrive_from_internet(crate::walk::internet::From::Vpc)
    }

    /// Whether one of the VIPs of Google's APIs is asked for.
    fn is_vip(&self) -> bool {
        let address = self.packet.destination.one();
        matches!(
            address.and_then(google::google_address),
            Some(GoogleAddress::PrivateVip | GoogleAddress::RestrictedVip)
        )
    }
}
