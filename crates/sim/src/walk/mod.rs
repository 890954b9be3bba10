//! The walk: a packet from its source to where it ends, one check after another in Google's order.
//!
//! A check either lets the packet go on, or is the end of it (`?`). Choices that Google makes and nobody can
//! predict (which of several routes, addresses or backends) are taken one after another by walking again.

mod control_plane;
mod credential;
mod dns;
mod firewall;
mod google_apis;
mod grant;
mod hybrid;
mod internet;
mod load_balancer;
mod machine;
mod nat;
mod network_policy;
mod perimeter;
mod pod;
mod run;
mod serverless;
mod sql;
mod start;
mod unread;
mod vpc;

pub(crate) use unread::unread_part;

use std::net::IpAddr;

use hopscope_model::export_command;
use hopscope_model::name::{Id, Name};
use hopscope_model::order;

use hopscope_model::request::{Credential, GoogleCaller};
use hopscope_model::resource::serverless::ServerlessEgress;
use hopscope_model::resource::{Kind, Unread};
use hopscope_model::result::{
    Assumption, Blocker, Considered, Loser, Missing, NotModelled, Packet as PacketResult, Says,
    Step,
};
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, Protocol, State};

use crate::address_set::AddressSet;
use crate::tables::network::NetworkTables;
use crate::topology::Topology;

/// A check either lets the packet go on, or is the end of it.
pub(crate) type Checked<'a, T = ()> = Result<T, End<'a>>;

/// The most hops through machines; beyond it, it is a loop.
const MOST_HOPS: u32 = 16;

/// A resource, borrowed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct At<'a> {
    pub(crate) kind: Kind,
    pub(crate) name: &'a Name,
}

impl<'a> At<'a> {
    pub(crate) fn new(kind: Kind, name: &'a Name) -> Self {
        Self { kind, name }
    }

    pub(crate) fn id(self) -> Id {
        Id::new(self.kind, self.name.clone())
    }
}

/// How a walk ends.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum End<'a> {
    /// Handled by what Google calls the deliver target.
    Delivered {
        target: &'static str,
        at: Option<At<'a>>,
    },
    /// It leaves for a network whose configuration is not given that far: what Google calls the forward target.
    Forwarded {
        target: &'static str,
        at: Option<At<'a>>,
    },
    /// Dropped or rejected.
    Stopped {
        cause: Cause,
        at: Option<At<'a>>,
        sees: Sees<'a>,
    },
    /// Something is missing.
    Incomplete { cause: Cause, lack: Lack<'a> },
    /// Something is not modelled.
    Unmodelled {
        cause: Cause,
        feature: &'static str,
        at: Option<At<'a>>,
        doc: &'static str,
    },
}

/// What the caller sees, with its argument if it has one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Sees<'a> {
    pub(crate) id: CallerSees,
    pub(crate) arg: &'a str,
}

impl Sees<'_> {
    pub(crate) const fn plain(id: CallerSees) -> Self {
        Self { id, arg: "" }
    }

    /// As results print it.
    pub(crate) fn says(self) -> Says<CallerSees> {
        let says = Says::new(self.id);
        match self.id.args().first() {
            Some(name) => says.arg(name, self.arg),
            None => says,
        }
    }
}

/// What is missing.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Lack<'a> {
    /// One resource.
    One(Kind, &'a Name),
    /// A kind of a project.
    List(Kind, &'a str),
    /// The records of a zone.
    RecordSets(&'a Name),
    /// The rules of a response policy.
    ResponsePolicyRules(&'a Name),
    /// The machines of an instance group.
    GroupMembers(&'a Name),
    /// What a router has learned.
    RouterStatus(&'a Name),
    /// The endpoints of a NEG.
    NegEndpoints(&'a Name),
    /// Folders and organisation above a project.
    Ancestors(&'a str),
    /// A Cloud Run service by its host name.
    RunHost(&'a str),
    /// A cluster by its DNS-based endpoint.
    DnsEndpoint(&'a str),
    /// The project with a number.
    ProjectNumber(&'a str),
    /// What a name server answers.
    NameServer(IpAddr),
    /// Which address of Google's or of the internet it is.
    Address,
    /// An object that could not be read.
    Unread(&'a Unread),
    /// The namespaces of a cluster, with their labels.
    Namespaces(&'a Name),
    /// The secure tags of a machine.
    SecureTags(&'a Name),
    /// The service account of a workload.
    ServiceAccount(At<'a>),
    /// What an IAM policy of a resource hangs on: a condition, a group, a custom role.
    Policy(At<'a>),
    /// The IAM policy of a service account of a project.
    AccountPolicy(&'a str, &'a str),
    /// A field of a resource.
    Field(At<'a>, &'static str),
}

/// Who sends.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Origin<'a> {
    Serverless {
        at: At<'a>,
        egress: &'a ServerlessEgress,
    },
    Machine {
        name: &'a Name,
        interface: usize,
        /// The request says by which interface; otherwise the guest decides.
        bound: bool,
    },
    Pod(&'a Name),
    Host {
        name: &'a Name,
    },
    Internet(IpAddr),
    Google(GoogleCaller, &'a str),
    OnPrem(&'a Name, IpAddr),
}

/// The host part of what is asked for.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum AskedHost<'a> {
    Name(&'a str),
    Address(IpAddr),
    Thing(&'a Id),
}

/// One connection: who opens it, to what, and what is said over it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ask<'a> {
    pub(crate) origin: Origin<'a>,
    /// The connection is opened by a proxy at the origin.
    pub(crate) by_proxy: bool,
    pub(crate) host: AskedHost<'a>,
    pub(crate) protocol: Protocol,
    pub(crate) port: Option<u16>,
    pub(crate) http: bool,
    /// TLS is spoken from the start (`https`).
    pub(crate) tls: bool,
    pub(crate) method: &'a str,
    /// Path of the URL, from the slash on.
    pub(crate) path: &'a str,
    pub(crate) credential: &'a Credential,
    /// Who the credential is of, if it is not the origin: the client behind a proxy.
    pub(crate) client: Origin<'a>,
    /// What a proxy must speak at the other end, if the connection is to one.
    pub(crate) proxy_wanted: Option<hopscope_model::resource::hopscope::ProcessProtocol>,
    /// SOCKS5: an address the client resolved itself.
    pub(crate) resolved: Option<IpAddr>,
}

/// The packet as the walk carries it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Packet<'a> {
    pub(crate) source: AddressSet<'a>,
    /// Whether that set stays; `None`: its reservation is not in the scenario.
    pub(crate) fixed: Option<bool>,
    pub(crate) destination: AddressSet<'a>,
}

/// The source that the destination sees.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen<'a> {
    pub(crate) source: AddressSet<'a>,
    pub(crate) fixed: Option<bool>,
    pub(crate) logged: Option<&'static str>,
}

/// The most points of a walk at which there is a choice.
const MOST_CHOICES: usize = 16;

/// Which way to take at each point where there are several; the first where nothing is said.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) struct Choices([u16; MOST_CHOICES]);

impl Choices {
    fn get(&self, point: usize) -> usize {
        self.0.get(point).copied().unwrap_or(0).into()
    }

    /// Whether every point at which there was a choice can be told apart.
    pub(crate) fn are_all(options: &[usize]) -> bool {
        options.len() <= MOST_CHOICES
    }

    /// The next combination, when a walk met these numbers of options; `None` after the last.
    pub(crate) fn next(mut self, options: &[usize]) -> Option<Self> {
        for (point, count) in options.iter().enumerate().take(MOST_CHOICES).rev() {
            let taken = self.0.get_mut(point)?;
            if usize::from(*taken) + 1 < *count {
                *taken += 1;
                return Some(self);
            }
            *taken = 0;
        }
        None
    }
}

/// How much is kept of a walk.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Keep {
    /// Only how it ends.
    Verdict,
    /// Its steps.
    Steps,
    /// Its steps, and the candidates that lost at each.
    Losers,
}

/// What to do at a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Mode {
    /// Stop.
    Stop,
    /// Note it and go on as if it were not there, to find what else is behind.
    GoOn,
}

/// A walk under way.
pub(crate) struct Walk<'a> {
    pub(crate) net: &'a Topology,
    pub(crate) ask: Ask<'a>,
    pub(crate) packet: Packet<'a>,
    pub(crate) seen: Option<Seen<'a>>,
    mode: Mode,
    keep: Keep,
    choices: Choices,
    /// How many choices there were at each point so far.
    pub(crate) options: Vec<usize>,
    hops: u32,
    /// The network of the subnet that it has come to.
    place: Option<&'a NetworkTables>,
    /// Where it was for before a Service made it one for a pod.
    before_service: Option<AddressSet<'a>>,
    /// Where it came from before a node put its own address on it for a Service.
    before_node: Option<AddressSet<'a>>,
    /// The hub by which a connection to an endpoint of another network is propagated.
    propagated: Option<&'a Name>,
    /// The project whose Identity-Aware Proxy has let the request in.
    by_iap: Option<&'a str>,
    /// Where the connection that has come in ends before the destination: an Envoy, or a machine that puts its own address
    /// on, and the address that was asked.
    ended: Option<(vpc::Sender<'a>, AddressSet<'a>)>,
    /// It has come into the network by a tunnel or attachment.
    by_link: bool,
    pub(crate) steps: Vec<Step>,
    pub(crate) assumptions: Vec<Assumption>,
    pub(crate) resolved: Vec<String>,
    pub(crate) blockers: Vec<Blocker>,
    started: bool,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(
        net: &'a Topology,
        ask: Ask<'a>,
        choices: Choices,
        keep: Keep,
        mode: Mode,
    ) -> Self {
        Self {
            net,
            ask,
            packet: Packet {
                source: AddressSet::Public,
                fixed: None,
                destination: AddressSet::Public,
            },
            seen: None,
            mode,
            keep,
            choices,
            options: Vec::new(),
            hops: 0,
            place: None,
            before_service: None,
            before_node: None,
            propagated: None,
            by_iap: None,
            ended: None,
            by_link: false,
            steps: Vec::new(),
            assumptions: Vec::new(),
            resolved: Vec::new(),
            blockers: Vec::new(),
            started: false,
        }
    }

    /// The whole walk.
    pub(crate) fn run(&mut self) -> End<'a> {
        let end = self.pass().unwrap_or_else(|end| end);
        let end = self.at_the_thing_asked_for(end);
        if let End::Stopped { cause, at, .. } = end {
            self.record_blocker(cause, at);
        }
        self.note_end(end);
        end
    }

    /// The host the client asks for, as text.
    pub(crate) fn host_name(&self) -> String {
        self.host_text()
    }

    /// Only what happens inside the caller before any packet is sent.
    pub(crate) fn credential_only(&mut self) -> Option<End<'a>> {
        let end = self.obtain_credential().err()?;
        self.note_end(end);
        Some(end)
    }

    /// A thing is asked for by its address, and another network may use the same one.
    fn at_the_thing_asked_for(&self, end: End<'a>) -> End<'a> {
        match (end, self.ask.host) {
            (End::Delivered { at: Some(at), .. }, AskedHost::Thing(id))
                if at.kind == id.kind && *at.name != id.name =>
            {
                self.unmodelled(
                    "DESTINATION_IN_ANOTHER_NETWORK",
                    Some(At::new(id.kind, &id.name)),
                    crate::docs::DROP_REASONS,
                )
            }
            _ => end,
        }
    }

    fn pass(&mut self) -> Checked<'a, End<'a>> {
        self.start()?;
        self.obtain_credential()?;
        self.resolve_target()?;
        self.send()
    }

    /// From the origin on, with the destination known.
    fn send(&mut self) -> Checked<'a, End<'a>> {
        match self.ask.origin {
            Origin::Serverless { at, egress } => self.leave_serverless(at, egress),
            Origin::Machine {
                name, interface, ..
            } => self.leave_machine(name, interface),
            Origin::Pod(name) => self.leave_pod(name),
            Origin::Host { name } => match self.onprem_of(name) {
                Some(network) => match self.packet.source.one() {
                    Some(source) => self.leave_onprem(network, source),
                    None => Err(self.incomplete(
                        Cause::UnknownIp,
                        Lack::Field(At::new(Kind::Host, name), "addresses"),
                    )),
                },
                None => self.arrive_from_internet(internet::From::Internet),
            },
            Origin::Internet(_) => self.arrive_from_internet(internet::From::Internet),
            Origin::Google(caller, project) => self.leave_google(caller, project),
            Origin::OnPrem(network, source) => self.leave_onprem(network, source),
        }
    }

    /// The on-premises network that a host is in.
    pub(crate) fn onprem_of(&self, host: &'a Name) -> Option<&'a Name> {
        let host = self.net.scenario.resources.hosts.get(host)?;
        host.at.as_ref().map(|at| at.name())
    }

    /// One of `count` equally possible ways; which one is for the walk's choices to say.
    pub(crate) fn choose(&mut self, count: usize) -> usize {
        if count <= 1 {
            return 0;
        }
        let taken = self.choices.get(self.options.len());
        self.options.push(count);
        taken.min(count - 1)
    }

    /// Whether a trace is kept.
    pub(crate) fn is_tracing(&self) -> bool {
        self.keep > Keep::Verdict
    }

    /// Writes a step of the trace.
    pub(crate) fn note(
        &mut self,
        state: State,
        at: Option<At<'a>>,
        doc: &'static str,
        says: impl FnOnce() -> Says<SaysId>,
    ) {
        if self.keep > Keep::Verdict {
            self.write(state, at, doc, says(), Considered::default());
        }
    }

    /// The same, with what was weighed.
    pub(crate) fn note_considered(
        &mut self,
        state: State,
        at: Option<At<'a>>,
        doc: &'static str,
        says: impl FnOnce() -> Says<SaysId>,
        considered: impl FnOnce(&Self) -> (usize, Vec<Loser>),
    ) {
        if self.keep > Keep::Verdict {
            let considered = if self.keep == Keep::Losers {
                let (total, shown) = considered(self);
                Considered {
                    total: u32::try_from(total).unwrap_or(u32::MAX),
                    shown,
                }
            } else {
                Considered::default()
            };
            self.write(state, at, doc, says(), considered);
        }
    }

    #[inline(never)]
    fn write(
        &mut self,
        state: State,
        at: Option<At<'a>>,
        doc: &'static str,
        says: Says<SaysId>,
        considered: Considered,
    ) {
        let step = Step {
            state,
            resource: at.map(|at| self.short(at)),
            says,
            packet: self.started.then(|| self.packet_result()),
            considered,
            doc: (!doc.is_empty()).then(|| doc.to_owned()),
        };
        self.steps.push(step);
    }

    fn packet_result(&self) -> PacketResult {
        PacketResult {
            protocol: self.ask.protocol.to_string(),
            source: self.packet.source.to_strings(),
            source_port: None,
            destination: self.packet.destination.text(),
            destination_port: self.ask.port,
            host: match self.ask.host {
                AskedHost::Name(name) => Some(name.to_owned()),
                _ => None,
            },
        }
    }

    /// From here on steps show the packet.
    pub(crate) fn packet_exists(&mut self) {
        self.started = true;
    }

    /// The short reference of a resource.
    pub(crate) fn short(&self, at: At<'a>) -> String {
        self.net.scenario.short(&at.id())
    }

    /// The end of it, whatever the mode.
    pub(crate) fn stop(&self, cause: Cause, at: Option<At<'a>>, sees: CallerSees) -> End<'a> {
        End::Stopped {
            cause,
            at,
            sees: Sees::plain(sees),
        }
    }

    /// The end of it, unless the walk goes on past blocks.
    pub(crate) fn block(
        &mut self,
        cause: Cause,
        at: Option<At<'a>>,
        sees: CallerSees,
    ) -> Checked<'a> {
        match self.mode {
            Mode::Stop => Err(self.stop(cause, at, sees)),
            Mode::GoOn => {
                self.record_blocker(cause, at);
                Ok(())
            }
        }
    }

    fn record_blocker(&mut self, cause: Cause, at: Option<At<'a>>) {
        if self.mode == Mode::GoOn {
            let state = match cause.status() {
                Some(_) => State::Reject,
                None => State::Drop,
            };
            let blocker = Blocker {
                state,
                cause,
                resource: at.map(|at| self.short(at)),
            };
            if !self.blockers.contains(&blocker) {
                self.blockers.push(blocker);
            }
        }
    }

    pub(crate) fn incomplete(&self, cause: Cause, lack: Lack<'a>) -> End<'a> {
        End::Incomplete { cause, lack }
    }

    pub(crate) fn unmodelled(
        &self,
        feature: &'static str,
        at: Option<At<'a>>,
        doc: &'static str,
    ) -> End<'a> {
        End::Unmodelled {
            cause: Cause::Unsupported,
            feature,
            at,
            doc,
        }
    }

    /// One more hop through a machine.
    pub(crate) fn count_hop(&mut self, at: At<'a>) -> Checked<'a> {
        self.hops += 1;
        if self.hops > MOST_HOPS {
            return Err(self.stop(Cause::RoutingLoop, Some(at), CallerSees::Timeout));
        }
        Ok(())
    }

    /// Lists that a kind of a project is taken as complete, where the scenario has none of it and does not
    /// say that there is none.
    pub(crate) fn assume_complete(&mut self, kind: Kind, project: &str) {
        if self.keep == Keep::Verdict {
            return;
        }
        if self.net.is_settled(kind, project) {
            return;
        }
        self.list_assumption(
            "ASSUMED_COMPLETE",
            vec![
                ("kind", kind.code().to_owned()),
                ("project", project.to_owned()),
            ],
            Some(export_command::list(kind, project)),
        );
    }

    /// Lists that the folders and the organisation above a project, as far as they are known, have no firewall
    /// policies but those of the scenario.
    pub(crate) fn assume_no_more_above(&mut self, project: &str) {
        let scenario = &self.net.scenario;
        let kind = Kind::FirewallPolicy;
        if self.keep == Keep::Verdict || scenario.is_complete(project, kind) {
            return;
        }
        let resources = &scenario.resources;
        let own = resources
            .projects
            .iter()
            .find(|(name, _)| *name.name == *project);
        for node in own.into_iter().flat_map(|(_, own)| &own.ancestors) {
            let mut policies = resources.firewall_policies.values();
            if policies.any(|policy| policy.nodes.contains(node)) {
                continue;
            }
            self.list_assumption(
                "ASSUMED_COMPLETE",
                vec![("kind", kind.code().to_owned()), ("parent", node.clone())],
                Some(export_command::hierarchical_policies(node)),
            );
        }
    }

    /// Lists any other assumption.
    pub(crate) fn assume(
        &mut self,
        id: &str,
        args: impl FnOnce(&Self) -> Vec<(&'static str, String)>,
        settled_by: impl FnOnce() -> Option<String>,
    ) {
        if self.keep == Keep::Verdict {
            return;
        }
        let args = args(self);
        self.list_assumption(id, args, settled_by());
    }

    #[inline(never)]
    fn list_assumption(
        &mut self,
        id: &str,
        args: Vec<(&'static str, String)>,
        settled_by: Option<String>,
    ) {
        let args = args.into_iter();
        self.assumptions.push(Assumption {
            id: id.to_owned(),
            args: order::map(args.map(|(name, value)| (name.to_owned(), value))),
            settled_by,
            text: None,
        });
    }

    /// The destination, or the front end that answers for it, sees the packet now.
    pub(crate) fn is_seen(&mut self, logged: Option<&'static str>) {
        self.seen = Some(Seen {
            source: self.packet.source,
            fixed: self.packet.fixed,
            logged,
        });
    }

    pub(crate) fn note_end(&mut self, end: End<'a>) {
        if self.keep == Keep::Verdict {
            return;
        }
        match end {
            End::Delivered { target, at } => {
                let resource = at.map(|at| self.short(at)).unwrap_or_default();
                self.note(State::Deliver, at, "", || {
                    Says::new(SaysId::Delivered)
                        .arg("target", target)
                        .arg("resource", resource)
                });
            }
            End::Forwarded { target, at } => {
                self.note(State::Forward, at, crate::docs::DROP_REASONS, || {
                    Says::new(SaysId::Forwarded).arg("target", target)
                });
            }
            End::Stopped { cause, at, .. } => {
                let (state, id) = match cause.outcome() {
                    hopscope_model::result::OutcomeKind::Rejected => {
                        (State::Reject, SaysId::Rejected)
                    }
                    _ => (State::Drop, SaysId::Dropped),
                };
                self.note(state, at, crate::docs::DROP_REASONS, || {
                    Says::new(id).arg("cause", cause.as_str())
                });
            }
            End::Incomplete { lack, .. } => {
                let missing = self.missing(lack);
                let says = match lack {
                    Lack::Unread(unread) => Says::new(match unread.after_apply {
                        true => SaysId::AfterApply,
                        false => SaysId::Unreadable,
                    })
                    .arg("kind", unread.kind.code())
                    .arg("name", &unread.name)
                    .arg("field", &unread.field),
                    Lack::Policy(at) => {
                        Says::new(SaysId::IncompletePolicy).arg("name", self.short(at))
                    }
                    Lack::AccountPolicy(account, _) => {
                        Says::new(SaysId::IncompletePolicy).arg("name", account)
                    }
                    _ => Says::new(SaysId::Incomplete)
                        .arg("kind", &missing.kind)
                        .arg("name", missing.name.unwrap_or_default()),
                };
                self.note(State::Abort, None, "", || says);
            }
            End::Unmodelled {
                feature, at, doc, ..
            } => {
                self.note(State::Abort, at, doc, || {
                    Says::new(SaysId::Unmodelled).arg("feature", feature)
                });
            }
        }
    }

    /// What is missing, as results print it.
    pub(crate) fn missing(&self, lack: Lack<'a>) -> Missing {
        let one = |kind: Kind, name: &Name, command: String| Missing {
            kind: kind.code().to_owned(),
            name: Some(name.name.to_string()),
            project: some(&name.project),
            command: Some(command),
        };
        match lack {
            Lack::One(kind, name) => one(kind, name, export_command::describe(kind, name)),
            Lack::List(kind, project) => Missing {
                kind: kind.code().to_owned(),
                name: None,
                project: some(project),
                command: Some(export_command::list(kind, project)),
            },
            Lack::RecordSets(zone) => one(Kind::Zone, zone, export_command::record_sets(zone)),
            Lack::ResponsePolicyRules(policy) => one(
                Kind::ResponsePolicy,
                policy,
                export_command::response_policy_rules(policy),
            ),
            Lack::GroupMembers(group) => one(
                Kind::InstanceGroup,
                group,
                export_command::group_members(group),
            ),
            Lack::RouterStatus(router) => {
                one(Kind::Router, router, export_command::router_status(router))
            }
            Lack::NegEndpoints(neg) => one(Kind::Neg, neg, export_command::neg_endpoints(neg)),
            Lack::Ancestors(project) => Missing {
                kind: Kind::Project.code().to_owned(),
                name: Some(project.to_owned()),
                project: some(project),
                command: Some(format!(
                    "gcloud projects get-ancestors {project} --format=json"
                )),
            },
            Lack::Namespaces(cluster) => one(
                Kind::Cluster,
                cluster,
                export_command::NAMESPACES.to_owned(),
            ),
            Lack::SecureTags(machine) => one(
                Kind::Instance,
                machine,
                export_command::secure_tags(machine),
            ),
            Lack::RunHost(host) => self.missing_host(Kind::RunService, host),
            Lack::DnsEndpoint(host) => self.missing_host(Kind::Cluster, host),
            Lack::ProjectNumber(number) => Missing {
                kind: Kind::Project.code().to_owned(),
                name: Some(number.to_owned()),
                project: None,
                command: Some(export_command::list(Kind::Project, number)),
            },
            Lack::NameServer(address) => Missing {
                kind: "hopscope#nameServer".to_owned(),
                name: Some(address.to_string()),
                project: None,
                command: None,
            },
            Lack::Address => Missing {
                kind: Kind::Address.code().to_owned(),
                name: None,
                project: None,
                command: None,
            },
            Lack::Unread(unread) => unread::missing(unread),
            Lack::Policy(at) => Missing {
                kind: at.kind.code().to_owned(),
                name: Some(at.name.name.to_string()),
                project: some(&at.name.project),
                command: export_command::iam_policy(at.kind, at.name),
            },
            Lack::AccountPolicy(account, project) => Missing {
                kind: Kind::Project.code().to_owned(),
                name: some(project),
                project: some(project),
                command: Some(format!(
                    "gcloud iam service-accounts get-iam-policy {account} --format=json"
                )),
            },
            Lack::ServiceAccount(at) | Lack::Field(at, _) => {
                one(at.kind, at.name, export_command::describe(at.kind, at.name))
            }
        }
    }

    /// What is not modelled, as results print it.
    pub(crate) fn not_modelled(&self, feature: &str, at: Option<At<'a>>, doc: &str) -> NotModelled {
        NotModelled {
            feature: feature.to_owned(),
            resource: at.map(|at| self.short(at)),
            doc: (!doc.is_empty()).then(|| doc.to_owned()),
        }
    }
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
