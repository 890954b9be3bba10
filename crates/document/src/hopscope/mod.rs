//! Hopscope objects: what no Google API describes. One file a kind; the fields are those of the contract.

pub(crate) mod appliance;
pub(crate) mod host;
pub(crate) mod name_server;
pub(crate) mod onprem_network;
pub(crate) mod process;
pub(crate) mod proxy_settings;
pub(crate) mod tunnel;

use std::collections::BTreeMap;

use hopscope_model::compare::FieldDifference;
use hopscope_model::reference::ReferenceError;
use hopscope_model::{Id, Kind};

use crate::envelope::Identity;
use crate::field::FieldError;
use crate::item::Item;
use crate::reader::{Reader, cut};
use crate::scan::{Step, locate};
use crate::tree::Tree;

/// What refers to a machine, and cannot be read, is kept as an unread machine where none is known.
pub(crate) const MACHINE: Kind = Kind::Instance;

/// The fields of a Hopscope object of this kind.
pub(crate) fn fields_of(kind: &str) -> Option<&'static [&'static str]> {
    Some(match kind {
        "hopscope#appliance" => appliance::FIELDS,
        "hopscope#host" => host::FIELDS,
        "hopscope#nameServer" => name_server::FIELDS,
        "hopscope#onPremNetwork" => onprem_network::FIELDS,
        "hopscope#process" => process::FIELDS,
        "hopscope#proxySettings" => proxy_settings::FIELDS,
        "hopscope#tunnel" => tunnel::FIELDS,
        _ => return None,
    })
}

impl Reader<'_> {
    /// Keeps the fields of a Hopscope object that this version does not know, to write them back.
    pub(crate) fn keep_fields(&mut self, item: &Item<'_>, identity: &str, known: &[&str]) {
        let own = item.envelope.word("kind");
        let own = own.is_some_and(|kind| kind.starts_with("hopscope#"));
        if !own || cut(item).is_some() {
            return;
        }
        let mut kept = BTreeMap::new();
        for (key, value) in item.envelope.members.iter() {
            if known.contains(&&*key) {
                continue;
            }
            let raw = item.envelope.text.get(value.range()).unwrap_or_default();
            if let Some(value) = Tree::parse(raw) {
                kept.insert(key.to_string(), value.to_string());
            }
        }
        if kept.is_empty() {
            self.scenario.kept_fields.remove(identity);
        } else {
            self.scenario.kept_fields.insert(identity.to_owned(), kept);
        }
    }

    /// What a field of a Hopscope object names; where it names nothing that can be, says so.
    pub(crate) fn refer_field(&mut self, item: &Item<'_>, field: &str) -> Option<Id> {
        let Some(text) = item.envelope.word(field) else {
            let error = cut(item).unwrap_or_else(|| FieldError::missing(field));
            self.failed(item, MACHINE, &Identity::default(), "", &[error]);
            return None;
        };
        let project = self.own_project(item);
        match self.find(None, &text, &project) {
            Ok(id) => Some(id),
            Err(error) => {
                self.reference_failed(item, MACHINE, field, &error);
                None
            }
        }
    }

    /// The project of a Hopscope object: its own, or the default one.
    pub(crate) fn own_project(&self, item: &Item<'_>) -> String {
        item.envelope
            .word("project")
            .unwrap_or_else(|| self.default_project(item.source).to_owned())
    }

    /// A reference that means nothing, or several things.
    pub(crate) fn reference_failed(
        &mut self,
        item: &Item<'_>,
        kind: Kind,
        field: &str,
        error: &ReferenceError,
    ) {
        let wrong = FieldError::invalid(field, error.reason());
        if let ReferenceError::Ambiguous { .. } = error {
            let problem = error
                .problem()
                .next("qualify-reference", None)
                .arg("field", field);
            let path = [Step::Key(field.to_owned())];
            let offset = locate(item.envelope.text, &path);
            let full: Vec<Step> = item.path.iter().chain(&path).cloned().collect();
            self.tell(item, offset, &full, problem);
            let name = item.envelope.word("name");
            let identity = Identity {
                name,
                ..Identity::default()
            };
            return self.keep_unread(item, kind, &identity, "reference", &wrong);
        }
        let part = format!("part {}", item.envelope.text);
        let name = item.envelope.word("name");
        let identity = Identity {
            name,
            ..Identity::default()
        };
        self.failed(item, kind, &identity, &part, &[wrong]);
    }

    /// A Hopscope object that belongs to something and cannot be read.
    pub(crate) fn failed_on(&mut self, item: &Item<'_>, on: &Id, wrong: &[FieldError]) {
        let identity = Identity::of(&on.name);
        let part = format!("part {}", item.envelope.text);
        self.failed(item, on.kind, &identity, &part, wrong);
    }

    /// Says that an object without a table replaces an earlier one of this reading, where there is one: the fields in
    /// which they differ.
    pub(crate) fn replaced(
        &mut self,
        item: &Item<'_>,
        identity: String,
        earlier: Option<Vec<FieldDifference>>,
    ) {
        let again = self.is_again(item, identity);
        let Some(fields) = earlier.filter(|_| again) else {
            return;
        };
        let resource = item.envelope.word("on").or(item.envelope.word("name"));
        self.duplicate(item, resource, fields.is_empty(), Some(fields));
    }
}
