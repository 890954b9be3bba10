//! Everything that can be asked of a scenario, asked before and after: every source, destination and port that it
//! knows. Ends that nothing tells apart are one group, and one question of each pair of groups is walked.

mod alike;
mod ends;
mod ports;
mod rows;
mod scan;

use hopscope_model::matrix::{Counts, Matrix, OWN, Turn};
use hopscope_model::request::{Source, Target, TargetHost};
use hopscope_model::{Cause, Kind, Protocol, Request, Scenario};
use hopscope_sim::{Answer, Topology, Verdict};

use alike::{Alike, GoesBy};
use ends::{Asked, End, Place};
use ports::Ports;

/// How far it is, of how much.
pub type Progress<'a> = &'a mut dyn FnMut(usize, usize);

/// What is done with each question: the number of the pair of groups that it is of, the network that is asked, the
/// question, and the addresses that are the caller's own.
pub type Each<'a> = &'a mut dyn FnMut(usize, &Topology, &Request, &[String]);

/// The most questions that are walked: beyond it, fewer ports are asked at.
const MOST_WALKS: usize = 12_000_000;

/// Asks everything of both, or of one.
pub fn matrix(before: Option<&Scenario>, after: &Scenario, progress: Progress<'_>) -> Matrix {
    Asking::new(before, after).run(progress)
}

/// Every question by itself, with the pair of groups that it is of: for those who want to see that the answer to one is the answer to all.
pub fn questions(before: Option<&Scenario>, after: &Scenario, each: Each<'_>) {
    let asking = Asking::new(before, after);
    let mut number = 0;
    for from in &asking.sources {
        for to in &asking.destinations {
            if (from.place(), to.place()) == (Place::Internet, Place::Inside) {
                continue;
            }
            let exact = to.members.iter().flat_map(|own| &own.sides);
            let is_exact = exact.flatten().any(|own| matches!(own, Asked::Exactly(..)));
            let ports = match is_exact {
                true => 1,
                false => asking.ports.len(),
            };
            for (port, side) in (0..ports).flat_map(|port| [(port, 0), (port, 1)]) {
                number += 1;
                for source in &from.members {
                    let others = to.members.iter();
                    let is_other =
                        |own: &&End<Asked>| source.thing.is_none() || own.thing != source.thing;
                    for destination in others.filter(is_other) {
                        let port = Some(port).filter(|_| !is_exact);
                        let request = asking.request(source, destination, port, side);
                        let net = asking.nets.get(side).and_then(Option::as_ref);
                        if let (Some(net), Some(request)) = (net, request) {
                            each(number, net, &request, &source.own);
                        }
                    }
                }
            }
        }
    }
}

/// Ends that nothing tells apart.
struct Group<T> {
    members: Vec<End<T>>,
    /// The class of the resource that each is; those of one are told apart by nothing.
    class: Option<usize>,
}

impl<T> Group<T> {
    fn place(&self) -> Place {
        self.members.first().map_or(Place::Any, |own| own.place)
    }
}

/// What is known of an answer where there are many. `own` stands for the address of who asks.
#[derive(Clone, PartialEq, Eq)]
struct Brief {
    verdict: Verdict,
    source: Vec<String>,
    fixed: Option<bool>,
    arrives: bool,
    unknown: bool,
}

/// What there is at one port, or where the destination says which.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct AtPort {
    port: Option<usize>,
    turn: Turn,
    before: Option<usize>,
    after: Option<usize>,
}

struct Asking<'a> {
    scenarios: [Option<&'a Scenario>; 2],
    nets: [Option<Topology>; 2],
    sources: Vec<Group<Source>>,
    destinations: Vec<Group<Asked>>,
    ports: Vec<Ports>,
    ports_left_out: usize,
    briefs: Vec<Brief>,
    walked: usize,
}

impl<'a> Asking<'a> {
    fn new(before: Option<&'a Scenario>, after: &'a Scenario) -> Self {
        let scenarios = [before, Some(after)];
        let objects = scenarios.map(|own| own.map(scan::objects).unwrap_or_default());
        let [ref objects_before, ref objects_after] = objects;
        let ends = |side: usize| {
            let scenario = scenarios.get(side).copied().flatten();
            let objects = objects.get(side);
            scenario
                .zip(objects)
                .map_or_else(Default::default, |(scenario, objects)| {
                    (
                        ends::sources(scenario, objects),
                        ends::destinations(scenario),
                    )
                })
        };
        let ((from_before, to_before), (from_after, to_after)) = (ends(0), ends(1));
        let side = |at: usize| scenarios.get(at).copied().flatten();
        let mut sources = ends::both([from_before, from_after], &|source, at| {
            side(at).is_some_and(|scenario| ends::can_ask(scenario, source))
        });
        for own in &mut sources {
            own.own = own_addresses(own, scenarios);
        }
        let destinations = ends::both([to_before, to_after], &|asked, at| {
            side(at).is_some_and(|scenario| ends::can_be_asked(scenario, asked))
        });
        let mut alike = Alike::new(objects_before, objects_after);
        let mut asked: Vec<(Protocol, u16)> = Vec::new();
        for scenario in scenarios.into_iter().flatten() {
            let targets = scenario.requests.iter().map(|own| &own.to);
            asked.extend(targets.filter_map(|own| Some((own.protocol(), own.port?))));
        }
        let ports = ports::ports(&[objects_before, objects_after], &asked);
        let mut asking = Self {
            sources: grouped(sources, &mut alike, scenarios),
            destinations: grouped(destinations, &mut alike, scenarios),
            nets: scenarios.map(|own| own.map(|own| Topology::link(own).0)),
            scenarios,
            ports,
            ports_left_out: 0,
            briefs: Vec::new(),
            walked: 0,
        };
        asking.fit();
        asking
    }

    /// Takes away ports until there is time for all that is asked.
    fn fit(&mut self) {
        let pairs = self
            .sources
            .len()
            .saturating_mul(self.destinations.len())
            .max(1);
        let most = (MOST_WALKS / pairs / 2).max(1);
        self.ports_left_out = self.ports.len().saturating_sub(most);
        self.ports.truncate(most);
    }

    fn run(mut self, progress: Progress<'_>) -> Matrix {
        let compared = self.scenarios.first().is_some_and(Option::is_some);
        let (mut counts, mut asked) = (Counts::default(), 0);
        let mut table = rows::Cells::new(self.destinations.len());
        for from in 0..self.sources.len() {
            progress(from, self.sources.len());
            let mut line = Vec::with_capacity(self.destinations.len());
            for to in 0..self.destinations.len() {
                let Some((cell, pairs)) = self.cell(from, to, compared) else {
                    line.push(None);
                    continue;
                };
                for own in &cell {
                    asked += pairs;
                    let internet = self.place_of(from).is_internet();
                    count(&mut counts, own.turn, pairs, internet);
                }
                let tells = |own: &AtPort| match own.turn {
                    Turn::Unreachable => false,
                    Turn::Reachable => !compared,
                    _ => true,
                };
                line.push(Some(cell.into_iter().filter(tells).collect()));
            }
            table.add(line, self.place_of(from).is_internet());
        }
        progress(self.sources.len(), self.sources.len());
        let (rows, rows_left_out) = self.rows(&table);
        let members = |sizes: &mut dyn Iterator<Item = usize>| sizes.sum();
        Matrix {
            compared,
            sources: members(&mut self.sources.iter().map(|own| own.members.len())),
            destinations: members(&mut self.destinations.iter().map(|own| own.members.len())),
            ports: self.ports.iter().map(|own| own.label.clone()).collect(),
            ports_left_out: self.ports_left_out,
            asked,
            walked: self.walked,
            counts,
            rows,
            rows_left_out,
        }
    }

    fn place_of(&self, source: usize) -> Place {
        self.sources.get(source).map_or(Place::Any, Group::place)
    }

    /// Two members that are not the same thing, and how many such pairs there are.
    fn pair(&self, from: usize, to: usize) -> Option<(&End<Source>, &End<Asked>, usize)> {
        let (sources, destinations) = (self.sources.get(from)?, self.destinations.get(to)?);
        if (sources.place(), destinations.place()) == (Place::Internet, Place::Inside) {
            return None;
        }
        let all = sources.members.len() * destinations.members.len();
        let (first, to) = (sources.members.first()?, destinations.members.first()?);
        let is_one = |from: &End<Source>| from.thing.is_some() && from.thing == to.thing;
        if sources.class.is_none() || sources.class != destinations.class {
            return (!is_one(first)).then_some((first, to, all));
        }
        // What is alike is asked for by all others that are, and never by itself.
        let from = sources.members.iter().find(|own| !is_one(own))?;
        let same = all
            .checked_div(sources.members.len())?
            .min(sources.members.len());
        Some((from, to, all.checked_sub(same)?))
    }

    /// What one group sees of another, port by port, and how many pairs that is; `None` where nothing is asked.
    fn cell(&mut self, from: usize, to: usize, compared: bool) -> Option<(Vec<AtPort>, usize)> {
        let (_, destination, pairs) = self.pair(from, to)?;
        let is_exact = |asked: &Option<Asked>| matches!(asked, Some(Asked::Exactly(..)));
        let classes = match destination.sides.iter().any(is_exact) {
            true => None,
            false => Some(self.ports.len()),
        };
        let mut cell = Vec::with_capacity(classes.unwrap_or(1));
        for port in 0..classes.unwrap_or(1) {
            let port = classes.map(|_| port);
            let mut ask = |side| {
                let (source, destination, _) = self.pair(from, to)?;
                let request = self.request(source, destination, port, side)?;
                let brief = self.brief(&request, side, source, destination);
                self.walked += 1;
                Some(brief.map(|brief| self.kept(brief)))
            };
            let (before, after) = (ask(0), ask(1));
            if before == Some(None) || after == Some(None) {
                // It is no question: one of them has no such address.
                continue;
            }
            let (before, after) = (before.flatten(), after.flatten());
            let get = |at: Option<usize>| at.and_then(|at| self.briefs.get(at));
            let Some(turn) = turn(get(before), get(after), compared) else {
                continue;
            };
            cell.push(AtPort {
                port,
                turn,
                before,
                after,
            });
        }
        Some((cell, pairs))
    }

    /// The question of one side, if both ends are there.
    fn request(
        &self,
        source: &End<Source>,
        destination: &End<Asked>,
        port: Option<usize>,
        side: usize,
    ) -> Option<Request> {
        let from = source.sides.get(side)?.as_ref()?;
        let request = match (destination.sides.get(side)?.as_ref()?, port) {
            (Asked::Exactly(target, method, credential), _) => {
                ends::question(from, target.clone(), method, credential)
            }
            (Asked::Ports(host), Some(port)) => {
                let target = at(host.clone(), self.ports.get(port)?);
                ends::question(
                    from,
                    target,
                    "GET",
                    &hopscope_model::request::Credential::None,
                )
            }
            (Asked::Ports(_), None) => return None,
        };
        Some(request)
    }

    /// Walks a question; `None` where it is none: its ends have no IP version in common.
    fn brief(
        &self,
        request: &Request,
        side: usize,
        source: &End<Source>,
        destination: &End<Asked>,
    ) -> Option<Brief> {
        let net = self.nets.get(side)?.as_ref()?;
        let answer = hopscope_sim::answer(net, request);
        let is_question = answer.verdict.cause != Some(Cause::MismatchedIpVersion);
        is_question.then(|| brief_of(answer, destination, &source.own))
    }

    /// Where an answer is kept. They are few, and those that came last come again.
    fn kept(&mut self, brief: Brief) -> usize {
        let known = self.briefs.iter().rposition(|known| *known == brief);
        known.unwrap_or_else(|| {
            self.briefs.push(brief);
            self.briefs.len() - 1
        })
    }
}

fn brief_of(answer: Answer, destination: &End<Asked>, own: &[String]) -> Brief {
    // Another machine may have the same address in another network: what got there got to another one.
    let elsewhere = match (&destination.thing, &answer.reached) {
        (Some(thing), Some(reached)) => {
            matches!(thing.kind, Kind::Instance | Kind::Pod)
                && reached.kind == thing.kind
                && reached != thing
        }
        (Some(thing), None) => thing.kind == Kind::Instance,
        (None, _) => false,
    };
    let source = answer.source;
    let fixed = source.as_ref().and_then(|own| own.fixed);
    let mut source = source.map_or_else(Vec::new, |own| own.addresses);
    if !source.is_empty() && source.iter().all(|address| own.contains(address)) {
        source = vec![OWN.to_owned()];
    }
    Brief {
        verdict: answer.verdict,
        source,
        fixed,
        arrives: answer.arrives,
        unknown: answer.unknown || answer.arrives && elsewhere,
    }
}

/// What became of a question; `None` where neither side has both ends.
fn turn(before: Option<&Brief>, after: Option<&Brief>, compared: bool) -> Option<Turn> {
    let arrives = |own: Option<&Brief>| own.is_some_and(|own| own.arrives);
    let unknown = |own: Option<&Brief>| own.is_some_and(|own| own.unknown);
    if before.is_none() && after.is_none() {
        return None;
    }
    let still = match arrives(after) {
        true => Turn::Reachable,
        false => Turn::Unreachable,
    };
    if unknown(before) || unknown(after) {
        return Some(Turn::Unknown);
    }
    if !compared {
        return Some(still);
    }
    Some(match (arrives(before), arrives(after)) {
        (false, true) => Turn::Opened,
        (true, false) => Turn::Closed,
        (came, _) => {
            let (Some(before), Some(after)) = (before, after) else {
                // It did not get there as long as it was not there.
                return Some(still);
            };
            if before.verdict != after.verdict {
                Turn::Different
            } else if (&before.source, before.fixed) == (&after.source, after.fixed) {
                still
            } else if came {
                Turn::Source
            } else {
                Turn::Different
            }
        }
    })
}

fn count(counts: &mut Counts, turn: Turn, pairs: usize, from_internet: bool) {
    let place = match turn {
        Turn::Opened => &mut counts.opened,
        Turn::Closed => &mut counts.closed,
        Turn::Source => &mut counts.source,
        Turn::Different => &mut counts.different,
        Turn::Unknown => &mut counts.unknown,
        Turn::Reachable => &mut counts.reachable,
        Turn::Unreachable => &mut counts.unreachable,
    };
    *place += pairs;
    if turn == Turn::Opened && from_internet {
        counts.opened_to_internet += pairs;
    }
}

/// A machine at a port, or by a protocol that has none.
fn at(host: TargetHost, ports: &Ports) -> Target {
    let scheme = match ports.protocol {
        Protocol::TCP => "tcp".to_owned(),
        Protocol::UDP => "udp".to_owned(),
        Protocol::ICMP => "icmp".to_owned(),
        Protocol(number) => format!("ip-{number}"),
    };
    Target {
        scheme,
        host,
        port: ports.port,
        port_written: ports.port.is_some(),
        path: String::new(),
    }
}

/// The addresses that are called the caller's own, where they are the same on both sides.
fn own_addresses(source: &End<Source>, scenarios: [Option<&Scenario>; 2]) -> Vec<String> {
    let Some(id) = &source.thing else {
        let own = source.sides.iter().flatten().next();
        return match own {
            Some(Source::Internet(address) | Source::OnPrem(_, address)) => {
                vec![address.to_string()]
            }
            _ => Vec::new(),
        };
    };
    let of = |side: Option<&Scenario>| {
        let has = side.filter(|own| own.resources.contains(id))?;
        Some(ends::goes_by(has, id).addresses)
    };
    let mut sides = scenarios.into_iter().filter_map(of);
    let Some(first) = sides.next() else {
        return Vec::new();
    };
    match sides.all(|own| own == first) {
        true => first.iter().map(ToString::to_string).collect(),
        false => Vec::new(),
    }
}

/// Puts ends together that nothing tells apart, in the order of the first of each.
fn grouped<T>(
    ends: Vec<End<T>>,
    alike: &mut Alike,
    scenarios: [Option<&Scenario>; 2],
) -> Vec<Group<T>> {
    let mut groups: Vec<Group<T>> = Vec::new();
    let mut known: hopscope_model::Index<(usize, String), usize> = hopscope_model::Index::new();
    for own in ends {
        let class = own.thing.as_ref().map(|id| {
            let mut by = GoesBy::default();
            for scenario in scenarios.into_iter().flatten() {
                let side = ends::goes_by(scenario, id);
                by.addresses.extend(
                    side.addresses
                        .iter()
                        .filter(|own| !by.addresses.contains(own))
                        .copied()
                        .collect::<Vec<_>>(),
                );
                by.hosts.extend(
                    side.hosts
                        .iter()
                        .filter(|own| !by.hosts.contains(own))
                        .cloned()
                        .collect::<Vec<_>>(),
                );
            }
            alike.class(id, &by)
        });
        let key = class.map(|class| (class, own.form.clone()));
        match key
            .as_ref()
            .and_then(|key| known.get(key))
            .and_then(|at| groups.get_mut(*at))
        {
            Some(group) => group.members.push(own),
            None => {
                if let Some(key) = key {
                    known.insert(key, groups.len());
                }
                groups.push(Group {
                    members: vec![own],
                    class,
                });
            }
        }
    }
    groups
}
