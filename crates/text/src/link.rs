//! Words about links: why one cannot be opened and what to do then, how long one is and where it still works.

use crate::lang::Lang;

/// Why a link cannot be opened, in numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refused {
    /// It is no link of Hopscope's.
    NotALink,
    /// Its end is missing: so many characters are there, of so many.
    Cut(usize, Option<usize>),
    /// Something in it is not what it was.
    Altered,
    /// A newer version made it.
    TooNew,
    /// It holds more than so many of something.
    TooLarge(usize),
    /// It is whole, and holds nothing that Hopscope wrote.
    Unreadable,
}

/// What happened, in a few words: the heading.
pub fn heading(lang: Lang, refused: &Refused) -> &'static str {
    match refused {
        Refused::NotALink => lang.pick(
            "This is no link of Hopscope's",
            "Hopscope のリンクではありません",
        ),
        Refused::Cut(..) => lang.pick("The link is cut", "リンクが途中で切れています"),
        Refused::Altered => lang.pick("The link was altered", "リンクの内容が変わっています"),
        Refused::TooNew => lang.pick("The link is too new", "新しい版で作られたリンクです"),
        Refused::TooLarge(_) => lang.pick("The link holds too much", "リンクの内容が大きすぎます"),
        Refused::Unreadable => lang.pick(
            "The link holds no scenario",
            "リンクにシナリオが入っていません",
        ),
    }
}

/// What is known of it.
pub fn detail(lang: Lang, refused: &Refused) -> String {
    let fixed = |en: &'static str, ja: &'static str| lang.pick(en, ja).to_owned();
    match refused {
        Refused::NotALink => fixed(
            "What follows # in the address does not begin as Hopscope's links do.",
            "アドレスの # より後が、Hopscope のリンクの形をしていません。",
        ),
        Refused::Cut(got, Some(of)) => match lang {
            Lang::En => format!(
                "Its end is missing: {got} of {of} characters are there. Chats and mail cut long links."
            ),
            Lang::Ja => format!(
                "終わりの部分がありません ({of} 文字のうち {got} 文字)。チャットやメールは長いリンクを切ることがあります。"
            ),
        },
        Refused::Cut(_, None) => fixed(
            "Its end is missing. Chats and mail cut long links.",
            "終わりの部分がありません。チャットやメールは長いリンクを切ることがあります。",
        ),
        Refused::Altered => fixed(
            "Its checksum does not match: a character was changed on the way. What it would show could be another network, so it is not opened.",
            "チェックサムが合いません。途中で文字が変わっています。別のネットワークが表示されるおそれがあるため、開きません。",
        ),
        Refused::TooNew => fixed(
            "It is whole, but made by a version of Hopscope that is newer than this one.",
            "内容は揃っていますが、この Hopscope より新しい版で作られています。",
        ),
        Refused::TooLarge(most) => match lang {
            Lang::En => format!(
                "It passes a limit ({most}) that Hopscope's own links keep, so it is not opened."
            ),
            Lang::Ja => {
                format!("Hopscope のリンクが守る上限 ({most}) を超えているため、開きません。")
            }
        },
        Refused::Unreadable => fixed(
            "It is whole, but what it holds was not written by Hopscope.",
            "内容は揃っていますが、Hopscope が書いたものではありません。",
        ),
    }
}

/// What to do next.
pub fn next(lang: Lang, refused: &Refused) -> &'static str {
    match refused {
        Refused::NotALink => lang.pick(
            "Copy the whole address, from https:// to its end in .z.",
            "https:// から末尾の .z まで、アドレス全体をコピーしてください。",
        ),
        Refused::Cut(..) => lang.pick(
            "Ask the sender for the file, or for a link copied with its title.",
            "送った人に、ファイルか、題名つきでコピーしたリンクを頼んでください。",
        ),
        Refused::Altered => lang.pick(
            "Copy the link again from where it was sent, or ask the sender for the file.",
            "送られてきた元の場所からリンクをコピーし直すか、送った人にファイルを頼んでください。",
        ),
        Refused::TooNew => lang.pick(
            "Reload the page, or update the command; until then ask the sender for the file.",
            "ページを再読み込みするか、コマンドを更新してください。それまでは送った人にファイルを頼んでください。",
        ),
        Refused::TooLarge(_) => lang.pick(
            "If you trust the sender, ask for the file.",
            "送った人が信頼できるなら、ファイルを頼んでください。",
        ),
        Refused::Unreadable => lang.pick(
            "Ask the sender how the link was made.",
            "送った人に、リンクをどう作ったかを確かめてください。",
        ),
    }
}

/// All of it in one line, for a terminal.
pub fn refused(lang: Lang, own: &Refused) -> String {
    let gap = lang.pick(": ", "。");
    let space = lang.pick(" ", "");
    format!(
        "{}{gap}{}{space}{}",
        heading(lang, own),
        detail(lang, own),
        next(lang, own)
    )
}

/// Up to how many characters a link survives: everywhere, in chats, in browsers and on GitHub, in an address bar.
pub const REACH: [usize; 4] = [2_000, 4_000, 8_000, 32_000];

/// Where a link of so many characters still works.
pub fn length(lang: Lang, characters: usize) -> String {
    let place = match characters {
        0..=2_000 => lang.pick("works everywhere", "どこでも使えます"),
        2_001..=4_000 => lang.pick(
            "works in chats; some programs on Windows stop at 2,048",
            "チャットで使えます。Windows の一部のアプリは 2,048 文字までです",
        ),
        4_001..=8_000 => lang.pick(
            "works in browsers and on GitHub; chats and mail may cut it: copy it with its title, or send the file",
            "ブラウザと GitHub で使えます。チャットやメールでは切れることがあるので、題名つきでコピーするか、ファイルを送ってください",
        ),
        8_001..=32_000 => lang.pick(
            "too long for chat: works only when it is pasted into an address bar; send the file",
            "チャットには長すぎます。アドレスバーに貼る場合だけ使えます。ファイルを送ってください",
        ),
        _ => lang.pick(
            "too long for chat: send the file",
            "チャットには長すぎます。ファイルを送ってください",
        ),
    };
    match lang {
        Lang::En => format!("{} characters: {place}", grouped(characters)),
        Lang::Ja => format!("{} 文字: {place}", grouped(characters)),
    }
}

/// A scenario that no link can hold.
pub fn too_long(lang: Lang, most: usize, payload: usize) -> String {
    let (most, payload) = (grouped(most), grouped(payload));
    match lang {
        Lang::En => format!(
            "this scenario is too large for a link (limit {most}; it would be {payload} characters long): send the file"
        ),
        Lang::Ja => format!(
            "このシナリオはリンクにするには大きすぎます (上限 {most}、リンクにすると {payload} 文字)。ファイルを送ってください"
        ),
    }
}

/// A number with its thousands apart.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_words_of_its_own() {
        let kinds = [
            Refused::NotALink,
            Refused::Cut(3, Some(10)),
            Refused::Altered,
            Refused::TooNew,
            Refused::TooLarge(5_000),
            Refused::Unreadable,
        ];
        for lang in Lang::ALL {
            for words in [
                kinds.map(|own| heading(*lang, &own).to_owned()),
                kinds.map(|own| detail(*lang, &own)),
                kinds.map(|own| next(*lang, &own).to_owned()),
            ] {
                let once: std::collections::BTreeSet<_> = words.iter().collect();
                assert_eq!(once.len(), kinds.len(), "{words:?}");
            }
        }
    }

    #[test]
    fn the_gauge_names_what_breaks() {
        assert_eq!(length(Lang::En, 626), "626 characters: works everywhere");
        assert!(length(Lang::Ja, 1_298).starts_with("1,298 文字"));
        assert!(length(Lang::En, 12_345).contains("send the file"));
        assert_eq!(grouped(1_234_567), "1,234,567");
    }
}
