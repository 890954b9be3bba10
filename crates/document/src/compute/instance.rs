//! `compute#instance`.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/instances>

use std::net::IpAddr;

use hopscope_model::resource::Instance;
use hopscope_model::resource::instance::Interface;
use hopscope_model::{Reason, Why, order};

use crate::codec::{At, Codec, Out, list_of};
use crate::fields::Fields;
use crate::gke::service::{cluster_of_labels, write_labels};
use crate::tree::Members;

/// Status of a machine for which none is given.
const RUNNING: &str = "RUNNING";

impl Codec for Instance {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let interfaces = fields.needed_objects("networkInterfaces");
        // What goes out there, and what comes in, is in the network of somebody else. One is enough to say so.
        let attached = interfaces.iter().find(|own| own.has("networkAttachment"));
        if let Some(own) = attached {
            own.wrong("networkAttachment", Reason::new(Why::NetworkAttachment));
        }
        let interfaces = interfaces.iter().enumerate();
        let accounts = fields.each_text("serviceAccounts", "email");
        Self {
            status: status(fields),
            can_ip_forward: fields.flag("canIpForward"),
            tags: fields.object("tags").texts("items"),
            secure_tags: bound(fields),
            service_account: accounts.into_iter().next(),
            interfaces: interfaces
                .map(|(index, own)| interface(index, own, at))
                .collect(),
            node_of: cluster_of_labels(fields, at),
        }
    }

    /// Tags are bound by objects of their own.
    fn keep_parts(&mut self, earlier: &Self) {
        if self.secure_tags.is_none() {
            self.secure_tags.clone_from(&earlier.secure_tags);
        }
        if self.node_of.is_none() {
            self.node_of.clone_from(&earlier.node_of);
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        if self.status != RUNNING {
            out.put("status", &*self.status);
        }
        out.flag("canIpForward", self.can_ip_forward);
        let mut tags = out.nested();
        tags.list("items", &self.tags);
        out.object("tags", tags);
        if let Some(tags) = &self.secure_tags {
            // Under a key of its own each, for the keys of the tags decide nothing.
            let mut bound = out.nested();
            for (index, tag) in tags.iter().enumerate() {
                bound.text(&format!("tagKeys/{}", index + 1), tag);
            }
            let mut params = out.nested();
            params.put("resourceManagerTags", bound.map);
            out.object("params", params);
        }
        if let Some(email) = &self.service_account {
            let mut account = out.nested();
            account.put("email", &**email);
            out.objects("serviceAccounts", vec![account.map]);
        }
        write_labels(self, out);
        let interfaces = self.interfaces.iter().enumerate();
        let interfaces = interfaces.map(|(index, own)| write_interface(index, own, out.nested()));
        // A machine without interfaces is one all the same.
        out.put("networkInterfaces", list_of(interfaces.collect()));
    }
}

/// The secure tags that it is made with, where that is said; those that are bound later are objects of their own.
fn bound(fields: &Fields<'_>) -> Option<Vec<String>> {
    let params = fields.object("params");
    let tags = params.texts_by_name("resourceManagerTags");
    params
        .has("resourceManagerTags")
        .then(|| order::once(tags.into_values()))
}

/// What a machine is doing.
/// <https://docs.cloud.google.com/compute/docs/instances/instance-lifecycle>
const STATUSES: &[(&str, ())] = &[
    ("DEPROVISIONING", ()),
    ("PENDING", ()),
    ("PENDING_STOP", ()),
    ("PROVISIONING", ()),
    ("REPAIRING", ()),
    (RUNNING, ()),
    ("STAGING", ()),
    ("STOPPED", ()),
    ("STOPPING", ()),
    ("SUSPENDED", ()),
    ("SUSPENDING", ()),
    ("TERMINATED", ()),
];

/// The status of a machine; one that nobody says is that of one that runs.
fn status(fields: &Fields<'_>) -> String {
    // A word that is not known says neither that it runs nor that it does not.
    fields.choice("status", STATUSES);
    fields.text("status").unwrap_or_else(|| RUNNING.to_owned())
}

/// Which IP versions an interface has.
const STACKS: &[(&str, ())] = &[
    ("IPV4_ONLY", ()),
    ("IPV4_IPV6", ()),
    ("IPV6_ONLY", ()),
    ("UNSPECIFIED_STACK_TYPE", ()),
];

fn interface(index: usize, own: &Fields<'_>, at: &At<'_>) -> Interface {
    let access = own.objects("accessConfigs");
    let external: Vec<Option<IpAddr>> = access.iter().map(|own| own.word("natIP")).collect();
    let external_address = external.iter().find_map(|address| *address);
    let ipv6 = own.objects("ipv6AccessConfigs");
    // Addresses say the same; a word that is not known says that something is not known.
    own.choice("stackType", STACKS);
    Interface {
        name: own.text("name").unwrap_or_else(|| format!("nic{index}")),
        // Configurations that are made before the machine give only the subnet; its network is not known then.
        network: at.needed(own, "network"),
        subnet: at.maybe(own, "subnetwork"),
        address: own.word("networkIP"),
        external_address,
        external_pending: external_address.is_none() && !external.is_empty(),
        alias_ranges: own.each("aliasIpRanges", "ipCidrRange"),
        ipv6_address: own.word("ipv6Address"),
        external_ipv6_address: ipv6.iter().find_map(|own| own.word("externalIpv6")),
    }
}

fn write_interface(index: usize, interface: &Interface, mut out: Out<'_>) -> Members {
    if interface.name != format!("nic{index}") {
        out.put("name", &*interface.name);
    }
    out.refer("network", &interface.network);
    out.refer_maybe("subnetwork", interface.subnet.as_ref());
    out.shown("networkIP", interface.address);
    let mut access = out.nested();
    access.shown("natIP", interface.external_address);
    if interface.external_address.is_some() || interface.external_pending {
        out.objects("accessConfigs", vec![access.map]);
    }
    out.each("aliasIpRanges", "ipCidrRange", &interface.alias_ranges);
    out.shown("ipv6Address", interface.ipv6_address);
    let external = interface.external_ipv6_address;
    out.each("ipv6AccessConfigs", "externalIpv6", external.as_slice());
    out.map
}
