//! How wide a text is, without asking any browser: advance widths of a common sans-serif, rounded up, so that what
//! is estimated to fit does fit with the system faces too.

use std::borrow::Cow;

use hopscope_model::Kind;

use crate::scene::{Style, Text};

/// Advance widths of U+0020 to U+007E in thousandths of the font size.
const LATIN: [u16; 95] = [
    280, 290, 430, 646, 620, 880, 700, 240, 360, 360, 551, 640, 290, 440, 290,
    372, // space to /
    630, 630, 630, 630, 630, 630, 630, 630, 630, 630, 290, 290, 640, 640, 640, 520, // 0 to ?
    930, 680, 655, 730, 730, 600, 590, 750, 745, 340, 570, 660, 560, 890, 760, 770, // @ to O
    640, 770, 645, 640, 640, 745, 680, 990, 680, 670, 630, 370, 372, 370, 500, 470, // P to _
    330, 580, 620, 570, 620, 590, 380, 620, 610, 300, 310, 560, 300, 890, 610, 610, // ` to o
    620, 620, 420, 540, 390, 610, 570, 810, 560, 570, 560, 430, 551, 430, 640, // p to ~
];

/// Of every ASCII character in a monospace face.
const MONO: u32 = 605;

/// Size, and how much wider than the regular face, in percent.
const fn face(style: Style) -> (u32, u32) {
    match style {
        Style::Title => (12, 104),
        Style::Note | Style::Mono => (11, 100),
        Style::Lane => (11, 112),
    }
}

/// In thousandths of the font size.
fn advance(letter: char, mono: bool) -> u32 {
    match letter {
        ' '..='~' if mono => MONO,
        ' '..='~' => u32::from(LATIN[letter as usize - ' ' as usize]),
        // Combining marks, zero-width characters, variation selectors.
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0,
        // Half-width katakana.
        '\u{ff61}'..='\u{ffdc}' => 500,
        // Hangul Jamo, CJK, kana, full-width forms, emoji.
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f000}'.. => 1000,
        // The ellipsis and dashes are full-width in Japanese faces.
        '\u{2010}'..='\u{2027}' => 1000,
        _ if mono => MONO,
        _ => 680,
    }
}

/// The width of a text in pixels, rounded up.
pub fn width(text: &str, style: Style) -> i32 {
    let (size, percent) = face(style);
    let thousandths: u32 = text
        .chars()
        .map(|letter| advance(letter, style == Style::Mono))
        .fold(0, u32::saturating_add);
    let pixels = u64::from(thousandths) * u64::from(size) * u64::from(percent);
    i32::try_from(pixels.div_ceil(100_000)).unwrap_or(i32::MAX)
}

/// The room that a text of some language is given before its words are known; [`hopscope_model::says::LabelId`]
/// states the same limit to those who write them.
pub(crate) const WORD_ROOM: i32 = 128;

/// The width that a label needs, as far as it can be known without a language.
pub(crate) fn wanted(text: &Text, style: Style) -> i32 {
    match text {
        Text::Plain(text) => width(text, style),
        Text::Kind(kind) => match kind {
            // Longer than the rest, in one language at least.
            Kind::Neg => 228,
            Kind::Connector => 188,
            Kind::Hub => 180,
            Kind::Function => 144,
            Kind::OnPremNetwork | Kind::ResponsePolicy => 136,
            _ => WORD_ROOM,
        },
        Text::Word(..) => WORD_ROOM,
    }
}

/// A text as it fits into a room: whole, or shortened with `…`. Names and addresses lose their middle, since what
/// tells them apart is often at the end; sentences lose their end.
pub fn fit(text: &str, style: Style, room: i32) -> Cow<'_, str> {
    if width(text, style) <= room {
        return Cow::Borrowed(text);
    }
    let letters: Vec<char> = text.chars().collect();
    let middle = matches!(style, Style::Title | Style::Mono);
    let shortened = |kept: usize| {
        let tail = if middle { kept * 2 / 5 } else { 0 };
        let head: String = letters.iter().take(kept - tail).collect();
        let tail: String = letters.iter().skip(letters.len() - tail).collect();
        format!("{head}…{tail}")
    };
    // The longest that fits; widths grow with what is kept.
    let (mut fits, mut too_wide) = (0, letters.len());
    while fits + 1 < too_wide {
        let kept = usize::midpoint(fits, too_wide);
        if width(&shortened(kept), style) <= room {
            fits = kept;
        } else {
            too_wide = kept;
        }
    }
    Cow::Owned(shortened(fits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_letters_are_as_wide_as_high() {
        assert_eq!(width("内向き", Style::Note), 33);
        assert_eq!(width("ｱｲｳ", Style::Note), 17);
    }

    #[test]
    fn names_keep_their_end() {
        let name = "checkout-frontend-production-asia-northeast1-b";
        let short = fit(name, Style::Title, 160);
        assert!(short.ends_with("-b") && short.contains('…'), "{short}");
        assert!(width(&short, Style::Title) <= 160);
        assert_eq!(fit("short", Style::Title, 160), "short");
    }

    #[test]
    fn no_room_leaves_the_ellipsis() {
        assert_eq!(fit("anything", Style::Note, 0), "…");
        assert_eq!(fit("", Style::Note, 0), "");
    }
}
