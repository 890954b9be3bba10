//! `hopscope diff`: behaviour first, then resources; files, links and branches; both languages.

mod support;

use serde_json::{Value, json};

use support::{Folder, fixture, is_japanese, json as read, run, run_with};

/// The two services, with what a test changes of them.
fn scenario(change: impl FnOnce(&mut Value)) -> String {
    let text = std::fs::read_to_string(fixture("two-services.hopscope.json")).expect("a fixture");
    let mut whole: Value = serde_json::from_str(&text).expect("it is JSON");
    change(&mut whole);
    whole.to_string()
}

/// The same without expectations.
fn unexpecting(change: impl FnOnce(&mut Value)) -> String {
    scenario(|whole| {
        for request in whole["requests"].as_array_mut().into_iter().flatten() {
            request.as_object_mut().map(|own| own.remove("expect"));
        }
        change(whole);
    })
}

/// The service of that name, with another ingress setting.
fn ingress(whole: &mut Value, name: &str, ingress: &str) {
    let resources = whole["resources"].as_array_mut().into_iter().flatten();
    for own in resources {
        if own["name"]
            .as_str()
            .is_some_and(|own| own.ends_with(&format!("/{name}")))
        {
            own["ingress"] = ingress.into();
        }
    }
}

const ALL: &str = "INGRESS_TRAFFIC_ALL";
const INTERNAL: &str = "INGRESS_TRAFFIC_INTERNAL_ONLY";

#[test]
fn what_gets_worse_comes_first_with_both_answers() {
    let folder = Folder::new("diff-worse");
    let base = folder.write("base.json", &unexpecting(|_| {}));
    let proposal = folder.write(
        "proposal.json",
        &unexpecting(|whole| {
            ingress(whole, "open", INTERNAL);
            ingress(whole, "inside", ALL);
        }),
    );
    let told = run(&["diff", &base, &proposal]);
    assert_eq!(told.status, 1, "{}{}", told.out, told.err);
    let lines: Vec<&str> = told.out.lines().collect();
    assert_eq!(lines[0], format!("{base} → {proposal}"));
    assert_eq!(
        lines[1],
        "2 requests: 1 worse, 1 better, 0 different, 0 the same."
    );
    assert_eq!(lines[3], "▼ worse  to the open one");
    assert_eq!(lines[5], "  before: ✓ delivered");
    assert!(
        lines[7].starts_with("    source IP: google-dynamic"),
        "{}",
        told.out
    );
    assert_eq!(
        lines[8],
        "  after: ⊘ rejected 404 RUN_INGRESS_DISALLOWED (step 6 run/asia-northeast1/open)"
    );
    assert!(
        told.out.contains("\n▲ better  to the internal one\n"),
        "{}",
        told.out
    );
    assert!(
        told.out
            .contains("\nResources: 0 added, 0 removed, 2 changed.\n"),
        "{}",
        told.out
    );
    assert!(
        told.out.contains(
            "~ run/asia-northeast1/open (run.googleapis.com/Service)\n    ingress: (absent or default) → \"INGRESS_TRAFFIC_INTERNAL_ONLY\"\n"
        ),
        "{}",
        told.out
    );
    // The other way round the two change places.
    let back = run(&["diff", &proposal, &base]);
    assert_eq!(back.status, 1);
    assert!(
        back.out.contains("▼ worse  to the internal one"),
        "{}",
        back.out
    );

    let ja = run(&["diff", &base, &proposal, "--lang", "ja"]);
    assert_eq!(ja.status, 1);
    for part in [
        "通信 2 件: 悪化 1、改善 1、変化 0、変化なし 0。",
        "▼ 悪化  to the open one",
        "  変更前: ✓ ",
        "  変更後: ⊘ 応答で拒否 404 RUN_INGRESS_DISALLOWED (6 段目 run/asia-northeast1/open)",
        "リソース: 追加 0、削除 0、変更 2。",
    ] {
        assert!(ja.out.contains(part), "{part}: {}", ja.out);
    }
}

#[test]
fn an_expectation_says_what_is_worse() {
    let folder = Folder::new("diff-expected");
    let base = folder.write("base.json", &scenario(|_| {}));
    // The 404 was expected: that it gets there now is not what its author wants.
    let opened = folder.write(
        "opened.json",
        &scenario(|whole| ingress(whole, "inside", ALL)),
    );
    let told = run(&["diff", &base, &opened]);
    assert_eq!(told.status, 1, "{}", told.out);
    assert!(
        told.out.contains("▼ worse  to the internal one"),
        "{}",
        told.out
    );
    assert!(
        told.out.contains("! Expected rejected, got delivered."),
        "{}",
        told.out
    );
    assert!(
        told.out.contains("= same  to the open one: ✓ delivered\n"),
        "{}",
        told.out
    );
}

#[test]
fn an_answer_that_stays_and_rests_on_more_says_so() {
    let folder = Folder::new("diff-assumed");
    let base = folder.write("base.json", &unexpecting(|_| {}));
    // Without the policy of the open service, that it lets everyone in is only assumed.
    let unsaid = folder.write(
        "unsaid.json",
        &unexpecting(|whole| {
            whole["resources"].as_array_mut().map(|own| own.remove(4));
        }),
    );
    let told = run(&["diff", &base, &unsaid]);
    assert_eq!(told.status, 0, "{}{}", told.out, told.err);
    for part in [
        "= same  to the open one (newly assumed: 1): ✓ delivered\n  newly assumed: ",
        "- run/asia-northeast1/open (hopscope#iamPolicy)\n",
    ] {
        assert!(told.out.contains(part), "{part}: {}", told.out);
    }
    let back = run(&["diff", &unsaid, &base]);
    assert!(!back.out.contains("newly assumed"), "{}", back.out);
    let ja = run(&["diff", &base, &unsaid, "--lang", "ja"]);
    assert!(ja.out.contains("(新たな前提 1 件)"), "{}", ja.out);
    // Where nothing may be assumed, it is worse.
    assert_eq!(run(&["diff", &base, &unsaid, "--strict"]).status, 1);
}

#[test]
fn nothing_worse_is_well() {
    let folder = Folder::new("diff-well");
    let base = folder.write("base.json", &unexpecting(|_| {}));
    let better = folder.write(
        "better.json",
        &unexpecting(|whole| ingress(whole, "inside", ALL)),
    );
    let told = run(&["diff", &base, &better]);
    assert_eq!((told.status, told.err.as_str()), (0, ""), "{}", told.out);
    let same = run(&["diff", &base, &base]);
    assert_eq!(same.status, 0);
    assert!(
        same.out.contains("2 the same.") && same.out.contains("No resource differs."),
        "{}",
        same.out
    );
}

#[test]
fn a_request_that_is_dropped_or_renamed_hides_nothing() {
    let folder = Folder::new("diff-dropped");
    let base = folder.write("base.json", &unexpecting(|_| {}));
    let dropped = folder.write(
        "dropped.json",
        &unexpecting(|whole| {
            ingress(whole, "open", INTERNAL);
            whole["requests"].as_array_mut().map(|own| own.remove(0));
        }),
    );
    let told = run(&["diff", &base, &dropped]);
    assert_eq!(told.status, 1, "{}", told.out);
    assert!(
        told.out
            .contains("▼ worse  to the open one (only the base has this request)"),
        "{}",
        told.out
    );
    let renamed = folder.write(
        "renamed.json",
        &unexpecting(|whole| whole["requests"][0]["name"] = "called otherwise".into()),
    );
    let told = read(&run(&["diff", &base, &renamed, "--format", "json"]));
    let requests = &told["proposals"][0]["requests"];
    assert_eq!(requests.as_array().map(Vec::len), Some(2));
    assert_eq!(requests[0]["asked"], "both");
    let other = folder.write(
        "other.json",
        &unexpecting(|whole| {
            whole["requests"][0]["to"] = "https://inside-abc123-an.a.run.app/".into();
            whole["requests"]
                .as_array_mut()
                .expect("requests")
                .push(json!({"name":"new","from":"run/caller","to":"https://unsaid-abc123-an.a.run.app/"}));
        }),
    );
    let told = run(&["diff", &base, &other]);
    assert_eq!(told.status, 1);
    for part in [
        "▼ worse  to the open one (asks something else under the same name)",
        "= same  new (only the proposal has this request): ✓ delivered",
    ] {
        assert!(told.out.contains(part), "{part}: {}", told.out);
    }
}

/// A file with two branches: B opens what is internal, C removes the caller's policy target.
fn branched() -> String {
    unexpecting(|whole| {
        let resources = whole["resources"].as_array().cloned().unwrap_or_default();
        let mut inside = resources[2].clone();
        inside["ingress"] = ALL.into();
        let mut open = resources[1].clone();
        open["ingress"] = INTERNAL.into();
        whole["branches"] = json!([
            {"name":"B","changes":[{"op":"replace","object":inside}],"declared":["to the internal one"]},
            {"name":"C","changes":[{"op":"replace","object":open},{"op":"remove","ref":"run/unsaid"}],"declared":["to the internal one"]},
        ]);
    })
}

#[test]
fn branches_are_held_against_what_is_there() {
    let folder = Folder::new("diff-branches");
    let file = folder.write("mine@home.json", &branched());
    let all = read(&run(&["diff", &file, "--format", "json"]));
    let names: Vec<&str> = all["proposals"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|own| own["branch"].as_str())
        .collect();
    assert_eq!(names, ["B", "C"]);
    assert_eq!(run(&["diff", &file]).status, 1);

    let told = run(&["diff", &file, "--branch", "B"]);
    assert_eq!(told.status, 0, "{}{}", told.out, told.err);
    assert!(
        told.out
            .contains("▲ better  to the internal one (declared)"),
        "{}",
        told.out
    );
    assert!(told.out.contains("Undeclared changes: 0."), "{}", told.out);

    let told = run(&["diff", &file, "--branch", "C"]);
    assert_eq!(told.status, 1);
    for part in [
        "▼ worse  to the open one (undeclared)",
        "= same  to the internal one (declared to change, and stays the same)",
        "Undeclared changes: 1.",
        "Resources: 0 added, 1 removed, 1 changed.",
        "- run/asia-northeast1/unsaid (run.googleapis.com/Service)",
    ] {
        assert!(told.out.contains(part), "{part}: {}", told.out);
    }
    let ja = run(&["diff", &file, "--branch", "C", "--lang", "ja"]);
    for part in [
        "(宣言なし)",
        "宣言されていない変化 1 件。",
        "(宣言した変化だが、変化なし)",
    ] {
        assert!(ja.out.contains(part), "{part}: {}", ja.out);
    }
    // Two branches against each other, and a branch against the file it is in, by its name.
    let told = read(&run(&[
        "diff",
        &format!("{file}@B"),
        &format!("{file}@C"),
        "--format",
        "json",
    ]));
    assert_eq!(
        told["proposals"][0]["counts"],
        json!({"better":0,"worse":2,"other":0,"same":0})
    );

    let none = run(&["diff", &file, "--branch", "D"]);
    assert_eq!((none.status, none.out.as_str()), (2, ""));
    assert!(
        none.err
            .contains("there is no branch D; the scenario has: B, C"),
        "{}",
        none.err
    );
    let ja = run(&["diff", &file, "--branch", "D", "--lang", "ja"]);
    assert!(
        is_japanese(&ja.err) && ja.err.contains("B、C"),
        "{}",
        ja.err
    );
    let plain = folder.write("plain.json", &unexpecting(|_| {}));
    let none = run(&["diff", &plain]);
    assert_eq!((none.status, none.out.as_str()), (2, ""));
    assert!(none.err.contains("nothing to compare with"), "{}", none.err);
}

#[test]
fn an_adopted_branch_is_the_scenario_that_the_branch_was() {
    let folder = Folder::new("diff-adopted");
    let file = folder.write("mine.json", &branched());
    let adopted = folder.write(
        "adopted.json",
        &unexpecting(|whole| ingress(whole, "inside", ALL)),
    );
    let id = |told: &Value| told["proposals"][0]["scenario"].clone();
    let branch = read(&run(&["diff", &file, "--branch", "B", "--format", "json"]));
    let whole = read(&run(&["diff", &file, &adopted, "--format", "json"]));
    assert!(id(&branch).is_string());
    assert_eq!(id(&branch), id(&whole));
    assert_eq!(
        branch["proposals"][0]["resources"],
        whole["proposals"][0]["resources"]
    );
}

#[test]
fn a_branch_that_cannot_be_made_is_no_proposal() {
    let folder = Folder::new("diff-broken-branch");
    let file = folder.write(
        "mine.json",
        &unexpecting(|whole| {
            whole["branches"] =
                json!([{"name":"B","changes":[{"op":"remove","ref":"run/no-such"}]}]);
        }),
    );
    let told = run(&["diff", &file]);
    assert_eq!(told.status, 2, "{}{}", told.out, told.err);
    assert!(
        told.err.contains("branches[B].changes[0].ref"),
        "{}",
        told.err
    );
}

#[test]
fn links_are_sides_too() {
    let folder = Folder::new("diff-links");
    let base = folder.write("base.json", &branched());
    let link = run(&["link", &base, "--page", "https://hopscope.example/"])
        .out
        .trim()
        .to_owned();
    let told = run(&["diff", &base, &link]);
    assert_eq!(told.status, 0, "{}{}", told.out, told.err);
    assert!(told.out.contains(" → link\n"), "{}", told.out);
    let told = run(&["diff", &base, &format!("{link}@C")]);
    assert_eq!(told.status, 1, "{}{}", told.out, told.err);
    assert!(told.out.contains(" → link@C\n"), "{}", told.out);
    let cut = run(&["diff", &base, &link[..link.len() - 9]]);
    assert_eq!((cut.status, cut.out.as_str()), (2, ""));
    assert!(cut.err.contains("The link is cut"), "{}", cut.err);
    let gone = run(&["diff", &base, "no-such.json@B"]);
    assert_eq!(gone.status, 2);
    assert!(
        gone.err.contains("cannot read no-such.json@B"),
        "{}",
        gone.err
    );
    // Standard input is one side; both is once too often.
    let text = std::fs::read_to_string(&base).expect("a file");
    assert_eq!(run_with(&["diff", "-", &base], &[], Some(&text)).status, 0);
    assert_eq!(run(&["diff", "-", "-"]).status, 2);
}

#[test]
fn json_is_as_its_schema_says_and_the_same_every_time() {
    let schema = read(&run(&["schema", "diff"]));
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    let folder = Folder::new("diff-schema");
    let file = folder.write("mine.json", &branched());
    for more in [&[][..], &["--lang", "ja"], &["--strict"]] {
        let mut args = vec!["diff", file.as_str(), "--format", "json"];
        args.extend(more);
        let (first, second) = (run(&args), run(&args));
        assert_eq!(first.out, second.out);
        let report = read(&first);
        let wrong: Vec<String> = validator
            .iter_errors(&report)
            .map(|error| error.to_string())
            .collect();
        assert_eq!(wrong, Vec::<String>::new());
        let own = &report["proposals"][1];
        assert_eq!(own["requests"][0]["shift"], "worse");
        assert_eq!(own["requests"][0]["declared"], false);
        assert_eq!(own["requests"][0]["before"]["outcome"], "delivered");
        assert_eq!(
            own["requests"][0]["after"]["cause"],
            "RUN_INGRESS_DISALLOWED"
        );
        assert_eq!(own["resources"][0]["change"], "changed");
        assert_eq!(
            own["resources"][0]["fields"],
            json!([{"path":"ingress","before":null,"after":INTERNAL}])
        );
    }
    let broken = json!({"hopscope": 1, "rules": "", "base": {}, "proposals": [{"counts": 3}]});
    assert!(!validator.is_valid(&broken), "the schema refuses nothing");
    assert!(!validator.is_valid(&read(&run(&[
        "trace",
        &file,
        "--from",
        "run/caller",
        "--to",
        "https://a.example/",
        "--format",
        "json"
    ]))));
}

#[test]
fn what_cannot_be_used_or_asks_nothing_is_no_success() {
    let folder = Folder::new("diff-unusable");
    let base = folder.write("base.json", &unexpecting(|_| {}));
    let told = run(&["diff", &base, &fixture("truncated.json")]);
    assert_eq!(told.status, 2, "{}{}", told.out, told.err);
    assert!(told.err.contains("TRUNCATED"), "{}", told.err);
    let quiet = folder.write(
        "quiet.json",
        &unexpecting(|whole| whole["requests"] = json!([])),
    );
    let told = run(&["diff", &quiet, &quiet]);
    assert_eq!(told.status, 2);
    assert!(told.err.contains("no request was compared"), "{}", told.err);
    let ja = run(&["diff", &quiet, &quiet, "--lang", "ja"]);
    assert!(is_japanese(&ja.err), "{}", ja.err);
    // A request between two IP versions has no answer to compare.
    let mixed = folder.write(
        "mixed.json",
        r#"{"hopscope":1,"project":"p","resources":[{"kind":"hopscope#host","name":"six","addresses":["2001:db8::6"]}],
        "requests":[{"from":"internet:198.51.100.7","to":"tcp://[2001:db8::6]:443"},{"from":"internet:198.51.100.7","to":"tcp://198.51.100.9:443"}]}"#,
    );
    assert_eq!(run(&["diff", &mixed, &mixed]).status, 2);
}

#[test]
fn what_is_not_a_resource_differs_too() {
    let folder = Folder::new("diff-other");
    let base = folder.write("base.json", &unexpecting(|_| {}));
    let other = folder.write(
        "other.json",
        &unexpecting(|whole| {
            whole["complete"] = json!(["acme-dev/route"]);
            let resources = whole["resources"].as_array_mut().expect("resources");
            resources[5]["bindings"][0]["members"] = json!(["user:a@acme.example"]);
            resources.push(json!({"kind":"hopscope#host","name":"laptop","addresses":["203.0.113.9"]}));
            resources.push(json!({"kind":"hopscope#iamPolicy","resource":"project/acme-dev","bindings":[{"role":"roles/run.invoker","members":["allUsers"]}]}));
        }),
    );
    let told = run(&["diff", &base, &other]);
    for part in [
        "~ run/asia-northeast1/inside (hopscope#iamPolicy)\n    bindings[0].members[0]: \"allUsers\" → \"user:a@acme.example\"\n",
        "+ host/laptop (hopscope#host)\n    addresses: [\"203.0.113.9\"]\n",
        "(hopscope#iamPolicy)\n    bindings: [",
        "+ acme-dev/route (complete)\n",
        "Resources: 3 added, 0 removed, 1 changed.",
    ] {
        assert!(told.out.contains(part), "{part}: {}", told.out);
    }
}

#[test]
fn markdown_fits_a_comment_and_links_the_comparison() {
    let folder = Folder::new("diff-markdown");
    let file = folder.write("mine.json", &branched());
    let page = "https://hopscope.example/app/";
    let args = [
        "diff", &file, "--branch", "C", "--format", "markdown", "--page", page,
    ];
    let told = run(&args);
    assert_eq!(told.status, 1, "{}", told.err);
    for part in [
        "# One Cloud Run service calls another\n",
        "|  | Request | Before | After | Source IP before | after |\n|---|---|---|---|---|---|\n| ▼ **worse** (undeclared) | to the open one<br>`run/asia-northeast1/caller` → ",
        "- after: **⊘ rejected 404 RUN\\_INGRESS\\_DISALLOWED",
        "## Resources\n\nResources: 0 added, 1 removed, 1 changed.\n\n- **changed** `run/asia-northeast1/open`",
        "  - `ingress`: absent or default → `\"INGRESS_TRAFFIC_INTERNAL_ONLY\"`\n",
        "Content id `",
    ] {
        assert!(told.out.contains(part), "{part}: {}", told.out);
    }
    let at = told.out.find(&format!("(<{page}#h1.")).expect("a link");
    let link = told.out[at + 2..].split('>').next().expect("it ends");
    assert!(link.ends_with(".mdiff.z"), "{link}");
    let again = read(&run(&["diff", link, "--format", "json"]));
    let own = read(&run(&["diff", &file, "--branch", "C", "--format", "json"]));
    assert_eq!(
        again["proposals"][0]["counts"],
        own["proposals"][0]["counts"]
    );
    assert_eq!(again["proposals"][0]["branch"], "C");

    // Two files make such a link too: the proposal becomes a branch of the base.
    let other = folder.write(
        "other.json",
        &unexpecting(|whole| ingress(whole, "open", INTERNAL)),
    );
    let told = run(&[
        "diff", &file, &other, "--format", "markdown", "--page", page, "--lang", "ja",
    ]);
    assert!(told.out.contains("| ▼ **悪化** | "), "{}", told.out);
    let at = told.out.find(&format!("(<{page}#h1.")).expect("a link");
    let link = told.out[at + 2..].split('>').next().expect("it ends");
    let again = read(&run(&["diff", link, "--format", "json"]));
    assert_eq!(again["proposals"][0]["counts"]["worse"], 1);
}

#[test]
fn no_comparison_says_that_anything_is_safe() {
    let folder = Folder::new("diff-words");
    let file = folder.write("mine.json", &branched());
    for format in ["text", "json", "markdown"] {
        for lang in ["en", "ja"] {
            let told = run(&["diff", &file, "--format", format, "--lang", lang]);
            let all = format!("{}{}", told.out, told.err).to_lowercase();
            assert!(
                !all.contains("safe") && !all.contains("安全"),
                "{format} {lang}"
            );
        }
    }
    let help = run(&["diff", "--help"]).out.to_lowercase();
    assert!(
        help.contains("$ hopscope diff") && !help.contains("safe"),
        "{help}"
    );
}

/// A Cloud Run service as Terraform has it.
fn service(ingress: &str) -> Value {
    json!({"address": "google_cloud_run_v2_service.open", "mode": "managed",
        "type": "google_cloud_run_v2_service", "name": "open", "values": {
            "name": "open", "project": "acme-dev", "location": "asia-northeast1", "ingress": ingress,
            "uri": "https://open-abc123-an.a.run.app", "template": [{"vpc_access": []}]}})
}

/// A plan of what is there and what is to be.
fn plan(before: &[Value], after: &[Value]) -> String {
    let changes = after.iter().map(|own| {
        json!({"address": own["address"], "change": {"actions": ["update"], "after_unknown": {}}})
    });
    json!({"format_version": "1.2", "terraform_version": "1.9.8",
        "planned_values": {"root_module": {"resources": after}},
        "resource_changes": changes.collect::<Vec<_>>(),
        "prior_state": {"format_version": "1.0", "values": {"root_module": {"resources": before}}}})
    .to_string()
}

/// A request, and who asks.
fn asking() -> String {
    json!({"hopscope": 1, "project": "acme-dev",
        "resources": [{"kind": "hopscope#host", "name": "pc", "addresses": ["203.0.113.9"]}],
        "requests": [{"name": "from outside", "from": "host/pc",
            "to": "https://open-abc123-an.a.run.app/"}]})
    .to_string()
}

/// The same, and the service that is asked.
fn with_service() -> String {
    let mut asking: Value = serde_json::from_str(&asking()).expect("JSON");
    let there = json!({"assetType": "run.googleapis.com/Service", "ingress": ALL,
        "name": "projects/acme-dev/locations/asia-northeast1/services/open",
        "uri": "https://open-abc123-an.a.run.app"});
    let list = asking["resources"].as_array_mut().expect("a list");
    list.push(there);
    asking.to_string()
}

#[test]
fn a_plan_is_held_against_what_it_finds() {
    let folder = Folder::new("diff-plan");
    let base = folder.write("base.json", &asking());
    let changes = folder.write("plan.json", &plan(&[service(ALL)], &[service(INTERNAL)]));
    let told = run(&["diff", &base, "--plan", &changes, "--format", "json"]);
    assert_eq!(told.status, 1, "{}{}", told.out, told.err);
    let report = read(&told);
    let own = &report["proposals"][0];
    let request = &own["requests"][0];
    assert_eq!(request["shift"], "worse", "{report:#}");
    assert_eq!(request["before"]["outcome"], "delivered", "{report:#}");
    assert_eq!(request["after"]["status"], 404, "{report:#}");
    // What it takes away is gone, though the base holds it too.
    let there = folder.write("there.json", &with_service());
    let mut takes: Value = serde_json::from_str(&plan(&[service(ALL)], &[])).expect("JSON");
    takes["resource_changes"] = json!([{"address": service(ALL)["address"],
        "change": {"actions": ["delete"], "after_unknown": {}}}]);
    let takes = folder.write("takes.json", &takes.to_string());
    let told = run(&["diff", &there, "--plan", &takes, "--format", "json"]);
    assert_eq!(told.status, 1, "{}{}", told.out, told.err);
    let request = &read(&told)["proposals"][0]["requests"][0];
    assert_eq!(request["shift"], "worse", "{request:#}");
    assert_eq!(request["before"]["outcome"], "delivered", "{request:#}");
    // One that makes everything finds nothing.
    let makes = folder.write("makes.json", &plan(&[], &[service(ALL)]));
    let told = run(&["diff", &base, "--plan", &makes, "--format", "json"]);
    let report = read(&told);
    let request = &report["proposals"][0]["requests"][0];
    assert_eq!(request["before"]["outcome"], "incomplete", "{report:#}");
    assert_eq!(request["after"]["outcome"], "delivered", "{report:#}");
    // And one that changes nothing, nothing.
    let same = folder.write("same.json", &plan(&[service(ALL)], &[service(ALL)]));
    let told = run(&["diff", &base, "--plan", &same]);
    assert_eq!(told.status, 0, "{}{}", told.out, told.err);
    // Without requests, the resources that differ are told all the same.
    let told = run(&["diff", "--plan", &changes]);
    assert_eq!(told.status, 2, "{}{}", told.out, told.err);
    assert!(
        told.out.contains("run/asia-northeast1/open"),
        "{}",
        told.out
    );
    let told = run(&["diff"]);
    assert_eq!(told.status, 2, "{}", told.out);
}
