//! The list of requests: what is asked, with outcome, source IP and expectation.

use hopscope_model::compare::Shift;
use hopscope_model::name::Id;
use hopscope_model::resource::Kind;
use hopscope_model::result::{Expectation, OutcomeKind};
use hopscope_model::{Index, Outcome};
use hopscope_text::{Lang, outcome};

use crate::open::Open;
use crate::view::ui;

/// The list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Requests {
    /// Its heading: how many there are.
    pub heading: String,
    /// How many expectations are met, where there are any; and whether all are.
    pub summary: Option<(String, bool)>,
    /// The rows.
    pub rows: Vec<RequestRow>,
}

/// A request of the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RequestRow {
    /// How it ends.
    pub outcome: OutcomeKind,
    /// The word for it, with its status.
    pub word: String,
    /// What is asked for, short.
    pub to: String,
    /// The same, whole.
    pub to_whole: String,
    /// Who asks.
    pub from: String,
    /// What is seen of the source, where it is delivered; and whether it is fixed.
    pub source: Option<(String, bool)>,
    /// What was expected, where that is not what comes.
    pub unmet: Option<String>,
    /// Whether the expectation is met.
    pub expectation: Expectation,
    /// What the proposal that is looked at does to it, and how it ends without.
    pub shift: Option<(Shift, String)>,
    /// Its name.
    pub name: Option<String>,
    /// Another one asks the same of the same: only the name tells them apart.
    pub alike: bool,
}

/// The proposals of what is open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proposals {
    /// Their names, in their author's order.
    pub names: Vec<String>,
    /// Which one is looked at, from 0.
    pub at: Option<usize>,
    /// What the one that is looked at does to the answers: word, how many, and which way.
    pub shifts: Vec<(String, Shift)>,
}

/// The proposals of what is open, and what the one that is looked at does to the answers.
pub fn proposals(lang: Lang, open: &Open) -> Proposals {
    let counted = [Shift::Better, Shift::Worse, Shift::Other, Shift::Same].map(|shift| {
        let all = 0..open.results.len();
        let count = all.filter(|&at| open.shift(at).is_some_and(|(own, _)| own == shift));
        (
            format!("{} {}", shift_word(lang, shift), count.count()),
            shift,
        )
    });
    Proposals {
        names: open
            .scenario
            .branches
            .iter()
            .map(|own| own.name.clone())
            .collect(),
        at: open.base.as_ref().map(|base| base.at),
        shifts: match open.base {
            Some(_) => counted.into(),
            None => Vec::new(),
        },
    }
}

/// The word for what became of an answer.
pub fn shift_word(lang: Lang, shift: Shift) -> &'static str {
    let ui = ui(lang);
    match shift {
        Shift::Same => ui.shift_same,
        Shift::Better => ui.shift_better,
        Shift::Worse => ui.shift_worse,
        Shift::Other => ui.shift_other,
    }
}

/// The requests of what is open.
pub fn requests(lang: Lang, open: &Open) -> Requests {
    let ui = ui(lang);
    let services = services(open);
    let mut rows: Vec<RequestRow> = open
        .results
        .iter()
        .map(|result| RequestRow {
            to: named_target(&services, &result.to),
            ..row(lang, result)
        })
        .collect();
    let ways: Vec<_> = open.results.iter().map(|it| (&it.from, &it.to)).collect();
    for (at, (row, way)) in rows.iter_mut().zip(&ways).enumerate() {
        row.shift = open.shift(at).map(|(shift, before)| {
            let before = outcome::word_with_status(lang, before.outcome, before.status);
            (shift, (ui.without_it)(&before))
        });
        row.alike = ways.iter().filter(|other| *other == way).count() > 1;
    }
    let asked = rows
        .iter()
        .filter(|row| row.expectation != Expectation::None)
        .count();
    let met = rows
        .iter()
        .filter(|row| row.expectation == Expectation::Met)
        .count();
    Requests {
        heading: (ui.requests_heading)(rows.len()),
        summary: (asked > 0).then(|| ((ui.met_of)(met, asked), met == asked)),
        rows,
    }
}

fn row(lang: Lang, result: &Outcome) -> RequestRow {
    let ui = ui(lang);
    let source = result
        .source
        .as_ref()
        .filter(|_| result.outcome == OutcomeKind::Delivered)
        .map(|source| {
            let first = source.addresses.first().map_or("", String::as_str);
            let more = source.addresses.len().saturating_sub(1);
            let shown = if more > 0 {
                (ui.and_more)(first, more)
            } else {
                first.to_owned()
            };
            let fixed = source.fixed == Some(true);
            let word = if fixed {
                outcome::fixed(lang, source.fixed)
            } else {
                ""
            };
            ((ui.source_short)(&shown, word), fixed)
        });
    let unmet = (result.expectation == Expectation::Unmet)
        .then(|| result.unmet.first())
        .flatten()
        .map(|unmet| (ui.expected_short)(&expected(lang, &unmet.field, &unmet.expected)));
    RequestRow {
        outcome: result.outcome,
        word: outcome::word_with_status(lang, result.outcome, result.status),
        to: short_target(&result.to),
        to_whole: result.to.clone(),
        from: short_name(&result.from),
        source,
        unmet,
        expectation: result.expectation,
        shift: None,
        name: result.name.clone(),
        alike: false,
    }
}

/// What was expected of a field, in words where it has any.
pub(crate) fn expected(lang: Lang, field: &str, value: &str) -> String {
    match (field, OutcomeKind::parse(value)) {
        ("outcome", Some(kind)) => outcome::word(lang, kind).to_owned(),
        _ => value.to_owned(),
    }
}

/// A target without what everyone knows: `https://` and a lone slash at the end.
pub fn short_target(to: &str) -> String {
    let to = to.strip_prefix("https://").unwrap_or(to);
    let bare = to.strip_suffix('/').unwrap_or(to);
    bare.to_owned()
}

/// The services of a scenario by their URLs, which end in letters that say nothing to people.
fn services(open: &Open) -> Index<&str, &str> {
    let services = &open.scenario.resources.run_services;
    Index::from_iter(
        services
            .iter()
            .flat_map(|(name, service)| service.urls.iter().map(|url| (&**url, &*name.name))),
    )
}

/// A target, with the name of the service in place of its URL, path and all behind it.
fn named_target(services: &Index<&str, &str>, to: &str) -> String {
    let path = to
        .find("://")
        .and_then(|scheme| to[scheme + 3..].find('/').map(|slash| scheme + 3 + slash));
    let (url, path) = to.split_at(path.unwrap_or(to.len()));
    match services.get(url) {
        Some(name) if path == "/" => (*name).to_owned(),
        Some(name) => format!("{name}{path}"),
        None => short_target(to),
    }
}

/// The last part of a reference: `client-node` of `run/asia-northeast1/client-node`.
pub(crate) fn short_name(reference: &str) -> String {
    match reference.split_once(':') {
        Some(("internet" | "google" | "onprem", _)) => reference.to_owned(),
        _ => reference.rsplit('/').next().unwrap_or(reference).to_owned(),
    }
}

/// Who can ask in this scenario, as references.
pub fn sources(open: &Open) -> Vec<String> {
    let can_ask = |id: &Id| {
        matches!(
            id.kind,
            Kind::RunService
                | Kind::RunJob
                | Kind::Function
                | Kind::App
                | Kind::Instance
                | Kind::Pod
                | Kind::Host
        )
    };
    let scenario = &open.scenario;
    let mut sources: Vec<String> = scenario
        .resources
        .ids()
        .filter(can_ask)
        .map(|id| scenario.short(&id))
        .collect();
    sources.push("internet:203.0.113.9".to_owned());
    sources
}

/// What can be asked for in this scenario, for choosing from.
pub fn targets(open: &Open) -> Vec<String> {
    let resources = &open.scenario.resources;
    let mut targets: Vec<String> = Vec::new();
    for service in resources.run_services.values() {
        targets.extend(service.urls.iter().cloned());
    }
    for host in resources.hosts.values() {
        targets.extend(host.dns_names.iter().map(|name| format!("https://{name}/")));
    }
    for name in resources.instances.keys() {
        let id = Id::new(Kind::Instance, name.clone());
        targets.push(format!("{}:443", open.scenario.short(&id)));
    }
    targets.push("https://storage.googleapis.com/".to_owned());
    targets.push("https://www.example.com/".to_owned());
    targets.dedup();
    targets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_go_by_their_names() {
        let services = Index::from_iter([("https://web-abc.a.run.app", "web")]);
        let named = |to| named_target(&services, to);
        assert_eq!(named("https://web-abc.a.run.app/"), "web");
        assert_eq!(named("https://web-abc.a.run.app"), "web");
        assert_eq!(
            named("https://web-abc.a.run.app/login?x=/"),
            "web/login?x=/"
        );
        assert_eq!(named("https://other.a.run.app/"), "other.a.run.app");
        assert_eq!(named("tcp://10.0.0.1:22"), "tcp://10.0.0.1:22");
    }

    #[test]
    fn targets_are_shortened_to_what_tells_them_apart() {
        assert_eq!(short_target("https://a.run.app/"), "a.run.app");
        assert_eq!(short_target("https://a.run.app/path"), "a.run.app/path");
        assert_eq!(short_target("tcp://10.0.0.1:22"), "tcp://10.0.0.1:22");
        assert_eq!(short_name("run/asia-northeast1/client"), "client");
        assert_eq!(short_name("internet:203.0.113.9"), "internet:203.0.113.9");
    }
}
