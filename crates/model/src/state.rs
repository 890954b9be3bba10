//! States of a step: Connectivity Tests' names, and ours beside them.
//!
//! <https://cloud.google.com/network-intelligence-center/docs/reference/networkmanagement/rest/v1/projects.locations.global.connectivityTests#State>

use std::fmt;

use serde::Serialize;

macro_rules! states {
    ( $( $(#[$doc:meta])* $variant:ident = $code:literal, )+ ) => {
        /// The state of a step.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub enum State { $( $(#[$doc])* $variant, )+ }

        impl State {
            /// Every state.
            pub const ALL: &'static [State] = &[ $( State::$variant, )+ ];

            /// The name as Google writes it.
            pub const fn as_str(self) -> &'static str {
                match self { $( State::$variant => $code, )+ }
            }
        }
    };
}

states! {
    /// Source: a VM interface.
    StartFromInstance = "START_FROM_INSTANCE",
    /// Source: an internet address.
    StartFromInternet = "START_FROM_INTERNET",
    /// Source: a service of Google's.
    StartFromGoogleService = "START_FROM_GOOGLE_SERVICE",
    /// Source: an address in a VPC or on-premises.
    StartFromPrivateNetwork = "START_FROM_PRIVATE_NETWORK",
    /// Source: a GKE pod.
    StartFromGkePod = "START_FROM_GKE_POD",
    /// Source: a 1st generation function.
    StartFromCloudFunction = "START_FROM_CLOUD_FUNCTION",
    /// Source: App Engine.
    StartFromAppEngineVersion = "START_FROM_APP_ENGINE_VERSION",
    /// Source: a Cloud Run service.
    StartFromCloudRunRevision = "START_FROM_CLOUD_RUN_REVISION",
    /// Source: a Cloud Run job.
    StartFromCloudRunJob = "START_FROM_CLOUD_RUN_JOB",
    /// Firewall on the way in.
    ApplyIngressFirewallRule = "APPLY_INGRESS_FIREWALL_RULE",
    /// Firewall on the way out.
    ApplyEgressFirewallRule = "APPLY_EGRESS_FIREWALL_RULE",
    /// Route.
    ApplyRoute = "APPLY_ROUTE",
    /// Forwarding rule.
    ApplyForwardingRule = "APPLY_FORWARDING_RULE",
    /// Backends of a load balancer.
    AnalyzeLoadBalancerBackend = "ANALYZE_LOAD_BALANCER_BACKEND",
    /// A foreign address is let through because the machine may forward.
    SpoofingApproved = "SPOOFING_APPROVED",
    /// At a VM.
    ArriveAtInstance = "ARRIVE_AT_INSTANCE",
    /// At a VPN tunnel.
    ArriveAtVpnTunnel = "ARRIVE_AT_VPN_TUNNEL",
    /// At a VLAN attachment.
    ArriveAtInterconnectAttachment = "ARRIVE_AT_INTERCONNECT_ATTACHMENT",
    /// At a connector.
    ArriveAtVpcConnector = "ARRIVE_AT_VPC_CONNECTOR",
    /// At a pod.
    ArriveAtGkePod = "ARRIVE_AT_GKE_POD",
    /// Direct VPC egress.
    DirectVpcEgressConnection = "DIRECT_VPC_EGRESS_CONNECTION",
    /// Serverless traffic that goes to the internet without a VPC.
    ServerlessExternalConnection = "SERVERLESS_EXTERNAL_CONNECTION",
    /// An address is translated.
    Nat = "NAT",
    /// Pod address kept.
    SkipGkePodIpMasquerading = "SKIP_GKE_POD_IP_MASQUERADING",
    /// No network policy is for what the pod takes.
    SkipGkeIngressNetworkPolicy = "SKIP_GKE_INGRESS_NETWORK_POLICY",
    /// No network policy is for what the pod sends.
    SkipGkeEgressNetworkPolicy = "SKIP_GKE_EGRESS_NETWORK_POLICY",
    /// Network policies for what the pod takes.
    ApplyIngressGkeNetworkPolicy = "APPLY_INGRESS_GKE_NETWORK_POLICY",
    /// Network policies for what the pod sends.
    ApplyEgressGkeNetworkPolicy = "APPLY_EGRESS_GKE_NETWORK_POLICY",
    /// A proxy opens a connection of its own.
    ProxyConnection = "PROXY_CONNECTION",
    /// Final: delivered.
    Deliver = "DELIVER",
    /// Final: dropped.
    Drop = "DROP",
    /// Final: leaves for a network that is not known.
    Forward = "FORWARD",
    /// Final: cannot be told.
    Abort = "ABORT",
    /// Ours: a name is resolved.
    ResolveName = "RESOLVE_NAME",
    /// Ours: a credential is obtained.
    ObtainCredential = "OBTAIN_CREDENTIAL",
    /// Ours: the client's proxy settings are applied.
    ApplyProxySettings = "APPLY_PROXY_SETTINGS",
    /// Ours: Private Google Access.
    CheckPrivateGoogleAccess = "CHECK_PRIVATE_GOOGLE_ACCESS",
    /// Ours: Cloud Run's ingress setting.
    CheckRunIngress = "CHECK_RUN_INGRESS",
    /// Ours: Identity-Aware Proxy.
    CheckIap = "CHECK_IAP",
    /// Ours: the invoker permission.
    CheckInvoker = "CHECK_INVOKER",
    /// Ours: an allow-list of a host or process.
    CheckAllowList = "CHECK_ALLOW_LIST",
    /// Ours: a VPC Service Controls perimeter.
    CheckServicePerimeter = "CHECK_SERVICE_PERIMETER",
    /// Ours: what listens on the machine.
    ArriveAtProcess = "ARRIVE_AT_PROCESS",
    /// Ours, final: something answered no.
    Reject = "REJECT",
}

impl State {
    /// Whether a trace can end with it.
    pub const fn is_final(self) -> bool {
        matches!(
            self,
            Self::Deliver | Self::Drop | Self::Forward | Self::Abort | Self::Reject
        )
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for State {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for State {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "State".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let names: Vec<_> = Self::ALL.iter().map(|state| state.as_str()).collect();
        schemars::json_schema!({"type": "string", "enum": names})
    }
}
