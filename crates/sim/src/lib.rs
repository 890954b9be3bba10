//! Links a scenario into a topology and walks a request through it.
//!
//! Pure, total and deterministic: no I/O, no clock, no randomness, no panic on a linked topology. Speaks in ids
//! and arguments, never in sentences. A failed request is a value, not an error.
#![forbid(unsafe_code)]

mod address_set;
mod docs;
mod expect;
mod firewall_flow;
mod outcome;
mod proxy;
mod simulate;
mod tables;
mod topology;
mod walk;

pub use expect::hold;
pub use firewall_flow::{FirewallFlow, FirewallVerdict, firewall_verdict};
pub use simulate::{Verdict, simulate, strict, verdict};
pub use topology::{Move, Place, Topology};
