//! The pieces of a dictionary, chosen greedily: of all stretches of all texts the one that holds most of what many
//! texts have and no piece has yet (the idea of COVER, by which zstd trains its dictionaries).

use std::collections::HashMap;

/// How long what is counted is: long enough to be worth a reference, short enough to be met again.
const GRAM: usize = 12;
/// How long a piece is at most.
const PIECE: usize = 128;

/// A dictionary of about a size, of texts and how much each counts.
pub(crate) fn dictionary(texts: &[(&[u8], u64)], size: usize) -> Vec<u8> {
    let (places, mut worth) = count(texts);
    let mut pieces: Vec<&[u8]> = Vec::new();
    let mut length = 0;
    while length < size {
        let Some((text, from, to)) = best(&places, &worth) else {
            break;
        };
        let grams = &mut places[text][from..to].iter();
        for gram in grams {
            worth[*gram] = 0;
        }
        let piece = &texts[text].0[from..to + GRAM - 1];
        length += piece.len();
        pieces.push(piece);
    }
    pieces.reverse();
    pieces.concat()
}

/// Which gram begins at each place of each text, and how many texts have it, by what they count.
fn count<'a>(texts: &[(&'a [u8], u64)]) -> (Vec<Vec<usize>>, Vec<u64>) {
    let mut numbers: HashMap<&'a [u8], usize> = HashMap::new();
    let (mut worth, mut last): (Vec<u64>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut places = Vec::new();
    for (index, (text, weight)) in texts.iter().enumerate() {
        let mut own = Vec::new();
        for gram in text.windows(GRAM) {
            let next = numbers.len();
            let number = *numbers.entry(gram).or_insert(next);
            if number == worth.len() {
                worth.push(0);
                last.push(usize::MAX);
            }
            if last[number] != index {
                last[number] = index;
                worth[number] += weight;
            }
            own.push(number);
        }
        places.push(own);
    }
    (places, worth)
}

/// The best piece there is: in which text, from which gram to which, without those at its ends that are worth nothing.
/// Of equal ones the first.
fn best(places: &[Vec<usize>], worth: &[u64]) -> Option<(usize, usize, usize)> {
    let width = PIECE - GRAM + 1;
    let mut best = (0, 0, 0);
    for (text, grams) in places.iter().enumerate() {
        let mut sum = 0;
        for (at, gram) in grams.iter().enumerate() {
            sum += worth[*gram];
            if let Some(gone) = at.checked_sub(width) {
                sum -= worth[grams[gone]];
            }
            if sum > best.0 {
                best = (sum, text, at + 1);
            }
        }
    }
    let (sum, text, to) = best;
    let from = to.saturating_sub(width);
    let valued = |at: &usize| worth[places[text][*at]] > 0;
    let first = (from..to).find(valued)?;
    let last = (from..to).rev().find(valued)?;
    (sum > 0).then_some((text, first, last + 1))
}
