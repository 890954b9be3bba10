//! VPC Service Controls at a Google API.
//!
//! <https://cloud.google.com/vpc-service-controls/docs/overview>: a request for a restricted service crosses a perimeter
//! when only one of the caller's network and the project asked for is inside, and is denied unless access levels or
//! rules let it through; what those say is not modelled. A bridge lets two projects of different perimeters through to each
//! other (<https://docs.cloud.google.com/vpc-service-controls/docs/share-across-perimeters>) and restricts nothing itself. <https://cloud.google.com/vpc-service-controls/docs/vpc-accessible-services>:
//! networks inside may be limited to some services; that is of Google APIs alone, and of those that VPC Service Controls
//! does not support the page says no more than that the restricted VIP is wanted besides. Which project is asked for is
//! known where the URL says it.

use hopscope_model::name::Name;
use hopscope_model::resource::Kind;
use hopscope_model::resource::perimeter::{Perimeter, RESTRICTED_SERVICES};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, State, google};

use super::google_apis::{Came, may_be};
use super::{At, Checked, End, Lack, Origin, Walk};
use crate::docs;
use crate::tables::network::NetworkTables;

/// Whether a project, or a network, is inside a perimeter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Yes,
    No,
    /// The perimeter names projects by number, and that of this one is not known.
    Unknown,
}

/// Who asks.
#[derive(Clone, Copy)]
enum Caller<'a> {
    /// A network, and what is in it.
    Network(&'a NetworkTables),
    /// Somebody outside Google Cloud.
    Outside,
    /// A service or workload of which Google's pages do not say where it counts.
    Unclear,
}

impl<'a> Walk<'a> {
    /// Perimeters between the caller and an API.
    pub(super) fn service_perimeters(&mut self, came: Came<'a>, api: &str) -> Checked<'a> {
        let resources = &self.net.scenario.resources;
        let caller = match came {
            Came::Vpc(network) => Caller::Network(network),
            Came::Public
                if matches!(self.ask.origin, Origin::Host { .. } | Origin::Internet(_)) =>
            {
                Caller::Outside
            }
            _ => Caller::Unclear,
        };
        let regular = resources.perimeters.iter().filter(|(_, own)| !own.bridge);
        for (name, perimeter) in regular {
            self.accessible_services(name, perimeter, caller, api)?;
            self.restricted_service(name, perimeter, caller, api)?;
        }
        self.unread_anywhere(Kind::Perimeter, None)?;
        // Who asks from outside Google Cloud has no project, and the API's is not known.
        let project = match (came, self.ask.origin) {
            (Came::Vpc(network), _) => Some(&*network.name.project),
            (Came::Google(_, project), _) => Some(project),
            (_, Origin::Serverless { at, .. }) => Some(&*at.name.project),
            (_, Origin::Machine { name, .. } | Origin::Pod(name)) => Some(&*name.project),
            _ => None,
        };
        if let Some(project) = project {
            self.assume_complete(Kind::Perimeter, project);
        }
        Ok(())
    }

    /// Services that networks inside may reach at all.
    fn accessible_services(
        &mut self,
        name: &'a Name,
        perimeter: &'a Perimeter,
        caller: Caller<'a>,
        api: &str,
    ) -> Checked<'a> {
        if !perimeter.limits_accessible || google::is_web_application(api) {
            return Ok(());
        }
        let inside = match caller {
            Caller::Network(network) => self.network_inside(perimeter, network)?,
            Caller::Outside => Inside::No,
            Caller::Unclear => Inside::Unknown,
        };
        let listed = &perimeter.accessible_services;
        let all = listed.iter().any(|own| own == RESTRICTED_SERVICES);
        let restricted = perimeter.restricted_services.iter().filter(|_| all);
        let named = listed.iter().filter(|own| *own != RESTRICTED_SERVICES);
        let mut allowed = named.chain(restricted);
        let surely = allowed.clone().any(|own| own == api);
        if inside == Inside::No || surely {
            return Ok(());
        }
        if allowed.any(|own| may_be(api, own)) || matches!(caller, Caller::Unclear) {
            return Err(self.perimeter_unknown(name));
        }
        if let (Inside::Unknown, Caller::Network(network)) = (inside, caller) {
            return Err(self.number_unknown(&network.name.project));
        }
        let at = At::new(Kind::Perimeter, name);
        if google::on_restricted_vip(api) != Some(true) {
            let feature = "API_SUPPORT_OF_VPC_SERVICE_CONTROLS";
            return Err(self.unmodelled(feature, Some(at), docs::ACCESSIBLE_SERVICES));
        }
        self.note(
            State::CheckServicePerimeter,
            Some(at),
            docs::ACCESSIBLE_SERVICES,
            || {
                Says::new(SaysId::PerimeterNotAccessible)
                    .arg("perimeter", &*name.name)
                    .arg("api", api)
            },
        );
        self.block(
            Cause::VpcServiceControlsDenied,
            Some(at),
            CallerSees::Http403Api,
        )
    }

    /// A service that crosses the perimeter only where something lets it.
    fn restricted_service(
        &mut self,
        name: &'a Name,
        perimeter: &'a Perimeter,
        caller: Caller<'a>,
        api: &str,
    ) -> Checked<'a> {
        let services = &perimeter.restricted_services;
        let surely = services.iter().any(|own| own == api);
        if !surely && !services.iter().any(|own| may_be(api, own)) {
            return Ok(());
        }
        let asked = project_asked_for(self.ask.path);
        let from = match caller {
            Caller::Network(network) => self.network_inside(perimeter, network)?,
            Caller::Outside => Inside::No,
            Caller::Unclear => return Err(self.perimeter_unknown(name)),
        };
        let Some(asked) = asked else {
            return Err(self.perimeter_unknown(name));
        };
        let to = self.project_inside(perimeter, asked);
        if let (Inside::Unknown, Caller::Network(network)) = (from, caller) {
            return Err(self.number_unknown(&network.name.project));
        }
        if to == Inside::Unknown {
            return Err(self.number_unknown(asked));
        }
        if from == to {
            if from == Inside::Yes {
                self.note_inside(name, asked);
            }
            return Ok(());
        }
        if let Caller::Network(network) = caller
            && self.by_bridge(network, asked)?
        {
            return Ok(());
        }
        let inwards = to == Inside::Yes;
        let opened = match inwards {
            true => perimeter.ingress_policies || !perimeter.access_levels.is_empty(),
            false => perimeter.egress_policies,
        };
        if opened || !surely {
            return Err(self.perimeter_unknown(name));
        }
        let at = At::new(Kind::Perimeter, name);
        let id = match inwards {
            true => SaysId::PerimeterDeniesIngress,
            false => SaysId::PerimeterDeniesEgress,
        };
        self.note(
            State::CheckServicePerimeter,
            Some(at),
            docs::PERIMETERS,
            || {
                Says::new(id)
                    .arg("perimeter", &*name.name)
                    .arg("api", api)
                    .arg("project", asked)
            },
        );
        self.block(
            Cause::VpcServiceControlsDenied,
            Some(at),
            CallerSees::Http403Api,
        )
    }

    fn note_inside(&mut self, name: &'a Name, asked: &str) {
        let at = At::new(Kind::Perimeter, name);
        self.note(
            State::CheckServicePerimeter,
            Some(at),
            docs::PERIMETERS,
            || {
                Says::new(SaysId::PerimeterInside)
                    .arg("perimeter", &*name.name)
                    .arg("project", asked)
            },
        );
    }

    /// Whether a bridge joins the caller's network and a project: "Cross project operations are permitted if all effected
    /// resources share some perimeter (whether bridge or regular)"
    /// (<https://cloud.google.com/access-context-manager/docs/reference/rest/v1/accessPolicies.servicePerimeters#PerimeterType>).
    /// A project that is in no perimeter cannot be joined by one.
    fn by_bridge(&mut self, network: &'a NetworkTables, asked: &'a str) -> Checked<'a, bool> {
        let perimeters = &self.net.scenario.resources.perimeters;
        for (name, bridge) in perimeters.iter().filter(|(_, own)| own.bridge) {
            let to = self.project_inside(bridge, asked);
            let from = match to {
                Inside::No => continue,
                _ => self.network_inside(bridge, network)?,
            };
            match (from, to) {
                (Inside::No, _) => continue,
                (Inside::Unknown, _) => return Err(self.number_unknown(&network.name.project)),
                (_, Inside::Unknown) => return Err(self.number_unknown(asked)),
                (Inside::Yes, _) => {}
            }
            for end in [&*network.name.project, asked] {
                let mut regular = perimeters.iter().filter(|(_, own)| !own.bridge);
                if !regular.any(|(_, own)| self.project_inside(own, end) == Inside::Yes) {
                    self.unread_anywhere(Kind::Perimeter, None)?;
                    return Err(self.perimeter_unknown(name));
                }
            }
            self.note_inside(name, asked);
            return Ok(true);
        }
        self.unread_anywhere(Kind::Perimeter, None)?;
        Ok(false)
    }

    fn perimeter_unknown(&mut self, name: &'a Name) -> End<'a> {
        let at = At::new(Kind::Perimeter, name);
        self.note(
            State::CheckServicePerimeter,
            Some(at),
            docs::PERIMETERS,
            || Says::new(SaysId::PerimeterUnknown).arg("perimeter", &*name.name),
        );
        self.unmodelled("VPC_SERVICE_CONTROLS", Some(at), docs::PERIMETERS)
    }

    fn number_unknown(&self, project: &'a str) -> End<'a> {
        self.incomplete(
            Cause::ResourceConfigNotFound,
            Lack::List(Kind::Project, project),
        )
    }

    /// Whether the caller is inside: its network, named itself or by its project. Of a Shared VPC the workload's own
    /// project has to say the same.
    fn network_inside(
        &self,
        perimeter: &Perimeter,
        network: &'a NetworkTables,
    ) -> Checked<'a, Inside> {
        let name = &network.name;
        let itself = format!("/projects/{}/global/networks/{}", name.project, name.name);
        let listed = perimeter.resources.iter();
        if listed.clone().any(|own| own.ends_with(&itself)) {
            return Ok(Inside::Yes);
        }
        let by_network = self.project_inside(perimeter, &name.project);
        let own = match self.ask.origin {
            Origin::Serverless { at, .. } => Some(&*at.name.project),
            Origin::Machine { name, .. } | Origin::Pod(name) => Some(&*name.project),
            _ => None,
        };
        let by_own = own.map(|own| self.project_inside(perimeter, own));
        match by_own {
            Some(own) if own != by_network => Err(self.unmodelled(
                "VPC_SERVICE_CONTROLS",
                Some(At::new(Kind::Network, name)),
                docs::PERIMETERS,
            )),
            _ => Ok(by_network),
        }
    }

    /// Whether a project is inside a perimeter, or may be.
    pub(super) fn may_hold(&self, perimeter: &Perimeter, project: &str) -> bool {
        self.project_inside(perimeter, project) != Inside::No
    }

    fn project_inside(&self, perimeter: &Perimeter, project: &str) -> Inside {
        let projects = &self.net.scenario.resources.projects;
        let by_name = Name::global("", project);
        let number = projects.get(&by_name).and_then(|own| own.number);
        let mut doubtful = false;
        for own in &perimeter.resources {
            let Some(listed) = own.strip_prefix("projects/") else {
                continue;
            };
            let numeric: Option<u64> = listed.parse().ok();
            let same_number = numeric.is_some() && (numeric == number || project == listed);
            if listed == project || same_number {
                return Inside::Yes;
            }
            doubtful |= numeric.is_some() && number.is_none() && project.parse::<u64>().is_err();
        }
        match doubtful {
            true => Inside::Unknown,
            false => Inside::No,
        }
    }
}

/// The project in the path of an API's URL: `/storage/v1/projects/acme-data/…`.
fn project_asked_for(path: &str) -> Option<&str> {
    let (_, rest) = path.split_once("/projects/")?;
    let project = rest.split(['/', '?', ':', '#']).next()?;
    let named = !project.is_empty() && project != "-" && project != "_";
    named.then_some(project)
}
