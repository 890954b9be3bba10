//! The line that a problem is in, with a caret below its place.

use unicode_width::UnicodeWidthChar;

/// How many columns of a line are shown.
const WIDTH: usize = 100;

/// How many of them before the place.
const BEFORE: usize = 60;

/// A line, which number it has in its text, and a caret below a column of it, in characters; both are counted
/// from 1. Long lines are cut around the place.
pub(crate) fn excerpt(text: &str, line: u32, column: Option<u32>) -> String {
    let characters: Vec<char> = text.chars().map(plain).collect();
    let place = column
        .and_then(|column| usize::try_from(column).ok()?.checked_sub(1))
        .unwrap_or(0)
        .min(characters.len());
    let start = start(&characters, place);
    let mut shown = String::new();
    let mut caret = 0;
    let mut width = 0;
    let mut end = start;
    for (at, character) in characters.iter().enumerate().skip(start) {
        let wide = character.width().unwrap_or(0);
        if width + wide > WIDTH {
            break;
        }
        if at < place {
            caret += wide;
        }
        width += wide;
        shown.push(*character);
        end = at + 1;
    }
    let (head, tail) = (
        if start > 0 { "…" } else { "" },
        if end < characters.len() { "…" } else { "" },
    );
    let number = line.to_string();
    let margin = " ".repeat(number.len());
    let mut out = format!("{margin} |\n{number} | {head}{shown}{tail}\n{margin} |");
    if column.is_some() {
        let gap = " ".repeat(caret + head.chars().count());
        out = format!("{out} {gap}^");
    }
    out
}

/// The first character shown, so that a place far along the line is in sight.
fn start(characters: &[char], place: usize) -> usize {
    let whole: usize = characters.iter().filter_map(|one| one.width()).sum();
    if whole <= WIDTH {
        return 0;
    }
    let mut width = 0;
    let before = characters.get(..place).unwrap_or_default();
    let kept = before
        .iter()
        .rev()
        .take_while(|one| {
            width += one.width().unwrap_or(0);
            width <= BEFORE
        })
        .count();
    place - kept
}

/// A character as it can be shown: a terminal does as it likes with tabs and control characters.
fn plain(character: char) -> char {
    match character {
        '\t' => ' ',
        character if character.is_control() => '\u{fffd}',
        character => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, line: u32, column: u32, expected: &str) {
        assert_eq!(excerpt(text, line, Some(column)), expected);
    }

    #[test]
    fn the_caret_is_below_the_column() {
        check(
            "\t\"ports\": [\"80-x\"]",
            2,
            12,
            "  |\n2 |  \"ports\": [\"80-x\"]\n  |            ^",
        );
    }

    #[test]
    fn wide_characters_take_two_columns() {
        check("\"名前\": x", 1, 7, "  |\n1 | \"名前\": x\n  |         ^");
    }

    #[test]
    fn a_place_behind_the_end_is_the_end() {
        check("ab", 1, 99, "  |\n1 | ab\n  |   ^");
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let text = format!("{}X{}", "a".repeat(500), "b".repeat(500));
        let shown = excerpt(&text, 1, Some(501));
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(lines.len(), 3);
        let caret = lines[2].chars().position(|one| one == '^');
        let place = lines[1].chars().position(|one| one == 'X');
        assert_eq!(caret, place);
        assert!(lines[1].chars().count() < WIDTH + 10);
    }
}
