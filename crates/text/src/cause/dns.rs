//! Name resolution.

use super::CauseText;
use crate::lang::both;

const ORDER: &str = "https://cloud.google.com/dns/docs/vpc-name-res-order";

pub(super) const NXDOMAIN: CauseText = CauseText {
    title: both("The name does not exist", "名前が存在しません"),
    meaning: both(
        "The zone that answers for the name has no record for it. A private zone answers for every name below its own, and public DNS is not asked for these.",
        "名前に答えるゾーンに、そのレコードがありません。限定公開ゾーンは自分の名前より下のすべての名前に答え、その名前は公開 DNS には問い合わせられません。",
    ),
    next: both(
        "Add the record, or a wildcard record, to the zone: gcloud dns record-sets create NAME. --zone=ZONE --type=A --rrdatas=ADDRESS",
        "ゾーンにレコードかワイルドカードのレコードを追加します: gcloud dns record-sets create NAME. --zone=ZONE --type=A --rrdatas=ADDRESS",
    ),
    page: ORDER,
};

pub(super) const NODATA: CauseText = CauseText {
    title: both("The name has no address", "名前にアドレスがありません"),
    meaning: both(
        "The name exists, but without an address record: often a CNAME record whose target has lost its A record.",
        "名前はありますが、アドレスのレコードがありません。CNAME レコードの先の A レコードがなくなっている場合によく起きます。",
    ),
    next: both(
        "Add the A record of the name, or of the name its CNAME leads to: gcloud dns record-sets create NAME. --zone=ZONE --type=A --rrdatas=ADDRESS",
        "その名前か、CNAME の先の名前に A レコードを追加します: gcloud dns record-sets create NAME. --zone=ZONE --type=A --rrdatas=ADDRESS",
    ),
    page: "https://cloud.google.com/dns/docs/zones/zones-overview",
};

pub(super) const SERVFAIL: CauseText = CauseText {
    title: both(
        "The name server does not answer",
        "ネームサーバーから答えを得られません",
    ),
    meaning: both(
        "The query is sent to a name server that is not reached, or that cannot answer.",
        "問い合わせ先のネームサーバーに届かないか、ネームサーバーが答えられません。",
    ),
    next: both(
        "Check that the name server lets queries in from 35.199.192.0/19, and that the way back to that range is routed.",
        "ネームサーバーが 35.199.192.0/19 からの問い合わせを受け付け、その範囲への戻りのルートがあることを確認します。",
    ),
    page: "https://cloud.google.com/dns/docs/zones/zones-overview#forwarding_zones",
};

pub(super) const LOOP: CauseText = CauseText {
    title: both(
        "The CNAME records lead in a circle",
        "CNAME レコードが循環しています",
    ),
    meaning: both(
        "Following the CNAME records of the name leads back to a name that was already met.",
        "CNAME レコードをたどると、一度出てきた名前に戻ります。",
    ),
    next: both(
        "Correct one of the records: gcloud dns record-sets list --zone=ZONE",
        "レコードのどれかを直します: gcloud dns record-sets list --zone=ZONE",
    ),
    page: "https://cloud.google.com/dns/docs/records-overview",
};
