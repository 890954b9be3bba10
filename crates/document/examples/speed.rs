//! Prints what it costs to read exports, and to parse the same bytes and nothing else, in milliseconds: the same program
//! natively and as WebAssembly (`wasm32-wasip1`, run by Node), so that the two can be compared in one sitting.
//!
//! With an argument (`json`, `json50`, `yaml`) that alone, as often as the second says.
#![allow(missing_docs, unreachable_pub, clippy::print_stdout)]

#[path = "../benches/exports.rs"]
mod exports;

use std::hint::black_box;
use std::time::Instant;

use hopscope_document::{Input, Options, read};

const MB: usize = 1_000_000;

fn main() {
    let mut args = std::env::args().skip(1);
    let only = args.next();
    let rounds = args.next().and_then(|own| own.parse().ok()).unwrap_or(7);
    let wanted = |name: &str| only.as_deref().is_none_or(|only| only == name);
    if wanted("json") {
        json("json", 9, rounds);
    }
    if wanted("json50") {
        json("json50", 50, rounds);
    }
    if wanted("yaml") {
        yaml(rounds);
    }
}

fn json(name: &str, megabytes: usize, rounds: usize) {
    let mut texts = Vec::new();
    let mut left = megabytes * MB;
    while left > 0 {
        let own = left.min(9 * MB);
        texts.push(exports::text(own, texts.len() * 1_000));
        left -= own;
    }
    let inputs: Vec<Input<'_>> = texts.iter().map(|own| input(own)).collect();
    let parse = || {
        // All of it is there in the end, as it is when it is read.
        let values = texts.iter().flat_map(|own| {
            serde_json::Deserializer::from_str(own).into_iter::<serde_json::Value>()
        });
        let all: Vec<_> = values.collect();
        elapsed_and(all)
    };
    compare(name, rounds, &parse, &|| {
        elapsed_and(read(&inputs, &Options::default()))
    });
}

fn yaml(rounds: usize) {
    let text = exports::yaml(8 * MB);
    let events = || {
        let events = saphyr_parser::Parser::new_from_str(&text);
        elapsed_and(events.filter(Result::is_ok).count())
    };
    compare("yaml", rounds, &events, &|| {
        elapsed_and(read(&[input(&text)], &Options::default()))
    });
}

fn input(text: &str) -> Input<'_> {
    Input { file: None, text }
}

/// When something was there; what it takes to give it back is not counted, nor what an allocator does about that when
/// it is next asked for much.
fn elapsed_and<T>(made: T) -> Instant {
    let then = Instant::now();
    drop(black_box(made));
    drop(black_box(Vec::<u8>::with_capacity(MB)));
    then
}

/// The least of as many rounds, in which the two take turns.
fn compare(name: &str, rounds: usize, parse: &dyn Fn() -> Instant, read: &dyn Fn() -> Instant) {
    let least = |call: &dyn Fn() -> Instant| {
        let start = Instant::now();
        (call() - start).as_secs_f64() * 1_000.0
    };
    let (mut parsed, mut whole) = (f64::MAX, f64::MAX);
    for _ in 0..rounds {
        parsed = parsed.min(least(parse));
        whole = whole.min(least(read));
    }
    println!(
        "{{\"what\":\"{name}\",\"parsedMs\":{parsed:.1},\"readMs\":{whole:.1},\"ratio\":{:.2}}}",
        whole / parsed
    );
}
