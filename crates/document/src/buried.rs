//! Objects inside of what nobody knows: `{"value":[…],"Count":2}`, `{"result":{…}}`, a table by name that somebody's script
//! has made. They say themselves what they are, and are read.

use crate::envelope::{Around, Envelope};
use crate::harvest::{Harvester, Spot, row_kind};
use crate::registry::{Recognised, kind_of, recognise};
use crate::scan::{Step, elements};
use crate::wrapper::listed_kind;

/// What stands below a key that begins so is how it was, or how somebody wants it, and not how it is.
const NOT_NOW: &[&str] = &[
    "before", "deleted", "desired", "old", "previous", "prior", "removed", "request",
];

impl<'a> Harvester<'a, '_> {
    /// Reads what an unknown object holds somewhere inside, a few levels down; whether there was anything.
    pub(crate) fn buried(
        &mut self,
        spot: &Spot<'a>,
        envelope: &Envelope<'a>,
        around: &Around,
        left: usize,
        levels: usize,
    ) -> bool {
        let mut found = false;
        for (key, value) in envelope.members.iter() {
            let inside = spot.inside(Step::Key(key.to_string()), value);
            let lower = key.to_ascii_lowercase();
            if NOT_NOW.iter().any(|own| lower.starts_with(own)) {
                continue;
            }
            found |= self.buried_in(&inside, around, left, levels);
        }
        found
    }

    fn buried_in(&mut self, spot: &Spot<'a>, around: &Around, left: usize, levels: usize) -> bool {
        let (Some(left), Some(levels)) = (left.checked_sub(1), levels.checked_sub(1)) else {
            return false;
        };
        match spot.text().as_bytes().first() {
            Some(b'{') => {
                let envelope = Envelope::of(spot.part);
                if !says_what_it_is(&envelope) {
                    return self.buried(spot, &envelope, around, left, levels);
                }
                let project = around.project.clone();
                let around = Around {
                    project,
                    ..Around::default()
                };
                self.any(spot, &around, None, left);
                true
            }
            Some(b'[') => {
                let mut found = false;
                for (index, value) in elements(spot.part).list.into_iter().enumerate() {
                    let inside = spot.inside(Step::Index(index), value);
                    found |= self.buried_in(&inside, around, left, levels);
                }
                found
            }
            _ => false,
        }
    }
}

/// Whether an object says itself that it is of a kind that is read, or a list of one: by its fields alone it does not.
fn says_what_it_is(envelope: &Envelope<'_>) -> bool {
    let named = ["kind", "assetType", "selfLink", "apiVersion"];
    if !named.iter().any(|key| envelope.has(key)) {
        return false;
    }
    let of_list = kind_of(envelope).as_deref().and_then(listed_kind);
    of_list.and_then(|word| row_kind(&word)).is_some()
        || matches!(recognise(envelope, &Around::default()), Recognised::Row(_))
}
