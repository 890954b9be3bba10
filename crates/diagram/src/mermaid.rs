//! A scene as a Mermaid flowchart, for pages that draw one themselves (GitHub, Notion, wikis): containers as
//! subgraphs, shapes as in the picture, wires as lines. Where things stand is Mermaid's to say.

use crate::scene::{Node, Scene, Shape, Text, WireKind};

/// Writes a scene. `words` puts texts into a language.
pub fn write(scene: &Scene, words: &dyn Fn(&Text) -> String) -> String {
    let mut out = String::from("flowchart LR\n");
    for (index, node) in scene.nodes.iter().enumerate() {
        if node.parent.is_none() {
            draw(scene, index, node, 1, words, &mut out);
        }
    }
    for wire in &scene.wires {
        let line = match wire.kind {
            WireKind::Zone => "-.-",
            _ => "---",
        };
        out.push_str(&format!("  n{} {line} n{}\n", wire.from, wire.to));
    }
    out
}

fn draw(
    scene: &Scene,
    index: usize,
    node: &Node,
    depth: usize,
    words: &dyn Fn(&Text) -> String,
    out: &mut String,
) {
    let indent = "  ".repeat(depth);
    let labels: Vec<String> = node
        .labels
        .iter()
        .map(|label| escaped(&words(&label.text)))
        .collect();
    let label = labels.join("<br>");
    let mut inside = scene
        .nodes
        .iter()
        .enumerate()
        .filter(|(_, own)| own.parent == Some(index))
        .peekable();
    // A container without anything in it is no subgraph that Mermaid would draw.
    if inside.peek().is_some() {
        out.push_str(&format!("{indent}subgraph n{index}[\"{label}\"]\n"));
        for (index, node) in inside {
            draw(scene, index, node, depth + 1, words, out);
        }
        out.push_str(&format!("{indent}end\n"));
        return;
    }
    let (left, right) = match node.shape {
        Shape::Checkpoint => ("{", "}"),
        Shape::Hop => ("([", "])"),
        Shape::Endpoint => ("(", ")"),
        Shape::Container => ("[", "]"),
    };
    out.push_str(&format!("{indent}n{index}{left}\"{label}\"{right}\n"));
}

/// Text inside of quotes: what would end them, or be read as markup, is written as an entity.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("#quot;"),
            '#' => out.push_str("#35;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            '`' => out.push_str("#96;"),
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_the_quotes() {
        assert_eq!(escaped("a\"]<b>#`\n"), "a#quot;]#lt;b#gt;#35;#96; ");
    }
}
