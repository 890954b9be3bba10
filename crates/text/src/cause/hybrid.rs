//! VPN tunnels, VLAN attachments and the on-premises networks behind them.

use super::CauseText;
use crate::lang::both;

const SELECTORS: &str =
    "https://cloud.google.com/network-connectivity/docs/vpn/concepts/choosing-networks-routing";
const ADVERTISED: &str =
    "https://cloud.google.com/network-connectivity/docs/router/concepts/advertised-routes";
const DROP_REASONS: &str = "https://cloud.google.com/network-intelligence-center/docs/connectivity-tests/states/reasons-dropped-packets";

pub(super) const LOCAL_SELECTOR: CauseText = CauseText {
    title: both(
        "The VPN tunnel's local traffic selector leaves the address out",
        "VPN トンネルのローカル トラフィック セレクタにアドレスが入っていません",
    ),
    meaning: both(
        "A policy-based tunnel carries only what is between its local and its remote ranges. The address at Google Cloud's side is not in the local ones.",
        "ポリシーベースのトンネルは、ローカルとリモートの範囲の間の通信だけを運びます。Google Cloud 側のアドレスがローカルの範囲にありません。",
    ),
    next: both(
        "Add the range to localTrafficSelector, which means making the tunnel anew, or use a tunnel with BGP.",
        "localTrafficSelector に範囲を加えてトンネルを作り直すか、BGP を使うトンネルにします。",
    ),
    page: SELECTORS,
};

pub(super) const REMOTE_SELECTOR: CauseText = CauseText {
    title: both(
        "The VPN tunnel's remote traffic selector leaves the address out",
        "VPN トンネルのリモート トラフィック セレクタにアドレスが入っていません",
    ),
    meaning: both(
        "A policy-based tunnel carries only what is between its local and its remote ranges. The address at the other side is not in the remote ones.",
        "ポリシーベースのトンネルは、ローカルとリモートの範囲の間の通信だけを運びます。相手側のアドレスがリモートの範囲にありません。",
    ),
    next: both(
        "Add the range to remoteTrafficSelector, which means making the tunnel anew, or use a tunnel with BGP.",
        "remoteTrafficSelector に範囲を加えてトンネルを作り直すか、BGP を使うトンネルにします。",
    ),
    page: SELECTORS,
};

pub(super) const NOT_ADVERTISED: CauseText = CauseText {
    title: both(
        "The on-premises network has no route to the Google Cloud address",
        "オンプレミス ネットワークに Google Cloud のアドレスへのルートがありません",
    ),
    meaning: both(
        "No Cloud Router advertises the address by the tunnels and attachments that the on-premises network is connected by. By default a router advertises the subnets of its region, and of all regions with global dynamic routing; never those of peered networks.",
        "オンプレミス ネットワークがつながるトンネルやアタッチメントで、このアドレスをアドバタイズする Cloud Router がありません。デフォルトでアドバタイズされるのは、ルーターのリージョンのサブネット (グローバル動的ルーティングなら全リージョン) だけで、ピアリング先のサブネットは含まれません。",
    ),
    next: both(
        "Advertise the range: gcloud compute routers update ROUTER --region=REGION --advertisement-mode=CUSTOM --set-advertisement-groups=ALL_SUBNETS --set-advertisement-ranges=RANGE",
        "範囲をアドバタイズします: gcloud compute routers update ROUTER --region=REGION --advertisement-mode=CUSTOM --set-advertisement-groups=ALL_SUBNETS --set-advertisement-ranges=RANGE",
    ),
    page: ADVERTISED,
};

pub(super) const NOT_SELECTED: CauseText = CauseText {
    title: both(
        "No tunnel's traffic selectors hold the Google Cloud address",
        "どのトンネルのトラフィック セレクタにも Google Cloud のアドレスが入っていません",
    ),
    meaning: both(
        "The on-premises network is connected by tunnels without BGP, and none of their local ranges holds the address.",
        "オンプレミス ネットワークがつながるトンネルは BGP を使わず、そのローカルの範囲のどれにもアドレスが入っていません。",
    ),
    next: both(
        "Add the range to localTrafficSelector of the tunnel, which means making it anew.",
        "トンネルの localTrafficSelector に範囲を加えて、トンネルを作り直します。",
    ),
    page: SELECTORS,
};

pub(super) const TO_INTERNET: CauseText = CauseText {
    title: both(
        "What comes by a tunnel or attachment cannot leave for the internet",
        "トンネルやアタッチメントから来た通信は、インターネットへ出られません",
    ),
    meaning: both(
        "The route leads to the default internet gateway. From on-premises networks it carries only packets to the private and restricted VIPs of Google APIs.",
        "ルートの行き先はデフォルト インターネット ゲートウェイです。オンプレミスからの通信が通れるのは、Google API の private / restricted VIP 宛てだけです。",
    ),
    next: both(
        "Reach the internet from the on-premises network itself, or by a proxy in the VPC network.",
        "オンプレミス側のインターネット接続か、VPC ネットワーク内のプロキシを使います。",
    ),
    page: DROP_REASONS,
};

pub(super) const SOURCE_ELSEWHERE: CauseText = CauseText {
    title: both(
        "The source is not in the on-premises network it is said to be in",
        "送信元が、指定されたオンプレミス ネットワークの中にありません",
    ),
    meaning: both(
        "The address is in none of the ranges of the on-premises network.",
        "このアドレスは、オンプレミス ネットワークのどの範囲にも入っていません。",
    ),
    next: both(
        "Correct the address, or add its range to the network.",
        "アドレスを直すか、ネットワークに範囲を加えます。",
    ),
    page: DROP_REASONS,
};
