//! `hopscope#nameServer`: what a name server other than Google's answers.

use std::net::IpAddr;

use hopscope_model::Kind;
use hopscope_model::resource::NameServer;
use hopscope_model::resource::hopscope::NameServerPlace;
use serde::Deserialize;
use serde_json::Value;

use crate::codec::Out;
use crate::dns::record;
use crate::envelope::Identity;
use crate::field::{FieldError, List, Maybe};
use crate::item::Item;
use crate::reader::{Reader, whole};

#[derive(Deserialize)]
struct Wire {
    #[serde(default)]
    records: List<record::Wire>,
    #[serde(default, rename = "else")]
    otherwise: Maybe<String>,
}

/// Its fields.
const FIELDS: &[&str] = &["kind", "project", "name", "on", "records", "else"];

/// For other names it asks public DNS.
const PUBLIC: &str = "public";

/// What tells one from another.
pub(crate) fn identity(name: &str) -> String {
    format!("hopscope#nameServer {name}")
}

impl Reader<'_> {
    /// A name server.
    pub(crate) fn name_server(&mut self, item: &Item<'_>) {
        let own = item.envelope.word("name");
        let unnamed = Identity {
            name: own.clone(),
            ..Identity::default()
        };
        let on = match item
            .envelope
            .word("on")
            .map(|on| (on.parse::<IpAddr>(), on))
        {
            None => Err(FieldError::missing("on")),
            Some((Ok(address), _)) => Ok(NameServerPlace::Address(address)),
            Some((Err(_), text)) => match self.find(None, &text, &self.own_project(item)) {
                Ok(id) => Ok(NameServerPlace::Machine(id)),
                Err(error) => return self.reference_failed(item, Kind::Host, "on", &error),
            },
        };
        let read = whole::<Wire>(item);
        let read = read
            .and_then(|wire| server(wire, own.ok_or_else(|| FieldError::missing("name"))?, on?));
        match read {
            Ok(server) => {
                let identity = identity(&server.name);
                self.keep_fields(item, &identity, FIELDS);
                let earlier = self.name_servers.insert(identity.clone(), server.clone());
                self.replaced(item, identity, earlier.map(|earlier| earlier == server));
            }
            Err(error) => self.failed(item, Kind::Host, &unnamed, "name server", &error),
        }
    }
}

fn server(wire: Wire, name: String, on: NameServerPlace) -> Result<NameServer, FieldError> {
    let else_public = match wire.otherwise.0.as_deref() {
        Some(PUBLIC) => true,
        None | Some("nxdomain") => false,
        Some(other) => {
            let why = format!("`{other}` is neither public nor nxdomain");
            return Err(FieldError::invalid("else", why));
        }
    };
    let records = wire.records.0.into_iter().enumerate();
    let records = records
        .map(|(index, wire)| record::read(wire).map_err(|error| error.inside("records", index)))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(NameServer {
        name,
        on,
        records,
        else_public,
    })
}

/// Writes a name server.
pub(crate) fn write(server: &NameServer, out: &mut Out<'_>) {
    out.put("name", &*server.name);
    let on = match &server.on {
        NameServerPlace::Machine(id) => out.scenario.short(id),
        NameServerPlace::Address(address) => address.to_string(),
    };
    out.put("on", on);
    let records: Vec<Value> = server
        .records
        .iter()
        .map(|own| Value::Object(record::write(own, out)))
        .collect();
    if !records.is_empty() {
        out.put("records", records);
    }
    if server.else_public {
        out.put("else", PUBLIC);
    }
}
