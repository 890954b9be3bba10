//! `hopscope#tunnel`: `ssh -N -D`, a SOCKS server whose connections leave from another machine.

use hopscope_model::resource::Tunnel;
use hopscope_model::{Id, Kind, Ref};
use serde::Deserialize;

use crate::codec::Out;
use crate::field::{FieldError, Given};
use crate::item::Item;
use crate::reader::{Reader, whole};

#[derive(Deserialize)]
struct Wire {
    listen: Given<String>,
    to: Given<String>,
}

/// Its fields.
const FIELDS: &[&str] = &["kind", "project", "on", "listen", "through", "to"];

/// What tells one tunnel from another: who runs it.
pub(crate) fn identity(on: &Id) -> String {
    format!("hopscope#tunnel {} {:?}", on.kind, on.name)
}

impl Reader<'_> {
    /// A tunnel: its identity is who runs it.
    pub(crate) fn tunnel(&mut self, item: &Item<'_>) {
        let Some(on) = self.refer_field(item, "on") else {
            return;
        };
        let through = match item.envelope.word("through") {
            None => Err(FieldError::missing("through")),
            Some(text) => match self.find(Some(Kind::Instance), &text, &self.own_project(item)) {
                Ok(id) if id.kind == Kind::Instance => Ok(id.name),
                Ok(_) => Err(FieldError::invalid(
                    "through",
                    format!("`{text}` is not a VM"),
                )),
                Err(error) => return self.reference_failed(item, on.kind, "through", &error),
            },
        };
        let read = whole::<Wire>(item);
        match (read, through) {
            (Ok(wire), Ok(through)) => {
                let tunnel = Tunnel {
                    on: on.clone(),
                    listen: wire.listen.0,
                    through: Ref::to(through),
                    to: wire.to.0,
                };
                let identity = identity(&on);
                self.keep_fields(item, &identity, FIELDS);
                let earlier = self.tunnels.insert(identity.clone(), tunnel.clone());
                self.replaced(item, identity, earlier.map(|earlier| earlier == tunnel));
            }
            (Err(error), _) | (_, Err(error)) => self.failed_on(item, &on, &error),
        }
    }
}

/// Writes a tunnel.
pub(crate) fn write(tunnel: &Tunnel, out: &mut Out<'_>) {
    out.put("on", out.scenario.short(&tunnel.on));
    out.put("listen", &*tunnel.listen);
    let through = Id::new(Kind::Instance, tunnel.through.name().clone());
    out.put("through", out.scenario.short(&through));
    out.put("to", &*tunnel.to);
}
