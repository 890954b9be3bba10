//! Parts of what `terraform show -json` prints, as `jq` takes them out: resources and changes, alone or in lists, modules,
//! and the values of a plan or state. Each is read as the document that it is from, of which the rest is not known.
//!
//! <https://developer.hashicorp.com/terraform/internals/json-format#values-representation>

use super::node::{Node, Value};
use super::plan::{FRAGMENT, is_terraform};
use crate::envelope::Envelope;
use crate::scan::{Part, elements};
use crate::split::Piece;
use crate::tree::Tree;

/// What of a plan is there where not all of it is, or where the plan itself is not whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Short {
    /// A part was taken out.
    Part,
    /// `complete` is false: there will be more changes after these.
    Incomplete,
    /// `errored` is true: planning stopped.
    Errored,
}

impl Short {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Part => "plan-part",
            Self::Incomplete => "plan-incomplete",
            Self::Errored => "plan-errored",
        }
    }

    /// What a whole document says of itself.
    pub(super) fn said_by(document: &Node) -> Option<Self> {
        let is = |key: &str, own: bool| match document.get(key).map(|own| &own.value) {
            Some(Value::Leaf(Tree::Bool(said))) => *said == own,
            _ => false,
        };
        if document.get(FRAGMENT).is_some() {
            Some(Self::Part)
        } else if is("errored", true) {
            Some(Self::Errored)
        } else if is("complete", false) {
            Some(Self::Incomplete)
        } else {
            None
        }
    }
}

/// The part of a document that a text is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Of {
    /// Resources with their values.
    Resources,
    /// Changes of resources.
    Changes,
    /// A module.
    Module,
    /// Values, with their root module.
    Values,
}

/// A document of Terraform's: whole, or made around the part of one.
pub(super) fn document(piece: &Piece<'_>) -> Option<Node> {
    let of = match piece.text.as_bytes().first()? {
        b'{' => {
            let envelope = Envelope::of(piece.part());
            // States of older versions are told as what they are.
            let version = envelope.raw("version").is_some_and(|own| own != "4");
            if is_terraform(|key| envelope.has(key)) {
                let document = || Node::parse(&piece.text).filter(|_| piece.whole);
                return (!version || !envelope.has("modules")).then(document)?;
            }
            of_object(&envelope)?
        }
        b'[' => {
            let list = elements(piece.part()).list;
            of_object(&Envelope::of(list.first()?.part(&piece.text)))?
        }
        _ => return None,
    };
    let own = Node::parse(&piece.text).filter(|_| piece.whole)?;
    let list = |own: Node| match own.value {
        Value::List(_) => own,
        _ => Node::list_of(own.at, vec![own]),
    };
    let around = |key: &str, own: Node| Node::object(own.at, vec![(key.to_owned(), own)]);
    let (key, inside) = match of {
        Of::Changes => ("resource_changes", list(own)),
        Of::Resources => {
            let module = around("resources", list(own));
            ("planned_values", around("root_module", module))
        }
        Of::Module => ("planned_values", around("root_module", own)),
        Of::Values => ("planned_values", own),
    };
    let mark = Node::leaf(inside.at, true.into());
    let members = vec![(key.to_owned(), inside), (FRAGMENT.to_owned(), mark)];
    Some(Node::object(0, members))
}

/// What an object is a part of, alone or in a list.
fn of_object(own: &Envelope<'_>) -> Option<Of> {
    let first = |key: &str| {
        let part = own.part(key)?;
        let list = elements(part).list;
        let inside: Part<'_> = list.first()?.part(part.text);
        of_object(&Envelope::of(inside))
    };
    let google = own
        .word("type")
        .is_some_and(|kind| kind.starts_with("google_"));
    if google && own.has("address") {
        let (values, change) = (own.has("values"), own.has("change"));
        return match (values, change) {
            (true, _) => Some(Of::Resources),
            (_, true) => Some(Of::Changes),
            _ => None,
        };
    }
    if let Some(part) = own.part("root_module") {
        let inside = of_object(&Envelope::of(part));
        return (inside == Some(Of::Module)).then_some(Of::Values);
    }
    let resources = first("resources") == Some(Of::Resources);
    let inside = resources || first("child_modules") == Some(Of::Module);
    inside.then_some(Of::Module)
}
