//! What cannot be told: things that are missing, unread or outside the model.

use super::CauseText;
use crate::lang::both;

const CONNECTIVITY_TESTS: &str = "https://cloud.google.com/network-intelligence-center/docs/connectivity-tests/concepts/overview";

pub(super) const RESOURCE: CauseText = CauseText {
    title: both(
        "A resource that is needed is not in the scenario",
        "必要なリソースがシナリオにありません",
    ),
    meaning: both(
        "Something is referred to that was not imported, and what it says decides.",
        "参照されているリソースが取り込まれておらず、その内容によって結果が変わります。",
    ),
    next: both(
        "Export it with the command given with the result, and import that too.",
        "結果に示されたコマンドでエクスポートし、それも取り込みます。",
    ),
    page: CONNECTIVITY_TESTS,
};

pub(super) const VM_INSTANCE: CauseText = CauseText {
    title: both("The VM is not in the scenario", "VM がシナリオにありません"),
    meaning: both(
        "The request or a route names a VM that was not imported.",
        "リクエストかルートが指す VM が取り込まれていません。",
    ),
    next: both(
        "Import it: gcloud compute instances describe VM --zone=ZONE --format=json",
        "取り込みます: gcloud compute instances describe VM --zone=ZONE --format=json",
    ),
    page: CONNECTIVITY_TESTS,
};

pub(super) const NETWORK: CauseText = CauseText {
    title: both(
        "The network or subnet is not in the scenario",
        "ネットワークかサブネットがシナリオにありません",
    ),
    meaning: both(
        "The path leads into a VPC network or subnet that was not imported.",
        "経路にある VPC ネットワークかサブネットが取り込まれていません。",
    ),
    next: both(
        "Import them: gcloud compute networks list --format=json, gcloud compute networks subnets list --format=json",
        "取り込みます: gcloud compute networks list --format=json、gcloud compute networks subnets list --format=json",
    ),
    page: CONNECTIVITY_TESTS,
};

pub(super) const FIREWALL: CauseText = CauseText {
    title: both(
        "Firewall rules are not in the scenario",
        "ファイアウォール ルールがシナリオにありません",
    ),
    meaning: both(
        "Whether the packet passes depends on firewall rules that were not imported.",
        "パケットが通るかどうかは、取り込まれていないファイアウォール ルールによって決まります。",
    ),
    next: both(
        "Import them: gcloud compute firewall-rules list --format=json",
        "取り込みます: gcloud compute firewall-rules list --format=json",
    ),
    page: CONNECTIVITY_TESTS,
};

pub(super) const ROUTE: CauseText = CauseText {
    title: both(
        "Routes are not in the scenario",
        "ルートがシナリオにありません",
    ),
    meaning: both(
        "The destination is in no subnet of the network, and without its routes it cannot be told where the packet goes.",
        "宛先はネットワークのどのサブネットにも入っておらず、ルートがないとパケットの行き先を判断できません。",
    ),
    next: both(
        "Import them: gcloud compute routes list --format=json",
        "取り込みます: gcloud compute routes list --format=json",
    ),
    page: "https://cloud.google.com/vpc/docs/routes",
};

pub(super) const CLOUD_NAT: CauseText = CauseText {
    title: both(
        "The Cloud NAT configuration is not in the scenario",
        "Cloud NAT の構成がシナリオにありません",
    ),
    meaning: both(
        "Cloud NAT gateways are part of Cloud Routers, and these were not imported.",
        "Cloud NAT ゲートウェイは Cloud Router の一部ですが、Cloud Router が取り込まれていません。",
    ),
    next: both(
        "Import them: gcloud compute routers list --format=json",
        "取り込みます: gcloud compute routers list --format=json",
    ),
    page: "https://cloud.google.com/nat/docs/overview",
};

pub(super) const NEG_ENDPOINTS: CauseText = CauseText {
    title: both(
        "The endpoints of the network endpoint group are not in the scenario",
        "ネットワーク エンドポイント グループ (NEG) のエンドポイントがシナリオにありません",
    ),
    meaning: both(
        "The load balancer sends to a network endpoint group of which the members were not imported.",
        "ロードバランサの送り先である NEG のエンドポイントが取り込まれていません。",
    ),
    next: both(
        "Import them: gcloud compute network-endpoint-groups list-network-endpoints NEG --zone=ZONE --format=json",
        "取り込みます: gcloud compute network-endpoint-groups list-network-endpoints NEG --zone=ZONE --format=json",
    ),
    page: "https://cloud.google.com/load-balancing/docs/negs",
};

pub(super) const UNKNOWN_IP: CauseText = CauseText {
    title: both(
        "The destination belongs to nothing in the scenario",
        "宛先に当たるものがシナリオにありません",
    ),
    meaning: both(
        "The destination looks like one of Google Cloud's, and nothing in the scenario has that name or address.",
        "宛先は Google Cloud のもののようですが、その名前やアドレスを持つものがシナリオにありません。",
    ),
    next: both(
        "Import the destination, for example: gcloud run services list --format=json",
        "宛先を取り込みます。たとえば: gcloud run services list --format=json",
    ),
    page: CONNECTIVITY_TESTS,
};

pub(super) const NO_SERVERLESS_IP_RANGES: CauseText = CauseText {
    title: both(
        "The range of the subnet for Direct VPC egress is not known",
        "ダイレクト VPC 下り (外向き) のサブネットの範囲が分かりません",
    ),
    meaning: both(
        "The workload sends with addresses of a subnet that was not imported, so the source IP cannot be told.",
        "ワークロードが使うサブネットが取り込まれていないため、送信元 IP を判断できません。",
    ),
    next: both(
        "Import the subnet: gcloud compute networks subnets describe SUBNET --region=REGION --format=json",
        "サブネットを取り込みます: gcloud compute networks subnets describe SUBNET --region=REGION --format=json",
    ),
    page: "https://cloud.google.com/run/docs/configuring/vpc-direct-vpc",
};

pub(super) const UNREADABLE: CauseText = CauseText {
    title: both(
        "An object that matters could not be read whole",
        "結果に関わるリソースの全体を読めませんでした",
    ),
    meaning: both(
        "An object of a kind that decides here has a field that was not understood. Rather than guess, Hopscope gives no answer.",
        "結果に関わる種類のリソースに、理解できない項目があります。推測はせず、判断しないことにしています。",
    ),
    next: both(
        "Look at the problem reported for that object, with its line and column, and export it again unabridged with --format=json.",
        "そのリソースについて報告された問題 (行と桁) を確認し、--format=json で省略せずにエクスポートし直します。",
    ),
    page: "https://cloud.google.com/sdk/gcloud/reference/topic/formats",
};

pub(super) const UNSUPPORTED: CauseText = CauseText {
    title: both(
        "A feature that is not modelled could decide",
        "モデルに含まれない機能で結果が変わる可能性があります",
    ),
    meaning: both(
        "The path meets a feature that Hopscope does not model yet, so it gives no answer. The result names the feature and where it was met.",
        "経路に、Hopscope のモデルにまだ含まれない機能があるため、判断しません。結果に、機能の名前と場所が示されます。",
    ),
    next: both(
        "Where the resources exist already, Google's Connectivity Tests can answer.",
        "リソースがすでに存在するなら、Google の接続テスト (Connectivity Tests) で確認できます。",
    ),
    page: CONNECTIVITY_TESTS,
};

pub(super) const MISMATCHED_IP_VERSION: CauseText = CauseText {
    title: both(
        "Source and destination have no IP version in common",
        "送信元と宛先に共通の IP バージョンがありません",
    ),
    meaning: both(
        "One has an IPv4 address only, the other an IPv6 address only. A packet between them does not exist, unless something the scenario does not show translates.",
        "一方には IPv4 アドレス、もう一方には IPv6 アドレスしかありません。シナリオに現れない何かが変換しない限り、その間のパケットはありえません。",
    ),
    next: both(
        "Ask from, or for, an address of the other version, or give the name a record of the version the source has.",
        "どちらかを同じバージョンのアドレスにするか、名前に送信元と同じバージョンのレコードを加えます。",
    ),
    page: CONNECTIVITY_TESTS,
};

pub(super) const TRACE_TOO_LONG: CauseText = CauseText {
    title: both(
        "There are more paths than are followed",
        "追いきれない数の経路があります",
    ),
    meaning: both(
        "Names with many addresses, equal routes and backends multiply. 64 paths are followed; how the others end is not known.",
        "アドレスの多い名前、同じ優先度のルート、バックエンドの組み合わせで経路が増えています。追うのは 64 通りまでで、残りの結果は分かりません。",
    ),
    next: both(
        "Ask for one address, or from one interface, so that fewer paths are left.",
        "アドレスやインターフェースを 1 つに絞って、経路を減らします。",
    ),
    page: CONNECTIVITY_TESTS,
};
