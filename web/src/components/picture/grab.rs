//! A box that is dragged, or a connection that is pulled out of one: outside of what Yew draws until it is let go,
//! and then one change.

use std::rc::Rc;

use hopscope_diagram::scene::{Scene, Shape};
use hopscope_editor::Open;
use hopscope_editor::action::Action;
use hopscope_editor::design::connect::{self, Choice};
use hopscope_editor::edit::Edit;
use hopscope_editor::state::Palette;
use hopscope_editor::viewport::Viewport as Shown;
use hopscope_model::reference::resolve;
use web_sys::Element;

use crate::dom;
use crate::store::Send;

/// Marks the picture while something is pulled, and what it may be let go on.
const PULLING: &str = "data-pulling";
const LEGAL: &str = "data-legal";

/// What a pointer holds.
pub(super) struct Grab {
    id: Rc<str>,
    /// The box.
    element: Element,
    /// Where the box is.
    at: (f64, f64),
    /// How far the pointer went, in the picture's units.
    moved: (f64, f64),
    /// A connection is pulled out of it; else it is dragged.
    pulls: bool,
    /// What it may be joined to, by the box that shows it.
    legal: Vec<(Rc<str>, Choice)>,
}

impl Grab {
    /// What is under a pointer that goes down, if that can be dragged or pulled.
    pub(super) fn at(target: Option<web_sys::EventTarget>, open: &Open) -> Option<Self> {
        let pulls = dom::closest_attribute(target.clone(), "data-pull").is_some();
        let element = dom::closest(target, "[data-id]")?;
        let node = open.scene.node(&element.get_attribute("data-id")?)?;
        if node.shape == Shape::Container && !pulls {
            return None;
        }
        // What is dragged is asked where it is let go: most of what is pressed is only clicked.
        let legal = if pulls {
            legal(open, &node.id)
        } else {
            Vec::new()
        };
        Some(Self {
            id: Rc::clone(&node.id),
            element,
            at: (f64::from(node.rect.x), f64::from(node.rect.y)),
            moved: (0.0, 0.0),
            pulls,
            legal,
        })
    }

    /// The pointer went on.
    pub(super) fn go(&mut self, dx: f64, dy: f64) {
        self.moved.0 += dx;
        self.moved.1 += dy;
    }

    /// Draws where it is now.
    pub(super) fn draw(&self, svg: &Element, shown: Shown, to: (f64, f64)) {
        if !self.pulls {
            let (x, y) = (self.at.0 + self.moved.0, self.at.1 + self.moved.1);
            let _ = self
                .element
                .set_attribute("transform", &format!("translate({x:.1} {y:.1})"));
            return;
        }
        if !svg.has_attribute(PULLING) {
            let _ = svg.set_attribute(PULLING, "");
            for (on, _) in &self.legal {
                if let Some(element) = dom::box_of(svg, on) {
                    let _ = element.set_attribute(LEGAL, "");
                }
            }
        }
        let rect = self.element.get_bounding_client_rect();
        let own = svg.get_bounding_client_rect();
        let scene = |x: f64, y: f64| {
            (
                (x - own.left() - shown.x) / shown.scale,
                (y - own.top() - shown.y) / shown.scale,
            )
        };
        let from = scene(rect.right(), (rect.top() + rect.bottom()) / 2.0);
        let end = scene(to.0, to.1);
        if let Ok(Some(line)) = svg.query_selector(".pulling") {
            let d = format!("M{:.1} {:.1}L{:.1} {:.1}", from.0, from.1, end.0, end.1);
            let _ = line.set_attribute("d", &d);
        }
    }

    /// Everything that was drawn by hand is as Yew left it.
    pub(super) fn restore(&self, svg: &Element) {
        let (x, y) = self.at;
        let _ = self
            .element
            .set_attribute("transform", &format!("translate({x} {y})"));
        let _ = svg.remove_attribute(PULLING);
        if let Ok(Some(line)) = svg.query_selector(".pulling") {
            let _ = line.remove_attribute("d");
        }
        for (on, _) in self.legal.iter().filter(|_| self.pulls) {
            if let Some(element) = dom::box_of(svg, on) {
                let _ = element.remove_attribute(LEGAL);
            }
        }
    }

    /// It is let go.
    pub(super) fn drop_at(mut self, svg: &Element, open: &Open, to: (f64, f64), send: &Send) {
        self.restore(svg);
        let scene = &open.scene;
        if !self.pulls {
            self.legal = legal(open, &self.id);
        }
        let place = |at: f64, moved: f64| (((at + moved) / 4.0).round() * 4.0) as i32;
        // To a grid: what is put side by side is side by side.
        let (x, y) = (
            place(self.at.0, self.moved.0),
            place(self.at.1, self.moved.1),
        );
        let under = gloo::utils::document().element_from_point(to.0 as f32, to.1 as f32);
        let under = dom::closest(under.map(Into::into), "[data-id]");
        let mut at = under
            .and_then(|element| element.get_attribute("data-id"))
            .and_then(|id| scene.places.get(&*id).copied());
        // The innermost box around the pointer that it may be joined to. What is dragged is put into a container; as
        // long as it stays in its own, it is only put elsewhere.
        while let Some(node) = at.and_then(|at| scene.nodes.get(at)) {
            if !self.pulls && is_around(scene, at, &self.id) {
                break;
            }
            let takes = self.pulls || node.shape == Shape::Container;
            let mut choices = self.legal.iter().filter(|(on, _)| takes && *on == node.id);
            if let Some((_, choice)) = choices.next().filter(|_| node.id != self.id) {
                let one = choices.next().is_none();
                send.now(Action::ChooseResource(Some(Rc::clone(&self.id))));
                return send.now(if one {
                    Action::Edit(Edit::Connect(self.id, choice.clone()))
                } else {
                    let on = Some(Rc::clone(&node.id));
                    Action::Palette(Some(Palette::Connect { on }))
                });
            }
            at = node.parent;
        }
        if !self.pulls {
            send.now(Action::Edit(Edit::Pin(self.id, x, y)));
        }
    }
}

/// What a resource may be joined to, by the box that shows it.
fn legal(open: &Open, id: &str) -> Vec<(Rc<str>, Choice)> {
    let Ok(from) = resolve(&open.scenario, id) else {
        return Vec::new();
    };
    let choices = connect::choices(&open.scenario, &from).into_iter();
    let shown = choices.filter_map(|choice| {
        let on = open.scene.node(&open.scenario.short(&choice.to))?;
        Some((Rc::clone(&on.id), choice))
    });
    shown.collect()
}

/// Whether a box, by its position, is around another, or is it.
fn is_around(scene: &Scene, container: Option<usize>, id: &str) -> bool {
    let mut at = scene.places.get(id).copied();
    while at.is_some() && at != container {
        at = at.and_then(|at| scene.nodes.get(at)?.parent);
    }
    at.is_some()
}
