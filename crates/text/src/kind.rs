//! What kinds of resources are called.

use hopscope_model::Kind;

use crate::lang::{Both, Lang, both};

/// The names of a kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct KindText {
    /// One of them.
    pub one: Both,
    /// Many of them, in English; Japanese has no other form.
    pub many: &'static str,
}

impl KindText {
    /// Many of them.
    pub const fn many(self, lang: Lang) -> &'static str {
        lang.pick(self.many, self.one.ja)
    }
}

/// What one of a kind is called: `Cloud Run service`.
pub const fn one(lang: Lang, kind: Kind) -> &'static str {
    kind_text(kind).one.get(lang)
}

/// What many of a kind are called: `Cloud Run services`.
pub const fn many(lang: Lang, kind: Kind) -> &'static str {
    kind_text(kind).many(lang)
}

/// The names of a kind.
pub const fn kind_text(kind: Kind) -> KindText {
    let (one, many, ja) = match kind {
        Kind::Project => ("project", "projects", "プロジェクト"),
        Kind::RunService => (
            "Cloud Run service",
            "Cloud Run services",
            "Cloud Run サービス",
        ),
        Kind::RunJob => ("Cloud Run job", "Cloud Run jobs", "Cloud Run ジョブ"),
        Kind::Function => (
            "Cloud Run function",
            "Cloud Run functions",
            "Cloud Run functions の関数",
        ),
        Kind::App => (
            "App Engine service",
            "App Engine services",
            "App Engine サービス",
        ),
        Kind::Instance => ("VM instance", "VM instances", "VM インスタンス"),
        Kind::NetworkPolicy => (
            "network policy",
            "network policies",
            "ネットワーク ポリシー",
        ),
        Kind::KubeService => (
            "Kubernetes Service",
            "Kubernetes Services",
            "Kubernetes の Service",
        ),
        Kind::Pod => ("pod", "pods", "Pod"),
        Kind::Cluster => ("GKE cluster", "GKE clusters", "GKE クラスタ"),
        Kind::Sql => (
            "Cloud SQL instance",
            "Cloud SQL instances",
            "Cloud SQL インスタンス",
        ),
        Kind::Connector => (
            "Serverless VPC Access connector",
            "Serverless VPC Access connectors",
            "サーバーレス VPC アクセス コネクタ",
        ),
        Kind::Network => ("VPC network", "VPC networks", "VPC ネットワーク"),
        Kind::Subnet => ("subnet", "subnets", "サブネット"),
        Kind::Route => ("route", "routes", "ルート"),
        Kind::PolicyRoute => (
            "policy-based route",
            "policy-based routes",
            "ポリシーベースのルート",
        ),
        Kind::Firewall => (
            "VPC firewall rule",
            "VPC firewall rules",
            "VPC ファイアウォール ルール",
        ),
        Kind::FirewallPolicy => (
            "firewall policy",
            "firewall policies",
            "ファイアウォール ポリシー",
        ),
        Kind::Address => (
            "reserved address",
            "reserved addresses",
            "予約済み IP アドレス",
        ),
        Kind::Router => ("Cloud Router", "Cloud Routers", "Cloud Router"),
        Kind::ForwardingRule => ("forwarding rule", "forwarding rules", "転送ルール"),
        Kind::TargetProxy => ("target proxy", "target proxies", "ターゲット プロキシ"),
        Kind::UrlMap => ("URL map", "URL maps", "URL マップ"),
        Kind::BackendService => (
            "backend service",
            "backend services",
            "バックエンド サービス",
        ),
        Kind::InstanceGroup => ("instance group", "instance groups", "インスタンス グループ"),
        Kind::Neg => (
            "network endpoint group",
            "network endpoint groups",
            "ネットワーク エンドポイント グループ (NEG)",
        ),
        Kind::HealthCheck => ("health check", "health checks", "ヘルスチェック"),
        Kind::TargetPool => ("target pool", "target pools", "ターゲット プール"),
        Kind::TargetInstance => (
            "target instance",
            "target instances",
            "ターゲット インスタンス",
        ),
        Kind::SecurityPolicy => (
            "Cloud Armor policy",
            "Cloud Armor policies",
            "Cloud Armor ポリシー",
        ),
        Kind::ServiceAttachment => (
            "service attachment",
            "service attachments",
            "サービス アタッチメント",
        ),
        Kind::Zone => (
            "Cloud DNS zone",
            "Cloud DNS zones",
            "Cloud DNS マネージド ゾーン",
        ),
        Kind::DnsPolicy => (
            "DNS server policy",
            "DNS server policies",
            "DNS サーバー ポリシー",
        ),
        Kind::ResponsePolicy => (
            "DNS response policy",
            "DNS response policies",
            "DNS レスポンス ポリシー",
        ),
        Kind::VpnTunnel => (
            "Cloud VPN tunnel",
            "Cloud VPN tunnels",
            "Cloud VPN トンネル",
        ),
        Kind::Attachment => ("VLAN attachment", "VLAN attachments", "VLAN アタッチメント"),
        Kind::Hub => (
            "Network Connectivity Center hub",
            "Network Connectivity Center hubs",
            "Network Connectivity Center ハブ",
        ),
        Kind::Spoke => (
            "Network Connectivity Center spoke",
            "Network Connectivity Center spokes",
            "Network Connectivity Center スポーク",
        ),
        Kind::Host => ("host", "hosts", "ホスト"),
        Kind::OnPremNetwork => (
            "on-premises network",
            "on-premises networks",
            "オンプレミス ネットワーク",
        ),
        Kind::AddressGroup => ("address group", "address groups", "アドレス グループ"),
        Kind::Perimeter => (
            "VPC Service Controls perimeter",
            "VPC Service Controls perimeters",
            "VPC Service Controls の境界",
        ),
        Kind::Peering => (
            "VPC Network Peering connection",
            "VPC Network Peering connections",
            "VPC ネットワーク ピアリング",
        ),
        Kind::Nat => (
            "Cloud NAT gateway",
            "Cloud NAT gateways",
            "Cloud NAT ゲートウェイ",
        ),
    };
    KindText {
        one: both(one, ja),
        many,
    }
}
