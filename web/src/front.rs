//! The first page that is there before this module (web/front.js): it stays until all that it shows can be shown again,
//! or until somebody waits for something.

use gloo::timers::callback::Timeout;
use gloo::utils::document_element;

use crate::components::gallery;

/// Has the page drawn, in the place of what is there.
pub(crate) fn take_over(draw: impl FnOnce() + 'static) {
    let is_first = document_element().has_attribute("data-visit");
    let is_wanted = document_element().has_attribute("data-wanted");
    // Each card in a moment of its own: somebody may ask for something meanwhile.
    if is_first && !is_wanted && gallery::work_out_next() {
        Timeout::new(0, || take_over(draw)).forget();
    } else {
        draw();
    }
}
