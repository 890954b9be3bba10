//! Moving about: wheel, drag, pinch, keys and buttons change one transform, and nothing inside is drawn anew.

use std::rc::Rc;

use hopscope_diagram::scene::{Rect, Scene};
use hopscope_editor::Open;
use hopscope_editor::action::Action;
use hopscope_editor::keymap::Command;
use hopscope_editor::neighbour::{Direction, neighbour};
use hopscope_editor::view;
use hopscope_editor::viewport::{Size, Viewport as Shown};
use hopscope_text::Lang;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, ResizeObserver};
use yew::prelude::*;

use super::grab::Grab;
use crate::components::icon;
use crate::components::shared::Shared;
use crate::dom;
use crate::hooks::command;
use crate::store::use_send;

/// Pixels covered by the tools above.
const TOP: f64 = 44.0;
/// Pixels that a pointer moves before it is a drag and no click.
const THRESHOLD: f64 = 4.0;
/// Pixels for an arrow key with Shift.
const PAN: f64 = 48.0;
/// A step of the zoom keys and buttons.
const ZOOM: f64 = 1.25;
/// Below this scale only the titles of containers can be read, written larger: the rest is left out.
const FAR: f64 = 0.45;
/// Below this one they are written larger still.
const FARTHEST: f64 = 0.2;
/// The largest scale of what is fitted.
const FITTED: f64 = 1.25;

#[derive(PartialEq, Properties)]
pub(crate) struct ViewportProps {
    pub(crate) lang: Lang,
    pub(crate) open: Shared<Open>,
    /// What is drawn.
    pub(crate) scene: Shared<Scene>,
    /// Boxes can be dragged, and connections pulled.
    pub(crate) edits: bool,
    /// What to fit.
    pub(crate) bounds: Rect,
    /// The smallest scale of what is fitted.
    pub(crate) least: f64,
    /// What has to be seen.
    pub(crate) reveal: Option<Rect>,
    /// The boxes of what is chosen.
    pub(crate) chosen: Vec<Rc<str>>,
    pub(crate) label: AttrValue,
    pub(crate) description: AttrValue,
    pub(crate) children: Html,
}

/// A pointer that is down.
#[derive(Clone, Copy)]
struct Held {
    x: f64,
    y: f64,
}

/// What the pointers are doing.
#[derive(Default)]
struct Gesture {
    held: Vec<(i32, Held)>,
    /// How far they went.
    moved: f64,
    /// What is dragged or pulled.
    grab: Option<Grab>,
}

impl Gesture {
    fn let_go(&mut self, pointer: i32) {
        self.held.retain(|(id, _)| *id != pointer);
    }
}

#[component]
pub(crate) fn Viewport(props: &ViewportProps) -> Html {
    let send = use_send();
    let ui = view::ui(props.lang);
    let svg = use_node_ref();
    let size = use_state_eq(Size::default);
    let shown = use_state_eq(Shown::default);
    // Fitted anew with the picture, and with the window until somebody moves it.
    let touched = use_mut_ref(|| false);
    let fitted = use_mut_ref(Rect::default);
    let gesture = use_mut_ref(Gesture::default);

    {
        let (svg, size) = (svg.clone(), size.setter());
        use_effect_with((), move |()| {
            let element = svg.cast::<Element>();
            let measure = {
                let element = element.clone();
                move || {
                    if let Some(rect) = element.as_ref().map(Element::get_bounding_client_rect) {
                        size.set(Size {
                            w: rect.width(),
                            h: rect.height(),
                        });
                    }
                }
            };
            measure();
            let closure = Closure::<dyn FnMut()>::new(measure);
            let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok();
            if let (Some(observer), Some(element)) = (&observer, &element) {
                observer.observe(element);
            }
            move || {
                if let Some(observer) = observer {
                    observer.disconnect();
                }
                drop(closure);
            }
        });
    }
    {
        let (shown, touched, fitted) = (shown.setter(), touched.clone(), fitted.clone());
        let least = props.least;
        use_effect_with((props.bounds, *size), move |&(bounds, size)| {
            let same = fitted.replace(bounds) == bounds;
            if size.w > 0.0 && !(same && *touched.borrow()) {
                *touched.borrow_mut() = false;
                shown.set(Shown::fit(bounds, size, TOP, least..=FITTED));
            }
        });
    }
    {
        let (shown, size) = (shown.clone(), *size);
        use_effect_with(props.reveal, move |&rect| {
            if let Some(rect) = rect.filter(|_| size.w > 0.0) {
                shown.set(shown.reveal(rect, size, TOP));
            }
        });
    }

    let change = {
        let (shown, touched) = (shown.clone(), touched.clone());
        Callback::from(move |next: Shown| {
            *touched.borrow_mut() = true;
            shown.set(next);
        })
    };
    let now = *shown;
    let middle = (size.w / 2.0, size.h / 2.0);
    let fit = {
        let (bounds, size, shown) = (props.bounds, *size, shown.setter());
        Callback::from(move |()| shown.set(Shown::fit(bounds, size, TOP, 0.0..=FITTED)))
    };
    let zoom_by = |factor: f64| {
        let change = change.clone();
        Callback::from(move |_: MouseEvent| change.emit(now.zoom(factor, middle.0, middle.1)))
    };

    let onwheel = {
        let (change, svg) = (change.clone(), svg.clone());
        Callback::from(move |event: WheelEvent| {
            event.prevent_default();
            let Some(rect) = svg
                .cast::<Element>()
                .map(|svg| svg.get_bounding_client_rect())
            else {
                return;
            };
            // Lines and pages of a wheel, in pixels.
            let unit = match event.delta_mode() {
                1 => 16.0,
                2 => 400.0,
                _ => 1.0,
            };
            let (dx, dy) = (event.delta_x() * unit, event.delta_y() * unit);
            let (x, y) = (
                f64::from(event.client_x()) - rect.left(),
                f64::from(event.client_y()) - rect.top(),
            );
            change.emit(if event.shift_key() {
                now.pan(-dx - dy, 0.0)
            } else {
                let speed = if event.ctrl_key() { 0.01 } else { 0.002 };
                now.zoom((-dy * speed).exp(), x, y)
            });
        })
    };
    let onpointerdown = {
        let (gesture, open, edits) = (gesture.clone(), props.open.clone(), props.edits);
        Callback::from(move |event: PointerEvent| {
            if event.button() != 0 {
                return;
            }
            let mut gesture = gesture.borrow_mut();
            if gesture.held.is_empty() {
                gesture.moved = 0.0;
                gesture.grab = Grab::at(event.target(), &open.0).filter(|_| edits);
            }
            gesture.let_go(event.pointer_id());
            gesture.held.push((event.pointer_id(), held(&event)));
        })
    };
    let onpointermove = {
        let (gesture, change, svg) = (gesture.clone(), change.clone(), svg.clone());
        Callback::from(move |event: PointerEvent| {
            let mut gesture = gesture.borrow_mut();
            if event.buttons() == 0 {
                // Let go outside of the window, where nothing was heard of it.
                gesture.let_go(event.pointer_id());
            }
            let after = held(&event);
            let mut own = gesture.held.iter_mut();
            let own = own.find(|(id, _)| *id == event.pointer_id());
            let Some((_, own)) = own else {
                return;
            };
            let before = std::mem::replace(own, after);
            let (dx, dy) = (after.x - before.x, after.y - before.y);
            let was = gesture.moved;
            gesture.moved += dx.hypot(dy);
            if let Some(grab) = &mut gesture.grab {
                grab.go(dx / now.scale, dy / now.scale);
            }
            let Some(svg) = svg.cast::<Element>().filter(|_| gesture.moved >= THRESHOLD) else {
                return;
            };
            if was < THRESHOLD {
                // Only now is it no click: from here on the picture hears every move, also outside of it.
                let _ = svg.set_pointer_capture(event.pointer_id());
            }
            let other = gesture
                .held
                .iter()
                .find(|(id, _)| *id != event.pointer_id())
                .map(|(_, held)| *held);
            if let Some(grab) = &mut gesture.grab {
                return grab.draw(&svg, now, (after.x, after.y));
            }
            match other {
                None => change.emit(now.pan(dx, dy)),
                Some(other) => {
                    let rect = svg.get_bounding_client_rect();
                    let distance = |held: Held| (held.x - other.x).hypot(held.y - other.y).max(1.0);
                    let (x, y) = ((after.x + other.x) / 2.0, (after.y + other.y) / 2.0);
                    let factor = distance(after) / distance(before);
                    change.emit(
                        now.zoom(factor, x - rect.left(), y - rect.top())
                            .pan(dx / 2.0, dy / 2.0),
                    );
                }
            }
        })
    };
    let release = {
        let (gesture, svg, send) = (gesture.clone(), svg.clone(), send.clone());
        let open = props.open.clone();
        Callback::from(move |event: PointerEvent| {
            let mut gesture = gesture.borrow_mut();
            gesture.let_go(event.pointer_id());
            let grab = gesture.grab.take();
            let moved = gesture.moved >= THRESHOLD;
            drop(gesture);
            if let (Some(grab), Some(svg)) = (grab.filter(|_| moved), svg.cast::<Element>()) {
                if event.type_() == "pointerup" {
                    let to = (f64::from(event.client_x()), f64::from(event.client_y()));
                    grab.drop_at(&svg, &open.0, to, &send);
                } else {
                    grab.restore(&svg);
                }
            }
        })
    };
    let onclick = {
        let (gesture, send) = (gesture.clone(), send.clone());
        Callback::from(move |event: MouseEvent| {
            if gesture.borrow().moved >= THRESHOLD {
                return;
            }
            let id = dom::closest_attribute(event.target(), "data-id");
            let more = event.shift_key() || event.ctrl_key() || event.meta_key();
            match id {
                Some(id) if more => send.now(Action::ToggleResource(id.into())),
                _ => send.now(Action::ChooseResource(id.map(Into::into))),
            }
        })
    };
    let onkeydown = {
        let (scene, svg, size) = (Rc::clone(&props.scene.0), svg.clone(), *size);
        let (gesture, chosen) = (gesture.clone(), props.chosen.clone());
        let (send, change, fit) = (send.clone(), change.clone(), fit.clone());
        Callback::from(move |event: KeyboardEvent| {
            let focused = || dom::closest_attribute(event.target(), "data-id");
            match command(&event) {
                // What is held is let go where it was.
                Some(Command::Act(Action::ChooseResource(None)))
                    if gesture.borrow().grab.is_some() =>
                {
                    let grab = gesture.borrow_mut().grab.take();
                    if let (Some(grab), Some(svg)) = (grab, svg.cast::<Element>()) {
                        grab.restore(&svg);
                    }
                    event.stop_propagation();
                }
                // What is done is done to the box that has the focus; the page hears the key after this.
                Some(Command::Act(Action::Edit(_) | Action::Palette(_))) => {
                    let id = focused().filter(|id| !chosen.iter().any(|own| **own == **id));
                    if let Some(id) = id {
                        send.now(Action::ChooseResource(Some(id.into())));
                    }
                    return;
                }
                Some(Command::Move(direction)) => {
                    let from = focused().unwrap_or_default();
                    if let Some(node) = neighbour(&scene, &from, direction)
                        && let Some(svg) = svg.cast::<Element>()
                        && focus_node(&svg, &node.id)
                    {
                        change.emit(now.reveal(node.rect, size, TOP));
                    }
                }
                Some(Command::Pan(direction)) => {
                    let (dx, dy) = match direction {
                        Direction::Left => (PAN, 0.0),
                        Direction::Right => (-PAN, 0.0),
                        Direction::Up => (0.0, PAN),
                        Direction::Down => (0.0, -PAN),
                    };
                    change.emit(now.pan(dx, dy));
                }
                Some(Command::Zoom { closer }) => {
                    let factor = if closer { ZOOM } else { 1.0 / ZOOM };
                    change.emit(now.zoom(factor, middle.0, middle.1));
                }
                Some(Command::Fit) => fit.emit(()),
                Some(Command::Choose) => match focused() {
                    Some(id) => send.now(Action::ChooseResource(Some(id.into()))),
                    // A button of the picture's own: it does what it does.
                    None => return,
                },
                _ => return,
            }
            event.prevent_default();
        })
    };
    html! {
        <>
            <svg ref={svg} class="canvas" role="group" aria-label={props.label.clone()} aria-describedby="picture-summary"
                {onwheel} {onpointerdown} {onpointermove} onpointerup={release.clone()} onpointercancel={release.clone()} onlostpointercapture={release}
                {onclick} {onkeydown}>
                <desc id="picture-summary">{ props.description.clone() }</desc>
                <g class={classes!((now.scale < FAR).then_some("far"), (now.scale < FARTHEST).then_some("farthest"))} transform={now.transform()}>{ props.children.clone() }<path class="pulling" /></g>
            </svg>
            <div class="zoom" role="group" aria-label={ui.zoom}>
                <button class="btn sq" aria-label={ui.zoom_out} title={ui.zoom_out} onclick={zoom_by(1.0 / ZOOM)}>{ "−" }</button>
                <button class="btn" title={ui.zoom_reset} aria-label={format!("{} %, {}", now.percent(), ui.zoom_reset)} onclick={zoom_by(1.0 / now.scale)}>{ now.percent() }{ " %" }</button>
                <button class="btn sq" aria-label={ui.zoom_in} title={ui.zoom_in} onclick={zoom_by(ZOOM)}>{ "＋" }</button>
                <button class="btn sq" aria-label={ui.fit} title={ui.fit} onclick={fit.reform(|_: MouseEvent| ())}>{ icon::strokes(icon::FIT) }</button>
            </div>
        </>
    }
}

fn held(event: &PointerEvent) -> Held {
    Held {
        x: f64::from(event.client_x()),
        y: f64::from(event.client_y()),
    }
}

/// Moves the focus to a node; whether it is there.
fn focus_node(svg: &Element, id: &str) -> bool {
    dom::box_of(svg, id)
        .and_then(|node| node.dyn_into::<web_sys::SvgElement>().ok())
        .is_some_and(|node| node.focus().is_ok())
}
