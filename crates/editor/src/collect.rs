//! The script that collects what is missing, before anything is chosen in its dialog: the projects that what is
//! looked at mentions, and the kinds of which something is missing.

use hopscope_model::{Kind, Problem, Scenario, Set};
use hopscope_text::Lang;
pub use hopscope_text::export::project_ids;
use hopscope_text::export::{collected_with, is_project_id, script};

use crate::state::{Editor, View};

/// What the dialog begins with.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Collect {
    /// The projects that are mentioned, between blanks.
    pub projects: String,
    /// The kinds of which something is missing that the script can list.
    pub kinds: Vec<Kind>,
}

/// The most projects that are filled in: more than that wants to be chosen.
const MOST: usize = 40;

impl Collect {
    /// What the import in front mentions and lacks; without one, what is open.
    pub(crate) fn of(editor: &Editor) -> Self {
        let mut found = Found::default();
        let open = editor
            .open
            .as_ref()
            .filter(|_| editor.view == View::Workspace);
        match (&editor.import, open) {
            (Some(import), _) => {
                found.project(import.project.as_deref().unwrap_or_default());
                if let Some(scenario) = import.read_here() {
                    found.scenario(scenario);
                }
                found.problems(&import.missing);
            }
            (None, Some(open)) => {
                found.scenario(&open.scenario);
                for missing in open.results.iter().flat_map(|own| &own.missing) {
                    found.project(missing.project.as_deref().unwrap_or_default());
                    found.kind(&missing.kind);
                }
            }
            (None, None) => {}
        }
        found.projects.truncate(MOST);
        Self {
            projects: found.projects.join(" "),
            kinds: found.kinds,
        }
    }

    /// The script for these projects: of everything, or of what is missing alone.
    pub fn script(&self, lang: Lang, projects: &[String], missing: bool) -> String {
        let kinds = Some(&*self.kinds).filter(|kinds| missing && !kinds.is_empty());
        script(lang, projects, kinds)
    }
}

/// Both lists while they are gathered.
#[derive(Default)]
struct Found {
    projects: Vec<String>,
    known: Set<String>,
    kinds: Vec<Kind>,
}

impl Found {
    fn project(&mut self, id: &str) {
        if is_project_id(id) && self.known.add(id.to_owned()) {
            self.projects.push(id.to_owned());
        }
    }

    fn kind(&mut self, code: &str) {
        let kind = Kind::from_code(code).and_then(collected_with);
        if let Some(kind) = kind.filter(|kind| !self.kinds.contains(kind)) {
            self.kinds.push(kind);
        }
    }

    fn scenario(&mut self, scenario: &Scenario) {
        self.project(scenario.default_project());
        for id in scenario.resources.ids() {
            match id.kind {
                Kind::Project => self.project(&id.name.name),
                _ => self.project(&id.name.project),
            }
        }
    }

    /// References that lead nowhere, each with the command that exports what it names.
    fn problems(&mut self, problems: &[Problem]) {
        for problem in problems {
            if let Some(kind) = problem.args.get("kind") {
                self.kind(kind);
            }
            let command = problem.next.as_ref().and_then(|next| next.command.as_ref());
            for word in command.into_iter().flat_map(|own| own.split(' ')) {
                self.project(word.strip_prefix("--project=").unwrap_or_default());
            }
        }
    }
}
