//! `hopscope serve`: the page on this machine, from the files that this command was built with or from a folder.

use std::io::ErrorKind;
use std::path::Path;

use hopscope_serve::{Listening, Site};
use hopscope_text::Lang;
use hopscope_text::call::NotDone;

use crate::args;
use crate::output::{self, Done, Failure, Status};

/// The port, when none is asked for.
const PORT: u16 = 8080;

/// Where `cargo xtask build` puts the page, in a clone.
const BUILT: &str = "dist";

// The files of the page that this command was built with: `PAGE: &[(path, bytes)]`.
include!(concat!(env!("OUT_DIR"), "/page.rs"));

/// Serves the page until interrupted.
pub(crate) fn serve(args: &args::Serve) -> Done {
    let lang = args.voice.language();
    let site = site(lang, args.dir.as_deref())?;
    let listening = match args.port {
        Some(port) => Listening::on(port, site)
            .map_err(|error| Failure::said(lang, &NotDone::Port(port, &error)))?,
        // The usual port is only a habit: when something else has it, any other does as well.
        None => Listening::on(PORT, site.clone())
            .or_else(|error| match error.kind() {
                ErrorKind::AddrInUse => Listening::on(0, site),
                _ => Err(error),
            })
            .map_err(|error| Failure::said(lang, &NotDone::NoPort(&error)))?,
    };
    let url = listening.url();
    output::print(&match lang {
        Lang::En => format!("Hopscope is at {url} (Ctrl-C ends it)\n"),
        Lang::Ja => format!("Hopscope を {url} で開けます (Ctrl-C で終了)\n"),
    })?;
    listening.run();
    Ok(Status::Well)
}

/// The page: of the folder that was named, of this command, or of the clone that one is in.
fn site(lang: Lang, dir: Option<&Path>) -> Result<Site, Failure> {
    let built = Path::new(BUILT);
    let dir = match dir {
        Some(dir) => dir,
        None if !PAGE.is_empty() => {
            return Ok(Site::new(
                PAGE.iter()
                    .map(|(path, bytes)| ((*path).to_owned(), (*bytes).into())),
            ));
        }
        None if built.join("index.html").is_file() => built,
        None => return Err(Failure::said(lang, &NotDone::NoPage)),
    };
    let shown = dir.display().to_string();
    if !dir.join("index.html").is_file() {
        return Err(Failure::said(lang, &NotDone::NoPageIn(&shown)));
    }
    Site::read(dir).map_err(|error| Failure::said(lang, &NotDone::PageUnreadable(&shown, &error)))
}
