//! What a way has to keep clear of, between two nodes: everything beside it and beside the containers around it.
//! Containers that it has nothing to do with are as closed as boxes, so that no way wanders through them, and so
//! that what is in them costs nothing.

use hopscope_model::order;

use std::rc::Rc;

use crate::router::Ground;
use crate::scene::{Lane, Node, Rect, Shape};

/// A node as far as ways are concerned.
struct Place {
    rect: Rect,
    parent: Option<usize>,
    /// A container that is not closed.
    open: bool,
    /// How far below its upper side its heading reaches.
    heading: i32,
}

/// The nodes of a picture, and which of them are in which.
pub(crate) struct Terrain {
    nodes: Vec<Place>,
    /// Nodes by what they are in; the last entry for those that are in nothing.
    inside: Vec<Vec<usize>>,
    /// Vertical lines between the lanes.
    gutters: Vec<i32>,
}

impl Terrain {
    pub(crate) fn new(nodes: &[Rc<Node>], lanes: &[Lane]) -> Self {
        let places: Vec<Place> = nodes
            .iter()
            .map(|node| Place {
                rect: node.rect,
                parent: node.parent,
                open: node.shape == Shape::Container && !node.collapsed,
                heading: node
                    .labels
                    .iter()
                    .map(|label| label.at.y)
                    .max()
                    .unwrap_or(0),
            })
            .collect();
        let mut inside = vec![Vec::new(); places.len() + 1];
        for (index, place) in places.iter().enumerate() {
            inside[place.parent.unwrap_or(places.len())].push(index);
        }
        let mut gutters = Vec::new();
        for pair in lanes.windows(2) {
            let middle = i32::midpoint(pair[0].span.1, pair[1].span.0);
            gutters.extend([middle - 8, middle, middle + 8]);
        }
        Self {
            nodes: places,
            inside,
            gutters,
        }
    }

    /// What a node is in, from the inside out.
    fn around(&self, node: usize) -> impl Iterator<Item = usize> {
        let first = self.nodes.get(node).and_then(|node| node.parent);
        std::iter::successors(first, |&at| self.nodes[at].parent)
    }

    /// What is in the way between two nodes.
    pub(crate) fn between(&self, from: usize, to: usize) -> Ground {
        let mut home: Vec<usize> = self.around(from).chain(self.around(to)).collect();
        order::sort(&mut home);
        home.dedup();
        let mut ground = Ground {
            gutters: self.gutters.clone(),
            ..Ground::default()
        };
        for &place in home.iter().chain([&self.nodes.len()]) {
            for &index in &self.inside[place] {
                let node = &self.nodes[index];
                if node.open && home.binary_search(&index).is_ok() {
                    ground.containers.push(node.rect);
                    ground.headings.push(Rect {
                        x: node.rect.x + 12,
                        y: node.rect.y + 8,
                        w: (node.rect.w - 24).max(0),
                        h: node.heading,
                    });
                } else {
                    ground.boxes.push(node.rect);
                }
            }
        }
        ground
    }
}
