//! Callers of Google's: IAP TCP forwarding and health checks come to a machine's internal address, all others over the
//! internet.
//!
//! <https://cloud.google.com/vpc/docs/routes#special_return_paths>,
//! <https://cloud.google.com/iap/docs/using-tcp-forwarding>

use hopscope_model::name::Name;
use hopscope_model::request::GoogleCaller;
use hopscope_model::resource::Kind;
use hopscope_model::result::Says;
use hopscope_model::says::SaysId;
use hopscope_model::{Cause, State};

use super::internet::From;
use super::{AskedHost, At, Checked, End, Lack, Walk};
use crate::docs;
use crate::tables::network::Owner;

impl<'a> Walk<'a> {
    /// By IAP TCP forwarding comes who has the role IAP-secured Tunnel User, on the project or the machine; whom it is for,
    /// no request says (<https://cloud.google.com/iap/docs/using-tcp-forwarding#grant-permission>).
    fn tunnel_user_assumed(&mut self, caller: GoogleCaller, machine: &'a Name) {
        if caller == GoogleCaller::Iap {
            let at = At::new(Kind::Instance, machine);
            self.assume(
                "ASSUMED_ALLOWED",
                |walk| vec![("resource", walk.short(at))],
                || {
                    let project = &*machine.project;
                    Some(format!(
                        "gcloud projects get-iam-policy {project} --format=json"
                    ))
                },
            );
        }
    }

    /// A caller of Google's.
    pub(super) fn leave_google(
        &mut self,
        caller: GoogleCaller,
        project: &'a str,
    ) -> Checked<'a, End<'a>> {
        match caller {
            GoogleCaller::Iap | GoogleCaller::HealthCheck => {
                // They come to an interface's internal address, by a special routing path.
                let Some(address) = self.packet.destination.one() else {
                    return Err(self.incomplete(Cause::UnknownIp, Lack::Address));
                };
                if let AskedHost::Thing(id) = self.ask.host
                    && id.kind == Kind::Instance
                {
                    let range = self.packet.source;
                    self.note(State::ApplyRoute, None, docs::SPECIAL_PATHS, || {
                        Says::new(SaysId::RouteSpecial).arg("range", range.text())
                    });
                    let end = self.to_machine(&id.name, 0, None)?;
                    self.tunnel_user_assumed(caller, &id.name);
                    return Ok(end);
                }
                let found = self
                    .net
                    .networks
                    .iter()
                    .filter_map(|network| Some((network, network.owner(address)?)))
                    .find_map(|(network, owner)| match owner {
                        Owner::Machine {
                            name, interface, ..
                        } => Some((network, name, *interface)),
                        _ => None,
                    });
                let Some((network, name, interface)) = found else {
                    self.unread_anywhere(Kind::Instance, None)?;
                    return Err(self.unmodelled(
                        "GOOGLE_CALLER_TO_OTHER_THAN_VM",
                        None,
                        docs::SPECIAL_PATHS,
                    ));
                };
                let range = self.packet.source;
                self.note(
                    State::ApplyRoute,
                    Some(At::new(Kind::Network, &network.name)),
                    docs::SPECIAL_PATHS,
                    || Says::new(SaysId::RouteSpecial).arg("range", range.text()),
                );
                let end = self.to_machine(name, interface, None)?;
                self.tunnel_user_assumed(caller, name);
                Ok(end)
            }
            _ => self.arrive_from_internet(From::Google(caller, project)),
        }
    }
}
