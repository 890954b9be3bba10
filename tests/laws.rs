//! Laws that hold for every request of `tests/scenarios`, whatever it is about: what nobody could read never turns
//! into another answer, what has nothing to do with a request changes nothing, and names are only names.

#[path = "scenarios/corpus.rs"]
mod corpus;
#[path = "scenarios/every.rs"]
mod every;

use std::collections::{BTreeMap, BTreeSet};

use hopscope_model::request::TargetHost;
use hopscope_model::resource::{Unread, UnreadPart};
use hopscope_model::result::{Outcome, OutcomeKind};
use hopscope_model::{Id, Kind, Name, Scenario};
use hopscope_sim::{Topology, simulate};

/// Every request with its scenario, by name.
fn cases() -> Vec<(String, Scenario)> {
    let all = every::scenarios();
    assert!(all.len() > 700, "{}", all.len());
    all
}

fn answer(scenario: &Scenario) -> Outcome {
    let (topology, _) = Topology::link(scenario);
    simulate(&topology, scenario.requests.first().expect("one request"))
}

/// What an answer says to people, without what was weighed and assumed on the way. Whether an address is fixed is
/// said apart: nobody knows it whose reservation could not be read.
fn said(outcome: &Outcome) -> String {
    let Outcome {
        outcome: kind,
        cause,
        status,
        source,
        resolved,
        ..
    } = outcome;
    let source = source
        .as_ref()
        .map(|source| (&source.addresses, &source.logged));
    format!("{kind} {cause:?} {status:?} {source:?} {resolved:?}")
}

/// Whether an answer says that it is none, on one way at least.
fn is_open(outcome: &Outcome) -> bool {
    let open = |kind| matches!(kind, OutcomeKind::Incomplete | OutcomeKind::Unmodelled);
    open(outcome.outcome)
        || outcome.outcome == OutcomeKind::Ambiguous
            && outcome
                .legs
                .iter()
                .chain([outcome])
                .any(|leg| leg.traces.iter().any(|trace| open(trace.outcome)))
}

/// The scenario with a resource that could not be read.
fn unreadable(scenario: &Scenario, id: &Id) -> Scenario {
    let mut next = scenario.clone();
    // Mappings of domains are objects of their own: they stay, and lead to what is not there.
    let service = scenario.resources.run_services.get(&id.name);
    let service = service.filter(|_| id.kind == Kind::RunService);
    let domains = service.map_or(String::new(), |own| own.custom_domains.join(" "));
    next.resources.remove(id);
    next.resources.unread.push(Unread {
        kind: id.kind,
        project: id.name.project.to_string(),
        location: id.name.location.to_string(),
        name: id.name.name.to_string(),
        part: UnreadPart::Resource,
        network: None,
        field: "field".to_owned(),
        after_apply: false,
        text: format!("{{{domains}}}"),
    });
    next
}

/// Fails with all that was found, a line each.
fn none(found: &[String]) {
    assert!(
        found.is_empty(),
        "{} found:\n{}",
        found.len(),
        found.join("\n")
    );
}

#[test]
fn what_could_not_be_read_never_turns_into_another_answer() {
    let mut found = Vec::new();
    for (name, scenario) in cases() {
        let before = answer(&scenario);
        // What contradicts itself, or is not modelled, may become plain without a part of it.
        if is_open(&before) || before.outcome == OutcomeKind::Ambiguous {
            continue;
        }
        for id in scenario.resources.ids() {
            let after = answer(&unreadable(&scenario, &id));
            if !is_open(&after) && said(&after) != said(&before) {
                found.push(format!(
                    "{name}\n    without {id:?}\n    before {}\n    after  {}",
                    said(&before),
                    said(&after)
                ));
            }
        }
    }
    none(&found);
}

#[test]
fn what_is_elsewhere_changes_nothing() {
    let text = r#"{"hopscope":1,"project":"zz-elsewhere","resources":[
        {"kind":"compute#network","name":"zz","routingConfig":{"routingMode":"GLOBAL"}},
        {"kind":"compute#subnetwork","name":"zz","region":"africa-south1","network":"zz","ipCidrRange":"10.253.7.0/24"},
        {"kind":"compute#route","name":"zz","network":"zz","destRange":"0.0.0.0/0","priority":1000,"nextHopGateway":"projects/zz-elsewhere/global/gateways/default-internet-gateway"},
        {"kind":"compute#firewall","name":"zz","network":"zz","direction":"INGRESS","priority":1,"denied":[{"IPProtocol":"all"}],"sourceRanges":["0.0.0.0/0"]},
        {"kind":"compute#router","name":"zz","network":"zz","region":"africa-south1","nats":[{"name":"zz","natIpAllocateOption":"AUTO_ONLY","sourceSubnetworkIpRangesToNat":"ALL_SUBNETWORKS_ALL_IP_RANGES"}]},
        {"kind":"compute#instance","name":"zz","zone":"africa-south1-a","status":"RUNNING","networkInterfaces":[{"network":"zz","subnetwork":"zz","networkIP":"10.253.7.9"}]},
        {"kind":"dns#managedZone","name":"zz","dnsName":"zz.elsewhere.test.","visibility":"private","privateVisibilityConfig":{"networks":[{"networkUrl":"zz"}]}}]}"#;
    let input = hopscope_document::Input { file: None, text };
    let elsewhere =
        hopscope_document::read(&[input], &hopscope_document::Options::default()).scenario;
    let mut found = Vec::new();
    for (name, scenario) in cases() {
        let mut more = scenario.clone();
        for id in elsewhere.resources.ids() {
            more.resources.share(&elsewhere.resources, &id);
        }
        let (before, after) = (answer(&scenario), answer(&more));
        if said(&before) != said(&after) {
            found.push(format!(
                "{name}\n    before {}\n    after  {}",
                said(&before),
                said(&after)
            ));
        }
    }
    none(&found);
}

#[test]
fn what_was_written_gives_the_same_answer() {
    let mut found = Vec::new();
    for (name, scenario) in cases() {
        let text = hopscope_document::write(&scenario);
        let input = hopscope_document::Input {
            file: None,
            text: &text,
        };
        let read = hopscope_document::read(&[input], &hopscope_document::Options::default());
        let (before, after) = (answer(&scenario), answer(&read.scenario));
        let json = |of: &Outcome| serde_json::to_string(of).expect("a result is JSON");
        let (before, after) = (json(&before), json(&after));
        if before != after {
            let at = before
                .bytes()
                .zip(after.bytes())
                .take_while(|(one, other)| one == other)
                .count();
            let near = |text: &str| {
                text.get(at.saturating_sub(60)..)
                    .unwrap_or(text)
                    .chars()
                    .take(160)
                    .collect::<String>()
            };
            found.push(format!(
                "{name}\n    before {}\n    after  {}",
                near(&before),
                near(&after)
            ));
        }
    }
    none(&found);
}

#[test]
fn every_way_to_an_answer_is_bounded() {
    let mut longest = BTreeMap::new();
    for (name, scenario) in cases() {
        let outcome = answer(&scenario);
        let steps = outcome.traces.iter().map(|trace| trace.steps.len()).max();
        longest.insert(steps, name);
    }
    let (steps, name) = longest.pop_last().expect("there are cases");
    assert!(steps.is_some_and(|steps| steps < 100), "{name}: {steps:?}");
}

/// Every resource by a name that says nothing, but projects: an id of theirs is no name of a resource's alone.
fn anonymous(scenario: &Scenario) -> Vec<(Id, Name)> {
    let mut all = Vec::new();
    for (index, id) in scenario.resources.ids().enumerate() {
        if id.kind == Kind::Project {
            continue;
        }
        let parent = id.name.name.rsplit_once('/');
        let parent = parent.map_or(String::new(), |(parent, _)| format!("{parent}/"));
        let Name {
            project, location, ..
        } = id.name.clone();
        let name = Name::new(project, location, format!("{parent}anonymous-{index}"));
        all.push((id, name));
    }
    all
}

/// Whether a request is for a host name that Google makes of a resource's name: that is not called otherwise with it.
fn is_for_a_made_name(scenario: &Scenario) -> bool {
    let request = scenario.requests.first().expect("one request");
    let TargetHost::Name(host) = &request.to.host else {
        return false;
    };
    let made = |id: &Id| {
        let name = &id.name.name;
        match id.kind {
            // NAME-NUMBER.REGION.run.app, and TAG---NAME-NUMBER.REGION.run.app
            Kind::RunService => {
                let own = host.split_once("---").map_or(&**host, |(_, own)| own);
                let rest = own.strip_prefix(&format!("{name}-"));
                rest.is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
            }
            // NAME.ZONE.c.PROJECT.internal
            Kind::Instance => host.starts_with(&format!("{name}.")) && host.ends_with(".internal"),
            // SERVICE-ENDPOINT.p.googleapis.com, and LABEL.RULE.il4.REGION.lb.PROJECT.internal
            Kind::ForwardingRule => {
                host.ends_with(&format!("-{name}.p.googleapis.com"))
                    || host.contains(&format!(".{name}.il")) && host.ends_with(".internal")
            }
            _ => false,
        }
    };
    scenario.resources.ids().any(|id| made(&id))
}

#[test]
fn names_are_only_names() {
    let mut found = Vec::new();
    let mut made = 0;
    for (name, scenario) in cases() {
        if is_for_a_made_name(&scenario) {
            made += 1;
            continue;
        }
        let after = hopscope_document::renamed(&scenario, &anonymous(&scenario));
        let (before, after) = (answer(&scenario), answer(&after));
        if said(&before) != said(&after) {
            found.push(format!(
                "{name}\n    before {}\n    after  {}",
                said(&before),
                said(&after)
            ));
        }
    }
    assert!(made < 40, "{made} are left out");
    none(&found);
}

/// The scenario without any resource of a kind of a project, of which nothing says that there is none.
fn without(scenario: &Scenario, kind: Kind, project: &str) -> Scenario {
    let mut next = scenario.clone();
    let names: Vec<Name> = scenario.resources.names(kind).cloned().collect();
    for name in names.into_iter().filter(|name| *name.project == *project) {
        next.resources.remove(&Id::new(kind, name));
    }
    next.complete.remove(&(project.to_owned(), kind));
    next
}

/// Whether an answer says that there is none of a kind where it looked, or that what it does not know is a host on
/// the internet.
fn is_assumed(outcome: &Outcome, kind: Kind) -> bool {
    let legs = outcome.legs.iter().chain([outcome]);
    legs.flat_map(|leg| &leg.assumptions).any(|own| {
        let of = own.args.get("kind").map(String::as_str);
        own.id == "ASSUMED_PUBLIC_HOST" || own.id == "ASSUMED_COMPLETE" && of == Some(kind.code())
    })
}

/// Kinds that are not taken as complete, and why an answer may change without them.
const NOT_TAKEN: &[(Kind, &str)] = &[
    (Kind::Host, "described by hand: no export says all of them"),
    (
        Kind::Pod,
        "where no label does, a pod says that a machine is a node",
    ),
    (
        Kind::RunService,
        "a function is answered for by its own object",
    ),
    (
        Kind::Subnet,
        "whoever is in one names it, which is a problem of the scenario",
    ),
];

/// Requests that are answered by something else where a kind is not there, and what that is.
const BY_ANOTHER: &[(&str, Kind, &str)] = &[
    (
        "cloud_run/custom_domain",
        Kind::Zone,
        "the mapping says that the name is Google's",
    ),
    (
        "cloud_run/google_callers",
        Kind::Zone,
        "the mapping says that the name is Google's",
    ),
    (
        "dns/order_of_zones",
        Kind::ForwardingRule,
        "a zone of the scenario has the name, too",
    ),
];

/// What is taken as not there is listed, whether the answer is yes or no. What belongs to no project is in no list of
/// a project.
#[test]
fn what_was_taken_as_not_there_is_assumed() {
    let mut found = Vec::new();
    let mut asked = 0;
    for (name, scenario) in cases() {
        let before = answer(&scenario);
        // What contradicts itself, or is not modelled, may become plain without a part of it.
        if is_open(&before) || before.outcome == OutcomeKind::Ambiguous {
            continue;
        }
        let ids = scenario.resources.ids();
        let groups: BTreeSet<(Kind, String)> = ids
            .map(|id| (id.kind, id.name.project.to_string()))
            .filter(|(kind, project)| {
                let other = |own: &&(&str, Kind, &str)| own.1 == *kind && name.starts_with(own.0);
                !project.is_empty()
                    && NOT_TAKEN.iter().all(|(own, _)| own != kind)
                    && !BY_ANOTHER.iter().any(|own| other(&own))
            })
            .collect();
        for (kind, project) in groups {
            let after = answer(&without(&scenario, kind, &project));
            if is_open(&after) || said(&after) == said(&before) {
                continue;
            }
            asked += 1;
            if !is_assumed(&after, kind) {
                found.push(format!(
                    "{name}\n    without {kind} {project}\n    before {}\n    after  {}",
                    said(&before),
                    said(&after)
                ));
            }
        }
    }
    assert!(asked > 1300, "{asked}");
    none(&found);
}
