//! Routes and their next hops.

use super::CauseText;
use crate::lang::both;

const ROUTES: &str = "https://cloud.google.com/vpc/docs/routes";
const NEXT_HOPS: &str = "https://cloud.google.com/vpc/docs/static-routes";

pub(super) const NO_ROUTE: CauseText = CauseText {
    title: both("No route applies", "当てはまるルートがありません"),
    meaning: both(
        "The VPC network has no subnet route and no other route whose range holds the destination.",
        "宛先を含むサブネット ルートもその他のルートも、VPC ネットワークにありません。",
    ),
    next: both(
        "Add a route for the destination. For the restricted VIP, for example: gcloud compute routes create NAME --network=NETWORK --destination-range=199.36.153.4/30 --next-hop-gateway=default-internet-gateway",
        "宛先へのルートを追加します。たとえば restricted VIP なら: gcloud compute routes create NAME --network=NETWORK --destination-range=199.36.153.4/30 --next-hop-gateway=default-internet-gateway",
    ),
    page: ROUTES,
};

pub(super) const ROUTE_BLACKHOLE: CauseText = CauseText {
    title: both(
        "The next hop of the route is missing or unusable",
        "ルートのネクストホップがないか、使えません",
    ),
    meaning: both(
        "The best route leads to something that cannot take the packet. No other route is tried.",
        "最も優先されるルートの行き先がパケットを受け取れません。別のルートは試されません。",
    ),
    next: both(
        "Look at the next hop of the route: gcloud compute routes describe ROUTE. Repair it, or delete the route.",
        "ルートのネクストホップを確認します: gcloud compute routes describe ROUTE。ネクストホップを直すか、ルートを削除します。",
    ),
    page: NEXT_HOPS,
};

pub(super) const ROUTE_WRONG_NETWORK: CauseText = CauseText {
    title: both(
        "The route leads to another network than the destination's",
        "ルートが宛先とは別のネットワークに向いています",
    ),
    meaning: both(
        "The address of the destination is in one VPC network, and the route carries the packet into another.",
        "宛先のアドレスがある VPC ネットワークとは別のネットワークへ、ルートがパケットを運びます。",
    ),
    next: both(
        "Check which network the destination's interface is in, and the next hop of the route.",
        "宛先のインターフェースがあるネットワークと、ルートのネクストホップを確認します。",
    ),
    page: ROUTES,
};

pub(super) const NEXT_HOP_IP_ADDRESS_NOT_RESOLVED: CauseText = CauseText {
    title: both(
        "No machine in the network has the next hop's address",
        "ネクストホップのアドレスを持つマシンがネットワークにありません",
    ),
    meaning: both(
        "The route's nextHopIp must be the primary internal address of a VM, or the address of an internal passthrough load balancer, in the same network.",
        "ルートの nextHopIp は、同じネットワークの VM のプライマリ内部アドレスか、内部パススルー ロードバランサのアドレスでなければなりません。",
    ),
    next: both(
        "Give the address to the machine that should take the traffic, or change the route's next hop.",
        "通信を受けるマシンにそのアドレスを割り当てるか、ルートのネクストホップを変えます。",
    ),
    page: NEXT_HOPS,
};

pub(super) const NEXT_HOP_RESOURCE_NOT_FOUND: CauseText = CauseText {
    title: both(
        "The next hop of the route does not exist",
        "ルートのネクストホップが存在しません",
    ),
    meaning: both(
        "The route names a VM, tunnel or load balancer that is not there.",
        "ルートが指す VM、トンネル、ロードバランサがありません。",
    ),
    next: both(
        "Create the next hop, or delete the route: gcloud compute routes delete ROUTE",
        "ネクストホップを作成するか、ルートを削除します: gcloud compute routes delete ROUTE",
    ),
    page: NEXT_HOPS,
};

pub(super) const NEXT_HOP_INSTANCE_WRONG_NETWORK: CauseText = CauseText {
    title: both(
        "The next hop VM has no interface in the route's network",
        "ネクストホップの VM は、ルートのネットワークにインターフェースがありません",
    ),
    meaning: both(
        "A VM can be the next hop only of routes in the networks that it has interfaces in.",
        "VM がネクストホップになれるのは、インターフェースがあるネットワークのルートだけです。",
    ),
    next: both(
        "Create the route in the VM's network, or use a VM with an interface in this one.",
        "VM のあるネットワークにルートを作るか、このネットワークにインターフェースを持つ VM を使います。",
    ),
    page: NEXT_HOPS,
};

pub(super) const NEXT_HOP_INSTANCE_NON_PRIMARY_IP: CauseText = CauseText {
    title: both(
        "The next hop's address is not a primary address",
        "ネクストホップのアドレスがプライマリ アドレスではありません",
    ),
    meaning: both(
        "The route's nextHopIp is an alias address of a VM. Only a primary internal address can be a next hop.",
        "ルートの nextHopIp が VM のエイリアス アドレスです。ネクストホップになれるのはプライマリ内部アドレスだけです。",
    ),
    next: both(
        "Use the VM's primary internal address as the next hop.",
        "VM のプライマリ内部アドレスをネクストホップにします。",
    ),
    page: NEXT_HOPS,
};

pub(super) const NEXT_HOP_FORWARDING_RULE_IP_MISMATCH: CauseText = CauseText {
    title: both(
        "The next hop load balancer has another address than the route says",
        "ネクストホップのロードバランサのアドレスが、ルートの指定と違います",
    ),
    meaning: both(
        "The address in the route is not the one of the forwarding rule that it names.",
        "ルートに書かれたアドレスが、指している転送ルールのアドレスと一致しません。",
    ),
    next: both(
        "Create the route again with the forwarding rule's present address.",
        "転送ルールの現在のアドレスでルートを作り直します。",
    ),
    page: NEXT_HOPS,
};

pub(super) const NEXT_HOP_VPN_TUNNEL_NOT_ESTABLISHED: CauseText = CauseText {
    title: both(
        "The VPN tunnel of the route is not established",
        "ルートの VPN トンネルが確立されていません",
    ),
    meaning: both(
        "The tunnel's status is not ESTABLISHED, so nothing passes through it, and no other route takes over.",
        "トンネルのステータスが ESTABLISHED ではないため何も通れず、代わりのルートもありません。",
    ),
    next: both(
        "Look at the tunnel's status: gcloud compute vpn-tunnels describe TUNNEL --region=REGION",
        "トンネルのステータスを確認します: gcloud compute vpn-tunnels describe TUNNEL --region=REGION",
    ),
    page: "https://cloud.google.com/network-connectivity/docs/vpn/support/troubleshooting",
};

pub(super) const NEXT_HOP_FORWARDING_RULE_TYPE_INVALID: CauseText = CauseText {
    title: both(
        "The load balancer cannot be the next hop",
        "ネクストホップにできないロードバランサです",
    ),
    meaning: both(
        "Of load balancers, only an internal passthrough Network Load Balancer can be the next hop of a route, and none whose forwarding rule is L3_DEFAULT or shares its address: Google drops what a static route sends there.",
        "ルートのネクストホップになれるロードバランサは、内部パススルー ネットワーク ロードバランサだけです。転送ルールが L3_DEFAULT のものや IP アドレスを共有するものにも使えず、静的ルートで送ったトラフィックは破棄されます。",
    ),
    next: both(
        "Name the forwarding rule of an internal passthrough Network Load Balancer as the next hop, with TCP or UDP and an address of its own.",
        "内部パススルー ネットワーク ロードバランサの、TCP か UDP で専用の IP アドレスを持つ転送ルールをネクストホップにします。",
    ),
    page: "https://cloud.google.com/load-balancing/docs/internal/ilb-next-hop-overview",
};

pub(super) const EXTERNAL_TO_PRIVATE_IPV6: CauseText = CauseText {
    title: both(
        "An external IPv6 source cannot reach a private IPv6 address",
        "外部 IPv6 の送信元からプライベート IPv6 アドレスには届きません",
    ),
    meaning: both(
        "The source sends from an external IPv6 address, and the destination is an internal one (ULA). There is no route between the two.",
        "送信元は外部 IPv6 アドレスから送り、宛先は内部 IPv6 アドレス (ULA) です。両者の間にルートはありません。",
    ),
    next: both(
        "Give the source an internal IPv6 address, or use the destination's external one or IPv4.",
        "送信元に内部 IPv6 アドレスを割り当てるか、宛先の外部 IPv6 アドレスか IPv4 を使います。",
    ),
    page: "https://cloud.google.com/network-intelligence-center/docs/connectivity-tests/states/reasons-dropped-packets",
};

pub(super) const INTERNET_TO_PRIVATE_IPV6: CauseText = CauseText {
    title: both(
        "The internet does not lead to a private IPv6 address",
        "インターネットからプライベート IPv6 アドレスには届きません",
    ),
    meaning: both(
        "The destination is a private IPv6 address, and the source is on the internet.",
        "宛先がプライベート IPv6 アドレスで、送信元がインターネットにあります。",
    ),
    next: both(
        "Ask for an external address of the machine, or of a load balancer in front of it.",
        "マシンの外部アドレスか、その手前のロードバランサのアドレスを宛先にします。",
    ),
    page: "https://cloud.google.com/compute/docs/ip-addresses",
};

pub(super) const INTERNET_TO_PRIVATE_IPV4: CauseText = CauseText {
    title: both(
        "The internet does not lead to a private IPv4 address",
        "インターネットからプライベート IPv4 アドレスには届きません",
    ),
    meaning: both(
        "The destination is a private IPv4 address, and the source is on the internet.",
        "宛先がプライベート IPv4 アドレスで、送信元がインターネットにあります。",
    ),
    next: both(
        "Ask for an external address of the machine, or of a load balancer in front of it; or come through Cloud VPN, Cloud Interconnect or IAP.",
        "マシンの外部アドレスか、その手前のロードバランサのアドレスを宛先にします。または Cloud VPN、Cloud Interconnect、IAP を経由します。",
    ),
    page: "https://cloud.google.com/compute/docs/ip-addresses",
};

pub(super) const PRIVATE_TRAFFIC_TO_INTERNET: CauseText = CauseText {
    title: both(
        "A private destination was sent to the internet gateway",
        "内部アドレス宛ての通信がインターネット ゲートウェイに送られます",
    ),
    meaning: both(
        "The destination is an internal address that is in no subnet and no more specific route of the network, so the default route takes it to the internet gateway, which cannot reach it.",
        "宛先は内部アドレスですが、ネットワークのサブネットにも、より具体的なルートにも含まれません。そのためデフォルト ルートでインターネット ゲートウェイに送られ、届きません。",
    ),
    next: both(
        "Check the destination address, and that the route to its network (VPN, peering, private services access) is there.",
        "宛先のアドレスと、そのネットワークへのルート (VPN、ピアリング、プライベート サービス アクセス) があるかを確認します。",
    ),
    page: ROUTES,
};

pub(super) const ROUTING_LOOP: CauseText = CauseText {
    title: both("The packet goes in a circle", "パケットが循環しています"),
    meaning: both(
        "The packet comes back, unchanged, to a place where it has been.",
        "パケットが、変わらないまま一度通った場所に戻ってきます。",
    ),
    next: both(
        "Compare the routes at the machines or networks that send it to each other.",
        "互いに送り合っているマシンやネットワークのルートを見比べます。",
    ),
    page: ROUTES,
};
