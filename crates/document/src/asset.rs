//! Rows of a BigQuery table that Cloud Asset Inventory exported to: there `resource.data` is a text, which holds JSON.
//!
//! <https://docs.cloud.google.com/asset-inventory/docs/export-bigquery>

use memchr::memmem;

use crate::split::Piece;
use crate::terraform::{Node, Value};
use crate::tree::Tree;

/// How deep `resource.data` stands: a list of rows, the row, its resource.
const LISTS: usize = 2;

/// A document with what such texts hold in their place. Others are left as they are.
pub(crate) fn convert(piece: Piece<'_>) -> Piece<'_> {
    let says = |word: &str| memmem::find(piece.text.as_bytes(), word.as_bytes()).is_some();
    if !piece.whole || !says("\"asset_type\"") || !says("\"data\"") {
        return piece;
    }
    let Some(mut document) = Node::parse(&piece.text) else {
        return piece;
    };
    if !unfold(&mut document, LISTS) {
        return piece;
    }
    let (mut text, mut places) = (String::new(), Vec::new());
    document.write(&mut text, &mut places);
    piece.converted(text, places)
}

/// Puts in what is a text; whether anything was.
fn unfold(node: &mut Node, left: usize) -> bool {
    match &mut node.value {
        Value::List(list) if left > 0 => {
            let each = list.iter_mut().map(|own| unfold(own, left - 1));
            each.fold(false, |any, own| any | own)
        }
        Value::Object(_) => node
            .inside_mut("resource")
            .and_then(|own| own.inside_mut("data"))
            .is_some_and(|data| {
                let at = data.at;
                let Some(text) = data.text().filter(|text| text.starts_with('{')) else {
                    return false;
                };
                // What is not whole is not kept as a text either: nobody knows what stands in it.
                let found = Node::parse(text).unwrap_or(Node::leaf(at, Tree::Null));
                *data = found;
                data.stand_at(at);
                true
            }),
        _ => false,
    }
}
