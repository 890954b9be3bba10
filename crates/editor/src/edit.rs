//! Changes to what is open. Each makes another scenario by the document crate, is one step of the history, and has
//! every request answered anew. What the reader refuses stays in the form as a draft, with what is wrong with it.

use std::rc::Rc;

use hopscope_model::reference::resolve;
use hopscope_model::scenario::{Branch, Note};
use hopscope_model::{Id, Kind, Scenario};
use serde_json::Value;

use crate::design::connect::Choice;
use crate::design::fields::{self, Field, Input};
use crate::design::{self, Identity, Wrong, json};
use crate::history::Deed;
use crate::open::{Open, Origin};
use crate::state::{Chosen, Editor, Notice, Palette, View};

/// What a form is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Of {
    /// The chosen resource.
    Resource,
    /// The chosen request.
    Request,
}

/// A change. What is chosen says to what.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Edit {
    /// An empty scenario is begun.
    Start,
    /// A field takes what was typed.
    Set {
        /// Whose field.
        of: Of,
        /// In which object, from 0.
        object: usize,
        /// Which field.
        path: String,
        /// What was typed; nothing takes it away.
        text: String,
    },
    /// One more row of a list, to be filled.
    AddRow {
        /// Whose list.
        of: Of,
        /// In which object.
        object: usize,
        /// Which list.
        path: String,
    },
    /// A row goes.
    DropRow {
        /// Whose list.
        of: Of,
        /// In which object.
        object: usize,
        /// Which row.
        path: String,
    },
    /// An object as JSON.
    Text {
        /// Which object.
        object: usize,
        /// As it was typed.
        json: String,
    },
    /// Another object on the resource: a row of the table of parts.
    AddObject(usize),
    /// An object of the resource goes.
    DropObject(usize),
    /// The resource is called otherwise.
    Name(String),
    /// The resource moves to another region or zone.
    Locate(String),
    /// The resource moves to another project.
    MoveTo(String),
    /// A new resource, by the word of its form.
    Add(&'static str),
    /// What is referred to and not there, by its reference.
    AddMissing(Rc<str>),
    /// What is chosen goes.
    Remove,
    /// What is chosen is there twice.
    Duplicate,
    /// What was copied comes again.
    Paste,
    /// A connection from a resource.
    Connect(Rc<str>, Choice),
    /// A box is put somewhere.
    Pin(Rc<str>, i32, i32),
    /// The chosen box is shifted.
    Nudge(i32, i32),
    /// The chosen boxes go where the layout puts them.
    Unpin,
    /// A container shows what is in it, or no longer.
    Fold(Rc<str>),
    /// What is noted on the chosen resource.
    Note(String),
    /// What the scenario is called.
    Title(String),
    /// The id of its project.
    Project(String),
    /// A proposal is begun, and looked at: what is changed from here on is changed in it alone.
    Propose,
    /// The proposal that is looked at is called otherwise.
    ProposalName(String),
    /// The proposal that is looked at goes.
    DropProposal,
    /// What the proposal that is looked at would have is what is there.
    Adopt,
    /// That the answer to a request changes is meant, or no longer: which of the comparison, from 0.
    Declare(usize, bool),
    /// What the chosen request is expected to do is what it does.
    ExpectThis,
    /// The chosen request is there twice.
    DuplicateRequest,
    /// The chosen request goes.
    RemoveRequest,
    /// The chosen request changes places with the one above or below.
    MoveRequest {
        /// Above.
        up: bool,
    },
}

/// What a form holds that the reader refuses.
#[derive(Clone, PartialEq, Debug)]
pub struct Draft {
    /// Of what.
    pub of: Of,
    /// The objects as they would be.
    pub objects: Vec<Value>,
    /// What is wrong with them.
    pub wrong: Vec<Wrong>,
}

impl Editor {
    /// The chosen resource, where the scenario has it.
    pub fn chosen_id(&self) -> Option<Id> {
        self.id_of(self.chosen.resource.as_deref()?)
    }

    pub(crate) fn id_of(&self, reference: &str) -> Option<Id> {
        let open = self.open.as_ref()?;
        resolve(&open.scenario, reference).ok()
    }

    /// Everything that is chosen.
    pub fn chosen_ids(&self) -> Vec<Id> {
        let mut ids: Vec<Id> = Vec::new();
        for reference in self.chosen.resource.iter().chain(&self.chosen.more) {
            if let Some(id) = self.id_of(reference)
                && !ids.contains(&id)
            {
                ids.push(id);
            }
        }
        ids
    }

    /// The objects that a form shows: the draft, or what the scenario has.
    pub fn objects(&self, of: Of) -> Vec<Value> {
        if let Some(draft) = self.draft.as_ref().filter(|draft| draft.of == of) {
            return draft.objects.clone();
        }
        let Some(open) = &self.open else {
            return Vec::new();
        };
        match of {
            Of::Resource => match self.chosen_id() {
                Some(id) => design::objects(&open.scenario, &id),
                None => Vec::new(),
            },
            Of::Request => match open.scenario.requests.get(self.chosen.request) {
                Some(request) => vec![design::request_object(&open.scenario, request)],
                None => Vec::new(),
            },
        }
    }

    /// The chosen resources as JSON, for the clipboard.
    pub fn copy_text(&self) -> Option<String> {
        let open = self.open.as_ref()?;
        let mut all = Vec::new();
        for id in self.chosen_ids() {
            all.extend(design::objects(&open.scenario, &id));
        }
        if all.is_empty() {
            return None;
        }
        serde_json::to_string_pretty(&Value::Array(all)).ok()
    }

    /// What was copied from here, so that pasting it here makes another.
    pub(crate) fn copied(&mut self) {
        if let Some(text) = self.copy_text() {
            self.copied = Some(Rc::new((text, self.chosen_ids())));
        }
    }

    /// Whether a pasted text is what was copied here.
    pub(crate) fn is_own_copy(&self, text: &str) -> bool {
        let copied = self.copied.as_ref();
        self.view == View::Workspace
            && copied.is_some_and(|copied| text.replace('\r', "").trim() == copied.0)
    }

    /// Applies a change; one that cannot be changes nothing.
    pub(crate) fn edit(&mut self, edit: Edit) {
        if edit == Edit::Start {
            let open = Open::of(Origin::Own, design::new_scenario(), Vec::new());
            return self.replace(Deed::Started, Rc::new(open));
        }
        let Some(open) = self.open.clone() else {
            return;
        };
        let scenario = &open.scenario;
        match edit {
            Edit::Start => {}
            Edit::Set {
                of,
                object,
                path,
                text,
            } => {
                let mut objects = self.objects(of);
                let Some(own) = objects.get_mut(object) else {
                    return;
                };
                let value = match form_fields(of, own).and_then(|own| fields::field_at(own, &path))
                {
                    // One of several.
                    Some(_) if path.ends_with(']') && text.is_empty() => None,
                    Some(_) if path.ends_with(']') => Some(text.into()),
                    Some(field) => typed(field, &text),
                    None => Some(text.into()),
                };
                if json::get(own, &path) == value.as_ref() {
                    return;
                }
                json::set(own, &path, value);
                if of == Of::Resource {
                    design::complete(scenario, own, &path);
                }
                self.put(of, objects);
            }
            Edit::AddRow { of, object, path } => {
                let mut objects = self.objects(of);
                let Some(own) = objects.get_mut(object) else {
                    return;
                };
                let there = json::get(own, &path).and_then(Value::as_array).cloned();
                let there = there.unwrap_or_default();
                let row = format!("{path}[{}]", there.len());
                let field = form_fields(of, own).and_then(|own| fields::field_at(own, &path));
                let one = field.and_then(|own| fields::one_of(own.input));
                if let Some(one) = one {
                    // Of several the first that is not among them yet.
                    let from = self.chosen_id().map(|id| id.name);
                    let next = design::candidates(scenario, one)
                        .into_iter()
                        .find(|(value, id)| {
                            let named = |text: &str| match (one, &from) {
                                (Input::Refer(_), Some(from)) => design::is_named(text, from, id),
                                _ => text == *value,
                            };
                            !there.iter().filter_map(Value::as_str).any(named)
                        });
                    if let Some((value, _)) = next {
                        json::set(own, &row, Some(value.into()));
                        self.put(of, objects);
                    }
                    return;
                }
                json::set(own, &row, Some(Value::Object(serde_json::Map::new())));
                self.draft = Some(Rc::new(Draft {
                    of,
                    objects,
                    wrong: Vec::new(),
                }));
            }
            Edit::DropRow { of, object, path } => {
                let mut objects = self.objects(of);
                if let Some(own) = objects.get_mut(object) {
                    json::set(own, &path, None);
                    self.put(of, objects);
                }
            }
            Edit::Text { object, json } => self.put_text(object, &json),
            Edit::AddObject(part) => {
                let (Some(id), Some((_, text))) = (self.chosen_id(), fields::PARTS.get(part))
                else {
                    return;
                };
                let vm = scenario.resources.instances.keys().next();
                let vm = vm.map(|name| scenario.short(&Id::new(Kind::Instance, name.clone())));
                let text = text
                    .replace("$ref", &scenario.short(&id))
                    .replace("$name", &id.name.name)
                    .replace("$project", &id.name.project)
                    .replace("$location", &id.name.location)
                    .replace("$vm", &vm.unwrap_or_else(|| "vm/bastion".to_owned()));
                let mut objects = self.objects(Of::Resource);
                if let Ok(object) = serde_json::from_str(&text) {
                    objects.push(object);
                    self.put(Of::Resource, objects);
                }
            }
            Edit::DropObject(object) => {
                let mut objects = self.objects(Of::Resource);
                if object > 0 && object < objects.len() {
                    objects.remove(object);
                    self.put(Of::Resource, objects);
                }
            }
            Edit::Name(name) => self.rename(&|old| Identity {
                name: name.trim().to_owned(),
                ..old
            }),
            Edit::Locate(location) => self.rename(&|old| Identity {
                location: Some(location.trim().to_owned()),
                ..old
            }),
            Edit::MoveTo(project) => self.move_to(project.trim()),
            Edit::Add(word) => {
                let Some(new) = fields::news().find(|own| own.word == word) else {
                    return;
                };
                let place = design::place_of(scenario, self.chosen_id().as_ref());
                let (made, at) = design::make(scenario, new, &place);
                let (next, _) = design::bring(scenario, &made);
                let own = made
                    .iter()
                    .skip(at)
                    .find(|own| fields::form_of(own).is_some_and(|own| own.group == new.group));
                let name = own.map(|own| design::identity(own).name);
                self.bring_in(Deed::Added, next, new.group, name.as_deref());
            }
            Edit::AddMissing(reference) => {
                let made = design::missing(scenario, &reference);
                if !made.is_empty() {
                    let (next, _) = design::bring(scenario, &made);
                    self.commit(Deed::Added, next);
                }
            }
            Edit::Remove => {
                let ids = self.chosen_ids();
                let mut next = scenario.clone();
                for id in &ids {
                    next = design::remove(&next, id);
                }
                if !ids.is_empty() {
                    self.chosen.resource = None;
                    self.chosen.more.clear();
                    self.commit(Deed::Removed, next);
                    self.notice = Some(Notice::Done(Deed::Removed));
                }
            }
            Edit::Duplicate => {
                let ids = self.chosen_ids();
                self.again(&ids);
            }
            Edit::Paste => {
                if let Some(copied) = self.copied.clone() {
                    let is_there = |id: &Id| scenario.resources.contains(id);
                    if copied.1.iter().any(is_there) {
                        self.again(&copied.1);
                    } else if let Ok(Value::Array(objects)) = serde_json::from_str(&copied.0) {
                        let (next, _) = design::bring(scenario, &objects);
                        self.commit(Deed::Added, next);
                    }
                }
            }
            Edit::Connect(from, choice) => self.connect(&from, &choice),
            Edit::Pin(reference, x, y) => {
                let mut next = scenario.clone();
                next.view.pins.insert(reference.to_string(), (x, y));
                self.commit(Deed::Moved, next);
            }
            Edit::Nudge(dx, dy) => {
                let node = self
                    .chosen
                    .resource
                    .as_deref()
                    .and_then(|id| open.scene.node(id));
                if let Some(node) = node {
                    let at = (node.rect.x + dx, node.rect.y + dy);
                    let mut next = scenario.clone();
                    next.view.pins.insert(node.id.to_string(), at);
                    self.commit(Deed::Moved, next);
                }
            }
            Edit::Unpin => {
                let mut next = scenario.clone();
                for reference in self.chosen.resource.iter().chain(&self.chosen.more) {
                    next.view.pins.remove(&**reference);
                }
                if next.view != scenario.view {
                    self.commit(Deed::Moved, next);
                }
            }
            Edit::Fold(reference) => {
                let mut next = scenario.clone();
                let folded = &mut next.view.collapsed;
                match folded.iter().position(|own| **own == *reference) {
                    Some(at) => {
                        folded.remove(at);
                    }
                    None => folded.push(reference.to_string()),
                }
                self.commit(Deed::Moved, next);
            }
            Edit::Note(text) => {
                let Some(id) = self.chosen_id() else { return };
                let on = scenario.short(&id);
                let mut next = scenario.clone();
                next.notes
                    .retain(|note| resolve(scenario, &note.on).ok().as_ref() != Some(&id));
                let text = text.trim().to_owned();
                if !text.is_empty() {
                    next.notes.push(Note { on, text });
                }
                if next.notes != scenario.notes {
                    self.commit(Deed::Edited, next);
                }
            }
            Edit::Project(project) => {
                // All of it: a proposal names the project as what it is held against does.
                let at = open.base.as_ref().map(|base| base.at);
                if let Some(next) = design::set_project(&open.document(), project.trim()) {
                    self.turn(Deed::Edited, &open, next, at);
                    self.notice = None;
                }
            }
            Edit::Title(title) => {
                let mut next = scenario.clone();
                next.title = Some(title.trim().to_owned()).filter(|title| !title.is_empty());
                if next.title != scenario.title {
                    self.commit(Deed::Edited, next);
                }
            }
            Edit::Propose => {
                let mut next = open.document();
                next.branches.push(Branch {
                    name: proposal_name(&next.branches),
                    ..Branch::default()
                });
                let last = next.branches.len() - 1;
                self.turn(Deed::Proposed, &open, next, Some(last));
            }
            Edit::ProposalName(name) => {
                let mut next = scenario.clone();
                let name = name.trim();
                if let Some(base) = &open.base
                    && let Some(branch) = next.branches.get_mut(base.at)
                    && branch.name != name
                    && !name.is_empty()
                {
                    name.clone_into(&mut branch.name);
                    self.commit(Deed::Edited, next);
                }
            }
            Edit::DropProposal => {
                if let Some(base) = &open.base {
                    let mut next = open.document();
                    next.branches.remove(base.at);
                    self.turn(Deed::DroppedProposal, &open, next, None);
                    self.notice = Some(Notice::Done(Deed::DroppedProposal));
                }
            }
            Edit::Adopt => {
                if let Some(base) = &open.base {
                    let mut next = scenario.clone();
                    next.branches.remove(base.at);
                    self.turn(Deed::Adopted, &open, next, None);
                    self.notice = Some(Notice::Done(Deed::Adopted));
                }
            }
            Edit::Declare(at, means) => self.declare(at, means),
            Edit::ExpectThis => self.expect_this(&open),
            Edit::DuplicateRequest => {
                let at = self.chosen.request;
                let mut next = scenario.clone();
                if let Some(request) = next.requests.get(at) {
                    let mut copy = request.clone();
                    // Names are unique.
                    copy.name = None;
                    copy.test = None;
                    next.requests.insert(at + 1, copy);
                    self.chosen = Chosen::request(at + 1);
                    self.commit(Deed::Asked, next);
                }
            }
            Edit::RemoveRequest => {
                let at = self.chosen.request;
                let mut next = scenario.clone();
                if at < next.requests.len() {
                    next.requests.remove(at);
                    self.chosen = Chosen::request(at.min(next.requests.len().saturating_sub(1)));
                    self.commit(Deed::RemovedRequest, next);
                    self.notice = Some(Notice::Done(Deed::RemovedRequest));
                }
            }
            Edit::MoveRequest { up } => {
                let at = self.chosen.request;
                let mut next = scenario.clone();
                let to = if up { at.checked_sub(1) } else { Some(at + 1) };
                if let Some(to) = to.filter(|to| *to < next.requests.len()) {
                    next.requests.swap(at, to);
                    self.chosen.request = to;
                    self.commit(Deed::ChangedRequest, next);
                }
            }
        }
    }

    /// Goes on with another document, looked at with one of its proposals or as it is.
    fn turn(&mut self, deed: Deed, open: &Open, document: Scenario, at: Option<usize>) {
        let mut whole = open.clone();
        whole.base = None;
        let next = whole.with_scenario(document).looking_at(at);
        self.step(deed, next);
    }

    /// What the palette shows, or that it is closed.
    pub(crate) fn show_palette(&mut self, palette: Option<Palette>) {
        self.palette = match palette {
            // There is nothing to connect.
            Some(Palette::Connect { .. }) if self.chosen_id().is_none() => None,
            other if self.open.is_some() && self.view == View::Workspace => other,
            _ => None,
        };
    }
}

/// What a new proposal is called: the first letter from B that none has, for what is there already would be A.
fn proposal_name(branches: &[Branch]) -> String {
    let taken = |name: &str| branches.iter().any(|own| own.name == name);
    let letters = ('B'..='Z').map(String::from);
    let numbers = (1..).map(|number| format!("B{number}"));
    let mut names = letters.chain(numbers);
    names.find(|name| !taken(name)).unwrap_or_default()
}

/// The fields of what a form shows.
fn form_fields(of: Of, object: &Value) -> Option<&'static [Field]> {
    match of {
        Of::Request => Some(fields::REQUEST),
        Of::Resource => fields::form_of(object).map(|form| form.fields),
    }
}

fn typed(field: &Field, text: &str) -> Option<Value> {
    match (field.path, field.input, text.trim()) {
        // Of a request: yes and no are no texts.
        ("proxy", Input::Text, "true") => Some(true.into()),
        ("expect.fixed", _, word @ ("true" | "false")) => Some((word == "true").into()),
        (_, input, text) => fields::typed(input, text),
    }
}
