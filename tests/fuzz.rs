//! What fuzzing found worth keeping (`fuzz/corpus`), and some that is like it: read, linked and asked without a panic,
//! and written so that it reads as the same. `fuzz/README.md` says how to look for more.

use std::fs;
use std::path::Path;

use hopscope_document::{Input, Options, read, unpack, write};
use hopscope_model::Scenario;
use hopscope_sim::{Topology, simulate};

/// How many texts are made of each.
const ALIKE: u64 = 6;

fn scenario(text: &str) -> Scenario {
    read(&[Input { file: None, text }], &Options::default()).scenario
}

fn holds(bytes: &[u8], name: &str) {
    for unpacked in unpack("fuzz", bytes) {
        let Ok(text) = unpacked.text else { continue };
        let read = scenario(&text);
        let (topology, _) = Topology::link(&read);
        for request in read.requests.iter().take(4) {
            simulate(&topology, request);
        }
        let written = write(&read);
        assert_eq!(write(&scenario(&written)), written, "{name}");
    }
}

/// The next of a row of numbers that looks like chance (SplitMix64).
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut own = *state;
    own = (own ^ (own >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    own = (own ^ (own >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    own ^ (own >> 31)
}

/// The same bytes with a few of them otherwise: another, gone, doubled, cut.
fn alike(bytes: &[u8], seed: u64) -> Vec<u8> {
    let mut state = seed;
    let mut own = bytes.to_vec();
    for _ in 0..3 {
        if own.is_empty() {
            break;
        }
        let at = (next(&mut state) % own.len() as u64) as usize;
        let length = (next(&mut state) % 40) as usize;
        let end = (at + length).min(own.len());
        match next(&mut state) % 4 {
            0 => own[at] = next(&mut state) as u8,
            1 => drop(own.drain(at..end)),
            2 => {
                let again = own[at..end].to_vec();
                own.splice(at..at, again);
            }
            _ => own.truncate(own.len() - length.min(own.len() / 8)),
        }
    }
    own
}

#[test]
fn what_fuzzing_kept_is_read_and_written_as_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/read");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("a file").path())
        .collect();
    files.sort();
    assert!(files.len() > 40, "{}", files.len());
    for (at, file) in files.iter().enumerate() {
        let bytes = fs::read(file).expect("bytes");
        let name = file.display().to_string();
        holds(&bytes, &name);
        for seed in 0..ALIKE {
            let name = format!("{name}, seed {seed}");
            holds(&alike(&bytes, at as u64 * ALIKE + seed), &name);
        }
    }
}
