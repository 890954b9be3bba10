//! Who has an address of mail: people, groups, their domains, and service accounts.

use hopscope_model::{Set, order};

use crate::redact::words::Words;
use crate::redact::{numbered, texts_of};
use crate::tree::Tree;

/// Adds everyone who is named; service accounts of projects only where names go as well, for they are one.
pub(crate) fn add(document: &Tree, accounts: bool, words: &mut Words) {
    let mut texts = Vec::new();
    texts_of(document, &mut texts);
    let (mut people, mut services) = (Set::default(), Set::default());
    let mut domains: Set<String> = Set::default();
    for text in texts {
        if let Some(domain) = text.strip_prefix("domain:") {
            domains.add(domain.to_owned());
        }
        // What stands before `@` in a URL is no one.
        if text.contains("://") {
            continue;
        }
        for word in
            text.split(|letter: char| letter.is_whitespace() || ":/,;<>()\"'".contains(letter))
        {
            let Some((local, domain)) = word.split_once('@') else {
                continue;
            };
            let owned = domain.ends_with("gserviceaccount.com");
            if local.is_empty() || !domain.contains('.') {
                continue;
            }
            if !owned {
                people.add(word.to_owned());
                domains.add(domain.to_owned());
            } else if accounts && domain.ends_with(".iam.gserviceaccount.com") && !is_agent(word) {
                services.add(word.to_owned());
            }
        }
    }
    let domains = order::once(domains.keys().cloned());
    let new_domain = |domain: &str| {
        let at = domains
            .iter()
            .position(|own| own == domain)
            .unwrap_or_default();
        format!("{}.example", numbered("domain", at + 1, domains.len()))
    };
    // A host of that name is another matter: its domain goes with the names, or not at all.
    for domain in &domains {
        words.add(
            &format!("domain:{domain}"),
            format!("domain:{}", new_domain(domain)),
        );
    }
    let count = people.len();
    for (own, number) in people.keys().zip(1..) {
        let (_, domain) = own.split_once('@').unwrap_or_default();
        words.add(
            own,
            format!(
                "{}@{}",
                numbered("member", number, count),
                new_domain(domain)
            ),
        );
    }
    let count = services.len();
    for (own, number) in services.keys().zip(1..) {
        let (_, domain) = own.split_once('@').unwrap_or_default();
        let domain = words.replaced(domain).unwrap_or_else(|| domain.to_owned());
        words.add(
            own,
            format!("{}@{domain}", numbered("account", number, count)),
        );
    }
}

/// Accounts that Google makes for its services are known by their names.
fn is_agent(account: &str) -> bool {
    account.starts_with("service-") || account.contains("@gcp-sa-")
}
