//! Applies changes and reads requests.
#![allow(clippy::print_stdout, missing_docs, clippy::unwrap_used)]
use hopscope_document::*;
fn main() {
    for path in std::env::args().skip(1) {
        let v: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let r = read(
            &[Input {
                file: None,
                text: v["scenario"].as_str().unwrap(),
            }],
            &Options::default(),
        );
        let mut s = r.scenario;
        let mut p = r.problems;
        if let Some(c) = v["change"].as_str() {
            let (n, q) = read_changes(&s, c);
            if n == s {
                println!("{} CHANGE DOES NOTHING", v["name"]);
            }
            s = n;
            p.extend(q);
        }
        for rq in v["requests"].as_array().unwrap() {
            let (one, q) = read_request(&s, rq.as_str().unwrap());
            if one.is_none() || !q.is_empty() {
                println!("{} REQUEST {:?} {rq}", v["name"], q);
            }
        }
        let w = write(&s);
        let t = read(
            &[Input {
                file: None,
                text: &w,
            }],
            &Options::default(),
        );
        if t.scenario != s || write(&t.scenario) != w {
            println!("{} ROUNDTRIP", v["name"]);
        }
        for p in p {
            println!(
                "{} {:?} {} {:?} {:?} {:?}",
                v["name"], p.severity, p.code, p.path, p.resource, p.args
            );
        }
    }
}
