//! Google's pages that state the rules, by topic.

macro_rules! pages {
    ( $( $name:ident = $url:literal; )+ ) => {
        $( pub(crate) const $name: &str = concat!("https://cloud.google.com/", $url); )+
    };
}

pages! {
    ACCESSIBLE_SERVICES = "vpc-service-controls/docs/vpc-accessible-services";
    ADC = "docs/authentication/application-default-credentials";
    ADVERTISED = "network-connectivity/docs/router/concepts/advertised-routes";
    APIS_VIP = "vpc/docs/configure-private-google-access#domain-options";
    APPLICATION_LB = "load-balancing/docs/application-load-balancer";
    APP_ENGINE = "appengine/docs/standard/connecting-vpc";
    AUTHORIZED_NETWORKS = "sql/docs/mysql/authorize-networks";
    CLOUD_ARMOR = "armor/docs/security-policy-overview";
    CLOUD_NAT = "nat/docs/overview";
    CLOUD_SQL = "sql/docs/mysql/connect-overview";
    CONNECTOR = "vpc/docs/serverless-vpc-access";
    CONNECTOR_ENFORCEMENT = "sql/docs/mysql/connect-connectors";
    CONNECTOR_FIREWALL = "vpc/docs/configure-serverless-vpc-access#restrict-access";
    CONTROL_PLANE = "kubernetes-engine/docs/concepts/network-isolation";
    DIRECT_VPC = "run/docs/configuring/vpc-direct-vpc";
    DNS_CHASING = "dns/docs/cnamechasing";
    DNS_FORWARDING = "dns/docs/zones/zones-overview#forwarding_zones";
    DNS_INBOUND = "dns/docs/server-policies-overview#dns-server-policy-in";
    DNS_ORDER = "dns/docs/vpc-name-res-order";
    DNS_PEERING = "dns/docs/zones/zones-overview#peering_zones";
    DNS_RECORDS = "dns/docs/records-overview";
    DROP_REASONS = "network-intelligence-center/docs/connectivity-tests/states/reasons-dropped-packets";
    EXTERNAL_IP = "compute/docs/ip-addresses";
    FAILOVER = "load-balancing/docs/internal/failover-overview";
    FIREWALL_BLOCKED = "firewall/docs/firewalls#blockedtraffic";
    FIREWALL_METADATA = "firewall/docs/firewalls#gcp-metadata-server";
    FIREWALL_POLICIES = "firewall/docs/firewall-policies-rule-eval-order";
    FIREWALL_RULES = "firewall/docs/firewalls";
    FORWARDING_RULES = "load-balancing/docs/forwarding-rule-concepts";
    GLOBAL_ACCESS = "load-balancing/docs/internal#client_access";
    GUEST_FORWARDING = "vpc/docs/using-routes#canipforward";
    GKE_SERVICES = "kubernetes-engine/docs/concepts/service";
    HYBRID = "network-connectivity/docs/how-to/choose-product";
    HYBRID_NEG = "load-balancing/docs/negs/hybrid-neg-concepts";
    IAM_CONDITIONS = "iam/docs/conditions-overview";
    IAP_ACCESS = "iap/docs/managing-access";
    IAP_PROGRAMS = "iap/docs/authentication-howto";
    IAP = "iap/docs/concepts-overview";
    IMPERSONATION = "docs/authentication/use-service-account-impersonation";
    INTERCONNECT = "network-connectivity/docs/interconnect/concepts/overview";
    INTERNAL_DNS = "compute/docs/internal-dns";
    INTERNAL_LB = "load-balancing/docs/internal";
    INTERNET_NEG = "load-balancing/docs/negs/internet-neg-concepts";
    INTRANODE = "kubernetes-engine/docs/how-to/intranode-visibility";
    IPV6 = "vpc/docs/ipv6-support";
    LB_IPV6 = "load-balancing/docs/ipv6";
    LB_FIREWALL = "load-balancing/docs/firewall-rules";
    LOAD_BALANCING = "load-balancing/docs/load-balancing-overview";
    MASQUERADE = "kubernetes-engine/docs/concepts/ip-masquerade-agent";
    METADATA = "compute/docs/metadata/overview";
    NCC_ROUTES = "network-connectivity/docs/network-connectivity-center/concepts/dynamic-route-exchange-with-vpc-spokes";
    NCC = "network-connectivity/docs/network-connectivity-center/concepts/overview";
    NETWORK_POLICY = "kubernetes-engine/docs/concepts/network-policy";
    NEXT_HOP_ILB = "load-balancing/docs/internal/ilb-next-hop-overview";
    PEERING = "vpc/docs/vpc-peering";
    PERIMETERS = "vpc-service-controls/docs/overview";
    PGA_HYBRID = "vpc/docs/private-google-access-hybrid";
    POLICY_ROUTES = "vpc/docs/policy-based-routes";
    PRIVATE_GOOGLE_ACCESS = "vpc/docs/private-google-access";
    PROTOCOL_FORWARDING = "load-balancing/docs/protocol-forwarding";
    MULTI_NETWORK = "kubernetes-engine/docs/concepts/about-multinetwork-support-for-pods";
    NAT_PORTS = "nat/docs/ports-and-addresses";
    PRIVATE_NAT = "nat/docs/private-nat";
    PRIVATE_SERVICES = "vpc/docs/configure-private-services-access#import-export";
    PROXY = "run/docs/configuring/services/environment-variables";
    PROXY_SUBNETS = "load-balancing/docs/proxy-only-subnets";
    PSC_ACCESS = "vpc/docs/about-accessing-vpc-hosted-services-endpoints";
    PSC_APIS = "vpc/docs/about-accessing-google-apis-endpoints";
    PSC_BACKENDS = "vpc/docs/private-service-connect-backends";
    PSC_PROPAGATION = "vpc/docs/about-propagated-connections";
    PSC_SERVICES = "vpc/docs/about-vpc-hosted-services";
    RESPONSE_POLICIES = "dns/docs/zones/manage-response-policies";
    RESTRICTED_SERVICES = "resource-manager/docs/organization-policy/restricting-resources";
    RESTRICTED_VIP = "vpc-service-controls/docs/supported-products";
    ROUTER = "network-connectivity/docs/router/concepts/overview";
    ROUTES = "vpc/docs/routes";
    RUN_AUTH = "run/docs/authenticating/overview";
    RUN_CONTRACT = "run/docs/container-contract";
    RUN_HTTPS = "run/docs/triggering/https-request";
    SEVERAL_INTERFACES = "vpc/docs/create-use-multiple-interfaces";
    RUN_INGRESS = "run/docs/securing/ingress";
    RUN_PRIVATE = "run/docs/securing/private-networking";
    RUN_TO_RUN = "run/docs/authenticating/service-to-service";
    SERVERLESS_NEG = "load-balancing/docs/negs/serverless-neg-concepts";
    SPECIAL_PATHS = "vpc/docs/routes#special_return_paths";
    SUBNETS = "vpc/docs/subnets";
    URL_MAPS = "load-balancing/docs/url-map-concepts";
    VPN = "network-connectivity/docs/vpn/concepts/choosing-networks-routing";
}
