//! Requests: as objects of a scenario file, on one line, and back.

use std::cell::RefCell;

use hopscope_model::reference::{self, Names, ReferenceError};
use hopscope_model::request::{Credential, ProxyChoice};
use hopscope_model::result::OutcomeKind;
use hopscope_model::{
    Cause, Expect, Problem, ProblemCode, Reason, Request, Scenario, Severity, What, Why,
};

use crate::codec::{Out, shown};
use crate::connectivity::own as test_of;
use crate::field::{FieldError, write_path};
use crate::fields::{self, Fields};
use crate::scan::Step;
use crate::tree::{Members, Tree};

/// What is wrong with a request: where in it, and what.
pub(crate) struct Wrong {
    /// The way to it.
    pub(crate) path: Vec<Step>,
    /// The problem, without its place.
    pub(crate) problem: Problem,
}

impl Wrong {
    fn reference(field: &str, error: &ReferenceError) -> Self {
        let next = match error {
            ReferenceError::Ambiguous { .. } => "qualify-reference",
            ReferenceError::PortMissing(_) => "add-port",
            _ => "correct-field",
        };
        Self {
            path: vec![Step::Key(field.to_owned())],
            problem: error.problem().arg("field", field).next(next, None),
        }
    }
}

/// Reads a request from its JSON text.
pub(crate) fn read(text: &str, scenario: &Scenario, names: &Names) -> Result<Request, Vec<Wrong>> {
    let tree = Tree::read(text).map_err(|error| vec![wrong(error)])?;
    // What a reference can't mean has a code of its own, beside what is wrong with fields.
    let references = RefCell::new(Vec::new());
    let failed = |field: &str, error: &ReferenceError| {
        references.borrow_mut().push(Wrong::reference(field, error));
    };
    let read = fields::read(&tree, |fields| {
        only(fields, FIELDS);
        let (from, to) = (fields.needed_text("from"), fields.needed_text("to"));
        // One that is not there is told already.
        let from = (!from.is_empty()).then(|| {
            let from = reference::source_among(names, scenario, &from);
            from.map_err(|error| failed("from", &error)).ok()
        });
        let to = (!to.is_empty()).then(|| {
            let to = reference::target_among(names, scenario, &to);
            to.map_err(|error| failed("to", &error)).ok()
        });
        let method = fields.text("method");
        let expected = fields.object("expect");
        // All of it is looked at, whatever its ends mean.
        let (proxy, credential) = (proxy(fields), credential(fields));
        let expect = expected.is_there().then(|| expect(&expected));
        if expected.is_there() && expects_nothing(&expected) {
            // Anything would meet it.
            fields.wrong("expect", Reason::none_of("{}", EXPECTED));
        }
        let test = test_of::read(fields, scenario, names);
        Some(Request {
            name: fields.text("name"),
            from: from??,
            to: to??,
            method: method.map_or_else(|| GET.to_owned(), |own| own.to_ascii_uppercase()),
            proxy,
            credential,
            expect,
            test,
        })
    });
    let (own, mut all) = match read {
        Ok(own) => (own, Vec::new()),
        Err(errors) => (None, errors.into_iter().map(wrong).collect()),
    };
    all.append(&mut references.into_inner());
    match own {
        Some(own) if all.is_empty() => Ok(own),
        _ => Err(all),
    }
}

/// Fields of a request.
const FIELDS: &[&str] = &[
    "name",
    "from",
    "to",
    "method",
    "proxy",
    "credential",
    "expect",
    test_of::KEY,
];

/// Fields of an expectation.
const EXPECTED: &[&str] = &[
    "outcome", "cause", "status", "source", "fixed", "logged", "resolved",
];

/// Says of fields that there are none such: what is misspelt would silently not be asked, or be met by anything.
fn only(fields: &Fields<'_>, known: &[&str]) {
    for (key, _) in fields.members() {
        if !known.contains(&&**key) {
            fields.wrong(key, Reason::none_of(key, known));
        }
    }
}

fn wrong(error: FieldError) -> Wrong {
    let problem = error.problem(ProblemCode::FieldInvalid);
    Wrong {
        problem: problem.next("correct-field", None),
        path: error.path,
    }
}

/// The method of a request that gives none.
const GET: &str = "GET";

fn proxy(fields: &Fields<'_>) -> ProxyChoice {
    match fields.get("proxy") {
        None => ProxyChoice::Default,
        Some(Tree::Bool(true)) => ProxyChoice::Use,
        Some(Tree::Bool(false)) => ProxyChoice::None,
        Some(Tree::Text(word)) if word == "none" => ProxyChoice::None,
        Some(Tree::Text(url)) if url.contains("://") => ProxyChoice::Url(url.clone()),
        Some(other) => {
            let why = Reason::none_of(&other.to_string(), &["true", "\"none\"", "URL"]);
            fields.wrong("proxy", why);
            ProxyChoice::Default
        }
    }
}

/// Kinds of credentials that are objects.
const CREDENTIALS: &[&str] = &["idToken", "accessToken", "adc"];

fn credential(fields: &Fields<'_>) -> Credential {
    match fields.get("credential") {
        None => return Credential::None,
        Some(Tree::Text(word)) if word == "none" => return Credential::None,
        Some(Tree::Text(word)) if word == "untrusted" => return Credential::Untrusted,
        Some(Tree::Text(word)) => {
            let why = Reason::none_of(word, &["none", "untrusted"]);
            fields.wrong("credential", why);
        }
        Some(_) => {}
    }
    let object = fields.object("credential");
    let kind = match object.members() {
        [(kind, _)] => &**kind,
        _ => "",
    };
    let own = object.object(kind);
    match kind {
        "idToken" => Credential::IdToken {
            audience: own.needed_text("audience"),
            principal: own.text("principal"),
        },
        "accessToken" => Credential::AccessToken {
            principal: own.text("principal"),
        },
        "adc" => Credential::Adc {
            library: own.needed_text("library"),
            audience: own.text("audience"),
        },
        other => {
            if object.is_there() {
                fields.wrong("credential", Reason::none_of(other, CREDENTIALS));
            }
            Credential::None
        }
    }
}

/// Whether an expectation is met by whatever happens. That nobody sees a source (`[]`) is one as well.
fn expects_nothing(fields: &Fields<'_>) -> bool {
    fields.members().iter().all(|(key, value)| match value {
        Tree::List(list) => list.is_empty() && !matches!(&**key, "source" | "resolved"),
        Tree::Null => true,
        _ => false,
    })
}

fn expect(fields: &Fields<'_>) -> Expect {
    only(fields, EXPECTED);
    let mut outcomes = Vec::new();
    for word in fields.one_or_more("outcome").unwrap_or_default() {
        match OutcomeKind::parse(&word) {
            Some(outcome) => outcomes.push(outcome),
            None => {
                let words: Vec<&str> = OutcomeKind::ALL.iter().map(|own| own.as_str()).collect();
                fields.wrong("outcome", Reason::none_of(&word, &words));
            }
        }
    }
    let cause = fields.text("cause");
    if let Some(cause) = &cause
        && Cause::from_name(cause).is_none()
    {
        fields.wrong("cause", Reason::not_a(cause, What::Cause));
    }
    Expect {
        outcomes,
        cause,
        status: fields.word("status"),
        source: fields.one_or_more("source"),
        fixed: fields.word("fixed"),
        logged: fields.text("logged"),
        resolved: fields.one_or_more("resolved"),
    }
}

/// Reads `FROM -> TO [METHOD] [expect OUTCOME|STATUS|CAUSE] [source ADDRESS]`. What is wrong comes with the byte
/// offset of its word.
pub(crate) fn read_line(
    line: &str,
    scenario: &Scenario,
    names: &Names,
) -> Result<Request, Box<(usize, Problem)>> {
    let fail = |at: usize, why: Reason| {
        let problem = Problem::new(Severity::Error, ProblemCode::FieldInvalid)
            .arg("field", "request")
            .why(&why)
            .next("correct-field", None);
        Box::new((at, problem))
    };
    let arrow = ["->", "→"]
        .into_iter()
        .filter_map(|arrow| Some((line.find(arrow)?, arrow)))
        .min();
    let Some((at, arrow)) = arrow else {
        return Err(fail(0, Reason::new(Why::NoArrow)));
    };
    let from = line.get(..at).unwrap_or_default();
    let start = from.len() - from.trim_start().len();
    let from = reference::source_among(names, scenario, from.trim())
        .map_err(|error| Box::new((start, Wrong::reference("from", &error).problem)))?;
    let mut words = words(line, at + arrow.len()).into_iter().peekable();
    let Some((at, to)) = words.next() else {
        return Err(fail(line.len(), Reason::about(Why::NothingBehind, arrow)));
    };
    let to = reference::target_among(names, scenario, to)
        .map_err(|error| Box::new((at, Wrong::reference("to", &error).problem)))?;
    let method = words.next_if(|(_, word)| {
        word.len() > 1
            && word.bytes().all(|byte| byte.is_ascii_uppercase())
            && Cause::from_name(word).is_none()
    });
    let mut expect = Expect::default();
    let mut expected = false;
    while let Some((at, word)) = words.next() {
        let Some((value_at, value)) = words.next() else {
            return Err(fail(at, Reason::about(Why::NothingBehind, word)));
        };
        expected = true;
        match word {
            "expect" => {
                if let Some(outcome) = OutcomeKind::parse(value) {
                    expect.outcomes.push(outcome);
                } else if let Ok(status) = value.parse() {
                    expect.status = Some(status);
                } else if Cause::from_name(value).is_some() {
                    expect.cause = Some(value.to_owned());
                } else {
                    let why = Reason::not_a(value, What::Expectation);
                    return Err(fail(value_at, why));
                }
            }
            "source" => {
                let list = value.split(',').map(str::to_owned);
                expect.source = Some(list.collect());
            }
            other => {
                let why = Reason::none_of(other, &["METHOD", "expect", "source"]);
                return Err(fail(at, why));
            }
        }
    }
    Ok(Request {
        name: None,
        from,
        to,
        method: method.map_or(GET, |(_, word)| word).to_owned(),
        proxy: ProxyChoice::Default,
        credential: Credential::None,
        expect: expected.then_some(expect),
        test: None,
    })
}

/// The words of a line behind an offset, each with its own.
fn words(line: &str, from: usize) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = from;
    for word in line.get(from..).unwrap_or_default().split_whitespace() {
        let start = line
            .get(at..)
            .and_then(|rest| rest.find(word))
            .map_or(at, |offset| at + offset);
        found.push((start, word));
        at = start + word.len();
    }
    found
}

/// Writes a request.
pub(crate) fn write(request: &Request, out: &Out<'_>) -> Members {
    let scenario = out.of.scenario;
    let mut own = out.nested();
    own.maybe("name", request.name.as_deref());
    own.put("from", reference::write_source(scenario, &request.from));
    own.put("to", reference::write_target(scenario, &request.to));
    if request.method != GET {
        own.put("method", &*request.method);
    }
    match &request.proxy {
        ProxyChoice::Default => {}
        ProxyChoice::Use => own.put("proxy", true),
        ProxyChoice::None => own.put("proxy", "none"),
        ProxyChoice::Url(url) => own.put("proxy", &**url),
    }
    write_credential(&request.credential, &mut own);
    if let Some(expect) = &request.expect {
        let mut inside = out.nested();
        one_or_more(
            "outcome",
            expect.outcomes.iter().map(|outcome| outcome.as_str()),
            &mut inside,
        );
        inside.maybe("cause", expect.cause.as_deref());
        inside.number("status", expect.status);
        match expect.source.as_deref() {
            Some([]) => inside.put("source", Vec::<Tree>::new()),
            source => {
                let source = source.into_iter().flatten().map(String::as_str);
                one_or_more("source", source, &mut inside);
            }
        }
        inside.number("fixed", expect.fixed);
        inside.maybe("logged", expect.logged.as_deref());
        if let Some(resolved) = &expect.resolved {
            inside.put("resolved", shown(resolved));
        }
        own.put("expect", inside.map);
    }
    if let Some(test) = &request.test {
        test_of::write(test, &mut own);
    }
    own.map
}

fn one_or_more<'a>(key: &str, words: impl Iterator<Item = &'a str>, out: &mut Out<'_>) {
    let words: Vec<&str> = words.collect();
    match words.as_slice() {
        [] => {}
        [only] => out.put(key, *only),
        more => out.list(key, more),
    }
}

fn write_credential(credential: &Credential, out: &mut Out<'_>) {
    let mut inside = out.nested();
    let kind = match credential {
        Credential::None => return,
        Credential::Untrusted => return out.put("credential", "untrusted"),
        Credential::IdToken {
            audience,
            principal,
        } => {
            inside.put("audience", &**audience);
            inside.maybe("principal", principal.as_deref());
            "idToken"
        }
        Credential::AccessToken { principal } => {
            inside.maybe("principal", principal.as_deref());
            "accessToken"
        }
        Credential::Adc { library, audience } => {
            inside.put("library", &**library);
            inside.maybe("audience", audience.as_deref());
            "adc"
        }
    };
    let mut own = out.nested();
    own.put(kind, inside.map);
    out.put("credential", own.map);
}

/// The path of what is wrong, behind the path of the request.
pub(crate) fn full_path(request: &[Step], wrong: &[Step]) -> String {
    let path: Vec<Step> = request.iter().chain(wrong).cloned().collect();
    write_path(&path)
}
