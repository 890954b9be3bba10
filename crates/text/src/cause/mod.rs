//! Why a request was not delivered: for each cause a title, what it means, what to do next, and Google's page.

mod dns;
mod firewall;
mod google_apis;
mod hybrid;
mod identity;
mod incomplete;
mod load_balancer;
mod machine;
mod managed;
mod nat;
mod psc;
mod route;
mod serverless;

use hopscope_model::Cause;

use crate::lang::{Both, Lang};

/// The words for a cause.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CauseText {
    /// A sentence without its full stop.
    pub title: Both,
    /// What it means.
    pub meaning: Both,
    /// What to do next.
    pub next: Both,
    /// Google's page about it, in English (see [`crate::pages::doc_link`]).
    pub page: &'static str,
}

/// The title of a cause: a sentence without its full stop.
pub const fn title(lang: Lang, cause: Cause) -> &'static str {
    cause_text(cause).title.get(lang)
}

/// The words for a cause.
pub const fn cause_text(cause: Cause) -> CauseText {
    match cause {
        Cause::UnknownExternalAddress => nat::UNKNOWN_EXTERNAL_ADDRESS,
        Cause::ForeignIpDisallowed => firewall::FOREIGN_IP_DISALLOWED,
        Cause::FirewallRule => firewall::FIREWALL_RULE,
        Cause::NoRoute => route::NO_ROUTE,
        Cause::RouteBlackhole => route::ROUTE_BLACKHOLE,
        Cause::RouteWrongNetwork => route::ROUTE_WRONG_NETWORK,
        Cause::RouteNextHopIpAddressNotResolved => route::NEXT_HOP_IP_ADDRESS_NOT_RESOLVED,
        Cause::RouteNextHopResourceNotFound => route::NEXT_HOP_RESOURCE_NOT_FOUND,
        Cause::RouteNextHopInstanceWrongNetwork => route::NEXT_HOP_INSTANCE_WRONG_NETWORK,
        Cause::RouteNextHopInstanceNonPrimaryIp => route::NEXT_HOP_INSTANCE_NON_PRIMARY_IP,
        Cause::RouteNextHopForwardingRuleIpMismatch => route::NEXT_HOP_FORWARDING_RULE_IP_MISMATCH,
        Cause::RouteNextHopVpnTunnelNotEstablished => route::NEXT_HOP_VPN_TUNNEL_NOT_ESTABLISHED,
        Cause::RouteNextHopForwardingRuleTypeInvalid => {
            route::NEXT_HOP_FORWARDING_RULE_TYPE_INVALID
        }
        Cause::NoRouteFromInternetToPrivateIpv6Address => route::INTERNET_TO_PRIVATE_IPV6,
        Cause::NoRouteFromExternalIpv6SourceToPrivateIpv6Address => route::EXTERNAL_TO_PRIVATE_IPV6,
        Cause::NoRouteFromInternetToPrivateIpv4Address => route::INTERNET_TO_PRIVATE_IPV4,
        Cause::PrivateTrafficToInternet => route::PRIVATE_TRAFFIC_TO_INTERNET,
        Cause::PrivateGoogleAccessDisallowed => google_apis::PRIVATE_GOOGLE_ACCESS_DISALLOWED,
        Cause::PrivateGoogleAccessViaVpnTunnelUnsupported => {
            google_apis::PRIVATE_GOOGLE_ACCESS_VIA_VPN_TUNNEL
        }
        Cause::NoExternalAddress => nat::NO_EXTERNAL_ADDRESS,
        Cause::UnknownInternalAddress => nat::UNKNOWN_INTERNAL_ADDRESS,
        Cause::ForwardingRuleMismatch => load_balancer::FORWARDING_RULE_MISMATCH,
        Cause::ForwardingRuleNoInstances => load_balancer::FORWARDING_RULE_NO_INSTANCES,
        Cause::FirewallBlockingLoadBalancerBackendHealthCheck => {
            load_balancer::HEALTH_CHECK_BLOCKED
        }
        Cause::InstanceNotRunning => machine::INSTANCE_NOT_RUNNING,
        Cause::TrafficTypeBlocked => firewall::TRAFFIC_TYPE_BLOCKED,
        Cause::CloudSqlInstanceUnauthorizedAccess => managed::SQL_UNAUTHORIZED,
        Cause::CloudSqlInstanceNotRunning => managed::SQL_NOT_RUNNING,
        Cause::CloudSqlInstanceNoIpAddress => managed::SQL_NO_IP_ADDRESS,
        Cause::CloudSqlConnectorRequired => managed::SQL_CONNECTOR_REQUIRED,
        Cause::GoogleManagedServiceNoPeering => managed::NO_PEERING,
        Cause::GoogleManagedServiceNoPscEndpoint => managed::NO_PSC_ENDPOINT,
        Cause::GkeControlPlaneRegionMismatch => managed::CONTROL_PLANE_REGION,
        Cause::GkeMasterUnauthorizedAccess => machine::GKE_MASTER_UNAUTHORIZED_ACCESS,
        Cause::CloudFunctionNotActive => serverless::CLOUD_FUNCTION_NOT_ACTIVE,
        Cause::VpcConnectorNotSet => serverless::VPC_CONNECTOR_NOT_SET,
        Cause::VpcConnectorNotRunning => serverless::VPC_CONNECTOR_NOT_RUNNING,
        Cause::VpcConnectorServerlessTrafficBlocked => serverless::CONNECTOR_SERVERLESS_BLOCKED,
        Cause::VpcConnectorHealthCheckTrafficBlocked => serverless::CONNECTOR_HEALTH_CHECK_BLOCKED,
        Cause::ForwardingRuleRegionMismatch => load_balancer::FORWARDING_RULE_REGION_MISMATCH,
        Cause::PscConnectionNotAccepted => google_apis::PSC_CONNECTION_NOT_ACCEPTED,
        Cause::PscEndpointAccessedFromPeeredNetwork => google_apis::PSC_FROM_PEERED_NETWORK,
        Cause::NoValidRouteFromGoogleManagedNetworkToDestination => managed::NO_WAY_BACK,
        Cause::PscTransitivityNotPropagated => psc::NOT_PROPAGATED,
        Cause::NoNatSubnetsForPscServiceAttachment => psc::NO_NAT_SUBNETS,
        Cause::DroppedInsidePscServiceProducer => psc::DROPPED_INSIDE_PRODUCER,
        Cause::PscNegProducerEndpointNoGlobalAccess => psc::NEG_NO_GLOBAL_ACCESS,
        Cause::PscNegProducerForwardingRuleMultiplePorts => psc::NEG_MULTIPLE_PORTS,
        Cause::LoadBalancerBackendIpVersionMismatch => load_balancer::BACKEND_IP_VERSION,
        Cause::HybridNegNonDynamicRouteMatched => load_balancer::HYBRID_NEG_NON_DYNAMIC,
        Cause::HybridNegNonLocalDynamicRouteMatched => load_balancer::HYBRID_NEG_NON_LOCAL,
        Cause::CloudRunRevisionNotReady => serverless::CLOUD_RUN_REVISION_NOT_READY,
        Cause::CloudRunJobNotReady => serverless::CLOUD_RUN_JOB_NOT_READY,
        Cause::GkePodNotRunning => machine::GKE_POD_NOT_RUNNING,
        Cause::GkeNetworkPolicy => managed::GKE_NETWORK_POLICY,
        Cause::GkeClusterNotRunning => machine::GKE_CLUSTER_NOT_RUNNING,
        Cause::LoadBalancerHasNoProxySubnet => load_balancer::NO_PROXY_SUBNET,
        Cause::LoadBalancerBackendInvalidNetwork => load_balancer::BACKEND_INVALID_NETWORK,
        Cause::BackendServiceNamedPortNotDefined => load_balancer::NAMED_PORT_NOT_DEFINED,
        Cause::CloudNatNoAddresses => nat::CLOUD_NAT_NO_ADDRESSES,
        Cause::CloudNatProtocolUnsupported => nat::CLOUD_NAT_PROTOCOL_UNSUPPORTED,
        Cause::VpnTunnelLocalSelectorMismatch => hybrid::LOCAL_SELECTOR,
        Cause::VpnTunnelRemoteSelectorMismatch => hybrid::REMOTE_SELECTOR,
        Cause::NoAdvertisedRouteToGcpDestination => hybrid::NOT_ADVERTISED,
        Cause::NoTrafficSelectorToGcpDestination => hybrid::NOT_SELECTED,
        Cause::TrafficFromHybridEndpointToInternetDisallowed => hybrid::TO_INTERNET,
        Cause::NoSourceNonGcpNetworkLocation => hybrid::SOURCE_ELSEWHERE,
        Cause::PrivateNatToPscEndpointUnsupported => nat::PRIVATE_NAT_TO_PSC,
        Cause::DestinationIsPrivateNatIpRange => nat::PRIVATE_NAT_RANGE,
        Cause::RoutingLoop => route::ROUTING_LOOP,
        Cause::DnsNxdomain => dns::NXDOMAIN,
        Cause::DnsNodata => dns::NODATA,
        Cause::DnsServfail => dns::SERVFAIL,
        Cause::DnsLoop => dns::LOOP,
        Cause::RunNoVpcIngress => serverless::RUN_NO_VPC_INGRESS,
        Cause::PortNotServed => machine::PORT_NOT_SERVED,
        Cause::GoogleApiViaCustomNextHop => google_apis::VIA_CUSTOM_NEXT_HOP,
        Cause::RunIngressDisallowed => serverless::RUN_INGRESS_DISALLOWED,
        Cause::RunDefaultUrlDisabled => serverless::RUN_DEFAULT_URL_DISABLED,
        Cause::IamUnauthenticated => identity::UNAUTHENTICATED,
        Cause::IamPermissionDenied => identity::PERMISSION_DENIED,
        Cause::IapDenied => identity::IAP_DENIED,
        Cause::VpcServiceControlsDenied => google_apis::VPC_SERVICE_CONTROLS_DENIED,
        Cause::ApiNotOnRestrictedVip => google_apis::API_NOT_ON_RESTRICTED_VIP,
        Cause::CredentialsImpersonationDenied => identity::IMPERSONATION_DENIED,
        Cause::IamTokenInvalid => identity::TOKEN_INVALID,
        Cause::RunConnectUnsupported => serverless::RUN_CONNECT_UNSUPPORTED,
        Cause::CredentialsNotFound => identity::CREDENTIALS_NOT_FOUND,
        Cause::CredentialsUnsupportedType => identity::CREDENTIALS_UNSUPPORTED_TYPE,
        Cause::MetadataViaProxy => identity::METADATA_VIA_PROXY,
        Cause::SourceNotAllowed => machine::SOURCE_NOT_ALLOWED,
        Cause::ProxyRefused => machine::PROXY_REFUSED,
        Cause::ConnectionRefused => machine::CONNECTION_REFUSED,
        Cause::ResourceConfigNotFound => incomplete::RESOURCE,
        Cause::VmInstanceConfigNotFound => incomplete::VM_INSTANCE,
        Cause::NetworkConfigNotFound => incomplete::NETWORK,
        Cause::FirewallConfigNotFound => incomplete::FIREWALL,
        Cause::RouteConfigNotFound => incomplete::ROUTE,
        Cause::PermissionDeniedNoCloudNatConfigs => incomplete::CLOUD_NAT,
        Cause::PermissionDeniedNoNegEndpointConfigs => incomplete::NEG_ENDPOINTS,
        Cause::UnknownIp => incomplete::UNKNOWN_IP,
        Cause::NoServerlessIpRanges => incomplete::NO_SERVERLESS_IP_RANGES,
        Cause::ResourceUnreadable => incomplete::UNREADABLE,
        Cause::IngressFirewallTagsUnsupportedByDirectVpcEgress => firewall::INGRESS_TAGS_UNDEFINED,
        Cause::Unsupported => incomplete::UNSUPPORTED,
        Cause::MismatchedIpVersion => incomplete::MISMATCHED_IP_VERSION,
        Cause::TraceTooLong => incomplete::TRACE_TOO_LONG,
    }
}
