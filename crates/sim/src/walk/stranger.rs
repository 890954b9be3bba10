//! An address that an object of a kind which is not modelled has: a network attachment, a Secure Web Proxy, an instance of
//! Memorystore. What answers there, if anything does, is not for this model to say; that nothing has it would be wrong.
//!
//! <https://cloud.google.com/vpc/docs/subnets>, <https://cloud.google.com/vpc/docs/about-network-attachments>

use std::net::IpAddr;

use hopscope_model::State;
use hopscope_model::name::Name;
use hopscope_model::resource::Address;
use hopscope_model::result::Says;
use hopscope_model::says::SaysId;

use super::{At, Checked, Walk};
use crate::docs;

/// An address that something has of which no export would bring more.
const FEATURE: &str = "ADDRESS_OF_OTHER_RESOURCE";

/// Collections of what uses addresses and has its own object in a scenario.
const MODELLED_USERS: [&str; 3] = ["/forwardingRules/", "/instances/", "/routers/"];

impl<'a> Walk<'a> {
    /// Ends it if an object of a kind that is not modelled has an address: in this network, if it is an internal one.
    pub(super) fn no_stranger_has(
        &mut self,
        address: IpAddr,
        network: Option<&Name>,
        at: Option<At<'a>>,
    ) -> Checked<'a> {
        let net = self.net;
        let Some(own) = net.strangers.holder(&net.scenario, address, network) else {
            return Ok(());
        };
        self.note(State::ApplyRoute, at, docs::SUBNETS, || {
            let says = Says::new(SaysId::AddressOfStranger)
                .arg("address", address.to_string())
                .arg("kind", &*own.word);
            match own.name.as_str() {
                "" => says,
                name => says.arg("name", name),
            }
        });
        Err(self.unmodelled(FEATURE, at, docs::SUBNETS))
    }

    /// Ends it if a reservation says that something uses its address, of which no export would bring more: of a kind that
    /// is not modelled, or not named at all.
    pub(super) fn no_stranger_uses(&self, at: At<'a>, own: &Address) -> Checked<'a> {
        let known = |user: &String| MODELLED_USERS.iter().any(|own| user.contains(own));
        match own.is_used() && !own.users.iter().any(known) {
            true => Err(self.unmodelled(FEATURE, Some(at), docs::SUBNETS)),
            false => Ok(()),
        }
    }
}
