//! `hopscope#tunnel`: `ssh -N -D`, a SOCKS server whose connections leave from another machine.

use hopscope_model::resource::Tunnel;
use hopscope_model::{Id, Kind, Reason, Ref, What};

use crate::codec::Out;
use crate::field::FieldError;
use crate::item::Item;
use crate::reader::{Reader, read};

/// Its fields.
pub(super) const FIELDS: &[&str] = &["kind", "project", "on", "listen", "through", "to"];

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
            None => None,
            Some(text) => match self.find(Some(Kind::Instance), &text, &self.own_project(item)) {
                Ok(id) => Some((id, text)),
                Err(error) => return self.reference_failed(item, on.kind, "through", &error),
            },
        };
        let read = read(item, |fields| Tunnel {
            on: on.clone(),
            listen: fields.needed_text("listen"),
            through: match &through {
                None => {
                    fields.missing("through");
                    Ref::to(on.name.clone())
                }
                Some((id, text)) => {
                    if id.kind != Kind::Instance {
                        let why = Reason::not_a(text, What::Machine);
                        fields.wrong("through", why);
                    }
                    Ref::to(id.name.clone())
                }
            },
            to: fields.needed_text("to"),
        });
        let read = match read {
            Ok(tunnel) if tunnel.listens().is_none() => {
                let why = Reason::not_a(&tunnel.listen, What::Ports);
                Err(vec![FieldError::invalid("listen", why)])
            }
            read => read,
        };
        match read {
            Ok(tunnel) => {
                let identity = identity(&on);
                self.keep_fields(item, &identity, FIELDS);
                let earlier = self.tunnels.get(&identity).cloned();
                let earlier = earlier.map(|own| {
                    let after = tunnel.clone();
                    self.told(|all| all.tunnels.push(own), |all| all.tunnels.push(after))
                });
                self.tunnels.insert(identity.clone(), tunnel);
                self.replaced(item, identity, earlier);
            }
            Err(error) => self.failed_on(item, &on, &error),
        }
    }
}

/// Writes a tunnel.
pub(crate) fn write(tunnel: &Tunnel, out: &mut Out<'_>) {
    out.put("on", out.of.short(&tunnel.on));
    out.put("listen", &*tunnel.listen);
    let through = Id::new(Kind::Instance, tunnel.through.name().clone());
    out.put("through", out.of.short(&through));
    out.put("to", &*tunnel.to);
}
