//! `compute#router`, with its NAT gateways.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/routers>

use hopscope_model::name::GLOBAL;
use hopscope_model::resource::{Router, Unread};
use hopscope_model::{Kind, Name, ProblemCode};
use ipnet::IpNet;
use serde::Deserialize;

use super::nat;
use crate::codec::{At, Codec, Out};
use crate::envelope::Identity;
use crate::field::{FieldError, Given, List, Maybe};
use crate::item::Item;
use crate::reader::{Reader, key, whole};

#[derive(Deserialize)]
pub(crate) struct Wire {
    network: Given<String>,
    #[serde(default)]
    nats: List<nat::Wire>,
    #[serde(default)]
    bgp: Option<Bgp>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Bgp {
    #[serde(default)]
    asn: Maybe<u32>,
    #[serde(default)]
    advertise_mode: Maybe<String>,
    #[serde(default)]
    advertised_ip_ranges: List<AdvertisedRange>,
    #[serde(default)]
    advertised_groups: List<Given<String>>,
}

#[derive(Deserialize)]
struct AdvertisedRange {
    range: Given<IpNet>,
}

impl Codec for Router {
    type Wire = Wire;

    fn read(wire: Wire, at: &At<'_>) -> Result<Self, FieldError> {
        let nats = wire.nats.0.into_iter().enumerate();
        let nats = nats
            .map(|(index, wire)| nat::read(wire, at).map_err(|error| error.inside("nats", index)))
            .collect::<Result<Vec<_>, _>>()?;
        let bgp = wire.bgp;
        Ok(Self {
            network: at.refer(&wire.network.0),
            nats,
            asn: bgp.as_ref().and_then(|bgp| bgp.asn.0),
            custom_advertisement: bgp
                .as_ref()
                .is_some_and(|bgp| bgp.advertise_mode.is("CUSTOM")),
            advertises_subnets: bgp.as_ref().is_some_and(|bgp| {
                let mut groups = bgp.advertised_groups.0.iter();
                groups.any(|group| group.0 == "ALL_SUBNETS")
            }),
            advertised_ranges: bgp
                .map(|bgp| bgp.advertised_ip_ranges.0)
                .unwrap_or_default()
                .into_iter()
                .map(|range| range.range.0)
                .collect(),
        })
    }

    fn write(&self, out: &mut Out<'_>) {
        out.refer("network", &self.network);
        let nats = self.nats.iter().map(|nat| nat::write(nat, out)).collect();
        out.objects("nats", nats);
        let mut bgp = out.nested();
        bgp.maybe("asn", self.asn);
        if self.custom_advertisement {
            bgp.put("advertiseMode", "CUSTOM");
        }
        if self.advertises_subnets {
            bgp.list("advertisedGroups", ["ALL_SUBNETS"]);
        }
        let ranges = self.advertised_ranges.iter().map(|range| {
            let mut own = out.nested();
            own.put("range", range.to_string());
            own.map
        });
        bgp.objects("advertisedIpRanges", ranges.collect());
        out.object("bgp", bgp);
    }
}

impl Reader<'_> {
    /// A NAT gateway that does not stand in its router: merged into it by its name.
    pub(crate) fn nat(&mut self, item: &Item<'_>) {
        let Some(router) = self.parent_of::<Router>(item, "nat") else {
            return;
        };
        let at = At::new(router.clone(), &self.known);
        match whole(item).and_then(|wire| nat::read(wire, &at)) {
            Ok(nat) => {
                if let Some(router) = self.scenario.resources.routers.get_mut(&router) {
                    router.nats.push(nat);
                }
            }
            Err(error) => self.part_failed(item, Kind::Router, &router, &error),
        }
    }

    /// `gcloud compute routers get-status`: the routes that a router has learned are in no other export, and are
    /// not modelled. That they are there is kept: no route of the network is the last word.
    pub(crate) fn router_status(&mut self, item: &Item<'_>) {
        let Some(router) = self.parent_of::<Router>(item, "router-status") else {
            return;
        };
        let network = self
            .scenario
            .resources
            .routers
            .get(&router)
            .map(|router| router.network.clone());
        let identity = Identity {
            weak_project: None,
            project: Some(router.project.to_string()),
            location: Some(GLOBAL.to_owned()),
            name: Some(format!("learned by {}", router.name)),
        };
        let error = FieldError::invalid("result", "routes learned over BGP are not modelled");
        self.failed_as(
            ProblemCode::FieldNotModelled,
            item,
            Kind::Route,
            &identity,
            "learned",
            &error,
        );
        let name = Name::global(router.project, format!("learned by {}", router.name));
        let unread: Option<&mut Unread> = self.unread.get_mut(&key(Kind::Route, &name, "learned"));
        if let Some(unread) = unread {
            unread.network = network;
        }
    }
}
