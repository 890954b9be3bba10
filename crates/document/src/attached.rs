//! What hangs on a resource without being a part of it: what of Hopscope's own is on it, and its IAM policy.

use hopscope_model::resource::hopscope::NameServerPlace;
use hopscope_model::resource::{IamResource, Resources};
use hopscope_model::{Id, Kind, Scenario};

/// A scenario with a resource, what hangs on it, and nothing else.
pub(crate) fn alone(scenario: &Scenario, id: &Id) -> Scenario {
    let mut alone = Scenario {
        project: scenario.project.clone(),
        kept_fields: scenario.kept_fields.clone(),
        ..Scenario::default()
    };
    let all = &scenario.resources;
    alone.resources.share(all, id);
    attach(all, id, &mut alone.resources);
    for unread in &all.unread {
        if unread.is_called(id) {
            alone.resources.unread.push(unread.clone());
        }
    }
    alone
}

/// Takes over what hangs on a resource from others.
fn attach(from: &Resources, id: &Id, to: &mut Resources) {
    for process in &from.processes {
        if process.on == *id {
            to.processes.push(process.clone());
        }
    }
    for tunnel in &from.tunnels {
        if tunnel.on == *id {
            to.tunnels.push(tunnel.clone());
        }
    }
    for server in &from.name_servers {
        if server.on == NameServerPlace::Machine(id.clone()) {
            to.name_servers.push(server.clone());
        }
    }
    for appliance in &from.appliances {
        if id.kind == Kind::Instance && *appliance.on.name() == id.name {
            to.appliances.push(appliance.clone());
        }
    }
    if let Some(settings) = from.proxy_settings.get(id) {
        to.proxy_settings.insert(id.clone(), settings.clone());
    }
    for on in [
        IamResource::Resource(id.clone()),
        IamResource::Iap(id.clone()),
    ] {
        if let Some(policy) = from.iam_policies.get(&on) {
            to.iam_policies.insert(on, policy.clone());
        }
    }
}

/// Takes away what hangs on a resource: without it, that means nothing.
pub(crate) fn detach(from: &mut Resources, id: &Id) {
    from.processes.retain(|own| own.on != *id);
    from.tunnels.retain(|own| own.on != *id);
    let on = NameServerPlace::Machine(id.clone());
    from.name_servers.retain(|own| own.on != on);
    from.appliances
        .retain(|own| id.kind != Kind::Instance || *own.on.name() != id.name);
    from.proxy_settings.remove(id);
    for on in [
        IamResource::Resource(id.clone()),
        IamResource::Iap(id.clone()),
    ] {
        from.iam_policies.remove(&on);
    }
}
