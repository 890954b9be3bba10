//! Proposals without a browser: what is changed in one leaves the scenario as it is, and what it does to every answer
//! is told.

use hopscope_editor::action::Action;
use hopscope_editor::edit::{Edit, Of};
use hopscope_editor::import::Piece;
use hopscope_editor::state::Theme;
use hopscope_editor::{Editor, Open, gallery, view};
use hopscope_model::compare::Shift;
use hopscope_text::Lang;

fn edit(editor: &Editor, edit: Edit) -> Editor {
    editor.apply(Action::Edit(edit))
}

fn open(editor: &Editor) -> &Open {
    editor.open.as_ref().expect("something is open")
}

/// What is kept of what is open, as text.
fn kept(editor: &Editor) -> String {
    hopscope_document::canonical(&open(editor).document())
}

fn words(editor: &Editor) -> Vec<String> {
    let rows = view::requests(Lang::En, open(editor)).rows;
    rows.into_iter().map(|row| row.word).collect()
}

fn set(editor: &Editor, reference: &str, path: &str, text: &str) -> Editor {
    let chosen = editor.apply(Action::ChooseResource(Some(reference.into())));
    let set = Edit::Set {
        of: Of::Resource,
        object: 0,
        path: path.to_owned(),
        text: text.to_owned(),
    };
    edit(&chosen, set)
}

/// The second example: a service whose ingress is internal answers 404.
fn example() -> Editor {
    let file = "02-ingress-internal.hopscope.json";
    let index = gallery::examples().iter().position(|own| own.file == file);
    Editor::new(Lang::En, Theme::System).apply(Action::OpenExample(index.expect("it is there")))
}

#[test]
fn a_change_in_a_proposal_leaves_the_scenario_as_it_is() {
    let start = example();
    let before = words(&start);
    assert!(before[0].contains("404"), "{before:?}");

    let proposed = edit(&start, Edit::Propose);
    assert_eq!(words(&proposed), before, "nothing is changed yet");
    let server = "run/asia-northeast1/server-node";
    let proposed = set(&proposed, server, "ingress", "INGRESS_TRAFFIC_ALL");
    assert_eq!(words(&proposed)[0], "delivered");
    let (shift, old) = open(&proposed).shift(0).expect("it is a proposal");
    // Whoever expected the 404 gets something else now.
    assert_eq!((shift, old.status), (Shift::Worse, Some(404)));
    let shown = view::proposals(Lang::En, open(&proposed));
    assert_eq!(
        (shown.names.as_slice(), shown.at),
        (&["B".to_owned()][..], Some(0))
    );

    let as_it_is = proposed.apply(Action::LookAt(None));
    assert_eq!(words(&as_it_is), before);
    assert!(open(&as_it_is).shift(0).is_none());
    let (now, before_that) = (open(&as_it_is), open(&proposed));
    assert!(now.kept && !now.id.is_empty() && now.id == before_that.id);
    assert_eq!(
        kept(&as_it_is),
        kept(&proposed),
        "what is kept is both, whichever is looked at"
    );
    assert!(kept(&proposed).contains(r#""branches":[{"name":"B","changes":[{"op":"replace""#));

    // A change of the scenario itself shows in the proposal too.
    let other = set(
        &as_it_is,
        "run/asia-northeast1/client-node",
        "ingress",
        "INGRESS_TRAFFIC_INTERNAL_ONLY",
    );
    let again = other.apply(Action::LookAt(Some(0)));
    assert_eq!(words(&again)[0], "delivered");
    assert!(
        open(&again).scenario.resources
            == open(&again.apply(Action::LookAt(Some(0))))
                .scenario
                .resources
    );
    let client = open(&again).scenario.resources.run_services.values().next();
    assert!(client.is_some_and(
        |own| open(&other).scenario.resources.run_services.values().next() == Some(own)
    ));
}

#[test]
fn what_is_kept_comes_back_with_its_proposals() {
    let proposed = edit(&example(), Edit::Propose);
    let server = "run/asia-northeast1/server-node";
    let proposed = set(&proposed, server, "ingress", "INGRESS_TRAFFIC_ALL");
    let removed = proposed.apply(Action::ChooseResource(Some("host/laptop".into())));
    let removed = edit(&removed, Edit::Remove);
    let named = edit(&removed, Edit::ProposalName("open it".to_owned()));
    let text = kept(&named);
    let read = hopscope_document::read(
        &[hopscope_document::Input {
            file: None,
            text: &text,
        }],
        &hopscope_document::Options::default(),
    );
    assert_eq!(hopscope_document::canonical(&read.scenario), text);
    let piece = Piece::pasted(text);
    let again = Editor::new(Lang::En, Theme::System)
        .apply(Action::Bring(vec![piece]))
        .apply(Action::AcceptImport)
        .apply(Action::LookAt(Some(0)));
    assert!(open(&again).scenario.resources == open(&named).scenario.resources);
    assert_eq!(words(&again), words(&named));
    assert_eq!(view::proposals(Lang::En, open(&again)).names, ["open it"]);
}

#[test]
fn a_proposal_is_adopted_or_dropped_and_both_can_be_taken_back() {
    let start = example();
    let proposed = edit(&start, Edit::Propose);
    let server = "run/asia-northeast1/server-node";
    let proposed = set(&proposed, server, "ingress", "INGRESS_TRAFFIC_ALL");

    let adopted = edit(&proposed, Edit::Adopt);
    assert_eq!(words(&adopted)[0], "delivered");
    assert!(open(&adopted).base.is_none() && open(&adopted).scenario.branches.is_empty());

    let dropped = edit(&proposed, Edit::DropProposal);
    assert_eq!(words(&dropped), words(&start));
    assert!(open(&dropped).scenario.branches.is_empty());

    for after in [adopted, dropped] {
        let back = after.apply(Action::Undo);
        assert_eq!(kept(&back), kept(&proposed));
        assert_eq!(open(&back).base.as_ref().map(|base| base.at), Some(0));
    }
}

#[test]
fn a_request_asked_in_a_proposal_is_asked_of_both() {
    let proposed = edit(&example(), Edit::Propose);
    let server = "run/asia-northeast1/server-node";
    let proposed = set(&proposed, server, "ingress", "INGRESS_TRAFFIC_ALL");
    let line = "run/client-node -> https://server-node-abc123-an.a.run.app/more".to_owned();
    let asked = proposed.apply(Action::Ask(line));
    let last = open(&asked).results.len() - 1;
    let (shift, before) = open(&asked).shift(last).expect("it is a proposal");
    assert_eq!((shift, before.status), (Shift::Better, Some(404)));
}
