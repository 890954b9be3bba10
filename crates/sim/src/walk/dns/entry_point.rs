//! Entry points of inbound DNS forwarding: the address of each subnet at which on-premises name servers ask Cloud DNS.
//!
//! <https://cloud.google.com/dns/docs/server-policies-overview#dns-server-policy-in>

use hopscope_model::name::Name;
use hopscope_model::resource::Kind;
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, Protocol, State};

use crate::docs;
use crate::tables::network::{NetworkTables, SubnetRange};
use crate::walk::vpc::{Sender, SenderKind};
use crate::walk::{At, Checked, End, Lack, Walk};

/// The purpose of the addresses that Cloud DNS reserves.
const PURPOSE: &str = "DNS_RESOLVER";

impl<'a> Walk<'a> {
    /// At an entry point. It is no machine, and no firewall rule is for it.
    pub(in crate::walk) fn to_entry_point(
        &mut self,
        sender: Sender<'a>,
        name: &'a Name,
    ) -> Checked<'a, End<'a>> {
        let at = At::new(Kind::Address, name);
        let network = &self.place.unwrap_or(sender.network).name;
        if !self.net.dns.of_network(network).inbound {
            // Cloud DNS reserves such addresses for a policy, which the scenario has not.
            self.unread_anywhere(Kind::DnsPolicy, None)?;
            let lack = Lack::List(Kind::DnsPolicy, &network.project);
            return Err(self.incomplete(Cause::ResourceConfigNotFound, lack));
        }
        let asks = matches!(self.ask.protocol, Protocol::UDP | Protocol::TCP);
        if !asks || self.ask.port != Some(53) {
            self.note(State::ArriveAtProcess, Some(at), docs::DNS_INBOUND, || {
                Says::new(SaysId::EntryPointOtherPort).arg("network", &*network.name)
            });
            return Err(self.stop(Cause::PortNotServed, Some(at), CallerSees::Timeout));
        }
        if sender.kind != SenderKind::Hybrid || sender.region != name.region() {
            // It is for what asks by a tunnel or attachment of its region; of anything else the page says nothing.
            return Err(self.unmodelled("INBOUND_ENTRY_POINT", Some(at), docs::DNS_INBOUND));
        }
        self.is_seen(None);
        self.note(State::ArriveAtProcess, Some(at), docs::DNS_INBOUND, || {
            Says::new(SaysId::EntryPoint).arg("network", &*network.name)
        });
        Ok(self.delivered("GOOGLE_API", Some(at)))
    }

    /// Ends it if the address that nothing has may be the entry point of its subnet, which is not in the scenario.
    pub(in crate::walk) fn may_be_entry_point(
        &self,
        network: &'a NetworkTables,
        range: &'a SubnetRange,
    ) -> Checked<'a> {
        let project = &*network.name.project;
        let scenario = &self.net.scenario;
        if self.ask.port != Some(53)
            || !self.net.dns.of_network(&network.name).inbound
            || scenario.is_complete(project, Kind::Address)
        {
            return Ok(());
        }
        let mut addresses = scenario.resources.addresses.values();
        let known = addresses.any(|own| {
            let subnet = own.subnet.as_ref().map(|subnet| subnet.name());
            own.purpose.as_deref() == Some(PURPOSE) && subnet == Some(&range.subnet)
        });
        if known {
            return Ok(());
        }
        let lack = Lack::List(Kind::Address, project);
        Err(self.incomplete(Cause::ResourceConfigNotFound, lack))
    }
}
