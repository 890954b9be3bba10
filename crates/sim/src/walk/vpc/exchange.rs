//! Where the exchange of dynamic routes by a hub does something other than its rules say, as Google's known issues tell.
//!
//! <https://docs.cloud.google.com/network-connectivity/docs/network-connectivity-center/release-notes>: "If a local static
//! route in a routing VPC network has a destination that fits within the destination of a hybrid spoke dynamic route, VPC
//! spokes lose connectivity to the static route destination"; for the same destination they "might". "If only some next hops
//! for dynamic routes with a common destination are in hybrid spokes, NCC can't reliably exchange" them, and where these are
//! "without matching site-to-site data transfer settings, next hops … might not be what you expect".

use hopscope_model::resource::Kind;

use crate::docs;
use crate::tables::hub::{HubTable, Hybrid};
use crate::tables::route::Entry;
use crate::walk::{At, Checked, Walk};

impl<'a> Walk<'a> {
    /// Ends it where another route of the routing network makes a dynamic route of a hub doubtful.
    pub(super) fn is_exchanged(
        &self,
        table: &'a HubTable,
        group: Option<bool>,
        entry: &'a Entry,
    ) -> Checked<'a> {
        let network = entry.route.network.name();
        let Some((_, tables)) = self.net.network(network) else {
            return Ok(());
        };
        let range = entry.route.destination;
        let transfers = |own: &Hybrid| own.site_to_site;
        let giving = |own: &Entry| own.hybrid.and_then(|own| table.giving(own, group));
        let own = giving(entry).map(transfers);
        let doubtful = |other: &Entry| match other.kind {
            Kind::Route => other.route.tags.is_empty(),
            _ => other.route.destination == range && giving(other).map(transfers) != own,
        };
        let asked = self.packet.destination;
        match tables.routes.find_within(&range, &asked, doubtful) {
            Some(other) => {
                let at = At::new(other.kind, &other.name);
                Err(self.unmodelled(
                    "NCC_DYNAMIC_ROUTE_BESIDE_ANOTHER",
                    Some(at),
                    docs::NCC_ROUTES,
                ))
            }
            None => Ok(()),
        }
    }
}
