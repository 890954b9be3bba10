//! Cloud DNS: one file a kind.

pub(crate) mod policy;
pub(crate) mod record;
pub(crate) mod response_policy;
pub(crate) mod zone;
