//! The first page as it is before its module: the gallery in both languages, drawn by the page itself and written down
//! by `tests/e2e/front.spec.mjs`, which holds it to what the page draws today.

use std::fs;

use anyhow::{Context, Result};

use crate::fill::fill;
use crate::root;

/// `index.html` with what is written down.
pub(crate) fn put_in(page: &str) -> Result<String> {
    let mut page = page.to_owned();
    for lang in ["en", "ja"] {
        let path = root().join(format!("web/front/{lang}.html"));
        let front =
            fs::read_to_string(&path).with_context(|| format!("can't read {}", path.display()))?;
        let empty = format!("<template data-front=\"{lang}\"></template>");
        let full = format!(
            "<template data-front=\"{lang}\">{}</template>",
            front.trim_end()
        );
        page = fill("index.html", &page, [(empty.as_str(), full)])?;
    }
    Ok(page)
}
