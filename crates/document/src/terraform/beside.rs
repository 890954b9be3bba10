//! What Terraform says inside a resource and Google keeps beside it: the machines of a group, that a new zone has no
//! records and a new response policy no rules, and the route that Google makes with a network.

use hopscope_model::Index;

use super::Making;
use super::join::finish;
use super::links::{MOST, Said};
use super::node::{Node, put};
use super::plan::{Instance, add};
use super::shape::{Lacks, Made};
use crate::names::Path;
use crate::tree::Tree;

/// The type of networks.
const NETWORK: &str = "google_compute_network";

/// Where every address is.
const EVERYWHERE: &str = "0.0.0.0/0";

impl Making<'_> {
    /// The machines of a group that is told which it has.
    pub(super) fn machines(&self, own: &Instance<'_>) -> Option<Node> {
        if own.data {
            return None;
        }
        let mut made = Made::default();
        let mut items = Vec::new();
        let later = own
            .unknown
            .is_some_and(|own| own.at("instances").holds_true());
        let resource = self.config.resource(own);
        let expression = resource.and_then(|own| own.at("expressions").get("instances"));
        let values = own.values.at("instances").list();
        let mut texts: Vec<(usize, Option<String>)> = Vec::new();
        if later {
            let one =
                expression.and_then(|own_one| self.reference(own, "instances", own_one, &mut made));
            texts.push((own.at, one));
        } else {
            texts.extend(
                values
                    .iter()
                    .map(|own| (own.at, own.text().map(str::to_owned))),
            );
        }
        for (at, text) in texts {
            let mut item = Vec::new();
            put(
                &mut item,
                "kind",
                Node::text_at(at, "compute#instanceWithNamedPorts"),
            );
            let mut lacks = None;
            match text {
                Some(text) => put(&mut item, "instance", Node::text_at(at, &text)),
                None => {
                    put(&mut item, "instance", Node::leaf(at, Tree::Null));
                    lacks = Some(("instance".to_owned(), Lacks::AfterApply));
                }
            }
            let made = Made {
                members: item,
                lacks,
                ..Made::default()
            };
            items.push(finish(at, made));
        }
        let link = self.link(own, &self.said(own, "project"), MOST)?;
        // Nothing said is a group that others fill.
        let said = later || own.values.get("instances").is_some() && !items.is_empty();
        said.then(|| self.export(own, Some(link), Node::list_of(own.at, items)))
    }

    /// A zone that is made has no other records than those beside it, and a response policy no other rules.
    pub(super) fn empty(&self, own: &Instance<'_>) -> Option<Node> {
        if !matches!(
            own.kind,
            "google_dns_managed_zone" | "google_dns_response_policy"
        ) {
            return None;
        }
        let link = self.whose(own, &self.said(own, "project"))?;
        Some(self.export(own, Some(link), Node::list_of(own.at, Vec::new())))
    }

    /// <https://cloud.google.com/vpc/docs/routes#routingpacketsinternet>: Google makes a default route with a network,
    /// which Terraform does not hold. Of a network that is there already it may have been deleted since.
    pub(super) fn default_route(
        &self,
        own: &Instance<'_>,
        routes: &Index<String, Vec<usize>>,
    ) -> Option<Node> {
        let name = own.values.word("name")?;
        if own.data || own.values.at("delete_default_routes_on_create").is_true() {
            return None;
        }
        let link = self.link(own, &Said::Known(String::new()), MOST);
        let link = link.or_else(|| self.link(own, &Said::Default, MOST))?;
        let routes = routes.get(&own.address).map_or(&[][..], Vec::as_slice);
        let mut routes = routes.iter().filter_map(|at| self.instances.get(*at));
        if !own.created && routes.clone().next().is_none() {
            return None;
        }
        let out = routes.any(|own| {
            own.values.word("dest_range") == Some(EVERYWHERE)
                && own.values.word("next_hop_gateway").is_some()
                && own.values.at("tags").list().is_empty()
        });
        if out {
            return None;
        }
        let mut made = Made::default();
        let members = &mut made.members;
        put(members, "kind", Node::text_at(own.at, "compute#route"));
        let route = format!("default-route-{name}");
        put(members, "name", Node::text_at(own.at, &route));
        if let Said::Known(project) = self.said(own, "project") {
            put(members, "project", Node::text_at(own.at, &project));
        }
        put(members, "network", Node::text_at(own.at, &link));
        put(members, "destRange", Node::text_at(own.at, EVERYWHERE));
        match own.created {
            true => {
                let gateway = Node::text_at(own.at, "default-internet-gateway");
                put(members, "nextHopGateway", gateway);
            }
            false => made.lacks = Some(("nextHopGateway".to_owned(), Lacks::GoogleMade)),
        }
        Some(finish(own.at, made))
    }

    /// The routes of the networks of the document, by the network's address.
    pub(super) fn routes(&self) -> Index<String, Vec<usize>> {
        let mut found = Index::new();
        for (at, route) in self.instances.iter().enumerate() {
            if route.kind != "google_compute_route" || route.data {
                continue;
            }
            if let Some(text) = route.values.word("network") {
                let networks = self.named(Path::parse(text).name);
                for (_, own) in networks.filter(|(_, own)| own.kind == NETWORK) {
                    add(&mut found, own.address.clone(), at);
                }
                continue;
            }
            let resource = self.config.resource(route);
            let expression = resource.and_then(|own| own.at("expressions").get("network"));
            let network = expression.and_then(|expression| self.follow(route, expression));
            let network = network.and_then(|found| self.instances.get(found.instance));
            if let Some(network) = network {
                add(&mut found, network.address.clone(), at);
            }
        }
        found
    }
}
