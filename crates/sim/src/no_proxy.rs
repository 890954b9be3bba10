//! What `NO_PROXY` takes out. There is no standard, and libraries differ; only what they agree on is a yes or a no.
//!
//! <https://requests.readthedocs.io/en/latest/user/advanced/#proxies>,
//! <https://pkg.go.dev/golang.org/x/net/http/httpproxy#Config>, <https://curl.se/docs/manpage.html#--noproxy>

use std::net::IpAddr;

use hopscope_model::google;
use ipnet::IpNet;

/// What an entry says of a host.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Entry {
    /// Not a word.
    Other,
    /// Some libraries reach the host directly by it, others do not.
    Undecided,
    /// The host is reached directly.
    Direct,
}

/// What an entry says of a host and the port that is asked for: `*`, an address, a range, or a name, which has the
/// names below it too.
pub(crate) fn entry(entry: &str, host: &str, port: Option<u16>) -> Entry {
    let entry = entry.trim().to_ascii_lowercase();
    let entry = entry.as_str();
    if entry == "*" {
        return Entry::Direct;
    }
    let plain = |found: bool| if found { Entry::Direct } else { Entry::Other };
    if let Ok(own) = entry.parse::<IpAddr>() {
        return plain(host.parse() == Ok(own));
    }
    if let Ok(own) = entry.parse::<IpNet>() {
        let host = host.parse::<IpAddr>();
        return plain(host.is_ok_and(|host| own.contains(&host)));
    }
    let Some((own, own_port)) = entry.rsplit_once(':') else {
        return name(entry, host);
    };
    // For one port alone, and a library that knows no ports takes it for another name.
    let own = own.trim_start_matches('[').trim_end_matches(']');
    let known = own_port.parse::<u16>().ok();
    let same = match own.parse::<IpAddr>() {
        Ok(own) => plain(host.parse() == Ok(own)),
        Err(_) => name(own, host),
    };
    match (known, port) {
        (Some(own), Some(port)) if own != port => Entry::Other,
        _ => same.min(Entry::Undecided),
    }
}

/// The same for a name alone.
fn name(entry: &str, host: &str) -> Entry {
    let entry = entry.trim_end_matches('.');
    if host.parse::<IpAddr>().is_ok() {
        return Entry::Other;
    }
    if let Some(domain) = entry.strip_prefix("*.") {
        // A pattern to some, to others a name that no host has.
        return match !domain.is_empty() && google::is_below(host, domain) {
            true => Entry::Undecided,
            false => Entry::Other,
        };
    }
    let domain = entry.strip_prefix('.').unwrap_or(entry);
    if domain.is_empty() || !google::is_below(host, domain) {
        return Entry::Other;
    }
    // With a dot in front it is the names below for some, and the name itself as well for others.
    match domain != entry && host == domain {
        true => Entry::Undecided,
        false => Entry::Direct,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_libraries_agree_on_is_definite() {
        let check = |text: &str, host: &str, port: u16, expected: Entry| {
            assert_eq!(
                entry(text, host, Some(port)),
                expected,
                "{text} {host}:{port}"
            );
        };
        check("*", "a.example", 443, Entry::Direct);
        check("a.example", "a.example", 443, Entry::Direct);
        check("A.example.", "b.a.example", 443, Entry::Direct);
        check("a.example", "xa.example", 443, Entry::Other);
        check(".a.example", "b.a.example", 443, Entry::Direct);
        check(".a.example", "a.example", 443, Entry::Undecided);
        check("*.a.example", "b.a.example", 443, Entry::Undecided);
        check("a.example:8443", "a.example", 443, Entry::Other);
        check("a.example:443", "a.example", 443, Entry::Undecided);
        check("a.example:443", "b.example", 443, Entry::Other);
        check("10.0.0.0/8", "10.1.2.3", 80, Entry::Direct);
        check("10.1.2.3:3128", "10.1.2.3", 80, Entry::Other);
        check("10.1.2.3:80", "10.1.2.3", 80, Entry::Undecided);
        check("2001:db8::1", "2001:db8::1", 80, Entry::Direct);
        check("[2001:db8::1]:80", "2001:db8::1", 80, Entry::Undecided);
        check("", "a.example", 443, Entry::Other);
        check(".", "a.example", 443, Entry::Other);
    }
}
