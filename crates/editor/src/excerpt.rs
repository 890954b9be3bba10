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

/// The line `line` (from 1), with two before and after it. `column` is in characters, from 1.
pub fn excerpt(text: &str, line: u32, column: Option<u32>) -> Vec<Line> {
    let line = line as usize;
    let first = line.saturating_sub(AROUND).max(1);
    text.lines()
        .enumerate()
        .skip(first - 1)
        .take(line + AROUND + 1 - first)
        .map(|(index, content)| {
            let number = index + 1;
            let caret = (number == line)
                .then_some(column)
                .flatten()
                .map(|column| (column as usize).saturating_sub(1));
            cut(number, content, column.map_or(0, |c| c as usize), caret)
        })
        .collect()
}

fn cut(number: usize, content: &str, around: usize, caret: Option<usize>) -> Line {
    // A line that fits is shown whole; no more characters are looked at than have to be.
    if content.len() <= WIDTH || content.chars().nth(WIDTH).is_none() {
        return Line {
            number,
            text: content.to_owned(),
            caret,
        };
    }
    let start = match around {
        near if near + 8 < WIDTH => 0,
        far => far - WIDTH / 2,
    };
    let mut text = String::new();
    if start > 0 {
        text.push('…');
    }
    let mut rest = content.chars().skip(start);
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
        let lines = excerpt(text, 4, Some(3));
        let numbers: Vec<_> = lines.iter().map(|line| line.number).collect();
        assert_eq!(numbers, [2, 3, 4, 5, 6]);
        assert_eq!(lines[2].caret, Some(2));
        assert_eq!(lines[1].caret, None);
    }

    #[test]
    fn the_ends_of_a_text_have_fewer() {
        assert_eq!(excerpt("a\nb", 1, Some(1)).len(), 2);
        assert_eq!(excerpt("a\nb", 2, None).len(), 2);
        assert_eq!(excerpt("a\nb", 9, None).len(), 0);
        assert_eq!(excerpt("", 1, Some(1)).len(), 0);
    }

    #[test]
    fn a_long_line_is_shown_around_the_place() {
        let text = format!("{}!{}", "ア".repeat(500_000), "b".repeat(500_000));
        let lines = excerpt(&text, 1, Some(500_001));
        let shown: Vec<char> = lines[0].text.chars().collect();
        assert_eq!(shown.len(), WIDTH);
        assert_eq!(lines[0].caret.map(|caret| shown[caret]), Some('!'));
    }
}
