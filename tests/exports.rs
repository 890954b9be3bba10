//! Reads every file of a folder of real exports, beside the project, and counts what comes of it. Nothing in it
//! is copied here; without the folder the test says so and does nothing.
//!
//! What holds: no panic, bounded time, and each object of a kind that is read is in the scenario, is kept as
//! unread, or is named in a problem. What is read is written and read again as the same.

#![allow(clippy::print_stderr)]

#[path = "exports/terraform.rs"]
mod terraform;
#[path = "exports/twins.rs"]
mod twins;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use hopscope_document::{Input, Options, read, write};
use hopscope_model::Kind;
use hopscope_model::resource::Resources;
use serde_json::{Deserializer, Value};

/// Longest time for one file, in a build without optimisation.
const LIMIT: Duration = Duration::from_secs(60);

/// What Google calls the kinds that are read and have a table, as far as exports name them.
const KINDS: &[(&str, Kind)] = &[
    ("compute#network", Kind::Network),
    ("compute#subnetwork", Kind::Subnet),
    ("compute#route", Kind::Route),
    ("compute#firewall", Kind::Firewall),
    ("compute#firewallPolicy", Kind::FirewallPolicy),
    ("compute#address", Kind::Address),
    ("compute#router", Kind::Router),
    ("compute#instance", Kind::Instance),
    ("compute#forwardingRule", Kind::ForwardingRule),
    ("compute#targetHttpProxy", Kind::TargetProxy),
    ("compute#targetHttpsProxy", Kind::TargetProxy),
    ("compute#targetTcpProxy", Kind::TargetProxy),
    ("compute#targetSslProxy", Kind::TargetProxy),
    ("compute#targetGrpcProxy", Kind::TargetProxy),
    ("compute#urlMap", Kind::UrlMap),
    ("compute#backendService", Kind::BackendService),
    ("compute#instanceGroup", Kind::InstanceGroup),
    ("compute#networkEndpointGroup", Kind::Neg),
    ("compute#healthCheck", Kind::HealthCheck),
    ("compute#httpHealthCheck", Kind::HealthCheck),
    ("compute#targetPool", Kind::TargetPool),
    ("compute#targetInstance", Kind::TargetInstance),
    ("compute#securityPolicy", Kind::SecurityPolicy),
    ("compute#serviceAttachment", Kind::ServiceAttachment),
    ("compute#vpnTunnel", Kind::VpnTunnel),
    ("compute#interconnectAttachment", Kind::Attachment),
    ("dns#managedZone", Kind::Zone),
    ("dns#policy", Kind::DnsPolicy),
    ("dns#responsePolicy", Kind::ResponsePolicy),
    ("sql#instance", Kind::Sql),
    ("Service", Kind::RunService),
    ("compute.googleapis.com/Network", Kind::Network),
    ("compute.googleapis.com/Subnetwork", Kind::Subnet),
    ("compute.googleapis.com/Route", Kind::Route),
    ("compute.googleapis.com/Firewall", Kind::Firewall),
    ("compute.googleapis.com/Instance", Kind::Instance),
    ("compute.googleapis.com/Address", Kind::Address),
    ("compute.googleapis.com/GlobalAddress", Kind::Address),
    (
        "compute.googleapis.com/ForwardingRule",
        Kind::ForwardingRule,
    ),
    ("compute.googleapis.com/TargetHttpProxy", Kind::TargetProxy),
    ("compute.googleapis.com/TargetHttpsProxy", Kind::TargetProxy),
    ("compute.googleapis.com/TargetSslProxy", Kind::TargetProxy),
    ("compute.googleapis.com/UrlMap", Kind::UrlMap),
    (
        "compute.googleapis.com/RegionBackendService",
        Kind::BackendService,
    ),
    ("compute.googleapis.com/InstanceGroup", Kind::InstanceGroup),
    ("compute.googleapis.com/VpnTunnel", Kind::VpnTunnel),
    ("container.googleapis.com/Cluster", Kind::Cluster),
    ("dns.googleapis.com/ManagedZone", Kind::Zone),
    ("dns.googleapis.com/Policy", Kind::DnsPolicy),
    ("run.googleapis.com/Service", Kind::RunService),
    ("sqladmin.googleapis.com/Instance", Kind::Sql),
    ("vpcaccess.googleapis.com/Connector", Kind::Connector),
    (
        "cloudfunctions.googleapis.com/CloudFunction",
        Kind::Function,
    ),
    ("cloudresourcemanager.googleapis.com/Project", Kind::Project),
];

/// Kinds of objects without `kind`, by the key of the list that holds them.
const LISTS: &[(&str, Kind)] = &[("clusters", Kind::Cluster), ("functions", Kind::Function)];

#[derive(Default)]
struct Counts {
    files: usize,
    /// Objects that a plain walk over the JSON finds, by kind.
    found: BTreeMap<Kind, usize>,
    /// The same in what is Terraform's.
    terraform: BTreeMap<Kind, usize>,
    read: BTreeMap<Kind, usize>,
    unread: BTreeMap<Kind, usize>,
    problems: BTreeMap<&'static str, usize>,
    not_modelled: BTreeMap<String, usize>,
    slowest: Duration,
}

#[test]
fn every_object_of_real_exports_is_read_or_named() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/exports");
    if !folder.is_dir() {
        eprintln!(
            "SKIPPED: {} is not there, so no real export was read",
            folder.display()
        );
        return;
    }
    let mut files = Vec::new();
    gather(&folder, &mut files);
    files.sort();
    assert!(!files.is_empty(), "{} is empty", folder.display());
    let mut counts = Counts::default();
    for file in &files {
        check(file, &mut counts);
    }
    report(&counts);
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            gather(&path, files);
        } else if path
            .extension()
            .is_some_and(|own| own == "json" || own == "yaml" || own == "tfstate")
        {
            files.push(path);
        }
    }
}

fn check(file: &Path, counts: &mut Counts) {
    let name = file.display().to_string();
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{name}: {error}"));
    let start = Instant::now();
    let input = Input {
        file: Some(&name),
        text: &text,
    };
    let result = read(&[input], &Options::default());
    let took = start.elapsed();
    assert!(took < LIMIT, "{name} took {took:?}");
    counts.slowest = counts.slowest.max(took);
    counts.files += 1;

    let resources = &result.scenario.resources;
    let named: BTreeSet<&str> = result
        .problems
        .iter()
        .filter_map(|problem| problem.resource.as_deref())
        .filter_map(|resource| resource.rsplit('/').next())
        .collect();
    let mut objects = Vec::new();
    for value in Deserializer::from_str(&text)
        .into_iter::<Value>()
        .map_while(Result::ok)
    {
        walk(&value, None, &mut objects);
        terraform::check(&name, &value, &result, counts);
    }
    for (kind, own) in &objects {
        *counts.found.entry(*kind).or_default() += 1;
        let there = is_there(resources, *kind, own) || named.contains(own.as_str());
        assert!(there, "{name}: {kind} `{own}` is neither read nor named");
    }
    for id in resources.ids() {
        *counts.read.entry(id.kind).or_default() += 1;
    }
    for unread in &resources.unread {
        *counts.unread.entry(unread.kind).or_default() += 1;
    }
    for problem in &result.problems {
        *counts.problems.entry(problem.code.as_str()).or_default() += 1;
        if let Some(kind) = problem
            .args
            .get("kind")
            .filter(|_| problem.code.as_str() == "KIND_NOT_MODELLED")
        {
            let count = problem
                .args
                .get("count")
                .and_then(|count| count.parse().ok());
            *counts.not_modelled.entry(kind.clone()).or_default() += count.unwrap_or(1);
        }
    }

    let written = write(&result.scenario);
    let again = read(
        &[Input {
            file: None,
            text: &written,
        }],
        &Options::default(),
    );
    assert!(
        again.scenario == result.scenario,
        "{name}: read again as another scenario"
    );
    assert_eq!(
        write(&again.scenario),
        written,
        "{name}: written again in another way"
    );
}

/// Objects of kinds that are read, by kind and name: alone, in lists, by scope, in Cloud Asset lines. What stands
/// deeper (the disks of a machine, plans of other tools) is not an object of an export.
fn walk(value: &Value, list: Option<Kind>, objects: &mut Vec<(Kind, String)>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| walk(value, list, objects)),
        Value::Object(object) => {
            let word = |key: &str| object.get(key).and_then(Value::as_str);
            if let Some(asset) = word("assetType").or_else(|| word("asset_type")) {
                let data = object
                    .get("resource")
                    .and_then(|resource| resource.get("data"));
                let kind = KINDS.iter().find(|(word, _)| *word == asset);
                if let (Some(data), Some((_, kind))) = (data, kind) {
                    let own = name(data, *kind).or_else(|| word("name").map(last));
                    objects.extend(own.map(|own| (*kind, own)));
                }
                return;
            }
            match object.get("items") {
                Some(Value::Array(values)) => {
                    return values.iter().for_each(|value| walk(value, None, objects));
                }
                Some(Value::Object(scopes)) => {
                    for lists in scopes.values().filter_map(Value::as_object) {
                        lists
                            .values()
                            .filter(|own| own.is_array())
                            .for_each(|own| walk(own, None, objects));
                    }
                    return;
                }
                _ => {}
            }
            let kind = word("kind").and_then(|kind| KINDS.iter().find(|(word, _)| *word == kind));
            if let Some(kind) = kind.map(|(_, kind)| *kind).or(list) {
                objects.extend(name(value, kind).map(|own| (kind, own)));
                return;
            }
            for (key, kind) in LISTS {
                if let Some(own) = object.get(*key).filter(|own| own.is_array()) {
                    walk(own, Some(*kind), objects);
                }
            }
        }
        _ => {}
    }
}

fn name(value: &Value, kind: Kind) -> Option<String> {
    let object = value
        .get("metadata")
        .filter(|_| kind == Kind::RunService)
        .unwrap_or(value);
    let key = match kind {
        Kind::ResponsePolicy => "responsePolicyName",
        Kind::Project => "projectId",
        _ => "name",
    };
    let own = object.get(key).and_then(Value::as_str)?;
    (!own.is_empty()).then(|| last(own))
}

fn last(path: &str) -> String {
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

fn is_there(resources: &Resources, kind: Kind, own: &str) -> bool {
    resources.names(kind).any(|name| *name.name == *own)
        || resources
            .unread
            .iter()
            .any(|unread| unread.kind == kind && unread.name == own)
}

fn report(counts: &Counts) {
    eprintln!(
        "{} files, the slowest in {:?}",
        counts.files, counts.slowest
    );
    eprintln!(
        "{:20} {:>7} {:>9} {:>7} {:>7}",
        "kind", "found", "Terraform", "read", "unread"
    );
    for kind in Kind::ALL {
        let of = |table: &BTreeMap<Kind, usize>| table.get(kind).copied().unwrap_or_default();
        let (found, terraform) = (of(&counts.found), of(&counts.terraform));
        let (read, unread) = (of(&counts.read), of(&counts.unread));
        if found + terraform + read + unread > 0 {
            eprintln!(
                "{:20} {found:>7} {terraform:>9} {read:>7} {unread:>7}",
                kind.code()
            );
        }
    }
    eprintln!("problems: {:?}", counts.problems);
    eprintln!("not modelled: {:?}", counts.not_modelled);
}
