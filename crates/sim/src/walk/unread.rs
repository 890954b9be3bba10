//! Parts of a resource that could not be read: its processes, how it reaches out, who may call it. The resource is
//! there, and a request for which such a part could matter is answered neither way. IAM policies of a project are
//! inherited by what is in it (<https://cloud.google.com/iam/docs/resource-hierarchy-access-control>).

use hopscope_model::name::Name;
use hopscope_model::resource::{Kind, Unread, UnreadPart};
use hopscope_model::result::Missing;
use hopscope_model::{Cause, Scenario, export_command};

use super::{At, Checked, Lack, Walk};

/// An unread part of a resource, out of these.
pub(crate) fn unread_part<'a>(
    scenario: &'a Scenario,
    kind: Kind,
    name: &Name,
    parts: &[UnreadPart],
) -> Option<&'a Unread> {
    let unread = &scenario.resources.unread;
    unread
        .iter()
        .find(|unread| parts.contains(&unread.part()) && unread.is_of(kind, name))
}

/// As results print it. What no command exports is corrected by hand.
pub(super) fn missing(unread: &Unread) -> Missing {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let name = Name::new(
        unread.project.as_str(),
        unread.location.as_str(),
        unread.name.as_str(),
    );
    let described = || Some(export_command::describe(unread.kind, &name));
    let command = match unread.part() {
        UnreadPart::Process | UnreadPart::Client => None,
        UnreadPart::IamPolicy => export_command::iam_policy(unread.kind, &name),
        UnreadPart::Resource => described().filter(|command| !command.is_empty()),
    };
    Missing {
        kind: unread.kind.code().to_owned(),
        name: some(&unread.name),
        project: some(&unread.project),
        command,
    }
}

impl<'a> Walk<'a> {
    /// Ends it if one of these parts of a resource could not be read.
    pub(super) fn part_is_read(&self, at: At<'a>, parts: &[UnreadPart]) -> Checked<'a> {
        match unread_part(&self.net.scenario, at.kind, at.name, parts) {
            Some(unread) => Err(self.incomplete(Cause::ResourceUnreadable, Lack::Unread(unread))),
            None => Ok(()),
        }
    }

    /// Ends it if an IAM policy of a project could not be read; without a project, of any.
    pub(super) fn project_policy_is_read(&self, project: Option<&str>) -> Checked<'a> {
        let unread = &self.net.scenario.resources.unread;
        let found = unread.iter().find(|unread| {
            unread.kind == Kind::Project
                && unread.part() == UnreadPart::IamPolicy
                && project.is_none_or(|project| unread.name.is_empty() || unread.name == project)
        });
        match found {
            Some(unread) => Err(self.incomplete(Cause::ResourceUnreadable, Lack::Unread(unread))),
            None => Ok(()),
        }
    }
}
