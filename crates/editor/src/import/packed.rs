//! Archives: they are unpacked where they are read, beside the page if they are large. Their texts stay there, but for
//! those in which something is wrong, so that the lines around it can be shown.

use std::rc::Rc;

use hopscope_model::Problem;
use serde_json::{Value, json};

use super::{Found, Piece, travel};

/// What is unpacked on the page at once, in bytes.
pub(super) const LONG: usize = 10_000;

/// How much of the texts comes back, in bytes.
const SHOWN: usize = 1_000_000;

/// Whether a piece is one of an archive.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Packed {
    /// It is none, or was unpacked here.
    No,
    /// Its name and bytes, which are read again with all that it holds.
    Whole(Rc<(String, Vec<u8>)>),
    /// It is one of the rest that came out of the archive before it.
    Inside,
}

/// An archive with its place among what was brought: name and bytes.
pub(crate) type File = (usize, String, Vec<u8>);

/// The archives among the pieces.
pub(super) fn files(pieces: &[Piece]) -> Vec<File> {
    let pieces = pieces.iter().enumerate();
    let files = pieces.filter_map(|(at, piece)| match &piece.packed {
        Packed::Whole(own) => Some((at, own.0.clone(), own.1.clone())),
        _ => None,
    });
    files.collect()
}

/// Pieces with what is in their archives.
pub(super) fn unpack(pieces: Vec<Piece>) -> Vec<Piece> {
    let pieces = pieces.into_iter();
    let unpack = |piece: Piece| match &piece.packed {
        Packed::No => vec![piece],
        Packed::Whole(own) => Piece::unpacked(&own.0, &own.1),
        Packed::Inside => Vec::new(),
    };
    pieces.flat_map(unpack).collect()
}

/// Reads texts and archives beside the page, each with its place among what was brought: what was found, and what is to
/// stand in the place of each.
pub(crate) fn found(
    texts: Vec<(usize, String)>,
    files: Vec<File>,
    read: impl FnOnce(&[(usize, &str)]) -> Found,
) -> Vec<String> {
    let mut all: Vec<(usize, bool, Piece)> = Vec::new();
    for (at, text) in texts {
        all.push((at, false, Piece::pasted(text)));
    }
    for (at, name, bytes) in files {
        let inside = Piece::unpacked(&name, &bytes).into_iter();
        all.extend(inside.map(|piece| (at, true, piece)));
    }
    hopscope_model::order::sort_by_key(&mut all, |(at, ..)| *at);
    let pieces = all.iter().enumerate();
    let readable = pieces.filter(|(_, (.., piece))| piece.wrong.is_none());
    let readable: Vec<(usize, &str)> = readable.map(|(at, own)| (at, &*own.2.text)).collect();
    let found = read(&readable);
    let mut left = SHOWN;
    let mut list = Vec::new();
    for (index, (at, packed, piece)) in all.iter().enumerate() {
        let mark = index.to_string();
        let mut told = found.problems.shown.iter().chain(&found.notes.shown);
        let shown = *packed
            && piece.text.len() <= left
            && told.any(|own| own.file.as_deref() == Some(&mark) && own.line.is_some());
        left -= if shown { piece.text.len() } else { 0 };
        let text = Some(&*piece.text).filter(|_| shown);
        list.push(json!([at, packed, piece.name, piece.wrong, text]));
    }
    let mut said = travel::write(&found);
    said.push(Value::from(list).to_string());
    said
}

/// The pieces of which [`found`] tells, made of those that were sent, and the rest of what it says.
pub(super) fn read<'s>(said: &'s [String], sent: &[Piece]) -> Option<(Vec<Piece>, &'s [String])> {
    let (list, rest) = said.split_last()?;
    let list: Value = serde_json::from_str(list).ok()?;
    let mut pieces: Vec<Piece> = Vec::new();
    let mut last = None;
    // What could not be read was not sent, and stays where it was.
    let unsent = |own: &&Piece| own.wrong.is_some() && own.packed == Packed::No;
    let wrong = sent.iter().filter(unsent).cloned();
    for own in list.as_array()? {
        let at = usize::try_from(own.get(0)?.as_u64()?).ok()?;
        let piece = sent.get(at)?;
        if own.get(1)?.as_bool()? {
            pieces.push(Piece {
                name: own.get(2)?.as_str().map(str::to_owned),
                text: own.get(4)?.as_str().unwrap_or_default().into(),
                wrong: problem(own.get(3)?)?,
                packed: match last == Some(at) {
                    true => Packed::Inside,
                    false => piece.packed.clone(),
                },
            });
        } else {
            pieces.push(piece.clone());
        }
        last = Some(at);
    }
    pieces.extend(wrong);
    Some((pieces, rest))
}

fn problem(own: &Value) -> Option<Option<Problem>> {
    match own {
        Value::Null => Some(None),
        own => travel::problem(own).map(Some),
    }
}

impl Piece {
    /// How much it is.
    pub(super) fn bytes(&self) -> usize {
        match &self.packed {
            Packed::Whole(own) => own.1.len(),
            _ => self.text.len(),
        }
    }
}
