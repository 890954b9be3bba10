//! Behind a forwarding rule: target proxies, URL maps, backend services, groups, health checks.
//!
//! <https://cloud.google.com/compute/docs/reference/rest/v1/backendServices>

use std::net::IpAddr;

use super::forwarding_rule::Scheme;
use super::{Instance, Network, RunService, Subnet};
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
    /// `defaultService`.
    pub default_service: Option<Ref<BackendService>>,
    /// `hostRules[]`: hosts and the name of the path matcher.
    pub host_rules: Vec<(Vec<String>, String)>,
    /// `pathMatchers[]`.
    pub path_matchers: Vec<PathMatcher>,
}

/// A path matcher of a URL map.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PathMatcher {
    /// Its name.
    pub name: String,
    /// `defaultService`.
    pub default_service: Option<Ref<BackendService>>,
    /// `pathRules[]`: paths and the service.
    pub path_rules: Vec<(Vec<String>, Option<Ref<BackendService>>)>,
    /// It has `routeRules`, redirects or actions that are not read.
    pub not_modelled: bool,
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
    /// `healthChecks[]`.
    pub health_checks: Vec<Ref<HealthCheck>>,
    /// `iap.enabled`.
    pub iap: bool,
    /// `securityPolicy` (Cloud Armor), by name.
    pub security_policy: Option<String>,
    /// Its network, where given.
    pub network: Option<Ref<Network>>,
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
    /// `cloudRun.urlMask`, or App Engine, or a function: a serverless target that is not read.
    pub other_serverless: bool,
    /// `pscTargetService`.
    pub psc_target: Option<String>,
    /// Its network.
    pub network: Option<Ref<Network>>,
    /// `defaultPort`.
    pub default_port: Option<u16>,
    /// Its endpoints (`list-network-endpoints`); `None` where no list was given.
    pub endpoints: Option<Vec<Endpoint>>,
}

/// An endpoint of a NEG.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Endpoint {
    /// `ipAddress`.
    pub address: Option<IpAddr>,
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
