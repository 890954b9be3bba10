//! What was found, as people read it: groups of sources that see the same, and what each sees.

use hopscope_model::Outcome;
use hopscope_model::matrix::{OWN, Row, Told, Turn};
use hopscope_model::order;

use super::{Asking, AtPort};

/// The most rows that are told.
const MOST_ROWS: usize = 400;

/// What a group of sources sees of each group of destinations: nothing to tell is an empty list, and nothing asked
/// is `None`, which is like anything.
type Line = Vec<Option<Vec<AtPort>>>;

/// What was found, a line for sources that see the same.
pub(super) struct Cells {
    width: usize,
    /// The sources, by the positions of their groups; what they see; whether they are the internet's.
    lines: Vec<(Vec<usize>, Line, bool)>,
    sources: usize,
}

impl Cells {
    pub(super) fn new(width: usize) -> Self {
        Self {
            width,
            lines: Vec::new(),
            sources: 0,
        }
    }

    /// The line of the next group of sources, which joins one that says nothing else.
    pub(super) fn add(&mut self, line: Line, internet: bool) {
        let at = self.sources;
        self.sources += 1;
        if line.iter().flatten().all(Vec::is_empty) {
            return;
        }
        let fits = |other: &Line| {
            other.iter().zip(&line).all(|pair| match pair {
                (Some(one), Some(two)) => one == two,
                _ => true,
            })
        };
        let known = self
            .lines
            .iter_mut()
            .find(|own| own.2 == internet && fits(&own.1));
        match known {
            Some((sources, whole, _)) => {
                sources.push(at);
                for (own, new) in whole.iter_mut().zip(line) {
                    if own.is_none() {
                        *own = new;
                    }
                }
            }
            None => self.lines.push((vec![at], line, internet)),
        }
    }
}

/// A row before it is told: what became of it, who asks, for what, at which ports, and the two answers.
struct Found {
    at: AtPort,
    internet: bool,
    from: Vec<usize>,
    to: Vec<usize>,
    ports: Vec<usize>,
}

impl Asking<'_> {
    /// The rows, the most important first, and how many more there are.
    pub(super) fn rows(&self, cells: &Cells) -> (Vec<Row>, usize) {
        let mut found: Vec<Found> = Vec::new();
        for (sources, line, internet) in &cells.lines {
            let mut seen: Vec<(&Vec<AtPort>, Vec<usize>)> = Vec::new();
            for to in 0..cells.width {
                let Some(Some(cell)) = line.get(to) else {
                    continue;
                };
                match seen.iter_mut().find(|(own, _)| *own == cell) {
                    Some((_, list)) => list.push(to),
                    None => seen.push((cell, vec![to])),
                }
            }
            for (cell, to) in seen {
                let first = found.len();
                for at in cell {
                    let mut own = found.iter_mut().skip(first);
                    let same = own.find(|own| {
                        let key = |at: &AtPort| (at.turn, at.before, at.after);
                        key(&own.at) == key(at)
                    });
                    match same {
                        Some(own) => own.ports.extend(at.port),
                        None => found.push(Found {
                            at: *at,
                            internet: *internet,
                            from: sources.clone(),
                            to: to.clone(),
                            ports: at.port.into_iter().collect(),
                        }),
                    }
                }
            }
        }
        // What is not known and does not change is told last of what is not known.
        order::sort_by_key(&mut found, |own| {
            let still = own.at.turn == Turn::Unknown && own.at.before == own.at.after;
            (
                !(own.internet && own.at.turn == Turn::Opened),
                own.at.turn,
                still,
            )
        });
        let left_out = found.len().saturating_sub(MOST_ROWS);
        let told = found.iter().take(MOST_ROWS).map(|own| self.row(own));
        (told.collect(), left_out)
    }

    fn row(&self, own: &Found) -> Row {
        let labels = |groups: &mut dyn Iterator<Item = Vec<String>>| groups.flatten().collect();
        let from = own.from.iter().filter_map(|at| self.sources.get(*at));
        let to = own.to.iter().filter_map(|at| self.destinations.get(*at));
        let ports = own.ports.iter().filter_map(|at| self.ports.get(*at));
        let names = |own: &dyn Fn(usize) -> Option<String>, count: usize| {
            (0..count).filter_map(own).collect::<Vec<String>>()
        };
        Row {
            turn: own.at.turn,
            from_internet: own.internet,
            from: labels(&mut from.map(|group| {
                names(
                    &|at| group.members.get(at).map(|own| own.label.clone()),
                    group.members.len(),
                )
            })),
            to: labels(&mut to.map(|group| {
                names(
                    &|at| group.members.get(at).map(|own| own.label.clone()),
                    group.members.len(),
                )
            })),
            ports: ports.map(|own| own.label.clone()).collect(),
            before: own.at.before.and_then(|_| self.told(own, 0)),
            after: own.at.after.and_then(|_| self.told(own, 1)),
        }
    }

    /// The answer to one question of a row, with where it stops and what it rests on.
    fn told(&self, own: &Found, side: usize) -> Option<Told> {
        let net = self.nets.get(side)?.as_ref()?;
        let pairs = own
            .from
            .iter()
            .flat_map(|from| own.to.iter().map(move |to| (*from, *to)));
        let mut asked = pairs.filter_map(|(from, to)| {
            let (source, destination, _) = self.pair(from, to)?;
            let request = self.request(source, destination, own.at.port, side)?;
            Some((source, request))
        });
        let (source, request) = asked.next()?;
        let outcome = hopscope_sim::trace(net, &request);
        let brief = match side {
            0 => own.at.before,
            _ => own.at.after,
        };
        let told = told(&outcome, &source.own);
        // What another machine of the same address answers is said in the engine's own words for it.
        let elsewhere = self.briefs.get(brief?)?.unknown && told.lacks.is_empty();
        Some(Told {
            lacks: match elsewhere {
                true => vec!["DESTINATION_IN_ANOTHER_NETWORK".to_owned()],
                false => told.lacks.clone(),
            },
            ..told
        })
    }
}

fn told(of: &Outcome, own: &[String]) -> Told {
    let source = of.source.as_ref();
    let mut addresses = source.map_or_else(Vec::new, |own| own.addresses.clone());
    if !addresses.is_empty() && addresses.iter().all(|address| own.contains(address)) {
        addresses = vec![OWN.to_owned()];
    }
    let missing = of.missing.iter().map(|own| match &own.name {
        Some(name) => format!("{}/{name}", own.kind),
        None => own.kind.clone(),
    });
    let features = of.unmodelled.iter().map(|own| own.feature.clone());
    Told {
        outcome: of.outcome,
        cause: of.cause,
        step: of.stopped_at.as_ref().map(|own| own.step),
        resource: of.stopped_at.as_ref().and_then(|own| own.resource.clone()),
        source: addresses,
        fixed: source.and_then(|own| own.fixed),
        lacks: missing.chain(features).collect(),
        assumptions: of.assumptions.len(),
    }
}
