//! Writes the five designs by which links are measured: a delivery company that grows from eight resources to five
//! hundred, as people lay such things out. The names are this company's own and stand in no other scenario of this
//! repository, so that the dictionary has not seen them; nothing repeats more regularly than it does where people
//! name things. What a request ends with is written down as it is answered, as people do who keep what they see.
//!
//! `cargo run --example designs` writes them again; `tests/share.rs` holds how long their links are.

#[path = "parts.rs"]
mod parts;

use std::fs;

use parts::Design;

fn main() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/share/designs");
    for (resources, requests) in parts::SIZES {
        let text = Design::text(resources, requests);
        let file = format!("{folder}/{resources}.hopscope.json");
        fs::write(&file, text).expect("the folder is there");
    }
}
