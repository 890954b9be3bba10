//! The built command: exit status, standard output and error, JSON by its schema, both languages.

mod support;

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::Value;

use support::{Run, fixture, json, run, run_with};

const TO_INSIDE: [&str; 4] = [
    "--from",
    "run/caller",
    "--to",
    "https://inside-abc123-an.a.run.app/",
];

fn trace(more: &[&str]) -> Run {
    let file = fixture("two-services.hopscope.json");
    let mut args = vec!["trace", file.as_str()];
    args.extend(more);
    run(&args)
}

#[test]
fn what_is_as_expected_is_well() {
    let run = run(&["check", &fixture("two-services.hopscope.json")]);
    assert_eq!(run.status, 0, "{}{}", run.out, run.err);
    assert!(
        run.out.contains("✓ delivered  to the open one"),
        "{}",
        run.out
    );
    assert!(
        run.out.contains("⊘ rejected 404  to the internal one"),
        "{}",
        run.out
    );
    assert!(run.out.contains("2 requests: 2 as expected"), "{}", run.out);
    assert_eq!(run.err, "");
}

#[test]
fn what_is_not_as_expected_is_told_with_its_steps() {
    let run = run(&[
        "check",
        &fixture("two-services.hopscope.json"),
        &fixture("wrong-expectation.hopscope.json"),
    ]);
    assert_eq!(run.status, 1, "{}{}", run.out, run.err);
    assert!(
        run.out.contains("Expected delivered, got rejected."),
        "{}",
        run.out
    );
    assert!(run.out.contains("CHECK_RUN_INGRESS"), "{}", run.out);
    assert!(run.out.contains("What to do"), "{}", run.out);
}

#[test]
fn nothing_to_check_is_no_success() {
    let empty = r#"{"hopscope":1,"project":"acme-dev","resources":[]}"#;
    let run = run_with(&["check", "-"], &[], Some(empty));
    assert_eq!(run.status, 2, "{}{}", run.out, run.err);
    assert!(run.err.contains("nothing was checked"), "{}", run.err);
}

#[test]
fn a_request_that_is_not_understood_is_no_success() {
    let scenario = r#"{"hopscope":1,"project":"acme-dev","resources":[],"requests":[
        {"name":"fine","from":"internet:203.0.113.9","to":"https://www.acme.example/"},
        {"name":"no port","from":"internet:203.0.113.9","to":"tcp://198.51.100.1"}]}"#;
    let run = run_with(&["check", "-"], &[], Some(scenario));
    assert_eq!(run.status, 2, "{}{}", run.out, run.err);
    assert!(run.err.contains("PORT_MISSING"), "{}", run.err);
}

#[test]
fn a_trace_says_outcome_reason_source_and_steps() {
    let run = trace(&TO_INSIDE);
    assert_eq!(run.status, 0, "{}{}", run.out, run.err);
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines[0], "⊘ rejected 404");
    assert_eq!(
        lines[1],
        "  run/asia-northeast1/caller → https://inside-abc123-an.a.run.app/"
    );
    assert_eq!(
        lines[2],
        "  The ingress setting of inside is internal. This request came past every VPC network, so it does not count as internal."
    );
    for part in [
        "Source IP as the destination sees it: google-dynamic",
        "Name resolution: 216.239.32.53, 216.239.34.53, 216.239.36.53, 216.239.38.53",
        "Reason code: RUN_INGRESS_DISALLOWED",
        "   1. ",
        "https://cloud.google.com/run/docs/securing/",
    ] {
        assert!(run.out.contains(part), "{part}: {}", run.out);
    }
}

#[test]
fn the_language_is_that_asked_for_or_that_of_the_environment() {
    let file = fixture("two-services.hopscope.json");
    let mut args = vec!["trace", file.as_str()];
    args.extend(TO_INSIDE);
    let japanese = "⊘ 応答で拒否 404";
    let first = |run: &Run| run.out.lines().next().unwrap_or_default().to_owned();
    assert_eq!(
        first(&run_with(&args, &[("LANG", "ja_JP.UTF-8")], None)),
        japanese
    );
    assert_eq!(
        first(&run_with(
            &args,
            &[("LANG", "ja_JP.UTF-8"), ("LC_ALL", "C")],
            None
        )),
        "⊘ rejected 404"
    );
    args.extend(["--lang", "ja"]);
    let asked = run_with(&args, &[("LANG", "en_US.UTF-8")], None);
    assert_eq!(first(&asked), japanese);
    assert!(
        asked.out.contains("宛先から見た送信元 IP: google-dynamic"),
        "{}",
        asked.out
    );
    assert!(asked.out.contains("hl=ja"), "{}", asked.out);
}

#[test]
fn json_is_as_the_schema_says() {
    let schema = json(&run(&["schema"]));
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    let files = [
        fixture("two-services.hopscope.json"),
        fixture("wrong-expectation.hopscope.json"),
        fixture("broken-firewall.json"),
    ];
    let mut args = vec!["check", "--format", "json"];
    args.extend(files.iter().map(String::as_str));
    for more in [&[][..], &["--lang", "ja"], &["--strict"]] {
        args.extend(more);
        let report = json(&run(&args));
        let wrong: Vec<String> = validator
            .iter_errors(&report)
            .map(|error| error.to_string())
            .collect();
        assert_eq!(wrong, Vec::<String>::new());
        assert_eq!(report["results"].as_array().map(Vec::len), Some(3));
        assert_eq!(report["hopscope"], 1);
    }
    let broken = serde_json::json!({"hopscope": 1, "results": [{"outcome": "arrived"}]});
    assert!(!validator.is_valid(&broken), "the schema refuses nothing");
}

#[test]
fn json_has_sentences_only_where_a_language_is_asked_for() {
    let mut args = vec!["--format", "json"];
    args.extend(TO_INSIDE);
    let plain = trace(&args);
    assert!(!plain.out.contains("\"text\""), "{}", plain.out);
    args.extend(["--lang", "ja"]);
    let report = json(&trace(&args));
    let steps = report["results"][0]["traces"][0]["steps"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    assert!(!steps.is_empty());
    for step in &steps {
        let text = step["says"]["text"].as_str().unwrap_or_default();
        assert!(text.contains('。'), "{step}");
    }
    assert!(report["results"][0]["callerSees"]["text"].is_string());
}

#[test]
fn json_is_the_same_bytes_every_time_and_in_every_environment() {
    let mut args = vec!["--format", "json"];
    args.extend(TO_INSIDE);
    let file = fixture("two-services.hopscope.json");
    let mut whole = vec!["trace", file.as_str()];
    whole.extend(&args);
    let first = run_with(&whole, &[], None).out;
    let second = run_with(&whole, &[("LANG", "ja_JP.UTF-8")], None).out;
    assert_eq!(first, second);
    let fields = [
        "\"hopscope\"",
        "\"rules\"",
        "\"scenario\"",
        "\"problems\"",
        "\"results\"",
    ];
    let places: Vec<Option<usize>> = fields.iter().map(|field| first.find(field)).collect();
    assert!(
        places.is_sorted() && places.iter().all(Option::is_some),
        "{first}"
    );
}

#[test]
fn nothing_may_be_assumed_when_strict() {
    let to = [
        "--from",
        "run/caller",
        "--to",
        "https://unsaid-abc123-an.a.run.app/",
    ];
    let lenient = trace(&to);
    assert_eq!(lenient.status, 0, "{}{}", lenient.out, lenient.err);
    assert!(lenient.out.starts_with("✓ delivered"), "{}", lenient.out);
    assert!(lenient.out.contains("Assumed"), "{}", lenient.out);
    let strict = trace(&[&to[..], &["--strict"]].concat());
    assert_eq!(strict.status, 1, "{}{}", strict.out, strict.err);
    assert!(strict.out.starts_with("? incomplete"), "{}", strict.out);
    assert!(strict.out.contains("--strict"), "{}", strict.out);
}

#[test]
fn what_is_not_known_is_no_success() {
    let run = trace(&[
        "--from",
        "run/no-such",
        "--to",
        "https://open-abc123-an.a.run.app/",
    ]);
    assert_eq!(run.status, 1, "{}{}", run.out, run.err);
    assert!(run.out.starts_with("? incomplete"), "{}", run.out);
    assert!(run.out.contains("gcloud run services"), "{}", run.out);
}

#[test]
fn an_error_shows_its_line_with_a_caret() {
    let file = fixture("broken-firewall.json");
    let run = run(&["import", &file]);
    assert_eq!(run.status, 0, "{}", run.err);
    let lines: Vec<&str> = run.err.lines().collect();
    let at = lines
        .iter()
        .position(|line| line.contains(&format!("{file}:10:")))
        .unwrap_or_else(|| panic!("{}", run.err));
    assert!(
        lines[at - 1].starts_with("error FIELD_INVALID: "),
        "{}",
        run.err
    );
    assert!(lines[at].contains("[1].allowed[0].ports[1]"), "{}", run.err);
    assert!(
        lines[at + 2].contains("10 |     \"allowed\""),
        "{}",
        run.err
    );
    let caret = lines[at + 3].find('^').expect("a caret");
    assert_eq!(
        lines[at + 2].get(caret..caret + 6),
        Some("\"80-x\""),
        "{}",
        run.err
    );
    assert!(lines[at + 4].starts_with("  = "), "{}", run.err);
}

#[test]
fn several_files_are_told_apart() {
    let (good, broken) = (
        fixture("two-services.hopscope.json"),
        fixture("broken-firewall.json"),
    );
    let run = run(&["import", &good, &broken, "--lang", "ja"]);
    assert!(run.err.contains(&format!("{broken}:10:")), "{}", run.err);
    assert!(run.err.contains("エラー FIELD_INVALID: "), "{}", run.err);
}

#[test]
fn input_that_cannot_be_used_is_said_and_ends_with_2() {
    for (file, code) in [
        ("truncated.json", "TRUNCATED"),
        ("gcloud-error.txt", "GCLOUD_ERROR"),
    ] {
        let alone = run(&["import", &fixture(file)]);
        assert_eq!(alone.status, 2, "{file}: {}", alone.err);
        assert!(alone.err.contains(code), "{file}: {}", alone.err);
        // What else is given does not make it well.
        let beside = run(&[
            "check",
            &fixture("two-services.hopscope.json"),
            &fixture(file),
        ]);
        assert_eq!(beside.status, 2, "{file}: {}", beside.err);
        assert!(beside.out.contains("2 as expected"), "{}", beside.out);
    }
}

#[test]
fn what_is_not_modelled_is_no_scenario_but_an_empty_list_is_one() {
    let disk = r#"{"kind":"compute#disk","name":"d","selfLink":"https://www.googleapis.com/compute/v1/projects/p/zones/z/disks/d"}"#;
    let other = run_with(&["import", "-"], &[], Some(disk));
    assert_eq!(other.status, 2, "{}", other.err);
    assert!(
        other.err.contains("KIND_NOT_MODELLED") && other.err.contains("nothing was read"),
        "{}",
        other.err
    );
    let routes = r#"{"kind":"compute#routeList","selfLink":"https://www.googleapis.com/compute/v1/projects/acme-dev/global/routes"}"#;
    let empty = run_with(&["import", "-", "--project", "acme-dev"], &[], Some(routes));
    assert_eq!(empty.status, 0, "{}", empty.err);
    assert!(empty.out.contains("acme-dev/route"), "{}", empty.out);
}

#[test]
fn calls_that_cannot_be_used_end_with_2() {
    let file = fixture("two-services.hopscope.json");
    for args in [
        &["trace", &file][..],
        &[
            "trace",
            &file,
            "--from",
            "run/caller",
            "--to",
            "tcp://198.51.100.1",
        ],
        &[
            "trace",
            &file,
            "--from",
            "caller",
            "--to",
            "https://open-abc123-an.a.run.app/",
        ],
        &[
            "trace",
            &file,
            "--from",
            "run/caller",
            "--to",
            "https://a.example/",
            "--credential",
            "{",
        ],
        &["check", "no-such-file.json"],
        &["check", "-", "-"],
        &["import", &file, "--zone", "records.json"],
        &["explain", "NO_SUCH_CODE"],
        &["serve", "--dir", "no-such-folder"],
        &["prove", &file],
    ] {
        let run = run(args);
        assert_eq!(run.status, 2, "{args:?}: {}", run.err);
        assert!(!run.err.is_empty(), "{args:?}");
        assert_eq!(run.out, "", "{args:?}");
    }
}

#[test]
fn a_wrong_option_is_named() {
    let run = trace(&["--from", "run/caller", "--to", "tcp://198.51.100.1"]);
    assert!(run.err.contains("PORT_MISSING"), "{}", run.err);
    assert!(run.err.contains("--to"), "{}", run.err);
}

#[test]
fn what_was_imported_reads_the_same_again() {
    let first = run(&["import", &fixture("two-services.hopscope.json")]);
    assert_eq!(first.status, 0, "{}", first.err);
    let second = run_with(&["import", "-"], &[], Some(&first.out));
    assert_eq!(second.status, 0, "{}", second.err);
    assert_eq!(first.out, second.out);
    let checked = run_with(&["check", "-"], &[], Some(&first.out));
    assert_eq!(checked.status, 0, "{}{}", checked.out, checked.err);
}

#[test]
fn folders_and_archives_are_read() {
    let read = run(&["import", &fixture("folder")]);
    assert_eq!(read.status, 0, "{}", read.err);
    for name in ["vpc", "zipped", "powershell"] {
        assert!(read.out.contains(&format!("\"{name}\"")), "{}", read.out);
    }
    assert!(read.err.contains("Left out"), "{}", read.err);
    let cut = fixture("folder/deeper/assets.json.gz");
    let cut = std::fs::read(cut).expect("a file");
    let file = std::env::temp_dir().join(format!("hopscope-{}-cut.gz", std::process::id()));
    std::fs::write(&file, &cut[..cut.len() - 9]).expect("a file");
    let told = run(&["import", &file.display().to_string(), "--lang", "ja"]);
    std::fs::remove_file(&file).expect("it was there");
    assert_eq!(told.status, 2, "{}", told.err);
    assert!(told.err.contains("アーカイブ"), "{}", told.err);
}

/// A firewall rule that is in a file which is not called like an export decides all the same.
#[cfg(unix)]
#[test]
fn of_a_folder_what_is_an_export_is_read_whatever_it_is_called() {
    let folder = std::env::temp_dir().join(format!("hopscope-{}-names", std::process::id()));
    let (inside, other) = (folder.join("exports"), folder.join("elsewhere"));
    std::fs::create_dir_all(inside.join(".git")).expect("a folder");
    std::fs::create_dir_all(&other).expect("a folder");
    let network = |name: &str| {
        format!(
            "{{\"kind\":\"compute#network\",\"name\":\"{name}\",\"selfLink\":\"projects/p/global/networks/{name}\"}}"
        )
    };
    for (file, name) in [
        (inside.join("networks"), "plain"),
        (inside.join("networks.out"), "ending"),
        (inside.join(".git/networks"), "hidden"),
        (other.join("linked.json"), "linked"),
    ] {
        std::fs::write(file, network(name)).expect("a file");
    }
    let readme = format!("# Exports\n\n{}\n", network("example"));
    std::fs::write(inside.join("README.md"), readme).expect("a file");
    std::os::unix::fs::symlink(other.join("linked.json"), inside.join("link.json"))
        .expect("a link");
    std::os::unix::fs::symlink(&inside, inside.join("round")).expect("a link");
    let read = run(&["import", &inside.display().to_string()]);
    std::fs::remove_dir_all(&folder).expect("it was there");
    assert_eq!(read.status, 0, "{}", read.err);
    let has = |name: &str| read.out.contains(&format!("\"{name}\""));
    assert!(
        has("plain") && has("ending") && has("linked"),
        "{}",
        read.out
    );
    assert!(!has("hidden") && !has("example"), "{}", read.out);
    assert!(
        read.err.contains("2 files (README.md, round)"),
        "{}",
        read.err
    );
}

#[test]
fn codes_are_explained_in_both_languages() {
    let en = run(&["explain", "run_ingress_disallowed"]);
    assert_eq!(en.status, 0);
    assert!(
        en.out.contains("rejected 404") && en.out.contains("What to do"),
        "{}",
        en.out
    );
    let ja = run(&["explain", "RUN_INGRESS_DISALLOWED", "--lang", "ja"]);
    assert!(
        ja.out.contains("応答で拒否 404") && ja.out.contains("?hl=ja"),
        "{}",
        ja.out
    );
    let wrong = run(&["explain", "RUN_INGRESS_INTERNAL"]);
    assert!(
        wrong.err.contains("RUN_INGRESS_DISALLOWED"),
        "{}",
        wrong.err
    );
    assert!(run(&["explain"]).out.contains("NO_ROUTE  "));
    let listed = json(&run(&["explain", "--format", "json"]));
    assert!(
        listed["cause"]
            .as_array()
            .is_some_and(|codes| codes.len() > 50)
    );
}

#[test]
fn help_teaches_by_example() {
    for args in [
        &["--help"][..],
        &["trace", "--help"],
        &["check", "--help"],
        &["diff", "--help"],
        &["import", "--help"],
        &["link", "--help"],
        &["export-script", "--help"],
        &["completions", "--help"],
        &["man", "--help"],
        &["schema", "--help"],
        &["open", "--help"],
    ] {
        let run = run(args);
        assert_eq!(run.status, 0);
        assert!(run.out.contains("$ hopscope "), "{args:?}: {}", run.out);
    }
}

#[test]
fn a_page_is_served_on_this_machine_only() {
    use std::io::{BufRead, BufReader, Read};
    let folder = std::env::temp_dir().join(format!("hopscope-page-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("index.html"), "the page").expect("a page");
    let mut child = Command::new(env!("CARGO_BIN_EXE_hopscope"))
        .args(["serve", "--port", "0", "--dir"])
        .arg(&folder)
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("its output"))
        .read_line(&mut line)
        .expect("a line");
    let address = line
        .split_whitespace()
        .find_map(|word| word.strip_prefix("http://"))
        .map(|rest| rest.trim_end_matches('/').to_owned());
    let address = address.unwrap_or_else(|| panic!("{line}"));
    assert!(address.starts_with("127.0.0.1:"), "{line}");
    let mut stream = std::net::TcpStream::connect(&address).expect("it listens");
    stream
        .write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
        .expect("it takes a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    child.kill().expect("it ends");
    child.wait().expect("it has ended");
    std::fs::remove_dir_all(&folder).expect("the folder goes");
    assert!(
        answer.starts_with("HTTP/1.1 200 ") && answer.ends_with("the page"),
        "{answer}"
    );
}

/// The link of a file, as `hopscope link` prints it.
fn link_of(file: &str) -> String {
    let run = run(&["link", &fixture(file)]);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    run.out.trim_end().to_owned()
}

#[test]
fn a_link_is_the_scenario_and_back() {
    let link = link_of("two-services.hopscope.json");
    assert!(
        link.starts_with("#h1.d0.") && link.ends_with(".z"),
        "{link}"
    );

    let opened = run(&["open", &link]);
    assert_eq!((opened.status, opened.err.as_str()), (0, ""));
    let shared: Value = json(&opened)["shared"].clone();
    assert_eq!(shared["verdicts"][1]["outcome"], "rejected");
    assert_eq!(shared["verdicts"][1]["status"], 404);

    // What comes back is checked as what went in was, and gives the same link.
    let whole = run(&[
        "check",
        "--format",
        "json",
        &fixture("two-services.hopscope.json"),
    ]);
    let again = run_with(&["check", "--format", "json", "-"], &[], Some(&opened.out));
    assert_eq!(json(&again)["scenario"], json(&whole)["scenario"]);
    assert_eq!(again.status, 0);
    let twice = run_with(&["link", "-"], &[], Some(&opened.out));
    assert_eq!(twice.out.trim_end(), link);
}

#[test]
fn every_link_that_was_given_out_opens() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/share/links.txt");
    let text = std::fs::read_to_string(file).expect("the links are there");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    for (id, link) in lines.filter_map(|line| line.split_once(' ')) {
        let opened = run(&["open", link]);
        assert_eq!((opened.status, opened.err.as_str()), (0, ""), "{link}");
        let again = run_with(&["link", "-", "--format", "json"], &[], Some(&opened.out));
        assert_eq!(json(&again)["scenario"], id, "{link}");
    }
}

#[test]
fn a_link_tells_no_names_where_none_are_to_be_told() {
    let file = fixture("two-services.hopscope.json");
    let whole = json(&run(&["check", &file, "--format", "json"]));
    let said = |report: &Value| -> Vec<(Value, Value)> {
        let results = report["results"].as_array().expect("a list");
        let said = |own: &Value| (own["outcome"].clone(), own["cause"].clone());
        results.iter().map(said).collect()
    };
    for (what, gone) in [("projects", "acme-dev"), ("names", "services/open")] {
        let link = run(&["link", &file, "--redact", what]);
        assert_eq!((link.status, link.err.as_str()), (0, ""));
        let opened = run(&["open", link.out.trim_end()]);
        assert!(!opened.out.contains(gone), "{}", opened.out);
        let again = run_with(&["check", "-", "--format", "json"], &[], Some(&opened.out));
        assert_eq!(said(&json(&again)), said(&whole));
    }
}

#[test]
fn a_link_takes_a_page_and_what_to_show() {
    let file = fixture("two-services.hopscope.json");
    let page = "https://hopscope.example/app/#old";
    let run_page = run(&[
        "link",
        &file,
        "--page",
        page,
        "--request",
        "2",
        "--step",
        "3",
        "--lang",
        "ja",
    ]);
    let link = run_page.out.trim_end();
    assert!(
        link.starts_with("https://hopscope.example/app/#h1.d0."),
        "{link}"
    );
    assert!(link.ends_with(".r2.t3.lja.z"), "{link}");
    // From standard input too, with the line break that is there.
    let opened = run_with(&["open", "-"], &[], Some(&run_page.out));
    assert_eq!(opened.status, 0, "{}", opened.err);

    let told = run(&["link", &file, "--format", "json"]);
    let told = json(&told);
    assert_eq!(told["link"], link_of("two-services.hopscope.json"));
    assert_eq!(told["scenario"].as_str().map(str::len), Some(12));
}

#[test]
fn each_way_to_break_a_link_has_its_words() {
    let link = link_of("two-services.hopscope.json");
    let cut = &link[..link.len() - 20];
    let altered = link.replacen(".d0.", ".d1.", 1);
    for (link, en, ja) in [
        (
            cut,
            "The link is cut: Its end is missing:",
            "リンクが途中で切れています",
        ),
        (
            &altered,
            "The link was altered",
            "リンクの内容が変わっています",
        ),
        (
            "#h1.d1.4.174d7c7f.abcd.z",
            "The link is too new",
            "新しい版で作られたリンクです",
        ),
        (
            "hello",
            "This is no link",
            "Hopscope のリンクではありません",
        ),
    ] {
        let told = run(&["open", link]);
        assert_eq!((told.status, told.out.as_str()), (2, ""), "{link}");
        assert!(told.err.contains(en), "{link}: {}", told.err);
        let told = run(&["open", link, "--lang", "ja"]);
        assert!(told.err.contains(ja), "{link}: {}", told.err);
    }
}

#[test]
fn a_scenario_of_a_newer_version_is_handed_on_as_it_is() {
    // {"hopscope":2,"resources":[]}, codec p.
    let link = "h1.p.39.SUM.eyJob3BzY29wZSI6MiwicmVzb3VyY2VzIjpbXX0.z";
    let link = link.replace("SUM", "da53fbf1");
    let told = run(&["open", &link]);
    assert_eq!(told.status, 2, "{}", told.err);
    assert_eq!(told.out, "{\"hopscope\":2,\"resources\":[]}\n");
    assert!(told.err.contains("VERSION_NEWER"), "{}", told.err);
}

#[test]
fn nothing_makes_no_link() {
    let run = run_with(
        &["link", "-"],
        &[],
        Some("{\"hopscope\":1,\"resources\":[]}"),
    );
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains("nothing was read"), "{}", run.err);
}

#[test]
fn a_request_between_two_ip_versions_is_a_problem_without_a_result() {
    let scenario = r#"{"hopscope":1,"project":"p","resources":[{"kind":"hopscope#host","name":"six","addresses":["2001:db8::6"]}],
        "requests":[{"from":"internet:198.51.100.7","to":"tcp://[2001:db8::6]:443"},{"from":"internet:198.51.100.7","to":"tcp://198.51.100.9:443"}]}"#;
    let run = run_with(&["check", "-", "--format", "json"], &[], Some(scenario));
    let report = json(&run);
    assert_eq!(run.status, 2);
    assert_eq!(report["results"].as_array().map(Vec::len), Some(1));
    assert_eq!(report["problems"][0]["code"], "FIELD_INVALID");
    assert_eq!(report["problems"][0]["path"], "requests[0].to");
}
