//! What belongs to other resources: whose it is, and what waits until all are there.

use hopscope_model::index::Index;
use hopscope_model::reference::{self, Names, ReferenceError};
use hopscope_model::resource::{ProxySettings, Resource, Scope};
use hopscope_model::{Id, Kind, Name, Reason, Why};

use crate::envelope::Identity;
use crate::field::FieldError;
use crate::item::{Item, Parent};
use crate::reader::Reader;
use crate::report::Place;

/// What waits for other resources.
#[derive(Default)]
pub(crate) struct Parts {
    /// Forwarding rules whose address is that of a resource, as they name it.
    pub(crate) addresses: Vec<(Name, String)>,
    /// How many members or endpoints a group says that it has, and where.
    pub(crate) sizes: Index<Id, (u64, Place)>,
    /// Machines by the numbers that Google gives them.
    pub(crate) numbers: Index<String, Name>,
    /// Proxy settings in environment variables, by who has them; `None`: this one has none any more.
    pub(crate) environment: Index<Id, Option<ProxySettings>>,
    /// Proxy settings that are objects of their own.
    pub(crate) settings: Index<Id, ProxySettings>,
    /// The names of what is there, for references that need it.
    pub(crate) names: Names,
}

impl Reader<'_> {
    /// Looks again at what is there.
    pub(crate) fn index(&mut self) {
        self.parts.names = Names::of(&self.scenario.resources);
    }

    /// What a reference of a Hopscope object means: a bare name where only one kind can be meant, `KIND/NAME`,
    /// or a full Google name.
    pub(crate) fn find(
        &self,
        kind: Option<Kind>,
        text: &str,
        project: &str,
    ) -> Result<Id, ReferenceError> {
        let written = match kind {
            Some(kind) if is_bare(kind, text) => format!("{}/{text}", kind.code()),
            _ => text.to_owned(),
        };
        let names = &self.parts.names;
        // The project that is said beside comes before the scenario's own.
        if let Some((kind, own)) = written
            .split_once('/')
            .and_then(|(code, own)| Some((Kind::from_code(code)?, own)))
            && !project.is_empty()
            && kind.scope() != Scope::World
        {
            let here: Vec<&Name> = names
                .called(kind, own)
                .iter()
                .filter(|name| *name.project == *project)
                .collect();
            if let [only] = here.as_slice() {
                return Ok(Id::new(kind, (*only).clone()));
            }
            if here.is_empty() && !own.contains('/') && names.called(kind, own).is_empty() {
                return Ok(Id::new(kind, absent(kind, own, project)));
            }
        }
        let mut id = reference::resolve_among(names, &self.scenario, &written)?;
        let project = self.known.project(&id.name.project).to_owned();
        if *id.name.project != *project {
            id.name = Name::new(project, id.name.location, id.name.name);
        }
        Ok(id)
    }

    /// The parent that a wrapper says, where it can be found.
    pub(crate) fn parent(&self, item: &Item<'_>) -> Option<Result<Id, ReferenceError>> {
        item.parent
            .as_ref()
            .map(|parent| self.find_parent(item.source, parent))
    }

    /// The same for a wrapper without items.
    pub(crate) fn find_parent(&self, source: usize, parent: &Parent) -> Result<Id, ReferenceError> {
        let project = match &parent.project {
            Some(project) => self.known.project(project),
            None => self.default_project(source),
        };
        self.find(None, &parent.reference, project)
    }
}

impl Reader<'_> {
    /// The resource that an object is part of. Where that is not known, says so; where it is not there, keeps
    /// the object as unread under it.
    pub(crate) fn parent_of<R: Resource>(&mut self, item: &Item<'_>, what: &str) -> Option<Name> {
        match self.parent(item) {
            Some(Ok(id)) if id.kind == R::KIND => {
                if R::table(&self.scenario.resources).contains_key(&id.name) {
                    return Some(id.name);
                }
                let why = Reason::about(Why::ParentAbsent, &self.short(item, &id));
                let error = FieldError::at(Vec::new(), why);
                self.part_failed(item, R::KIND, &id.name, &[error]);
                None
            }
            _ => {
                self.parent_unknown(item, what);
                // Any of them may be its parent.
                let error = FieldError::at(Vec::new(), Reason::about(Why::ParentAbsent, what));
                self.keep_unread(item, R::KIND, &Identity::default(), "", &error);
                None
            }
        }
    }

    /// A part that cannot be read: its parent is then not whole.
    pub(crate) fn part_failed(
        &mut self,
        item: &Item<'_>,
        kind: Kind,
        parent: &Name,
        wrong: &[FieldError],
    ) {
        let identity = Identity::of(parent);
        // Parts are told apart by what they say of themselves; the text is no worse than a name.
        let part = format!("part {}", item.envelope.text);
        self.failed(item, kind, &identity, &part, wrong);
    }
}

/// A name of something that is not there.
fn absent(kind: Kind, own: &str, project: &str) -> Name {
    match kind.scope() {
        Scope::World => Name::global("", own),
        Scope::Global => Name::global(project, own),
        Scope::Located | Scope::Parented(..) => Name::new(project, "", own),
    }
}

/// Whether a text names something of one kind without saying the kind.
fn is_bare(kind: Kind, text: &str) -> bool {
    match text.split_once('/') {
        None => true,
        Some((first, _)) => {
            first != kind.code()
                && !text.starts_with("projects/")
                && !text.contains("//")
                && Kind::from_code(first).is_none()
        }
    }
}
