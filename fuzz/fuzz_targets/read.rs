//! Whatever is brought is read, linked and asked, without a panic, in bounded time and memory; and what was read and
//! written reads as the same.
#![no_main]

use hopscope_document::{Input, Options, read, write};
use hopscope_sim::{Topology, simulate};
use libfuzzer_sys::fuzz_target;

fn scenario(text: &str) -> hopscope_document::Read {
    read(&[Input { file: None, text }], &Options::default())
}

fuzz_target!(|bytes: &[u8]| {
    for unpacked in hopscope_document::unpack("fuzz", bytes) {
        let Ok(text) = unpacked.text else { continue };
        let read = scenario(&text);
        let (topology, _) = Topology::link(&read.scenario);
        for request in read.scenario.requests.iter().take(4) {
            simulate(&topology, request);
        }
        let written = write(&read.scenario);
        let again = scenario(&written).scenario;
        assert_eq!(write(&again), written);
    }
});
