//! IAM policies. What `get-iam-policy` prints does not say whose it is; `hopscope#iamPolicy` does, and so does
//! Cloud Asset Inventory.
//!
//! <https://docs.cloud.google.com/iam/docs/reference/rest/v1/Policy>

use hopscope_model::name::GLOBAL;
use hopscope_model::permission::matters;
use hopscope_model::reference::ReferenceError;
use hopscope_model::resource::iam::Binding;
use hopscope_model::resource::{IamPolicy, IamResource, Resources};
use hopscope_model::{Id, Index, Kind, Name, Set};

use crate::codec::{Out, Written, list_of};
use crate::envelope::Identity;
use crate::fields::Fields;
use crate::item::Item;
use crate::reader::{Reader, read};
use crate::terraform::ADDS_MARK;

/// Fields of `hopscope#iamPolicy`.
pub(crate) const FIELDS: &[&str] = &[
    "kind",
    "project",
    "resource",
    "bindings",
    "partial",
    "etag",
    "version",
    "auditConfigs",
    ADDS_MARK,
];

/// The collection of service accounts.
const SERVICE_ACCOUNTS: &str = "/serviceAccounts/";

impl Reader<'_> {
    /// An IAM policy, whosever it is.
    pub(crate) fn iam_policy(&mut self, item: &Item<'_>) {
        let own = item.envelope.word("resource");
        let wrapped = item.parent.as_ref().map(|parent| parent.reference.clone());
        let Some(text) = own.or(wrapped) else {
            // It may be that of anything.
            return self.unplaced(item, Kind::Project, "iam-policy");
        };
        let project = item
            .parent
            .as_ref()
            .and_then(|parent| parent.project.clone())
            .unwrap_or_else(|| self.default_project(item.source).to_owned());
        let resource = match self.iam_resource(&text, &project) {
            Ok(resource) => resource,
            Err(error) => return self.reference_failed(item, Kind::RunService, "resource", &error),
        };
        let read = read(item, |fields| {
            let bindings = fields.objects("bindings");
            IamPolicy {
                bindings: bindings.iter().map(binding).collect(),
                partial: fields.flag("partial"),
            }
        });
        match read {
            Ok(policy) => {
                let policies = &mut self.scenario.resources.iam_policies;
                if item.is_gone() {
                    let there = policies.get_mut(&resource).into_iter();
                    return there.for_each(|there| leave(there, &policy));
                }
                if item.envelope.has(ADDS_MARK)
                    && let Some(before) = policies.get(&resource)
                {
                    let policy = joined(before, policy);
                    policies.insert(resource, policy);
                    return;
                }
                let before = policies.get(&resource).cloned();
                policies.insert(resource.clone(), policy.clone());
                let again = self.is_again(item, format!("iam-policy {resource:?}"));
                self.keep_fields(item, &format!("hopscope#iamPolicy {resource:?}"), FIELDS);
                if let Some(before) = before.filter(|_| again) {
                    let same = before == policy;
                    let put = |all: &mut Resources, own| {
                        all.iam_policies.insert(resource.clone(), own);
                    };
                    let fields = self.told(|all| put(all, before), |all| put(all, policy));
                    let word = self.write_resource(&resource);
                    self.duplicate(item, Some(word), same, Some(fields));
                }
            }
            // A resource whose policy cannot be read is not read whole.
            Err(error) => {
                let (kind, identity) = match &resource {
                    IamResource::Resource(id) | IamResource::Iap(id) => {
                        (id.kind, Identity::of(&id.name))
                    }
                    IamResource::ServiceAccount(_) | IamResource::Other(_) => (
                        Kind::Project,
                        Identity {
                            name: Some(project),
                            ..Identity::default()
                        },
                    ),
                };
                let part = format!("part iam {text}");
                self.failed(item, kind, &identity, &part, &error);
            }
        }
    }

    /// The resource that somebody names as what a policy is set on, where it is one.
    pub(crate) fn iam_holder(&self, text: &str, project: &str) -> Option<Id> {
        match self.iam_resource(text, project).ok()? {
            IamResource::Resource(id) | IamResource::Iap(id) => Some(id),
            IamResource::ServiceAccount(_) | IamResource::Other(_) => None,
        }
    }

    /// What a policy is set on.
    fn iam_resource(&self, text: &str, project: &str) -> Result<IamResource, ReferenceError> {
        if let Some((_, email)) = text.rsplit_once(SERVICE_ACCOUNTS) {
            return Ok(IamResource::ServiceAccount(email.to_owned()));
        }
        if let Some(email) = text.strip_prefix("serviceAccount:") {
            return Ok(IamResource::ServiceAccount(email.to_owned()));
        }
        if !text.contains('/') && text.ends_with(".gserviceaccount.com") {
            return Ok(IamResource::ServiceAccount(text.to_owned()));
        }
        if let Some(service) = guarded_service(text) {
            let id = self.find(Some(Kind::RunService), &service, project)?;
            return Ok(IamResource::Iap(id));
        }
        // The project that is meant where none is named.
        if text == "//cloudresourcemanager.googleapis.com/projects/-" {
            let name = Name::new("", GLOBAL, project);
            return Ok(IamResource::Resource(Id::new(Kind::Project, name)));
        }
        match self.find(None, text, project) {
            Ok(id) => Ok(IamResource::Resource(id)),
            // Google has policies on more than there are kinds here.
            Err(ReferenceError::NoKind(_))
                if text.starts_with("//") || text.starts_with("projects/") =>
            {
                Ok(IamResource::Other(text.to_owned()))
            }
            Err(error) => Err(error),
        }
    }

    fn write_resource(&self, resource: &IamResource) -> String {
        resource_word(resource, Written::new(&self.scenario))
    }
}

/// Takes the grants of a policy out of another.
fn leave(policy: &mut IamPolicy, gone: &IamPolicy) {
    for gone in &gone.bindings {
        let same = |own: &Binding| own.role == gone.role && own.condition == gone.condition;
        for own in policy.bindings.iter_mut().filter(|own| same(own)) {
            own.members.retain(|own| !gone.members.contains(own));
        }
    }
    policy.bindings.retain(|own| !own.members.is_empty());
}

/// A policy to which others are added: "Other members for the role … are preserved"
/// (<https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/google_project_iam>).
fn joined(before: &IamPolicy, more: IamPolicy) -> IamPolicy {
    let mut own = before.clone();
    let mut places: Index<String, usize> = Index::new();
    let key = |own: &Binding| format!("{} {:?}", own.role, own.condition);
    for (place, binding) in own.bindings.iter().enumerate() {
        if !places.contains_key(&key(binding)) {
            places.insert(key(binding), place);
        }
    }
    for binding in more.bindings {
        let place = places.get(&key(&binding)).copied();
        match place.and_then(|place| own.bindings.get_mut(place)) {
            Some(there) => {
                let known: Set<String> = there.members.iter().cloned().collect();
                let members = binding.members.into_iter();
                there
                    .members
                    .extend(members.filter(|member| !known.contains_key(member)));
            }
            None => {
                places.insert(key(&binding), own.bindings.len());
                own.bindings.push(binding);
            }
        }
    }
    own
}

/// A role and who has it, where that matters: of other roles neither members nor conditions are kept.
fn binding(fields: &Fields<'_>) -> Binding {
    let role = fields.needed_text("role");
    if !matters(&role) {
        return Binding {
            role,
            members: Vec::new(),
            condition: None,
        };
    }
    // Google prints no role that nobody has: where nobody is named, something was left out.
    if !fields.has("members") {
        fields.missing("members");
    }
    let condition = fields.object("condition");
    let expression = condition.text("expression");
    Binding {
        role,
        members: fields.texts("members"),
        // A condition without its expression is one all the same.
        condition: condition.is_there().then(|| expression.unwrap_or_default()),
    }
}

/// What IAP calls Cloud Run of a region (<https://cloud.google.com/iap/docs/managing-access#iap-iam-api>).
const ON_CLOUD_RUN: &str = "/iap_web/cloud_run-";

/// The Cloud Run service whose policy in IAP has this name: `…/projects/P/iap_web/cloud_run-REGION/services/NAME`.
fn guarded_service(text: &str) -> Option<String> {
    let (before, rest) = text.split_once(ON_CLOUD_RUN)?;
    let (_, project) = before.rsplit_once("projects/")?;
    let (region, name) = rest.split_once("/services/")?;
    let plain = |part: &str| !part.is_empty() && !part.contains('/');
    (plain(project) && plain(region) && plain(name))
        .then(|| format!("projects/{project}/locations/{region}/services/{name}"))
}

/// How the resource of a policy is written.
pub(crate) fn resource_word(resource: &IamResource, of: Written<'_>) -> String {
    match resource {
        IamResource::Resource(id) => of.short(id),
        IamResource::Iap(id) => {
            let name = of.name(id.kind, &id.name);
            let (project, region) = (&*name.project, name.region());
            format!(
                "//iap.googleapis.com/projects/{project}{ON_CLOUD_RUN}{region}/services/{}",
                &*name.name
            )
        }
        IamResource::ServiceAccount(email) => {
            format!("//iam.googleapis.com/projects/-{SERVICE_ACCOUNTS}{email}")
        }
        IamResource::Other(text) => text.clone(),
    }
}

/// Writes the bindings of a policy.
pub(crate) fn write_bindings(policy: &IamPolicy, out: &mut Out<'_>) {
    let bindings = policy.bindings.iter().map(|binding| {
        let mut own = out.nested();
        own.put("role", &*binding.role);
        own.list("members", &binding.members);
        if let Some(expression) = &binding.condition {
            let mut condition = out.nested();
            condition.text("expression", expression);
            own.put("condition", condition.map);
        }
        own.map
    });
    out.put("bindings", list_of(bindings.collect()));
    out.flag("partial", policy.partial);
}
