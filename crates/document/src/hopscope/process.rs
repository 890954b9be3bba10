//! `hopscope#process`: what listens on a VM, a pod, a host or a Cloud Run container.

use hopscope_model::Id;
use hopscope_model::resource::Process;
use hopscope_model::resource::hopscope::ProcessProtocol;

use super::host::write_ranges;
use crate::codec::Out;
use crate::item::Item;
use crate::reader::{Reader, read};

/// Its fields.
pub(super) const FIELDS: &[&str] = &["kind", "project", "on", "port", "protocol", "allowFrom"];

/// What a process can speak.
const PROTOCOLS: &[(&str, ProcessProtocol)] = &[
    ("http", ProcessProtocol::Http),
    ("https", ProcessProtocol::Https),
    ("tcp", ProcessProtocol::Tcp),
    ("udp", ProcessProtocol::Udp),
    ("ssh", ProcessProtocol::Ssh),
    ("http-proxy", ProcessProtocol::HttpProxy),
    ("socks5", ProcessProtocol::Socks5),
];

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
        let read = read(item, |fields| Process {
            on: on.clone(),
            port: fields.needed("port").unwrap_or_default(),
            protocol: fields
                .needed_choice("protocol", PROTOCOLS)
                .unwrap_or(ProcessProtocol::Tcp),
            allow_from: fields.words_given("allowFrom"),
        });
        match read {
            Ok(process) => {
                let identity = identity(&on, process.port, process.protocol);
                self.keep_fields(item, &identity, FIELDS);
                let earlier = self.processes.get(&identity).cloned();
                let earlier = earlier.map(|own| {
                    let after = process.clone();
                    self.told(
                        |all| all.processes.push(own),
                        |all| all.processes.push(after),
                    )
                });
                self.processes.insert(identity.clone(), process);
                self.replaced(item, identity, earlier);
            }
            Err(error) => self.failed_on(item, &on, &error),
        }
    }
}

/// Writes a process.
pub(crate) fn write(process: &Process, out: &mut Out<'_>) {
    out.put("on", out.of.short(&process.on));
    out.put("port", process.port);
    out.put("protocol", process.protocol.as_str());
    write_ranges("allowFrom", process.allow_from.as_deref(), out);
}
