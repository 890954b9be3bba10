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

/// What an address is for.
#[derive(Clone, Copy)]
enum Use {
    Public,
    Private,
    Other,
}

/// The same, as Google spells it; instances are asked only at the first two.
const TYPES: &[(&str, Use)] = &[
    (PUBLIC, Use::Public),
    (PRIVATE, Use::Private),
    ("OUTGOING", Use::Other),
    ("MIGRATED_1ST_GEN", Use::Other),
];

impl Codec for Sql {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let (mut public_address, mut private_address) = (None, None);
        for own in fields.objects("ipAddresses") {
            let address = own.needed::<IpAddr>("ipAddress");
            match own.needed_choice("type", TYPES) {
                Some(Use::Public) => public_address = public_address.or(address),
                Some(Use::Private) => private_address = private_address.or(address),
                Some(Use::Other) | None => {}
            }
        }
        let settings = fields.object("settings");
        let config = settings.object("ipConfiguration");
        Self {
            public_address,
            private_address,
            private_network: at.maybe(&config, "privateNetwork"),
            authorized_networks: config.each("authorizedNetworks", "value"),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        let addresses = [
            (PUBLIC, self.public_address),
            (PRIVATE, self.private_address),
        ];
        let addresses = addresses.into_iter().filter_map(|(kind, address)| {
            let mut own = out.nested();
            own.put("type", kind);
            own.show("ipAddress", &address?);
            Some(own.map)
        });
        let addresses = addresses.collect();
        out.objects("ipAddresses", addresses);
        let mut config = out.nested();
        config.refer_maybe("privateNetwork", self.private_network.as_ref());
        config.each("authorizedNetworks", "value", &self.authorized_networks);
        let mut settings = out.nested();
        settings.object("ipConfiguration", config);
        out.object("settings", settings);
    }
}
