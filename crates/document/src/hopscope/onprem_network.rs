//! `hopscope#onPremNetwork`: a network at the other end of a tunnel or interconnect.

use hopscope_model::resource::OnPremNetwork;
use hopscope_model::resource::hopscope::OnPremLink;
use hopscope_model::{Id, Kind, Name, Reason, Ref, What};

use crate::codec::{At, Codec, Out};
use crate::envelope::{Around, identity};
use crate::fields::Fields;
use crate::item::Item;
use crate::names::{Path, resolve};
use crate::reader::Reader;

/// Its fields.
pub(super) const FIELDS: &[&str] = &["kind", "project", "name", "ranges", "via", "resolver"];

/// Its resolver asks the VPC.
const INBOUND_POLICY: &str = "inbound-policy";

/// Whether a resolver asks the VPC.
const RESOLVERS: &[(&str, bool)] = &[("own", false), (INBOUND_POLICY, true)];

impl Codec for OnPremNetwork {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let via = fields.texts("via");
        let via = via.iter().enumerate().filter_map(|(index, text)| {
            let link = link(text, at);
            if link.is_none() {
                let why = Reason::not_a(text, What::Connection);
                fields.wrong_at("via", index, why);
            }
            link
        });
        Self {
            ranges: fields.words("ranges"),
            via: via.collect(),
            inbound_policy_resolver: fields.choice("resolver", RESOLVERS).unwrap_or_default(),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.list("ranges", &self.ranges);
        let via: Vec<_> = self
            .via
            .iter()
            .map(|link| match link {
                OnPremLink::VpnTunnel(tunnel) => Id::new(Kind::VpnTunnel, tunnel.name().clone()),
                OnPremLink::Attachment(attachment) => {
                    Id::new(Kind::Attachment, attachment.name().clone())
                }
            })
            .map(|id| out.of.short(&id))
            .collect();
        out.list("via", &via);
        if self.inbound_policy_resolver {
            out.put("resolver", INBOUND_POLICY);
        }
    }
}

/// `vpn-tunnel/…`, `attachment/…`, or a full Google name.
fn link(text: &str, at: &At<'_>) -> Option<OnPremLink> {
    let collection = Path::parse(text).collection;
    if let Some(rest) = text.strip_prefix("vpn-tunnel/") {
        return Some(OnPremLink::VpnTunnel(Ref::to(named(
            Kind::VpnTunnel,
            rest,
            at,
        ))));
    }
    if let Some(rest) = text.strip_prefix("attachment/") {
        return Some(OnPremLink::Attachment(Ref::to(named(
            Kind::Attachment,
            rest,
            at,
        ))));
    }
    match collection {
        Some("vpnTunnels") => Some(OnPremLink::VpnTunnel(at.refer(text))),
        Some("interconnectAttachments") => Some(OnPremLink::Attachment(at.refer(text))),
        _ => None,
    }
}

/// `[PROJECT/]LOCATION/NAME`, or a name that only one has.
fn named(kind: Kind, rest: &str, at: &At<'_>) -> Name {
    let parts: Vec<&str> = rest.split('/').collect();
    let project = &at.name.project;
    match parts.as_slice() {
        [project, location, name] => Name::new(*project, *location, *name),
        [location, name] => Name::new(project.clone(), *location, *name),
        _ => resolve(kind, rest, &Name::global(project.clone(), ""), at.known),
    }
}

impl Reader<'_> {
    /// An on-premises network.
    pub(crate) fn onprem_network(&mut self, item: &Item<'_>) {
        let identity = identity(&item.envelope, &Around::default());
        let name = identity.name.clone().unwrap_or_default();
        let project = self.own_project(item);
        self.resource_from::<OnPremNetwork>(item, identity, |fields, at| {
            // It is in no project itself; what it is connected by is in the default one.
            let at = At::new(Name::global(&*project, at.name.name.clone()), at.known);
            OnPremNetwork::read(fields, &at)
        });
        if !self.is_unread(Kind::OnPremNetwork, &Name::global("", &*name)) {
            self.keep_fields(item, &format!("hopscope#onPremNetwork {name}"), FIELDS);
        }
    }
}
