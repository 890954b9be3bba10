//! The `hopscope` command: traces requests through a Google Cloud network, checks scenarios, imports exports.
//!
//! Results go to standard output, everything else to standard error. Exit status: 0 all is well, 1 an expectation
//! is not met or, of `diff`, an outcome got worse, 2 the input or the call could not be used, or nothing was checked.
#![forbid(unsafe_code)]

mod args;
mod diff;
mod diff_shape;
mod excerpt;
mod explain;
mod export_script;
mod import;
mod input;
mod junit;
mod link;
mod matrix;
mod output;
mod problems;
mod run;
mod schema;
mod serve;
mod shell;

use std::process::ExitCode;

use clap::Parser;

use crate::args::{Args, Command};
use crate::output::{Failure, Status};

fn main() -> ExitCode {
    let args = Args::parse();
    let done = match &args.command {
        Command::Trace(trace) => run::trace(trace),
        Command::Check(check) => run::check(check),
        Command::Diff(own) => diff::diff(own),
        Command::Matrix(own) => matrix::matrix(own),
        Command::Import(import) => import::import(import),
        Command::Link(own) => link::link(own),
        Command::Open(own) => link::open(own),
        Command::Explain(explain) => explain::explain(explain),
        Command::ExportScript(own) => export_script::export_script(own),
        Command::Serve(serve) => serve::serve(serve),
        Command::Schema(own) => schema::schema(own),
        Command::Completions(own) => shell::completions(own),
        Command::Man(own) => shell::man(own),
    };
    let status = match done {
        Ok(status) => status,
        // Whoever reads has gone away, as `head` does: that is no failure of ours.
        Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => {
            Status::Well
        }
        Err(failure) => {
            output::complain(&format!(
                "hopscope: {}",
                failure.text(args.command.language())
            ));
            Status::Unusable
        }
    };
    ExitCode::from(status.code())
}
