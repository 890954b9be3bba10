//! Machines, pods, processes, and the allow-lists and proxies that run on them.

use super::CauseText;
use crate::lang::both;

pub(super) const INSTANCE_NOT_RUNNING: CauseText = CauseText {
    title: both("The VM is not running", "VM が実行中ではありません"),
    meaning: both(
        "The status of the source or destination VM is not RUNNING.",
        "送信元か宛先の VM のステータスが RUNNING ではありません。",
    ),
    next: both(
        "Start it: gcloud compute instances start VM --zone=ZONE",
        "起動します: gcloud compute instances start VM --zone=ZONE",
    ),
    page: "https://cloud.google.com/compute/docs/instances/instance-life-cycle",
};

pub(super) const GKE_POD_NOT_RUNNING: CauseText = CauseText {
    title: both("The pod is not running", "Pod が実行中ではありません"),
    meaning: both(
        "The pod's phase is not Running, so it sends and receives nothing.",
        "Pod のフェーズが Running ではないため、送受信できません。",
    ),
    next: both(
        "Look at why: kubectl describe pod POD",
        "理由を確認します: kubectl describe pod POD",
    ),
    page: "https://cloud.google.com/kubernetes-engine/docs/troubleshooting",
};

pub(super) const GKE_CLUSTER_NOT_RUNNING: CauseText = CauseText {
    title: both(
        "The GKE cluster is not running",
        "GKE クラスタが実行中ではありません",
    ),
    meaning: both(
        "The cluster's status is not RUNNING.",
        "クラスタのステータスが RUNNING ではありません。",
    ),
    next: both(
        "Look at its status: gcloud container clusters describe CLUSTER --location=LOCATION",
        "ステータスを確認します: gcloud container clusters describe CLUSTER --location=LOCATION",
    ),
    page: "https://cloud.google.com/kubernetes-engine/docs/troubleshooting",
};

pub(super) const GKE_MASTER_UNAUTHORIZED_ACCESS: CauseText = CauseText {
    title: both(
        "The cluster's authorized networks do not hold the source",
        "クラスタの承認済みネットワークに送信元が入っていません",
    ),
    meaning: both(
        "The control plane accepts connections from its authorized networks only.",
        "コントロール プレーンは、承認済みネットワークからの接続しか受け付けません。",
    ),
    next: both(
        "Add the source: gcloud container clusters update CLUSTER --enable-master-authorized-networks --master-authorized-networks=RANGES",
        "送信元を追加します: gcloud container clusters update CLUSTER --enable-master-authorized-networks --master-authorized-networks=RANGES",
    ),
    page: "https://cloud.google.com/kubernetes-engine/docs/concepts/network-isolation",
};

pub(super) const PORT_NOT_SERVED: CauseText = CauseText {
    title: both(
        "This protocol or port is not served there",
        "宛先がこのプロトコルやポートを受け付けません",
    ),
    meaning: both(
        "Google's front ends, VIPs and endpoints serve HTTP over TCP on ports 80 and 443; a machine with declared processes takes UDP only where one listens.",
        "Google のフロントエンド、VIP、エンドポイントが受け付けるのは TCP のポート 80 と 443 の HTTP です。プロセスが書かれたマシンでは、UDP は待ち受けているポートにしか届きません。",
    ),
    next: both(
        "Check the protocol and port of the request.",
        "リクエストのプロトコルとポートを確認します。",
    ),
    page: "https://cloud.google.com/vpc/docs/configure-private-google-access#requirements",
};

pub(super) const CONNECTION_REFUSED: CauseText = CauseText {
    title: both(
        "Nothing listens on this port",
        "このポートで待ち受けているものがありません",
    ),
    meaning: both(
        "The packet reaches the machine, and no process there listens on the port.",
        "パケットはマシンに届きますが、そのポートで待ち受けているプロセスがありません。",
    ),
    next: both(
        "Check the port, and that the process runs and listens on the machine's address, not on localhost only.",
        "ポートを確認します。また、プロセスが動いていて、localhost だけでなくマシンのアドレスで待ち受けていることを確認します。",
    ),
    page: "https://cloud.google.com/compute/docs/troubleshooting/troubleshooting-networking",
};

pub(super) const SOURCE_NOT_ALLOWED: CauseText = CauseText {
    title: both(
        "The destination's own allow-list does not have the source IP",
        "宛先の許可リストに送信元 IP がありません",
    ),
    meaning: both(
        "The request arrives with a source address that the destination does not accept.",
        "リクエストは、宛先が受け付けない送信元アドレスで着きます。",
    ),
    next: both(
        "Send from an address on the list: from Cloud Run, with egress all-traffic and Cloud NAT with a reserved address. Or have the destination add the source address, if it is fixed.",
        "許可リストにあるアドレスから送ります。Cloud Run なら、下りを all-traffic にし、予約済みアドレスの Cloud NAT を使います。送信元アドレスが固定なら、宛先に追加してもらう方法もあります。",
    ),
    page: "https://cloud.google.com/run/docs/configuring/static-outbound-ip",
};

pub(super) const PROXY_REFUSED: CauseText = CauseText {
    title: both(
        "The proxy does not open the connection",
        "プロキシが接続を開きません",
    ),
    meaning: both(
        "What listens at the proxy's address does not do what is asked of it, or nothing listens there.",
        "プロキシのアドレスで待ち受けているものが求められたことをしないか、待ち受けているものがありません。",
    ),
    next: both(
        "Check the proxy URL (scheme, host, port), and what runs there.",
        "プロキシの URL (スキーム、ホスト、ポート) と、そこで動いているものを確認します。",
    ),
    page: "https://cloud.google.com/run/docs/configuring/static-outbound-ip",
};
