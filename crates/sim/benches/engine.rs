//! What a verdict, a trace and linking cost, and how each grows along one axis at a time.
#![allow(missing_docs, unreachable_pub)]

mod generated;

use divan::{AllocProfiler, Bencher, black_box};
use generated::{Size, outwards, request, scenario};
use hopscope_sim::{Topology, trace, verdict};

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

const MACHINES: &[u32] = &[100, 1_000, 10_000];
const RULES: &[u32] = &[100, 1_000, 10_000];
const ROUTES: &[u32] = &[10, 100, 1_000];

fn main() {
    divan::main();
}

fn base() -> Size {
    Size {
        machines: 1_000,
        rules: 1_000,
        routes: 100,
    }
}

fn linked(size: Size) -> Topology {
    Topology::link(&scenario(size)).0
}

mod verdicts {
    use super::*;

    #[divan::bench(args = MACHINES)]
    fn by_machines(bencher: Bencher, machines: u32) {
        let size = Size { machines, ..base() };
        let (net, request) = (linked(size), request(size));
        bencher.bench(|| verdict(black_box(&net), black_box(&request)));
    }

    #[divan::bench(args = RULES)]
    fn by_rules(bencher: Bencher, rules: u32) {
        let size = Size { rules, ..base() };
        let (net, request) = (linked(size), request(size));
        bencher.bench(|| verdict(black_box(&net), black_box(&request)));
    }

    #[divan::bench(args = ROUTES)]
    fn by_routes(bencher: Bencher, routes: u32) {
        let size = Size { routes, ..base() };
        let (net, request) = (linked(size), outwards());
        bencher.bench(|| verdict(black_box(&net), black_box(&request)));
    }
}

mod traces {
    use super::*;

    #[divan::bench(args = MACHINES)]
    fn by_machines(bencher: Bencher, machines: u32) {
        let size = Size { machines, ..base() };
        let (net, request) = (linked(size), request(size));
        bencher.bench(|| trace(black_box(&net), black_box(&request)));
    }

    #[divan::bench(args = RULES)]
    fn by_rules(bencher: Bencher, rules: u32) {
        let size = Size { rules, ..base() };
        let (net, request) = (linked(size), request(size));
        bencher.bench(|| trace(black_box(&net), black_box(&request)));
    }
}

mod link {
    use super::*;

    #[divan::bench(args = MACHINES, sample_count = 10)]
    fn by_machines(bencher: Bencher, machines: u32) {
        let scenario = scenario(Size { machines, ..base() });
        bencher.bench(|| Topology::link(black_box(&scenario)));
    }

    #[divan::bench(args = RULES, sample_count = 10)]
    fn by_rules(bencher: Bencher, rules: u32) {
        let scenario = scenario(Size { rules, ..base() });
        bencher.bench(|| Topology::link(black_box(&scenario)));
    }
}
