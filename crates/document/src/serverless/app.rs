//! App Engine services. What `gcloud app versions describe` prints of a version is read as its service's.
//!
//! <https://docs.cloud.google.com/appengine/docs/admin-api/reference/rest/v1/apps.services.versions>

use hopscope_model::resource::App;
use hopscope_model::resource::serverless::VpcAccess;

use super::egress::egress;
use crate::codec::{At, Codec, Out};
use crate::envelope::{Identity, identity};
use crate::fields::Fields;
use crate::item::Item;

/// Whether an environment is the flexible one.
const ENVIRONMENTS: &[(&str, bool)] = &[("standard", false), ("flex", true), ("flexible", true)];

impl Codec for App {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let connector = fields.object("vpcAccessConnector");
        let version = [
            "runtime",
            "env",
            "instanceClass",
            "servingStatus",
            "deployment",
        ];
        Self {
            version_known: connector.is_there() || version.iter().any(|key| fields.has(key)),
            flexible: fields.choice("env", ENVIRONMENTS).unwrap_or(false) || fields.flag("vm"),
            egress: egress(&connector, ["name", "egressSetting", ""], at),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        let mut own = out.nested();
        if let VpcAccess::Connector(connector) = &self.egress.vpc {
            own.refer("name", connector);
        }
        if self.egress.all_traffic {
            own.put("egressSetting", "ALL_TRAFFIC");
        }
        out.object("vpcAccessConnector", own);
        if self.version_known || self.flexible {
            out.put(
                "env",
                if self.flexible {
                    "flexible"
                } else {
                    "standard"
                },
            );
        }
    }

    /// Services and versions are exported apart; the settings are the version's.
    fn keep_parts(&mut self, earlier: &Self) {
        if !self.version_known {
            self.egress = earlier.egress.clone();
            self.version_known = earlier.version_known;
            self.flexible = earlier.flexible;
        }
    }
}

/// `apps/PROJECT/services/SERVICE`, with or without `/versions/VERSION`.
pub(crate) fn app_identity(item: &Item<'_>) -> Identity {
    let mut identity = identity(&item.envelope, &item.around);
    if let Some(name) = item.envelope.word("name") {
        let parts: Vec<&str> = name.split('/').collect();
        if let ["apps", project, "services", service, ..] = parts.as_slice() {
            identity.project = Some((*project).to_owned());
            identity.name = Some((*service).to_owned());
        }
    }
    identity
}
