//! Siblings packed into columns: few stay in one, many become about half wider than high.

use crate::plan::ItemId;

/// Between two things beside or above each other: room for the numbers on their borders and for two wires.
pub(crate) const GAP: i32 = 36;

/// Siblings in columns of rows. A row holds one thing, or several small ones beside each other where something
/// larger makes the column wide.
#[derive(Clone, Default, Debug)]
pub(crate) struct Block {
    columns: Vec<Vec<Vec<ItemId>>>,
    /// Rows stand at the same height in every column, so that ways run straight through.
    aligned: bool,
}

/// Sizes by item, and whether it is a box that holds nothing.
#[derive(Clone, Copy)]
pub(crate) struct Sizes<'a> {
    pub(crate) of: &'a [(i32, i32)],
    pub(crate) leaf: &'a [bool],
}

fn count(things: usize) -> i32 {
    i32::try_from(things).unwrap_or(i32::MAX)
}

/// Sizes one after another, with gaps.
fn sum(sizes: impl Iterator<Item = i32>) -> i32 {
    sizes.fold(-GAP, |sum, size| sum + GAP + size).max(0)
}

impl Block {
    /// Packs siblings in their order. Below a height of `one_column` there is only one.
    pub(crate) fn new(items: &[ItemId], sizes: Sizes, one_column: i32) -> Self {
        let total = sum(items.iter().map(|&item| sizes.of[item].1));
        if total <= one_column {
            let rows = items.iter().map(|&item| vec![item]).collect();
            return Self {
                columns: vec![shelve(rows, sizes)],
                aligned: false,
            };
        }
        let widest = items
            .iter()
            .map(|&item| sizes.of[item].0)
            .max()
            .unwrap_or(0);
        // Half wider than high, as screens are: columns * (widest + gap) = 3 / 2 * total / columns.
        let columns = (total * 3 / 2 / (widest + GAP)).isqrt().max(1);
        if items.iter().all(|&item| sizes.leaf[item]) {
            let rows = items.len().div_ceil(usize::try_from(columns).unwrap_or(1));
            return Self {
                columns: items
                    .chunks(rows.max(1))
                    .map(|column| column.iter().map(|&item| vec![item]).collect())
                    .collect(),
                aligned: true,
            };
        }
        let tallest = items
            .iter()
            .map(|&item| sizes.of[item].1)
            .max()
            .unwrap_or(0);
        let aim = (total / columns).max(tallest);
        let mut out: Vec<Vec<Vec<ItemId>>> = vec![Vec::new()];
        let mut used = 0;
        for &item in items {
            let high = sizes.of[item].1;
            if used > 0 && used + GAP + high / 2 > aim {
                out.push(Vec::new());
                used = 0;
            }
            used += high + if used > 0 { GAP } else { 0 };
            if let Some(column) = out.last_mut() {
                column.push(vec![item]);
            }
        }
        Self {
            columns: out
                .into_iter()
                .map(|column| shelve(column, sizes))
                .collect(),
            aligned: false,
        }
    }

    /// Whether there is one column only.
    pub(crate) fn is_single(&self) -> bool {
        self.columns.len() <= 1
    }

    pub(crate) fn width(&self, sizes: Sizes) -> i32 {
        sum(self.columns.iter().map(|column| width(column, sizes)))
    }

    pub(crate) fn height(&self, sizes: Sizes) -> i32 {
        let tallest = |rows: &[Vec<ItemId>]| sum(rows.iter().map(|row| high(row, sizes)));
        if self.aligned {
            return sum(self.row_heights(sizes).into_iter());
        }
        self.columns
            .iter()
            .map(|rows| tallest(rows))
            .max()
            .unwrap_or(0)
    }

    fn row_heights(&self, sizes: Sizes) -> Vec<i32> {
        let most = self.columns.iter().map(Vec::len).max().unwrap_or(0);
        (0..most)
            .map(|row| {
                let here = self.columns.iter().filter_map(|column| column.get(row));
                here.map(|row| high(row, sizes)).max().unwrap_or(0)
            })
            .collect()
    }

    /// The rows of each column from above: their items with their left sides and widths, from the left side of the
    /// block, and the height that the row has. `width` is distributed over the columns.
    pub(crate) fn rows(&self, sizes: Sizes, width_of_all: i32) -> Vec<Vec<PlacedRow>> {
        let spare = (width_of_all - self.width(sizes)).max(0) / count(self.columns.len().max(1));
        let aligned = self.row_heights(sizes);
        let mut left = 0;
        let mut out = Vec::with_capacity(self.columns.len());
        for column in &self.columns {
            let wide = width(column, sizes) + spare;
            let rows = column.iter().enumerate().map(|(index, row)| {
                let own = sum(row.iter().map(|&item| sizes.of[item].0));
                let more = (wide - own).max(0) / count(row.len().max(1));
                let mut x = left;
                let items = row
                    .iter()
                    .map(|&item| {
                        let w = sizes.of[item].0 + more;
                        let placed = (item, x, w);
                        x += w + GAP;
                        placed
                    })
                    .collect();
                PlacedRow {
                    items,
                    height: if self.aligned {
                        aligned[index]
                    } else {
                        high(row, sizes)
                    },
                }
            });
            out.push(rows.collect());
            left += wide + GAP;
        }
        out
    }
}

/// A row with its place in its block.
pub(crate) struct PlacedRow {
    /// Items with left side and width.
    pub(crate) items: Vec<(ItemId, i32, i32)>,
    pub(crate) height: i32,
}

fn high(row: &[ItemId], sizes: Sizes) -> i32 {
    row.iter().map(|&item| sizes.of[item].1).max().unwrap_or(0)
}

fn width(column: &[Vec<ItemId>], sizes: Sizes) -> i32 {
    let rows = column
        .iter()
        .map(|row| sum(row.iter().map(|&item| sizes.of[item].0)));
    rows.max().unwrap_or(0)
}

/// Puts small things beside each other where a large one makes the column wide.
fn shelve(rows: Vec<Vec<ItemId>>, sizes: Sizes) -> Vec<Vec<ItemId>> {
    let room = width(&rows, sizes);
    let mut out: Vec<Vec<ItemId>> = Vec::with_capacity(rows.len());
    for row in rows {
        let small = |row: &[ItemId]| row.iter().all(|&item| sizes.leaf[item]);
        if let Some(last) = out.last_mut()
            && small(last)
            && small(&row)
            && sum(last.iter().chain(&row).map(|&item| sizes.of[item].0)) <= room
        {
            last.extend(row);
        } else {
            out.push(row);
        }
    }
    out
}
