//! THE list of resource types. A new type is one row here and one file beside this one; the compiler then
//! names every place that has to decide about it.

pub mod address;
pub mod address_group;
pub mod cluster;
pub mod dns;
pub mod firewall;
pub mod firewall_policy;
pub mod forwarding_rule;
pub mod hopscope;
pub mod hybrid;
pub mod iam;
pub mod instance;
pub mod kube_service;
pub mod load_balancing;
pub mod ncc;
pub mod network;
pub mod network_policy;
pub mod perimeter;
pub mod pod;
pub mod policy_route;
pub mod project;
pub mod route;
pub mod router;
pub mod security_policy;
pub mod serverless;
pub mod service_attachment;
pub mod sql;
pub mod subnet;
pub mod target_pool;
pub mod unmodelled;

use std::any::Any;
use std::fmt;

use Scope::{Global, Located, Parented, World};

use crate::index::Index;
use crate::name::{Id, Name, Ref};
use crate::table::{AnyRow, Rows, Stored, Table};

pub use address::Address;
pub use address_group::AddressGroup;
pub use cluster::Cluster;
pub use dns::{DnsPolicy, ResponsePolicy, Zone};
pub use firewall::Firewall;
pub use firewall_policy::FirewallPolicy;
pub use forwarding_rule::ForwardingRule;
pub use hopscope::{
    Adc, Appliance, Host, NameServer, OnPremNetwork, Process, ProxySettings, Tunnel,
};
pub use hybrid::{Attachment, VpnTunnel};
pub use iam::{IamPolicy, IamResource};
pub use instance::Instance;
pub use kube_service::KubeService;
pub use load_balancing::{BackendService, HealthCheck, InstanceGroup, Neg, TargetProxy, UrlMap};
pub use ncc::{Hub, Spoke};
pub use network::Network;
pub use network_policy::NetworkPolicy;
pub use perimeter::Perimeter;
pub use pod::Pod;
pub use policy_route::PolicyRoute;
pub use project::Project;
pub use route::Route;
pub use router::Router;
pub use security_policy::SecurityPolicy;
pub use serverless::{Connector, Function, RunJob, RunService};
pub use service_attachment::ServiceAttachment;
pub use sql::Sql;
pub use subnet::Subnet;
pub use target_pool::{TargetInstance, TargetPool};
pub use unmodelled::{App, Stranger};

/// How a kind is named in references (contract, section 3).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// Belongs to no project: `host/NAME`.
    World,
    /// One for a project: `network/NAME`.
    Global,
    /// Has a location, be it `global`: `run/LOCATION/NAME`.
    Located,
    /// Named below a parent, by so many parts: `peering/NETWORK/NAME` by two.
    Parented(Kind, usize),
}

/// A type of resource that has a table of its own.
pub trait Resource: Stored {
    /// Its kind.
    const KIND: Kind;
    /// Its table among `resources`.
    fn table(resources: &Resources) -> &Table<Self>;
    /// The same, to change it.
    fn table_mut(resources: &mut Resources) -> &mut Table<Self>;
}

macro_rules! resources {
    (
        tables { $( $(#[$doc:meta])* $type:ident $code:literal $scope:expr => $field:ident, )+ }
        parts { $( $(#[$pdoc:meta])* $part:ident $pcode:literal $pscope:expr, )+ }
    ) => {
        /// What a resource is. The code is the word used in references (`run/client-node`).
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Kind { $( $(#[$doc])* $type, )+ $( $(#[$pdoc])* $part, )+ }

        impl Kind {
            /// Every kind, in the order of the list.
            pub const ALL: &'static [Kind] = &[ $( Kind::$type, )+ $( Kind::$part, )+ ];

            /// The word in references.
            pub const fn code(self) -> &'static str {
                match self { $( Kind::$type => $code, )+ $( Kind::$part => $pcode, )+ }
            }

            /// How it is named.
            pub const fn scope(self) -> Scope {
                match self { $( Kind::$type => $scope, )+ $( Kind::$part => $pscope, )+ }
            }
        }

        /// Every resource of a scenario, a table a type.
        #[derive(Clone, PartialEq, Default, Debug)]
        pub struct Resources {
            $( $(#[$doc])* pub $field: Table<$type>, )+
            /// Who may do what, by the resource the policy is set on.
            pub iam_policies: Index<IamResource, IamPolicy>,
            /// What listens, by machine, port and protocol.
            pub processes: Vec<Process>,
            /// SSH tunnels, by who runs them.
            pub tunnels: Vec<Tunnel>,
            /// Proxy settings, by who has them.
            pub proxy_settings: Index<Id, ProxySettings>,
            /// Name servers that are not Google's.
            pub name_servers: Vec<NameServer>,
            /// Machines that forward packets, by machine.
            pub appliances: Vec<Appliance>,
            /// Objects of a modelled kind that could not be read whole. A request for which one could matter
            /// is never answered with a plain yes.
            pub unread: Vec<Unread>,
            /// Objects of kinds that are not modelled, which have addresses; in order.
            pub strangers: Vec<Stranger>,
        }

        impl Resources {
            /// The table of a kind, whatever its type; parts of others have none.
            fn rows(&self, kind: Kind) -> Option<&Rows> {
                match kind {
                    $( Kind::$type => Some(&self.$field.rows), )+
                    $( Kind::$part => None, )+
                }
            }

            /// The same, to change it.
            fn rows_mut(&mut self, kind: Kind) -> Option<&mut Rows> {
                match kind {
                    $( Kind::$type => Some(&mut self.$field.rows), )+
                    $( Kind::$part => None, )+
                }
            }
        }

        $( impl Resource for $type {
            const KIND: Kind = Kind::$type;
            fn table(resources: &Resources) -> &Table<Self> { &resources.$field }
            fn table_mut(resources: &mut Resources) -> &mut Table<Self> { &mut resources.$field }
        } )+
    };
}

resources! {
    tables {
        /// A project: its number and where it hangs.
        Project "project" World => projects,
        /// Cloud Run service, also behind a 2nd generation function.
        RunService "run" Located => run_services,
        /// Cloud Run job.
        RunJob "job" Located => run_jobs,
        /// Cloud Run function.
        Function "function" Located => functions,
        /// App Engine service.
        App "app" Global => apps,
        /// Virtual machine (Compute Engine instance).
        Instance "vm" Located => instances,
        /// GKE pod.
        Pod "pod" Parented(Kind::Cluster, 3) => pods,
        /// GKE cluster.
        Cluster "cluster" Located => clusters,
        /// Kubernetes NetworkPolicy.
        NetworkPolicy "network-policy" Parented(Kind::Cluster, 3) => network_policies,
        /// Kubernetes Service.
        KubeService "service" Parented(Kind::Cluster, 3) => kube_services,
        /// Cloud SQL instance.
        Sql "sql" Located => sqls,
        /// Serverless VPC Access connector.
        Connector "connector" Located => connectors,
        /// VPC network, with its peerings.
        Network "network" Global => networks,
        /// Subnet.
        Subnet "subnet" Located => subnets,
        /// Route.
        Route "route" Global => routes,
        /// Policy-based route.
        PolicyRoute "policy-route" Global => policy_routes,
        /// VPC firewall rule.
        Firewall "firewall" Global => firewalls,
        /// Firewall policy: hierarchical, global or regional network.
        FirewallPolicy "firewall-policy" Located => firewall_policies,
        /// Address group of firewall policies.
        AddressGroup "address-group" Located => address_groups,
        /// Reserved address.
        Address "address" Located => addresses,
        /// Cloud Router, with its NAT gateways.
        Router "router" Located => routers,
        /// Forwarding rule.
        ForwardingRule "forwarding-rule" Located => forwarding_rules,
        /// Target proxy of any protocol.
        TargetProxy "target-proxy" Located => target_proxies,
        /// URL map.
        UrlMap "url-map" Located => url_maps,
        /// Backend service.
        BackendService "backend-service" Located => backend_services,
        /// Instance group.
        InstanceGroup "instance-group" Located => instance_groups,
        /// Network endpoint group.
        Neg "neg" Located => negs,
        /// Health check.
        HealthCheck "health-check" Located => health_checks,
        /// Target pool.
        TargetPool "target-pool" Located => target_pools,
        /// Target instance: protocol forwarding.
        TargetInstance "target-instance" Located => target_instances,
        /// Google Cloud Armor security policy.
        SecurityPolicy "security-policy" Located => security_policies,
        /// PSC service attachment.
        ServiceAttachment "service-attachment" Located => service_attachments,
        /// Cloud DNS managed zone, with its records.
        Zone "zone" Global => zones,
        /// Cloud DNS server policy.
        DnsPolicy "dns-policy" Global => dns_policies,
        /// Cloud DNS response policy, with its rules.
        ResponsePolicy "response-policy" Global => response_policies,
        /// Cloud VPN tunnel.
        VpnTunnel "vpn-tunnel" Located => vpn_tunnels,
        /// VLAN attachment.
        Attachment "attachment" Located => attachments,
        /// Network Connectivity Center hub.
        Hub "hub" Global => hubs,
        /// Network Connectivity Center spoke.
        Spoke "spoke" Located => spokes,
        /// A host outside Google Cloud.
        Host "host" World => hosts,
        /// An on-premises network.
        OnPremNetwork "onprem" World => onprem_networks,
        /// VPC Service Controls perimeter.
        Perimeter "perimeter" Global => perimeters,
    }
    parts {
        /// VPC peering: part of its network.
        Peering "peering" Parented(Kind::Network, 2),
        /// Cloud NAT gateway: part of its router.
        Nat "nat" Parented(Kind::Router, 2),
    }
}

impl Kind {
    /// The kind of this word in references.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Resources {
    /// Every resource that has a table, in the order of the list and of names.
    pub fn ids(&self) -> impl Iterator<Item = Id> + '_ {
        Kind::ALL.iter().flat_map(|kind| {
            let names = self.names(*kind);
            names.map(|name| Id::new(*kind, name.clone()))
        })
    }

    /// The names of one kind that has a table; none for parts of others.
    pub fn names(&self, kind: Kind) -> impl Iterator<Item = &Name> {
        self.rows(kind).into_iter().flat_map(Rows::names)
    }

    /// Every resource of one kind that has a table, whatever its type, in the order of names.
    pub fn each(&self, kind: Kind) -> impl Iterator<Item = (&Name, &dyn Any)> {
        self.rows(kind).into_iter().flat_map(Rows::iter)
    }

    /// One resource that has a table, whatever its type.
    pub fn any(&self, id: &Id) -> Option<&dyn Any> {
        self.rows(id.kind)?.get(&id.name)
    }

    /// Puts a resource that has a table in, whatever its type, which has to be that of its kind.
    pub fn put(&mut self, id: Id, row: AnyRow) {
        if let Some(rows) = self.rows_mut(id.kind) {
            rows.insert(id.name, row);
        }
    }

    /// Whether a resource that has a table is the same in both, or in neither.
    pub fn same(&self, other: &Resources, id: &Id) -> bool {
        match (self.rows(id.kind), other.rows(id.kind)) {
            (Some(one), Some(two)) => one.same(two, &id.name),
            _ => true,
        }
    }

    /// Takes a resource away; whether it was there. Parts of others are taken away with these.
    pub fn remove(&mut self, id: &Id) -> bool {
        match self.rows_mut(id.kind) {
            Some(rows) => rows.remove(&id.name),
            None => false,
        }
    }

    /// Takes over one resource that has a table from others; it is shared.
    pub fn share(&mut self, others: &Resources, id: &Id) {
        if let (Some(rows), Some(from)) = (self.rows_mut(id.kind), others.rows(id.kind)) {
            rows.share(from, &id.name);
        }
    }

    /// What a reference points to, if it is there.
    pub fn get<R: Resource>(&self, reference: &Ref<R>) -> Option<&R> {
        R::table(self).get(reference.name())
    }

    /// Puts a resource in; whether it takes the place of another.
    pub fn insert<R: Resource>(&mut self, name: Name, resource: R) -> bool {
        R::table_mut(self).insert(name, resource)
    }

    /// Whether there is such a resource (of a kind that has a table, or a peering or NAT gateway).
    pub fn contains(&self, id: &Id) -> bool {
        match id.kind {
            Kind::Peering => self.networks.iter().any(|(network, value)| {
                value.peerings.iter().any(|peering| {
                    network.project == id.name.project
                        && *id.name.name == *format!("{}/{}", network.name, peering.name)
                })
            }),
            Kind::Nat => self.routers.iter().any(|(router, value)| {
                value.nats.iter().any(|nat| {
                    router.project == id.name.project
                        && *id.name.name == *format!("{}/{}", router.name, nat.name)
                })
            }),
            kind => match self.rows(kind) {
                Some(rows) => rows.contains(&id.name),
                None => false,
            },
        }
    }
}

/// What of a resource could not be read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum UnreadPart {
    /// The resource itself, or a part of it that Google has too.
    Resource,
    /// A process on it.
    Process,
    /// How it reaches out: a tunnel, proxy settings.
    Client,
    /// Its IAM policy.
    IamPolicy,
    /// An organisation policy that acts on requests to Google's APIs.
    OrgPolicy,
    /// One that may also act on requests to Cloud Run services.
    OrgPolicyOfRun,
    /// An IAM policy that takes permissions away.
    DenyPolicy,
}

/// Stands in a reference for a name that is not known; Google has no such name.
const NAMELESS: &str = "?";

impl Unread {
    /// What [`Self::field`] is of an object that stands for what a list leaves out: there are more pages of it.
    pub const MORE: &str = "nextPageToken";
    /// The same where places did not answer.
    pub const SILENT: &str = "unreachables";

    /// Whether it stands for what a list leaves out.
    pub fn is_rest_of_list(&self) -> bool {
        Self::is_rest(&self.name, &self.field)
    }

    /// The same by its name and field.
    pub fn is_rest(name: &str, field: &str) -> bool {
        name.is_empty() && [Self::MORE, Self::SILENT].contains(&field)
    }

    /// What it is called, as far as known; `?` where it has no name.
    pub fn id(&self) -> Id {
        let or = |own: &str| if own.is_empty() { NAMELESS } else { own }.to_owned();
        let (location, name) = match self.name.is_empty() {
            true => (or(&self.location), or(&self.name)),
            false => (self.location.clone(), self.name.clone()),
        };
        Id::new(self.kind, Name::new(&*self.project, location, name))
    }

    /// Whether a reference means it, or a resource of which it is a part.
    pub fn is_called(&self, id: &Id) -> bool {
        let fits = |own: &str, wanted: &str| own.is_empty() || wanted.is_empty() || own == wanted;
        let Id { kind, name } = id;
        let called = match self.name.is_empty() {
            true => *name.name == *NAMELESS,
            false => *name.name == *self.name && fits(&self.location, &name.location),
        };
        self.kind == *kind && called && fits(&self.project, &name.project)
    }

    /// Whether it is, or belongs to, a resource of this kind and name, or to one that it does not name. What
    /// belongs to a machine may name no machine at all.
    pub fn is_of(&self, kind: Kind, name: &Name) -> bool {
        if self.name.is_empty() {
            return match self.part {
                UnreadPart::Process | UnreadPart::Client => true,
                UnreadPart::IamPolicy
                | UnreadPart::Resource
                | UnreadPart::OrgPolicy
                | UnreadPart::OrgPolicyOfRun
                | UnreadPart::DenyPolicy => self.kind == kind,
            };
        }
        let fits = |own: &str, wanted: &str| own.is_empty() || wanted.is_empty() || own == wanted;
        self.kind == kind
            && *self.name == *name.name
            && fits(&self.project, &name.project)
            && fits(&self.location, &name.location)
    }
}

/// An object of a modelled kind that could not be read whole, under its identity as far as known.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Unread {
    /// What it is.
    pub kind: Kind,
    /// Its project; empty where not known.
    pub project: String,
    /// Its location; empty where not known.
    pub location: String,
    /// Its name; empty where not known.
    pub name: String,
    /// What of the resource it is.
    pub part: UnreadPart,
    /// The network it belongs to, where that could be read.
    pub network: Option<Ref<Network>>,
    /// Path inside the object of what could not be read, such as `allowed[0].ports[1]`.
    pub field: String,
    /// It is known only after `terraform apply`.
    pub after_apply: bool,
    /// The object as it was given (secrets left out), as JSON text, so that it can be written back.
    pub text: String,
}
