//! Laws that hold for every scenario and request: the walk is total and deterministic, a verdict is what the
//! trace says, the last step decides, and only steps that say so change the source.

#[path = "properties/network.rs"]
mod generated;

use generated::{network, requests, scenarios};
use hopscope_model::name::Name;
use hopscope_model::resource::firewall::{Direction, Firewall};
use hopscope_model::result::OutcomeKind;
use hopscope_model::{Layer4, State};
use hopscope_sim::{Topology, simulate, trace, verdict};
use proptest::prelude::*;

/// States of steps that may change the source.
const TRANSLATING: &[State] = &[
    State::StartFromInstance,
    State::Nat,
    State::DirectVpcEgressConnection,
    State::ArriveAtVpcConnector,
    State::ProxyConnection,
    State::ArriveAtInstance,
    // Of several addresses, a check goes on with the one that is taken.
    State::ApplyIngressFirewallRule,
    State::CheckAllowList,
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn a_walk_ends_and_its_last_step_decides(scenario in scenarios(), request in requests()) {
        let (net, _) = Topology::link(&scenario);
        let outcome = simulate(&net, &request);
        prop_assert!(!outcome.traces.is_empty());
        for trace in &outcome.traces {
            let finals = trace.steps.iter().filter(|step| step.state.is_final()).count();
            prop_assert_eq!(finals, 1);
            prop_assert!(trace.steps.last().is_some_and(|step| step.state.is_final()));
        }
        let known = !matches!(outcome.outcome, OutcomeKind::Incomplete | OutcomeKind::Unmodelled);
        prop_assert!(known || !outcome.missing.is_empty() || !outcome.unmodelled.is_empty());
        if outcome.outcome == OutcomeKind::Dropped {
            prop_assert!(outcome.source.is_none());
        }
    }

    #[test]
    fn a_verdict_is_what_the_trace_says(scenario in scenarios(), request in requests()) {
        let (net, _) = Topology::link(&scenario);
        let (full, short, quick) =
            (simulate(&net, &request), trace(&net, &request), verdict(&net, &request));
        prop_assert_eq!((full.outcome, full.cause), (quick.outcome, quick.cause));
        prop_assert_eq!((short.outcome, short.cause), (quick.outcome, quick.cause));
        prop_assert_eq!(short.source, full.source);
    }

    #[test]
    fn the_same_question_has_the_same_answer(scenario in scenarios(), request in requests()) {
        let once = simulate(&Topology::link(&scenario).0, &request);
        let again = simulate(&Topology::link(&scenario.clone()).0, &request);
        prop_assert_eq!(
            serde_json::to_string(&once).expect("a result is JSON"),
            serde_json::to_string(&again).expect("a result is JSON")
        );
    }

    #[test]
    fn only_steps_that_say_so_change_the_source(scenario in scenarios(), request in requests()) {
        let (net, _) = Topology::link(&scenario);
        for trace in &simulate(&net, &request).traces {
            for pair in trace.steps.windows(2) {
                let [before, after] = pair else { continue };
                if let (Some(old), Some(new)) = (&before.packet, &after.packet) {
                    prop_assert!(
                        old.source == new.source || TRANSLATING.contains(&after.state),
                        "{} changed the source from {:?} to {:?}", after.state, old.source, new.source
                    );
                }
            }
        }
    }

    #[test]
    fn an_allow_rule_of_lowest_priority_never_blocks(scenario in scenarios(), request in requests()) {
        let before = verdict(&Topology::link(&scenario).0, &request);
        let mut more = scenario;
        for direction in [Direction::Ingress, Direction::Egress] {
            let name = Name::global("p", format!("zz-allow-{direction:?}"));
            more.resources.insert(name, Firewall {
                network: network(),
                direction,
                priority: 65_534,
                deny: false,
                layer4: vec![Layer4::all()],
                disabled: false,
                source_ranges: Vec::new(),
                destination_ranges: Vec::new(),
                source_tags: Vec::new(),
                source_service_accounts: Vec::new(),
                target_tags: Vec::new(),
                target_service_accounts: Vec::new(),
            });
        }
        let after = verdict(&Topology::link(&more).0, &request);
        if before.outcome == OutcomeKind::Delivered {
            prop_assert_eq!(after.outcome, OutcomeKind::Delivered);
        }
    }
}
