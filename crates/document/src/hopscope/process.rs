//! `hopscope#process`: what listens on a VM, a pod, a host or a Cloud Run container.

use hopscope_model::Id;
use hopscope_model::resource::Process;
use hopscope_model::resource::hopscope::ProcessProtocol;
use ipnet::IpNet;
use serde::Deserialize;

use super::host::{ranges, write_ranges};
use crate::codec::Out;
use crate::field::{FieldError, Given};
use crate::item::Item;
use crate::reader::{Reader, whole};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wire {
    port: Given<u16>,
    protocol: Given<String>,
    #[serde(default)]
    allow_from: Option<Vec<Given<IpNet>>>,
}

/// Its fields.
const FIELDS: &[&str] = &["kind", "project", "on", "port", "protocol", "allowFrom"];

/// What tells one process from another.
pub(crate) fn identity(on: &Id, port: u16, protocol: ProcessProtocol) -> String {
    format!(
        "hopscope#process {} {:?} {port} {}",
        on.kind,
        on.name,
        protocol.as_str()
    )
}

impl Reader<'_> {
    /// A process: its identity is machine, port and protocol.
    pub(crate) fn process(&mut self, item: &Item<'_>) {
        let Some(on) = self.refer_field(item, "on") else {
            return;
        };
        let read = whole::<Wire>(item);
        let read = read.and_then(|wire| {
            let word = &wire.protocol.0;
            let protocol = ProcessProtocol::parse(word).ok_or_else(|| {
                FieldError::invalid("protocol", format!("`{word}` is no protocol of a process"))
            })?;
            Ok(Process {
                on: on.clone(),
                port: wire.port.0,
                protocol,
                allow_from: ranges(wire.allow_from),
            })
        });
        match read {
            Ok(process) => {
                let identity = identity(&on, process.port, process.protocol);
                self.keep_fields(item, &identity, FIELDS);
                let earlier = self.processes.insert(identity.clone(), process.clone());
                self.replaced(item, identity, earlier.map(|earlier| earlier == process));
            }
            Err(error) => self.failed_on(item, &on, &error),
        }
    }
}

/// Writes a process.
pub(crate) fn write(process: &Process, out: &mut Out<'_>) {
    out.put("on", out.scenario.short(&process.on));
    out.put("port", process.port);
    out.put("protocol", process.protocol.as_str());
    write_ranges("allowFrom", process.allow_from.as_deref(), out);
}
