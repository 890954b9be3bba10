//! What an object says of itself before it is read: kind, names, place. Found in its text without reading it
//! whole, so that an object that cannot be read still has an identity.

use std::borrow::Cow;

use hopscope_model::name::GLOBAL;
use hopscope_model::{Kind, Name};

use crate::names::{Known, Path, Standing, standing};
use crate::scan::{Members, Part, is_plain, members, string};
use crate::terraform::Planned;

/// The outside of an object.
pub(crate) struct Envelope<'a> {
    /// Its text.
    pub(crate) text: &'a str,
    /// Its members.
    pub(crate) members: Members<'a>,
}

impl<'a> Envelope<'a> {
    pub(crate) fn of(object: impl Into<Part<'a>>) -> Self {
        let object = object.into();
        Self {
            text: object.text,
            members: members(object),
        }
    }

    /// The text of a member.
    pub(crate) fn raw(&self, key: &str) -> Option<&'a str> {
        self.text.get(self.members.get(key)?.range())
    }

    /// The same, to be looked into.
    pub(crate) fn part(&self, key: &str) -> Option<Part<'a>> {
        Some(self.members.get(key)?.part(self.text))
    }

    /// A member that is a text and not an empty one.
    pub(crate) fn word(&self, key: &str) -> Option<String> {
        self.text(key).map(Cow::into_owned)
    }

    /// The same as it stands there, where it does not have to be taken apart.
    pub(crate) fn text(&self, key: &str) -> Option<Cow<'a, str>> {
        let raw = self.raw(key)?;
        let inside = raw
            .strip_prefix('"')
            .and_then(|raw| raw.strip_suffix('"'))?;
        let word = match is_plain(inside) {
            true => Cow::Borrowed(inside),
            false => Cow::Owned(serde_json::from_str(raw).ok()?),
        };
        (!word.is_empty()).then_some(word)
    }

    /// A member that is an object.
    pub(crate) fn object(&self, key: &str) -> Option<Envelope<'a>> {
        let own = self.part(key)?;
        own.text.starts_with('{').then(|| Envelope::of(own))
    }

    /// Whether a member is there and not null.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.raw(key).is_some_and(|raw| raw != "null")
    }

    /// Whether a key has this value, once at least.
    pub(crate) fn says(&self, key: &str, word: &str) -> bool {
        let mut raw = self.members.all(key);
        raw.any(|own| string(own.part(self.text).text) == word)
    }

    /// Every value of a key that comes more than once.
    pub(crate) fn words(&self, key: &str) -> Vec<String> {
        let raw = self.members.all(key);
        raw.filter_map(|own| serde_json::from_str(own.part(self.text).text).ok())
            .collect()
    }
}

/// Who an object is, as far as it says.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(crate) struct Identity {
    /// Project id or number; `None` where it names none.
    pub(crate) project: Option<String>,
    /// The project that what it belongs to is in; counts where no default says more.
    pub(crate) weak_project: Option<String>,
    /// Region, zone or `global`; `None` where it names none.
    pub(crate) location: Option<String>,
    /// Its name; `None` where it has none.
    pub(crate) name: Option<String>,
}

/// What stands around an object and says of it what it does not say itself.
#[derive(Clone, Default, Debug)]
pub(crate) struct Around {
    /// Project of the wrapper.
    pub(crate) project: Option<String>,
    /// Scope of an aggregated list: `regions/us-east1` is `us-east1`.
    pub(crate) location: Option<String>,
    /// Full name in Cloud Asset Inventory.
    pub(crate) asset_name: Option<String>,
    /// Kind by list or asset type, where the object has none itself.
    pub(crate) kind: Option<String>,
    /// Network of effective firewalls, as their rules name it.
    pub(crate) network: Option<String>,
    /// It is an entry of Cloud Asset Inventory without what it is about.
    pub(crate) entry: bool,
    /// Since when it was so, where several states of one asset are there.
    pub(crate) since: Option<String>,
    /// It is one of all the parts that something has.
    pub(crate) of_all: bool,
    /// What a plan of Terraform's makes of it.
    pub(crate) planned: Option<Planned>,
    /// It was brought as it was printed, and nothing around it says what it is.
    pub(crate) bare: bool,
}

/// The identity of an object that has `name`, `selfLink`, `region`, … as Google's have.
pub(crate) fn identity(envelope: &Envelope<'_>, around: &Around) -> Identity {
    let mut identity = Identity::default();
    let own_name = envelope.text("name");
    let (zone, region) = (envelope.text("zone"), envelope.text("region"));
    let self_link = envelope.text("selfLink");
    let links = [
        around.asset_name.as_deref(),
        self_link.as_deref(),
        own_name.as_deref().filter(|name| name.contains('/')),
        // The place of an object is in its own project.
        zone.as_deref(),
        region.as_deref(),
    ];
    for link in links.iter().flatten() {
        let path = Path::parse(link);
        let own = |own: &str| own.to_owned();
        identity.project = identity.project.or_else(|| path.project.map(own));
        identity.location = identity.location.or_else(|| path.location.map(own));
        if identity.project.is_some() && identity.location.is_some() {
            break;
        }
    }
    if let Some(project) = envelope.text("project") {
        identity.project = Some(last(&project).to_owned());
    }
    let place = zone.or(region).or_else(|| envelope.text("location"));
    if let Some(place) = place {
        identity.location = Some(last(&place).to_owned());
    }
    identity.project = identity.project.or_else(|| around.project.clone());
    identity.location = identity.location.or_else(|| around.location.clone());
    identity.name = own_name
        .as_deref()
        .map(last)
        .or_else(|| self_link.as_deref().map(last))
        .or_else(|| around.asset_name.as_deref().map(last))
        .map(str::to_owned);
    identity
}

fn last(path: &str) -> &str {
    path.trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or(path)
}

impl Identity {
    /// Of what has this name.
    pub(crate) fn of(name: &Name) -> Self {
        Self {
            project: Some(name.project.to_string()),
            weak_project: None,
            location: Some(name.location.to_string()),
            name: Some(name.name.to_string()),
        }
    }

    /// The name, filled up with the default project. `None` where a part that the kind needs is missing: which.
    pub(crate) fn name(
        &self,
        kind: Kind,
        default_project: &str,
        known: &Known,
    ) -> Result<Name, &'static str> {
        let field = match kind {
            Kind::Project => "projectId",
            _ => "name",
        };
        let name = self.name.as_deref().ok_or(field)?;
        let project = match self.project.as_deref() {
            Some("-") => "",
            Some(project) => known.project(project),
            None if default_project.is_empty() => self
                .weak_project
                .as_deref()
                .map_or("", |project| known.project(project)),
            None => default_project,
        };
        let location = self.location.as_deref().filter(|location| *location != "-");
        let place = |project: &str, location: &str| {
            Name::new(known.shared(project), known.shared(location), name)
        };
        Ok(match (standing(kind), location) {
            (Standing::World, _) => place("", GLOBAL),
            (Standing::Global, _) => place(project, GLOBAL),
            (Standing::RegionalOrGlobal | Standing::Anywhere, None) => place(project, GLOBAL),
            // Nothing of these is global: what seems to say so is the name of something else.
            (Standing::Regional, Some(GLOBAL)) => return Err("region"),
            (Standing::Zonal, Some(GLOBAL)) => return Err("zone"),
            (_, Some(location)) => place(project, location),
            (Standing::Regional, None) => return Err("region"),
            (Standing::Zonal, None) => return Err("zone"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, kind: Kind, expected: &str) {
        let envelope = Envelope::of(text);
        let identity = identity(&envelope, &Around::default());
        let name = identity.name(kind, "acme-dev", &Known::default());
        assert_eq!(format!("{name:?}"), expected);
    }

    #[test]
    fn an_object_says_where_it_is_in_many_ways() {
        check(
            r#"{"name":"s","region":"https://www.googleapis.com/compute/v1/projects/p/regions/us-east1"}"#,
            Kind::Subnet,
            "Ok(p/us-east1/s)",
        );
        check(
            r#"{"name":"projects/p/locations/asia-northeast1/services/api"}"#,
            Kind::RunService,
            "Ok(p/asia-northeast1/api)",
        );
        check(
            r#"{"name":"s","region":"us-east1"}"#,
            Kind::Subnet,
            "Ok(acme-dev/us-east1/s)",
        );
        check(r#"{"name":"s"}"#, Kind::Subnet, "Err(\"region\")");
        check(r#"{"name":"s"}"#, Kind::Address, "Ok(acme-dev/global/s)");
        check(
            r#"{"name":"v","selfLink":"https://www.googleapis.com/compute/v1/projects/p/global/routes/r"}"#,
            Kind::Instance,
            "Err(\"zone\")",
        );
        check(
            r#"{"name":"n","selfLink":"https://www.googleapis.com/compute/v1/projects/p/global/networks/n","project":"q"}"#,
            Kind::Network,
            "Ok(q/global/n)",
        );
    }
}
