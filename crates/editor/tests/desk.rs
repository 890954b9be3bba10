//! What is kept, shared, previewed and taken along, without a browser.

use std::collections::BTreeSet;

use hopscope_editor::action::Action;
use hopscope_editor::desk::{Desk, Trouble};
use hopscope_editor::gallery::examples;
use hopscope_editor::give::{Choices, First, Redact};
use hopscope_editor::import::Piece;
use hopscope_editor::preview::Looked;
use hopscope_editor::saved::{Saved, Session};
use hopscope_editor::state::{Theme, View};
use hopscope_editor::{Editor, Origin, take, view};
use hopscope_text::Lang;
use hopscope_text::link::Refused;

fn start() -> Editor {
    Editor::new(Lang::En, Theme::System).with_seed("seed")
}

fn after(editor: Editor, actions: impl IntoIterator<Item = Action>) -> Editor {
    actions
        .into_iter()
        .fold(editor, |editor, action| editor.apply(action))
}

fn desk(what: Desk) -> Action {
    Action::Desk(what)
}

fn ask() -> Action {
    Action::Ask("run/client-node -> https://www.example.com/".to_owned())
}

fn id(editor: &Editor) -> (&str, bool) {
    editor
        .open
        .as_ref()
        .map_or(("", false), |open| (&*open.id, open.kept))
}

/// A link on the second request of the second example.
fn link() -> String {
    let editor = after(
        start(),
        [
            Action::OpenExample(1),
            Action::ChooseRequest(1),
            desk(Desk::Share(true)),
        ],
    );
    let share = editor.desk.share.as_ref().expect("the dialog");
    format!("#{}", share.envelope.clone().expect("it is short"))
}

#[test]
fn opening_begins_a_scenario_and_editing_goes_on_with_it() {
    let editor = after(start(), [Action::OpenExample(1)]);
    assert_eq!(id(&editor), ("seed-1", false));
    let editor = after(editor, [ask()]);
    assert_eq!(id(&editor), ("seed-1", true));
    let editor = after(editor, [Action::OpenExample(2)]);
    assert_eq!(id(&editor), ("seed-2", false));
    let editor = after(editor, [Action::Undo]);
    assert_eq!(id(&editor), ("seed-1", true));
    let editor = after(editor, [Action::Undo]);
    assert_eq!(id(&editor), ("seed-1", false));
}

#[test]
fn what_is_kept_comes_back_as_it_was() {
    let editor = after(
        start(),
        [Action::OpenExample(1), ask(), Action::ChooseStep(Some(2))],
    );
    let open = editor.open.clone().expect("it is open");
    let saved = Saved::of(&open);
    assert_eq!(saved.counts.1, 3);
    let session = Session::of(&editor).expect("no preview");
    let session = Session::parse(&session.write());
    assert_eq!(session.id.as_deref(), Some("seed-1"));

    let back = after(start(), [desk(Desk::ComeBack(session, Some(saved)))]);
    let again = back.open.as_ref().expect("it is open again");
    assert_eq!(again.scenario, open.scenario);
    assert_eq!((again.id.clone(), again.kept), (open.id.clone(), true));
    assert_eq!(view::title(Lang::En, again), view::title(Lang::En, &open));
    assert_eq!(
        (back.view, back.chosen.request, back.chosen.step),
        (View::Workspace, 2, Some(2))
    );
    // It is no deed: nothing to take back.
    assert_eq!(back.history.undoable(), None);
}

#[test]
fn an_example_that_was_only_looked_at_comes_back_without_being_kept() {
    let editor = after(start(), [Action::OpenExample(3)]);
    let session = Session::of(&editor).expect("no preview");
    assert_eq!((session.id.clone(), session.example), (None, Some(3)));
    let back = after(start(), [desk(Desk::ComeBack(session, None))]);
    assert_eq!(
        back.open.as_ref().map(|open| open.origin.clone()),
        Some(Origin::Example(3))
    );
}

#[test]
fn a_link_shows_what_it_was_made_on_and_changes_nothing() {
    let mine = after(start(), [Action::OpenExample(4), ask()]);
    let editor = after(mine.clone(), [desk(Desk::OpenLink(link()))]);
    assert!(editor.is_preview());
    assert_eq!(editor.chosen.request, 1);
    assert_eq!(
        editor.preview.as_ref().map(|own| own.what.clone()),
        Some(Looked::Link)
    );
    assert_eq!(
        editor.preview.as_ref().map(|own| own.changed.clone()),
        Some(Vec::new())
    );
    assert_eq!(Session::of(&editor), None);

    // Nothing that is done to it changes it.
    let results = editor.open.as_ref().map(|open| open.results.len());
    let tried = after(editor.clone(), [ask(), Action::Undo]);
    assert!(tried.is_preview());
    assert_eq!(tried.open.as_ref().map(|open| open.results.len()), results);

    // What was open is there again, with its history.
    let closed = after(editor, [desk(Desk::ClosePreview)]);
    assert_eq!(id(&closed), id(&mine));
    assert_eq!(closed.history.undoable(), mine.history.undoable());
}

#[test]
fn a_duplicate_is_a_scenario_of_its_own() {
    let mine = after(start(), [Action::OpenExample(4), ask()]);
    let editor = after(
        mine,
        [desk(Desk::OpenLink(link())), desk(Desk::Duplicate), ask()],
    );
    assert!(!editor.is_preview());
    assert_eq!(id(&editor), ("seed-2", true));
    assert_eq!(editor.open.as_ref().map(|open| open.results.len()), Some(3));
    // What was open before is one step away.
    let back = after(editor, [Action::Undo, Action::Undo]);
    assert_eq!(id(&back), ("seed-1", true));
}

#[test]
fn a_preview_makes_way_for_what_is_opened_instead() {
    let mine = after(start(), [Action::OpenExample(4), ask()]);
    let editor = after(mine, [desk(Desk::OpenLink(link())), Action::OpenExample(0)]);
    assert!(!editor.is_preview());
    assert_eq!(
        editor.open.as_ref().map(|open| open.origin.clone()),
        Some(Origin::Example(0))
    );
    assert_eq!(id(&after(editor, [Action::Undo])), ("seed-1", true));
}

#[test]
fn what_is_pasted_over_a_preview_joins_nothing() {
    let piece = Piece::pasted(r#"[{"kind":"compute#network","name":"shop"}]"#);
    let editor = after(
        start(),
        [desk(Desk::OpenLink(link())), Action::Bring(vec![piece])],
    );
    assert_eq!(
        editor.import.as_ref().map(|import| import.can_merge),
        Some(false)
    );
}

#[test]
fn a_broken_link_opens_nothing_and_says_what_it_is() {
    let link = link();
    let cut = &link[..link.len() - 9];
    let newer = "#h1.p.39.da53fbf1.eyJob3BzY29wZSI6MiwicmVzb3VyY2VzIjpbXX0.z";
    let why = |link: &str| {
        let editor = after(start(), [desk(Desk::OpenLink(link.to_owned()))]);
        assert!(editor.open.is_none() && !editor.is_preview());
        editor.desk.not_opened.as_ref().map(|own| (**own).clone())
    };
    assert!(matches!(
        why(cut).map(|own| own.refused),
        Some(Refused::Cut(_, Some(_)))
    ));
    assert_eq!(
        why(&link.replacen('j', "k", 1)).map(|own| own.refused),
        Some(Refused::Altered)
    );
    let newer = why(newer).expect("it is told");
    assert_eq!(newer.refused, Refused::TooNew);
    assert_eq!(
        newer.raw.as_deref(),
        Some(r#"{"hopscope":2,"resources":[]}"#)
    );
    // Other fragments are no business of links.
    assert_eq!(why("#main"), None);
}

#[test]
fn answers_that_are_others_than_then_are_counted() {
    let text = r#"{"hopscope":1,"resources":[],"requests":[{"from":"internet:203.0.113.9","to":"https://www.acme.example/"}],
        "shared":{"rules":"2020-01-01","verdicts":[{"request":1,"outcome":"dropped","cause":"NO_ROUTE"}]}}"#;
    let link = hopscope_share::seal(text, &hopscope_share::Show::default()).expect("it is short");
    let editor = after(start(), [desk(Desk::OpenLink(link))]);
    let preview = editor.preview.as_ref().expect("a preview");
    let [changed] = &preview.changed[..] else {
        panic!("{:?}", preview.changed);
    };
    assert_eq!((changed.request, &*changed.rules), (1, "2020-01-01"));
    assert_eq!(
        changed.says(Lang::En),
        "Request 1: dropped when shared, delivered now."
    );
    assert_eq!(
        changed.says(Lang::Ja),
        "通信 1: 共有時は破棄、現在の判定は到達。"
    );
}

#[test]
fn what_is_given_away_is_chosen() {
    let all = Choices::default();
    let editor = after(start(), [Action::OpenExample(1), desk(Desk::Share(true))]);
    let given = |choices: Choices| {
        let editor = after(editor.clone(), [desk(Desk::ShareWith(choices))]);
        let share = editor.desk.share.clone().expect("the dialog");
        assert_eq!(share.other, 0);
        let envelope = share.envelope.clone().expect("it is short");
        let opened = hopscope_share::open(&envelope).expect("it opens");
        let looked = after(start(), [desk(Desk::OpenLink(format!("#{envelope}")))]);
        // Whoever opens it sees the same id, and answers that are what they were.
        let preview = looked.preview.clone().expect("a preview");
        assert_eq!((&preview.id, &preview.changed), (&share.id, &Vec::new()));
        (opened.text, share)
    };
    let (text, whole) = given(all);
    assert!(text.contains("\"requests\"") && text.contains("acme-dev") && text.contains("title"));
    let (text, _) = given(Choices {
        requests: false,
        title: false,
        ..all
    });
    assert!(!text.contains("\"requests\"") && !text.contains("\"title\""));
    let (text, projects) = given(Choices {
        redact: Some(Redact::Projects),
        ..all
    });
    assert!(!text.contains("acme-dev") && text.contains("client-node"));
    assert_ne!(projects.id, whole.id);
    let (text, names) = given(Choices {
        redact: Some(Redact::Names),
        first: First::Whole,
        ..all
    });
    assert!(!text.contains("acme-dev") && !text.contains("client-node"));
    // What is written around the link tells no names either.
    let message = take::message(Lang::En, &names.given, "LINK");
    assert!(!message.html.contains("client-node") && message.plain.contains("run-1"));
    let closed = after(
        editor,
        [desk(Desk::Share(false)), desk(Desk::ShareWith(all))],
    );
    assert!(closed.desk.share.is_none());
}

#[test]
fn what_another_tab_has_becomes_a_copy_when_it_is_changed() {
    let editor = after(start(), [Action::OpenExample(1), ask()]);
    let told = after(
        editor.clone(),
        [desk(Desk::Elsewhere("seed-1".into(), false))],
    );
    assert!(told.is_elsewhere());
    assert_eq!(id(&told), ("seed-1", true));
    let changed = after(told, [ask()]);
    assert_eq!(
        (id(&changed), changed.is_elsewhere()),
        (("seed-2", true), false)
    );
    // Back and forth it stays that copy: there is one, not one a step.
    let back = after(changed, [Action::Undo]);
    assert_eq!(id(&back), ("seed-2", true));
    assert_eq!(id(&after(back, [ask()])), ("seed-2", true));
    // Where the change came before the word, it is a copy at once.
    let late = after(editor, [desk(Desk::Elsewhere("seed-1".into(), true))]);
    assert_eq!((id(&late), late.is_elsewhere()), (("seed-2", true), false));
}

#[test]
fn trouble_is_told_once_and_stays_a_risk() {
    let trouble = || desk(Desk::Trouble(Trouble::Full));
    let editor = after(start(), [Action::OpenExample(1), ask(), trouble()]);
    assert_eq!(
        (editor.desk.trouble, editor.at_risk()),
        (Some(Trouble::Full), true)
    );
    let editor = after(editor, [desk(Desk::CloseTrouble), trouble()]);
    assert_eq!((editor.desk.trouble, editor.at_risk()), (None, true));
}

#[test]
fn a_message_has_the_verdicts_and_no_markup_of_others() {
    let text = r#"{"hopscope":1,"title":"<b>&\"","resources":[],"requests":[{"from":"internet:203.0.113.9","to":"https://www.acme.example/"}]}"#;
    let link = hopscope_share::seal(text, &hopscope_share::Show::default()).expect("it is short");
    let editor = after(start(), [desk(Desk::OpenLink(link))]);
    let open = editor.open.as_ref().expect("a preview");
    let message = take::message(Lang::En, open, "https://x.example/#h1.z");
    assert_eq!(
        message.plain,
        "<b>&\"\n✓ delivered  internet:203.0.113.9 → www.acme.example\nhttps://x.example/#h1.z"
    );
    assert!(
        message.html.starts_with(r#"<p><a href="https://x.example/#h1.z">&lt;b&gt;&amp;&quot;</a></p><ul><li>✓ <b>delivered</b>"#),
        "{}",
        message.html
    );
}

#[test]
fn what_is_taken_along_speaks_both_languages() {
    for (lang, word) in [(Lang::En, "rejected 404"), (Lang::Ja, "応答で拒否 404")] {
        let editor = after(start(), [Action::Speak(lang), Action::OpenExample(1)]);
        let open = editor.open.as_ref().expect("it is open");
        let report = take::report(lang, open, Some("https://x.example/#h1.z"));
        assert!(report.contains(&format!("⊘ **{word}**")), "{report}");
        assert!(report.contains("`RUN_INGRESS_DISALLOWED`"), "{report}");
        assert!(report.contains("(<https://x.example/#h1.z>)"), "{report}");
        let mermaid = take::mermaid(lang, open);
        assert!(
            mermaid.starts_with("flowchart LR\n") && mermaid.contains("server-node"),
            "{mermaid}"
        );
        let svg = take::svg(&editor, open, lang == Lang::Ja);
        assert!(svg.contains(&format!("lang=\"{}\"", lang.tag())) && svg.ends_with("</svg>\n"));
        let name = take::file_name(lang, open, "svg");
        assert!(
            name.ends_with(".svg") && !name.contains([' ', '/', ':', '"']),
            "{name}"
        );
    }
}

#[test]
fn a_link_that_is_pasted_is_opened_as_one() {
    let paste = |text: String| Action::Bring(vec![Piece::pasted(text)]);
    let link = link();
    let editor = after(start(), [paste(format!("https://x.example/{link}\n"))]);
    assert!(editor.is_preview() && editor.import.is_none());
    // What only speaks of a link is no link.
    let editor = after(start(), [paste(format!("look: {link}"))]);
    assert!(!editor.is_preview() && editor.import.is_some());
}

#[test]
fn every_example_is_a_flowchart_that_holds_together() {
    for index in 0..examples().len() {
        let editor = after(start(), [Action::OpenExample(index)]);
        let open = editor.open.as_ref().expect("it is open");
        let chart = take::mermaid(Lang::Ja, open);
        let lines: Vec<&str> = chart.lines().map(str::trim).collect();
        let count = |is: &dyn Fn(&str) -> bool| lines.iter().filter(|line| is(line)).count();
        assert_eq!(
            count(&|line| line.starts_with("subgraph ")),
            count(&|line| line == "end")
        );
        // Every box once, and lines only between boxes.
        let (wires, boxes): (Vec<_>, Vec<_>) = lines
            .iter()
            .copied()
            .skip(1)
            .filter(|line| *line != "end")
            .partition(|line| line.contains(" --- ") || line.contains(" -.- "));
        let name = |line: &str| {
            let line = line.trim_start_matches("subgraph ");
            let digits = line[1..].chars().take_while(char::is_ascii_digit);
            digits.collect::<String>()
        };
        let named: BTreeSet<String> = boxes.iter().map(|line| name(line)).collect();
        assert_eq!(
            (named.len(), boxes.len()),
            (open.scene.nodes.len(), named.len())
        );
        assert_eq!(wires.len(), open.scene.wires.len());
        for wire in wires {
            let ends = wire
                .split([' ', '-', '.'])
                .filter(|word| word.starts_with('n'));
            assert!(
                ends.into_iter().all(|end| named.contains(&end[1..])),
                "{wire}"
            );
        }
    }
}
