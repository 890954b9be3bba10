//! Terraform: plans and states become Google-shaped objects, which the one reader then reads. What a plan does not
//! know yet is found in its configuration, or the object that needs it cannot be read whole.
//!
//! <https://developer.hashicorp.com/terraform/internals/json-format>

mod address;
mod beside;
mod config;
mod fragment;
mod iam;
mod join;
mod links;
mod mend;
mod node;
mod plan;
mod planned;
mod rules;
mod shape;
pub(crate) mod table;

use hopscope_model::Index;

use crate::envelope::Envelope;
use crate::split::Piece;

use config::Config;
pub(crate) use fragment::Short;
pub(crate) use node::{Node, Value, put};
use plan::{Instance, Names};

pub(crate) use plan::Side;
pub(crate) use planned::{PLANNED_MARK, Planned};
pub(crate) use shape::Lacks;
pub(crate) use table::is_irrelevant;

/// Marks an object of which a value is not there, with why.
pub(crate) const LACKS_MARK: &str = "hopscope#lacks";

/// Marks a policy that adds to what is granted.
pub(crate) const ADDS_MARK: &str = "hopscope#adds";

/// Names the lists of an object that it does not say itself: what is there of them stays.
pub(crate) const PARTS_MARK: &str = "hopscope#parts";

/// A plan or state of which objects are made.
struct Making<'n> {
    instances: Vec<Instance<'n>>,
    names: Names,
    /// By what Google calls them.
    named: Index<String, Vec<usize>>,
    config: Config<'n>,
}

/// Whether a document is Terraform's.
pub(crate) fn is_terraform(envelope: &Envelope<'_>) -> bool {
    plan::is_terraform(|key| envelope.has(key))
}

/// Whether a document is a plan that changes what is there.
pub(crate) fn has_before(piece: &Piece<'_>) -> bool {
    let envelope = Envelope::of(piece.part());
    // Whole plans say what is there apart; parsing others is for nothing.
    let none = envelope.has("planned_values") && !envelope.has("prior_state");
    !none && fragment::document(piece).is_some_and(|document| plan::has_before(&document))
}

/// Whether a document is a plan of something that is not there yet.
pub(crate) fn is_first(piece: &Piece<'_>) -> bool {
    fragment::document(piece).is_some_and(|document| plan::is_first(&document))
}

/// A document of Terraform's as a list of Google's objects. Others are left as they are. `beside`: there is more than
/// what is planned, also where a plan has nothing of its own before it.
pub(crate) fn convert(piece: Piece<'_>, side: Side, beside: bool) -> Piece<'_> {
    let Some(document) = fragment::document(&piece) else {
        return piece;
    };
    let short = Short::said_by(&document);
    let objects = match side {
        Side::After if plan::has_before(&document) || beside && plan::is_first(&document) => {
            planned::told(objects(&document, Side::Before), objects(&document, side))
        }
        _ => objects(&document, side),
    };
    let objects = Node::list_of(0, objects);
    let (mut text, mut places) = (String::new(), Vec::new());
    objects.write(&mut text, &mut places);
    let mut piece = piece.converted(text, places);
    piece.short = short;
    piece
}

/// One side of a document as Google's objects.
fn objects(document: &Node, side: Side) -> Vec<Node> {
    let instances = plan::instances(document, side);
    let mut making = Making {
        named: Index::new(),
        names: Names::of(&instances),
        config: Config::of(document),
        instances,
    };
    making.name_all();
    making.objects()
}
