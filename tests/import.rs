//! Reads the files of `tests/import`, and writes down what comes of each: its problems, then the scenario. With
//! `UPDATE_EXPECT=1` the expectations are written anew.
//!
//! What holds for every file, also cut off or disturbed anywhere: reading ends, and what was read is written and
//! read again as the same.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use expect_test::{Expect, expect, expect_file};
use hopscope_document::{
    Input, Options, Read, canonical, content_id, read, read_changes, read_request,
    read_request_line, write,
};
use hopscope_model::{Kind, Problem, Scenario};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import")
}

/// Every file to read, by name.
fn files() -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = fs::read_dir(folder())
        .expect("the folder is there")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension != "expect")
        })
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy();
            (name.into_owned(), fs::read_to_string(&path).expect("text"))
        })
        .collect();
    files.sort();
    files
}

fn read_one(text: &str) -> Read {
    read(&[Input { file: None, text }], &Options::default())
}

/// Problems, one a line: severity, code, place, path, resource, arguments, next step.
fn show(problems: &[Problem]) -> String {
    let mut shown = String::new();
    for problem in problems {
        let severity = format!("{:?}", problem.severity).to_lowercase();
        let _ = write!(shown, "{severity} {}", problem.code);
        if let (Some(line), Some(column)) = (problem.line, problem.column) {
            let _ = write!(shown, " {line}:{column}");
        }
        for part in [&problem.path, &problem.resource].into_iter().flatten() {
            let _ = write!(shown, " {part}");
        }
        for (key, value) in &problem.args {
            let _ = write!(shown, " {key}={value:?}");
        }
        for own in &problem.fields {
            let side = |own: &Option<String>| own.clone().unwrap_or_else(|| "-".to_owned());
            let (before, after) = (side(&own.before), side(&own.after));
            let _ = write!(shown, " [{}: {before} -> {after}]", own.path);
        }
        if let Some(next) = &problem.next {
            let _ = write!(shown, " => {}", next.id);
            if let Some(command) = &next.command {
                let _ = write!(shown, " `{command}`");
            }
        }
        shown.push('\n');
    }
    shown
}

#[track_caller]
fn check_same_again(name: &str, scenario: &Scenario) {
    let written = write(scenario);
    let again = read_one(&written).scenario;
    if again != *scenario {
        let (before, after) = (format!("{scenario:#?}"), format!("{again:#?}"));
        let differing = before
            .lines()
            .zip(after.lines())
            .filter(|(left, right)| left != right);
        let first: Vec<_> = differing.take(4).collect();
        panic!("{name}: read again as another scenario:\n{written}\n{first:#?}");
    }
    assert_eq!(
        write(&again),
        written,
        "{name}: written again in another way"
    );
    assert_eq!(content_id(&again), content_id(scenario), "{name}");
    let compact = canonical(scenario);
    let value: serde_json::Value = serde_json::from_str(&written).expect("JSON");
    assert_eq!(
        value.to_string(),
        compact,
        "{name}: the file is the canonical form, indented"
    );
}

#[test]
fn every_file_is_read_as_expected() {
    for (name, text) in files() {
        let Read { scenario, problems } = read_one(&text);
        let shown = format!("{}\n{}", show(&problems), write(&scenario));
        expect_file![folder().join(format!("{name}.expect"))].assert_eq(&shown);
    }
}

#[test]
fn what_is_written_is_read_as_the_same() {
    for (name, text) in files() {
        check_same_again(&name, &read_one(&text).scenario);
    }
    let gallery = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/gallery");
    let mut seen = 0;
    for entry in fs::read_dir(gallery).expect("the gallery is there") {
        let path = entry.expect("a file").path();
        if path.to_string_lossy().ends_with(".hopscope.json") {
            let text = fs::read_to_string(&path).expect("text");
            let Read { scenario, problems } = read_one(&text);
            assert_eq!(show(&problems), "", "{}", path.display());
            check_same_again(&path.display().to_string(), &scenario);
            seen += 1;
        }
    }
    assert!(seen > 0);
}

#[test]
fn nothing_private_enters() {
    for (name, text) in files() {
        let Read { scenario, problems } = read_one(&text);
        let held = format!("{scenario:?}{}{}", show(&problems), write(&scenario));
        // The fixtures have this word wherever something must not be kept.
        assert!(!held.contains("leak"), "{name}: {held}");
    }
}

/// Numbers that are the same on every machine.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}

/// What `--list firewall=FILE` says of a project's firewall rules, by what the file holds.
fn is_complete(list: &str) -> bool {
    let options = Options {
        project: Some("acme-dev".to_owned()),
        list: vec![("firewall".to_owned(), list.to_owned())],
        ..Options::default()
    };
    let complete = read(&[], &options).scenario.complete;
    complete.contains(&("acme-dev".to_owned(), Kind::Firewall))
}

#[test]
fn a_list_that_failed_is_not_whole() {
    assert!(is_complete("[]"));
    assert!(is_complete(r#"{"kind":"compute#firewallList","items":[]}"#));
    for list in [
        r#"{"error":{"code":403,"message":"no","status":"PERMISSION_DENIED"}}"#,
        r#"[{"error":{"code":403,"message":"no","status":"PERMISSION_DENIED"}}]"#,
        r#"{"kind":"compute#firewallList","items":[],"nextPageToken":"x"}"#,
        r#"{"items":[{"kind":"compute#firewall","name":"a","network":"n","allowed":[{"IPProtocol":"tcp"}]}],"nextPageToken":"x"}"#,
        "WARNING: Some requests did not succeed.\n - no\n\n[]\n",
        "ERROR: (gcloud.compute.firewall-rules.list) no\n[]\n",
    ] {
        assert!(!is_complete(list), "{list}");
    }
}

#[test]
fn a_cut_anywhere_is_survived() {
    for (name, text) in files() {
        let step = (text.len() / 60).max(1);
        let cuts = text
            .char_indices()
            .map(|(at, _)| at)
            .filter(|at| at % step == 0);
        for cut in cuts {
            let scenario = read_one(&text[..cut]).scenario;
            check_same_again(&format!("{name} cut at {cut}"), &scenario);
        }
    }
}

#[test]
fn a_disturbance_anywhere_is_survived() {
    let noise = [
        "\"",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\\",
        "\n",
        "x",
        "0",
        "-",
        "null",
        "“",
        "｝",
        "\u{0}",
        "\"kind\":\"hopscope#export\",",
    ];
    let seed = std::env::var("SEED").ok().and_then(|n| n.parse().ok());
    for (name, text) in files() {
        // A new file changes nothing for the others.
        let own = name.bytes().map(u64::from).sum::<u64>();
        let mut numbers = Numbers(seed.unwrap_or(7) ^ (own << 8));
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        for _ in 0..std::env::var("ROUNDS")
            .ok()
            .and_then(|n| n.parse().ok())
            .unwrap_or(60)
        {
            let mut disturbed = text.clone();
            for _ in 0..=numbers.below(3) {
                let at = places
                    .get(numbers.below(places.len()))
                    .copied()
                    .unwrap_or_default();
                if disturbed.is_char_boundary(at) {
                    let with = noise[numbers.below(noise.len())];
                    match numbers.below(2) {
                        0 => disturbed.insert_str(at, with),
                        _ => {
                            let end = disturbed[at..]
                                .chars()
                                .next()
                                .map_or(at, |character| at + character.len_utf8());
                            disturbed.replace_range(at..end, with);
                        }
                    }
                }
            }
            let scenario = read_one(&disturbed).scenario;
            check_same_again(&format!("{name} disturbed:\n{disturbed}\n"), &scenario);
        }
    }
}

#[track_caller]
fn check_options(options: Options, expected: &Expect) {
    let base = r#"{"hopscope":1,"project":"acme-dev","resources":[
        {"kind":"dns#managedZone","name":"run-app","dnsName":"run.app."},
        {"assetType":"run.googleapis.com/Service","name":"projects/acme-dev/locations/asia-northeast1/services/api","template":{}}]}"#;
    let input = Input {
        file: Some("base.hopscope.json"),
        text: base,
    };
    let Read { scenario, problems } = read(&[input], &options);
    check_same_again("options", &scenario);
    expected.assert_eq(&format!("{}\n{}\n", show(&problems), canonical(&scenario)));
}

#[test]
fn texts_that_do_not_say_whose_they_are_can_be_given_with_it() {
    check_options(
        Options {
            iam: vec![(
                "run/api".into(),
                r#"{"bindings":[{"role":"roles/run.invoker","members":["allUsers"]}],"etag":"x"}"#
                    .into(),
            )],
            zone: vec![(
                "run-app".into(),
                r#"[{"name":"run.app.","type":"A","ttl":60,"rrdatas":["199.36.153.4"]}]"#.into(),
            )],
            list: vec![
                ("route".into(), "[]".into()),
                ("firewall".into(), "[]".into()),
            ],
            ..Options::default()
        },
        &expect![[r#"

            {"hopscope":1,"project":"acme-dev","resources":[{"kind":"hopscope#iamPolicy","resource":"run/asia-northeast1/api","bindings":[{"role":"roles/run.invoker","members":["allUsers"]}]},{"assetType":"run.googleapis.com/Service","name":"projects/acme-dev/locations/asia-northeast1/services/api","template":{}},{"kind":"dns#managedZone","name":"run-app","dnsName":"run.app."},{"kind":"hopscope#export","managedZone":"run-app","items":[{"name":"run.app.","type":"A","rrdatas":["199.36.153.4"]}]}],"complete":["acme-dev/firewall","acme-dev/route"]}
        "#]],
    );
    check_options(
        Options {
            iam: vec![("run/none".into(), r#"{"etag":"ACAB"}"#.into())],
            zone: vec![
                ("run-app".into(), "[]".into()),
                (
                    "gone".into(),
                    r#"[{"name":"x.","type":"A","rrdatas":["10.0.0.1"]}]"#.into(),
                ),
            ],
            list: vec![
                ("unicorn".into(), "[]".into()),
                (
                    "vm".into(),
                    "ERROR: (gcloud.compute.instances.list) no".into(),
                ),
            ],
            ..Options::default()
        },
        &expect![[r#"
            error REFERENCE_MISSING reference="run/none" resource="--iam" => correct-field
            error FIELD_INVALID field="--zone" value="run-app" why="not-shown" => correct-field
            error NOT_UNDERSTOOD 1:1 looksLike="json" => paste-json
            error FIELD_INVALID 1:2 [0] zone/gone field="" value="zone/gone" why="parent-absent" => correct-field
            error FIELD_INVALID expected="kind" field="--list" value="unicorn" why="not-a" => correct-field
            error GCLOUD_ERROR 1:1 message="ERROR: (gcloud.compute.instances.list) no" => fix-command

            {"hopscope":1,"project":"acme-dev","resources":[{"kind":"hopscope#iamPolicy","resource":"run/none","bindings":[]},{"assetType":"run.googleapis.com/Service","name":"projects/acme-dev/locations/asia-northeast1/services/api","template":{}},{"kind":"hopscope#export","resource":"zone/gone","partial":false,"items":{"name":"x.","type":"A","rrdatas":["10.0.0.1"],"kind":"dns#resourceRecordSet"}},{"kind":"dns#managedZone","name":"run-app","dnsName":"run.app."}]}
        "#]],
    );
}

/// What is said that a file holds, one after another: problems, and whether it is taken for all there is.
fn claimed(list: &[(&str, &str)], zone: &[&str], iam: &[(&str, &str)]) -> String {
    let base = r#"{"hopscope":1,"project":"p","resources":[
        {"kind":"compute#network","name":"n"},
        {"kind":"dns#managedZone","name":"z","dnsName":"z.example."},
        {"assetType":"run.googleapis.com/Service","name":"projects/p/locations/us-east1/services/api","template":{}}]}"#;
    let mut said = String::new();
    let mut one = |what: &str, options: Options| {
        let input = Input {
            file: None,
            text: base,
        };
        let Read { scenario, problems } = read(&[input], &options);
        check_same_again(what, &scenario);
        let known = scenario
            .resources
            .zones
            .values()
            .all(|own| own.records_known);
        let unread = scenario.resources.unread.iter();
        let unread: Vec<String> = unread
            .map(|own| format!("{}/{}", own.kind, own.name))
            .collect();
        let _ = writeln!(
            said,
            "{what}\n  complete={:?} records_known={known} unread={unread:?}",
            scenario.complete
        );
        for line in show(&problems).lines() {
            let _ = writeln!(said, "  {line}");
        }
    };
    let of = |word: &str, text: &str| vec![(word.to_owned(), text.to_owned())];
    for (word, text) in list {
        let list = of(word, text);
        one(
            &format!("{word} {text}"),
            Options {
                list,
                ..Options::default()
            },
        );
    }
    for text in zone {
        let zone = of("z", text);
        one(
            text,
            Options {
                zone,
                ..Options::default()
            },
        );
    }
    for (word, text) in iam {
        let iam = of(word, text);
        one(
            &format!("{word} {text}"),
            Options {
                iam,
                ..Options::default()
            },
        );
    }
    said
}

/// What is absent decides: nothing is taken for all there is that does not show it.
#[test]
fn what_a_file_is_said_to_hold_it_has_to_hold() {
    expect![[r#"
        route []
          complete={("p", Route)} records_known=false unread=[]
        route [{"kind":"compute#route","name":"r","network":"n","destRange":"10.9.0.0/16","nextHopIp":"10.0.0.2","selfLink":"projects/p/global/routes/r"}]
          complete={("p", Route)} records_known=false unread=[]
        route [{"kind":"compute#route","name":"r","network":"n","destRange":"10.9.0.0/16","nextHopIp":"10.0.0.2","selfLink":"projects/q/global/routes/r"}]
          complete={("q", Route)} records_known=false unread=[]
        route {"kind":"compute#route","name":"r","network":"n","destRange":"10.9.0.0/16","nextHopIp":"10.0.0.2"}
          complete={} records_known=false unread=[]
          error FIELD_INVALID field="--list" value="route" why="not-shown" => correct-field
        route [{"kind":"compute#network","name":"n"}]
          complete={} records_known=false unread=[]
          error FIELD_INVALID field="--list" value="route" why="not-shown" => correct-field
          note DUPLICATE 1:2 [0] network/n same="true"
        route $ gcloud compute routes list --filter=name=x --format=json
        []
          complete={} records_known=false unread=[]
          error FIELD_INVALID field="--list" value="route" why="not-shown" => correct-field
          note NOISE_SKIPPED 1:1 documents="1" lines="1"
        route {"kind":"compute#routeList","items":[],"nextPageToken":"x"}
          complete={} records_known=false unread=["route/"]
          warning TRUNCATED 1:1 count="1" end="page" kind="route" => export `gcloud compute routes list --format=json`
        route [{"kind":"compute#route","name":"r","netw
          complete={} records_known=false unread=["route/r"]
          error FIELD_INVALID 1:33 [0].name route/r field="name" why="not-whole" => correct-field
          error TRUNCATED 1:42 kept="0" => save-to-file
        router {"kind":"compute#routerList","id":"projects/p/regions/us-east1/routers","items":[]}
          complete={} records_known=false unread=[]
          error FIELD_INVALID field="--list" value="router" why="not-shown" => correct-field
        router $ gcloud compute routers list --project=p --format=json
        []
          complete={("p", Router)} records_known=false unread=[]
          note NOISE_SKIPPED 1:1 documents="1" lines="1"
        [{"name":"z.example.","type":"A","ttl":60,"rrdatas":["10.0.0.1"]}]
          complete={} records_known=true unread=[]
        []
          complete={} records_known=false unread=[]
          error FIELD_INVALID field="--zone" value="z" why="not-shown" => correct-field
          error NOT_UNDERSTOOD 1:1 looksLike="json" => paste-json
        [{"kind":"dns#managedZone","name":"z","dnsName":"z.example."}]
          complete={} records_known=false unread=[]
          error FIELD_INVALID field="--zone" value="z" why="not-shown" => correct-field
          note DUPLICATE 1:2 [0] zone/z same="true"
        [{"name":"other.example.","type":"A","ttl":60,"rrdatas":["10.0.0.1"]}]
          complete={} records_known=true unread=["zone/z"]
          error FIELD_INVALID 1:10 [0].name zone/z field="name" value="z.example." why="outside-zone" => correct-field
        {"rrsets":[{"name":"z.example.","type":"A","ttl":60,"rrdatas":["10.0.0.1"]}],"nextPageToken":"x"}
          complete={} records_known=true unread=["zone/z"]
          error FIELD_MISSING 1:1 type zone/z field="type" => format-json-whole
          error FIELD_MISSING 1:1 rrdatas zone/z field="rrdatas" => format-json-whole
          error FIELD_MISSING 1:1 name zone/z field="name" => format-json-whole
        $ gcloud dns record-sets list --zone=z --name=z.example. --format=json
        [{"name":"z.example.","type":"A","rrdatas":["10.0.0.1"]}]
          complete={} records_known=false unread=[]
          error FIELD_INVALID field="--zone" value="z" why="not-shown" => correct-field
          note NOISE_SKIPPED 1:1 documents="1" lines="1"
        run/api {"etag":"ACAB"}
          complete={} records_known=false unread=[]
        run/api {}
          complete={} records_known=false unread=["run/api"]
          error FIELD_INVALID field="--iam" value="run/api" why="not-shown" => correct-field
          error NOT_UNDERSTOOD 1:1 looksLike="json" => paste-json
          error FIELD_INVALID 1:1 run/us-east1/api field="" why="not-whole" => correct-field
        run/api []
          complete={} records_known=false unread=["run/api"]
          error FIELD_INVALID field="--iam" value="run/api" why="not-shown" => correct-field
          error NOT_UNDERSTOOD 1:1 looksLike="json" => paste-json
        run/api [{"kind":"compute#network","name":"n"}]
          complete={} records_known=false unread=["run/api"]
          error FIELD_INVALID field="--iam" value="run/api" why="not-shown" => correct-field
          note DUPLICATE 1:2 [0] network/n same="true"
        run/nope {"etag":"ACAB"}
          complete={} records_known=false unread=[]
          error REFERENCE_MISSING reference="run/nope" resource="--iam" => correct-field
    "#]].assert_eq(&claimed(
        &[
            ("route", "[]"),
            ("route", r#"[{"kind":"compute#route","name":"r","network":"n","destRange":"10.9.0.0/16","nextHopIp":"10.0.0.2","selfLink":"projects/p/global/routes/r"}]"#),
            ("route", r#"[{"kind":"compute#route","name":"r","network":"n","destRange":"10.9.0.0/16","nextHopIp":"10.0.0.2","selfLink":"projects/q/global/routes/r"}]"#),
            ("route", r#"{"kind":"compute#route","name":"r","network":"n","destRange":"10.9.0.0/16","nextHopIp":"10.0.0.2"}"#),
            ("route", r#"[{"kind":"compute#network","name":"n"}]"#),
            ("route", "$ gcloud compute routes list --filter=name=x --format=json\n[]"),
            ("route", r#"{"kind":"compute#routeList","items":[],"nextPageToken":"x"}"#),
            ("route", "[{\"kind\":\"compute#route\",\"name\":\"r\",\"netw"),
            ("router", r#"{"kind":"compute#routerList","id":"projects/p/regions/us-east1/routers","items":[]}"#),
            ("router", "$ gcloud compute routers list --project=p --format=json\n[]"),
        ],
        &[
            r#"[{"name":"z.example.","type":"A","ttl":60,"rrdatas":["10.0.0.1"]}]"#,
            "[]",
            r#"[{"kind":"dns#managedZone","name":"z","dnsName":"z.example."}]"#,
            r#"[{"name":"other.example.","type":"A","ttl":60,"rrdatas":["10.0.0.1"]}]"#,
            r#"{"rrsets":[{"name":"z.example.","type":"A","ttl":60,"rrdatas":["10.0.0.1"]}],"nextPageToken":"x"}"#,
            "$ gcloud dns record-sets list --zone=z --name=z.example. --format=json\n[{\"name\":\"z.example.\",\"type\":\"A\",\"rrdatas\":[\"10.0.0.1\"]}]",
        ],
        &[
            ("run/api", r#"{"etag":"ACAB"}"#),
            ("run/api", "{}"),
            ("run/api", "[]"),
            ("run/api", r#"[{"kind":"compute#network","name":"n"}]"#),
            ("run/nope", r#"{"etag":"ACAB"}"#),
        ],
    ));
}

#[test]
fn several_files_are_one_scenario() {
    let files = [
        (
            "a.json",
            r#"{"hopscope":1,"title":"A","project":"a-dev","resources":[{"kind":"compute#network","name":"vpc"},{"kind":"hopscope#host","name":"h"}],"requests":[{"name":"one","from":"host/h","to":"https://x.example/"}]}"#,
        ),
        (
            "b.json",
            r#"{"hopscope":1,"title":"B","project":"b-dev","resources":[{"kind":"compute#network","name":"vpc"}],"requests":[{"name":"one","from":"host/h","to":"https://y.example/"}]}"#,
        ),
        (
            "c.json",
            r#"[{"kind":"compute#firewall","name":"fw","network":"vpc","allowed":[{"IPProtocol":"tcp"}]}]"#,
        ),
    ];
    let inputs: Vec<Input<'_>> = files
        .iter()
        .map(|(file, text)| Input {
            file: Some(file),
            text,
        })
        .collect();
    let Read { scenario, problems } = read(&inputs, &Options::default());
    check_same_again("several", &scenario);
    expect![[r#"
        warning DUPLICATE 1:111 requests[0] name="one"

        {"hopscope":1,"title":"A","project":"a-dev","resources":[{"kind":"compute#firewall","name":"fw","network":"vpc","allowed":[{"IPProtocol":"tcp"}]},{"kind":"hopscope#host","name":"h"},{"kind":"compute#network","name":"vpc"},{"kind":"compute#network","name":"vpc","project":"b-dev"}],"requests":[{"name":"one","from":"host/h","to":"https://x.example/"},{"name":"one","from":"host/h","to":"https://y.example/"}]}
    "#]].assert_eq(&format!("{}\n{}\n", show(&problems), canonical(&scenario)));
}

const BASE: &str = r#"{"hopscope":1,"project":"acme-dev","resources":[
  {"kind":"compute#network","name":"vpc","peerings":[{"name":"p","network":"projects/other/global/networks/n"}]},
  {"kind":"compute#router","name":"router","region":"asia-northeast1","network":"vpc","nats":[{"name":"nat","natIpAllocateOption":"AUTO_ONLY","sourceSubnetworkIpRangesToNat":"ALL_SUBNETWORKS_ALL_IP_RANGES"}]},
  {"kind":"dns#managedZone","name":"run-app","dnsName":"run.app."},
  {"kind":"hopscope#export","managedZone":"run-app","items":[{"name":"run.app.","type":"A","rrdatas":["199.36.153.4"]},{"name":"*.run.app.","type":"CNAME","rrdatas":["run.app."]}]},
  {"kind":"hopscope#export","managedZone":"late","items":[{"name":"late.example.","type":"A","rrdatas":["10.0.0.1"]}]},
  {"kind":"compute#firewall","name":"bad","network":"vpc","allowed":[{"IPProtocol":"tcp","ports":["x"]}]},
  {"kind":"hopscope#host","name":"laptop","colour":"blue"},
  {"assetType":"run.googleapis.com/Service","name":"projects/acme-dev/locations/asia-northeast1/services/api","template":{"containers":[{"env":[{"name":"HTTP_PROXY","value":"http://p:1"}]}]}}
]}"#;

#[track_caller]
fn check_changes(changes: &str, expected: &Expect) {
    let before = read_one(BASE).scenario;
    let (after, problems) = read_changes(&before, changes);
    check_same_again("changes", &after);
    let lines = |scenario: &Scenario| -> Vec<String> {
        let value: serde_json::Value = serde_json::from_str(&canonical(scenario)).expect("JSON");
        let list = value["resources"].as_array().cloned().unwrap_or_default();
        list.iter().map(ToString::to_string).collect()
    };
    let (old, new) = (lines(&before), lines(&after));
    let mut shown = show(&problems);
    for line in old.iter().filter(|line| !new.contains(line)) {
        let _ = writeln!(shown, "- {line}");
    }
    for line in new.iter().filter(|line| !old.contains(line)) {
        let _ = writeln!(shown, "+ {line}");
    }
    expected.assert_eq(&shown);
}

#[test]
fn a_record_set_replaces_that_of_its_name_and_type() {
    check_changes(
        r#"[{"op":"replace","object":{"kind":"hopscope#export","managedZone":"run-app","items":[{"name":"run.app.","type":"A","rrdatas":["10.10.10.10"]}]}}]"#,
        &expect![[r#"
            - {"kind":"hopscope#export","managedZone":"run-app","items":[{"name":"*.run.app.","type":"CNAME","rrdatas":["run.app."]},{"name":"run.app.","type":"A","rrdatas":["199.36.153.4"]}]}
            + {"kind":"hopscope#export","managedZone":"run-app","items":[{"name":"*.run.app.","type":"CNAME","rrdatas":["run.app."]},{"name":"run.app.","type":"A","rrdatas":["10.10.10.10"]}]}
        "#]],
    );
}

#[test]
fn a_zone_that_is_replaced_keeps_its_records() {
    check_changes(
        r#"[{"op":"replace","object":{"kind":"dns#managedZone","name":"run-app","dnsName":"run.app.","visibility":"private"}}]"#,
        &expect![[r#"
            - {"kind":"dns#managedZone","name":"run-app","dnsName":"run.app."}
            + {"kind":"dns#managedZone","name":"run-app","dnsName":"run.app.","visibility":"private"}
        "#]],
    );
}

#[test]
fn what_lacked_its_parent_finds_it() {
    check_changes(
        r#"[{"op":"replace","object":{"kind":"dns#managedZone","name":"late","dnsName":"late.example."}}]"#,
        &expect![[r#"
            - {"kind":"hopscope#export","resource":"zone/late","partial":false,"items":{"name":"late.example.","type":"A","rrdatas":["10.0.0.1"],"kind":"dns#resourceRecordSet"}}
            + {"kind":"dns#managedZone","name":"late","dnsName":"late.example."}
            + {"kind":"hopscope#export","managedZone":"late","items":[{"name":"late.example.","type":"A","rrdatas":["10.0.0.1"]}]}
        "#]],
    );
}

#[test]
fn what_could_not_be_read_is_replaced() {
    check_changes(
        r#"[{"op":"replace","object":{"kind":"compute#firewall","name":"bad","network":"vpc","allowed":[{"IPProtocol":"tcp","ports":["80"]}]}}]"#,
        &expect![[r#"
            - {"kind":"compute#firewall","name":"bad","network":"vpc","allowed":[{"IPProtocol":"tcp","ports":["x"]}],"project":"acme-dev"}
            + {"kind":"compute#firewall","name":"bad","network":"vpc","allowed":[{"IPProtocol":"tcp","ports":["80"]}]}
        "#]],
    );
}

#[test]
fn changes_are_applied_in_order() {
    check_changes(
        r#"[{"op":"replace","object":{"kind":"hopscope#host","name":"new"}},{"op":"remove","ref":"host/new"},
            {"op":"remove","ref":"host/laptop"},{"op":"replace","object":{"kind":"hopscope#host","name":"laptop","addresses":["203.0.113.9"]}},
            {"op":"remove","ref":"peering/vpc/p"},{"op":"remove","ref":"nat/router/nat"},{"op":"remove","ref":"firewall/bad"}]"#,
        &expect![[r#"
            - {"kind":"compute#firewall","name":"bad","network":"vpc","allowed":[{"IPProtocol":"tcp","ports":["x"]}],"project":"acme-dev"}
            - {"kind":"hopscope#host","name":"laptop","colour":"blue"}
            - {"kind":"compute#network","name":"vpc","peerings":[{"name":"p","network":"projects/other/global/networks/n"}]}
            - {"kind":"compute#router","name":"router","region":"asia-northeast1","network":"vpc","nats":[{"name":"nat","natIpAllocateOption":"AUTO_ONLY","sourceSubnetworkIpRangesToNat":"ALL_SUBNETWORKS_ALL_IP_RANGES"}]}
            + {"kind":"hopscope#host","name":"laptop","addresses":["203.0.113.9"]}
            + {"kind":"compute#network","name":"vpc"}
            + {"kind":"compute#router","name":"router","region":"asia-northeast1","network":"vpc"}
        "#]],
    );
}

#[test]
fn a_service_without_proxy_variables_has_no_proxy() {
    check_changes(
        r#"[{"op":"replace","object":{"assetType":"run.googleapis.com/Service","name":"projects/acme-dev/locations/asia-northeast1/services/api","template":{}}}]"#,
        &expect![[r#"
            - {"assetType":"run.googleapis.com/Service","name":"projects/acme-dev/locations/asia-northeast1/services/api","template":{"containers":[{"env":[{"name":"HTTP_PROXY","value":"http://p:1"}]}]}}
            + {"assetType":"run.googleapis.com/Service","name":"projects/acme-dev/locations/asia-northeast1/services/api","template":{}}
        "#]],
    );
}

#[test]
fn changes_that_make_no_sense_are_told() {
    check_changes(
        r#"[{"op":"remove","ref":"vm/none"},{"op":"remove"},{"op":"replace"},{"op":"explode"},{"op":"remove","ref":"nonsense"},
            {"op":"replace","object":{"kind":"compute#network","name":"vpc","mtu":"large"}}, 5]"#,
        &expect![[r#"
            error REFERENCE_MISSING 1:23 [0].ref vm/none text="vm/none" => correct-field
            error FIELD_INVALID 1:34 [1].ref expected="reference" field="ref" why="nothing" => correct-field
            error FIELD_INVALID 1:50 [2].object expected="object" field="object" why="nothing" => correct-field
            error FIELD_INVALID 1:73 [3].op choices="replace, remove" field="op" value="explode" why="none-of" => correct-field
            error FIELD_INVALID 1:105 [4].ref field="ref" value="nonsense" why="no-kind" => correct-field
            error FIELD_INVALID 2:83 [5].object.mtu network/vpc expected="whole-number" field="mtu" value="large" why="not-a" => correct-field
            error FIELD_INVALID 2:94 [6].op expected="text" field="op" why="nothing" => correct-field
            - {"kind":"compute#network","name":"vpc","peerings":[{"name":"p","network":"projects/other/global/networks/n"}]}
            + {"kind":"compute#network","name":"vpc","mtu":"large","project":"acme-dev"}
        "#]],
    );
    check_changes(
        "nothing of the kind",
        &expect![[r#"
        error NOT_UNDERSTOOD looksLike="nothing-known" => paste-json
    "#]],
    );
}

#[test]
fn requests_stand_on_one_line_too() {
    let scenario = read_one(BASE).scenario;
    let check = |line: &str, expected: Expect| {
        let (request, problems) = read_request_line(&scenario, line);
        let mut with = scenario.clone();
        with.requests.extend(request);
        let value: serde_json::Value = serde_json::from_str(&canonical(&with)).expect("JSON");
        expected.assert_eq(&format!("{}{}\n", show(&problems), value["requests"][0]));
    };
    check(
        "host/laptop -> https://x.example/",
        expect![[r#"
        {"from":"host/laptop","to":"https://x.example/"}
    "#]],
    );
    check(
        "host/laptop → tcp://10.0.0.1:22 expect dropped source 203.0.113.9,203.0.113.10",
        expect![[r#"
        {"from":"host/laptop","to":"tcp://10.0.0.1:22","expect":{"outcome":"dropped","source":["203.0.113.9","203.0.113.10"]}}
    "#]],
    );
    check(
        "run/api -> https://x.example/ CONNECT expect 403 expect IAM_PERMISSION_DENIED",
        expect![[r#"
        {"from":"run/asia-northeast1/api","to":"https://x.example/","method":"CONNECT","expect":{"cause":"IAM_PERMISSION_DENIED","status":403}}
    "#]],
    );
    check(
        "host/laptop https://x.example/",
        expect![[r#"
            error FIELD_INVALID 1:1 field="request" why="no-arrow" => correct-field
            null
        "#]],
    );
    check(
        "host/laptop ->",
        expect![[r#"
            error FIELD_INVALID 1:15 field="request" value="->" why="nothing-behind" => correct-field
            null
        "#]],
    );
    check(
        "  somebody -> https://x.example/",
        expect![[r#"
            error FIELD_INVALID 1:3 field="from" value="somebody" why="no-kind" => correct-field
            null
        "#]],
    );
    check(
        "host/laptop -> tcp://10.0.0.1",
        expect![[r#"
            error PORT_MISSING 1:16 field="to" text="tcp://10.0.0.1" => add-port
            null
        "#]],
    );
    check(
        "host/laptop -> https://x.example/ expect perhaps",
        expect![[r#"
            error FIELD_INVALID 1:42 expected="expectation" field="request" value="perhaps" why="not-a" => correct-field
            null
        "#]],
    );
    check(
        "host/laptop -> https://x.example/ hurry up",
        expect![[r#"
            error FIELD_INVALID 1:35 choices="METHOD, expect, source" field="request" value="hurry" why="none-of" => correct-field
            null
        "#]],
    );
    check(
        "host/laptop -> https://x.example/ expect",
        expect![[r#"
            error FIELD_INVALID 1:35 field="request" value="expect" why="nothing-behind" => correct-field
            null
        "#]],
    );
}

#[test]
fn a_single_request_is_read_with_its_place() {
    let scenario = read_one(BASE).scenario;
    let check = |text: &str, expected: Expect| {
        let (request, problems) = read_request(&scenario, text);
        expected.assert_eq(&format!("{}{}\n", show(&problems), request.is_some()));
    };
    check(
        r#"{"from":"host/laptop","to":"https://x.example/"}"#,
        expect![[r#"
        true
    "#]],
    );
    check(
        "{\"from\":\"host/laptop\",\n \"to\":\"https://x.example/\",\"expect\":{\"status\":\"many\"}}",
        expect![[r#"
            error FIELD_INVALID 2:47 expect.status expected="whole-number" field="status" value="many" why="not-a" => correct-field
            false
        "#]],
    );
    check(
        "",
        expect![[r#"
        error EMPTY => paste-json
        false
    "#]],
    );
}

/// Texts made to take long: each is read in a time that grows with its size alone.
#[test]
fn hostile_texts_cost_as_much_as_they_are_long() {
    // What else the machine does must not decide: the time is the processor's, and is held against that of a quarter of
    // the text. What grows with the square of it takes sixteen times as long.
    let small = hostile_texts(128 * 1024);
    for ((name, text), (_, part)) in hostile_texts(512 * 1024).into_iter().zip(small) {
        let (took, part) = (cost(&text), cost(&part));
        assert!(
            took < part * 8 + Duration::from_millis(60),
            "{name}: {took:?}, and {part:?} for a quarter"
        );
    }
    let large = " ".repeat(hopscope_document::SIZE_LIMIT) + "{}";
    expect![[r#"
        error TOO_LARGE limit="10 MB" => narrow
    "#]]
    .assert_eq(&show(&read_one(&large).problems));
}

/// What reading a text costs.
fn cost(text: &str) -> Duration {
    let start = processor_time();
    let _read = read_one(text);
    processor_time().saturating_sub(start)
}

/// How long this thread has had a processor; where the system does not say, the clock.
fn processor_time() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let said = std::fs::read_to_string("/proc/thread-self/schedstat");
    let spent = said
        .ok()
        .and_then(|line| line.split(' ').next()?.parse().ok());
    spent.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// Texts of about this many bytes that are all of one thing.
fn hostile_texts(size: usize) -> Vec<(&'static str, String)> {
    let fill = |part: &str| part.repeat(size / part.len());
    let list = |part: &str| format!("[{}]", fill(&format!("{part},")).trim_end_matches(','));
    let texts = [
        ("open lists", fill("[")),
        ("open objects", fill("{\"a\":")),
        ("open strings", fill("[\"")),
        ("empty objects", list("{}")),
        ("empty lists", list("[]")),
        (
            "lists below their commands",
            fill("$ gcloud compute routes list\n[]\n"),
        ),
        (
            "lists that are cut off below their commands",
            fill("$ gcloud compute routes list\n[{\"a\":1},...]\n"),
        ),
        (
            "objects with addresses, of a kind that is not known",
            list(r#"{"kind":"compute#odd","name":"a","x":"10.0.0.1"}"#),
        ),
        ("yaml with lines of a shell", fill("name: a\n[1]+  Done\n")),
        ("lists of lists", list("[[[[]]]]")),
        (
            "networks without a name",
            list(r#"{"kind":"compute#network"}"#),
        ),
        (
            "one network",
            list(r#"{"kind":"compute#network","name":"n"}"#),
        ),
        (
            "broken firewalls",
            list(r#"{"kind":"compute#firewall","name":"n","network":"v"}"#),
        ),
        (
            "processes",
            list(r#"{"kind":"hopscope#process","on":"vm/x","port":1,"protocol":"tcp"}"#),
        ),
        (
            "records",
            list(
                r#"{"kind":"dns#resourceRecordSet","name":"a.","type":"A","rrdatas":["10.0.0.1"]}"#,
            ),
        ),
        (
            "exports",
            list(
                r#"{"kind":"hopscope#export","managedZone":"z","items":[{"name":"a.","type":"A","rrdatas":["1"]}]}"#,
            ),
        ),
        ("wrappers", fill(r#"{"items":["#)),
        ("commas", format!("[{}]", fill(","))),
        ("commas and space", format!("[{}]", fill(",          "))),
        ("prompts", fill("[me@host ~]$ {\n")),
        ("a word between fields", fill("name: x\nfoo bar\n")),
        (
            "space between fields",
            fill("name: x\nfoo bar\n") + &fill("\n"),
        ),
        (
            "fields in another order",
            "kind: x\nname: y\n".to_owned() + &fill("b: 1\nfoo bar\nc: 2\n"),
        ),
        (
            "fields that are there again",
            "kind: x\n".to_owned() + &fill("b: 1\nc: 2\nb: 3\n"),
        ),
        ("quoted prompts", "{}\n".to_owned() + &fill("> {\n")),
        ("quoted fields", "{}\n".to_owned() + &fill("> a: 1\n")),
        (
            "ends of objects",
            "{}\n".to_owned() + &fill("\"a\": 1\n}\n"),
        ),
        ("brackets in lines", "{}\n".to_owned() + &fill("x {\"a\"\n")),
        ("numbers", fill("[1 2 3 4 5 6 7 8\n")),
        ("private keys", fill("PRIVATE KEY-----")),
        ("keys in fields", fill("\"private_key\":\"")),
        ("backslashes", format!("[\"{}", fill("\\"))),
        ("quotes", fill("“")),
        ("digits", format!("[{}]", fill("1"))),
        (
            "members",
            format!("{{{}}}", fill("\"name\":1,").trim_end_matches(',')),
        ),
        (
            "interfaces",
            format!(
                r#"{{"kind":"compute#instance","name":"n","zone":"z-a","networkInterfaces":[{}]}}"#,
                fill(r#"{"network":"n","networkAttachment":"a"},"#).trim_end_matches(',')
            ),
        ),
        (
            "requests",
            format!(
                r#"{{"hopscope":1,"resources":[{{"kind":"hopscope#host","name":"h"}}],"requests":[{}]}}"#,
                fill(r#"{"from":"host/h","to":"tcp://h"},"#).trim_end_matches(',')
            ),
        ),
        (
            "hosts and requests",
            format!(
                r#"{{"hopscope":1,"resources":[{}],"requests":[{}]}}"#,
                (0..size / 120)
                    .map(|n| format!(r#"{{"kind":"hopscope#host","name":"h{n}"}}"#))
                    .collect::<Vec<_>>()
                    .join(","),
                (0..size / 120)
                    .map(|n| format!(r#"{{"name":"{n}","from":"host/h{n}","to":"tcp://h:1"}}"#))
                    .collect::<Vec<_>>()
                    .join(",")
            ),
        ),
        (
            "pods",
            format!(
                r#"[{{"assetType":"container.googleapis.com/Cluster","name":"c","location":"r","project":"p","clusterIpv4Cidr":"10.0.0.0/8"}},{}]"#,
                (0..size / 120)
                    .map(|n| format!(
                        r#"{{"kind":"hopscope#pod","name":"p{n}","cluster":"c","node":"x"}}"#
                    ))
                    .collect::<Vec<_>>()
                    .join(",")
            ),
        ),
        (
            "policies",
            list(
                r#"{"firewallPolicys":[{"name":"p","type":"NETWORK","rules":[]}],"firewalls":[{"name":"f","network":"v","denied":[{"IPProtocol":"udp"}]}]}"#,
            ),
        ),
    ];
    let yaml = [
        ("open flows", fill("- [")),
        ("keys", fill("a: b\n")),
        ("marks", fill("---\n")),
        ("documents", fill("---\na: b\nc: [d]\n")),
        ("keys that fall", fill("zone: b\nname: a\nid: c\n")),
        (
            "deeper and deeper",
            (0..900).map(|n| format!("{}a:\n", " ".repeat(n))).collect(),
        ),
        ("one long line", format!("a: [{}]\nb: {{}}", fill("あ, "))),
        ("quotes that stay open", fill("a: \"b\nc: [\n")),
        ("wrong indents", fill("a:\n  - b: c\n   d: e\n")),
        ("literal texts", format!("a: |\n{}", fill("  {\"a\": 1}\n"))),
        ("aliases", format!("a: &a [b, c]\nd:\n{}", fill("- *a\n"))),
        (
            "merges",
            format!("a: &a {{b: c}}\nd:\n{}", fill("- <<: *a\n  e: f\n")),
        ),
        ("sentences", fill("Note: something\n- one\n- two: three\n")),
    ];
    texts.into_iter().chain(yaml).collect()
}
