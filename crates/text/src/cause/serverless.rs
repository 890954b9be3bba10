//! Cloud Run, functions and connectors.

use super::CauseText;
use crate::lang::both;

const INGRESS: &str = "https://cloud.google.com/run/docs/securing/ingress";
const CONNECTORS: &str = "https://cloud.google.com/vpc/docs/configure-serverless-vpc-access";

pub(super) const RUN_INGRESS_DISALLOWED: CauseText = CauseText {
    title: both(
        "Cloud Run's ingress setting does not let the request in",
        "Cloud Run の内向き (ingress) の設定がリクエストを受け付けません",
    ),
    meaning: both(
        "With ingress internal, a request counts as internal only if it comes through a VPC network of the service's project (or the Shared VPC network that its revision sends to), through an internal Application Load Balancer, or from some services of Google's in the same project. Another Cloud Run service of the same project is not enough. Google's front end answers 404.",
        "内向き (ingress) が「内部」のとき、内部と見なされるのは、サービスのプロジェクトの VPC ネットワーク (またはリビジョンがつながる共有 VPC) を通ったもの、内部アプリケーション ロードバランサを通ったもの、同じプロジェクトの一部の Google のサービスからのものだけです。同じプロジェクトの Cloud Run からというだけでは足りません。Google フロントエンドが 404 を返します。",
    ),
    next: both(
        "Send the request through the VPC: gcloud run services update CALLER --vpc-egress=all-traffic with Private Google Access in the subnet; or a private zone run.app that resolves to 199.36.153.8/30; or a Private Service Connect endpoint. Opening the ingress to all makes the service reachable from the internet.",
        "リクエストを VPC 経由にします。方法は、サブネットで限定公開の Google アクセス (PGA) を有効にして gcloud run services update CALLER --vpc-egress=all-traffic とする、限定公開ゾーン run.app を 199.36.153.8/30 に解決する、Private Service Connect (PSC) エンドポイントを使う、のどれかです。内向きを「すべて」にすると、インターネットから届くようになります。",
    ),
    page: "https://cloud.google.com/run/docs/securing/private-networking",
};

pub(super) const RUN_DEFAULT_URL_DISABLED: CauseText = CauseText {
    title: both(
        "The service's default run.app URL is disabled",
        "サービスのデフォルト URL (run.app) が無効です",
    ),
    meaning: both(
        "The service answers only at its custom domains and behind load balancers. Google's front end answers 404.",
        "サービスが応答するのは、カスタム ドメインとロードバランサの後ろだけです。Google フロントエンドが 404 を返します。",
    ),
    next: both(
        "Use the service's other URL, or enable the default one: gcloud run services update SERVICE --default-url",
        "サービスの別の URL を使うか、デフォルト URL を有効にします: gcloud run services update SERVICE --default-url",
    ),
    page: INGRESS,
};

pub(super) const RUN_CONNECT_UNSUPPORTED: CauseText = CauseText {
    title: both(
        "Cloud Run does not accept CONNECT",
        "Cloud Run は CONNECT メソッドを受け付けません",
    ),
    meaning: both(
        "Google's front end refuses the method CONNECT, so a container on Cloud Run cannot be a forward proxy for HTTPS.",
        "Google フロントエンドが CONNECT メソッドを拒否するため、Cloud Run のコンテナは HTTPS のフォワード プロキシになれません。",
    ),
    next: both(
        "Run the proxy on a VM or on GKE. If only a fixed source IP is wanted, Direct VPC egress with Cloud NAT gives one without a proxy.",
        "プロキシは VM か GKE で動かします。送信元 IP の固定だけが目的なら、ダイレクト VPC 下り (外向き) と Cloud NAT があればプロキシは要りません。",
    ),
    page: "https://cloud.google.com/run/docs/configuring/static-outbound-ip",
};

pub(super) const RUN_NO_VPC_INGRESS: CauseText = CauseText {
    title: both(
        "Cloud Run accepts no connections at its VPC addresses",
        "Cloud Run は VPC のアドレスでは接続を受け付けません",
    ),
    meaning: both(
        "With Direct VPC egress a revision has addresses in the subnet, and it only sends with them.",
        "ダイレクト VPC 下り (外向き) のリビジョンはサブネットにアドレスを持ちますが、送信にしか使いません。",
    ),
    next: both(
        "Call the service by its URL. From inside the VPC, Private Google Access or a Private Service Connect endpoint leads there.",
        "サービスは URL で呼び出します。VPC の中からは、限定公開の Google アクセス (PGA) か Private Service Connect (PSC) エンドポイントで届きます。",
    ),
    page: "https://cloud.google.com/run/docs/configuring/vpc-direct-vpc",
};

pub(super) const VPC_CONNECTOR_NOT_SET: CauseText = CauseText {
    title: both(
        "The workload has no VPC access and asks for a private address",
        "VPC に接続していないワークロードが、内部アドレスに送ろうとしています",
    ),
    meaning: both(
        "Without a connector or Direct VPC egress a serverless workload reaches public addresses only.",
        "コネクタもダイレクト VPC 下り (外向き) もないサーバーレスのワークロードは、公開アドレスにしか届きません。",
    ),
    next: both(
        "Give it VPC access: gcloud run services update SERVICE --region=REGION --network=NETWORK --subnet=SUBNET --vpc-egress=private-ranges-only",
        "VPC に接続します: gcloud run services update SERVICE --region=REGION --network=NETWORK --subnet=SUBNET --vpc-egress=private-ranges-only",
    ),
    page: "https://cloud.google.com/run/docs/configuring/connecting-vpc",
};

pub(super) const VPC_CONNECTOR_NOT_RUNNING: CauseText = CauseText {
    title: both(
        "The Serverless VPC Access connector is not ready",
        "サーバーレス VPC アクセス コネクタが使える状態ではありません",
    ),
    meaning: both(
        "The connector's state is not READY, or it is not in the workload's region, so it carries nothing.",
        "コネクタの状態が READY ではないか、ワークロードと別のリージョンにあるため、何も運べません。",
    ),
    next: both(
        "Look at its state: gcloud compute networks vpc-access connectors describe CONNECTOR --region=REGION",
        "状態を確認します: gcloud compute networks vpc-access connectors describe CONNECTOR --region=REGION",
    ),
    page: CONNECTORS,
};

pub(super) const CONNECTOR_SERVERLESS_BLOCKED: CauseText = CauseText {
    title: both(
        "The firewall keeps Google's serverless traffic from the connector",
        "サーバーレスからコネクタへの通信がファイアウォールで拒否されます",
    ),
    meaning: both(
        "A connector in a service project of a Shared VPC needs a firewall rule in the host project for 35.199.224.0/19.",
        "共有 VPC のサービス プロジェクトにあるコネクタには、ホスト プロジェクトで 35.199.224.0/19 を許可するルールが必要です。",
    ),
    next: both(
        "Allow tcp:667, udp:665-666 and icmp from 35.199.224.0/19 to the tag vpc-connector in the host project.",
        "ホスト プロジェクトで、35.199.224.0/19 からタグ vpc-connector への tcp:667、udp:665-666、icmp を許可します。",
    ),
    page: CONNECTORS,
};

pub(super) const CONNECTOR_HEALTH_CHECK_BLOCKED: CauseText = CauseText {
    title: both(
        "The firewall keeps health checks from the connector",
        "コネクタへのヘルスチェックがファイアウォールで拒否されます",
    ),
    meaning: both(
        "A connector in a service project of a Shared VPC needs a firewall rule in the host project for Google's health checks.",
        "共有 VPC のサービス プロジェクトにあるコネクタには、ホスト プロジェクトで Google のヘルスチェックを許可するルールが必要です。",
    ),
    next: both(
        "Allow tcp:667 from 35.191.0.0/16, 35.191.192.0/18 and 130.211.0.0/22 to the tag vpc-connector in the host project.",
        "ホスト プロジェクトで、35.191.0.0/16、35.191.192.0/18、130.211.0.0/22 からタグ vpc-connector への tcp:667 を許可します。",
    ),
    page: CONNECTORS,
};

pub(super) const CLOUD_RUN_REVISION_NOT_READY: CauseText = CauseText {
    title: both(
        "The Cloud Run revision is not ready",
        "Cloud Run のリビジョンが準備できていません",
    ),
    meaning: both(
        "No revision of the service is ready to run.",
        "サービスに、動かせる状態のリビジョンがありません。",
    ),
    next: both(
        "Look at why: gcloud run services describe SERVICE --region=REGION",
        "理由を確認します: gcloud run services describe SERVICE --region=REGION",
    ),
    page: "https://cloud.google.com/run/docs/troubleshooting",
};

pub(super) const CLOUD_RUN_JOB_NOT_READY: CauseText = CauseText {
    title: both(
        "The Cloud Run job is not ready",
        "Cloud Run ジョブが準備できていません",
    ),
    meaning: both(
        "The job's latest configuration is not ready to run.",
        "ジョブの最新の構成が、動かせる状態ではありません。",
    ),
    next: both(
        "Look at why: gcloud run jobs describe JOB --region=REGION",
        "理由を確認します: gcloud run jobs describe JOB --region=REGION",
    ),
    page: "https://cloud.google.com/run/docs/troubleshooting",
};

pub(super) const CLOUD_FUNCTION_NOT_ACTIVE: CauseText = CauseText {
    title: both(
        "The function is not active",
        "関数がアクティブではありません",
    ),
    meaning: both(
        "The function is being deployed or failed to deploy.",
        "関数はデプロイ中か、デプロイに失敗しています。",
    ),
    next: both(
        "Look at its state: gcloud functions describe FUNCTION --region=REGION",
        "状態を確認します: gcloud functions describe FUNCTION --region=REGION",
    ),
    page: "https://cloud.google.com/functions/docs/troubleshooting",
};
