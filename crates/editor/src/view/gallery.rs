//! The cards of the gallery.

use std::rc::Rc;

use hopscope_diagram::{Overlay, Scene};
use hopscope_model::result::OutcomeKind;
use hopscope_text::{Lang, outcome};

use crate::gallery::examples;
use crate::open::Open;

/// A card: one scenario of the gallery.
#[derive(Clone, Debug)]
pub struct Card {
    /// Which example.
    pub index: usize,
    /// The results, worked out by the same engine as everywhere.
    pub open: Rc<Open>,
    /// The way of the first request.
    pub overlay: Option<Rc<Overlay>>,
}

/// An outcome on a card.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Chip {
    /// Which.
    pub outcome: OutcomeKind,
    /// Its word, with its status.
    pub word: String,
    /// How many requests of the scenario end like that.
    pub count: usize,
}

/// A card. Reads and simulates its example: once is enough.
pub fn card(index: usize) -> Option<Card> {
    let open = Open::example(index, examples().get(index)?);
    let overlay = open.results.first().and_then(|result| {
        let leg = result.legs.last().unwrap_or(result);
        (!leg.traces.is_empty()).then(|| {
            Rc::new(hopscope_diagram::overlay(
                &open.scene,
                &open.scenario,
                leg,
                0,
            ))
        })
    });
    Some(Card {
        index,
        open: Rc::new(open),
        overlay,
    })
}

impl Card {
    /// Its picture.
    pub fn scene(&self) -> &Rc<Scene> {
        &self.open.scene
    }

    /// The outcomes of its requests, each once, in the order of the requests.
    pub fn chips(&self, lang: Lang) -> Vec<Chip> {
        let mut chips: Vec<Chip> = Vec::new();
        for result in &self.open.results {
            let word = outcome::word_with_status(lang, result.outcome, result.status);
            match chips.iter_mut().find(|chip| chip.word == word) {
                Some(chip) => chip.count += 1,
                None => chips.push(Chip {
                    outcome: result.outcome,
                    word,
                    count: 1,
                }),
            }
        }
        chips
    }
}
