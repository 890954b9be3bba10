//! Obtaining a credential, inside the caller, before any packet is sent.
//!
//! <https://cloud.google.com/docs/authentication/application-default-credentials>: the file that
//! `GOOGLE_APPLICATION_CREDENTIALS` names, then what `gcloud auth application-default login` left, then the
//! service account of the workload by way of the metadata server. Go's `idtoken` takes no user credentials
//! (article 004).

use hopscope_model::name::Name;
use hopscope_model::permission::IMPERSONATE;
use hopscope_model::request::Credential;
use hopscope_model::resource::hopscope::Adc;
use hopscope_model::resource::{IamResource, Kind};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, State};

use super::grant::{Found, Grant, find};
use super::{At, Checked, End, Lack, Origin, Sees, Walk};
use crate::docs;

/// What is shown to the destination.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Shown {
    /// Nothing.
    Nothing,
    /// An ID token.
    IdToken {
        audience: String,
        principal: Principal,
    },
    /// An access token.
    AccessToken,
    /// A bearer that Google did not sign.
    Untrusted,
}

/// Whose a token is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Principal {
    /// `serviceAccount:…`, `user:…`.
    Named(String),
    /// The project's default service account, whose number is not known.
    DefaultOf(String),
}

impl Principal {
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Named(name) => name.clone(),
            Self::DefaultOf(project) => format!("default service account of {project}"),
        }
    }
}

impl<'a> Walk<'a> {
    /// Obtains what the request shows. Fails inside the caller.
    pub(super) fn obtain_credential(&mut self) -> Checked<'a> {
        if self.ask.by_proxy {
            return Ok(());
        }
        match self.ask.credential {
            Credential::None | Credential::Untrusted => Ok(()),
            Credential::IdToken { principal, .. } | Credential::AccessToken { principal } => {
                match principal {
                    Some(_) => Ok(()),
                    None => self.from_metadata("metadata"),
                }
            }
            Credential::Adc { library, .. } => self.from_adc(library),
        }
    }

    /// What the request shows, once `obtain_credential` let it on.
    pub(super) fn shown(&self) -> Shown {
        match self.ask.credential {
            Credential::None => Shown::Nothing,
            Credential::Untrusted => Shown::Untrusted,
            Credential::AccessToken { .. } => Shown::AccessToken,
            Credential::IdToken {
                audience,
                principal,
            } => Shown::IdToken {
                audience: audience.clone(),
                principal: match principal {
                    Some(principal) => Principal::Named(principal.clone()),
                    None => self.own_principal(),
                },
            },
            Credential::Adc { audience, .. } => match audience {
                Some(audience) => Shown::IdToken {
                    audience: audience.clone(),
                    principal: self.adc_principal(),
                },
                None => Shown::AccessToken,
            },
        }
    }

    fn client_adc(&self) -> Option<&'a Adc> {
        match self.ask.client {
            Origin::Host { name } => self.net.scenario.resources.hosts.get(name)?.adc.as_ref(),
            _ => None,
        }
    }

    fn adc_principal(&self) -> Principal {
        let gcloud = self.client_adc().and_then(|adc| adc.gcloud.as_ref());
        match gcloud.and_then(|gcloud| gcloud.target.as_ref()) {
            Some(target) => Principal::Named(format!("serviceAccount:{target}")),
            None => self.own_principal(),
        }
    }

    /// The workload's own service account, or who works at a host.
    fn own_principal(&self) -> Principal {
        let resources = &self.net.scenario.resources;
        let named = |account: Option<&String>, project: &Name| match account {
            Some(account) => Principal::Named(format!("serviceAccount:{account}")),
            None => default_account(self, &project.project),
        };
        match self.ask.client {
            Origin::Serverless { at, .. } => {
                let account = match at.kind {
                    Kind::RunService => resources
                        .run_services
                        .get(at.name)
                        .and_then(|own| own.service_account.as_ref()),
                    Kind::RunJob => resources
                        .run_jobs
                        .get(at.name)
                        .and_then(|own| own.service_account.as_ref()),
                    _ => resources
                        .functions
                        .get(at.name)
                        .and_then(|own| own.service_account.as_ref()),
                };
                named(account, at.name)
            }
            Origin::Machine { name, .. } => named(
                self.net
                    .machine(name)
                    .and_then(|own| own.service_account.as_ref()),
                name,
            ),
            Origin::Pod(name) => named(
                resources
                    .pods
                    .get(name)
                    .and_then(|pod| pod.node.as_ref())
                    .and_then(|node| resources.get(node))
                    .and_then(|node| node.service_account.as_ref()),
                name,
            ),
            Origin::Host { name } => Principal::Named(
                resources
                    .hosts
                    .get(name)
                    .and_then(|host| host.principal.clone())
                    .unwrap_or_default(),
            ),
            Origin::Google(_, project) => default_account(self, project),
            Origin::Internet(_) | Origin::OnPrem(..) => Principal::Named(String::new()),
        }
    }

    fn from_metadata(&mut self, library: &'a str) -> Checked<'a> {
        let resources = &self.net.scenario.resources;
        match self.ask.client {
            Origin::Serverless { .. } | Origin::Google(..) => {}
            Origin::Machine { name, .. } => {
                let account = self
                    .net
                    .machine(name)
                    .and_then(|own| own.service_account.as_ref());
                if account.is_none() {
                    return Err(self.no_credentials(library));
                }
            }
            Origin::Pod(name) => {
                let identity = resources
                    .pods
                    .get(name)
                    .and_then(|pod| resources.get(&pod.cluster))
                    .is_some_and(|cluster| cluster.workload_identity);
                if identity {
                    return Err(self.unmodelled(
                        "WORKLOAD_IDENTITY_FEDERATION_FOR_GKE",
                        Some(At::new(Kind::Pod, name)),
                        docs::METADATA,
                    ));
                }
            }
            Origin::Host { name } => {
                let principal = resources
                    .hosts
                    .get(name)
                    .and_then(|host| host.principal.as_ref());
                if principal.is_none() {
                    return Err(self.no_credentials(library));
                }
            }
            Origin::Internet(_) | Origin::OnPrem(..) => return Err(self.no_credentials(library)),
        }
        let principal = self.own_principal();
        self.note(State::ObtainCredential, None, docs::METADATA, || {
            Says::new(SaysId::CredentialMetadata).arg("principal", principal.text())
        });
        Ok(())
    }

    fn from_adc(&mut self, library: &'a str) -> Checked<'a> {
        let Some(adc) = self.client_adc() else {
            return match self.ask.client {
                Origin::Host { .. } | Origin::Internet(_) | Origin::OnPrem(..) => {
                    Err(self.no_credentials(library))
                }
                _ => self.from_metadata(library),
            };
        };
        if let Some(kind) = &adc.environment_file {
            return self.credential_of_kind(library, kind, None, None);
        }
        let Some(gcloud) = &adc.gcloud else {
            return Err(self.no_credentials(library));
        };
        let principal = match self.ask.client {
            Origin::Host { name } => self
                .net
                .scenario
                .resources
                .hosts
                .get(name)
                .and_then(|host| host.principal.as_deref()),
            _ => None,
        };
        let caller = gcloud.caller.as_deref().or(principal);
        self.credential_of_kind(library, &gcloud.kind, gcloud.target.as_deref(), caller)
    }

    fn credential_of_kind(
        &mut self,
        library: &'a str,
        kind: &'a str,
        target: Option<&'a str>,
        caller: Option<&'a str>,
    ) -> Checked<'a> {
        match (library, kind) {
            ("go-idtoken", "authorized_user") => {
                self.note(State::ObtainCredential, None, docs::ADC, || {
                    Says::new(SaysId::CredentialUnsupported)
                        .arg("library", library)
                        .arg("kind", kind)
                });
                Err(End::Stopped {
                    cause: Cause::CredentialsUnsupportedType,
                    at: None,
                    sees: Sees {
                        id: CallerSees::LibraryError,
                        arg: "idtoken: unsupported credentials type",
                    },
                })
            }
            (_, "impersonated_service_account") => self.impersonate(target, caller),
            ("go-idtoken", "service_account" | "external_account") => {
                self.note(State::ObtainCredential, None, docs::ADC, || {
                    Says::new(SaysId::CredentialFile)
                        .arg("kind", kind)
                        .arg("principal", target.unwrap_or_default())
                });
                Ok(())
            }
            _ => Err(self.unmodelled("CREDENTIALS_OF_THIS_LIBRARY", None, docs::ADC)),
        }
    }

    /// The caller must be allowed to make tokens for the service account
    /// (<https://cloud.google.com/docs/authentication/use-service-account-impersonation>).
    fn impersonate(&mut self, target: Option<&'a str>, caller: Option<&'a str>) -> Checked<'a> {
        let (Some(target), Some(caller)) = (target, caller) else {
            return Err(self.unmodelled("IMPERSONATION_OF_UNKNOWN", None, docs::IMPERSONATION));
        };
        let policies = &self.net.scenario.resources.iam_policies;
        let account = IamResource::ServiceAccount(target.to_owned());
        let project = self.project_of_account(target);
        self.nothing_is_denied(None)?;
        self.project_policy_is_read(None)?;
        let own = policies.get(&account);
        let of_project = self.net.project_policy(project);
        let grants = Grant::all(own.into_iter().chain(of_project), &IMPERSONATE);
        let fits = |own: &str| own == caller || own == "allAuthenticatedUsers" || own == "allUsers";
        match find(&grants, fits) {
            Some(Found::Yes(_)) => {
                self.note(State::ObtainCredential, None, docs::IMPERSONATION, || {
                    Says::new(SaysId::CredentialImpersonated)
                        .arg("caller", caller)
                        .arg("target", target)
                });
                return Ok(());
            }
            Some(Found::Maybe(role)) => {
                return Err(self.impersonation_conditional(target, project, caller, role));
            }
            None => {}
        }
        // Without its own policy, whoever the project does not let may be let by that.
        let Some(own) = own else {
            self.assume(
                "ASSUMED_ALLOWED",
                |_| vec![("resource", target.to_owned())],
                || {
                    Some(format!(
                        "gcloud iam service-accounts get-iam-policy {target} --format=json"
                    ))
                },
            );
            self.note(State::ObtainCredential, None, docs::IMPERSONATION, || {
                Says::new(SaysId::CredentialImpersonationAssumed)
                    .arg("caller", caller)
                    .arg("target", target)
            });
            return Ok(());
        };
        // Who is not granted it by a part of a policy may be granted it by the rest.
        if own.partial {
            self.note(State::ObtainCredential, None, docs::IMPERSONATION, || {
                Says::new(SaysId::CredentialPolicyInPart)
                    .arg("caller", caller)
                    .arg("target", target)
            });
            let lack = Lack::AccountPolicy(target, project);
            return Err(self.incomplete(Cause::ResourceConfigNotFound, lack));
        }
        let opaque = grants.iter().find(|grant| grant.has_opaque_member());
        let role = match opaque {
            Some(grant) => Some(grant.role),
            None => self.granted_above(project, &IMPERSONATE, fits)?,
        };
        if let Some(role) = role {
            return Err(self.impersonation_conditional(target, project, caller, role));
        }
        self.inherited_policies_assumed(project);
        self.note(State::ObtainCredential, None, docs::IMPERSONATION, || {
            Says::new(SaysId::CredentialImpersonationDenied)
                .arg("caller", caller)
                .arg("target", target)
        });
        Err(self.stop(
            Cause::CredentialsImpersonationDenied,
            None,
            CallerSees::Http403Impersonation,
        ))
    }

    /// The project that a service account is in, as its address says it
    /// (<https://cloud.google.com/iam/docs/service-account-types>).
    fn project_of_account(&self, account: &'a str) -> &'a str {
        let (own, domain) = account.split_once('@').unwrap_or_default();
        match domain {
            "developer.gserviceaccount.com" => {
                let number = own.strip_suffix("-compute").unwrap_or(own);
                self.net
                    .scenario
                    .project_of_number(number)
                    .unwrap_or(number)
            }
            "appspot.gserviceaccount.com" => own,
            _ => domain.split('.').next().unwrap_or_default(),
        }
    }

    /// A binding that may let the caller: by a condition, a role or a group that nothing here says more of.
    fn impersonation_conditional(
        &mut self,
        target: &'a str,
        project: &'a str,
        caller: &str,
        role: &str,
    ) -> End<'a> {
        self.note(State::ObtainCredential, None, docs::IAM_CONDITIONS, || {
            Says::new(SaysId::CredentialConditional)
                .arg("caller", caller)
                .arg("target", target)
                .arg("binding", role)
        });
        self.incomplete(
            Cause::ResourceUnreadable,
            Lack::AccountPolicy(target, project),
        )
    }

    fn no_credentials(&mut self, library: &'a str) -> End<'a> {
        self.note(State::ObtainCredential, None, docs::ADC, || {
            Says::new(SaysId::CredentialNone).arg("library", library)
        });
        End::Stopped {
            cause: Cause::CredentialsNotFound,
            at: None,
            sees: Sees {
                id: CallerSees::LibraryError,
                arg: "could not find default credentials",
            },
        }
    }

    /// A service account that cannot be named, where a policy has to be asked about it.
    pub(super) fn unknown_account(&self) -> End<'a> {
        let at = match self.ask.client {
            Origin::Serverless { at, .. } => at,
            Origin::Machine { name, .. } => At::new(Kind::Instance, name),
            Origin::Pod(name) => At::new(Kind::Pod, name),
            _ => return self.unmodelled("DEFAULT_SERVICE_ACCOUNT", None, docs::RUN_TO_RUN),
        };
        self.incomplete(Cause::ResourceConfigNotFound, Lack::ServiceAccount(at))
    }
}

/// The Compute Engine default service account, where the project's number is known.
fn default_account(walk: &Walk, project: &str) -> Principal {
    let number = walk
        .net
        .scenario
        .resources
        .projects
        .iter()
        .find(|(name, _)| *name.name == *project)
        .and_then(|(_, own)| own.number);
    match number {
        Some(number) => Principal::Named(format!(
            "serviceAccount:{number}-compute@developer.gserviceaccount.com"
        )),
        None => Principal::DefaultOf(project.to_owned()),
    }
}
