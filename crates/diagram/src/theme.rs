//! The colours of the picture: the page's tokens, as plain values for a file that stands alone.

use hopscope_model::result::OutcomeKind;

/// Which colours.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Theme {
    /// Dark ink on light paper.
    #[default]
    Light,
    /// Light ink on dark paper.
    Dark,
    /// What whoever looks at it prefers.
    Auto,
}

/// Colours as `#rrggbb`.
pub(crate) struct Colours {
    pub(crate) paper: &'static str,
    pub(crate) panel: &'static str,
    pub(crate) line: &'static str,
    pub(crate) ink: &'static str,
    pub(crate) ink2: &'static str,
    pub(crate) ink3: &'static str,
    pub(crate) accent: &'static str,
    /// Ground of a VPC network: the panel with a hint of the accent.
    pub(crate) network: &'static str,
    /// Border of a VPC network.
    pub(crate) border: &'static str,
    ok: &'static str,
    no: &'static str,
    drop: &'static str,
}

pub(crate) const LIGHT: Colours = Colours {
    paper: "#f6f7f9",
    panel: "#ffffff",
    line: "#d9dde4",
    ink: "#1a2230",
    ink2: "#4c5769",
    ink3: "#667085",
    accent: "#2f5bd7",
    network: "#f7f8fd",
    border: "#9eb0df",
    ok: "#0b7a55",
    no: "#b54708",
    drop: "#b42318",
};

pub(crate) const DARK: Colours = Colours {
    paper: "#10141b",
    panel: "#171c25",
    line: "#2b3442",
    ink: "#e8ecf3",
    ink2: "#b3bccb",
    ink3: "#8e99ab",
    accent: "#8fb0ff",
    network: "#1c222e",
    border: "#4e5f84",
    ok: "#55d3a5",
    no: "#f5b263",
    drop: "#ff9389",
};

impl Colours {
    /// The colour of an outcome: strong for the three that are certain, ink for the rest, which their signs tell
    /// apart.
    pub(crate) const fn of(&self, outcome: OutcomeKind) -> &'static str {
        match outcome {
            OutcomeKind::Delivered => self.ok,
            OutcomeKind::Rejected => self.no,
            OutcomeKind::Dropped => self.drop,
            OutcomeKind::Forwarded
            | OutcomeKind::Ambiguous
            | OutcomeKind::Incomplete
            | OutcomeKind::Unmodelled => self.ink2,
        }
    }
}
