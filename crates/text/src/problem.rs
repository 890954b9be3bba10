//! What is said of problems in what people bring, and what they can do about them.

use hopscope_model::Kind;
use hopscope_model::problem::{Problem, ProblemCode, Severity};

use crate::lang::{Both, Lang, both};
use crate::why;
use crate::{kind, template};

/// The words for a kind of problem.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ProblemText {
    /// A template: what was found.
    pub found: Both,
    /// What to do next; `None`: nothing.
    pub next: Option<Both>,
}

/// What was found, in a sentence.
pub fn text(lang: Lang, problem: &Problem) -> String {
    match problem.code {
        _ if is_twice_the_same(problem) => fill(lang, problem, TWICE_THE_SAME),
        ProblemCode::Duplicate if problem.args.contains_key("name") => {
            fill(lang, problem, TWO_REQUESTS)
        }
        ProblemCode::FieldNotModelled if problem.args.contains_key("test") => {
            fill(lang, problem, TEST_BY_KIND)
        }
        ProblemCode::ReferenceMissing if problem.args.contains_key("test") => {
            fill(lang, problem, TEST_BY_ADDRESS)
        }
        ProblemCode::PortMissing if problem.args.contains_key("test") => {
            fill(lang, problem, TEST_WITHOUT_PORT)
        }
        // What is removed is not referred to by anything.
        ProblemCode::ReferenceMissing if problem.args.contains_key("text") => {
            fill(lang, problem, NOT_THERE)
        }
        ProblemCode::NotUnderstood if says(problem, "looksLike", "broken-yaml") => {
            fill(lang, problem, BROKEN_YAML)
        }
        ProblemCode::FieldMissing if says(problem, "why", "not-printed") => {
            fill(lang, problem, NOT_PRINTED)
        }
        ProblemCode::Truncated if says(problem, "end", "first") => fill(lang, problem, BEGINS_LATE),
        ProblemCode::RepairedInvisible if says(problem, "of", "line-ends") => {
            fill(lang, problem, LINE_ENDS)
        }
        ProblemCode::RepairedInvisible if says(problem, "of", "escapes") => {
            fill(lang, problem, ESCAPES)
        }
        ProblemCode::RepairedInvisible if says(problem, "of", "links") => {
            fill(lang, problem, LINKS)
        }
        ProblemCode::Truncated if says(problem, "end", "elided") => fill(lang, problem, ELIDED),
        ProblemCode::RepairedInvisible if problem.args.contains_key("encoding") => {
            fill(lang, problem, ENCODING)
        }
        ProblemCode::GcloudError if says(problem, "of", "api") => fill(lang, problem, OF_API),
        ProblemCode::GcloudError if problem.args.contains_key("of") => {
            fill(lang, problem, OF_COMMAND)
        }
        ProblemCode::KindNotModelled if says(problem, "kind", "unknown") => {
            fill(lang, problem, UNKNOWN)
        }
        ProblemCode::KindNotModelled if says(problem, "kept", "addresses") => {
            fill(lang, problem, KEPT_ADDRESSES)
        }
        ProblemCode::RepairedQuotes if says(problem, "of", "python") => {
            fill(lang, problem, OF_PYTHON)
        }
        ProblemCode::Truncated if says(problem, "end", "last") => fill(lang, problem, LIST_CUT),
        ProblemCode::Truncated if says(problem, "end", "page") => fill(lang, problem, MORE_PAGES),
        ProblemCode::Truncated if says(problem, "end", "places") => fill(lang, problem, NO_ANSWER),
        ProblemCode::Truncated if says(problem, "end", "warned") => fill(lang, problem, WARNED),
        ProblemCode::Truncated if says(problem, "end", "size") => fill(lang, problem, FEWER),
        ProblemCode::Truncated if says(problem, "end", "plan-part") => {
            fill(lang, problem, PLAN_PART)
        }
        ProblemCode::Truncated if says(problem, "end", "plan-incomplete") => {
            fill(lang, problem, PLAN_INCOMPLETE)
        }
        ProblemCode::Truncated if says(problem, "end", "plan-errored") => {
            fill(lang, problem, PLAN_ERRORED)
        }
        ProblemCode::NoiseSkipped if problem.args.contains_key("files") => {
            fill(lang, problem, FILES_LEFT_OUT)
        }
        ProblemCode::RepairedComma if says(problem, "of", "comments") => {
            fill(lang, problem, COMMENTS)
        }
        ProblemCode::NoiseSkipped if says(problem, "of", "shell") => fill(lang, problem, ASIDES),
        ProblemCode::TooLarge if says(problem, "what", "aliases") => {
            fill(lang, problem, MANY_ALIASES)
        }
        code => fill(lang, problem, problem_text(code).found),
    }
}

fn says(problem: &Problem, name: &str, value: &str) -> bool {
    problem.args.get(name).is_some_and(|own| own == value)
}

/// Two of one identity with the same content are no choice.
fn is_twice_the_same(problem: &Problem) -> bool {
    problem.code == ProblemCode::Duplicate && says(problem, "same", "true")
}

const TWICE_THE_SAME: Both = both(
    "The same object[, {resource},] is there twice.",
    "まったく同じもの[ ({resource})] が 2 つあります。",
);

/// `//` and `/* */` in JSON.
const COMMENTS: Both = both(
    "Comments in JSON were left out[ ({count} places)].",
    "JSON 内のコメントを無視しました[ ({count} か所)]。",
);

/// Of members of a group, which says how many it has.
const FEWER: Both = both(
    "[{resource} ]says that it has {size}, and the list holds {listed}. The list was not taken.",
    "[{resource} では] {size} 個あるはずですが、リストには {listed} 個しかありません。リストは取り込みませんでした。",
);

/// Of jobs in the background, of new mail, of a pager.
const ASIDES: Both = both(
    "[{lines} ]lines that a shell or a pager had put inside a document were left out.",
    "ドキュメントの途中に入った、シェルやページャーの行[ {lines} 行]を取り除きました。",
);

/// Requests are told apart by their names.
const TWO_REQUESTS: Both = both(
    "Two requests are named {name}.",
    "{name} という名前の通信が 2 つあります。",
);

/// Output of a command that was told which fields to print.
const NOT_PRINTED: Both = both(
    "{many}[ ({count} objects)] were printed with a choice of fields, without {field}, which Google always prints. What was left out is unknown, and not taken for its default.",
    "{many}[ ({count} 件)]は、項目を選んで出力されています。常に出力される {field} がありません。省かれた値は、既定値とはみなさず不明とします。",
);

/// What to do about it.
const PRINT_WHOLE: Both = both(
    "Export them again with --format=json alone, not json(…), yaml(…), --flatten or jq. Until then, requests that depend on them end incomplete. What is written by hand says its kind (\"kind\": \"compute#…\").",
    "json(…)、yaml(…)、--flatten、jq を使わず、--format=json だけでエクスポートし直してください。それまでは、これに関わる通信の結果は「情報不足」になります。手で書いたものには種類 (\"kind\": \"compute#…\") を付けてください。",
);

const BEGINS_LATE: Both = both(
    "The text begins late: the beginning of this object is missing. The object was not read.",
    "先頭が欠けています。このオブジェクトの始まりがないため、読み取れません。",
);

/// Lines that end as they did on an old Macintosh.
const LINE_ENDS: Both = both(
    "The lines end with a carriage return alone, which was read as the end of a line[ ({count} places)].",
    "行末が CR だけなので、改行として読みました[ ({count} か所)]。",
);

/// Colours and titles that a terminal recorded.
const ESCAPES: Both = both(
    "Control sequences of a terminal (colors, titles) were left out[ ({count} places)].",
    "端末の制御文字 (色、タイトルなど) を取り除きました[ ({count} か所)]。",
);

/// What a chat or word processor makes of URLs and names.
const LINKS: Both = both(
    "Links that a chat had made of URLs, and invisible characters inside of names, were read as plain text[ ({count} places)].",
    "チャットなどがリンクにした URL と、名前の中の見えない文字を、元の文字に直して読みました[ ({count} か所)]。",
);

/// A list from which somebody took the rest.
const ELIDED: Both = both(
    "Something was left out of a list here (…): what stands in its place is no object[ ({count} places)].",
    "リストの一部がここで省かれています (… など、オブジェクトではないものがあります)[ ({count} か所)]。",
);

/// A file that is not UTF-8.
const ENCODING: Both = both(
    "The file is not UTF-8. It was read as {encoding}; characters that are not ASCII may have come out wrong.",
    "UTF-8 のファイルではないため、{encoding} として読みました。ASCII 以外の文字は正しくないことがあります。",
);

/// What an API of Google's answers instead of what was asked for.
const OF_API: Both = both(
    "This is an error of Google's API, not what was asked for[: {message}]",
    "求めたものではなく、Google の API のエラーです[: {message}]",
);

/// What another command than gcloud prints.
const OF_COMMAND: Both = both(
    "This is an error message of {of}, not its output[: {message}]",
    "{of} の出力ではなく、エラー メッセージです[: {message}]",
);

/// Objects without a kind.
const UNKNOWN: Both = both(
    "Nothing says what these objects[ ({count})] are, so they were left out.[ Their fields: {fields}.]",
    "何のオブジェクトか分からないもの[ ({count} 件)]は、取り込みませんでした。[項目: {fields}。]",
);

/// Objects of a kind that is not modelled have addresses.
const KEPT_ADDRESSES: Both = both(
    "The kind {kind} is not modelled. Of what it says only the addresses were kept[ ({count} objects)]: a request to one of these ends unmodelled.",
    "{kind} はモデルに含まれない種類なので、アドレスだけを取り込みました[ ({count} 件)]。このアドレスへのリクエストの結果は「未対応」になります。",
);

/// What may have been printed otherwise.
const PRINT_KIND: Both = both(
    "If they were printed with a choice of fields (json(…), --flatten, jq), export them with --format=json alone. If they are not Google Cloud's, nothing needs to be done.",
    "項目を選んで (json(…)、--flatten、jq など) 出力したものなら、--format=json だけでエクスポートし直してください。Google Cloud のものでなければ、何もする必要はありません。",
);

/// What to do about an error of an API.
const ASK_AGAIN: Both = both(
    "See to what it says (permission, name, API that is not enabled), and ask again. What it was to answer is not here.",
    "エラーの内容 (権限、名前、有効になっていない API など) を直して、もう一度実行してください。本来の応答は、ここには含まれていません。",
);

/// What Python prints.
const OF_PYTHON: Both = both(
    "Python's notation ('…', None, True, False) was read as JSON[ ({count} places)].",
    "Python の表記 ('…'、None、True、False) を JSON に直して読みました[ ({count} か所)]。",
);

/// A list of kubectl's that was cut off.
const LIST_CUT: Both = both(
    "The end of this list[ ({many})] is missing: more of it may have been cut off.",
    "このリスト[ ({many})] は末尾が切れています。続きがあった可能性があります。",
);

/// An answer of an API that is one page of several.
const MORE_PAGES: Both = both(
    "This list[ ({many})] goes on, on another page (nextPageToken), which is not here.",
    "このリスト[ ({many})] には続きのページがありますが (nextPageToken)、ここには含まれていません。",
);

/// An answer of an API that did not hear of all places.
const NO_ANSWER: Both = both(
    "This list[ ({many})] is not whole. There was no answer from: {places}.",
    "このリスト[ ({many})] は一部が欠けています。次の場所から応答がありませんでした: {places}。",
);

/// What gcloud says beside a list.
const WARNED: Both = both(
    "gcloud says that its list is not whole: {message}",
    "gcloud がリストの一部を取得できなかったと言っています: {message}",
);

/// A part of what `terraform show -json` prints.
const PLAN_PART: Both = both(
    "This is a part of what terraform show -json prints. What is read of it does not know the rest.",
    "terraform show -json の出力の一部です。残りの部分は分からないまま読みました。",
);

/// A plan after which more is to be planned.
const PLAN_INCOMPLETE: Both = both(
    "Terraform says that this plan is not complete: after it is applied, there will be more changes.",
    "このプランは完全ではないと Terraform が言っています (complete: false)。適用した後に、さらに変更が残ります。",
);

/// A plan that was not made to the end.
const PLAN_ERRORED: Both = both(
    "Terraform says that planning failed: this plan holds only what came before the error.",
    "プランの作成に失敗したと Terraform が言っています (errored: true)。エラーの前までの分しか入っていません。",
);

/// What to do about a plan that is not whole.
const SHOW_PLAN: Both = both(
    "Give all that terraform show -json prints of a whole plan, or the state. Until then, what is missing is taken as not being there.",
    "完全なプランかステートについて、terraform show -json の出力全体を渡してください。それまでは、欠けている分は「ない」ものとして扱います。",
);

/// What to do about a list of a kind that is not whole.
const CUT_LIST: Both = both(
    "Give the rest too, or what gcloud lists. Until then, requests that it could decide end incomplete.",
    "残りも渡すか、gcloud で一覧を取り直してください。それまでは、結果を左右しうるリクエストは「情報不足」になります。",
);

/// What to do about a list of which it is not known what it is a list of.
const LIST_AGAIN: Both = both(
    "Give the rest too, or what gcloud lists. Until then, what is missing is taken as not being there.",
    "残りも渡すか、gcloud で一覧を取り直してください。それまでは、欠けている分は「ない」ものとして扱います。",
);

const BROKEN_YAML: Both = both(
    "From here on the YAML cannot be understood: indentation or quotes are off. What came before was read[ (objects: {kept})].",
    "ここから先は YAML として読めません。字下げか引用符がずれているようです。その手前までは読みました[ ({kept} 件)]。",
);

/// Of a folder or archive only what is called like an export is read.
const FILES_LEFT_OUT: Both = both(
    "Left out, because neither their names (.json, .yaml, .tfstate, .txt, .gz, .zip) nor what is in them are those of exports: {files} files[ ({names})].",
    "{files} 個のファイルは読みませんでした[ ({names})]。拡張子 (.json、.yaml、.tfstate、.txt、.gz、.zip) も中身もエクスポートのものではないためです。",
);

/// Aliases of YAML that stand for each other grow without end.
const MANY_ALIASES: Both = both(
    "The aliases of this YAML (*name) stand for more than can be read. What came before was read[ (objects: {kept})].",
    "この YAML のエイリアス (*name) を展開すると大きくなりすぎます。その手前までは読みました[ ({kept} 件)]。",
);

/// A reference of which nobody is the owner.
const NOT_THERE: Both = both(
    "{text} is not in the scenario.",
    "{text} がシナリオにありません。",
);

/// A Connectivity Test of which no request could be made.
const TEST_BY_KIND: Both = both(
    "No request was made of the Connectivity Test {test}: it names {field}, and no request here begins or ends with such a thing.",
    "接続テスト {test} から通信を作れませんでした。{field} で指定されたものは、ここでは通信の送信元や宛先にできません。",
);

const TEST_BY_ADDRESS: Both = both(
    "No request was made of the Connectivity Test {test}: nothing in the scenario is or has {reference}.",
    "接続テスト {test} から通信を作れませんでした。{reference} に当たるものがシナリオにありません。",
);

const TEST_WITHOUT_PORT: Both = both(
    "No request was made of the Connectivity Test {test}: it names no port of {text}.",
    "接続テスト {test} から通信を作れませんでした。{text} のポートが指定されていません。",
);

/// What to do next, without the command of the problem; `None` where nothing needs to be done.
pub fn next(lang: Lang, problem: &Problem) -> Option<String> {
    if is_twice_the_same(problem) {
        return None;
    }
    let step = problem.next.as_ref().map(|next| next.id.as_str());
    let next = match (problem.code, step) {
        (ProblemCode::RepairedQuotes, _) if says(problem, "of", "python") => return None,
        (ProblemCode::GcloudError, _) if says(problem, "of", "api") => ASK_AGAIN,
        (ProblemCode::KindNotModelled, _) if says(problem, "kind", "unknown") => PRINT_KIND,
        (ProblemCode::FieldMissing, _) if says(problem, "why", "not-printed") => PRINT_WHOLE,
        (ProblemCode::Truncated, Some("export")) if problem.args.contains_key("kind") => CUT_LIST,
        (ProblemCode::Truncated, Some("export" | "fix-command")) => LIST_AGAIN,
        (ProblemCode::Truncated, Some("show-plan")) => SHOW_PLAN,
        (ProblemCode::FieldInvalid, Some("apply-plan")) => AFTER_APPLY,
        (ProblemCode::FieldInvalid, Some("export")) => EXPORT,
        (ProblemCode::ReferenceMissing, Some("describe-network")) => DESCRIBE_NETWORK,
        (ProblemCode::PortMissing, _) if problem.args.contains_key("test") => RUN_WITH_PORT,
        (_, Some("ask-by-hand")) => ASK_BY_HAND,
        (code, _) => problem_text(code).next?,
    };
    Some(fill(lang, problem, next))
}

/// What a plan does not say yet.
const AFTER_APPLY: Both = both(
    "Nothing is wrong: it is said here because requests that depend on it end incomplete until the plan is applied.",
    "誤りではありません。適用するまでは、これに関わる通信の結果は「情報不足」になります。",
);

/// What another export has.
const EXPORT: Both = both(
    "Export it too, and give it with the rest. Until then, requests that depend on it end incomplete.",
    "これもエクスポートして、一緒に渡してください。それまでは、これに関わる通信の結果は「情報不足」になります。",
);

/// What no export has.
const DESCRIBE_NETWORK: Both = both(
    "It is an address outside Google Cloud: describe its network as a hopscope#onPremNetwork with ranges and via, and give the test again.",
    "Google Cloud の外のアドレスです。そのネットワークを hopscope#onPremNetwork (ranges と via) として書き、テストをもう一度渡してください。",
);

/// A test that has run says which port it took.
const RUN_WITH_PORT: Both = both(
    "Give the test that has run: its result names the port that was taken. Or give it a destination port.",
    "実行済みのテストを渡してください (使われたポートが結果に入っています)。または、テストに宛先ポートを指定してください。",
);

/// A request that is near to what was tested.
const ASK_BY_HAND: Both = both(
    "Add a request by hand that begins or ends at its IP address, or at what stands before it.",
    "その IP アドレスか、手前にあるものを送信元・宛先にした通信を自分で追加してください。",
);

/// The word for how bad a problem is.
pub const fn severity(lang: Lang, severity: Severity) -> &'static str {
    match severity {
        Severity::Error => lang.pick("error", "エラー"),
        Severity::Warning => lang.pick("warning", "警告"),
        Severity::Note => lang.pick("note", "注記"),
    }
}

fn fill(lang: Lang, problem: &Problem, text: Both) -> String {
    template::fill(text.get(lang), &|name| match name {
        "resource" => problem.resource.as_deref().map(Into::into),
        // One is no count worth telling.
        "count" => {
            let count = problem.args.get(name).filter(|count| *count != "1")?;
            Some(count.as_str().into())
        }
        "why" => why::sentence(lang, problem).map(Into::into),
        "many" => {
            let kind = Kind::from_code(problem.args.get("kind")?)?;
            Some(kind::many(lang, kind).into())
        }
        "looksLike" => {
            let what = problem.args.get(name)?;
            Some(looks_like(lang, what).unwrap_or(what).into())
        }
        _ => problem.args.get(name).map(|value| value.as_str().into()),
    })
}

/// What a text looks like that is not read.
fn looks_like(lang: Lang, what: &str) -> Option<&'static str> {
    Some(match what {
        "yaml" => "YAML",
        "javascript" => "JavaScript",
        "json" => lang.pick("JSON of something else", "ほかの何かの JSON"),
        "google-object" => lang.pick(
            "one of Google's objects (compute#…), in a form that is not read",
            "Google のオブジェクト (compute#… など) を、読めない書き方にしたもの",
        ),
        "pulumi" => lang.pick("a stack of Pulumi", "Pulumi のスタック"),
        "notebook" => lang.pick("a Jupyter notebook", "Jupyter ノートブック"),
        "deployment-manager" => lang.pick(
            "a configuration of Deployment Manager",
            "Deployment Manager の構成",
        ),
        "json-part" => lang.pick("a part of a JSON document", "JSON の一部"),
        "nothing-known" => lang.pick("nothing that is known", "知らない形式"),
        "terraform-text" => lang.pick(
            "Terraform's own text, and what is read is what terraform show -json prints",
            "Terraform の文章形式。読めるのは terraform show -json の出力",
        ),
        "terraform" => lang.pick("output of Terraform", "Terraform の出力"),
        "binary" => lang.pick("no text at all", "テキストではないデータ"),
        "archive" => lang.pick(
            "an archive that is cut off, altered or encrypted",
            "途中で切れたか壊れているか暗号化されたアーカイブ",
        ),
        "results" => lang.pick("results of Hopscope", "Hopscope の結果"),
        _ => return None,
    })
}

/// The words for a kind of problem.
pub const fn problem_text(code: ProblemCode) -> ProblemText {
    match code {
        ProblemCode::Empty => ProblemText {
            found: both("There is nothing to read.", "何も入っていません。"),
            next: Some(both(
                "Give it what gcloud prints with --format=json or --format=yaml.",
                "gcloud に --format=json か --format=yaml を付けた出力を渡してください。",
            )),
        },
        ProblemCode::Truncated => ProblemText {
            found: both(
                "The text ends early. What came before was read[ (objects: {kept})].",
                "途中で切れています。その手前までは読みました[ ({kept} 件)]。",
            ),
            next: Some(both(
                "A terminal may have cut it. Write the output to a file (> out.json) and give that.",
                "端末のスクロール上限で切れたのかもしれません。出力をファイルに書き (> out.json)、それを渡してください。",
            )),
        },
        ProblemCode::NotUnderstood => ProblemText {
            found: both(
                "This is not something that can be read[: it looks like {looksLike}].",
                "読める形式ではありません[ ({looksLike} のようです)]。",
            ),
            next: Some(both(
                "Give it what gcloud prints with --format=json or --format=yaml, or a scenario.",
                "gcloud に --format=json か --format=yaml を付けた出力か、シナリオを渡してください。",
            )),
        },
        ProblemCode::GcloudError => ProblemText {
            found: both(
                "This is an error message of gcloud, not its output[: {message}]",
                "gcloud の出力ではなく、エラー メッセージです[: {message}]",
            ),
            next: Some(both(
                "Correct the command and run it again.",
                "コマンドを直して、もう一度実行してください。",
            )),
        },
        ProblemCode::TableOutput => ProblemText {
            found: both(
                "This is output in gcloud's table format, which leaves most fields out.",
                "gcloud の表形式の出力です。ほとんどの項目が省かれています。",
            ),
            next: Some(both(
                "Run the command again with --format=json.",
                "--format=json を付けて、もう一度実行してください。",
            )),
        },
        ProblemCode::Html => ProblemText {
            found: both("This is a web page.", "Web ページの HTML です。"),
            next: Some(both(
                "Give it what gcloud prints with --format=json or --format=yaml.",
                "gcloud に --format=json か --format=yaml を付けた出力を渡してください。",
            )),
        },
        ProblemCode::WrappedLines => ProblemText {
            found: both(
                "There are line breaks inside a value: a terminal wrapped the lines. They were taken out.",
                "値の途中に改行があります。端末が行を折り返したようです。改行は取り除きました。",
            ),
            next: Some(both(
                "Check what was read, or write the output to a file (> out.json) and give that.",
                "読み取った内容を確かめるか、出力をファイルに書き (> out.json)、それを渡してください。",
            )),
        },
        ProblemCode::NoiseSkipped => ProblemText {
            found: both(
                "[{lines} ]lines around the documents, such as prompts, were skipped.",
                "ドキュメントの前後の行 (プロンプトなど)[ {lines} 行]は読み飛ばしました。",
            ),
            next: None,
        },
        ProblemCode::RepairedQuotes => ProblemText {
            found: both(
                "Curly or escaped quotes (“ ” &quot;) were read as straight ones[ ({count} places)].",
                "引用符 (“ ” や &quot;) を \" に直して読みました[ ({count} か所)]。",
            ),
            next: Some(both(
                "Nothing needs to be done. A word processor, chat or web page had changed them.",
                "何もする必要はありません。ワープロ、チャット、Web ページを経由すると変わることがあります。",
            )),
        },
        ProblemCode::RepairedComma => ProblemText {
            found: both(
                "A comma too many was left out[ ({count} places)].",
                "余分なコンマを無視しました[ ({count} か所)]。",
            ),
            next: None,
        },
        ProblemCode::RepairedInvisible => ProblemText {
            found: both(
                "Invisible or full-width characters were replaced[ ({count} places)].",
                "見えない文字や全角の記号を置き換えました[ ({count} か所)]。",
            ),
            next: None,
        },
        ProblemCode::KindNotModelled => ProblemText {
            found: both(
                "The kind {kind} is not modelled, so it was left out[ ({count} objects)].",
                "{kind} はモデルに含まれない種類なので、取り込みませんでした[ ({count} 件)]。",
            ),
            next: Some(both(
                "Nothing needs to be done, unless it decides about a request.",
                "通信の結果に関わらなければ、何もする必要はありません。",
            )),
        },
        ProblemCode::FieldMissing => ProblemText {
            found: both(
                "The field {field} is missing[ in {resource}].",
                "[{resource} に]項目 {field} がありません。",
            ),
            next: Some(both(
                "Export the object again with --format=json alone, without choosing fields.",
                "項目を選ばずに、--format=json だけでエクスポートし直してください。",
            )),
        },
        ProblemCode::FieldInvalid => ProblemText {
            found: both(
                "[{field} ]cannot be read[: {why}].",
                "[{field} を]読めません[: {why}]。",
            ),
            next: Some(both(
                "Correct the value. Until then, requests that depend on it end incomplete.",
                "値を直してください。直すまで、これに関わる通信は情報不足になります。",
            )),
        },
        ProblemCode::FieldNotModelled => ProblemText {
            found: both(
                "{field}[ of {resource}] is not modelled, and it can matter[: {why}].",
                "[{resource} の] {field} はモデルに含まれませんが、結果に関わることがあります[ ({why})]。",
            ),
            next: Some(both(
                "Requests for which it could decide end unmodelled, not with a yes.",
                "これで結果が変わりうる通信は、到達とはせずに未対応とします。",
            )),
        },
        ProblemCode::EmptyList => ProblemText {
            found: both(
                "The list is empty[: {kind}].",
                "0 件のリストです[: {kind}]。",
            ),
            next: Some(both(
                "Check filter and project of the command. To say that there are none, give the file with --list KIND=FILE.",
                "コマンドのフィルタとプロジェクトを確認してください。1 つもないことを示すには、--list KIND=FILE でファイルを渡します。",
            )),
        },
        ProblemCode::Duplicate => ProblemText {
            found: both(
                "There are two[ of {resource}] that differ. The later one was taken.",
                "内容の違うものが 2 つあります[ ({resource})]。後のものを使いました。",
            ),
            next: Some(both(
                "Take the one that is out of date out of the input.",
                "古い方を入力から取り除いてください。",
            )),
        },
        ProblemCode::SecretDropped => ProblemText {
            found: both(
                "Values that look like secrets were left out[ of {resource}][ ({count} values)].",
                "秘密情報らしき値を[ {resource} から][ {count} 個]読み捨てました。",
            ),
            next: Some(both(
                "They are in neither the scenario nor its links. If others have seen the output, revoke them.",
                "シナリオにもリンクにも入りません。出力をほかの人が見た場合は、無効にしてください。",
            )),
        },
        ProblemCode::ReferenceMissing => ProblemText {
            found: both(
                "[{resource} refers to ]{reference}, which is not in the scenario.",
                "[{resource} が参照する ]{reference} がシナリオにありません。",
            ),
            next: Some(both(
                "Export it too, and give it with the rest.",
                "それもエクスポートして、一緒に取り込みます。",
            )),
        },
        ProblemCode::ReferenceAmbiguous => ProblemText {
            found: both(
                "[{text} ]could be any of several things[: {candidates}].",
                "[{text} は]複数のものに当てはまります[: {candidates}]。",
            ),
            next: Some(both(
                "Write it with its location, or project and location, in front: KIND/LOCATION/NAME.",
                "ロケーション、またはプロジェクトとロケーションを前に付けてください: KIND/LOCATION/NAME。",
            )),
        },
        ProblemCode::ParentUnknown => ProblemText {
            found: both(
                "This output[ ({kind})][ ({count} objects)] does not say what it belongs to[, and {parent} is not known].",
                "何に属するものかが、この出力[ ({kind})][ {count} 件]からは分かりません[ ({parent} が見つかりません)]。",
            ),
            next: Some(both(
                "Say so: --zone ZONE=FILE for record sets, --iam REF=FILE for an IAM policy, or wrap it in a hopscope#export.",
                "指定してください。レコードセットは --zone ZONE=FILE、IAM ポリシーは --iam REF=FILE、ほかは hopscope#export で包みます。",
            )),
        },
        ProblemCode::ProjectUnknown => ProblemText {
            found: both(
                "The project[ of {resource}][ with the number {number}] is not known[ ({count} objects)][; it is taken for {assumed}].",
                "[{resource} の][番号 {number} の][{count} 件の]プロジェクトが分かりません[。{assumed} とします]。",
            ),
            next: Some(both(
                "Give it: --project PROJECT, or \"project\" in the scenario. For a number, give what gcloud projects describe prints, too.",
                "--project PROJECT か、シナリオの \"project\" で指定してください。番号なら、gcloud projects describe の出力も渡してください。",
            )),
        },
        ProblemCode::PortMissing => ProblemText {
            found: both(
                "[{text} ]needs a port, because its protocol has no well-known one.",
                "[{text} には]ポートが必要です。決まったポートのないプロトコルです。",
            ),
            next: Some(both(
                "Write it behind the host: tcp://10.0.0.5:8080 or vm/web:22.",
                "ホストの後に書いてください: tcp://10.0.0.5:8080、vm/web:22 など。",
            )),
        },
        ProblemCode::TooLarge => ProblemText {
            found: both(
                "This is too large[: the limit is {limit}].",
                "大きすぎます[ (上限は {limit})]。",
            ),
            next: Some(both(
                "Narrow the export with --filter, or give one file per kind.",
                "--filter で絞るか、種類ごとのファイルに分けてください。",
            )),
        },
        ProblemCode::TooDeep => ProblemText {
            found: both(
                "This is nested too deeply[: the limit is {limit}].",
                "入れ子が深すぎます[ (上限は {limit})]。",
            ),
            next: Some(both(
                "Give it what gcloud prints, unchanged.",
                "gcloud の出力をそのまま渡してください。",
            )),
        },
        ProblemCode::VersionNewer => ProblemText {
            found: both(
                "This scenario was written by a newer version[ ({version})].",
                "新しいバージョン[ ({version})] で書かれたシナリオです。",
            ),
            next: Some(both(
                "Update Hopscope to open it. The file is left as it is.",
                "開くには Hopscope を更新してください。ファイルには手を加えません。",
            )),
        },
    }
}
