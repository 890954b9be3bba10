//! The scenario in memory: resources, requests, and what travels with them.

use std::collections::{BTreeMap, BTreeSet};

use crate::index::Index;
use crate::name::Id;
use crate::request::Request;
use crate::resource::{Kind, Resources};

/// The version of the scenario format that this code writes.
pub const VERSION: u32 = 1;

/// A scenario: the only state that is saved or shared. Topology, traces and pictures are derived from it.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Scenario {
    /// Title, in its author's words.
    pub title: Option<String>,
    /// Description, Markdown.
    pub description: Option<String>,
    /// Default project id.
    pub project: Option<String>,
    /// Everything that is there.
    pub resources: Resources,
    /// Which kinds of which projects the scenario holds whole: `(project, kind)`.
    pub complete: BTreeSet<(String, Kind)>,
    /// Requests, in their author's order.
    pub requests: Vec<Request>,
    /// Proposals: what each would change, in their author's order.
    pub branches: Vec<Branch>,
    /// Notes on resources.
    pub notes: Vec<Note>,
    /// Hand-placed positions and collapsed containers.
    pub view: View,
    /// Top-level keys that this version does not read, as JSON text, so that they are written back.
    pub kept: BTreeMap<String, String>,
    /// Unknown fields of Hopscope objects, by the object's identity, as JSON text by key.
    pub kept_fields: BTreeMap<String, BTreeMap<String, String>>,
}

impl Scenario {
    /// The default project, or an empty string.
    pub fn default_project(&self) -> &str {
        self.project.as_deref().unwrap_or_default()
    }

    /// The id of the project with this number, where the scenario knows it.
    pub fn project_of_number(&self, number: &str) -> Option<&str> {
        let number: u64 = number.parse().ok()?;
        let projects = &self.resources.projects;
        let found = projects.iter().find(|(_, own)| own.number == Some(number));
        found.map(|(name, _)| &*name.name)
    }

    /// The short reference of a resource (contract, section 3).
    pub fn short(&self, id: &Id) -> String {
        id.short(self.default_project())
    }

    /// Whether the scenario holds a kind of a project whole.
    pub fn is_complete(&self, project: &str, kind: Kind) -> bool {
        self.complete.contains(&(project.to_owned(), kind))
    }
}

/// A proposal (contract, section 2): the scenario with other resources, and the same requests.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Branch {
    /// What its author calls it.
    pub name: String,
    /// What it changes, in order: each `{"op":"replace","object":{…}}` or `{"op":"remove","ref":"…"}` as JSON text.
    pub changes: Vec<String>,
    /// Requests, by name, whose answers are meant to change.
    pub declared: Vec<String>,
}

/// A note on a resource.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    /// What it is on, as a reference.
    pub on: String,
    /// Plain text.
    pub text: String,
}

/// What the picture remembers.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct View {
    /// Positions of pinned resources, by short reference, in grid units.
    pub pins: Index<String, (i32, i32)>,
    /// Collapsed containers, by short reference.
    pub collapsed: Vec<String>,
}
