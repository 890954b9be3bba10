//! Links a scenario into a topology and walks a request through it.
//!
//! Pure, total and deterministic: no I/O, no clock, no randomness, no panic on a linked topology. Speaks in ids
//! and arguments, never in sentences. A failed request is a value, not an error.
#![forbid(unsafe_code)]
// A walk goes `to` places and comes `from` them; neither converts anything.
#![allow(clippy::wrong_self_convention)]

mod address_set;
mod answers;
mod contradictions;
mod docs;
mod expect;
mod firewall_flow;
mod held;
mod no_proxy;
mod outcome;
mod proxy;
mod simulate;
mod tables;
mod topology;
mod walk;

pub use answers::answers;
pub use expect::hold;
pub use firewall_flow::{FirewallFlow, FirewallVerdict, firewall_verdict};
pub use held::hold_test;
pub use simulate::{Answer, Verdict, answer, simulate, strict, trace, verdict};
pub use topology::{Move, Place, Topology};
