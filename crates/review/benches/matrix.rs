//! Everything asked of many services and machines, before and after.
#![allow(missing_docs, unreachable_pub)]

mod many;

use divan::{Bencher, black_box};
use hopscope_model::Scenario;
use hopscope_review::matrix;
use many::{machines, services};

const SIZES: &[usize] = &[30, 100, 300];

fn main() {
    divan::main();
}

fn ask(bencher: Bencher, before: &Scenario, after: &Scenario) {
    let found = matrix(Some(before), after, &mut |_, _| {});
    assert!(
        found.counts.opened + found.counts.closed > 0,
        "{:?}",
        found.counts
    );
    bencher.bench(|| matrix(Some(black_box(before)), black_box(after), &mut |_, _| {}));
}

/// Each is one of its own: as many questions are walked as there are pairs, on both sides.
#[divan::bench(args = SIZES, sample_count = 3)]
fn services_each_of_its_own(bencher: Bencher, count: usize) {
    ask(bencher, &services(count, 0), &services(count, 3));
}

/// Many are alike, and are asked at every port that something names.
#[divan::bench(args = SIZES, sample_count = 3)]
fn machines_of_twenty_roles(bencher: Bencher, count: usize) {
    ask(bencher, &machines(count, 0), &machines(count, 3));
}
