//! The parts of the script in the words of `sh`: what it begins with, its functions, and what is listed by more than a
//! project. <https://docs.cloud.google.com/sdk/gcloud/reference>

use hopscope_model::Kind;

/// What every script begins with; the functions that it calls take the places between `@`.
pub(super) const HEAD: &str = r##"set -u
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

@some@
@whole@
@part@
@policy@
@names@
"##;

/// `some` prints a list, `whole` says that it is all there is of a kind, `part` says what it is a part of, `policy`
/// whose it is.
pub(super) const FUNCTIONS: &[(&str, &str)] = &[
    (
        "some",
        r##"# some COMMAND...
some() {
  run "$@" || return 0
  printf '{"kind":"hopscope#export","project":"%s","items":%s}\n' "$project" "$items"
}

"##,
    ),
    (
        "whole",
        r##"# whole KIND COMMAND... A warning means that some of it may be missing: then it is not told as whole.
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

"##,
    ),
    (
        "part",
        r##"# part FIELD WHOSE COMMAND...
part() {
  field=$1
  whose=$2
  shift 2
  run "$@" || return 0
  printf '{"kind":"hopscope#export","project":"%s","%s":"%s","items":%s}\n' "$project" "$field" "$whose" "$items"
}

"##,
    ),
    (
        "policy",
        r##"# policy WHOSE COMMAND...
policy() {
  whose=$1
  shift
  run "$@" || return 0
  printf '{"kind":"hopscope#export","kind":"hopscope#iamPolicy","project":"%s","resource":"%s","items":%s}\n' "$project" "$whose" "$items"
}

"##,
    ),
    (
        "names",
        r##"# names COMMAND...: one a line. That they could not be listed is told where the list itself is printed.
names() {
  "$@" 2>/dev/null
}

"##,
    ),
];

/// The project itself, and what is above it.
pub(super) const ABOVE: &str = r#"  if run gcloud projects describe "$project" --format=json; then echo "$items"; fi
  if run gcloud projects get-ancestors "$project" --format=json; then echo "$items"; fi
"#;

/// What is listed by more than a project, and what does not say itself whose it is; with the kind it is of.
pub(super) const PARTS: &[(Kind, &str)] = &[
    (
        Kind::Project,
        r#"  policy "project/$project" gcloud projects get-iam-policy "$project" --format=json
"#,
    ),
    (
        Kind::FirewallPolicy,
        r#"  # Policies of folders and the organization, where they may be read.
  for row in $(names gcloud projects get-ancestors "$project" --format='csv[no-heading](type,id)'); do
    case $row in
      folder,* | organization,*) if run gcloud compute firewall-policies list "--${row%%,*}=${row#*,}" --format=json; then echo "$items"; fi ;;
    esac
  done
"#,
    ),
    (
        Kind::TargetProxy,
        r#"  for scheme in http https tcp ssl; do
    some gcloud compute "target-$scheme-proxies" list --project="$project" --format=json
  done
"#,
    ),
    (
        Kind::Connector,
        r#"  for region in $(names gcloud compute networks subnets list --project="$project" --format='value(region.basename())' | sort -u); do
    some gcloud compute networks vpc-access connectors list --region="$region" --project="$project" --format=json
  done
"#,
    ),
    (
        Kind::Zone,
        r#"  for zone in $(names gcloud dns managed-zones list --project="$project" --format='value(name)'); do
    part managedZone "$zone" gcloud dns record-sets list --zone="$zone" --project="$project" --format=json
  done
"#,
    ),
    (
        Kind::ResponsePolicy,
        r#"  for rules in $(names gcloud dns response-policies list --project="$project" --format='value(responsePolicyName)'); do
    part resource "response-policy/$rules" gcloud dns response-policies rules list "$rules" --project="$project" --format=json
  done
"#,
    ),
    (
        Kind::Router,
        r#"  for row in $(names gcloud compute routers list --project="$project" --format='csv[no-heading](name,region.basename())'); do
    part resource "router/${row#*,}/${row%%,*}" gcloud compute routers get-status "${row%%,*}" --region="${row#*,}" --project="$project" --format=json
  done
"#,
    ),
    (
        Kind::InstanceGroup,
        r#"  for row in $(names gcloud compute instance-groups list --project="$project" --format='csv[no-heading](name,location(),location_scope())'); do
    name=${row%%,*}
    row=${row#*,}
    place=${row%%,*}
    part resource "instance-group/$place/$name" gcloud compute instance-groups list-instances "$name" "--${row#*,}=$place" --project="$project" --format=json
  done
"#,
    ),
    (
        Kind::Neg,
        r#"  for row in $(names gcloud compute network-endpoint-groups list --project="$project" --format='csv[no-heading](name,networkEndpointType,zone.basename(),region.basename())'); do
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
"#,
    ),
    (
        Kind::RunService,
        r#"  for row in $(names gcloud run services list --project="$project" --format='csv[no-heading](metadata.name,metadata.labels["cloud.googleapis.com/location"])'); do
    policy "run/${row#*,}/${row%%,*}" gcloud run services get-iam-policy "${row%%,*}" --region="${row#*,}" --project="$project" --format=json
  done
"#,
    ),
];
