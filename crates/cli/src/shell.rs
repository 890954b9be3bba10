//! `hopscope completions` and `hopscope man`: what a shell and a manual need, made of the same table as the help.

use clap::CommandFactory;
use clap_mangen::Man;
use hopscope_text::call::NotDone;

use crate::args::{self, Args};
use crate::output::{self, Done, Failure, Status};

/// The name of the command.
const NAME: &str = "hopscope";

/// Prints what makes a shell complete.
pub(crate) fn completions(args: &args::Completions) -> Done {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), NAME, &mut script);
    output::print(&String::from_utf8_lossy(&script))?;
    Ok(Status::Well)
}

/// Prints a manual page, for `man`.
pub(crate) fn man(args: &args::Man) -> Done {
    let mut whole = Args::command();
    whole.build();
    let page = match &args.command {
        None => Man::new(whole),
        Some(name) => match whole.find_subcommand(name) {
            // What `man` looks for: hopscope-check(1).
            Some(own) => Man::new(own.clone()).title(format!("{NAME}-{name}")),
            None => {
                let why = NotDone::NoCommand(name);
                return Err(Failure::said(args.voice.language(), &why));
            }
        },
    };
    let mut text = Vec::new();
    page.render(&mut text)?;
    output::print(&String::from_utf8_lossy(&text))?;
    Ok(Status::Well)
}
