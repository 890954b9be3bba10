//! Labels of the picture and the outline. Short: they have to fit into a box.

use hopscope_model::says::LabelId;

use crate::lang::{Both, Lang, both};
use crate::template;

/// A label with its arguments put in, which stand in the order of [`LabelId::args`].
pub fn label(lang: Lang, id: LabelId, args: &[String]) -> String {
    template::fill(template(id).get(lang), &|name| {
        let index = id.args().iter().position(|arg| *arg == name)?;
        args.get(index).map(|value| value.as_str().into())
    })
}

/// The template of a label.
pub const fn template(id: LabelId) -> Both {
    match id {
        LabelId::LaneInternet => both("Internet", "インターネット"),
        LabelId::LaneEdge => both("Google edge", "Google エッジ"),
        LabelId::LaneServerless => both("Cloud Run", "Cloud Run"),
        LabelId::LaneVpc => both("VPC", "VPC"),
        LabelId::LaneOnPrem => both("On-premises", "オンプレミス"),

        LabelId::Internet => both("Internet", "インターネット"),
        LabelId::Dns => both("DNS", "DNS"),
        LabelId::DnsPublic => both("public", "公開"),
        LabelId::DnsPrivate => both("private zones: {count}", "限定公開ゾーン {count}"),
        LabelId::GoogleFrontEnd => both("Google front end", "Google フロントエンド"),
        LabelId::GoogleApis => both("Google APIs", "Google API"),
        LabelId::CloudDns => both("Cloud DNS", "Cloud DNS"),

        LabelId::IngressAll => both("ingress: all", "内向き: すべて"),
        LabelId::IngressInternal => both("ingress: internal", "内向き: 内部"),
        LabelId::IngressLoadBalancing => both("ingress: internal + LB", "内向き: 内部 + LB"),
        LabelId::IngressNone => both("ingress: none", "内向き: なし"),
        LabelId::PgaOn => both("PGA on", "PGA オン"),
        LabelId::PgaOff => both("PGA off", "PGA オフ"),
        LabelId::ProxyOnly => both("proxy-only", "プロキシ専用"),
        LabelId::PscSubnet => both("for published services", "公開サービス用"),
        LabelId::PrivateNatSubnet => both("for Private NAT", "Private NAT 用"),
        LabelId::NatAutomatic => both("automatic addresses", "自動割り当て"),
        LabelId::NatPrivate => both("Private NAT", "Private NAT"),
        LabelId::PscEndpoint => both("PSC endpoint", "PSC エンドポイント"),
        LabelId::InternalLoadBalancer => both("internal load balancer", "内部ロードバランサ"),
        LabelId::ExternalLoadBalancer => both("external load balancer", "外部ロードバランサ"),
        LabelId::ZonePublic => both("public zone", "一般公開ゾーン"),
        LabelId::ZonePrivate => both("private zone", "限定公開ゾーン"),
        LabelId::ZoneForwarding => both("forwarding zone", "転送ゾーン"),
        LabelId::ZonePeering => both("peering zone", "ピアリング ゾーン"),
        LabelId::NotRunning => both("not running", "停止中"),
        LabelId::HostOnInternet => both("host on the internet", "外部のホスト"),
        LabelId::HostOnPremises => both("host on-premises", "社内のホスト"),

        LabelId::Routes => both("routes {count}", "ルート {count}"),
        LabelId::Firewalls => both("firewall rules {count}", "FW ルール {count}"),
        LabelId::Inside => both("{count} inside", "中に {count} 件"),
        LabelId::SpareSubnets => both("{count} empty subnets", "空のサブネット {count} 個"),
        LabelId::Missing => both("not in the scenario", "シナリオにない"),
        LabelId::Unread => both("not read whole", "一部が読めない"),

        LabelId::Checkpoint => both("checkpoint", "判定点"),
        LabelId::Hop => both("hop", "ホップ"),
        LabelId::Endpoint => both("endpoint", "端点"),
        LabelId::StartsHere => both("connection starts", "ここから接続"),
    }
}
