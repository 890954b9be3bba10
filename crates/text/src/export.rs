//! What collects a scenario's resources: the commands that the page shows, and a script for whole projects.
//!
//! The script reads and changes nothing, also where an API is not enabled: gcloud would offer to enable it.
//! <https://docs.cloud.google.com/sdk/docs/properties>

mod shell;

use hopscope_model::Kind;
use hopscope_model::export_command::list;

use crate::lang::Lang;
use shell::{ABOVE, FUNCTIONS, HEAD, PARTS};

/// What most answers depend on, in the order one would look at it.
const KINDS: &[Kind] = &[
    Kind::Network,
    Kind::Subnet,
    Kind::Route,
    Kind::Firewall,
    Kind::Address,
    Kind::Router,
    Kind::Instance,
    Kind::ForwardingRule,
    Kind::RunService,
    Kind::RunJob,
    Kind::Zone,
];

/// Kinds whose list is all there is of them in a project: what is not in it is not there. Others are in several lists
/// (health checks), or partly above the project (firewall policies).
const WHOLE: &[Kind] = &[
    Kind::Network,
    Kind::Subnet,
    Kind::Route,
    Kind::PolicyRoute,
    Kind::Firewall,
    Kind::Router,
    Kind::Instance,
    Kind::ForwardingRule,
    Kind::Zone,
    Kind::DnsPolicy,
    Kind::ResponsePolicy,
];

/// A command for each kind, and one for the records of each zone, which do not say themselves whose they are.
pub fn commands() -> String {
    let mut lines: Vec<String> = KINDS.iter().map(|kind| list(*kind, "")).collect();
    lines
        .push("for zone in $(gcloud dns managed-zones list --format='value(name)'); do".to_owned());
    lines.push(
        r#"  printf '{"kind":"hopscope#export","managedZone":"%s","items":' "$zone""#.to_owned(),
    );
    lines
        .push(r#"  gcloud dns record-sets list --zone="$zone" --format=json; echo '}'"#.to_owned());
    lines.push("done".to_owned());
    lines.join("\n")
}

/// Whether a text can be a project's id: nothing of it means anything to a shell.
pub fn is_project_id(text: &str) -> bool {
    let letters = text.chars();
    let mut known = letters.filter(|own| own.is_ascii_lowercase() || own.is_ascii_digit());
    known.next().is_some()
        && !text.starts_with('-')
        && text
            .chars()
            .all(|own| own.is_ascii_lowercase() || own.is_ascii_digit() || "-.:".contains(own))
}

/// The ids of projects in what a person writes, by blanks or commas, and what of it is none.
pub fn project_ids(text: &str) -> (Vec<String>, Vec<String>) {
    let mut ids: Vec<String> = Vec::new();
    let mut others = Vec::new();
    for word in text.split(|own: char| own.is_whitespace() || ",、，;".contains(own)) {
        if word.is_empty() || ids.iter().any(|own| own == word) {
            continue;
        }
        match is_project_id(word) {
            true => ids.push(word.to_owned()),
            false => others.push(word.to_owned()),
        }
    }
    (ids, others)
}

/// The kind with which a script collects another: a peering is in its network. `None` for what it cannot list: pods
/// are kubectl's, hosts are described by hand, and perimeters need more than a project to be listed.
pub fn collected_with(kind: Kind) -> Option<Kind> {
    match kind {
        Kind::Peering => Some(Kind::Network),
        Kind::Nat => Some(Kind::Router),
        Kind::Perimeter | Kind::AddressGroup => None,
        kind => list(kind, "P").starts_with("gcloud ").then_some(kind),
    }
}

/// A script for `sh` that prints what a scenario of these projects needs: all of it, or what is there of these kinds.
/// What is no project id is left out.
pub fn script(lang: Lang, projects: &[String], kinds: Option<&[Kind]>) -> String {
    let projects: Vec<&str> = projects
        .iter()
        .map(String::as_str)
        .filter(|own| is_project_id(own))
        .collect();
    let left_out = lang.pick("left out:", "出力に含まれません:");
    let some = lang.pick(
        "so many commands failed; what they print is not in the output:",
        "失敗したコマンドの数 (その出力は含まれていません):",
    );
    let is_wanted = |kind: Kind| kinds.is_none_or(|kinds| kinds.contains(&kind));
    let mut out = head(lang);
    // A loop over what stands there would be one that runs once, where there is one project.
    out.push_str(&format!("set -- {}\n", projects.join(" ")));
    out.push_str("for project in \"$@\"; do\n");
    out.push_str(ABOVE);
    for kind in Kind::ALL {
        let command = list(*kind, "\"$project\"");
        // Others list these too, or need more than a project to be listed.
        let is_elsewhere = matches!(
            kind,
            Kind::Project
                | Kind::Peering
                | Kind::Nat
                | Kind::TargetProxy
                | Kind::Connector
                | Kind::Perimeter
                | Kind::AddressGroup
        );
        if is_elsewhere || !is_wanted(*kind) || !command.starts_with("gcloud ") {
            continue;
        }
        let word = match WHOLE.contains(kind) {
            true => format!("whole {}", kind.code()),
            false => "some".to_owned(),
        };
        out.push_str(&format!("  {word} {command}\n"));
    }
    for (_, part) in PARTS.iter().filter(|(kind, _)| is_wanted(*kind)) {
        out.push_str(part);
    }
    out.push_str("done\n");
    out.push_str(&format!(
        "[ \"$failed\" -eq 0 ] || echo \"{some} $failed\" >&2\n"
    ));
    // A function that nothing calls is only to be read past.
    for (name, function) in FUNCTIONS {
        let is_called = out.lines().any(|line| {
            line.trim_start().starts_with(&format!("{name} "))
                || line.contains(&format!("$({name} "))
        });
        let function = if is_called { *function } else { "" };
        out = out.replace(&format!("@{name}@\n"), function);
    }
    out.replace("LEFT_OUT", left_out)
}

fn head(lang: Lang) -> String {
    let about = lang.pick(
        "# Prints what Hopscope needs to know of these projects. It reads and changes nothing: every command lists or\n\
         # describes. It asks for no more than roles/viewer; what it may not read is named on standard error and left out.\n\
         #   sh FILE > net.json, then: hopscope import net.json > mine.hopscope.json\n\
         # Of GKE it prints clusters; what runs in them is kubectl's:\n\
         #   kubectl get nodes,services,pods,networkpolicies --all-namespaces -o json",
        "# Hopscope に必要な、プロジェクトの構成を出力します。一覧と詳細の表示だけを行い、何も変更しません。\n\
         # 必要な権限は roles/viewer までです。読めなかったものは標準エラー出力に示し、出力には含めません。\n\
         #   sh FILE > net.json のあと: hopscope import net.json > mine.hopscope.json\n\
         # GKE はクラスタまでです。ノード、Service、Pod、ネットワーク ポリシーは kubectl で出力してください:\n\
         #   kubectl get nodes,services,pods,networkpolicies --all-namespaces -o json",
    );
    format!("#!/bin/sh\n{about}\n{HEAD}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_of_the_page_prints_json_and_names_no_project() {
        for line in commands().lines().take(KINDS.len()) {
            assert!(
                line.starts_with("gcloud ") && line.ends_with(" --format=json"),
                "{line}"
            );
            assert!(!line.contains("--project"), "{line}");
        }
    }

    #[test]
    fn only_ids_of_projects_reach_the_shell() {
        for own in ["acme-dev", "acme.example:legacy", "p1"] {
            assert!(is_project_id(own), "{own}");
        }
        for other in ["", "-p", "a b", "$(x)", "a;b", "Acme", "a'b", "--", ".."] {
            assert!(!is_project_id(other), "{other}");
        }
        let script = script(
            Lang::En,
            &["acme-dev".to_owned(), "$(reboot)".to_owned()],
            None,
        );
        assert!(script.contains("\nset -- acme-dev\n") && !script.contains("reboot"));
    }

    #[test]
    fn what_a_person_writes_is_taken_apart() {
        let (ids, others) = project_ids(" acme-dev, acme-net\n$(x)、acme-dev ");
        assert_eq!(ids, ["acme-dev", "acme-net"]);
        assert_eq!(others, ["$(x)"]);
    }

    #[test]
    fn a_script_for_some_kinds_has_their_commands_and_functions_alone() {
        let zones = script(Lang::En, &["p1".to_owned()], Some(&[Kind::Zone]));
        assert!(zones.contains("whole zone gcloud dns managed-zones list"));
        assert!(zones.contains("part managedZone") && zones.contains("\npart() {"));
        assert!(!zones.contains("compute") && !zones.contains("\npolicy() {"));
        assert!(!zones.contains("\n@"));
        let whole = script(Lang::En, &["p1".to_owned()], None);
        assert!(
            zones
                .lines()
                .all(|line| whole.lines().any(|own| own == line))
        );
    }

    #[test]
    fn every_command_only_reads() {
        let script = script(Lang::En, &["acme-dev".to_owned()], None);
        let commands: Vec<&str> = script
            .lines()
            .filter(|line| !line.trim_start().starts_with('#'))
            .flat_map(|line| line.split("gcloud ").skip(1))
            .collect();
        assert!(commands.len() > 40, "{commands:?}");
        for command in commands {
            let verbs = [
                "list",
                "describe",
                "get-iam-policy",
                "get-ancestors",
                "get-status",
                "list-instances",
                "list-network-endpoints",
            ];
            let words = command.split([' ', ')']);
            let before_options =
                words.take_while(|word| !word.starts_with('-') && !word.starts_with("\"--"));
            assert!(
                before_options.into_iter().any(|word| verbs.contains(&word)),
                "{command}"
            );
            assert!(
                !command.contains("PLACEHOLDER")
                    && !command.contains("=REGION")
                    && !command.contains("=ORGANIZATION"),
                "{command}"
            );
        }
    }
}
