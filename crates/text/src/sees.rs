//! What the caller sees.

use hopscope_model::result::Says;
use hopscope_model::says::CallerSees;

use crate::lang::{Both, Lang, both};
use crate::template;

/// What the caller sees, with its arguments put in.
pub fn sentence(lang: Lang, sees: &Says<CallerSees>) -> String {
    template::fill(template(sees.id).get(lang), &|name| {
        sees.args.get(name).map(|value| value.as_str().into())
    })
}

/// The template of what the caller sees.
pub const fn template(id: CallerSees) -> Both {
    match id {
        CallerSees::Timeout => both(
            "The caller gets no answer and waits until it times out.",
            "呼び出し側には何も返らず、タイムアウトします。",
        ),
        CallerSees::Unreachable => both(
            "The caller gets the network error \"destination unreachable\" (ICMP).",
            "呼び出し側には、宛先に到達できないというネットワーク エラー (ICMP) が返ります。",
        ),
        CallerSees::Refused => both(
            "The caller's connection is refused.",
            "呼び出し側の接続は拒否されます (connection refused)。",
        ),
        CallerSees::Closed => both(
            "The caller's connection is closed or reset.",
            "呼び出し側の接続は閉じられるか、リセットされます。",
        ),
        CallerSees::NameError => both(
            "The caller gets an error of name resolution ({rcode}).",
            "呼び出し側では名前解決がエラー ({rcode}) になります。",
        ),
        CallerSees::Http404FrontEnd => both(
            "The caller gets HTTP 404, with Google's page \"Error: Page not found\", not from the application.",
            "呼び出し側には HTTP 404 が返ります。アプリケーションではなく、Google の「Error: Page not found」のページです。",
        ),
        CallerSees::Http403Invoker => both(
            "The caller gets HTTP 403: \"Your client does not have permission to get URL\".",
            "呼び出し側には HTTP 403 (「Your client does not have permission to get URL」) が返ります。",
        ),
        CallerSees::Http401Invoker => both(
            "The caller gets HTTP 401: the token could not be verified.",
            "呼び出し側には HTTP 401 が返ります。トークンを検証できません。",
        ),
        CallerSees::Http302SignIn => both(
            "A browser is sent to sign in with HTTP 302; a program gets 302 or 401, and \"Invalid IAP credentials: empty token\".",
            "ブラウザは HTTP 302 でログイン画面に送られます。プログラムには 302 か 401 と「Invalid IAP credentials: empty token」が返ります。",
        ),
        CallerSees::Http403Iap => both(
            "The caller gets HTTP 403 from Identity-Aware Proxy: You don't have access.",
            "呼び出し側には Identity-Aware Proxy (IAP) から HTTP 403 (You don't have access) が返ります。",
        ),
        CallerSees::Http401Iap => both(
            "The caller gets HTTP 401 from Identity-Aware Proxy: Invalid IAP credentials.",
            "呼び出し側には Identity-Aware Proxy (IAP) から HTTP 401 (Invalid IAP credentials) が返ります。",
        ),
        CallerSees::Http403Api => both(
            "The caller gets HTTP 403 from the Google API.",
            "呼び出し側には Google API から HTTP 403 が返ります。",
        ),
        CallerSees::Http403Impersonation => both(
            "The caller gets HTTP 403 from the IAM credentials API: Permission 'iam.serviceAccounts.getAccessToken' denied.",
            "呼び出し側には IAM の認証情報 API から HTTP 403 (Permission 'iam.serviceAccounts.getAccessToken' denied) が返ります。",
        ),
        CallerSees::ConnectRefused => both(
            "The caller gets HTTP 400 or a reset in answer to CONNECT.",
            "呼び出し側の CONNECT には HTTP 400 が返るか、接続がリセットされます。",
        ),
        CallerSees::GatewayError => both(
            "The caller gets HTTP 502 or 503 from the load balancer.",
            "呼び出し側にはロードバランサから HTTP 502 か 503 が返ります。",
        ),
        CallerSees::LibraryError => both(
            "The caller's library fails before it sends anything: {message}",
            "呼び出し側のライブラリが、何も送らないうちに失敗します: {message}",
        ),
        CallerSees::ProxyError => both(
            "The caller gets an error from the proxy.",
            "呼び出し側にはプロキシからエラーが返ります。",
        ),
        CallerSees::NotAllowed => both(
            "The caller's connection is closed, or it gets HTTP 403.",
            "呼び出し側の接続は閉じられるか、HTTP 403 が返ります。",
        ),
    }
}
