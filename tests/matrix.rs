//! Everything asked of every scenario: what is asked once for a group is what each of the group would be told, and
//! what is told are the answers.

#[path = "scenarios/corpus.rs"]
mod corpus;
#[path = "scenarios/every.rs"]
mod every;

use std::collections::BTreeMap;
use std::net::IpAddr;

use hopscope_model::matrix::{Matrix, OWN, Turn};
use hopscope_model::{Name, Request, Scenario};
use hopscope_review::{matrix, questions};
use hopscope_sim::{Topology, answer};

/// Every scenario, by the name of the first case that has it.
fn scenarios() -> Vec<(String, Scenario)> {
    let mut all = every::scenarios();
    all.dedup_by(|later, earlier| later.1.resources == earlier.1.resources);
    assert!(all.len() > 500, "{}", all.len());
    all
}

/// What an answer says, but for the address of who asks.
fn said(net: &Topology, request: &Request, own: &[String]) -> String {
    let mut answer = answer(net, request);
    if let Some(source) = &mut answer.source
        && source.addresses.iter().all(|address| own.contains(address))
    {
        source.addresses = vec![OWN.to_owned()];
    }
    format!(
        "{:?} {:?} {} {}",
        answer.verdict, answer.source, answer.arrives, answer.unknown
    )
}

/// Asks each question by itself; how many stood with another one in a group.
fn hold(name: &str, before: Option<&Scenario>, after: &Scenario, found: &mut Vec<String>) -> usize {
    let mut first: BTreeMap<usize, (String, String)> = BTreeMap::new();
    let mut together = 0;
    questions(before, after, &mut |group, net, request, own| {
        let said = said(net, request, own);
        let asked = format!("{:?} -> {:?}", request.from, request.to);
        match first.get(&group) {
            None => {
                first.insert(group, (asked, said));
            }
            Some((one, known)) => {
                together += 1;
                if *known != said {
                    found.push(format!(
                        "{name}\n  {one}\n    {known}\n  {asked}\n    {said}"
                    ));
                }
            }
        }
    });
    together
}

/// The scenario with two more of each machine and service, in the same place with other names and addresses.
fn with_twins(scenario: &Scenario) -> Scenario {
    let mut next = scenario.clone();
    let mut taken: Vec<IpAddr> = Vec::new();
    for machine in scenario.resources.instances.values() {
        taken.extend(machine.interfaces.iter().filter_map(|own| own.address));
    }
    let free = |near: IpAddr, taken: &mut Vec<IpAddr>| {
        let IpAddr::V4(mut address) = near else {
            return near;
        };
        while taken.contains(&IpAddr::V4(address)) {
            address = (u32::from(address) + 1).into();
        }
        taken.push(address.into());
        IpAddr::V4(address)
    };
    for twin in ["x1", "x2"] {
        for (name, machine) in &scenario.resources.instances {
            let mut machine = machine.clone();
            for own in &mut machine.interfaces {
                own.address = own.address.map(|address| free(address, &mut taken));
                own.external_address = None;
                own.ipv6_address = None;
                own.external_ipv6_address = None;
                own.alias_ranges.clear();
            }
            let name = Name::new(
                &*name.project,
                &*name.location,
                format!("{twin}-{}", name.name),
            );
            next.resources.insert(name, machine);
        }
        for (name, service) in &scenario.resources.run_services {
            let mut service = service.clone();
            service.urls = vec![format!("https://{twin}-{}-an.a.run.app", name.name)];
            service.custom_domains.clear();
            let name = Name::new(
                &*name.project,
                &*name.location,
                format!("{twin}-{}", name.name),
            );
            next.resources.insert(name, service);
        }
    }
    next
}

#[test]
fn one_of_a_group_is_told_what_all_of_it_would_be_told() {
    let (mut found, mut together) = (Vec::new(), 0);
    for (name, scenario) in scenarios() {
        let twins = with_twins(&scenario);
        together += hold(&name, None, &scenario, &mut found);
        together += hold(&name, None, &twins, &mut found);
    }
    assert!(
        found.is_empty(),
        "{} found:\n{}",
        found.len(),
        found.join("\n")
    );
    // A law about groups of one would hold whatever is wrong.
    assert!(together > 10_000, "{together}");
}

#[test]
fn what_changes_for_one_of_a_group_makes_it_another() {
    let mut found = Vec::new();
    for (name, scenario) in scenarios().into_iter().step_by(4) {
        // One twin is there before, and another thing changes: groups are of both sides.
        let twins = with_twins(&scenario);
        let mut half = twins.clone();
        let gone: Vec<Name> = twins
            .resources
            .instances
            .keys()
            .step_by(2)
            .cloned()
            .collect();
        for name in gone {
            half.resources.remove(&hopscope_model::Id::new(
                hopscope_model::Kind::Instance,
                name,
            ));
        }
        hold(&name, Some(&half), &twins, &mut found);
    }
    assert!(
        found.is_empty(),
        "{} found:\n{}",
        found.len(),
        found.join("\n")
    );
}

/// The matrix of two scenarios.
fn asked(before: &Scenario, after: &Scenario) -> Matrix {
    matrix(Some(before), after, &mut |_, _| {})
}

#[test]
fn what_does_not_change_opens_and_closes_nothing() {
    for (name, scenario) in scenarios().into_iter().step_by(4) {
        let own = asked(&scenario, &scenario);
        let counts = own.counts;
        assert_eq!(
            (
                counts.opened,
                counts.closed,
                counts.source,
                counts.different
            ),
            (0, 0, 0, 0),
            "{name}"
        );
        assert!(
            own.rows.iter().all(|row| row.turn == Turn::Unknown),
            "{name}"
        );
        assert_eq!(
            counts.reachable + counts.unreachable + counts.unknown,
            own.asked,
            "{name}"
        );
    }
}

#[test]
fn the_other_way_round_what_opened_closes() {
    let all = scenarios();
    for pair in all.windows(2).step_by(3) {
        let [(_, one), (name, two)] = pair else {
            continue;
        };
        // Variants of one file are much alike.
        if one.project != two.project {
            continue;
        }
        let (forth, back) = (asked(one, two).counts, asked(two, one).counts);
        assert_eq!(
            (forth.opened, forth.closed, forth.unknown, forth.source),
            (back.closed, back.opened, back.unknown, back.source),
            "{name}"
        );
    }
}
