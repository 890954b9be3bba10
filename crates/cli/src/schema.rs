//! `hopscope schema`: the JSON Schema of what `--format json` prints.

use hopscope_model::result::Report;

use crate::args::{self, Shape};
use crate::diff_shape;
use crate::matrix;
use crate::output::{self, Done, Status};

/// Prints the schema.
pub(crate) fn schema(args: &args::Schema) -> Done {
    output::print_json(&match args.of {
        Shape::Results => schemars::schema_for!(Report),
        Shape::Diff => schemars::schema_for!(diff_shape::Report),
        Shape::Matrix => schemars::schema_for!(matrix::Report),
    })?;
    Ok(Status::Well)
}
