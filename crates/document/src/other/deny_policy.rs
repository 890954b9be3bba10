//! IAM deny policies: "deny rules that prevent certain principals from using certain permissions, regardless of the roles
//! they're granted". What they say is not modelled: one that may take away what decides here is kept, and whatever it could
//! decide ends unmodelled. Others are named as what decides about no request.
//!
//! <https://docs.cloud.google.com/iam/docs/deny-overview>,
//! <https://docs.cloud.google.com/iam/docs/deny-access>: how gcloud prints one.

use hopscope_model::name::GLOBAL;
use hopscope_model::problem::Severity;
use hopscope_model::resource::{Unread, UnreadPart};
use hopscope_model::{Kind, Name, ProblemCode};

use crate::item::Item;
use crate::reader::{Reader, key, read};
use crate::report::warning;
use crate::unread;

/// What gcloud and the API say it is.
pub(crate) const DENY_POLICY: &str = "DenyPolicy";

/// Services of which a permission decides here: who may invoke, pass Identity-Aware Proxy, or act as an account.
const DECIDING: &[&str] = &[
    "cloudfunctions.googleapis.com/",
    "iam.googleapis.com/serviceAccounts.",
    "iamcredentials.googleapis.com/",
    "iap.googleapis.com/",
    "run.googleapis.com/",
];

impl Reader<'_> {
    /// One policy. Where none of its permissions is known, it may be any.
    pub(crate) fn deny_policy(&mut self, item: &Item<'_>) {
        let denied = read(item, |fields| {
            let rules = fields.objects("rules");
            let denied = rules.iter().map(|own| own.object("denyRule"));
            let all: Vec<String> = denied
                .flat_map(|own| own.texts("deniedPermissions"))
                .collect();
            all
        });
        let decides = |own: &String| DECIDING.iter().any(|service| own.starts_with(service));
        let harmless = denied.is_ok_and(|own| !own.is_empty() && !own.iter().any(decides));
        if harmless {
            if !self.old.contains(&item.source) {
                let path = item.way(0, &item.path);
                let place = item.place(0);
                self.report
                    .not_modelled(place, &path, DENY_POLICY, Severity::Note, None);
            }
            return;
        }
        let project = project(item);
        let project = project.map_or_else(String::new, |own| self.known.project(&own).to_owned());
        let name = Name::new("", GLOBAL, project.as_str());
        let own = item.envelope.word("name").unwrap_or_default();
        let unread = Unread {
            kind: Kind::Project,
            project: String::new(),
            location: String::new(),
            name: project,
            part: UnreadPart::DenyPolicy,
            network: None,
            field: "rules".to_owned(),
            after_apply: false,
            text: plain(unread::unread_text(item, &name, &[])),
        };
        let problem = warning(ProblemCode::FieldNotModelled).arg("field", DENY_POLICY);
        self.tell(item, 0, &item.path, problem);
        let key = key(Kind::Project, &name, &format!("part deny {own}"));
        self.unread.insert(key, Some(unread));
    }
}

/// The project that a policy is attached to: `policies/cloudresourcemanager.googleapis.com%2Fprojects%2FP/denypolicies/D`.
fn project(item: &Item<'_>) -> Option<String> {
    let name = plain(item.envelope.word("name")?);
    let (_, project) = name.split_once("/projects/")?;
    Some(project.split('/').next()?.to_owned())
}

/// A text in which a path is written as one.
fn plain(text: String) -> String {
    text.replace("%2F", "/").replace("%2f", "/")
}
