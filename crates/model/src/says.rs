//! The sentences that results are made of, by id. `hopscope-text` holds their words in each language; here is
//! only what each speaks of, so that a missing translation is a compile error and a missing argument a test
//! failure.

use std::fmt;

use serde::Serialize;

macro_rules! sentences {
    ( $(#[$edoc:meta])* $name:ident { $( $(#[$doc:meta])* $variant:ident = $code:literal ( $($arg:literal),* ), )+ } ) => {
        $(#[$edoc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub enum $name { $( $(#[$doc])* $variant, )+ }

        impl $name {
            /// Every sentence.
            pub const ALL: &'static [$name] = &[ $( $name::$variant, )+ ];

            /// Its id in results.
            pub const fn as_str(self) -> &'static str {
                match self { $( $name::$variant => $code, )+ }
            }

            /// The arguments it takes; each may appear in its text as `{argument}`.
            pub const fn args(self) -> &'static [&'static str] {
                match self { $( $name::$variant => &[ $($arg),* ], )+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({"type": "string"})
            }
        }
    };
}

sentences! {
    /// What a step says.
    SaysId {
        /// A serverless workload without VPC access starts.
        StartServerlessInternet = "start-serverless-internet" ("name"),
        /// A serverless workload with Direct VPC egress starts.
        StartServerlessDirect = "start-serverless-direct" ("name", "egress", "subnet"),
        /// A serverless workload with a connector starts.
        StartServerlessConnector = "start-serverless-connector" ("name", "egress", "connector"),
        /// A VM starts.
        StartInstance = "start-instance" ("name", "interface", "address"),
        /// A pod starts.
        StartPod = "start-pod" ("name", "address", "node"),
        /// A host starts.
        StartHost = "start-host" ("name", "address"),
        /// An internet address starts.
        StartInternet = "start-internet" ("address"),
        /// An on-premises address starts.
        StartOnPrem = "start-onprem" ("address", "network"),
        /// A network policy lets a connection through.
        NetworkPolicyAllows = "network-policy-allows" ("policy", "pod"),
        /// Network policies are for the pod, and none lets the connection through.
        NetworkPolicyDenies = "network-policy-denies" ("policies", "pod"),
        /// No network policy is for the pod.
        NetworkPolicyNone = "network-policy-none" ("pod"),
        /// Network policies are not for pods with their node's network.
        NetworkPolicyHostNetwork = "network-policy-host-network" ("pod"),
        /// A pod's own node is always let in, and reached.
        NetworkPolicyOwnNode = "network-policy-own-node" ("pod", "node"),
        /// A network policy whose peers or ports cannot be told.
        NetworkPolicyUnsure = "network-policy-unsure" ("policy", "pod", "field"),
        /// A Service sends a connection to one of its pods.
        ServiceToPod = "service-to-pod" ("service", "pod", "address", "port"),
        /// A Service has no pod that is ready, or none on this node.
        ServiceWithoutPod = "service-without-pod" ("service", "node"),
        /// A node puts its own address on what a Service sends to another node.
        ServiceMasquerade = "service-masquerade" ("node", "address", "client"),
        /// A gateway has fewer ports than its machines are given.
        NatPortsShort = "nat-ports-short" ("nat", "machines", "count", "ports", "room"),
        /// Private NAT.
        NatPrivate = "nat-private" ("nat", "range", "subnet"),
        /// From Private NAT to a PSC endpoint.
        NatPrivateToPsc = "nat-private-to-psc" ("endpoint"),
        /// An address of a subnet for Private NAT.
        NatPrivateRange = "nat-private-range" ("address", "subnet"),
        /// The IPv6 address that a VM sends from.
        Ipv6Source = "ipv6-source" ("name", "address"),
        /// From an external IPv6 address to an internal one.
        Ipv6ExternalToPrivate = "ipv6-external-to-private" ("source", "address"),
        /// Between a node and its pods nothing leaves the node.
        PodSameNode = "pod-same-node" ("node"),
        /// A pod sends from a further interface.
        PodInterface = "pod-interface" ("name", "address", "network"),
        /// A pod that is not running.
        PodNotRunning = "pod-not-running" ("name"),
        /// At a Cloud SQL instance: what it serves on the port.
        SqlServes = "sql-serves" ("instance", "port", "what"),
        /// A Cloud SQL instance that does not serve the port.
        SqlPort = "sql-port" ("instance", "port", "serves"),
        /// A Cloud SQL instance that is not running.
        SqlNotRunning = "sql-not-running" ("instance"),
        /// A Cloud SQL instance without an address.
        SqlNoAddress = "sql-no-address" ("instance"),
        /// An address from which a Cloud SQL instance connects to others.
        SqlOutgoing = "sql-outgoing" ("address", "instance"),
        /// A Cloud SQL instance that is reached by PSC only, and no endpoint is there.
        SqlNoEndpoint = "sql-no-endpoint" ("instance", "network"),
        /// A Cloud SQL instance that only connectors reach.
        SqlConnectorsOnly = "sql-connectors-only" ("instance", "port"),
        /// Connectors need no authorized network.
        SqlConnector = "sql-connector" ("instance"),
        /// Private sources of RFC 1918 need no authorized network.
        SqlPrivateSource = "sql-private-source" ("instance", "source"),
        /// Peering leads to the network of a service of Google's.
        ManagedPeering = "managed-peering" ("peering", "name"),
        /// No peering leads there.
        ManagedNoPeering = "managed-no-peering" ("network", "name"),
        /// At a control plane.
        ControlPlane = "control-plane" ("cluster", "endpoint"),
        /// The public endpoint of a control plane is disabled.
        ControlPlaneNoPublic = "control-plane-no-public" ("cluster"),
        /// The DNS-based endpoint of a control plane takes Google's own traffic alone.
        ControlPlaneNoDns = "control-plane-no-dns" ("cluster"),
        /// The private endpoint of a control plane, from another region.
        ControlPlaneRegion = "control-plane-region" ("cluster", "region"),
        /// A control plane without authorized networks, or to which they do not apply.
        ControlPlaneOpen = "control-plane-open" ("cluster"),
        /// Nodes and pods of the cluster itself.
        ControlPlaneOwn = "control-plane-own" ("cluster", "range"),
        /// Addresses of Google Cloud are let in.
        ControlPlaneGoogleCloud = "control-plane-google-cloud" ("cluster", "source"),
        /// A control plane that is not running.
        ControlPlaneNotRunning = "control-plane-not-running" ("cluster"),
        /// A service of Google's starts.
        StartGoogle = "start-google" ("service", "project"),
        /// A proxy machine opens the next connection.
        StartProxy = "start-proxy" ("name", "address"),

        /// Public DNS: an answer of Google's that is built in.
        ResolvePublicGoogle = "resolve-public-google" ("name", "addresses"),
        /// Public DNS: a host of the scenario.
        ResolvePublicHost = "resolve-public-host" ("name", "host", "addresses"),
        /// Public DNS: a name nobody here knows; some host on the internet.
        ResolvePublicUnknown = "resolve-public-unknown" ("name"),
        /// A public managed zone of the scenario.
        ResolvePublicZone = "resolve-public-zone" ("name", "zone", "addresses"),
        /// A private zone.
        ResolvePrivateZone = "resolve-private-zone" ("name", "zone", "network", "addresses"),
        /// A private zone of a GKE cluster.
        ResolveClusterZone = "resolve-cluster-zone" ("name", "zone", "cluster", "addresses"),
        /// A response policy's local data.
        ResolveResponsePolicy = "resolve-response-policy" ("name", "policy", "rule", "addresses"),
        /// A response policy rule bypasses the policy.
        ResolveResponsePolicyBypass = "resolve-response-policy-bypass" ("name", "policy", "rule"),
        /// Compute Engine internal DNS.
        ResolveInternal = "resolve-internal" ("name", "addresses"),
        /// The metadata server.
        ResolveMetadata = "resolve-metadata" ("name"),
        /// A CNAME record.
        ResolveCname = "resolve-cname" ("name", "target", "zone"),
        /// A query goes to alternative name servers.
        ResolveAlternative = "resolve-alternative" ("name", "policy", "server"),
        /// A query is forwarded.
        ResolveForwarded = "resolve-forwarded" ("name", "zone", "server"),
        /// A name server of the scenario answered.
        ResolveNameServer = "resolve-name-server" ("name", "server", "addresses"),
        /// A peering zone: another network's name resolution.
        ResolvePeering = "resolve-peering" ("name", "zone", "network"),
        /// `*.p.googleapis.com` of a PSC endpoint.
        ResolvePscAuto = "resolve-psc-auto" ("name", "endpoint", "addresses"),
        /// An on-premises resolver of its own answered.
        ResolveOnPrem = "resolve-onprem" ("name", "network"),
        /// An on-premises network asks a VPC network, by its inbound server policy.
        ResolveInbound = "resolve-inbound" ("name", "network"),
        /// It would, and no network that it is connected to has such a policy.
        ResolveNoInbound = "resolve-no-inbound" ("name", "network"),
        /// One has, and none of the addresses at which it is asked is advertised.
        ResolveInboundUnreached = "resolve-inbound-unreached" ("name", "network", "vpc"),
        /// The name does not exist.
        ResolveNxdomain = "resolve-nxdomain" ("name", "zone"),
        /// The name exists without an address.
        ResolveNodata = "resolve-nodata" ("name", "zone"),
        /// The name server failed or was not reached.
        ResolveServfail = "resolve-servfail" ("name", "server", "why"),
        /// CNAME records lead in a circle.
        ResolveLoop = "resolve-loop" ("name"),

        /// A proxy setting applies.
        ProxyUsed = "proxy-used" ("proxy", "setting", "host"),
        /// An entry of NO_PROXY applies.
        ProxyBypassed = "proxy-bypassed" ("host", "entry"),
        /// The client resolves the name itself (SOCKS5).
        ProxyClientResolves = "proxy-client-resolves" ("proxy", "host", "address"),
        /// The proxy resolves the name.
        ProxyResolves = "proxy-resolves" ("proxy", "host"),
        /// A tunnel carries the connection.
        ProxyTunnel = "proxy-tunnel" ("listen", "through", "to"),
        /// The proxy's process does not speak what is asked of it.
        ProxyWrongKind = "proxy-wrong-kind" ("proxy", "process"),
        /// Nothing listens where the proxy should.
        ProxyNothingListens = "proxy-nothing-listens" ("proxy"),
        /// The metadata server is asked through a proxy on another machine.
        ProxyMetadata = "proxy-metadata" ("proxy"),

        /// Egress `all-traffic`: it enters the VPC.
        EgressAllTraffic = "egress-all-traffic" ("network"),
        /// Egress `private-ranges-only`, and the destination is in one of them.
        EgressPrivateRange = "egress-private-range" ("address", "range", "network"),
        /// Egress `private-ranges-only`, and the destination is public: it does not enter the VPC.
        EgressNotPrivate = "egress-not-private" ("address"),
        /// No VPC access: it leaves directly.
        EgressNoVpc = "egress-no-vpc" ("address"),
        /// No VPC access, and the destination is private.
        EgressNoVpcPrivate = "egress-no-vpc-private" ("address"),
        /// Direct VPC egress takes an address of the subnet.
        DirectVpc = "direct-vpc" ("subnet", "range"),
        /// A connector carries it, with an address of its range.
        ConnectorCarries = "connector-carries" ("connector", "range"),
        /// The connector is not ready.
        ConnectorNotReady = "connector-not-ready" ("connector", "state"),
        /// The connector is not in the workload's region.
        ConnectorOtherRegion = "connector-other-region" ("connector", "region"),

        /// A VPC firewall rule allows.
        FirewallAllows = "firewall-allows" ("rule", "priority"),
        /// A VPC firewall rule denies.
        FirewallDenies = "firewall-denies" ("rule", "priority"),
        /// A rule that Serverless VPC Access manages allows.
        FirewallManagedAllows = "firewall-managed-allows" ("rule", "connector"),
        /// A rule of a firewall policy allows.
        FirewallPolicyAllows = "firewall-policy-allows" ("policy", "priority"),
        /// A rule of a firewall policy denies.
        FirewallPolicyDenies = "firewall-policy-denies" ("policy", "priority"),
        /// A rule of a firewall policy that may match, and makes no difference.
        FirewallPolicySkipped = "firewall-policy-skipped" ("policy", "priority", "field"),
        /// A rule of a firewall policy that may decide cannot be told.
        FirewallPolicyUndecidable = "firewall-policy-undecidable" ("policy", "priority", "field"),
        /// A rule without ranges: whether it is for IPv6 no page says.
        FirewallDefaultRange = "firewall-default-range" ("rule", "priority", "field"),
        /// The implied rule allows.
        FirewallImpliedAllow = "firewall-implied-allow" ("network"),
        /// The implied rule denies.
        FirewallImpliedDeny = "firewall-implied-deny" ("network"),
        /// Traffic that is always allowed.
        FirewallAlwaysAllowed = "firewall-always-allowed" ("address"),
        /// Traffic that is always blocked.
        TrafficBlocked = "traffic-blocked" ("protocol", "port"),
        /// A serverless workload sends what serverless cannot send.
        TrafficBlockedServerless = "traffic-blocked-serverless" ("protocol"),
        /// Source tags against Direct VPC egress.
        FirewallTagsUndefined = "firewall-tags-undefined" ("rule", "tags"),

        /// A subnet route.
        RouteSubnet = "route-subnet" ("range", "subnet"),
        /// A route.
        RouteStatic = "route-static" ("route", "range", "priority", "nextHop"),
        /// A subnet route of a peered network.
        RoutePeeringSubnet = "route-peering-subnet" ("range", "subnet", "peering", "network"),
        /// A custom route that a peered network exports.
        RoutePeeringCustom = "route-peering-custom" ("route", "range", "priority", "nextHop", "peering", "network"),
        /// A range that the list of routes has by a peering, whose other network is not in the scenario.
        RoutePeeringListed = "route-peering-listed" ("range", "peering", "network"),
        /// A peered network may have the address, and is not in the scenario, or has no peering back.
        PeeringUnknown = "peering-unknown" ("peering", "network", "address"),
        /// The reply comes back by the peering.
        ReplyByPeering = "reply-by-peering" ("range", "network"),
        /// The reply has no route back.
        ReplyNone = "reply-none" ("address", "network"),
        /// A PSC endpoint is asked for from a peered network.
        PscEndpointByPeering = "psc-endpoint-by-peering" ("endpoint", "network"),
        /// A policy-based route.
        RoutePolicy = "route-policy" ("route", "priority", "nextHop"),
        /// A route that a router has learned.
        RouteDynamic = "route-dynamic" ("router", "range", "priority", "nextHop"),
        /// A router may have learned routes, and nothing says which.
        RouteLearnedUnknown = "route-learned-unknown" ("router", "network"),
        /// A VPN tunnel carries it.
        TunnelCarries = "tunnel-carries" ("name"),
        /// A VLAN attachment carries it.
        AttachmentCarries = "attachment-carries" ("name"),
        /// A tunnel's traffic selectors leave it out.
        TunnelSelector = "tunnel-selector" ("tunnel", "field", "address", "ranges"),
        /// At an on-premises network.
        ArriveOnPrem = "arrive-onprem" ("network", "address"),
        /// The on-premises network has a route for it.
        OnPremRoute = "onprem-route" ("network", "range", "link"),
        /// It has none.
        OnPremNoRoute = "onprem-no-route" ("network", "address"),
        /// It has the address itself.
        OnPremLocal = "onprem-local" ("network", "address"),
        /// It sends it to the internet itself.
        OnPremInternet = "onprem-internet" ("network", "address"),
        /// What enters by a tunnel or attachment cannot leave by the internet gateway.
        HybridToInternet = "hybrid-to-internet" ("address", "route"),
        /// The on-premises network has a route for the reply.
        ReplyAdvertised = "reply-advertised" ("network", "range", "link"),
        /// It has none.
        ReplyNotAdvertised = "reply-not-advertised" ("network", "address"),
        /// The VPC network has a route for the reply.
        ReplyByRoute = "reply-by-route" ("range", "network", "nextHop"),
        /// It has one that leads elsewhere.
        ReplyElsewhere = "reply-elsewhere" ("address", "network", "nextHop"),
        /// Private Google Access answers by the region where it was asked, and the route for the reply is elsewhere.
        ReplyOtherRegion = "reply-other-region" ("nextHop", "region", "entered"),
        /// Private Google Access for on-premises hosts.
        PgaHybrid = "pga-hybrid" ("network"),
        /// A subnet route that another spoke of the hub exports.
        RouteHubSubnet = "route-hub-subnet" ("range", "subnet", "hub", "network"),
        /// A dynamic route of the network of a hybrid spoke, which comes by the hub.
        RouteHubDynamic = "route-hub-dynamic" ("range", "priority", "nextHop", "router", "network", "hub"),
        /// The reply comes back by the hub.
        ReplyByHub = "reply-by-hub" ("range", "network"),
        /// A PSC endpoint is asked for from another spoke.
        PscEndpointByHub = "psc-endpoint-by-hub" ("endpoint", "network"),
        /// A PSC endpoint of another spoke, by a connection that the hub propagates.
        PscEndpointPropagated = "psc-endpoint-propagated" ("endpoint", "attachment", "hub"),
        /// Propagated connections are not for what enters by a hybrid spoke alone.
        PscNotForHybridSpoke = "psc-not-for-hybrid-spoke" ("endpoint", "network"),
        /// Propagated connections are not for subnets that are not exported.
        PscNotForSubnet = "psc-not-for-subnet" ("endpoint", "range"),
        /// The service lets no connection be propagated.
        PscPropagationLimit = "psc-propagation-limit" ("endpoint"),
        /// The reply goes past a machine that the request went through.
        ReplyPastMachine = "reply-past-machine" ("machine", "address"),
        /// The reply goes through the machine that the request went through.
        ReplyByMachine = "reply-by-machine" ("machine", "range"),
        /// The network of a service of Google's has no route back.
        ManagedNoWayBack = "managed-no-way-back" ("peering", "name", "network"),
        /// It ignores the default route, which is all that leads there.
        ManagedNoWayBackDefault = "managed-no-way-back-default" ("peering", "name", "network"),
        /// It has none in the region of the service.
        ManagedNoWayBackRegion = "managed-no-way-back-region" ("peering", "name", "network", "region"),
        /// The same for a privately used public address.
        ManagedNoWayBackPublic = "managed-no-way-back-public" ("peering", "name", "network", "address"),
        /// A special routing path of Google's.
        RouteSpecial = "route-special" ("range"),
        /// No route.
        RouteNone = "route-none" ("address", "network"),
        /// The route's next hop cannot be used.
        RouteNextHopFails = "route-next-hop-fails" ("route", "nextHop"),
        /// A private destination at the internet gateway.
        RoutePrivateToInternet = "route-private-to-internet" ("address", "route"),
        /// Routes of the network are not in the scenario.
        RouteUnknown = "route-unknown" ("address", "network"),
        /// A machine forwards it.
        ForwardedByAppliance = "forwarded-by-appliance" ("machine", "interface"),
        /// A machine may not forward.
        ForeignIp = "foreign-ip" ("machine"),
        /// A machine may forward.
        SpoofingApproved = "spoofing-approved" ("machine"),

        /// Private Google Access is on.
        PgaOn = "pga-on" ("subnet"),
        /// Cloud NAT makes it effective.
        PgaByNat = "pga-by-nat" ("subnet", "nat"),
        /// The source has an external address and does not need it.
        PgaExternal = "pga-external" ("address"),
        /// It is off.
        PgaOff = "pga-off" ("subnet"),
        /// The source address is none that it covers.
        PgaSourceNotCovered = "pga-source-not-covered" ("address"),
        /// A Google API address has a next hop that cannot carry it.
        GoogleApiCustomNextHop = "google-api-custom-next-hop" ("route", "nextHop"),
        /// At the VIP.
        GoogleApiVip = "google-api-vip" ("vip", "host"),
        /// At Google's public front ends, inside Google's network.
        GoogleApiFrontEnd = "google-api-front-end" ("host"),
        /// At a PSC endpoint for Google APIs.
        PscGoogleApis = "psc-google-apis" ("endpoint", "bundle", "host"),
        /// The API is not served there.
        ApiNotServed = "api-not-served" ("host", "vip"),
        /// The front end does not serve this protocol or port.
        PortNotServed = "port-not-served" ("protocol", "port", "at"),

        /// One-to-one NAT outwards.
        NatExternal = "nat-external" ("internal", "external"),
        /// Cloud NAT.
        NatCloud = "nat-cloud" ("nat", "addresses"),
        /// Cloud NAT by one of its rules.
        NatCloudRule = "nat-cloud-rule" ("nat", "rule", "addresses"),
        /// Cloud NAT with addresses it allocates itself.
        NatCloudAuto = "nat-cloud-auto" ("nat"),
        /// Neither an external address nor Cloud NAT.
        NatNone = "nat-none" ("source", "subnet"),
        /// Cloud NAT without usable addresses.
        NatNoAddresses = "nat-no-addresses" ("nat"),
        /// Cloud NAT does not translate this protocol.
        NatProtocol = "nat-protocol" ("nat", "protocol"),
        /// One-to-one NAT inwards.
        NatInbound = "nat-inbound" ("external", "internal"),
        /// A pod's packet takes the node's address.
        PodMasquerade = "pod-masquerade" ("pod", "node", "address"),
        /// A pod's packet keeps its address: the destination is in a non-masquerade range.
        PodKeepsAddress = "pod-keeps-address" ("address", "range"),
        /// A pod's packet keeps its address: default SNAT is disabled.
        PodKeepsAddressSnatDisabled = "pod-keeps-address-snat-disabled" ("address"),
        /// A pod uses the node's network.
        PodHostNetwork = "pod-host-network" ("pod", "node"),

        /// At Google's front end, from the internet side.
        FrontEndPublic = "front-end-public" ("host", "address"),
        /// At Google's front end, from a VPC.
        FrontEndVpc = "front-end-vpc" ("host", "network"),
        /// At Google's front end, from a service of Google's.
        FrontEndGoogleCaller = "front-end-google-caller" ("host", "service"),
        /// No service is known for this host name.
        RunHostUnknown = "run-host-unknown" ("host"),
        /// No function is known for this host name and path.
        FunctionHostUnknown = "function-host-unknown" ("host"),
        /// CONNECT at Cloud Run.
        RunConnect = "run-connect" ("service"),
        /// Cloud Run does not serve this protocol.
        RunProtocol = "run-protocol" ("service", "protocol"),
        /// The default URL is disabled.
        RunDefaultUrlDisabled = "run-default-url-disabled" ("service"),
        /// Ingress `all`.
        IngressAll = "ingress-all" ("service"),
        /// Ingress `internal`: the request came through a VPC that counts.
        IngressInternalVpc = "ingress-internal-vpc" ("service", "ingress", "network"),
        /// Ingress `internal`: a service of Google's in the same project.
        IngressInternalGoogle = "ingress-internal-google" ("service", "ingress", "caller"),
        /// Ingress lets a load balancer in.
        IngressLoadBalancer = "ingress-load-balancer" ("service", "ingress"),
        /// Ingress refuses an external load balancer.
        IngressDeniesLoadBalancer = "ingress-denies-load-balancer" ("service", "ingress"),
        /// Ingress refuses what came past every VPC.
        IngressDeniesPublic = "ingress-denies-public" ("service", "ingress"),
        /// Ingress refuses a VPC of another project.
        IngressDeniesOtherVpc = "ingress-denies-other-vpc" ("service", "ingress", "network", "project"),
        /// Ingress of a 1st generation function refuses another project's VPC network.
        IngressDeniesVpcOfFunction = "ingress-denies-vpc-of-function" ("service", "ingress", "network", "project"),
        /// Ingress refuses this caller of Google's.
        IngressDeniesGoogle = "ingress-denies-google" ("service", "ingress", "caller"),
        /// Ingress refuses a Google caller at a custom domain.
        IngressDeniesCustomDomain = "ingress-denies-custom-domain" ("service", "ingress", "caller", "host"),
        /// Ingress `none`.
        IngressNone = "ingress-none" ("service"),

        /// The invoker check is disabled.
        InvokerDisabled = "invoker-disabled" ("service"),
        /// Everyone may invoke.
        InvokerPublic = "invoker-public" ("service", "member"),
        /// The principal may invoke.
        InvokerAllowed = "invoker-allowed" ("service", "principal", "role"),
        /// No policy is given: taken as allowed.
        InvokerAssumed = "invoker-assumed" ("service"),
        /// No credential.
        InvokerUnauthenticated = "invoker-unauthenticated" ("service"),
        /// A bearer that Google did not sign.
        InvokerUntrusted = "invoker-untrusted" ("service"),
        /// An access token where an ID token is needed.
        InvokerAccessToken = "invoker-access-token" ("service"),
        /// Another audience.
        InvokerAudience = "invoker-audience" ("service", "audience"),
        /// The principal may not invoke.
        InvokerDenied = "invoker-denied" ("service", "principal"),
        /// The principal has no role that allows to invoke the 1st generation function.
        InvokerDeniedFunction = "invoker-denied-function" ("service", "principal"),
        /// A condition or custom role that cannot be judged.
        InvokerConditional = "invoker-conditional" ("service", "principal", "binding"),
        /// Nobody is granted it by the part of the policy that the scenario holds.
        InvokerPolicyInPart = "invoker-policy-in-part" ("service"),
        /// Identity-Aware Proxy guards it.
        IapGuards = "iap-guards" ("service"),
        /// It sends to sign in who shows nothing.
        IapSignIn = "iap-sign-in" ("service"),
        /// It does not take a token.
        IapToken = "iap-token" ("service", "audience"),
        /// Who it lets in is not known.
        IapAssumed = "iap-assumed" ("service"),
        /// It lets somebody in.
        IapAllowed = "iap-allowed" ("service", "principal", "role"),
        /// It does not let somebody in.
        IapDenies = "iap-denies" ("service", "principal"),
        /// Caller and what is asked for are inside one perimeter.
        PerimeterInside = "perimeter-inside" ("perimeter", "project"),
        /// A perimeter keeps a caller outside from what is inside.
        PerimeterDeniesIngress = "perimeter-denies-ingress" ("perimeter", "api", "project"),
        /// A perimeter keeps a caller inside from what is outside.
        PerimeterDeniesEgress = "perimeter-denies-egress" ("perimeter", "api", "project"),
        /// A perimeter limits its networks to other services.
        PerimeterNotAccessible = "perimeter-not-accessible" ("perimeter", "api"),
        /// A perimeter is there.
        PerimeterUnknown = "perimeter-unknown" ("perimeter"),

        /// A credential from the metadata server.
        CredentialMetadata = "credential-metadata" ("principal"),
        /// A credential of a file.
        CredentialFile = "credential-file" ("kind", "principal"),
        /// Nothing found.
        CredentialNone = "credential-none" ("library"),
        /// A type the library does not take.
        CredentialUnsupported = "credential-unsupported" ("library", "kind"),
        /// Impersonation allowed.
        CredentialImpersonated = "credential-impersonated" ("caller", "target"),
        /// Impersonation denied.
        CredentialImpersonationDenied = "credential-impersonation-denied" ("caller", "target"),
        /// Impersonation: it is not granted by the part of the policy that the scenario holds.
        CredentialPolicyInPart = "credential-policy-in-part" ("caller", "target"),
        /// Impersonation: a binding may grant it, by a condition, a custom role or a group.
        CredentialConditional = "credential-conditional" ("caller", "target", "binding"),
        /// Impersonation: no policy is given.
        CredentialImpersonationAssumed = "credential-impersonation-assumed" ("caller", "target"),

        /// A forwarding rule takes it.
        ForwardingRuleTakes = "forwarding-rule-takes" ("rule", "address", "port"),
        /// A forwarding rule does not take it.
        ForwardingRuleMismatch = "forwarding-rule-mismatch" ("rule", "protocol", "port"),
        /// A client of another region, and the rule has no global access.
        ForwardingRuleOtherRegion = "forwarding-rule-other-region" ("rule", "region", "from"),
        /// The load balancer has no backends.
        LoadBalancerNoBackends = "load-balancer-no-backends" ("service"),
        /// A backend, with its health-check firewall open.
        LoadBalancerBackend = "load-balancer-backend" ("service", "backend", "port"),
        /// A backend with a health-check firewall that is open in part.
        LoadBalancerBackendPartial = "load-balancer-backend-partial" ("service", "backend", "port", "blocked"),
        /// A backend with its health checks blocked.
        LoadBalancerBackendBlocked = "load-balancer-backend-blocked" ("service", "backend", "ranges"),
        /// Nothing listens at a backend where health checks ask.
        LoadBalancerBackendUnhealthy = "load-balancer-backend-unhealthy" ("service", "backend", "port"),
        /// The named port is not defined.
        LoadBalancerNamedPort = "load-balancer-named-port" ("service", "port", "group"),
        /// A backend machine has no interface in the load balancer's network.
        LoadBalancerBackendNetwork = "load-balancer-backend-network" ("service", "backend", "network"),
        /// The load balancer opens a connection of its own.
        LoadBalancerProxies = "load-balancer-proxies" ("service", "source"),
        /// The same, with a line about the client before everything else.
        LoadBalancerProxyHeader = "load-balancer-proxy-header" ("service", "source", "client"),
        /// The same over HTTP, with the client in a header.
        LoadBalancerForwards = "load-balancer-forwards" ("service", "source", "client", "address"),
        /// The packet goes to a backend as it is.
        LoadBalancerPasses = "load-balancer-passes" ("service", "backend", "source", "address"),
        /// The same, to a backend with a health-check firewall that is open in part.
        LoadBalancerPassesPartial = "load-balancer-passes-partial" ("service", "backend", "source", "address", "blocked"),
        /// A backend asks its own load balancer.
        LoadBalancerSelf = "load-balancer-self" ("backend", "address"),
        /// Failover backends are active.
        LoadBalancerFailover = "load-balancer-failover" ("service", "healthy", "primary"),
        /// Protocol forwarding to one machine.
        ProtocolForwards = "protocol-forwards" ("target", "backend", "source", "address"),
        /// A Cloud Armor policy lets the client in.
        ArmorAllows = "armor-allows" ("policy", "priority", "source"),
        /// An Envoy-based load balancer without an active proxy-only subnet.
        LoadBalancerNoProxySubnet = "load-balancer-no-proxy-subnet" ("rule", "region", "network"),
        /// The URL map chooses a backend service.
        UrlMapChooses = "url-map-chooses" ("map", "host", "path", "service"),
        /// An internet NEG leads to a host.
        LoadBalancerInternet = "load-balancer-internet" ("service", "neg", "host"),
        /// No dynamic route of the load balancer's own region leads to an endpoint of a hybrid NEG.
        HybridNegRoute = "hybrid-neg-route" ("neg", "address", "route", "region"),
        /// The backend is connected to over IPv6.
        LoadBalancerBackendIpv6 = "load-balancer-backend-ipv6" ("service", "backend", "port", "policy"),
        /// The backend is connected to over IPv4, though IPv6 is preferred.
        LoadBalancerBackendIpv4 = "load-balancer-backend-ipv4" ("service", "backend", "port"),
        /// The backend has no address of the IP version that the policy asks for.
        LoadBalancerBackendNoAddress = "load-balancer-backend-no-address" ("service", "backend", "version"),
        /// A backend has no address of the packet's IP version.
        LoadBalancerBackendVersion = "load-balancer-backend-version" ("backend", "address"),
        /// A serverless NEG leads to a Cloud Run service.
        LoadBalancerServerless = "load-balancer-serverless" ("service", "neg", "run"),

        /// A PSC endpoint leads to a service attachment.
        PscEndpoint = "psc-endpoint" ("endpoint", "attachment"),
        /// The producer has not accepted it.
        PscNotAccepted = "psc-not-accepted" ("endpoint", "attachment", "status"),
        /// The producer sees an address of a NAT subnet.
        PscNat = "psc-nat" ("attachment", "source", "address"),
        /// The same, and a line before everything else says who the client is.
        PscNatProxyProtocol = "psc-nat-proxy-protocol" ("attachment", "source", "address"),
        /// The attachment has no NAT subnet.
        PscNoNatSubnet = "psc-no-nat-subnet" ("attachment"),
        /// A PSC NEG leads to a service attachment.
        PscBackend = "psc-backend" ("service", "neg", "attachment"),
        /// The producer's forwarding rule has no global access.
        PscBackendGlobalAccess = "psc-backend-global-access" ("neg", "rule"),
        /// The producer's forwarding rule has more than one port.
        PscBackendPorts = "psc-backend-ports" ("neg", "rule"),

        /// At a machine.
        ArriveInstance = "arrive-instance" ("name", "address"),
        /// At a machine that is not running.
        InstanceNotRunning = "instance-not-running" ("name", "status"),
        /// At a pod.
        ArrivePod = "arrive-pod" ("name", "address"),
        /// At a host.
        ArriveHost = "arrive-host" ("name", "address"),
        /// At some host on the internet.
        ArriveInternet = "arrive-internet" ("address"),
        /// An address of a Cloud Run revision in a VPC.
        RunNoVpcIngress = "run-no-vpc-ingress" ("address", "subnet"),
        /// No resource uses the address.
        AddressUnused = "address-unused" ("address", "subnet"),
        /// An object of a kind that is not modelled has it.
        AddressOfStranger = "address-of-other-kind" ("address", "kind", "name"),
        /// A private address asked for from the internet.
        PrivateFromInternet = "private-from-internet" ("address"),
        /// A process listens.
        ProcessListens = "process-listens" ("port", "protocol"),
        /// No process is declared: taken as listening.
        ProcessAssumed = "process-assumed" ("port"),
        /// None listens there.
        ProcessNone = "process-none" ("port", "listening"),
        /// The allow-list has the source.
        AllowListHas = "allow-list-has" ("source", "entry"),
        /// The allow-list lacks the source.
        AllowListLacks = "allow-list-lacks" ("source", "list"),
        /// An entry point of inbound DNS forwarding answers queries.
        EntryPoint = "entry-point" ("network"),
        /// Something else than a query comes to one.
        EntryPointOtherPort = "entry-point-other-port" ("network"),
        /// The metadata server answers.
        MetadataServer = "metadata-server" ("name"),
        /// It is asked on a port that it does not serve.
        MetadataServerOtherPort = "metadata-server-other-port" ("port"),

        /// Final: delivered.
        Delivered = "delivered" ("target", "resource"),
        /// Final: rejected.
        Rejected = "rejected" ("cause"),
        /// Final: dropped.
        Dropped = "dropped" ("cause"),
        /// Final: forwarded.
        Forwarded = "forwarded" ("target"),
        /// Final: something is missing.
        Incomplete = "incomplete" ("kind", "name"),
        /// The end: who is granted what, the scenario does not say whole.
        IncompletePolicy = "incomplete-policy" ("name"),
        /// Final: an object could not be read.
        Unreadable = "unreadable" ("kind", "name", "field"),
        /// Final: a plan does not know it yet.
        AfterApply = "after-apply" ("kind", "name", "field"),
        /// Final: not modelled.
        Unmodelled = "unmodelled" ("feature"),
    }
}

sentences! {
    /// What the caller sees.
    CallerSees {
        /// Waits until it gives up.
        Timeout = "timeout" (),
        /// An ICMP error: unreachable.
        Unreachable = "icmp-unreachable" (),
        /// The connection is refused.
        Refused = "connection-refused" (),
        /// The connection is closed or reset.
        Closed = "connection-closed" (),
        /// The name does not resolve.
        NameError = "name-error" ("rcode"),
        /// Google's 404 page.
        Http404FrontEnd = "http-404-front-end" (),
        /// 403 of Cloud Run's invoker check.
        Http403Invoker = "http-403-invoker" (),
        /// 401 of Cloud Run's invoker check.
        Http401Invoker = "http-401-invoker" (),
        /// A redirect to where one signs in, by Identity-Aware Proxy.
        Http302SignIn = "http-302-sign-in" (),
        /// 403 of Identity-Aware Proxy.
        Http403Iap = "http-403-iap" (),
        /// 401 of Identity-Aware Proxy.
        Http401Iap = "http-401-iap" (),
        /// 403 of a Google API.
        Http403Api = "http-403-api" (),
        /// 403 of the IAM credentials API.
        Http403Impersonation = "http-403-impersonation" (),
        /// 400 or a reset for CONNECT.
        ConnectRefused = "connect-refused" (),
        /// A gateway error of the load balancer: 502 or 503.
        GatewayError = "gateway-error" (),
        /// An error of the client library, before any request.
        LibraryError = "library-error" ("message"),
        /// An error of the proxy.
        ProxyError = "proxy-error" (),
        /// Its own allow-list: closed or 403.
        NotAllowed = "not-allowed" (),
    }
}

sentences! {
    /// A label of the picture and the outline: short, it has to fit into a box of about 24 characters
    /// (12 full-width ones).
    LabelId {
        /// Heading of a lane.
        LaneInternet = "lane-internet" (),
        /// Heading of a lane: what stands at the edge of Google's network.
        LaneEdge = "lane-edge" (),
        /// Heading of a lane: Cloud Run, and what is like it.
        LaneServerless = "lane-serverless" (),
        /// Heading of a lane: VPC networks.
        LaneVpc = "lane-vpc" (),
        /// Heading of a lane: on-premises.
        LaneOnPrem = "lane-onprem" (),

        /// The internet.
        Internet = "internet" (),
        /// Name resolution.
        Dns = "dns" (),
        /// Public name resolution only.
        DnsPublic = "dns-public" (),
        /// Private zones: how many.
        DnsPrivate = "dns-private" ("count"),
        /// Google front end.
        GoogleFrontEnd = "google-front-end" (),
        /// Google's APIs and services.
        GoogleApis = "google-apis" (),
        /// Cloud DNS, a heading of the outline.
        CloudDns = "cloud-dns" (),

        /// Ingress `all`.
        IngressAll = "ingress-all" (),
        /// Ingress `internal`.
        IngressInternal = "ingress-internal" (),
        /// Ingress `internal-and-cloud-load-balancing`.
        IngressLoadBalancing = "ingress-load-balancing" (),
        /// Ingress `none`.
        IngressNone = "ingress-none" (),
        /// Private Google Access is on.
        PgaOn = "pga-on" (),
        /// Private Google Access is off.
        PgaOff = "pga-off" (),
        /// A proxy-only subnet.
        ProxyOnly = "proxy-only" (),
        /// A subnet for published services.
        PscSubnet = "psc-subnet" (),
        /// A subnet for Private NAT.
        PrivateNatSubnet = "private-nat-subnet" (),
        /// NAT addresses that Google allocates.
        NatAutomatic = "nat-automatic" (),
        /// A private NAT gateway.
        NatPrivate = "nat-private" (),
        /// A PSC endpoint.
        PscEndpoint = "psc-endpoint" (),
        /// An internal load balancer.
        InternalLoadBalancer = "internal-load-balancer" (),
        /// A load balancer that faces the internet.
        ExternalLoadBalancer = "external-load-balancer" (),
        /// A DNS zone: public.
        ZonePublic = "zone-public" (),
        /// A DNS zone: private.
        ZonePrivate = "zone-private" (),
        /// A DNS zone that forwards queries.
        ZoneForwarding = "zone-forwarding" (),
        /// A DNS zone that asks another network.
        ZonePeering = "zone-peering" (),
        /// Not running, not ready, not active.
        NotRunning = "not-running" (),
        /// A host on the internet.
        HostOnInternet = "host-internet" (),
        /// A host on-premises.
        HostOnPremises = "host-onprem" (),

        /// How many routes.
        Routes = "routes" ("count"),
        /// How many firewall rules.
        Firewalls = "firewalls" ("count"),
        /// How many things a collapsed container holds.
        Inside = "inside" ("count"),
        /// Subnets with nothing in them.
        SpareSubnets = "spare-subnets" ("count"),
        /// Referred to, but not in the scenario.
        Missing = "missing" (),
        /// Unread: could not be read whole.
        Unread = "unread" (),

        /// Legend: a checkpoint.
        Checkpoint = "checkpoint" (),
        /// Legend: a hop.
        Hop = "hop" (),
        /// Legend: an endpoint.
        Endpoint = "endpoint" (),
        /// Legend: the square where a connection starts.
        StartsHere = "starts-here" (),
    }
}
