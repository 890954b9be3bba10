//! Moving about the picture with the arrow keys: which node is next in a direction.

use hopscope_diagram::scene::{Node, Point, Rect, Scene, Shape};

/// A direction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
}

/// Whether the keyboard stops at a node: at everything but plain frames, which hold others and say nothing.
pub fn is_stop(node: &Node) -> bool {
    node.shape != Shape::Container || node.kind.is_some()
}

/// The node to go to from `from` in a direction: near, and more ahead than aside. `None`: there is none, stay.
pub fn neighbour<'a>(scene: &'a Scene, from: &str, direction: Direction) -> Option<&'a Node> {
    let here = anchor(scene.nodes.iter().find(|node| *node.id == *from)?);
    scene
        .nodes
        .iter()
        .filter(|node| *node.id != *from && is_stop(node))
        .filter_map(|node| {
            let there = anchor(node);
            let (ahead, aside) = along(direction, there.x - here.x, there.y - here.y);
            // In a cone of 45 degrees to both sides, plus what is straight ahead but close by.
            (ahead > 0 && aside <= ahead * 2).then_some((ahead + 2 * aside, node))
        })
        .min_by(|(a, first), (b, second)| (a, &first.id).cmp(&(b, &second.id)))
        .map(|(_, node)| &**node)
}

/// The first stop: the one nearest to the upper left.
pub fn first(scene: &Scene) -> Option<&Node> {
    scene
        .nodes
        .iter()
        .filter(|node| is_stop(node))
        .min_by_key(|node| (node.rect.x + node.rect.y, node.id.clone()))
        .map(|node| &**node)
}

/// Where a node is for the eye: its middle; a container's name is at its top.
fn anchor(node: &Node) -> Point {
    match node.shape {
        Shape::Container => Rect { h: 24, ..node.rect }.centre(),
        _ => node.rect.centre(),
    }
}

fn along(direction: Direction, dx: i32, dy: i32) -> (i32, i32) {
    match direction {
        Direction::Left => (-dx, dy.abs()),
        Direction::Right => (dx, dy.abs()),
        Direction::Up => (-dy, dx.abs()),
        Direction::Down => (dy, dx.abs()),
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use hopscope_diagram::scene::{LaneKind, Look};

    use super::*;

    fn scene() -> Scene {
        let node = |id: &str, x: i32, y: i32| {
            Rc::new(Node {
                id: id.into(),
                kind: None,
                shape: Shape::Endpoint,
                lane: LaneKind::Vpc,
                parent: None,
                rect: Rect { x, y, w: 40, h: 20 },
                d: "".into(),
                labels: Vec::new(),
                look: Look::Plain,
                pinned: false,
                collapsed: false,
                port: None,
            })
        };
        Scene {
            nodes: vec![
                node("a", 0, 0),
                node("b", 100, 0),
                node("c", 100, 80),
                node("d", 0, 200),
            ],
            ..Scene::default()
        }
    }

    #[track_caller]
    fn check(from: &str, direction: Direction, to: Option<&str>) {
        let scene = scene();
        let found = neighbour(&scene, from, direction).map(|node| &*node.id);
        assert_eq!(found, to, "{from} {direction:?}");
    }

    #[test]
    fn arrows_lead_to_what_is_there() {
        check("a", Direction::Right, Some("b"));
        check("b", Direction::Down, Some("c"));
        check("c", Direction::Left, Some("a"));
        check("a", Direction::Down, Some("d"));
        check("d", Direction::Up, Some("a"));
        check("a", Direction::Left, None);
        check("nowhere", Direction::Left, None);
    }

    #[test]
    fn the_keyboard_begins_at_the_upper_left() {
        assert_eq!(
            first(&scene()).map(|node| node.id.to_string()),
            Some("a".to_owned())
        );
        assert_eq!(first(&Scene::default()), None);
    }
}
