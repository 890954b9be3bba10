//! VPC Service Controls perimeters. What is enforced is `status`; `spec` is a dry run.
//!
//! <https://cloud.google.com/access-context-manager/docs/reference/rest/v1/accessPolicies.servicePerimeters>

/// A VPC Service Controls perimeter.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Perimeter {
    /// `perimeterType` is `PERIMETER_TYPE_BRIDGE`.
    pub bridge: bool,
    /// `status.resources[]`: projects inside, as named (`projects/123`), and networks.
    pub resources: Vec<String>,
    /// `status.restrictedServices[]`.
    pub restricted_services: Vec<String>,
    /// `status.vpcAccessibleServices.enableRestriction`: networks inside reach only some services.
    pub limits_accessible: bool,
    /// `status.vpcAccessibleServices.allowedServices[]`: these.
    pub accessible_services: Vec<String>,
    /// `status.accessLevels[]`.
    pub access_levels: Vec<String>,
    /// There are `status.ingressPolicies`.
    pub ingress_policies: bool,
    /// There are `status.egressPolicies`.
    pub egress_policies: bool,
}

/// Stands among the accessible services for all that are restricted.
pub const RESTRICTED_SERVICES: &str = "RESTRICTED-SERVICES";
