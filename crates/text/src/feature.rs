//! Features outside the model, by the names that results give them.

use crate::lang::Lang;

/// What a feature outside the model is called; `None` for one that has no words yet.
pub fn feature(lang: Lang, feature: &str) -> Option<&'static str> {
    Some(match feature {
        // Names and who may ask.
        "SERVICE_DIRECTORY_ZONE" => lang.pick("A Service Directory zone", "Service Directory ゾーン"),
        "REVERSE_LOOKUP_ZONE" => lang.pick("A managed reverse lookup zone", "マネージド逆引き参照ゾーン"),
        "DNS_DELEGATION" => lang.pick("Delegation of a subdomain (NS records)", "サブドメインの委任 (NS レコード)"),
        "DNS_SEARCH_PATH" => lang.pick(
            "A name that the search path of the machine or pod may complete",
            "マシンや Pod の検索パスで補われるかもしれない名前",
        ),
        "LOOPBACK" => lang.pick(
            "A loopback address, which is the container itself",
            "コンテナ自身を指すループバック アドレス",
        ),
        "METADATA_SERVER_PORT" => lang.pick(
            "The metadata server by HTTPS (port 443), or by another protocol than TCP and UDP",
            "HTTPS (ポート 443) や、TCP と UDP 以外のプロトコルでのメタデータ サーバー",
        ),
        "ADDRESS_OF_OTHER_RESOURCE" => lang.pick(
            "An address of a resource whose kind is not modelled, as its own export or its reservation (users, status) says",
            "モデルに含まれない種類のリソースのアドレス (そのエクスポート、または予約の users、status から判明)",
        ),
        "HEALTH_CHECK_AT_ALLOW_LIST" => lang.pick(
            "A health check by HTTP at a process whose own allow-list leaves out the ranges that it comes from",
            "許可リストにヘルスチェックの送信元が含まれないプロセスへの、HTTP のヘルスチェック",
        ),
        "INBOUND_ENTRY_POINT" => lang.pick(
            "An entry point of inbound DNS forwarding that is asked from inside the network, or by a tunnel or attachment of another region",
            "ネットワークの内側から、または別リージョンのトンネルやアタッチメントから問い合わせる、DNS のインバウンド転送のエントリ ポイント",
        ),
        "NAME_SERVER_ADMITS_PART" => lang.pick(
            "A name server whose allow-list has only a part of 35.199.192.0/19, from which Cloud DNS asks",
            "Cloud DNS の送信元 35.199.192.0/19 の一部だけを許可するネーム サーバー",
        ),
        "DNS_PEERING_OF_MORE_NETWORKS" => lang.pick(
            "DNS peering of more than three VPC networks, which Google does not support",
            "3 つを超える VPC ネットワークにまたがる DNS ピアリング (Google はサポートしていません)",
        ),
        "DNS_LONG_CNAME_CHAIN" => lang.pick(
            "A chain of more CNAME records than are followed here; Google documents no limit",
            "ここで追う数を超える CNAME の連鎖 (Google は上限を公開していません)",
        ),
        "DNS_CNAME_OUT_OF_PRIVATE_ZONES" => lang.pick(
            "A CNAME record of a private zone whose target is in none: Cloud DNS does not follow it, and whether the caller's own resolver does is not known",
            "限定公開ゾーンの外を指す CNAME (Cloud DNS は先を追わず、呼び出し元のリゾルバが追うかどうかは分かりません)",
        ),
        "DNS_CNAME_OF_RESPONSE_POLICY" => lang.pick(
            "A CNAME record in a response policy: Cloud DNS does not follow it, and whether the caller's own resolver does is not known",
            "レスポンス ポリシーの CNAME (Cloud DNS は先を追わず、呼び出し元のリゾルバが追うかどうかは分かりません)",
        ),
        "NAME_SERVER_BY_DOMAIN" => lang.pick(
            "A name server that is given by its name",
            "名前で指定されたネームサーバー",
        ),
        "NAME_SERVER_OTHER_THAN_VM" => lang.pick(
            "A name server inside the network that is no VM: an internal load balancer, a pod, an endpoint",
            "ネットワーク内の、VM ではないネームサーバー (内部ロードバランサ、Pod、エンドポイント)",
        ),
        "NAME_SERVER_BEHIND_HYBRID_CONNECTIVITY" => lang.pick(
            "A name server behind Cloud VPN or Cloud Interconnect",
            "Cloud VPN や Cloud Interconnect の先のネームサーバー",
        ),
        "DNS_ZONES_OF_ONE_NAME" => lang.pick(
            "Two zones of one DNS name for the same clients",
            "同じ問い合わせ元に対する、同じ DNS 名の 2 つのゾーン",
        ),
        "DNS_POLICIES_OF_ONE_NETWORK" => lang.pick(
            "Two server policies or response policies for one network or cluster, which can have one",
            "1 つのネットワークやクラスタに対する 2 つのサーバー ポリシーやレスポンス ポリシー (設定できるのは 1 つ)",
        ),
        "DNS_CONTRADICTORY_RECORDS" => lang.pick(
            "Records of one name that no zone can hold together",
            "1 つの名前に同時には置けないレコード",
        ),
        "GLOBAL_INTERNAL_DNS" => lang.pick(
            "A global name of a VM (VM.c.PROJECT.internal): whether a project has them depends on its VmDnsSetting",
            "VM のグローバル DNS 名 (VM.c.PROJECT.internal)。使えるかどうかはプロジェクトの VmDnsSetting によります",
        ),
        "LAYER_2_INTERCONNECT" => lang.pick(
            "A VLAN attachment that carries Ethernet frames to an appliance (type L2_DEDICATED)",
            "イーサネット フレームをアプライアンスへ運ぶ VLAN アタッチメント (type が L2_DEDICATED)",
        ),
        "PSC_PUBLISHED_DOMAIN" => lang.pick(
            "A name below a published service's domain (domainNames), in a zone that Private Service Connect makes for its endpoints",
            "公開サービスのドメイン名 (domainNames) の下の名前。Private Service Connect (PSC) がエンドポイント用に作るゾーンが答える",
        ),
        "GOOG_NAME_WITHOUT_ZONE" => lang.pick(
            "A name below goog, Google's own domain, that no zone of the scenario answers: those of managed services need a record in a private zone",
            "Google の goog ドメインの名前で、シナリオのどのゾーンも答えないもの (マネージド サービスの名前には、限定公開ゾーンのレコードが必要です)",
        ),
        "PSC_NAME_OUTSIDE_ITS_NETWORK" => lang.pick(
            "A name below p.googleapis.com outside the network that has the Private Service Connect endpoint",
            "Private Service Connect エンドポイントのあるネットワークの外での、p.googleapis.com の下の名前",
        ),
        "DEFAULT_SERVICE_ACCOUNT" => lang.pick(
            "The default service account of a project whose number is not known",
            "番号が分からないプロジェクトのデフォルト サービス アカウント",
        ),
        "CREDENTIALS_OF_THIS_LIBRARY" => lang.pick(
            "The way this library finds credentials",
            "このライブラリが認証情報を探す方法",
        ),
        "IMPERSONATION_OF_UNKNOWN" => lang.pick(
            "Impersonation of a service account that is not named",
            "名前が示されていないサービス アカウントの権限借用",
        ),
        "WORKLOAD_IDENTITY_FEDERATION_FOR_GKE" => lang.pick(
            "Workload Identity Federation for GKE",
            "Workload Identity Federation for GKE",
        ),
        "AUDIENCE_WITH_PATH" => lang.pick(
            "An audience that is the service's URL with a path",
            "サービスの URL にパスを付けたオーディエンス",
        ),
        "UNTRUSTED_BEARER_AT_PUBLIC_SERVICE" => lang.pick(
            "A token not signed by Google at a service that is open to everyone",
            "誰でも呼び出せるサービスへの、Google が署名していないトークン",
        ),
        "IAP_WITHOUT_TLS" => lang.pick(
            "Identity-Aware Proxy for a request without TLS",
            "TLS を使わないリクエストでの Identity-Aware Proxy (IAP)",
        ),
        "IAP_FOR_EVERYONE" => lang.pick(
            "Identity-Aware Proxy where allUsers may pass",
            "allUsers を通す Identity-Aware Proxy (IAP)",
        ),
        "IAP_ACCESS_TOKEN" => lang.pick(
            "An access token at Identity-Aware Proxy",
            "Identity-Aware Proxy (IAP) でのアクセス トークン",
        ),
        "IAP_AUDIENCE" => lang.pick(
            "An ID token at Identity-Aware Proxy whose audience is not an OAuth client that is known to be its own",
            "オーディエンスが、Identity-Aware Proxy (IAP) のものとわかっている OAuth クライアントではない ID トークン",
        ),
        "IAP_ON_CLOUD_RUN" => lang.pick(
            "Identity-Aware Proxy both on the load balancer and on Cloud Run",
            "ロードバランサと Cloud Run の両方での Identity-Aware Proxy (IAP)",
        ),
        "VPC_SERVICE_CONTROLS" => lang.pick(
            "A VPC Service Controls perimeter",
            "VPC Service Controls の境界",
        ),
        "API_SUPPORT_OF_VPC_SERVICE_CONTROLS" => lang.pick(
            "Whether VPC Service Controls supports this API",
            "この API に VPC Service Controls が対応しているかどうか",
        ),

        // Serverless.
        "APP_ENGINE_FLEXIBLE" => lang.pick(
            "The App Engine flexible environment",
            "App Engine フレキシブル環境",
        ),
        "EGRESS_OF_SPECIAL_ADDRESSES" => lang.pick(
            "Egress to 192.0.0.0/24, 198.18.0.0/15 or 240.0.0.0/4 with private-ranges-only",
            "private-ranges-only での 192.0.0.0/24、198.18.0.0/15、240.0.0.0/4 宛ての通信",
        ),
        "EQUAL_ROUTES_OF_DIFFERENT_KINDS" => lang.pick(
            "Routes of equal priority, one to the default internet gateway and one to another next hop",
            "優先度が同じで、片方がデフォルト インターネット ゲートウェイ、片方がほかのネクストホップのルート",
        ),
        "SMTP_WITHOUT_VPC" => lang.pick(
            "TCP port 25 from a serverless workload without VPC access",
            "VPC に接続していないサーバーレスからの TCP ポート 25",
        ),
        "SUBNET_IN_OTHER_REGION" => lang.pick(
            "Direct VPC egress into a subnet of another region",
            "別のリージョンのサブネットへのダイレクト VPC 下り (外向き)",
        ),
        "CONNECTOR_IN_OTHER_REGION" => lang.pick(
            "A connector of another region",
            "別のリージョンのコネクタ",
        ),
        "OTHER_THAN_HTTP_AT_CLOUD_RUN" => lang.pick(
            "A protocol other than HTTP at Cloud Run",
            "Cloud Run への HTTP 以外のプロトコル",
        ),
        "PLAIN_HTTP_AT_CLOUD_RUN" => lang.pick(
            "http:// to a Cloud Run service, which answers with a redirect to https://",
            "Cloud Run への http:// のリクエスト (https:// へのリダイレクトが返ります)",
        ),
        "GUEST_ROUTES_OF_SEVERAL_INTERFACES" => lang.pick(
            "Which of its interfaces a VM sends by: that is configured inside the VM",
            "VM が複数のインターフェースのどれから送信するか (VM の中の設定によります)",
        ),
        "TAGGED_ROUTE_OF_DIRECT_VPC_EGRESS" => lang.pick(
            "A static route with network tags for Direct VPC egress",
            "ダイレクト VPC 下り (外向き) の通信に対する、ネットワーク タグ付きの静的ルート",
        ),
        "HTTP_PROXY_ON_CLOUD_RUN" => lang.pick(
            "An HTTP proxy on Cloud Run for http:// targets",
            "Cloud Run に置いた、http:// 宛ての HTTP プロキシ",
        ),
        "NO_PROXY_ENTRY" => lang.pick(
            "An entry of NO_PROXY that HTTP libraries read differently",
            "HTTP ライブラリによって解釈が異なる NO_PROXY の項目",
        ),
        "PROXY_SCHEME" => lang.pick("The scheme of this proxy URL", "このプロキシの URL のスキーム"),

        // Firewalls.
        "SOURCE_TAGS_OF_DIRECT_VPC_EGRESS" => lang.pick(
            "An ingress rule by source tags for Direct VPC egress",
            "ダイレクト VPC 下り (外向き) の通信に対する、送信元タグの上りルール",
        ),
        "FIREWALL_POLICY_MATCH" => lang.pick(
            "A rule of a firewall policy that matches by something else than addresses, protocols and ports",
            "アドレス、プロトコル、ポート以外で判定するファイアウォール ポリシーのルール",
        ),
        "FIREWALL_DEFAULT_RANGE" => lang.pick(
            "Whether a firewall rule without ranges applies to IPv6",
            "範囲のないファイアウォール ルールが IPv6 に適用されるかどうか",
        ),
        "FIREWALL_POLICY_ACTION" => lang.pick(
            "The action of this firewall policy rule",
            "このファイアウォール ポリシー ルールのアクション",
        ),
        "FIREWALL_FQDN" => lang.pick(
            "A firewall policy rule by domain names (FQDN)",
            "ドメイン名 (FQDN) によるファイアウォール ポリシー ルール",
        ),
        "FIREWALL_GEOLOCATION" => lang.pick(
            "A firewall policy rule by geolocation",
            "位置情報によるファイアウォール ポリシー ルール",
        ),
        "FIREWALL_THREAT_INTELLIGENCE" => lang.pick(
            "A firewall policy rule by Google Threat Intelligence",
            "Google Threat Intelligence によるファイアウォール ポリシー ルール",
        ),
        "GKE_NETWORK_POLICY" => lang.pick(
            "A GKE network policy by a named port, or by addresses of pods, nodes and Services",
            "名前付きポートや、Pod、ノード、Service のアドレスで判定する GKE のネットワーク ポリシー",
        ),
        "GKE_NETWORK_POLICY_PROTOCOL" => lang.pick(
            "A protocol other than TCP, UDP and SCTP at a GKE network policy",
            "GKE のネットワーク ポリシーでの TCP、UDP、SCTP 以外のプロトコル",
        ),
        "GKE_OTHER_NETWORK_POLICY" => lang.pick(
            "A policy of GKE other than a NetworkPolicy (FQDN, cluster-wide, Cilium, egress NAT, service mesh)",
            "NetworkPolicy 以外の GKE のポリシー (FQDN、クラスタ全体、Cilium、下り NAT、サービス メッシュ)",
        ),
        "DNS_BEHIND_NETWORK_POLICY" => lang.pick(
            "Name resolution of a pod whose network policies may not let it ask for names",
            "ネットワーク ポリシーで DNS の問い合わせが許可されていない可能性がある Pod の名前解決",
        ),
        "METADATA_BEHIND_NETWORK_POLICY" => lang.pick(
            "The metadata server for a pod whose network policies do not let it out there",
            "ネットワーク ポリシーで許可されていない Pod からのメタデータ サーバー",
        ),
        "CLOUD_ARMOR" => lang.pick("A Google Cloud Armor policy", "Google Cloud Armor のポリシー"),

        // Routes and networks.
        "NO_COMMON_IP_VERSION" => lang.pick(
            "A source and a destination without a common IP version",
            "送信元と宛先に共通の IP バージョンがないこと",
        ),
        "PRIVATE_SOURCE_ON_THE_INTERNET" => lang.pick(
            "A private address as a source on the internet",
            "インターネット上の送信元としてのプライベート アドレス",
        ),
        "NAME_OF_SEVERAL" => lang.pick(
            "A host name that the scenario gives to several services",
            "シナリオの中で複数のサービスが持つホスト名",
        ),
        "ADDRESS_OF_SEVERAL" => lang.pick(
            "An address that the scenario gives to several things",
            "シナリオの中で複数のものが持つアドレス",
        ),
        "POLICY_BASED_ROUTE" => lang.pick("A policy-based route", "ポリシーベースのルート"),
        "SUBNET_ROUTE" => lang.pick("This subnet route", "このサブネット ルート"),
        "HYBRID_SUBNET" => lang.pick("A hybrid subnet", "ハイブリッド サブネット"),
        "EQUAL_ROUTES_IN_SEVERAL_NETWORKS" => lang.pick(
            "Routes of one prefix in several networks that are connected: which network's is taken",
            "つながった複数のネットワークにある、同じ長さのプレフィックスのルート (どのネットワークのルートが選ばれるか)",
        ),
        "CONNECTOR_RANGE_OVER_PEERING" => lang.pick(
            "The way back to the range of a connector without a subnet, by a peering or from on-premises",
            "サブネットのないコネクタの範囲へ、ピアリング経由またはオンプレミスから応答が戻る経路",
        ),
        "REPLY_TO_FORWARDED" => lang.pick(
            "The way back to a packet that a machine has forwarded as it is",
            "マシンがそのまま転送したパケットへの応答の経路",
        ),
        "EQUAL_POLICY_BASED_ROUTES" => lang.pick(
            "Policy-based routes of one priority with different next hops",
            "優先度が同じでネクストホップが違う、ポリシーベースのルート",
        ),
        "NEXT_HOP_OF_OWN_BACKEND" => lang.pick(
            "A backend that sends by a route whose next hop is its own load balancer",
            "自分のロードバランサをネクストホップとするルートで送信するバックエンド",
        ),
        "DYNAMIC_ROUTES_OF_SEVERAL_REGIONS" => lang.pick(
            "Dynamic routes of several regions for one range: what the way between regions adds to their priority",
            "1 つの範囲に対する複数リージョンの動的ルート (リージョン間のコストが優先度に加わるため)",
        ),
        "BGP_BEST_PATH_SELECTION_STANDARD" => lang.pick(
            "The choice between learned routes in the standard mode (bgpBestPathSelectionMode), by AS paths too",
            "標準モード (bgpBestPathSelectionMode) での、AS パスも含む学習ルートの選択",
        ),
        "BGP_ROUTE_POLICY" => lang.pick(
            "A BGP route policy, which may drop routes or change them",
            "ルートを破棄または変更するかもしれない、BGP ルート ポリシー",
        ),
        "BGP_SESSION_WITHOUT_IPV4" => lang.pick(
            "A BGP session without the exchange of IPv4 routes",
            "IPv4 ルートを交換しない BGP セッション",
        ),
        "REPLY_BY_EXPORTED_DEFAULT_ROUTE" => lang.pick(
            "A reply of a control plane of GKE by a default route that is exported to its network",
            "GKE コントロール プレーンのネットワークにエクスポートされたデフォルト ルートを使う応答",
        ),
        "REPLY_BY_MACHINE" => lang.pick(
            "A reply whose route leads to a machine or an internal load balancer",
            "ルートのネクストホップがマシンや内部ロードバランサになる応答",
        ),
        "REPLY_PAST_A_HUB_OVER_IPV6" => lang.pick(
            "A reply over the internet to an external IPv6 address that has asked by a hub",
            "ハブ経由で届いたリクエストの、外部 IPv6 アドレスへのインターネット経由の応答",
        ),
        "REPLY_BY_POLICY" => lang.pick(
            "A policy-based route that may take the reply",
            "応答に適用されるかもしれないポリシーベースのルート",
        ),
        "ON_PREMISES_DEFAULT_ROUTE" => lang.pick(
            "A default route that is advertised to an on-premises network, for a public address",
            "オンプレミスにアドバタイズされたデフォルト ルートによる、パブリック アドレス宛ての通信",
        ),
        "SOURCE_OUTSIDE_ITS_NETWORK" => lang.pick(
            "A source address outside the ranges of its on-premises network",
            "オンプレミス ネットワークの範囲の外にある送信元アドレス",
        ),
        "NCC_DYNAMIC_ROUTE_BESIDE_ANOTHER" => lang.pick(
            "A dynamic route of a hub whose routing network has a static route within its range, or another dynamic route for the same range that is not exchanged alike: a known issue of Network Connectivity Center",
            "ハブの動的ルートで、ルーティング VPC ネットワークに、その範囲内の静的ルートか、同じ範囲で交換のされ方が違う動的ルートがあるもの (Network Connectivity Center の既知の問題)",
        ),
        "NCC_FILTER_OF_A_PART" => lang.pick(
            "An export filter of a spoke that holds a part of a subnet",
            "サブネットの一部だけに当たる、スポークのエクスポート フィルタ",
        ),
        "IPV6_OVER_HYBRID_CONNECTIVITY" => lang.pick(
            "IPv6 through a VPN tunnel or VLAN attachment",
            "VPN トンネルや VLAN アタッチメントを通る IPv6",
        ),
        "VPC_PEERING" => lang.pick("VPC Network Peering", "VPC ネットワーク ピアリング"),
        "NCC_IMPORT_WITH_CUSTOM_ROUTES" => lang.pick(
            "Subnets of a hub that a hybrid spoke imports, where its Cloud Router advertises custom routes alone",
            "Cloud Router がカスタムルートだけをアドバタイズする場合の、ハイブリッド スポークがインポートするハブのサブネット",
        ),
        "SITE_TO_SITE_DATA_TRANSFER" => lang.pick(
            "From one hybrid spoke of a hub to another (site-to-site data transfer)",
            "ハブのハイブリッド スポークの間の通信 (サイト間データ転送)",
        ),
        "HYBRID_NAT_BY_OTHER_ROUTE" => lang.pick(
            "Hybrid NAT for a packet that a static route, or a route of a peered network, sends into a tunnel or attachment",
            "静的ルートやピアリング先のルートでトンネルやアタッチメントに送られるパケットに対するハイブリッド NAT",
        ),
        "PRIVATE_NAT_RANGE_NOT_EXPORTED" => lang.pick(
            "Replies to a range of Private NAT that the spoke does not export to the hub",
            "スポークがハブにエクスポートしていない Private NAT の範囲への応答",
        ),
        "PRIVATE_NAT_BEFORE_A_HUB" => lang.pick(
            "Private NAT for a dynamic route that comes by a hub",
            "ハブを通る動的ルートでの Private NAT",
        ),
        "PSC_PROPAGATION" => lang.pick(
            "A Private Service Connect endpoint of another network that no hub propagates",
            "ハブが伝播していない、ほかのネットワークの Private Service Connect (PSC) エンドポイント",
        ),
        "PSC_PROPAGATION_LIMIT" => lang.pick(
            "More Private Service Connect connections to propagate than the service allows",
            "サービスの上限を超える Private Service Connect (PSC) 接続の伝播",
        ),
        "NETWORK_CONNECTIVITY_CENTER" => lang.pick(
            "Network Connectivity Center",
            "Network Connectivity Center",
        ),
        "ON_PREMISES_NETWORK" => lang.pick("An on-premises network", "オンプレミス ネットワーク"),
        "ROUTE_NEXT_HOP" => lang.pick(
            "A route without a next hop of a kind that is known",
            "分かる種類のネクストホップがないルート",
        ),
        "NEXT_HOP_OF_ANOTHER_SPOKE" => lang.pick(
            "A static route to a load balancer of another spoke of the hub",
            "ハブの別のスポークにあるロードバランサをネクストホップにした静的ルート",
        ),
        "IPV6_LOAD_BALANCER_OF_A_SPOKE" => lang.pick(
            "A load balancer's IPv6 address in another spoke of the hub, which Google says is not reached",
            "ハブの別のスポークにあるロードバランサの IPv6 アドレス (Google は到達できないとしています)",
        ),
        "GOOGLE_CALLER_OF_PRIVATE_ENDPOINT" => lang.pick(
            "Eventarc or Workflows calling a private address by a network attachment or Service Directory",
            "ネットワーク アタッチメントや Service Directory を使った、Eventarc や Workflows からのプライベート アドレスの呼び出し",
        ),
        "NEXT_HOP_LOAD_BALANCER" => lang.pick(
            "A load balancer as the next hop of a route",
            "ルートのネクストホップとしてのロードバランサ",
        ),
        "GOOGLE_ADDRESS_BY_CUSTOM_NEXT_HOP" => lang.pick(
            "An address of Google's that is not known to be that of an API of Google Cloud's, by a machine, load balancer or tunnel: Google's own sources contradict",
            "Google Cloud の API のものとは限らない Google のアドレスへの、VM、ロードバランサ、トンネルを経由する通信 (Google の資料どうしが矛盾しています)",
        ),
        "GUEST_FORWARDING" => lang.pick(
            "Forwarding inside a VM that no hopscope#appliance describes",
            "hopscope#appliance で記述されていない、VM の中での転送",
        ),
        "IAM_DENY_POLICY" => lang.pick(
            "An IAM deny policy, which takes permissions away whatever is granted",
            "IAM の拒否ポリシー (付与された権限を取り上げます)",
        ),
        "ORGANIZATION_POLICY" => lang.pick(
            "An organization policy that acts on requests (services, endpoints or TLS that may be used)",
            "リクエスト時に効く組織のポリシー (使えるサービス、エンドポイント、TLS の制限)",
        ),
        "IPV6" => lang.pick(
            "IPv6 here: names with both versions, pods, serverless workloads, and Google's own addresses",
            "ここでの IPv6 (両方のバージョンを持つ名前、Pod、サーバーレス、Google 自身のアドレス)",
        ),
        "IPV6_FRONT_END" => lang.pick(
            "An IPv6 front end of a regional or cross-region proxy load balancer (Preview), or of a target pool",
            "リージョンまたはクロスリージョンのプロキシ ロードバランサ (プレビュー) やターゲット プールの IPv6 フロントエンド",
        ),
        "IPV6_ACCESS_TYPE_OF_BACKEND" => lang.pick(
            "A backend whose IPv6 address is internal behind an external load balancer, or external behind an internal one",
            "外部ロードバランサの背後で内部 IPv6 アドレスを持つバックエンド、または内部ロードバランサの背後で外部 IPv6 アドレスを持つバックエンド",
        ),
        "IP_ADDRESS_SELECTION_POLICY" => lang.pick(
            "ipAddressSelectionPolicy of a classic load balancer, or with backends other than VMs (instance groups and GCE_VM_IP_PORT NEGs)",
            "従来のロードバランサでの ipAddressSelectionPolicy、または VM (インスタンス グループと GCE_VM_IP_PORT の NEG) 以外のバックエンドでのそれ",
        ),
        "PREFER_IPV6_FALLBACK" => lang.pick(
            "PREFER_IPV6 where health checks and connections fare differently over IPv6 and over IPv4",
            "IPv6 と IPv4 でヘルスチェックと接続の通り方が異なる場合の PREFER_IPV6",
        ),
        "IPV6_RANGES_OF_FRONT_ENDS" => lang.pick(
            "A firewall that is open to only one of 2600:2d00:1:b029::/64 and 2600:2d00:1:1::/64 (Google's pages differ about what comes from which)",
            "2600:2d00:1:b029::/64 と 2600:2d00:1:1::/64 の一方だけに開いたファイアウォール (どちらから何が来るか、Google のページが一致しません)",
        ),
        "IPV6_OF_PROXY_SUBNET" => lang.pick(
            "IPv6 from a proxy-only subnet without an IPv6 range",
            "IPv6 範囲のないプロキシ専用サブネットからの IPv6",
        ),
        "IPV6_OF_POD" => lang.pick("The IPv6 address of a pod", "Pod の IPv6 アドレス"),
        "PSC_OVER_IPV6" => lang.pick(
            "Private Service Connect over IPv6 other than from an IPv6 endpoint of the consumer's own network",
            "IPv6 での Private Service Connect (コンシューマ自身のネットワークの IPv6 エンドポイントからのものを除く)",
        ),
        "NEXT_HOP_LOAD_BALANCER_OVER_IPV6" => lang.pick(
            "An internal passthrough load balancer as next hop of a route, over IPv6",
            "ルートのネクストホップとしての内部パススルー ロードバランサ (IPv6)",
        ),
        "EXTERNAL_IPV6_FRONT_END_FROM_INSIDE" => lang.pick(
            "An external IPv6 front end, asked from inside the VPC network that its address is of",
            "外部 IPv6 フロントエンドへの、そのアドレスが属する VPC ネットワークの中からの通信",
        ),
        "OTHER_ADDRESS_OF_IPV6_RANGE" => lang.pick(
            "Another address than the first of the /96 that a VM or forwarding rule has",
            "VM や転送ルールが持つ /96 のうち、先頭以外のアドレス",
        ),
        "NAT64" => lang.pick("NAT64 and DNS64", "NAT64 と DNS64"),
        "ICMP_OVER_IPV6" => lang.pick(
            "ICMP for IPv4 to an IPv6 address",
            "IPv6 アドレスへの、IPv4 の ICMP",
        ),
        "CLOUD_NAT_RULE_EXPRESSION" => lang.pick(
            "The match expression of a Cloud NAT rule",
            "Cloud NAT ルールの一致条件の式",
        ),
        "ROUTES_BASED_CLUSTER" => lang.pick("A routes-based GKE cluster", "ルートベースの GKE クラスタ"),
        "MULTI_NETWORK_POD" => lang.pick(
            "The source address of a pod that leaves by a further network for the internet",
            "追加のネットワークからインターネットに出る Pod の送信元アドレス",
        ),
        "GKE_SERVICE" => lang.pick(
            "A Kubernetes Service in a way that is not documented: endpoints made by hand, a port by its name, the load balancer's address from inside the cluster, an address that no Service has",
            "文書化されていない形での Kubernetes の Service (手動のエンドポイント、名前によるポート、クラスタ内からのロードバランサのアドレス、どの Service のものでもないアドレス)",
        ),
        "GKE_SERVICE_SOURCE" => lang.pick(
            "The source address that a pod sees on the node that took the packet, with externalTrafficPolicy: Cluster",
            "externalTrafficPolicy: Cluster で、パケットを受けたノード自身の Pod に見える送信元アドレス",
        ),
        "IPV6_INTERNAL_TO_EXTERNAL" => lang.pick(
            "From an internal IPv6 address to an external one of a VM: whether the reply has a way back",
            "内部 IPv6 アドレスから VM の外部 IPv6 アドレスへの通信 (応答の戻り道があるかどうか)",
        ),

        // Destinations.
        "PRIVATE_GOOGLE_ACCESS_OF_CONNECTOR_RANGE" => lang.pick(
            "Private Google Access of a connector that has a range instead of a subnet",
            "サブネットではなく範囲を指定したコネクタの、限定公開の Google アクセス (PGA)",
        ),
        "WEB_APPLICATION_AT_VIP" => lang.pick(
            "A web application of Google's at a VIP",
            "VIP での Google のウェブ アプリケーション",
        ),
        "HOST_AT_GOOGLE_FRONT_END" => lang.pick(
            "This host name at Google's front end",
            "Google フロントエンドでのこのホスト名",
        ),
        "GOOGLE_SERVICE_OTHER_THAN_HTTP" => lang.pick(
            "A protocol other than HTTP at a service of Google's",
            "Google のサービスへの HTTP 以外のプロトコル",
        ),
        "GOOGLE_CALLER_TO_OTHER_THAN_VM" => lang.pick(
            "This service of Google's as the caller of this destination",
            "Google のこのサービスから、この宛先への呼び出し",
        ),
        "CLOUD_SQL_FROM_DOCKER_RANGE" => lang.pick(
            "Cloud SQL from 172.17.0.0/16, a range that its machines use themselves",
            "172.17.0.0/16 (Cloud SQL のマシン自身が使う範囲) から Cloud SQL への通信",
        ),
        "SEVERAL_PSC_ENDPOINTS" => lang.pick(
            "Several PSC endpoints of one network for the same service",
            "1 つのネットワークにある、同じサービスへの複数の PSC エンドポイント",
        ),
        "GKE_CONTROL_PLANE_FROM_OTHER_NETWORK" => lang.pick(
            "The private endpoint of a GKE control plane, from a peered network or another spoke of a hub",
            "ピアリング先のネットワークやハブの別のスポークから、GKE コントロール プレーンの内部エンドポイントへのアクセス",
        ),
        "GKE_IP_ENDPOINTS_OFF" => lang.pick(
            "A GKE control plane whose IP-based endpoints are disabled",
            "IP ベースのエンドポイントが無効な GKE コントロール プレーン",
        ),
        "GKE_DNS_ENDPOINT" => lang.pick(
            "What the DNS-based endpoint of a GKE control plane answers to this",
            "GKE コントロール プレーンの DNS ベースのエンドポイントがこれに何と応答するか",
        ),
        "METADATA_OVER_IPV6" => lang.pick(
            "The metadata server over IPv6",
            "IPv6 でのメタデータ サーバー",
        ),
        "WINDOWS_ACTIVATION" => lang.pick(
            "Activation of Windows at kms.windows.googlecloud.com",
            "kms.windows.googlecloud.com での Windows のライセンス認証",
        ),
        "MUTUAL_TLS" => lang.pick(
            "Mutual TLS at a load balancer (serverTlsPolicy)",
            "ロードバランサの相互 TLS (serverTlsPolicy)",
        ),
        "NAMED_PORT_OF_SEVERAL" => lang.pick(
            "A named port of an instance group that stands for several ports",
            "複数のポートを表す、インスタンス グループの名前付きポート",
        ),
        "PSC_CONNECTION_LIMIT" => lang.pick(
            "A service attachment whose connection limit for a consumer is reached",
            "サービス アタッチメントでの、コンシューマごとの接続数の上限",
        ),
        "CLOUD_SQL_EXPIRING_NETWORK" => lang.pick(
            "An authorized network of Cloud SQL with an expiration time",
            "有効期限のある Cloud SQL の承認済みネットワーク",
        ),
        "GKE_KONNECTIVITY" => lang.pick(
            "The tunnel that GKE nodes keep open to the control plane (Konnectivity)",
            "GKE ノードがコントロール プレーンとの間に張るトンネル (Konnectivity)",
        ),
        "DESTINATION_KIND" => lang.pick(
            "A destination of this kind",
            "この種類のリソースを宛先にすること",
        ),
        // Load balancers and published services.
        "SERVICE_MESH" => lang.pick(
            "A forwarding rule of a service mesh (INTERNAL_SELF_MANAGED)",
            "サービス メッシュの転送ルール (INTERNAL_SELF_MANAGED)",
        ),
        "FIREWALL_OF_LOAD_BALANCER" => lang.pick(
            "A firewall policy rule for the proxies of internal load balancers (INTERNAL_MANAGED_LB)",
            "内部ロードバランサのプロキシに対するファイアウォール ポリシー ルール (INTERNAL_MANAGED_LB)",
        ),
        "FORWARDING_RULE_TARGET" => lang.pick(
            "A forwarding rule with this target",
            "このターゲットの転送ルール",
        ),
        "BACKEND_IN_ANOTHER_NETWORK" => lang.pick(
            "A load balancer with a backend in another VPC network",
            "別の VPC ネットワークにバックエンドを持つロードバランサ",
        ),
        "NO_HEALTHY_BACKEND" => lang.pick(
            "A passthrough load balancer without a healthy backend (the product's page sends to all, Connectivity Tests calls it a drop)",
            "正常なバックエンドがないパススルー ロードバランサ (製品のページではすべてに送り、接続テストでは破棄とされています)",
        ),
        "OTHER_THAN_HTTP_AT_LOAD_BALANCER" => lang.pick(
            "A protocol other than HTTP at an Application Load Balancer",
            "アプリケーション ロードバランサへの HTTP 以外のプロトコル",
        ),
        "HTTP_PROXY_BEHIND_LOAD_BALANCER" => lang.pick(
            "An HTTP proxy behind an Application Load Balancer",
            "アプリケーション ロードバランサの背後の HTTP プロキシ",
        ),
        "MIXED_BACKENDS" => lang.pick(
            "A backend service with groups of different kinds",
            "種類の違うグループを持つバックエンド サービス",
        ),
        "INTERNET_NEG" => lang.pick(
            "An internet NEG for a name or address of Google's, or for a name in a network with zones of its own",
            "Google の名前やアドレスへの、または独自のゾーンを持つネットワークでの名前によるインターネット NEG",
        ),
        "HYBRID_NEG" => lang.pick(
            "A hybrid connectivity NEG with regional dynamic routing, by a connected network or router appliance, behind a load balancer of several regions, or with endpoints of which not all answer",
            "リージョン動的ルーティング、接続された別のネットワーク、ルーター アプライアンス、クロスリージョンのロードバランサでのハイブリッド接続 NEG、または一部のエンドポイントだけが応答するハイブリッド接続 NEG",
        ),
        "HTTP3" => lang.pick(
            "HTTP/3 at a global external Application Load Balancer",
            "グローバル外部アプリケーション ロードバランサでの HTTP/3",
        ),
        "SERVERLESS_NEG_TARGET" => lang.pick(
            "A serverless NEG with a URL mask, or for another product than Cloud Run",
            "URL マスクを使う、または Cloud Run 以外のサービスへのサーバーレス NEG",
        ),
        "FIRST_GENERATION_FUNCTION" => lang.pick(
            "A 1st generation function that is not active, is behind a regional or internal load balancer, or is asked by other means than HTTPS",
            "アクティブでない第 1 世代の関数、リージョンまたは内部のロードバランサの背後の第 1 世代の関数、または HTTPS 以外での呼び出し",
        ),
        "TOKEN_AT_FIRST_GENERATION_FUNCTION" => lang.pick(
            "A token that is not an ID token for the URL of the 1st generation function: it is not accepted, and how it is refused is not documented",
            "第 1 世代の関数の URL 宛ての ID トークンではないトークン (受け付けられませんが、拒否のされ方は公開されていません)",
        ),
        "EVENTARC_AT_INTERNAL_FUNCTION" => lang.pick(
            "Eventarc at a 1st generation function with internal ingress: Google's page says both that it may call and that it may not",
            "内部トラフィックのみの第 1 世代の関数への Eventarc からの呼び出し (Google のページは、呼び出せるともできないとも述べています)",
        ),
        "APP_ENGINE_AS_DESTINATION" => lang.pick(
            "An App Engine app as destination: its ingress setting, its own firewall and Identity-Aware Proxy",
            "宛先としての App Engine アプリ (上り設定、アプリのファイアウォール、Identity-Aware Proxy)",
        ),
        "URL_MAP_ROUTE_RULES" => lang.pick(
            "Route rules of a URL map that look at more than prefixes and full paths",
            "パスの接頭辞や全体以外も見る、URL マップのルートルール",
        ),
        "URL_MAP_ROUTE_ACTION" => lang.pick(
            "A route action of a URL map that fails requests",
            "リクエストを失敗させる、URL マップのルート アクション",
        ),
        "URL_MAP_HOST_PORT" => lang.pick(
            "A host rule with a port",
            "ポートを含むホストルール",
        ),
        "URL_REDIRECT" => lang.pick(
            "A redirect by the load balancer: the request to the other URL is another one",
            "ロードバランサによるリダイレクト (転送先の URL へは別のリクエストになります)",
        ),
        "BACKEND_BUCKET" => lang.pick("A backend bucket", "バックエンド バケット"),
        "PSC_GLOBAL_ACCESS_OF_PRODUCER" => lang.pick(
            "Global access to an endpoint whose producer's load balancer has none",
            "サービス プロデューサーのロードバランサでグローバル アクセスが無効なエンドポイントへの、グローバル アクセス",
        ),
        "CLOUD_SQL_PSC_NEG" => lang.pick(
            "A Private Service Connect NEG for Cloud SQL, which Google does not support",
            "Cloud SQL への Private Service Connect NEG (Google のサポート対象外)",
        ),
        "PSC_NEG_ADDRESS" => lang.pick(
            "The address by which a load balancer reaches a Private Service Connect NEG (consumerPscAddress), asked for by anyone else",
            "ロードバランサが Private Service Connect NEG への接続に使うアドレス (consumerPscAddress) への、ほかからの通信",
        ),
        "PSC_NEEDS_ATTENTION" => lang.pick(
            "A Private Service Connect connection that needs attention, by which some traffic may flow",
            "「要注意」状態の Private Service Connect 接続 (一部のトラフィックだけが流れることがあります)",
        ),
        "PSC_NEG_LOAD_BALANCER" => lang.pick(
            "A Private Service Connect backend between load balancers of these types, which Google does not support",
            "Google がサポートしていない種類のロードバランサの組み合わせでの Private Service Connect バックエンド",
        ),
        "PSC_NEG_WITHOUT_PORT" => lang.pick(
            "Which of several ports of the producer a Private Service Connect backend without a producer port uses: Google's sources contradict",
            "プロデューサーにポートが複数あり、プロデューサー ポートの指定がない Private Service Connect バックエンドが使うポート (Google の資料が食い違っています)",
        ),
        "PSC_NEG_GOOGLE_API" => lang.pick(
            "A Private Service Connect NEG for a Google API",
            "Google API への Private Service Connect NEG",
        ),
        "NETWORK_ENDPOINT_GROUP_TYPE" => lang.pick(
            "A network endpoint group of this type",
            "この種類のネットワーク エンドポイント グループ (NEG)",
        ),
        // The end of a path.
        "DESTINATION_IN_ANOTHER_NETWORK" => lang.pick(
            "A destination whose address is another one's in the network that is asked",
            "問い合わせ元のネットワークでは、別のリソースが同じアドレスを使っている宛先",
        ),
        "MORE_PATHS_THAN_ARE_FOLLOWED" => lang.pick(
            "More equal paths than are followed",
            "たどれる数を超える、同等の経路",
        ),
        _ => return None,
    })
}
