//! Why a field cannot be read, or is not modelled: the words for the reasons of problems.

use hopscope_model::problem::Problem;
use hopscope_model::{Kind, What, Why};

use crate::lang::{Both, Lang, both};
use crate::{kind, template};

/// Why, as part of a sentence; `None` where the problem does not say.
pub fn sentence(lang: Lang, problem: &Problem) -> Option<String> {
    let why = Why::parse(problem.args.get("why")?)?;
    let filled = template::fill(why_text(why).get(lang), &|name| {
        let value = problem.args.get(name)?.as_str();
        let word = match name {
            "expected" | "found" => What::parse(value).map(|what| what_text(what).get(lang)),
            "kind" => Kind::from_code(value).map(|own| kind::one(lang, own)),
            _ => None,
        };
        Some(word.unwrap_or(value).into())
    });
    Some(filled)
}

/// The template of a reason.
pub const fn why_text(why: Why) -> Both {
    match why {
        Why::WrongType => both(
            "{found} where {expected} is needed",
            "{expected} が必要なところに {found} があります",
        ),
        Why::NotA => both(
            "{value} is not {expected}",
            "{value} は {expected} ではありません",
        ),
        Why::Nothing => both(
            "nothing where {expected} is needed",
            "{expected} が必要なところに何もありません",
        ),
        Why::NoneOf => both(
            "{value} is none of these: {choices}",
            "{value} は、次のどれでもありません: {choices}",
        ),
        Why::NotKnown => both("{value} is not known", "{value} は知らない値です"),
        Why::Twice => both("the field is there twice", "同じ項目が 2 つあります"),
        Why::Beside => both(
            "{other} is there as well, and only one of them can be",
            "{other} もあります。どちらか一方だけが書けます",
        ),
        Why::NotJson => both("it is not JSON here", "ここが JSON ではありません"),
        Why::NotWhole => both(
            "the object is not whole",
            "オブジェクトが途中で切れているか、壊れています",
        ),
        Why::AfterApply => both(
            "its value is known only after it is applied (terraform apply)",
            "値は適用 (terraform apply など) の後に決まります",
        ),
        Why::Sensitive => both(
            "Terraform marks its value as sensitive, and it is not read",
            "Terraform で機密 (sensitive) とされている値なので読みません",
        ),
        Why::PartsElsewhere => both(
            "in Terraform and Config Connector these are resources of their own, and none is here",
            "Terraform と Config Connector では別のリソースで、ここには 1 つもありません",
        ),
        Why::OnlyAPart => both(
            "only a part of it is here, and not the resource itself",
            "一部だけがあり、リソースそのものがありません",
        ),
        Why::OnlyAnEntry => both(
            "Cloud Asset Inventory printed only that it exists, not its configuration (asset list and export give it with \
             --content-type=resource, search-all-resources with --read-mask='*')",
            "Cloud Asset Inventory の出力には存在することだけがあり、構成が含まれていません (asset list と export には \
             --content-type=resource、search-all-resources には --read-mask='*' を付けると出力されます)",
        ),
        Why::NotPrinted => both(
            "the object was printed with a choice of fields, and this one is not among them",
            "項目を選んで出力されていて、この項目が含まれていません",
        ),
        Why::GoogleMade => both(
            "Google Cloud made it with the network, and it is not here",
            "Google Cloud がネットワークと同時に作るもので、ここには含まれません",
        ),
        Why::PeeringAbsent => both(
            "no export of a network has {value}",
            "ネットワークのエクスポートに {value} がありません",
        ),
        Why::NameServersOfPods => both(
            "name servers of one's own for the pods of a cluster are not modelled",
            "クラスタの Pod 用に独自のネームサーバーを指定する設定は、モデルに含まれません",
        ),
        Why::ActsOnRequests => both(
            "this organization policy acts on requests as they are made",
            "リクエスト時に効く組織のポリシーです",
        ),
        Why::ParentAbsent => both("{value} is not there", "{value} がありません"),
        Why::SameName => both(
            "another of this name is there, which Google keeps apart by protocol",
            "同じ名前のものがほかにあります (Google ではプロトコルで分けられています)",
        ),
        Why::NotShown => both(
            "what the file holds does not show that it is all of {value}: it is something else, or only a part",
            "ファイルの内容からは {value} のすべてだと確かめられません (別のものか、一部だけです)",
        ),
        Why::OutsideZone => both(
            "the zone is {value}, and this name is not in it",
            "ゾーンは {value} で、この名前はその中にありません",
        ),
        Why::NoKind => both(
            "{value} does not begin with a kind such as run/ or vm/",
            "{value} は種類 (run/、vm/ など) で始まっていません",
        ),
        Why::Ambiguous => both(
            "{value} could be any of these: {choices}",
            "{value} は、次のどれにも当てはまります: {choices}",
        ),
        Why::NoPort => both("{value} needs a port", "{value} にはポートが必要です"),
        Why::NotASource => both(
            "nothing of the kind {kind} can be the source of a request",
            "{kind} は通信の送信元になれません",
        ),
        Why::NotADestination => both(
            "nothing of the kind {kind} is asked for by its own name, but by a URL, a host name or an address",
            "{kind} は、それ自身の名前では指定できません。URL、ホスト名、アドレスで指定します",
        ),
        Why::SubnetOfOtherNetwork => both(
            "{value} is part of {other}, which is not the network of this interface",
            "{value} は {other} のもので、このインターフェースのネットワークのものではありません",
        ),
        Why::NoCommonIpVersion => both(
            "{value} and the source of the request have no IP version in common",
            "{value} と通信元には、共通する IP バージョンがありません",
        ),
        Why::PrivateAddress => both(
            "{value} is a private address, which nothing on the internet has",
            "{value} はプライベート アドレスで、インターネット上にはありません",
        ),
        Why::NoArrow => both(
            "a request is written FROM -> TO",
            "通信は FROM -> TO と書きます",
        ),
        Why::NothingBehind => both("nothing follows {value}", "{value} の後に何もありません"),
        Why::RouteStatus => both(
            "a route in state {value} is not modelled",
            "状態が {value} のルートはモデルに含まれません",
        ),
        Why::NextHop => both(
            "no next hop that is known",
            "知っている種類のネクストホップがありません",
        ),
        Why::UrlMapActions => both(
            "redirects, injected faults and backend buckets are not modelled",
            "リダイレクト、フォールト挿入、バックエンド バケットはモデルに含まれません",
        ),
        Why::NetworkAttachment => both(
            "an interface in a network attachment is not modelled",
            "ネットワーク アタッチメントのインターフェースはモデルに含まれません",
        ),
        Why::OtherRevision => both(
            "{value} gets traffic, and the settings printed are those of the latest revision",
            "{value} にもトラフィックが流れますが、出力にあるのは最新のリビジョンの設定です",
        ),
    }
}

/// What was expected or found, as it stands in a sentence.
pub const fn what_text(what: What) -> Both {
    match what {
        What::Null => both("null", "null"),
        What::Bool => both("true or false", "true か false"),
        What::Number => both("a number", "数値"),
        What::Text => both("text", "文字列"),
        What::List => both("a list", "リスト"),
        What::Object => both("an object", "オブジェクト"),
        What::Address => both("an IP address", "IP アドレス"),
        What::Ipv4Address => both("an IPv4 address", "IPv4 アドレス"),
        What::Ipv6Address => both("an IPv6 address", "IPv6 アドレス"),
        What::Range => both(
            "a range of addresses such as 10.0.0.0/20",
            "アドレス範囲 (10.0.0.0/20 など)",
        ),
        What::Ipv6Range => both("an IPv6 range", "IPv6 のアドレス範囲"),
        What::Ports => both("a port or a range of ports", "ポートまたはポート範囲"),
        What::Protocol => both("a protocol", "プロトコル"),
        What::WholeNumber => both("a whole number in its range", "範囲内の整数"),
        What::Flag => both("true or false", "true か false"),
        What::Port => both("a port", "ポート"),
        What::Scheme => both("a scheme that is known", "知っているスキーム"),
        What::Target => both(
            "a URL or a thing with a port such as vm/web:22",
            "URL またはポート付きの宛先 (vm/web:22 など)",
        ),
        What::Caller => both(
            "one of the Google services that call",
            "呼び出し元になる Google のサービス",
        ),
        What::Name => both("a name", "名前"),
        What::Kind => both("a kind", "種類"),
        What::ProjectAndKind => both("PROJECT/KIND", "PROJECT/KIND の形"),
        What::Machine => both("a VM", "VM"),
        What::Cluster => both("a cluster", "クラスタ"),
        What::Connection => both(
            "a VPN tunnel or a VLAN attachment",
            "VPN トンネルまたは VLAN アタッチメント",
        ),
        What::BackendGroup => both(
            "an instance group or a network endpoint group",
            "インスタンス グループまたはネットワーク エンドポイント グループ",
        ),
        What::Cause => both("a cause", "原因コード"),
        What::Expectation => both(
            "an outcome, a status or a cause",
            "結果、ステータス、原因のどれか",
        ),
        What::Place => both("a pair of numbers", "数値の組"),
        What::Reference => both("a reference", "参照"),
        What::MasqueradeConfig => both(
            "part of the configuration of ip-masq-agent",
            "ip-masq-agent の設定の一部",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hopscope_model::Reason;
    use hopscope_model::problem::{ProblemCode, Severity};

    #[test]
    fn a_reason_speaks_the_language_of_the_reader() {
        let problem = Problem::new(Severity::Error, ProblemCode::FieldInvalid)
            .arg("field", "ports")
            .why(&Reason::not_a("80-x", What::Ports));
        let check = |lang, expected: &str| {
            assert_eq!(crate::problem::text(lang, &problem), expected);
        };
        check(
            Lang::En,
            "ports cannot be read: 80-x is not a port or a range of ports.",
        );
        check(
            Lang::Ja,
            "ports を読めません: 80-x はポートまたはポート範囲ではありません。",
        );
    }

    #[test]
    fn every_id_is_read_back() {
        assert!(
            Why::ALL
                .iter()
                .all(|own| Why::parse(own.as_str()) == Some(*own))
        );
        assert!(
            What::ALL
                .iter()
                .all(|own| What::parse(own.as_str()) == Some(*own))
        );
    }
}
