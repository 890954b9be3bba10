//! What keys do. Single letters and brackets act only where the picture, a list or the result has the focus, and
//! nothing acts while an input method composes.

use crate::action::Action;
use crate::edit::Edit;
use crate::neighbour::Direction;
use crate::state::Palette;

/// A key, as it was pressed.
#[derive(Clone, Copy, Debug)]
pub struct Key<'a> {
    /// Its name, as browsers name it: `a`, `Escape`, `ArrowLeft`.
    pub key: &'a str,
    /// Control, or Command on a Mac.
    pub ctrl: bool,
    /// Shift.
    pub shift: bool,
    /// Alt, or Option.
    pub alt: bool,
    /// An input method is composing.
    pub composing: bool,
    /// Where the focus is.
    pub place: Place,
}

/// Where the focus is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// In something one types into.
    Field,
    /// In a field of a form that holds what the scenario does: nothing was typed that is not taken over.
    Settled,
    /// In a dialog.
    Dialog,
    /// In the picture.
    Picture,
    /// In the outline.
    Outline,
    /// In the list of requests.
    Requests,
    /// In the result.
    Result,
    /// Anywhere else.
    Elsewhere,
}

/// What a key does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Command {
    /// It changes the state.
    Act(Action),
    /// It moves the focus to the next region, or the one before.
    Region {
        /// Backwards.
        back: bool,
    },
    /// It moves the focus in the picture.
    Move(Direction),
    /// It shifts the picture.
    Pan(Direction),
    /// It scales the picture: in, or out.
    Zoom {
        /// Closer.
        closer: bool,
    },
    /// It fits the picture.
    Fit,
    /// It chooses what has the focus.
    Choose,
    /// It saves what is open as a file.
    Save,
    /// It copies the link of what is open.
    CopyLink,
}

/// Back, or forth. With the capitals locked it is a `z` without Shift.
fn undoing(key: Key<'_>) -> Option<Command> {
    match (&*key.key.to_ascii_lowercase(), key.shift) {
        ("z", false) => Some(Command::Act(Action::Undo)),
        ("z", true) | ("y", false) => Some(Command::Act(Action::Redo)),
        _ => None,
    }
}

/// What a key does; `None`: nothing of ours.
pub fn command(key: Key<'_>) -> Option<Command> {
    if key.composing || key.key == "Process" {
        return None;
    }
    if key.key == "F6" && key.place != Place::Dialog {
        return Some(Command::Region { back: key.shift });
    }
    if key.ctrl && !key.alt && key.place != Place::Dialog {
        match (&*key.key.to_ascii_lowercase(), key.shift) {
            ("s", false) => return Some(Command::Save),
            ("c", true) => return Some(Command::CopyLink),
            ("k", false) => {
                return Some(Command::Act(Action::Palette(Some(Palette::Commands))));
            }
            _ => {}
        }
    }
    if key.place == Place::Settled && key.ctrl && !key.alt {
        // What is typed is the browser's to take back until it is taken over, and then it is ours.
        return undoing(key);
    }
    if matches!(key.place, Place::Field | Place::Settled | Place::Dialog) {
        return None;
    }
    if key.alt {
        return shifting(key).map(edit);
    }
    let letter = key.key.to_ascii_lowercase();
    if key.ctrl {
        let undoing = undoing(key);
        if undoing.is_some() {
            return undoing;
        }
        return match (&*letter, key.shift) {
            ("d", false) => match key.place {
                Place::Picture | Place::Outline => Some(edit(Edit::Duplicate)),
                Place::Requests => Some(edit(Edit::DuplicateRequest)),
                _ => None,
            },
            _ => None,
        };
    }
    if matches!(key.place, Place::Picture | Place::Outline) {
        let designing = match &*letter {
            "a" => Some(Command::Act(Action::Palette(Some(Palette::Add)))),
            "c" => Some(Command::Act(Action::Palette(Some(Palette::Connect {
                on: None,
            })))),
            "p" => Some(edit(Edit::Unpin)),
            "delete" | "backspace" => Some(edit(Edit::Remove)),
            _ => None,
        };
        if designing.is_some() {
            return designing;
        }
    }
    if key.place == Place::Requests && letter == "delete" {
        return Some(edit(Edit::RemoveRequest));
    }
    let reads = matches!(key.place, Place::Picture | Place::Requests | Place::Result);
    match key.key {
        "?" => Some(Command::Act(Action::Help(true))),
        "[" if reads => Some(Command::Act(Action::PreviousStep)),
        "]" if reads => Some(Command::Act(Action::NextStep)),
        _ if key.place == Place::Picture => in_picture(key),
        _ => None,
    }
}

fn edit(edit: Edit) -> Command {
    Command::Act(Action::Edit(edit))
}

/// With Alt, arrows shift the chosen box, and change the order of requests.
fn shifting(key: Key<'_>) -> Option<Edit> {
    const STEP: i32 = 8;
    match (key.place, key.key) {
        (Place::Requests, "ArrowUp") => Some(Edit::MoveRequest { up: true }),
        (Place::Requests, "ArrowDown") => Some(Edit::MoveRequest { up: false }),
        (Place::Picture, "ArrowLeft") => Some(Edit::Nudge(-STEP, 0)),
        (Place::Picture, "ArrowRight") => Some(Edit::Nudge(STEP, 0)),
        (Place::Picture, "ArrowUp") => Some(Edit::Nudge(0, -STEP)),
        (Place::Picture, "ArrowDown") => Some(Edit::Nudge(0, STEP)),
        _ => None,
    }
}

/// Whether a pasted text is more than a line for a field: an export, which the whole page takes.
pub fn is_export(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(['{', '[']) || text.contains('\n') || text.len() > 2_000
}

fn in_picture(key: Key<'_>) -> Option<Command> {
    let arrow = match key.key {
        "ArrowLeft" => Some(Direction::Left),
        "ArrowRight" => Some(Direction::Right),
        "ArrowUp" => Some(Direction::Up),
        "ArrowDown" => Some(Direction::Down),
        _ => None,
    };
    match (arrow, key.key) {
        (Some(direction), _) if key.shift => Some(Command::Pan(direction)),
        (Some(direction), _) => Some(Command::Move(direction)),
        (None, "+" | "=") => Some(Command::Zoom { closer: true }),
        (None, "-") => Some(Command::Zoom { closer: false }),
        (None, "f" | "F" | "0") => Some(Command::Fit),
        (None, "Enter" | " ") => Some(Command::Choose),
        (None, "Escape") => Some(Command::Act(Action::ChooseResource(None))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Key<'_> = Key {
        key: "",
        ctrl: false,
        shift: false,
        alt: false,
        composing: false,
        place: Place::Elsewhere,
    };

    #[test]
    fn letters_act_only_where_nothing_is_typed() {
        let at = |key, place| {
            command(Key {
                key,
                place,
                ..PLAIN
            })
        };
        assert_eq!(at("]", Place::Result), Some(Command::Act(Action::NextStep)));
        assert_eq!(at("]", Place::Field), None);
        assert_eq!(at("f", Place::Picture), Some(Command::Fit));
        assert_eq!(at("f", Place::Result), None);
        assert_eq!(
            at("F6", Place::Field),
            Some(Command::Region { back: false })
        );
    }

    #[test]
    fn an_input_method_that_composes_keeps_its_keys() {
        let key = Key {
            key: "]",
            composing: true,
            place: Place::Picture,
            ..PLAIN
        };
        assert_eq!(command(key), None);
    }

    #[test]
    fn a_line_stays_in_its_field_and_an_export_does_not() {
        assert!(!is_export("https://www.example.com/\n"));
        assert!(is_export(" [{\"kind\":\"compute#network\"}]"));
        assert!(is_export("$ gcloud run services list\n[]"));
        assert!(is_export(&"x".repeat(5_000)));
    }

    #[test]
    fn undo_and_redo_have_their_usual_keys() {
        let with = |key, shift| {
            command(Key {
                key,
                shift,
                ctrl: true,
                ..PLAIN
            })
        };
        assert_eq!(with("z", false), Some(Command::Act(Action::Undo)));
        assert_eq!(with("Z", false), Some(Command::Act(Action::Undo)));
        assert_eq!(with("Z", true), Some(Command::Act(Action::Redo)));
        assert_eq!(with("y", false), Some(Command::Act(Action::Redo)));
        assert_eq!(with("v", false), None);
        // In a field what is typed is the browser's to take back, what was taken over is ours.
        let within = |key, place| {
            command(Key {
                key,
                ctrl: true,
                place,
                ..PLAIN
            })
        };
        assert_eq!(within("z", Place::Field), None);
        assert_eq!(
            within("z", Place::Settled),
            Some(Command::Act(Action::Undo))
        );
        assert_eq!(
            within("y", Place::Settled),
            Some(Command::Act(Action::Redo))
        );
        assert_eq!(within("d", Place::Settled), None);
        assert_eq!(within("a", Place::Settled), None);
    }
}
