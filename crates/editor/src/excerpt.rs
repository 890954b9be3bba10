//! The lines around a place in a text, for showing where a problem is.

/// Lines shown before and after.
const AROUND: usize = 2;
/// The most characters of a line: exports without line breaks are one line of a megabyte.
const WIDTH: usize = 96;

/// A line of an excerpt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// Its number, from 1.
    pub number: usize,
    /// The line, or the part of it around the place; `…` where something was cut off.
    pub text: String,
    /// The place, in characters of `text` from 0, on the line that has it.
    pub caret: Option<usize>,
}

/// How many lines above are looked at for what a line is inside of.
const ABOVE: usize = 200;
/// How much of a long line is looked at before what is shown of it, for the same.
const BEFORE: usize = 4096;

/// The line `line` (from 1), with two before and after it, as they may be shown: see [`hopscope_document::shown`].
/// `column` is in characters, from 1; `hide` hides all values.
pub fn excerpt(text: &str, line: u32, column: Option<u32>, hide: bool) -> Vec<Line> {
    let line = line as usize;
    let first = line.saturating_sub(AROUND).max(1);
    let from = first.saturating_sub(ABOVE).max(1);
    let lines = text.lines().skip(from - 1);
    let lines: Vec<&str> = lines.take(line + AROUND + 1 - from).collect();
    let mut shown = Vec::new();
    for (index, content) in lines.iter().enumerate().skip(first - from) {
        let number = from + index;
        let caret = (number == line)
            .then_some(column)
            .flatten()
            .map(|column| (column as usize).saturating_sub(1));
        let above = lines.get(..index).unwrap_or_default();
        let around = column.map_or(0, |c| c as usize);
        shown.push(cut(number, content, above, around, caret, hide));
    }
    shown
}

fn cut(
    number: usize,
    content: &str,
    above: &[&str],
    around: usize,
    caret: Option<usize>,
    hide: bool,
) -> Line {
    // A line that fits is shown whole; no more characters are looked at than have to be.
    if content.len() <= WIDTH || content.chars().nth(WIDTH).is_none() {
        return Line {
            number,
            text: hopscope_document::shown(content, above, false, hide),
            caret,
        };
    }
    let start = match around {
        near if near + 8 < WIDTH => 0,
        far => far - WIDTH / 2,
    };
    let from = start.saturating_sub(BEFORE);
    let part: String = content
        .chars()
        .skip(from)
        .take(start - from + WIDTH)
        .collect();
    let part = hopscope_document::shown(&part, above, from > 0, hide);
    let mut text = String::new();
    if start > 0 {
        text.push('…');
    }
    let mut rest = part.chars().skip(start - from);
    text.extend(rest.by_ref().take(WIDTH - 2));
    if rest.next().is_some() {
        text.push('…');
    }
    Line {
        number,
        text,
        caret: caret.map(|caret| caret - start.min(caret) + usize::from(start > 0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_lines_before_and_after() {
        let text = "1\n2\n3\n4 x\n5\n6\n7\n";
        let lines = excerpt(text, 4, Some(3), false);
        let numbers: Vec<_> = lines.iter().map(|line| line.number).collect();
        assert_eq!(numbers, [2, 3, 4, 5, 6]);
        assert_eq!(lines[2].caret, Some(2));
        assert_eq!(lines[1].caret, None);
    }

    #[test]
    fn the_ends_of_a_text_have_fewer() {
        assert_eq!(excerpt("a\nb", 1, Some(1), false).len(), 2);
        assert_eq!(excerpt("a\nb", 2, None, false).len(), 2);
        assert_eq!(excerpt("a\nb", 9, None, false).len(), 0);
        assert_eq!(excerpt("", 1, Some(1), false).len(), 0);
    }

    #[test]
    fn a_long_line_is_shown_around_the_place() {
        let text = format!("{}!{}", "ア".repeat(500_000), "b".repeat(500_000));
        let lines = excerpt(&text, 1, Some(500_001), false);
        let shown: Vec<char> = lines[0].text.chars().collect();
        assert_eq!(shown.len(), WIDTH);
        // Nobody can tell what it is a part of.
        assert_eq!(lines[0].caret.map(|caret| shown[caret]), Some('*'));
        let object = "{\"network\": \"vpc\", \"creator\": \"me\"}, ".repeat(10_000);
        let text = format!("[{object}{{\"network\": \"!\", \"password\": \"p\"}}]");
        let column = text.find('!').unwrap_or(0) as u32 + 1;
        let lines = excerpt(&text, 1, Some(column), false);
        let shown: Vec<char> = lines[0].text.chars().collect();
        assert_eq!(lines[0].caret.map(|caret| shown[caret]), Some('!'));
        let whole: String = shown.into_iter().collect();
        assert!(whole.contains("\"vpc\", \"creator\": \"**\""), "{whole}");
        assert!(whole.contains("\"password\": \"*\""), "{whole}");
    }

    #[test]
    fn what_terraform_marks_as_sensitive_is_not_shown() {
        let text = "{\n  \"network_ip\": \"10.0.0.2\",\n  \"zone\": \"z\"\n}";
        let lines = excerpt(text, 2, None, true);
        assert_eq!(lines[1].text, "  \"network_ip\": \"********\",");
        assert_eq!(lines[2].text, "  \"zone\": \"*\"");
    }
}
