//! Runs the scenarios of `tests/scenarios`.

fn main() {}
