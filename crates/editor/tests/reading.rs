//! What is brought and is long is read beside the page: there as here, and given up without a trace.
#![allow(missing_docs)]

use std::fs;
use std::path::Path;
use std::rc::Rc;

use hopscope_document::canonical;
use hopscope_editor::import::{Import, Into, Piece};
use hopscope_editor::job::Job;
use hopscope_editor::state::Theme;
use hopscope_editor::{Action, Editor};
use hopscope_text::Lang;

fn editor() -> Editor {
    Editor::new(Lang::En, Theme::System)
}

/// What the import tests bring, each a file of its own.
fn fixtures() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/import");
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("a file").path();
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .expect("a name");
        if !name.ends_with(".expect")
            && let Ok(text) = fs::read_to_string(&path)
        {
            all.push((name.to_owned(), text));
        }
    }
    all.sort();
    assert!(all.len() > 20, "{}", all.len());
    all
}

/// So much that nobody reads it while somebody waits.
fn long(text: &str) -> String {
    format!("{text}\n{}", " ".repeat(200_000))
}

fn shown(import: &Import) -> String {
    let Import {
        into,
        can_merge,
        rows,
        requests,
        problems,
        notes,
        missing,
        ..
    } = import;
    format!("{into:?} {can_merge} {rows:#?} {requests} {problems:#?} {notes:#?} {missing:#?}")
}

/// Brings texts, and has done beside the page what is done there.
fn brought(start: &Editor, pieces: &[Piece], into: Into) -> Editor {
    let mut after = start.apply(Action::Bring(pieces.to_vec()));
    for action in [None, Some(Action::ImportInto(into))] {
        if let Some(action) = action {
            after = after.apply(action);
        }
        while let Some(reading) = after.reading.clone() {
            let open = after.open.as_ref().map(|open| &open.scenario);
            let job = Job::read(reading.job(open).write()).expect("a job");
            let mut steps = Vec::new();
            let said = job.run(&mut |done, all| steps.push((done, all)));
            assert!(steps.iter().all(|(done, all)| done <= all), "{steps:?}");
            assert!(steps.is_sorted_by_key(|(done, _)| *done), "{steps:?}");
            after = after.apply(Action::ReadDone(Rc::new(said)));
        }
    }
    after
}

#[test]
fn what_is_read_beside_the_page_is_what_is_read_on_it() {
    for (at, (name, text)) in fixtures().into_iter().enumerate() {
        let pieces = [Piece {
            name: Some(name.clone()),
            ..Piece::pasted(long(&text))
        }];
        let into = if at % 2 == 0 { Into::New } else { Into::Open };
        let start = match into {
            Into::New => editor(),
            Into::Open => editor().apply(Action::OpenExample(0)),
        };
        let here = brought(&start, &pieces, into);
        let there = brought(&start.clone().with_work_beside(), &pieces, into);
        let (one, other) = (here.import.as_ref(), there.import.as_ref());
        assert_eq!(
            one.map(|own| shown(own)),
            other.map(|own| shown(own)),
            "{name}"
        );
        let open = |editor: Editor| {
            let editor = editor.apply(Action::AcceptImport);
            let open = editor.open.as_ref();
            open.map(|open| (canonical(&open.scenario), open.problems.clone()))
        };
        assert_eq!(open(here), open(there), "{name} {into:?}");
    }
}

#[test]
fn what_is_under_way_can_be_given_up() {
    let (_, text) = fixtures().swap_remove(0);
    let start = editor().with_work_beside();
    let under_way = start.apply(Action::Bring(vec![Piece::pasted(long(&text))]));
    assert!(under_way.reading.is_some() && under_way.import.is_none());
    let half = under_way.apply(Action::ReadSoFar(1, 2));
    assert_eq!(half.progress, (1, 2));
    // A second paste joins the first.
    let both = half.apply(Action::Bring(vec![Piece::pasted("[]")]));
    assert_eq!(both.reading.as_ref().map(|own| own.pieces.len()), Some(2));
    let gone = half.apply(Action::CancelImport);
    assert!(gone.reading.is_none() && gone.import.is_none());
    let late = gone.apply(Action::ReadDone(Rc::default()));
    assert!(late.import.is_none());
}

#[test]
fn where_nothing_can_be_done_beside_it_is_read_here() {
    let (_, text) = fixtures().swap_remove(0);
    let start = editor().with_work_beside();
    let under_way = start.apply(Action::Bring(vec![Piece::pasted(long(&text))]));
    let failed = under_way.apply(Action::ReadFailed);
    assert!(failed.reading.is_none() && failed.import.is_some());
    let again = failed.apply(Action::Bring(vec![Piece::pasted(long(&text))]));
    assert!(again.reading.is_none());
}

/// CRC-32 as zip has it.
fn sum(bytes: &[u8]) -> u32 {
    let bit = |sum: u32, _| (sum >> 1) ^ (0xedb8_8320 & 0_u32.wrapping_sub(sum & 1));
    let sum = bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), bit)
    });
    !sum
}

/// A zip archive of files, none of them compressed (APPNOTE.TXT, 4.3).
fn zip(files: &[(String, String)]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let at = bytes.len() as u32;
        let size = (text.len() as u32).to_le_bytes();
        let mut head = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        head.extend(sum(text.as_bytes()).to_le_bytes());
        head.extend([size, size].concat());
        head.extend((name.len() as u16).to_le_bytes());
        head.extend([0, 0]);
        bytes.extend(
            [
                b"PK\x03\x04".to_vec(),
                head.clone(),
                name.clone().into_bytes(),
            ]
            .concat(),
        );
        bytes.extend(text.as_bytes());
        directory.extend([b"PK\x01\x02\x14\x00".to_vec(), head, vec![0; 10]].concat());
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let count = (files.len() as u16).to_le_bytes();
    let (at, size) = (bytes.len() as u32, directory.len() as u32);
    bytes.extend(directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([count, count].concat());
    bytes.extend([size.to_le_bytes(), at.to_le_bytes()].concat());
    bytes.extend([0, 0]);
    bytes
}

#[test]
fn an_archive_is_unpacked_beside_the_page() {
    let mut files = fixtures();
    files.push(("picture.png".to_owned(), "no export".to_owned()));
    let archive = zip(&files);
    let pieces = || {
        let mut pieces = Piece::of_file("all.zip", archive.clone());
        assert_eq!(pieces.len(), 1);
        pieces.push(Piece::pasted(
            r#"{"kind": "compute#network", "name": "last"}"#,
        ));
        pieces
    };
    for into in [Into::New, Into::Open] {
        let start = editor().apply(Action::OpenExample(0));
        let here = brought(&start, &pieces(), into);
        let there = brought(&start.clone().with_work_beside(), &pieces(), into);
        let import = |own: &Editor| shown(own.import.as_ref().expect("an import"));
        assert_eq!(import(&here), import(&there), "{into:?}");
        let names = |own: &Editor| -> Vec<Option<String>> {
            let import = own.import.as_ref().expect("an import");
            import.pieces.iter().map(|own| own.name.clone()).collect()
        };
        assert_eq!(names(&here), names(&there));
        assert!(names(&there).contains(&Some("all.zip/aggregated.json".to_owned())));
        // The lines around what is wrong can be shown, and no other text came back.
        let own = there.import.as_ref().expect("an import");
        let lines = own.problems.shown.iter().filter(|own| own.line.is_some());
        let texts: usize = own.pieces.iter().map(|own| own.text.len()).sum();
        assert!(texts < archive.len(), "{texts}");
        for problem in lines {
            let (_, piece) = own.piece_of(problem).expect("a piece");
            assert!(!piece.text.is_empty(), "{problem:?}");
        }
        // A paste that comes later joins what is in the archive.
        let more = brought(
            &there,
            &[Piece::pasted(
                r#"{"kind": "compute#network", "name": "more"}"#,
            )],
            into,
        );
        let count = |own: &Editor| own.import.as_ref().map_or(0, |own| own.pieces.len());
        assert_eq!(count(&more), count(&there) + 1);
    }
}

#[test]
fn an_archive_is_unpacked_here_where_nothing_can_be_done_beside() {
    let archive = zip(&fixtures());
    let start = editor().with_work_beside();
    let under_way = start.apply(Action::Bring(Piece::of_file("all.zip", archive)));
    assert!(under_way.reading.is_some());
    let failed = under_way.apply(Action::ReadFailed);
    let import = failed.import.as_ref().expect("an import");
    assert!(import.pieces.len() > 20 && import.is_useful());
}
