//! Looks through one text: what documents it holds, what stands between them, and what had to be mended.

use std::cell::OnceCell;

use hopscope_model::{Kind, ProblemCode, Reason, What};

use crate::SIZE_LIMIT;
use crate::claims::{self, Before};
use crate::envelope::{Around, Envelope};
use crate::failures::{self, Failure, MOST};
use crate::harvest::{Harvest, Harvester, Listed, Spot};
use crate::import::{Gathered, Wrap};
use crate::item::Parent;
use crate::pages;
use crate::prompt::Command;
use crate::reader::Reader;
use crate::registry::{Recognised, recognise, word_of};
use crate::report::{Place, error, note, warning};
use crate::scan::{Part, Step, elements};
use crate::scenario_file::{ScenarioFile, is_scenario};
use crate::sniff::{self, Looks};
use crate::source::Source;
use crate::split::{DEPTH_LIMIT, Piece};
use crate::terraform::is_terraform;
use crate::yaml::End;

/// Looks through one source.
pub(crate) fn gather<'a>(
    reader: &mut Reader<'_>,
    gathered: &mut Gathered<'a>,
    index: usize,
    source: &Source<'_>,
    pieces: &'a [Piece<'a>],
    wrap: &Wrap,
) {
    if source.text.len() > SIZE_LIMIT {
        let limit = format!("{} MB", SIZE_LIMIT / 1024 / 1024);
        let problem = error(ProblemCode::TooLarge)
            .arg("limit", limit)
            .next("narrow", None);
        return reader.report.of_source(index, problem);
    }
    if let Wrap::List(word) = wrap
        && Kind::from_code(word).is_none()
    {
        let problem = error(ProblemCode::FieldInvalid)
            .arg("field", "--list")
            .why(&Reason::not_a(word, What::Kind))
            .next("correct-field", None);
        return reader.report.of_source(index, problem);
    }
    let before = Before::of(&gathered.harvest);
    let objects = gathered.harvest.objects;
    let lists = gathered.harvest.empty_lists.len();
    let files = gathered.files.len();
    let pieces: Vec<&Piece<'_>> = pieces.iter().filter(|piece| counts(piece, wrap)).collect();
    // A page may hold JSON in the middle of a line; that is not what was meant.
    let loose = pieces.iter().all(|piece| {
        let before = source.text.get(..piece.range.start).unwrap_or_default();
        !before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .trim()
            .is_empty()
    });
    // What it looks like takes going over all of it, and matters only where it is not what it should be.
    let looks = OnceCell::new();
    let looks = || looks.get_or_init(|| sniff::look(source.text));
    let elsewhere =
        sniff::is_page(source.text) || loose && !pieces.is_empty() && *looks() == Looks::Table;
    // Of all of the text as well, whatever number of documents asks for it.
    let succeeded = OnceCell::new();
    let succeeded = || {
        *succeeded.get_or_init(|| {
            failures::lines(source.text).is_empty() && pages::warned(source.text).next().is_none()
        })
    };
    if !elsewhere {
        let mut at = 0;
        for piece in &pieces {
            let first = gathered.harvest.items.len();
            let claims = gathered.harvest.complete.len();
            match piece.elsewhere {
                false => gather_piece(reader, gathered, index, piece, wrap),
                true => tell_piece(reader, index, piece, 0),
            }
            let above = source.text.get(at..piece.range.start).unwrap_or_default();
            at = piece.range.end;
            if pages::warned(above).next().is_some() {
                // A list says what it is of, and gcloud that it is not all.
                gathered.harvest.complete.truncate(claims);
            }
            if let Some(command) = Command::above(above) {
                let list = piece.whole && piece.too_deep.is_none() && piece.text.starts_with('[');
                let whole = list
                    && gathered
                        .harvest
                        .torn
                        .iter()
                        .all(|(own, _)| own.source != index)
                    && succeeded();
                let own = gathered.harvest.items.get_mut(first..);
                command.own(own.unwrap_or_default(), whole);
            }
        }
    }
    let listed = matches!(wrap, Wrap::List(_)) && !pieces.is_empty();
    claims::prove(reader, gathered, (index, source), &pieces, wrap, &before);
    let found = gathered.harvest.objects > objects
        || gathered.files.len() > files
        || listed
        || pieces.iter().any(|piece| piece.elsewhere);
    let only_lists = gathered.harvest.empty_lists.len() > lists && !pieces.is_empty();
    if reader.old.contains(&index) {
        return;
    }
    for (message, offset) in pages::warned(source.text) {
        let problem = pages::problem(message);
        reader.report.at(Place::new(index, offset), "", problem);
    }
    if found {
        tell_noise(reader, index, source, &pieces);
    } else if !only_lists || loose || !matches!(looks(), Looks::Nothing | Looks::Braces) {
        // Lists found inside a table are not what was meant either.
        gathered.harvest.empty_lists.truncate(lists);
        let looks = match looks() {
            Looks::Braces if !pieces.is_empty() => {
                let problem = error(ProblemCode::NotUnderstood)
                    .arg("looksLike", "json")
                    .next("paste-json", None);
                return reader.report.at(Place::new(index, 0), "", problem);
            }
            looks => looks,
        };
        let problem = sniff::problem(looks);
        match looks {
            Looks::Failed(all) => tell_failures(reader, index, all),
            Looks::Empty => reader.report.of_source(index, problem),
            _ => {
                let offset = source.text.len() - source.text.trim_start().len();
                reader.report.at(Place::new(index, offset), "", problem);
            }
        }
    }
    tell_terminal(reader, index, source);
    if let Some((number, offset)) = source.secrets {
        let problem = warning(ProblemCode::SecretDropped)
            .arg("count", number.to_string())
            .next("revoke-secret", None);
        reader.report.at(Place::new(index, offset), "", problem);
    }
}

/// What a terminal had put into a text.
fn tell_terminal(reader: &mut Reader<'_>, index: usize, source: &Source<'_>) {
    let mended = [
        ("line-ends", source.returns),
        ("escapes", source.escapes),
        ("links", source.links),
    ];
    for (what, count) in mended {
        if count > 0 {
            let problem = note(ProblemCode::RepairedInvisible).arg("of", what);
            let problem = problem.arg("count", count.to_string());
            reader.report.at(Place::new(index, 0), "", problem);
        }
    }
}

/// Whether a document is one: a line or two with colons in them are, where they are a kind that is read.
fn counts(piece: &Piece<'_>, wrap: &Wrap) -> bool {
    let is_known = |part: Part<'_>| {
        let envelope = Envelope::of(part);
        matches!(recognise(&envelope, &Around::default()), Recognised::Row(_))
            || is_scenario(&envelope)
    };
    let known = || {
        let list = piece.text.starts_with('[');
        let first = || elements(piece.part()).list.into_iter().next();
        is_known(piece.part())
            || (list
                && first().is_some_and(|own| {
                    is_known(piece.text.get(own.range()).unwrap_or_default().into())
                }))
    };
    // What `curl -i` prints before the answer is YAML by its looks.
    let headers = || {
        let own = Envelope::of(piece.part());
        ["content-type", "Content-Type"]
            .iter()
            .any(|key| own.has(key))
            && !own.has("kind")
    };
    (!piece.prose && !headers()) || !matches!(wrap, Wrap::None) || known()
}

/// Takes one document apart.
fn gather_piece<'a>(
    reader: &mut Reader<'_>,
    gathered: &mut Gathered<'a>,
    index: usize,
    piece: &'a Piece<'a>,
    wrap: &Wrap,
) {
    let before = gathered.harvest.items.len();
    let mut around = Around::default();
    let (mut parent, mut of_all) = (None, false);
    let mut listed = |reference: String, harvest: &mut Harvest<'_>| {
        let own = Parent {
            reference,
            project: None,
        };
        harvest.listed.push(Listed {
            before,
            source: index,
            parent: own.clone(),
        });
        parent = Some(own);
        of_all = true;
    };
    match wrap {
        Wrap::None => {}
        Wrap::Iam(reference) => {
            around.kind = Some("hopscope#iamPolicy".to_owned());
            listed(reference.clone(), &mut gathered.harvest);
        }
        Wrap::Zone(zone) => {
            around.kind = Some("dns#resourceRecordSet".to_owned());
            let reference = if zone.contains('/') {
                zone.clone()
            } else {
                format!("zone/{zone}")
            };
            listed(reference, &mut gathered.harvest);
        }
        Wrap::List(word) => {
            around.kind = Kind::from_code(word).and_then(word_of).map(str::to_owned);
            if let Some(kind) = Kind::from_code(word) {
                gathered.harvest.complete.push((index, None, kind));
            }
        }
    }
    around.of_all = of_all;
    around.bare = !piece.is_converted();
    let envelope = Envelope::of(piece.part());
    if piece.text.starts_with('{') && is_scenario(&envelope) && matches!(wrap, Wrap::None) {
        let file = ScenarioFile {
            piece,
            source: index,
            envelope,
        };
        if let Some(version) = file.newer() {
            reader.version_newer(&file, version);
            gathered.harvest.objects += 1;
        } else {
            if let Some(project) = file.project() {
                gathered.projects.entry(index).or_insert(project);
            }
            if let Some(value) = file.envelope.members.get("resources") {
                around.bare = false;
                let mut harvester = Harvester {
                    piece,
                    source: index,
                    harvest: &mut gathered.harvest,
                };
                let key = Step::Key("resources".to_owned());
                harvester.value(&Spot::root(piece).inside(key, value), &around, None);
                // A scenario may well have none.
                gathered
                    .harvest
                    .empty_lists
                    .retain(|(place, ..)| place.source != index);
            }
            gathered.files.push(file);
        }
    } else if let Some(format) = foreign(&envelope) {
        gathered.harvest.objects += 1;
        if !piece.whole || piece.too_deep.is_some() {
            return tell_piece(reader, index, piece, 0);
        }
        let problem = error(ProblemCode::NotUnderstood)
            .arg("looksLike", format)
            .next("format-json", None);
        let place = Place::new(index, piece.range.start);
        reader.report.at(place, "", problem);
        return;
    } else {
        let mut harvester = Harvester {
            piece,
            source: index,
            harvest: &mut gathered.harvest,
        };
        harvester.value(&Spot::root(piece), &around, parent.as_ref());
        if matches!(wrap, Wrap::List(_)) {
            gathered
                .harvest
                .empty_lists
                .retain(|(place, ..)| place.source != index);
        }
    }
    if !reader.old.contains(&index) {
        let items = gathered.harvest.items.get(before..).unwrap_or_default();
        let kept = items.iter().filter(|item| item.whole).count();
        tell_piece(reader, index, piece, kept);
    }
}

/// Formats of other tools that hold the same things in another shape.
fn foreign(envelope: &Envelope<'_>) -> Option<&'static str> {
    // Older, or not whole.
    if is_terraform(envelope) {
        return Some("terraform");
    }
    // A line of `terraform plan -json`.
    if envelope.has("@level") && envelope.has("@message") {
        return Some("terraform-text");
    }
    if envelope.has("hopscope") && envelope.has("results") {
        return Some("results");
    }
    // A stack of Pulumi's, a notebook, a configuration of Deployment Manager.
    if envelope.has("deployment") && envelope.has("version") {
        return Some("pulumi");
    }
    if envelope.has("cells") && envelope.has("nbformat") {
        return Some("notebook");
    }
    let first = envelope.part("resources").and_then(|own| {
        let list = elements(own).list.into_iter().next()?;
        Some(Envelope::of(list.part(own.text)))
    });
    if first.is_some_and(|own| own.has("properties") && own.has("type") && !own.has("kind")) {
        return Some("deployment-manager");
    }
    None
}

/// What was mended in a document, and what of it is not there.
fn tell_piece(reader: &mut Reader<'_>, index: usize, piece: &Piece<'_>, kept: usize) {
    let repairs = [
        (&piece.repairs.quotes, note(ProblemCode::RepairedQuotes)),
        (
            &piece.repairs.python,
            note(ProblemCode::RepairedQuotes).arg("of", "python"),
        ),
        (&piece.repairs.commas, note(ProblemCode::RepairedComma)),
        (
            &piece.repairs.comments,
            note(ProblemCode::RepairedComma).arg("of", "comments"),
        ),
        (
            &piece.repairs.invisible,
            note(ProblemCode::RepairedInvisible),
        ),
        (
            &piece.repairs.wrapped,
            warning(ProblemCode::WrappedLines).next("save-to-file", None),
        ),
    ];
    if let Some((lines, offset)) = piece.repairs.asides {
        let problem = note(ProblemCode::NoiseSkipped).arg("of", "shell");
        let problem = problem.arg("lines", lines.to_string());
        reader.report.at(Place::new(index, offset), "", problem);
    }
    for (repair, problem) in repairs {
        if let Some((count, offset)) = *repair {
            let problem = problem.arg("count", count.to_string());
            reader.report.at(Place::new(index, offset), "", problem);
        }
    }
    if let Some(short) = piece.short {
        let problem = warning(ProblemCode::Truncated).arg("end", short.word());
        let problem = problem.next("show-plan", Some("terraform show -json".to_owned()));
        let place = Place::new(index, piece.range.start);
        reader.report.at(place, "", problem);
    }
    if let Some(offset) = piece.too_deep {
        let problem = error(ProblemCode::TooDeep)
            .arg("limit", DEPTH_LIMIT.to_string())
            .next("narrow", None);
        reader.report.at(Place::new(index, offset), "", problem);
    }
    let (problem, offset) = match piece.ended {
        _ if piece.whole => return,
        None | Some((End::Cut, _)) => {
            let problem = error(ProblemCode::Truncated).next("save-to-file", None);
            (problem, piece.range.end)
        }
        Some((End::Late, offset)) => {
            let problem = error(ProblemCode::Truncated).arg("end", "first");
            (problem.next("save-to-file", None), offset)
        }
        Some((End::Broken, offset)) => {
            let problem = error(ProblemCode::NotUnderstood).arg("looksLike", "broken-yaml");
            (problem.next("correct-field", None), offset)
        }
        Some((End::Large, offset)) => {
            let problem = error(ProblemCode::TooLarge).arg("what", "aliases");
            (problem.next("narrow", None), offset)
        }
    };
    let problem = problem.arg("kept", kept.to_string());
    reader.report.at(Place::new(index, offset), "", problem);
}

/// Errors of commands, each where it stands.
fn tell_failures(reader: &mut Reader<'_>, index: usize, all: &[Failure]) {
    for own in all.iter().take(MOST) {
        let problem = failures::problem(&own.message, own.of);
        reader.report.at(Place::new(index, own.at), "", problem);
    }
}

/// What stands around the documents of a source, and was left out.
fn tell_noise(reader: &mut Reader<'_>, index: usize, source: &Source<'_>, pieces: &[&Piece<'_>]) {
    let mut lines = 0;
    let mut first = None;
    let mut at = 0;
    let mut gaps: Vec<(usize, usize)> = Vec::new();
    for piece in pieces {
        gaps.push((at, piece.range.start));
        at = piece.range.end;
    }
    gaps.push((at, source.text.len()));
    let mut failed: Vec<Failure> = Vec::new();
    let mut lost = None;
    // Of a document whose beginning is missing it is told already.
    let late = |piece: &&Piece<'_>| matches!(piece.ended, Some((End::Late, _)));
    let late = pieces.iter().any(late);
    for (start, end) in gaps {
        let gap = source.text.get(start..end).unwrap_or_default();
        if let Some(at) = sniff::table(gap) {
            let problem = sniff::problem(&Looks::Table);
            reader.report.at(Place::new(index, start + at), "", problem);
        } else if lost.is_none() {
            let own = sniff::lost(gap).map(|(looks, at)| (looks, start + at));
            lost = own.filter(|(looks, _)| !(late && *looks == Looks::Part));
        }
        if failed.len() < MOST {
            failed.extend(failures::lines(gap).into_iter().map(|own| Failure {
                at: start + own.at,
                ..own
            }));
        }
        let mut offset = start;
        for line in gap.split_inclusive('\n') {
            let content = line.trim_matches(|character: char| {
                character.is_whitespace() || ",;".contains(character)
            });
            if !content.is_empty() && content != "---" {
                lines += 1;
                first.get_or_insert(offset);
            }
            offset += line.len();
        }
    }
    if let Some((looks, offset)) = lost {
        let problem = sniff::problem(&looks);
        reader.report.at(Place::new(index, offset), "", problem);
    }
    tell_failures(reader, index, &failed);
    if let Some(offset) = first {
        let problem = note(ProblemCode::NoiseSkipped)
            .arg("lines", lines.to_string())
            .arg("documents", pieces.len().to_string());
        reader.report.at(Place::new(index, offset), "", problem);
    }
    if source.byte_order_mark {
        let problem = note(ProblemCode::RepairedInvisible).arg("count", "1");
        reader.report.at(Place::new(index, 0), "", problem);
    }
}
