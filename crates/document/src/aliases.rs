//! Numbers of projects and their ids, where an object says both of one project. What says it by the way counts less
//! than what describes the project.

use hopscope_model::Kind;

use crate::envelope::Envelope;
use crate::item::{Item, is_number};
use crate::names::Path;
use crate::serverless::knative::number_beside;

/// A number and the id of the same project.
pub(crate) type Alias = (String, String);

/// How the default service account of Compute Engine is called behind its project's number
/// (<https://docs.cloud.google.com/compute/docs/access/service-accounts#default_service_account>).
const DEFAULT_ACCOUNT: &str = "-compute@developer.gserviceaccount.com";

/// Two words for one project, where one is its number.
fn alias(one: &str, other: &str) -> Option<Alias> {
    let (number, id) = match (is_number(one), is_number(other)) {
        (true, false) => (one, other),
        (false, true) => (other, one),
        _ => return None,
    };
    (!matches!(id, "" | "-")).then(|| (number.to_owned(), id.to_owned()))
}

/// What an object that is read says of its project.
pub(crate) fn of_item(item: &Item<'_>) -> Option<Alias> {
    // A network and what belongs to it are in one project
    // (<https://docs.cloud.google.com/vpc/docs/vpc#specifications>).
    let of_network = matches!(
        item.row.kind,
        Kind::Subnet | Kind::Route | Kind::Firewall | Kind::Router
    );
    let by_network = || {
        let network = item.envelope.word("network").filter(|_| of_network)?;
        let link = item.envelope.word("selfLink")?;
        alias(Path::parse(&link).project?, Path::parse(&network).project?)
    };
    number_beside(item).or_else(by_network)
}

/// What an asset says beside its name: of a search the number of its project
/// (<https://docs.cloud.google.com/asset-inventory/docs/reference/rest/v1/ResourceSearchResult>).
pub(crate) fn of_asset(envelope: &Envelope<'_>, name: &str) -> Option<Alias> {
    let project = envelope.word("project")?;
    alias(
        project.strip_prefix("projects/")?,
        Path::parse(name).project?,
    )
}

/// What an object that is not read says: a Compute Engine project, or a service account of one, by the default service
/// account of the project.
pub(crate) fn of_stranger(envelope: &Envelope<'_>) -> Option<Alias> {
    let number = |email: &str| Some(email.strip_suffix(DEFAULT_ACCOUNT)?.to_owned());
    let is_project = envelope.word("kind").as_deref() == Some("compute#project");
    let said = match is_project {
        true => envelope
            .word("name")
            .zip(envelope.word("defaultServiceAccount")),
        false => envelope.word("projectId").zip(envelope.word("email")),
    };
    let (id, email) = said?;
    alias(&number(&email)?, &id)
}
