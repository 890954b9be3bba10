//! Which addresses objects of kinds that are not modelled have. Whoever has one is there, and what it does nobody here
//! knows: nothing is said of a request to it.
//!
//! <https://cloud.google.com/vpc/docs/subnets>

use std::net::IpAddr;

use hopscope_model::name::Name;
use hopscope_model::resource::Stranger;
use hopscope_model::{Scenario, google, order};
use ipnet::IpNet;

use super::prefixes::Prefixes;

/// Strangers by what they have, each by its place in the scenario.
#[derive(Clone, Default, Debug)]
pub(crate) struct Strangers {
    by_range: Prefixes<Vec<usize>>,
}

impl Strangers {
    /// Those of a scenario. A range that has a whole subnet in it is what somebody filters by or lets in, and is not
    /// taken as its own.
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let mut found = Self::default();
        let strangers = &scenario.resources.strangers;
        if strangers.is_empty() {
            return found;
        }
        let subnets = scenario.resources.subnets.values();
        let ranges = subnets.flat_map(|own| {
            let secondary = own.secondary_ranges.iter().map(|own| own.range);
            own.range.into_iter().chain(secondary)
        });
        let subnets: Vec<IpNet> = order::once(ranges.map(|own| own.trunc()));
        for (at, own) in strangers.iter().enumerate() {
            for range in &own.addresses {
                if !holds_one(range, &subnets) {
                    found.by_range.entry(range).push(at);
                }
            }
        }
        found
    }

    /// Who has an address: in this network, or in one that it does not name. A public address is in none.
    pub(crate) fn holder<'s>(
        &self,
        scenario: &'s Scenario,
        address: IpAddr,
        network: Option<&Name>,
    ) -> Option<&'s Stranger> {
        let all = &scenario.resources.strangers;
        let holders = self.by_range.covering(address).rev().flatten();
        let mut holders = holders.filter_map(|at| all.get(*at));
        holders.find(|own| {
            let other = |own: &Name| network.is_some_and(|network| network != own);
            let inside = google::is_private(address);
            !own.network
                .as_ref()
                .is_some_and(|own| inside && other(own.name()))
        })
    }
}

/// Whether a range holds one of these, which are in order, as a whole.
fn holds_one(range: &IpNet, subnets: &[IpNet]) -> bool {
    let from = subnets.partition_point(|own| own.addr() < range.network());
    let behind = subnets.get(from..).into_iter().flatten();
    // What begins in it and is not whole in it begins where it does: these are few.
    let mut inside = behind.take_while(|own| range.contains(&own.addr()));
    inside.any(|own| range.contains(own))
}
