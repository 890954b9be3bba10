//! Designing without a browser: a list of actions, then what became of the scenario and of the answers.

use std::rc::Rc;

use hopscope_editor::action::Action;
use hopscope_editor::design::connect;
use hopscope_editor::design::fields::{self, FORMS, Input};
use hopscope_editor::edit::{Edit, Of};
use hopscope_editor::state::{Palette, Theme};
use hopscope_editor::view::Shown;
use hopscope_editor::{Editor, Origin, design, view};
use hopscope_model::result::OutcomeKind;
use hopscope_model::{Kind, Severity};
use hopscope_text::Lang;
use serde_json::Value;

fn edit(editor: Editor, edit: Edit) -> Editor {
    editor.apply(Action::Edit(edit))
}

fn start() -> Editor {
    edit(Editor::new(Lang::En, Theme::System), Edit::Start)
}

fn add(editor: Editor, kind: Kind) -> Editor {
    let form = fields::form(kind).expect("a form");
    edit(editor, Edit::Add(form.word))
}

fn choose(editor: &Editor, reference: &str) -> Editor {
    editor.apply(Action::ChooseResource(Some(reference.into())))
}

fn set(editor: Editor, path: &str, text: &str) -> Editor {
    edit(
        editor,
        Edit::Set {
            of: Of::Resource,
            object: 0,
            path: path.to_owned(),
            text: text.to_owned(),
        },
    )
}

fn written(editor: &Editor) -> String {
    let open = editor.open.as_ref().expect("something is open");
    hopscope_document::canonical(&open.scenario)
}

fn chosen(editor: &Editor) -> &str {
    editor.chosen.resource.as_deref().unwrap_or_default()
}

fn outcome(editor: &Editor, request: usize) -> (OutcomeKind, Option<&'static str>) {
    let result = &editor.open.as_ref().expect("open").results[request];
    (result.outcome, result.cause.map(|cause| cause.as_str()))
}

/// The start of the article: two services, of which one takes internal traffic only.
fn article() -> Editor {
    let mut editor = add(start(), Kind::Subnet);
    for name in ["client-node", "server-node"] {
        editor = edit(add(editor, Kind::RunService), Edit::Name(name.to_owned()));
    }
    editor = set(editor, "ingress", "INGRESS_TRAFFIC_INTERNAL_ONLY");
    editor.apply(Action::Ask(
        "run/client-node -> https://server-node-abc123-an.a.run.app/ expect delivered".to_owned(),
    ))
}

#[test]
fn every_kind_can_be_added_to_nothing_and_is_read_whole() {
    for form in fields::news() {
        let editor = edit(start(), Edit::Add(form.word));
        let open = editor.open.as_ref().expect("open");
        assert!(
            open.scenario.resources.unread.is_empty(),
            "{}: {:?}",
            form.word,
            open.scenario.resources.unread
        );
        let errors: Vec<_> = open
            .problems
            .iter()
            .filter(|problem| problem.severity == Severity::Error)
            .collect();
        assert!(errors.is_empty(), "{}: {errors:?}", form.word);
        let id = editor.chosen_id();
        assert_eq!(
            id.map(|id| hopscope_editor::import::Group::Kind(id.kind)),
            Some(form.group),
            "{} is chosen",
            form.word
        );
        // What is shown in its form is found again by the reader.
        let objects = editor.objects(Of::Resource);
        assert_eq!(
            fields::form_of(&objects[0]).map(|own| own.group),
            Some(form.group)
        );
    }
}

#[test]
fn putting_back_what_is_there_changes_nothing() {
    for index in 0..hopscope_editor::gallery::examples().len() {
        let editor = Editor::new(Lang::En, Theme::System).apply(Action::OpenExample(index));
        let open = Rc::clone(editor.open.as_ref().expect("open"));
        for id in open.scenario.resources.ids() {
            let objects = design::objects(&open.scenario, &id);
            assert!(!objects.is_empty(), "{id:?}");
            let (next, wrong) = design::put(&open.scenario, &id, &objects);
            assert_eq!(wrong, [], "{id:?}");
            assert_eq!(
                hopscope_document::canonical(&next),
                hopscope_document::canonical(&open.scenario),
                "{id:?}"
            );
            assert_eq!(next, open.scenario, "{id:?}");
        }
    }
}

#[test]
fn every_value_that_an_object_has_is_in_its_form() {
    fn leaves(value: &Value, path: String, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                for (key, value) in fields {
                    let path = if path.is_empty() {
                        key.clone()
                    } else {
                        format!("{path}.{key}")
                    };
                    leaves(value, path, found);
                }
            }
            Value::Array(items) if items.iter().any(Value::is_object) => {
                for (index, item) in items.iter().enumerate() {
                    leaves(item, format!("{path}[{index}]"), found);
                }
            }
            _ => found.push(path),
        }
    }
    // Who it is, and on what.
    const IDENTITY: &[&str] = &[
        "kind",
        "assetType",
        "name",
        "region",
        "zone",
        "location",
        "project",
        "on",
        "resource",
        "managedZone",
        "responsePolicyName",
        "cluster",
        "namespace",
        "projectId",
    ];
    for index in 0..hopscope_editor::gallery::examples().len() {
        let editor = Editor::new(Lang::En, Theme::System).apply(Action::OpenExample(index));
        let open = editor.open.as_ref().expect("open");
        for id in open.scenario.resources.ids() {
            for object in design::objects(&open.scenario, &id) {
                let form = fields::form_of(&object);
                let form = form.unwrap_or_else(|| panic!("no form for {object}"));
                let mut found = Vec::new();
                leaves(&object, String::new(), &mut found);
                for path in found {
                    let known = IDENTITY.contains(&&*path)
                        || fields::field_at(form.fields, &path)
                            .is_some_and(|field| !matches!(field.input, Input::Rows(_)));
                    let empty = path == "items" || path == "template";
                    assert!(known || empty, "{}: {path}", form.word);
                }
            }
        }
    }
}

#[test]
fn the_article_is_built_from_nothing_and_has_its_outcomes() {
    let editor = article();
    assert_eq!(
        outcome(&editor, 0),
        (OutcomeKind::Rejected, Some("RUN_INGRESS_DISALLOWED"))
    );
    // All traffic through the VPC: Private Google Access is off at first.
    let client = choose(&editor, "run/asia-northeast1/client-node");
    let choices = connect::choices(
        &client.open.as_ref().expect("open").scenario,
        &client.chosen_id().expect("chosen"),
    );
    let subnet = choices
        .iter()
        .find(|choice| choice.to.kind == Kind::Subnet)
        .expect("a subnet is a legal target");
    let editor = edit(
        client.clone(),
        Edit::Connect("run/asia-northeast1/client-node".into(), subnet.clone()),
    );
    let editor = set(editor, "template.vpcAccess.egress", "ALL_TRAFFIC");
    assert_eq!(outcome(&editor, 0).0, OutcomeKind::Dropped);
    let editor = choose(&editor, "subnet/asia-northeast1/subnet");
    let editor = set(editor, "privateIpGoogleAccess", "true");
    assert_eq!(outcome(&editor, 0), (OutcomeKind::Delivered, None));

    // Everything can be taken back, and done again.
    let end = written(&editor);
    let mut back = editor.clone();
    let mut steps = 0;
    while back.history.undoable().is_some() {
        back = back.apply(Action::Undo);
        steps += 1;
    }
    assert!(back.open.is_none());
    for _ in 0..steps {
        back = back.apply(Action::Redo);
    }
    assert_eq!(written(&back), end);
    assert_eq!(outcome(&back, 0), (OutcomeKind::Delivered, None));
}

#[test]
fn a_new_name_is_new_everywhere() {
    let editor = add(start(), Kind::Instance);
    assert_eq!(chosen(&editor), "vm/asia-northeast1-a/vm");
    let editor = editor.apply(Action::Ask("vm/vm -> vm/vm:22".to_owned()));
    let editor = choose(&editor, "vm/vm");
    let editor = edit(editor, Edit::AddObject(1));
    let editor = edit(editor, Edit::Name("web".to_owned()));
    assert_eq!(chosen(&editor), "vm/asia-northeast1-a/web");
    let text = written(&editor);
    assert!(
        text.contains(r#""from":"vm/asia-northeast1-a/web","to":"vm/asia-northeast1-a/web:22""#),
        "{text}"
    );
    assert!(
        text.contains(r#""on":"vm/asia-northeast1-a/web""#),
        "{text}"
    );
    let editor = edit(
        choose(&editor, "network/vpc"),
        Edit::Name("shop".to_owned()),
    );
    let text = written(&editor);
    assert!(!text.contains(r#""vpc""#), "{text}");
    assert!(text.contains(r#""network":"shop""#), "{text}");
    let editor = edit(
        choose(&editor, "subnet/asia-northeast1/subnet"),
        Edit::Locate("us-east1".to_owned()),
    );
    assert_eq!(chosen(&editor), "subnet/us-east1/subnet");
    assert!(written(&editor).contains("regions/us-east1/subnetworks/subnet"));
    // The machine is now in another region than its subnet, which is told.
    let open = editor.open.as_ref().expect("open");
    let vm = hopscope_model::reference::resolve(&open.scenario, "vm/web").expect("there");
    assert_eq!(design::warnings(&open.scenario, &vm).len(), 1);
}

#[test]
fn a_name_that_is_taken_is_refused_where_it_stands() {
    let editor = add(add(start(), Kind::Network), Kind::Network);
    assert_eq!(chosen(&editor), "network/vpc-2");
    let before = written(&editor);
    let editor = edit(editor, Edit::Name("vpc".to_owned()));
    assert_eq!(written(&editor), before);
    assert!(editor.draft.is_some());
}

#[test]
fn what_the_reader_refuses_stays_a_draft_until_it_is_right() {
    let editor = add(start(), Kind::Subnet);
    let before = written(&editor);
    let editor = set(editor, "ipCidrRange", "10.0.0.0/99");
    assert_eq!(written(&editor), before);
    let draft = editor.draft.as_ref().expect("a draft");
    assert_eq!(draft.wrong[0].path, "ipCidrRange");
    let editor = set(editor, "ipCidrRange", "10.9.0.0/24");
    assert!(editor.draft.is_none());
    assert!(written(&editor).contains("10.9.0.0/24"));
    // A firewall rule goes from allowing to denying over a state that is neither.
    let editor = add(editor, Kind::Firewall);
    let drop = |object, path: &str| Edit::DropRow {
        of: Of::Resource,
        object,
        path: path.to_owned(),
    };
    let editor = edit(editor, drop(0, "allowed[0]"));
    assert!(editor.draft.is_some());
    let editor = edit(
        editor,
        Edit::AddRow {
            of: Of::Resource,
            object: 0,
            path: "denied".to_owned(),
        },
    );
    let editor = set(editor, "denied[0].IPProtocol", "tcp");
    assert!(editor.draft.is_none(), "{:?}", editor.draft);
    assert!(written(&editor).contains(r#""denied":[{"IPProtocol":"tcp"}]"#));
}

#[test]
fn overlapping_ranges_are_told() {
    let editor = add(add(start(), Kind::Subnet), Kind::Subnet);
    let open = editor.open.as_ref().expect("open");
    let id = editor.chosen_id().expect("chosen");
    assert_eq!(design::warnings(&open.scenario, &id), []);
    let editor = set(editor, "ipCidrRange", "10.0.0.128/25");
    let open = editor.open.as_ref().expect("open");
    let found = design::warnings(&open.scenario, &id);
    assert_eq!(found[0].with, "subnet/asia-northeast1/subnet");
}

#[test]
fn what_is_missing_is_added_under_its_name() {
    let editor = add(start(), Kind::Instance);
    let editor = edit(
        choose(&editor, "subnet/asia-northeast1/subnet"),
        Edit::Remove,
    );
    let missing = Edit::AddMissing("subnet/asia-northeast1/subnet".into());
    let editor = edit(editor, missing);
    let open = editor.open.as_ref().expect("open");
    let found = hopscope_model::reference::resolve(&open.scenario, "subnet/subnet");
    assert!(found.is_ok());
    assert!(open.problems.is_empty(), "{:?}", open.problems);
}

#[test]
fn an_example_becomes_ones_own_with_the_first_change() {
    let editor = Editor::new(Lang::En, Theme::System).apply(Action::OpenExample(1));
    let before = written(&editor);
    let editor = choose(&editor, "run/asia-northeast1/server-node");
    let editor = set(editor, "ingress", "INGRESS_TRAFFIC_ALL");
    let open = editor.open.as_ref().expect("open");
    assert_eq!(open.origin, Origin::Own);
    let title = hopscope_editor::view::title(Lang::En, open);
    assert_eq!(title, "Ingress internal: the other service gets 404");
    // The gallery's own is as it was.
    let again = editor.apply(Action::OpenExample(1));
    assert_eq!(written(&again), before);
    assert_ne!(written(&again.apply(Action::Undo)), before);
}

#[test]
fn copies_have_names_and_addresses_of_their_own() {
    let editor = edit(add(start(), Kind::Instance), Edit::Duplicate);
    assert_eq!(chosen(&editor), "vm/asia-northeast1-a/vm-2");
    let text = written(&editor);
    assert!(
        text.contains("10.0.0.2") && text.contains("10.0.0.3"),
        "{text}"
    );
    let copied = editor.apply(Action::Copied);
    let text = copied.copy_text().expect("something is chosen");
    let piece = hopscope_editor::import::Piece::pasted(text);
    let pasted = copied.apply(Action::Bring(vec![piece]));
    assert!(pasted.import.is_none());
    assert_eq!(chosen(&pasted), "vm/asia-northeast1-a/vm-3");
}

#[test]
fn several_go_at_once_and_come_back() {
    let editor = add(add(start(), Kind::Instance), Kind::RunService);
    let before = written(&editor);
    let editor = editor.apply(Action::ToggleResource("vm/asia-northeast1-a/vm".into()));
    assert_eq!(editor.chosen_ids().len(), 2);
    let gone = edit(editor, Edit::Remove);
    assert!(!written(&gone).contains("compute#instance\""));
    assert!(gone.notice.is_some());
    assert_eq!(written(&gone.apply(Action::Undo)), before);
}

#[test]
fn pins_notes_and_the_title_are_changes_too() {
    let editor = add(start(), Kind::RunService);
    let id: Rc<str> = "run/asia-northeast1/service".into();
    let pinned = edit(editor, Edit::Pin(Rc::clone(&id), 400, 200));
    assert!(written(&pinned).contains(r#""pins":{"run/asia-northeast1/service":[400,200]}"#));
    let shifted = edit(pinned, Edit::Nudge(8, 0));
    assert!(written(&shifted).contains("[408,200]"));
    let free = edit(shifted, Edit::Unpin);
    assert!(!written(&free).contains("pins"));
    let noted = edit(free, Edit::Note("look here".to_owned()));
    assert!(written(&noted).contains("look here"));
    let titled = edit(noted, Edit::Title("Mine".to_owned()));
    assert!(written(&titled).contains(r#""title":"Mine""#));
    assert!(!written(&titled.apply(Action::Undo)).contains("Mine"));
}

#[test]
fn requests_are_changed_copied_moved_and_removed() {
    let editor = article();
    let request = |path: &str, text: &str| Edit::Set {
        of: Of::Request,
        object: 0,
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let editor = edit(editor, Edit::ExpectThis);
    let text = written(&editor);
    assert!(
        text.contains(r#""cause":"RUN_INGRESS_DISALLOWED""#),
        "{text}"
    );
    let editor = edit(editor, Edit::DuplicateRequest);
    assert_eq!(editor.chosen.request, 1);
    let editor = edit(editor, request("to", "https://www.example.com/"));
    assert_eq!(outcome(&editor, 1).0, OutcomeKind::Delivered);
    let fixed = edit(editor.clone(), request("expect.fixed", "false"));
    assert!(written(&fixed).contains(r#""fixed":false"#));
    let refused = edit(editor.clone(), request("to", "vm/none"));
    assert!(refused.draft.is_some());
    assert_eq!(outcome(&refused, 1).0, OutcomeKind::Delivered);
    let editor = edit(editor, Edit::MoveRequest { up: true });
    assert_eq!(editor.chosen.request, 0);
    assert_eq!(outcome(&editor, 0).0, OutcomeKind::Delivered);
    let editor = edit(editor, Edit::RemoveRequest);
    assert_eq!(editor.open.as_ref().map(|open| open.results.len()), Some(1));
}

#[test]
fn a_container_is_folded_and_unfolded() {
    let editor = choose(&add(start(), Kind::Instance), "network/vpc");
    let folded = |editor: &Editor| {
        let shown = view::inspector(Lang::En, editor).expect("chosen");
        shown.folded
    };
    assert_eq!(folded(&editor), Some(false));
    let editor = edit(editor, Edit::Fold("network/vpc".into()));
    assert_eq!(folded(&editor), Some(true));
    // What is in it is found at it, and can be changed all the same.
    let editor = choose(&editor, "vm/asia-northeast1-a/vm");
    let open = editor.open.as_ref().expect("open");
    let node = open.scene.node("vm/asia-northeast1-a/vm");
    assert_eq!(node.map(|node| &*node.id), Some("network/vpc"));
    let shown = view::inspector(Lang::En, &editor).expect("chosen");
    assert_eq!(shown.parts.len(), 1);
    let editor = choose(&editor, "network/vpc");
    let editor = edit(editor, Edit::Fold("network/vpc".into()));
    assert_eq!(folded(&editor), Some(false));
}

#[test]
fn the_inspector_says_what_holds_and_what_is_wrong() {
    let editor = add(add(start(), Kind::Subnet), Kind::Subnet);
    let editor = set(editor, "ipCidrRange", "10.0.0.0/25");
    let shown = view::inspector(Lang::Ja, &editor).expect("chosen");
    let line = |path: &str| {
        let mut lines = shown.parts[0].lines.iter();
        lines.find(|line| line.path == path).expect("a line")
    };
    assert!(
        matches!(&line("network").shown, Shown::Choice(chosen, options)
        if chosen.ends_with("networks/vpc") && options.len() == 2)
    );
    assert!(
        matches!(&line("purpose").shown, Shown::Choice(chosen, options)
        if chosen.is_empty() && options[0].1 == "(PRIVATE)")
    );
    assert!(matches!(
        line("privateIpGoogleAccess").shown,
        Shown::Flag(false)
    ));
    let problem = line("ipCidrRange").problem.as_deref().unwrap_or_default();
    assert!(
        problem.contains("subnet/asia-northeast1/subnet"),
        "{problem}"
    );
}

#[test]
fn the_list_of_commands_is_narrowed_by_words_in_any_order() {
    let editor = add(start(), Kind::Subnet).apply(Action::Palette(Some(Palette::Commands)));
    let (_, rows) = view::palette(Lang::En, &editor).expect("open");
    let found = view::matching(&rows, "service cloud add");
    let labels: Vec<_> = found.iter().map(|at| &*rows[*at].label).collect();
    assert_eq!(labels[0], "Add: Cloud Run service");
    let found = view::matching(&rows, "subnet/asia-northeast1/subnet");
    assert_eq!(found.len(), 1);
}

#[test]
fn what_could_not_be_read_stands_in_the_way_of_no_change() {
    let text = r#"{"hopscope":1,"project":"p","resources":[{"kind":"compute#network","name":"vpc"},{"kind":"compute#subnetwork","name":"a","region":"us-east1","network":"vpc","ipCidrRange":"10.0.0.0/24"},{"kind":"compute#firewall","name":"odd","network":"vpc","allowed":[{"IPProtocol":"tcp","ports":["many"]}]}]}"#;
    let piece = hopscope_editor::import::Piece::pasted(text);
    let editor = Editor::new(Lang::En, Theme::System)
        .apply(Action::Bring(vec![piece]))
        .apply(Action::AcceptImport);
    let editor = choose(&editor, "subnet/us-east1/a");
    let editor = set(editor, "privateIpGoogleAccess", "true");
    assert!(editor.draft.is_none(), "{:?}", editor.draft);
    let text = written(&editor);
    assert!(text.contains(r#""privateIpGoogleAccess":true"#), "{text}");
    assert!(text.contains(r#""many""#), "it stays as it was: {text}");
    let open = editor.open.as_ref().expect("open");
    let lines = view::outline_lines(Lang::En, open);
    let last = lines.last().and_then(|line| line.resource.as_deref());
    assert_eq!(last, Some("firewall/odd"));
    // It is mended like anything else.
    let editor = choose(&editor, "firewall/odd");
    let object = editor.objects(Of::Resource);
    assert_eq!(object.len(), 1, "{object:?}");
    let json = object[0].to_string().replace("many", "443");
    let editor = edit(editor, Edit::Text { object: 0, json });
    assert!(editor.draft.is_none(), "{:?}", editor.draft);
    let open = editor.open.as_ref().expect("open");
    assert!(open.scenario.resources.unread.is_empty());
}

#[test]
fn what_is_wrong_many_times_is_shown_some_times_and_counted() {
    let rule = r#"{"kind":"compute#firewall","name":"twice","network":"vpc","allowed":[{"IPProtocol":"tcp"}]}"#;
    let rules = vec![rule; 500].join(",\n").replacen("tcp", "udp", 1);
    let odd = rule.replace("twice", "odd").replace("tcp", "many many");
    let piece = hopscope_editor::import::Piece::pasted(format!("[{rules},\n{odd}]"));
    let editor = Editor::new(Lang::En, Theme::System).apply(Action::Bring(vec![piece]));
    let preview = view::preview(Lang::En, editor.import.as_ref().expect("a preview"));
    let all = preview.problems.all() + preview.notes.all();
    let shown = [&preview.problems.shown, &preview.notes.shown];
    let shown: Vec<&str> = shown.into_iter().flatten().map(|own| own.code).collect();
    assert!(all >= 500 && shown.len() < 100, "{all} {shown:?}");
    assert!(shown.contains(&"FIELD_INVALID"), "{shown:?}");
}

#[test]
fn what_a_list_left_out_is_named_and_can_be_deleted() {
    for project in ["p", "q"] {
        let text = format!(
            r#"{{"hopscope":1,"project":"p","resources":[{{"kind":"compute#network","name":"vpc"}},{{"kind":"compute#firewall","project":"{project}","hopscope#unread":"nextPageToken"}},{{"kind":"compute#instance","project":"{project}","hopscope#unread":"unreachables"}}]}}"#
        );
        let piece = hopscope_editor::import::Piece::pasted(text);
        let mut editor = Editor::new(Lang::En, Theme::System).apply(Action::Bring(vec![piece]));
        let import = editor.import.as_ref().expect("a preview");
        let preview = view::preview(Lang::En, import);
        let names = preview.sections.iter().flat_map(|own| &own.rows);
        let rest = names.filter(|own| own.name == "The rest of the list");
        assert_eq!(rest.count(), 2);
        editor = editor.apply(Action::AcceptImport);
        for left in [1, 0] {
            let open = editor.open.as_ref().expect("open");
            let lines = view::outline_lines(Lang::En, open);
            let line = lines.last().expect("a line");
            assert_eq!(line.title, "The rest of the list");
            let reference = line.resource.clone().expect("something to choose");
            editor = edit(choose(&editor, &reference), Edit::Remove);
            let open = editor.open.as_ref().expect("open");
            assert_eq!(open.scenario.resources.unread.len(), left, "{reference}");
        }
    }
}

#[test]
fn what_is_asked_for_is_in_the_picture() {
    let editor = add(start(), Kind::RunService);
    let line = "run/service -> https://www.example.com/".to_owned();
    let editor = editor.apply(Action::Ask(line));
    let open = editor.open.as_ref().expect("open");
    assert!(open.scene.node("internet").is_some());
}

#[test]
fn every_connection_writes_a_field_that_the_reader_knows() {
    let mut editor = start();
    for form in FORMS.iter().flat_map(|forms| forms.iter()) {
        if !form.new.is_empty() {
            editor = edit(editor, Edit::Add(form.word));
        }
    }
    editor = add(editor, Kind::Network);
    let scenario = editor.open.as_ref().expect("open").scenario.clone();
    let mut made = 0;
    for from in scenario.resources.ids() {
        for choice in connect::choices(&scenario, &from) {
            if choice.path == connect::REQUEST {
                continue;
            }
            let next = connect::connect(&scenario, &from, &choice);
            let next = next.unwrap_or_else(|| panic!("{from:?} {choice:?}"));
            assert!(
                next.resources.unread.is_empty(),
                "{from:?} {choice:?}: {:?}",
                next.resources.unread
            );
            // Making it twice is making it once.
            let again = connect::connect(&next, &from, &choice).expect("still legal");
            let (once, twice) = (
                hopscope_document::canonical(&next),
                hopscope_document::canonical(&again),
            );
            if from.kind != Kind::Instance {
                assert!(once == twice, "{from:?} {choice:?}");
            }
            let named = design::objects(&next, &from);
            let named = Value::Array(named).to_string();
            let own = choice.to.name.name.rsplit('/').next().unwrap_or_default();
            assert!(named.contains(own), "{from:?} {choice:?}: {named}");
            made += 1;
        }
    }
    assert!(made > 40, "{made}");
}

#[test]
fn a_name_that_is_none_is_told_from_one_that_is_taken() {
    let editor = add(add(start(), Kind::Instance), Kind::Instance);
    let wrong = |name: &str| {
        let editor = edit(editor.clone(), Edit::Name(name.to_owned()));
        let draft = editor.draft.as_ref().expect("it is refused");
        draft.wrong[0].problem.code
    };
    let other = {
        let open = editor.open.as_ref().expect("open");
        let names = open.scenario.resources.instances.keys();
        let own = chosen(&editor)
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .to_owned();
        let mut others = names
            .map(|name| name.name.to_string())
            .filter(|name| *name != own);
        others.next().expect("there are two")
    };
    assert_eq!(wrong(&other), hopscope_model::ProblemCode::Duplicate);
    for name in ["", "a/b", "a b"] {
        assert_eq!(
            wrong(name),
            hopscope_model::ProblemCode::FieldInvalid,
            "{name:?}"
        );
    }
}

#[test]
fn every_connection_that_is_offered_can_be_made_and_is_read() {
    let mut editor = start();
    for form in fields::news() {
        editor = edit(editor, Edit::Add(form.word));
    }
    let open = Rc::clone(editor.open.as_ref().expect("open"));
    let mut made = 0;
    for from in open.scenario.resources.ids() {
        for choice in connect::choices(&open.scenario, &from) {
            if choice.path == connect::REQUEST {
                continue;
            }
            let next = connect::connect(&open.scenario, &from, &choice);
            let next = next.unwrap_or_else(|| panic!("{from:?} {choice:?}"));
            assert_eq!(next.resources.unread, [], "{from:?} {choice:?}");
            // What the reader took of it names the other.
            let mut objects = design::objects(&next, &from);
            if objects.is_empty() {
                // The cluster of a policy or Service is part of its name.
                let own = from.name.name.rsplit_once('/').map(|(_, own)| own);
                let name = choice.to.name.name.split('/').next().unwrap_or_default();
                let moved = |id: &hopscope_model::Id| {
                    id.kind == from.kind
                        && id.name.name.starts_with(name)
                        && own.is_some_and(|own| id.name.name.ends_with(own))
                };
                let mut all = next.resources.ids();
                let id = all
                    .find(moved)
                    .unwrap_or_else(|| panic!("{from:?} is gone"));
                objects = design::objects(&next, &id);
            }
            let text = Value::Array(objects).to_string();
            let name = choice.to.name.name.rsplit('/').next().unwrap_or_default();
            let bounds = [format!("/{name}\""), format!("\"{name}\"")];
            let named = bounds.iter().any(|own| text.contains(own));
            assert!(named, "{from:?} {choice:?}: {text}");
            made += 1;
        }
    }
    assert!(made > 100, "{made}");
}

/// What has no box of its own, and none of a parent's while nothing leads to it.
const NO_BOX: &[Kind] = &[
    // Behind a forwarding rule, and drawn with it.
    Kind::TargetProxy,
    Kind::UrlMap,
    Kind::BackendService,
    Kind::InstanceGroup,
    Kind::Neg,
    Kind::HealthCheck,
    Kind::TargetPool,
    Kind::TargetInstance,
    Kind::SecurityPolicy,
    // In no network.
    Kind::Address,
    Kind::AddressGroup,
    Kind::Project,
    Kind::Perimeter,
];

#[test]
fn what_is_added_is_drawn() {
    let mut missing = Vec::new();
    for form in fields::news() {
        let editor = edit(start(), Edit::Add(form.word));
        let open = editor.open.as_ref().expect("open");
        let reference = chosen(&editor);
        let kind = editor.chosen_id().expect("something is chosen").kind;
        let drawn = open.scene.node(reference).is_some();
        // Hierarchical policies hang on no network.
        if !drawn && !NO_BOX.contains(&kind) && !form.word.ends_with("HIERARCHY") {
            missing.push(reference.to_owned());
        }
        // It is in the outline whatever the picture shows.
        let mut outline = view::outline_lines(Lang::En, open).into_iter();
        let listed = outline.any(|line| line.resource.as_deref() == Some(reference));
        // Of a project that is its name, above everything.
        assert!(
            listed || kind == Kind::Project,
            "{reference} is not in the outline"
        );
    }
    assert_eq!(missing, [""; 0], "in no box");
}
