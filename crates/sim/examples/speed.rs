//! Prints what one verdict and one trace cost, in nanoseconds: the same program natively and as WebAssembly
//! (`wasm32-wasip1`, run by Node), so that the two can be compared in one run.
#![allow(missing_docs, unreachable_pub, clippy::print_stdout)]

#[path = "../benches/generated.rs"]
mod generated;

use std::hint::black_box;
use std::time::Instant;

use generated::{Size, request, scenario};
use hopscope_model::Request;
use hopscope_sim::{Topology, trace, verdict};

fn main() {
    let size = Size {
        machines: 1_000,
        rules: 1_000,
        routes: 100,
    };
    let (net, _) = Topology::link(&scenario(size));
    let request = request(size);
    let verdicts = median(2_000, || one_verdict(&net, &request));
    let traces = median(300, || one_trace(&net, &request));
    println!("{{\"verdictNs\":{verdicts},\"traceNs\":{traces}}}");
    let _ = generated::outwards();
}

// Not inlined: an engine of WebAssembly optimises a function from one call to the next, never inside one.
#[inline(never)]
fn one_verdict(net: &Topology, request: &Request) {
    black_box(verdict(black_box(net), black_box(request)));
}

#[inline(never)]
fn one_trace(net: &Topology, request: &Request) {
    black_box(trace(black_box(net), black_box(request)));
}

/// Median of 31 rounds of `count` calls each, after as many calls again as an engine of WebAssembly takes to
/// optimise them.
fn median(count: u32, mut call: impl FnMut()) -> u64 {
    for _ in 0..100 * count {
        call();
    }
    let mut rounds: Vec<u64> = (0..31)
        .map(|_| {
            let start = Instant::now();
            for _ in 0..count {
                call();
            }
            u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX) / u64::from(count)
        })
        .collect();
    rounds.sort_unstable();
    rounds.get(15).copied().unwrap_or_default()
}
