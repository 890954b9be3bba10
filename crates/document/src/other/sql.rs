//! `sql#instance`: a Cloud SQL instance.
//!
//! <https://docs.cloud.google.com/sql/docs/mysql/admin-api/rest/v1/instances>

use std::net::IpAddr;

use hopscope_model::resource::Sql;

use crate::codec::{At, Codec, Out};
use crate::fields::Fields;

/// The address that is reached from the internet.
const PUBLIC: &str = "PRIMARY";

/// The address in a VPC.
const PRIVATE: &str = "PRIVATE";

/// An address from which the instance connects to others.
const OUTGOING: &str = "OUTGOING";

/// What an address is for.
#[derive(Clone, Copy)]
enum Use {
    Public,
    Private,
    Outgoing,
    Other,
}

/// The same, as Google spells it; instances are asked only at the first two
/// (<https://docs.cloud.google.com/sql/docs/mysql/admin-api/rest/v1/instances#SqlIpAddressType>).
const TYPES: &[(&str, Use)] = &[
    (PUBLIC, Use::Public),
    (PRIVATE, Use::Private),
    (OUTGOING, Use::Outgoing),
    ("MIGRATED_1ST_GEN", Use::Other),
];

/// Whether an instance in a state does not run; one that its owner stopped is `RUNNABLE`, and its activation policy
/// says so.
const STATES: &[(&str, bool)] = &[
    ("RUNNABLE", false),
    ("SQL_INSTANCE_STATE_UNSPECIFIED", false),
    ("SUSPENDED", true),
    ("PENDING_DELETE", true),
    ("PENDING_CREATE", true),
    ("MAINTENANCE", true),
    ("FAILED", true),
    ("STOPPED", true),
    ("REPAIRING", true),
    ("ONLINE_MAINTENANCE", false),
];

/// Whether an activation policy stops an instance.
const ACTIVATION: &[(&str, bool)] = &[
    ("ALWAYS", false),
    ("NEVER", true),
    ("ON_DEMAND", false),
    ("SQL_ACTIVATION_POLICY_UNSPECIFIED", false),
];

/// Whether only connectors get in.
const ENFORCEMENT: &[(&str, bool)] = &[
    ("REQUIRED", true),
    ("NOT_REQUIRED", false),
    ("CONNECTOR_ENFORCEMENT_UNSPECIFIED", false),
];

impl Codec for Sql {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let (mut public_address, mut private_address) = (None, None);
        let mut outgoing_addresses = Vec::new();
        for own in fields.objects("ipAddresses") {
            let address = own.needed::<IpAddr>("ipAddress");
            match own.needed_choice("type", TYPES) {
                Some(Use::Public) => public_address = public_address.or(address),
                Some(Use::Private) => private_address = private_address.or(address),
                Some(Use::Outgoing) => outgoing_addresses.extend(address),
                Some(Use::Other) | None => {}
            }
        }
        let settings = fields.object("settings");
        let config = settings.object("ipConfiguration");
        let pool = settings.object("connectionPoolConfig");
        let (mut authorized_networks, mut expiring_networks) = (Vec::new(), Vec::new());
        for own in config.objects("authorizedNetworks") {
            let Some(range) = own.needed("value") else {
                continue;
            };
            match own.text("expirationTime") {
                Some(time) => expiring_networks.push((range, time)),
                None => authorized_networks.push(range),
            }
        }
        let stopped = fields.choice("state", STATES).unwrap_or(false);
        let never = settings.choice("activationPolicy", ACTIVATION);
        Self {
            database_version: fields.text("databaseVersion"),
            attachment: at.maybe(fields, "pscServiceAttachmentLink"),
            connectors_only: settings
                .choice("connectorEnforcement", ENFORCEMENT)
                .unwrap_or(false),
            connection_pooling: pool.flag("connectionPoolingEnabled"),
            not_running: stopped || never.unwrap_or(false),
            public_address,
            outgoing_addresses,
            private_address,
            private_network: at.maybe(&config, "privateNetwork"),
            authorized_networks,
            expiring_networks,
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.maybe("databaseVersion", self.database_version.as_deref());
        out.refer_maybe("pscServiceAttachmentLink", self.attachment.as_ref());
        let outgoing = self.outgoing_addresses.iter();
        let addresses = [
            (PUBLIC, self.public_address),
            (PRIVATE, self.private_address),
        ];
        let outgoing = outgoing.map(|own| (OUTGOING, Some(*own)));
        let addresses = addresses.into_iter().chain(outgoing);
        let addresses = addresses.filter_map(|(kind, address)| {
            let mut own = out.nested();
            own.put("type", kind);
            own.show("ipAddress", &address?);
            Some(own.map)
        });
        let addresses = addresses.collect();
        out.objects("ipAddresses", addresses);
        let mut config = out.nested();
        config.refer_maybe("privateNetwork", self.private_network.as_ref());
        let lasting = self.authorized_networks.iter().map(|own| (own, None));
        let expiring = self.expiring_networks.iter();
        let expiring = expiring.map(|(own, time)| (own, Some(&**time)));
        let networks = lasting.chain(expiring).map(|(range, time)| {
            let mut own = out.nested();
            own.show("value", range);
            own.maybe("expirationTime", time);
            own.map
        });
        let networks = networks.collect();
        config.objects("authorizedNetworks", networks);
        let mut settings = out.nested();
        if self.not_running {
            settings.put("activationPolicy", "NEVER");
        }
        if self.connectors_only {
            settings.put("connectorEnforcement", "REQUIRED");
        }
        let mut pool = out.nested();
        pool.flag("connectionPoolingEnabled", self.connection_pooling);
        settings.object("connectionPoolConfig", pool);
        settings.object("ipConfiguration", config);
        out.object("settings", settings);
    }
}
