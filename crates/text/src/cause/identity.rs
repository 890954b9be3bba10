//! Who asks: tokens, permissions, credentials.

use super::CauseText;
use crate::lang::both;

const SERVICE_TO_SERVICE: &str =
    "https://cloud.google.com/run/docs/authenticating/service-to-service";
const ADC: &str = "https://cloud.google.com/docs/authentication/application-default-credentials";

pub(super) const UNAUTHENTICATED: CauseText = CauseText {
    title: both(
        "The request carries no credential",
        "リクエストに認証情報がありません",
    ),
    meaning: both(
        "The service requires authentication, and there is no Authorization header. The network is not the reason.",
        "サービスは認証を必要としますが、Authorization ヘッダーがありません。ネットワークの問題ではありません。",
    ),
    next: both(
        "Send an ID token whose audience is the service's URL (Authorization: Bearer TOKEN).",
        "サービスの URL をオーディエンスとする ID トークンを付けて送ります (Authorization: Bearer TOKEN)。",
    ),
    page: SERVICE_TO_SERVICE,
};

pub(super) const PERMISSION_DENIED: CauseText = CauseText {
    title: both(
        "The caller may not invoke the service",
        "呼び出し側に起動元 (Invoker) の権限がありません",
    ),
    meaning: both(
        "The identity of the caller is valid, and it has no role that allows the request.",
        "呼び出し側の ID は有効ですが、リクエストを許すロールを持っていません。",
    ),
    next: both(
        "Grant the role: gcloud run services add-iam-policy-binding SERVICE --region=REGION --member=PRINCIPAL --role=roles/run.invoker",
        "ロールを付与します: gcloud run services add-iam-policy-binding SERVICE --region=REGION --member=PRINCIPAL --role=roles/run.invoker",
    ),
    page: "https://cloud.google.com/run/docs/securing/managing-access",
};

pub(super) const TOKEN_INVALID: CauseText = CauseText {
    title: both(
        "The token is not one that the service accepts",
        "サービスが受け付けるトークンではありません",
    ),
    meaning: both(
        "The bearer is not signed by Google, is for another audience, or is an access token where an ID token is needed.",
        "Bearer トークンが、Google の署名したものではないか、別のオーディエンス向けか、ID トークンではなくアクセス トークンです。",
    ),
    next: both(
        "Get an ID token whose audience is the service's URL or one of its custom audiences.",
        "サービスの URL かカスタム オーディエンスをオーディエンスとする ID トークンを取得します。",
    ),
    page: SERVICE_TO_SERVICE,
};

pub(super) const IAP_DENIED: CauseText = CauseText {
    title: both(
        "Identity-Aware Proxy refuses the caller",
        "Identity-Aware Proxy (IAP) が呼び出し側を拒否します",
    ),
    meaning: both(
        "The caller is not signed in, or has no role that lets it through IAP.",
        "呼び出し側がログインしていないか、IAP を通るためのロールを持っていません。",
    ),
    next: both(
        "Grant the role IAP-secured Web App User (roles/iap.httpsResourceAccessor) to the caller.",
        "呼び出し側に「IAP で保護されたウェブアプリ ユーザー」(roles/iap.httpsResourceAccessor) のロールを付与します。",
    ),
    page: "https://cloud.google.com/iap/docs/concepts-overview",
};

pub(super) const IMPERSONATION_DENIED: CauseText = CauseText {
    title: both(
        "The caller may not impersonate the service account",
        "サービス アカウントの権限を借用できません",
    ),
    meaning: both(
        "Impersonation needs the role Service Account Token Creator on the service account, held by whoever impersonates, not by the service account itself.",
        "権限の借用には、そのサービス アカウントに対する「サービス アカウント トークン作成者」のロールが必要です。ロールを持つのは借用する側で、サービス アカウント自身ではありません。",
    ),
    next: both(
        "Grant it: gcloud iam service-accounts add-iam-policy-binding SERVICE_ACCOUNT --member=user:EMAIL --role=roles/iam.serviceAccountTokenCreator. Credentials of an earlier login stay in use until gcloud auth application-default revoke and a new login.",
        "付与します: gcloud iam service-accounts add-iam-policy-binding SERVICE_ACCOUNT --member=user:EMAIL --role=roles/iam.serviceAccountTokenCreator。以前のログインの認証情報は、gcloud auth application-default revoke をして再びログインするまで使われ続けます。",
    ),
    page: "https://cloud.google.com/docs/authentication/use-service-account-impersonation",
};

pub(super) const CREDENTIALS_NOT_FOUND: CauseText = CauseText {
    title: both(
        "No Application Default Credentials are found",
        "アプリケーションのデフォルト認証情報 (ADC) が見つかりません",
    ),
    meaning: both(
        "The library looks in GOOGLE_APPLICATION_CREDENTIALS, in the file of gcloud auth application-default login, and at the metadata server, and finds nothing. No request is sent.",
        "ライブラリは GOOGLE_APPLICATION_CREDENTIALS、gcloud auth application-default login のファイル、メタデータ サーバーの順に探しますが、どこにもありません。リクエストは送られません。",
    ),
    next: both(
        "On your own machine: gcloud auth application-default login --impersonate-service-account=SERVICE_ACCOUNT",
        "手元のマシンなら: gcloud auth application-default login --impersonate-service-account=SERVICE_ACCOUNT",
    ),
    page: ADC,
};

pub(super) const CREDENTIALS_UNSUPPORTED_TYPE: CauseText = CauseText {
    title: both(
        "The library does not take this type of credentials",
        "ライブラリがこの種類の認証情報に対応していません",
    ),
    meaning: both(
        "For ID tokens the library takes service accounts, impersonated service accounts and external accounts, not user credentials.",
        "ID トークンのためにライブラリが使えるのは、サービス アカウント、権限を借用したサービス アカウント、外部アカウントで、ユーザーの認証情報は使えません。",
    ),
    next: both(
        "Impersonate a service account: gcloud auth application-default login --impersonate-service-account=SERVICE_ACCOUNT",
        "サービス アカウントの権限を借用します: gcloud auth application-default login --impersonate-service-account=SERVICE_ACCOUNT",
    ),
    page: "https://cloud.google.com/docs/authentication/get-id-token",
};

pub(super) const METADATA_VIA_PROXY: CauseText = CauseText {
    title: both(
        "The metadata server is asked through a proxy",
        "メタデータ サーバーへの問い合わせがプロキシを通ります",
    ),
    meaning: both(
        "The caller's metadata server answers only on its own machine, so tokens cannot be fetched through a proxy elsewhere. Libraries of Google's then fail to authenticate.",
        "呼び出し側のメタデータ サーバーは自分のマシンの中でしか答えないため、別の場所のプロキシを通すとトークンを取得できません。Google のライブラリは認証に失敗します。",
    ),
    next: both(
        "Keep the metadata server out of the proxy: NO_PROXY=metadata,metadata.google.internal,169.254.169.254, or set the proxy for single requests only.",
        "メタデータ サーバーをプロキシの対象から外します: NO_PROXY=metadata,metadata.google.internal,169.254.169.254。または、必要なリクエストにだけプロキシを指定します。",
    ),
    page: "https://cloud.google.com/compute/docs/metadata/querying-metadata",
};
