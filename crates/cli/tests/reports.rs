//! `hopscope check` for a pull request and for what shows test results.

mod support;

use support::{fixture, is_japanese, run, run_with};

fn check(more: &[&str]) -> support::Run {
    let files = [
        fixture("two-services.hopscope.json"),
        fixture("wrong-expectation.hopscope.json"),
    ];
    let mut args = vec!["check", files[0].as_str(), files[1].as_str()];
    args.extend(more);
    run(&args)
}

#[test]
fn markdown_is_a_table_with_reasons_and_the_content_id() {
    let told = check(&["--format", "markdown"]);
    assert_eq!(told.status, 1, "{}", told.err);
    for part in [
        "# One Cloud Run service calls another\n\n3 requests: 2 as expected, 1 not as expected,",
        "| # | Request | Outcome | Expectation | Source IP |",
        "| 2 | to the internal one<br>`run/asia-northeast1/caller` → `https://inside-abc123-an.a.run.app/` | ⊘ **rejected 404** | ✓ as expected | google-dynamic",
        "| ✕ not as expected |",
        "- Reason code: `RUN_INGRESS_DISALLOWED`",
        "Content id `",
    ] {
        assert!(told.out.contains(part), "{part}: {}", told.out);
    }
    let ja = check(&["--format", "markdown", "--lang", "ja"]);
    for part in [
        "通信 3 件",
        "| # | 通信 | 結果 | 期待 | 送信元 IP |",
        "内容 ID `",
    ] {
        assert!(ja.out.contains(part), "{part}: {}", ja.out);
    }
}

#[test]
fn markdown_links_the_scenario_that_was_checked() {
    let told = check(&[
        "--format",
        "markdown",
        "--page",
        "https://hopscope.example/app/",
    ]);
    let at = told
        .out
        .find("(<https://hopscope.example/app/#h1.")
        .expect("a link");
    let link = told.out[at + 2..].split('>').next().expect("it ends");
    let opened = run(&["open", link]);
    assert_eq!(opened.status, 0, "{}", opened.err);
    let id = |text: &str| {
        text.split("ntent id `")
            .nth(1)
            .map(|rest| rest[..12].to_owned())
    };
    let again = run_with(
        &["check", "--format", "markdown", "-"],
        &[],
        Some(&opened.out),
    );
    assert_eq!(id(&again.out), id(&told.out));
    assert!(id(&told.out).is_some());
}

/// A scenario of so many requests, of which the last is not as expected.
fn many(count: usize) -> String {
    let requests: Vec<String> = (1..=count)
        .map(|number| {
            let outcome = if number == count { "dropped" } else { "delivered" };
            format!(
                r#"{{"name":"number {number}","from":"internet:203.0.113.9","to":"https://www{number}.acme.example/","expect":{{"outcome":"{outcome}"}}}}"#
            )
        })
        .collect();
    format!(
        r#"{{"hopscope":1,"project":"acme-dev","resources":[],"requests":[{}]}}"#,
        requests.join(",")
    )
}

#[test]
fn a_comment_holds_what_went_wrong_however_much_there_is() {
    let told = run_with(
        &["check", "-", "--format", "markdown"],
        &[],
        Some(&many(900)),
    );
    assert_eq!(told.status, 1, "{}", told.err);
    // GitHub takes 65,536 characters; bytes are at least as many.
    assert!(told.out.len() < 65_536, "{}", told.out.len());
    assert!(
        told.out.contains("| 900 | number 900<br>"),
        "the one that matters is in the table"
    );
    assert!(
        told.out.contains("\n## 900. number 900\n"),
        "with its reason"
    );
    assert!(told.out.contains("more have no room here."));
    assert!(
        told.out
            .contains("900 requests: 899 as expected, 1 not as expected")
    );
    let few = run_with(
        &["check", "-", "--format", "markdown"],
        &[],
        Some(&many(20)),
    );
    assert!(!few.out.contains("no room"), "{}", few.out);
}

#[test]
fn junit_has_a_test_case_a_request_and_steps_for_what_failed() {
    let told = check(&["--format", "junit"]);
    assert_eq!(told.status, 1, "{}", told.err);
    for part in [
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
        "<testsuites name=\"hopscope\" tests=\"3\" skipped=\"0\" failures=\"1\" errors=\"0\"",
        "<testsuite name=\"One Cloud Run service calls another\"",
        "<testcase name=\"to the open one\" classname=\"run/asia-northeast1/caller\"",
        "type=\"RUN_INGRESS_DISALLOWED\"",
        "Expected delivered, got rejected.",
        "CHECK_RUN_INGRESS",
        "What to do",
    ] {
        assert!(told.out.contains(part), "{part}: {}", told.out);
    }
    assert_eq!(told.out.matches("<failure").count(), 1);
    assert!(!told.out.contains(" time"), "no times: {}", told.out);
    assert_eq!(check(&["--format", "junit"]).out, told.out);

    let ja = check(&["--format", "junit", "--lang", "ja"]);
    assert!(ja.out.contains("次にすること"), "{}", ja.out);
}

#[test]
fn junit_is_not_well_where_the_command_is_not() {
    // What is not known is no success without an expectation either.
    let unknown = r#"{"hopscope":1,"project":"acme-dev","resources":[],"requests":[{"from":"run/gone","to":"https://a.example/"},{"from":"run/gone","to":"https://a.example/"}]}"#;
    let told = run_with(&["check", "-", "--format", "junit"], &[], Some(unknown));
    assert_eq!(told.status, 1, "{}{}", told.out, told.err);
    assert!(told.out.contains("failures=\"2\""), "{}", told.out);
    assert!(
        told.out.contains("run/gone → https://a.example/ (2)\""),
        "{}",
        told.out
    );

    let empty = r#"{"hopscope":1,"project":"acme-dev","resources":[]}"#;
    let told = run_with(&["check", "-", "--format", "junit"], &[], Some(empty));
    assert_eq!(told.status, 2);
    assert!(told.out.contains("errors=\"1\""), "{}", told.out);
    assert!(told.out.contains("nothing was checked"), "{}", told.out);

    let file = fixture("two-services.hopscope.json");
    let told = run(&[
        "check",
        &file,
        &fixture("truncated.json"),
        "--format",
        "junit",
    ]);
    assert_eq!(told.status, 2, "{}", told.err);
    assert!(told.out.contains("TRUNCATED"), "{}", told.out);
    let told = run(&[
        "check",
        &file,
        &fixture("truncated.json"),
        "--format",
        "markdown",
    ]);
    assert!(told.out.contains("- `TRUNCATED`: "), "{}", told.out);
}

#[test]
fn what_is_markup_in_xml_and_markdown_stays_text() {
    let scenario = r#"{"hopscope":1,"title":"<b>|\u0007x","project":"p","resources":[],"requests":[{"name":"a <script> & \"b\" | c","from":"internet:203.0.113.9","to":"https://a.example/"}]}"#;
    let told = run_with(&["check", "-", "--format", "junit"], &[], Some(scenario));
    assert!(
        told.out
            .contains("a &lt;script&gt; &amp; &quot;b&quot; | c"),
        "{}",
        told.out
    );
    assert!(!told.out.contains('\u{7}'), "no XML may hold that");
    let told = run_with(&["check", "-", "--format", "markdown"], &[], Some(scenario));
    assert!(
        told.out.contains("a &lt;script> &amp; \"b\" \\| c"),
        "{}",
        told.out
    );
}

#[test]
fn what_cannot_be_carried_out_is_said_in_both_languages() {
    let file = fixture("two-services.hopscope.json");
    let trace = [
        "trace",
        &file,
        "--from",
        "run/caller",
        "--to",
        "https://a.example/",
    ];
    let with = |more: &[&'static str]| -> Vec<String> {
        let args = trace.iter().copied().chain(more.iter().copied());
        args.map(str::to_owned).collect()
    };
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let port = taken.local_addr().expect("it has one").port().to_string();
    let own = |args: &[&str]| -> Vec<String> { args.iter().map(|arg| (*arg).to_owned()).collect() };
    let page = support::Folder::new("page-of-two-languages");
    page.write("index.html", "the page");
    let folder = page.0.display().to_string();
    for (args, en, ja) in [
        (
            own(&["check", "no-such.json"]),
            "cannot read no-such.json: there is no such file",
            "no-such.json を読めません: ファイルがありません",
        ),
        (
            own(&["check", "-", "-"]),
            "can be read once only",
            "1 回しか読めません",
        ),
        (
            with(&["--credential", "{"]),
            "--credential is not JSON",
            "--credential を JSON として読めません",
        ),
        (
            own(&["serve", "--dir", "no-such-folder"]),
            "there is no page in no-such-folder",
            "no-such-folder にページがありません",
        ),
        (
            own(&["serve", "--dir", &folder, "--port", &port]),
            "another program has it",
            "ほかのプログラムが使用しています",
        ),
        (
            own(&["man", "prove"]),
            "there is no command prove",
            "prove というコマンドはありません",
        ),
    ] {
        let mut args: Vec<&str> = args.iter().map(String::as_str).collect();
        let told = run(&args);
        assert_eq!((told.status, told.out.as_str()), (2, ""), "{args:?}");
        assert!(
            told.err.starts_with("hopscope: ") && told.err.contains(en),
            "{args:?}: {}",
            told.err
        );
        args.extend(["--lang", "ja"]);
        let told = run(&args);
        assert_eq!((told.status, told.out.as_str()), (2, ""), "{args:?}");
        assert!(
            told.err.contains(ja) && is_japanese(&told.err),
            "{args:?}: {}",
            told.err
        );
    }
    // Also where only the environment says which language.
    let told = run_with(&["check", "no-such.json"], &[("LANG", "ja_JP.UTF-8")], None);
    assert!(is_japanese(&told.err), "{}", told.err);
}

#[test]
fn every_command_is_completed_and_has_a_manual_page() {
    let help = run(&["--help"]).out;
    let list = help
        .split("\nCommands:\n")
        .nth(1)
        .and_then(|rest| rest.split("\n\n").next());
    let commands: Vec<&str> = list
        .unwrap_or_default()
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert!(commands.len() > 8 && commands.contains(&"check"), "{help}");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = run(&["completions", shell]);
        assert_eq!((script.status, script.err.as_str()), (0, ""));
        for command in &commands {
            assert!(script.out.contains(command), "{shell}: {command}");
        }
    }
    // A manual page may write a hyphen so that no line is broken at it.
    let plain = |page: &str| page.replace("\\-", "-");
    let whole = plain(&run(&["man"]).out);
    assert!(whole.contains(".TH hopscope 1"), "{whole}");
    for command in &commands {
        let page = run(&["man", command]);
        assert_eq!(page.status, 0, "{}", page.err);
        assert!(
            plain(&page.out).contains(&format!(".TH hopscope-{command} 1")),
            "{}",
            page.out
        );
        assert!(
            whole.contains(&format!("hopscope-{command}(1)")),
            "{command}: {whole}"
        );
    }
    assert_eq!(run(&["completions", "cmd"]).status, 2);
}
