//! IAM policies as `get-iam-policy` prints them, with the resource they are set on.

use crate::name::Id;

/// What an IAM policy is set on.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum IamResource {
    /// A resource of the scenario's kinds (a Cloud Run service, a project, …).
    Resource(Id),
    /// Whom Identity-Aware Proxy lets pass to a Cloud Run service, which has a policy of its own besides.
    Iap(Id),
    /// A service account by e-mail.
    ServiceAccount(String),
    /// Any other, as it was named.
    Other(String),
}

/// An IAM policy.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct IamPolicy {
    /// Bindings in order.
    pub bindings: Vec<Binding>,
    /// There may be others: what Terraform adds to a policy is not all of it.
    pub partial: bool,
}

/// Role and members.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Binding {
    /// `roles/run.invoker`, or a custom role.
    pub role: String,
    /// `allUsers`, `serviceAccount:…`, `user:…`, …
    pub members: Vec<String>,
    /// The expression of its condition. It can never turn into a plain yes.
    pub condition: Option<String>,
}
