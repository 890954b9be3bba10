//! What `browser.js` does, as the page calls it.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/browser.js")]
extern "C" {
    /// Takes a scenario for this tab alone; whether no other tab has it.
    #[wasm_bindgen]
    pub(crate) async fn hold(id: &str) -> JsValue;

    /// Keeps a scenario: `kept`, `elsewhere`, `full` or `refused`.
    #[wasm_bindgen]
    pub(crate) async fn keep(
        id: &str,
        origin: &str,
        title: &str,
        resources: usize,
        requests: usize,
        text: &str,
    ) -> JsValue;

    /// The scenarios that are kept, a line each.
    #[wasm_bindgen]
    pub(crate) async fn recent(lang: &str) -> JsValue;

    /// A kept scenario: its origin and its text.
    #[wasm_bindgen]
    pub(crate) async fn fetched(id: &str) -> JsValue;

    /// The versions of a scenario before the newest, a line each.
    #[wasm_bindgen]
    pub(crate) async fn versions(id: &str, lang: &str) -> JsValue;

    /// The text of a version.
    #[wasm_bindgen]
    pub(crate) async fn version(id: &str, saved: &str) -> JsValue;

    /// Deletes a scenario, or brings it back.
    #[wasm_bindgen]
    pub(crate) async fn remove(id: &str, back: bool) -> JsValue;

    /// The files that are being dropped, also those in folders.
    #[wasm_bindgen(catch)]
    pub(crate) fn dropped(data: &web_sys::DataTransfer) -> Result<js_sys::Promise, JsValue>;

    /// What is pasted as plain text, as the browser holds it.
    #[wasm_bindgen(js_name = plainText)]
    pub(crate) fn plain_text(data: &web_sys::DataTransfer) -> js_sys::JsString;

    /// The text in the clipboard, in UTF-8.
    #[wasm_bindgen(catch, js_name = clipboardText)]
    pub(crate) async fn clipboard_text() -> Result<JsValue, JsValue>;

    /// A text in UTF-8; the page goes on while a long one is written.
    pub(crate) async fn utf8(text: js_sys::JsString) -> JsValue;

    /// Puts a text into the clipboard as rich and as plain text; whether that was allowed.
    #[wasm_bindgen(js_name = copyRich)]
    pub(crate) async fn copy_rich(html: &str, plain: &str) -> JsValue;

    /// Saves a text as a file, or what it draws as PNG.
    #[wasm_bindgen(catch)]
    pub(crate) async fn download(name: &str, mime: &str, text: &str) -> Result<JsValue, JsValue>;

    /// A beginning for ids that nobody else has.
    pub(crate) fn seed() -> String;
}
