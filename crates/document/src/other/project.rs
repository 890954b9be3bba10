//! Projects: `gcloud projects describe`, in both versions of the API, and where they hang.
//!
//! <https://docs.cloud.google.com/resource-manager/reference/rest/v1/projects>

use hopscope_model::name::GLOBAL;
use hopscope_model::resource::Project;
use serde::Deserialize;

use crate::codec::{At, Codec, Out};
use crate::envelope::Identity;
use crate::field::{FieldError, Given, List, Maybe};
use crate::item::Item;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wire {
    #[serde(default)]
    project_number: Maybe<u64>,
    /// `projects/NUMBER` in the newer version.
    #[serde(default)]
    name: Maybe<String>,
    #[serde(default)]
    parent: Option<Parent>,
    /// Ours: everything above, nearest first.
    #[serde(default)]
    ancestors: List<Given<String>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Parent {
    Text(String),
    Parts {
        #[serde(rename = "type")]
        kind: String,
        id: Given<String>,
    },
}

/// Folders and organisation as far as they are known to be all. A chain that ends in a folder is not.
pub(crate) fn whole_chain(chain: Vec<String>) -> Vec<String> {
    let whole = chain
        .last()
        .is_some_and(|last| last.starts_with("organizations/"));
    if whole { chain } else { Vec::new() }
}

impl Codec for Project {
    type Wire = Wire;

    fn read(wire: Wire, _: &At<'_>) -> Result<Self, FieldError> {
        let by_name = wire.name.as_str().strip_prefix("projects/");
        let number = wire.project_number.0.or_else(|| by_name?.parse().ok());
        let chain = if wire.ancestors.0.is_empty() {
            let parent = wire.parent.map(|parent| match parent {
                Parent::Text(parent) => parent,
                Parent::Parts { kind, id } => format!("{kind}s/{}", id.0),
            });
            parent.into_iter().collect()
        } else {
            wire.ancestors.words()
        };
        Ok(Self {
            number,
            ancestors: whole_chain(chain),
        })
    }

    fn write(&self, out: &mut Out<'_>) {
        out.shown("projectNumber", self.number);
        out.list("ancestors", &self.ancestors);
    }

    fn keep_parts(&mut self, earlier: &Self) {
        self.number = self.number.or(earlier.number);
        if self.ancestors.is_empty() {
            self.ancestors.clone_from(&earlier.ancestors);
        }
    }
}

/// A project: its id is its name.
pub(crate) fn project_identity(item: &Item<'_>) -> Identity {
    Identity {
        weak_project: None,
        project: None,
        location: Some(GLOBAL.to_owned()),
        name: item.envelope.word("projectId"),
    }
}
