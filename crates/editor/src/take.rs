//! What can be taken along: the link and the words around it, the picture, the report, the scenario itself.

use hopscope_model::result::{RULES, Report};
use hopscope_share::{Show, TooLong, seal, with_answers};
use hopscope_text::{Lang, headline, markdown, outcome};

use crate::open::{Open, Origin};
use crate::state::Editor;
use crate::view;

/// What the dialog of sharing shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Share {
    /// What follows `#`, or why no link can hold the scenario.
    pub envelope: Result<String, TooLong>,
    /// The content id, by which two people see that they look at the same thing.
    pub id: String,
}

impl Share {
    /// The link of what is open, on what is looked at.
    pub fn of(editor: &Editor, open: &Open) -> Self {
        let mut scenario = open.document();
        if let Origin::Example(_) = open.origin {
            // Who opens it sees the title that was on this screen.
            scenario.title = Some(view::title(editor.lang, open));
        }
        let id = hopscope_document::content_id(&scenario);
        let as_it_is = open.base.as_ref().map(|base| &base.results);
        with_answers(&mut scenario, as_it_is.unwrap_or(&open.results));
        let show = Show {
            request: Some(editor.chosen.request + 1).filter(|number| *number <= open.results.len()),
            step: editor.chosen.step,
            diff: editor
                .compared
                .as_ref()
                .is_some_and(|own| own.is_proposal()),
            lang: None,
        };
        Self {
            envelope: seal(&hopscope_document::canonical(&scenario), &show),
            id,
        }
    }
}

/// The link as people read it in a chat: title, verdicts, and the link behind the title or at the end.
pub struct Message {
    /// With the title as the link.
    pub html: String,
    /// With the link at the end.
    pub plain: String,
}

/// The most verdicts that a message has.
const MOST: usize = 12;

/// The message around a link.
pub fn message(lang: Lang, open: &Open, link: &str) -> Message {
    let title = view::title(lang, open);
    let mut html = format!(
        "<p><a href=\"{}\">{}</a></p>",
        escaped(link),
        escaped(&title)
    );
    let mut plain = format!("{title}\n");
    let mut rows = String::new();
    for result in open.results.iter().take(MOST) {
        let head = headline(lang, result);
        let word = outcome::word_with_status(lang, result.outcome, result.status);
        let way = format!(
            "{} → {}",
            view::short_name(&result.from),
            view::short_target(&result.to)
        );
        plain.push_str(&format!("{} {word}  {way}\n", head.icon));
        rows.push_str(&format!(
            "<li>{} <b>{}</b> {}</li>",
            head.icon,
            escaped(&word),
            escaped(&way)
        ));
    }
    if !rows.is_empty() {
        html.push_str(&format!("<ul>{rows}</ul>"));
    }
    let more = open.results.len().saturating_sub(MOST);
    if more > 0 {
        let more = (view::ui(lang).more)(more);
        plain.push_str(&format!("{more}\n"));
        html.push_str(&format!("<p>{}</p>", escaped(&more)));
    }
    plain.push_str(link);
    Message { html, plain }
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}

/// The picture as a file that stands alone: with the chosen way over it, cropped to what is drawn.
pub fn svg(editor: &Editor, open: &Open, dark: bool) -> String {
    let lang = editor.lang;
    let title = view::title(lang, open);
    let options = hopscope_diagram::svg::Options {
        theme: if dark {
            hopscope_diagram::Theme::Dark
        } else {
            hopscope_diagram::Theme::Light
        },
        lang: lang.tag(),
        title: &title,
        legend: true,
    };
    let scene = editor.scene().unwrap_or(&open.scene);
    hopscope_diagram::svg::write(scene, editor.overlay.as_deref(), &options, &|text| {
        view::words(lang, text)
    })
}

/// The picture as Mermaid, for pages that draw it themselves.
pub fn mermaid(lang: Lang, open: &Open) -> String {
    hopscope_diagram::mermaid::write(&open.scene, &|text| view::words(lang, text))
}

/// The report as Markdown, for a pull request or a design document.
pub fn report(lang: Lang, open: &Open, link: Option<&str>) -> String {
    let results = open
        .results
        .iter()
        .map(|result| (**result).clone())
        .collect();
    let report = Report {
        hopscope: 1,
        rules: RULES.to_owned(),
        scenario: hopscope_document::content_id(&open.document()),
        problems: open.problems.clone(),
        results,
    };
    markdown::report(lang, &view::title(lang, open), &report, link)
}

/// The scenario as a file.
pub fn file(open: &Open) -> String {
    hopscope_document::write(&open.document())
}

/// A name for a file: the title without what file systems trip over.
pub fn file_name(lang: Lang, open: &Open, extension: &str) -> String {
    let mut name = String::new();
    for letter in view::title(lang, open).chars().take(60) {
        let keeps = letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
        match keeps {
            true => name.push(letter),
            false if !name.ends_with('-') => name.push('-'),
            false => {}
        }
    }
    let name = name.trim_matches(['-', '.']);
    let name = if name.is_empty() { "scenario" } else { name };
    let name = name.trim_end_matches(".json").trim_end_matches(".hopscope");
    format!("{name}.{extension}")
}
