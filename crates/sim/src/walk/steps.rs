//! The steps of a trace: written as the walk goes, and the last one that says how it ended, as in Connectivity Tests
//! (<https://cloud.google.com/network-intelligence-center/docs/connectivity-tests/concepts/overview>).

use hopscope_model::State;
use hopscope_model::result::{Considered, Loser, Packet as PacketResult, Says, Step};
use hopscope_model::says::SaysId;

use super::{AskedHost, At, End, Keep, Lack, Walk};

impl<'a> Walk<'a> {
    /// Whether a trace is kept.
    pub(crate) fn is_tracing(&self) -> bool {
        self.keep > Keep::Verdict
    }

    /// Writes a step of the trace.
    pub(crate) fn note(
        &mut self,
        state: State,
        at: Option<At<'a>>,
        doc: &'static str,
        says: impl FnOnce() -> Says<SaysId>,
    ) {
        if self.keep > Keep::Verdict {
            self.write(state, at, doc, says(), Considered::default());
        }
    }

    /// The same, with what was weighed.
    pub(crate) fn note_considered(
        &mut self,
        state: State,
        at: Option<At<'a>>,
        doc: &'static str,
        says: impl FnOnce() -> Says<SaysId>,
        considered: impl FnOnce(&Self) -> (usize, Vec<Loser>),
    ) {
        if self.keep > Keep::Verdict {
            let considered = if self.keep == Keep::Losers {
                let (total, shown) = considered(self);
                Considered {
                    total: u32::try_from(total).unwrap_or(u32::MAX),
                    shown,
                }
            } else {
                Considered::default()
            };
            self.write(state, at, doc, says(), considered);
        }
    }

    #[inline(never)]
    fn write(
        &mut self,
        state: State,
        at: Option<At<'a>>,
        doc: &'static str,
        says: Says<SaysId>,
        considered: Considered,
    ) {
        let step = Step {
            state,
            resource: at.map(|at| self.short(at)),
            says,
            packet: self.started.then(|| self.packet_result()),
            considered,
            doc: (!doc.is_empty()).then(|| doc.to_owned()),
        };
        self.steps.push(step);
    }

    fn packet_result(&self) -> PacketResult {
        PacketResult {
            protocol: self.ask.protocol.to_string(),
            source: self.packet.source.to_strings(),
            source_port: None,
            destination: self.packet.destination.text(),
            destination_port: self.ask.port,
            host: match self.ask.host {
                AskedHost::Name(name) => Some(name.to_owned()),
                _ => None,
            },
        }
    }

    /// The short reference of a resource.
    pub(crate) fn short(&self, at: At<'a>) -> String {
        self.net.scenario.short(&at.id())
    }

    pub(crate) fn note_end(&mut self, end: End<'a>) {
        if self.keep == Keep::Verdict {
            return;
        }
        match end {
            End::Delivered { target, at } => {
                let resource = at.map(|at| self.short(at)).unwrap_or_default();
                self.note(State::Deliver, at, "", || {
                    Says::new(SaysId::Delivered)
                        .arg("target", target)
                        .arg("resource", resource)
                });
            }
            End::Forwarded { target, at } => {
                self.note(State::Forward, at, crate::docs::DROP_REASONS, || {
                    Says::new(SaysId::Forwarded).arg("target", target)
                });
            }
            End::Stopped { cause, at, .. } => {
                let (state, id) = match cause.outcome() {
                    hopscope_model::result::OutcomeKind::Rejected => {
                        (State::Reject, SaysId::Rejected)
                    }
                    _ => (State::Drop, SaysId::Dropped),
                };
                self.note(state, at, crate::docs::DROP_REASONS, || {
                    Says::new(id).arg("cause", cause.as_str())
                });
            }
            End::Incomplete { lack, .. } => {
                let missing = self.missing(lack);
                let says = match lack {
                    Lack::Unread(unread) => Says::new(match unread.after_apply {
                        true => SaysId::AfterApply,
                        false => SaysId::Unreadable,
                    })
                    .arg("kind", unread.kind.code())
                    .arg("name", &unread.name)
                    .arg("field", &unread.field),
                    Lack::Policy(at) | Lack::PassPolicy(at) => {
                        Says::new(SaysId::IncompletePolicy).arg("name", self.short(at))
                    }
                    Lack::AccountPolicy(account, _) => {
                        Says::new(SaysId::IncompletePolicy).arg("name", account)
                    }
                    _ => Says::new(SaysId::Incomplete)
                        .arg("kind", &missing.kind)
                        .arg("name", missing.name.unwrap_or_default()),
                };
                self.note(State::Abort, None, "", || says);
            }
            End::Unmodelled {
                feature, at, doc, ..
            } => {
                self.note(State::Abort, at, doc, || {
                    Says::new(SaysId::Unmodelled).arg("feature", feature)
                });
            }
        }
    }
}
