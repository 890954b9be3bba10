//! What each step says. A sentence stands alone: read by itself in a review, it says what was decided and
//! from what.

use hopscope_model::result::Says;
use hopscope_model::says::SaysId;

use crate::lang::{Both, Lang, both};
use crate::template::{self, Piece};
use crate::value;

/// A step's sentence with its arguments put in.
pub fn sentence(lang: Lang, says: &Says<SaysId>) -> String {
    template::join(&pieces(lang, says))
}

/// The same, in pieces.
pub fn pieces(lang: Lang, says: &Says<SaysId>) -> Vec<Piece> {
    template::pieces(template(says.id).get(lang), &|name| {
        says.args
            .get(name)
            .map(|value| value::argument(lang, says.id, name, value))
    })
}

/// The template of a step's sentence.
pub const fn template(id: SaysId) -> Both {
    match id {
        SaysId::StartServerlessInternet => both(
            "{name} sends the request. It has no VPC access.",
            "{name} から送ります。VPC には接続していません。",
        ),
        SaysId::StartServerlessDirect => both(
            "{name} sends the request. It has Direct VPC egress into subnet {subnet}, with the egress setting {egress}.",
            "{name} から送ります。ダイレクト VPC 下り (外向き) でサブネット {subnet} につながり、下りの設定は {egress} です。",
        ),
        SaysId::StartServerlessConnector => both(
            "{name} sends the request. It uses the Serverless VPC Access connector {connector}, with the egress setting {egress}.",
            "{name} から送ります。サーバーレス VPC アクセス コネクタ {connector} を使い、下りの設定は {egress} です。",
        ),
        SaysId::StartInstance => both(
            "VM {name} sends the request from its interface {interface} ({address}).",
            "VM {name} のインターフェース {interface} ({address}) から送ります。",
        ),
        SaysId::StartPod => both(
            "Pod {name} ({address}) on node {node} sends the request.",
            "ノード {node} の Pod {name} ({address}) から送ります。",
        ),
        SaysId::StartHost => both(
            "Host {name} ({address}) sends the request.",
            "ホスト {name} ({address}) から送ります。",
        ),
        SaysId::StartInternet => both(
            "{address} on the internet sends the request.",
            "インターネット上の {address} から送ります。",
        ),
        SaysId::StartOnPrem => both(
            "{address} in the on-premises network {network} sends the request.",
            "オンプレミス ネットワーク {network} の {address} から送ります。",
        ),
        SaysId::NetworkPolicyAllows => both(
            "Network policy {policy} of pod {pod} lets the connection through.",
            "Pod {pod} に適用されるネットワーク ポリシー {policy} が、この接続を許可します。",
        ),
        SaysId::NetworkPolicyDenies => both(
            "Pod {pod} is isolated by the network policies {policies}, and none of them lets the connection through.",
            "Pod {pod} はネットワーク ポリシー {policies} で分離されていて、この接続を許可するものがありません。",
        ),
        SaysId::NetworkPolicyNone => both(
            "No network policy selects pod {pod} for this direction.",
            "この方向について、Pod {pod} を選択するネットワーク ポリシーはありません。",
        ),
        SaysId::NetworkPolicyHostNetwork => both(
            "Pod {pod} uses its node's network, for which network policies are not.",
            "Pod {pod} はノードのネットワークを使うため、ネットワーク ポリシーの対象になりません。",
        ),
        SaysId::NetworkPolicyOwnNode => both(
            "The other end is {node}, the node on which pod {pod} runs: network policies never come between the two.",
            "相手は Pod {pod} が動くノード {node} です。両者の間にネットワーク ポリシーは適用されません。",
        ),
        SaysId::NetworkPolicyUnsure => both(
            "Whether network policy {policy} of pod {pod} lets the connection through cannot be told: {field}.",
            "Pod {pod} に適用されるネットワーク ポリシー {policy} がこの接続を許可するかどうかを判断できません ({field})。",
        ),
        SaysId::ServiceToPod => both(
            "Service {service} sends the connection to pod {pod}, at {address}, port {port}.",
            "Service {service} が、接続を Pod {pod} ({address}、ポート {port}) に送ります。",
        ),
        SaysId::ServiceWithoutPod => both(
            "No ready pod stands behind Service {service}[ on node {node}, and externalTrafficPolicy: Local passes to no other node].",
            "Service {service} の背後に、準備のできた Pod が[ノード {node} には]ありません[。externalTrafficPolicy: Local は {node} 以外に送りません]。",
        ),
        SaysId::ServiceMasquerade => both(
            "The pod is on another node: {node} puts its own address {address} in place of {client}.",
            "Pod は別のノードにあるため、{node} が送信元 {client} を自身のアドレス {address} に変換します。",
        ),
        SaysId::NatPortsShort => both(
            "Warning: {nat} serves {machines} VMs here and has {count} addresses. With 64,512 ports an address and at least {ports} ports a VM there is room for {room} VMs, and the others get no ports.",
            "警告: {nat} はここで {machines} 台の VM を対象とし、アドレスは {count} 個です。1 アドレスのポートは 64,512 個、VM ごとに最低 {ports} 個なので、{room} 台分しかなく、残りの VM にはポートが割り当てられません。",
        ),
        SaysId::NatPrivate => both(
            "The Private NAT gateway {nat} puts an address of {range}, of subnet {subnet}, on the packet.",
            "Private NAT ゲートウェイ {nat} が、送信元をサブネット {subnet} の {range} のアドレスに変換します。",
        ),
        SaysId::NatPrivateToPsc => both(
            "Private NAT has translated the source, and {endpoint} is a Private Service Connect endpoint, which it does not reach.",
            "送信元は Private NAT で変換されていて、宛先 {endpoint} は Private NAT からは届かない Private Service Connect エンドポイントです。",
        ),
        SaysId::NatPrivateRange => both(
            "{address} is of subnet {subnet}, which is for Private NAT: nothing takes connections there.",
            "{address} は Private NAT 用のサブネット {subnet} にあり、接続を受け付けるものはありません。",
        ),
        SaysId::Ipv6Source => both(
            "VM {name} sends over IPv6, from {address}.",
            "VM {name} は IPv6 で {address} から送ります。",
        ),
        SaysId::Ipv6ExternalToPrivate => both(
            "{source} is an external IPv6 address, from which there is no route to the internal address {address}.",
            "{source} は外部 IPv6 アドレスで、内部アドレス {address} へのルートはありません。",
        ),
        SaysId::PodSameNode => both(
            "Both ends are on node {node}: the packet does not leave it, and no firewall of the network sees it.",
            "両端ともノード {node} 上にあり、パケットはノードを出ないため、ネットワークのファイアウォールは適用されません。",
        ),
        SaysId::PodInterface => both(
            "Pod {name} sends from its interface in network {network} ({address}).",
            "Pod {name} はネットワーク {network} のインターフェース ({address}) から送ります。",
        ),
        SaysId::PodNotRunning => both(
            "Pod {name} is not running.",
            "Pod {name} は実行されていません。",
        ),
        SaysId::SqlServes => both(
            "The Cloud SQL instance {instance} ({what}) serves port {port}.",
            "Cloud SQL インスタンス {instance} ({what}) はポート {port} で接続を受け付けます。",
        ),
        SaysId::SqlPort => both(
            "The Cloud SQL instance {instance} does not serve {port}. It serves TCP ports {serves}.",
            "Cloud SQL インスタンス {instance} は {port} を受け付けません。受け付けるのは TCP ポート {serves} です。",
        ),
        SaysId::SqlNotRunning => both(
            "The Cloud SQL instance {instance} is not running.",
            "Cloud SQL インスタンス {instance} は実行されていません。",
        ),
        SaysId::SqlNoAddress => both(
            "The Cloud SQL instance {instance} has neither a public nor a private address.",
            "Cloud SQL インスタンス {instance} にはパブリック IP もプライベート IP もありません。",
        ),
        SaysId::SqlOutgoing => both(
            "{address} is an outgoing address of the Cloud SQL instance {instance}: its own connections come from there, and it takes none.",
            "{address} は Cloud SQL インスタンス {instance} の送信用アドレスです。インスタンスからの接続に使われ、接続は受け付けません。",
        ),
        SaysId::SqlNoEndpoint => both(
            "The Cloud SQL instance {instance} is reached with Private Service Connect only, and network {network} has no endpoint for it.",
            "Cloud SQL インスタンス {instance} には Private Service Connect だけで届きますが、ネットワーク {network} にエンドポイントがありません。",
        ),
        SaysId::SqlConnectorsOnly => both(
            "The Cloud SQL instance {instance} takes connectors only, and port {port} is for direct connections.",
            "Cloud SQL インスタンス {instance} はコネクタだけを受け付けますが、ポート {port} は直接の接続に使うポートです。",
        ),
        SaysId::SqlConnector => both(
            "Port 3307 of the Cloud SQL instance {instance} is for the Cloud SQL Auth Proxy and connectors, which authorized networks do not concern.",
            "Cloud SQL インスタンス {instance} のポート 3307 は Cloud SQL Auth Proxy とコネクタのもので、承認済みネットワークは関係しません。",
        ),
        SaysId::SqlPrivateSource => both(
            "{source} is an address of RFC 1918, which needs no authorized network at the private address of {instance}.",
            "{source} は RFC 1918 のアドレスなので、{instance} のプライベート IP への接続に承認済みネットワークは必要ありません。",
        ),
        SaysId::ManagedPeering => both(
            "The peering {peering} leads to the network of Google's in which {name} is.",
            "ピアリング {peering} が、{name} のある Google のネットワークにつながっています。",
        ),
        SaysId::ManagedNoPeering => both(
            "Network {network} has no active peering with the network of Google's in which {name} is.",
            "ネットワーク {network} には、{name} のある Google のネットワークとの有効なピアリングがありません。",
        ),
        SaysId::ControlPlane => both(
            "It reaches the {endpoint} endpoint of the control plane of cluster {cluster}.",
            "クラスタ {cluster} のコントロール プレーンの {endpoint} エンドポイントに届きます。",
        ),
        SaysId::ControlPlaneNoPublic => both(
            "The public endpoint of the control plane of cluster {cluster} is disabled.",
            "クラスタ {cluster} のコントロール プレーンのパブリック エンドポイントは無効です。",
        ),
        SaysId::ControlPlaneRegion => both(
            "The private endpoint of the control plane of cluster {cluster} has no global access: it is for region {region} only.",
            "クラスタ {cluster} のコントロール プレーンのプライベート エンドポイントはグローバル アクセスが無効で、リージョン {region} からしか届きません。",
        ),
        SaysId::ControlPlaneNoDns => both(
            "The DNS-based endpoint of the control plane of cluster {cluster} does not allow user traffic (allowExternalTraffic is false).",
            "クラスタ {cluster} のコントロール プレーンの DNS ベースのエンドポイントは、ユーザー トラフィックを許可していません (allowExternalTraffic が false)。",
        ),
        SaysId::ControlPlaneOpen => both(
            "The control plane of cluster {cluster} has no authorized networks that hold here.",
            "クラスタ {cluster} のコントロール プレーンに、ここで適用される承認済みネットワークはありません。",
        ),
        SaysId::ControlPlaneOwn => both(
            "The source is in {range}, of nodes or pods of cluster {cluster} itself, which always get in.",
            "送信元は、クラスタ {cluster} 自身のノードか Pod の範囲 {range} にあり、常に許可されます。",
        ),
        SaysId::ControlPlaneGoogleCloud => both(
            "The control plane of cluster {cluster} lets in external addresses of Google Cloud, such as {source}.",
            "クラスタ {cluster} のコントロール プレーンは、{source} のような Google Cloud の外部アドレスを許可しています。",
        ),
        SaysId::ControlPlaneNotRunning => both(
            "Cluster {cluster} is not running.",
            "クラスタ {cluster} は実行されていません。",
        ),
        SaysId::StartGoogle => both(
            "{service} calls on behalf of project {project}.",
            "プロジェクト {project} の {service} が呼び出します。",
        ),
        SaysId::StartProxy => both(
            "{name} ({address}) opens the next connection.",
            "{name} ({address}) が次の接続を開きます。",
        ),

        SaysId::ResolvePublicGoogle => both(
            "Public DNS resolves {name} to {addresses}.",
            "公開 DNS で {name} は {addresses} に解決されます。",
        ),
        SaysId::ResolvePublicHost => both(
            "Public DNS resolves {name} to {addresses}, of host {host}.",
            "公開 DNS で {name} はホスト {host} の {addresses} に解決されます。",
        ),
        SaysId::ResolvePublicUnknown => both(
            "Neither the scenario nor the built-in tables know {name}. It is taken for the name of some host on the internet that is not Google's.",
            "{name} はシナリオにも組み込みの表にもありません。インターネット上の、Google のものではないホストの名前とします。",
        ),
        SaysId::ResolvePublicZone => both(
            "The public zone {zone} resolves {name} to {addresses}.",
            "一般公開ゾーン {zone} で {name} は {addresses} に解決されます。",
        ),
        SaysId::ResolvePrivateZone => both(
            "The private zone {zone}, which VPC network {network} sees, resolves {name} to {addresses}.",
            "VPC ネットワーク {network} から見える限定公開ゾーン {zone} で、{name} は {addresses} に解決されます。",
        ),
        SaysId::ResolveClusterZone => both(
            "The private zone {zone} of GKE cluster {cluster} resolves {name} to {addresses}.",
            "GKE クラスタ {cluster} の限定公開ゾーン {zone} で、{name} は {addresses} に解決されます。",
        ),
        SaysId::ResolveResponsePolicy => both(
            "Rule {rule} of the response policy {policy} resolves {name} to {addresses}.",
            "レスポンス ポリシー {policy} のルール {rule} により、{name} は {addresses} に解決されます。",
        ),
        SaysId::ResolveResponsePolicyBypass => both(
            "Rule {rule} of the response policy {policy} exempts {name}: resolution goes on as if there were no response policy.",
            "レスポンス ポリシー {policy} のルール {rule} により、{name} はポリシーの対象外です。ポリシーがない場合と同じように解決を続けます。",
        ),
        SaysId::ResolveInternal => both(
            "Compute Engine internal DNS resolves {name} to {addresses}.",
            "Compute Engine の内部 DNS で {name} は {addresses} に解決されます。",
        ),
        SaysId::ResolveMetadata => both(
            "{name} is the metadata server, 169.254.169.254, which every machine reaches inside itself.",
            "{name} はメタデータ サーバー (169.254.169.254) です。それぞれのマシンの中で答えます。",
        ),
        SaysId::ResolveCname => both(
            "A CNAME record in {zone} leads {name} to {target}.",
            "{zone} の CNAME レコードにより、{name} は {target} の別名です。",
        ),
        SaysId::ResolveAlternative => both(
            "The DNS server policy {policy} names alternative name servers, so the query for {name} goes to {server}.",
            "DNS サーバー ポリシー {policy} が代替ネームサーバーを指定しているため、{name} の問い合わせは {server} に送られます。",
        ),
        SaysId::ResolveForwarded => both(
            "The forwarding zone {zone} sends the query for {name} to {server}.",
            "転送ゾーン {zone} により、{name} の問い合わせは {server} に転送されます。",
        ),
        SaysId::ResolveNameServer => both(
            "The name server {server} resolves {name} to {addresses}.",
            "ネームサーバー {server} で {name} は {addresses} に解決されます。",
        ),
        SaysId::ResolvePeering => both(
            "The peering zone {zone} hands {name} to the name resolution of VPC network {network}.",
            "ピアリング ゾーン {zone} により、{name} は VPC ネットワーク {network} の名前解決の順序で解決されます。",
        ),
        SaysId::ResolvePscAuto => both(
            "{name} is a name that the Private Service Connect endpoint {endpoint} brings with it, for {addresses}.",
            "{name} は Private Service Connect (PSC) エンドポイント {endpoint} に自動で付く名前で、{addresses} に解決されます。",
        ),
        SaysId::ResolveOnPrem => both(
            "The resolver of the on-premises network {network} answers for {name}.",
            "{name} には、オンプレミス ネットワーク {network} のリゾルバが答えます。",
        ),
        SaysId::ResolveInbound => both(
            "{name} is asked of VPC network {network}, by its inbound server policy.",
            "{name} を、VPC ネットワーク {network} の受信サーバー ポリシーを通して問い合わせます。",
        ),
        SaysId::ResolveNoInbound => both(
            "{name} cannot be asked: no VPC network that {network} is connected to has an inbound server policy.",
            "{name} を問い合わせられません。{network} がつながる VPC ネットワークに受信サーバー ポリシーがありません。",
        ),
        SaysId::ResolveInboundUnreached => both(
            "{name} cannot be asked: VPC network {vpc} has an inbound server policy, and no address of its subnets, at which it is asked, is advertised to {network}.",
            "{name} を問い合わせられません。VPC ネットワーク {vpc} に受信サーバー ポリシーはありますが、問い合わせ先となるサブネットのアドレスが {network} にアドバタイズされていません。",
        ),
        SaysId::ResolveNxdomain => both(
            "{zone} has no record for {name}, and nothing else is asked: the name does not exist (NXDOMAIN).",
            "{zone} に {name} のレコードがなく、ほかには問い合わせないため、名前が存在しない (NXDOMAIN) という答えになります。",
        ),
        SaysId::ResolveNodata => both(
            "{name} has no address record in {zone}: the answer is empty (NODATA).",
            "{zone} には {name} のアドレスのレコードがないため、答えは空 (NODATA) です。",
        ),
        SaysId::ResolveServfail => both(
            "The query for {name} gets no answer from {server} (SERVFAIL).[ Why: {why}.]",
            "{name} の問い合わせに {server} から答えを得られません (SERVFAIL)。[理由: {why}。]",
        ),
        SaysId::ResolveLoop => both(
            "The CNAME records of {name} lead in a circle.",
            "{name} の CNAME レコードは循環しています。",
        ),

        SaysId::ProxyUsed => both(
            "The connection to {host} uses the proxy {proxy}, because of the proxy setting {setting}.",
            "プロキシの設定 ({setting}) により、{host} への接続には {proxy} を使います。",
        ),
        SaysId::ProxyBypassed => both(
            "{host} matches {entry} in NO_PROXY, so the connection uses no proxy.",
            "{host} は NO_PROXY の {entry} に当てはまるため、プロキシを使わずに接続します。",
        ),
        SaysId::ProxyClientResolves => both(
            "With {proxy} (SOCKS5) the client resolves {host} itself and hands the proxy the address {address}.",
            "{proxy} (SOCKS5) では {host} の名前解決を呼び出し側が行い、アドレス {address} をプロキシに渡します。",
        ),
        SaysId::ProxyResolves => both(
            "The proxy {proxy} gets the name {host} and resolves it where it is.",
            "プロキシ {proxy} は {host} という名前を受け取り、プロキシのある場所で名前解決を行います。",
        ),
        SaysId::ProxyTunnel => both(
            "What connects to {listen} goes through the SSH tunnel to {through} ({to}) and leaves from there.",
            "{listen} への接続は SSH トンネルで {through} ({to}) まで運ばれ、そこから出ていきます。",
        ),
        SaysId::ProxyWrongKind => both(
            "The proxy is asked to be {proxy}, and what listens there is {process}.",
            "プロキシに求められているのは {proxy} ですが、そこで待ち受けているのは {process} です。",
        ),
        SaysId::ProxyNothingListens => both(
            "Nothing listens at {proxy}.",
            "{proxy} で待ち受けているものがありません。",
        ),
        SaysId::ProxyMetadata => both(
            "The metadata server is asked through the proxy {proxy}. Every machine has a metadata server of its own, so the proxy cannot reach the caller's.",
            "メタデータ サーバーへの問い合わせがプロキシ {proxy} を通ります。メタデータ サーバーはマシンごとにあるため、プロキシからは呼び出し側のものに届きません。",
        ),

        SaysId::EgressAllTraffic => both(
            "The egress setting is all-traffic, so everything enters VPC network {network}.",
            "下りの設定が all-traffic なので、すべての通信が VPC ネットワーク {network} に入ります。",
        ),
        SaysId::EgressPrivateRange => both(
            "{address} is in {range}, one of the ranges that private-ranges-only sends into the VPC network[ {network}].",
            "{address} は、private-ranges-only でも VPC に送られる範囲 {range} に入っているので、VPC ネットワーク[ {network} ]に入ります。",
        ),
        SaysId::EgressNotPrivate => both(
            "{address} is a public address, and private-ranges-only sends only private ranges into the VPC: the request leaves past the VPC.",
            "{address} は公開アドレスです。private-ranges-only で VPC に送られるのは内部の範囲だけなので、VPC を通らずに出ます。",
        ),
        SaysId::EgressNoVpc => both(
            "Without VPC access the request to {address} leaves directly, from Google's dynamic addresses.",
            "VPC に接続していないので、{address} へは Google の動的なアドレスから直接出ます。",
        ),
        SaysId::EgressNoVpcPrivate => both(
            "{address} can be reached only through a VPC network, and the caller has no VPC access.",
            "{address} は VPC ネットワークを通らないと届かないアドレスですが、呼び出し側は VPC に接続していません。",
        ),
        SaysId::DirectVpc => both(
            "Direct VPC egress gives the request a source address out of {range}, the range of subnet {subnet}.",
            "ダイレクト VPC 下り (外向き) で、送信元はサブネット {subnet} の範囲 {range} のどれかのアドレスになります。",
        ),
        SaysId::ConnectorCarries => both(
            "The connector {connector} carries the request into the VPC, with a source address out of {range}.",
            "コネクタ {connector} が VPC に運び、送信元は {range} のどれかのアドレスになります。",
        ),
        SaysId::ConnectorNotReady => both(
            "The connector {connector} is not ready (state {state}).",
            "コネクタ {connector} は使える状態ではありません (状態 {state})。",
        ),
        SaysId::ConnectorOtherRegion => both(
            "The connector {connector} and the caller are not in the same region ({region}).",
            "コネクタ {connector} と呼び出し側のリージョンが違います ({region})。",
        ),

        SaysId::FirewallAllows => both(
            "The firewall rule {rule} (priority {priority}) allows it.",
            "ファイアウォール ルール {rule} (優先度 {priority}) が許可します。",
        ),
        SaysId::FirewallDenies => both(
            "The firewall rule {rule} (priority {priority}) denies it.",
            "ファイアウォール ルール {rule} (優先度 {priority}) が拒否します。",
        ),
        SaysId::FirewallManagedAllows => both(
            "The rule {rule}, which Serverless VPC Access manages[ for the connector {connector}], allows it.",
            "サーバーレス VPC アクセスが[コネクタ {connector} のために]管理するルール {rule} が許可します。",
        ),
        SaysId::FirewallPolicyAllows => both(
            "The rule with priority {priority} of the firewall policy {policy} allows it.",
            "ファイアウォール ポリシー {policy} の優先度 {priority} のルールが許可します。",
        ),
        SaysId::FirewallPolicyDenies => both(
            "The rule with priority {priority} of the firewall policy {policy} denies it.",
            "ファイアウォール ポリシー {policy} の優先度 {priority} のルールが拒否します。",
        ),
        SaysId::FirewallPolicySkipped => both(
            "The rule with priority {priority} of the firewall policy {policy} uses {field}, and whether it matches cannot be told. It is skipped: the packet fares the same either way.",
            "ファイアウォール ポリシー {policy} の優先度 {priority} のルールは {field} を使っていて、当てはまるかどうかを判断できません。どちらでも結果は同じなので飛ばします。",
        ),
        SaysId::FirewallPolicyUndecidable => both(
            "The rule with priority {priority} of the firewall policy {policy} uses {field}, which cannot be told here, and it could decide.",
            "ファイアウォール ポリシー {policy} の優先度 {priority} のルールが使う {field} は、ここでは判断できません。このルールで結果が変わる可能性があります。",
        ),
        SaysId::FirewallDefaultRange => both(
            "{rule} (priority {priority}) has no {field}. Whether such a rule applies to IPv6 is not documented.",
            "{rule} (優先度 {priority}) には {field} がありません。このようなルールが IPv6 にも適用されるかどうかは、公開されていません。",
        ),
        SaysId::FirewallImpliedAllow => both(
            "No rule of VPC network {network} matches, so the implied allow egress rule allows it.",
            "VPC ネットワーク {network} に当てはまるルールがないため、暗黙の下り (外向き) 許可ルールが許可します。",
        ),
        SaysId::FirewallImpliedDeny => both(
            "No rule of VPC network {network} matches, so the implied deny ingress rule denies it.",
            "VPC ネットワーク {network} に当てはまるルールがないため、暗黙の上り (内向き) 拒否ルールが拒否します。",
        ),
        SaysId::FirewallAlwaysAllowed => both(
            "Traffic with {address} is always allowed, whatever the firewall rules say.",
            "{address} との通信は、ファイアウォール ルールによらず常に許可されます。",
        ),
        SaysId::TrafficBlocked => both(
            "Google Cloud always blocks this traffic: {protocol}[ port {port}].",
            "この通信 ({protocol}[ ポート {port}]) は Google Cloud が常にブロックします。",
        ),
        SaysId::TrafficBlockedServerless => both(
            "Serverless workloads can send TCP and UDP only, not {protocol}.",
            "サーバーレスのワークロードが送れるのは TCP と UDP だけで、{protocol} は送れません。",
        ),
        SaysId::FirewallTagsUndefined => both(
            "The firewall rule {rule} matches by the source tags {tags}. Google documents this as undefined for Direct VPC egress, while it has been observed to work: what happens cannot be told.",
            "ファイアウォール ルール {rule} は送信元タグ {tags} で判定します。ダイレクト VPC 下り (外向き) の通信に対する動作を Google は未定義としていますが、判定されたという観測もあり、結果を判断できません。",
        ),

        SaysId::RouteSubnet => both(
            "The subnet route {range} leads to subnet {subnet}.",
            "サブネット ルート {range} により、サブネット {subnet} に送られます。",
        ),
        SaysId::RouteStatic => both(
            "The route {route} ({range}, priority {priority}) leads to {nextHop}.",
            "ルート {route} ({range}、優先度 {priority}) により、ネクストホップ {nextHop} に送られます。",
        ),
        SaysId::RoutePeeringSubnet => both(
            "The peering subnet route {range} leads to subnet {subnet} of VPC network {network}, by the peering {peering}.",
            "ピアリング サブネット ルート {range} により、ピアリング {peering} を通って VPC ネットワーク {network} のサブネット {subnet} に送られます。",
        ),
        SaysId::RoutePeeringCustom => both(
            "The route {route} ({range}, priority {priority}) of VPC network {network}, imported by the peering {peering}, leads to {nextHop}.",
            "ピアリング {peering} でインポートした VPC ネットワーク {network} のルート {route} ({range}、優先度 {priority}) により、ネクストホップ {nextHop} に送られます。",
        ),
        SaysId::RoutePeeringListed => both(
            "The network's list of routes has {range} by the peering {peering}, at whose other side is VPC network {network}.",
            "ルートの一覧では、{range} はピアリング {peering} の先の VPC ネットワーク {network} にあります。",
        ),
        SaysId::PeeringUnknown => both(
            "{address} may be in VPC network {network} at the other side of the peering {peering}. That network, with its peering back, is not in the scenario.",
            "{address} は、ピアリング {peering} の先の VPC ネットワーク {network} にあるかもしれません。このネットワークと、こちら向きのピアリングがシナリオにありません。",
        ),
        SaysId::ReplyByPeering => both(
            "The reply comes back: VPC network {network}'s subnet route {range} is exchanged by the peering.",
            "応答は戻れます。VPC ネットワーク {network} のサブネット ルート {range} がピアリングで交換されています。",
        ),
        SaysId::ReplyNone => both(
            "The reply cannot come back: VPC network {network} has no route for {address}.",
            "応答が戻れません。VPC ネットワーク {network} に {address} へのルートがありません。",
        ),
        SaysId::PscEndpointByPeering => both(
            "The Private Service Connect endpoint {endpoint} belongs to VPC network {network}, and cannot be reached over VPC Network Peering.",
            "Private Service Connect (PSC) エンドポイント {endpoint} は VPC ネットワーク {network} のもので、VPC ネットワーク ピアリング経由では使えません。",
        ),
        SaysId::RoutePolicy => both(
            "The policy-based route {route} (priority {priority}) comes before all other routes. Its next hop: {nextHop}.",
            "ポリシーベースのルート {route} (優先度 {priority}) が、ほかのルートより先に適用されます。ネクストホップ: {nextHop}",
        ),
        SaysId::RouteDynamic => both(
            "The dynamic route {range} (priority {priority}), learned by Cloud Router {router}, leads to {nextHop}.",
            "Cloud Router {router} が学習した動的ルート {range} (優先度 {priority}) により、ネクストホップ {nextHop} に送られます。",
        ),
        SaysId::RouteLearnedUnknown => both(
            "Cloud Router {router} of VPC network {network} may have learned routes that decide here, and they are not in the scenario.",
            "VPC ネットワーク {network} の Cloud Router {router} が学習したルートがシナリオになく、これで結果が変わる可能性があります。",
        ),
        SaysId::TunnelCarries => both(
            "The VPN tunnel {name} carries it.",
            "VPN トンネル {name} を通ります。",
        ),
        SaysId::AttachmentCarries => both(
            "The VLAN attachment {name} carries it.",
            "VLAN アタッチメント {name} を通ります。",
        ),
        SaysId::TunnelSelector => both(
            "The traffic selector {field} of the VPN tunnel {tunnel} ({ranges}) leaves out {address}.",
            "VPN トンネル {tunnel} のトラフィック セレクタ {field} ({ranges}) に {address} が入っていません。",
        ),
        SaysId::ArriveOnPrem => both(
            "It reaches the on-premises network {network}. No host at {address} is described there, so one is assumed to answer.",
            "オンプレミス ネットワーク {network} に届きます。{address} のホストはシナリオにないので、応答するものと仮定します。",
        ),
        SaysId::OnPremRoute => both(
            "The on-premises network {network} has a route for {range}, by {link}.",
            "オンプレミス ネットワーク {network} には {link} を通る {range} へのルートがあります。",
        ),
        SaysId::OnPremNoRoute => both(
            "The on-premises network {network} has no route for {address}: nothing it is connected by advertises it.",
            "オンプレミス ネットワーク {network} には {address} へのルートがありません。どの接続からもアドバタイズされていません。",
        ),
        SaysId::OnPremLocal => both(
            "{address} is in the on-premises network {network} itself.",
            "{address} はオンプレミス ネットワーク {network} 自身の中にあります。",
        ),
        SaysId::OnPremInternet => both(
            "The on-premises network {network} sends {address} to the internet by a way of its own, with an address that is not in the scenario.",
            "オンプレミス ネットワーク {network} は {address} 宛ての通信を、自身のインターネット接続から送ります。その送信元アドレスはシナリオにありません。",
        ),
        SaysId::HybridToInternet => both(
            "The route {route} sends {address} to the internet gateway. What enters by a VPN tunnel or VLAN attachment cannot leave there.",
            "ルート {route} は {address} 宛ての通信をインターネット ゲートウェイに送りますが、VPN トンネルや VLAN アタッチメントから入った通信はそこから出られません。",
        ),
        SaysId::ReplyAdvertised => both(
            "The reply comes back: the on-premises network {network} has a route for {range}, by {link}.",
            "応答は戻れます。オンプレミス ネットワーク {network} に、{link} を通る {range} へのルートがあります。",
        ),
        SaysId::ReplyNotAdvertised => both(
            "The reply cannot come back: nothing that the on-premises network {network} is connected by advertises {address} to it.",
            "応答が戻れません。オンプレミス ネットワーク {network} の接続のどれも {address} をアドバタイズしていません。",
        ),
        SaysId::ReplyByRoute => both(
            "The reply comes back: the route {range} leads to {nextHop}, behind which is the network {network}.",
            "応答は戻れます。ルート {range} のネクストホップ {nextHop} の先に、ネットワーク {network} があります。",
        ),
        SaysId::ReplyElsewhere => both(
            "The reply does not come back: VPC network {network} sends {address} to {nextHop}, which is not where the request came from.",
            "応答が戻れません。VPC ネットワーク {network} は {address} 宛ての通信を、リクエストの来た側ではない {nextHop} に送ります。",
        ),
        SaysId::ReplyOtherRegion => both(
            "The reply does not come back: Private Google Access answers only by a next hop in {entered}, where the request came in, and {nextHop} is in {region}.",
            "応答が戻れません。限定公開の Google アクセスの応答は、リクエストが入ったリージョン {entered} のネクストホップでしか戻れず、{nextHop} は {region} にあります。",
        ),
        SaysId::PgaHybrid => both(
            "Private Google Access for on-premises hosts: VPC network {network} carries it to Google APIs, whatever its subnets are set to.",
            "オンプレミス ホスト用の限定公開の Google アクセスです。サブネットの設定によらず、VPC ネットワーク {network} を通って Google API に届きます。",
        ),
        SaysId::RouteHubSubnet => both(
            "The subnet route {range} leads to subnet {subnet} of VPC network {network}, by the hub {hub}.",
            "サブネット ルート {range} により、ハブ {hub} を通って VPC ネットワーク {network} のサブネット {subnet} に送られます。",
        ),
        SaysId::ReplyByHub => both(
            "The reply comes back: the spoke of VPC network {network} exports its subnet route {range} to the hub.",
            "応答は戻れます。VPC ネットワーク {network} のスポークが、サブネット ルート {range} をハブにエクスポートしています。",
        ),
        SaysId::RouteHubDynamic => both(
            "By the hub {hub}, a dynamic route of VPC network {network}: Cloud Router {router} has learned {range}, priority {priority}. Next hop: {nextHop}.",
            "ハブ {hub} を通る、VPC ネットワーク {network} の動的ルートです。Cloud Router {router} が {range} を学習しています (優先度 {priority})。ネクストホップは {nextHop} です。",
        ),
        SaysId::PscEndpointPropagated => both(
            "The hub {hub} propagates the connection of the Private Service Connect endpoint {endpoint}, which leads to the service attachment {attachment}.",
            "ハブ {hub} が Private Service Connect (PSC) エンドポイント {endpoint} の接続を伝播しています。サービス アタッチメント {attachment} に送られます。",
        ),
        SaysId::PscNotForHybridSpoke => both(
            "The connection of the Private Service Connect endpoint {endpoint} is propagated to VPC spokes only, and VPC network {network} of the hybrid spoke is none.",
            "Private Service Connect (PSC) エンドポイント {endpoint} の接続は VPC スポークにだけ伝播されます。ハイブリッド スポークの VPC ネットワーク {network} は VPC スポークではありません。",
        ),
        SaysId::PscNotForSubnet => both(
            "The connection of the Private Service Connect endpoint {endpoint} is not for subnet {range}, which its spoke does not export to the hub.",
            "サブネット {range} はスポークからハブにエクスポートされていないため、Private Service Connect (PSC) エンドポイント {endpoint} の接続を使えません。",
        ),
        SaysId::PscPropagationLimit => both(
            "The producer of the Private Service Connect endpoint {endpoint} lets none of its connections be propagated: propagatedConnectionLimit is 0.",
            "Private Service Connect (PSC) エンドポイント {endpoint} のプロデューサーは、接続の伝播を認めていません (propagatedConnectionLimit が 0)。",
        ),
        SaysId::PscEndpointByHub => both(
            "The Private Service Connect endpoint {endpoint} belongs to VPC network {network}, and the hub does not propagate its connections to other spokes.",
            "Private Service Connect (PSC) エンドポイント {endpoint} は VPC ネットワーク {network} のもので、ハブはその接続をほかのスポークに伝播していません。",
        ),
        SaysId::ReplyPastMachine => both(
            "The reply to {address} goes past {machine}, which sees one direction of the connection only. A stateful firewall on it drops such connections.",
            "{address} への応答は {machine} を通らないため、{machine} は接続の片方向しか見ません。ステートフルなファイアウォールなら、この接続を破棄します。",
        ),
        SaysId::ReplyByMachine => both(
            "The reply comes back: the route {range} leads to {machine}, through which the request came.",
            "応答は戻れます。ルート {range} のネクストホップは、リクエストが通った {machine} です。",
        ),
        SaysId::ManagedNoWayBack => both(
            "The reply of {name} cannot come back: the peering {peering} of VPC network {network} does not export custom routes, so its network knows no route back to the source.",
            "{name} の応答が戻れません。VPC ネットワーク {network} のピアリング {peering} がカスタムルートをエクスポートしていないため、相手のネットワークに送信元へのルートがありません。",
        ),
        SaysId::ManagedNoWayBackDefault => both(
            "The reply of {name} cannot come back: of the routes of VPC network {network}, only the default route leads to the source, and the network behind the peering {peering} ignores it for its own default route, which goes to the internet. Export a more specific route.",
            "{name} の応答が戻れません。VPC ネットワーク {network} から送信元に至るルートはデフォルト ルートだけです。ピアリング {peering} の相手のネットワークには、インターネットに向かう独自のデフォルト ルートがあり、エクスポートされたものは無視されます。より具体的なルートをエクスポートしてください。",
        ),
        SaysId::ManagedNoWayBackRegion => both(
            "{name} is in {region}, and VPC network {network} has no route back to the source there for the peering {peering} to take along (what has come by another peering is not passed on, and a dynamic route of another region needs global dynamic routing).",
            "{name} は {region} にありますが、そのリージョンには、ピアリング {peering} が渡せる送信元へのルートが VPC ネットワーク {network} にありません (別のピアリングで受け取ったルートは渡されません。別リージョンの動的ルートを使うには、グローバル動的ルーティングが必要です)。",
        ),
        SaysId::ManagedNoWayBackPublic => both(
            "The reply of {name} cannot come back: {address} is a privately used public address, and the peering {peering} of VPC network {network} does not export subnet routes of those.",
            "{name} の応答が戻れません。{address} はプライベートで使用されるパブリック アドレスですが、VPC ネットワーク {network} のピアリング {peering} がその範囲のサブネット ルートをエクスポートしていません。",
        ),
        SaysId::RouteSpecial => both(
            "{range} is reached by a special routing path of Google Cloud, which needs no route.",
            "{range} へは、ルートがなくても Google Cloud の特別なルーティング パスで届きます。",
        ),
        SaysId::RouteNone => both(
            "VPC network {network} has no route for {address}.",
            "VPC ネットワーク {network} には {address} へのルートがありません。",
        ),
        SaysId::RouteNextHopFails => both(
            "The route {route} leads to {nextHop}, which cannot be used as its next hop.",
            "ルート {route} のネクストホップ {nextHop} は、ネクストホップとして使えません。",
        ),
        SaysId::RoutePrivateToInternet => both(
            "The route {route} sends {address}, an internal address, to the internet gateway. It cannot be reached from there.",
            "ルート {route} は内部アドレス {address} 宛ての通信をインターネット ゲートウェイに送ります。その先から内部アドレスには届きません。",
        ),
        SaysId::RouteUnknown => both(
            "{address} is in no subnet of VPC network {network}, and the routes of that network are not in the scenario.",
            "{address} は VPC ネットワーク {network} のどのサブネットにも入っておらず、このネットワークのルートがシナリオにありません。",
        ),
        SaysId::ForwardedByAppliance => both(
            "{machine} forwards the packet, out of its interface {interface}.",
            "{machine} がパケットを転送し、インターフェース {interface} から出します。",
        ),
        SaysId::ForeignIp => both(
            "{machine} may not send or receive packets with addresses that are not its own: canIpForward is off.",
            "{machine} は IP 転送 (canIpForward) が無効なので、自分のものではないアドレスのパケットを送受信できません。",
        ),
        SaysId::SpoofingApproved => both(
            "{machine} may send and receive packets with addresses that are not its own: canIpForward is on.",
            "{machine} は IP 転送 (canIpForward) が有効なので、自分のものではないアドレスのパケットも送受信できます。",
        ),

        SaysId::PgaOn => both(
            "Private Google Access is on in subnet {subnet}, so Google's APIs and services are reached from an internal address.",
            "サブネット {subnet} で限定公開の Google アクセス (PGA) が有効なので、内部アドレスから Google の API とサービスに届きます。",
        ),
        SaysId::PgaByNat => both(
            "Cloud NAT {nat} serves subnet {subnet}, and that makes Private Google Access effective there, whatever the subnet's own setting.",
            "サブネット {subnet} は Cloud NAT {nat} の対象です。そのため、サブネットの設定によらず限定公開の Google アクセス (PGA) が有効になります。",
        ),
        SaysId::PgaExternal => both(
            "The source has the external address {address} and needs no Private Google Access.",
            "送信元には外部アドレス {address} があるので、限定公開の Google アクセス (PGA) は必要ありません。",
        ),
        SaysId::PgaOff => both(
            "Private Google Access is off in subnet {subnet}. Without it, a source that has only an internal address does not reach Google's APIs and services.",
            "サブネット {subnet} で限定公開の Google アクセス (PGA) が無効です。内部アドレスだけを持つ送信元は、Google の API とサービスに届きません。",
        ),
        SaysId::PgaSourceNotCovered => both(
            "Private Google Access does not cover the source address {address}.",
            "送信元 {address} は、限定公開の Google アクセス (PGA) の対象になりません。",
        ),
        SaysId::GoogleApiCustomNextHop => both(
            "The route {route} sends traffic for Google's APIs to {nextHop}. Google Cloud does not carry it over such a next hop, only to the default internet gateway.",
            "ルート {route} は Google API 宛ての通信を {nextHop} に送ります。Google Cloud でこの通信を運べるネクストホップは、デフォルト インターネット ゲートウェイだけです。",
        ),
        SaysId::GoogleApiVip => both(
            "It arrives at {vip}, which serves {host}.",
            "{vip} に着きます。{host} はここで提供されています。",
        ),
        SaysId::GoogleApiFrontEnd => both(
            "It arrives at Google's front end for {host}, without leaving Google's network.",
            "Google のネットワークの中だけを通って、{host} の Google フロントエンドに着きます。",
        ),
        SaysId::PscGoogleApis => both(
            "It arrives at the Private Service Connect endpoint {endpoint} for Google APIs (bundle {bundle}), for {host}.",
            "Google API 用の Private Service Connect (PSC) エンドポイント {endpoint} (バンドル {bundle}) に着きます。宛先は {host} です。",
        ),
        SaysId::ApiNotServed => both(
            "{vip} does not serve {host}.",
            "{vip} では {host} は提供されていません。",
        ),
        SaysId::PortNotServed => both(
            "{at} does not serve {protocol}[ port {port}].",
            "{at} は {protocol}[ ポート {port}] を受け付けません。",
        ),

        SaysId::NatExternal => both(
            "One-to-one NAT changes the source from {internal} to the external address {external}.",
            "1 対 1 の NAT で、送信元が {internal} から外部アドレス {external} に変わります。",
        ),
        SaysId::NatCloud => both(
            "Cloud NAT {nat} changes the source to {addresses}.",
            "Cloud NAT {nat} で、送信元が {addresses} に変わります。",
        ),
        SaysId::NatCloudRule => both(
            "Rule {rule} of Cloud NAT {nat} changes the source to {addresses}.",
            "Cloud NAT {nat} のルール {rule} で、送信元が {addresses} に変わります。",
        ),
        SaysId::NatCloudAuto => both(
            "Cloud NAT {nat} changes the source to an address that it allocates itself. Which one is in no configuration.",
            "Cloud NAT {nat} で、送信元が自動割り当てのアドレスに変わります。どのアドレスになるかは構成からは分かりません。",
        ),
        SaysId::NatNone => both(
            "The source {source} has no external address, and no Cloud NAT serves it[ in subnet {subnet}]: nothing leaves for the internet.",
            "送信元 {source} には外部アドレスがなく、[サブネット {subnet} を対象とする ]Cloud NAT もないため、インターネットに出られません。",
        ),
        SaysId::NatNoAddresses => both(
            "Cloud NAT {nat} has no address that it can use.",
            "Cloud NAT {nat} には使えるアドレスがありません。",
        ),
        SaysId::NatProtocol => both(
            "Cloud NAT {nat} does not translate {protocol}.",
            "Cloud NAT {nat} は {protocol} を変換しません。",
        ),
        SaysId::NatInbound => both(
            "One-to-one NAT changes the destination from the external address {external} to {internal}.",
            "1 対 1 の NAT で、宛先が外部アドレス {external} から {internal} に変わります。",
        ),
        SaysId::PodMasquerade => both(
            "Node {node} changes the source of what pod {pod} sends to its own address {address} (IP masquerading).",
            "ノード {node} が、Pod {pod} からのパケットの送信元を自分のアドレス {address} に変えます (IP マスカレード)。",
        ),
        SaysId::PodKeepsAddress => both(
            "The destination is in {range}, which is not masqueraded: the source stays the pod's address {address}.",
            "宛先がマスカレード対象外の範囲 {range} に入っているので、送信元は Pod のアドレス {address} のままです。",
        ),
        SaysId::PodKeepsAddressSnatDisabled => both(
            "Default SNAT is disabled in the cluster: the source stays the pod's address {address}.",
            "クラスタのデフォルト SNAT が無効なので、送信元は Pod のアドレス {address} のままです。",
        ),
        SaysId::PodHostNetwork => both(
            "Pod {pod} uses the network of node {node}, so the source is the node's address.",
            "Pod {pod} はノード {node} のネットワークを使うので、送信元はノードのアドレスです。",
        ),

        SaysId::FrontEndPublic => both(
            "It arrives at Google's front end for {host} ({address}), from the internet side.",
            "インターネット側から、{host} の Google フロントエンド ({address}) に着きます。",
        ),
        SaysId::FrontEndVpc => both(
            "It arrives at Google's front end for {host}, from VPC network {network}.",
            "VPC ネットワーク {network} から、{host} の Google フロントエンドに着きます。",
        ),
        SaysId::FrontEndGoogleCaller => both(
            "It arrives at Google's front end for {host}, from {service}.",
            "{service} から、{host} の Google フロントエンドに着きます。",
        ),
        SaysId::RunHostUnknown => both(
            "No Cloud Run service in the scenario answers to {host}.",
            "{host} に当たる Cloud Run サービスがシナリオにありません。",
        ),
        SaysId::FunctionHostUnknown => both(
            "No function in the scenario answers at {host} by this path.",
            "{host} のこのパスに当たる関数がシナリオにありません。",
        ),
        SaysId::RunConnect => both(
            "Cloud Run does not accept the method CONNECT, so {service} cannot be a forward proxy for HTTPS.",
            "Cloud Run は CONNECT メソッドを受け付けません。そのため {service} を HTTPS のフォワード プロキシにはできません。",
        ),
        SaysId::RunProtocol => both(
            "Cloud Run accepts HTTP only, so {service} cannot be reached by {protocol}.",
            "Cloud Run が受け付けるのは HTTP だけなので、{service} には {protocol} では届きません。",
        ),
        SaysId::RunDefaultUrlDisabled => both(
            "The default run.app URL of {service} is disabled.",
            "{service} のデフォルト URL (run.app) は無効です。",
        ),
        SaysId::IngressAll => both(
            "The ingress setting of {service} is all: it accepts requests from anywhere.",
            "{service} の内向き (ingress) は「すべて」です。どこからのリクエストも受け付けます。",
        ),
        SaysId::IngressInternalVpc => both(
            "The ingress setting of {service} is {ingress}. This request came through VPC network {network} and counts as internal.",
            "{service} の内向き (ingress) は「{ingress}」です。このリクエストは VPC ネットワーク {network} を通って着いたため、内部と見なされます。",
        ),
        SaysId::IngressInternalGoogle => both(
            "The ingress setting of {service} is {ingress}. A call by {caller} of the same project counts as internal.",
            "{service} の内向き (ingress) は「{ingress}」です。同じプロジェクトの {caller} からの呼び出しは、内部と見なされます。",
        ),
        SaysId::IngressLoadBalancer => both(
            "The ingress setting of {service} is {ingress}, which accepts requests from this load balancer.",
            "{service} の内向き (ingress) は「{ingress}」です。このロードバランサからのリクエストを受け付けます。",
        ),
        SaysId::IngressDeniesLoadBalancer => both(
            "The ingress setting of {service} is {ingress}. This request came through an external load balancer and does not count as internal.",
            "{service} の内向き (ingress) は「{ingress}」です。このリクエストは外部ロードバランサを通って着いたため、内部とは見なされません。",
        ),
        SaysId::IngressDeniesPublic => both(
            "The ingress setting of {service} is {ingress}. This request came past every VPC network, so it does not count as internal.",
            "{service} の内向き (ingress) は「{ingress}」です。このリクエストは VPC を通らずに着いたため、内部とは見なされません。",
        ),
        SaysId::IngressDeniesOtherVpc => both(
            "The ingress setting of {service} is {ingress}. This request came through VPC network {network} of project {project}, which is neither of the service's project nor the Shared VPC network that its revision sends to: it does not count as internal.",
            "{service} の内向き (ingress) は「{ingress}」です。このリクエストが通った VPC ネットワーク {network} (プロジェクト {project}) は、サービスのプロジェクトのものでも、リビジョンがつながる共有 VPC でもないため、内部とは見なされません。",
        ),
        SaysId::IngressDeniesVpcOfFunction => both(
            "The ingress setting of {service} is {ingress}. This request came through VPC network {network} of project {project}, and for a 1st generation function only VPC networks of its own project count as internal.",
            "{service} の内向き (ingress) は「{ingress}」です。このリクエストはプロジェクト {project} の VPC ネットワーク {network} を通って着きました。第 1 世代の関数で内部と見なされるのは、関数と同じプロジェクトの VPC ネットワークだけです。",
        ),
        SaysId::IngressDeniesGoogle => both(
            "The ingress setting of {service} is {ingress}. This call by {caller} is none of those that count as internal.",
            "{service} の内向き (ingress) は「{ingress}」です。この {caller} からの呼び出しは、内部とは見なされません。",
        ),
        SaysId::IngressDeniesCustomDomain => both(
            "The ingress setting of {service} is {ingress}. A call by {caller} counts as internal only at the run.app URL, not at {host}.",
            "{service} の内向き (ingress) は「{ingress}」です。{caller} からの呼び出しが内部と見なされるのは run.app の URL だけで、{host} では見なされません。",
        ),
        SaysId::IngressNone => both(
            "The ingress setting of {service} is none: it accepts no requests.",
            "{service} の内向き (ingress) は「なし」です。どこからのリクエストも受け付けません。",
        ),

        SaysId::InvokerDisabled => both(
            "The invoker IAM check of {service} is disabled, so anyone may call it.",
            "{service} では起動元 (Invoker) の IAM チェックが無効なので、誰でも呼び出せます。",
        ),
        SaysId::InvokerPublic => both(
            "The IAM policy of {service} lets {member} invoke it, so anyone may call it.",
            "{service} の IAM ポリシーは {member} に起動元 (Invoker) のロールを与えているので、誰でも呼び出せます。",
        ),
        SaysId::InvokerAllowed => both(
            "{principal} has {role} on {service} and may invoke it.",
            "{principal} は {service} に対する {role} を持っているので、呼び出せます。",
        ),
        SaysId::InvokerAssumed => both(
            "The IAM policy of {service} is not in the scenario. The caller is taken to be allowed.",
            "{service} の IAM ポリシーがシナリオにないため、呼び出しは許可されるものとします。",
        ),
        SaysId::InvokerUnauthenticated => both(
            "{service} requires authentication, and the request carries no credential.",
            "{service} は認証を必要としますが、リクエストに認証情報がありません。",
        ),
        SaysId::InvokerUntrusted => both(
            "The bearer token of the request is not signed by Google, so {service} does not accept it.",
            "リクエストの Bearer トークンは Google が署名したものではないため、{service} は受け付けません。",
        ),
        SaysId::InvokerAccessToken => both(
            "The request carries an access token, and {service} needs an ID token.",
            "リクエストのトークンはアクセス トークンですが、{service} に必要なのは ID トークンです。",
        ),
        SaysId::InvokerAudience => both(
            "The audience of the ID token is {audience}, which is neither a URL of {service} nor one of its custom audiences.",
            "ID トークンのオーディエンス (aud) は {audience} で、{service} の URL でもカスタム オーディエンスでもありません。",
        ),
        SaysId::InvokerDenied => both(
            "{principal} has no role on {service} that allows to invoke it (run.routes.invoke).",
            "{principal} は、{service} を呼び出すためのロール (run.routes.invoke を含むもの) を持っていません。",
        ),
        SaysId::InvokerDeniedFunction => both(
            "{principal} has no role on {service} that allows to invoke it (cloudfunctions.functions.invoke).",
            "{principal} は、{service} を呼び出すためのロール (cloudfunctions.functions.invoke を含むもの) を持っていません。",
        ),
        SaysId::InvokerConditional => both(
            "Whether {principal} may invoke {service} depends on the binding of {binding}: its condition, custom role or group cannot be judged here.",
            "{principal} が {service} を呼び出せるかどうかは {binding} のバインディングによって決まりますが、その条件、カスタムロール、グループをここでは判断できません。",
        ),
        SaysId::InvokerPolicyInPart => both(
            "The scenario holds a part of the IAM policy of {service}: what Terraform adds to it. The caller is not allowed by that part, and may be by the rest.",
            "{service} の IAM ポリシーのうち、Terraform が追加する部分だけがシナリオにあります。呼び出し元はその部分では許可されていませんが、残りの部分で許可されている可能性があります。",
        ),
        SaysId::IapGuards => both(
            "Identity-Aware Proxy stands in front of {service}.",
            "{service} の手前に Identity-Aware Proxy (IAP) があります。",
        ),
        SaysId::IapSignIn => both(
            "The request shows no token, so Identity-Aware Proxy in front of {service} asks to sign in.",
            "リクエストにトークンがないため、{service} の手前の Identity-Aware Proxy (IAP) がログインを求めます。",
        ),
        SaysId::IapToken => both(
            "Identity-Aware Proxy in front of {service} does not take a token of this kind or audience: {audience}",
            "{service} の手前の Identity-Aware Proxy (IAP) は、この種類やオーディエンスのトークンを受け付けません: {audience}",
        ),
        SaysId::IapAssumed => both(
            "The IAM policy of {service} is not in the scenario. Identity-Aware Proxy is taken to let the caller in.",
            "{service} の IAM ポリシーがシナリオにないため、Identity-Aware Proxy (IAP) は通すものとします。",
        ),
        SaysId::IapAllowed => both(
            "{principal} has {role}, so Identity-Aware Proxy lets it pass to {service}.",
            "{principal} は {role} を持っているので、Identity-Aware Proxy (IAP) を通って {service} に届きます。",
        ),
        SaysId::IapDenies => both(
            "{principal} has no role that lets it pass Identity-Aware Proxy in front of {service} (roles/iap.httpsResourceAccessor).",
            "{principal} は、{service} の手前の Identity-Aware Proxy (IAP) を通るロール (roles/iap.httpsResourceAccessor) を持っていません。",
        ),
        SaysId::PerimeterInside => both(
            "The caller and project {project} are both inside the perimeter {perimeter}.",
            "呼び出し元とプロジェクト {project} は、どちらも境界 {perimeter} の内側にあります。",
        ),
        SaysId::PerimeterDeniesIngress => both(
            "Project {project} is inside the perimeter {perimeter}, which restricts {api}, and the caller is outside.",
            "プロジェクト {project} は {api} を制限する境界 {perimeter} の内側にあり、呼び出し元は外側にいます。",
        ),
        SaysId::PerimeterDeniesEgress => both(
            "The caller is inside the perimeter {perimeter}, which restricts {api}, and project {project} is outside.",
            "呼び出し元は {api} を制限する境界 {perimeter} の内側にいますが、プロジェクト {project} は外側にあります。",
        ),
        SaysId::PerimeterNotAccessible => both(
            "{api} is not among the VPC accessible services of the perimeter {perimeter}, in which the caller's network is.",
            "{api} は、呼び出し元のネットワークがある境界 {perimeter} の VPC のアクセス可能なサービスに入っていません。",
        ),
        SaysId::PerimeterUnknown => both(
            "The VPC Service Controls perimeter {perimeter} could decide here, by something that cannot be told: the project asked for, access levels, or ingress and egress rules.",
            "VPC Service Controls の境界 {perimeter} で結果が変わる可能性がありますが、リクエスト先のプロジェクト、アクセスレベル、上り下りのルールのどれかから判断できません。",
        ),

        SaysId::CredentialMetadata => both(
            "The metadata server gives the credential of the attached service account {principal}.",
            "メタデータ サーバーから、接続済みのサービス アカウント {principal} の認証情報を取得します。",
        ),
        SaysId::CredentialFile => both(
            "A credential file of type {kind} gives the credential[ of {principal}].",
            "種類が {kind} の認証情報ファイルから[、{principal} の]認証情報を取得します。",
        ),
        SaysId::CredentialNone => both(
            "{library} finds no Application Default Credentials: neither GOOGLE_APPLICATION_CREDENTIALS nor a file of gcloud nor an attached service account.",
            "{library} がアプリケーションのデフォルト認証情報 (ADC) を見つけられません。GOOGLE_APPLICATION_CREDENTIALS も、gcloud のファイルも、接続済みのサービス アカウントもありません。",
        ),
        SaysId::CredentialUnsupported => both(
            "The Application Default Credentials are of type {kind}, which {library} does not take.",
            "アプリケーションのデフォルト認証情報 (ADC) の種類は {kind} で、{library} では使えません。",
        ),
        SaysId::CredentialImpersonated => both(
            "{caller} may impersonate the service account {target}.",
            "{caller} は、サービス アカウント {target} の権限を借用できます。",
        ),
        SaysId::CredentialImpersonationDenied => both(
            "{caller} may not impersonate the service account {target}: the role Service Account Token Creator on it is missing.",
            "{caller} は、サービス アカウント {target} の権限を借用できません。そのサービス アカウントに対する「サービス アカウント トークン作成者」のロールがありません。",
        ),
        SaysId::CredentialPolicyInPart => both(
            "The scenario holds a part of the IAM policy of the service account {target}: what Terraform adds to it. {caller} may not impersonate it by that part, and may by the rest.",
            "サービス アカウント {target} の IAM ポリシーのうち、Terraform が追加する部分だけがシナリオにあります。{caller} はその部分では権限を借用できませんが、残りの部分で許可されている可能性があります。",
        ),
        SaysId::CredentialConditional => both(
            "Whether {caller} may impersonate the service account {target} depends on the binding of {binding}: its condition, custom role or group cannot be judged here.",
            "{caller} がサービス アカウント {target} の権限を借用できるかどうかは {binding} のバインディングによって決まりますが、その条件、カスタムロール、グループをここでは判断できません。",
        ),
        SaysId::CredentialImpersonationAssumed => both(
            "The IAM policy of the service account {target} is not in the scenario. {caller} is taken to be allowed to impersonate it.",
            "サービス アカウント {target} の IAM ポリシーがシナリオにないため、{caller} は権限を借用できるものとします。",
        ),

        SaysId::ForwardingRuleTakes => both(
            "The forwarding rule {rule} takes it, at {address}[ port {port}].",
            "転送ルール {rule} が {address}[ ポート {port}] で受け付けます。",
        ),
        SaysId::ForwardingRuleMismatch => both(
            "The forwarding rule {rule} does not take {protocol}[ port {port}].",
            "転送ルール {rule} は {protocol}[ ポート {port}] を受け付けません。",
        ),
        SaysId::ForwardingRuleOtherRegion => both(
            "The forwarding rule {rule} is in {region} and has no global access. The client is in {from}.",
            "転送ルール {rule} は {region} にあり、グローバル アクセスが無効です。クライアントは {from} にあります。",
        ),
        SaysId::LoadBalancerNoBackends => both(
            "The backend service {service} has no backends.",
            "バックエンド サービス {service} にはバックエンドがありません。",
        ),
        SaysId::LoadBalancerBackend => both(
            "The backend service {service} sends it to {backend}, port {port}. The firewall lets health checks through.",
            "バックエンド サービス {service} が {backend} のポート {port} に送ります。ヘルスチェックはファイアウォールで許可されています。",
        ),
        SaysId::LoadBalancerBackendPartial => both(
            "The backend service {service} sends it to {backend}, port {port}. The firewall blocks health checks from {blocked}.",
            "バックエンド サービス {service} が {backend} のポート {port} に送ります。{blocked} からのヘルスチェックはファイアウォールで拒否されています。",
        ),
        SaysId::LoadBalancerBackendBlocked => both(
            "The firewall blocks the health checks from {ranges}, so {backend} counts as unhealthy and the backend service {service} sends it nothing.",
            "{ranges} からのヘルスチェックがファイアウォールで拒否されるため、{backend} は正常と見なされず、バックエンド サービス {service} は何も送りません。",
        ),
        SaysId::LoadBalancerBackendUnhealthy => both(
            "Nothing on {backend} listens on port {port}, where health checks ask, so it counts as unhealthy and the backend service {service} sends it nothing.",
            "ヘルスチェックが確かめるポート {port} で待ち受けるものが {backend} にないため、正常と見なされず、バックエンド サービス {service} は何も送りません。",
        ),
        SaysId::LoadBalancerNamedPort => both(
            "The backend service {service} uses the named port {port}, which the instance group {group} does not define.",
            "バックエンド サービス {service} が使う名前付きポート {port} は、インスタンス グループ {group} に定義されていません。",
        ),
        SaysId::LoadBalancerBackendNetwork => both(
            "{backend}, a backend of {service}, has no interface in the load balancer's network {network}.",
            "{service} のバックエンド {backend} には、ロードバランサのネットワーク {network} のインターフェースがありません。",
        ),
        SaysId::LoadBalancerProxyHeader => both(
            "The load balancer {service} is a proxy: it opens a connection of its own to the backend, with the source {source}. The PROXY protocol header names the client {client}.",
            "ロードバランサ {service} はプロキシです。バックエンドへは自分で接続を開き、送信元は {source} になります。PROXY プロトコルのヘッダーがクライアント {client} を伝えます。",
        ),
        SaysId::LoadBalancerForwards => both(
            "The load balancer {service} is a proxy: it sends a request of its own to the backend, with the source {source}. The header X-Forwarded-For ends with the client {client} and the load balancer's address {address}.",
            "ロードバランサ {service} はプロキシです。バックエンドへは自分でリクエストを送り、送信元は {source} になります。X-Forwarded-For ヘッダーの末尾には、クライアント {client} とロードバランサのアドレス {address} が入ります。",
        ),
        SaysId::LoadBalancerPasses => both(
            "The backend service {service} passes the packet to {backend} as it is: the source stays {source}, the destination {address}. The firewall lets health checks through.",
            "バックエンド サービス {service} が、パケットをそのまま {backend} に渡します。送信元は {source}、宛先は {address} のままです。ヘルスチェックはファイアウォールで許可されています。",
        ),
        SaysId::LoadBalancerPassesPartial => both(
            "The backend service {service} passes the packet to {backend} as it is: the source stays {source}, the destination {address}. The firewall blocks health checks from {blocked}.",
            "バックエンド サービス {service} が、パケットをそのまま {backend} に渡します。送信元は {source}、宛先は {address} のままです。{blocked} からのヘルスチェックはファイアウォールで拒否されています。",
        ),
        SaysId::LoadBalancerSelf => both(
            "{backend} is a backend of this load balancer itself and has the address {address} as its own, so it answers itself.",
            "{backend} はこのロードバランサのバックエンドで、アドレス {address} を自分のものとして持つため、自分自身が応答します。",
        ),
        SaysId::LoadBalancerFailover => both(
            "Only {healthy} of {primary} primary backends of {service} are healthy, so its failover backends are active.",
            "{service} の正常なプライマリ バックエンドが {primary} 台中 {healthy} 台だけのため、フェイルオーバー バックエンドに切り替わっています。",
        ),
        SaysId::ProtocolForwards => both(
            "The target instance {target} passes the packet to {backend} as it is: the source stays {source}, the destination {address}.",
            "ターゲット インスタンス {target} が、パケットをそのまま {backend} に渡します。送信元は {source}、宛先は {address} のままです。",
        ),
        SaysId::ArmorAllows => both(
            "The rule of priority {priority} of the Cloud Armor policy {policy} allows {source}.",
            "Cloud Armor ポリシー {policy} の優先度 {priority} のルールが {source} を許可します。",
        ),
        SaysId::LoadBalancerNoProxySubnet => both(
            "The load balancer of the forwarding rule {rule} needs an active proxy-only subnet in {region} of the network {network}, and there is none.",
            "転送ルール {rule} のロードバランサには、ネットワーク {network} の {region} に有効なプロキシ専用サブネットが必要ですが、ありません。",
        ),
        SaysId::UrlMapChooses => both(
            "The URL map {map} gives {host}{path} to the backend service {service}.",
            "URL マップ {map} が {host}{path} をバックエンド サービス {service} に振り分けます。",
        ),
        SaysId::LoadBalancerInternet => both(
            "The backend service {service} leads to {host} on the internet, by the internet NEG {neg}.",
            "バックエンド サービス {service} は、インターネット NEG {neg} でインターネット上の {host} につながります。",
        ),
        SaysId::HybridNegRoute => both(
            "The endpoint {address} of the hybrid NEG {neg} is behind {route}. Only a dynamic route of {region} leads to such endpoints.",
            "ハイブリッド NEG {neg} のエンドポイント {address} への経路は {route} です。このエンドポイントに届くのは、{region} の動的ルートだけです。",
        ),
        SaysId::LoadBalancerBackendIpv6 => both(
            "The backend service {service} sends it to {backend}, port {port}, over IPv6 (ipAddressSelectionPolicy is {policy}). The firewall lets health checks through.",
            "バックエンド サービス {service} が {backend} のポート {port} に IPv6 で送ります (ipAddressSelectionPolicy は {policy})。ヘルスチェックはファイアウォールで許可されています。",
        ),
        SaysId::LoadBalancerBackendIpv4 => both(
            "The backend service {service} sends it to {backend}, port {port}, over IPv4, as it is not reached over IPv6 (ipAddressSelectionPolicy is PREFER_IPV6). The firewall lets health checks through.",
            "バックエンド サービス {service} が {backend} のポート {port} に IPv4 で送ります。IPv6 では届かないためです (ipAddressSelectionPolicy は PREFER_IPV6)。ヘルスチェックはファイアウォールで許可されています。",
        ),
        SaysId::LoadBalancerBackendNoAddress => both(
            "The backend service {service} connects over {version} only, and the backend {backend} has no such address (ipAddressSelectionPolicy).",
            "バックエンド サービス {service} は {version} だけで接続しますが、バックエンド {backend} にはそのアドレスがありません (ipAddressSelectionPolicy)。",
        ),
        SaysId::LoadBalancerBackendVersion => both(
            "What is sent to {address} is passed on as it is, and the backend {backend} has no address of that IP version.",
            "{address} に送られたパケットはそのまま渡されますが、バックエンド {backend} にはその IP バージョンのアドレスがありません。",
        ),
        SaysId::LoadBalancerServerless => both(
            "The backend service {service} leads to the Cloud Run service {run}, by the serverless NEG {neg}.",
            "バックエンド サービス {service} は、サーバーレス NEG {neg} で Cloud Run サービス {run} につながります。",
        ),
        SaysId::PscEndpoint => both(
            "The endpoint {endpoint} leads to the service attachment {attachment}.",
            "エンドポイント {endpoint} は、サービス アタッチメント {attachment} につながります。",
        ),
        SaysId::PscNotAccepted => both(
            "The connection of {endpoint} to the service attachment {attachment} is not accepted: its status is {status}.",
            "{endpoint} からサービス アタッチメント {attachment} への接続は承認されていません。状態は {status} です。",
        ),
        SaysId::PscNat => both(
            "The service attachment {attachment} puts an address of its NAT subnet on it, {source}, and sends it to {address} in the producer's network.",
            "サービス アタッチメント {attachment} が送信元を NAT サブネットのアドレス {source} に変え、サービス プロデューサーのネットワークの {address} に送ります。",
        ),
        SaysId::PscNatProxyProtocol => both(
            "The service attachment {attachment} puts an address of its NAT subnet on it, {source}, and sends it to {address} in the producer's network. The PROXY protocol header names the client.",
            "サービス アタッチメント {attachment} が送信元を NAT サブネットのアドレス {source} に変え、サービス プロデューサーのネットワークの {address} に送ります。PROXY プロトコルのヘッダーがクライアントを伝えます。",
        ),
        SaysId::PscNoNatSubnet => both(
            "The service attachment {attachment} has no NAT subnet.",
            "サービス アタッチメント {attachment} には NAT サブネットがありません。",
        ),
        SaysId::PscBackend => both(
            "The backend service {service} leads to the service attachment {attachment}, by the Private Service Connect NEG {neg}.",
            "バックエンド サービス {service} は、Private Service Connect NEG {neg} でサービス アタッチメント {attachment} につながります。",
        ),
        SaysId::PscBackendGlobalAccess => both(
            "The load balancer of {neg} is for all regions, and the producer's forwarding rule {rule} has no global access.",
            "{neg} のロードバランサはすべてのリージョンのものですが、サービス プロデューサーの転送ルール {rule} はグローバル アクセスが無効です。",
        ),
        SaysId::PscBackendPorts => both(
            "The producer's forwarding rule {rule} has more than one port, and {neg} does not say which.",
            "サービス プロデューサーの転送ルール {rule} には複数のポートがあり、{neg} にはその指定がありません。",
        ),
        SaysId::LoadBalancerProxies => both(
            "The load balancer {service} is a proxy: it opens a connection of its own to the backend, with the source {source}.",
            "ロードバランサ {service} はプロキシです。バックエンドへは自分で接続を開き、送信元は {source} になります。",
        ),

        SaysId::ArriveInstance => both(
            "It arrives at VM {name} ({address}).",
            "VM {name} ({address}) に着きます。",
        ),
        SaysId::InstanceNotRunning => both(
            "VM {name} is not running (status {status}).",
            "VM {name} は実行中ではありません (ステータス {status})。",
        ),
        SaysId::ArrivePod => both(
            "It arrives at pod {name} ({address}).",
            "Pod {name} ({address}) に着きます。",
        ),
        SaysId::ArriveHost => both(
            "It arrives at host {name} ({address}).",
            "ホスト {name} ({address}) に着きます。",
        ),
        SaysId::ArriveInternet => both(
            "It arrives at a host on the internet ({address}).",
            "インターネット上のホスト ({address}) に着きます。",
        ),
        SaysId::RunNoVpcIngress => both(
            "{address} in subnet {subnet} is an address with which Cloud Run sends. It accepts no connections there.",
            "サブネット {subnet} の {address} は、Cloud Run が送信に使うアドレスです。ここでは接続を受け付けません。",
        ),
        SaysId::AddressUnused => both(
            "No resource in subnet {subnet} uses {address}.",
            "サブネット {subnet} に {address} を使うリソースがありません。",
        ),
        SaysId::AddressOfStranger => both(
            "{kind}[ {name}] has {address}. Its kind is not modelled, so what happens there cannot be said.",
            "{address} は {kind}[ {name}] のアドレスです。モデルに含まれない種類なので、その先の結果は分かりません。",
        ),
        SaysId::PrivateFromInternet => both(
            "{address} is an internal address and cannot be reached from the internet.",
            "{address} は内部アドレスなので、インターネットからは届きません。",
        ),
        SaysId::ProcessListens => both(
            "A process listens on port {port} ({protocol}).",
            "ポート {port} でプロセスが待ち受けています ({protocol})。",
        ),
        SaysId::ProcessAssumed => both(
            "The scenario declares no process on this machine. It is taken to answer[ on port {port}].",
            "このマシンのプロセスはシナリオに書かれていません。[ポート {port} で]応答するものとします。",
        ),
        SaysId::ProcessNone => both(
            "Nothing listens on port {port}.[ What listens: {listening}.]",
            "ポート {port} で待ち受けているプロセスはありません。[待ち受けているのは {listening} です。]",
        ),
        SaysId::AllowListHas => both(
            "The allow-list has the source {source}, by {entry}.",
            "送信元 {source} は、許可リストの {entry} に入っています。",
        ),
        SaysId::AllowListLacks => both(
            "The allow-list does not have the source {source}. It has {list}.",
            "送信元 {source} は許可リストにありません。許可リストは {list} です。",
        ),
        SaysId::EntryPoint => both(
            "This is an entry point of inbound DNS forwarding: Cloud DNS answers queries as for machines of VPC network {network}.",
            "DNS のインバウンド転送のエントリ ポイントです。Cloud DNS が、VPC ネットワーク {network} のマシンに対するのと同じ答えを返します。",
        ),
        SaysId::EntryPointOtherPort => both(
            "This is an entry point of inbound DNS forwarding of VPC network {network}: it serves DNS queries on port 53 and nothing else.",
            "VPC ネットワーク {network} の DNS のインバウンド転送のエントリ ポイントです。ポート 53 の DNS クエリ以外には応答しません。",
        ),
        SaysId::MetadataServerOtherPort => both(
            "The metadata server serves DHCP, DNS, NTP and instance metadata, and nothing on port {port}.",
            "メタデータ サーバーが応答するのは DHCP、DNS、NTP、インスタンス メタデータで、ポート {port} では応答しません。",
        ),
        SaysId::MetadataServer => both(
            "The metadata server ({name}) answers. Nothing leaves the machine.",
            "メタデータ サーバー ({name}) が答えます。通信はマシンの外に出ません。",
        ),

        SaysId::Delivered => both(
            "It reaches {target}[ {resource}].",
            "{target}[ {resource}] に届きます。",
        ),
        SaysId::Rejected => both("{cause}.", "{cause}。"),
        SaysId::Dropped => both("{cause}.", "{cause}。"),
        SaysId::Forwarded => both(
            "It leaves for {target}. The configuration behind it is not in the scenario.",
            "{target}へ出ていきます。その先の構成はシナリオにありません。",
        ),
        SaysId::Incomplete => both(
            "The answer needs something that is not in the scenario: {kind}[ {name}].",
            "判断に必要な {kind}[ {name}] がシナリオにありません。",
        ),
        SaysId::IncompletePolicy => both(
            "Not all that the IAM policy of {name} grants follows from the scenario.",
            "{name} の IAM ポリシーが許可する内容のすべてが、シナリオから分かるわけではありません。",
        ),
        SaysId::Unreadable => both(
            "The {kind} {name} could not be read whole[ (at {field})], and it could decide here.",
            "{kind} {name} の全体を読めませんでした[ (読めなかった場所: {field})]。これで結果が変わる可能性があります。",
        ),
        SaysId::AfterApply => both(
            "The {kind} {name} is planned[, and its {field}] is known only after it is applied (terraform apply); it could decide here.",
            "{kind} {name} は計画中のもので、[{field} の]値は適用 (terraform apply など) の後に決まります。これで結果が変わる可能性があります。",
        ),
        SaysId::Unmodelled => both(
            "{feature} is not modelled, and it could decide here.",
            "{feature} はモデルに含まれません。これで結果が変わる可能性があります。",
        ),
    }
}
