//! From documents to objects: lists, aggregated lists, Cloud Asset lines and wrappers are taken apart, each
//! object with its place and with what stands around it.

use hopscope_model::Kind;
use hopscope_model::resource::Scope;

use crate::envelope::{Around, Envelope, identity};
use crate::names::Path;
use crate::registry::{ROWS, Recognised, Row, by_word, kind_of, recognise};
use crate::report::Place;
use crate::scan::{Step, depth, elements};
use crate::split::{DEPTH_LIMIT, Piece};

/// What a policy of an effective-firewalls export is called here.
pub(crate) const EFFECTIVE_POLICY: &str = "effective firewall policy";

/// How many wrappers may stand around an object.
const WRAPPERS: usize = 8;

/// One object.
pub(crate) struct Item<'a> {
    /// The document it is in.
    pub(crate) piece: &'a Piece<'a>,
    /// Which source that is of.
    pub(crate) source: usize,
    /// Where it stands in the document's text.
    pub(crate) offset: usize,
    /// The way to it from the document's root.
    pub(crate) path: Vec<Step>,
    /// Its outside.
    pub(crate) envelope: Envelope<'a>,
    /// What stands around it.
    pub(crate) around: Around,
    /// Whose part it is, where a wrapper says.
    pub(crate) parent: Option<Parent>,
    /// What it is.
    pub(crate) row: &'static Row,
    /// It reaches its own end.
    pub(crate) whole: bool,
}

/// What a `hopscope#export` says of whose its items are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Parent {
    /// As written: `instance-group/…`, or the zone's name with `zone/` in front.
    pub(crate) reference: String,
    /// Project of the wrapper.
    pub(crate) project: Option<String>,
}

impl Item<'_> {
    /// Its place, or that of what is `offset` bytes into it.
    pub(crate) fn place(&self, offset: usize) -> Place {
        Place {
            source: self.source,
            offset: self.piece.source_offset(self.offset + offset),
        }
    }
}

/// An object or value that stands somewhere in a document.
#[derive(Clone)]
struct Spot<'a> {
    text: &'a str,
    offset: usize,
    path: Vec<Step>,
    whole: bool,
}

impl<'a> Spot<'a> {
    fn inside(&self, step: Step, range: std::ops::Range<usize>, whole: bool) -> Self {
        let mut path = self.path.clone();
        path.push(step);
        Self {
            text: self.text.get(range.clone()).unwrap_or_default(),
            offset: self.offset + range.start,
            path,
            whole,
        }
    }
}

/// What documents are made of.
#[derive(Default)]
pub(crate) struct Harvest<'a> {
    /// Objects of kinds that are read.
    pub(crate) items: Vec<Item<'a>>,
    /// Objects that are not: place in the source, path, what they say they are.
    pub(crate) strangers: Vec<(Place, Vec<Step>, Option<String>)>,
    /// Lists without items: place, path, kind.
    pub(crate) empty_lists: Vec<(Place, Vec<Step>, Option<Kind>)>,
    /// Lists that hold a kind whole: source, project, if said, and kind.
    pub(crate) complete: Vec<(usize, Option<String>, Kind)>,
    /// Parents whose list came, even if it is empty.
    pub(crate) listed: Vec<Listed>,
    /// Project numbers and ids that belong together.
    pub(crate) aliases: Vec<(String, String)>,
    /// Projects, their numbers if said, and what is above them, nearest first.
    pub(crate) chains: Vec<(String, Option<u64>, Vec<String>)>,
    /// Values that are no objects.
    pub(crate) scalars: usize,
    /// Objects with at least one member.
    pub(crate) objects: usize,
}

/// A list of parts of something came: before which item, and whose.
pub(crate) struct Listed {
    /// Index of the item behind it.
    pub(crate) before: usize,
    /// Source it is of.
    pub(crate) source: usize,
    /// Whose.
    pub(crate) parent: Parent,
}

/// Takes one value of a document apart.
pub(crate) struct Harvester<'a, 'h> {
    pub(crate) piece: &'a Piece<'a>,
    pub(crate) source: usize,
    pub(crate) harvest: &'h mut Harvest<'a>,
}

impl<'a> Harvester<'a, '_> {
    /// The value at `range` of the document, which `path` leads to.
    pub(crate) fn value(
        &mut self,
        range: std::ops::Range<usize>,
        path: Vec<Step>,
        whole: bool,
        around: &Around,
        parent: Option<&Parent>,
    ) {
        let spot = Spot {
            text: self.piece.text.get(range.clone()).unwrap_or_default(),
            offset: range.start,
            path,
            whole,
        };
        self.any(&spot, around, parent, WRAPPERS);
    }

    fn any(&mut self, spot: &Spot<'a>, around: &Around, parent: Option<&Parent>, left: usize) {
        if left == 0 {
            return self.stranger(spot, None);
        }
        match spot.text.as_bytes().first() {
            Some(b'[') => self.list(spot, around, parent, left),
            Some(b'{') => self.object(spot, around, parent, left),
            _ => self.harvest.scalars += 1,
        }
    }

    fn list(&mut self, spot: &Spot<'a>, around: &Around, parent: Option<&Parent>, left: usize) {
        if parent.is_none() && around.kind.is_none() && self.chain(spot.text) {
            self.harvest.objects += 1;
            return;
        }
        let found = elements(spot.text);
        if found.list.is_empty() && found.whole {
            match parent {
                Some(_) => {}
                None => {
                    let kind = around.kind.as_deref().and_then(row_kind);
                    let place = self.place(spot);
                    self.harvest
                        .empty_lists
                        .push((place, spot.path.clone(), kind));
                }
            }
        }
        for (index, value) in found.list.into_iter().enumerate() {
            let inside = spot.inside(Step::Index(index), value.range, value.whole);
            self.any(&inside, around, parent, left - 1);
        }
    }

    fn object(&mut self, spot: &Spot<'a>, around: &Around, parent: Option<&Parent>, left: usize) {
        let mut envelope = Envelope::of(spot.text);
        // Closed, but not JSON between, or too deep to be read: read as far as it can be, like what is cut off.
        let shallow =
            self.piece.too_deep.is_none() || depth(spot.text) + spot.path.len() <= DEPTH_LIMIT;
        let whole = spot.whole && envelope.members.whole && shallow;
        if !envelope.members.list.is_empty() {
            self.harvest.objects += 1;
        }
        if envelope
            .words("kind")
            .iter()
            .any(|kind| kind == "hopscope#export")
        {
            return self.export(spot, &envelope, around, left);
        }
        if self.asset(spot, &envelope, around, left)
            || self.effective_firewalls(spot, &envelope, around, parent, left)
        {
            return;
        }
        if self.wrapper(spot, &envelope, around, parent, left) {
            return;
        }
        // Its own name for the place around it, where it stands alone in a list of another kind.
        match recognise(&envelope, around) {
            Recognised::Row(row) => {
                let around = around.clone();
                if !whole {
                    envelope.members.whole = false;
                }
                self.harvest.items.push(Item {
                    piece: self.piece,
                    source: self.source,
                    offset: spot.offset,
                    path: spot.path.clone(),
                    envelope,
                    around,
                    parent: parent.cloned(),
                    row,
                    whole,
                });
            }
            Recognised::Named(kind) => self.stranger(spot, Some(kind)),
            Recognised::Unknown => self.stranger(spot, None),
        }
    }

    /// `{"assetType":…,"resource":{"data":{…}}}`: the object and its policy.
    fn asset(
        &mut self,
        spot: &Spot<'a>,
        envelope: &Envelope<'a>,
        around: &Around,
        left: usize,
    ) -> bool {
        let Some(kind) = envelope
            .word("assetType")
            .or_else(|| envelope.word("asset_type"))
        else {
            return false;
        };
        let (resource_key, data_key) = ("resource", "data");
        let resource = envelope.object(resource_key);
        let data = resource.as_ref().and_then(|resource| {
            let data = resource.members.get(data_key)?;
            let start = envelope.members.get(resource_key)?.range.start;
            Some((start + data.range.start..start + data.range.end, data.whole))
        });
        let policy = ["iamPolicy", "iam_policy"]
            .into_iter()
            .find_map(|key| Some((key, envelope.members.get(key)?.clone())));
        // Names of assets begin so; other objects may say their asset type as well.
        let name = envelope.word("name").filter(|name| name.starts_with("//"));
        if name.is_none() {
            return false;
        }
        if data.is_none() && policy.is_none() {
            // It came with something else than its resource.
            self.stranger(spot, Some(format!("{kind} without its resource")));
            return true;
        }
        let mut around = around.clone();
        around.kind = Some(kind);
        around.asset_name = name.clone();
        around.project = None;
        if let Some(resource) = &resource {
            around.location = resource.word("location");
        }
        self.ancestors(envelope, name.as_deref());
        if let Some((range, whole)) = data {
            let mut inside = spot.inside(Step::Key(resource_key.to_owned()), range, whole);
            inside.path.push(Step::Key(data_key.to_owned()));
            self.any(&inside, &around, None, left - 1);
        }
        if let Some((key, value)) = policy {
            let inside = spot.inside(Step::Key(key.to_owned()), value.range, value.whole);
            around.kind = Some("hopscope#iamPolicy".to_owned());
            let parent = name.map(|reference| Parent {
                reference,
                project: None,
            });
            self.any(&inside, &around, parent.as_ref(), left - 1);
        }
        true
    }

    /// `{"firewalls":[…],"firewallPolicys":[…]}`: rules name their network, policies do not.
    fn effective_firewalls(
        &mut self,
        spot: &Spot<'a>,
        envelope: &Envelope<'a>,
        around: &Around,
        parent: Option<&Parent>,
        left: usize,
    ) -> bool {
        let rules = envelope.has("firewalls") && envelope.word("name").is_none();
        if !rules && !envelope.has("firewallPolicys") {
            return false;
        }
        let mut around = around.clone();
        let lists = [
            ("firewalls", "compute#firewall"),
            ("firewallPolicys", EFFECTIVE_POLICY),
        ];
        for (key, kind) in lists {
            let Some(value) = envelope.members.get(key) else {
                continue;
            };
            let inside = spot.inside(Step::Key(key.to_owned()), value.range.clone(), value.whole);
            if !inside.text.starts_with('[') || elements(inside.text).list.is_empty() {
                continue;
            }
            if around.network.is_none() {
                let first = elements(inside.text).list.into_iter().next();
                let first = first.and_then(|first| inside.text.get(first.range));
                around.network = first.and_then(|first| Envelope::of(first).word("network"));
            }
            around.kind = Some(kind.to_owned());
            self.any(&inside, &around, parent, left - 1);
        }
        true
    }

    /// `gcloud projects get-ancestors`: `[{"id":"acme-dev","type":"project"},{"id":"1","type":"folder"},…]`.
    fn chain(&mut self, text: &str) -> bool {
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Link {
            id: String,
            r#type: String,
        }
        let Ok(links) = serde_json::from_str::<Vec<Link>>(text) else {
            return false;
        };
        let Some((project, above)) = links
            .split_first()
            .filter(|(first, _)| first.r#type == "project")
        else {
            return false;
        };
        let above = above
            .iter()
            .map(|link| format!("{}s/{}", link.r#type, link.id));
        self.harvest
            .chains
            .push((project.id.clone(), None, above.collect()));
        true
    }

    /// `ancestors` begin with the project's number, beside a name that has its id.
    fn ancestors(&mut self, envelope: &Envelope<'_>, name: Option<&str>) {
        let Some(raw) = envelope.raw("ancestors") else {
            return;
        };
        let Ok(ancestors) = serde_json::from_str::<Vec<String>>(raw) else {
            return;
        };
        let number = ancestors
            .first()
            .and_then(|first| first.strip_prefix("projects/"));
        let id = name.and_then(|name| Path::parse(name).project);
        if let (Some(number), Some(id)) = (number, id)
            && is_number(number)
            && !is_number(id)
        {
            self.harvest
                .aliases
                .push((number.to_owned(), id.to_owned()));
            let above = ancestors.iter().skip(1).cloned().collect();
            let number = number.parse().ok();
            self.harvest.chains.push((id.to_owned(), number, above));
        }
    }

    /// `hopscope#export`: what it wraps, with project and parent.
    fn export(&mut self, spot: &Spot<'a>, envelope: &Envelope<'a>, around: &Around, left: usize) {
        let mut around = around.clone();
        around.project = envelope.word("project").or(around.project);
        // The wrapper's own kind stands beside the kind of what it wraps.
        let kind = envelope
            .words("kind")
            .into_iter()
            .find(|kind| kind != "hopscope#export");
        let kind = kind.as_deref().and_then(item_kind);
        let parent = envelope
            .word("managedZone")
            .map(|zone| {
                if zone.contains('/') {
                    zone
                } else {
                    format!("zone/{zone}")
                }
            })
            .or_else(|| envelope.word("resource"))
            .map(|reference| Parent {
                reference,
                project: around.project.clone(),
            });
        if let Some((word, kind)) = kind {
            around.kind = Some(word.to_owned());
            if parent.is_none() {
                self.harvest
                    .complete
                    .push((self.source, around.project.clone(), kind));
            }
        }
        if let Some(parent) = &parent
            && around.kind.is_none()
        {
            around.kind = part_kind(&parent.reference).map(str::to_owned);
        }
        let items = envelope.raw("items");
        let list = items.is_none_or(|items| !items.starts_with('{') || holds_list(items));
        if let Some(parent) = parent.as_ref().filter(|_| list) {
            self.harvest.listed.push(Listed {
                before: self.harvest.items.len(),
                source: self.source,
                parent: parent.clone(),
            });
        }
        let Some(items) = envelope.members.get("items") else {
            return;
        };
        let inside = spot.inside(
            Step::Key("items".to_owned()),
            items.range.clone(),
            items.whole,
        );
        match parent {
            Some(parent) => self.any(&inside, &around, Some(&parent), left - 1),
            None if inside.text.starts_with('[') && elements(inside.text).list.is_empty() => {}
            None => self.any(&inside, &around, None, left - 1),
        }
    }

    /// Lists: `items` as a list or by scope, and keys that hold a list of a kind.
    fn wrapper(
        &mut self,
        spot: &Spot<'a>,
        envelope: &Envelope<'a>,
        around: &Around,
        parent: Option<&Parent>,
        left: usize,
    ) -> bool {
        let kind = kind_of(envelope);
        let items = envelope.members.get("items");
        let holder = ROWS.iter().find_map(|row| {
            row.lists.iter().find_map(|key| {
                let value = envelope.members.get(key)?;
                spot.text
                    .get(value.range.clone())?
                    .starts_with('[')
                    .then_some((row, *key, value))
            })
        });
        let list_kind = kind.as_deref().and_then(listed_kind);
        let mut around = around.clone();
        if let Some(word) = &list_kind {
            around.kind = Some(word.clone());
        }
        match (items, holder) {
            (Some(items), _) => {
                let key = Step::Key("items".to_owned());
                let inside = spot.inside(key, items.range.clone(), items.whole);
                match inside.text.as_bytes().first() {
                    Some(b'[') => self.any(&inside, &around, parent, left - 1),
                    Some(b'{') => self.scopes(&inside, &around, parent, left - 1),
                    _ => return false,
                }
            }
            // What is a resource itself may well have such a key.
            (None, Some(_))
                if matches!(recognise(envelope, &around), Recognised::Row(_))
                    && list_kind.is_none() =>
            {
                return false;
            }
            (None, Some((row, key, value))) => {
                // What an empty list is of; its items have to say so themselves.
                let own = around.kind.is_none()
                    && elements(spot.text.get(value.range.clone()).unwrap_or_default())
                        .list
                        .is_empty();
                if own {
                    around.kind = row
                        .kinds
                        .first()
                        .or(row.assets.first())
                        .map(|word| (*word).to_owned());
                }
                let key = Step::Key(key.to_owned());
                let inside = spot.inside(key, value.range.clone(), value.whole);
                self.any(&inside, &around, parent, left - 1);
            }
            // An empty list of Google's has no `items` at all.
            (None, None) if list_kind.is_some() => {}
            (None, None) => return false,
        }
        if let Some(word) = &list_kind
            && spot.whole
            && !envelope.has("nextPageToken")
            && parent.is_none()
        {
            let aggregated = kind.is_some_and(|kind| kind.ends_with("AggregatedList"));
            self.complete(word, aggregated, envelope, &around);
        }
        true
    }

    /// `{"regions/x":{"subnetworks":[…]},"zones/y":{"warning":{…}}}`.
    fn scopes(&mut self, spot: &Spot<'a>, around: &Around, parent: Option<&Parent>, left: usize) {
        for (scope, value) in Envelope::of(spot.text).members.list {
            let inside = spot.inside(Step::Key(scope.clone()), value.range, value.whole);
            let location = scope.rsplit('/').next().unwrap_or_default();
            let mut around = around.clone();
            around.location = Some(location.to_owned());
            if !inside.text.starts_with('{') {
                continue;
            }
            for (key, value) in Envelope::of(inside.text).members.list {
                let inside = inside.inside(Step::Key(key), value.range, value.whole);
                if inside.text.starts_with('[') && inside.text.len() > 2 {
                    self.any(&inside, &around, parent, left.saturating_sub(1));
                }
            }
        }
    }

    /// A list holds its kind whole where it is of all places: a kind that has none, or an aggregated list.
    fn complete(&mut self, word: &str, aggregated: bool, envelope: &Envelope<'_>, around: &Around) {
        let Recognised::Row(row) = by_word(word) else {
            return;
        };
        if !aggregated && row.kind.scope() != Scope::Global {
            return;
        }
        let own = identity(envelope, &Around::default()).project;
        let by_id = envelope.word("id").and_then(|id| {
            let project = Path::parse(&id).project?;
            Some(project.to_owned())
        });
        let project = own.or(by_id).or_else(|| around.project.clone());
        self.harvest.complete.push((self.source, project, row.kind));
    }

    fn stranger(&mut self, spot: &Spot<'a>, kind: Option<String>) {
        let place = self.place(spot);
        self.harvest
            .strangers
            .push((place, spot.path.clone(), kind));
    }

    fn place(&self, spot: &Spot<'a>) -> Place {
        Place {
            source: self.source,
            offset: self.piece.source_offset(spot.offset),
        }
    }
}

/// Whether a project is written as its number.
pub(crate) fn is_number(project: &str) -> bool {
    !project.is_empty() && project.bytes().all(|byte| byte.is_ascii_digit())
}

/// What a list holds, by the list's own kind: `compute#routeList`, `dns#managedZonesListResponse`,
/// `serving.knative.dev ServiceList`.
fn listed_kind(list: &str) -> Option<String> {
    let word = list
        .strip_suffix("AggregatedList")
        .or_else(|| list.strip_suffix("ListResponse"))
        .or_else(|| list.strip_suffix("List"))?;
    if word.is_empty() || word.ends_with([' ', '#']) {
        // Kubernetes' `List` of anything.
        return None;
    }
    // Cloud DNS puts the plural into the list's name.
    let singular = [
        Some(word.to_owned()),
        word.strip_suffix("ies").map(|stem| format!("{stem}y")),
        word.strip_suffix('s').map(str::to_owned),
    ];
    singular
        .iter()
        .flatten()
        .find(|word| matches!(by_word(word), Recognised::Row(_)))
        .cloned()
        .or_else(|| Some(word.to_owned()))
}

/// The kind of a `hopscope#export`, in any of the ways to say it: `route`, `compute#route`, `compute#routeList`.
fn item_kind(word: &str) -> Option<(&'static str, Kind)> {
    let row = match Kind::from_code(word) {
        Some(kind) => ROWS.iter().find(|row| row.kind == kind)?,
        None => match by_word(&listed_kind(word).unwrap_or_else(|| word.to_owned())) {
            Recognised::Row(row) => row,
            _ => return None,
        },
    };
    let word = row.kinds.first().or(row.assets.first())?;
    Some((word, row.kind))
}

/// Whether an object is the answer to a list request, not one of what is listed.
fn holds_list(text: &str) -> bool {
    let envelope = Envelope::of(text);
    let mut lists = ROWS.iter().flat_map(|row| row.lists);
    envelope.has("items")
        || lists.any(|key| envelope.has(key))
        || kind_of(&envelope).is_some_and(|kind| listed_kind(&kind).is_some())
}

/// What the parts of a thing are, where they may not say so themselves.
fn part_kind(parent: &str) -> Option<&'static str> {
    let first = parent.split('/').next().unwrap_or_default();
    let collection = Path::parse(parent).collection.unwrap_or_default();
    match (first, collection) {
        ("zone", _) | (_, "managedZones") => Some("dns#resourceRecordSet"),
        ("instance-group", _) | (_, "instanceGroups") => Some("compute#instanceWithNamedPorts"),
        ("neg", _) | (_, "networkEndpointGroups") => {
            Some("compute#networkEndpointWithHealthStatus")
        }
        ("response-policy", _) | (_, "responsePolicies") => Some("dns#responsePolicyRule"),
        _ => None,
    }
}

fn row_kind(word: &str) -> Option<Kind> {
    match by_word(word) {
        Recognised::Row(row) => Some(row.kind),
        _ => None,
    }
}
