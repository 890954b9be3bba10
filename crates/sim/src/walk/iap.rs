//! Identity-Aware Proxy in front of a backend service, or of a Cloud Run service itself.
//!
//! <https://cloud.google.com/iap/docs/concepts-overview>: who shows nothing is sent to sign in; who is known needs the role
//! IAP-secured Web App User. <https://cloud.google.com/iap/docs/authentication-howto>: a program shows an ID token for the
//! OAuth client of the backend service; other clients may be allowed for programs, which no export of it says. To Cloud
//! Run IAP goes on as its own service agent (<https://cloud.google.com/iap/docs/enabling-cloud-run>). On a Cloud Run
//! service (<https://cloud.google.com/run/docs/securing/identity-aware-proxy-cloud-run>) it stands on every way in, and
//! comes before the invoker check; its OAuth client is in no export of the service.

use hopscope_model::permission::PASS_IAP;
use hopscope_model::resource::{IamPolicy, IamResource, Kind, UnreadPart};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, State, export_command};

use super::credential::{Principal, Shown};
use super::grant::{Found, Grant, find};
use super::{At, Checked, End, Lack, Walk};
use crate::docs;

/// How the name of an OAuth client ends.
const CLIENT: &str = ".apps.googleusercontent.com";

/// The policies that say who may pass.
struct Passes<'a> {
    policies: Vec<&'a IamPolicy>,
    /// There is one of a project or a backend service that only a number tells.
    numbered: bool,
    /// That of the guarded resource itself is among them.
    own: bool,
}

impl<'a> Walk<'a> {
    /// Who may pass to what IAP guards; `client`: the OAuth client for which tokens must be, where it is known.
    pub(super) fn pass_iap(&mut self, at: At<'a>, client: Option<&'a str>) -> Checked<'a> {
        self.note(State::CheckIap, Some(at), docs::IAP, || {
            Says::new(SaysId::IapGuards).arg("service", &*at.name.name)
        });
        if !self.ask.tls {
            return Err(self.unmodelled("IAP_WITHOUT_TLS", Some(at), docs::IAP));
        }
        if self.by_iap.is_some() {
            // It cannot be on both, says Google's page, and yet it is.
            return Err(self.unmodelled("IAP_ON_CLOUD_RUN", Some(at), docs::IAP_ON_RUN));
        }
        self.nothing_is_denied(Some(&at.name.project))?;
        self.part_is_read(at, &[UnreadPart::IamPolicy])?;
        self.by_iap = Some(&at.name.project);
        let passes = self.iap_policies(at);
        let grants = Grant::all(passes.policies.iter().copied(), &PASS_IAP);
        if find(&grants, |member| member == "allUsers").is_some() {
            return Err(self.unmodelled("IAP_FOR_EVERYONE", Some(at), docs::IAP_ACCESS));
        }
        let (audience, principal) = match self.shown() {
            Shown::Nothing => {
                self.note(State::CheckIap, Some(at), docs::IAP, || {
                    Says::new(SaysId::IapSignIn).arg("service", &*at.name.name)
                });
                self.block(Cause::IapDenied, Some(at), CallerSees::Http302SignIn)?;
                return Ok(());
            }
            Shown::Untrusted => return self.iap_refuses_token(at, None),
            Shown::AccessToken => {
                // One version of Google's page takes it, another leaves it out.
                return Err(self.unmodelled("IAP_ACCESS_TOKEN", Some(at), docs::IAP_PROGRAMS));
            }
            Shown::IdToken {
                audience,
                principal,
            } => (audience, principal),
        };
        if client == Some(audience.as_str()) {
            return self.principal_may_pass(at, &passes, &grants, &principal);
        }
        if !audience.ends_with(CLIENT) && !audience.starts_with("https://") {
            return self.iap_refuses_token(at, Some(audience));
        }
        // A client may be allowed for programs, and a service account may sign a token for a URL. Who has no role is
        // refused all the same: because of that, or because of the token.
        let (steps, assumptions) = (self.steps.len(), self.assumptions.len());
        let refused = match self.principal_may_pass(at, &passes, &grants, &principal) {
            Err(end @ End::Stopped { .. }) => Some(end),
            _ => None,
        };
        if let Some(end) = refused
            && self.choose(2) == 0
        {
            return Err(end);
        }
        self.steps.truncate(steps);
        self.assumptions.truncate(assumptions);
        if refused.is_some() {
            return self.iap_refuses_token(at, Some(audience));
        }
        Err(self.unmodelled("IAP_AUDIENCE", Some(at), docs::IAP_PROGRAMS))
    }

    /// The policies that say who may pass: of the backend service or Cloud Run service, of what is above it in IAP, of
    /// the project (<https://cloud.google.com/iap/docs/managing-access#iap-iam-api>).
    fn iap_policies(&self, at: At<'a>) -> Passes<'a> {
        let net = self.net;
        let mut found = Passes {
            policies: Vec::new(),
            numbered: false,
            own: false,
        };
        let policies = &net.scenario.resources.iam_policies;
        // What stands at a Cloud Run service itself is who may invoke it.
        let on_run = at.kind == Kind::RunService;
        let own = match on_run {
            true => IamResource::Iap(at.id()),
            false => IamResource::Resource(at.id()),
        };
        if let Some(own) = policies.get(&own) {
            found.policies.push(own);
            found.own = true;
        }
        for (on, policy) in &net.wide_policies {
            let on = match on {
                IamResource::Other(on) => on,
                IamResource::Iap(id) => {
                    let own = id.name.project.as_ref();
                    found.numbered |= id.kind == at.kind
                        && (&id.name.location, &id.name.name) == (&at.name.location, &at.name.name)
                        && net.project_in_doubt(own, &at.name.project).is_some();
                    continue;
                }
                _ => continue,
            };
            let Some((project, below)) = iap_web(on) else {
                continue;
            };
            let id = net.scenario.project_of_number(project).unwrap_or(project);
            if net.project_in_doubt(id, &at.name.project).is_some() {
                found.numbered = true;
                continue;
            }
            if id != &*at.name.project {
                continue;
            }
            let (part, service) = match below.split_once("/services/") {
                Some((part, service)) => (part, Some(service)),
                None => (below, None),
            };
            let of_all = match part {
                "" => true,
                "/compute" => !on_run && at.name.is_global(),
                _ => {
                    let head = if on_run { "/cloud_run-" } else { "/compute-" };
                    part.strip_prefix(head) == Some(at.name.region())
                }
            };
            match service {
                None if of_all => found.policies.push(policy),
                Some(_) if on_run => {}
                Some(name) if name == &*at.name.name => found.policies.push(policy),
                Some(name) => found.numbered |= name.bytes().all(|byte| byte.is_ascii_digit()),
                None => {}
            }
        }
        found.policies.extend(net.project_policy(&at.name.project));
        found
    }

    fn principal_may_pass(
        &mut self,
        at: At<'a>,
        passes: &Passes<'a>,
        grants: &[Grant<'a>],
        principal: &Principal,
    ) -> Checked<'a> {
        let member = match principal {
            Principal::Named(member) => Some(member.as_str()),
            Principal::DefaultOf(_) => None,
        };
        let text = principal.text();
        let fits = |own: &str| own == "allAuthenticatedUsers" || Some(own) == member;
        match find(grants, fits) {
            Some(Found::Yes(role)) => {
                self.note(State::CheckIap, Some(at), docs::IAP_ACCESS, || {
                    Says::new(SaysId::IapAllowed)
                        .arg("service", &*at.name.name)
                        .arg("principal", text)
                        .arg("role", role)
                });
                return Ok(());
            }
            Some(Found::Maybe(role)) => return Err(self.iap_conditional(at, &text, role)),
            None => {}
        }
        if !passes.own {
            self.policies_are_placed()?;
            self.note(State::CheckIap, Some(at), docs::IAP_ACCESS, || {
                Says::new(SaysId::IapAssumed).arg("service", &*at.name.name)
            });
            self.assume(
                "ASSUMED_ALLOWED",
                |walk| vec![("resource", walk.short(at))],
                || export_command::iap_policy(at.kind, at.name),
            );
            return Ok(());
        }
        if passes.numbered || passes.policies.iter().any(|policy| policy.partial) {
            return Err(self.incomplete(Cause::ResourceConfigNotFound, Lack::PassPolicy(at)));
        }
        self.project_policy_is_read(Some(&at.name.project))?;
        if member.is_none() && !grants.is_empty() {
            return Err(self.unknown_account());
        }
        if let Some(grant) = grants.iter().find(|grant| grant.has_opaque_member()) {
            return Err(self.iap_conditional(at, &text, grant.role));
        }
        let project = &*at.name.project;
        if let Some(role) = self.granted_above(project, &PASS_IAP, fits)? {
            return Err(self.iap_conditional(at, &text, role));
        }
        self.inherited_policies_assumed(project);
        self.note(State::CheckIap, Some(at), docs::IAP_ACCESS, || {
            Says::new(SaysId::IapDenies)
                .arg("service", &*at.name.name)
                .arg("principal", text)
        });
        self.block(Cause::IapDenied, Some(at), CallerSees::Http403Iap)
    }

    fn iap_refuses_token(&mut self, at: At<'a>, audience: Option<String>) -> Checked<'a> {
        self.note(State::CheckIap, Some(at), docs::IAP_PROGRAMS, || {
            Says::new(SaysId::IapToken)
                .arg("service", &*at.name.name)
                .arg("audience", audience.unwrap_or_default())
        });
        self.block(Cause::IamTokenInvalid, Some(at), CallerSees::Http401Iap)
    }

    fn iap_conditional(&mut self, at: At<'a>, principal: &str, role: &str) -> End<'a> {
        self.note(State::CheckIap, Some(at), docs::IAM_CONDITIONS, || {
            Says::new(SaysId::InvokerConditional)
                .arg("service", &*at.name.name)
                .arg("principal", principal)
                .arg("binding", role)
        });
        self.incomplete(Cause::ResourceUnreadable, Lack::PassPolicy(at))
    }

    /// The service agent of Identity-Aware Proxy in a project.
    pub(super) fn iap_agent(&self, project: &'a str) -> Checked<'a, Principal> {
        let mut projects = self.net.scenario.resources.projects.iter();
        let own = projects.find(|(name, _)| *name.name == *project);
        match own.and_then(|(_, own)| own.number) {
            Some(number) => Ok(Principal::Named(format!(
                "serviceAccount:service-{number}@gcp-sa-iap.iam.gserviceaccount.com"
            ))),
            None => {
                Err(self.incomplete(Cause::ResourceConfigNotFound, Lack::ProjectNumber(project)))
            }
        }
    }
}

/// The project of a name of what IAP guards, and what stands below `iap_web` in it.
fn iap_web(on: &str) -> Option<(&str, &str)> {
    let (head, below) = on.split_once("/iap_web")?;
    let (_, project) = head.rsplit_once("projects/")?;
    Some((project, below))
}
