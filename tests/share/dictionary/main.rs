//! Makes a preset dictionary for the codecs of links, and says what it is worth.
//!
//! A dictionary is a stretch of text that a scenario seems to follow: what stands in it already costs a reference and
//! no letters. It is made of what scenarios are full of: every scenario of the gallery and of `tests/scenarios`, in
//! canonical form with the answers of a link, so that it has the keys, kinds, words, causes and addresses of Google's
//! that the writer writes, in the order in which they come. Pieces are taken greedily, the one first that holds most
//! of what is in many scenarios and in no piece yet; the first comes last, because near references are shorter.
//!
//! `cargo xtask dictionary FILE` writes one. Those that links were made with are frozen (`crates/share/src/codec.rs`):
//! this is for the next.
#![allow(clippy::print_stdout)]

#[path = "../../scenarios/corpus.rs"]
mod corpus;
#[path = "../designs/parts.rs"]
mod designs;
#[path = "../../scenarios/gallery.rs"]
mod gallery;
mod pieces;
mod texts;

use std::{env, fs};

use designs::Design;
use hopscope_share::payload_length as length;

/// How large it becomes: smaller ones miss a scenario of the gallery at 900 characters, larger ones gain little for
/// what they add to the page.
const SIZE: usize = 20_000;

/// How much more a scenario of the gallery counts than one of the tests: it is what people begin with.
const GALLERY: u64 = 3;

fn main() {
    let gallery: Vec<String> = gallery::texts()
        .iter()
        .map(|text| texts::shared(text))
        .collect();
    let tests = texts::of_tests();
    let made = make(&gallery, &tests);
    if let Some(file) = env::args().nth(1) {
        fs::write(&file, &made).expect("the folder is there");
    }
    println!("{} bytes", made.len());
    for text in &gallery {
        println!("gallery: {} of {}", length(&made, text), length(&[], text));
    }
    // What it was not made of: designs of a company that no scenario knows, and, for a dictionary of four fifths of
    // the tests and no gallery, the other fifth and the gallery.
    for (resources, requests) in designs::SIZES {
        let text = texts::shared(&Design::text(resources, requests));
        println!(
            "design of {resources}: {} of {}",
            length(&made, &text),
            length(&[], &text)
        );
    }
    let (mut held, mut seen) = (Vec::new(), Vec::new());
    for (index, text) in tests.into_iter().enumerate() {
        match index % 5 {
            0 => held.push(text),
            _ => seen.push(text),
        }
    }
    let blind = make(&[], &seen);
    for (name, texts) in [("tests held out", &held), ("gallery held out", &gallery)] {
        let sum = |dictionary: &[u8]| -> usize {
            texts.iter().map(|text| length(dictionary, text)).sum()
        };
        println!("{name}: {} of {}", sum(&blind), sum(&[]));
    }
}

fn make(gallery: &[String], tests: &[String]) -> Vec<u8> {
    let gallery = gallery.iter().map(|text| (text.as_bytes(), GALLERY));
    let tests = tests.iter().map(|text| (text.as_bytes(), 1));
    pieces::dictionary(&gallery.chain(tests).collect::<Vec<_>>(), SIZE)
}
