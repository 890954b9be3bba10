//! `hopscope schema`: the JSON Schema of what `--format json` prints.

use hopscope_model::result::Report;

use crate::output::{self, Done, Status};

/// Prints the schema.
pub(crate) fn schema() -> Done {
    output::print_json(&schemars::schema_for!(Report))?;
    Ok(Status::Well)
}
