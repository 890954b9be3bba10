//! `networksecurity.googleapis.com/AddressGroup`: of a project, or of an organisation.
//!
//! <https://cloud.google.com/network-security/docs/reference/networksecurity/rest/v1/projects.locations.addressGroups>

use hopscope_model::name::GLOBAL;
use hopscope_model::resource::AddressGroup;
use hopscope_model::{Kind, Name, Ref};

use crate::codec::{At, Codec, Out};
use crate::envelope::{Identity, identity};
use crate::fields::Fields;
use crate::item::Item;
use crate::names::Path;

/// Begins the name of what an organisation has.
const ORGANIZATIONS: &str = "organizations/";

impl Codec for AddressGroup {
    fn read(fields: &Fields<'_>, _: &At<'_>) -> Self {
        Self {
            items: fields.words("items"),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.list("items", &self.items);
    }
}

/// A group of an organisation is in no project.
pub(crate) fn group_identity(item: &Item<'_>) -> Identity {
    let own = identity(&item.envelope, &item.around);
    let name = item.envelope.word("name").unwrap_or_default();
    if !name.contains(ORGANIZATIONS) {
        return own;
    }
    Identity {
        project: Some("-".to_owned()),
        ..own
    }
}

/// The groups that a rule names.
pub(crate) fn groups(texts: &[String], at: &At<'_>) -> Vec<Ref<AddressGroup>> {
    let one = |text: &String| match text.contains(ORGANIZATIONS) {
        true => {
            let path = Path::parse(text);
            Ref::to(Name::new("", path.location.unwrap_or(GLOBAL), path.name))
        }
        false => at.refer(text),
    };
    texts.iter().map(one).collect()
}

/// The same as they are written.
pub(crate) fn write_groups(groups: &[Ref<AddressGroup>], out: &Out<'_>) -> Vec<String> {
    let one = |group: &Ref<AddressGroup>| {
        let name = out.of.name(Kind::AddressGroup, group.name());
        let project = match &*name.project {
            "" => "-",
            project => project,
        };
        let (location, own) = (&name.location, &name.name);
        format!("projects/{project}/locations/{location}/addressGroups/{own}")
    };
    groups.iter().map(one).collect()
}
