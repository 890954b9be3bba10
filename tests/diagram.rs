//! The picture: whatever a scenario holds, nothing covers anything, everything is inside what holds it, and the
//! same scenario always gives the same picture.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[path = "diagram/sketch.rs"]
mod sketch;

use std::collections::BTreeSet;

use expect_test::expect_file;
use hopscope_diagram::scene::{
    BADGE_RADIUS, END_RADIUS, Node, Overlay, Point, Rect, Scene, Shape, Text,
};
use hopscope_diagram::{Theme, layout, layout_both, layout_only, outline, overlay, svg};
use hopscope_model::compare::Change;
use hopscope_model::resource::network::Network;
use hopscope_model::resource::serverless::{ServerlessEgress, VpcAccess};
use hopscope_model::result::{
    Considered, Expectation, Outcome, OutcomeKind, Packet, Says, Step, Trace,
};
use hopscope_model::says::SaysId;
use hopscope_model::{Id, Name, Ref, Scenario, State};
use hopscope_text::Lang;
use proptest::prelude::*;
use sketch::{Dice, sketch, touch};

/// Everything that holds for every picture.
fn check(scene: &Scene) {
    let mut ids = BTreeSet::new();
    for (index, node) in scene.nodes.iter().enumerate() {
        assert!(ids.insert(&node.id), "{} is drawn twice", node.id);
        assert!(
            scene.bounds.holds(&node.rect),
            "{} is out of the picture",
            node.id
        );
        if let Some(parent) = node.parent {
            assert!(parent < index, "{} is painted below its container", node.id);
            let holder = &scene.nodes[parent];
            assert!(
                holder.rect.holds(&node.rect),
                "{} is not inside {}",
                node.id,
                holder.id
            );
        }
        for label in &node.labels {
            let room = Rect {
                x: 0,
                y: 0,
                ..node.rect
            };
            assert!(
                room.has(label.at) && label.room > 0,
                "{:?} of {} is clipped",
                label,
                node.id
            );
        }
    }
    for (index, node) in scene.nodes.iter().enumerate() {
        for other in &scene.nodes[index + 1..] {
            let siblings = node.parent == other.parent;
            assert!(
                !siblings || !node.rect.overlaps(&other.rect),
                "{} covers {}",
                node.id,
                other.id
            );
        }
    }
    for wire in &scene.wires {
        right_angles(&wire.points);
        let ends = [
            (wire.from, wire.points.first()),
            (wire.to, wire.points.last()),
        ];
        for (node, end) in ends {
            let node = &scene.nodes[node];
            assert!(
                on_border(node.rect, *end.unwrap()),
                "{wire:?} does not meet {}",
                node.id
            );
        }
    }
    for place in scene.places.values() {
        assert!(*place < scene.nodes.len());
    }
}

fn right_angles(points: &[Point]) {
    assert!(points.len() > 1, "{points:?}");
    for pair in points.windows(2) {
        assert!(
            pair[0].x == pair[1].x || pair[0].y == pair[1].y,
            "{points:?}"
        );
    }
}

fn on_border(rect: Rect, point: Point) -> bool {
    let inside =
        rect.x < point.x && point.x < rect.right() && rect.y < point.y && point.y < rect.bottom();
    rect.has(point) && !inside
}

/// A trace of steps at things that are there and things that are not.
fn wander(seed: u64, scenario: &Scenario) -> Outcome {
    let mut dice = Dice::new(seed);
    let mut ids: Vec<Option<String>> = scenario
        .resources
        .ids()
        .map(|id| Some(scenario.short(&id)))
        .collect();
    ids.extend([
        None,
        Some("vm/nowhere".to_owned()),
        Some("not a reference".to_owned()),
    ]);
    let kind = OutcomeKind::ALL[dice.below(OutcomeKind::ALL.len())];
    let ordinary: Vec<State> = State::ALL
        .iter()
        .copied()
        .filter(|state| !state.is_final())
        .collect();
    let last: Vec<State> = State::ALL
        .iter()
        .copied()
        .filter(|state| state.is_final())
        .collect();
    let count = dice.below(14);
    let mut steps: Vec<Step> = Vec::new();
    for index in 0..=count {
        let states = if index == count { &last } else { &ordinary };
        steps.push(Step {
            state: states[dice.below(states.len())],
            resource: ids[dice.below(ids.len())].clone(),
            says: Says::new(SaysId::Delivered).arg("address", "198.51.100.7"),
            packet: (!dice.one_in(3)).then(|| Packet {
                protocol: "tcp".to_owned(),
                source: Vec::new(),
                source_port: None,
                destination: format!("10.0.0.{}", dice.below(40)),
                destination_port: Some(443),
                host: None,
            }),
            considered: Considered::default(),
            doc: None,
        });
    }
    let from = ids[dice.below(ids.len())].clone().unwrap_or_default();
    outcome(&from, kind, steps)
}

fn outcome(from: &str, kind: OutcomeKind, steps: Vec<Step>) -> Outcome {
    Outcome {
        name: None,
        from: from.to_owned(),
        to: "https://api.example/".to_owned(),
        outcome: kind,
        cause: None,
        status: None,
        caller_sees: None,
        stopped_at: None,
        reached: None,
        source: None,
        resolved: Vec::new(),
        assumptions: Vec::new(),
        missing: Vec::new(),
        unmodelled: Vec::new(),
        blockers: Vec::new(),
        traces: vec![Trace {
            outcome: kind,
            cause: None,
            steps,
        }],
        legs: Vec::new(),
        expectation: Expectation::None,
        unmet: Vec::new(),
        connectivity_test: None,
    }
}

/// Everything that holds for every trace over every picture.
fn check_overlay(scene: &Scene, laid: &Overlay, outcome: &Outcome) {
    let steps = &outcome.traces[0].steps;
    let told: Vec<u32> = laid.badges.iter().map(|badge| badge.step).collect();
    let all: Vec<u32> = (1_u32..)
        .zip(steps)
        .filter(|(_, step)| !step.state.is_final())
        .map(|(number, _)| number)
        .collect();
    assert_eq!(told, all, "every step but the final one has its number");
    let far = |a: Point, b: Point| {
        let (dx, dy) = (f64::from(a.x - b.x), f64::from(a.y - b.y));
        dx.hypot(dy)
    };
    for (index, badge) in laid.badges.iter().enumerate() {
        assert!(
            far(badge.at, laid.end.at) >= f64::from(BADGE_RADIUS + END_RADIUS),
            "{badge:?} touches the end"
        );
        for other in &laid.badges[index + 1..] {
            assert!(
                far(badge.at, other.at) >= f64::from(2 * BADGE_RADIUS),
                "{badge:?} touches {other:?}"
            );
        }
        assert!(laid.bounds.has(badge.at));
    }
    assert!(laid.bounds.has(laid.end.at));
    for segment in &laid.segments {
        right_angles(&segment.points);
    }
    for id in laid.on_path.keys() {
        assert!(scene.node(id).is_some());
    }
}

/// No way runs through a box that it has nothing to do with.
fn check_clear(scene: &Scene, laid: &Overlay) {
    let strange: Vec<&Node> = scene
        .nodes
        .iter()
        .map(|node| &**node)
        .filter(|node| node.shape != Shape::Container && !laid.on_path.contains(&node.id))
        .collect();
    for segment in &laid.segments {
        for pair in segment.points.windows(2) {
            let line = Rect {
                x: pair[0].x.min(pair[1].x),
                y: pair[0].y.min(pair[1].y),
                w: (pair[0].x - pair[1].x).abs() + 1,
                h: (pair[0].y - pair[1].y).abs() + 1,
            };
            for node in &strange {
                assert!(
                    !line.overlaps(&node.rect.grown(-1)),
                    "step {} runs through {}",
                    segment.step,
                    node.id
                );
            }
        }
    }
}

/// Ids, numbers and lists of arguments are enough to see that a text is there.
fn words(text: &Text) -> String {
    match text {
        Text::Plain(text) => text.to_string(),
        Text::Kind(kind) => format!("<{kind}>"),
        Text::Word(id, args) => format!("<{id} {}>", args.join(" ")),
    }
}

/// Enough for every change; `PROPTEST_CASES` asks for more.
fn cases() -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok());
    ProptestConfig {
        cases: asked.unwrap_or(24),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn nothing_covers_anything(seed: u64, size in 0_usize..40) {
        check(&layout(&sketch(seed, size)));
    }

    #[test]
    fn pins_and_closed_containers_make_room(seed: u64, size in 1_usize..40) {
        let mut scenario = sketch(seed, size);
        touch(seed, &mut scenario);
        check(&layout(&scenario));
    }

    #[test]
    fn two_scenarios_are_one_picture(seed: u64, size in 0_usize..40, other: u64, others in 0_usize..40) {
        let (mut one, mut two) = (sketch(seed, size), sketch(other, others));
        one.view = two.view.clone();
        // Some of it both have.
        let ids: Vec<Id> = one.resources.ids().collect();
        for id in ids.iter().step_by(2) {
            two.resources.share(&one.resources, id);
        }
        let both = layout_both(&one, &two);
        check(&both.scene);
        prop_assert_eq!(both.nodes.len(), both.scene.nodes.len());
        let (was, is) = (layout(&one), layout(&two));
        let has = |scene: &Scene, id: &str| scene.nodes.iter().any(|node| *node.id == *id);
        for (node, change) in both.scene.nodes.iter().zip(&both.nodes) {
            let expected = match (has(&was, &node.id), has(&is, &node.id)) {
                (true, true) => None,
                (true, false) => Some(Change::Removed),
                _ => Some(Change::Added),
            };
            prop_assert_eq!(*change, expected, "{}", node.id);
        }
        let alone = layout_both(&one, &one);
        prop_assert_eq!(&alone.scene, &layout(&one));
        prop_assert!(alone.nodes.iter().chain(&alone.wires).all(Option::is_none));
    }

    #[test]
    fn a_pin_is_kept(seed: u64, size in 1_usize..40, x in 0_i32..900, y in 0_i32..900) {
        let mut scenario = sketch(seed, size);
        let before = layout(&scenario);
        let pinned = before.nodes[Dice::new(seed).below(before.nodes.len())].id.to_string();
        scenario.view.pins.insert(pinned.clone(), (x, y));
        let scene = layout(&scenario);
        check(&scene);
        let node = scene.node(&pinned).unwrap();
        prop_assert!(node.pinned);
        prop_assert_eq!((node.rect.x, node.rect.y), (x, y));
    }

    #[test]
    fn the_order_of_input_is_forgotten(seed: u64, size in 0_usize..40) {
        let scenario = sketch(seed, size);
        let mut turned = scenario.clone();
        turned.requests.reverse();
        turned.resources.processes.reverse();
        turned.resources.tunnels.reverse();
        prop_assert_eq!(layout(&scenario), layout(&turned));
        prop_assert_eq!(outline(&scenario), outline(&turned));
    }

    #[test]
    fn a_trace_is_always_told(seed: u64, size in 0_usize..40, pinned: bool) {
        let mut scenario = sketch(seed, size);
        if pinned {
            touch(seed, &mut scenario);
        }
        let scene = layout(&scenario);
        let outcome = wander(seed, &scenario);
        let laid = overlay(&scene, &scenario, &outcome, 0);
        check_overlay(&scene, &laid, &outcome);
        if scenario.view.pins.is_empty() {
            check_clear(&scene, &laid);
        }
    }

    #[test]
    fn a_path_alone_shows_all_of_it_and_nothing_else(seed: u64, size in 0_usize..40, pinned: bool) {
        let mut scenario = sketch(seed, size);
        if pinned {
            touch(seed, &mut scenario);
        }
        let whole = layout(&scenario);
        let outcome = wander(seed, &scenario);
        let path = overlay(&whole, &scenario, &outcome, 0).on_path;
        let alone = layout_only(&scenario, &path);
        check(&alone);
        for id in path.keys() {
            prop_assert!(alone.nodes.iter().any(|node| node.id == *id), "{id} is on the path");
        }
        for (index, node) in alone.nodes.iter().enumerate() {
            let holds = alone.nodes.iter().any(|inner| inner.parent == Some(index));
            prop_assert!(holds || path.contains(&node.id), "{} is not on the path", node.id);
        }
        let laid = overlay(&alone, &scenario, &outcome, 0);
        check_overlay(&alone, &laid, &outcome);
        check_clear(&alone, &laid);
    }

    #[test]
    fn what_did_not_change_is_the_same(seed: u64, size in 1_usize..40) {
        let scenario = sketch(seed, size);
        let before = layout(&scenario);
        let after = layout(&scenario).reusing(&before);
        for (old, new) in before.nodes.iter().zip(&after.nodes) {
            prop_assert!(std::rc::Rc::ptr_eq(old, new));
        }
    }

    #[test]
    fn svg_is_well_formed(seed: u64, size in 0_usize..30) {
        let scenario = sketch(seed, size);
        let scene = layout(&scenario);
        let laid = overlay(&scene, &scenario, &wander(seed, &scenario), 0);
        let options = svg::Options { theme: Theme::Auto, lang: "en", title: "<a> & \"b\"", legend: true };
        balanced(&svg::write(&scene, Some(&laid), &options, &words));
    }
}

/// Every element that is opened is closed, in order.
fn balanced(xml: &str) {
    let mut open: Vec<&str> = Vec::new();
    for tag in xml.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').unwrap();
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(tag.split_whitespace().next().unwrap());
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn many_empty_subnets_are_one_box() {
    let boxes = |count: u8, pin: Option<&str>| {
        let mut scenario = small();
        let network = Name::global("acme", "default");
        for index in 0..count {
            let name = Name::new("acme", format!("region-{index}"), "default");
            let range = format!("10.{index}.0.0/20").parse().ok();
            let subnet = sketch::subnet(&network, range, true);
            scenario.resources.subnets.insert(name, subnet);
        }
        if let Some(id) = pin {
            scenario.view.pins.insert(id.to_owned(), (900, 900));
        }
        let scene = layout(&scenario);
        check(&scene);
        let shown_by = |id: &str| scene.node(id).map(|node| node.id.to_string());
        (
            shown_by("subnet/region-3/default"),
            shown_by("subnet/asia-northeast1/default"),
        )
    };
    let itself = |region: &str| Some(format!("subnet/{region}/default"));
    let one_box = Some("subnets@network/default".to_owned());
    assert_eq!(
        boxes(12, None),
        (itself("region-3"), itself("asia-northeast1"))
    );
    // The one that a service enters stays what it is.
    assert_eq!(
        boxes(13, None),
        (one_box.clone(), itself("asia-northeast1"))
    );
    assert_eq!(
        boxes(14, Some("subnet/region-3/default")).0,
        itself("region-3")
    );
    assert_eq!(boxes(14, Some("subnet/region-4/default")).0, one_box);
}

/// Two services, of which one enters a VPC by Direct VPC egress.
fn small() -> Scenario {
    let network = Name::global("acme", "default");
    let subnet = Name::new("acme", "asia-northeast1", "default");
    let mut scenario = Scenario {
        project: Some("acme".to_owned()),
        ..Scenario::default()
    };
    let resources = &mut scenario.resources;
    resources
        .networks
        .insert(network.clone(), Network::default());
    resources.subnets.insert(
        subnet.clone(),
        sketch::subnet(&network, "10.146.0.0/20".parse().ok(), true),
    );
    resources
        .routes
        .insert(Name::global("acme", "to-internet"), sketch::route(&network));
    resources.firewalls.insert(
        Name::global("acme", "allow-all"),
        sketch::firewall(&network),
    );
    resources.routers.insert(
        Name::new("acme", "asia-northeast1", "router"),
        sketch::router(&network),
    );
    let egress = ServerlessEgress {
        vpc: VpcAccess::Direct {
            network: Some(Ref::to(network)),
            subnet: Ref::to(subnet),
            tags: Vec::new(),
        },
        all_traffic: true,
    };
    let run = |name: &str| Name::new("acme", "asia-northeast1", name);
    resources
        .run_services
        .insert(run("client"), sketch::service(egress, 0));
    resources.run_services.insert(
        run("server"),
        sketch::service(ServerlessEgress::default(), 1),
    );
    scenario
}

/// A scene as lines of text.
fn written(scene: &Scene) -> String {
    let mut out = String::new();
    let rect = |rect: Rect| format!("{},{} {}x{}", rect.x, rect.y, rect.w, rect.h);
    for lane in &scene.lanes {
        let (left, right) = lane.span;
        out += &format!("lane {} {left}..{right}\n", words(&lane.title));
    }
    for node in &scene.nodes {
        let depth = std::iter::successors(node.parent, |&at| scene.nodes[at].parent).count();
        let labels: Vec<String> = node.labels.iter().map(|label| words(&label.text)).collect();
        out += &format!(
            "{}{:?} {} {} [{}]\n",
            "  ".repeat(depth),
            node.shape,
            node.id,
            rect(node.rect),
            labels.join(" | ")
        );
    }
    for wire in &scene.wires {
        let ends = [wire.from, wire.to].map(|end| scene.nodes[end].id.to_string());
        out += &format!("{:?} {} {}\n", wire.kind, ends.join(" -> "), wire.d);
    }
    out
}

/// A trace as lines of text.
fn told(laid: &Overlay) -> String {
    let mut out = String::new();
    for segment in &laid.segments {
        let dotted = if segment.dotted { " dotted" } else { "" };
        out += &format!("way to {}{dotted} {}\n", segment.step, segment.d);
    }
    for badge in &laid.badges {
        out += &format!(
            "{} {},{} {}\n",
            badge.step,
            badge.at.x,
            badge.at.y,
            badge.node.as_deref().unwrap_or("-")
        );
    }
    let end = laid.end;
    out + &format!(
        "{:?} {},{} {}\n",
        end.sign,
        end.at.x,
        end.at.y,
        laid.at_end.as_deref().unwrap_or("-")
    )
}

#[test]
fn a_small_scenario() {
    expect_file!["diagram/small.txt"].assert_eq(&written(&layout(&small())));
}

#[test]
fn a_request_that_is_rejected() {
    let scenario = small();
    let step = |state, resource: Option<&str>| Step {
        state,
        resource: resource.map(str::to_owned),
        says: Says::new(SaysId::Delivered),
        packet: None,
        considered: Considered::default(),
        doc: None,
    };
    let (client, server) = ("run/asia-northeast1/client", "run/asia-northeast1/server");
    let steps = vec![
        step(State::StartFromCloudRunRevision, Some(client)),
        step(State::ResolveName, None),
        step(State::ServerlessExternalConnection, Some(client)),
        step(State::ProxyConnection, None),
        step(State::CheckRunIngress, Some(server)),
        step(State::Reject, Some(server)),
    ];
    let outcome = outcome(client, OutcomeKind::Rejected, steps);
    let laid = overlay(&layout(&scenario), &scenario, &outcome, 0);
    expect_file!["diagram/rejected.txt"].assert_eq(&told(&laid));
    assert!(laid.on_path.contains(server) && !laid.on_path.contains("network/default"));
}

#[test]
fn nothing_is_a_picture_too() {
    let scenario = Scenario::default();
    let scene = layout(&scenario);
    assert!(scene.nodes.is_empty() && outline(&scenario).is_empty());
    let laid = overlay(
        &scene,
        &scenario,
        &outcome("run/nowhere", OutcomeKind::Incomplete, Vec::new()),
        7,
    );
    assert!(laid.segments.is_empty() && laid.badges.is_empty());
}

/// Every scenario of the gallery: the words of both languages fit, and every request can be laid over the picture.
#[test]
fn the_gallery_fits() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/gallery");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.retain(|path| path.to_string_lossy().ends_with(".hopscope.json"));
    files.sort();
    assert!(files.len() > 10, "{files:?}");
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        let input = hopscope_document::Input {
            file: None,
            text: &text,
        };
        let scenario =
            hopscope_document::read(&[input], &hopscope_document::Options::default()).scenario;
        let scene = layout(&scenario);
        check(&scene);
        for lang in [Lang::Ja, Lang::En] {
            for label in scene.nodes.iter().flat_map(|node| &node.labels) {
                let words = match &label.text {
                    Text::Plain(text) => text.to_string(),
                    Text::Kind(kind) => hopscope_text::kind::one(lang, *kind).to_owned(),
                    Text::Word(id, args) => hopscope_text::label::label(lang, *id, args),
                };
                let shown = hopscope_diagram::fit(&words, label.style, label.room);
                assert_eq!(shown, words, "{} does not fit", path.display());
            }
        }
        let (network, _) = hopscope_sim::Topology::link(&scenario);
        for request in &scenario.requests {
            let result = hopscope_sim::simulate(&network, request);
            for leg in result
                .legs
                .iter()
                .chain([&result])
                .filter(|leg| !leg.traces.is_empty())
            {
                let laid = overlay(&scene, &scenario, leg, 0);
                check_overlay(&scene, &laid, leg);
                check_clear(&scene, &laid);
            }
        }
    }
}
