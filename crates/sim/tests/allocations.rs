//! A verdict allocates nothing.
#![allow(unreachable_pub)]

#[path = "../benches/generated.rs"]
mod generated;

use generated::{Size, outwards, request, scenario};
use hopscope_sim::{Topology, verdict};

#[test]
fn a_verdict_allocates_nothing() {
    let size = Size {
        machines: 100,
        rules: 1_000,
        routes: 100,
    };
    let (net, _) = Topology::link(&scenario(size));
    for request in [request(size), outwards()] {
        let measured = allocation_counter::measure(|| {
            std::hint::black_box(verdict(&net, &request));
        });
        assert_eq!(measured.count_total, 0, "{:?}", request.to);
    }
}
