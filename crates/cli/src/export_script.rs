//! `hopscope export-script`: a script that collects what a scenario of some projects needs, and changes nothing.

use hopscope_text::call::NotDone;
use hopscope_text::export::{is_project_id, script};

use crate::args;
use crate::output::{self, Done, Failure, Status};

/// Prints the script.
pub(crate) fn export_script(args: &args::ExportScript) -> Done {
    let lang = args.voice.language();
    if let Some(wrong) = args.project.iter().find(|own| !is_project_id(own)) {
        return Err(Failure::said(lang, &NotDone::NoProjectId(wrong)));
    }
    let kinds = Some(&*args.kind).filter(|kinds| !kinds.is_empty());
    output::print(&script(lang, &args.project, kinds))?;
    Ok(Status::Well)
}
