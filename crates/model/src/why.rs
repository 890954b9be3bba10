//! Why something cannot be read, or is not modelled: an id with arguments, of which `hopscope-text` makes a sentence.
//! In a problem's arguments the id is `why`, and what was expected or found is an id as well.

use crate::problem::Problem;

macro_rules! ids {
    ( $(#[$outer:meta])* $name:ident { $( $(#[$doc:meta])* $variant:ident = $id:literal, )+ } ) => {
        $(#[$outer])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub enum $name { $( $(#[$doc])* $variant, )+ }

        impl $name {
            /// Every one.
            pub const ALL: &'static [$name] = &[ $( $name::$variant, )+ ];

            /// The id.
            pub const fn as_str(self) -> &'static str {
                match self { $( $name::$variant => $id, )+ }
            }

            /// The one of an id.
            pub fn parse(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|own| own.as_str() == id)
            }
        }
    };
}

ids! {
    /// Why something cannot be read, or is not modelled. Arguments in brackets.
    Why {
        /// It is of another type of JSON (`found`, `expected`).
        WrongType = "wrong-type",
        /// It is not what it has to be (`value`, `expected`).
        NotA = "not-a",
        /// It is null or empty (`expected`).
        Nothing = "nothing",
        /// It is none of the words there are (`value`, `choices`).
        NoneOf = "none-of",
        /// It is not a word that is known (`value`).
        NotKnown = "not-known",
        /// The field is there twice.
        Twice = "twice",
        /// Another field is there as well, and only one of them can be (`other`).
        Beside = "beside",
        /// It is not JSON.
        NotJson = "not-json",
        /// The object is cut off, or not JSON somewhere.
        NotWhole = "not-whole",
        /// It is known only after `terraform apply`.
        AfterApply = "after-apply",
        /// Terraform marks it as sensitive, and it is not read.
        Sensitive = "sensitive",
        /// Terraform holds it, and what it has is made of resources of their own, of which none is there.
        PartsElsewhere = "parts-elsewhere",
        /// Terraform holds a part of it, and not itself.
        OnlyAPart = "only-a-part",
        /// Cloud Asset Inventory printed that it is there, without its configuration.
        OnlyAnEntry = "only-an-entry",
        /// It was printed with a choice of fields, and this is not among them.
        NotPrinted = "not-printed",
        /// Google made it, and Terraform does not hold it.
        GoogleMade = "google-made",
        /// A peering that is named is in no export of a network (`value`).
        PeeringAbsent = "peering-absent",
        /// Pods of the cluster ask these name servers, which is not modelled.
        NameServersOfPods = "name-servers-of-pods",
        /// It acts on requests as they are made.
        ActsOnRequests = "acts-on-requests",
        /// What it belongs to is not there (`value`).
        ParentAbsent = "parent-absent",
        /// Another of its name is there, which Google keeps apart by protocol.
        SameName = "same-name",
        /// A file does not show that it is all of what it was said to be (`value`).
        NotShown = "not-shown",
        /// A name that is not in the zone it is said to be in (`value`: the zone's).
        OutsideZone = "outside-zone",
        /// It does not begin with a kind (`value`).
        NoKind = "no-kind",
        /// It fits several things (`value`, `choices`).
        Ambiguous = "ambiguous",
        /// It needs a port (`value`).
        NoPort = "no-port",
        /// A thing of this kind cannot be the source of a request (`kind`).
        NotASource = "not-a-source",
        /// A thing of this kind has no address to be asked for by (`kind`).
        NotADestination = "not-a-destination",
        /// A subnet is part of another network than the interface that names it (`value`, `other`).
        SubnetOfOtherNetwork = "subnet-of-other-network",
        /// An address that nothing on the internet has (`value`).
        PrivateAddress = "private-address",
        /// Source and destination of a request have addresses of different IP versions (`value`: the destination).
        NoCommonIpVersion = "no-common-ip-version",
        /// A request on a line is written with an arrow.
        NoArrow = "no-arrow",
        /// Nothing stands behind a word (`value`).
        NothingBehind = "nothing-behind",
        /// A route that is not in use at present (`value`).
        RouteStatus = "route-status",
        /// A next hop of no kind that is known.
        NextHop = "next-hop",
        /// Redirects, route actions and backend buckets.
        UrlMapActions = "url-map-actions",
        /// An interface in a network attachment.
        NetworkAttachment = "network-attachment",
        /// A revision gets traffic of which the settings are not in the export (`value`).
        OtherRevision = "other-revision",
    }
}

ids! {
    /// What was expected, or found instead.
    What {
        /// `null`.
        Null = "null",
        /// JSON's `true` and `false`.
        Bool = "bool",
        /// A number of JSON.
        Number = "number",
        /// A text of JSON.
        Text = "text",
        /// A list of JSON.
        List = "list",
        /// An object of JSON.
        Object = "object",
        /// An IPv4 or IPv6 address.
        Address = "address",
        /// An IPv4 address.
        Ipv4Address = "ipv4-address",
        /// An IPv6 address.
        Ipv6Address = "ipv6-address",
        /// A range of addresses.
        Range = "range",
        /// An IPv6 range.
        Ipv6Range = "ipv6-range",
        /// A port, or a range of them.
        Ports = "ports",
        /// A protocol.
        Protocol = "protocol",
        /// A whole number that is not too large.
        WholeNumber = "whole-number",
        /// `true` or `false`, however it is written.
        Flag = "flag",
        /// A port.
        Port = "port",
        /// A scheme.
        Scheme = "scheme",
        /// A URL, or a thing with a port.
        Target = "target",
        /// A service of Google's that calls.
        Caller = "caller",
        /// What a resource may be called.
        Name = "name",
        /// A kind of resource.
        Kind = "kind",
        /// `PROJECT/KIND`.
        ProjectAndKind = "project-and-kind",
        /// A virtual machine.
        Machine = "machine",
        /// A GKE cluster.
        Cluster = "cluster",
        /// A VPN tunnel or VLAN attachment.
        Connection = "connection",
        /// An instance group or network endpoint group.
        BackendGroup = "backend-group",
        /// A cause.
        Cause = "cause",
        /// An outcome, a status or a cause.
        Expectation = "expectation",
        /// Two numbers.
        Place = "place",
        /// A reference to a resource.
        Reference = "reference",
        /// The configuration of ip-masq-agent.
        MasqueradeConfig = "masquerade-config",
    }
}

/// Why, with its arguments.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reason {
    /// Why.
    pub why: Why,
    /// Its arguments.
    pub args: Vec<(&'static str, String)>,
}

impl Reason {
    /// A reason without arguments.
    pub fn new(why: Why) -> Self {
        Self {
            why,
            args: Vec::new(),
        }
    }

    /// A reason about a value.
    pub fn about(why: Why, value: &str) -> Self {
        Self {
            why,
            args: vec![("value", value.to_owned())],
        }
    }

    /// `value` is not what it has to be.
    pub fn not_a(value: &str, expected: What) -> Self {
        Self::about(Why::NotA, value).with("expected", expected.as_str())
    }

    /// Nothing is where something is needed.
    pub fn nothing(expected: What) -> Self {
        Self::new(Why::Nothing).with("expected", expected.as_str())
    }

    /// One type of JSON is where another is needed.
    pub fn wrong_type(found: What, expected: What) -> Self {
        Self::new(Why::WrongType)
            .with("found", found.as_str())
            .with("expected", expected.as_str())
    }

    /// `value` is none of these words.
    pub fn none_of(value: &str, choices: &[&str]) -> Self {
        Self::about(Why::NoneOf, value).with("choices", &choices.join(", "))
    }

    /// The same with one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.args.push((name, value.to_owned()));
        self
    }
}

impl Problem {
    /// The same with the reason for it.
    #[must_use]
    pub fn why(mut self, reason: &Reason) -> Self {
        for (name, value) in &reason.args {
            self = self.arg(name, value.as_str());
        }
        self.arg("why", reason.why.as_str())
    }
}
