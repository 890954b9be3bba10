//! One instance of a Terraform resource in the shape of Google's API, by its row of [`super::table`]. What is not
//! known before `terraform apply` never becomes a default: it is found in the configuration, or it is one of the
//! values that the reader knows to be assigned later, or the object says that it cannot be read whole.

use super::config::{Found, Scope, whole};
use super::node::{Node, Value, put};
use super::plan::Instance;
use super::rules::{
    alike, camel, has, ignored, is_block, is_list, is_no_number, is_ordered, joined, matters,
    target,
};
use super::table::{Row, Use};
use super::{Making, links};
use crate::tree::Tree;

/// Why a value is not there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Lacks {
    /// It will be known after `terraform apply`.
    AfterApply,
    /// It is marked as sensitive.
    Sensitive,
    /// It belongs to something that the document does not hold.
    Parent,
    /// Google makes it, and Terraform does not hold it.
    GoogleMade,
    /// It was printed with a choice of fields; of Terraform's nothing is.
    NotPrinted,
}

impl Lacks {
    const ALL: [Self; 5] = [
        Self::AfterApply,
        Self::Sensitive,
        Self::Parent,
        Self::GoogleMade,
        Self::NotPrinted,
    ];

    /// How it is marked.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::AfterApply => "after-apply",
            Self::Sensitive => "sensitive",
            Self::Parent => "rest",
            Self::GoogleMade => "google-made",
            Self::NotPrinted => "not-printed",
        }
    }

    /// The reverse of [`Lacks::word`].
    pub(crate) fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|own| own.word() == word)
    }
}

/// An object in the making.
#[derive(Default)]
pub(crate) struct Made {
    pub(crate) members: Vec<(String, Node)>,
    /// What is lacking: the way to it in Google's words, and where Terraform says so.
    pub(crate) lacks: Option<(String, Lacks)>,
    /// References that were told from each other by a key alone.
    pub(super) by_key: Vec<Found>,
}

/// How many references by key are told from each other.
const MOST_BY_KEY: usize = 64;

/// What of an instance is looked at.
struct Block<'b> {
    values: &'b Node,
    unknown: Option<&'b Node>,
    /// What the configuration says of it; nothing where it does not say what the block is made of.
    expressions: Option<&'b Node>,
    /// The way to it in Terraform's words, without numbers.
    path: &'b str,
    /// The way to it in Google's.
    out: &'b str,
}

impl Making<'_> {
    /// The object of an instance, without kind and place.
    pub(crate) fn shape(&self, own: &Instance<'_>, row: &Row) -> Made {
        let mut made = Made::default();
        let block = Block {
            values: &own.values,
            unknown: own.unknown.filter(|unknown| unknown.holds_true()),
            expressions: self
                .config
                .resource(own)
                .map(|resource| resource.at("expressions")),
            path: "",
            out: "",
        };
        let members = self.block(own, row, &block, &mut made);
        made.members = members;
        for rule in row.fields.iter().filter_map(|rule| rule.strip_prefix('+')) {
            if let Some((key, word)) = rule.split_once('=') {
                put(&mut made.members, key, Node::text_at(own.at, word));
            }
        }
        if !own.settled {
            made.lacks = Some((String::new(), Lacks::AfterApply));
        }
        if own.values.is_hidden() {
            made.lacks = Some((String::new(), Lacks::Sensitive));
        }
        let many = made.by_key.len() > MOST_BY_KEY;
        let mut keys = made.by_key.iter();
        // Two ends of one thing are not the same: one of them is another than that of the key.
        let twice = many
            || keys.any(|one| {
                let same = made.by_key.iter().filter(|other| *other == one);
                same.count() > 1
            });
        if twice {
            made.lacks = Some((String::new(), Lacks::AfterApply));
        }
        made
    }

    fn block(
        &self,
        own: &Instance<'_>,
        row: &Row,
        block: &Block<'_>,
        made: &mut Made,
    ) -> Vec<(String, Node)> {
        let mut members = Vec::new();
        let later = block.unknown.map_or(&[][..], Node::members);
        // A list of which nothing is known may be left out like what is no list.
        let there = |key: &str| block.values.get(key).is_some();
        let later = later
            .iter()
            .filter(|(key, own)| own.is_true() || own.holds_true() && !there(key));
        for (key, unknown) in later {
            self.unknown((own, row), block, key, unknown, &mut members, made);
        }
        for (key, value) in block.values.members() {
            let unknown = block.unknown.and_then(|own| own.get(key));
            if unknown.is_some_and(Node::is_true) {
                continue;
            }
            let path = joined(block.path, key);
            if ignored(key, &path, row) || value.is_empty() || is_no_number(row, &path, value) {
                continue;
            }
            let target = target(row, &path);
            let out = joined(block.out, &target.name);
            if value.is_hidden() {
                if matters(&target.name) {
                    lack(
                        made,
                        out,
                        Lacks::Sensitive,
                        &mut members,
                        &target.name,
                        value.at,
                    );
                }
                continue;
            }
            let inside = Block {
                values: value,
                unknown,
                expressions: block.expressions.and_then(|own| own.get(key)),
                path: &path,
                out: &out,
            };
            if let Some(node) = self.value(own, row, &inside, key, target.single, made) {
                // Of two of one name the reader says so.
                let object = matches!(node.value, Value::Object(_));
                match object || target.name != camel(key) {
                    true => put(&mut members, &target.name, node),
                    false => members.push((target.name, node)),
                }
            }
        }
        members
    }

    /// A value that is known, at least in part.
    fn value(
        &self,
        own: &Instance<'_>,
        row: &Row,
        block: &Block<'_>,
        key: &str,
        single: bool,
        made: &mut Made,
    ) -> Option<Node> {
        let list = match &block.values.value {
            Value::List(list) => list,
            // The keys of a map are its author's.
            Value::Object(members) => {
                let lacks = match block.unknown.is_some_and(Node::holds_true) {
                    true => Some(Lacks::AfterApply),
                    false => block.values.holds_hidden().then_some(Lacks::Sensitive),
                };
                if let Some(why) = lacks.filter(|_| matters(&camel(key))) {
                    let first = members.first().map_or(block.values.at, |(_, own)| own.at);
                    made.lacks.get_or_insert((block.out.to_owned(), why));
                    return Some(Node::leaf(first, Tree::Null));
                }
                return Some(block.values.clone());
            }
            Value::Leaf(_) | Value::Hidden => return Some(block.values.clone()),
        };
        let blocks = block.expressions.map_or(&[][..], Node::list);
        // Which block of the configuration is which of the plan's is not said where they have no order.
        let in_order =
            blocks.len() == list.len() && (list.len() == 1 || alike(list) || is_ordered(key));
        let mut found = Vec::new();
        for (index, value) in list.iter().enumerate() {
            let unknown = block.unknown.and_then(|own| own.list().get(index));
            let out = match single {
                true => block.out.to_owned(),
                false => format!("{}[{index}]", block.out),
            };
            match &value.value {
                Value::Object(_) => {
                    let inside = Block {
                        values: value,
                        unknown,
                        expressions: blocks.get(index).filter(|_| in_order),
                        path: block.path,
                        out: &out,
                    };
                    let members = self.block(own, row, &inside, made);
                    found.push(Node::object(value.at, members));
                }
                Value::Hidden => {
                    if matters(&camel(key)) {
                        made.lacks.get_or_insert((out, Lacks::Sensitive));
                    }
                    found.push(Node::leaf(value.at, Tree::Null));
                }
                _ if unknown.is_some_and(Node::is_true) => {
                    let at = unknown.map_or(value.at, |own| own.at);
                    let node = self.element(own, block, key, (index, list.len()), at, made);
                    found.push(node);
                }
                _ => found.push(value.clone()),
            }
        }
        match single {
            true => found.into_iter().next(),
            false => Some(Node::list_of(block.values.at, found)),
        }
    }

    /// An element of a list that is not known: where the list is made of references alone, the one at its place.
    fn element(
        &self,
        own: &Instance<'_>,
        block: &Block<'_>,
        key: &str,
        (index, count): (usize, usize),
        at: usize,
        made: &mut Made,
    ) -> Node {
        let references = block.expressions.map(whole).unwrap_or_default();
        let one = references.get(index).filter(|_| references.len() == count);
        let expression = one.map(|one| {
            let list = Node::list_of(at, vec![Node::text_at(at, one)]);
            Node::object(at, vec![("references".to_owned(), list)])
        });
        let text = expression.and_then(|own_one| self.reference(own, key, &own_one, made));
        match text {
            Some(text) => Node::text_at(at, &text),
            None => {
                if matters(&camel(key)) {
                    let out = format!("{}[{index}]", block.out);
                    made.lacks.get_or_insert((out, Lacks::AfterApply));
                }
                Node::leaf(at, Tree::Null)
            }
        }
    }

    /// A value that is not known.
    fn unknown(
        &self,
        (own, row): (&Instance<'_>, &Row),
        block: &Block<'_>,
        key: &str,
        unknown: &Node,
        members: &mut Vec<(String, Node)>,
        made: &mut Made,
    ) {
        let path = joined(block.path, key);
        if ignored(key, &path, row) {
            return;
        }
        let target = target(row, &path);
        let out = joined(block.out, &target.name);
        let expression = block.expressions.and_then(|own| own.get(key));
        // In `dynamic` blocks it is not said what is given.
        let given = block.expressions.is_none() || expression.is_some();
        // Of a gateway's subnets the name is the reference.
        let naming = if path == "subnetwork.name" {
            "subnetwork"
        } else {
            key
        };
        if let Some(expression) = expression
            && let Some(text) = self.reference(own, naming, expression, made)
        {
            let text = Node::text_at(unknown.at, &text);
            let node = match is_list(key) {
                true => Node::list_of(unknown.at, vec![text]),
                false => text,
            };
            return put(members, &target.name, node);
        }
        if has(row, '~', &path) {
            return;
        }
        let needed = has(row, '!', &path) || is_block(row, &path) && !has(row, '?', &path);
        if needed || given && matters(&target.name) {
            lack(
                made,
                out,
                Lacks::AfterApply,
                members,
                &target.name,
                unknown.at,
            );
        }
    }

    /// What an expression is, in Google's words.
    pub(crate) fn reference(
        &self,
        own: &Instance<'_>,
        key: &str,
        expression: &Node,
        made: &mut Made,
    ) -> Option<String> {
        let found = self.follow(own, expression)?;
        if found.by_key {
            made.by_key.push(found.clone());
        }
        self.meaning(own, key, &found, links::MOST)
    }

    /// The instance and attribute that an expression of another refers to.
    pub(crate) fn follow(&self, own: &Instance<'_>, expression: &Node) -> Option<Found> {
        let scope = Scope {
            module: &own.scope,
            key: own.key.as_deref(),
            count: self.names.called(&own.scope, own.kind, own.name).len(),
        };
        self.config
            .follow(&self.names, &self.instances, expression, scope)
    }
}

/// Notes that a value is lacking, and leaves a place for it.
fn lack(
    made: &mut Made,
    out: String,
    why: Lacks,
    members: &mut Vec<(String, Node)>,
    name: &str,
    at: usize,
) {
    made.lacks.get_or_insert((out, why));
    put(members, name, Node::leaf(at, Tree::Null));
}

/// The word that says what an object is: its own key, or `kind` and `apiVersion`, which the table gives.
pub(crate) fn say_kind(row: &Row, at: usize, members: &mut Vec<(String, Node)>) {
    if let Use::Object(word, _) = row.what {
        let key = if word.contains('#') {
            "kind"
        } else {
            "assetType"
        };
        if !word.contains(' ') {
            put(members, key, Node::text_at(at, word));
        }
    }
}
