//! The inspector: who a resource is, its forms line by line, what is wrong, what is noted, and which steps happen there.

use hopscope_model::name::{GLOBAL, Name};
use hopscope_model::order;
use hopscope_model::reference::resolve;
use hopscope_model::{Id, Problem, Scenario, Severity};
use hopscope_text::{Lang, pages, problem};
use serde_json::Value;

use crate::design::fields::{self, Field, Input};
use crate::design::{self, json};
use crate::edit::{Draft, Of};
use crate::import::Group;
use crate::open::Open;
use crate::state::Editor;
use crate::view::import::group_word;
use crate::view::{kind_word, sources, targets, ui, words};

/// What the inspector shows.
#[derive(Clone, PartialEq, Debug)]
pub struct Inspector {
    /// The reference of what is chosen.
    pub reference: String,
    /// What it is.
    pub kind: &'static str,
    /// What it is called.
    pub title: String,
    /// Its name and its place, where it can be called otherwise; and what is wrong with them.
    pub name: Option<(design::Identity, Option<String>)>,
    /// The project that it is in, and those that it could go to; where it is in one that can be chosen.
    pub project: Option<(String, Vec<String>)>,
    /// What is written in its box, where it has no form.
    pub lines: Vec<String>,
    /// Steps of the chosen trace that happen there, from 1.
    pub steps: Vec<u32>,
    /// What people noted of it.
    pub note: String,
    /// Its objects.
    pub parts: Vec<Part>,
    /// Objects that can be put on it, by their position in the table of parts.
    pub addable: Vec<(usize, &'static str)>,
    /// What is wrong that is in no line.
    pub problems: Vec<String>,
    /// It keeps its place in the picture.
    pub pinned: bool,
    /// It is a container, and shows nothing of what is in it.
    pub folded: Option<bool>,
    /// Others that are chosen beside it.
    pub more: usize,
}

/// An object with its form.
#[derive(Clone, PartialEq, Debug)]
pub struct Part {
    /// Which object, from 0.
    pub object: usize,
    /// What it is.
    pub title: String,
    /// Google's page.
    pub doc: Option<String>,
    /// Its lines.
    pub lines: Vec<Line>,
    /// As JSON.
    pub json: String,
}

/// A line of a form.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    /// The field.
    pub path: String,
    /// Its name.
    pub label: String,
    /// How deep inside of lists, from 0.
    pub depth: u8,
    /// What stands in it.
    pub shown: Shown,
    /// What is wrong with it.
    pub problem: Option<String>,
}

/// What stands in a line.
#[derive(Clone, PartialEq, Debug)]
pub enum Shown {
    /// A text, what holds where none stands, and suggestions.
    Text(String, String, Vec<String>),
    /// One of several, by its value: value and word.
    Choice(String, Vec<(String, String)>),
    /// Yes or no.
    Flag(bool),
    /// The heading of a list: one more can be added.
    List,
    /// The heading of one of a list: it can go.
    Item,
}

/// What the inspector shows of what is chosen.
pub fn inspector(lang: Lang, editor: &Editor) -> Option<Inspector> {
    let open = editor.open.as_ref()?;
    let reference = editor.chosen.resource.as_deref()?;
    let node = open.scene.node(reference);
    let id = resolve(&open.scenario, reference).ok();
    if node.is_none() && id.is_none() {
        return None;
    }
    let mut steps: Vec<u32> = Vec::new();
    for badge in editor.overlay.iter().flat_map(|overlay| &overlay.badges) {
        if badge.node.is_some() && badge.node.as_ref() == node.map(|node| &node.id) {
            steps.push(badge.step);
        }
    }
    order::sort(&mut steps);
    let own_box = node.filter(|node| *node.id == *reference);
    let mut labels = Vec::new();
    for label in own_box.iter().flat_map(|node| &node.labels) {
        labels.push(words(lang, &label.text));
    }
    let title = match (&id, labels.first()) {
        (Some(id), _) => id
            .name
            .name
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .to_owned(),
        (None, Some(title)) => title.clone(),
        (None, None) => reference.to_owned(),
    };
    let mut shown = Inspector {
        reference: reference.to_owned(),
        kind: match (&id, own_box.and_then(|node| node.kind)) {
            (Some(id), _) => kind_word(lang, id.kind),
            (None, Some(kind)) => kind_word(lang, kind),
            (None, None) => "",
        },
        title,
        name: None,
        project: None,
        lines: labels.split_off(labels.len().min(1)),
        steps,
        note: String::new(),
        parts: Vec::new(),
        addable: Vec::new(),
        problems: Vec::new(),
        pinned: own_box.is_some_and(|node| node.pinned),
        folded: None,
        more: editor.chosen.more.len(),
    };
    let Some(id) = id else { return Some(shown) };
    if own_box.is_some_and(|node| node.shape == hopscope_diagram::scene::Shape::Container) {
        shown.folded = own_box.map(|node| node.collapsed);
    }
    for note in &open.scenario.notes {
        if resolve(&open.scenario, &note.on).as_ref() == Ok(&id) {
            shown.note.push_str(&note.text);
        }
    }
    let objects = editor.objects(Of::Resource);
    let draft = editor
        .draft
        .as_deref()
        .filter(|draft| draft.of == Of::Resource);
    let mut wrong = wrong_lines(lang, draft);
    for warning in design::warnings(&open.scenario, &id) {
        let ui = ui(lang);
        let text = if warning.region {
            (ui.other_region)(&warning.with)
        } else {
            (ui.overlaps)(&warning.with)
        };
        wrong.push((0, warning.path.to_owned(), text));
    }
    if let Some(first) = objects.first() {
        let problem = take(&mut wrong, 0, "name");
        let named = !matches!(
            id.kind,
            hopscope_model::Kind::Nat | hopscope_model::Kind::Peering
        );
        shown.name = named.then(|| (design::identity(first), problem));
    }
    if design::has_project(&id) {
        let all = &open.scenario.resources;
        let there = all.ids().filter(design::has_project);
        let there = there.map(|own| own.name.project.to_string());
        let named = all.projects.keys().map(|own| own.name.to_string());
        let projects = order::once(there.chain(named));
        shown.project = Some((id.name.project.to_string(), projects));
    }
    let maker = Maker {
        lang,
        open,
        from: &id.name,
    };
    for (object, value) in objects.iter().enumerate() {
        if let Some(part) = maker.part(object, value, &mut wrong) {
            shown.parts.push(part);
        }
    }
    for (part, (kinds, text)) in fields::PARTS.iter().enumerate() {
        let new: Value = serde_json::from_str(text).unwrap_or_default();
        let Some(form) = fields::form_of(&new) else {
            // What it hangs on says what it is.
            let there = objects.iter().any(|own| own.get("items").is_some());
            if kinds.contains(&id.kind) && !there {
                shown.addable.push((part, ui(lang).list_of));
            }
            continue;
        };
        let there = objects
            .iter()
            .any(|own| fields::form_of(own).is_some_and(|own| own.word == form.word));
        let many = matches!(
            form.group,
            Group::Process | Group::Tunnel | Group::NameServer | Group::DomainMapping
        );
        if kinds.contains(&id.kind) && (many || !there) {
            shown.addable.push((part, group_word(lang, form.group, 1)));
        }
    }
    // What the reader or the linker said of it, where no form does already.
    let mut told: Vec<&Problem> = Vec::new();
    for problem in &open.problems {
        let on = problem
            .resource
            .as_deref()
            .map(|own| resolve(&open.scenario, own));
        if matches!(&on, Some(Ok(on)) if *on == id) && problem.severity != Severity::Note {
            told.push(problem);
        }
    }
    shown
        .problems
        .extend(told.iter().map(|own| problem::text(lang, own)));
    shown
        .problems
        .extend(wrong.into_iter().map(|(.., text)| text));
    Some(shown)
}

/// The form of the chosen request.
pub fn request_form(lang: Lang, editor: &Editor) -> Option<Part> {
    let open = editor.open.as_ref()?;
    let objects = editor.objects(Of::Request);
    let object = objects.first()?;
    let draft = editor
        .draft
        .as_deref()
        .filter(|draft| draft.of == Of::Request);
    let mut wrong = wrong_lines(lang, draft);
    let nowhere = Name::global("", "");
    let maker = Maker {
        lang,
        open,
        from: &nowhere,
    };
    let mut lines = Vec::new();
    maker.lines(object, fields::REQUEST, "", 0, 0, &mut wrong, &mut lines);
    for line in &mut lines {
        if let Shown::Text(_, _, suggested) = &mut line.shown {
            match line.path.as_str() {
                "from" => *suggested = sources(open),
                "to" => *suggested = targets(open),
                _ => {}
            }
        }
    }
    // What is in no field of the form shows with the first.
    if let (Some((.., text)), Some(first)) = (wrong.first(), lines.first_mut()) {
        first.problem.get_or_insert_with(|| text.clone());
    }
    Some(Part {
        object: 0,
        title: String::new(),
        doc: None,
        lines,
        json: String::new(),
    })
}

/// What is wrong: in which object, in which field, in words.
type WrongLine = (usize, String, String);

fn wrong_lines(lang: Lang, draft: Option<&Draft>) -> Vec<WrongLine> {
    let mut wrong = Vec::new();
    for own in draft.into_iter().flat_map(|draft| &draft.wrong) {
        wrong.push((
            own.object,
            own.path.clone(),
            problem::text(lang, &own.problem),
        ));
    }
    wrong
}

/// Takes out what is wrong with a field, or with one of its values.
fn take(wrong: &mut Vec<WrongLine>, object: usize, path: &str) -> Option<String> {
    let at = wrong.iter().position(|(own, field, _)| {
        *own == object
            && field
                .strip_prefix(path)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('['))
    })?;
    Some(wrong.remove(at).2)
}

/// Makes lines.
struct Maker<'a> {
    lang: Lang,
    open: &'a Open,
    /// The resource, which short names in its fields begin from.
    from: &'a Name,
}

impl Maker<'_> {
    fn part(&self, object: usize, value: &Value, wrong: &mut Vec<WrongLine>) -> Option<Part> {
        let form = fields::form_of(value)?;
        let mut lines = Vec::new();
        self.lines(value, form.fields, "", 0, object, wrong, &mut lines);
        Some(Part {
            object,
            title: match value.get("items") {
                Some(_) => ui(self.lang).list_of.to_owned(),
                None => group_word(self.lang, form.group, 1).to_owned(),
            },
            doc: (!form.doc.is_empty()).then(|| pages::doc_link(form.doc, self.lang)),
            lines,
            json: serde_json::to_string_pretty(value).unwrap_or_default(),
        })
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "it goes down into lists with all of them"
    )]
    fn lines(
        &self,
        value: &Value,
        fields: &'static [Field],
        inside: &str,
        depth: u8,
        object: usize,
        wrong: &mut Vec<WrongLine>,
        lines: &mut Vec<Line>,
    ) {
        for field in fields {
            let path = match inside {
                "" => field.path.to_owned(),
                inside => format!("{inside}.{}", field.path),
            };
            let whole = match inside {
                "" => Some(value),
                inside => json::get(value, inside),
            };
            if !whole.is_none_or(|whole| field.applies(whole)) {
                continue;
            }
            let now = json::get(value, &path);
            let at = lines.len();
            if let Input::Rows(rows) = field.input {
                let count = now.and_then(Value::as_array).map_or(0, Vec::len);
                lines.push(line(&path, label(field.path), depth, Shown::List));
                for index in 0..count {
                    let path = format!("{path}[{index}]");
                    let name = format!("{}[{index}]", label(field.path));
                    let item = lines.len();
                    lines.push(line(&path, name, depth + 1, Shown::Item));
                    self.lines(value, rows, &path, depth + 2, object, wrong, lines);
                    lines[item].problem = take(wrong, object, &path);
                }
            } else if let Some(one) = fields::one_of(field.input)
                && !design::candidates(&self.open.scenario, one).is_empty()
            {
                lines.push(line(&path, label(field.path), depth, Shown::List));
                let all = now.and_then(Value::as_array);
                for (index, value) in all.into_iter().flatten().enumerate() {
                    let path = format!("{path}[{index}]");
                    let name = format!("{}[{index}]", label(field.path));
                    let shown = self.shown(one, "", Some(value));
                    let mut own = line(&path, name, depth + 1, shown);
                    own.problem = take(wrong, object, &path);
                    lines.push(own);
                }
            } else {
                let shown = self.shown(field.input, field.default, now);
                lines.push(line(&path, label(field.path), depth, shown));
            }
            lines[at].problem = take(wrong, object, &path);
        }
    }

    fn shown(&self, input: Input, default: &str, now: Option<&Value>) -> Shown {
        let text = now.map(json::text).unwrap_or_default();
        let none = match default {
            "" => "–".to_owned(),
            default => format!("({default})"),
        };
        let scenario = &self.open.scenario;
        let mut options = vec![(String::new(), none)];
        let mut chosen = String::new();
        match input {
            Input::Choice(_)
            | Input::Refer(_)
            | Input::ReferOr(..)
            | Input::Node
            | Input::Own(_) => {}
            Input::Flag => {
                let default = default == "true";
                let now = now.and_then(Value::as_bool);
                return Shown::Flag(now.unwrap_or(default));
            }
            Input::There(_) => return Shown::Flag(now.is_some()),
            Input::Pairs | Input::Selector => {
                let text = now.map(match input {
                    Input::Pairs => fields::pairs_text,
                    _ => fields::selector_text,
                });
                return Shown::Text(text.unwrap_or_default(), default.to_owned(), Vec::new());
            }
            Input::Suggest(_) => {
                let names = design::candidates(scenario, input).into_iter();
                let names = names.map(|(value, _)| value).collect();
                return Shown::Text(text, default.to_owned(), names);
            }
            _ => return Shown::Text(text, default.to_owned(), Vec::new()),
        }
        let mut words: Vec<String> = Vec::new();
        match input {
            Input::Choice(own) | Input::ReferOr(_, own) => {
                words.extend(own.iter().map(|word| (*word).to_owned()));
            }
            Input::Node => words = design::nodes(scenario),
            _ => {}
        }
        let named = resolve(scenario, &text).ok();
        for (value, id) in design::candidates(scenario, input) {
            let (is_it, word) = match input {
                Input::Own(_) => (named.as_ref() == Some(&id), value.clone()),
                _ => (
                    !text.is_empty() && design::is_named(&text, self.from, &id),
                    short(scenario, &id),
                ),
            };
            if is_it {
                chosen.clone_from(&value);
            }
            options.push((value, word));
        }
        if words.contains(&text) {
            chosen.clone_from(&text);
        }
        options.extend(words.into_iter().map(|word| (word.clone(), word)));
        // What is not there, or not known, stays what it is until something else is chosen.
        if options.iter().all(|(value, _)| *value != chosen)
            || (chosen.is_empty() && !text.is_empty())
        {
            options.push((text.clone(), format!("{text} ?")));
            chosen = text;
        }
        Shown::Choice(chosen, options)
    }
}

fn line(path: &str, label: String, depth: u8, shown: Shown) -> Line {
    Line {
        path: path.to_owned(),
        label,
        depth,
        shown,
        problem: None,
    }
}

/// Words that say nothing without the one before.
const BARE: &[&str] = &[
    "audience",
    "caller",
    "disabled",
    "enabled",
    "expression",
    "items",
    "library",
    "name",
    "networkUrl",
    "port",
    "principal",
    "state",
    "target",
    "type",
    "uri",
    "uris",
];

/// A field by the last part of its path, or the last two: what is before says where Google keeps it, and nothing else.
fn label(path: &str) -> String {
    let mut parts = path.rsplit('.');
    let last = parts.next().unwrap_or_default();
    match parts.next() {
        Some(before) if BARE.contains(&last) => format!("{before}.{last}"),
        _ => last.to_owned(),
    }
}

/// A resource in a list of its kind: its name, with its place and project where they are not plain.
fn short(scenario: &Scenario, id: &Id) -> String {
    let Name {
        project,
        location,
        name,
    } = &id.name;
    let mut text = name.to_string();
    if &**location != GLOBAL && !location.is_empty() {
        text = format!("{text} ({location})");
    }
    if &**project != scenario.default_project() && !project.is_empty() {
        text = format!("{project}: {text}");
    }
    text
}
