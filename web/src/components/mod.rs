//! What is drawn. Components take shared parts of the state and send actions; none changes anything itself.

pub(crate) mod ask;
pub(crate) mod bars;
pub(crate) mod copy;
pub(crate) mod form;
pub(crate) mod gallery;
pub(crate) mod header;
pub(crate) mod help;
pub(crate) mod icon;
pub(crate) mod import;
pub(crate) mod inspector;
pub(crate) mod modal;
pub(crate) mod outline;
pub(crate) mod palette;
pub(crate) mod picture;
pub(crate) mod problem;
pub(crate) mod proposals;
pub(crate) mod recent;
pub(crate) mod request;
pub(crate) mod requests;
pub(crate) mod result;
pub(crate) mod share;
pub(crate) mod shared;
pub(crate) mod sources;
pub(crate) mod steps;
pub(crate) mod title;
pub(crate) mod workspace;
