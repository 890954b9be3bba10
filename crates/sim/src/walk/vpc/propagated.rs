//! Private Service Connect endpoints of another spoke of a hub: propagated connections.
//!
//! <https://cloud.google.com/vpc/docs/about-propagated-connections>: where the hub propagates connections, an accepted
//! endpoint is for the workloads of every VPC spoke that its subnet is exported to, in its region, with global access in
//! all; not for those of subnets that their own spoke does not export, and not by way of a hybrid spoke whose network
//! is no VPC spoke. Endpoints for all Google APIs are never propagated.

use hopscope_model::resource::Kind;
use hopscope_model::resource::forwarding_rule::ForwardingTarget;
use hopscope_model::resource::service_attachment::ServiceAttachment;
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, State};

use super::hub::Side;
use super::peering::representative;
use super::{Sender, SenderKind};
use crate::docs;
use crate::tables::hub::{Exports, SPOKE};
use crate::tables::network::{NetworkTables, Owner};
use crate::walk::{At, Checked, End, Lack, Walk};

/// `propagatedConnectionLimit` of an attachment that does not say another.
const DEFAULT_LIMIT: u32 = 250;

impl<'a> Walk<'a> {
    /// Ends it if what has an address of another spoke is an endpoint whose connection is not propagated.
    pub(super) fn psc_endpoint_of_spoke(
        &mut self,
        sender: Sender<'a>,
        side: Side<'a>,
        place: &'a NetworkTables,
        owner: &'a Owner,
        translated: bool,
    ) -> Checked<'a> {
        let resources = &self.net.scenario.resources;
        let attachment = |name: &hopscope_model::Name| {
            let rule = resources.forwarding_rules.get(name)?;
            match &rule.target {
                ForwardingTarget::ServiceAttachment(own) => Some(own),
                _ => None,
            }
        };
        let (name, attachment) = match owner {
            Owner::PscGoogleApis(name) => (name, None),
            Owner::ForwardingRules(names) => {
                let mut found = names.iter().map(|name| (name, attachment(name)));
                match found.find(|(_, own)| own.is_some()) {
                    Some(found) => found,
                    None => return Ok(()),
                }
            }
            _ => return Ok(()),
        };
        let at = At::new(Kind::ForwardingRule, name);
        let table = side.table;
        if !table.propagates_psc || attachment.is_none() {
            let says = Says::new(SaysId::PscEndpointByHub)
                .arg("endpoint", &*name.name)
                .arg("network", &*place.name.name);
            return Err(self.not_propagated(at, says));
        }
        if translated {
            self.note(
                State::ApplyForwardingRule,
                Some(at),
                docs::PRIVATE_NAT,
                || Says::new(SaysId::NatPrivateToPsc).arg("endpoint", &*name.name),
            );
            return Err(self.stop(
                Cause::PrivateNatToPscEndpointUnsupported,
                Some(at),
                CallerSees::Timeout,
            ));
        }
        let Some(member) = side.member else {
            self.unread_anywhere(Kind::Spoke, None)?;
            if !self
                .net
                .scenario
                .is_complete(&side.hub.project, Kind::Spoke)
            {
                let lack = Lack::List(Kind::Spoke, &side.hub.project);
                return Err(self.incomplete(Cause::ResourceConfigNotFound, lack));
            }
            let says = Says::new(SaysId::PscNotForHybridSpoke)
                .arg("endpoint", &*name.name)
                .arg("network", &*sender.network.name.name);
            return Err(self.not_propagated(at, says));
        };
        if sender.kind != SenderKind::Hybrid {
            let home = representative(self.packet.source);
            let home = home.and_then(|address| sender.network.range(address));
            let Some(range) = home else {
                return Err(self.source_range_unknown(sender));
            };
            match member.exports(&range.range) {
                Exports::Yes => {}
                Exports::No => {
                    let says = Says::new(SaysId::PscNotForSubnet)
                        .arg("endpoint", &*name.name)
                        .arg("range", range.range.to_string());
                    return Err(self.not_propagated(at, says));
                }
                Exports::InPart => {
                    let at = At::new(SPOKE, &member.spoke);
                    return Err(self.unmodelled("NCC_FILTER_OF_A_PART", Some(at), docs::NCC));
                }
            }
        }
        let published = attachment.and_then(|own| resources.get(own));
        self.within_limit(at, table.propagated_to(&place.name), published)?;
        self.propagated = Some(side.hub);
        Ok(())
    }

    /// The attachment's limit on the connections that are propagated for one consumer. Which of them there are when there
    /// would be more, no export says.
    fn within_limit(
        &mut self,
        at: At<'a>,
        spokes: usize,
        attachment: Option<&'a ServiceAttachment>,
    ) -> Checked<'a> {
        let Some(attachment) = attachment else {
            return Ok(());
        };
        let limit = attachment.propagated_limit.unwrap_or(DEFAULT_LIMIT);
        if limit == 0 {
            let says = Says::new(SaysId::PscPropagationLimit).arg("endpoint", &*at.name.name);
            return Err(self.not_propagated(at, says));
        }
        let endpoints = attachment.connected.len().max(1);
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        match endpoints.saturating_mul(spokes) > limit {
            true => Err(self.unmodelled("PSC_PROPAGATION_LIMIT", Some(at), docs::PSC_PROPAGATION)),
            false => Ok(()),
        }
    }

    fn not_propagated(&mut self, at: At<'a>, says: Says<SaysId>) -> End<'a> {
        let doc = docs::PSC_PROPAGATION;
        self.note(State::ApplyForwardingRule, Some(at), doc, || says);
        self.stop(
            Cause::PscTransitivityNotPropagated,
            Some(at),
            CallerSees::Timeout,
        )
    }
}
