//! `hopscope serve`: the page on this machine, from the files that this command was built with or from a folder.

use std::io::ErrorKind;
use std::path::Path;

use hopscope_serve::{Listening, Site};
use hopscope_text::Lang;

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
    let lang = args.say.language();
    let site = site(args.dir.as_deref())?;
    let listening = match args.port {
        Some(port) => Listening::on(port, site)
            .map_err(|error| Failure::Said(format!("cannot use port {port}: {error}")))?,
        // The usual port is only a habit: when something else has it, any other does as well.
        None => Listening::on(PORT, site.clone())
            .or_else(|error| match error.kind() {
                ErrorKind::AddrInUse => Listening::on(0, site),
                _ => Err(error),
            })
            .map_err(|error| Failure::Said(format!("cannot listen on 127.0.0.1: {error}")))?,
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
fn site(dir: Option<&Path>) -> Result<Site, Failure> {
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
        None => {
            return Err(Failure::Said(
                "this command was built without the page. In a clone of Hopscope, run `cargo xtask build`, then `hopscope serve` there, or `hopscope serve --dir dist`"
                    .to_owned(),
            ));
        }
    };
    if !dir.join("index.html").is_file() {
        return Err(Failure::Said(format!(
            "there is no page in {}: it has no index.html. `cargo xtask build` makes one in dist/",
            dir.display()
        )));
    }
    Site::read(dir).map_err(|error| {
        Failure::Said(format!(
            "cannot read the page in {}: {error}",
            dir.display()
        ))
    })
}
