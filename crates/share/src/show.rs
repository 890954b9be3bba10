//! What a link shows of its scenario: a request, a step, a comparison, in a language. It is no part of the scenario,
//! stands outside of the sum, and what of it cannot be read is passed over.

/// What to show. Requests and steps count from 1.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Show {
    /// Which request (`r3`).
    pub request: Option<usize>,
    /// Which step of it (`t6`).
    pub step: Option<u32>,
    /// The comparison with the base (`mdiff`).
    pub diff: bool,
    /// The tag of a language (`lja`).
    pub lang: Option<String>,
}

impl Show {
    /// Reads one item; one that is not understood changes nothing.
    pub(crate) fn read(&mut self, item: &str) {
        let mut letters = item.chars();
        let kind = letters.next();
        let rest = letters.as_str();
        let number = rest.parse().ok().filter(|number| *number > 0);
        match (kind, rest) {
            (Some('r'), _) => self.request = number.map(|number: u32| number as usize),
            (Some('t'), _) => self.step = number,
            (Some('m'), "diff") => self.diff = true,
            (Some('l'), "en" | "ja") => self.lang = Some(rest.to_owned()),
            _ => {}
        }
    }

    /// Writes the items, each with a dot before it.
    pub(crate) fn write(&self) -> String {
        let mut out = String::new();
        if let Some(request) = self.request {
            out.push_str(&format!(".r{request}"));
        }
        if let Some(step) = self.step {
            out.push_str(&format!(".t{step}"));
        }
        if self.diff {
            out.push_str(".mdiff");
        }
        if let Some(lang) = &self.lang {
            out.push_str(".l");
            out.push_str(lang);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_read_and_others_passed_over() {
        let mut show = Show::default();
        for item in "r3.t6.mdiff.lja.q7..ré.mmap.lxx".split('.') {
            show.read(item);
        }
        // Of two that say the same thing the later counts, also where it says nothing.
        assert_eq!(show.write(), ".t6.mdiff.lja");
        show.read("r12");
        assert_eq!(show.write(), ".r12.t6.mdiff.lja");
        show.read("r0");
        assert_eq!(show.request, None);
    }
}
