//! Cloud Run, Cloud Run functions, App Engine and Serverless VPC Access: one file a kind. Cloud Run is printed in
//! two shapes, Knative's (`gcloud run`) and that of its API v2; it is written in the latter.

pub(crate) mod app;
pub(crate) mod connector;
pub(crate) mod container;
pub(crate) mod domain_mapping;
pub(crate) mod egress;
pub(crate) mod function;
pub(crate) mod job;
pub(crate) mod knative;
pub(crate) mod service;
