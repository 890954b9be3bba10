//! What chats, mail and hands do to links: 500 single bits that became others and 500 cuts, over every link that was
//! given out. Each is named as what it is, or opens to the very same text; nothing else ever opens.

use hopscope_share::{Broken, is_link, open};

use crate::{released, sealed_part};

/// Places that look like none, and are the same each time.
fn places() -> impl Iterator<Item = usize> {
    let mut seed = 0x686f_7073u64;
    std::iter::repeat_with(move || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(seed >> 33).unwrap_or_default()
    })
}

#[test]
fn five_hundred_single_bits() {
    let (released, mut places) = (released(), places());
    let (mut altered, mut cut, mut unchanged) = (0, 0, 0);
    for round in 0..500 {
        let envelope = released[round % released.len()].1.trim_start_matches('#');
        let mut bytes = envelope.as_bytes().to_vec();
        // Every tenth in front or at the end, where there is least and it matters most.
        let place = match (round % 10, places.next().unwrap_or_default()) {
            (0, place) => place % 24,
            (1, place) => bytes.len() - 1 - place % 8,
            (_, place) => place % bytes.len(),
        };
        bytes[place] ^= 1 << (places.next().unwrap_or_default() % 8);
        let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
        let told = open(&text);
        let case = format!("{place} of {}: {text}", envelope.len());
        match &told {
            // Only what says what to show can be another without being told: it is no part of the scenario.
            Ok(opened) => {
                assert!(place >= sealed_part(envelope), "{case}");
                assert_eq!(opened.text, open(envelope).expect("it opens").text);
                unchanged += 1;
            }
            Err(Broken::Altered) => altered += 1,
            // Without its end a link is cut, whatever else it has.
            Err(Broken::Cut { .. }) => {
                assert!(place >= envelope.len() - 2, "{case}");
                cut += 1;
            }
            Err(other) => panic!("{other:?}: {case}"),
        }
        assert!(is_link(&text), "the page has to say so: {case}");
    }
    assert!(
        altered > 400 && cut > 10 && unchanged > 0,
        "{altered} {cut} {unchanged}"
    );
}

#[test]
fn five_hundred_cuts() {
    let (released, mut places) = (released(), places());
    for round in 0..500 {
        let envelope = released[round % released.len()].1.trim_start_matches('#');
        let page = "https://hopscope.example/app/#";
        let whole = format!("{page}{envelope}");
        // From the whole version on, and never all of it.
        let from = page.len() + 2;
        let end = from + places.next().unwrap_or_default() % (whole.len() - from);
        let told = open(&whole[..end]);
        let Err(Broken::Cut { got, of }) = told else {
            panic!("{end} of {}: {told:?}", whole.len());
        };
        assert!(of.is_none_or(|of| got <= of), "{got} of {of:?}");
    }
}
