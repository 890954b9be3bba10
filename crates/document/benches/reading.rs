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

    #[divan::bench(args = [1, 8], sample_count = 5)]
    fn events(bencher: Bencher, megabytes: usize) {
        let text = exports::yaml(megabytes * MB);
        let bytes = BytesCount::new(text.len());
        bencher.counter(bytes).bench(|| {
            saphyr_parser::Parser::new_from_str(&text)
                .inspect(|event| assert!(event.is_ok()))
                .count()
        });
    }

    #[divan::bench(args = [1, 8], sample_count = 5)]
    fn read_whole(bencher: Bencher, megabytes: usize) {
        let text = exports::yaml(megabytes * MB);
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
