//! Organisation policies: what `gcloud org-policies describe|list` and `gcloud resource-manager org-policies` print, and
//! Cloud Asset Inventory. Most restrict what may be configured, and what is there shows in its own export; a few act on
//! every request to Google's APIs while it is made. What those few say is not modelled: one that is in force is kept, and
//! whatever it could decide ends unmodelled. Others are named as what decides about no packet.
//!
//! <https://cloud.google.com/resource-manager/docs/organization-policy/org-policy-constraints>,
//! <https://cloud.google.com/resource-manager/docs/organization-policy/restricting-resources>: "controls the runtime
//! access to all in-scope resources".

use hopscope_model::name::GLOBAL;
use hopscope_model::problem::Severity;
use hopscope_model::resource::{Unread, UnreadPart};
use hopscope_model::{Kind, Name, ProblemCode, Reason, Why};

use crate::fields::Fields;
use crate::item::Item;
use crate::names::Path;
use crate::reader::{Reader, key, read};
use crate::report::warning;
use crate::unread;

/// The Cloud Asset type.
pub(crate) const ORG_POLICY: &str = "orgpolicy.googleapis.com/Policy";

/// The constraint that says which services may be used.
const SERVICE_USAGE: &str = "gcp.restrictServiceUsage";

/// Constraints that act on requests while they are made: which services, by which endpoints and by which TLS.
const ACTING: &[&str] = &[
    SERVICE_USAGE,
    "gcp.restrictEndpointUsage",
    "gcp.restrictTLSVersion",
    "gcp.restrictTLSCipherSuites",
];

/// Cloud Run among the services.
const RUN: &str = "run.googleapis.com";

/// What a policy does.
struct Said {
    /// It restricts something, and is in force.
    restricts: bool,
    /// Cloud Run is what it lets through for certain.
    lets_run: bool,
}

impl Reader<'_> {
    /// One policy, of whatever constraint.
    pub(crate) fn org_policy(&mut self, item: &Item<'_>) {
        let constraint = constraint(item);
        let path = item.way(0, &item.path);
        let said = match ACTING.contains(&constraint.as_str()) {
            true => read(item, said).unwrap_or(Said {
                restricts: true,
                lets_run: false,
            }),
            false => Said {
                restricts: false,
                lets_run: true,
            },
        };
        if !said.restricts {
            let kind = format!("{ORG_POLICY} {constraint}");
            if !self.old.contains(&item.source) {
                self.report.not_modelled(
                    item.place(0),
                    path.trim(),
                    kind.trim(),
                    Severity::Note,
                    None,
                );
            }
            return;
        }
        let runs = constraint != SERVICE_USAGE || said.lets_run;
        let part = match runs {
            true => UnreadPart::OrgPolicy,
            false => UnreadPart::OrgPolicyOfRun,
        };
        let project = self.project_of_policy(item);
        let name = Name::new("", GLOBAL, project.as_str());
        let text = unread::unread_text(item, &name, &[]);
        let unread = Unread {
            kind: Kind::Project,
            project: String::new(),
            location: String::new(),
            name: project.clone(),
            part,
            network: None,
            field: "constraint".to_owned(),
            after_apply: false,
            text,
        };
        let own = key(Kind::Project, &name, &format!("part org {constraint}"));
        self.unread.insert(own, Some(unread));
        let mut problem = warning(ProblemCode::FieldNotModelled)
            .arg("field", constraint)
            .why(&Reason::new(Why::ActsOnRequests));
        if !project.is_empty() {
            problem = problem.on(format!("project/{project}"));
        }
        self.tell(item, 0, &item.path, problem);
    }

    /// The project that a policy is set on; nothing where it is above projects, or is not said.
    fn project_of_policy(&self, item: &Item<'_>) -> String {
        let said = item.parent.as_ref().map(|own| own.reference.clone());
        let said = said.or_else(|| item.around.asset_name.clone());
        let said = said.or_else(|| item.envelope.word("name"));
        let project = said.as_deref().and_then(|own| Path::parse(own).project);
        let project = project.map(str::to_owned);
        let project = project.or_else(|| item.envelope.word("project"));
        project.map_or_else(String::new, |own| self.known.project(&own).to_owned())
    }
}

/// The constraint of a policy, without what stands before its name.
fn constraint(item: &Item<'_>) -> String {
    let word = |key: &str| item.envelope.word(key);
    let text = word("constraint")
        .or_else(|| word("name"))
        .unwrap_or_default();
    text.rsplit('/').next().unwrap_or_default().to_owned()
}

fn said(fields: &Fields<'_>) -> Said {
    let list = fields.object("listPolicy");
    let spec = fields.object("spec");
    let rules = spec.objects("rules");
    let one = |restricts: bool, values: &Fields<'_>, certain: bool| {
        let allowed = values.texts("allowedValues");
        let denied = values.texts("deniedValues");
        let is_run = |own: &String| own == RUN || *own == format!("is:{RUN}");
        let plain = |own: &String| !own.contains(':') && !is_run(own);
        let lets = match (allowed.is_empty(), denied.is_empty()) {
            (false, true) => allowed.iter().any(is_run),
            (true, false) => denied.iter().all(plain),
            _ => false,
        };
        let some = !allowed.is_empty() || !denied.is_empty();
        Said {
            restricts: restricts || some,
            lets_run: certain && lets && !restricts,
        }
    };
    if list.is_there() {
        let denies = list.text("allValues").as_deref() == Some("DENY");
        return one(denies, &list, true);
    }
    let boolean = fields.object("booleanPolicy");
    let mut all = Said {
        restricts: boolean.flag("enforced"),
        lets_run: !boolean.flag("enforced"),
    };
    for rule in &rules {
        let certain = !rule.has("condition");
        let denies = rule.flag("denyAll") || rule.flag("enforce");
        let own = one(denies, &rule.object("values"), certain);
        all.restricts |= own.restricts;
        all.lets_run &= own.lets_run || !own.restricts;
    }
    all
}
