//! Requests: as objects of a scenario file, on one line, and back.

use hopscope_model::reference::{self, Names, ReferenceError};
use hopscope_model::request::{Credential, ProxyChoice};
use hopscope_model::result::OutcomeKind;
use hopscope_model::{Cause, Expect, Problem, ProblemCode, Request, Scenario, Severity};
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use crate::codec::Out;
use crate::field::{FieldError, Given, Maybe, parse, write_path};
use crate::scan::Step;

#[derive(Deserialize)]
struct Wire {
    #[serde(default)]
    name: Maybe<String>,
    from: Given<String>,
    to: Given<String>,
    #[serde(default)]
    method: Maybe<String>,
    #[serde(default)]
    proxy: Value,
    #[serde(default)]
    credential: Value,
    #[serde(default)]
    expect: Option<WireExpect>,
}

#[derive(Deserialize)]
struct WireExpect {
    #[serde(default)]
    outcome: Option<Words>,
    #[serde(default)]
    cause: Maybe<String>,
    #[serde(default)]
    status: Maybe<u16>,
    #[serde(default)]
    source: Option<Words>,
    #[serde(default)]
    fixed: Maybe<bool>,
    #[serde(default)]
    logged: Maybe<String>,
    #[serde(default)]
    resolved: Option<Words>,
}

/// One word, or a list of them.
struct Words(Vec<String>);

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct OneOrMore;
        impl<'de> Visitor<'de> for OneOrMore {
            type Value = Words;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a text or a list of texts")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Words, E> {
                Ok(Words(vec![text.to_owned()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Words, A::Error> {
                let mut words = Vec::new();
                while let Some(word) = list.next_element()? {
                    words.push(word);
                }
                Ok(Words(words))
            }
        }
        from.deserialize_any(OneOrMore)
    }
}

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

impl From<FieldError> for Box<Wrong> {
    fn from(error: FieldError) -> Self {
        let code = if error.missing {
            ProblemCode::FieldMissing
        } else {
            ProblemCode::FieldInvalid
        };
        let problem = Problem::new(Severity::Error, code)
            .arg("field", error.field())
            .arg("why", error.why)
            .next("correct-field", None);
        Self::new(Wrong {
            path: error.path,
            problem,
        })
    }
}

/// Reads a request from its JSON text.
pub(crate) fn read(text: &str, scenario: &Scenario, names: &Names) -> Result<Request, Box<Wrong>> {
    let wire: Wire = parse(text)?;
    let from = reference::source_among(names, scenario, &wire.from.0)
        .map_err(|error| Box::new(Wrong::reference("from", &error)))?;
    let to = reference::target_among(names, scenario, &wire.to.0)
        .map_err(|error| Box::new(Wrong::reference("to", &error)))?;
    let method = wire.method.0.unwrap_or_else(|| GET.to_owned());
    Ok(Request {
        name: wire.name.0,
        from,
        to,
        method: method.to_ascii_uppercase(),
        proxy: proxy(&wire.proxy)?,
        credential: credential(&wire.credential)?,
        expect: wire.expect.map(expect).transpose()?,
    })
}

/// The method of a request that gives none.
const GET: &str = "GET";

fn proxy(value: &Value) -> Result<ProxyChoice, FieldError> {
    match value {
        Value::Null => Ok(ProxyChoice::Default),
        Value::Bool(true) => Ok(ProxyChoice::Use),
        Value::Bool(false) => Ok(ProxyChoice::None),
        Value::String(word) if word == "none" => Ok(ProxyChoice::None),
        Value::String(url) if url.contains("://") => Ok(ProxyChoice::Url(url.clone())),
        other => {
            let why = format!("`{other}` is neither true, \"none\" nor the URL of a proxy");
            Err(FieldError::invalid("proxy", why))
        }
    }
}

fn credential(value: &Value) -> Result<Credential, FieldError> {
    let wrong = |why: &str| FieldError::invalid("credential", why);
    let object = match value {
        Value::Null => return Ok(Credential::None),
        Value::String(word) if word == "none" => return Ok(Credential::None),
        Value::String(word) if word == "untrusted" => return Ok(Credential::Untrusted),
        Value::Object(object) => object,
        _ => return Err(wrong("neither \"none\", \"untrusted\" nor an object")),
    };
    let (Some((kind, inside)), 1) = (object.iter().next(), object.len()) else {
        return Err(wrong("one of idToken, accessToken and adc is needed"));
    };
    let word = |key: &str| inside.get(key).and_then(Value::as_str).map(str::to_owned);
    let needed = |key: &str| {
        word(key).ok_or_else(|| FieldError::missing(key).under(kind).under("credential"))
    };
    match kind.as_str() {
        "idToken" => Ok(Credential::IdToken {
            audience: needed("audience")?,
            principal: word("principal"),
        }),
        "accessToken" => Ok(Credential::AccessToken {
            principal: word("principal"),
        }),
        "adc" => Ok(Credential::Adc {
            library: needed("library")?,
            audience: word("audience"),
        }),
        other => {
            let why = format!("`{other}` is no credential that is known");
            Err(FieldError::invalid(other, why).under("credential"))
        }
    }
}

fn expect(wire: WireExpect) -> Result<Expect, FieldError> {
    let outcomes = wire.outcome.map(|words| words.0).unwrap_or_default();
    let outcomes = outcomes
        .iter()
        .map(|word| {
            OutcomeKind::parse(word).ok_or_else(|| {
                FieldError::invalid("outcome", format!("`{word}` is no outcome")).under("expect")
            })
        })
        .collect::<Result<Vec<_>, _>>()?;
    if let Some(cause) = &wire.cause.0
        && Cause::from_name(cause).is_none()
    {
        let why = format!("`{cause}` is no cause");
        return Err(FieldError::invalid("cause", why).under("expect"));
    }
    Ok(Expect {
        outcomes,
        cause: wire.cause.0,
        status: wire.status.0,
        source: wire.source.map(|words| words.0),
        fixed: wire.fixed.0,
        logged: wire.logged.0,
        resolved: wire.resolved.map(|words| words.0),
    })
}

/// Reads `FROM -> TO [METHOD] [expect OUTCOME|STATUS|CAUSE] [source ADDRESS]`. What is wrong comes with the byte
/// offset of its word.
pub(crate) fn read_line(
    line: &str,
    scenario: &Scenario,
    names: &Names,
) -> Result<Request, Box<(usize, Problem)>> {
    let fail = |at: usize, why: &str| {
        let problem = Problem::new(Severity::Error, ProblemCode::FieldInvalid)
            .arg("field", "request")
            .arg("why", why)
            .next("correct-field", None);
        Box::new((at, problem))
    };
    let arrow = ["->", "→"]
        .into_iter()
        .filter_map(|arrow| Some((line.find(arrow)?, arrow)))
        .min();
    let Some((at, arrow)) = arrow else {
        return Err(fail(0, "a request is written FROM -> TO"));
    };
    let from = line.get(..at).unwrap_or_default();
    let start = from.len() - from.trim_start().len();
    let from = reference::source_among(names, scenario, from.trim())
        .map_err(|error| Box::new((start, Wrong::reference("from", &error).problem)))?;
    let mut words = words(line, at + arrow.len()).into_iter().peekable();
    let Some((at, to)) = words.next() else {
        return Err(fail(line.len(), "nothing behind the arrow"));
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
            return Err(fail(at, "nothing behind it"));
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
                    let why = format!("`{value}` is neither an outcome, a status nor a cause");
                    return Err(fail(value_at, &why));
                }
            }
            "source" => {
                let list = value.split(',').map(str::to_owned);
                expect.source = Some(list.collect());
            }
            other => {
                let why = format!("`{other}` is neither a method, `expect` nor `source`");
                return Err(fail(at, &why));
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
pub(crate) fn write(request: &Request, out: &Out<'_>) -> Map<String, Value> {
    let scenario = out.scenario;
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
        inside.maybe("status", expect.status);
        match expect.source.as_deref() {
            Some([]) => inside.put("source", Vec::<Value>::new()),
            source => {
                let source = source.into_iter().flatten().map(String::as_str);
                one_or_more("source", source, &mut inside);
            }
        }
        inside.maybe("fixed", expect.fixed);
        inside.maybe("logged", expect.logged.as_deref());
        if let Some(resolved) = &expect.resolved {
            let resolved: Vec<Value> = resolved.iter().map(|word| word.as_str().into()).collect();
            inside.put("resolved", resolved);
        }
        own.put("expect", inside.map);
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
