//! `hopscope#appliance`: a machine that forwards packets.

use hopscope_model::resource::Appliance;
use hopscope_model::{Id, Kind, Reason, Ref, What};

use crate::codec::Out;
use crate::item::Item;
use crate::reader::{Reader, read};

/// Its fields.
pub(super) const FIELDS: &[&str] = &["kind", "project", "on", "to", "sourceNat"];

/// What tells one from another.
pub(crate) fn identity(on: &Id) -> String {
    format!("hopscope#appliance {} {:?}", on.kind, on.name)
}

impl Reader<'_> {
    /// An appliance: its identity is its machine.
    pub(crate) fn appliance(&mut self, item: &Item<'_>) {
        let Some(on) = self.refer_field(item, "on") else {
            return;
        };
        let read = read(item, |fields| {
            if on.kind != Kind::Instance {
                let why = Reason::not_a(on.kind.code(), What::Machine);
                fields.wrong("on", why);
            }
            Appliance {
                on: Ref::to(on.name.clone()),
                to: fields.needed_text("to"),
                source_nat: fields.flag("sourceNat"),
            }
        });
        match read {
            Ok(appliance) => {
                let identity = identity(&on);
                self.keep_fields(item, &identity, FIELDS);
                let earlier = self.appliances.get(&identity).cloned();
                let earlier = earlier.map(|own| {
                    let after = appliance.clone();
                    self.told(
                        |all| all.appliances.push(own),
                        |all| all.appliances.push(after),
                    )
                });
                self.appliances.insert(identity.clone(), appliance);
                self.replaced(item, identity, earlier);
            }
            Err(error) => self.failed_on(item, &on, &error),
        }
    }
}

/// Writes an appliance.
pub(crate) fn write(appliance: &Appliance, out: &mut Out<'_>) {
    let on = Id::new(Kind::Instance, appliance.on.name().clone());
    out.put("on", out.of.short(&on));
    out.put("to", &*appliance.to);
    out.flag("sourceNat", appliance.source_nat);
}
