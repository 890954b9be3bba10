//! Links: those that were given out open for ever, what was sealed opens as it was, and whatever is done to a link
//! on its way is told.

#[path = "share/damage.rs"]
mod damage;
#[path = "scenarios/gallery.rs"]
mod gallery;
#[path = "share/sizes.rs"]
mod sizes;

use std::fs;

use hopscope_document::{Input, Options, Read, canonical, content_id};
use hopscope_share::{
    Broken, Limit, Show, answers_then, dictionary, fits, open, seal, with_answers,
};
use hopscope_sim::Topology;
use proptest::prelude::*;
use sha2::{Digest, Sha256};

fn read(text: &str) -> Read {
    hopscope_document::read(&[Input { file: None, text }], &Options::default())
}

/// Every link that was given out, with the content id of what it holds.
fn released() -> Vec<(String, String)> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/share/links.txt");
    let text = fs::read_to_string(file).expect("the links are there");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let lines = lines.map(|line| line.split_once(' ').expect("CONTENT-ID LINK"));
    lines
        .map(|(id, link)| (id.to_owned(), link.to_owned()))
        .collect()
}

/// What preset dictionary 0 is, for ever: with other bytes the links that were made with it don't open.
const D0: &str = "979b8edaed6ef99a6b9f5c2f264c75185877a6f2d2f440068a721904abfb015a";

#[test]
fn preset_dictionary_0_is_frozen() {
    let sum = Sha256::digest(dictionary());
    let sum: String = sum.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(sum, D0);
}

#[test]
fn links_that_were_given_out_open_for_ever() {
    let released = released();
    for codec in ["h1.p.", "h1.j.", "h1.d0."] {
        let begins = |link: &str| link.trim_start_matches('#').starts_with(codec);
        assert!(released.iter().any(|(_, link)| begins(link)), "{codec}");
    }
    assert!(released.len() >= 31);
    for (id, link) in released {
        let opened = open(&link).unwrap_or_else(|broken| panic!("{broken:?}: {link}"));
        let read = read(&opened.text);
        assert_eq!(read.problems, Vec::new(), "{link}");
        assert_eq!(content_id(&read.scenario), id, "{link}");
    }
}

#[test]
fn a_link_holds_the_scenario_and_the_answers_of_its_day() {
    for text in gallery::texts() {
        let mut scenario = read(&text).scenario;
        let id = content_id(&scenario);
        let (topology, _) = Topology::link(&scenario);
        let results: Vec<_> = scenario
            .requests
            .iter()
            .map(|request| hopscope_sim::simulate(&topology, request))
            .collect();
        with_answers(&mut scenario, &results);
        let link = seal(&canonical(&scenario), &Show::default()).expect("it fits");

        let opened = open(&link).expect("it opens");
        let again = read(&opened.text).scenario;
        assert_eq!((&again, content_id(&again)), (&scenario, id));
        assert_eq!(fits(&again), Ok(()));
        let then = answers_then(&again);
        assert_eq!(then.len(), results.len());
        for (then, (number, now)) in then.iter().zip((1..).zip(&results)) {
            assert_eq!(
                (then.request, then.outcome, then.status),
                (number, now.outcome, now.status)
            );
        }
        // Sealed twice, it is the same link.
        assert_eq!(
            seal(&canonical(&again), &Show::default()).as_ref(),
            Ok(&link)
        );
    }
}

#[test]
fn a_bomb_is_stopped_while_it_goes_off() {
    // A few characters that would inflate to 1 GiB are within every limit but the one that counts.
    let text = "a".repeat(hopscope_share::INFLATED + 1);
    let refused = seal(&text, &Show::default()).map_err(|refused| refused.limit);
    assert_eq!(refused, Err(Limit::Inflated));
}

#[test]
fn lists_inside_of_lists_are_counted_after_reading() {
    let network = |n: usize| format!(r#"{{"kind":"compute#network","name":"n{n}"}}"#);
    let networks: Vec<String> = (0..5_001).map(network).collect();
    let text = format!(
        r#"{{"hopscope":1,"project":"acme-dev","resources":[{{"kind":"compute#networkList","items":[{}]}}]}}"#,
        networks.join(",")
    );
    let link = seal(&text, &Show::default()).expect("one resource, as far as one can see");
    let opened = open(&link).expect("it opens");
    assert_eq!(fits(&read(&opened.text).scenario), Err(Limit::Resources));
}

#[test]
fn the_link_of_the_documentation_opens() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/links.md");
    let text = fs::read_to_string(file).expect("the page is there");
    let links: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("#h1."))
        .collect();
    assert_eq!(links.len(), 1);
    let opened = open(links[0]).expect("it opens");
    let read = read(&opened.text);
    assert_eq!(
        (read.problems, read.scenario.resources.networks.len()),
        (Vec::new(), 1)
    );
}

/// Where the part of an envelope ends that stands for the scenario; what follows is only what to show.
fn sealed_part(link: &str) -> usize {
    let dots = link.match_indices('.').map(|(at, _)| at);
    dots.take(5).last().unwrap_or_default()
}

proptest! {
    /// Whatever text is sealed comes back, with what to show.
    #[test]
    fn what_is_sealed_opens_as_it_was(
        text in "\\PC{0,200}",
        request in proptest::option::of(1usize..1_000),
        step in proptest::option::of(1u32..100),
        lang in proptest::option::of(prop_oneof![Just("en".to_owned()), Just("ja".to_owned())]),
        diff: bool,
    ) {
        let show = Show { request, step, diff, lang };
        // Text that is nested too deeply is not sealed, and nothing else is refused.
        if let Ok(link) = seal(&text, &show) {
            let opened = open(&link).map_err(|broken| TestCaseError::fail(format!("{broken:?}")))?;
            prop_assert_eq!(&opened.text, &text);
            prop_assert_eq!(&opened.show, &show);
            prop_assert!(link.bytes().all(|letter| letter.is_ascii_alphanumeric() || b"-_.".contains(&letter)));
        } else {
            let nested = text.matches(['[', '\u{7b}']).count();
            prop_assert!(nested > 64);
        }
    }

    /// One character that became another is told, wherever it stands in what stands for the scenario, and at the end.
    #[test]
    fn one_changed_character_is_told(which in 0usize..31, at: prop::sample::Index, letter in "[ -~]|é|\u{3000}") {
        let released = released();
        let (_, link) = &released[which];
        let envelope = link.trim_start_matches('#');
        let place = match at.index(sealed_part(envelope) + 1) {
            place if place == sealed_part(envelope) => envelope.len() - 1,
            place => place,
        };
        prop_assume!(envelope[place..=place] != letter);
        let changed = format!("{}{letter}{}", &envelope[..place], &envelope[place + 1..]);
        let told = open(&changed);
        prop_assert!(told.is_err(), "{place} {letter:?}");
    }

    /// A link that was cut says so, wherever it was cut.
    #[test]
    fn a_cut_is_told(which in 0usize..31, at: prop::sample::Index) {
        let released = released();
        let link = released[which].1.trim_start_matches('#');
        let end = 2 + at.index(link.len() - 2);
        let cut = &link[..end];
        let told = open(cut);
        // Also where the payload happens to begin with the very letter that ends a link.
        prop_assert!(matches!(told, Err(Broken::Cut { .. })), "{:?}", told);
    }

    /// Nothing that is given as a link does harm.
    #[test]
    fn nothing_panics(text in "(h1\\.[a-z0-9]{0,3}\\.[0-9]{0,20}\\.[0-9a-f]{0,9}\\.)?\\PC{0,80}(\\.z)?") {
        let _ = open(&text);
    }

    /// Neither do payloads of noise whose sum is right.
    #[test]
    fn noise_with_the_right_sum_is_told(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let codec = if bytes.len() % 2 == 0 { "j" } else { "d0" };
        let link = forged(codec, &bytes);
        if let Ok(opened) = open(&link) {
            // What happens to inflate is text for the reader, which takes anything.
            let _ = read(&opened.text);
        }
    }
}

/// An envelope around bytes, made without the code that is tested.
fn forged(codec: &str, bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let bits: Vec<u8> = bytes
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1))
        .collect();
    let letter = |six: &[u8]| {
        let value = (0..6).fold(0, |value, at| {
            value << 1 | six.get(at).copied().unwrap_or(0)
        });
        char::from(LETTERS[usize::from(value)])
    };
    let payload: String = bits.chunks(6).map(letter).collect();
    let head = format!("h1.{codec}.{}", payload.len());
    let mut sum = u32::MAX;
    for byte in format!("{head}.{payload}").bytes() {
        sum ^= u32::from(byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 {
                sum >> 1 ^ 0xedb8_8320
            } else {
                sum >> 1
            };
        }
    }
    format!("{head}.{:08x}.{payload}.z", !sum)
}
