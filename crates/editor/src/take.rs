//! What can be taken along: the link and the words around it, the picture, the report, the scenario itself.

use hopscope_model::result::{RULES, Report};
use hopscope_text::{Lang, headline, markdown, outcome};

use crate::open::Open;
use crate::state::Editor;
use crate::view;

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
