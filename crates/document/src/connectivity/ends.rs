//! Where the packet of a Connectivity Test starts and where it goes, as the two ends of a request. Where the test
//! says only an address, its own first step says whose that is, or what is there does.
//!
//! <https://cloud.google.com/network-intelligence-center/docs/reference/networkmanagement/rest/v1/projects.locations.global.connectivityTests#Endpoint>

use std::net::IpAddr;

use hopscope_model::google::is_private;
use hopscope_model::reference::{self, Names};
use hopscope_model::request::{Credential, ProxyChoice, Source, Target, TargetHost};
use hopscope_model::{Id, Kind, Name, Protocol, Reason, Request, Scenario, What, export_command};

use super::owners::{Owner, Owners};
use super::said::{Seen, Started, address_of, named_by, other_kind};
use super::{Untaken, means};
use crate::fields::Fields;
use crate::names::Known;

/// What has to be known to tell the ends of a test.
pub(crate) struct Ends<'r> {
    pub(crate) scenario: &'r Scenario,
    pub(crate) names: &'r Names,
    pub(crate) known: &'r Known,
    pub(crate) owners: &'r Owners,
    /// The project of the test.
    pub(crate) project: &'r str,
}

impl Ends<'_> {
    /// The request of a test, without its name.
    pub(crate) fn request(&self, test: &Fields<'_>) -> Result<Request, Untaken> {
        let from = self.source(test)?;
        let to = self.target(test)?;
        Ok(Request {
            name: None,
            from,
            to,
            method: "GET".to_owned(),
            proxy: ProxyChoice::Default,
            credential: Credential::None,
            expect: None,
            test: None,
        })
    }

    fn source(&self, test: &Fields<'_>) -> Result<Source, Untaken> {
        const FIELD: &str = "source";
        let end = test.needed_object(FIELD);
        let started = Started::of(test);
        if let Some(uri) = named_by(&end, "instance").or_else(|| started.text("instance", "uri")) {
            let id = self.of_kind(&end, "instance", Kind::Instance, &uri);
            return Ok(self.interface(id, &end, &started));
        }
        if let Some(uri) = named_by(&end, "gkePod").or_else(|| started.text("gkePod", "podUri")) {
            return Ok(Source::Workload(self.of_kind(
                &end,
                "gkePod",
                Kind::Pod,
                &uri,
            )));
        }
        if let Some(revision) = named_by(&end, "cloudRunRevision") {
            let service = end.object("cloudRunRevision").text("serviceUri");
            let service = service.or_else(|| started.text("cloudRunRevision", "serviceUri"));
            let service = match service {
                Some(uri) => Some(self.of_kind(&end, "cloudRunRevision", Kind::RunService, &uri)),
                None => self.service_of(&revision),
            };
            let missing = || {
                let command = export_command::list(Kind::RunService, self.project);
                Untaken::absent(FIELD, &revision, command)
            };
            return service.map(Source::Workload).ok_or_else(missing);
        }
        for (key, kind) in [
            ("cloudRunJob", Kind::RunJob),
            ("cloudFunction", Kind::Function),
            ("appEngineVersion", Kind::App),
        ] {
            if let Some(uri) = named_by(&end, key) {
                return Ok(Source::Workload(self.of_kind(&end, key, kind, &uri)));
            }
        }
        if let Some(other) = other_kind(&end) {
            return Err(Untaken::kind(FIELD, &other));
        }
        let Some(address) = address_of(&end) else {
            return Err(Untaken::kind(FIELD, "network"));
        };
        self.source_of(address, &end, &started)
    }

    /// Which interface of a machine.
    fn interface(&self, id: Id, end: &Fields<'_>, started: &Started<'_>) -> Source {
        let machine = self.scenario.resources.instances.get(&id.name);
        let address = address_of(end);
        let network = self.network(end);
        let fits = machine.and_then(|machine| {
            let mut own = machine.interfaces.iter();
            own.find(|own| {
                address.is_none_or(|address| {
                    own.address == Some(address) || own.external_address == Some(address)
                }) && network
                    .as_ref()
                    .is_none_or(|network| own.network.name() == network)
            })
        });
        let said = started.text("instance", "interface");
        let name = said.or_else(|| fits.map(|own| own.name.clone()));
        match name.filter(|name| name.starts_with("nic") && name != "nic0") {
            Some(name) => Source::Interface(id, name),
            None => Source::Workload(id),
        }
    }

    fn source_of(
        &self,
        address: IpAddr,
        end: &Fields<'_>,
        started: &Started<'_>,
    ) -> Result<Source, Untaken> {
        const FIELD: &str = "source";
        let kind = end.text("networkType");
        let kind = kind.as_deref().unwrap_or_default();
        let network = self.network(end);
        if kind == "INTERNET" || started.is("START_FROM_INTERNET") {
            return Ok(Source::Internet(address));
        }
        let elsewhere = kind == "NON_GCP_NETWORK";
        if let Some(source) = owner(self.owners.get(network.as_ref(), address))
            && !elsewhere
        {
            return Ok(source);
        }
        let inside = kind == "GCP_NETWORK" || network.is_some();
        let private = is_private(address) || started.is("START_FROM_PRIVATE_NETWORK");
        if !inside && private {
            let mut networks = self.scenario.resources.onprem_networks.iter();
            let found =
                networks.find(|(_, own)| own.ranges.iter().any(|range| range.contains(&address)));
            if let Some((name, _)) = found {
                return Ok(Source::OnPrem(name.clone(), address));
            }
            if elsewhere {
                return Err(Untaken::on_premises(FIELD, &address.to_string()));
            }
        }
        if inside || private {
            let project = end
                .text("projectId")
                .map(|own| self.known.project(&own).to_owned());
            let project = network.map(|own| own.project.to_string()).or(project);
            let project = project.as_deref().unwrap_or(self.project);
            let command = export_command::list(Kind::Instance, project);
            return Err(Untaken::absent(FIELD, &address.to_string(), command));
        }
        Ok(Source::Internet(address))
    }

    fn target(&self, test: &Fields<'_>) -> Result<Target, Untaken> {
        const FIELD: &str = "destination";
        let end = test.needed_object(FIELD);
        let protocol = test.text("protocol").filter(|own| !own.is_empty());
        let protocol = match protocol {
            None => Protocol::TCP,
            Some(text) => Protocol::parse(&text).unwrap_or_else(|| {
                test.wrong("protocol", Reason::not_a(&text, What::Protocol));
                Protocol::TCP
            }),
        };
        let seen = Seen::of(test);
        let port = end.word::<u16>("port").filter(|port| *port > 0);
        let port = port.or(seen.port).filter(|_| protocol.has_ports());
        let target = |host: TargetHost| Target {
            scheme: scheme(protocol),
            host,
            port,
            port_written: port.is_some(),
            path: String::new(),
        };
        let needs_port = |text: &str| match port {
            None if protocol.has_ports() => Err(Untaken::port(text)),
            _ => Ok(()),
        };
        if let Some(address) = address_of(&end) {
            needs_port(&address.to_string())?;
            return Ok(target(TargetHost::Address(address)));
        }
        if let Some(name) = end.text("fqdn").filter(|own| !own.is_empty()) {
            let host = name.trim_end_matches('.').to_ascii_lowercase();
            let port = port.or(Some(443)).filter(|_| protocol.has_ports());
            return Ok(Target {
                port,
                port_written: port.is_some(),
                ..target(TargetHost::Name(host))
            });
        }
        for (key, kind) in [
            ("instance", Kind::Instance),
            ("forwardingRule", Kind::ForwardingRule),
            ("gkePod", Kind::Pod),
            ("cloudSqlInstance", Kind::Sql),
            ("gkeMasterCluster", Kind::Cluster),
        ] {
            let Some(uri) = named_by(&end, key) else {
                continue;
            };
            let id = self.of_kind(&end, key, kind, &uri);
            // Control planes answer on one port.
            let port = port.or(Some(443).filter(|_| kind == Kind::Cluster && protocol.has_ports()));
            if port.is_none() {
                needs_port(&uri)?;
            }
            // A thing is asked for by TCP, and a machine at its first interface: the packet of the test had an address.
            let own = self.address(&id);
            let by_address = match (seen.address, own) {
                _ if protocol != Protocol::TCP => seen.address.or(own),
                (Some(seen), Some(own)) if seen != own => Some(seen),
                _ => None,
            };
            let host = match by_address {
                Some(address) => TargetHost::Address(address),
                None if protocol != Protocol::TCP => {
                    let command = export_command::describe(kind, &id.name);
                    return Err(Untaken::absent(FIELD, &uri, command));
                }
                None => TargetHost::Thing(id),
            };
            return Ok(Target {
                port,
                port_written: port.is_some(),
                ..target(host)
            });
        }
        let kind = other_kind(&end).unwrap_or_else(|| "network".to_owned());
        Err(Untaken::kind(FIELD, &kind))
    }

    /// The one internal address by which a thing is asked for.
    fn address(&self, id: &Id) -> Option<IpAddr> {
        let all = &self.scenario.resources;
        match id.kind {
            Kind::Instance => all.instances.get(&id.name)?.interfaces.first()?.address,
            Kind::Pod => all.pods.get(&id.name)?.address,
            Kind::ForwardingRule => all.forwarding_rules.get(&id.name)?.address,
            _ => None,
        }
    }

    fn network(&self, end: &Fields<'_>) -> Option<Name> {
        let text = end.text("network").filter(|own| !own.is_empty())?;
        let from = Name::global(self.project, "");
        Some(crate::names::resolve(
            Kind::Network,
            &text,
            &from,
            self.known,
        ))
    }

    /// What a name of Google's means that has to be of a kind.
    fn of_kind(&self, end: &Fields<'_>, key: &str, kind: Kind, uri: &str) -> Id {
        match self.named(uri).filter(|id| id.kind == kind) {
            Some(id) => id,
            None => {
                end.wrong(key, Reason::not_a(uri, What::Reference));
                Id::new(kind, Name::new("", "", ""))
            }
        }
    }

    /// What a name of Google's means, where it is of a kind that is known here.
    pub(crate) fn named(&self, uri: &str) -> Option<Id> {
        let path = match uri.find("projects/") {
            Some(at) => uri.get(at..)?,
            None => uri.get(uri.find("apps/")?..)?,
        };
        let parts: Vec<&str> = path.split('/').collect();
        let id = match parts.as_slice() {
            ["projects", project, "instances", name] => self.placed(Kind::Sql, project, "", name),
            ["apps", project, "services", name, ..] => self.placed(Kind::App, project, "", name),
            [
                "projects",
                project,
                "locations" | "zones" | "regions",
                place,
                "clusters",
                cluster,
                rest @ ..,
            ] => {
                let pod = match rest {
                    [] => None,
                    ["k8s", "namespaces", namespace, "pods", pod]
                    | ["namespaces", namespace, "pods", pod] => Some((namespace, pod)),
                    _ => return None,
                };
                match pod {
                    Some((namespace, pod)) => {
                        let name = format!("{cluster}/{namespace}/{pod}");
                        self.placed(Kind::Pod, project, place, &name)
                    }
                    None => self.placed(Kind::Cluster, project, place, cluster),
                }
            }
            _ => {
                let id = reference::resolve_among(self.names, self.scenario, path).ok()?;
                let project = self.known.project(&id.name.project).to_owned();
                let Name { location, name, .. } = id.name;
                Id::new(id.kind, Name::new(project, location, name))
            }
        };
        self.as_written(id)
    }

    /// What stands in no place that its name says.
    fn placed(&self, kind: Kind, project: &str, place: &str, name: &str) -> Id {
        let project = self.known.project(project);
        let known = self.names.called(kind, name).iter();
        let mut fitting = known.filter(|own| {
            *own.project == *project && (place.is_empty() || *own.location == *place)
        });
        match (fitting.next(), fitting.next()) {
            (Some(own), None) => Id::new(kind, own.clone()),
            _ => Id::new(kind, Name::new(project, place, name)),
        }
    }

    /// The NAT gateway of a router.
    pub(crate) fn nat(&self, router: &str, gateway: &str) -> Option<Id> {
        let router = self.named(router).filter(|own| own.kind == Kind::Router)?;
        let Name {
            project,
            location,
            name,
        } = router.name;
        self.as_written(Id::new(
            Kind::Nat,
            Name::new(project, location, format!("{name}/{gateway}")),
        ))
    }

    /// The same as it will be read again: what a short reference does not hold of what is not there is not known.
    fn as_written(&self, id: Id) -> Option<Id> {
        let short = self.scenario.short(&id);
        means(self.names, self.scenario, &short)
    }

    /// The service of a revision that Cloud Run named: `SERVICE-00001-abc`, where there is that service.
    /// <https://cloud.google.com/run/docs/managing/revisions>
    fn service_of(&self, revision: &str) -> Option<Id> {
        let (front, name) = revision.rsplit_once("/revisions/")?;
        let (name, suffix) = name.rsplit_once('-')?;
        let (name, number) = name.rsplit_once('-')?;
        let is_number = number.len() == 5 && number.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number || suffix.len() != 3 {
            return None;
        }
        let id = self.named(&format!("{front}/services/{name}"))?;
        self.scenario.resources.contains(&id).then_some(id)
    }
}

/// Who has an address, as a source.
fn owner(owner: Owner) -> Option<Source> {
    let (id, interface) = owner?;
    Some(match interface.filter(|name| name != "nic0") {
        Some(name) => Source::Interface(id, name),
        None => Source::Workload(id),
    })
}

/// How a protocol is written in a target.
fn scheme(protocol: Protocol) -> String {
    match protocol {
        Protocol::TCP | Protocol::UDP | Protocol::ICMP => protocol.to_string(),
        Protocol(number) => format!("ip-{number}"),
    }
}
