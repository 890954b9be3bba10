//! Google's published addresses and names, each with its page and date. The only place that holds them.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

/// The date of the address tables.
pub const RANGES_AS_OF: &str = "2026-04-10";

const fn v4(a: u8, b: u8, c: u8, d: u8, length: u8) -> Ipv4Net {
    Ipv4Net::new_assert(Ipv4Addr::new(a, b, c, d), length)
}

const fn net(a: u8, b: u8, c: u8, d: u8, length: u8) -> IpNet {
    IpNet::V4(v4(a, b, c, d, length))
}

/// A range by the first 64 bits of its addresses.
const fn net6(first: [u16; 4], length: u8) -> IpNet {
    let [a, b, c, d] = first;
    IpNet::V6(Ipv6Net::new_assert(
        Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0),
        length,
    ))
}

/// Where the subnets that Google makes in a VPC network in auto mode have their ranges
/// (<https://cloud.google.com/vpc/docs/subnets#ip-ranges>).
pub const AUTO_MODE: Ipv4Net = v4(10, 128, 0, 0, 9);

/// `private.googleapis.com`. <https://cloud.google.com/vpc/docs/configure-private-google-access#domain-options>
pub const PRIVATE_VIP: Ipv4Net = v4(199, 36, 153, 8, 30);
/// `restricted.googleapis.com`. Same page.
pub const RESTRICTED_VIP: Ipv4Net = v4(199, 36, 153, 4, 30);
/// Direct connectivity. Same page.
pub const DIRECT_CONNECTIVITY: Ipv4Net = v4(34, 126, 0, 0, 18);

/// The addresses that public DNS gives for regional `*.run.app` names (observed in article 001).
pub const RUN_APP_PUBLIC: [Ipv4Addr; 4] = [
    Ipv4Addr::new(216, 239, 32, 53),
    Ipv4Addr::new(216, 239, 34, 53),
    Ipv4Addr::new(216, 239, 36, 53),
    Ipv4Addr::new(216, 239, 38, 53),
];

/// Addresses of Google's APIs and services under their default domains: goog.json without cloud.json, as far
/// as pinned here. <https://cloud.google.com/vpc/docs/configure-private-google-access#ip-addr-defaults>
pub const DEFAULT_DOMAINS: [Ipv4Net; 16] = [
    v4(8, 8, 4, 0, 24),
    v4(8, 8, 8, 0, 24),
    v4(64, 233, 160, 0, 19),
    v4(66, 102, 0, 0, 20),
    v4(66, 249, 64, 0, 19),
    v4(72, 14, 192, 0, 18),
    v4(74, 125, 0, 0, 16),
    v4(108, 177, 0, 0, 17),
    v4(142, 250, 0, 0, 15),
    v4(172, 217, 0, 0, 16),
    v4(172, 253, 0, 0, 16),
    v4(173, 194, 0, 0, 16),
    v4(192, 178, 0, 0, 15),
    v4(209, 85, 128, 0, 17),
    v4(216, 58, 192, 0, 19),
    v4(216, 239, 32, 0, 19),
];

/// What kind of Google API address it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum GoogleAddress {
    /// Under the default domains.
    Default,
    /// `199.36.153.8/30`.
    PrivateVip,
    /// `199.36.153.4/30`.
    RestrictedVip,
}

/// `private.googleapis.com` over IPv6: a /56.
/// <https://cloud.google.com/vpc/docs/configure-private-google-access#domain-options>
pub const PRIVATE_VIP_IPV6: Ipv6Addr = Ipv6Addr::new(0x2600, 0x2d00, 2, 0x2000, 0, 0, 0, 0);

/// `restricted.googleapis.com` over IPv6: a /56.
pub const RESTRICTED_VIP_IPV6: Ipv6Addr = Ipv6Addr::new(0x2600, 0x2d00, 2, 0x1000, 0, 0, 0, 0);

/// The first 32 bits of Google's IPv6 ranges that are not of Google Cloud's customers, as published in `goog.json`
/// (<https://support.google.com/a/answer/10026322>).
const GOOGLE_IPV6: [[u16; 2]; 8] = [
    [0x2001, 0x4860],
    [0x2404, 0x6800],
    [0x2404, 0xf340],
    [0x2605, 0xef80],
    [0x2607, 0xf8b0],
    [0x2800, 0x03f0],
    [0x2a00, 0x1450],
    [0x2c0f, 0xfb50],
];

/// Whether an IPv6 address is of Google's own services, but at a VIP.
pub fn is_google_ipv6(address: IpAddr) -> bool {
    match address {
        IpAddr::V6(address) => {
            let segments = address.segments();
            GOOGLE_IPV6.iter().any(|own| segments.starts_with(own))
        }
        IpAddr::V4(_) => false,
    }
}

/// Whether an address is one of Google's APIs and services, and which.
pub fn google_address(address: IpAddr) -> Option<GoogleAddress> {
    let address = match address {
        IpAddr::V4(address) => address,
        IpAddr::V6(address) => {
            // The first 56 bits.
            let block = u128::from(address) >> 72;
            let is = |vip: Ipv6Addr| block == u128::from(vip) >> 72;
            return match (is(PRIVATE_VIP_IPV6), is(RESTRICTED_VIP_IPV6)) {
                (true, _) => Some(GoogleAddress::PrivateVip),
                (_, true) => Some(GoogleAddress::RestrictedVip),
                _ => None,
            };
        }
    };
    if PRIVATE_VIP.contains(&address) {
        return Some(GoogleAddress::PrivateVip);
    }
    if RESTRICTED_VIP.contains(&address) {
        return Some(GoogleAddress::RestrictedVip);
    }
    let default = DIRECT_CONNECTIVITY.contains(&address)
        || DEFAULT_DOMAINS.iter().any(|range| range.contains(&address));
    default.then_some(GoogleAddress::Default)
}

/// Destinations that enter the VPC under egress `private-ranges-only`.
/// RFC 1918, RFC 6598 and the Private Google Access addresses are documented
/// (<https://cloud.google.com/run/docs/configuring/vpc-direct-vpc>,
/// <https://cloud.google.com/vpc/docs/serverless-vpc-access>).
pub const PRIVATE_EGRESS_RANGES: [Ipv4Net; 6] = [
    v4(10, 0, 0, 0, 8),
    v4(172, 16, 0, 0, 12),
    v4(192, 168, 0, 0, 16),
    v4(100, 64, 0, 0, 10),
    PRIVATE_VIP,
    RESTRICTED_VIP,
];

/// Ranges that may or may not enter the VPC under `private-ranges-only`: no page that we know says so.
/// An answer that hangs on it is not given.
pub const UNCERTAIN_EGRESS_RANGES: [Ipv4Net; 4] = [
    v4(192, 0, 0, 0, 24),
    v4(192, 88, 99, 0, 24),
    v4(198, 18, 0, 0, 15),
    v4(240, 0, 0, 0, 4),
];

/// Ranges that are private: not reachable over the internet.
/// RFC 1918, RFC 6598, loopback, link-local, and the other reserved ranges of
/// <https://cloud.google.com/vpc/docs/subnets#valid-ranges>, without the documentation ranges, which stand for
/// ordinary internet hosts here (contract, section 6).
pub const PRIVATE_RANGES: [Ipv4Net; 11] = [
    v4(0, 0, 0, 0, 8),
    v4(10, 0, 0, 0, 8),
    v4(100, 64, 0, 0, 10),
    v4(127, 0, 0, 0, 8),
    v4(169, 254, 0, 0, 16),
    v4(172, 16, 0, 0, 12),
    v4(192, 0, 0, 0, 24),
    v4(192, 168, 0, 0, 16),
    v4(198, 18, 0, 0, 15),
    v4(224, 0, 0, 0, 4),
    v4(240, 0, 0, 0, 4),
];

/// Whether an address cannot be reached over the internet, whoever uses it.
pub fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => PRIVATE_RANGES.iter().any(|range| range.contains(&address)),
        IpAddr::V6(address) => {
            address.is_loopback()
                || address.is_unique_local()
                || address.is_unicast_link_local()
                || address.is_unspecified()
                || address.is_multicast()
        }
    }
}

/// The range of Docker's bridge, which Cloud SQL's machines use themselves.
/// <https://cloud.google.com/sql/docs/mysql/private-ip>
pub const DOCKER_BRIDGE: Ipv4Net = v4(172, 17, 0, 0, 16);

/// Private addresses of RFC 1918.
pub const RFC_1918: [Ipv4Net; 3] = [
    v4(10, 0, 0, 0, 8),
    v4(172, 16, 0, 0, 12),
    v4(192, 168, 0, 0, 16),
];

/// The metadata server. <https://cloud.google.com/compute/docs/metadata/overview>
pub const METADATA_SERVER: Ipv4Addr = Ipv4Addr::new(169, 254, 169, 254);

/// The metadata server over IPv6. <https://cloud.google.com/compute/docs/metadata/querying-metadata>
pub const METADATA_SERVER_IPV6: Ipv6Addr = Ipv6Addr::new(0xfd20, 0xce, 0, 0, 0, 0, 0, 0x254);

/// `kms.windows.googlecloud.com`, where Windows is activated: a machine without an external address needs Private Google
/// Access. <https://cloud.google.com/compute/docs/instances/windows/creating-managing-windows-instances#kms-server>
pub const WINDOWS_ACTIVATION: Ipv4Addr = Ipv4Addr::new(35, 190, 247, 13);

/// Names of the metadata server.
pub const METADATA_NAMES: [&str; 2] = ["metadata.google.internal", "metadata"];

/// Where Google front ends proxy and check health from, for global and classic external load balancers.
/// <https://cloud.google.com/load-balancing/docs/firewall-rules>
pub const FRONT_END_RANGES: [IpNet; 2] = [net(35, 191, 0, 0, 16), net(130, 211, 0, 0, 22)];

/// The same over IPv6. Same page.
pub const FRONT_END_RANGES_IPV6: [IpNet; 2] = [
    HEALTH_CHECK_RANGES_IPV6[0],
    net6([0x2600, 0x2d00, 1, 1], 64),
];

/// Where Google front ends reach the endpoints of global internet NEGs from, as `_cloud-eoips.googleusercontent.com`
/// lists it. <https://cloud.google.com/load-balancing/docs/https#firewall-rules>
pub const INTERNET_NEG_RANGES: [IpNet; 2] = [net(34, 96, 0, 0, 20), net(34, 127, 192, 0, 18)];

/// Where the health checks of internal passthrough load balancers, and of those with Envoys, come from over IPv6. Same
/// page.
pub const HEALTH_CHECK_RANGES_IPV6: [IpNet; 1] = [net6([0x2600, 0x2d00, 1, 0xb029], 64)];

/// Where the health checks of external passthrough load balancers come from. Same page.
pub const PASSTHROUGH_CHECK_RANGES: [IpNet; 3] = [
    net(35, 191, 0, 0, 16),
    net(209, 85, 152, 0, 22),
    net(209, 85, 204, 0, 22),
];

/// The same over IPv6. Same page.
pub const PASSTHROUGH_CHECK_RANGES_IPV6: [IpNet; 1] = [net6([0x2600, 0x1901, 0x8001, 0], 48)];

/// IAP TCP forwarding. <https://cloud.google.com/iap/docs/using-tcp-forwarding>
pub const IAP_RANGE: IpNet = net(35, 235, 240, 0, 20);

/// Cloud DNS forwarding. <https://cloud.google.com/dns/docs/zones/zones-overview#forwarding_zones>
pub const CLOUD_DNS_RANGE: IpNet = net(35, 199, 192, 0, 19);

/// Serverless VPC Access. <https://cloud.google.com/vpc/docs/configure-serverless-vpc-access>
pub const SERVERLESS_RANGE: IpNet = net(35, 199, 224, 0, 19);

/// Sources of Google's own that special routing paths serve without any route of the network.
/// <https://cloud.google.com/vpc/docs/routes#special_return_paths>
pub const SPECIAL_PATH_RANGES: [IpNet; 7] = [
    FRONT_END_RANGES[0],
    FRONT_END_RANGES[1],
    net(209, 85, 152, 0, 22),
    net(209, 85, 204, 0, 22),
    IAP_RANGE,
    CLOUD_DNS_RANGE,
    SERVERLESS_RANGE,
];

/// Ranges to which GKE pods keep their own address unless configured otherwise.
/// <https://cloud.google.com/kubernetes-engine/docs/concepts/ip-masquerade-agent#default-non-masq-dests>
pub const NON_MASQUERADE_RANGES: [Ipv4Net; 11] = [
    v4(10, 0, 0, 0, 8),
    v4(172, 16, 0, 0, 12),
    v4(192, 168, 0, 0, 16),
    v4(100, 64, 0, 0, 10),
    v4(192, 0, 0, 0, 24),
    v4(192, 0, 2, 0, 24),
    v4(192, 88, 99, 0, 24),
    v4(198, 18, 0, 0, 15),
    v4(198, 51, 100, 0, 24),
    v4(203, 0, 113, 0, 24),
    v4(240, 0, 0, 0, 4),
];

/// Documentation ranges, which stand for ordinary internet hosts (contract, section 6). RFC 5737.
pub const DOCUMENTATION_RANGES: [Ipv4Net; 3] = [
    v4(192, 0, 2, 0, 24),
    v4(198, 51, 100, 0, 24),
    v4(203, 0, 113, 0, 24),
];

/// The reserved range of relays from IPv6 to IPv4, which a subnet may use as a private one.
/// <https://cloud.google.com/vpc/docs/subnets#valid-ranges>
pub const RELAY_RANGE: Ipv4Net = v4(192, 88, 99, 0, 24);

/// Domains of Google's APIs and services whose names public DNS resolves to addresses of Google's.
/// <https://cloud.google.com/vpc/docs/configure-private-google-access#domain-options>
pub const GOOGLE_DOMAINS: &[&str] = &[
    "accounts.google.com",
    "aiplatform-notebook.googleusercontent.com",
    "appengine.google.com",
    "appspot.com",
    "backupdr.cloud.google.com",
    "backupdr.googleusercontent.com",
    "cloud.google.com",
    "cloudfunctions.net",
    "cloudproxy.app",
    "composer.cloud.google.com",
    "composer.googleusercontent.com",
    "console.cloud.google.com",
    "datafusion.cloud.google.com",
    "datafusion.googleusercontent.com",
    "dataproc.cloud.google.com",
    "dataproc.googleusercontent.com",
    "developerconnect.dev",
    "dl.google.com",
    "gcr.io",
    "gke.goog",
    "google.com",
    "googleadapis.com",
    "googleapis.com",
    "gstatic.com",
    "kernels.googleusercontent.com",
    "ltsapis.goog",
    "notebooks.byoid.googleusercontent.com",
    "notebooks.cloud.google.com",
    "notebooks.googleusercontent.com",
    "packages.cloud.google.com",
    "pkg.dev",
    "pki.goog",
    "run.app",
    "source.developers.google.com",
    "storage.cloud.google.com",
];

/// The domain of the DNS-based endpoints of GKE control planes.
/// <https://docs.cloud.google.com/kubernetes-engine/docs/concepts/network-isolation>
pub const DNS_ENDPOINTS: &str = "gke.goog";

/// Whether `host` is `domain` or below it.
pub fn is_below(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// Whether public DNS resolves a name to addresses of Google's.
pub fn is_google_name(host: &str) -> bool {
    GOOGLE_DOMAINS.iter().any(|domain| is_below(host, domain))
}

/// Domains of Google's whose names the private VIP does not serve, but those of the domains below them that are among
/// `GOOGLE_DOMAINS` themselves.
const WEB_DOMAINS: [&str; 3] = ["google.com", "cloud.google.com", "console.cloud.google.com"];

/// Names that are Google's, but that the private and restricted VIPs do not serve: "Does not support Google Workspace
/// web applications such as Gmail and Google Docs. Does not support any interactive websites."
/// <https://cloud.google.com/vpc/docs/configure-private-google-access#domain-options>
pub fn is_web_application(host: &str) -> bool {
    let served = |domain: &&&str| !WEB_DOMAINS.contains(*domain) && is_below(host, domain);
    is_below(host, "google.com") && !GOOGLE_DOMAINS.iter().any(|domain| served(&domain))
}

/// API hosts that VPC Service Controls supports, as far as pinned here; the restricted VIP and the `vpc-sc`
/// bundle serve only such. `Some(true)`: supported, `Some(false)`: documented as not supported, `None`: not
/// known here. <https://cloud.google.com/vpc-service-controls/docs/supported-products>
pub fn on_restricted_vip(host: &str) -> Option<bool> {
    const SUPPORTED: &[&str] = &[
        "aiplatform.googleapis.com",
        "artifactregistry.googleapis.com",
        "bigquery.googleapis.com",
        "bigquerystorage.googleapis.com",
        "bigtable.googleapis.com",
        "bigtableadmin.googleapis.com",
        "cloudbuild.googleapis.com",
        "cloudfunctions.googleapis.com",
        "cloudkms.googleapis.com",
        "cloudresourcemanager.googleapis.com",
        "cloudscheduler.googleapis.com",
        "cloudtrace.googleapis.com",
        "compute.googleapis.com",
        "container.googleapis.com",
        "containerregistry.googleapis.com",
        "datastore.googleapis.com",
        "dns.googleapis.com",
        "eventarc.googleapis.com",
        "firestore.googleapis.com",
        "gcr.io",
        "iam.googleapis.com",
        "iamcredentials.googleapis.com",
        "logging.googleapis.com",
        "monitoring.googleapis.com",
        "pkg.dev",
        "pubsub.googleapis.com",
        "run.app",
        "run.googleapis.com",
        "secretmanager.googleapis.com",
        "servicecontrol.googleapis.com",
        "servicedirectory.googleapis.com",
        "spanner.googleapis.com",
        "sqladmin.googleapis.com",
        "storage.googleapis.com",
        "sts.googleapis.com",
        "workflows.googleapis.com",
    ];
    const UNSUPPORTED: &[&str] = &[
        "gmail.googleapis.com",
        "maps.googleapis.com",
        "youtube.googleapis.com",
    ];
    if UNSUPPORTED.iter().any(|name| is_below(host, name)) {
        return Some(false);
    }
    if SUPPORTED.iter().any(|name| is_below(host, name)) {
        return Some(true);
    }
    None
}

/// The IPv4 network that holds an address among some, if any.
pub fn containing(ranges: &[Ipv4Net], address: IpAddr) -> Option<IpNet> {
    let IpAddr::V4(address) = address else {
        return None;
    };
    ranges
        .iter()
        .find(|range| range.contains(&address))
        .map(|range| IpNet::V4(*range))
}
