//! The words of the picture.

use hopscope_diagram::scene::Text;
use hopscope_model::Kind;
use hopscope_text::{Lang, kind, label};

/// What a text of the picture says.
pub fn words(lang: Lang, text: &Text) -> String {
    match text {
        Text::Plain(text) => text.to_string(),
        Text::Kind(kind) => kind::one(lang, *kind).to_owned(),
        Text::Word(id, values) => label::label(lang, *id, values),
    }
}

/// What a kind of resource is called.
pub fn kind_word(lang: Lang, kind: Kind) -> &'static str {
    kind::one(lang, kind)
}
