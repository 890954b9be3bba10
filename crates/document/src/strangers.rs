//! What is kept of an object of a kind that is not modelled: the addresses that it says, whatever the field, its network
//! and its name. Whoever asks for one of these asks for something that is there, and nobody here knows what it does:
//! a network attachment, a Secure Web Proxy, an instance of Memorystore. Nothing else of it is kept.
//!
//! <https://cloud.google.com/vpc/docs/about-network-attachments>,
//! <https://cloud.google.com/memorystore/docs/redis/networking>

use std::net::{IpAddr, SocketAddr};

use hopscope_model::google;
use hopscope_model::name::{Name, Ref};
use hopscope_model::order;
use hopscope_model::resource::{Network, Resources, Stranger};
use ipnet::IpNet;
use memchr::{memchr, memchr2};

use crate::codec::{Out, Written};
use crate::envelope::{Around, Envelope};
use crate::names::{self, Path, joined};
use crate::reader::Reader;
use crate::registry::{Recognised, recognise};
use crate::tree::{Members, Tree, put};
use crate::{Input, Options};

/// Where a name of Google's begins, without the host of its API.
const PROJECTS: &str = "projects/";

/// What an object says that is not read further.
pub(crate) struct Held {
    pub(crate) name: String,
    /// Networks by their full names, or by a bare one.
    pub(crate) networks: Vec<String>,
    pub(crate) addresses: Vec<IpNet>,
}

impl Held {
    /// What an object says of addresses; nothing where it says none.
    pub(crate) fn of(envelope: &Envelope<'_>, around: &Around) -> Option<Self> {
        // A bare name says what it is by its key, where that is the object's own.
        let mut networks: Vec<String> = envelope.word("network").into_iter().collect();
        let mut addresses = Vec::new();
        each_text(envelope.text, |text| {
            addresses.extend(address(text));
            if Path::parse(text).collection == Some("networks") {
                networks.push(text.to_owned());
            }
        });
        if addresses.is_empty() {
            return None;
        }
        Some(Self {
            name: name(envelope, around),
            networks,
            addresses: order::once(addresses),
        })
    }
}

/// What is kept of an object in a change, where it is of a kind that is not modelled and says any address: read again, it
/// is the same.
pub(crate) fn kept_of(object: &Members) -> Option<Members> {
    let text = Tree::Object(object.clone()).to_string();
    let (envelope, around) = (Envelope::of(text.as_str()), Around::default());
    let Recognised::Named(word) = recognise(&envelope, &around) else {
        return None;
    };
    let held = Held::of(&envelope, &around)?;
    // Lists and what else stands around objects say their kind as well.
    let input = Input {
        file: None,
        text: &text,
    };
    let mut read = crate::read(&[input], &Options::default())
        .scenario
        .resources;
    let alone = read.strangers.len() == 1;
    read.strangers.clear();
    if !alone || read != Resources::default() {
        return None;
    }
    let mut kept = Members::new();
    put(&mut kept, "assetType", word.into());
    put(&mut kept, "name", held.name.into());
    let (paths, bare): (Vec<_>, Vec<_>) =
        held.networks.into_iter().partition(|own| own.contains('/'));
    if let Some(network) = bare.into_iter().next() {
        put(&mut kept, "network", network.into());
    }
    let list = |own: Vec<String>| Tree::List(own.into_iter().map(Tree::from).collect());
    put(&mut kept, "networks", list(paths));
    put(
        &mut kept,
        "addresses",
        list(held.addresses.iter().map(written).collect()),
    );
    Some(kept)
}

/// Its name from `projects/` on, where anything says it so; else the bare one.
fn name(envelope: &Envelope<'_>, around: &Around) -> String {
    let own = envelope.word("name");
    let full = [
        own.clone(),
        envelope.word("selfLink"),
        envelope.word("id"),
        around.asset_name.clone(),
    ];
    let from_project = |own: &String| Some(own.get(own.find(PROJECTS)?..)?.to_owned());
    let bare = || envelope.object("metadata")?.word("name");
    let full = full.iter().flatten().find_map(from_project);
    full.or(own).or_else(bare).unwrap_or_default()
}

/// Every text that is a value somewhere in an object, which may be cut off.
fn each_text(object: &str, mut each: impl FnMut(&str)) {
    let mut rest = object;
    while let Some(start) = memchr(b'"', rest.as_bytes()) {
        let inside = rest.get(start + 1..).unwrap_or_default();
        let Some(end) = end_of(inside) else { return };
        let text = inside.get(..end).unwrap_or_default();
        rest = inside.get(end + 1..).unwrap_or_default();
        if !rest.trim_start().starts_with(':') {
            each(text);
        }
    }
}

/// Where a text ends that begins here.
fn end_of(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let found = at + memchr2(b'"', b'\\', text.as_bytes().get(at..)?)?;
        if text.as_bytes().get(found) == Some(&b'"') {
            return Some(found);
        }
        at = found + 2;
    }
}

/// The address or range that a text is, alone or with a port. A public range is what somebody lets in, and nobody's own.
fn address(text: &str) -> Option<IpNet> {
    let may_be = |byte: u8| byte.is_ascii_hexdigit() || b".:/[]".contains(&byte);
    if text.len() < 2 || text.len() > 49 || !text.bytes().all(may_be) {
        return None;
    }
    let with_port = || text.parse::<SocketAddr>().map(|own| own.ip()).ok();
    let alone = text.parse::<IpAddr>().ok().or_else(with_port);
    let is_one = |own: &IpAddr| {
        let mask = matches!(own, IpAddr::V4(own) if own.octets()[0] >= 224);
        let local = match own {
            IpAddr::V4(own) => own.is_link_local(),
            IpAddr::V6(own) => own.is_unicast_link_local() || own.is_multicast(),
        };
        !mask && !local && !own.is_loopback() && !own.is_unspecified()
    };
    if let Some(own) = alone {
        return is_one(&own).then(|| own.into());
    }
    let range: IpNet = text.parse().ok()?;
    let inside = range.prefix_len() > 0 && google::is_private(range.addr());
    (inside && is_one(&range.addr())).then(|| range.trunc())
}

/// What tells one from others.
pub(crate) fn identity(own: &Stranger) -> String {
    let unnamed = || format!("{:?}", own.addresses);
    match own.name.as_str() {
        "" => joined(&[&own.word, "", &unnamed()]),
        name => joined(&[&own.word, name]),
    }
}

impl Reader<'_> {
    /// Keeps what an object of a kind that is not modelled says of addresses; the later of two of one name counts.
    pub(crate) fn keep_stranger(&mut self, source: usize, word: &str, held: &Held) {
        let project = match Path::parse(&held.name).project {
            Some(project) => self.known.project(project),
            None => self.default_project(source),
        };
        let from = Name::global(project, &*held.name);
        let networks = held.networks.iter();
        let networks: Vec<Ref<Network>> =
            order::once(networks.map(|text| names::refer(text, &from, &self.known)));
        let own = Stranger {
            word: word.to_owned(),
            name: held.name.clone(),
            network: match networks.as_slice() {
                [only] => Some(only.clone()),
                _ => None,
            },
            addresses: held.addresses.clone(),
        };
        self.strangers.insert(identity(&own), own);
    }
}

/// One as its file has it: of the kind, and by the name, that it has at Google. It says its kind itself: by its name and
/// these fields alone it might be taken for something else.
pub(crate) fn write(own: &Stranger, of: Written<'_>) -> Tree {
    let mut out = Out::nowhere(of);
    out.put("assetType", &*own.word);
    if !own.name.is_empty() {
        out.put("name", &*own.name);
    }
    out.refer_maybe("network", own.network.as_ref());
    let addresses = own.addresses.iter();
    let addresses: Vec<String> = addresses.map(written).collect();
    out.list("addresses", &addresses);
    Tree::Object(out.map)
}

/// An address as it is read again, or a range.
pub(crate) fn written(own: &IpNet) -> String {
    match own.prefix_len() == own.max_prefix_len() {
        true => own.addr().to_string(),
        false => own.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_whatever_the_field() {
        let of = |text: &str| {
            let held = Held::of(&Envelope::of(text), &Around::default());
            held.map(|own| {
                let addresses = own.addresses.iter().map(IpNet::to_string);
                (own.name, addresses.collect::<Vec<_>>().join(" "))
            })
        };
        let check = |text: &str, name: &str, addresses: &str| {
            assert_eq!(
                of(text),
                Some((name.to_owned(), addresses.to_owned())),
                "{text}"
            );
        };
        check(
            r#"{"name":"projects/p/locations/l/instances/cache","host":"10.0.0.3","port":6379,"reservedIpRange":"10.0.0.0/29"}"#,
            "projects/p/locations/l/instances/cache",
            "10.0.0.0/29 10.0.0.3/32",
        );
        check(
            r#"{"name":"a","selfLink":"https://www.googleapis.com/compute/v1/projects/p/regions/r/networkAttachments/a","connectionEndpoints":[{"ipAddress":"10.1.0.9"}]}"#,
            "projects/p/regions/r/networkAttachments/a",
            "10.1.0.9/32",
        );
        check(
            r#"{"metadata":{"name":"gw"},"a":"fd20::7","b":"10.0.0.5:80","c":["35.200.0.1", "10.0.0.5"]}"#,
            "gw",
            "10.0.0.5/32 35.200.0.1/32 fd20::7/128",
        );
        for none in [
            r#"{"name":"golden","selfLink":"projects/p/global/images/golden"}"#,
            r#"{"mask":"255.255.255.0","any":"0.0.0.0","all":"0.0.0.0/0","self":"127.0.0.1","meta":"169.254.169.254"}"#,
            r#"{"allow":"203.0.113.0/24","10.0.0.5":1,"note":"ask 10.0.0.5","cut":"10.0.0.5"#,
            r#"{"sum":"deadbeef","escaped":"\"10.0.0.5"}"#,
        ] {
            assert_eq!(of(none), None, "{none}");
        }
    }
}
