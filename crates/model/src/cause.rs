//! Causes: why a request was not delivered (contract, section 6). Google's `DropInfo.Cause` and
//! `AbortInfo.Cause` names, and ours beside them.
//!
//! <https://cloud.google.com/network-intelligence-center/docs/connectivity-tests/states/reasons-dropped-packets>

use std::fmt;

use serde::Serialize;

use crate::result::OutcomeKind;

macro_rules! causes {
    ( $( $outcome:ident ($status:expr) { $( $(#[$doc:meta])* $variant:ident = $code:literal, )+ } )+ ) => {
        /// Why a request was not delivered.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub enum Cause { $( $( $(#[$doc])* $variant, )+ )+ }

        impl Cause {
            /// Every cause.
            pub const ALL: &'static [Cause] = &[ $( $( Cause::$variant, )+ )+ ];

            /// The name.
            pub const fn as_str(self) -> &'static str {
                match self { $( $( Cause::$variant => $code, )+ )+ }
            }

            /// The outcome it makes.
            pub const fn outcome(self) -> OutcomeKind {
                match self { $( $( Cause::$variant => OutcomeKind::$outcome, )+ )+ }
            }

            /// The HTTP status the caller gets, where it gets one.
            pub const fn status(self) -> Option<u16> {
                match self { $( $( Cause::$variant => $status, )+ )+ }
            }
        }
    };
}

causes! {
    Dropped (None) {
        /// External destination address that belongs to Google Cloud but to no known resource.
        UnknownExternalAddress = "UNKNOWN_EXTERNAL_ADDRESS",
        /// A machine would send or receive a packet whose address is not its own, and may not forward.
        ForeignIpDisallowed = "FOREIGN_IP_DISALLOWED",
        /// A firewall rule, policy or implied rule denied it.
        FirewallRule = "FIREWALL_RULE",
        /// No applicable route.
        NoRoute = "NO_ROUTE",
        /// The route's next hop is missing or unusable.
        RouteBlackhole = "ROUTE_BLACKHOLE",
        /// The route carries the packet to another network.
        RouteWrongNetwork = "ROUTE_WRONG_NETWORK",
        /// `nextHopIp` is assigned to nothing usable in the network.
        RouteNextHopIpAddressNotResolved = "ROUTE_NEXT_HOP_IP_ADDRESS_NOT_RESOLVED",
        /// The next hop does not exist.
        RouteNextHopResourceNotFound = "ROUTE_NEXT_HOP_RESOURCE_NOT_FOUND",
        /// The next hop VM has no interface in the route's network.
        RouteNextHopInstanceWrongNetwork = "ROUTE_NEXT_HOP_INSTANCE_WRONG_NETWORK",
        /// `nextHopIp` is an alias address.
        RouteNextHopInstanceNonPrimaryIp = "ROUTE_NEXT_HOP_INSTANCE_NON_PRIMARY_IP",
        /// The next hop load balancer's address differs from the route's.
        RouteNextHopForwardingRuleIpMismatch = "ROUTE_NEXT_HOP_FORWARDING_RULE_IP_MISMATCH",
        /// The VPN tunnel is not established.
        RouteNextHopVpnTunnelNotEstablished = "ROUTE_NEXT_HOP_VPN_TUNNEL_NOT_ESTABLISHED",
        /// The next hop forwarding rule is not an internal passthrough load balancer.
        RouteNextHopForwardingRuleTypeInvalid = "ROUTE_NEXT_HOP_FORWARDING_RULE_TYPE_INVALID",
        /// Internet to a private IPv6 address.
        NoRouteFromInternetToPrivateIpv6Address = "NO_ROUTE_FROM_INTERNET_TO_PRIVATE_IPV6_ADDRESS",
        /// An external IPv6 source to a private IPv6 address.
        NoRouteFromExternalIpv6SourceToPrivateIpv6Address = "NO_ROUTE_FROM_EXTERNAL_IPV6_SOURCE_TO_PRIVATE_IPV6_ADDRESS",
        /// Internet to a private IPv4 address.
        NoRouteFromInternetToPrivateIpv4Address = "NO_ROUTE_FROM_INTERNET_TO_PRIVATE_IPV4_ADDRESS",
        /// A packet is outside what a tunnel's local selector lets through.
        VpnTunnelLocalSelectorMismatch = "VPN_TUNNEL_LOCAL_SELECTOR_MISMATCH",
        /// The same for its remote selector.
        VpnTunnelRemoteSelectorMismatch = "VPN_TUNNEL_REMOTE_SELECTOR_MISMATCH",
        /// No Cloud Router advertises the address to the on-premises network.
        NoAdvertisedRouteToGcpDestination = "NO_ADVERTISED_ROUTE_TO_GCP_DESTINATION",
        /// The traffic selectors of the on-premises network's tunnels leave the address out.
        NoTrafficSelectorToGcpDestination = "NO_TRAFFIC_SELECTOR_TO_GCP_DESTINATION",
        /// What enters by a tunnel or attachment cannot leave by the internet gateway.
        TrafficFromHybridEndpointToInternetDisallowed = "TRAFFIC_FROM_HYBRID_ENDPOINT_TO_INTERNET_DISALLOWED",
        /// An internal destination was sent to the internet gateway.
        PrivateTrafficToInternet = "PRIVATE_TRAFFIC_TO_INTERNET",
        /// Internal-only source to Google APIs, and Private Google Access is not effective.
        PrivateGoogleAccessDisallowed = "PRIVATE_GOOGLE_ACCESS_DISALLOWED",
        /// Google API through a VPN tunnel to another network.
        PrivateGoogleAccessViaVpnTunnelUnsupported = "PRIVATE_GOOGLE_ACCESS_VIA_VPN_TUNNEL_UNSUPPORTED",
        /// Internal-only source to the internet without Cloud NAT.
        NoExternalAddress = "NO_EXTERNAL_ADDRESS",
        /// Internal destination address that no resource uses.
        UnknownInternalAddress = "UNKNOWN_INTERNAL_ADDRESS",
        /// Protocol or port not in the forwarding rule.
        ForwardingRuleMismatch = "FORWARDING_RULE_MISMATCH",
        /// A load balancer without backends.
        ForwardingRuleNoInstances = "FORWARDING_RULE_NO_INSTANCES",
        /// Health-check ranges are blocked: the backend takes no traffic.
        FirewallBlockingLoadBalancerBackendHealthCheck = "FIREWALL_BLOCKING_LOAD_BALANCER_BACKEND_HEALTH_CHECK",
        /// The machine is not running.
        InstanceNotRunning = "INSTANCE_NOT_RUNNING",
        /// Traffic that is always blocked.
        TrafficTypeBlocked = "TRAFFIC_TYPE_BLOCKED",
        /// The caller is not in the instance's authorized networks.
        CloudSqlInstanceUnauthorizedAccess = "CLOUD_SQL_INSTANCE_UNAUTHORIZED_ACCESS",
        /// The Cloud SQL instance is not running.
        CloudSqlInstanceNotRunning = "CLOUD_SQL_INSTANCE_NOT_RUNNING",
        /// The Cloud SQL instance has no address.
        CloudSqlInstanceNoIpAddress = "CLOUD_SQL_INSTANCE_NO_IP_ADDRESS",
        /// Only Cloud SQL connectors are let in.
        CloudSqlConnectorRequired = "CLOUD_SQL_CONNECTOR_REQUIRED",
        /// No peering with the network of a service of Google's.
        GoogleManagedServiceNoPeering = "GOOGLE_MANAGED_SERVICE_NO_PEERING",
        /// No PSC endpoint for a service of Google's.
        GoogleManagedServiceNoPscEndpoint = "GOOGLE_MANAGED_SERVICE_NO_PSC_ENDPOINT",
        /// The private endpoint of a control plane, from another region.
        GkeControlPlaneRegionMismatch = "GKE_CONTROL_PLANE_REGION_MISMATCH",
        /// The caller is not in the control plane's authorized networks.
        GkeMasterUnauthorizedAccess = "GKE_MASTER_UNAUTHORIZED_ACCESS",
        /// The 1st generation function is not active.
        CloudFunctionNotActive = "CLOUD_FUNCTION_NOT_ACTIVE",
        /// Serverless to a private address without VPC access.
        VpcConnectorNotSet = "VPC_CONNECTOR_NOT_SET",
        /// The connector is not ready.
        VpcConnectorNotRunning = "VPC_CONNECTOR_NOT_RUNNING",
        /// Google's serverless ranges cannot reach the connector.
        VpcConnectorServerlessTrafficBlocked = "VPC_CONNECTOR_SERVERLESS_TRAFFIC_BLOCKED",
        /// Health checks cannot reach the connector.
        VpcConnectorHealthCheckTrafficBlocked = "VPC_CONNECTOR_HEALTH_CHECK_TRAFFIC_BLOCKED",
        /// Regional forwarding rule without global access, from another region.
        ForwardingRuleRegionMismatch = "FORWARDING_RULE_REGION_MISMATCH",
        /// The producer did not accept the connection.
        PscConnectionNotAccepted = "PSC_CONNECTION_NOT_ACCEPTED",
        /// A PSC endpoint reached over VPC peering.
        PscEndpointAccessedFromPeeredNetwork = "PSC_ENDPOINT_ACCESSED_FROM_PEERED_NETWORK",
        /// The service attachment has no NAT subnet.
        NoNatSubnetsForPscServiceAttachment = "NO_NAT_SUBNETS_FOR_PSC_SERVICE_ATTACHMENT",
        /// Dropped in the network of a PSC service's producer.
        DroppedInsidePscServiceProducer = "DROPPED_INSIDE_PSC_SERVICE_PRODUCER",
        /// A PSC backend needs global access at the producer's forwarding rule.
        PscNegProducerEndpointNoGlobalAccess = "PSC_NEG_PRODUCER_ENDPOINT_NO_GLOBAL_ACCESS",
        /// A PSC backend, and the producer's forwarding rule has several ports.
        PscNegProducerForwardingRuleMultiplePorts = "PSC_NEG_PRODUCER_FORWARDING_RULE_MULTIPLE_PORTS",
        /// A route other than a dynamic one to an endpoint of a hybrid NEG.
        HybridNegNonDynamicRouteMatched = "HYBRID_NEG_NON_DYNAMIC_ROUTE_MATCHED",
        /// A dynamic route of another region to an endpoint of a hybrid NEG.
        HybridNegNonLocalDynamicRouteMatched = "HYBRID_NEG_NON_LOCAL_DYNAMIC_ROUTE_MATCHED",
        /// A network of Google's services has no route back to who asks.
        NoValidRouteFromGoogleManagedNetworkToDestination = "NO_VALID_ROUTE_FROM_GOOGLE_MANAGED_NETWORK_TO_DESTINATION",
        /// A PSC endpoint of another spoke, of a hub that does not propagate connections.
        PscTransitivityNotPropagated = "PSC_TRANSITIVITY_NOT_PROPAGATED",
        /// The Cloud Run revision is not ready.
        CloudRunRevisionNotReady = "CLOUD_RUN_REVISION_NOT_READY",
        /// The Cloud Run job is not ready.
        CloudRunJobNotReady = "CLOUD_RUN_JOB_NOT_READY",
        /// The pod is not running.
        GkePodNotRunning = "GKE_POD_NOT_RUNNING",
        /// A network policy of GKE denied it.
        GkeNetworkPolicy = "GKE_NETWORK_POLICY",
        /// The cluster is not running.
        GkeClusterNotRunning = "GKE_CLUSTER_NOT_RUNNING",
        /// An Envoy-based load balancer without a proxy-only subnet.
        LoadBalancerHasNoProxySubnet = "LOAD_BALANCER_HAS_NO_PROXY_SUBNET",
        /// A backend machine has no interface in the load balancer's network.
        LoadBalancerBackendInvalidNetwork = "LOAD_BALANCER_BACKEND_INVALID_NETWORK",
        /// A passthrough load balancer whose front end and backends have no IP version in common.
        LoadBalancerBackendIpVersionMismatch = "LOAD_BALANCER_BACKEND_IP_VERSION_MISMATCH",
        /// The named port is not in the instance group.
        BackendServiceNamedPortNotDefined = "BACKEND_SERVICE_NAMED_PORT_NOT_DEFINED",
        /// Cloud NAT without usable addresses.
        CloudNatNoAddresses = "CLOUD_NAT_NO_ADDRESSES",
        /// Cloud NAT with a protocol it does not translate.
        CloudNatProtocolUnsupported = "CLOUD_NAT_PROTOCOL_UNSUPPORTED",
        /// Private NAT does not reach PSC endpoints.
        PrivateNatToPscEndpointUnsupported = "PRIVATE_NAT_TO_PSC_ENDPOINT_UNSUPPORTED",
        /// The destination is of a range for Private NAT.
        DestinationIsPrivateNatIpRange = "DESTINATION_IS_PRIVATE_NAT_IP_RANGE",
        /// A loop.
        RoutingLoop = "ROUTING_LOOP",
        /// The name does not exist.
        DnsNxdomain = "DNS_NXDOMAIN",
        /// The name exists without an address.
        DnsNodata = "DNS_NODATA",
        /// The name server could not answer, or was not reached.
        DnsServfail = "DNS_SERVFAIL",
        /// CNAME records lead in a circle.
        DnsLoop = "DNS_LOOP",
        /// A VPC address of a Cloud Run revision: for egress only.
        RunNoVpcIngress = "RUN_NO_VPC_INGRESS",
        /// A protocol or port that a front end, VIP, endpoint or machine does not serve.
        PortNotServed = "PORT_NOT_SERVED",
        /// A Google API address routed to a VM, a load balancer or a tunnel.
        GoogleApiViaCustomNextHop = "GOOGLE_API_VIA_CUSTOM_NEXT_HOP",
    }
    Rejected (Some(404)) {
        /// Cloud Run's ingress setting does not let the request in.
        RunIngressDisallowed = "RUN_INGRESS_DISALLOWED",
        /// The service's default URL is disabled.
        RunDefaultUrlDisabled = "RUN_DEFAULT_URL_DISABLED",
    }
    Rejected (Some(403)) {
        /// No credential where one is needed.
        IamUnauthenticated = "IAM_UNAUTHENTICATED",
        /// A valid identity without the permission.
        IamPermissionDenied = "IAM_PERMISSION_DENIED",
        /// Identity-Aware Proxy refused.
        IapDenied = "IAP_DENIED",
        /// A service perimeter refused.
        VpcServiceControlsDenied = "VPC_SERVICE_CONTROLS_DENIED",
        /// The restricted VIP does not serve this API.
        ApiNotOnRestrictedVip = "API_NOT_ON_RESTRICTED_VIP",
        /// The caller may not impersonate the service account.
        CredentialsImpersonationDenied = "CREDENTIALS_IMPERSONATION_DENIED",
    }
    Rejected (Some(401)) {
        /// A bearer that is invalid, for another audience, or of the wrong kind.
        IamTokenInvalid = "IAM_TOKEN_INVALID",
    }
    Rejected (None) {
        /// Cloud Run does not take CONNECT.
        RunConnectUnsupported = "RUN_CONNECT_UNSUPPORTED",
        /// Application Default Credentials find nothing.
        CredentialsNotFound = "CREDENTIALS_NOT_FOUND",
        /// They find a type that the library does not take.
        CredentialsUnsupportedType = "CREDENTIALS_UNSUPPORTED_TYPE",
        /// The metadata server was asked through a proxy.
        MetadataViaProxy = "METADATA_VIA_PROXY",
        /// A host's or process's own allow-list.
        SourceNotAllowed = "SOURCE_NOT_ALLOWED",
        /// A proxy refused to connect.
        ProxyRefused = "PROXY_REFUSED",
        /// TCP to a machine that has processes, none on that port.
        ConnectionRefused = "CONNECTION_REFUSED",
    }
    Incomplete (None) {
        /// A resource that is referred to is not in the scenario.
        ResourceConfigNotFound = "RESOURCE_CONFIG_NOT_FOUND",
        /// The VM is not in the scenario.
        VmInstanceConfigNotFound = "VM_INSTANCE_CONFIG_NOT_FOUND",
        /// The network is not in the scenario.
        NetworkConfigNotFound = "NETWORK_CONFIG_NOT_FOUND",
        /// Firewall rules are not in the scenario.
        FirewallConfigNotFound = "FIREWALL_CONFIG_NOT_FOUND",
        /// Routes are not in the scenario.
        RouteConfigNotFound = "ROUTE_CONFIG_NOT_FOUND",
        /// NAT configuration is not in the scenario.
        PermissionDeniedNoCloudNatConfigs = "PERMISSION_DENIED_NO_CLOUD_NAT_CONFIGS",
        /// NEG endpoints are not in the scenario.
        PermissionDeniedNoNegEndpointConfigs = "PERMISSION_DENIED_NO_NEG_ENDPOINT_CONFIGS",
        /// The destination belongs to no endpoint in the scenario.
        UnknownIp = "UNKNOWN_IP",
        /// Direct VPC egress without a known range.
        NoServerlessIpRanges = "NO_SERVERLESS_IP_RANGES",
        /// An object that matters could not be read.
        ResourceUnreadable = "RESOURCE_UNREADABLE",
    }
    Unmodelled (None) {
        /// Source tags against Direct VPC egress: documented as undefined, observed to work.
        IngressFirewallTagsUnsupportedByDirectVpcEgress = "INGRESS_FIREWALL_TAGS_UNSUPPORTED_BY_DIRECT_VPC_EGRESS",
        /// The source address is none of the on-premises network it is said to be in.
        NoSourceNonGcpNetworkLocation = "NO_SOURCE_NON_GCP_NETWORK_LOCATION",
        /// A feature outside the model.
        Unsupported = "UNSUPPORTED",
        /// What sends and what it is for have no IP version in common.
        MismatchedIpVersion = "MISMATCHED_IP_VERSION",
        /// Too many steps.
        TraceTooLong = "TRACE_TOO_LONG",
    }
}

impl Cause {
    /// The cause of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|cause| cause.as_str() == name)
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Cause {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Cause {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Cause".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let names: Vec<_> = Self::ALL.iter().map(|cause| cause.as_str()).collect();
        schemars::json_schema!({"type": "string", "enum": names})
    }
}
