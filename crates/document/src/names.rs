//! How Google refers to resources: full URLs, `//compute.googleapis.com/…` names, partial paths, bare names;
//! and the shortest of these that reads back the same.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use hopscope_model::index::Index;
use hopscope_model::name::{GLOBAL, region_of};
use hopscope_model::resource::{Resource, Scope};
use hopscope_model::{Kind, Name, Ref};

/// Stands in a path for a part that is not known, as in Google's own `projects/-/serviceAccounts/…`.
const UNKNOWN: &str = "-";

/// What a path names, as far as it says.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Path<'a> {
    /// Behind `projects/`.
    pub(crate) project: Option<&'a str>,
    /// `global`, or behind `regions/`, `zones/`, `locations/`.
    pub(crate) location: Option<&'a str>,
    /// The word before the name.
    pub(crate) collection: Option<&'a str>,
    /// The last part.
    pub(crate) name: &'a str,
}

impl<'a> Path<'a> {
    /// Takes a reference apart.
    pub(crate) fn parse(text: &'a str) -> Self {
        let text = text.trim_end_matches('/');
        let text = text
            .split_once("://")
            .map(|(_, rest)| rest)
            .or_else(|| text.strip_prefix("//"))
            .unwrap_or(text);
        let mut path = Self::default();
        let mut parts = text.split('/').peekable();
        while let Some(part) = parts.next() {
            match part {
                "projects" if path.project.is_none() && parts.peek().is_some() => {
                    path.project = parts.next();
                    path.collection = None;
                    path.name = path.project.unwrap_or_default();
                }
                "regions" | "zones" | "locations"
                    if path.location.is_none() && parts.peek().is_some() =>
                {
                    path.location = parts.next();
                    path.collection = Some(part);
                    path.name = path.location.unwrap_or_default();
                }
                GLOBAL if path.location.is_none() && parts.peek().is_some() => {
                    path.location = Some(GLOBAL);
                }
                part => {
                    path.collection = (!path.name.is_empty()).then_some(path.name);
                    path.name = part;
                }
            }
        }
        // A project alone is not the collection of anything.
        if path.collection == path.project && path.collection.is_some() {
            path.collection = None;
        }
        path
    }
}

/// Where resources of a kind stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Standing {
    /// In no project.
    World,
    /// One for a project.
    Global,
    /// In a region.
    Regional,
    /// In a region, or global.
    RegionalOrGlobal,
    /// In a zone.
    Zonal,
    /// In a zone or region, or global.
    Anywhere,
}

/// Where resources of a kind stand.
pub(crate) fn standing(kind: Kind) -> Standing {
    match kind {
        Kind::Instance | Kind::TargetInstance => Standing::Zonal,
        Kind::InstanceGroup | Kind::Neg | Kind::Cluster | Kind::Spoke | Kind::Sql => {
            Standing::Anywhere
        }
        Kind::FirewallPolicy
        | Kind::Address
        | Kind::AddressGroup
        | Kind::ForwardingRule
        | Kind::TargetProxy
        | Kind::UrlMap
        | Kind::BackendService
        | Kind::HealthCheck
        | Kind::SecurityPolicy => Standing::RegionalOrGlobal,
        _ => match kind.scope() {
            Scope::World => Standing::World,
            Scope::Global => Standing::Global,
            Scope::Located | Scope::Parented(..) => Standing::Regional,
        },
    }
}

/// Texts as one key, which is in the order of the first, then the next.
pub(crate) fn joined(parts: &[&str]) -> String {
    parts.join("\0")
}

/// What is known before anything is read whole: which numbers are which projects, and what is called what.
#[derive(Clone, Default, Debug)]
pub(crate) struct Known {
    /// Project number to project id.
    pub(crate) aliases: BTreeMap<String, String>,
    /// The location by kind, project and name; nothing where there are several.
    locations: Index<String, Option<Arc<str>>>,
    /// Projects and locations that were met last: many names share each.
    met: RefCell<Vec<Arc<str>>>,
}

/// How many projects and locations are looked through for one.
const MET: usize = 8;

impl Known {
    /// The id of a project that may be written as its number.
    pub(crate) fn project<'a>(&'a self, project: &'a str) -> &'a str {
        self.aliases.get(project).map_or(project, String::as_str)
    }

    /// A project or location that names share.
    pub(crate) fn shared(&self, text: &str) -> Arc<str> {
        let mut met = self.met.borrow_mut();
        if let Some(at) = met.iter().position(|own| **own == *text) {
            // The one that is asked for most comes to stand first.
            met.swap(at, at / 2);
            return met.get(at / 2).map_or_else(|| text.into(), Arc::clone);
        }
        let own: Arc<str> = text.into();
        met.truncate(MET - 1);
        met.push(Arc::clone(&own));
        own
    }

    /// Notes that something is there.
    pub(crate) fn add(&mut self, kind: Kind, name: &Name) {
        let key = joined(&[kind.code(), &name.project, &name.name]);
        match self.locations.get_mut(&key) {
            Some(own) if own.as_ref() != Some(&name.location) => *own = None,
            Some(_) => {}
            None => self.locations.insert(key, Some(name.location.clone())),
        }
    }

    /// The location of what has this name, where only one has.
    fn only_location(&self, kind: Kind, project: &str, name: &str) -> Option<&str> {
        let key = joined(&[kind.code(), project, name]);
        self.locations.get(&key)?.as_deref()
    }
}

/// The name that a reference means, written in the resource `from`: what it leaves out is filled in from there,
/// and where that cannot say, from what is known.
pub(crate) fn resolve(kind: Kind, text: &str, from: &Name, known: &Known) -> Name {
    let path = Path::parse(text);
    let project = match path.project {
        Some(UNKNOWN) => "",
        Some(project) => known.project(project),
        None => &from.project,
    };
    let filled = match (standing(kind), path.location) {
        (Standing::World, _) => return Name::new("", GLOBAL, path.name),
        (Standing::Global, _) => Some(GLOBAL),
        (_, Some(UNKNOWN)) => None,
        (_, Some(location)) => Some(location),
        (Standing::Regional, None) => {
            Some(from.region()).filter(|region| *region != GLOBAL && !region.is_empty())
        }
        (Standing::RegionalOrGlobal, None) => Some(from.region()),
        (Standing::Zonal, None) => {
            Some(&*from.location).filter(|location| region_of(location) != *location)
        }
        (Standing::Anywhere, None) => None,
    };
    let location = filled
        .or_else(|| known.only_location(kind, project, path.name))
        .unwrap_or_default();
    // Most of what an object names is where it is itself.
    let same = |own: &Arc<str>, text: &str| match **own == *text {
        true => Arc::clone(own),
        false => known.shared(text),
    };
    Name {
        project: same(&from.project, project),
        location: same(&from.location, location),
        name: path.name.into(),
    }
}

/// The shortest way to write a reference in the resource `from` that reads back the same without anything else:
/// a bare name, `regions/R/subnetworks/S`, `projects/P/regions/R/subnetworks/S`.
pub(crate) fn shorten(kind: Kind, name: &Name, from: &Name) -> String {
    shorten_in(kind, kind.collection(), name, from, true)
}

/// The same, in the collection given; with at least the collection where `bare` is false.
pub(crate) fn shorten_in(
    kind: Kind,
    collection: &str,
    name: &Name,
    from: &Name,
    bare: bool,
) -> String {
    let nothing = Known::default();
    let place = match &*name.location {
        "" => format!("regions/{UNKNOWN}"),
        GLOBAL => GLOBAL.to_owned(),
        // Locations of serverless and GKE resources are written as Google writes them.
        location
            if matches!(
                kind,
                Kind::RunService
                    | Kind::RunJob
                    | Kind::Function
                    | Kind::Connector
                    | Kind::AddressGroup
                    | Kind::Cluster
                    | Kind::Spoke
            ) =>
        {
            format!("locations/{location}")
        }
        location if region_of(location) == location => format!("regions/{location}"),
        location => format!("zones/{location}"),
    };
    let project = match &*name.project {
        "" => UNKNOWN,
        project => project,
    };
    let own = &*name.name;
    let full = match kind {
        Kind::Zone => format!("projects/{project}/{collection}/{own}"),
        Kind::Project => own.to_owned(),
        _ => format!("projects/{project}/{place}/{collection}/{own}"),
    };
    let partial = format!("{place}/{collection}/{own}");
    [bare.then(|| own.to_owned()), Some(partial)]
        .into_iter()
        .flatten()
        .find(|text| resolve(kind, text, from, &nothing) == *name)
        .unwrap_or(full)
}

/// A typed reference.
pub(crate) fn refer<R: Resource>(text: &str, from: &Name, known: &Known) -> Ref<R> {
    Ref::to(resolve(R::KIND, text, from, known))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vm() -> Name {
        Name::new("acme-dev", "asia-northeast1-a", "web")
    }

    #[test]
    fn every_way_to_write_a_reference_means_the_same() {
        let subnet = Name::new("acme-dev", "asia-northeast1", "default");
        for text in [
            "https://www.googleapis.com/compute/v1/projects/acme-dev/regions/asia-northeast1/subnetworks/default",
            "https://compute.googleapis.com/compute/beta/projects/acme-dev/regions/asia-northeast1/subnetworks/default",
            "//compute.googleapis.com/projects/acme-dev/regions/asia-northeast1/subnetworks/default",
            "projects/acme-dev/regions/asia-northeast1/subnetworks/default",
            "projects/123/regions/asia-northeast1/subnetworks/default",
            "regions/asia-northeast1/subnetworks/default",
            "default",
        ] {
            let mut known = Known::default();
            known.aliases.insert("123".into(), "acme-dev".into());
            assert_eq!(resolve(Kind::Subnet, text, &vm(), &known), subnet, "{text}");
        }
        let zone = "projects/acme-dev/managedZones/corp";
        assert_eq!(Path::parse(zone).collection, Some("managedZones"));
        assert_eq!(Path::parse("projects/acme-dev").name, "acme-dev");
        assert_eq!(
            Path::parse("https://x/compute/v1/projects/p/zones/z-a").location,
            Some("z-a")
        );
    }

    #[test]
    fn what_is_written_reads_back_the_same() {
        let check = |kind, name: Name, expected: &str| {
            let text = shorten(kind, &name, &vm());
            assert_eq!(text, expected);
            assert_eq!(resolve(kind, &text, &vm(), &Known::default()), name);
        };
        check(Kind::Network, Name::global("acme-dev", "vpc"), "vpc");
        check(
            Kind::Network,
            Name::global("host", "vpc"),
            "projects/host/global/networks/vpc",
        );
        check(
            Kind::Subnet,
            Name::new("acme-dev", "us-east1", "s"),
            "regions/us-east1/subnetworks/s",
        );
        check(
            Kind::Instance,
            Name::new("acme-dev", "asia-northeast1-b", "db"),
            "zones/asia-northeast1-b/instances/db",
        );
        check(
            Kind::Subnet,
            Name::new("", "", "s"),
            "projects/-/regions/-/subnetworks/s",
        );
    }

    #[test]
    fn a_bare_name_is_found_where_only_one_has_it() {
        let route = Name::global("acme-dev", "to-nat");
        let mut known = Known::default();
        known.add(Kind::Instance, &vm());
        assert_eq!(resolve(Kind::Instance, "web", &route, &known), vm());
        known.add(
            Kind::Instance,
            &Name::new("acme-dev", "asia-northeast1-b", "web"),
        );
        assert_eq!(
            &*resolve(Kind::Instance, "web", &route, &known).location,
            ""
        );
    }
}
