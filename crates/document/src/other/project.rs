//! Projects: `gcloud projects describe`, in both versions of the API, and where they hang.
//!
//! <https://docs.cloud.google.com/resource-manager/reference/rest/v1/projects>

use hopscope_model::name::GLOBAL;
use hopscope_model::resource::Project;

use crate::codec::{At, Codec, Out};
use crate::envelope::Identity;
use crate::fields::Fields;
use crate::item::{Item, is_number};
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

/// A project: its id is its name. Cloud Asset Inventory has it in the name of the asset too, or the number there.
pub(crate) fn project_identity(item: &Item<'_>) -> Identity {
    let asset = item.around.asset_name.as_deref();
    let by_asset = asset.and_then(|name| name.rsplit_once("/projects/"));
    let by_asset = by_asset.map(|(_, id)| id).filter(|id| !is_number(id));
    let id = item.envelope.word("projectId");
    Identity {
        weak_project: None,
        project: None,
        location: Some(GLOBAL.to_owned()),
        name: id.or_else(|| by_asset.map(str::to_owned)),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Input, Options, read};

    /// Assets of projects whose data has no id: the asset's name has it, or only the number.
    #[test]
    fn an_asset_of_a_project_says_its_id() {
        let asset = |id: &str| {
            format!(
                r#"{{"name":"//cloudresourcemanager.googleapis.com/projects/{id}","asset_type":"cloudresourcemanager.googleapis.com/Project","resource":{{"data":{{"name":"Acme"}}}}}}"#
            )
        };
        let read = |text: &str| read(&[Input { file: None, text }], &Options::default());
        let named = read(&asset("acme-dev"));
        let names: Vec<_> = named.scenario.resources.projects.keys().collect();
        assert_eq!(names.len(), 1);
        assert_eq!(&*names[0].name, "acme-dev");
        let numbered = read(&asset("42"));
        assert!(numbered.scenario.resources.projects.is_empty());
        let fields: Vec<_> = numbered.problems.iter().map(|own| &own.args).collect();
        assert!(
            fields
                .iter()
                .any(|args| args.get("field").is_some_and(|field| field == "projectId")),
            "{fields:?}"
        );
    }
}
