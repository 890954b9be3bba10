//! Words that are not known: whatever table a word is looked up in, an object with another one is not read whole,
//! and never reads as if nothing were said.

use std::fs;
use std::path::Path;

use crate::{Input, Options, read};

/// Where a word is read, its key, one that is known, and an object with it in place of `@`.
const CASES: &[(&str, &str, &str, &str)] = &[
    (
        "compute/address.rs",
        "addressType",
        "INTERNAL",
        r#"{"kind":"compute#address","name":"a","address":"10.0.0.1","addressType":"@"}"#,
    ),
    (
        "compute/firewall.rs",
        "direction",
        "EGRESS",
        r#"{"kind":"compute#firewall","name":"f","network":"n","allowed":[{"IPProtocol":"all"}],"direction":"@"}"#,
    ),
    (
        "compute/firewall_policy.rs",
        "type",
        "SYSTEM",
        r#"{"kind":"hopscope#export","resource":"network/n","items":{"firewallPolicys":[{"displayName":"p","name":"1","type":"@","rules":[]}]}}"#,
    ),
    (
        "compute/forwarding_rule.rs",
        "loadBalancingScheme",
        "INTERNAL",
        r#"{"kind":"compute#forwardingRule","name":"f","IPAddress":"10.0.0.1","loadBalancingScheme":"@"}"#,
    ),
    (
        "compute/health_check.rs",
        "type",
        "TCP",
        r#"{"kind":"compute#healthCheck","name":"h","type":"@"}"#,
    ),
    (
        "compute/health_check.rs",
        "portSpecification",
        "USE_FIXED_PORT",
        r#"{"kind":"compute#healthCheck","name":"h","tcpHealthCheck":{"portSpecification":"@"}}"#,
    ),
    (
        "compute/nat.rs",
        "type",
        "PUBLIC",
        r#"{"kind":"compute#router","name":"r","region":"r1","network":"n","nats":[{"name":"a","type":"@","sourceSubnetworkIpRangesToNat":"ALL_SUBNETWORKS_ALL_IP_RANGES"}]}"#,
    ),
    (
        "compute/nat.rs",
        "natIpAllocateOption",
        "AUTO_ONLY",
        r#"{"kind":"compute#router","name":"r","region":"r1","network":"n","nats":[{"name":"a","natIpAllocateOption":"@","sourceSubnetworkIpRangesToNat":"ALL_SUBNETWORKS_ALL_IP_RANGES"}]}"#,
    ),
    (
        "compute/nat.rs",
        "sourceSubnetworkIpRangesToNat",
        "LIST_OF_SUBNETWORKS",
        r#"{"kind":"compute#router","name":"r","region":"r1","network":"n","nats":[{"name":"a","sourceSubnetworkIpRangesToNat":"@"}]}"#,
    ),
    (
        "compute/nat.rs",
        "endpointTypes",
        "ENDPOINT_TYPE_VM",
        r#"{"kind":"compute#router","name":"r","region":"r1","network":"n","nats":[{"name":"a","endpointTypes":["@"],"sourceSubnetworkIpRangesToNat":"ALL_SUBNETWORKS_ALL_IP_RANGES"}]}"#,
    ),
    (
        "compute/nat.rs",
        "sourceIpRangesToNat",
        "PRIMARY_IP_RANGE",
        r#"{"kind":"compute#router","name":"r","region":"r1","network":"n","nats":[{"name":"a","sourceSubnetworkIpRangesToNat":"LIST_OF_SUBNETWORKS","subnetworks":[{"name":"s","sourceIpRangesToNat":["@"]}]}]}"#,
    ),
    (
        "compute/network.rs",
        "routingMode",
        "GLOBAL",
        r#"{"kind":"compute#network","name":"m","routingConfig":{"routingMode":"@"}}"#,
    ),
    (
        "compute/network.rs",
        "networkFirewallPolicyEnforcementOrder",
        "AFTER_CLASSIC_FIREWALL",
        r#"{"kind":"compute#network","name":"m","networkFirewallPolicyEnforcementOrder":"@"}"#,
    ),
    (
        "compute/network.rs",
        "state",
        "ACTIVE",
        r#"{"kind":"compute#network","name":"m","peerings":[{"name":"p","network":"n","state":"@"}]}"#,
    ),
    (
        "compute/network.rs",
        "stackType",
        "IPV4_ONLY",
        r#"{"kind":"compute#network","name":"m","peerings":[{"name":"p","network":"n","stackType":"@"}]}"#,
    ),
    (
        "compute/policy_rule.rs",
        "targetType",
        "INSTANCES",
        r#"{"kind":"compute#firewallPolicy","name":"p","selfLink":"https://www.googleapis.com/compute/v1/projects/p/global/firewallPolicies/p","rules":[{"priority":1,"action":"deny","targetType":"@"}]}"#,
    ),
    (
        "compute/policy_rule.rs",
        "state",
        "EFFECTIVE",
        r#"{"kind":"compute#firewallPolicy","name":"p","selfLink":"https://www.googleapis.com/compute/v1/projects/p/global/firewallPolicies/p","rules":[{"priority":1,"action":"deny","targetSecureTags":[{"name":"t","state":"@"}]}]}"#,
    ),
    (
        "compute/router.rs",
        "advertiseMode",
        "DEFAULT",
        r#"{"kind":"compute#router","name":"r","region":"r1","network":"n","bgp":{"advertiseMode":"@"}}"#,
    ),
    (
        "compute/bgp.rs",
        "advertisedGroups",
        "ALL_SUBNETS",
        r#"{"kind":"compute#router","name":"r","region":"r1","network":"n","bgp":{"advertisedGroups":["@"]}}"#,
    ),
    (
        "compute/bgp.rs",
        "advertiseMode",
        "CUSTOM",
        r#"{"kind":"compute#router","name":"r","region":"r1","network":"n","bgpPeers":[{"name":"p","advertiseMode":"@"}]}"#,
    ),
    (
        "compute/bgp.rs",
        "status",
        "UP",
        r#"{"kind":"compute#router","name":"r","region":"r1","network":"n"},{"kind":"hopscope#export","resource":"router/r1/r","items":{"kind":"compute#routerStatusResponse","result":{"bgpPeerStatus":[{"name":"p","status":"@"}]}}}"#,
    ),
    (
        "compute/attachment.rs",
        "state",
        "ACTIVE",
        r#"{"kind":"compute#interconnectAttachment","name":"a","region":"r1","state":"@"}"#,
    ),
    (
        "compute/attachment.rs",
        "operationalStatus",
        "OS_ACTIVE",
        r#"{"kind":"compute#interconnectAttachment","name":"a","region":"r1","operationalStatus":"@"}"#,
    ),
    (
        "other/hub.rs",
        "presetTopology",
        "STAR",
        r#"{"assetType":"networkconnectivity.googleapis.com/Hub","name":"projects/p/locations/global/hubs/h","presetTopology":"@"}"#,
    ),
    (
        "other/spoke.rs",
        "state",
        "ACTIVE",
        r#"{"assetType":"networkconnectivity.googleapis.com/Spoke","name":"projects/p/locations/global/spokes/s","state":"@"}"#,
    ),
    (
        "other/policy_route.rs",
        "protocolVersion",
        "IPV4",
        r#"{"assetType":"networkconnectivity.googleapis.com/PolicyBasedRoute","name":"projects/p/locations/global/policyBasedRoutes/r","network":"n","filter":{"protocolVersion":"@"},"nextHopIlbIp":"10.0.0.1"}"#,
    ),
    (
        "other/policy_route.rs",
        "nextHopOtherRoutes",
        "DEFAULT_ROUTING",
        r#"{"assetType":"networkconnectivity.googleapis.com/PolicyBasedRoute","name":"projects/p/locations/global/policyBasedRoutes/r","network":"n","nextHopOtherRoutes":"@"}"#,
    ),
    (
        "compute/bgp.rs",
        "enable",
        "TRUE",
        r#"{"kind":"compute#router","name":"r","region":"r1","network":"n","bgpPeers":[{"name":"p","enable":"@"}]}"#,
    ),
    (
        "compute/service_attachment.rs",
        "connectionPreference",
        "ACCEPT_MANUAL",
        r#"{"kind":"compute#serviceAttachment","name":"s","region":"r1","connectionPreference":"@"}"#,
    ),
    (
        "compute/subnet.rs",
        "stackType",
        "IPV6_ONLY",
        r#"{"kind":"compute#subnetwork","name":"s","region":"r1","network":"n","stackType":"@"}"#,
    ),
    (
        "compute/subnet.rs",
        "purpose",
        "PRIVATE_NAT",
        r#"{"kind":"compute#subnetwork","name":"s","region":"r1","network":"n","ipCidrRange":"10.0.0.0/24","purpose":"@"}"#,
    ),
    (
        "compute/instance.rs",
        "stackType",
        "IPV4_ONLY",
        r#"{"kind":"compute#instance","name":"v","zone":"r1-a","status":"RUNNING","networkInterfaces":[{"network":"n","stackType":"@"}]}"#,
    ),
    (
        "serverless/connector.rs",
        "state",
        "READY",
        r#"{"assetType":"vpcaccess.googleapis.com/Connector","name":"projects/p/locations/r1/connectors/c","network":"n","ipCidrRange":"10.8.0.0/28","state":"@"}"#,
    ),
    (
        "compute/neg.rs",
        "pscConnectionStatus",
        "ACCEPTED",
        r#"{"kind":"compute#networkEndpointGroup","name":"g","region":"r1","networkEndpointType":"PRIVATE_SERVICE_CONNECT","pscData":{"pscConnectionStatus":"@"}}"#,
    ),
    (
        "compute/service_attachment.rs",
        "status",
        "PENDING",
        r#"{"kind":"compute#serviceAttachment","name":"s","region":"r1","connectedEndpoints":[{"endpoint":"e","status":"@"}]}"#,
    ),
    (
        "compute/forwarding_rule.rs",
        "pscConnectionStatus",
        "ACCEPTED",
        r#"{"kind":"compute#forwardingRule","name":"f","region":"r1","pscConnectionStatus":"@"}"#,
    ),
    (
        "compute/subnet.rs",
        "role",
        "ACTIVE",
        r#"{"kind":"compute#subnetwork","name":"s","region":"r1","network":"n","ipCidrRange":"10.0.0.0/24","role":"@"}"#,
    ),
    (
        "compute/subnet.rs",
        "ipv6AccessType",
        "INTERNAL",
        r#"{"kind":"compute#subnetwork","name":"s","region":"r1","network":"n","ipCidrRange":"10.0.0.0/24","ipv6AccessType":"@"}"#,
    ),
    (
        "compute/target_proxy.rs",
        "proxyHeader",
        "NONE",
        r#"{"kind":"compute#targetTcpProxy","name":"t","service":"b","proxyHeader":"@"}"#,
    ),
    (
        "compute/vpn_tunnel.rs",
        "status",
        "ESTABLISHED",
        r#"{"kind":"compute#vpnTunnel","name":"t","region":"r1","status":"@"}"#,
    ),
    (
        "compute/route.rs",
        "routeStatus",
        "ACTIVE",
        r#"{"kind":"compute#route","name":"r","network":"n","destRange":"0.0.0.0/0","nextHopIp":"10.0.0.1","routeStatus":"@"}"#,
    ),
    (
        "compute/backend_service.rs",
        "capacityScaler",
        "0.5",
        r#"{"kind":"compute#backendService","name":"b","backends":[{"group":"zones/z/instanceGroups/g","capacityScaler":"@"}]}"#,
    ),
    (
        "dns/response_policy.rs",
        "behavior",
        "bypassResponsePolicy",
        r#"{"kind":"hopscope#export","resource":"response-policy/rp","items":[{"kind":"dns#responsePolicyRule","ruleName":"r","dnsName":"a.example.","behavior":"@"}]}"#,
    ),
    (
        "dns/zone.rs",
        "visibility",
        "private",
        r#"{"kind":"dns#managedZone","name":"z","dnsName":"a.example.","visibility":"@"}"#,
    ),
    (
        "dns/zone.rs",
        "forwardingPath",
        "default",
        r#"{"kind":"dns#managedZone","name":"z","dnsName":"a.example.","visibility":"private","forwardingConfig":{"targetNameServers":[{"ipv4Address":"10.0.0.1","forwardingPath":"@"}]}}"#,
    ),
    (
        "gke/cluster.rs",
        "datapathProvider",
        "LEGACY_DATAPATH",
        r#"{"kind":"container#cluster","name":"c","location":"r1","network":"n","networkConfig":{"datapathProvider":"@"}}"#,
    ),
    (
        "gke/cluster.rs",
        "status",
        "RUNNING",
        r#"{"kind":"container#cluster","name":"c","location":"r1","network":"n","status":"@"}"#,
    ),
    (
        "hopscope/name_server.rs",
        "else",
        "public",
        r#"{"kind":"hopscope#nameServer","name":"s","on":"host/h","records":[],"else":"@"}"#,
    ),
    (
        "hopscope/onprem_network.rs",
        "resolver",
        "own",
        r#"{"kind":"hopscope#onPremNetwork","name":"o","ranges":["10.9.0.0/16"],"resolver":"@"}"#,
    ),
    (
        "hopscope/process.rs",
        "protocol",
        "http",
        r#"{"kind":"hopscope#process","on":"host/h","port":80,"protocol":"@"}"#,
    ),
    (
        "hopscope/proxy_settings.rs",
        "scope",
        "application",
        r#"{"kind":"hopscope#proxySettings","on":"host/h","http":"http://a:1","scope":"@"}"#,
    ),
    (
        "hopscope/tunnel.rs",
        "listen",
        "5000",
        r#"{"kind":"hopscope#tunnel","on":"host/h","listen":"@","through":"vm/v","to":"10.0.0.1:22"}"#,
    ),
    (
        "gke/network_policy.rs",
        "policyTypes",
        "Egress",
        r#"{"assetType":"networking.k8s.io/NetworkPolicy","name":"n","cluster":"cluster/p/r1/c","spec":{"podSelector":{},"policyTypes":["@"]}}"#,
    ),
    (
        "gke/network_policy.rs",
        "operator",
        "Exists",
        r#"{"assetType":"networking.k8s.io/NetworkPolicy","name":"n","cluster":"cluster/p/r1/c","spec":{"podSelector":{"matchExpressions":[{"key":"k","operator":"@"}]}}}"#,
    ),
    (
        "other/perimeter.rs",
        "perimeterType",
        "PERIMETER_TYPE_REGULAR",
        r#"{"assetType":"identity.accesscontextmanager.googleapis.com/ServicePerimeter","name":"n","perimeterType":"@","status":{}}"#,
    ),
    (
        "serverless/app.rs",
        "env",
        "standard",
        r#"{"assetType":"appengine.googleapis.com/Service","name":"apps/p/services/s","env":"@"}"#,
    ),
    (
        "other/sql.rs",
        "type",
        "PRIVATE",
        r#"{"kind":"sql#instance","name":"s","region":"r1","databaseVersion":"x","settings":{},"ipAddresses":[{"ipAddress":"10.0.0.1","type":"@"}]}"#,
    ),
    (
        "other/sql.rs",
        "state",
        "RUNNABLE",
        r#"{"kind":"sql#instance","name":"s","region":"r1","databaseVersion":"x","state":"@","settings":{}}"#,
    ),
    (
        "other/sql.rs",
        "activationPolicy",
        "ALWAYS",
        r#"{"kind":"sql#instance","name":"s","region":"r1","databaseVersion":"x","settings":{"activationPolicy":"@"}}"#,
    ),
    (
        "other/sql.rs",
        "connectorEnforcement",
        "REQUIRED",
        r#"{"kind":"sql#instance","name":"s","region":"r1","databaseVersion":"x","settings":{"connectorEnforcement":"@"}}"#,
    ),
    (
        "serverless/egress.rs",
        "egress",
        "ALL_TRAFFIC",
        r#"{"assetType":"run.googleapis.com/Service","name":"projects/p/locations/r1/services/s","template":{"vpcAccess":{"connector":"c","egress":"@"}}}"#,
    ),
    (
        "serverless/egress.rs",
        "ingress",
        "INGRESS_TRAFFIC_ALL",
        r#"{"assetType":"run.googleapis.com/Service","name":"projects/p/locations/r1/services/s","template":{},"ingress":"@"}"#,
    ),
    (
        "serverless/function.rs",
        "environment",
        "GEN_2",
        r#"{"name":"projects/p/locations/r1/functions/f","environment":"@","serviceConfig":{}}"#,
    ),
    (
        "serverless/function.rs",
        "state",
        "ACTIVE",
        r#"{"name":"projects/p/locations/r1/functions/f","environment":"GEN_2","serviceConfig":{},"state":"@"}"#,
    ),
    (
        "serverless/function.rs",
        "status",
        "OFFLINE",
        r#"{"name":"projects/p/locations/r1/functions/f","environment":"GEN_1","runtime":"x","status":"@"}"#,
    ),
    (
        "serverless/job.rs",
        "state",
        "CONDITION_SUCCEEDED",
        r#"{"assetType":"run.googleapis.com/Job","name":"projects/p/locations/r1/jobs/j","template":{"template":{}},"terminalCondition":{"state":"@"}}"#,
    ),
    (
        "serverless/knative.rs",
        "status",
        "True",
        r#"{"apiVersion":"serving.knative.dev/v1","kind":"Service","metadata":{"name":"k","namespace":"p","labels":{"cloud.googleapis.com/location":"r1"}},"spec":{"template":{"spec":{}}},"status":{"conditions":[{"type":"Ready","status":"@"}]}}"#,
    ),
    (
        "serverless/service.rs",
        "state",
        "CONDITION_SUCCEEDED",
        r#"{"assetType":"run.googleapis.com/Service","name":"projects/p/locations/r1/services/s","template":{},"terminalCondition":{"state":"@"}}"#,
    ),
];

/// What the objects refer to.
const AROUND: &str = r#"{"kind":"compute#network","name":"n"},{"kind":"hopscope#host","name":"h","addresses":["198.51.100.1"]},{"kind":"dns#responsePolicy","responsePolicyName":"rp"},{"kind":"compute#instance","name":"v","zone":"r1-a","networkInterfaces":[]}"#;

fn unread(object: &str) -> usize {
    let text = format!(r#"{{"hopscope":1,"project":"p","resources":[{AROUND},{object}]}}"#);
    let input = Input {
        file: None,
        text: &text,
    };
    read(&[input], &Options::default())
        .scenario
        .resources
        .unread
        .len()
}

#[test]
fn a_word_that_is_not_known_is_no_default() {
    for (file, key, known, object) in CASES {
        assert_eq!(unread(&object.replace('@', known)), 0, "{file}: {key}");
        for other in ["NEW_WORD", "5x", "-"] {
            let read = unread(&object.replace('@', other));
            assert_eq!(read, 1, "{file}: {key} {other}");
        }
    }
}

#[test]
fn every_table_of_words_is_tried() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut tables = 0;
    for folder in ["compute", "dns", "gke", "hopscope", "other", "serverless"] {
        for entry in fs::read_dir(source.join(folder)).expect("a folder") {
            let path = entry.expect("a file").path();
            let name = path.file_name().expect("a name").to_string_lossy();
            let file = format!("{folder}/{name}");
            let text = fs::read_to_string(&path).expect("text");
            let text = text.split("#[cfg(test)]").next().unwrap_or_default();
            for call in ["choice(", "choices("] {
                for rest in text.split(call).skip(1) {
                    tables += 1;
                    let key = rest.trim_start().strip_prefix('"');
                    let key = key.and_then(|key| Some(key.split_once('"')?.0));
                    let tried = CASES.iter().any(|(own, known, ..)| {
                        *own == file && key.is_none_or(|key| key == *known)
                    });
                    assert!(tried, "{file}: {key:?}");
                }
            }
        }
    }
    assert!(tables > 30, "{tables}");
}
