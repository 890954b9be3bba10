//! A comparison in words: first what becomes of each request, with both answers and both source IPs, then the
//! resources field by field. As plain text, and as Markdown for a pull request.

use hopscope_model::compare::{
    Asked, Change, Compared, Comparison, Difference, FieldDifference, Shift,
};
use hopscope_model::result::{Expectation, Outcome, OutcomeKind};

use crate::fill::assumption_text;
use crate::headline::headline;
use crate::lang::Lang;
use crate::markdown::{COMMENT, code, cut, fitting, left_out, plain};

/// What is compared, as people call it.
#[derive(Clone, Copy, Debug)]
pub struct Sides<'a> {
    /// The base: its name and content id.
    pub base: (&'a str, &'a str),
    /// What it is to become: the same.
    pub proposal: (&'a str, &'a str),
}

/// What is told first.
const ORDER: [Shift; 4] = [Shift::Worse, Shift::Better, Shift::Other, Shift::Same];

/// The word for what became of an answer.
pub const fn shift(lang: Lang, shift: Shift) -> &'static str {
    match shift {
        Shift::Same => lang.pick("same", "変化なし"),
        Shift::Better => lang.pick("better", "改善"),
        Shift::Worse => lang.pick("worse", "悪化"),
        Shift::Other => lang.pick("different", "変化"),
    }
}

/// The sign beside it.
pub const fn sign(shift: Shift) -> char {
    match shift {
        Shift::Same => '=',
        Shift::Better => '▲',
        Shift::Worse => '▼',
        Shift::Other => '≠',
    }
}

/// How many answers became what.
pub fn counts(lang: Lang, own: &Comparison) -> String {
    let all = own.requests.len();
    let [worse, better, other, same] = ORDER.map(|shift| own.count(shift));
    let undeclared = own.requests.iter().filter(|own| is_undeclared(own)).count();
    let is_said = own.requests.iter().any(|own| own.declared.is_some());
    match lang {
        Lang::En => {
            let requests = if all == 1 { "request" } else { "requests" };
            let said = match is_said {
                true => format!(" Undeclared changes: {undeclared}."),
                false => String::new(),
            };
            format!(
                "{all} {requests}: {worse} worse, {better} better, {other} different, {same} the same.{said}"
            )
        }
        Lang::Ja => {
            let said = match is_said {
                true => format!("宣言されていない変化 {undeclared} 件。"),
                false => String::new(),
            };
            format!(
                "通信 {all} 件: 悪化 {worse}、改善 {better}、変化 {other}、変化なし {same}。{said}"
            )
        }
    }
}

/// How many resources differ.
pub fn resource_counts(lang: Lang, own: &Comparison) -> String {
    let count = |change| {
        let of = own.resources.iter().filter(|own| own.change == change);
        of.count()
    };
    let (added, removed, changed) = (
        count(Change::Added),
        count(Change::Removed),
        count(Change::Changed),
    );
    match (lang, own.resources.is_empty()) {
        (Lang::En, true) => "No resource differs.".to_owned(),
        (Lang::Ja, true) => "リソースの違いはありません。".to_owned(),
        (Lang::En, false) => {
            format!("Resources: {added} added, {removed} removed, {changed} changed.")
        }
        (Lang::Ja, false) => format!("リソース: 追加 {added}、削除 {removed}、変更 {changed}。"),
    }
}

/// Whether what changes is what is meant to change, where the counts don't say so: as far as is known.
pub fn intent(lang: Lang, own: &Comparison) -> Option<String> {
    if own.requests.iter().all(|own| own.declared.is_none()) {
        return None;
    }
    let undeclared = own.requests.iter().filter(|own| is_undeclared(own)).count();
    let open = |of: &Outcome| {
        matches!(
            of.outcome,
            OutcomeKind::Incomplete | OutcomeKind::Unmodelled
        )
    };
    let unknown = own.requests.iter().filter(|own| open(&own.after)).count();
    let same = own.requests.iter().all(|own| own.shift == Shift::Same);
    match (unknown, lang) {
        (0, _) if undeclared > 0 || same => None,
        (0, _) => Some(
            lang.pick("Every change is declared.", "変化は宣言どおりです。")
                .to_owned(),
        ),
        (count, Lang::En) => Some(format!("Not known: {count}.")),
        (count, Lang::Ja) => Some(format!("判断できない通信 {count} 件。")),
    }
}

fn is_undeclared(own: &Compared) -> bool {
    own.shift != Shift::Same && own.declared == Some(false)
}

/// What there is to say beside what became of it.
pub fn remarks(lang: Lang, own: &Compared) -> Vec<String> {
    let declared = match (own.declared, own.shift) {
        (Some(true), Shift::Same) => Some(lang.pick(
            "declared to change, and stays the same",
            "宣言した変化だが、変化なし",
        )),
        (Some(true), _) => Some(lang.pick("declared", "宣言した変化")),
        (Some(false), Shift::Same) | (None, _) => None,
        (Some(false), _) => Some(lang.pick("undeclared", "宣言なし")),
    };
    let asked = match own.asked {
        Asked::Both => None,
        Asked::Base => Some(lang.pick("only the base has this request", "変更前だけにある通信")),
        Asked::Proposal => {
            Some(lang.pick("only the proposal has this request", "変更後だけにある通信"))
        }
        Asked::Otherwise => Some(lang.pick(
            "asks something else under the same name",
            "名前は同じで、内容の違う通信",
        )),
    };
    let assumed = match (newly_assumed(lang, own).len(), lang) {
        (0, _) => None,
        (count, Lang::En) => Some(format!("newly assumed: {count}")),
        (count, Lang::Ja) => Some(format!("新たな前提 {count} 件")),
    };
    let words = declared.into_iter().chain(asked).map(str::to_owned);
    words.chain(assumed).collect()
}

/// What the answer rests on now, and did not before: also one that stays the same is less sure then.
fn newly_assumed(lang: Lang, own: &Compared) -> Vec<String> {
    let before = &own.before.assumptions;
    let after = own.after.assumptions.iter();
    let new = after.filter(|one| !before.contains(one));
    new.map(|one| assumption_text(lang, one)).collect()
}

/// The remarks in brackets, or nothing.
fn bracketed(lang: Lang, own: &Compared) -> String {
    let remarks = remarks(lang, own);
    match (remarks.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::En) => format!(" ({})", remarks.join("; ")),
        (false, Lang::Ja) => format!(" ({})", remarks.join("、")),
    }
}

/// The requests in the order in which they are told.
pub fn in_order(own: &Comparison) -> impl Iterator<Item = &Compared> {
    let of = |shift| own.requests.iter().filter(move |own| own.shift == shift);
    ORDER.into_iter().flat_map(of)
}

/// The outcome, its cause, and where it stopped.
pub fn verdict(lang: Lang, of: &Outcome) -> String {
    let head = headline(lang, of);
    let mut out = format!("{} {}", head.icon, head.outcome);
    if let Some(code) = head.code {
        out.push_str(&format!(" {code}"));
    }
    if let Some(at) = stopped(lang, of) {
        out.push_str(&format!(" ({at})"));
    }
    out
}

/// At which step it stopped, and where.
fn stopped(lang: Lang, of: &Outcome) -> Option<String> {
    let at = of.stopped_at.as_ref()?;
    let place = at.resource.as_deref().unwrap_or_default();
    let text = match lang {
        Lang::En => format!("step {} {place}", at.step),
        Lang::Ja => format!("{} 段目 {place}", at.step),
    };
    Some(text.trim_end().to_owned())
}

/// The source IP that the destination sees, and whether it is fixed.
pub fn source(lang: Lang, of: &Outcome) -> String {
    let head = headline(lang, of);
    match head.fixed {
        Some(fixed) => format!("{}{}{fixed}", head.source, lang.pick("; ", "、")),
        None => head.source,
    }
}

/// The word for what is there.
pub const fn before(lang: Lang) -> &'static str {
    lang.pick("before", "変更前")
}

/// The word for what is to be there.
pub const fn after(lang: Lang) -> &'static str {
    lang.pick("after", "変更後")
}

/// The comparison as plain text.
pub fn text(lang: Lang, sides: &Sides<'_>, own: &Comparison) -> String {
    let mut out = format!(
        "{} → {}\n{}\n",
        sides.base.0,
        sides.proposal.0,
        counts(lang, own)
    );
    for request in in_order(own) {
        if request.shift != Shift::Same {
            out.push('\n');
        }
        request_text(lang, request, &mut out);
    }
    out.push_str(&format!("\n{}\n", resource_counts(lang, own)));
    for resource in &own.resources {
        out.push_str(&format!("\n{}\n", resource_line(resource)));
        for field in &resource.fields {
            out.push_str(&format!(
                "    {}\n",
                field_line(lang, resource.change, field)
            ));
        }
    }
    out
}

fn request_text(lang: Lang, own: &Compared, out: &mut String) {
    let sides = [(before(lang), &*own.before), (after(lang), &*own.after)];
    let way = |of: &Outcome| format!("{} → {}", of.from, of.to);
    let name = own.after.name.as_ref().or(own.before.name.as_ref());
    let name = name.cloned().unwrap_or_else(|| way(&own.after));
    let remarks = bracketed(lang, own);
    let head = format!(
        "{} {}  {name}{remarks}",
        sign(own.shift),
        shift(lang, own.shift)
    );
    if own.shift == Shift::Same {
        let verdict = verdict(lang, &own.after);
        out.push_str(&format!("{head}: {verdict}\n"));
        assumed_text(lang, own, out);
        return;
    }
    out.push_str(&format!("{head}\n"));
    let is_one = way(&own.before) == way(&own.after);
    if is_one {
        out.push_str(&format!("  {}\n", way(&own.after)));
    }
    for (word, of) in sides {
        out.push_str(&format!("  {word}: {}\n", verdict(lang, of)));
        let mut line = |text: &str| out.push_str(&format!("    {text}\n"));
        if !is_one {
            line(&way(of));
        }
        let head = headline(lang, of);
        line(&head.reason);
        let label = lang.pick("source IP", "送信元 IP");
        line(&format!("{label}: {}", source(lang, of)));
        if of.expectation == Expectation::Unmet
            && let Some(expectation) = &head.expectation
        {
            line(&format!("! {expectation}"));
        }
    }
    assumed_text(lang, own, out);
}

fn assumed_text(lang: Lang, own: &Compared, out: &mut String) {
    for text in newly_assumed(lang, own) {
        let label = lang.pick("newly assumed", "新たな前提");
        out.push_str(&format!("  {label}: {text}\n"));
    }
}

fn resource_line(own: &Difference) -> String {
    let sign = match own.change {
        Change::Added => '+',
        Change::Removed => '-',
        Change::Changed => '~',
    };
    format!("{sign} {} ({})", own.resource, own.object)
}

/// A field that differs, on one line.
pub fn field_line(lang: Lang, change: Change, own: &FieldDifference) -> String {
    let shown = |value: &Option<String>| match value {
        Some(value) => value.clone(),
        None => format!("({})", absent(lang, own)),
    };
    let values = match change {
        Change::Added => shown(&own.after),
        Change::Removed => shown(&own.before),
        Change::Changed => format!("{} → {}", shown(&own.before), shown(&own.after)),
    };
    format!("{}: {values}", own.path)
}

/// What a side has where it has no value. Elements of lists have no defaults.
fn absent(lang: Lang, own: &FieldDifference) -> &'static str {
    match own.path.ends_with(']') {
        true => lang.pick("absent", "なし"),
        false => lang.pick("absent or default", "なし、または既定値"),
    }
}

/// The comparison as Markdown, as long as a comment on a pull request may be; what got worse comes first, and what is
/// left out is counted.
pub fn markdown(
    lang: Lang,
    title: &str,
    sides: &Sides<'_>,
    own: &Comparison,
    link: Option<&str>,
) -> String {
    let mut end = format!(
        "\n---\n\n{} `{}` → `{}`",
        lang.pick("Content id", "内容 ID"),
        sides.base.1,
        sides.proposal.1
    );
    if let Some(link) = link {
        let open = lang.pick("Open in Hopscope", "Hopscope で開く");
        end.push_str(&format!(" · [{open}](<{link}>)"));
    }
    end.push('\n');
    let mut out = format!(
        "# {}\n\n{} → {}\n\n{}\n\n",
        cut(&plain(title), 300),
        cut(&code(sides.base.0), 300),
        cut(&code(sides.proposal.0), 300),
        counts(lang, own)
    );
    table(lang, own, &mut out);
    let changed = in_order(own).filter(|own| own.shift != Shift::Same);
    let reasons = changed.map(|own| (rank(own.shift), reason(lang, own)));
    let left = fitting(reasons.collect(), COMMENT / 4, &mut out);
    left_out(lang, left, &mut out);

    let heading = lang.pick("Resources", "リソース");
    out.push_str(&format!(
        "\n## {heading}\n\n{}\n\n",
        resource_counts(lang, own)
    ));
    let room = COMMENT.saturating_sub(out.len() + end.len() + 200);
    let items = own
        .resources
        .iter()
        .map(|own| (0, resource_item(lang, own)));
    let left = fitting(items.collect(), room, &mut out);
    left_out(lang, left, &mut out);
    out + &end
}

fn rank(shift: Shift) -> u8 {
    match shift {
        Shift::Worse => 0,
        Shift::Other => 1,
        Shift::Better => 2,
        Shift::Same => 3,
    }
}

fn table(lang: Lang, own: &Comparison, out: &mut String) {
    if own.requests.is_empty() {
        return;
    }
    let heads = match lang {
        Lang::En => [
            "",
            "Request",
            "Before",
            "After",
            "Source IP before",
            "after",
        ],
        Lang::Ja => [
            "",
            "通信",
            "変更前",
            "変更後",
            "変更前の送信元 IP",
            "変更後",
        ],
    };
    out.push_str(&format!(
        "| {} |\n|---|---|---|---|---|---|\n",
        heads.join(" | ")
    ));
    let rows = in_order(own).map(|own| {
        let sides = [&own.before, &own.after];
        let [was, is] = sides.map(|of| plain(&verdict(lang, of)));
        let [from, to] = sides.map(|of| plain(&source(lang, of)));
        let row = format!(
            "| {} **{}**{} | {} | {was} | {is} | {from} | {to} |\n",
            sign(own.shift),
            shift(lang, own.shift),
            plain(&bracketed(lang, own)),
            name(own),
        );
        (rank(own.shift), row)
    });
    let left = fitting(rows.collect(), COMMENT / 2, out);
    left_out(lang, left, out);
}

/// The name of a request, and its way; of one that asks something else now, both.
fn name(own: &Compared) -> String {
    let way = |of: &Outcome| format!("{} → {}", code(&of.from), code(&of.to));
    let called = own.after.name.as_ref().or(own.before.name.as_ref());
    let called = called.map_or_else(String::new, |name| format!("{}<br>", plain(name)));
    let (was, is) = (way(&own.before), way(&own.after));
    match was == is {
        true => format!("{called}{is}"),
        false => format!("{called}{was}<br>{is}"),
    }
}

fn reason(lang: Lang, own: &Compared) -> String {
    let called = own.after.name.as_deref().or(own.before.name.as_deref());
    let mut out = format!(
        "\n## {} {}\n\n",
        sign(own.shift),
        plain(called.unwrap_or(&own.after.to))
    );
    for (word, of) in [(before(lang), &own.before), (after(lang), &own.after)] {
        let head = headline(lang, of);
        let mut text = plain(&head.reason);
        if of.expectation == Expectation::Unmet {
            let told = plain(&head.expectation.unwrap_or_default());
            text.push_str(&format!("{}{told}", lang.pick(" ", "")));
        }
        let verdict = plain(&verdict(lang, of));
        out.push_str(&format!("- {word}: **{verdict}** {text}\n"));
    }
    for text in newly_assumed(lang, own) {
        let label = lang.pick("newly assumed", "新たな前提");
        out.push_str(&format!("- {label}: {}\n", plain(&text)));
    }
    out
}

fn resource_item(lang: Lang, own: &Difference) -> String {
    let word = match own.change {
        Change::Added => lang.pick("added", "追加"),
        Change::Removed => lang.pick("removed", "削除"),
        Change::Changed => lang.pick("changed", "変更"),
    };
    let mut out = format!(
        "- **{word}** {} ({})\n",
        code(&own.resource),
        plain(&own.object)
    );
    for field in &own.fields {
        let shown = |value: &Option<String>| match value {
            Some(value) => code(value),
            None => absent(lang, field).to_owned(),
        };
        out.push_str(&format!("  - {}: ", code(&field.path)));
        out.push_str(&match own.change {
            Change::Added => shown(&field.after),
            Change::Removed => shown(&field.before),
            Change::Changed => format!("{} → {}", shown(&field.before), shown(&field.after)),
        });
        out.push('\n');
    }
    out
}
