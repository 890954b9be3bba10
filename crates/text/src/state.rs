//! What the states of a step are called: what is looked at there, and Google's page about it.

use hopscope_model::State;

use crate::lang::{Both, Lang, both};

/// The words for a state.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StateText {
    /// What is looked at, in a few words.
    pub title: Both,
    /// What happens there, in a sentence.
    pub meaning: Both,
    /// Google's page about it, in English (see [`crate::pages::doc_link`]).
    pub page: &'static str,
}

/// What is looked at in a state, in a few words.
pub const fn title(lang: Lang, state: State) -> &'static str {
    state_text(state).title.get(lang)
}

const STATES: &str = "https://cloud.google.com/network-intelligence-center/docs/connectivity-tests/concepts/state-tables";
const FIREWALL: &str = "https://cloud.google.com/firewall/docs/firewall-policies-rule-eval-order";
const MASQUERADE: &str =
    "https://cloud.google.com/kubernetes-engine/docs/concepts/ip-masquerade-agent";
const SERVERLESS: &str = "https://cloud.google.com/run/docs/configuring/connecting-vpc";

/// The words for a state.
pub const fn state_text(state: State) -> StateText {
    let (title, meaning, page) = match state {
        State::StartFromInstance => (
            both("Start: VM", "送信元: VM"),
            both(
                "The request starts at an interface of a VM.",
                "VM のインターフェースから送ります。",
            ),
            STATES,
        ),
        State::StartFromInternet => (
            both("Start: internet", "送信元: インターネット"),
            both(
                "The request starts at an address on the internet.",
                "インターネット上のアドレスから送ります。",
            ),
            STATES,
        ),
        State::StartFromGoogleService => (
            both("Start: Google service", "送信元: Google のサービス"),
            both(
                "The request starts at a service of Google's, such as Cloud Scheduler or a health check.",
                "Cloud Scheduler やヘルスチェックなど、Google のサービスから送ります。",
            ),
            STATES,
        ),
        State::StartFromPrivateNetwork => (
            both(
                "Start: private network",
                "送信元: プライベート ネットワーク",
            ),
            both(
                "The request starts at an address in a VPC network or on-premises.",
                "VPC ネットワークかオンプレミスのアドレスから送ります。",
            ),
            STATES,
        ),
        State::StartFromGkePod => (
            both("Start: pod", "送信元: Pod"),
            both(
                "The request starts at a GKE pod.",
                "GKE の Pod から送ります。",
            ),
            STATES,
        ),
        State::StartFromCloudFunction => (
            both("Start: function", "送信元: 関数"),
            both("The request starts at a function.", "関数から送ります。"),
            STATES,
        ),
        State::StartFromAppEngineVersion => (
            both("Start: App Engine", "送信元: App Engine"),
            both(
                "The request starts at an App Engine service.",
                "App Engine サービスから送ります。",
            ),
            STATES,
        ),
        State::StartFromCloudRunRevision => (
            both("Start: Cloud Run service", "送信元: Cloud Run サービス"),
            both(
                "The request starts at a Cloud Run service.",
                "Cloud Run サービスから送ります。",
            ),
            STATES,
        ),
        State::StartFromCloudRunJob => (
            both("Start: Cloud Run job", "送信元: Cloud Run ジョブ"),
            both(
                "The request starts at a Cloud Run job.",
                "Cloud Run ジョブから送ります。",
            ),
            STATES,
        ),
        State::ApplyIngressFirewallRule => (
            both("Firewall, ingress", "ファイアウォール 上り (内向き)"),
            both(
                "The firewall of the destination decides whether the packet comes in.",
                "宛先のファイアウォールが、パケットを受け入れるかどうかを決めます。",
            ),
            FIREWALL,
        ),
        State::ApplyEgressFirewallRule => (
            both("Firewall, egress", "ファイアウォール 下り (外向き)"),
            both(
                "The firewall of the source decides whether the packet goes out.",
                "送信元のファイアウォールが、パケットを出すかどうかを決めます。",
            ),
            FIREWALL,
        ),
        State::ApplyRoute => (
            both("Route", "ルート"),
            both(
                "The routes of the VPC network decide where the packet goes next.",
                "VPC ネットワークのルートが、パケットの次の行き先を決めます。",
            ),
            "https://cloud.google.com/vpc/docs/routes",
        ),
        State::ApplyForwardingRule => (
            both("Forwarding rule", "転送ルール"),
            both(
                "A forwarding rule takes the packet, if protocol and port are in it.",
                "プロトコルとポートが合えば、転送ルールがパケットを受け付けます。",
            ),
            "https://cloud.google.com/load-balancing/docs/forwarding-rule-concepts",
        ),
        State::AnalyzeLoadBalancerBackend => (
            both("Load balancer backend", "ロードバランサのバックエンド"),
            both(
                "A load balancer sends only to backends that its health checks reach.",
                "ロードバランサは、ヘルスチェックが届くバックエンドにだけ送ります。",
            ),
            "https://cloud.google.com/load-balancing/docs/backend-service",
        ),
        State::SpoofingApproved => (
            both("IP forwarding", "IP 転送"),
            both(
                "A VM may handle a packet whose address is not its own, because IP forwarding is on.",
                "IP 転送が有効な VM は、自分のものではないアドレスのパケットも扱えます。",
            ),
            "https://cloud.google.com/vpc/docs/using-routes#canipforward",
        ),
        State::ArriveAtInstance => (
            both("At the VM", "VM に到着"),
            both("The packet arrives at a VM.", "パケットが VM に着きます。"),
            STATES,
        ),
        State::ArriveAtVpnTunnel => (
            both("At the VPN tunnel", "VPN トンネルに到着"),
            both(
                "The packet arrives at a Cloud VPN tunnel.",
                "パケットが Cloud VPN トンネルに着きます。",
            ),
            "https://cloud.google.com/network-connectivity/docs/vpn/concepts/overview",
        ),
        State::ArriveAtInterconnectAttachment => (
            both("VLAN attachment", "VLAN アタッチメント"),
            both(
                "A VLAN attachment of Cloud Interconnect takes the packet to the network at its other end, or brings it from there.",
                "Cloud Interconnect の VLAN アタッチメントが、その先のネットワークとの間でパケットを運びます。",
            ),
            "https://cloud.google.com/network-connectivity/docs/interconnect/concepts/overview",
        ),
        State::ArriveAtVpcConnector => (
            both("At the connector", "コネクタに到着"),
            both(
                "A Serverless VPC Access connector carries the packet into the VPC, with an address of its own range.",
                "サーバーレス VPC アクセス コネクタが、自分の範囲のアドレスでパケットを VPC に運びます。",
            ),
            "https://cloud.google.com/vpc/docs/serverless-vpc-access",
        ),
        State::ArriveAtGkePod => (
            both("At the pod", "Pod に到着"),
            both(
                "The packet arrives at a GKE pod.",
                "パケットが GKE の Pod に着きます。",
            ),
            STATES,
        ),
        State::DirectVpcEgressConnection => (
            both("Direct VPC egress", "ダイレクト VPC 下り (外向き)"),
            both(
                "The packet enters the VPC with an address of the subnet.",
                "パケットがサブネットのアドレスで VPC に入ります。",
            ),
            "https://cloud.google.com/run/docs/configuring/vpc-direct-vpc",
        ),
        State::ServerlessExternalConnection => (
            both("Serverless to the internet", "サーバーレスから直接外へ"),
            both(
                "The packet leaves past every VPC, from an address of Google's dynamic pool.",
                "パケットは VPC を通らず、Google の動的なアドレスから出ます。",
            ),
            SERVERLESS,
        ),
        State::Nat => (
            both("NAT", "NAT"),
            both(
                "An address of the packet is translated.",
                "パケットのアドレスが変換されます。",
            ),
            "https://cloud.google.com/nat/docs/overview",
        ),
        State::SkipGkePodIpMasquerading => (
            both("Pod address kept", "Pod のアドレスのまま"),
            both(
                "The source stays the pod's address.",
                "送信元は Pod のアドレスのままです。",
            ),
            MASQUERADE,
        ),
        State::ProxyConnection => (
            both("New connection", "新しい接続"),
            both(
                "A proxy or load balancer opens a connection of its own.",
                "プロキシかロードバランサが、自分で接続を開きます。",
            ),
            "https://cloud.google.com/load-balancing/docs/load-balancing-overview",
        ),
        State::Deliver => (
            both("Delivered", "到達"),
            both(
                "The destination handles the request.",
                "宛先がリクエストを処理します。",
            ),
            STATES,
        ),
        State::Drop => (
            both("Dropped", "破棄"),
            both("The packet does not get there.", "パケットは届きません。"),
            "https://cloud.google.com/network-intelligence-center/docs/connectivity-tests/states/reasons-dropped-packets",
        ),
        State::Forward => (
            both("Forwarded", "転送"),
            both(
                "The packet leaves for a network whose configuration is not known.",
                "パケットは、構成の分からないネットワークへ出ていきます。",
            ),
            STATES,
        ),
        State::Abort => (
            both("Cannot be told", "判断できません"),
            both(
                "What follows cannot be told from the scenario.",
                "この先は、シナリオからは判断できません。",
            ),
            STATES,
        ),
        State::SkipGkeIngressNetworkPolicy => (
            both(
                "No ingress network policy",
                "上りのネットワーク ポリシーなし",
            ),
            both(
                "No network policy of GKE holds for what the pod takes here.",
                "Pod が受ける通信に適用される GKE のネットワーク ポリシーはありません。",
            ),
            "https://cloud.google.com/kubernetes-engine/docs/concepts/network-policy",
        ),
        State::SkipGkeEgressNetworkPolicy => (
            both(
                "No egress network policy",
                "下りのネットワーク ポリシーなし",
            ),
            both(
                "No network policy of GKE holds for what the pod sends here.",
                "Pod が送る通信に適用される GKE のネットワーク ポリシーはありません。",
            ),
            "https://cloud.google.com/kubernetes-engine/docs/concepts/network-policy",
        ),
        State::ApplyIngressGkeNetworkPolicy => (
            both("Ingress network policy", "上りのネットワーク ポリシー"),
            both(
                "Network policies of GKE decide what the pod takes.",
                "GKE のネットワーク ポリシーが、Pod が受ける通信を決めます。",
            ),
            "https://cloud.google.com/kubernetes-engine/docs/concepts/network-policy",
        ),
        State::ApplyEgressGkeNetworkPolicy => (
            both("Egress network policy", "下りのネットワーク ポリシー"),
            both(
                "Network policies of GKE decide what the pod sends.",
                "GKE のネットワーク ポリシーが、Pod が送る通信を決めます。",
            ),
            "https://cloud.google.com/kubernetes-engine/docs/concepts/network-policy",
        ),
        State::ResolveName => (
            both("Name resolution", "名前解決"),
            both(
                "The name is resolved, in the order that holds for whoever asks.",
                "問い合わせる側に応じた順序で、名前が解決されます。",
            ),
            "https://cloud.google.com/dns/docs/vpc-name-res-order",
        ),
        State::ObtainCredential => (
            both("Credential", "認証情報の取得"),
            both(
                "The caller obtains its credential.",
                "呼び出し側が認証情報を取得します。",
            ),
            "https://cloud.google.com/docs/authentication/application-default-credentials",
        ),
        State::ApplyProxySettings => (
            both("Proxy settings", "プロキシの設定"),
            both(
                "The caller's proxy settings decide who opens which connection.",
                "呼び出し側のプロキシの設定が、どの接続を誰が開くかを決めます。",
            ),
            "https://cloud.google.com/run/docs/configuring/services/environment-variables",
        ),
        State::CheckPrivateGoogleAccess => (
            both("Private Google Access", "限定公開の Google アクセス (PGA)"),
            both(
                "A source with only an internal address needs Private Google Access for Google's APIs and services.",
                "内部アドレスだけを持つ送信元が Google の API とサービスに届くには、限定公開の Google アクセス (PGA) が必要です。",
            ),
            "https://cloud.google.com/vpc/docs/private-google-access",
        ),
        State::CheckRunIngress => (
            both("Cloud Run ingress", "Cloud Run の内向き (ingress)"),
            both(
                "The ingress setting of the service decides from where requests are accepted.",
                "サービスの内向き (ingress) の設定が、どこからのリクエストを受け付けるかを決めます。",
            ),
            "https://cloud.google.com/run/docs/securing/ingress",
        ),
        State::CheckIap => (
            both("Identity-Aware Proxy", "Identity-Aware Proxy (IAP)"),
            both(
                "Identity-Aware Proxy decides who comes through.",
                "Identity-Aware Proxy (IAP) が、誰を通すかを決めます。",
            ),
            "https://cloud.google.com/iap/docs/concepts-overview",
        ),
        State::CheckInvoker => (
            both("Invoker permission", "起動元 (Invoker) の権限"),
            both(
                "IAM decides whether the caller may invoke the service.",
                "呼び出し側がサービスを呼び出せるかどうかを IAM が決めます。",
            ),
            "https://cloud.google.com/run/docs/authenticating/overview",
        ),
        State::CheckAllowList => (
            both("Allow-list", "許可リスト"),
            both(
                "The destination's own allow-list decides which source addresses it accepts.",
                "宛先の許可リストが、どの送信元アドレスを受け付けるかを決めます。",
            ),
            "https://cloud.google.com/run/docs/configuring/static-outbound-ip",
        ),
        State::CheckServicePerimeter => (
            both("Service perimeter", "サービス境界"),
            both(
                "A VPC Service Controls perimeter decides whether the request may cross it.",
                "VPC Service Controls の境界が、リクエストがまたげるかどうかを決めます。",
            ),
            "https://cloud.google.com/vpc-service-controls/docs/overview",
        ),
        State::ArriveAtProcess => (
            both("Process", "待ち受けるプロセス"),
            both(
                "What listens on the machine takes the connection.",
                "マシンで待ち受けているものが接続を受けます。",
            ),
            "https://cloud.google.com/compute/docs/troubleshooting/troubleshooting-networking",
        ),
        State::Reject => (
            both("Rejected", "応答で拒否"),
            both("Something answers no.", "何かがリクエストを断ります。"),
            STATES,
        ),
    };
    StateText {
        title,
        meaning,
        page,
    }
}
