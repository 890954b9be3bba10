//! The command above a document, where its prompt was copied with what it printed: of many outputs nothing else says
//! whose they are (<https://docs.cloud.google.com/sdk/gcloud/reference/run/services/get-iam-policy>), or that they are
//! not all there is (<https://docs.cloud.google.com/sdk/gcloud/reference/topic/filters>).

use hopscope_model::Kind;
use hopscope_model::resource::UnreadPart;

use crate::item::{EFFECTIVE_POLICY, Item, Parent};

/// Flags that take a value, where it does not stand behind `=`.
const VALUED: &[&str] = &[
    "--account",
    "--configuration",
    "--filter",
    "--format",
    "--limit",
    "--location",
    "--network",
    "--platform",
    "--project",
    "--region",
    "--router",
    "--zone",
    "-z",
];

/// Flags with which a list leaves things out.
const NARROWING: &[&str] = &[
    "--filter",
    "--global",
    "--limit",
    "--location",
    "--name",
    "--names",
    "--network",
    "--region",
    "--regions",
    "--router",
    "--type",
    "--uri",
    "--zones",
];

/// What prints parts of what: the words of the command, what it is asked of, and the flag that names that where it does
/// not stand behind the words.
const COMMANDS: &[(&str, &str, &str)] = &[
    ("run services get-iam-policy", "run", ""),
    ("functions get-iam-policy", "function", ""),
    ("projects get-iam-policy", "project", ""),
    (
        "organizations get-iam-policy",
        "//cloudresourcemanager.googleapis.com/organizations",
        "",
    ),
    (
        "resource-manager folders get-iam-policy",
        "//cloudresourcemanager.googleapis.com/folders",
        "",
    ),
    ("iam service-accounts get-iam-policy", "serviceAccount:", ""),
    ("compute routers get-status", "router", ""),
    ("compute routers nats list", "router", "--router"),
    (
        "compute instance-groups list-instances",
        "instance-group",
        "",
    ),
    (
        "compute instance-groups managed list-instances",
        "instance-group",
        "",
    ),
    (
        "compute instance-groups unmanaged list-instances",
        "instance-group",
        "",
    ),
    (
        "compute network-endpoint-groups list-network-endpoints",
        "neg",
        "",
    ),
    ("dns record-sets list", "zone", "--zone"),
    ("dns response-policies rules list", "response-policy", ""),
    ("compute networks get-effective-firewalls", "network", ""),
    (
        "compute instances network-interfaces get-effective-firewalls",
        "vm",
        "",
    ),
];

/// A command that somebody gave.
#[derive(Default, Debug)]
pub(crate) struct Command<'a> {
    /// Its words and what they are about.
    words: Vec<&'a str>,
    /// Its flags, and their values where they have one.
    flags: Vec<(&'a str, &'a str)>,
}

impl<'a> Command<'a> {
    /// The last one of a text that stands above a document.
    pub(crate) fn above(text: &'a str) -> Option<Self> {
        let at = memchr::memmem::rfind(text.as_bytes(), b"gcloud ")?;
        let rest = text.get(at + "gcloud ".len()..)?;
        let mut own = Self::default();
        let mut waiting = None;
        for line in rest.lines() {
            let line = line.trim_end();
            let goes_on = line.strip_suffix(['\\', '`', '^']);
            for word in goes_on.unwrap_or(line).split_whitespace() {
                if word.starts_with(['|', '>', ';', '&', '#', '<']) {
                    return Some(own);
                }
                own.word(word.trim_matches(['"', '\'']), &mut waiting);
            }
            if goes_on.is_none() {
                break;
            }
        }
        Some(own)
    }

    fn word(&mut self, word: &'a str, waiting: &mut Option<&'a str>) {
        if let Some(flag) = waiting.take() {
            self.flags.push((flag, word));
        } else if let Some((flag, value)) = word.split_once('=').filter(|_| word.starts_with('-')) {
            self.flags.push((flag, value.trim_matches(['"', '\''])));
        } else if VALUED.contains(&word) {
            *waiting = Some(word);
        } else if word.starts_with('-') {
            self.flags.push((word, ""));
        } else if !(self.words.is_empty() && ["alpha", "beta"].contains(&word)) {
            self.words.push(word);
        }
    }

    fn flag(&self, name: &str) -> Option<&'a str> {
        let own = self.flags.iter().find(|(own, _)| *own == name);
        own.map(|(_, value)| *value).filter(|own| !own.is_empty())
    }

    /// Whether what it lists may not be all there is. What the parts are of is no choice among them.
    pub(crate) fn narrows(&self, of: Option<&str>) -> bool {
        let mut flags = self.flags.iter();
        flags.any(|(own, _)| Some(*own) != of && NARROWING.contains(own))
    }

    /// Whose parts it prints.
    fn parent(&self) -> Option<Parent> {
        let (rest, of, flag) = COMMANDS.iter().find_map(|(words, of, flag)| {
            let mut own = self.words.iter();
            let same = words.split(' ').all(|word| own.next() == Some(&word));
            same.then(|| (own.next().copied(), *of, *flag))
        })?;
        let name = match flag {
            "" => rest?,
            "--zone" => self.flag(flag).or_else(|| self.flag("-z"))?,
            flag => self.flag(flag)?,
        };
        let project = self.flag("--project").map(str::to_owned);
        // A path says its project and place itself.
        let place = ["--region", "--zone", "--location"].into_iter();
        let place = place
            .filter(|own| *own != flag)
            .find_map(|own| self.flag(own));
        let reference = match (of, place) {
            ("serviceAccount:", _) => format!("{of}{name}"),
            _ if name.contains('/') => name.to_owned(),
            (of, Some(place)) if !of.starts_with('/') => format!("{of}/{place}/{name}"),
            (of, _) => format!("{of}/{name}"),
        };
        Some(Parent { reference, project })
    }

    /// Lets objects that do not say whose they are be of what the command was about; `whole`: what it printed is a whole
    /// list.
    pub(crate) fn own(&self, items: &mut [Item<'_>], whole: bool) {
        let Some(parent) = self.parent() else { return };
        let whole = whole && !self.narrows(Some("--zone"));
        let kind = match parent.reference.split_once('/') {
            Some((code, _)) => Kind::from_code(code),
            None => None,
        };
        let iam = self.words.contains(&"get-iam-policy");
        for item in items.iter_mut().filter(|item| item.parent.is_none()) {
            let row = item.row;
            let fits = match iam {
                true => row.part == UnreadPart::IamPolicy && !item.envelope.has("resource"),
                false if row.kinds.contains(&EFFECTIVE_POLICY) => {
                    self.words.contains(&"get-effective-firewalls")
                }
                false => row.turn == crate::registry::Turn::Second && Some(row.kind) == kind,
            };
            if fits {
                item.parent = Some(parent.clone());
                item.around.of_all |= whole;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_says_whose_its_output_is() {
        let check = |text: &str, reference: Option<&str>, project: Option<&str>| {
            let parent = Command::above(text).and_then(|own| own.parent());
            let parent = parent.map(|own| (own.reference, own.project));
            let expected = reference.map(|own| (own.to_owned(), project.map(str::to_owned)));
            assert_eq!(parent, expected, "{text}");
        };
        check(
            "$ gcloud run services get-iam-policy sv --region us-east1\n",
            Some("run/us-east1/sv"),
            None,
        );
        check(
            "me@host:~$ gcloud beta run services get-iam-policy \\\n  --region=us-east1 --project p --quiet 'sv' > x\n",
            Some("run/us-east1/sv"),
            Some("p"),
        );
        check(
            "gcloud dns record-sets list -z corp --format json",
            Some("zone/corp"),
            None,
        );
        check(
            "gcloud iam service-accounts get-iam-policy a@p.iam.gserviceaccount.com",
            Some("serviceAccount:a@p.iam.gserviceaccount.com"),
            None,
        );
        check(
            "gcloud organizations get-iam-policy 12",
            Some("//cloudresourcemanager.googleapis.com/organizations/12"),
            None,
        );
        check(
            "gcloud compute networks subnets get-iam-policy s",
            None,
            None,
        );
        check("gcloud run services get-iam-policy", None, None);
        check("no command", None, None);
    }

    #[test]
    fn a_list_of_a_choice_is_not_all() {
        let narrows = |text: &str| Command::above(text).is_some_and(|own| own.narrows(None));
        assert!(narrows("$ gcloud compute routes list --filter=name=x"));
        assert!(narrows("$ gcloud compute routers list --regions us-east1"));
        assert!(!narrows(
            "$ gcloud compute routes list --project p --format=json"
        ));
    }
}
