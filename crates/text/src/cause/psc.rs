//! Published services: Private Service Connect endpoints and backends, and what is behind them.

use super::CauseText;
use crate::lang::both;

const SERVICES: &str = "https://cloud.google.com/vpc/docs/about-vpc-hosted-services";
const BACKENDS: &str = "https://cloud.google.com/vpc/docs/private-service-connect-backends";

pub(super) const NO_NAT_SUBNETS: CauseText = CauseText {
    title: both(
        "The service attachment has no NAT subnet",
        "サービス アタッチメントに NAT サブネットがありません",
    ),
    meaning: both(
        "A published service sees its consumers with addresses of the attachment's NAT subnets, and there is none to take one from.",
        "公開サービスには、アタッチメントの NAT サブネットのアドレスからの通信として届きますが、そのサブネットがありません。",
    ),
    next: both(
        "Add one: gcloud compute service-attachments update ATTACHMENT --region=REGION --nat-subnets=SUBNET",
        "追加します: gcloud compute service-attachments update ATTACHMENT --region=REGION --nat-subnets=SUBNET",
    ),
    page: SERVICES,
};

pub(super) const DROPPED_INSIDE_PRODUCER: CauseText = CauseText {
    title: both(
        "It is dropped in the network of the service's producer",
        "サービス プロデューサーのネットワークで破棄されます",
    ),
    meaning: both(
        "The endpoint took it and the attachment passed it on. What stops it is the producer's: the last step says what.",
        "エンドポイントが受け付け、アタッチメントが渡しましたが、その先のサービス プロデューサー側で止まります。最後のステップがその理由です。",
    ),
    next: both(
        "Show the producer the last step: often its firewall does not allow the NAT subnets of the attachment.",
        "最後のステップをサービス プロデューサーに見せます。アタッチメントの NAT サブネットがファイアウォールで許可されていないことがよくあります。",
    ),
    page: SERVICES,
};

pub(super) const NEG_NO_GLOBAL_ACCESS: CauseText = CauseText {
    title: both(
        "The producer's load balancer has no global access",
        "サービス プロデューサーのロードバランサのグローバル アクセスが無効です",
    ),
    meaning: both(
        "A load balancer for all regions reaches a published service only where the producer's forwarding rule has global access.",
        "すべてのリージョンのロードバランサから公開サービスに届くのは、サービス プロデューサーの転送ルールのグローバル アクセスが有効な場合だけです。",
    ),
    next: both(
        "Ask the producer for global access, or use a load balancer of the service's region.",
        "グローバル アクセスを有効にするようサービス プロデューサーに依頼するか、サービスと同じリージョンのロードバランサを使います。",
    ),
    page: BACKENDS,
};

pub(super) const NEG_MULTIPLE_PORTS: CauseText = CauseText {
    title: both(
        "The producer's forwarding rule has more than one port",
        "サービス プロデューサーの転送ルールに複数のポートがあります",
    ),
    meaning: both(
        "A Private Service Connect backend sends to the one port of the producer's forwarding rule, unless the NEG names a port.",
        "Private Service Connect バックエンドは、NEG にポートの指定がなければ、サービス プロデューサーの転送ルールのただ 1 つのポートに送ります。",
    ),
    next: both(
        "Name the port in the NEG: gcloud compute network-endpoint-groups create NEG --producer-port=PORT",
        "NEG でポートを指定します: gcloud compute network-endpoint-groups create NEG --producer-port=PORT",
    ),
    page: BACKENDS,
};

pub(super) const NOT_PROPAGATED: CauseText = CauseText {
    title: both(
        "The Private Service Connect endpoint belongs to another spoke, and the hub does not propagate connections",
        "Private Service Connect (PSC) エンドポイントが別のスポークのもので、ハブが接続を伝播していません",
    ),
    meaning: both(
        "The subnet of the endpoint is known to the other spokes of the hub, and the endpoint takes connections of its own VPC network only.",
        "エンドポイントのサブネットはハブのほかのスポークにも知らされていますが、エンドポイントが受け付けるのは自分の VPC ネットワークからの接続だけです。",
    ),
    next: both(
        "Let the hub propagate connections: gcloud network-connectivity hubs update HUB --export-psc. Or make an endpoint in the client's network.",
        "ハブで接続を伝播します: gcloud network-connectivity hubs update HUB --export-psc。または、クライアントのネットワークにエンドポイントを作ります。",
    ),
    page: "https://cloud.google.com/vpc/docs/about-propagated-connections",
};
