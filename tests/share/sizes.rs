//! How long links are: bounds that a change of the format, of the writer or of the engine has to keep.

use std::fs;

use hopscope_share::{Show, dictionary, open, payload_length, seal, with_answers};
use hopscope_sim::Topology;

use crate::{gallery, read};

/// The text that a link of a scenario holds: its canonical form, with the answers of today.
fn shared(text: &str) -> String {
    let read = read(text);
    assert_eq!(read.problems, Vec::new());
    let mut scenario = read.scenario;
    let (topology, _) = Topology::link(&scenario);
    let answer = |request| hopscope_sim::simulate(&topology, request);
    let results: Vec<_> = scenario.requests.iter().map(answer).collect();
    with_answers(&mut scenario, &results);
    hopscope_document::canonical(&scenario)
}

/// The characters of the payload that is written.
fn length(text: &str) -> usize {
    let link = seal(text, &Show::default()).expect("it fits");
    assert_eq!(open(&link).expect("it opens").text, text);
    let payload = link.split('.').nth(4).expect("a payload").len();
    assert_eq!(payload, payload_length(dictionary(), text));
    payload
}

#[test]
fn the_gallery_fits_where_people_write() {
    for text in gallery::texts() {
        let text = shared(&text);
        let length = length(&text);
        assert!(length <= 900, "{length}: {text}");
    }
}

/// Five designs of a company that no other scenario knows (`tests/share/designs`): the dictionary has not seen them.
#[test]
fn designs_stay_short_while_they_grow() {
    for (resources, most) in [
        (8, 900),
        (22, 1_200),
        (50, 1_700),
        (200, 5_500),
        (500, 12_500),
    ] {
        let file = format!(
            "{}/tests/share/designs/{resources}.hopscope.json",
            env!("CARGO_MANIFEST_DIR")
        );
        let text = shared(&fs::read_to_string(file).expect("a design"));
        let (length, without) = (length(&text), payload_length(&[], &text));
        assert!(length <= most, "{resources}: {length}");
        if resources <= 22 {
            assert!(length * 10 <= without * 6, "{length} of {without}");
        }
    }
}
