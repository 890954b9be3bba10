//! The page without a browser: a list of actions, then what it shows.

use expect_test::{Expect, expect};
use hopscope_editor::action::Action;
use hopscope_editor::gallery::examples;
use hopscope_editor::import::{Into, Piece};
use hopscope_editor::state::{Theme, View};
use hopscope_editor::{Editor, view};
use hopscope_text::Lang;

fn after(actions: impl IntoIterator<Item = Action>) -> Editor {
    actions
        .into_iter()
        .fold(Editor::new(Lang::En, Theme::System), |editor, action| {
            editor.apply(action)
        })
}

#[track_caller]
fn check(actions: impl IntoIterator<Item = Action>, shown: Expect) {
    shown.assert_eq(&view::text(&after(actions)));
}

fn paste(text: &str) -> Action {
    Action::Bring(vec![Piece::pasted(text)])
}

const NETWORK: &str = r#"[{"kind":"compute#network","name":"shop","selfLink":"https://www.googleapis.com/compute/v1/projects/shop-dev/global/networks/shop"}]"#;
const SUBNET: &str = r#"[{"kind":"compute#subnetwork","name":"tills","ipCidrRange":"10.20.0.0/24","selfLink":"https://www.googleapis.com/compute/v1/projects/shop-dev/regions/europe-west1/subnetworks/tills","region":"europe-west1","network":"https://www.googleapis.com/compute/v1/projects/shop-dev/global/networks/shop"}]"#;
const MACHINE: &str = r#"[{"kind":"compute#instance","name":"one","zone":"europe-west1-b","status":"RUNNING","selfLink":"https://www.googleapis.com/compute/v1/projects/shop-dev/zones/europe-west1-b/instances/one","networkInterfaces":[{"name":"nic0","network":"https://www.googleapis.com/compute/v1/projects/shop-dev/global/networks/shop","subnetwork":"https://www.googleapis.com/compute/v1/projects/shop-dev/regions/europe-west1/subnetworks/tills","networkIP":"10.20.0.2"}]}]"#;

#[test]
fn an_example_shows_its_requests_and_why_the_first_ends_as_it_does() {
    check(
        [Action::OpenExample(1)],
        expect![[r#"
        == Ingress internal: the other service gets 404 ==
        Requests 2 | as expected 2 / 2
        > rejected 404 | client-node → server-node
          rejected 404 | laptop → server-node
        [rejected 404] The ingress setting of server-node is internal. This request came past every VPC network, so it does not count as internal.
          Source IP as the destination sees it: google-dynamic not fixed
          Name resolution: 216.239.32.53, 216.239.34.53, 216.239.36.53, 216.239.38.53 
          Reason code: RUN_INGRESS_DISALLOWED 
          as expected
        Stopped at step 6 of 6
          1. Start: Cloud Run service
          2. Name resolution
          3. Serverless to the internet
          4. New connection
        ! 5. Cloud Run ingress
        ! 6. Rejected
    "#]],
    );
}

#[test]
fn every_word_changes_with_the_language() {
    check(
        [
            Action::OpenExample(1),
            Action::Speak(Lang::Ja),
            Action::NextStep,
        ],
        expect![[r#"
            == 内向き「内部」にしたら届かない ==
            通信　2 | 期待どおり 2 / 2
            > 応答で拒否 404 | client-node → server-node
              応答で拒否 404 | laptop → server-node
            [応答で拒否 404] server-node の内向き (ingress) は「内部」です。このリクエストは VPC を通らずに着いたため、内部とは見なされません。
              宛先から見た送信元 IP: google-dynamic 変動
              名前解決: 216.239.32.53, 216.239.34.53, 216.239.36.53, 216.239.38.53 
              理由コード: RUN_INGRESS_DISALLOWED 
              期待どおり
            6 段のうち 6 段目で停止
            > 1. 送信元: Cloud Run サービス
              2. 名前解決
              3. サーバーレスから直接外へ
              4. 新しい接続
            ! 5. Cloud Run の内向き (ingress)
            ! 6. 応答で拒否
        "#]],
    );
}

#[test]
fn a_paste_shows_what_was_read_and_changes_nothing() {
    let editor = after([Action::OpenExample(0), paste(NETWORK)]);
    let open = editor.open.as_ref().map(|open| view::title(Lang::En, open));
    assert_eq!(open.as_deref(), Some("Cloud Run to Cloud Run, ingress all"));
    let preview = editor
        .import
        .as_ref()
        .map(|import| view::preview(Lang::En, import));
    assert!(preview.is_some_and(|preview| preview.useful));
    check(
        [
            paste(SUBNET),
            Action::Speak(Lang::Ja),
            Action::Wear(Theme::Dark),
        ],
        expect![[r#"
            == 例の一覧 ==
            -- 1 件を読み取りました --
              1 サブネット
              ? subnet/europe-west1/tills が参照する network/shop がシナリオにありません。
              新しいもの:
                サブネット europe-west1/tills
              [新しいシナリオとして開く]
        "#]],
    );
}

#[test]
fn a_second_paste_joins_the_first() {
    check(
        [
            paste(NETWORK),
            paste(SUBNET),
            Action::AcceptImport,
            paste(&MACHINE.replace("]}]", "]},")),
        ],
        expect![[r#"
            == Pasted scenario ==
            Requests 0
            -- Understood: 1 object --
              1 VM instance
              TRUNCATED line 1, column 451
              New:
                VM instance europe-west1-b/one
              [Import into this scenario]
            (Done: open what was pasted)
        "#]],
    );
}

#[test]
fn what_is_brought_again_is_new_changed_or_the_same() {
    let wider = SUBNET.replace("/24", "/20");
    let all = format!("{NETWORK}\n{wider}\n{MACHINE}");
    check(
        [
            paste(NETWORK),
            paste(SUBNET),
            Action::AcceptImport,
            paste(&all),
        ],
        expect![[r#"
            == Pasted scenario ==
            Requests 0
            -- Understood: 3 objects --
              1 VM instance
              1 VPC network
              1 subnet
              New:
                VM instance europe-west1-b/one
              Changed:
                subnet europe-west1/tills
                  ipCidrRange: "10.20.0.0/24" → "10.20.0.0/20"
              Unchanged:
                VPC network shop
              [Import into this scenario]
            (Done: open what was pasted)
        "#]],
    );
}

/// Of one that comes twice, how the two differ; of the later, how it differs from what is open; and nothing is open
/// otherwise before it is accepted, which is one step.
#[test]
fn what_changes_is_told_field_by_field() {
    let rule = |rest: &str| {
        format!(
            r#"{{"kind":"compute#firewall","name":"web","selfLink":"https://www.googleapis.com/compute/v1/projects/shop-dev/global/firewalls/web","network":"global/networks/shop","sourceRanges":["10.0.0.0/8"],"allowed":[{{"IPProtocol":"tcp","ports":["80"]}}],{rest}}}"#
        )
    };
    let before = format!("{NETWORK}\n{}", rule(r#""priority":900"#));
    let twice = format!(
        "[{},{}]",
        rule(r#""priority":800,"targetTags":["web"]"#),
        rule(r#""priority":700,"direction":"INGRESS","disabled":true"#)
    );
    let actions = [paste(&before), Action::AcceptImport, paste(&twice)];
    check(
        actions.clone(),
        expect![[r#"
        == Pasted scenario ==
        Requests 0
        -- Understood: 1 object --
          1 VPC firewall rule
          DUPLICATE line 1, column 280, [1], firewall/web
            priority: 800 → 700
            targetTags: ["web"] → (absent or default)
            disabled: (absent or default) → true
          Changed:
            VPC firewall rule web
              priority: 900 → 700
              disabled: (absent or default) → true
          [Import into this scenario]
        (Done: open what was pasted)
    "#]],
    );
    let japanese = actions.clone().into_iter().chain([Action::Speak(Lang::Ja)]);
    check(
        japanese,
        expect![[r#"
        == 貼り付けたシナリオ ==
        通信　0
        -- 1 件を読み取りました --
          1 VPC ファイアウォール ルール
          DUPLICATE 1 行目 280 文字目, [1], firewall/web
            priority: 800 → 700
            targetTags: ["web"] → (なし、または既定値)
            disabled: (なし、または既定値) → true
          変わるもの:
            VPC ファイアウォール ルール web
              priority: 900 → 700
              disabled: (なし、または既定値) → true
          [このシナリオに取り込む]
        (実行しました: 貼り付けたものを開く)
    "#]],
    );
    let editor = after(actions).apply(Action::AcceptImport);
    let priority = |editor: &Editor| {
        let open = editor.open.as_ref().expect("open");
        let rules = open.scenario.resources.firewalls.iter();
        rules.map(|(_, own)| own.priority).collect::<Vec<_>>()
    };
    assert_eq!(priority(&editor), [700]);
    assert_eq!(priority(&editor.apply(Action::Undo)), [900]);
}

/// What else than resources is open changes field by field too, and what differs in a default does not.
#[test]
fn policies_and_processes_change_field_by_field() {
    let scenario = |member: &str, from: &str| {
        format!(
            r#"{{"hopscope":1,"project":"shop-dev","resources":[{{"kind":"hopscope#host","name":"h","addresses":["192.0.2.9"]}},{{"kind":"hopscope#iamPolicy","resource":"project/shop-dev","bindings":[{{"role":"roles/run.invoker","members":["{member}"]}}]}},{{"kind":"hopscope#process","on":"host/h","port":80,"protocol":"http","allowFrom":["{from}"]}},{{"kind":"hopscope#proxySettings","on":"host/h","https":"http://{member}.example:3128"}}]}}"#
        )
    };
    check(
        [
            paste(&scenario("allUsers", "192.0.2.0/24")),
            Action::AcceptImport,
            paste(&scenario("allAuthenticatedUsers", "198.51.100.0/24")),
            Action::ImportInto(Into::Open),
        ],
        expect![[r#"
            == Pasted scenario ==
            Requests 0
            -- Understood: 4 objects --
              1 host
              1 IAM policy
              1 process
              1 proxy settings
              Changed:
                IAM policy project/shop-dev
                  bindings[0].members[0]: "allUsers" → "allAuthenticatedUsers"
                process host/h 80/http
                  allowFrom[0]: "192.0.2.0/24" → "198.51.100.0/24"
                proxy settings host/h
                  https: "http://allUsers.example:3128" → "http://allAuthenticatedUsers.example:3128"
              Unchanged:
                host h
              [Import into this scenario]
            (Done: open what was pasted)
        "#]],
    );
}

#[test]
fn an_example_is_nothing_to_add_ones_own_to_unless_asked() {
    let editor = after([Action::OpenExample(1), paste(NETWORK)]);
    assert_eq!(
        editor.import.as_ref().map(|import| import.into),
        Some(Into::New)
    );
    let editor = editor.apply(Action::ImportInto(Into::Open));
    let editor = editor.apply(Action::AcceptImport);
    let open = editor.open.as_ref().expect("merged");
    assert_eq!(open.results.len(), 2, "the example's requests stay");
    assert!(open.scene.node("network/shop-dev/global/shop").is_some());
}

#[test]
fn there_is_always_a_way_back() {
    let actions = [Action::OpenExample(1), paste(NETWORK), Action::AcceptImport];
    let editor = after(actions);
    assert!(editor.holds_work());
    let back = editor.apply(Action::Undo);
    check_open(&back, Some("Ingress internal: the other service gets 404"));
    check_open(&back.apply(Action::Redo), Some("Pasted scenario"));
    let start = back.apply(Action::Undo);
    check_open(&start, None);
    assert_eq!(start.view, View::Gallery);
    check_open(&start.apply(Action::Undo), None);
}

#[track_caller]
fn check_open(editor: &Editor, title: Option<&str>) {
    let open = editor.open.as_ref().map(|open| view::title(Lang::En, open));
    assert_eq!(open.as_deref(), title);
}

#[test]
fn what_cannot_be_read_changes_nothing_and_says_why() {
    check(
        [paste("Dear network team, it does not work again.")],
        expect![[r#"
            == Gallery ==
            -- Nothing could be read. --
              NOT_UNDERSTOOD line 1, column 1
        "#]],
    );
    check(
        [paste("dear team"), paste(NETWORK)],
        expect![[r#"
        == Gallery ==
        -- Understood: 1 object --
          1 VPC network
          New:
            VPC network shop
          [Open as a new scenario]
    "#]],
    );
    let editor = after([paste("dear team"), Action::AcceptImport]);
    assert!(editor.open.is_none() && editor.import.is_none());
}

#[test]
fn a_request_that_is_asked_joins_the_list_and_can_be_taken_back() {
    let ask = Action::Ask("run/client-node -> https://storage.googleapis.com/".to_owned());
    check(
        [Action::OpenExample(1), ask.clone()],
        expect![[r#"
        == Ingress internal: the other service gets 404 ==
        Requests 3 | as expected 2 / 2
          rejected 404 | client-node → server-node
          rejected 404 | laptop → server-node
        > delivered | client-node → storage.googleapis.com | source google-dynamic
        [delivered] It reaches the Google API.
          Source IP as the destination sees it: google-dynamic not fixed
          Name resolution: google 
        5 steps
          1. Start: Cloud Run service
          2. Name resolution
          3. Serverless to the internet
          4. New connection
        ! 5. Delivered
    "#]],
    );
    let editor = after([Action::OpenExample(1), ask, Action::Undo]);
    assert_eq!(editor.open.map(|open| open.results.len()), Some(2));
    let editor = after([
        Action::OpenExample(1),
        Action::Ask("run/nobody -> ".to_owned()),
    ]);
    assert!(editor.refused.is_some_and(|problems| !problems.is_empty()));
}

#[test]
fn steps_go_round_within_the_trace() {
    let editor = after([Action::OpenExample(1), Action::PreviousStep]);
    assert_eq!(editor.chosen.step, Some(editor.steps()));
    let end = editor.apply(Action::NextStep);
    assert_eq!(end.chosen.step, Some(editor.steps()));
    let start = editor
        .apply(Action::ChooseStep(Some(1)))
        .apply(Action::PreviousStep);
    assert_eq!(start.chosen.step, None);
    assert_eq!(editor.apply(Action::ChooseStep(Some(99))).chosen.step, None);
}

#[test]
fn of_several_legs_the_last_is_shown_first() {
    let tunnel = examples()
        .iter()
        .position(|example| example.file.contains("ssh-tunnel"))
        .expect("the gallery has a tunnel");
    let editor = after([Action::OpenExample(tunnel)]);
    let legs = editor.result().map_or(0, |result| result.legs.len());
    assert!(legs > 1);
    assert_eq!(editor.chosen.leg, legs - 1);
    let first = editor.apply(Action::ChooseLeg(0));
    assert!(first.overlay != editor.overlay);
    assert_eq!(first.apply(Action::ChooseLeg(99)).chosen.leg, legs - 1);
}

#[test]
fn every_example_is_read_without_a_problem_and_ends_as_expected() {
    for (index, example) in examples().iter().enumerate() {
        let editor = after([Action::OpenExample(index)]);
        let open = editor.open.as_ref().expect("opened");
        assert_eq!(open.problems, [], "{}", example.file);
        for result in &open.results {
            assert_eq!(result.unmet, [], "{} {:?}", example.file, result.name);
        }
    }
}
