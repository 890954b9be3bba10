//! What collects a scenario's resources: the commands that the page shows, and a script for whole projects.
//!
//! The script reads and changes nothing, also where an API is not enabled: gcloud would offer to enable it.
//! <https://docs.cloud.google.com/sdk/docs/properties>

use hopscope_model::Kind;
use hopscope_model::export_command::list;

use crate::lang::Lang;

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

/// A script for `sh` that prints what a scenario of these projects needs. What is no project id is left out.
pub fn script(lang: Lang, projects: &[String]) -> String {
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
    let mut out = head(lang);
    out.push_str(&format!("for project in {}; do\n", projects.join(" ")));
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
        if is_elsewhere || !command.starts_with("gcloud ") {
            continue;
        }
        let word = match WHOLE.contains(kind) {
            true => format!("whole {}", kind.code()),
            false => "some".to_owned(),
        };
        out.push_str(&format!("  {word} {command}\n"));
    }
    out.push_str(PARTS);
    out.push_str("done\n");
    out.push_str(&format!(
        "[ \"$failed\" -eq 0 ] || echo \"{some} $failed\" >&2\n"
    ));
    out.replace("LEFT_OUT", left_out)
}

fn head(lang: Lang) -> String {
    let about = lang.pick(
        "# Prints what Hopscope needs to know of these projects. It reads and changes nothing: every command lists or\n\
         # describes. It asks for no more than roles/viewer; what it may not read is named on standard error and left out.\n\
         #   sh FILE > net.json, then: hopscope import net.json > mine.hopscope.json\n\
         # Of GKE it prints clusters; pods and network policies are kubectl's:\n\
         #   kubectl get pods,networkpolicies --all-namespaces -o json",
        "# Hopscope に必要な、プロジェクトの構成を出力します。一覧と詳細の表示だけを行い、何も変更しません。\n\
         # 必要な権限は roles/viewer までです。読めなかったものは標準エラー出力に示し、出力には含めません。\n\
         #   sh FILE > net.json のあと: hopscope import net.json > mine.hopscope.json\n\
         # GKE はクラスタまでです。Pod とネットワーク ポリシーは kubectl で出力してください:\n\
         #   kubectl get pods,networkpolicies --all-namespaces -o json",
    );
    format!("#!/bin/sh\n{about}\n{HEAD}")
}

/// Functions: `some` prints a list, `whole` says that it is all there is of a kind, `part` says what it is a part of.
const HEAD: &str = r##"set -u
# Ask nothing, and enable no API.
export CLOUDSDK_CORE_DISABLE_PROMPTS=1
export CLOUDSDK_CORE_SHOULD_PROMPT_TO_ENABLE_API=false

failed=0
said=$(mktemp) || exit 2
trap 'rm -f "$said"' EXIT

# Runs a command; what it prints is in $items, what it says in the file $said.
run() {
  items=$("$@" 2>"$said") && [ -n "$items" ] && return
  failed=$((failed + 1))
  echo "LEFT_OUT $*" >&2
  sed 's/^/  /' "$said" >&2
  return 1
}

# some COMMAND...
some() {
  run "$@" || return 0
  printf '{"kind":"hopscope#export","project":"%s","items":%s}\n' "$project" "$items"
}

# whole KIND COMMAND... A warning means that some of it may be missing: then it is not told as whole.
whole() {
  kind=$1
  shift
  run "$@" || return 0
  if grep -qv '^Listed 0 items\.$' "$said"; then
    sed 's/^/  /' "$said" >&2
    printf '{"kind":"hopscope#export","project":"%s","items":%s}\n' "$project" "$items"
  else
    printf '{"kind":"hopscope#export","kind":"%s","project":"%s","items":%s}\n' "$kind" "$project" "$items"
  fi
}

# part FIELD WHOSE COMMAND...
part() {
  field=$1
  whose=$2
  shift 2
  run "$@" || return 0
  printf '{"kind":"hopscope#export","project":"%s","%s":"%s","items":%s}\n' "$project" "$field" "$whose" "$items"
}

# policy WHOSE COMMAND...
policy() {
  whose=$1
  shift
  run "$@" || return 0
  printf '{"kind":"hopscope#export","kind":"hopscope#iamPolicy","project":"%s","resource":"%s","items":%s}\n' "$project" "$whose" "$items"
}

# names COMMAND...: one a line. That they could not be listed is told where the list itself is printed.
names() {
  "$@" 2>/dev/null
}

"##;

/// The project itself, and what is above it.
const ABOVE: &str = r#"  if run gcloud projects describe "$project" --format=json; then echo "$items"; fi
  if run gcloud projects get-ancestors "$project" --format=json; then echo "$items"; fi
  policy "project/$project" gcloud projects get-iam-policy "$project" --format=json
"#;

/// What is listed by more than a project, and what does not say itself whose it is.
const PARTS: &str = r#"  for scheme in http https tcp ssl; do
    some gcloud compute "target-$scheme-proxies" list --project="$project" --format=json
  done
  for region in $(names gcloud compute networks subnets list --project="$project" --format='value(region.basename())' | sort -u); do
    some gcloud compute networks vpc-access connectors list --region="$region" --project="$project" --format=json
  done
  for zone in $(names gcloud dns managed-zones list --project="$project" --format='value(name)'); do
    part managedZone "$zone" gcloud dns record-sets list --zone="$zone" --project="$project" --format=json
  done
  for rules in $(names gcloud dns response-policies list --project="$project" --format='value(responsePolicyName)'); do
    part resource "response-policy/$rules" gcloud dns response-policies rules list "$rules" --project="$project" --format=json
  done
  for row in $(names gcloud compute routers list --project="$project" --format='csv[no-heading](name,region.basename())'); do
    part resource "router/${row#*,}/${row%%,*}" gcloud compute routers get-status "${row%%,*}" --region="${row#*,}" --project="$project" --format=json
  done
  for row in $(names gcloud compute instance-groups list --project="$project" --format='csv[no-heading](name,location(),location_scope())'); do
    name=${row%%,*}
    row=${row#*,}
    place=${row%%,*}
    part resource "instance-group/$place/$name" gcloud compute instance-groups list-instances "$name" "--${row#*,}=$place" --project="$project" --format=json
  done
  for row in $(names gcloud compute network-endpoint-groups list --project="$project" --format='csv[no-heading](name,networkEndpointType,zone.basename(),region.basename())'); do
    name=${row%%,*}
    row=${row#*,}
    type=${row%%,*}
    row=${row#*,}
    zone=${row%%,*}
    region=${row#*,}
    # What has no list of endpoints: a service, or an attachment.
    case $type in SERVERLESS | PRIVATE_SERVICE_CONNECT) continue ;; esac
    if [ -n "$zone" ]; then
      part resource "neg/$zone/$name" gcloud compute network-endpoint-groups list-network-endpoints "$name" --zone="$zone" --project="$project" --format=json
    elif [ -n "$region" ]; then
      part resource "neg/$region/$name" gcloud compute network-endpoint-groups list-network-endpoints "$name" --region="$region" --project="$project" --format=json
    else
      part resource "neg/global/$name" gcloud compute network-endpoint-groups list-network-endpoints "$name" --global --project="$project" --format=json
    fi
  done
  for row in $(names gcloud run services list --project="$project" --format='csv[no-heading](metadata.name,metadata.labels["cloud.googleapis.com/location"])'); do
    policy "run/${row#*,}/${row%%,*}" gcloud run services get-iam-policy "${row%%,*}" --region="${row#*,}" --project="$project" --format=json
  done
"#;

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
        let script = script(Lang::En, &["acme-dev".to_owned(), "$(reboot)".to_owned()]);
        assert!(script.contains("\nfor project in acme-dev; do\n") && !script.contains("reboot"));
    }

    #[test]
    fn every_command_only_reads() {
        let script = script(Lang::En, &["acme-dev".to_owned()]);
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
