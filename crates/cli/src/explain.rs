//! `hopscope explain`: what a code means, what to do, and Google's page about it.

use hopscope_text::Lang;
use hopscope_text::explain::{Explanation, codes, explain as words};
use serde_json::{Value, json};

use crate::args::{self, Format};
use crate::output::{self, Done, Failure, Status};

/// Explains a code, or lists all of them.
pub(crate) fn explain(args: &args::Explain) -> Done {
    let lang = args.say.voice.language();
    let Some(code) = &args.code else {
        list(lang, args.say.format)?;
        return Ok(Status::Well);
    };
    let found = words(lang, code);
    if found.is_empty() {
        let near = near(code);
        let hint = match (near.is_empty(), lang) {
            (true, Lang::En) => "hopscope explain lists them".to_owned(),
            (true, Lang::Ja) => "hopscope explain で一覧を表示できます".to_owned(),
            (false, Lang::En) => format!("did you mean {}?", near.join(", ")),
            (false, Lang::Ja) => format!("次のどれかではありませんか: {}", near.join(", ")),
        };
        output::complain(&match lang {
            Lang::En => format!("hopscope: there is no code {code}; {hint}"),
            Lang::Ja => format!("hopscope: {code} というコードはありません。{hint}"),
        });
        return Ok(Status::Unusable);
    }
    match args.say.format {
        Format::Json => output::print_json(&found.iter().map(value).collect::<Vec<_>>())?,
        Format::Text => {
            let texts: Vec<String> = found.iter().map(|one| text(lang, one)).collect();
            output::print(&texts.join("\n"))?;
        }
    }
    Ok(Status::Well)
}

fn list(lang: Lang, format: Format) -> Result<(), Failure> {
    if format == Format::Json {
        let kinds = codes().into_iter();
        return output::print_json(
            &kinds
                .map(|(kind, codes)| (kind.to_owned(), json!(codes)))
                .collect::<serde_json::Map<_, _>>(),
        );
    }
    let mut out = String::new();
    for (kind, codes) in codes() {
        out.push_str(&format!("{kind}\n"));
        for code in codes {
            let title = words(lang, code)
                .into_iter()
                .find(|one| one.kind == kind)
                .map(|one| one.title)
                .unwrap_or_default();
            out.push_str(&format!("  {code}  {title}\n"));
        }
        out.push('\n');
    }
    output::print(out.trim_end_matches('\n'))?;
    output::print("\n")
}

fn text(lang: Lang, one: &Explanation) -> String {
    let mut out = format!("{} ({})\n  {}\n", one.code, one.kind, one.title);
    let mut section = |heading: &str, text: &Option<String>| {
        if let Some(text) = text {
            out.push_str(&format!("\n{heading}\n  {text}\n"));
        }
    };
    section(lang.pick("Outcome", "結果"), &one.outcome);
    section(lang.pick("What it means", "意味"), &one.meaning);
    section(lang.pick("What to do", "次にすること"), &one.next);
    section(lang.pick("Google's page", "公式の説明"), &one.page);
    out
}

fn value(one: &Explanation) -> Value {
    json!({
        "code": one.code,
        "kind": one.kind,
        "title": one.title,
        "outcome": one.outcome,
        "meaning": one.meaning,
        "next": one.next,
        "page": one.page,
    })
}

/// Codes that share words with what was asked for: up to five, those with the most first.
fn near(code: &str) -> Vec<&'static str> {
    let upper = code.to_ascii_uppercase().replace('-', "_");
    let wanted: Vec<&str> = upper.split('_').filter(|word| word.len() > 2).collect();
    let mut found: Vec<(usize, &'static str)> = codes()
        .into_iter()
        .flat_map(|(_, codes)| codes)
        .filter_map(|code| {
            let shared = wanted
                .iter()
                .filter(|word| {
                    let code = code.to_ascii_uppercase();
                    code.split('_')
                        .any(|part| part.starts_with(**word) || word.starts_with(part))
                })
                .count();
            (shared > 0).then_some((shared, code))
        })
        .collect();
    found.sort_by_key(|(shared, code)| (usize::MAX - shared, *code));
    found.dedup_by_key(|(_, code)| *code);
    found.into_iter().take(5).map(|(_, code)| code).collect()
}
