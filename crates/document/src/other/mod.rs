//! Kinds of the other APIs: one file a kind.

pub(crate) mod address_group;
pub(crate) mod deny_policy;
pub(crate) mod hub;
pub(crate) mod iam_policy;
pub(crate) mod org_policy;
pub(crate) mod perimeter;
pub(crate) mod policy_route;
pub(crate) mod project;
pub(crate) mod spoke;
pub(crate) mod sql;
