//! What `--strict` makes of an answer that rests on assumptions.
#![allow(unreachable_pub, dead_code)]

#[path = "../benches/generated.rs"]
mod generated;

use generated::{Size, request, scenario};
use hopscope_model::result::OutcomeKind;
use hopscope_sim::{Topology, simulate, strict};

/// Each assumption becomes something missing, by the kind of object that settles it.
#[test]
fn strictness_names_the_kinds_that_are_missing() {
    let size = Size {
        machines: 10,
        rules: 10,
        routes: 10,
    };
    let (net, _) = Topology::link(&scenario(size));
    let mut outcome = simulate(&net, &request(size));
    assert_eq!(outcome.outcome, OutcomeKind::Delivered);
    assert!(!outcome.assumptions.is_empty());
    let assumed = outcome.assumptions.len();
    strict(&mut outcome);
    assert_eq!(outcome.outcome, OutcomeKind::Incomplete);
    assert_eq!(outcome.missing.len(), assumed);
    let kinds: Vec<_> = outcome.missing.iter().map(|own| &*own.kind).collect();
    assert!(kinds.contains(&"hopscope#process"), "{kinds:?}");
    assert!(
        !kinds.iter().any(|kind| kind.starts_with("ASSUMED")),
        "{kinds:?}"
    );
}
