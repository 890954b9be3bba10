//! Networks with many services or machines: made, deterministic.

use hopscope_document::{Input, Options};
use hopscope_model::Scenario;
use serde_json::{Value, json};

fn read(resources: &[Value]) -> Scenario {
    let whole = json!({"hopscope": 1, "project": "bench", "resources": resources});
    let text = whole.to_string();
    let input = Input {
        file: None,
        text: &text,
    };
    hopscope_document::read(&[input], &Options::default()).scenario
}

/// A network of ten subnets with firewall rules by tag and service account.
fn network(more: usize) -> Vec<Value> {
    let mut list = vec![
        json!({"kind": "compute#network", "name": "vpc"}),
        json!({"kind": "compute#route", "name": "default", "network": "vpc", "destRange": "0.0.0.0/0",
            "nextHopGateway": "default-internet-gateway", "priority": 1000}),
    ];
    for n in 0..10 {
        list.push(json!({"kind": "compute#subnetwork", "name": format!("s{n}"), "region": "asia-northeast1", "network": "vpc",
            "ipCidrRange": format!("10.{n}.0.0/16"), "privateIpGoogleAccess": n % 2 == 0}));
    }
    for n in 0..40 + more {
        let port = ["22", "443", "8080"][n % 3];
        list.push(json!({"kind": "compute#firewall", "name": format!("r{n}"), "network": "vpc", "direction": "INGRESS",
            "priority": 1000 + n, "sourceRanges": [format!("10.{}.0.0/16", n % 10)], "targetTags": [format!("role-{}", n % 20)],
            "allowed": [{"IPProtocol": "tcp", "ports": [port]}]}));
    }
    list
}

/// Services, each with its own name, account and policy; a quarter of them may be reached from inside alone.
pub fn services(count: usize, more: usize) -> Scenario {
    let mut list = network(more);
    for n in 0..count {
        let ingress = if n % 4 == 0 || n < more {
            "INGRESS_TRAFFIC_INTERNAL_ONLY"
        } else {
            "INGRESS_TRAFFIC_ALL"
        };
        let name = format!("projects/bench/locations/asia-northeast1/services/svc-{n}-x");
        list.push(json!({"assetType": "run.googleapis.com/Service", "name": name, "ingress": ingress,
            "uri": format!("https://svc-{n}-x-abc123-an.a.run.app"),
            "template": {"serviceAccount": format!("sa-{n}@bench.iam.gserviceaccount.com"),
                "vpcAccess": {"networkInterfaces": [{"network": "vpc", "subnetwork": format!("s{}", n % 10)}],
                    "egress": if n % 3 == 0 { "ALL_TRAFFIC" } else { "PRIVATE_RANGES_ONLY" }}}}));
        list.push(json!({"kind": "hopscope#iamPolicy", "resource": format!("run/asia-northeast1/svc-{n}-x"),
            "bindings": [{"role": "roles/run.invoker", "members": [format!("serviceAccount:sa-{}@bench.iam.gserviceaccount.com", (n + 1) % count)]}]}));
    }
    read(&list)
}

/// Machines of twenty roles in ten subnets.
pub fn machines(count: usize, more: usize) -> Scenario {
    let mut list = network(more);
    for n in 0..count {
        list.push(json!({"kind": "compute#instance", "name": format!("vm-{n}-x"), "zone": "asia-northeast1-a", "status": "RUNNING",
            "tags": {"items": [format!("role-{}", n % 20)]},
            "networkInterfaces": [{"name": "nic0", "network": "vpc", "subnetwork": format!("s{}", n % 10),
                "networkIP": format!("10.{}.{}.{}", n % 10, n / 200, 10 + n % 200)}]}));
    }
    read(&list)
}
