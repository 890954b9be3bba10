//! Makes the module callable from JavaScript, with wasm-bindgen as a library: the version that `Cargo.lock` has is the
//! version that runs, so the module and its glue can't differ, and there is no other tool to install.

use std::path::Path;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

/// A module and what a page needs to start it.
pub(crate) struct Bound {
    /// The WebAssembly module.
    pub(crate) wasm: Vec<u8>,
    /// The JavaScript module whose default export starts it.
    pub(crate) glue: String,
    /// JavaScript that crates bring with them, by the path under which the glue imports it.
    pub(crate) snippets: Vec<(String, Vec<u8>)>,
}

/// Binds the module that the compiler wrote.
pub(crate) fn bind(module: &Path) -> Result<Bound> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(module)
        .out_name("hopscope")
        .typescript(false)
        .omit_default_module_path(true);
    bindgen
        .remove_name_section(true)
        .remove_producers_section(true);
    let mut output = bindgen
        .web(true)?
        .generate_output()
        .with_context(|| format!("can't bind {}", module.display()))?;
    let mut snippets: Vec<(String, Vec<u8>)> = output
        .local_modules()
        .iter()
        .map(|(name, text)| (format!("snippets/{name}"), text.clone().into()))
        .collect();
    for (name, parts) in output.snippets() {
        snippets.extend(
            parts
                .iter()
                .enumerate()
                .map(|(n, text)| (format!("snippets/{name}/inline{n}.js"), text.clone().into())),
        );
    }
    Ok(Bound {
        glue: output.js().to_owned(),
        wasm: output.wasm_mut().emit_wasm(),
        snippets,
    })
}
