//! The page, and the same module in a worker beside it. It draws what `hopscope-editor` says and sends it what happens; every word comes from
//! `hopscope-text`, every result from the same engine as the command line's.
#![forbid(unsafe_code)]

mod app;
mod browser;
mod components;
mod dom;
mod embed;
mod front;
mod hooks;
mod storage;
mod store;
mod worker;

use std::panic::PanicHookInfo;

fn main() {
    if let Some(scope) = worker::scope() {
        std::panic::set_hook(Box::new(|info| gloo::console::error!(info.to_string())));
        worker::serve(&scope);
        return;
    }
    yew::set_custom_panic_hook(Box::new(stopped));
    let Some(root) = gloo::utils::document().get_element_by_id("app") else {
        return;
    };
    if embed::is_wanted() {
        yew::Renderer::<embed::Embed>::with_root(root).render();
        return;
    }
    front::take_over(|| {
        yew::Renderer::<app::App>::with_root(root).render();
    });
}

/// A panic stops the module for good: say so on the page, since nothing else will happen any more.
fn stopped(info: &PanicHookInfo<'_>) {
    if let Some(words) = gloo::utils::document().get_element_by_id("stopped") {
        let _ = words.remove_attribute("hidden");
    }
    gloo::console::error!(info.to_string());
}
