//! What a resource of a plan is called in Google's API, before there is one: project, place and name.

use hopscope_model::Index;

use super::Making;
use super::config::Found;
use super::node::Node;
use super::plan::{Instance, add};
use super::shape::Made;
use super::table::{Place, Use, may_name, row_of};

/// How many resources an attribute may be taken through.
pub(crate) const MOST: usize = 8;

/// The project, region or zone of a resource.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Said {
    /// This one.
    Known(String),
    /// The one that is meant where nothing is said.
    Default,
    /// One that will be known after `terraform apply`.
    Later,
}

/// Arguments that say the number by which Google knows a firewall policy.
const NUMBERS: [&str; 3] = [
    "firewall_policy_id",
    "network_firewall_policy_id",
    "policy_id",
];

impl Making<'_> {
    /// Notes what everything is called in Google's API.
    pub(super) fn name_all(&mut self) {
        let mut named = Index::new();
        for (index, own) in self
            .instances
            .iter()
            .enumerate()
            .filter(|(_, own)| !own.data)
        {
            let numbers = NUMBERS.iter().filter_map(|key| own.values.word(key));
            for name in self.own_name(own).into_iter().chain(numbers) {
                let last = name.rsplit('/').next().unwrap_or(name);
                add(&mut named, last.to_owned(), index);
            }
        }
        self.named = named;
    }

    /// The instances that Google calls so.
    pub(super) fn named(&self, name: &str) -> impl Iterator<Item = (usize, &Instance<'_>)> {
        let list = self.named.get(name).map_or(&[][..], Vec::as_slice);
        list.iter()
            .filter_map(|at| Some((*at, self.instances.get(*at)?)))
    }

    /// An argument that the provider gives where the resource does not.
    pub(crate) fn said(&self, own: &Instance<'_>, key: &str) -> Said {
        self.said_within(own, key, MOST)
    }

    fn said_within(&self, own: &Instance<'_>, key: &str, left: usize) -> Said {
        if let Some(text) = own.values.word(key) {
            let last = text.rsplit('/').next().unwrap_or(text);
            return Said::Known(last.to_owned());
        }
        if own.values.at(key).is_hidden() {
            return Said::Later;
        }
        let resource = self.config.resource(own);
        let expression = resource.and_then(|own| own.at("expressions").get(key));
        let later = own.unknown.is_some_and(|own| own.at(key).is_true());
        if later && let Some(expression) = expression {
            let found = self.follow(own, expression);
            // The project or place of another resource is what that one says of itself.
            let same = found
                .as_ref()
                .filter(|found| found.attribute.as_deref() == Some(key));
            if let (Some(found), Some(left)) = (same, left.checked_sub(1))
                && let Some(target) = self.instances.get(found.instance)
            {
                return self.said_within(target, key, left);
            }
            let text = found.and_then(|found| self.meaning(own, key, &found, left.checked_sub(1)?));
            return match text {
                Some(text) => Said::Known(text.rsplit('/').next().unwrap_or(&text).to_owned()),
                None => Said::Later,
            };
        }
        match self.config.provider(own, key) {
            Some(text) => Said::Known(text),
            None => Said::Default,
        }
    }

    /// What an instance is called.
    pub(crate) fn own_name<'o>(&self, own: &'o Instance<'_>) -> Option<&'o str> {
        let values: &'o Node = &own.values;
        match own.kind {
            "google_project" => values.word("project_id"),
            "google_dns_response_policy" => values.word("response_policy_name"),
            // Google gives it a number for a name; until then it is known by the name people give it.
            "google_compute_firewall_policy" => values.word("name").or(values.word("short_name")),
            "google_compute_firewall_policy_with_rules" => {
                values.word("policy_id").or(values.word("short_name"))
            }
            "google_app_engine_standard_app_version" | "google_app_engine_flexible_app_version" => {
                values.word("service")
            }
            _ => values.word("name"),
        }
    }

    /// The path of an instance in Google's API, as one in this project may write it.
    pub(crate) fn link(&self, own: &Instance<'_>, from: &Said, left: usize) -> Option<String> {
        let row = row_of(own.kind)?;
        let (Use::Object(_, collection) | Use::Name(collection)) = row.what else {
            return None;
        };
        let name = self.own_name(own)?;
        if name.contains('/') {
            return Some(name.to_owned());
        }
        let above = [
            "google_compute_firewall_policy",
            "google_compute_firewall_policy_with_rules",
        ];
        if above.contains(&own.kind) {
            return Some(format!("locations/global/{collection}/{name}"));
        }
        let place = |key: &str, word: &str| match self.said_within(own, key, left) {
            Said::Known(place) => Some(format!("{word}/{place}/")),
            _ => None,
        };
        let place = match row.place {
            Place::Global => "global/".to_owned(),
            Place::None => String::new(),
            Place::Region => place("region", "regions")?,
            Place::Zone => place("zone", "zones")?,
            Place::Location => place("location", "locations")?,
        };
        let project = match (self.said_within(own, "project", left), from) {
            (Said::Known(project), _) => format!("projects/{project}/"),
            (Said::Default, Said::Default) => String::new(),
            _ => return None,
        };
        Some(format!("{project}{place}{collection}/{name}"))
    }

    /// What the attribute of a resource is, where a field of another has it; in Google's words.
    pub(crate) fn meaning(
        &self,
        own: &Instance<'_>,
        key: &str,
        found: &Found,
        left: usize,
    ) -> Option<String> {
        let left = left.checked_sub(1)?;
        let target = self.instances.get(found.instance)?;
        let attribute = found.attribute.as_deref();
        match (target.kind, attribute) {
            ("google_service_account", Some("email" | "member")) => {
                let email = self.email(target, left)?;
                let member = attribute == Some("member") || matches!(key, "member" | "members");
                return Some(match member {
                    true => format!("serviceAccount:{email}"),
                    false => email,
                });
            }
            ("google_project", None | Some("id" | "project_id")) if may_name(key, target.kind) => {
                return target.values.word("project_id").map(str::to_owned);
            }
            _ => {}
        }
        let itself = match attribute {
            None | Some("id" | "self_link" | "self_link_unique" | "instance_group") => true,
            Some("address") => key != "address",
            Some(_) => false,
        };
        if itself {
            if !may_name(key, target.kind) {
                return None;
            }
            let from = self.said_within(own, "project", left);
            return self.link(target, &from, left);
        }
        let attribute = attribute?;
        if let Some(text) = target.values.word(attribute) {
            return Some(text.to_owned());
        }
        let expressions = self.config.resource(target)?.at("expressions");
        let expression = expressions.get(attribute)?;
        let found = self.follow(target, expression)?;
        self.meaning(target, key, &found, left)
    }

    /// The address of a service account, which follows from its name and project.
    pub(crate) fn email(&self, own: &Instance<'_>, left: usize) -> Option<String> {
        if let Some(email) = own.values.word("email") {
            return Some(email.to_owned());
        }
        let account = own.values.word("account_id")?;
        match self.said_within(own, "project", left) {
            // Those of a domain are written in another way.
            Said::Known(project) if !project.contains(':') => {
                Some(format!("{account}@{project}.iam.gserviceaccount.com"))
            }
            _ => None,
        }
    }

    /// Lets an object say its project and place itself.
    pub(crate) fn say_place(&self, own: &Instance<'_>, place: Place, made: &mut Made) {
        let (key, needed) = match place {
            Place::Region => ("region", true),
            Place::Zone => ("zone", true),
            Place::Location => ("location", true),
            Place::Global | Place::None => ("", false),
        };
        let keys = [Some("project"), needed.then_some(key)];
        for key in keys.into_iter().flatten() {
            let text = match self.said(own, key) {
                Said::Known(text) => text,
                Said::Default => continue,
                Said::Later => {
                    let why = super::shape::Lacks::AfterApply;
                    made.lacks.get_or_insert((key.to_owned(), why));
                    "-".to_owned()
                }
            };
            super::node::put(&mut made.members, key, Node::text_at(own.at, &text));
        }
    }
}
