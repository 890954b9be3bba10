//! Changes to a scenario that is there, and single requests.

use std::ops::Range;

use hopscope_model::reference::{self, Names};
use hopscope_model::resource::hopscope::NameServerPlace;
use hopscope_model::{Id, Kind, Problem, ProblemCode, Reason, Request, Scenario, What};

use crate::Options;
use crate::attached::detach;
use crate::envelope::{Around, Envelope};
use crate::field::write_path;
use crate::gather::gather;
use crate::harvest::{Harvester, Spot};
use crate::import::{Gathered, Wrap, pieces_of};
use crate::reader::Reader;
use crate::report::{Place, Report, error};
use crate::request as requests;
use crate::scan::{Step, elements, locate};
use crate::source::Source;
use crate::split::Piece;

/// One change.
struct Change<'a> {
    /// Where it stands in the document.
    range: Range<usize>,
    /// The way to it.
    path: Vec<Step>,
    envelope: Envelope<'a>,
    whole: bool,
}

pub(crate) fn apply(before: &Scenario, json: &str) -> (Scenario, Vec<Problem>) {
    let mut scenario = before.clone();
    // What could not be read before is read again beside the changes: a part may find its parent now.
    let unread: Vec<String> = std::mem::take(&mut scenario.resources.unread)
        .into_iter()
        .map(|unread| unread.text)
        .collect();
    let mut sources = vec![Source::new(None, json)];
    sources.extend(unread.iter().map(|text| Source::new(None, text)));
    let pieces: Vec<Vec<Piece<'_>>> = sources.iter().map(pieces_of).collect();
    let mut reader = Reader::new(scenario, Report::new(&sources));
    reader.old = 1..sources.len();

    let mut gathered = Gathered::default();
    for (index, source) in sources.iter().enumerate().skip(1) {
        let own = pieces.get(index).map_or(&[][..], Vec::as_slice);
        gather(&mut reader, &mut gathered, index, source, own, &Wrap::None);
    }
    if pieces.first().is_none_or(Vec::is_empty) {
        let problem = crate::sniff::problem(&crate::sniff::look(json));
        reader.report.of_source(0, problem);
    }
    for piece in pieces.first().into_iter().flatten() {
        for change in changes(piece) {
            let word = |key: &str| change.envelope.word(key);
            match (word("op").as_deref(), change.envelope.members.get("object")) {
                (Some("replace"), Some(object)) => {
                    let mut path = change.path.clone();
                    path.push(Step::Key("object".to_owned()));
                    let spot = Spot {
                        part: object.part(change.envelope.text),
                        offset: change.range.start + object.range().start,
                        path,
                        whole: object.whole && change.whole,
                    };
                    let mut harvester = Harvester {
                        piece,
                        source: 0,
                        harvest: &mut gathered.harvest,
                    };
                    harvester.value(&spot, &Around::default(), None);
                }
                (Some("remove"), _) => match word("ref") {
                    Some(reference) => {
                        // What came before is there, for what is removed to be that.
                        flush(&mut reader, &mut gathered, sources.len());
                        remove(&mut reader, piece, &change, &reference);
                    }
                    None => tell(
                        &mut reader,
                        piece,
                        &change,
                        "ref",
                        &Reason::nothing(What::Reference),
                    ),
                },
                (Some("replace"), None) => tell(
                    &mut reader,
                    piece,
                    &change,
                    "object",
                    &Reason::nothing(What::Object),
                ),
                _ => tell(
                    &mut reader,
                    piece,
                    &change,
                    "op",
                    &match word("op") {
                        Some(op) => Reason::none_of(&op, &["replace", "remove"]),
                        None => Reason::nothing(What::Text),
                    },
                ),
            }
        }
    }
    flush(&mut reader, &mut gathered, sources.len());
    reader.finish();
    reader.take_tests();
    let problems = reader.report.finish();
    (joined(before, reader.scenario), problems)
}

/// What named something that was not there, by less than all of its name, may name what is there now: a file of it
/// would be read so.
fn joined(before: &Scenario, after: Scenario) -> Scenario {
    let is_new = |id: Id| !before.resources.contains(&id);
    if !after.resources.ids().any(is_new) {
        return after;
    }
    let text = crate::write(&after);
    let input = crate::Input {
        file: None,
        text: &text,
    };
    crate::read(&[input], &Options::default()).scenario
}

/// The changes of a document: a list of them, or one.
fn changes<'a>(piece: &'a Piece<'a>) -> Vec<Change<'a>> {
    let text: &str = &piece.text;
    if !text.starts_with('[') {
        return vec![Change {
            range: 0..text.len(),
            path: Vec::new(),
            envelope: Envelope::of(piece.part()),
            whole: piece.whole,
        }];
    }
    let list = elements(piece.part()).list.into_iter().enumerate();
    list.map(|(index, value)| Change {
        envelope: Envelope::of(value.part(text)),
        path: vec![Step::Index(index)],
        whole: value.whole,
        range: value.range(),
    })
    .collect()
}

/// Reads what has been gathered.
fn flush<'a>(reader: &mut Reader<'_>, gathered: &mut Gathered<'a>, sources: usize) {
    let taken: Gathered<'a> = std::mem::take(gathered);
    reader.projects.clear();
    reader.settle(&taken, sources, &Options::default());
    reader.tell_strangers(&taken.harvest);
    reader.read_items(&taken.harvest, &mut |_, _| {});
}

fn remove(reader: &mut Reader<'_>, piece: &Piece<'_>, change: &Change<'_>, text: &str) {
    reader.index();
    let found = reference::resolve_among(&reader.parts.names, &reader.scenario, text);
    let id = match found {
        Ok(id) => id,
        Err(error) => return tell(reader, piece, change, "ref", &error.reason()),
    };
    let unread = reader.forget(&id);
    reader.detach(&id);
    let resources = &mut reader.scenario.resources;
    let gone = match id.kind {
        Kind::Peering => resources.networks.iter_mut().any(|(network, value)| {
            let before = value.peerings.len();
            let own = |peering: &str| *id.name.name == *format!("{}/{peering}", network.name);
            value.peerings.retain(|peering| !own(&peering.name));
            value.peerings.len() < before
        }),
        Kind::Nat => resources.routers.iter_mut().any(|(router, value)| {
            let before = value.nats.len();
            let own = |nat: &str| *id.name.name == *format!("{}/{nat}", router.name);
            value.nats.retain(|nat| !own(&nat.name));
            value.nats.len() < before
        }),
        _ => resources.remove(&id),
    };
    if !gone && !unread {
        let place = place(piece, change, "ref");
        let problem = error(ProblemCode::ReferenceMissing)
            .on(reader.scenario.short(&id))
            .arg("text", text)
            .next("correct-field", None);
        reader.report.at(place, &path(change, "ref"), problem);
    }
}

fn tell(
    reader: &mut Reader<'_>,
    piece: &Piece<'_>,
    change: &Change<'_>,
    field: &str,
    why: &Reason,
) {
    let problem = error(ProblemCode::FieldInvalid)
        .arg("field", field)
        .why(why)
        .next("correct-field", None);
    let place = place(piece, change, field);
    reader.report.at(place, &path(change, field), problem);
}

fn place(piece: &Piece<'_>, change: &Change<'_>, field: &str) -> Place {
    let inside = locate(change.envelope.text, &[Step::Key(field.to_owned())]);
    Place {
        source: 0,
        offset: piece.source_offset(change.range.start + inside),
    }
}

fn path(change: &Change<'_>, field: &str) -> String {
    let mut path = change.path.clone();
    path.push(Step::Key(field.to_owned()));
    write_path(&path)
}

impl Reader<'_> {
    /// What hangs on a resource goes with it.
    pub(crate) fn detach(&mut self, id: &Id) {
        detach(&mut self.scenario.resources, id);
        let server = NameServerPlace::Machine(id.clone());
        self.processes.retain(|own| own.on != *id);
        self.tunnels.retain(|own| own.on != *id);
        self.name_servers.retain(|own| own.on != server);
        self.appliances
            .retain(|own| id.kind != Kind::Instance || *own.on.name() != id.name);
    }

    /// Forgets what could not be read of a resource; whether there was anything.
    pub(crate) fn forget(&mut self, id: &Id) -> bool {
        let mut any = self.forget_nameless(id);
        for own in self.unread.values_mut() {
            if own.as_ref().is_some_and(|unread| unread.is_called(id)) {
                *own = None;
                any = true;
            }
        }
        any
    }
}

/// Reads one request.
pub(crate) fn request(scenario: &Scenario, json: &str) -> (Option<Request>, Vec<Problem>) {
    let sources = [Source::new(None, json)];
    let mut report = Report::new(&sources);
    let pieces = pieces_of(&sources[0]);
    let Some(piece) = pieces.first() else {
        report.of_source(0, crate::sniff::problem(&crate::sniff::look(json)));
        return (None, report.finish());
    };
    let names = Names::of(&scenario.resources);
    match requests::read(&piece.text, scenario, &names) {
        Ok(request) => (Some(request), report.finish()),
        Err(wrong) => {
            for wrong in wrong {
                let offset = piece.source_offset(locate(&piece.text, &wrong.path));
                let path = write_path(&wrong.path);
                report.at(Place { source: 0, offset }, &path, wrong.problem);
            }
            (None, report.finish())
        }
    }
}
