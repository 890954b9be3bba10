//! A scene as one complete SVG file: real text, no script, nothing from elsewhere.

use std::fmt::Write;

use hopscope_model::says::LabelId;

use crate::measure::{fit, width};
use crate::path::towards;
use crate::scene::{
    Anchor, BADGE_RADIUS, END_RADIUS, Label, Look, Node, Overlay, PORT_SIDE, Point, Rect, Scene,
    Shape, Style, Text, WireKind,
};
use crate::theme::{Colours, DARK, LIGHT, Theme};

/// How a picture is written.
#[derive(Clone, Copy, Default, Debug)]
pub struct Options<'a> {
    /// Its colours.
    pub theme: Theme,
    /// The language of its words (`ja`, `en`), so that the right glyphs are taken.
    pub lang: &'a str,
    /// What the picture is called, for those who do not see it.
    pub title: &'a str,
    /// Whether the shapes are explained below.
    pub legend: bool,
}

/// Faces of the interface, with Japanese behind the Latin ones.
const UI: &str = "Inter,'Noto Sans JP','Noto Sans CJK JP','Hiragino Sans','Yu Gothic UI',Meiryo,system-ui,sans-serif";
/// Faces for what a machine would print.
const MONO: &str =
    "ui-monospace,'JetBrains Mono','DejaVu Sans Mono','Noto Sans Mono CJK JP',monospace";

/// Writes a scene, and a trace over it if there is one. `words` puts texts into a language.
pub fn write(
    scene: &Scene,
    overlay: Option<&Overlay>,
    options: &Options,
    words: &dyn Fn(&Text) -> String,
) -> String {
    let mut out = Writer {
        svg: String::with_capacity(4096 + 640 * scene.nodes.len()),
        words,
    };
    let mut bounds = overlay.map_or(scene.bounds, |overlay| scene.bounds.union(overlay.bounds));
    if options.legend {
        bounds.h += 36;
    }
    out.head(bounds, overlay, options);
    out.scene(scene, overlay);
    if let Some(overlay) = overlay {
        out.overlay(overlay);
    }
    if options.legend {
        out.legend(Point {
            x: bounds.x + 24,
            y: bounds.bottom() - 28,
        });
    }
    out.svg.push_str("</svg>\n");
    out.svg
}

struct Writer<'a> {
    svg: String,
    words: &'a dyn Fn(&Text) -> String,
}

/// Writing to a string cannot fail.
macro_rules! put {
    ($writer:expr, $($what:tt)*) => {{ let _ = write!($writer.svg, $($what)*); }};
}

impl Writer<'_> {
    fn head(&mut self, bounds: Rect, overlay: Option<&Overlay>, options: &Options) {
        let Rect { x, y, w, h } = bounds;
        put!(
            self,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{x} {y} {w} {h}\" width=\"{w}\" height=\"{h}\" role=\"img\""
        );
        if !options.lang.is_empty() {
            put!(self, " lang=\"{}\"", escaped(options.lang));
        }
        put!(self, "><title>{}</title><style>", escaped(options.title));
        put!(
            self,
            "text{{font:400 11px {UI}}}.t{{font-weight:600;font-size:12px}}.m{{font-family:{MONO}}}.l{{font-weight:600;letter-spacing:.06em}}\
             .off{{opacity:.5}}.w,.p{{fill:none;stroke-linecap:round;stroke-linejoin:round}}.w{{stroke-width:1.5}}.z{{stroke-width:1;stroke-dasharray:3 3}}.p{{stroke-width:3}}\
             .q{{stroke-dasharray:.1 7;opacity:.8}}.d{{stroke-dasharray:4 3}}.g{{stroke-dasharray:1.5 4;stroke-linecap:round;fill:none}}.s{{stroke-width:2.4;fill:none;stroke-linecap:round;stroke-linejoin:round}}\
             .h{{stroke-width:2}}.b{{stroke-width:2}}.bt{{font-weight:600;font-size:10px;text-anchor:middle}}"
        );
        match options.theme {
            Theme::Light => self.colours(&LIGHT, overlay),
            Theme::Dark => self.colours(&DARK, overlay),
            Theme::Auto => {
                self.colours(&LIGHT, overlay);
                self.svg.push_str("@media(prefers-color-scheme:dark){");
                self.colours(&DARK, overlay);
                self.svg.push('}');
            }
        }
        put!(
            self,
            "</style><rect class=\"bg\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"/>"
        );
    }

    fn colours(&mut self, colours: &Colours, overlay: Option<&Overlay>) {
        let Colours {
            paper,
            panel,
            line,
            ink,
            ink2,
            ink3,
            accent,
            network,
            border,
            ..
        } = colours;
        let outcome = overlay.map_or(*ink2, |overlay| colours.of(overlay.outcome));
        put!(
            self,
            ".bg{{fill:{paper}}}.t{{fill:{ink}}}.n,.l{{fill:{ink3}}}.m{{fill:{ink2}}}.x{{fill:{panel};stroke:{line}}}.f{{fill:none;stroke:{line}}}\
             .v{{fill:{network};stroke:{border}}}.g{{stroke:{ink3}}}.w{{stroke:{line}}}.p,.s.o{{stroke:{outcome}}}.h{{stroke:{outcome}}}\
             .b{{fill:{panel};stroke:{outcome}}}.bt,.e,.a{{fill:{outcome}}}.s{{stroke:{panel}}}.k{{fill:{accent}}}"
        );
    }

    fn scene(&mut self, scene: &Scene, overlay: Option<&Overlay>) {
        for lane in &scene.lanes {
            let label = Label {
                at: lane.at,
                anchor: Anchor::Start,
                style: Style::Lane,
                room: (lane.span.1 - lane.span.0).max(152),
                text: lane.title.clone(),
            };
            self.label(&label);
        }
        let on_path =
            |node: &Node| overlay.is_none_or(|overlay| overlay.on_path.contains(&node.id));
        for node in scene
            .nodes
            .iter()
            .filter(|node| node.shape == Shape::Container)
        {
            self.node(node, on_path(node), overlay);
        }
        for wire in &scene.wires {
            let ends = [wire.from, wire.to]
                .map(|end| scene.nodes.get(end).is_some_and(|node| on_path(node)));
            let off = if ends == [true, true] { "" } else { " off" };
            let light = if wire.kind == WireKind::Zone {
                " z"
            } else {
                ""
            };
            put!(self, "<path class=\"w{light}{off}\" d=\"{}\"/>", wire.d);
        }
        for node in scene
            .nodes
            .iter()
            .filter(|node| node.shape != Shape::Container)
        {
            self.node(node, on_path(node), overlay);
        }
    }

    fn node(&mut self, node: &Node, on_path: bool, overlay: Option<&Overlay>) {
        let look = match node.look {
            Look::Plain => "x",
            Look::Frame => "f",
            Look::Network => "v",
            Look::Subnet => "x d",
            Look::Ghost => "g",
        };
        let end = overlay.and_then(|overlay| overlay.at_end.as_ref());
        let here = if end == Some(&node.id) { " h" } else { "" };
        let off = if on_path { "" } else { " class=\"off\"" };
        put!(
            self,
            "<g{off} transform=\"translate({} {})\"><path class=\"{look}{here}\" d=\"{}\"/>",
            node.rect.x,
            node.rect.y,
            node.d
        );
        for label in &node.labels {
            self.label(label);
        }
        self.svg.push_str("</g>");
    }

    fn label(&mut self, label: &Label) {
        let whole = (self.words)(&label.text);
        let class = match label.style {
            Style::Title => "t",
            Style::Note => "n",
            Style::Mono => "m",
            Style::Lane => "l",
        };
        let anchor = match label.anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
        };
        let shown = fit(&whole, label.style, label.room);
        put!(
            self,
            "<text class=\"{class}\" x=\"{}\" y=\"{}\"{anchor}>{}",
            label.at.x,
            label.at.y,
            escaped(&shown)
        );
        if shown != whole {
            put!(self, "<title>{}</title>", escaped(&whole));
        }
        self.svg.push_str("</text>");
    }

    fn overlay(&mut self, overlay: &Overlay) {
        for segment in &overlay.segments {
            let dotted = if segment.dotted { " q" } else { "" };
            put!(self, "<path class=\"p{dotted}\" d=\"{}\"/>", segment.d);
            if let (true, [.., before, last]) = (segment.arrow, segment.points.as_slice()) {
                self.arrow(*before, *last);
            }
        }
        if let Some(start) = overlay.start {
            let half = PORT_SIDE / 2;
            put!(
                self,
                "<rect class=\"k\" x=\"{}\" y=\"{}\" width=\"{PORT_SIDE}\" height=\"{PORT_SIDE}\" rx=\"2\"/>",
                start.x - half,
                start.y - half
            );
        }
        for badge in &overlay.badges {
            let Point { x, y } = badge.at;
            put!(
                self,
                "<circle class=\"b\" cx=\"{x}\" cy=\"{y}\" r=\"{BADGE_RADIUS}\"/><text class=\"bt\" x=\"{x}\" y=\"{}\">{}</text>",
                f64::from(y) + 3.5,
                badge.step
            );
        }
        let Point { x, y } = overlay.end.at;
        put!(
            self,
            "<g transform=\"translate({x} {y})\"><circle class=\"e\" r=\"{END_RADIUS}\"/><path class=\"s\" d=\"{}\"/></g>",
            overlay.end.sign.path()
        );
    }

    /// A head at the end of a way, its tip on the border.
    fn arrow(&mut self, before: Point, tip: Point) {
        let back = towards(tip, before, 9);
        let (across, down) = if before.x == tip.x { (5, 0) } else { (0, 5) };
        put!(
            self,
            "<path class=\"a\" d=\"M{} {}L{} {}L{} {}z\"/>",
            tip.x,
            tip.y,
            back.x - across,
            back.y - down,
            back.x + across,
            back.y + down
        );
    }

    fn legend(&mut self, at: Point) {
        let entries = [
            (
                LabelId::Checkpoint,
                "<path class=\"x\" d=\"M10-8 20 0 10 8 0 0z\"/>",
                20,
            ),
            (
                LabelId::Hop,
                "<rect class=\"x\" y=\"-8\" width=\"30\" height=\"16\" rx=\"8\"/>",
                30,
            ),
            (
                LabelId::Endpoint,
                "<rect class=\"x\" y=\"-8\" width=\"26\" height=\"16\" rx=\"3\"/>",
                26,
            ),
            (
                LabelId::StartsHere,
                "<rect class=\"k\" y=\"-6\" width=\"12\" height=\"12\" rx=\"2\"/>",
                12,
            ),
        ];
        let mut x = at.x;
        for (id, shape, wide) in entries {
            let word = (self.words)(&Text::Word(id, Vec::new()));
            put!(
                self,
                "<g transform=\"translate({x} {})\">{shape}<text class=\"n\" x=\"{}\" y=\"4\">{}</text></g>",
                at.y,
                wide + 8,
                escaped(&word)
            );
            x += wide + 8 + width(&word, Style::Note) + 20;
        }
    }
}

/// Text for XML: what is markup is written out, what XML cannot hold is left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(letter),
        }
    }
    out
}
