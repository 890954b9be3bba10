//! What the server answers: files by path, their types, and the headers that keep the page to itself.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use bytes::Bytes;

/// What the page may load: its own files and nothing else. Networks that people paste are confidential, so
/// the browser itself refuses to send anything anywhere; `wasm-unsafe-eval` is what compiling WebAssembly is called.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     connect-src 'self'; img-src 'self' data: blob:; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// The files of a built page, by their path without the leading slash.
#[derive(Debug, Clone, Default)]
pub struct Site {
    files: BTreeMap<String, Bytes>,
}

/// One answer: everything but the connection it goes out on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status code.
    pub status: u16,
    /// Header names and values.
    pub headers: Vec<(&'static str, &'static str)>,
    /// The body, also for `HEAD`, whose sender leaves it out.
    pub body: Bytes,
}

impl Site {
    /// A site of files that are in memory already, such as those inside an executable.
    pub fn new(files: impl IntoIterator<Item = (String, Bytes)>) -> Self {
        Self {
            files: files.into_iter().collect(),
        }
    }

    /// Reads every file below a folder.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let mut site = Self::default();
        site.read_into("", folder)?;
        Ok(site)
    }

    fn read_into(&mut self, prefix: &str, folder: &Path) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                self.read_into(&format!("{path}/"), &entry.path())?;
            } else {
                self.files.insert(path, fs::read(entry.path())?.into());
            }
        }
        Ok(())
    }

    /// The answer to a request line. `target` is as the browser sent it, query included.
    ///
    /// Paths are looked up in the list of files and never in a file system, so none can lead out of it.
    pub fn answer(&self, method: &str, target: &str) -> Answer {
        if !matches!(method, "GET" | "HEAD") {
            return Answer::plain(405, b"only GET and HEAD are answered here\n")
                .with("allow", "GET, HEAD");
        }
        let path = target
            .split(['?', '#'])
            .next()
            .unwrap_or_default()
            .trim_start_matches('/');
        let path = if path.is_empty() { "index.html" } else { path };
        match self.files.get(path) {
            Some(body) => Answer {
                status: 200,
                headers: headers(path),
                body: body.clone(),
            },
            None => Answer::plain(404, b"no such file\n"),
        }
    }
}

impl Answer {
    fn plain(status: u16, body: &'static [u8]) -> Self {
        Self {
            status,
            headers: headers("message.txt"),
            body: Bytes::from_static(body),
        }
    }

    fn with(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.push((name, value));
        self
    }
}

fn headers(path: &str) -> Vec<(&'static str, &'static str)> {
    vec![
        ("content-type", content_type(path)),
        // Names carry their content's hash but index.html's; asking again on this machine costs nothing.
        ("cache-control", "no-cache"),
        ("content-security-policy", CONTENT_SECURITY_POLICY),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
    ]
}

/// The types a built page is made of. Browsers compile WebAssembly while it loads only if it is called by its name.
fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        let file = |path: &str, text: &'static str| (path.to_owned(), text.as_bytes().into());
        Site::new([
            file("index.html", "page"),
            file("app-1.js", "script"),
            file("core-1.wasm", "module"),
        ])
    }

    fn check(method: &str, target: &str, status: u16, content_type: &str, body: &str) {
        let site = site();
        let answer = site.answer(method, target);
        let header = |name| {
            answer
                .headers
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| *value)
        };
        assert_eq!(
            (answer.status, header("content-type"), &*answer.body),
            (status, Some(content_type), body.as_bytes()),
            "{method} {target}"
        );
        assert_eq!(
            header("content-security-policy"),
            Some(CONTENT_SECURITY_POLICY),
            "{method} {target}"
        );
    }

    #[test]
    fn a_folder_is_its_index() {
        check("GET", "/", 200, "text/html; charset=utf-8", "page");
        check(
            "GET",
            "/?view=embed",
            200,
            "text/html; charset=utf-8",
            "page",
        );
    }

    #[test]
    fn each_file_has_its_type() {
        check(
            "GET",
            "/app-1.js",
            200,
            "text/javascript; charset=utf-8",
            "script",
        );
        check("HEAD", "/core-1.wasm", 200, "application/wasm", "module");
    }

    #[test]
    fn nothing_outside_the_list_is_answered() {
        check(
            "GET",
            "/../index.html",
            404,
            "text/plain; charset=utf-8",
            "no such file\n",
        );
        check(
            "GET",
            "/app-2.js",
            404,
            "text/plain; charset=utf-8",
            "no such file\n",
        );
    }

    #[test]
    fn nothing_is_taken_in() {
        check(
            "POST",
            "/",
            405,
            "text/plain; charset=utf-8",
            "only GET and HEAD are answered here\n",
        );
    }
}
