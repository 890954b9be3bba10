//! A problem of what was brought: what, where, the lines around it, and what to do next.

use hopscope_editor::excerpt::Line;
use hopscope_editor::view::{self, Item, ProblemRow};
use hopscope_text::Lang;
use yew::prelude::*;

use crate::components::copy::Command;

/// One problem.
pub(crate) fn problem(lang: Lang, row: &ProblemRow) -> Html {
    let severity = match row.notice {
        view::Notice::Error => "error",
        view::Notice::Warning => "warning",
        view::Notice::Note => "note",
    };
    html! {
        <li class={classes!("problem", severity)}>
            <p><strong>{ &row.text }</strong></p>
            <p class="place"><code>{ row.code }</code>{ for row.place.iter().map(|place| html! { <span>{ place }</span> }) }</p>
            if !row.lines.is_empty() {
                { excerpt(&row.lines) }
            }
            { fields(lang, &row.fields) }
            if let Some(next) = &row.next {
                <p class="next">{ next }</p>
            }
            if let Some(command) = &row.command {
                <Command {lang} text={command.clone()} />
            }
        </li>
    }
}

/// How many fields that differ are shown before somebody asks for them.
const FEW: usize = 8;

/// Fields that differ: few at once, many when they are opened.
pub(crate) fn fields(lang: Lang, lines: &[String]) -> Html {
    if lines.is_empty() {
        return Html::default();
    }
    html! {
        <details class="section differs" open={lines.len() <= FEW}>
            <summary>{ (view::ui(lang).fields_heading)(lines.len()) }</summary>
            <ul class="fields">{ for lines.iter().map(|line| html! { <li><code>{ line }</code></li> }) }</ul>
        </details>
    }
}

/// Lines with their numbers; a caret under the place.
fn excerpt(lines: &[Line]) -> Html {
    let width = lines.last().map_or(1, |line| line.number.to_string().len());
    let line = |line: &Line| {
        let caret = line.caret.map(|caret| {
            // Full-width characters are twice as wide in a fixed-width face; the gap repeats the line itself.
            let before: String = line.text.chars().take(caret).collect();
            html! { <span class="caret" aria-hidden="true"><i>{ format!("{:width$}  {before}", "") }</i>{ "^" }</span> }
        });
        html! {
            <>
                <span class={classes!("line", line.caret.is_some().then_some("here"))}>
                    <i>{ format!("{:width$}  ", line.number) }</i>{ &line.text }
                </span>
                { caret }
            </>
        }
    };
    html! { <pre class="excerpt" tabindex="0">{ for lines.iter().map(line) }</pre> }
}

/// A list of sentences, each with the command or page that helps.
pub(crate) fn items(lang: Lang, items: &[Item]) -> Html {
    let ui = view::ui(lang);
    let row = |item: &Item| {
        html! {
            <li>
                <p>{ &item.text }
                    if let Some(doc) = &item.doc {
                        { " " }<a href={doc.clone()} target="_blank" rel="noreferrer">{ ui.doc_link }</a>
                    }
                </p>
                if let Some(command) = &item.command {
                    <Command {lang} text={command.clone()} />
                }
            </li>
        }
    };
    html! { <ul class="items">{ for items.iter().map(row) }</ul> }
}
