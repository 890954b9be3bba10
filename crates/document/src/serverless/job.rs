//! `run.googleapis.com/Job`: a Cloud Run job in the shape of the API v2, in which it is also written.
//!
//! <https://docs.cloud.google.com/run/docs/reference/rest/v2/projects.locations.jobs>

use hopscope_model::Kind;
use hopscope_model::resource::RunJob;

use super::container::{read_proxies, write_environment};
use super::egress;
use super::service::{FAILED, STATES};
use crate::codec::{At, Codec, Out};
use crate::fields::Fields;

impl Codec for RunJob {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let execution = fields.needed_object("template");
        let task = execution.needed_object("template");
        let condition = fields.object("terminalCondition");
        read_proxies(&task, at);
        Self {
            egress: egress::vpc_access(&task, at),
            service_account: task.text("serviceAccount"),
            not_ready: condition.choice("state", STATES).unwrap_or(false),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        let mut task = out.nested();
        task.maybe("serviceAccount", self.service_account.as_deref());
        egress::write(&self.egress, &mut task);
        let proxies = out.proxies(Kind::RunJob);
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
