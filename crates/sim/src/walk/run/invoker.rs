//! The invoker check: who may call a Cloud Run service, or a function of the 1st generation.
//!
//! <https://cloud.google.com/run/docs/authenticating/overview>,
//! <https://cloud.google.com/functions/1stgendocs/securing/authenticating>

use hopscope_model::permission::{INVOKE, INVOKE_FUNCTION, Permission};
use hopscope_model::resource::{Function, IamPolicy, IamResource, RunService, UnreadPart};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, State};

use crate::docs;
use crate::walk::credential::{Principal, Shown};
use crate::walk::grant::{Found, Grant, find};
use crate::walk::{At, Checked, End, Lack, Walk};

/// What somebody calls.
#[derive(Clone, Copy)]
pub(super) enum Invoked<'a> {
    /// A Cloud Run service.
    Service(&'a RunService),
    /// A function of the 1st generation.
    Function(&'a Function),
}

impl Invoked<'_> {
    /// What the caller needs.
    fn permission(self) -> &'static Permission {
        match self {
            Self::Service(_) => &INVOKE,
            Self::Function(_) => &INVOKE_FUNCTION,
        }
    }
}

impl<'a> Walk<'a> {
    /// The invoker check (permission `run.routes.invoke`, or `cloudfunctions.functions.invoke`).
    pub(super) fn invoker(&mut self, at: At<'a>, invoked: Invoked<'a>) -> Checked<'a> {
        let name = &*at.name.name;
        self.org_policies(Some(&at.name.project), &[UnreadPart::OrgPolicyOfRun])?;
        if let Invoked::Service(service) = invoked
            && service.invoker_iam_disabled
        {
            self.note(State::CheckInvoker, Some(at), docs::RUN_AUTH, || {
                Says::new(SaysId::InvokerDisabled).arg("service", name)
            });
            return Ok(());
        }
        self.nothing_is_denied(Some(&at.name.project))?;
        self.part_is_read(at, &[UnreadPart::IamPolicy])?;
        let net = self.net;
        let own = net
            .scenario
            .resources
            .iam_policies
            .get(&IamResource::Resource(at.id()));
        let of_project = net.project_policy(&at.name.project);
        let grants = Grant::all(own.into_iter().chain(of_project), invoked.permission());
        let shown = self.shown();
        let public = find(&grants, |member| member == "allUsers");
        if let Some(Found::Yes(_)) = public {
            if shown == Shown::Untrusted && self.by_iap.is_none() {
                // Reported to be refused now and then even where everyone may call.
                return Err(self.unmodelled(
                    "UNTRUSTED_BEARER_AT_PUBLIC_SERVICE",
                    Some(at),
                    docs::RUN_AUTH,
                ));
            }
            self.note(State::CheckInvoker, Some(at), docs::RUN_AUTH, || {
                Says::new(SaysId::InvokerPublic)
                    .arg("service", name)
                    .arg("member", "allUsers")
            });
            return Ok(());
        }
        if let Some(project) = self.by_iap {
            // Identity-Aware Proxy asks with a token of its own.
            if own.is_none() {
                return self.invoker_assumed(at);
            }
            let agent = self.iap_agent(project)?;
            return self.principal_may_invoke((at, invoked), own, &grants, &agent);
        }
        let (audience, principal) = match shown {
            Shown::Untrusted | Shown::AccessToken if matches!(invoked, Invoked::Function(_)) => {
                return Err(self.token_at_function(at));
            }
            Shown::Untrusted => {
                return self.refuse_token(at, SaysId::InvokerUntrusted, None);
            }
            Shown::AccessToken => {
                return self.refuse_token(at, SaysId::InvokerAccessToken, None);
            }
            Shown::Nothing => {
                if own.is_none() {
                    return self.invoker_assumed(at);
                }
                if let Some(Found::Maybe(role)) = public {
                    return Err(self.conditional(at, "allUsers", role));
                }
                self.policy_is_whole(at, own)?;
                self.project_policy_is_read(Some(&at.name.project))?;
                let project = &*at.name.project;
                let above =
                    self.granted_above(project, invoked.permission(), |on| on == "allUsers")?;
                if let Some(role) = above {
                    return Err(self.conditional(at, "allUsers", role));
                }
                self.inherited_policies_assumed(project);
                self.note(State::CheckInvoker, Some(at), docs::RUN_AUTH, || {
                    Says::new(SaysId::InvokerUnauthenticated).arg("service", name)
                });
                return self.block(
                    Cause::IamUnauthenticated,
                    Some(at),
                    CallerSees::Http403Invoker,
                );
            }
            Shown::IdToken {
                audience,
                principal,
            } => (audience, principal),
        };
        let fits = match invoked {
            Invoked::Service(service) => self.audience_fits(at, service, &audience)?,
            Invoked::Function(function) if function.urls.contains(&audience) => true,
            Invoked::Function(_) => return Err(self.token_at_function(at)),
        };
        if !fits {
            return self.refuse_token(at, SaysId::InvokerAudience, Some(audience));
        }
        if own.is_none() {
            return self.invoker_assumed(at);
        }
        self.principal_may_invoke((at, invoked), own, &grants, &principal)
    }

    /// Who is not granted it by a part of a policy may be granted it by the rest: Terraform's members are added to
    /// what is there (<https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/cloud_run_service_iam>).
    fn policy_is_whole(&mut self, at: At<'a>, own: Option<&IamPolicy>) -> Checked<'a> {
        if !own.is_some_and(|policy| policy.partial) {
            return Ok(());
        }
        self.note(State::CheckInvoker, Some(at), docs::RUN_AUTH, || {
            Says::new(SaysId::InvokerPolicyInPart).arg("service", &*at.name.name)
        });
        Err(self.incomplete(Cause::ResourceConfigNotFound, Lack::Policy(at)))
    }

    fn principal_may_invoke(
        &mut self,
        (at, invoked): (At<'a>, Invoked<'a>),
        own: Option<&IamPolicy>,
        grants: &[Grant<'a>],
        principal: &Principal,
    ) -> Checked<'a> {
        let name = &*at.name.name;
        let member = match principal {
            Principal::Named(member) => Some(member.as_str()),
            Principal::DefaultOf(_) => None,
        };
        let found = find(grants, |own| {
            own == "allAuthenticatedUsers" || Some(own) == member
        });
        match found {
            Some(Found::Yes(role)) => {
                let text = principal.text();
                self.note(State::CheckInvoker, Some(at), docs::RUN_TO_RUN, || {
                    Says::new(SaysId::InvokerAllowed)
                        .arg("service", name)
                        .arg("principal", text)
                        .arg("role", role)
                });
                Ok(())
            }
            Some(Found::Maybe(role)) => Err(self.conditional(at, &principal.text(), role)),
            None => {
                self.policy_is_whole(at, own)?;
                self.project_policy_is_read(Some(&at.name.project))?;
                if member.is_none() && !grants.is_empty() {
                    // The default service account's name holds the project's number.
                    return Err(self.unknown_account());
                }
                // Groups, domains and workforce pools: who is in them, no policy says.
                if let Some(role) = grants.iter().find(|grant| grant.has_opaque_member()) {
                    return Err(self.conditional(at, &principal.text(), role.role));
                }
                let text = principal.text();
                let project = &*at.name.project;
                let above = self.granted_above(project, invoked.permission(), |own| {
                    own == "allUsers" || own == "allAuthenticatedUsers" || Some(own) == member
                })?;
                if let Some(role) = above {
                    return Err(self.conditional(at, &text, role));
                }
                self.inherited_policies_assumed(project);
                self.note(State::CheckInvoker, Some(at), docs::RUN_TO_RUN, || {
                    let id = match invoked {
                        Invoked::Service(_) => SaysId::InvokerDenied,
                        Invoked::Function(_) => SaysId::InvokerDeniedFunction,
                    };
                    Says::new(id).arg("service", name).arg("principal", text)
                });
                self.block(
                    Cause::IamPermissionDenied,
                    Some(at),
                    CallerSees::Http403Invoker,
                )
            }
        }
    }

    fn invoker_assumed(&mut self, at: At<'a>) -> Checked<'a> {
        self.policies_are_placed()?;
        self.note(State::CheckInvoker, Some(at), docs::RUN_AUTH, || {
            Says::new(SaysId::InvokerAssumed).arg("service", &*at.name.name)
        });
        self.assume(
            "ASSUMED_ALLOWED",
            |walk| vec![("resource", walk.short(at))],
            || hopscope_model::export_command::iam_policy(at.kind, at.name),
        );
        Ok(())
    }

    fn refuse_token(&mut self, at: At<'a>, id: SaysId, audience: Option<String>) -> Checked<'a> {
        self.note(State::CheckInvoker, Some(at), docs::RUN_AUTH, || {
            let says = Says::new(id).arg("service", &*at.name.name);
            match audience {
                Some(audience) => says.arg("audience", audience),
                None => says,
            }
        });
        self.block(Cause::IamTokenInvalid, Some(at), CallerSees::Http401Invoker)
    }

    fn conditional(&mut self, at: At<'a>, principal: &str, role: &str) -> End<'a> {
        self.note(State::CheckInvoker, Some(at), docs::IAM_CONDITIONS, || {
            Says::new(SaysId::InvokerConditional)
                .arg("service", &*at.name.name)
                .arg("principal", principal)
                .arg("binding", role)
        });
        self.incomplete(Cause::ResourceUnreadable, Lack::Policy(at))
    }

    /// A token that is not an ID token for the function's URL. That it is needed is said, and not how another one is
    /// refused.
    fn token_at_function(&self, at: At<'a>) -> End<'a> {
        self.unmodelled(
            "TOKEN_AT_FIRST_GENERATION_FUNCTION",
            Some(at),
            docs::FUNCTION_AUTH,
        )
    }

    /// The audience must be a URL of the service or one of its custom audiences. Of a URL with a path it is
    /// not known here.
    fn audience_fits(&self, at: At<'a>, service: &RunService, audience: &str) -> Checked<'a, bool> {
        if service.custom_audiences.iter().any(|own| own == audience)
            || service.urls.iter().any(|own| own == audience)
        {
            return Ok(true);
        }
        let rest = audience.strip_prefix("https://").unwrap_or_default();
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let own = self
            .net
            .run_host(host, path)
            .is_some_and(|run| run.service == *at.name && run.default_url && !run.tagged);
        match (own, path) {
            (true, "") => Ok(true),
            (true, _) => Err(self.unmodelled("AUDIENCE_WITH_PATH", Some(at), docs::RUN_TO_RUN)),
            (false, _) => Ok(false),
        }
    }
}
