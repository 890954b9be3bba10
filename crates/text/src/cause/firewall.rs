//! Firewalls, and traffic that Google Cloud blocks whatever the rules say.

use super::CauseText;
use crate::lang::both;

pub(super) const FIREWALL_RULE: CauseText = CauseText {
    title: both("A firewall denies it", "ファイアウォールが拒否します"),
    meaning: both(
        "A firewall rule, a firewall policy or an implied rule denies the packet. The caller sees no answer.",
        "ファイアウォール ルール、ファイアウォール ポリシー、暗黙のルールのどれかがパケットを拒否します。呼び出し側には何も返りません。",
    ),
    next: both(
        "Allow the source, protocol and port in the direction of the step, with a lower priority number than the rule that denies: gcloud compute firewall-rules create NAME --network=NETWORK --direction=INGRESS --allow=PROTOCOL:PORT --source-ranges=RANGE",
        "拒否したルールより小さい優先度の数値で、そのステップの方向に送信元、プロトコル、ポートを許可します: gcloud compute firewall-rules create NAME --network=NETWORK --direction=INGRESS --allow=PROTOCOL:PORT --source-ranges=RANGE",
    ),
    page: "https://cloud.google.com/firewall/docs/firewall-policies-rule-eval-order",
};

pub(super) const TRAFFIC_TYPE_BLOCKED: CauseText = CauseText {
    title: both(
        "Google Cloud always blocks this traffic",
        "Google Cloud が常にブロックする通信です",
    ),
    meaning: both(
        "Some traffic is blocked whatever the firewall rules say: TCP port 25 to external addresses, DHCP, protocols that external addresses do not carry, and from serverless workloads anything but TCP and UDP.",
        "ファイアウォール ルールによらず、常にブロックされる通信があります。外部アドレス宛ての TCP ポート 25、DHCP、外部アドレスが扱わないプロトコル、サーバーレスからの TCP と UDP 以外の通信です。",
    ),
    next: both(
        "Use another port or protocol: for mail, port 587 or 465 of a mail relay.",
        "別のポートかプロトコルを使います。メールなら、中継サーバーのポート 587 か 465 を使います。",
    ),
    page: "https://cloud.google.com/firewall/docs/firewalls#blockedtraffic",
};

pub(super) const FOREIGN_IP_DISALLOWED: CauseText = CauseText {
    title: both(
        "The VM may not forward packets",
        "VM でパケットの転送が許可されていません",
    ),
    meaning: both(
        "A VM sends and receives only packets with its own addresses, unless IP forwarding (canIpForward) is on.",
        "IP 転送 (canIpForward) が有効でない VM は、自分のアドレスのパケットしか送受信できません。",
    ),
    next: both(
        "If the VM is meant to forward, turn IP forwarding on (canIpForward: true, then gcloud compute instances update-from-file). Else correct the route that leads to it.",
        "転送させる VM なら IP 転送を有効にします (canIpForward: true にして gcloud compute instances update-from-file)。そうでなければ、その VM に向くルートを直します。",
    ),
    page: "https://cloud.google.com/vpc/docs/using-routes#canipforward",
};

pub(super) const INGRESS_TAGS_UNDEFINED: CauseText = CauseText {
    title: both(
        "An ingress rule matches Direct VPC egress by source tags, which is documented as undefined",
        "上りルールがダイレクト VPC 下り (外向き) の通信を送信元タグで判定しますが、その動作は未定義です",
    ),
    meaning: both(
        "Google documents that source tags do not support Direct VPC egress and that the behaviour is undefined, while such rules have been observed to match. What happens cannot be told.",
        "Google は、送信元タグがダイレクト VPC 下り (外向き) に対応せず、動作は未定義だとしています。一方、ルールが効いたという観測もあります。結果を判断できません。",
    ),
    next: both(
        "Match by the range of the subnet instead (--source-ranges), which is documented to work.",
        "代わりに、動作が文書化されているサブネットの範囲 (--source-ranges) で判定します。",
    ),
    page: "https://cloud.google.com/run/docs/configuring/vpc-direct-vpc",
};
