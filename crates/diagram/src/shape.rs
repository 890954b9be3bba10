//! How large one thing is, what outline it has, and where in it its lines stand.

use std::rc::Rc;

use hopscope_model::says::LabelId;

use crate::measure::wanted;
use crate::path::{at, diamond, rounded_rect};
use crate::plan::{Item, Line};
use crate::scene::{Anchor, Label, Rect, Shape, Style, Text, synthetic};

/// The narrowest box: a label of any language fits into it.
const NARROW: i32 = 152;
/// The widest a name can make a box.
const WIDE: i32 = 232;
/// The widest a heading can make a container.
const WIDE_HEADING: i32 = 320;
/// Between the border of a box and its text.
const INSET: i32 = 12;
/// How far the points of a checkpoint's outline reach.
const POINT: i32 = 16;
/// Between two pieces of text in one row.
const BESIDE: i32 = 12;
/// Between the border of a container and its text: numbers stand on the border.
const HEADING_INSET: i32 = 18;
/// Height of a row below the title.
const ROW: i32 = 18;

/// The lines of an item by rows.
fn rows(lines: &[Line]) -> Vec<&[Line]> {
    let mut rows = Vec::new();
    let mut start = 0;
    for end in 1..=lines.len() {
        if lines.get(end).is_none_or(|line| !line.beside) {
            rows.push(&lines[start..end]);
            start = end;
        }
    }
    rows
}

/// The width that a piece of text wants in its row.
fn piece(line: &Line) -> i32 {
    match line.text {
        Text::Word(LabelId::Routes, _) => 64,
        Text::Word(LabelId::Firewalls, _) => 96,
        Text::Word(LabelId::PgaOn | LabelId::PgaOff, _) => 56,
        _ => wanted(&line.text, line.style),
    }
}

fn row_width(row: &[Line]) -> i32 {
    let gaps = BESIDE * (i32::try_from(row.len()).unwrap_or(1) - 1);
    row.iter().map(piece).sum::<i32>() + gaps
}

fn count(rows: &[&[Line]]) -> i32 {
    i32::try_from(rows.len()).unwrap_or(i32::MAX)
}

/// Width and height of a thing that holds nothing; of a container, those of its heading.
pub(crate) fn size(item: &Item, holds: bool) -> (i32, i32) {
    if &*item.id == synthetic::DNS {
        return (96, 76);
    }
    let rows = rows(&item.lines);
    let text = rows.iter().map(|row| row_width(row)).max().unwrap_or(0);
    let inset = match item.shape {
        Shape::Checkpoint => INSET + POINT / 2,
        Shape::Hop => INSET + 4,
        Shape::Endpoint => INSET,
        Shape::Container => HEADING_INSET,
    };
    let widest = match item.shape {
        Shape::Container => WIDE_HEADING,
        _ => WIDE,
    };
    let wide = (text + 2 * inset).clamp(NARROW, widest);
    let below = count(&rows) - 1;
    let high = match item.shape {
        Shape::Container if holds => 36 + ROW * below,
        Shape::Container => (44 + ROW * below).max(56),
        _ if below == 0 => 40,
        _ => 44 + ROW * below,
    };
    (up(wide, 8), up(high, 4))
}

/// The next multiple.
pub(crate) const fn up(value: i32, step: i32) -> i32 {
    (value + step - 1) / step * step
}

/// The outline of an item of this size, as SVG path data.
pub(crate) fn outline(item: &Item, rect: Rect) -> Rc<str> {
    match item.shape {
        Shape::Checkpoint if &*item.id == synthetic::DNS => diamond(rect.w, rect.h, rect.w / 2),
        Shape::Checkpoint => diamond(rect.w, rect.h, POINT),
        Shape::Hop => rounded_rect(rect.w, rect.h, rect.h / 2),
        Shape::Endpoint => rounded_rect(rect.w, rect.h, 8),
        Shape::Container => rounded_rect(rect.w, rect.h, 10),
    }
}

/// Where the lines of an item of this size stand.
pub(crate) fn labels(item: &Item, rect: Rect) -> Vec<Label> {
    let rows = rows(&item.lines);
    let middle = matches!(item.shape, Shape::Checkpoint | Shape::Hop);
    let small = &*item.id == synthetic::DNS;
    // Base line of the first row: the block of rows stands in the middle of a box, and at the top of a container.
    let first = match item.shape {
        Shape::Container => 24,
        _ => (rect.h - ROW * (count(&rows) - 1)) / 2 + 4,
    };
    let mut labels = Vec::new();
    for (row, y) in rows.iter().zip((first..).step_by(ROW as usize)) {
        let inset = match item.shape {
            _ if small => 16,
            Shape::Container => HEADING_INSET,
            _ => INSET,
        };
        let room = rect.w - 2 * inset;
        if middle && row.len() == 1 {
            labels.push(Label {
                at: at(rect.w / 2, y),
                anchor: Anchor::Middle,
                style: row[0].style,
                room,
                text: row[0].text.clone(),
            });
            continue;
        }
        let mut x = inset;
        let mut left = room;
        for (index, line) in row.iter().enumerate() {
            let behind: i32 = row[index + 1..]
                .iter()
                .map(|line| piece(line) + BESIDE)
                .sum();
            let here = if index + 1 == row.len() {
                left
            } else {
                (left - behind).min(piece(line)).max(0)
            };
            labels.push(Label {
                at: at(x, y),
                anchor: Anchor::Start,
                style: line.style,
                room: here,
                text: line.text.clone(),
            });
            x += here + BESIDE;
            left -= here + BESIDE;
        }
    }
    debug_assert!(
        labels
            .first()
            .is_none_or(|title| title.style == Style::Title)
    );
    labels
}
