//! Headlines and plain-text reports of results made by hand.

use std::collections::BTreeMap;

use expect_test::expect;
use hopscope_model::result::{
    Assumption, Blocker, Considered, Expectation, Loser, LostBecause, Missing, NotModelled,
    Outcome, OutcomeKind, Packet, Reached, Report, Says, SeenSource, Step, StoppedAt, Trace, Unmet,
};
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, State};
use hopscope_text::{Lang, fill, headline, report};

fn step(state: State, resource: Option<&str>, says: Says<SaysId>, packet: Option<Packet>) -> Step {
    Step {
        state,
        resource: resource.map(str::to_owned),
        says,
        packet,
        considered: Considered::default(),
        doc: None,
    }
}

fn packet(destination: &str) -> Packet {
    Packet {
        protocol: "tcp".to_owned(),
        source: vec!["google-dynamic".to_owned()],
        source_port: None,
        destination: destination.to_owned(),
        destination_port: Some(443),
        host: Some("inside.a.run.app".to_owned()),
    }
}

/// A call that the ingress setting refuses.
fn refused() -> Outcome {
    let at = "run/asia-northeast1/inside";
    let mut decides = step(
        State::CheckRunIngress,
        Some(at),
        Says::new(SaysId::IngressDeniesPublic)
            .arg("service", "inside")
            .arg("ingress", "internal"),
        Some(packet("216.239.32.53")),
    );
    decides.considered = Considered {
        total: 7,
        shown: vec![Loser {
            resource: "network/default".to_owned(),
            lost_because: LostBecause {
                field: "project".to_owned(),
                wanted: "acme-dev".to_owned(),
                got: "none".to_owned(),
            },
        }],
    };
    decides.doc = Some("https://cloud.google.com/run/docs/securing/ingress#settings".to_owned());
    let steps = vec![
        step(
            State::StartFromCloudRunRevision,
            Some("run/asia-northeast1/caller"),
            Says::new(SaysId::StartServerlessInternet).arg("name", "caller"),
            Some(packet("216.239.32.53")),
        ),
        decides,
        step(
            State::Reject,
            Some(at),
            Says::new(SaysId::Rejected).arg("cause", "RUN_INGRESS_DISALLOWED"),
            None,
        ),
    ];
    Outcome {
        name: Some("to the internal one".to_owned()),
        from: "run/asia-northeast1/caller".to_owned(),
        to: "https://inside.a.run.app/".to_owned(),
        outcome: OutcomeKind::Rejected,
        cause: Some(Cause::RunIngressDisallowed),
        status: Some(404),
        caller_sees: Some(Says::new(CallerSees::Http404FrontEnd)),
        stopped_at: Some(StoppedAt {
            trace: 1,
            step: 3,
            resource: Some(at.to_owned()),
        }),
        reached: None,
        source: Some(SeenSource {
            addresses: vec!["google-dynamic".to_owned()],
            fixed: Some(false),
            logged: None,
        }),
        resolved: vec!["216.239.32.53".to_owned(), "216.239.34.53".to_owned()],
        assumptions: vec![Assumption {
            id: "ASSUMED_COMPLETE".to_owned(),
            args: BTreeMap::from([
                ("kind".to_owned(), "firewall-policy".to_owned()),
                ("project".to_owned(), "acme-dev".to_owned()),
            ]),
            settled_by: Some("gcloud compute network-firewall-policies list".to_owned()),
            text: None,
        }],
        missing: Vec::new(),
        unmodelled: Vec::new(),
        blockers: vec![Blocker {
            state: State::CheckInvoker,
            cause: Cause::IamUnauthenticated,
            resource: Some(at.to_owned()),
        }],
        traces: vec![Trace {
            outcome: OutcomeKind::Rejected,
            cause: Some(Cause::RunIngressDisallowed),
            steps,
        }],
        legs: Vec::new(),
        expectation: Expectation::Unmet,
        unmet: vec![Unmet {
            field: "outcome".to_owned(),
            expected: "delivered".to_owned(),
            got: "rejected".to_owned(),
        }],
        connectivity_test: None,
    }
}

fn report_of(results: Vec<Outcome>) -> Report {
    Report {
        hopscope: 1,
        rules: "2026-11-22".to_owned(),
        scenario: "7f3a91c05b22".to_owned(),
        problems: Vec::new(),
        results,
    }
}

#[test]
fn a_refusal_in_english() {
    expect![[r#"
        ⊘ rejected 404  to the internal one
          run/asia-northeast1/caller → https://inside.a.run.app/
          The ingress setting of inside is internal. This request came past every VPC network, so it does not count as internal.
          The caller gets HTTP 404, with Google's page "Error: Page not found", not from the application.
          Source IP as the destination sees it: google-dynamic (Google's dynamic addresses); not fixed
          Name resolution: 216.239.32.53, 216.239.34.53
          Reason code: RUN_INGRESS_DISALLOWED
          ! Expected delivered, got rejected.

           1. caller sends the request. It has no VPC access.
              START_FROM_CLOUD_RUN_REVISION run/asia-northeast1/caller
              tcp google-dynamic → 216.239.32.53:443 (inside.a.run.app)
           2. The ingress setting of inside is internal. This request came past every VPC network, so it does not count as internal.
              CHECK_RUN_INGRESS run/asia-northeast1/inside
              not network/default: its project is acme-dev, here it is none
              and 6 more
              https://cloud.google.com/run/docs/securing/ingress#settings
           3. Cloud Run's ingress setting does not let the request in. The caller gets HTTP 404, with Google's page "Error: Page not found", not from the application.
              REJECT run/asia-northeast1/inside

          Behind this, also in the way
            - The request carries no credential (run/asia-northeast1/inside) IAM_UNAUTHENTICATED

          Assumed
            - The scenario is taken to hold every firewall policy of project acme-dev that matters here.
              $ gcloud compute network-firewall-policies list

          What to do
            - Send the request through the VPC: gcloud run services update CALLER --vpc-egress=all-traffic with Private Google Access in the subnet; or a private zone run.app that resolves to 199.36.153.8/30; or a Private Service Connect endpoint. Opening the ingress to all makes the service reachable from the internet.
              https://cloud.google.com/run/docs/securing/private-networking
    "#]].assert_eq(&report::text(Lang::En, &report_of(vec![refused()])));
}

#[test]
fn a_refusal_in_japanese() {
    expect![[r#"
        ⊘ 応答で拒否 404  to the internal one
          run/asia-northeast1/caller → https://inside.a.run.app/
          inside の内向き (ingress) は「内部」です。このリクエストは VPC を通らずに着いたため、内部とは見なされません。
          呼び出し側には HTTP 404 が返ります。アプリケーションではなく、Google の「Error: Page not found」のページです。
          宛先から見た送信元 IP: google-dynamic (Google の動的アドレス)、変動
          名前解決: 216.239.32.53, 216.239.34.53
          理由コード: RUN_INGRESS_DISALLOWED
          ! 期待は「到達」ですが、結果は「応答で拒否」です。

           1. caller から送ります。VPC には接続していません。
              START_FROM_CLOUD_RUN_REVISION run/asia-northeast1/caller
              tcp google-dynamic → 216.239.32.53:443 (inside.a.run.app)
           2. inside の内向き (ingress) は「内部」です。このリクエストは VPC を通らずに着いたため、内部とは見なされません。
              CHECK_RUN_INGRESS run/asia-northeast1/inside
              network/default は当てはまりません: project は acme-dev、ここでは none
              ほか 6 件
              https://cloud.google.com/run/docs/securing/ingress?hl=ja#settings
           3. Cloud Run の内向き (ingress) の設定がリクエストを受け付けません。呼び出し側には HTTP 404 が返ります。アプリケーションではなく、Google の「Error: Page not found」のページです。
              REJECT run/asia-northeast1/inside

          この先にもある障害
            - リクエストに認証情報がありません (run/asia-northeast1/inside) IAM_UNAUTHENTICATED

          前提
            - プロジェクト acme-dev のファイアウォール ポリシーは、関係するものがすべてシナリオにあるものとします。
              $ gcloud compute network-firewall-policies list

          次にすること
            - リクエストを VPC 経由にします。方法は、サブネットで限定公開の Google アクセス (PGA) を有効にして gcloud run services update CALLER --vpc-egress=all-traffic とする、限定公開ゾーン run.app を 199.36.153.8/30 に解決する、Private Service Connect (PSC) エンドポイントを使う、のどれかです。内向きを「すべて」にすると、インターネットから届くようになります。
              https://cloud.google.com/run/docs/securing/private-networking?hl=ja
    "#]].assert_eq(&report::text(Lang::Ja, &report_of(vec![refused()])));
}

#[test]
fn a_summary_counts() {
    let met = Outcome {
        expectation: Expectation::Met,
        unmet: Vec::new(),
        connectivity_test: None,
        ..refused()
    };
    let none = Outcome {
        expectation: Expectation::None,
        name: None,
        unmet: Vec::new(),
        connectivity_test: None,
        ..refused()
    };
    expect![[r#"
        ⊘ rejected 404  to the internal one
          run/asia-northeast1/caller → https://inside.a.run.app/
          The ingress setting of inside is internal. This request came past every VPC network, so it does not count as internal.
          The caller gets HTTP 404, with Google's page "Error: Page not found", not from the application.
          Source IP as the destination sees it: google-dynamic (Google's dynamic addresses); not fixed
          Name resolution: 216.239.32.53, 216.239.34.53
          Reason code: RUN_INGRESS_DISALLOWED
          = The result is as expected.

        ⊘ rejected 404
          run/asia-northeast1/caller → https://inside.a.run.app/
          The ingress setting of inside is internal. This request came past every VPC network, so it does not count as internal.
          The caller gets HTTP 404, with Google's page "Error: Page not found", not from the application.
          Source IP as the destination sees it: google-dynamic (Google's dynamic addresses); not fixed
          Name resolution: 216.239.32.53, 216.239.34.53
          Reason code: RUN_INGRESS_DISALLOWED

        2 requests: 1 as expected, 0 not as expected, 1 without expectation.
    "#]].assert_eq(&report::summary(Lang::En, &report_of(vec![met, none])));
}

#[test]
fn the_reason_is_what_decided() {
    let head = |result: &Outcome| headline(Lang::En, result).reason;
    let refused = refused();
    assert!(head(&refused).starts_with("The ingress setting of inside is internal."));

    let mut delivered = refused.clone();
    delivered.outcome = OutcomeKind::Delivered;
    delivered.stopped_at = None;
    delivered.traces[0].outcome = OutcomeKind::Delivered;
    delivered.traces[0].steps[2].says = Says::new(SaysId::Delivered)
        .arg("target", "CLOUD_RUN_REVISION")
        .arg("resource", "run/asia-northeast1/inside");
    delivered.reached = Some(Reached {
        target: "CLOUD_RUN_REVISION".to_owned(),
        resource: None,
    });
    assert_eq!(
        head(&delivered),
        "It reaches the Cloud Run service run/asia-northeast1/inside."
    );
    assert_eq!(
        headline(Lang::Ja, &delivered).reason,
        "Cloud Run サービス run/asia-northeast1/inside に届きます。"
    );

    // What strictness made of it: the assumption is the reason.
    let mut strict = delivered.clone();
    strict.outcome = OutcomeKind::Incomplete;
    assert!(head(&strict).contains("--strict"), "{}", head(&strict));
    assert!(
        head(&strict).contains("firewall policy"),
        "{}",
        head(&strict)
    );

    let mut open = refused.clone();
    open.outcome = OutcomeKind::Incomplete;
    open.cause = Some(Cause::RouteConfigNotFound);
    open.missing = vec![Missing {
        kind: "route".to_owned(),
        name: None,
        project: Some("acme-dev".to_owned()),
        command: Some("gcloud compute routes list".to_owned()),
    }];
    open.traces[0].outcome = OutcomeKind::Incomplete;
    open.traces[0].steps[2].says = Says::new(SaysId::Incomplete)
        .arg("kind", "route")
        .arg("name", "");
    assert_eq!(
        head(&open),
        "The answer needs something that is not in the scenario: route."
    );

    let mut unmodelled = refused.clone();
    unmodelled.outcome = OutcomeKind::Unmodelled;
    unmodelled.unmodelled = vec![NotModelled {
        feature: "VPC_PEERING".to_owned(),
        resource: None,
        doc: None,
    }];
    unmodelled.traces[0].outcome = OutcomeKind::Unmodelled;
    unmodelled.traces[0].steps[2].says =
        Says::new(SaysId::Unmodelled).arg("feature", "VPC_PEERING");
    assert_eq!(
        head(&unmodelled),
        "VPC Network Peering is not modelled, and it could decide here."
    );

    let mut several = refused;
    several.outcome = OutcomeKind::Ambiguous;
    several.traces.push(delivered.traces[0].clone());
    assert_eq!(
        head(&several),
        "The paths end differently: delivered 1, rejected 1."
    );
}

#[test]
fn a_result_without_steps_still_has_a_reason() {
    let mut bare = refused();
    bare.traces.clear();
    assert_eq!(
        headline(Lang::En, &bare).reason,
        "Cloud Run's ingress setting does not let the request in."
    );
    bare.cause = None;
    assert!(!headline(Lang::Ja, &bare).reason.is_empty());
}

#[test]
fn sentences_stand_beside_their_ids() {
    let mut report = report_of(vec![Outcome {
        legs: vec![refused()],
        ..refused()
    }]);
    fill::fill(Lang::Ja, &mut report);
    let result = &report.results[0];
    for outcome in [result, &result.legs[0]] {
        for step in &outcome.traces[0].steps {
            assert!(step.says.text.is_some());
        }
        assert!(
            outcome
                .caller_sees
                .as_ref()
                .is_some_and(|sees| sees.text.is_some())
        );
        assert!(outcome.assumptions[0].text.is_some());
    }
    let last = result.traces[0].steps[2]
        .says
        .text
        .as_deref()
        .unwrap_or_default();
    assert!(
        last.contains("受け付けません。") && last.contains("404"),
        "{last}"
    );
}
