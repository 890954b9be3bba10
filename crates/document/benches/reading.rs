//! What reading costs beside what it costs to parse the same bytes at all.
#![allow(missing_docs, unreachable_pub)]

mod exports;

use divan::{Bencher, black_box, counter::BytesCount};
use hopscope_document::{Input, Options, read};

const MB: usize = 1_000_000;

fn main() {
    divan::main();
}

/// Texts of nine megabytes and the rest.
fn texts(megabytes: usize) -> Vec<String> {
    let mut all = Vec::new();
    let mut left = megabytes * MB;
    while left > 0 {
        let own = left.min(9 * MB);
        all.push(exports::text(own, all.len() * 1_000));
        left -= own;
    }
    all
}

mod json {
    use super::*;

    #[divan::bench(args = [1, 10, 50], sample_count = 5)]
    fn parsed(bencher: Bencher, megabytes: usize) {
        let texts = texts(megabytes);
        let bytes: usize = texts.iter().map(String::len).sum();
        // All of it is there in the end, as it is when it is read.
        bencher.counter(BytesCount::new(bytes)).bench(|| {
            let mut all = Vec::new();
            for text in &texts {
                let values = serde_json::Deserializer::from_str(text);
                all.extend(values.into_iter::<serde_json::Value>());
            }
            all
        });
    }

    #[divan::bench(args = [1, 10, 50], sample_count = 5)]
    fn read_whole(bencher: Bencher, megabytes: usize) {
        let texts = texts(megabytes);
        let bytes: usize = texts.iter().map(String::len).sum();
        let input = |text| Input { file: None, text };
        let inputs: Vec<Input<'_>> = texts.iter().map(|text| input(text)).collect();
        bencher
            .counter(BytesCount::new(bytes))
            .bench(|| black_box(read(&inputs, &Options::default())));
    }
}

mod yaml {
    use super::*;
    use serde_json::Value;

    /// A value as gcloud prints it: block style, keys in order.
    fn block(value: &Value, depth: usize, out: &mut String) {
        let pad = "  ".repeat(depth);
        match value {
            Value::Object(map) if !map.is_empty() => {
                for (key, value) in map {
                    out.push_str(&format!("{pad}{key}:"));
                    inside(value, depth, out);
                }
            }
            Value::Array(list) if !list.is_empty() => {
                for value in list {
                    let mut own = String::new();
                    block(value, depth + 1, &mut own);
                    out.push_str(&format!("{pad}- {}", own.trim_start()));
                }
            }
            other => out.push_str(&format!("{pad}{}\n", scalar(other))),
        }
    }

    fn inside(value: &Value, depth: usize, out: &mut String) {
        match value {
            Value::Object(map) if !map.is_empty() => {
                out.push('\n');
                block(value, depth + 1, out);
            }
            Value::Array(list) if !list.is_empty() => {
                out.push('\n');
                block(value, depth, out);
            }
            other => out.push_str(&format!(" {}\n", scalar(other))),
        }
    }

    fn scalar(value: &Value) -> String {
        match value {
            Value::String(text) if text.is_empty() || text.starts_with(['[', '{', '"', '4']) => {
                format!("'{text}'")
            }
            Value::String(text) => text.clone(),
            other => other.to_string(),
        }
    }

    /// What `gcloud … list` prints: a document an object.
    fn text(megabytes: usize) -> String {
        let mut out = String::new();
        let json = exports::text(megabytes * MB * 4 / 3, 0);
        let values = serde_json::Deserializer::from_str(&json).into_iter::<Value>();
        for value in values.map(|value| value.expect("JSON")) {
            let list = match value {
                Value::Array(list) => list,
                other => vec![other],
            };
            for value in list {
                out.push_str("---\n");
                block(&value, 0, &mut out);
            }
        }
        out
    }

    #[divan::bench(args = [1, 8], sample_count = 5)]
    fn events(bencher: Bencher, megabytes: usize) {
        let text = text(megabytes);
        let bytes = BytesCount::new(text.len());
        bencher.counter(bytes).bench(|| {
            saphyr_parser::Parser::new_from_str(&text)
                .inspect(|event| assert!(event.is_ok()))
                .count()
        });
    }

    #[divan::bench(args = [1, 8], sample_count = 5)]
    fn read_whole(bencher: Bencher, megabytes: usize) {
        let text = text(megabytes);
        let bytes = BytesCount::new(text.len());
        let input = Input {
            file: None,
            text: &text,
        };
        let found = read(&[input], &Options::default());
        assert!(found.scenario.resources.instances.len() > 100);
        bencher
            .counter(bytes)
            .bench(|| black_box(read(&[input], &Options::default())));
    }
}
