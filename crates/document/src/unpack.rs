//! Files as they lie in folders and buckets: texts in several encodings, gzip, and zip archives
//! of any of these. A few bytes can stand for a great many: they are counted while they come.

mod encoding;
mod gzip;
mod holds;
mod zip;

use hopscope_model::{Problem, ProblemCode};

use crate::SIZE_LIMIT;
use crate::report::{error, note};
use encoding::decode;

/// How many bytes all files of one archive may hold.
const TOTAL: usize = 16 * SIZE_LIMIT;

/// How many files of one archive are read.
const FILES: usize = 10_000;

/// How deep archives may stand in each other.
const ARCHIVES: usize = 2;

/// Endings of names that exports, scenarios and archives of them have.
const ENDINGS: &[&str] = &[
    "json", "ndjson", "jsonl", "yaml", "yml", "tfstate", "txt", "log", "gz", "zip",
];

/// A file that was taken out of what somebody brought.
#[derive(Clone, PartialEq, Debug)]
pub struct Unpacked {
    /// Its name, with that of the archive in front.
    pub name: String,
    /// What it holds, or why that cannot be told.
    pub text: Result<String, Box<Problem>>,
}

/// How many files that were left out are told by name.
const NAMED: usize = 8;

/// Whether a file of a folder or archive may be read, by its name or what is in it: hidden ones are not.
pub fn is_read(name: &str, bytes: &[u8]) -> bool {
    may_be_read(name) || !is_hidden(name) && holds::holds(bytes)
}

/// Whether a file or a folder that it is in is hidden, or is what an archive has beside its files.
fn is_hidden(name: &str) -> bool {
    let mut parts = name.split(['/', '\\']);
    parts.any(|part| part == "__MACOSX" || part.len() > 2 && part.starts_with('.'))
}

/// Whether a name ends as names of exports do.
pub fn may_be_read(name: &str) -> bool {
    let file = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let ending = file
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    let known = ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()));
    known && !file.starts_with('.') && !name.split('/').any(|part| part == "__MACOSX")
}

/// Says that files of a folder or archive were left out, where there are any; the first few by name.
pub fn left_out(files: &[String]) -> Option<Problem> {
    let named = files.get(..NAMED).unwrap_or(files).join(", ");
    let problem = note(ProblemCode::NoiseSkipped).arg("files", files.len().to_string());
    (!files.is_empty()).then(|| problem.arg("names", named))
}

/// The texts of a file: one, or those of an archive.
pub fn unpack(name: &str, bytes: &[u8]) -> Vec<Unpacked> {
    let mut unpacker = Unpacker {
        left: TOTAL,
        looks: TOTAL,
        found: Vec::new(),
    };
    unpacker.file(name.to_owned(), bytes, ARCHIVES);
    unpacker.found
}

struct Unpacker {
    /// How many bytes may still come.
    left: usize,
    /// How many bytes may still be looked at that are not called like exports.
    looks: usize,
    found: Vec<Unpacked>,
}

impl Unpacker {
    fn file(&mut self, name: String, bytes: &[u8], archives: usize) {
        let limit = self.left.min(SIZE_LIMIT);
        let inside = match bytes {
            [0x1f, 0x8b, ..] if archives > 0 => gzip::inflate(bytes, limit),
            [b'P', b'K', 3 | 5, 4 | 6, ..] if archives > 0 => {
                return self.archive(&name, bytes, archives - 1);
            }
            _ => {
                let (text, encoding) = match decode(bytes) {
                    Some((text, encoding)) => (Ok(text), encoding),
                    None => (Err(Box::new(not_understood("binary"))), None),
                };
                if let Some(encoding) = encoding {
                    let problem = note(ProblemCode::RepairedInvisible).arg("encoding", encoding);
                    let text = Err(Box::new(problem));
                    let name = name.clone();
                    self.found.push(Unpacked { name, text });
                }
                return self.found.push(Unpacked { name, text });
            }
        };
        match inside {
            Ok(inside) => {
                self.left -= inside.len().min(self.left);
                self.file(name, &inside, archives - 1);
            }
            Err(wrong) => self.found.push(Unpacked {
                name,
                text: Err(Box::new(wrong.problem())),
            }),
        }
    }

    /// Whether a file of an archive, which is not called like an export, is one by what is in it.
    fn holds(&mut self, bytes: &[u8], entry: &zip::Entry) -> bool {
        let limit = self.looks.min(SIZE_LIMIT);
        if is_hidden(&entry.name) || limit == 0 {
            return false;
        }
        match zip::inflate(bytes, entry, limit) {
            Ok(inside) => {
                self.looks -= inside.len().min(self.looks);
                holds::holds(&inside)
            }
            // It was looked at up to there.
            Err(_) => {
                self.looks -= limit;
                false
            }
        }
    }

    fn archive(&mut self, name: &str, bytes: &[u8], archives: usize) {
        let entries = zip::entries(bytes, FILES);
        let mut left_out = Vec::new();
        let mut wrong = None;
        match entries {
            Ok(entries) => {
                for entry in entries {
                    if entry.name.ends_with('/') {
                        continue;
                    }
                    if !may_be_read(&entry.name) && !self.holds(bytes, &entry) {
                        left_out.push(entry.name);
                        continue;
                    }
                    let own = format!("{name}/{}", entry.name);
                    let limit = self.left.min(SIZE_LIMIT);
                    match zip::inflate(bytes, &entry, limit) {
                        Ok(inside) => {
                            self.left -= inside.len().min(self.left);
                            self.file(own, &inside, archives);
                        }
                        Err(wrong) => self.found.push(Unpacked {
                            name: own,
                            text: Err(Box::new(wrong.problem())),
                        }),
                    }
                }
            }
            Err(own) => wrong = Some(own.problem()),
        }
        if let Some(problem) = wrong.or_else(|| self::left_out(&left_out)) {
            self.found.push(Unpacked {
                name: name.to_owned(),
                text: Err(Box::new(problem)),
            });
        }
    }
}

/// Why an archive could not be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Wrong {
    /// It holds more than is read.
    TooLarge,
    /// It is cut off, altered, encrypted, or packed in another way.
    Damaged,
}

impl Wrong {
    fn problem(self) -> Problem {
        match self {
            Self::TooLarge => error(ProblemCode::TooLarge)
                .arg("limit", format!("{} MB", SIZE_LIMIT / 1024 / 1024))
                .next("narrow", None),
            Self::Damaged => not_understood("archive"),
        }
    }
}

fn not_understood(what: &str) -> Problem {
    let problem = error(ProblemCode::NotUnderstood).arg("looksLike", what);
    problem.next("paste-json", None)
}

/// The sum of gzip and zip (CRC-32, ISO-HDLC).
fn crc32(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = (sum >> 1) ^ (0xedb8_8320 & 0_u32.wrapping_sub(sum & 1));
        }
    }
    !sum
}

/// Inflates raw deflate (RFC 1951): what comes of it, and how many bytes it took.
fn inflate(bytes: &[u8], limit: usize) -> Result<(Vec<u8>, usize), Wrong> {
    use miniz_oxide::inflate::TINFLStatus;
    use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

    let mut state = Box::<DecompressorOxide>::default();
    let mut out = vec![0; (bytes.len() * 4).clamp(1024, limit.max(1024))];
    let (mut at, mut end) = (0, 0);
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let flags = TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
        let (status, taken, given) = decompress(&mut state, rest, &mut out, end, flags);
        at += taken;
        end += given;
        if end > limit {
            return Err(Wrong::TooLarge);
        }
        match status {
            TINFLStatus::Done => {
                out.truncate(end);
                return Ok((out, at));
            }
            TINFLStatus::HasMoreOutput if out.len() > limit => return Err(Wrong::TooLarge),
            TINFLStatus::HasMoreOutput => out.resize((out.len() * 2).min(limit + 1), 0),
            _ => return Err(Wrong::Damaged),
        }
    }
}

#[cfg(test)]
mod tests {
    use miniz_oxide::deflate::compress_to_vec;

    use super::*;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut file = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];
        file.extend(compress_to_vec(text, 6));
        file.extend(crc32(text).to_le_bytes());
        file.extend(u32::try_from(text.len()).expect("small").to_le_bytes());
        file
    }

    fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        let number = |value: usize| u32::try_from(value).expect("small").to_le_bytes();
        let short = |value: usize| u16::try_from(value).expect("small").to_le_bytes();
        let (mut out, mut list) = (Vec::new(), Vec::new());
        for (name, text) in files {
            let packed = compress_to_vec(text, 6);
            let start = out.len();
            let mut head = vec![20, 0, 0, 0, 8, 0, 0, 0, 0, 0];
            head.extend(crc32(text).to_le_bytes());
            head.extend(number(packed.len()));
            head.extend(number(text.len()));
            head.extend(short(name.len()));
            head.extend([0, 0]);
            out.extend(b"PK\x03\x04");
            out.extend(&head);
            out.extend(name.as_bytes());
            out.extend(packed);
            list.extend(b"PK\x01\x02\x14\x00");
            list.extend(head);
            list.extend([0; 10]);
            list.extend(number(start));
            list.extend(name.as_bytes());
        }
        let start = out.len();
        out.extend(&list);
        out.extend(b"PK\x05\x06\0\0\0\0");
        out.extend(short(files.len()));
        out.extend(short(files.len()));
        out.extend(number(list.len()));
        out.extend(number(start));
        out.extend([0, 0]);
        out
    }

    #[track_caller]
    fn check(bytes: &[u8], expected: &[(&str, &str)]) {
        let found = unpack("f", bytes);
        let shown = found.iter().map(|own| {
            let text = match &own.text {
                Ok(text) => text.clone(),
                Err(problem) => {
                    let mut words = vec![problem.code.as_str().to_owned()];
                    words.extend(problem.args.values().cloned());
                    words.join(" ")
                }
            };
            (own.name.clone(), text)
        });
        let shown: Vec<_> = shown.collect();
        let shown: Vec<_> = shown
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn text_is_utf_8_or_says_that_it_is_utf_16() {
        check("{\"名\"}".as_bytes(), &[("f", "{\"名\"}")]);
        check(&[0xff, 0xfe, b'{', 0, b'}', 0], &[("f", "{}")]);
        check(&[0xfe, 0xff, 0, b'{', 0, b'}'], &[("f", "{}")]);
        check(&[0xff, 0xfe, b'{'], &[("f", "NOT_UNDERSTOOD binary")]);
        check(
            &[b'{', 0xc3, 0x28, b'}'],
            &[("f", "REPAIRED_INVISIBLE windows-1252"), ("f", "{Ã(}")],
        );
        check(b"ustar\0\0\0", &[("f", "NOT_UNDERSTOOD binary")]);
        check(b"", &[("f", "")]);
    }

    #[test]
    fn archives_are_taken_apart() {
        let both = [gzip(b"[1,"), gzip(b"2]")].concat();
        check(&both, &[("f", "[1,2]")]);
        check(&gzip(&gzip(b"[]")), &[("f", "[]")]);
        check(
            &zip(&[
                ("a.json", b"{}"),
                ("sub/", b""),
                ("sub/b.yaml.gz", &gzip(b"a: 1")),
                ("sub/.c.json", b"no"),
                ("d.png", b"no"),
                ("fw", b"{\"kind\":\"compute#firewall\"}"),
                (".git/fw", b"{\"kind\":\"compute#firewall\"}"),
            ]),
            &[
                ("f/a.json", "{}"),
                ("f/sub/b.yaml.gz", "a: 1"),
                ("f/fw", "{\"kind\":\"compute#firewall\"}"),
                ("f", "NOISE_SKIPPED 3 sub/.c.json, d.png, .git/fw"),
            ],
        );
    }

    #[test]
    fn what_inflates_without_end_is_stopped() {
        let bomb = gzip(&vec![b' '; SIZE_LIMIT + 1]);
        assert!(bomb.len() < 20_000);
        check(&bomb, &[("f", "TOO_LARGE 10 MB")]);
        let many: Vec<(&str, &[u8])> = vec![("a.json", &b"{}"[..]); 3];
        let mut bombs = zip(&many);
        check(&bombs, &[("f/a.json", "{}"); 3]);
        // The list of contents says where files are; one that says another place is told.
        let end = bombs.len() - 6;
        bombs[end] = 0xff;
        check(&bombs, &[("f", "NOT_UNDERSTOOD archive")]);
    }

    #[test]
    fn what_was_altered_or_cut_is_told() {
        let whole = gzip(b"[1,2,3]");
        for at in 0..whole.len() {
            let found = unpack("f", &whole[..at]);
            assert!(found.iter().all(|own| own.text != Ok("[1,2,3]".to_owned())));
            let mut altered = whole.clone();
            altered[at] ^= 0x10;
            for own in unpack("f", &altered) {
                // Time, system and name say nothing of the content.
                let same = own.text == Ok("[1,2,3]".to_owned());
                assert!(own.text.is_err() || same || at < 2, "{at}: {own:?}");
            }
        }
        let whole = zip(&[("a.json", b"{}"), ("b.json", b"[]")]);
        for at in 0..whole.len() {
            unpack("f", &whole[..at]);
            let mut altered = whole.clone();
            altered[at] ^= 0xff;
            unpack("f", &altered);
        }
    }
}
