//! App Engine services. What `gcloud app versions describe` prints of a version is read as its service's.
//!
//! <https://docs.cloud.google.com/appengine/docs/admin-api/reference/rest/v1/apps.services.versions>

use hopscope_model::resource::App;
use hopscope_model::resource::serverless::VpcAccess;
use serde::Deserialize;

use super::egress::egress;
use crate::codec::{At, Codec, Out};
use crate::envelope::{Identity, identity};
use crate::field::{FieldError, List, Maybe};
use crate::item::Item;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wire {
    #[serde(default)]
    vpc_access_connector: Option<WireConnector>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireConnector {
    #[serde(default)]
    name: Maybe<String>,
    #[serde(default)]
    egress_setting: Maybe<String>,
}

impl Codec for App {
    type Wire = Wire;

    fn read(wire: Wire, at: &At<'_>) -> Result<Self, FieldError> {
        let Some(connector) = wire.vpc_access_connector else {
            return Ok(Self::default());
        };
        let egress = egress(
            &connector.name,
            &connector.egress_setting,
            List::default(),
            at,
        )
        .map_err(|_| {
            FieldError::invalid("egressSetting", "no egress setting that is known")
                .under("vpcAccessConnector")
        })?;
        Ok(Self { egress })
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
    }

    /// Services and versions are exported apart; the settings are the version's.
    fn keep_parts(&mut self, earlier: &Self) {
        if self.egress.vpc == VpcAccess::None {
            self.egress = earlier.egress.clone();
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
