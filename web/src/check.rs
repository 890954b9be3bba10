//! The engine without the page, for whoever starts the module from JavaScript: the same answers, byte for byte,
//! as `hopscope check --format json`.

use wasm_bindgen::prelude::wasm_bindgen;

/// Reads a scenario, runs its requests, and returns the report as JSON.
#[wasm_bindgen]
#[expect(unreachable_pub, reason = "reached from JavaScript")]
pub fn hopscope_check(text: &str) -> String {
    hopscope_editor::report::json(text)
}
