//! What stands around objects and is none itself: list objects, aggregated lists, Cloud Asset lines, effective
//! firewalls, `hopscope#export`.

use hopscope_model::Kind;
use hopscope_model::resource::Scope;

use crate::aliases;
use crate::envelope::{Around, Envelope, identity};
use crate::harvest::{Harvester, Listed, Spot, row_kind};
use crate::item::{EFFECTIVE_POLICY, Parent, is_number};
use crate::names::Path;
use crate::other::org_policy::ORG_POLICY;
use crate::pages::is_page;
use crate::registry::{ROWS, Recognised, Row, by_word, kind_of, recognise};
use crate::scan::{Elements, Part, Step, Value, elements, members};
use crate::terraform::{PLANNED_MARK, Planned};
use crate::tree::{Tree, texts};
use crate::unread::UNREAD_MARK;

/// What stands beside an asset at a time.
const AT_A_TIME: &[&str] = &[
    "window",
    "deleted",
    "priorAsset",
    "prior_asset",
    "priorAssetState",
    "prior_asset_state",
];

/// Lists of effective firewalls, and what is in each where it does not say so itself.
const EFFECTIVE: &[(&str, &str)] = &[
    ("firewalls", "compute#firewall"),
    ("firewallPolicys", EFFECTIVE_POLICY),
    ("firewallPolicies", EFFECTIVE_POLICY),
    ("firewall_policys", EFFECTIVE_POLICY),
    ("organizationFirewalls", EFFECTIVE_POLICY),
];

impl<'a> Harvester<'a, '_> {
    /// `{"assetType":…,"resource":{"data":{…}}}`: the object and its policy.
    pub(crate) fn asset(
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
        // Names of assets begin so; other objects may say their asset type as well.
        let name = envelope.word("name").filter(|name| name.starts_with("//"));
        if name.is_none() {
            return false;
        }
        if envelope.has(UNREAD_MARK)
            && let Recognised::Row(row) = by_word(&kind)
        {
            // It was kept as what cannot be read; that does not change by being read again.
            self.only_named(spot, around, row);
            return true;
        }
        let data = held(spot, envelope);
        let policy = ["iamPolicy", "iam_policy"]
            .into_iter()
            .find_map(|key| Some((key, envelope.members.get(key)?)));
        let org = ["orgPolicy", "org_policy"]
            .into_iter()
            .find_map(|key| Some((key, envelope.members.get(key)?)));
        if let (Some((key, value)), Some(name)) = (org, &name) {
            let inside = spot.inside(Step::Key(key.to_owned()), value);
            let around = Around {
                kind: Some(ORG_POLICY.to_owned()),
                ..around.clone()
            };
            let parent = Parent {
                reference: name.clone(),
                project: None,
            };
            self.any(&inside, &around, Some(&parent), left - 1);
            if data.is_none() && policy.is_none() {
                return true;
            }
        }
        self.ancestors(envelope, name.as_deref());
        if data.is_none() && policy.is_none() {
            match by_word(&kind) {
                // What it is and who is known: it is there, and nothing more is known of it. All that counts of a
                // project stands around it: its name, and what is above it.
                Recognised::Row(row) if row.kind != Kind::Project => {
                    let mut around = around.clone();
                    around.entry = !envelope.has("resource");
                    self.only_named(spot, &around, row)
                }
                // It came with something else than its resource.
                _ => self.stranger(spot, Some(format!("{kind} without its resource"))),
            }
            return true;
        }
        let mut around = around.clone();
        around.kind = Some(kind);
        around.bare = false;
        around.asset_name = name.clone();
        around.project = None;
        if let Some(resource) = envelope.object("resource") {
            around.location = resource.word("location");
        }
        if let Some(inside) = data {
            self.any(&inside, &around, None, left - 1);
        }
        if let Some((key, value)) = policy {
            let policy = spot.inside(Step::Key(key.to_owned()), value);
            self.policy_of(name, &policy, around, left - 1);
        }
        true
    }

    /// An IAM policy, with what it is set on where that is said.
    fn policy_of(&mut self, on: Option<String>, policy: &Spot<'a>, around: Around, left: usize) {
        let around = Around {
            kind: Some("hopscope#iamPolicy".to_owned()),
            ..around
        };
        let parent = on.map(|reference| Parent {
            reference,
            project: None,
        });
        self.any(policy, &around, parent.as_ref(), left);
    }

    /// `gcloud asset search-all-iam-policies`: `{"assetType":…,"resource":"//…","policy":{"bindings":…}}`.
    pub(crate) fn searched_policy(
        &mut self,
        spot: &Spot<'a>,
        envelope: &Envelope<'a>,
        around: &Around,
        left: usize,
    ) -> bool {
        let resource = envelope
            .word("resource")
            .filter(|own| own.starts_with("//"));
        let (Some(reference), Some(policy), false) = (
            resource,
            envelope.members.get("policy"),
            envelope.has("name"),
        ) else {
            return false;
        };
        let policy = spot.inside(Step::Key("policy".to_owned()), policy);
        let around = Around {
            project: None,
            ..around.clone()
        };
        self.policy_of(Some(reference), &policy, around, left - 1);
        true
    }

    /// `{"asset":{…},"deleted":true,"window":{…}}`: an asset at a time. Whether one that was deleted came again
    /// is not said, so it is not read. Of what is told of a change, what was before is nothing any more
    /// (<https://docs.cloud.google.com/asset-inventory/docs/monitor-asset-changes>).
    pub(crate) fn asset_at_a_time(
        &mut self,
        spot: &Spot<'a>,
        envelope: &Envelope<'a>,
        around: &Around,
        left: usize,
    ) -> bool {
        let asset = envelope.members.get("asset");
        let at_a_time = AT_A_TIME.iter().any(|key| envelope.has(key));
        let Some(asset) = asset.filter(|_| at_a_time) else {
            return false;
        };
        let window = envelope.object("window");
        let around = &Around {
            since: window.and_then(|own| own.word("startTime").or_else(|| own.word("start_time"))),
            ..around.clone()
        };
        let inside = spot.inside(Step::Key("asset".to_owned()), asset);
        let own = Envelope::of(inside.part);
        let deleted = envelope.raw("deleted") == Some("true");
        match recognise(&own, around) {
            Recognised::Row(row) if deleted => self.only_named(&inside, around, row),
            _ => self.any(&inside, around, None, left - 1),
        }
        true
    }

    /// Answers of the API: `{"readTime":…,"assets":[…]}`, with assets or with assets at a time, and `{"results":[…]}`.
    /// <https://docs.cloud.google.com/asset-inventory/docs/reference/rest/v1/assets/list>
    pub(crate) fn asset_answer(
        &mut self,
        spot: &Spot<'a>,
        envelope: &Envelope<'a>,
        around: &Around,
        left: usize,
    ) -> bool {
        let inside = ["assets", "results"].into_iter().find_map(|key| {
            let inside = spot.inside(Step::Key(key.to_owned()), envelope.members.get(key)?);
            inside.text().starts_with('[').then_some(inside)
        });
        let Some(inside) = inside else { return false };
        let first = elements(inside.part).list.into_iter().next();
        let first = first.map(|first| Envelope::of(first.part(inside.text())));
        let is_asset = |own: Envelope<'_>| {
            let keys = ["assetType", "asset_type", "asset"];
            keys.into_iter().any(|key| own.has(key))
        };
        if !first.is_some_and(is_asset) {
            return false;
        }
        self.pages(spot, envelope, None, true);
        self.any(&inside, around, None, left - 1);
        true
    }

    /// An object of which only its name is known: it cannot be read whole.
    pub(crate) fn only_named(&mut self, spot: &Spot<'a>, around: &Around, row: &'static Row) {
        let mut around = around.clone();
        around.project = None;
        self.item(spot, Envelope::of(spot.part), around, None, row, false);
    }

    /// `{"firewalls":[…],"firewallPolicys":[…]}`: rules name their network, policies do not. Google spells the second key
    /// in this way, and clients as they should; policies of organisations were lists of their own once.
    /// <https://docs.cloud.google.com/compute/docs/reference/rest/v1/networks/getEffectiveFirewalls>
    pub(crate) fn effective_firewalls(
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
        let list = |key: &str| {
            let inside = spot.inside(Step::Key(key.to_owned()), envelope.members.get(key)?);
            let some = inside.text().starts_with('[') && !elements(inside.part).list.is_empty();
            some.then_some(inside)
        };
        let mut around = around.clone();
        around.bare = false;
        for key in EFFECTIVE.iter().map(|(key, _)| *key) {
            if let Some(inside) = list(key).filter(|_| around.network.is_none()) {
                let first = elements(inside.part).list.into_iter().next();
                let first = first.map(|first| first.part(inside.text()));
                around.network = first.and_then(|first| Envelope::of(first).word("network"));
            }
        }
        for (key, kind) in EFFECTIVE {
            if let Some(inside) = list(key) {
                around.kind = Some((*kind).to_owned());
                self.any(&inside, &around, parent, left - 1);
            }
        }
        // Somebody's script may have put lists of anything beside.
        let other = |key: &str| EFFECTIVE.iter().all(|(own, _)| *own != key);
        for (key, _) in envelope.members.iter().filter(|(key, _)| other(key)) {
            if let Some(inside) = list(&key) {
                around.kind = None;
                self.any(&inside, &around, parent, left - 1);
            }
        }
        true
    }

    /// `gcloud projects get-ancestors`: `[{"id":"acme-dev","type":"project"},{"id":"1","type":"folder"},…]`.
    pub(crate) fn chain(&mut self, spot: &Spot<'a>, found: &Elements<'a>) -> bool {
        // The first tells, before all of a long list is looked at that is none.
        let first = found.list.first().map(|own| own.part(spot.text()));
        let links = |own: Part<'_>| {
            let first = members(own);
            first.len() == 2 && first.get("type").is_some() && first.get("id").is_some()
        };
        if !first.is_some_and(links) {
            return false;
        }
        let Some(Tree::List(list)) = Tree::parse(spot.text()) else {
            return false;
        };
        let Some(links) = list.iter().map(link).collect::<Option<Vec<_>>>() else {
            return false;
        };
        let Some((project, above)) = links
            .split_first()
            .filter(|((kind, _), _)| *kind == "project")
        else {
            return false;
        };
        let above = above.iter().map(|(kind, id)| format!("{kind}s/{id}"));
        self.harvest
            .chains
            .push((project.1.to_owned(), None, above.collect()));
        true
    }

    /// `ancestors` begin with the project's number, beside a name that has its id; so does what a search found.
    fn ancestors(&mut self, envelope: &Envelope<'_>, name: Option<&str>) {
        let found = name.and_then(|name| aliases::of_asset(envelope, name));
        self.harvest.aliases.extend(found);
        let Some(raw) = envelope.raw("ancestors") else {
            return;
        };
        let ancestors = texts(raw);
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
    pub(crate) fn export(
        &mut self,
        spot: &Spot<'a>,
        envelope: &Envelope<'a>,
        around: &Around,
        left: usize,
    ) {
        let mut around = around.clone();
        // Nobody else says what a plan makes of an object.
        let planned = envelope.word(PLANNED_MARK);
        let planned = planned.filter(|_| self.piece.is_converted());
        if let (Some(word), Some(items)) = (planned, envelope.members.get("items")) {
            around.planned = Planned::parse(&word);
            let inside = spot.inside(Step::Key("items".to_owned()), items);
            return self.any(&inside, &around, None, left - 1);
        }
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
        // A page of a list is not the list, where the wrapper stands around it or has taken its place.
        let mut cut = is_page(envelope);
        if cut {
            self.pages(spot, envelope, kind.map(|(_, kind)| kind), true);
        }
        cut |= envelope.object("items").is_some_and(|own| is_page(&own));
        if let Some((word, kind)) = kind {
            around.kind = Some(word.to_owned());
            around.bare = false;
            if parent.is_none() && !cut {
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
        // One that was kept as what cannot be read says that it was in such a list.
        let partial = envelope.raw("partial");
        let list = list && partial != Some("true") && around.planned != Some(Planned::Gone);
        let list = list && !cut;
        around.of_all = list || partial == Some("false");
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
        let inside = spot.inside(Step::Key("items".to_owned()), items);
        match parent {
            Some(parent) => self.any(&inside, &around, Some(&parent), left - 1),
            None if inside.text().starts_with('[') && elements(inside.part).list.is_empty() => {}
            None => self.any(&inside, &around, None, left - 1),
        }
    }

    /// Lists: `items` as a list or by scope, and keys that hold a list of a kind.
    pub(crate) fn wrapper(
        &mut self,
        spot: &Spot<'a>,
        envelope: &Envelope<'a>,
        around: &Around,
        parent: Option<&Parent>,
        left: usize,
    ) -> bool {
        let kind = kind_of(envelope);
        let items = envelope.members.get("items");
        let holder = holder(envelope);
        let list = holder.as_ref().map_or(items, |(_, _, list)| Some(*list));
        let list = list.map(|list| list.part(envelope.text));
        let torn = self.harvest.torn.len();
        let list_kind = kind.as_deref().and_then(listed_kind);
        let mut around = around.clone();
        if let Some(word) = &list_kind {
            around.kind = Some(word.clone());
            around.bare = false;
        }
        match (items, holder) {
            // The items of an address group are addresses.
            (Some(_), _) if matches!(recognise(envelope, &around), Recognised::Row(row) if row.kind == Kind::AddressGroup) =>
            {
                return false;
            }
            (Some(items), _) => {
                let key = Step::Key("items".to_owned());
                let inside = spot.inside(key, items);
                match inside.text().as_bytes().first() {
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
                let own =
                    around.kind.is_none() && elements(value.part(spot.text())).list.is_empty();
                if own {
                    around.kind = row
                        .kinds
                        .first()
                        .or(row.assets.first())
                        .map(|word| (*word).to_owned());
                }
                let key = Step::Key(key.to_owned());
                let inside = spot.inside(key, value);
                self.any(&inside, &around, parent, left - 1);
            }
            // An empty list of Google's has no `items` at all.
            (None, None) if list_kind.is_some() => {}
            (None, None) => return false,
        }
        let of = match &list_kind {
            Some(word) => row_kind(word),
            None => list.and_then(|list| first_kind(&list)),
        };
        let whole = self.pages(spot, envelope, of, of.is_some());
        if let Some(word) = &list_kind
            && spot.whole
            && whole
            && torn == self.harvest.torn.len()
            && parent.is_none()
        {
            let aggregated = kind.is_some_and(|kind| kind.ends_with("AggregatedList"));
            self.complete(word, aggregated, envelope, &around);
        }
        true
    }

    /// `{"regions/x":{"subnetworks":[…]},"zones/y":{"warning":{…}}}`.
    fn scopes(&mut self, spot: &Spot<'a>, around: &Around, parent: Option<&Parent>, left: usize) {
        for (scope, value) in Envelope::of(spot.part).members.iter() {
            let inside = spot.inside(Step::Key(scope.to_string()), value);
            let location = scope.rsplit('/').next().unwrap_or_default();
            let mut around = around.clone();
            around.location = Some(location.to_owned());
            if !inside.text().starts_with('{') {
                continue;
            }
            for (key, value) in Envelope::of(inside.part).members.iter() {
                let inside = inside.inside(Step::Key(key.into_owned()), value);
                if inside.text().starts_with('[') && inside.text().len() > 2 {
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
}

/// The first of the rows of which an object holds a list, with the key that holds it.
fn holder<'a>(envelope: &Envelope<'a>) -> Option<(&'static Row, &'static str, Value<'a>)> {
    let is_list = |own: &Value<'_>| {
        let text = envelope.text.as_bytes();
        text.get(own.range().start) == Some(&b'[')
    };
    // Most objects have few lists, and none of anything that is read.
    let keys = envelope.members.iter();
    let lists: Vec<_> = keys
        .filter(|(_, own)| is_list(own))
        .map(|(key, _)| key)
        .collect();
    if lists.is_empty() {
        return None;
    }
    ROWS.iter().find_map(|row| {
        let mut keys = row
            .lists
            .iter()
            .filter(|key| lists.iter().any(|own| own == **key));
        keys.find_map(|key| {
            let value = envelope.members.get(key)?;
            is_list(&value).then_some((row, *key, value))
        })
    })
}

/// What an asset holds: `resource.data`, or of a search the newest of `versionedResources`. An object, or nothing.
fn held<'a>(spot: &Spot<'a>, envelope: &Envelope<'a>) -> Option<Spot<'a>> {
    let member = |spot: &Spot<'a>, envelope: &Envelope<'a>, key: &str| {
        let value = envelope.members.get(key)?;
        Some(spot.inside(Step::Key(key.to_owned()), value))
    };
    let inside = |spot: &Spot<'a>, key: &str| member(spot, &Envelope::of(spot.part), key);
    let object = |own: &Spot<'a>| own.text().starts_with('{');
    if envelope.has("resource") {
        let resource = member(spot, envelope, "resource").filter(object)?;
        return inside(&resource, "data").filter(object);
    }
    let versions = member(spot, envelope, "versionedResources")?;
    let list = elements(versions.part).list.into_iter().enumerate();
    let versions = list.map(|(index, own)| versions.inside(Step::Index(index), own));
    let word = |own: &Spot<'a>| Envelope::of(own.part).word("version");
    let versions: Vec<_> = versions.filter(object).collect();
    let stable = versions
        .iter()
        .find(|own| word(own).as_deref() == Some("v1"));
    inside(stable.or(versions.last())?, "resource").filter(object)
}

/// What the first of a list is.
pub(crate) fn first_kind(list: &Part<'_>) -> Option<Kind> {
    let items = elements(*list).list;
    let first = Envelope::of(items.first()?.part(list.text));
    match recognise(&first, &Around::default()) {
        Recognised::Row(row) => Some(row.kind),
        _ => None,
    }
}

/// What a list holds, by the list's own kind: `compute#routeList`, `dns#managedZonesListResponse`,
/// `serving.knative.dev ServiceList`.
pub(crate) fn listed_kind(list: &str) -> Option<String> {
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

/// A link of such a chain: type and id, and nothing else.
fn link(tree: &Tree) -> Option<(&str, &str)> {
    match (tree, tree.get("type"), tree.get("id")) {
        (Tree::Object(members), Some(Tree::Text(kind)), Some(Tree::Text(id)))
            if members.len() == 2 =>
        {
            Some((kind, id))
        }
        _ => None,
    }
}
