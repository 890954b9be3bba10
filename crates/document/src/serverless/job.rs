//! `run.googleapis.com/Job`: a Cloud Run job in the shape of the API v2, in which it is also written.
//!
//! <https://docs.cloud.google.com/run/docs/reference/rest/v2/projects.locations.jobs>

use hopscope_model::resource::RunJob;
use hopscope_model::{Id, Kind};
use serde::Deserialize;

use super::container::{read_proxies, write_environment};
use super::egress;
use super::service::{Condition, FAILED, Template};
use crate::codec::{At, Codec, Out};
use crate::field::FieldError;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wire {
    template: Execution,
    #[serde(default)]
    terminal_condition: Option<Condition>,
}

#[derive(Deserialize)]
struct Execution {
    template: Template,
}

impl Codec for RunJob {
    type Wire = Wire;

    fn read(wire: Wire, at: &At<'_>) -> Result<Self, FieldError> {
        let template = wire.template.template;
        let egress = template
            .vpc_access
            .map(|access| access.read(at))
            .transpose()
            .map_err(|error| error.under("vpcAccess").under("template").under("template"))?
            .unwrap_or_default();
        read_proxies(template.containers, at);
        Ok(Self {
            egress,
            service_account: template.service_account.0,
            not_ready: wire
                .terminal_condition
                .is_some_and(|condition| condition.state.is(FAILED)),
        })
    }

    fn write(&self, out: &mut Out<'_>) {
        let mut task = out.nested();
        task.maybe("serviceAccount", self.service_account.as_deref());
        egress::write(&self.egress, &mut task);
        let id = Id::new(Kind::RunJob, out.name.clone());
        let proxies = out.scenario.resources.proxy_settings.get(&id);
        task.objects("containers", write_environment(proxies, out));
        let mut execution = out.nested();
        execution.put("template", task.map);
        out.put("template", execution.map);
        if self.not_ready {
            let mut condition = out.nested();
            condition.put("type", "Ready");
            condition.put("state", FAILED);
            out.object("terminalCondition", condition);
        }
    }
}
