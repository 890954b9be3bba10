//! `cargo xtask serve`: the page, built and served on this machine.

use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, Result};
use hopscope_serve::{Listening, Site};

use crate::page::{self, Build};

/// The port, when none is asked for.
const PORT: u16 = 8080;

/// Builds the page and serves it until interrupted.
pub(crate) fn serve(port: Option<u16>, build: Build) -> Result<()> {
    let dist = page::build(build)?;
    let listening = match port {
        Some(port) => listen(&dist, port)
            .with_context(|| format!("port {port} is not to be had; try another, or none"))?,
        // The usual port is only a habit: when something else has it, any other does as well.
        None => listen(&dist, PORT).or_else(|error| {
            if error.kind() == ErrorKind::AddrInUse {
                listen(&dist, 0)
            } else {
                Err(error)
            }
        })?,
    };
    println!("Hopscope is at {} (Ctrl-C ends it)", listening.url());
    listening.run();
    Ok(())
}

/// Takes a port for a built page.
pub(crate) fn listen(dist: &Path, port: u16) -> std::io::Result<Listening> {
    Listening::on(port, Site::read(dist)?)
}
