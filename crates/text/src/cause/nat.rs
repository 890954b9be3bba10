//! External addresses, Cloud NAT, and addresses that nothing uses.

use super::CauseText;
use crate::lang::both;

const NAT: &str = "https://cloud.google.com/nat/docs/overview";

pub(super) const NO_EXTERNAL_ADDRESS: CauseText = CauseText {
    title: both(
        "The source has no external address and no Cloud NAT",
        "送信元に外部アドレスも Cloud NAT もありません",
    ),
    meaning: both(
        "A source that has only an internal address reaches the internet only if Cloud NAT serves its subnet.",
        "内部アドレスだけを持つ送信元がインターネットに出るには、そのサブネットを対象とする Cloud NAT が必要です。",
    ),
    next: both(
        "Configure Cloud NAT for the subnet: gcloud compute routers nats create NAME --router=ROUTER --region=REGION --nat-custom-subnet-ip-ranges=SUBNET --nat-external-ip-pool=ADDRESS",
        "サブネットを対象とする Cloud NAT を構成します: gcloud compute routers nats create NAME --router=ROUTER --region=REGION --nat-custom-subnet-ip-ranges=SUBNET --nat-external-ip-pool=ADDRESS",
    ),
    page: NAT,
};

pub(super) const CLOUD_NAT_NO_ADDRESSES: CauseText = CauseText {
    title: both(
        "Cloud NAT has no address to use",
        "Cloud NAT に使えるアドレスがありません",
    ),
    meaning: both(
        "The gateway uses given addresses only, and none of them can be used.",
        "ゲートウェイは指定されたアドレスだけを使いますが、使えるものが 1 つもありません。",
    ),
    next: both(
        "Reserve an external address in the region and give it to the gateway: gcloud compute routers nats update NAME --router=ROUTER --region=REGION --nat-external-ip-pool=ADDRESS",
        "同じリージョンに外部アドレスを予約し、ゲートウェイに割り当てます: gcloud compute routers nats update NAME --router=ROUTER --region=REGION --nat-external-ip-pool=ADDRESS",
    ),
    page: "https://cloud.google.com/nat/docs/ports-and-addresses",
};

pub(super) const PRIVATE_NAT_TO_PSC: CauseText = CauseText {
    title: both(
        "Private NAT does not reach PSC endpoints",
        "Private NAT では PSC エンドポイントに届きません",
    ),
    meaning: both(
        "A source that Private NAT translates cannot connect to a Private Service Connect endpoint of another spoke.",
        "Private NAT で変換された送信元からは、別のスポークの Private Service Connect エンドポイントに接続できません。",
    ),
    next: both(
        "Make an endpoint in the source's own network, or leave the source's subnet out of Private NAT.",
        "送信元のネットワークにエンドポイントを作成するか、送信元のサブネットを Private NAT の対象から外します。",
    ),
    page: "https://cloud.google.com/nat/docs/private-nat",
};

pub(super) const PRIVATE_NAT_RANGE: CauseText = CauseText {
    title: both(
        "The destination is of a range for Private NAT",
        "宛先が Private NAT 用の範囲にあります",
    ),
    meaning: both(
        "Addresses of a subnet for Private NAT stand for others on the way out; nothing takes connections there.",
        "Private NAT 用サブネットのアドレスは、送信時に送信元を置き換えるためのもので、接続を受け付けるものはありません。",
    ),
    next: both(
        "Use the destination's own address.",
        "宛先自身のアドレスを使います。",
    ),
    page: "https://cloud.google.com/nat/docs/private-nat",
};

pub(super) const CLOUD_NAT_PROTOCOL_UNSUPPORTED: CauseText = CauseText {
    title: both(
        "Cloud NAT does not translate this protocol",
        "Cloud NAT が変換しないプロトコルです",
    ),
    meaning: both(
        "Public NAT translates TCP, UDP and ICMP only, and Private NAT TCP and UDP only.",
        "Public NAT が変換するのは TCP、UDP、ICMP だけ、Private NAT が変換するのは TCP と UDP だけです。",
    ),
    next: both(
        "Use TCP or UDP, or give the VM an external address.",
        "TCP か UDP を使うか、VM に外部アドレスを割り当てます。",
    ),
    page: NAT,
};

pub(super) const UNKNOWN_EXTERNAL_ADDRESS: CauseText = CauseText {
    title: both(
        "Nothing in Google Cloud is known to use this external address",
        "この外部アドレスを使うリソースが Google Cloud に見つかりません",
    ),
    meaning: both(
        "The destination is an external address of Google Cloud that no resource in the scenario uses.",
        "宛先は Google Cloud の外部アドレスですが、シナリオにはそれを使うリソースがありません。",
    ),
    next: both(
        "Check the address. If it belongs to another project of yours, import that project's resources too.",
        "アドレスを確認します。別のプロジェクトのものなら、そのプロジェクトのリソースも取り込みます。",
    ),
    page: "https://cloud.google.com/compute/docs/ip-addresses",
};

pub(super) const UNKNOWN_INTERNAL_ADDRESS: CauseText = CauseText {
    title: both(
        "No resource uses this internal address",
        "この内部アドレスを使うリソースがありません",
    ),
    meaning: both(
        "The destination is inside a subnet, and no machine, forwarding rule or endpoint in the scenario has that address.",
        "宛先はサブネットの範囲に入っていますが、シナリオにはそのアドレスを持つマシン、転送ルール、エンドポイントがありません。",
    ),
    next: both(
        "Check the address. If something should have it, import it: gcloud compute instances list --format=json, gcloud compute forwarding-rules list --format=json",
        "アドレスを確認します。あるはずなら取り込みます: gcloud compute instances list --format=json、gcloud compute forwarding-rules list --format=json",
    ),
    page: "https://cloud.google.com/vpc/docs/subnets",
};
