//! Identity-Aware Proxy in front of a backend service.
//!
//! <https://cloud.google.com/iap/docs/concepts-overview>: who shows nothing is sent to sign in; who is known needs the role
//! IAP-secured Web App User. <https://cloud.google.com/iap/docs/authentication-howto>: a program shows an ID token for the
//! OAuth client of the backend service; other clients may be allowed for programs, which no export of it says. To Cloud
//! Run IAP goes on as its own service agent (<https://cloud.google.com/iap/docs/enabling-cloud-run>).

use hopscope_model::resource::{BackendService, IamPolicy, IamResource, UnreadPart};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, State, export_command};

use super::proxy::Proxy;
use crate::docs;
use crate::walk::credential::{Principal, Shown};
use crate::walk::grant::{Found, Grant, PASS_IAP, find};
use crate::walk::{At, Checked, End, Lack, Walk};

/// How the name of an OAuth client ends.
const CLIENT: &str = ".apps.googleusercontent.com";

impl<'a> Walk<'a> {
    /// Who may pass.
    pub(super) fn pass_iap(
        &mut self,
        proxy: Proxy<'a>,
        at: At<'a>,
        service: &'a BackendService,
    ) -> Checked<'a> {
        self.note(State::CheckIap, Some(at), docs::IAP, || {
            Says::new(SaysId::IapGuards).arg("service", &*at.name.name)
        });
        if !self.ask.tls {
            return Err(self.unmodelled("IAP_WITHOUT_TLS", Some(proxy.rule), docs::IAP));
        }
        self.part_is_read(at, &[UnreadPart::IamPolicy])?;
        self.by_iap = Some(&at.name.project);
        let (own, numbered) = self.iap_policies(at);
        let grants = Grant::all(own.iter().copied(), &PASS_IAP);
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
        if service.iap_client.as_ref() != Some(&audience) {
            if audience.ends_with(CLIENT) || audience.starts_with("https://") {
                // A client may be allowed for programs, and a service account may sign a token for a URL.
                return Err(self.unmodelled("IAP_AUDIENCE", Some(at), docs::IAP_PROGRAMS));
            }
            return self.iap_refuses_token(at, Some(audience));
        }
        let partial = numbered || own.iter().any(|policy| policy.partial);
        self.principal_may_pass(at, partial, &grants, &principal)
    }

    /// The policies that say who may pass: of the backend service, of what is above it in IAP, of the project
    /// (<https://cloud.google.com/iap/docs/managing-access#iap-iam-api>); and whether there is one of a project or a
    /// backend service that only a number tells.
    fn iap_policies(&self, at: At<'a>) -> (Vec<&'a IamPolicy>, bool) {
        let net = self.net;
        let policies = &net.scenario.resources.iam_policies;
        let own = policies.get(&IamResource::Resource(at.id()));
        let mut found: Vec<_> = own.into_iter().collect();
        let mut numbered = false;
        for (on, policy) in &net.wide_policies {
            let IamResource::Other(on) = on else { continue };
            let Some((project, below)) = iap_web(on) else {
                continue;
            };
            let id = net.scenario.project_of_number(project).unwrap_or(project);
            if net.project_in_doubt(id, &at.name.project).is_some() {
                numbered = true;
                continue;
            }
            if id != &*at.name.project {
                continue;
            }
            let region = below.strip_prefix("/compute-");
            let service = below.split_once("/services/").map(|(_, name)| name);
            match service {
                Some(name) if name == &*at.name.name => found.push(policy),
                Some(name) => numbered |= name.bytes().all(|byte| byte.is_ascii_digit()),
                None if below.is_empty() => found.push(policy),
                None if below == "/compute" && at.name.is_global() => found.push(policy),
                None if region == Some(at.name.region()) => found.push(policy),
                None => {}
            }
        }
        found.extend(net.project_policy(&at.name.project));
        (found, numbered)
    }

    fn principal_may_pass(
        &mut self,
        at: At<'a>,
        partial: bool,
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
        let policies = &self.net.scenario.resources.iam_policies;
        if !policies.contains_key(&IamResource::Resource(at.id())) {
            self.note(State::CheckIap, Some(at), docs::IAP_ACCESS, || {
                Says::new(SaysId::IapAssumed).arg("service", &*at.name.name)
            });
            self.assume(
                "ASSUMED_ALLOWED",
                |walk| vec![("resource", walk.short(at))],
                || export_command::iam_policy(at.kind, at.name),
            );
            return Ok(());
        }
        if partial {
            return Err(self.incomplete(Cause::ResourceConfigNotFound, Lack::Policy(at)));
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
        self.incomplete(Cause::ResourceUnreadable, Lack::Policy(at))
    }

    /// The service agent of Identity-Aware Proxy in a project.
    pub(in crate::walk) fn iap_agent(&self, project: &'a str) -> Checked<'a, Principal> {
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
