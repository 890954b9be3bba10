//! Files of a folder or archive that are not called like exports: what is in them tells whether they are. Programs and
//! prose may show examples of objects, so only what begins as a document does is one.

use super::encoding::decode;

/// How much of a file is looked at.
const LOOKED_AT: usize = 64 * 1024;

/// What stands in exports, scenarios and Terraform's documents.
const SIGNS: &[&str] = &[
    "apiVersion",
    "assetType",
    "asset_type",
    "bindings",
    "compute#",
    "container#",
    "dns#",
    "\"hopscope\"",
    "selfLink",
    "sql#",
    "terraform_version",
];

/// Whether a file begins as an export does, and has something of one.
pub(super) fn holds(bytes: &[u8]) -> bool {
    if matches!(bytes, [0x1f, 0x8b, ..] | [b'P', b'K', 3 | 5, 4 | 6, ..]) {
        return true;
    }
    // An even number, for UTF-16; a character of UTF-8 may be cut.
    let start = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let text = decode(start).map(|(text, _)| text);
    let text = text.unwrap_or_else(|| String::from_utf8_lossy(start).into_owned());
    let trimmed = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let first = trimmed.lines().next().unwrap_or_default();
    let key = first.split_once(':').map_or("", |(key, _)| key);
    let word = |own: char| own.is_ascii_alphanumeric() || own == '_';
    let yaml = first.starts_with("---") || !key.is_empty() && key.chars().all(word);
    (trimmed.starts_with(['{', '[']) || yaml) && SIGNS.iter().any(|sign| text.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_is_told_by_what_is_in_it() {
        let yes = [
            "{\"kind\":\"compute#firewall\"}",
            "[\n {\"assetType\": \"run.googleapis.com/Service\"}]",
            "---\nselfLink: https://x\n",
            "allowed:\n- IPProtocol: tcp\nkind: compute#firewall\n",
            "{\"version\":4,\"terraform_version\":\"1.9.8\"}",
        ];
        let no = [
            "# How we export\n\n{\"kind\":\"compute#firewall\"}\n",
            "fn main() { \"compute#firewall\" }",
            "{\"name\":\"left-pad\",\"version\":\"1.0.0\"}",
            "\u{1}\u{2}compute#firewall",
            "",
        ];
        for text in yes {
            assert!(holds(text.as_bytes()), "{text}");
        }
        for text in no {
            assert!(!holds(text.as_bytes()), "{text}");
        }
        let wide: Vec<u8> = yes[0].bytes().flat_map(|own| [own, 0]).collect();
        assert!(holds(&wide));
    }
}
