//! Words about a call of the command line that cannot be carried out: what could not be read, used or found, and what
//! to do then.

use std::io::{Error, ErrorKind};

use crate::lang::Lang;

/// Why a call cannot be carried out.
#[derive(Debug)]
pub enum NotDone<'a> {
    /// Standard output cannot be written.
    Unwritable(&'a Error),
    /// Standard input is named more than once.
    InputTwice,
    /// A file cannot be read.
    Unreadable(&'a str, &'a Error),
    /// A file is no text.
    NoText(&'a str),
    /// `--credential` begins as JSON and is none, with the parser's own words.
    Credential(&'a str),
    /// A port of this machine cannot be used.
    Port(u16, &'a Error),
    /// No port of this machine can be used.
    NoPort(&'a Error),
    /// The command was built without the page, and there is none here.
    NoPage,
    /// A folder holds no page.
    NoPageIn(&'a str),
    /// A page cannot be read.
    PageUnreadable(&'a str, &'a Error),
    /// A scenario has no branch of that name; those it has.
    NoBranch(&'a str, &'a [String]),
    /// One scenario alone, and it has no branch to hold it against.
    NothingToCompare,
    /// No command of that name.
    NoCommand(&'a str),
    /// What should be a project's id is none.
    NoProjectId(&'a str),
}

/// In a sentence.
pub fn not_done(lang: Lang, why: &NotDone<'_>) -> String {
    use NotDone as N;
    let fixed = |en: &'static str, ja: &'static str| lang.pick(en, ja).to_owned();
    match (why, lang) {
        (N::Unwritable(error), Lang::En) => format!("cannot write: {}", system(lang, error)),
        (N::Unwritable(error), Lang::Ja) => format!("書き込めません: {}", system(lang, error)),
        (N::InputTwice, _) => fixed(
            "standard input (-) can be read once only",
            "標準入力 (-) は 1 回しか読めません",
        ),
        (N::Unreadable(file, error), Lang::En) => {
            format!("cannot read {file}: {}", system(lang, error))
        }
        (N::Unreadable(file, error), Lang::Ja) => {
            format!("{file} を読めません: {}", system(lang, error))
        }
        (N::NoText(file), Lang::En) => format!(
            "cannot read {file}: it is not UTF-8 text; write gcloud's output to a file with --format=json > FILE"
        ),
        (N::NoText(file), Lang::Ja) => format!(
            "{file} を読めません: UTF-8 のテキストではありません。gcloud の出力を --format=json > FILE でファイルに書き出してください"
        ),
        (N::Credential(error), Lang::En) => format!(
            "--credential is not JSON that can be read: {error}. An example: --credential '{{\"idToken\":{{\"audience\":\"https://…\"}}}}'"
        ),
        (N::Credential(error), Lang::Ja) => format!(
            "--credential を JSON として読めません: {error}。例: --credential '{{\"idToken\":{{\"audience\":\"https://…\"}}}}'"
        ),
        (N::Port(port, error), Lang::En) => format!(
            "cannot use port {port}: {}. Without --port, one that is free is taken",
            system(lang, error)
        ),
        (N::Port(port, error), Lang::Ja) => format!(
            "ポート {port} を使えません: {}。--port を指定しなければ、空いているポートを使います",
            system(lang, error)
        ),
        (N::NoPort(error), Lang::En) => {
            format!("cannot listen on 127.0.0.1: {}", system(lang, error))
        }
        (N::NoPort(error), Lang::Ja) => {
            format!("127.0.0.1 で待ち受けできません: {}", system(lang, error))
        }
        (N::NoPage, _) => fixed(
            "this command was built without the page. In a clone of Hopscope, run `cargo xtask build`, then `hopscope serve` there, or `hopscope serve --dir dist`",
            "このコマンドにはページが組み込まれていません。Hopscope のクローンで `cargo xtask build` を実行してから、そこで `hopscope serve` を実行するか、`hopscope serve --dir dist` を使ってください",
        ),
        (N::NoPageIn(folder), Lang::En) => format!(
            "there is no page in {folder}: it has no index.html. `cargo xtask build` makes one in dist/"
        ),
        (N::NoPageIn(folder), Lang::Ja) => format!(
            "{folder} にページがありません (index.html がありません)。`cargo xtask build` で dist/ に作成できます"
        ),
        (N::PageUnreadable(folder, error), Lang::En) => {
            format!("cannot read the page in {folder}: {}", system(lang, error))
        }
        (N::PageUnreadable(folder, error), Lang::Ja) => {
            format!("{folder} のページを読めません: {}", system(lang, error))
        }
        (N::NoBranch(name, branches), _) => no_branch(lang, name, branches),
        (N::NothingToCompare, _) => fixed(
            "there is nothing to compare with: this scenario has no branches. Name a second file or link",
            "比べる相手がありません。このシナリオには案 (branches) がありません。2 つ目のファイルかリンクを指定してください",
        ),
        (N::NoCommand(name), Lang::En) => {
            format!("there is no command {name}; `hopscope --help` lists them")
        }
        (N::NoCommand(name), Lang::Ja) => {
            format!("{name} というコマンドはありません。`hopscope --help` で一覧を表示できます")
        }
        (N::NoProjectId(text), Lang::En) => format!(
            "{text} is no project ID: lowercase letters, digits and hyphens, as `gcloud projects list` prints them"
        ),
        (N::NoProjectId(text), Lang::Ja) => format!(
            "{text} はプロジェクト ID ではありません。英小文字、数字、ハイフンからなる、`gcloud projects list` に表示される ID を指定してください"
        ),
    }
}

fn no_branch(lang: Lang, name: &str, branches: &[String]) -> String {
    let list = branches.join(lang.pick(", ", "、"));
    match (lang, branches.is_empty()) {
        (Lang::En, true) => format!("there is no branch {name}: the scenario has none"),
        (Lang::En, false) => format!("there is no branch {name}; the scenario has: {list}"),
        (Lang::Ja, true) => {
            format!("{name} という案 (branches) はありません。このシナリオには案がありません")
        }
        (Lang::Ja, false) => {
            format!("{name} という案 (branches) はありません。このシナリオにある案: {list}")
        }
    }
}

/// What the system says, which speaks English only: the usual in words, the rest as it is.
fn system(lang: Lang, error: &Error) -> String {
    let words = match error.kind() {
        ErrorKind::NotFound => lang.pick("there is no such file", "ファイルがありません"),
        ErrorKind::PermissionDenied => lang.pick("permission denied", "権限がありません"),
        ErrorKind::IsADirectory => lang.pick("it is a folder", "フォルダです"),
        ErrorKind::AddrInUse => {
            lang.pick("another program has it", "ほかのプログラムが使用しています")
        }
        _ => return error.to_string(),
    };
    words.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_says_something_of_its_own_in_each_language() {
        let error = Error::from(ErrorKind::NotFound);
        let some = ["B".to_owned(), "C".to_owned()];
        let all = [
            NotDone::Unwritable(&error),
            NotDone::InputTwice,
            NotDone::Unreadable("a.json", &error),
            NotDone::NoText("a.json"),
            NotDone::Credential("EOF"),
            NotDone::Port(80, &error),
            NotDone::NoPort(&error),
            NotDone::NoPage,
            NotDone::NoPageIn("dist"),
            NotDone::PageUnreadable("dist", &error),
            NotDone::NoBranch("A", &some),
            NotDone::NoBranch("A", &[]),
            NotDone::NothingToCompare,
            NotDone::NoCommand("prove"),
            NotDone::NoProjectId("A B"),
        ];
        let mut told = std::collections::BTreeSet::new();
        for own in &all {
            let (en, ja) = (not_done(Lang::En, own), not_done(Lang::Ja, own));
            assert!(en.is_ascii() || en.contains('…'), "{en}");
            assert!(
                ja.chars().any(|letter| ('ぁ'..='ん').contains(&letter)),
                "{ja}"
            );
            told.extend([en, ja]);
        }
        assert_eq!(told.len(), 2 * all.len());
    }
}
