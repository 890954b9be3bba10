//! Everything that was asked of a scenario, in words: what became of how much, then rows of who gets where, what the
//! internet newly reaches first.

use hopscope_model::matrix::{Counts, Matrix, OWN, Row, Told, Turn};

use crate::diff::Sides;
use crate::lang::Lang;
use crate::markdown::{COMMENT, code, cut, fitting, left_out, plain};
use crate::{outcome, value};

/// The word for what became of questions.
pub const fn turn(lang: Lang, turn: Turn) -> &'static str {
    match turn {
        Turn::Opened => lang.pick("opened", "新たに到達"),
        Turn::Closed => lang.pick("closed", "到達しなくなる"),
        Turn::Source => lang.pick("another source IP", "送信元 IP が変わる"),
        Turn::Different => lang.pick("different", "結果が変わる"),
        Turn::Unknown => lang.pick("not known", "判断できない"),
        Turn::Reachable => lang.pick("reachable", "到達"),
        Turn::Unreachable => lang.pick("not reachable", "到達しない"),
    }
}

/// The sign beside it.
pub const fn sign(turn: Turn) -> char {
    match turn {
        Turn::Opened => '+',
        Turn::Closed => '−',
        Turn::Source => '⇄',
        Turn::Different => '≠',
        Turn::Unknown => '?',
        Turn::Reachable => '✓',
        Turn::Unreachable => '✕',
    }
}

/// What stands above rows of a kind.
pub const fn heading(lang: Lang, row: &Row) -> &'static str {
    match (row.turn, row.from_internet) {
        (Turn::Opened, true) => lang.pick(
            "Newly reachable from the internet",
            "インターネットから新たに到達できる",
        ),
        (Turn::Opened, false) => lang.pick("Newly reachable", "新たに到達できる"),
        (Turn::Closed, _) => lang.pick("No longer reachable", "到達できなくなる"),
        (Turn::Source, _) => lang.pick("Shows another source IP", "送信元 IP が変わる"),
        (Turn::Different, _) => lang.pick("Ends otherwise", "結果が変わる"),
        (Turn::Unknown, _) => lang.pick("Not known", "判断できない"),
        (Turn::Reachable, _) => lang.pick("Reachable", "到達できる"),
        (Turn::Unreachable, _) => lang.pick("Not reachable", "到達できない"),
    }
}

/// Ports, or a protocol without any.
pub fn ports(lang: Lang, list: &[String]) -> String {
    let list = list.join(", ");
    match lang {
        Lang::En => list,
        Lang::Ja => list.replace(" others (", " その他 ("),
    }
}

/// What was asked of what.
pub fn asked(lang: Lang, own: &Matrix) -> String {
    let Matrix {
        sources,
        destinations,
        asked,
        ports_left_out,
        ..
    } = own;
    let ports = ports(lang, &own.ports);
    let without = match (*ports_left_out, lang) {
        (0, _) => String::new(),
        (left, Lang::En) => format!(" Ports not asked at: {left}."),
        (left, Lang::Ja) => format!("たずねていないポート {left} 件。"),
    };
    match lang {
        Lang::En => format!(
            "{sources} sources × {destinations} destinations: {asked} questions. Machines are asked at {ports}.{without}"
        ),
        Lang::Ja => format!(
            "送信元 {sources} × 宛先 {destinations}、全 {asked} 通り。マシンのポート: {ports}。{without}"
        ),
    }
}

/// How many questions became what.
pub fn counts(lang: Lang, own: &Matrix) -> String {
    let Counts {
        opened_to_internet,
        opened,
        closed,
        source,
        different,
        unknown,
        reachable,
        unreachable,
    } = own.counts;
    match (lang, own.compared) {
        (Lang::En, true) => format!(
            "Opened: {opened} (from the internet: {opened_to_internet}). Closed: {closed}. Another source IP: {source}. Different: {different}. Not known: {unknown}. As before: {reachable} reachable, {unreachable} not."
        ),
        (Lang::Ja, true) => format!(
            "新たに到達 {opened} (うちインターネットから {opened_to_internet})、到達しなくなる {closed}、送信元 IP が変わる {source}、結果が変わる {different}、判断できない {unknown}。変化なし: 到達 {reachable}、到達しない {unreachable}。"
        ),
        (Lang::En, false) => {
            format!("Reachable: {reachable}. Not reachable: {unreachable}. Not known: {unknown}.")
        }
        (Lang::Ja, false) => {
            format!("到達 {reachable}、到達しない {unreachable}、判断できない {unknown}。")
        }
    }
}

/// An answer in a few words: the outcome, its cause, where it stops, and what is lacking.
pub fn told(lang: Lang, own: Option<&Told>) -> String {
    let Some(own) = own else {
        return lang.pick("not there", "存在しない").to_owned();
    };
    let icon = outcome::outcome_text(own.outcome).icon;
    let status = own.cause.and_then(hopscope_model::Cause::status);
    let mut out = format!(
        "{icon} {}",
        outcome::word_with_status(lang, own.outcome, status)
    );
    if let Some(cause) = own.cause {
        out.push_str(&format!(" {cause}"));
    }
    if let Some(step) = own.step {
        let place = own.resource.as_deref().unwrap_or_default();
        let at = match lang {
            Lang::En => format!(" (step {step} {place}"),
            Lang::Ja => format!(" ({step} 段目 {place}"),
        };
        out.push_str(at.trim_end());
        out.push(')');
    }
    if !own.lacks.is_empty() {
        out.push_str(&format!(": {}", own.lacks.join(", ")));
    }
    out
}

/// The source IP that the destination sees.
pub fn source(lang: Lang, own: Option<&Told>) -> String {
    let Some(own) = own else {
        return "–".to_owned();
    };
    match own.source.as_slice() {
        [] => "–".to_owned(),
        [only] if only == OWN => lang.pick("its own", "自身の IP").to_owned(),
        all => format!(
            "{}{}{}",
            value::addresses(lang, all),
            lang.pick("; ", "、"),
            outcome::fixed(lang, own.fixed)
        ),
    }
}

/// The most ends of a row that are named.
const MOST_ENDS: usize = 12;

/// The ends of a row: so many by name, the rest by number.
pub fn ends(lang: Lang, list: &[String]) -> String {
    let named: Vec<&str> = list.iter().take(MOST_ENDS).map(String::as_str).collect();
    let more = list.len() - named.len();
    let named = named.join(", ");
    match (more, lang) {
        (0, _) => named,
        (more, Lang::En) => format!("{named} and {more} more"),
        (more, Lang::Ja) => format!("{named} ほか {more} 件"),
    }
}

/// What answers rest on, where that is something.
pub fn assumed(lang: Lang, row: &Row) -> Option<String> {
    let count = |own: &Option<Told>| own.as_ref().map_or(0, |own| own.assumptions);
    match (count(&row.before).max(count(&row.after)), lang) {
        (0, _) => None,
        (count, Lang::En) => Some(format!("assumptions: {count}")),
        (count, Lang::Ja) => Some(format!("前提 {count} 件")),
    }
}

/// That there are more rows than are told.
fn more_rows(lang: Lang, own: &Matrix) -> String {
    match (own.rows_left_out, lang) {
        (0, _) => String::new(),
        (left, Lang::En) => format!("\n{left} more rows are not told.\n"),
        (left, Lang::Ja) => format!("\nほか {left} 行は省略しました。\n"),
    }
}

/// All of it as plain text.
pub fn text(lang: Lang, sides: &Sides<'_>, own: &Matrix) -> String {
    let mut out = match own.compared {
        true => format!("{} → {}\n", sides.base.0, sides.proposal.0),
        false => format!("{}\n", sides.proposal.0),
    };
    out.push_str(&format!("{}\n{}\n", asked(lang, own), counts(lang, own)));
    let mut above = "";
    for row in &own.rows {
        let head = heading(lang, row);
        if head != above {
            out.push_str(&format!("\n{head}\n"));
            above = head;
        }
        let at = match row.ports.is_empty() {
            true => String::new(),
            false => format!("  {}", ports(lang, &row.ports)),
        };
        out.push_str(&format!(
            "{} {} → {}{at}\n",
            sign(row.turn),
            ends(lang, &row.from),
            ends(lang, &row.to),
        ));
        for (word, side) in pairs(lang, own, row) {
            let lead = match word {
                "" => String::new(),
                word => format!("{word}: "),
            };
            out.push_str(&format!("    {lead}{}", told(lang, side)));
            if side.is_some_and(|own| !own.source.is_empty()) {
                let label = lang.pick("source IP", "送信元 IP");
                out.push_str(&format!("  {label}: {}", source(lang, side)));
            }
            out.push('\n');
        }
        if let Some(assumed) = assumed(lang, row) {
            out.push_str(&format!("    {assumed}\n"));
        }
    }
    out + &more_rows(lang, own)
}

/// The two answers of a row with the words before them; one, where nothing is held against anything.
fn pairs<'a>(lang: Lang, own: &Matrix, row: &'a Row) -> Vec<(&'static str, Option<&'a Told>)> {
    let (before, after) = (row.before.as_ref(), row.after.as_ref());
    match own.compared {
        true => vec![
            (lang.pick("before", "変更前"), before),
            (lang.pick("after", "変更後"), after),
        ],
        false => vec![("", after)],
    }
}

/// All of it as Markdown, as long as a comment on a pull request may be.
pub fn markdown(lang: Lang, title: &str, sides: &Sides<'_>, own: &Matrix) -> String {
    let mut out = format!("# {}\n\n", cut(&plain(title), 300));
    out.push_str(&section(lang, own));
    let ids = match own.compared {
        true => format!("`{}` → `{}`", sides.base.1, sides.proposal.1),
        false => format!("`{}`", sides.proposal.1),
    };
    let id = lang.pick("Content id", "内容 ID");
    out + &format!("\n---\n\n{id} {ids}\n")
}

/// The same without what is said of the whole: a part of a report.
pub fn section(lang: Lang, own: &Matrix) -> String {
    let mut out = format!("{}\n\n{}\n", asked(lang, own), counts(lang, own));
    let mut pieces = Vec::new();
    let mut above = "";
    for row in &own.rows {
        let head = heading(lang, row);
        let mut piece = String::new();
        if head != above {
            piece.push_str(&format!("\n## {head}\n\n"));
            above = head;
        }
        let list = |own: &[String]| {
            let named: Vec<String> = own.iter().take(MOST_ENDS).map(|own| code(own)).collect();
            let more = own.len() - named.len();
            match (more, lang) {
                (0, _) => named.join(", "),
                (more, Lang::En) => format!("{} and {more} more", named.join(", ")),
                (more, Lang::Ja) => format!("{} ほか {more} 件", named.join(", ")),
            }
        };
        let at = match row.ports.is_empty() {
            true => String::new(),
            false => format!(" ({})", plain(&ports(lang, &row.ports))),
        };
        piece.push_str(&format!(
            "- {} {} → {}{at}\n",
            sign(row.turn),
            list(&row.from),
            list(&row.to)
        ));
        for (word, side) in pairs(lang, own, row) {
            let lead = match word {
                "" => String::new(),
                word => format!("{word}: "),
            };
            let label = lang.pick("source IP", "送信元 IP");
            let told = plain(&told(lang, side));
            let seen = plain(&source(lang, side));
            piece.push_str(&format!("  - {lead}**{told}**, {label}: {seen}\n"));
        }
        let rank = match row.turn {
            Turn::Opened if row.from_internet => 0,
            Turn::Opened | Turn::Closed => 1,
            Turn::Source | Turn::Different => 2,
            Turn::Unknown | Turn::Reachable | Turn::Unreachable => 3,
        };
        pieces.push((rank, piece));
    }
    if pieces.is_empty() && own.compared {
        let none = lang.pick(
            "Nothing opens, closes or shows another source IP.",
            "到達できるかどうかと送信元 IP に変化はありません。",
        );
        out.push_str(&format!("\n{none}\n"));
    }
    let left = fitting(pieces, COMMENT / 2, &mut out);
    left_out(lang, left, &mut out);
    out + &more_rows(lang, own)
}
