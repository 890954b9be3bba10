//! The commands that print what a scenario needs.

use hopscope_model::Kind;
use hopscope_model::export_command::list;

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

/// A command for each kind, and one for the records of each zone, which do not say themselves whose they are.
pub fn script() -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_prints_json_and_names_no_project() {
        let script = script();
        for line in script.lines().take(KINDS.len()) {
            assert!(
                line.starts_with("gcloud ") && line.ends_with(" --format=json"),
                "{line}"
            );
            assert!(!line.contains("--project"), "{line}");
        }
    }
}
