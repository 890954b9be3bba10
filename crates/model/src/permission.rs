//! What somebody may be allowed to do, and the roles that hold it: THE list of what is looked at in an IAM policy.
//! Who has any other role is nobody's business here, and is not kept.

/// Something one may be allowed to do, by the roles that hold it.
#[derive(Clone, Copy, Debug)]
pub struct Permission {
    /// Roles of which Google's page says that they hold it.
    roles: &'static [&'static str],
    /// Roles that may hold it for all that is known here.
    may: fn(&str) -> bool,
}

/// `run.routes.invoke` (<https://cloud.google.com/run/docs/reference/iam/roles>,
/// <https://cloud.google.com/functions/docs/reference/iam/roles>).
pub const INVOKE: Permission = Permission {
    roles: &[
        "roles/run.invoker",
        "roles/run.servicesInvoker",
        "roles/run.admin",
        "roles/cloudfunctions.admin",
        "roles/owner",
    ],
    // Of these roles no page that we know says it, and lists of what they hold that others have made do; nor is it
    // said of roles of Cloud Run that are not known here.
    may: |role| {
        matches!(
            role,
            "roles/editor"
                | "roles/cloudfunctions.developer"
                | "roles/cloudfunctions.editor"
                | "roles/firebase.admin"
                | "roles/firebase.developAdmin"
                | "roles/iam.dataScientist"
                | "roles/iam.devOps"
                | "roles/iam.mlEngineer"
        ) || role.starts_with("roles/run.") && role != "roles/run.viewer"
    },
};

/// `cloudfunctions.functions.invoke`: HTTP functions of the 1st generation
/// (<https://cloud.google.com/functions/docs/reference/iam/roles>,
/// <https://docs.cloud.google.com/functions/1stgendocs/securing/authenticating>).
pub const INVOKE_FUNCTION: Permission = Permission {
    roles: &["roles/cloudfunctions.invoker", "roles/cloudfunctions.admin"],
    // One page says that developers have it, and the table of roles does not show it.
    may: |role| {
        matches!(
            role,
            "roles/owner" | "roles/editor" | "roles/firebase.admin"
        ) || role.starts_with("roles/firebase.develop")
            || role.starts_with("roles/cloudfunctions.") && role != "roles/cloudfunctions.viewer"
    },
};

/// `iap.webServiceVersions.accessViaIAP` (<https://cloud.google.com/iap/docs/managing-access>).
pub const PASS_IAP: Permission = Permission {
    roles: &["roles/iap.httpsResourceAccessor"],
    // Whether who owns or edits a project has it by that, no page that we know says.
    may: |role| {
        matches!(role, "roles/owner" | "roles/editor")
            || role.starts_with("roles/iap.") && role != "roles/iap.tunnelResourceAccessor"
    },
};

/// `iam.serviceAccounts.getAccessToken`
/// (<https://cloud.google.com/iam/docs/service-account-permissions>). Owners of a project do not have it by that.
pub const IMPERSONATE: Permission = Permission {
    roles: &[
        "roles/iam.serviceAccountTokenCreator",
        "roles/iam.workloadIdentityUser",
    ],
    // It makes ID tokens: whether that is enough is the library's business.
    may: |role| role == "roles/iam.serviceAccountOpenIdTokenCreator",
};

/// Everything that is looked at.
const ALL: [&Permission; 4] = [&INVOKE, &INVOKE_FUNCTION, &PASS_IAP, &IMPERSONATE];

/// Whether a role holds a permission.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Holds {
    /// Google's page says so.
    Surely,
    /// Nothing that is known here says that it does not.
    Maybe,
    /// It does not.
    No,
}

impl Permission {
    /// Whether a role holds it.
    pub fn of(&self, role: &str) -> Holds {
        // Custom roles hold what no export here says, and so do the roles of Google's service agents.
        let unknown = || !role.starts_with("roles/") || role.ends_with("erviceAgent");
        if self.roles.contains(&role) {
            Holds::Surely
        } else if unknown() || (self.may)(role) {
            Holds::Maybe
        } else {
            Holds::No
        }
    }
}

/// Whether it matters who has a role: it holds, or may hold, something that is looked at.
pub fn matters(role: &str) -> bool {
    ALL.iter().any(|own| own.of(role) != Holds::No)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_a_role_matters_where_it_may_hold_what_is_asked_for() {
        for role in [
            "roles/run.invoker",
            "roles/owner",
            "roles/editor",
            "roles/iap.admin",
            "roles/run.somethingNew",
            "roles/iam.workloadIdentityUser",
            "roles/run.serviceAgent",
            "projects/shop/roles/caller",
            "organizations/1/roles/caller",
            // What is no role may be one.
            "",
        ] {
            assert!(matters(role), "{role}");
        }
        for role in [
            "roles/viewer",
            "roles/run.viewer",
            "roles/storage.admin",
            "roles/iap.tunnelResourceAccessor",
            "roles/billing.user",
        ] {
            assert!(!matters(role), "{role}");
        }
    }
}
