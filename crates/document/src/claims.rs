//! What people say that a file holds: everything of a kind (`--list`), the record sets of a zone (`--zone`), the IAM
//! policy of a resource (`--iam`). They are taken at their word only where the file is that, whole, and nothing else:
//! what is known to be absent decides.
//!
//! A zone has its SOA and NS records from the beginning, so a list of record sets is never empty:
//! <https://docs.cloud.google.com/dns/docs/records-overview>

use hopscope_model::resource::Scope;
use hopscope_model::resource::{Unread, UnreadPart};
use hopscope_model::{Id, Kind, ProblemCode, Reason, Why};

use crate::envelope::Envelope;
use crate::failures;
use crate::harvest::{Harvest, row_kind};
use crate::import::{Gathered, Wrap};
use crate::item::Item;
use crate::pages;
use crate::prompt::Command;
use crate::reader::Reader;
use crate::registry::kind_of;
use crate::report::error;
use crate::source::Source;
use crate::split::Piece;
use crate::tree::{Members, Tree, put};
use crate::unread::UNREAD_MARK;
use crate::wrapper::listed_kind;

/// How much there was before a source was looked through.
pub(crate) struct Before {
    items: usize,
    strangers: usize,
    scalars: usize,
}

impl Before {
    pub(crate) fn of(harvest: &Harvest<'_>) -> Self {
        Self {
            items: harvest.items.len(),
            strangers: harvest.strangers.len(),
            scalars: harvest.scalars,
        }
    }
}

/// Forgets what is said of a source where the source does not show it.
pub(crate) fn prove(
    reader: &mut Reader<'_>,
    gathered: &mut Gathered<'_>,
    (index, source): (usize, &Source<'_>),
    pieces: &[&Piece<'_>],
    wrap: &Wrap,
    before: &Before,
) {
    let warned = pages::warned(source.text).next().is_some();
    let harvest = &mut gathered.harvest;
    let (field, value) = match wrap {
        Wrap::None => return,
        Wrap::Iam(reference) => ("--iam", reference),
        Wrap::Zone(zone) => ("--zone", zone),
        Wrap::List(word) => ("--list", word),
    };
    let failed = warned
        || pieces
            .iter()
            .any(|piece| !piece.whole || piece.too_deep.is_some())
        || harvest.torn.iter().any(|(place, _)| place.source == index)
        || harvest
            .failures
            .iter()
            .any(|(place, ..)| place.source == index)
        || harvest.pages.iter().any(|page| page.lacks(index))
        || !failures::lines(source.text).is_empty();
    let own = harvest.items.get(before.items..).unwrap_or_default();
    let alone = harvest.strangers.len() == before.strangers && harvest.scalars == before.scalars;
    let shown = alone
        && !pieces.is_empty()
        && match wrap {
            Wrap::None => true,
            Wrap::Iam(_) => is_policy(own),
            Wrap::Zone(_) => {
                let part = |item: &Item<'_>| item.row.kind == Kind::Zone && is_part(item);
                !own.is_empty() && own.iter().all(part) && !narrowed(source, pieces, true)
            }
            Wrap::List(word) => {
                let kind = Kind::from_code(word);
                let of = |item: &Item<'_>| Some(item.row.kind) == kind && !is_part(item);
                own.iter().all(of)
                    && one_project(own)
                    && all_lists(source, pieces, own)
                    && !narrowed(source, pieces, false)
            }
        };
    if shown && !failed {
        if let Wrap::List(_) = wrap
            && let Some(project) = own.first().and_then(project)
        {
            // What a list holds is of the project that its objects name.
            for claim in &mut harvest.complete {
                if claim.0 == index {
                    claim.1.get_or_insert_with(|| project.clone());
                }
            }
        }
        if let Wrap::Iam(reference) = wrap {
            gathered.policies.push((index, reference.clone(), false));
        }
        return;
    }
    let mut none = false;
    match wrap {
        Wrap::None => {}
        // What failed, or is not all there is, is no list that holds a kind whole.
        Wrap::List(_) => harvest.complete.retain(|(own, ..)| *own != index),
        Wrap::Zone(_) => {
            harvest.listed.retain(|own| own.source != index);
            let records = harvest.items.get_mut(before.items..).unwrap_or_default();
            for item in records {
                item.around.of_all = false;
            }
        }
        Wrap::Iam(_) => {
            let policies = harvest.items.get_mut(before.items..).unwrap_or_default();
            for item in policies.iter_mut().filter(|own| is_iam(own)) {
                item.whole = false;
                item.envelope.members.whole = false;
            }
            none = !policies.iter().any(is_iam);
        }
    }
    if let Wrap::Iam(reference) = wrap {
        gathered.policies.push((index, reference.clone(), none));
    }
    if !shown && !reader.old.contains(&index) {
        let known = !matches!(wrap, Wrap::List(word) if Kind::from_code(word).is_none());
        // Of what holds nothing at all, that is told.
        if known && !pieces.is_empty() {
            let problem = error(ProblemCode::FieldInvalid).arg("field", field);
            let problem = problem.why(&Reason::about(Why::NotShown, value));
            reader
                .report
                .of_source(index, problem.next("correct-field", None));
        }
    }
}

/// Whether an object is a part of another, and not a resource itself.
fn is_part(item: &Item<'_>) -> bool {
    item.row.turn != crate::registry::Turn::First
}

fn is_iam(item: &Item<'_>) -> bool {
    item.row.part == UnreadPart::IamPolicy
}

/// One policy: Google prints at least the `etag` of one.
fn is_policy(own: &[Item<'_>]) -> bool {
    match own {
        [one] => is_iam(one) && (one.envelope.has("bindings") || one.envelope.has("etag")),
        _ => false,
    }
}

/// The project that an object names.
fn project(item: &Item<'_>) -> Option<String> {
    item.identity().project.clone().filter(|own| own != "-")
}

fn one_project(own: &[Item<'_>]) -> bool {
    let mut all = own.iter().map(project);
    let first = all.next();
    all.all(|own| Some(own) == first)
}

/// Whether each document is a list, and of all places.
fn all_lists(source: &Source<'_>, pieces: &[&Piece<'_>], own: &[Item<'_>]) -> bool {
    // gcloud begins each object of a list with a line of its own, in its default format.
    let yaml = |piece: &Piece<'_>| {
        let before = source.text.get(..piece.range.start).unwrap_or_default();
        let text = source.text.get(piece.range.start..).unwrap_or_default();
        !text.starts_with(['{', '['])
            && (text.starts_with("---") || before.trim_end().ends_with("---"))
    };
    let assets = || own.iter().all(|item| item.around.asset_name.is_some());
    pieces.iter().all(|piece| {
        if piece.text.starts_with('[') {
            return true;
        }
        let envelope = Envelope::of(piece.part());
        match kind_of(&envelope).and_then(|own| Some((listed_kind(&own)?, own))) {
            Some((_, own)) if own.ends_with("AggregatedList") => true,
            Some((word, _)) => row_kind(&word).is_some_and(|kind| kind.scope() == Scope::Global),
            None => envelope.has("items") || yaml(piece) || !own.is_empty() && assets(),
        }
    })
}

/// Whether a command above says that it left things out.
fn narrowed(source: &Source<'_>, pieces: &[&Piece<'_>], of_zone: bool) -> bool {
    let mut at = 0;
    pieces.iter().any(|piece| {
        let above = source.text.get(at..piece.range.start).unwrap_or_default();
        at = piece.range.end;
        let of = of_zone.then_some("--zone");
        Command::above(above).is_some_and(|own| own.narrows(of))
    })
}

impl Reader<'_> {
    /// What was to be the policy of a resource has to be one, and the resource has to be there: where it was not a policy,
    /// who may call the resource is not known.
    pub(crate) fn given_policies(&mut self, gathered: &Gathered<'_>) {
        if !gathered.policies.is_empty() {
            self.index();
        }
        for (source, reference, none) in &gathered.policies {
            let project = self.default_project(*source).to_owned();
            let Some(id) = self.iam_holder(reference, &project) else {
                continue;
            };
            let there = self.scenario.resources.contains(&id) || self.is_unread(id.kind, &id.name);
            if !there && id.kind != Kind::Project {
                let problem = error(ProblemCode::ReferenceMissing)
                    .arg("resource", "--iam")
                    .arg("reference", reference.clone())
                    .next("correct-field", None);
                self.report.of_source(*source, problem);
            } else if *none {
                self.keep_nameless(no_policy(&id, reference));
            }
        }
    }
}

/// What stands for a policy that is not known.
fn no_policy(id: &Id, reference: &str) -> Unread {
    let mut object = Members::new();
    put(&mut object, "kind", "hopscope#iamPolicy".into());
    put(&mut object, "resource", reference.into());
    put(&mut object, UNREAD_MARK, Tree::Bool(true));
    Unread {
        kind: id.kind,
        project: id.name.project.to_string(),
        location: id.name.location.to_string(),
        name: id.name.name.to_string(),
        part: UnreadPart::IamPolicy,
        network: None,
        field: String::new(),
        after_apply: false,
        text: Tree::Object(object).to_string(),
    }
}
