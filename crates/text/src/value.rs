//! Words for values inside sentences: tokens of the contract, Google's enumerations. What a machine would
//! print (addresses, names, settings) stays as it is.

use std::borrow::Cow;

use hopscope_model::request::GoogleCaller;
use hopscope_model::says::SaysId;
use hopscope_model::{Cause, Kind};

use crate::cause;
pub use crate::feature::feature;
use crate::kind;
use crate::lang::Lang;

/// An argument of a step's sentence, as it is to be read.
pub fn argument<'a>(lang: Lang, id: SaysId, name: &str, value: &'a str) -> Cow<'a, str> {
    let word = match (id, name) {
        (_, "cause") => Cause::from_name(value).map(|cause| cause::title(lang, cause)),
        (SaysId::Incomplete | SaysId::Unreadable | SaysId::AfterApply, "kind") => {
            Kind::from_code(value).map(|kind| kind::one(lang, kind))
        }
        (SaysId::StartGoogle | SaysId::FrontEndGoogleCaller, "service")
        | (
            SaysId::IngressInternalGoogle
            | SaysId::IngressDeniesGoogle
            | SaysId::IngressDeniesCustomDomain,
            "caller",
        ) => GoogleCaller::parse(value).map(google_caller),
        (SaysId::Delivered | SaysId::Forwarded, "target") => target(lang, value),
        (SaysId::Unmodelled, "feature") => feature(lang, value),
        (_, "ingress") => ingress(lang, value),
        (SaysId::ResolveServfail, "why") => unanswered(lang, value),
        (SaysId::CredentialMetadata, "principal") => {
            return Cow::Borrowed(value.strip_prefix("serviceAccount:").unwrap_or(value));
        }
        (_, "zone") if value == "public DNS" => Some(lang.pick("public DNS", "公開 DNS")),
        (_, "vip" | "at" | "bundle") => door(lang, name, value),
        (_, "protocol") => protocol(value),
        (_, "addresses" | "address" | "source" | "external" | "ranges" | "blocked" | "client") => {
            return list(lang, value);
        }
        _ => None,
    };
    word.map_or(Cow::Borrowed(value), Cow::Borrowed)
}

/// A list of addresses, with words for the tokens among them.
pub fn addresses<S: AsRef<str>>(lang: Lang, addresses: &[S]) -> String {
    let words: Vec<Cow<'_, str>> = addresses
        .iter()
        .map(|address| token(lang, address.as_ref()))
        .collect();
    words.join(", ")
}

/// The same for a list in one text.
fn list(lang: Lang, value: &str) -> Cow<'_, str> {
    if !value.contains(',') {
        return token(lang, value);
    }
    let parts: Vec<&str> = value.split(',').map(str::trim).collect();
    Cow::Owned(addresses(lang, &parts))
}

/// One address, or the words for a token that stands for one.
pub fn token(lang: Lang, address: &str) -> Cow<'_, str> {
    Cow::Borrowed(match address {
        "google-dynamic" => lang.pick(
            "google-dynamic (Google's dynamic addresses)",
            "google-dynamic (Google の動的アドレス)",
        ),
        "cloud-nat-auto" => lang.pick(
            "cloud-nat-auto (addresses that Cloud NAT allocates)",
            "cloud-nat-auto (Cloud NAT が自動で割り当てるアドレス)",
        ),
        "google" => lang.pick("public addresses of Google's", "Google の公開アドレス"),
        "public" => lang.pick(
            "a public address on the internet",
            "インターネット上の公開アドレス",
        ),
        other => other,
    })
}

/// What a service of Google's that calls is called.
pub const fn google_caller(caller: GoogleCaller) -> &'static str {
    match caller {
        GoogleCaller::Scheduler => "Cloud Scheduler",
        GoogleCaller::Tasks => "Cloud Tasks",
        GoogleCaller::PubSub => "Pub/Sub",
        GoogleCaller::Eventarc => "Eventarc",
        GoogleCaller::Workflows => "Workflows",
        GoogleCaller::Iap => "Identity-Aware Proxy (IAP)",
        GoogleCaller::HealthCheck => "Cloud Load Balancing",
    }
}

/// What Google's `DeliverInfo` and `ForwardInfo` targets are called; `None` for one that is not known.
pub fn target(lang: Lang, target: &str) -> Option<&'static str> {
    Some(match target {
        "INSTANCE" => lang.pick("the VM", "VM"),
        "INTERNET" => lang.pick("the internet host", "インターネット上のホスト"),
        "GOOGLE_API" => lang.pick("the Google API", "Google API"),
        "PSC_PUBLISHED_SERVICE" => lang.pick(
            "the published service",
            "Private Service Connect の公開サービス",
        ),
        "PSC_GOOGLE_API" => lang.pick(
            "the Google API behind the Private Service Connect endpoint",
            "Private Service Connect (PSC) エンドポイントの先の Google API",
        ),
        "PSC_VPC_SC" => lang.pick(
            "the Google API (bundle vpc-sc) behind the Private Service Connect endpoint",
            "Private Service Connect (PSC) エンドポイント (バンドル vpc-sc) の先の Google API",
        ),
        "SERVERLESS_NEG" => lang.pick("the serverless NEG", "サーバーレス NEG"),
        "PRIVATE_NETWORK" => lang.pick("the private network", "プライベート ネットワーク"),
        "CLOUD_RUN_REVISION" => lang.pick("the Cloud Run service", "Cloud Run サービス"),
        "CLOUD_FUNCTION" => lang.pick("the function", "Cloud Run functions の関数"),
        "GKE_POD" => lang.pick("the pod", "Pod"),
        "GKE_MASTER" => lang.pick("the GKE control plane", "GKE のコントロール プレーン"),
        "CLOUD_SQL_INSTANCE" => lang.pick("the Cloud SQL instance", "Cloud SQL インスタンス"),
        "STORAGE_BUCKET" => lang.pick("the storage bucket", "ストレージ バケット"),
        "PEERING_VPC" => lang.pick("a peered VPC network", "ピアリング先の VPC ネットワーク"),
        "VPN_GATEWAY" => lang.pick("a VPN tunnel", "VPN トンネルの先"),
        "INTERCONNECT" => lang.pick("Cloud Interconnect", "Cloud Interconnect の先"),
        "IMPORTED_CUSTOM_ROUTE_NEXT_HOP" => lang.pick(
            "the next hop of an imported custom route",
            "インポートされたカスタムルートのネクストホップ",
        ),
        "ANOTHER_PROJECT" => lang.pick("another project", "別のプロジェクト"),
        "NCC_HUB" => lang.pick(
            "a Network Connectivity Center hub",
            "Network Connectivity Center ハブの先",
        ),
        "ROUTER_APPLIANCE" => lang.pick("a router appliance", "ルーター アプライアンスの先"),
        _ => return None,
    })
}

/// What a Cloud Run ingress setting is called in the console; `None` for one that is not known.
pub fn ingress(lang: Lang, setting: &str) -> Option<&'static str> {
    Some(match setting {
        "all" | "INGRESS_TRAFFIC_ALL" => lang.pick("all", "すべて"),
        "internal" | "INGRESS_TRAFFIC_INTERNAL_ONLY" => lang.pick("internal", "内部"),
        "internal-and-cloud-load-balancing" | "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER" => lang
            .pick(
                "internal-and-cloud-load-balancing",
                "内部とロードバランサ (internal-and-cloud-load-balancing)",
            ),
        "none" | "INGRESS_TRAFFIC_NONE" => lang.pick("none", "なし"),
        _ => return None,
    })
}

/// Why a name server gives no answer; `None` for a reason that has no words.
fn unanswered(lang: Lang, why: &str) -> Option<&'static str> {
    Some(match why {
        "no-server" => lang.pick(
            "no name server is given",
            "ネームサーバーが指定されていません",
        ),
        "not-on-internet" => lang.pick(
            "standard routing asks addresses outside RFC 1918 over the internet, where this one is not",
            "標準ルーティングでは RFC 1918 以外のアドレスへインターネット経由で問い合わせますが、このアドレスはインターネットにありません",
        ),
        "no-machine" => lang.pick(
            "no machine has its address",
            "そのアドレスのマシンがありません",
        ),
        "no-route" => lang.pick(
            "the VPC network has no route to it",
            "VPC ネットワークにそこへのルートがありません",
        ),
        "tunnel-down" => lang.pick(
            "the tunnel to it is not established",
            "そこへのトンネルが確立されていません",
        ),
        "no-way-back" => lang.pick(
            "35.199.192.0/19, from which Cloud DNS asks, is not advertised to its network",
            "Cloud DNS の送信元 35.199.192.0/19 が、相手のネットワークにアドバタイズされていません",
        ),
        "answers-elsewhere" => lang.pick(
            "its answers go to another VPC network than the one that asks, and are not accepted there",
            "応答が、問い合わせた VPC ネットワークとは別の VPC ネットワークに届き、受け付けられません",
        ),
        "not-running" => lang.pick("its VM is not running", "VM が実行中ではありません"),
        "firewall" => lang.pick(
            "a firewall denies queries from 35.199.192.0/19",
            "35.199.192.0/19 からの問い合わせをファイアウォールが拒否します",
        ),
        "allow-list" => lang.pick(
            "its own allow-list does not have 35.199.192.0/19, from which Cloud DNS asks",
            "Cloud DNS の送信元 35.199.192.0/19 が、ネーム サーバー自身の許可リストにありません",
        ),
        "not-listening" => lang.pick(
            "nothing listens on its port 53",
            "ポート 53 で待ち受けているものがありません",
        ),
        _ => return None,
    })
}

/// Where Google's APIs are reached; `None` for what is a name already.
fn door(lang: Lang, name: &str, door: &str) -> Option<&'static str> {
    match (name, door) {
        ("vip" | "at", "public") => {
            Some(lang.pick("Google's public front end", "Google の公開フロントエンド"))
        }
        ("vip" | "at", "all-apis") => Some(lang.pick(
            "an endpoint with the bundle all-apis",
            "バンドル all-apis のエンドポイント",
        )),
        ("vip" | "at", "vpc-sc") => Some(lang.pick(
            "an endpoint with the bundle vpc-sc",
            "バンドル vpc-sc のエンドポイント",
        )),
        _ => None,
    }
}

/// Protocols as people write them.
fn protocol(protocol: &str) -> Option<&'static str> {
    Some(match protocol {
        "tcp" => "TCP",
        "udp" => "UDP",
        "icmp" => "ICMP",
        "sctp" => "SCTP",
        "gre" => "GRE",
        "esp" => "ESP",
        "ah" => "AH",
        "http" => "HTTP",
        "https" => "HTTPS",
        "ssh" => "SSH",
        "socks5" => "SOCKS5",
        _ => return None,
    })
}
