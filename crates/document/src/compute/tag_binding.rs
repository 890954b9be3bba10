//! Secure tags that are bound to machines: what `gcloud resource-manager tags bindings list` prints, and Cloud Asset
//! Inventory. A binding names its machine by number.
//!
//! <https://cloud.google.com/resource-manager/reference/rest/v3/tagBindings>

use hopscope_model::resource::Instance;
use hopscope_model::{Kind, Name, order};

use crate::item::Item;
use crate::names::Path;
use crate::reader::{Reader, read};

impl Reader<'_> {
    /// A machine, whose number is learned beside it.
    pub(crate) fn instance(&mut self, item: &Item<'_>) {
        let identity = item.identity();
        let project = self.default_project(item.source);
        let name = identity.name(Kind::Instance, project, &self.known);
        if let (Ok(name), Some(number)) = (name, item.envelope.raw("id")) {
            let number = number.trim_matches('"').to_owned();
            self.parts.numbers.insert(number, name);
        }
        self.resource::<Instance>(item);
    }

    /// One binding. Those of projects, folders and other resources say nothing of a packet's way here.
    pub(crate) fn tag_binding(&mut self, item: &Item<'_>) {
        let parent = item.envelope.word("parent");
        let machine = match &parent {
            Some(parent) if !parent.contains("/instances/") => return,
            Some(parent) => self.machine_of(parent),
            None => match self.parent(item) {
                Some(Ok(id)) if id.kind == Kind::Instance => Some(id.name),
                _ => None,
            },
        };
        let there = machine.filter(|name| self.scenario.resources.instances.contains_key(name));
        let Some(machine) = there else {
            return self.parent_unknown(item, "tag-binding");
        };
        match read(item, |fields| fields.needed_text("tagValue")) {
            Ok(tag) => {
                if let Some(own) = self.scenario.resources.instances.get_mut(&machine) {
                    if item.is_gone() {
                        let tags = own.secure_tags.iter_mut();
                        return tags.for_each(|tags| tags.retain(|own| *own != tag));
                    }
                    let tags = own.secure_tags.get_or_insert_default();
                    if !tags.contains(&tag) {
                        tags.push(tag);
                        order::sort(tags);
                    }
                }
            }
            Err(error) => self.part_failed(item, Kind::Instance, &machine, &error),
        }
    }

    /// The machine that a binding is of, by its number or by its name.
    fn machine_of(&self, parent: &str) -> Option<Name> {
        let path = Path::parse(parent);
        let project = self.known.project(path.project.unwrap_or_default());
        let location = path.location.unwrap_or_default();
        let number = self.parts.numbers.get(path.name).cloned();
        number.or_else(|| Some(Name::new(project, location, path.name)))
    }
}
