//! A scenario with pseudonyms, to be shown to people who may see how a network works and not whose it is. The same
//! thing is called the same everywhere, what sorts before another goes on doing so, and ranges are left as they are:
//! the answers stay what they were. Which they do is a property test over every scenario (`tests/redact.rs`), and
//! whoever gives a redacted scenario away asks it its requests first.
//!
//! What has a meaning of its own keeps it: Google's domains and ranges, regions, ports, ranges of addresses. Network
//! tags, labels and the names of rules inside a resource are no one's secret here, and stay.

mod hosts;
mod people;
mod words;

use hopscope_model::connectivity_test::TestStep;
use hopscope_model::google::{DOCUMENTATION_RANGES, containing, google_address, is_private};
use hopscope_model::index::Index;
use hopscope_model::{Id, Kind, Name, Scenario, Set, order};
use ipnet::IpNet;

use crate::names::Path;
use crate::redact::words::Words;
use crate::tree::{Members, Tree};
use crate::{Input, Options, canonical, renamed};

/// What gets a pseudonym.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Redact {
    /// Projects by id and by number, and the mail addresses of people and groups, wherever they are written.
    Projects,
    /// That, and resources, service accounts, host names, public addresses that stand alone; what people wrote
    /// (title, description, names of requests, notes) is left out.
    Names,
}

/// The scenario with pseudonyms.
pub(crate) fn redacted(scenario: &Scenario, what: Redact) -> Scenario {
    let mut next = scenario.clone();
    // What was answered before names what is redacted.
    next.kept.remove("shared");
    let mut words = Words::default();
    projects(&next, &mut words);
    if what == Redact::Names {
        unsaid(&mut next);
        strangers(&mut next);
        let new = pseudonyms(&next);
        unknown(&mut next, &new);
        // Host names that Google makes of names go by the new ones.
        let document = Tree::Object(canonical::document(&next));
        hosts::add(&next, &document, &new, &mut words);
        addresses(&document, &mut words);
        people::add(&document, true, &mut words);
        next = renamed::renamed(&next, &new);
    } else {
        people::add(&Tree::Object(canonical::document(&next)), false, &mut words);
    }
    let mut document = canonical::document(&next);
    for (key, value) in &mut document {
        replace(key, value, &words);
    }
    let text = Tree::Object(document).to_string();
    let input = Input {
        file: None,
        text: &text,
    };
    crate::read(&[input], &Options::default()).scenario
}

/// Projects by what they are called anywhere: `project-1`, or `project-01` where there are many, in their order.
fn projects(scenario: &Scenario, words: &mut Words) {
    let mut ids: Vec<String> = vec![scenario.default_project().to_owned()];
    ids.extend(scenario.resources.ids().map(|id| match id.kind {
        Kind::Project => id.name.name.to_string(),
        _ => id.name.project.to_string(),
    }));
    ids.extend(scenario.complete.iter().map(|(project, _)| project.clone()));
    let tests = scenario.requests.iter().flat_map(|own| &own.test);
    let steps = tests
        .flat_map(|test| &test.traces)
        .flat_map(|own| &own.steps);
    ids.extend(steps.filter_map(|own| Some(own.resource.as_ref()?.name.project.to_string())));
    collect_projects(&Tree::Object(canonical::document(scenario)), &mut ids);
    let (numbers, ids): (Vec<String>, Vec<String>) =
        ids.into_iter().partition(|id| is_long_number(id));
    let ids = order::once(ids.into_iter().filter(|id| is_project(id)));
    for (id, number) in ids.iter().zip(1..) {
        words.add_project(id, numbered("project", number, ids.len()));
    }
    let known = scenario.resources.projects.values();
    let known = known.filter_map(|project| project.number.map(|number| number.to_string()));
    let numbers = numbers
        .into_iter()
        .chain(known.filter(|number| is_long_number(number)));
    for (number, at) in order::once(numbers).iter().zip(1u64..) {
        words.add(number, (100_000_000_000 + at).to_string());
    }
}

/// Numbers of projects have twelve digits; short ones are in examples, and could be anything else as well.
fn is_long_number(text: &str) -> bool {
    text.len() > 5 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Projects that only references name.
fn collect_projects(value: &Tree, ids: &mut Vec<String>) {
    match value {
        Tree::Text(text) => {
            let mut parts = text.split('/');
            while let Some(part) = parts.next() {
                if part == "projects" {
                    ids.extend(parts.next().map(str::to_owned));
                }
            }
        }
        Tree::List(list) => list.iter().for_each(|own| collect_projects(own, ids)),
        Tree::Object(members) => members
            .iter()
            .for_each(|(_, own)| collect_projects(own, ids)),
        _ => {}
    }
}

/// Whether a text is the id of a project and no number, no place-holder.
fn is_project(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.:".contains(&byte)
        })
}

/// What people wrote is not searched for names: it is left out. Requests and proposals are told by their number.
fn unsaid(scenario: &mut Scenario) {
    scenario.title = None;
    scenario.description = None;
    scenario.notes.clear();
    scenario.kept.clear();
    scenario.kept_fields.clear();
    let mut names: Index<String, String> = Index::new();
    for (request, number) in scenario.requests.iter_mut().zip(1..) {
        if let Some(name) = &mut request.name {
            let new = format!("request {number}");
            names.insert(std::mem::replace(name, new.clone()), new);
        }
    }
    for (branch, number) in scenario.branches.iter_mut().zip(1..) {
        branch.name = format!("proposal {number}");
        for declared in &mut branch.declared {
            if let Some(new) = names.get(declared.as_str()) {
                declared.clone_from(new);
            }
        }
    }
}

/// Objects of kinds that are not modelled are told by their number as well. A kind that is none of Google's is its
/// author's.
fn strangers(scenario: &mut Scenario) {
    let all = &mut scenario.resources.strangers;
    let count = all.len();
    for (own, number) in all.iter_mut().zip(1..) {
        if !own.word.contains('#') && !own.word.contains("googleapis.com/") {
            let path = Path::parse(&own.name);
            if path.collection != Some(&*own.word) {
                own.word = "other".to_owned();
            }
        }
        let path = Path::parse(&own.name);
        let name = numbered("other", number, count);
        own.name = match (path.project, path.location, path.collection) {
            (Some(project), Some(location), Some(collection)) => {
                format!("projects/{project}/locations/{location}/{collection}/{name}")
            }
            _ => name,
        };
    }
}

/// What Connectivity Tests name and nobody has gets no pseudonym: it is left out.
fn unknown(scenario: &mut Scenario, new: &[(Id, Name)]) {
    let known: Set<Id> = new.iter().map(|(id, _)| id.clone()).collect();
    // Gateways and peerings go by the names of what they are in.
    let parent = |id: &Id| {
        let kind = match id.kind {
            Kind::Nat => Kind::Router,
            Kind::Peering => Kind::Network,
            _ => return None,
        };
        let (name, _) = id.name.name.split_once('/')?;
        let Name {
            project, location, ..
        } = id.name.clone();
        Some(Id::new(kind, Name::new(project, location, name)))
    };
    for step in tested(scenario) {
        let is_known =
            |id: &Id| known.contains(id) || parent(id).is_some_and(|own| known.contains(&own));
        step.resource = step.resource.take().filter(is_known);
    }
}

/// Every step of every Connectivity Test.
fn tested(scenario: &mut Scenario) -> impl Iterator<Item = &mut TestStep> {
    let requests = scenario.requests.iter_mut();
    let traces = requests.flat_map(|own| own.test.iter_mut().flat_map(|test| &mut test.traces));
    traces.flat_map(|trace| &mut trace.steps)
}

/// Another name for every resource but projects: its kind and a number, in the order of the old names.
fn pseudonyms(scenario: &Scenario) -> Vec<(Id, Name)> {
    let mut by_kind: Index<Kind, Set<String>> = Index::new();
    let own = |id: &Id| {
        let name = &*id.name.name;
        name.rsplit_once('/')
            .map_or(name, |(_, own)| own)
            .to_owned()
    };
    let proposed = scenario
        .branches
        .iter()
        .map(|branch| crate::with_branch(scenario, branch).0);
    let all: Vec<Scenario> = std::iter::once(scenario.clone()).chain(proposed).collect();
    let ids: Set<Id> = all.iter().flat_map(|own| own.resources.ids()).collect();
    for id in ids.keys() {
        by_kind.get_or_default(id.kind).add(own(id));
    }
    let mut called: Index<Kind, Index<String, String>> = Index::new();
    for (kind, names) in by_kind.iter() {
        let last = names.keys().count();
        let numbers = names.keys().zip(1..);
        let all = numbers.map(|(name, number)| (name.clone(), numbered(kind.code(), number, last)));
        called.insert(*kind, all.collect());
    }
    let mut new = Vec::new();
    for id in ids.keys().filter(|id| id.kind != Kind::Project) {
        let Some(name) = called.get(&id.kind).and_then(|all| all.get(&own(id))) else {
            continue;
        };
        let name = match id.name.name.rsplit_once('/') {
            Some((parent, _)) => format!("{parent}/{name}"),
            None => name.clone(),
        };
        let Name {
            project, location, ..
        } = id.name.clone();
        new.push((id.clone(), Name::new(project, location, name)));
    }
    new
}

/// Public addresses that stand alone, in no range of the scenario's and in none of Google's, become documentation
/// addresses, which stand for ordinary hosts as well.
fn addresses(document: &Tree, words: &mut Words) {
    let mut texts = Vec::new();
    texts_of(document, &mut texts);
    let pieces = texts
        .iter()
        .flat_map(|text| text.split(|letter: char| !"0123456789./".contains(letter)));
    let (mut alone, mut ranges): (Set<std::net::Ipv4Addr>, Vec<IpNet>) =
        (Set::default(), Vec::new());
    for piece in pieces {
        let address = piece.strip_suffix("/32").unwrap_or(piece);
        if let Ok(address) = address.trim_end_matches('.').parse::<std::net::Ipv4Addr>() {
            alone.add(address);
        } else if let Ok(range) = piece.parse::<IpNet>() {
            ranges.push(range);
        }
    }
    let documentation = |address| containing(&DOCUMENTATION_RANGES, address).is_some();
    let inside = |address| {
        ranges
            .iter()
            .any(|own| own.prefix_len() > 0 && own.contains(&address))
    };
    let secret = alone.keys().filter(|own| {
        let address = std::net::IpAddr::V4(**own);
        !own.is_private()
            && !own.is_loopback()
            && !own.is_link_local()
            && !own.is_unspecified()
            && !is_private(address)
            && google_address(address).is_none()
            && !documentation(address)
            && !inside(address)
    });
    let mut free = DOCUMENTATION_RANGES
        .iter()
        .rev()
        .flat_map(ipnet::Ipv4Net::hosts);
    for old in secret {
        let taken =
            |own: &std::net::Ipv4Addr| alone.contains(own) || inside(std::net::IpAddr::V4(*own));
        // Where there are more than documentation has addresses, the rest stay: two must never become one.
        let Some(new) = free.find(|own| !taken(own)) else {
            break;
        };
        words.add(&old.to_string(), new.to_string());
    }
}

/// Every text of a document.
fn texts_of<'t>(value: &'t Tree, texts: &mut Vec<&'t str>) {
    match value {
        Tree::Text(text) => texts.push(text),
        Tree::List(list) => list.iter().for_each(|own| texts_of(own, texts)),
        Tree::Object(members) => members.iter().for_each(|(_, own)| texts_of(own, texts)),
        _ => {}
    }
}

/// `kind-1`; with as many digits as the last one has, so that they sort as they count.
fn numbered(kind: &str, number: usize, last: usize) -> String {
    let width = last.to_string().len();
    format!("{kind}-{number:0width$}")
}

/// Keys whose texts are Google's words, unless they name a project: a role of one's own does.
const GOOGLES: &[&str] = &["kind", "assetType", "apiVersion", "role", "op"];

fn replace(key: &str, value: &mut Tree, words: &Words) {
    match value {
        Tree::Text(text) if !GOOGLES.contains(&key) || text.contains("projects/") => {
            if let Some(new) = words.replaced(text) {
                *text = new;
            }
        }
        Tree::List(list) => list.iter_mut().for_each(|own| replace(key, own, words)),
        Tree::Object(members) => in_members(members, words),
        _ => {}
    }
}

fn in_members(members: &mut Members, words: &Words) {
    for (key, value) in members {
        // Pinned positions have what they are of as a key.
        if key.contains('/')
            && let Some(new) = words.replaced(key)
        {
            *key = new.into();
        }
        replace(key, value, words);
    }
}
