//! Config Connector: objects of Kubernetes that stand for Google's. Their fields are the arguments of Terraform's
//! types in another spelling, so what is read here is a Terraform plan of them, and [`crate::terraform`]'s table says
//! what each is. The objects of all texts are one plan: which of them is in which file means nothing.
//!
//! <https://docs.cloud.google.com/config-connector/docs/reference/overview>: `spec` is what is wanted, references are
//! `networkRef: {name}` to another object or `{external}`, and `spec.resourceID` is the name in Google's API where it
//! is not that of the object. <https://docs.cloud.google.com/config-connector/docs/how-to/organizing-resources/project-scoped-resources>:
//! the project is that of an annotation, of the object or of its namespace, or is called like the namespace.

mod convert;
mod iam;
mod object;
mod refer;

use memchr::memmem;

use crate::registry::{Recognised, Row, by_word};
use crate::split::Piece;
use crate::terraform::table::Use;
use crate::terraform::{Node, Value, table};

use object::{Object, type_of};
use refer::{Namespaces, Objects};

/// The group of an API of Config Connector's.
const GROUP: &str = ".cnrm.cloud.google.com/";

/// Annotations that say the project.
const PROJECT: &str = "cnrm.cloud.google.com/project-id";

/// The documents of a text, and how long that is.
pub(crate) type Text<'a> = (Vec<Piece<'a>>, usize);

/// Where a document is among those of all texts.
type At = (usize, usize);

/// Puts the objects of all documents into one, so that they find each other. What is none of them stays as it is.
/// The one stands in the first text that has such an object; places in it are counted on through the texts behind
/// ([`crate::report::Place`]).
pub(crate) fn assemble<'a>(mut texts: Vec<Text<'a>>, project: Option<&str>) -> Vec<Text<'a>> {
    let is_one =
        |piece: &Piece<'_>| memmem::find(piece.text.as_bytes(), GROUP.as_bytes()).is_some();
    if !texts.iter().any(|(pieces, _)| pieces.iter().any(is_one)) {
        return texts;
    }
    let mut documents: Vec<(At, Node)> = Vec::new();
    // Where each text begins, were they one behind another.
    let (mut base, mut bases) = (0, Vec::with_capacity(texts.len()));
    for (text, (pieces, length)) in texts.iter().enumerate() {
        for (at, piece) in pieces.iter().enumerate() {
            // Others may be the namespaces of these.
            let may = is_one(piece) || memmem::find(piece.text.as_bytes(), b"Namespace").is_some();
            if let Some(node) = Some(piece)
                .filter(|piece| may && piece.whole)
                .and_then(|piece| Node::parse(&piece.text))
            {
                documents.push(((text, at), relocated(node, piece, base)));
            }
        }
        bases.push(base);
        base += length + 1;
    }
    let base_of = |text: usize| bases.get(text).copied().unwrap_or_default();
    let namespaces = Namespaces::of(documents.iter().map(|(_, node)| node), project);
    let mut objects = Vec::new();
    let mut first = None;
    for ((text, at), node) in documents {
        let piece = texts.get_mut(text).and_then(|(own, _)| own.get_mut(at));
        let Some(piece) = piece else { continue };
        let (mut rest, mut found) = (Vec::new(), 0);
        for item in items(&node) {
            match Object::of(item, &namespaces) {
                Some(own) => {
                    objects.push(own);
                    found += 1;
                }
                None if refer::is_namespace(item) => {}
                None => rest.push(item.clone()),
            }
        }
        if found == 0 && !(rest.is_empty() && refer::is_namespace(&node)) {
            continue;
        }
        match rest.is_empty() {
            true => piece.elsewhere = true,
            false => *piece = put_together(piece, &Node::list_of(node.at, rest), base_of(text)),
        }
        if found > 0 {
            first.get_or_insert((text, at, piece.elsewhere));
        }
    }
    let Some((text, at, alone)) = first else {
        return texts;
    };
    let plan = convert::plan(&Objects::of(objects, namespaces));
    if let Some((pieces, _)) = texts.get_mut(text) {
        let Some(piece) = pieces.get(at) else {
            return texts;
        };
        let plan = put_together(piece, &plan, base_of(text));
        match pieces.get_mut(at).filter(|_| alone) {
            Some(piece) => *piece = plan,
            // What else the document holds comes first.
            None => pieces.insert(at + 1, plan),
        }
    }
    texts
}

/// A document in place of another, in the text that begins at `base`.
fn put_together<'a>(piece: &Piece<'_>, node: &Node, base: usize) -> Piece<'a> {
    let (mut text, mut places) = (String::new(), Vec::new());
    node.write(&mut text, &mut places);
    for (_, at) in &mut places {
        *at = at.saturating_sub(base);
    }
    let mut own = Piece::assembled(piece.range.clone(), text, places);
    own.repairs = piece.repairs.clone();
    own
}

/// Whether a kind says nothing of a packet's way: `storage.cnrm.cloud.google.com StorageBucket`. A policy says what
/// it is set on behind its kind.
pub(crate) fn is_irrelevant(kind: &str) -> bool {
    let own = kind.split_once(".cnrm.cloud.google.com ");
    own.is_some_and(|(_, kind)| {
        let kind = kind.rsplit(' ').next().unwrap_or(kind);
        table::is_irrelevant(&format!("google_{}", type_of(kind)))
    })
}

/// What reads what an object is of which not all is there, by its kind: `compute.cnrm.cloud.google.com ComputeNetwork`.
pub(crate) fn row_of_cut(kind: &str) -> Option<&'static Row> {
    let (_, own) = kind.split_once(".cnrm.cloud.google.com ")?;
    let row = |own: &str| table::row_of(&format!("google_{own}"));
    let own = own.split(' ').next()?;
    let word = match row(&type_of(own)).map(|row| row.what) {
        Some(Use::Object(word, _) | Use::Member(word, ..)) => word,
        // It is one of a list of another.
        Some(Use::Part(_, parents, _)) => match row(parents.first()?)?.what {
            Use::Object(word, _) => word,
            _ => return None,
        },
        None if own.starts_with("IAM") && !own.contains("Account") => "hopscope#iamPolicy",
        _ => return None,
    };
    match by_word(word) {
        Recognised::Row(row) => Some(row),
        _ => None,
    }
}

/// The same value, with its places among those of all texts.
fn relocated(node: Node, piece: &Piece<'_>, base: usize) -> Node {
    let at = piece.source_offset(node.at) + base;
    let value = match node.value {
        Value::List(list) => {
            let list = list.into_iter().map(|own| relocated(own, piece, base));
            Value::List(list.collect())
        }
        Value::Object(members) => {
            let members = members.into_iter();
            Value::Object(
                members
                    .map(|(key, own)| (key, relocated(own, piece, base)))
                    .collect(),
            )
        }
        leaf => leaf,
    };
    Node { at, value }
}

/// The objects of a document: itself, or those of a list.
fn items(node: &Node) -> Vec<&Node> {
    match (node.word("kind"), &node.value) {
        (Some(kind), _) if kind.ends_with("List") => node.at("items").list().iter().collect(),
        (_, Value::List(list)) => list.iter().collect(),
        _ => vec![node],
    }
}
