//! Prints what it costs to ask everything of 300 services, before and after, in milliseconds: the same program natively
//! and as WebAssembly (`wasm32-wasip1`, run by Node), so that the two can be compared in one sitting.
#![allow(missing_docs, unreachable_pub, clippy::print_stdout)]

#[path = "../benches/many.rs"]
mod many;

use std::hint::black_box;
use std::time::Instant;

use hopscope_review::matrix;

fn main() {
    let rounds = std::env::args().nth(1).and_then(|own| own.parse().ok());
    let (before, after) = (many::services(300, 0), many::services(300, 3));
    let mut least = f64::MAX;
    for _ in 0..rounds.unwrap_or(5) {
        let start = Instant::now();
        black_box(matrix(Some(&before), black_box(&after), &mut |_, _| {}));
        least = least.min(start.elapsed().as_secs_f64() * 1_000.0);
    }
    println!("{{\"matrixMs\":{least:.0}}}");
    let _ = many::machines(1, 0);
}
