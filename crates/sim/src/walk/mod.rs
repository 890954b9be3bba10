//! The walk: a packet from its source to where it ends, one check after another in Google's order.
//!
//! A check either lets the packet go on, or is the end of it (`?`). Choices that Google makes and nobody can
//! predict (which of several routes, addresses or backends) are taken one after another by walking again.

mod assume;
mod blocked;
mod choices;
mod control_plane;
mod credential;
mod dns;
mod firewall;
mod google_apis;
mod google_caller;
mod grant;
mod hybrid;
mod iap;
mod internet;
mod lack;
mod load_balancer;
mod machine;
mod managed;
mod nat;
mod network_policy;
mod perimeter;
mod pod;
mod run;
mod serverless;
mod sql;
mod start;
mod steps;
mod stranger;
mod terms;
mod unread;
mod vpc;

pub(crate) use choices::Choices;
pub(crate) use lack::Lack;
pub(crate) use terms::{Ask, AskedHost, At, Checked, End, Origin, Packet, Seen, Sees};
pub(crate) use unread::unread_part;

use hopscope_model::name::Name;
use hopscope_model::resource::Kind;
use hopscope_model::result::{Assumption, Blocker, NotModelled, Step};
use hopscope_model::says::CallerSees;
use hopscope_model::{Cause, State};

use crate::address_set::AddressSet;
use crate::tables::network::NetworkTables;
use crate::topology::Topology;

/// The most hops through machines; beyond it, it is a loop.
const MOST_HOPS: u32 = 16;

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

    /// From here on steps show the packet.
    pub(crate) fn packet_exists(&mut self) {
        self.started = true;
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

    /// The destination, or the front end that answers for it, sees the packet now.
    pub(crate) fn is_seen(&mut self, logged: Option<&'static str>) {
        self.seen = Some(Seen {
            source: self.packet.source,
            fixed: self.packet.fixed,
            logged,
        });
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
