//! Exports as Google's tools print them, with all that they print beside what is read: made, deterministic.

use std::fmt::Write;

use serde_json::Value;

const ROOT: &str = "https://www.googleapis.com/compute/v1/projects";

/// About so many bytes in one text: lists of machines, rules, subnets, routes, addresses and services by turns, one
/// project after another.
pub fn text(bytes: usize, first: usize) -> String {
    let mut out = String::with_capacity(bytes + 200_000);
    let mut project = first;
    while out.len() < bytes {
        lists(&mut out, &format!("acme-{project}"));
        project += 1;
    }
    out
}

fn lists(out: &mut String, project: &str) {
    let list = |out: &mut String, count: usize, one: &dyn Fn(&mut String, usize)| {
        out.push_str("[\n");
        for at in 0..count {
            one(out, at);
            out.push_str(if at + 1 < count { ",\n" } else { "\n" });
        }
        out.push_str("]\n");
    };
    list(out, 60, &|out, at| machine(out, project, at));
    list(out, 40, &|out, at| rule(out, project, at));
    list(out, 20, &|out, at| subnet(out, project, at));
    list(out, 20, &|out, at| route(out, project, at));
    list(out, 20, &|out, at| address(out, project, at));
    for at in 0..10 {
        service(out, project, at);
    }
}

fn machine(out: &mut String, project: &str, at: usize) {
    let zone = format!("{ROOT}/{project}/zones/asia-northeast1-a");
    let _ = write!(
        out,
        r#"  {{
    "kind": "compute#instance",
    "id": "{id}",
    "creationTimestamp": "2026-02-03T04:05:06.789-07:00",
    "name": "vm-{at}",
    "description": "",
    "tags": {{ "items": [ "web", "ssh-{at}" ], "fingerprint": "42WmSpB8rSM=" }},
    "machineType": "{zone}/machineTypes/e2-standard-4",
    "status": "RUNNING",
    "zone": "{zone}",
    "canIpForward": false,
    "networkInterfaces": [
      {{
        "kind": "compute#networkInterface",
        "network": "{ROOT}/{project}/global/networks/vpc",
        "subnetwork": "{ROOT}/{project}/regions/asia-northeast1/subnetworks/app-0",
        "networkIP": "10.0.{high}.{low}",
        "name": "nic0",
        "fingerprint": "4VFEs5nTuCM=",
        "stackType": "IPV4_ONLY",
        "accessConfigs": [ {{ "kind": "compute#accessConfig", "type": "ONE_TO_ONE_NAT", "name": "external-nat", "networkTier": "PREMIUM", "natIP": "203.0.113.{low}" }} ]
      }}
    ],
    "disks": [
      {{
        "kind": "compute#attachedDisk", "type": "PERSISTENT", "mode": "READ_WRITE",
        "source": "{zone}/disks/vm-{at}", "deviceName": "persistent-disk-0", "index": 0, "boot": true, "autoDelete": true,
        "licenses": [ "{ROOT}/debian-cloud/global/licenses/debian-12-bookworm" ], "interface": "SCSI", "diskSizeGb": "10",
        "guestOsFeatures": [ {{ "type": "UEFI_COMPATIBLE" }}, {{ "type": "VIRTIO_SCSI_MULTIQUEUE" }}, {{ "type": "GVNIC" }} ]
      }}
    ],
    "metadata": {{ "kind": "compute#metadata", "fingerprint": "iJxEdEFkT4k=", "items": [ {{ "key": "enable-oslogin", "value": "true" }} ] }},
    "serviceAccounts": [ {{ "email": "app-{at}@{project}.iam.gserviceaccount.com", "scopes": [ "https://www.googleapis.com/auth/cloud-platform" ] }} ],
    "selfLink": "{zone}/instances/vm-{at}",
    "scheduling": {{ "onHostMaintenance": "MIGRATE", "automaticRestart": true, "preemptible": false, "provisioningModel": "STANDARD" }},
    "cpuPlatform": "Intel Broadwell",
    "labels": {{ "team": "payments", "stage": "production", "owner": "number-{at}" }},
    "labelFingerprint": "42WmSpB8rSM=",
    "startRestricted": false,
    "deletionProtection": false,
    "shieldedInstanceConfig": {{ "enableSecureBoot": false, "enableVtpm": true, "enableIntegrityMonitoring": true }},
    "lastStartTimestamp": "2026-02-03T04:05:07.123-07:00"
  }}"#,
        id = 4_000_000_000_000_000_000_u64 + at as u64,
        high = at / 250,
        low = at % 250 + 2,
    );
}

fn rule(out: &mut String, project: &str, at: usize) {
    let _ = write!(
        out,
        r#"  {{
    "kind": "compute#firewall",
    "id": "{at}",
    "creationTimestamp": "2026-02-03T04:05:06.789-07:00",
    "name": "allow-{at}",
    "description": "Lets the health checks of load balancers and the office in",
    "network": "{ROOT}/{project}/global/networks/vpc",
    "priority": {priority},
    "sourceRanges": [ "130.211.0.0/22", "35.191.0.0/16", "10.{at}.0.0/16" ],
    "targetTags": [ "web" ],
    "allowed": [ {{ "IPProtocol": "tcp", "ports": [ "80", "443", "8000-8100" ] }}, {{ "IPProtocol": "icmp" }} ],
    "direction": "INGRESS",
    "logConfig": {{ "enable": false }},
    "disabled": false,
    "selfLink": "{ROOT}/{project}/global/firewalls/allow-{at}"
  }}"#,
        priority = 1000 + at,
    );
}

fn subnet(out: &mut String, project: &str, at: usize) {
    let region = format!("{ROOT}/{project}/regions/asia-northeast1");
    let _ = write!(
        out,
        r#"  {{
    "kind": "compute#subnetwork",
    "id": "{at}",
    "creationTimestamp": "2026-02-03T04:05:06.789-07:00",
    "name": "app-{at}",
    "network": "{ROOT}/{project}/global/networks/vpc",
    "ipCidrRange": "10.{at}.0.0/20",
    "gatewayAddress": "10.{at}.0.1",
    "region": "{region}",
    "selfLink": "{region}/subnetworks/app-{at}",
    "privateIpGoogleAccess": true,
    "secondaryIpRanges": [ {{ "rangeName": "pods", "ipCidrRange": "172.{second}.0.0/20" }} ],
    "fingerprint": "nDFdSdyJ8Sg=",
    "privateIpv6GoogleAccess": "DISABLE_GOOGLE_ACCESS",
    "purpose": "PRIVATE",
    "stackType": "IPV4_ONLY"
  }}"#,
        second = at + 16,
    );
}

fn route(out: &mut String, project: &str, at: usize) {
    let _ = write!(
        out,
        r#"  {{
    "kind": "compute#route",
    "id": "{at}",
    "creationTimestamp": "2026-02-03T04:05:06.789-07:00",
    "name": "default-route-{at}",
    "description": "Default local route to the subnetwork 10.{at}.0.0/20.",
    "network": "{ROOT}/{project}/global/networks/vpc",
    "destRange": "10.{at}.0.0/20",
    "priority": 0,
    "nextHopNetwork": "{ROOT}/{project}/global/networks/vpc",
    "selfLink": "{ROOT}/{project}/global/routes/default-route-{at}"
  }}"#
    );
}

fn address(out: &mut String, project: &str, at: usize) {
    let region = format!("{ROOT}/{project}/regions/asia-northeast1");
    let _ = write!(
        out,
        r#"  {{
    "kind": "compute#address",
    "id": "{at}",
    "creationTimestamp": "2026-02-03T04:05:06.789-07:00",
    "name": "front-{at}",
    "address": "198.51.100.{at}",
    "status": "RESERVED",
    "region": "{region}",
    "selfLink": "{region}/addresses/front-{at}",
    "networkTier": "PREMIUM",
    "labelFingerprint": "42WmSpB8rSM=",
    "addressType": "EXTERNAL"
  }}"#
    );
}

fn service(out: &mut String, project: &str, at: usize) {
    let _ = writeln!(
        out,
        r#"{{
  "apiVersion": "serving.knative.dev/v1",
  "kind": "Service",
  "metadata": {{
    "annotations": {{
      "run.googleapis.com/client-name": "gcloud",
      "run.googleapis.com/client-version": "531.0.0",
      "run.googleapis.com/ingress": "internal",
      "run.googleapis.com/ingress-status": "internal",
      "run.googleapis.com/operation-id": "2f4d6b7c-1111-4222-8333-944445555666",
      "run.googleapis.com/urls": "[\"https://web-{at}-abc123-an.a.run.app\"]"
    }},
    "creationTimestamp": "2026-02-03T04:05:06.789123Z",
    "generation": 3,
    "labels": {{ "cloud.googleapis.com/location": "asia-northeast1" }},
    "name": "web-{at}",
    "namespace": "{project}",
    "resourceVersion": "AAY3",
    "selfLink": "/apis/serving.knative.dev/v1/namespaces/{project}/services/web-{at}",
    "uid": "0a1b2c3d-0000-4000-8000-123456789abc"
  }},
  "spec": {{
    "template": {{
      "metadata": {{ "annotations": {{ "run.googleapis.com/network-interfaces": "[{{\"network\":\"vpc\",\"subnetwork\":\"app-0\"}}]", "run.googleapis.com/vpc-access-egress": "all-traffic" }} }},
      "spec": {{
        "containerConcurrency": 80,
        "containers": [ {{ "image": "asia-northeast1-docker.pkg.dev/{project}/app/web:{at}", "ports": [ {{ "containerPort": 8080, "name": "http1" }} ], "resources": {{ "limits": {{ "cpu": "1000m", "memory": "512Mi" }} }} }} ],
        "serviceAccountName": "web@{project}.iam.gserviceaccount.com",
        "timeoutSeconds": 300
      }}
    }},
    "traffic": [ {{ "latestRevision": true, "percent": 100 }} ]
  }},
  "status": {{
    "conditions": [ {{ "lastTransitionTime": "2026-02-03T04:05:16.789123Z", "status": "True", "type": "Ready" }} ],
    "latestCreatedRevisionName": "web-{at}-00003-abc",
    "latestReadyRevisionName": "web-{at}-00003-abc",
    "observedGeneration": 3,
    "url": "https://web-{at}-abc123-an.a.run.app"
  }}
}}"#
    );
}

/// A value as gcloud prints it: block style, keys in order.
fn block(value: &Value, depth: usize, out: &mut String) {
    let pad = "  ".repeat(depth);
    match value {
        Value::Object(map) if !map.is_empty() => {
            for (key, value) in map {
                out.push_str(&format!("{pad}{key}:"));
                inside(value, depth, out);
            }
        }
        Value::Array(list) if !list.is_empty() => {
            for value in list {
                let mut own = String::new();
                block(value, depth + 1, &mut own);
                out.push_str(&format!("{pad}- {}", own.trim_start()));
            }
        }
        other => out.push_str(&format!("{pad}{}\n", scalar(other))),
    }
}

fn inside(value: &Value, depth: usize, out: &mut String) {
    match value {
        Value::Object(map) if !map.is_empty() => {
            out.push('\n');
            block(value, depth + 1, out);
        }
        Value::Array(list) if !list.is_empty() => {
            out.push('\n');
            block(value, depth, out);
        }
        other => out.push_str(&format!(" {}\n", scalar(other))),
    }
}

fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) if text.is_empty() || text.starts_with(['[', '{', '"', '4']) => {
            format!("'{text}'")
        }
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// What `gcloud … list` prints as YAML, about so many bytes: a document an object.
pub fn yaml(bytes: usize) -> String {
    let mut out = String::new();
    let json = text(bytes * 4 / 3, 0);
    let values = serde_json::Deserializer::from_str(&json).into_iter::<Value>();
    for value in values.map(|value| value.expect("JSON")) {
        let list = match value {
            Value::Array(list) => list,
            other => vec![other],
        };
        for value in list {
            out.push_str("---\n");
            block(&value, 0, &mut out);
        }
    }
    out
}
