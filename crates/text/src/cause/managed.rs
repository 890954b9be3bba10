//! Services that Google runs in networks of its own: Cloud SQL, control planes of GKE.

use super::CauseText;
use crate::lang::both;

pub(super) const SQL_UNAUTHORIZED: CauseText = CauseText {
    title: both(
        "The instance's authorized networks do not hold the source",
        "インスタンスの承認済みネットワークに送信元が入っていません",
    ),
    meaning: both(
        "Who connects directly to the public address of a Cloud SQL instance, or to its private one from an address outside RFC 1918, has to be in its authorized networks.",
        "Cloud SQL インスタンスのパブリック IP に直接接続する場合と、RFC 1918 以外のアドレスからプライベート IP に接続する場合は、送信元が承認済みネットワークに入っている必要があります。",
    ),
    next: both(
        "Use the Cloud SQL Auth Proxy or a connector, or add the source: gcloud sql instances patch INSTANCE --authorized-networks=RANGES (it replaces the list)",
        "Cloud SQL Auth Proxy かコネクタを使うか、送信元を追加します: gcloud sql instances patch INSTANCE --authorized-networks=RANGES (一覧は置き換えられます)",
    ),
    page: "https://cloud.google.com/sql/docs/mysql/authorize-networks",
};

pub(super) const SQL_NOT_RUNNING: CauseText = CauseText {
    title: both(
        "The Cloud SQL instance is not running",
        "Cloud SQL インスタンスが実行されていません",
    ),
    meaning: both(
        "A stopped or suspended instance, or one that is not ready, takes no connections.",
        "停止中、一時停止中、準備中のインスタンスは接続を受け付けません。",
    ),
    next: both(
        "Look at its state, and start it: gcloud sql instances patch INSTANCE --activation-policy=ALWAYS",
        "状態を確認し、起動します: gcloud sql instances patch INSTANCE --activation-policy=ALWAYS",
    ),
    page: "https://cloud.google.com/sql/docs/mysql/start-stop-restart-instance",
};

pub(super) const SQL_NO_IP_ADDRESS: CauseText = CauseText {
    title: both(
        "The Cloud SQL instance has no address",
        "Cloud SQL インスタンスに IP アドレスがありません",
    ),
    meaning: both(
        "It has neither a public nor a private address, and no Private Service Connect attachment.",
        "パブリック IP もプライベート IP も、Private Service Connect のアタッチメントもありません。",
    ),
    next: both(
        "Give it a private address: gcloud sql instances patch INSTANCE --network=NETWORK",
        "プライベート IP を構成します: gcloud sql instances patch INSTANCE --network=NETWORK",
    ),
    page: "https://cloud.google.com/sql/docs/mysql/configure-private-ip",
};

pub(super) const SQL_CONNECTOR_REQUIRED: CauseText = CauseText {
    title: both(
        "The instance takes Cloud SQL connectors only",
        "このインスタンスは Cloud SQL コネクタだけを受け付けます",
    ),
    meaning: both(
        "connectorEnforcement is REQUIRED: connections that are not made by the Cloud SQL Auth Proxy or a connector, at port 3307, are refused.",
        "connectorEnforcement が REQUIRED なので、Cloud SQL Auth Proxy やコネクタによるポート 3307 への接続以外は受け付けません。",
    ),
    next: both(
        "Connect with a connector, or lift the enforcement: gcloud sql instances patch INSTANCE --connector-enforcement=NOT_REQUIRED",
        "コネクタで接続するか、強制を外します: gcloud sql instances patch INSTANCE --connector-enforcement=NOT_REQUIRED",
    ),
    page: "https://cloud.google.com/sql/docs/mysql/connect-connectors",
};

pub(super) const NO_PEERING: CauseText = CauseText {
    title: both(
        "The network is not peered with the service's network",
        "サービスのネットワークとピアリングされていません",
    ),
    meaning: both(
        "Services with private addresses run in a network of Google's. The VPC network reaches it over a peering, which is missing or not active.",
        "プライベート IP を持つサービスは Google のネットワークで動きます。VPC ネットワークからはピアリングで届きますが、それがないか有効ではありません。",
    ),
    next: both(
        "Set up private services access: gcloud services vpc-peerings connect --service=servicenetworking.googleapis.com --ranges=RANGE --network=NETWORK",
        "プライベート サービス アクセスを構成します: gcloud services vpc-peerings connect --service=servicenetworking.googleapis.com --ranges=RANGE --network=NETWORK",
    ),
    page: "https://cloud.google.com/vpc/docs/private-services-access",
};

pub(super) const NO_PSC_ENDPOINT: CauseText = CauseText {
    title: both(
        "The network has no PSC endpoint for the service",
        "ネットワークにこのサービスの PSC エンドポイントがありません",
    ),
    meaning: both(
        "The instance is reached with Private Service Connect only, and no endpoint in the caller's network leads to its service attachment.",
        "このインスタンスには Private Service Connect だけで届きますが、呼び出し元のネットワークに、そのサービス アタッチメントにつながるエンドポイントがありません。",
    ),
    next: both(
        "Create an endpoint: gcloud compute forwarding-rules create NAME --region=REGION --network=NETWORK --address=ADDRESS --target-service-attachment=ATTACHMENT",
        "エンドポイントを作成します: gcloud compute forwarding-rules create NAME --region=REGION --network=NETWORK --address=ADDRESS --target-service-attachment=ATTACHMENT",
    ),
    page: "https://cloud.google.com/sql/docs/mysql/configure-private-service-connect",
};

pub(super) const CONTROL_PLANE_REGION: CauseText = CauseText {
    title: both(
        "The control plane's private endpoint is for its own region only",
        "コントロール プレーンのプライベート エンドポイントには同じリージョンからしか届きません",
    ),
    meaning: both(
        "Without global access, the private endpoint of a control plane takes connections from the cluster's region only.",
        "グローバル アクセスがない場合、プライベート エンドポイントはクラスタのリージョンからの接続だけを受け付けます。",
    ),
    next: both(
        "Turn global access on: gcloud container clusters update CLUSTER --enable-master-global-access",
        "グローバル アクセスを有効にします: gcloud container clusters update CLUSTER --enable-master-global-access",
    ),
    page: "https://cloud.google.com/kubernetes-engine/docs/concepts/network-isolation",
};

pub(super) const GKE_NETWORK_POLICY: CauseText = CauseText {
    title: both(
        "A network policy of GKE denies it",
        "GKE のネットワーク ポリシーが拒否します",
    ),
    meaning: both(
        "A policy selects the pod for this direction, and no policy that does lets the connection through.",
        "この方向について Pod を選択するネットワーク ポリシーがあり、そのどれもこの接続を許可していません。",
    ),
    next: both(
        "Look at the policies of the pod's namespace, and add a rule that lets the peer and port through: kubectl get networkpolicies --namespace=NAMESPACE -o yaml",
        "Pod の名前空間のポリシーを確認し、相手とポートを許可するルールを追加します: kubectl get networkpolicies --namespace=NAMESPACE -o yaml",
    ),
    page: "https://cloud.google.com/kubernetes-engine/docs/how-to/network-policy",
};

pub(super) const NO_WAY_BACK: CauseText = CauseText {
    title: both(
        "Google's service network has no route back to the caller",
        "Google のサービス ネットワークに、呼び出し元へ戻るルートがありません",
    ),
    meaning: both(
        "The caller is behind a VPN tunnel or VLAN attachment, and the peering of private services access does not export custom routes to the service network.",
        "呼び出し元は VPN トンネルや VLAN アタッチメントの先にありますが、プライベート サービス アクセスのピアリングがカスタムルートをサービス ネットワークにエクスポートしていません。",
    ),
    next: both(
        "Export custom routes: gcloud compute networks peerings update PEERING --network=NETWORK --export-custom-routes",
        "カスタムルートをエクスポートします: gcloud compute networks peerings update PEERING --network=NETWORK --export-custom-routes",
    ),
    page: "https://cloud.google.com/vpc/docs/configure-private-services-access#import-export",
};
