//! The ways to Google's APIs: Private Google Access, VIPs, Private Service Connect, perimeters.

use super::CauseText;
use crate::lang::both;

const PGA: &str = "https://cloud.google.com/vpc/docs/configure-private-google-access";

pub(super) const PRIVATE_GOOGLE_ACCESS_DISALLOWED: CauseText = CauseText {
    title: both(
        "Private Google Access is off",
        "限定公開の Google アクセス (PGA) が無効です",
    ),
    meaning: both(
        "A source that has only an internal address reaches Google's APIs and services, run.app among them, only if Private Google Access is effective in its subnet. This holds for Private Service Connect endpoints too.",
        "内部アドレスだけを持つ送信元が Google の API とサービス (run.app を含む) に届くには、そのサブネットで限定公開の Google アクセス (PGA) が有効でなければなりません。Private Service Connect (PSC) エンドポイントでも同じです。",
    ),
    next: both(
        "Turn it on: gcloud compute networks subnets update SUBNET --region=REGION --enable-private-ip-google-access",
        "有効にします: gcloud compute networks subnets update SUBNET --region=REGION --enable-private-ip-google-access",
    ),
    page: PGA,
};

pub(super) const PRIVATE_GOOGLE_ACCESS_VIA_VPN_TUNNEL: CauseText = CauseText {
    title: both(
        "Google's APIs cannot be reached through a VPN tunnel to another network",
        "別のネットワークへの VPN トンネル経由では Google API に届きません",
    ),
    meaning: both(
        "A route takes the traffic for Google's APIs through a VPN tunnel into another VPC network. Google Cloud does not support that.",
        "ルートが Google API 宛ての通信を、VPN トンネルで別の VPC ネットワークへ送ります。Google Cloud はこの経路に対応していません。",
    ),
    next: both(
        "Add a more specific route for the VIP (199.36.153.8/30 or 199.36.153.4/30) to the default internet gateway.",
        "VIP (199.36.153.8/30 か 199.36.153.4/30) 宛ての、より具体的なルートをデフォルト インターネット ゲートウェイに向けて追加します。",
    ),
    page: PGA,
};

pub(super) const VIA_CUSTOM_NEXT_HOP: CauseText = CauseText {
    title: both(
        "A route sends Google API traffic to a next hop that cannot carry it",
        "Google API 宛ての通信を運べないネクストホップに、ルートが送ります",
    ),
    meaning: both(
        "Google Cloud carries traffic for Google's APIs only over the default internet gateway, not over a VM, a load balancer or a tunnel.",
        "Google Cloud で Google API 宛ての通信を運べるのはデフォルト インターネット ゲートウェイだけで、VM、ロードバランサ、トンネルでは運べません。",
    ),
    next: both(
        "Add a more specific route for the VIP to the default internet gateway: gcloud compute routes create NAME --network=NETWORK --destination-range=199.36.153.8/30 --next-hop-gateway=default-internet-gateway",
        "VIP 宛ての、より具体的なルートを追加します: gcloud compute routes create NAME --network=NETWORK --destination-range=199.36.153.8/30 --next-hop-gateway=default-internet-gateway",
    ),
    page: PGA,
};

pub(super) const API_NOT_ON_RESTRICTED_VIP: CauseText = CauseText {
    title: both(
        "This API is not served at the restricted VIP",
        "この API は restricted VIP では提供されていません",
    ),
    meaning: both(
        "restricted.googleapis.com (199.36.153.4/30) and the bundle vpc-sc serve only the APIs that VPC Service Controls supports.",
        "restricted.googleapis.com (199.36.153.4/30) とバンドル vpc-sc で提供されるのは、VPC Service Controls が対応する API だけです。",
    ),
    next: both(
        "Resolve the name to private.googleapis.com (199.36.153.8/30) instead, or use a bundle all-apis endpoint.",
        "名前を private.googleapis.com (199.36.153.8/30) に解決するか、バンドル all-apis のエンドポイントを使います。",
    ),
    page: "https://cloud.google.com/vpc-service-controls/docs/supported-products",
};

pub(super) const VPC_SERVICE_CONTROLS_DENIED: CauseText = CauseText {
    title: both(
        "A VPC Service Controls perimeter denies it",
        "VPC Service Controls の境界が拒否します",
    ),
    meaning: both(
        "The request crosses a service perimeter that no access level or rule opens for it.",
        "リクエストがサービス境界をまたぎますが、それを許すアクセスレベルやルールがありません。",
    ),
    next: both(
        "Look for the denial in the audit log, and add an ingress or egress rule to the perimeter.",
        "監査ログで拒否の記録を確認し、境界に上り (内向き) か下り (外向き) のルールを追加します。",
    ),
    page: "https://cloud.google.com/vpc-service-controls/docs/troubleshooting",
};

pub(super) const PSC_CONNECTION_NOT_ACCEPTED: CauseText = CauseText {
    title: both(
        "The producer did not accept the Private Service Connect connection",
        "サービス プロデューサーが Private Service Connect (PSC) の接続を承認していません",
    ),
    meaning: both(
        "The endpoint's pscConnectionStatus is not ACCEPTED, so nothing passes through it.",
        "エンドポイントの pscConnectionStatus が ACCEPTED ではないため、何も通れません。",
    ),
    next: both(
        "Ask the producer to accept the connection from your project.",
        "自分のプロジェクトからの接続を承認するよう、サービス プロデューサーに依頼します。",
    ),
    page: "https://cloud.google.com/vpc/docs/about-vpc-hosted-services",
};

pub(super) const PSC_FROM_PEERED_NETWORK: CauseText = CauseText {
    title: both(
        "A Private Service Connect endpoint cannot be reached over VPC peering",
        "Private Service Connect (PSC) エンドポイントには VPC ピアリング経由では届きません",
    ),
    meaning: both(
        "An endpoint is reached only from its own VPC network, and from what is connected to it by Cloud VPN or Cloud Interconnect.",
        "エンドポイントに届くのは、その VPC ネットワークと、Cloud VPN や Cloud Interconnect でつながった先からだけです。",
    ),
    next: both(
        "Create an endpoint in the caller's own network.",
        "呼び出し側のネットワークにもエンドポイントを作ります。",
    ),
    page: "https://cloud.google.com/vpc/docs/about-accessing-google-apis-endpoints",
};
