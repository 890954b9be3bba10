//! `hopscope#nameServer`: what a name server other than Google's answers.

use std::net::IpAddr;

use hopscope_model::Kind;
use hopscope_model::resource::NameServer;
use hopscope_model::resource::hopscope::NameServerPlace;

use crate::codec::Out;
use crate::dns::record;
use crate::envelope::Identity;
use crate::fields::{Fields, UNREAD};
use crate::item::Item;
use crate::reader::{Reader, read};

/// Its fields.
pub(super) const FIELDS: &[&str] = &["kind", "project", "name", "on", "records", "else"];

/// For other names it asks public DNS.
const PUBLIC: &str = "public";

/// What tells one from another.
pub(crate) fn identity(name: &str) -> String {
    format!("hopscope#nameServer {name}")
}

impl Reader<'_> {
    /// A name server.
    pub(crate) fn name_server(&mut self, item: &Item<'_>) {
        let unnamed = Identity {
            name: item.envelope.word("name"),
            ..Identity::default()
        };
        let place = match item.envelope.word("on") {
            None => None,
            Some(text) => match text.parse::<IpAddr>() {
                Ok(address) => Some(NameServerPlace::Address(address)),
                Err(_) => match self.find(None, &text, &self.own_project(item)) {
                    Ok(id) => Some(NameServerPlace::Machine(id)),
                    Err(error) => return self.reference_failed(item, Kind::Host, "on", &error),
                },
            },
        };
        let read = read(item, |fields| {
            if place.is_none() {
                fields.missing("on");
            }
            server(fields, place.unwrap_or(NameServerPlace::Address(UNREAD)))
        });
        match read {
            Ok(server) => {
                let identity = identity(&server.name);
                self.keep_fields(item, &identity, FIELDS);
                let earlier = self.name_servers.get(&identity).cloned();
                let earlier = earlier.map(|own| {
                    let after = server.clone();
                    self.told(
                        |all| all.name_servers.push(own),
                        |all| all.name_servers.push(after),
                    )
                });
                self.name_servers.insert(identity.clone(), server);
                self.replaced(item, identity, earlier);
            }
            Err(error) => self.failed(item, Kind::Host, &unnamed, "name server", &error),
        }
    }
}

/// Whether it asks public DNS for other names.
const ELSE: &[(&str, bool)] = &[(PUBLIC, true), ("nxdomain", false)];

fn server(fields: &Fields<'_>, on: NameServerPlace) -> NameServer {
    let records = fields.objects("records");
    NameServer {
        name: fields.needed_text("name"),
        on,
        records: records.iter().map(record::read).collect(),
        else_public: fields.choice("else", ELSE).unwrap_or_default(),
    }
}

/// Writes a name server.
pub(crate) fn write(server: &NameServer, out: &mut Out<'_>) {
    out.put("name", &*server.name);
    let on = match &server.on {
        NameServerPlace::Machine(id) => out.of.short(id),
        NameServerPlace::Address(address) => address.to_string(),
    };
    out.put("on", on);
    let records = server.records.iter().map(|own| record::write(own, out));
    let records = records.collect();
    out.objects("records", records);
    if server.else_public {
        out.put("else", PUBLIC);
    }
}
