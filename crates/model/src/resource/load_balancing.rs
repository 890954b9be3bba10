//! Behind a forwarding rule: target proxies, URL maps, backend services, groups, health checks.
//!
//! <https://cloud.google.com/compute/docs/reference/rest/v1/backendServices>

use std::net::{IpAddr, Ipv6Addr};

use super::forwarding_rule::Scheme;
use super::{Function, Instance, Network, RunService, SecurityPolicy, ServiceAttachment, Subnet};
use crate::name::Ref;

/// A target proxy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TargetProxy {
    /// HTTP, HTTPS, TCP, SSL or gRPC.
    pub protocol: ProxyProtocol,
    /// URL map (HTTP, HTTPS, gRPC).
    pub url_map: Option<Ref<UrlMap>>,
    /// Backend service (TCP, SSL).
    pub service: Option<Ref<BackendService>>,
    /// `proxyHeader` is `PROXY_V1`.
    pub proxy_header: bool,
    /// `quicOverride` is `DISABLE`: HTTP/3 is not taken.
    pub quic_disabled: bool,
    /// `serverTlsPolicy`, as named: clients may have to show a certificate.
    pub server_tls_policy: Option<String>,
}

/// Which kind of target proxy.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ProxyProtocol {
    /// `targetHttpProxies`
    Http,
    /// `targetHttpsProxies`
    Https,
    /// `targetTcpProxies`
    Tcp,
    /// `targetSslProxies`
    Ssl,
    /// `targetGrpcProxies`
    Grpc,
}

/// A URL map.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct UrlMap {
    /// What is done where no host rule matches: `defaultService`, `defaultUrlRedirect`, `defaultRouteAction`.
    pub default: Option<UrlAction>,
    /// `hostRules[]`: hosts and the name of the path matcher.
    pub host_rules: Vec<(Vec<String>, String)>,
    /// `pathMatchers[]`.
    pub path_matchers: Vec<PathMatcher>,
}

/// What a URL map does with a request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum UrlAction {
    /// It goes to a backend service.
    Service(Ref<BackendService>),
    /// It goes to a backend bucket, by name.
    Bucket(String),
    /// The load balancer answers with a redirect; whether to HTTPS (`httpsRedirect`).
    Redirect {
        /// `httpsRedirect`.
        https: bool,
    },
    /// `weightedBackendServices[]`: it goes to one of these, as often as their weights say.
    Weighted(Vec<(Ref<BackendService>, u32)>),
    /// A route action of another kind that decides: faults. Not read further.
    RouteAction,
}

/// A path matcher of a URL map.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PathMatcher {
    /// Its name.
    pub name: String,
    /// What is done where no path rule matches.
    pub default: Option<UrlAction>,
    /// `pathRules[]`: paths and what is done.
    pub path_rules: Vec<(Vec<String>, Option<UrlAction>)>,
    /// `routeRules[]`.
    pub route_rules: Vec<RouteRule>,
}

/// A route rule of a path matcher: the first in the order of priorities that matches is taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RouteRule {
    /// `priority`: the lowest comes first.
    pub priority: u32,
    /// `matchRules[]`: one of them is enough.
    pub matches: Vec<RouteMatch>,
    /// What is done.
    pub action: Option<UrlAction>,
}

/// A match rule: all that it says has to hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RouteMatch {
    /// What it says of the path.
    pub path: PathMatch,
    /// `ignoreCase`.
    pub ignore_case: bool,
    /// It says more, of headers, query parameters or metadata, which is not read.
    pub more: bool,
}

/// What a match rule says of a path.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PathMatch {
    /// Nothing.
    Any,
    /// `prefixMatch`.
    Prefix(String),
    /// `fullPathMatch`.
    Full(String),
    /// `regexMatch`.
    Regex(String),
    /// `pathTemplateMatch`.
    Template(String),
}

impl UrlMap {
    /// Everything that the map may do, in its order.
    pub fn actions(&self) -> impl Iterator<Item = &UrlAction> {
        let matchers = self.path_matchers.iter().flat_map(|matcher| {
            let rules = matcher.path_rules.iter();
            let rules = rules.filter_map(|(_, action)| action.as_ref());
            let routes = matcher.route_rules.iter();
            let routes = routes.filter_map(|rule| rule.action.as_ref());
            matcher.default.iter().chain(rules).chain(routes)
        });
        self.default.iter().chain(matchers)
    }
}

/// A backend service.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BackendService {
    /// `loadBalancingScheme`.
    pub scheme: Scheme,
    /// `protocol` as Google spells it: `HTTP`, `TCP`, …
    pub protocol: Option<String>,
    /// `portName`: named port of instance groups; Google's default is `http`.
    pub port_name: Option<String>,
    /// `backends[].group`.
    pub backends: Vec<BackendGroup>,
    /// Those of them whose `capacityScaler` is 0: drained, they get no new connections.
    pub drained: Vec<BackendGroup>,
    /// Those of them with `failover`: they get connections where too few of the others are healthy.
    pub failover: Vec<BackendGroup>,
    /// `failoverPolicy.failoverRatio`, in millionths.
    pub failover_ratio: u32,
    /// `failoverPolicy.dropTrafficIfUnhealthy`.
    pub drop_if_unhealthy: bool,
    /// `healthChecks[]`.
    pub health_checks: Vec<Ref<HealthCheck>>,
    /// `iap.enabled`.
    pub iap: bool,
    /// `iap.oauth2ClientId`: the audience of ID tokens for it; `None`: Google's own client.
    pub iap_client: Option<String>,
    /// `securityPolicy` (Cloud Armor).
    pub security_policy: Option<Ref<SecurityPolicy>>,
    /// `edgeSecurityPolicy`.
    pub edge_security_policy: Option<Ref<SecurityPolicy>>,
    /// `ipAddressSelectionPolicy`.
    pub address_selection: AddressSelection,
    /// Its network, where given.
    pub network: Option<Ref<Network>>,
}

/// `ipAddressSelectionPolicy`: over which IP version a proxy connects to backends
/// (<https://cloud.google.com/load-balancing/docs/ipv6>).
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum AddressSelection {
    /// `IPV4_ONLY`, or absent.
    #[default]
    Ipv4Only,
    /// `PREFER_IPV6`.
    PreferIpv6,
    /// `IPV6_ONLY`.
    Ipv6Only,
}

/// A group behind a backend service.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum BackendGroup {
    /// An instance group.
    InstanceGroup(Ref<InstanceGroup>),
    /// A network endpoint group.
    Neg(Ref<Neg>),
}

/// An instance group, with the members an export gives.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct InstanceGroup {
    /// Its network.
    pub network: Option<Ref<Network>>,
    /// Its subnet.
    pub subnet: Option<Ref<Subnet>>,
    /// `namedPorts[]`: name and port.
    pub named_ports: Vec<(String, u16)>,
    /// Its machines (`list-instances`); `None` where no list was given.
    pub members: Option<Vec<Ref<Instance>>>,
}

/// A network endpoint group.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Neg {
    /// `networkEndpointType` as Google spells it.
    pub endpoint_type: String,
    /// `cloudRun.service`, in the NEG's region.
    pub cloud_run: Option<Ref<RunService>>,
    /// `cloudFunction.function`, in the NEG's region.
    pub function: Option<Ref<Function>>,
    /// A URL mask, App Engine or API Gateway: a serverless target that is not read.
    pub other_serverless: bool,
    /// `pscTargetService`.
    pub psc_target: Option<PscTarget>,
    /// `pscData.pscConnectionStatus` as Google spells it.
    pub psc_connection_status: Option<String>,
    /// `pscData.producerPort`.
    pub producer_port: Option<u16>,
    /// `pscData.consumerPscAddress`: an address of its subnet, by which a load balancer reaches the published service.
    pub consumer_address: Option<IpAddr>,
    /// Its network.
    pub network: Option<Ref<Network>>,
    /// Its subnet.
    pub subnet: Option<Ref<Subnet>>,
    /// `defaultPort`.
    pub default_port: Option<u16>,
    /// Its endpoints (`list-network-endpoints`); `None` where no list was given.
    pub endpoints: Option<Vec<Endpoint>>,
}

/// What a Private Service Connect NEG leads to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PscTarget {
    /// A published service.
    Attachment(Ref<ServiceAttachment>),
    /// An API of Google's, by host name.
    Api(String),
}

/// An endpoint of a NEG.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Endpoint {
    /// `ipAddress`.
    pub address: Option<IpAddr>,
    /// `ipv6Address`.
    pub ipv6_address: Option<Ipv6Addr>,
    /// `port`.
    pub port: Option<u16>,
    /// `instance`.
    pub instance: Option<Ref<Instance>>,
    /// `fqdn`.
    pub fqdn: Option<String>,
}

/// A health check.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HealthCheck {
    /// `type`: `TCP`, `HTTP`, …
    pub protocol: String,
    /// `port`; `None`: the port that is served.
    pub port: Option<u16>,
}
