//! What a resource is called: project, location, name; and typed references to it.
//!
//! Names are as Google prints them: `projects/P/regions/R/subnetworks/S` is project `P`, location `R`,
//! name `S`. Every auto-mode network has forty subnets called `default`, so a name alone says nothing.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::sync::Arc;

use crate::resource::{Kind, Scope};

/// The location of what is global.
pub const GLOBAL: &str = "global";

/// Project, location and name of one resource; unique within its kind.
///
/// `project` is empty where the kind has none (hosts, on-premises networks) or where it is not known.
/// `location` is a region, a zone, or `global`. `name` of a parented kind is `PARENT/NAME`
/// (`NETWORK/PEERING`, `CLUSTER/NAMESPACE/POD`).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Name {
    /// Project id (not the number).
    pub project: Arc<str>,
    /// Region, zone or `global`.
    pub location: Arc<str>,
    /// The last part.
    pub name: Arc<str>,
}

impl Name {
    /// A name from its three parts.
    pub fn new(
        project: impl Into<Arc<str>>,
        location: impl Into<Arc<str>>,
        name: impl Into<Arc<str>>,
    ) -> Self {
        Self {
            project: project.into(),
            location: location.into(),
            name: name.into(),
        }
    }

    /// A global name of a project.
    pub fn global(project: impl Into<Arc<str>>, name: impl Into<Arc<str>>) -> Self {
        Self::new(project, GLOBAL, name)
    }

    /// Whether the location is `global`.
    pub fn is_global(&self) -> bool {
        &*self.location == GLOBAL
    }

    /// The region: of a zone `asia-northeast1-a` it is `asia-northeast1`; of a region, itself.
    pub fn region(&self) -> &str {
        region_of(&self.location)
    }
}

impl Ord for Name {
    fn cmp(&self, other: &Self) -> Ordering {
        // What stands in one place shares it more often than not, which is told without a look at it.
        let part = |one: &Arc<str>, two: &Arc<str>| match Arc::ptr_eq(one, two) {
            true => Ordering::Equal,
            false => one.cmp(two),
        };
        part(&self.project, &other.project)
            .then_with(|| part(&self.location, &other.location))
            .then_with(|| part(&self.name, &other.name))
    }
}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The region of a region or zone name: a zone ends in a dash and one letter.
pub fn region_of(location: &str) -> &str {
    match location.rsplit_once('-') {
        Some((region, zone))
            if zone.len() == 1
                && zone.bytes().all(|b| b.is_ascii_lowercase())
                && region.contains('-') =>
        {
            region
        }
        _ => location,
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.project, self.location, self.name)
    }
}

/// A reference to a resource of type `R`. It may dangle in a scenario; the linker reports that.
pub struct Ref<R>(Name, PhantomData<fn() -> R>);

impl<R> Ref<R> {
    /// A reference to what has this name.
    pub fn to(name: Name) -> Self {
        Self(name, PhantomData)
    }

    /// The name referred to.
    pub fn name(&self) -> &Name {
        &self.0
    }
}

impl<R> Clone for Ref<R> {
    fn clone(&self) -> Self {
        Self::to(self.0.clone())
    }
}
impl<R> PartialEq for Ref<R> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<R> Eq for Ref<R> {}
impl<R> PartialOrd for Ref<R> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<R> Ord for Ref<R> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}
impl<R> Hash for Ref<R> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<R> fmt::Debug for Ref<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A resource of any kind: kind and name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Id {
    /// What it is.
    pub kind: Kind,
    /// What it is called.
    pub name: Name,
}

impl Id {
    /// The id of kind and name.
    pub fn new(kind: Kind, name: Name) -> Self {
        Self { kind, name }
    }

    /// The short reference of the contract's section 3: `KIND/NAME` for global kinds, `KIND/LOCATION/NAME`
    /// for the rest, with the project in front when it is not `default_project`. It depends on nothing else.
    pub fn short(&self, default_project: &str) -> String {
        let Name {
            project,
            location,
            name,
        } = &self.name;
        let kind = self.kind.code();
        let here = &**project == default_project || project.is_empty();
        match self.kind.scope() {
            Scope::World => format!("{kind}/{name}"),
            Scope::Global | Scope::Parented(..) if here => format!("{kind}/{name}"),
            Scope::Located if here && location.is_empty() => format!("{kind}/{name}"),
            Scope::Located if here => format!("{kind}/{location}/{name}"),
            Scope::Global | Scope::Parented(..) | Scope::Located => {
                format!("{kind}/{project}/{location}/{name}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_has_a_region() {
        assert_eq!(region_of("asia-northeast1-a"), "asia-northeast1");
        assert_eq!(region_of("asia-northeast1"), "asia-northeast1");
        assert_eq!(region_of("global"), "global");
    }
}
