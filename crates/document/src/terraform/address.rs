//! Addresses and references of Terraform taken apart: `module.vpc["a"].google_compute_network.net[0].id`.
//!
//! <https://developer.hashicorp.com/terraform/cli/state/resource-addressing>

/// One part of an address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Part<'a> {
    /// Between dots.
    Name(&'a str),
    /// Between brackets, as it is written.
    Key(&'a str),
}

/// The parts of an address.
pub(crate) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        if let Some(inside) = rest.strip_prefix('[') {
            let end = key_end(inside);
            found.push(Part::Key(inside.get(..end).unwrap_or_default()));
            rest = inside.get(end + 1..).unwrap_or_default();
            continue;
        }
        rest = rest.strip_prefix('.').unwrap_or(rest);
        let end = rest.find(['.', '[']).unwrap_or(rest.len());
        found.push(Part::Name(rest.get(..end).unwrap_or_default()));
        rest = rest.get(end..).unwrap_or_default();
    }
    found
}

/// Where a key ends: a text in quotes may hold a bracket.
fn key_end(inside: &str) -> usize {
    let (mut quoted, mut escaped) = (false, false);
    for (at, character) in inside.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            ']' if !quoted => return at,
            _ => {}
        }
    }
    inside.len()
}

/// The scope around an instance of a module, what the module is called there, and its key.
pub(crate) fn split_scope(scope: &str) -> (&str, &str, Option<&str>) {
    let all = parts(scope);
    let (key, all) = match all.split_last() {
        Some((Part::Key(key), all)) => (Some(*key), all),
        _ => (None, all.as_slice()),
    };
    let Some(Part::Name(name)) = all.last() else {
        return ("", "", key);
    };
    let behind = name.len() + key.map_or(0, |key| key.len() + 2);
    let before = scope.get(..scope.len().saturating_sub(behind));
    let before = before.unwrap_or_default().trim_end_matches('.');
    let before = before.strip_suffix("module").unwrap_or(before);
    (before.trim_end_matches('.'), name, key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_may_hold_anything() {
        let address = r#"module.vpc["a.b]"].google_compute_network.net[0].id"#;
        let expected = [
            Part::Name("module"),
            Part::Name("vpc"),
            Part::Key(r#""a.b]""#),
            Part::Name("google_compute_network"),
            Part::Name("net"),
            Part::Key("0"),
            Part::Name("id"),
        ];
        assert_eq!(parts(address), expected);
    }

    #[test]
    fn a_module_is_called_in_another() {
        let check = |scope: &'static str, expected| assert_eq!(split_scope(scope), expected);
        check("module.a", ("", "a", None));
        check(
            r#"module.a["x.module.y"].module.b[0]"#,
            (r#"module.a["x.module.y"]"#, "b", Some("0")),
        );
        check("", ("", "", None));
        check("[", ("", "", Some("")));
        check("module", ("", "module", None));
    }
}
