//! Forwarding rules, load balancers and their backends.

use super::CauseText;
use crate::lang::both;

const FORWARDING_RULES: &str =
    "https://cloud.google.com/load-balancing/docs/forwarding-rule-concepts";

pub(super) const FORWARDING_RULE_MISMATCH: CauseText = CauseText {
    title: both(
        "The forwarding rule does not take this protocol or port",
        "転送ルールがこのプロトコルやポートを受け付けません",
    ),
    meaning: both(
        "The address belongs to a forwarding rule, and the protocol or port of the request is not in it.",
        "アドレスは転送ルールのものですが、リクエストのプロトコルかポートがルールに含まれていません。",
    ),
    next: both(
        "Ask for a port of the forwarding rule, or create another one for this port.",
        "転送ルールにあるポートを宛先にするか、このポートの転送ルールを追加します。",
    ),
    page: FORWARDING_RULES,
};

pub(super) const FORWARDING_RULE_NO_INSTANCES: CauseText = CauseText {
    title: both(
        "The load balancer has no backends",
        "ロードバランサにバックエンドがありません",
    ),
    meaning: both(
        "The backend service behind the forwarding rule has no group with a machine in it.",
        "転送ルールの先のバックエンド サービスに、マシンの入ったグループがありません。",
    ),
    next: both(
        "Add a backend: gcloud compute backend-services add-backend SERVICE --instance-group=GROUP",
        "バックエンドを追加します: gcloud compute backend-services add-backend SERVICE --instance-group=GROUP",
    ),
    page: "https://cloud.google.com/load-balancing/docs/backend-service",
};

pub(super) const HEALTH_CHECK_BLOCKED: CauseText = CauseText {
    title: both(
        "The firewall blocks the load balancer's health checks",
        "ロードバランサのヘルスチェックがファイアウォールで拒否されます",
    ),
    meaning: both(
        "Health checks do not reach the backends, so these count as unhealthy and get no traffic.",
        "ヘルスチェックがバックエンドに届かないため、バックエンドは正常と見なされず、通信を受けません。",
    ),
    next: both(
        "Allow the ranges of the health checks: gcloud compute firewall-rules create NAME --network=NETWORK --direction=INGRESS --allow=tcp:PORT --source-ranges=35.191.0.0/16,130.211.0.0/22",
        "ヘルスチェックの範囲を許可します: gcloud compute firewall-rules create NAME --network=NETWORK --direction=INGRESS --allow=tcp:PORT --source-ranges=35.191.0.0/16,130.211.0.0/22",
    ),
    page: "https://cloud.google.com/load-balancing/docs/firewall-rules",
};

pub(super) const FORWARDING_RULE_REGION_MISMATCH: CauseText = CauseText {
    title: both(
        "The caller is in another region than the load balancer",
        "呼び出し側とロードバランサのリージョンが違います",
    ),
    meaning: both(
        "A regional internal forwarding rule is reached from other regions only with global access.",
        "リージョンの内部転送ルールに別のリージョンから届くのは、グローバル アクセスが有効な場合だけです。",
    ),
    next: both(
        "Allow it: gcloud compute forwarding-rules update RULE --region=REGION --allow-global-access",
        "有効にします: gcloud compute forwarding-rules update RULE --region=REGION --allow-global-access",
    ),
    page: "https://cloud.google.com/load-balancing/docs/internal#client_access",
};

pub(super) const NO_PROXY_SUBNET: CauseText = CauseText {
    title: both(
        "The region has no proxy-only subnet",
        "リージョンにプロキシ専用サブネットがありません",
    ),
    meaning: both(
        "Envoy-based load balancers need an active proxy-only subnet in their region and network.",
        "Envoy ベースのロードバランサには、同じリージョンとネットワークに有効なプロキシ専用サブネットが必要です。",
    ),
    next: both(
        "Create one: gcloud compute networks subnets create NAME --purpose=REGIONAL_MANAGED_PROXY --role=ACTIVE --region=REGION --network=NETWORK --range=RANGE",
        "作成します: gcloud compute networks subnets create NAME --purpose=REGIONAL_MANAGED_PROXY --role=ACTIVE --region=REGION --network=NETWORK --range=RANGE",
    ),
    page: "https://cloud.google.com/load-balancing/docs/proxy-only-subnets",
};

pub(super) const BACKEND_INVALID_NETWORK: CauseText = CauseText {
    title: both(
        "A backend has no interface in the load balancer's network",
        "バックエンドに、ロードバランサのネットワークのインターフェースがありません",
    ),
    meaning: both(
        "The load balancer sends to the backend's interface in its own network, and there is none.",
        "ロードバランサは自分のネットワークにあるバックエンドのインターフェースに送りますが、それがありません。",
    ),
    next: both(
        "Use backends with an interface in the load balancer's network.",
        "ロードバランサのネットワークにインターフェースを持つバックエンドを使います。",
    ),
    page: "https://cloud.google.com/load-balancing/docs/backend-service",
};

pub(super) const NAMED_PORT_NOT_DEFINED: CauseText = CauseText {
    title: both(
        "The instance group does not define the named port",
        "インスタンス グループに名前付きポートが定義されていません",
    ),
    meaning: both(
        "The backend service sends to a named port, and the instance group does not say which number that is.",
        "バックエンド サービスは名前付きポートに送りますが、インスタンス グループにその番号がありません。",
    ),
    next: both(
        "Define it: gcloud compute instance-groups set-named-ports GROUP --named-ports=NAME:PORT --zone=ZONE",
        "定義します: gcloud compute instance-groups set-named-ports GROUP --named-ports=NAME:PORT --zone=ZONE",
    ),
    page: "https://cloud.google.com/load-balancing/docs/backend-service#named_ports",
};

const HYBRID_NEGS: &str = "https://cloud.google.com/load-balancing/docs/negs/hybrid-neg-concepts";

pub(super) const HYBRID_NEG_NON_DYNAMIC: CauseText = CauseText {
    title: both(
        "No dynamic route leads to the hybrid NEG's endpoint",
        "ハイブリッド NEG のエンドポイントへの動的ルートがありません",
    ),
    meaning: both(
        "The load balancer reaches the endpoints of a hybrid NEG by dynamic routes only, and a static route or a subnet has this address.",
        "ロードバランサがハイブリッド NEG のエンドポイントに届くのは動的ルートだけですが、このアドレスには静的ルートかサブネットがあります。",
    ),
    next: both(
        "Learn the route by BGP from a Cloud Router of the load balancer's region.",
        "ロードバランサと同じリージョンの Cloud Router で、経路を BGP で学習します。",
    ),
    page: HYBRID_NEGS,
};

pub(super) const HYBRID_NEG_NON_LOCAL: CauseText = CauseText {
    title: both(
        "The dynamic route to the hybrid NEG's endpoint is of another region",
        "ハイブリッド NEG のエンドポイントへの動的ルートが別のリージョンのものです",
    ),
    meaning: both(
        "The load balancer reaches the endpoints of a hybrid NEG by dynamic routes of its own region only.",
        "ロードバランサがハイブリッド NEG のエンドポイントに届くのは、自分のリージョンの動的ルートだけです。",
    ),
    next: both(
        "Add a tunnel or attachment with a Cloud Router in the load balancer's region.",
        "ロードバランサと同じリージョンに、Cloud Router とトンネルかアタッチメントを追加します。",
    ),
    page: HYBRID_NEGS,
};

pub(super) const BACKEND_IP_VERSION: CauseText = CauseText {
    title: both(
        "The load balancer's backends have no address of the IP version that it uses",
        "ロードバランサのバックエンドに、使われる IP バージョンのアドレスがありません",
    ),
    meaning: both(
        "A passthrough load balancer leaves packets as they are, so that its backends need addresses of the front end's IP version. One with a proxy connects over the version that ipAddressSelectionPolicy says, IPv4 unless given.",
        "パススルー ロードバランサはパケットをそのまま渡すため、バックエンドにはフロントエンドと同じ IP バージョンのアドレスが必要です。プロキシのロードバランサは ipAddressSelectionPolicy の示すバージョンで接続し、指定がなければ IPv4 です。",
    ),
    next: both(
        "Make the backends dual-stack, in a dual-stack subnet, or behind a proxy change ipAddressSelectionPolicy.",
        "デュアルスタックのサブネットで、バックエンドをデュアルスタックにするか、プロキシの場合は ipAddressSelectionPolicy を変更します。",
    ),
    page: "https://cloud.google.com/load-balancing/docs/ipv6",
};
