//! Whom an on-premises network asks for names: a resolver of its own, or by an inbound server policy a VPC network.
//!
//! <https://cloud.google.com/dns/docs/server-policies-overview#dns-server-policy-in>: what the policy's network resolves
//! for its machines, it resolves for what asks at the policy's entry points as well.

use hopscope_model::name::Name;
use hopscope_model::resource::Kind;
use hopscope_model::resource::hopscope::NameServerPlace;
use hopscope_model::result::Says;
use hopscope_model::says::SaysId;
use hopscope_model::{Cause, State};

use super::leave::longest;
use crate::docs;
use crate::walk::dns::Reply;
use crate::walk::{At, Checked, Walk};

impl<'a> Walk<'a> {
    /// A name, asked from an on-premises network.
    pub(in crate::walk) fn ask_onprem(
        &mut self,
        name: &'a Name,
        host: &'a str,
    ) -> Checked<'a, Reply<'a>> {
        let network = self.onprem(name)?;
        if !network.inbound_policy_resolver {
            // A name server that is described, in the network itself, is its resolver.
            let own = self.net.dns.servers.iter().find(|server| match &server.on {
                NameServerPlace::Address(address) => longest(&network.ranges, *address).is_some(),
                NameServerPlace::Machine(id) => {
                    id.kind == Kind::Host && self.onprem_of(&id.name) == Some(name)
                }
            });
            self.note(State::ResolveName, None, docs::DNS_INBOUND, || {
                Says::new(SaysId::ResolveOnPrem)
                    .arg("name", host)
                    .arg("network", &*name.name)
            });
            return match own {
                Some(server) => self.answer_of(server, host),
                None => self.ask_public(host),
            };
        }
        self.unread_anywhere(Kind::DnsPolicy, None)?;
        let mut asked = None;
        for via in &network.via {
            let (_, hop) = self.hop_of(via);
            let Some(hop) = hop.filter(|hop| !hop.link.down) else {
                continue;
            };
            let Some(entered) = self.network_of_hop(hop)? else {
                continue;
            };
            if self.net.dns.of_network(&entered.name).inbound {
                asked = asked.or(Some((hop, entered)));
            }
        }
        let Some((_, entered)) = asked else {
            let at = At::new(Kind::OnPremNetwork, name);
            self.note(State::ResolveName, Some(at), docs::DNS_INBOUND, || {
                Says::new(SaysId::ResolveNoInbound)
                    .arg("name", host)
                    .arg("network", &*name.name)
            });
            return Err(self.name_error(Cause::DnsServfail, "SERVFAIL", Some(at)));
        };
        self.note(State::ResolveName, None, docs::DNS_INBOUND, || {
            Says::new(SaysId::ResolveInbound)
                .arg("name", host)
                .arg("network", &*entered.name.name)
        });
        self.ask_network(&entered.name, None, host, 0)
    }
}
