//! Small things that only a browser can do.

use gloo::utils::window;
use hopscope_editor::import::{Piece, may_be_read};
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, Element, File, FileList, HtmlElement, HtmlInputElement};

use crate::browser;

/// Moves the focus to the first element that a selector finds, without scrolling; whether it is there.
pub(crate) fn focus(selector: &str) -> bool {
    let found = gloo::utils::document()
        .query_selector(selector)
        .ok()
        .flatten();
    match found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        Some(element) => {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            element.focus_with_options(&options).is_ok()
        }
        None => false,
    }
}

/// The value of an attribute of an element or of the nearest one around it that has it.
pub(crate) fn closest_attribute(
    target: Option<web_sys::EventTarget>,
    name: &str,
) -> Option<String> {
    target?
        .dyn_into::<Element>()
        .ok()?
        .closest(&format!("[{name}]"))
        .ok()??
        .get_attribute(name)
}

/// An element, or the nearest one around it, that a selector finds.
pub(crate) fn closest(target: Option<web_sys::EventTarget>, selector: &str) -> Option<Element> {
    target?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

/// The box of the picture that has an id.
pub(crate) fn box_of(svg: &Element, id: &str) -> Option<Element> {
    let nodes = svg.query_selector_all("[data-id]").ok()?;
    (0..nodes.length())
        .filter_map(|index| nodes.item(index)?.dyn_into::<Element>().ok())
        .find(|node| node.get_attribute("data-id").as_deref() == Some(id))
}

/// Whether one types into an element.
pub(crate) fn is_field(element: &Element) -> bool {
    let selector = "input:not([type=checkbox], [type=radio], [type=file], [type=button]), textarea, [contenteditable]";
    element.closest(selector).ok().flatten().is_some()
}

/// Whether an element is a field of a form that holds what the scenario does (`data-kept`).
pub(crate) fn is_settled(element: &Element) -> bool {
    let kept = element.get_attribute("data-kept");
    let input = element.dyn_ref::<HtmlInputElement>();
    input.is_some_and(|input| kept == Some(input.value()))
}

/// Puts a text into the clipboard; whether that was allowed.
pub(crate) async fn copy(text: String) -> bool {
    let promise = window().navigator().clipboard().write_text(&text);
    JsFuture::from(promise).await.is_ok()
}

/// The text in the clipboard; `None` where the browser or the user says no.
pub(crate) async fn read_clipboard() -> Option<String> {
    text(browser::clipboard_text().await.ok()?)
}

/// A text that came as UTF-8.
pub(crate) fn text(bytes: JsValue) -> Option<String> {
    String::from_utf8(bytes.dyn_into::<Uint8Array>().ok()?.to_vec()).ok()
}

/// Reads files, and takes archives apart. One that can't be read is left out: the browser has said why. The list is
/// taken down at once: that of an input is empty as soon as the input is.
pub(crate) fn read_files(list: &FileList) -> impl Future<Output = Vec<Piece>> + use<> {
    let files: Vec<File> = (0..list.length())
        .filter_map(|index| list.get(index))
        .collect();
    read(files)
}

/// The same for files and folders that are being dropped. Of folders only what is called like an export is read.
pub(crate) fn read_dropped(data: &DataTransfer) -> impl Future<Output = Vec<Piece>> + use<> {
    let promise = browser::dropped(data);
    async {
        let found = match promise {
            Ok(promise) => JsFuture::from(promise).await.ok(),
            Err(_) => None,
        };
        let list = found.and_then(|found| found.dyn_into::<js_sys::Array>().ok());
        let files = list.iter().flat_map(js_sys::Array::iter);
        let files: Vec<File> = files.filter_map(|own| own.dyn_into().ok()).collect();
        let (files, rest): (Vec<File>, Vec<File>) = files
            .into_iter()
            .partition(|file| !file.name().contains('/') || may_be_read(&file.name()));
        let mut pieces = read(files).await;
        let rest: Vec<String> = rest.iter().map(File::name).collect();
        pieces.extend(Piece::left_out(&rest));
        pieces
    }
}

async fn read(files: Vec<File>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for file in files {
        let name = file.name();
        let blob = gloo::file::File::from(file);
        if let Ok(bytes) = gloo::file::futures::read_as_bytes(&blob).await {
            pieces.extend(Piece::of_file(&name, bytes));
        }
    }
    pieces
}
