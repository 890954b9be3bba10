//! A Network Connectivity Center hub.
//!
//! <https://docs.cloud.google.com/network-connectivity/docs/reference/networkconnectivity/rest/v1/projects.locations.global.hubs>

use hopscope_model::resource::Hub;
use hopscope_model::resource::ncc::HubTopology;

use crate::codec::{At, Codec, Out};
use crate::fields::Fields;

/// How spokes reach each other.
const TOPOLOGIES: &[(&str, HubTopology)] = &[
    ("MESH", HubTopology::Mesh),
    ("STAR", HubTopology::Star),
    ("HYBRID_INSPECTION", HubTopology::HybridInspection),
];

impl Codec for Hub {
    fn read(fields: &Fields<'_>, _: &At<'_>) -> Self {
        Self {
            topology: fields
                .choice("presetTopology", TOPOLOGIES)
                .unwrap_or_default(),
            propagates_psc: fields.flag("exportPsc"),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        let mut words = TOPOLOGIES
            .iter()
            .filter(|(_, own)| *own != HubTopology::Mesh);
        if let Some((word, _)) = words.find(|(_, own)| *own == self.topology) {
            out.text("presetTopology", word);
        }
        out.flag("exportPsc", self.propagates_psc);
    }
}
