//! Projects: `gcloud projects describe`, in both versions of the API, and where they hang.
//!
//! <https://docs.cloud.google.com/resource-manager/reference/rest/v1/projects>

use hopscope_model::name::GLOBAL;
use hopscope_model::resource::Project;

use crate::codec::{At, Codec, Out};
use crate::envelope::Identity;
use crate::fields::Fields;
use crate::item::Item;
use crate::tree::Tree;

/// Folders and organisation as far as they are known to be all. A chain that ends in a folder is not.
pub(crate) fn whole_chain(chain: Vec<String>) -> Vec<String> {
    let whole = chain
        .last()
        .is_some_and(|last| last.starts_with("organizations/"));
    if whole { chain } else { Vec::new() }
}

/// What a project hangs on: `folders/1`, or in the older version type and id.
fn parent(fields: &Fields<'_>) -> Option<String> {
    if let Some(Tree::Text(parent)) = fields.get("parent") {
        return Some(parent.clone());
    }
    let parts = fields.object("parent");
    let (kind, id) = (parts.needed_text("type"), parts.needed_text("id"));
    parts.is_there().then(|| format!("{kind}s/{id}"))
}

impl Codec for Project {
    fn read(fields: &Fields<'_>, _: &At<'_>) -> Self {
        // `projects/NUMBER` in the newer version.
        let name = fields.text("name").unwrap_or_default();
        let by_name = name.strip_prefix("projects/");
        let number = fields.word("projectNumber");
        // Ours: everything above, nearest first.
        let mut chain = fields.texts("ancestors");
        if chain.is_empty() {
            chain.extend(parent(fields));
        }
        Self {
            number: number.or_else(|| by_name?.parse().ok()),
            ancestors: whole_chain(chain),
        }
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
