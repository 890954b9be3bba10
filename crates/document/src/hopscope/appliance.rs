//! `hopscope#appliance`: a machine that forwards packets.

use hopscope_model::resource::Appliance;
use hopscope_model::{Id, Kind, Ref};
use serde::Deserialize;

use crate::codec::Out;
use crate::field::{FieldError, Given, Maybe};
use crate::item::Item;
use crate::reader::{Reader, whole};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wire {
    to: Given<String>,
    #[serde(default)]
    source_nat: Maybe<bool>,
}

/// Its fields.
const FIELDS: &[&str] = &["kind", "project", "on", "to", "sourceNat"];

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
        let read = whole::<Wire>(item);
        let read = read.and_then(|wire| {
            if on.kind != Kind::Instance {
                return Err(FieldError::invalid("on", "an appliance is a VM"));
            }
            Ok(Appliance {
                on: Ref::to(on.name.clone()),
                to: wire.to.0,
                source_nat: wire.source_nat.or_default(),
            })
        });
        match read {
            Ok(appliance) => {
                let identity = identity(&on);
                self.keep_fields(item, &identity, FIELDS);
                let earlier = self.appliances.insert(identity.clone(), appliance.clone());
                self.replaced(item, identity, earlier.map(|earlier| earlier == appliance));
            }
            Err(error) => self.failed_on(item, &on, &error),
        }
    }
}

/// Writes an appliance.
pub(crate) fn write(appliance: &Appliance, out: &mut Out<'_>) {
    let on = Id::new(Kind::Instance, appliance.on.name().clone());
    out.put("on", out.scenario.short(&on));
    out.put("to", &*appliance.to);
    out.flag("sourceNat", appliance.source_nat);
}
