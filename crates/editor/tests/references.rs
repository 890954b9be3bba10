//! What a field names and is not there is told, with the command that exports it: over every connection that can be
//! made.

use hopscope_editor::Editor;
use hopscope_editor::action::Action;
use hopscope_editor::design::{connect, fields};
use hopscope_editor::edit::Edit;
use hopscope_editor::state::Theme;
use hopscope_model::{Kind, ProblemCode};
use hopscope_sim::Topology;
use hopscope_text::Lang;

/// Fields that may name what is not there, and why nothing is told.
const NOT_TOLD: &[(Kind, &str, &str)] = &[
    (
        Kind::Address,
        "network",
        "a reservation decides by its address",
    ),
    (
        Kind::Address,
        "subnetwork",
        "a reservation decides by its address",
    ),
    (
        Kind::BackendService,
        "network",
        "its forwarding rules say it",
    ),
    (Kind::InstanceGroup, "network", "its machines say it"),
    (Kind::InstanceGroup, "subnetwork", "its machines say it"),
    (Kind::Neg, "network", "its endpoints say it"),
    (Kind::Neg, "subnetwork", "its endpoints say it"),
    (Kind::TargetInstance, "network", "its machine says it"),
    (
        Kind::Instance,
        "labels.goog-k8s-cluster-name",
        "a label is text",
    ),
    (
        Kind::Network,
        "peerings[+].network",
        "a peer may be Google's own; what goes there is incomplete",
    ),
    (
        Kind::Router,
        "interfaces[+].linkedInterconnectAttachment",
        "the attachment names its router",
    ),
    (
        Kind::Router,
        "interfaces[+].linkedVpnTunnel",
        "the tunnel names its router",
    ),
    (
        Kind::Router,
        "nats[0].subnetworks[+].name",
        "nothing sends from a subnet that is not there",
    ),
    (
        Kind::ServiceAttachment,
        "consumerAcceptLists[+].networkUrl",
        "who may connect is mostly somebody else",
    ),
    (
        Kind::Sql,
        "pscServiceAttachmentLink",
        "it is in a project of Google's",
    ),
];

#[test]
fn what_a_field_names_and_is_not_there_is_told() {
    let mut editor = Editor::new(Lang::En, Theme::System).apply(Action::Edit(Edit::Start));
    for form in fields::news() {
        editor = editor.apply(Action::Edit(Edit::Add(form.word)));
    }
    let open = editor.open.clone().expect("open");
    let (mut wrong, mut made) = (Vec::new(), 0);
    for from in open.scenario.resources.ids() {
        for choice in connect::choices(&open.scenario, &from) {
            if choice.path == connect::REQUEST {
                continue;
            }
            let next = connect::connect(&open.scenario, &from, &choice);
            let mut next = next.unwrap_or_else(|| panic!("{from:?} {choice:?}"));
            next.resources.remove(&choice.to);
            let name = open.scenario.short(&choice.to);
            let told = Topology::link(&next).1.iter().any(|own| {
                own.code == ProblemCode::ReferenceMissing
                    && own.args.get("reference") == Some(&name)
                    && own
                        .resource
                        .as_deref()
                        .is_some_and(|by| by.split('/').next() == Some(from.kind.code()))
            });
            let except = |own: &&(Kind, &str, &str)| own.0 == from.kind && own.1 == choice.path;
            if told == NOT_TOLD.iter().any(|own| except(&own)) {
                wrong.push(format!("{} {}: told {told}", from.kind, choice.path));
            }
            made += 1;
        }
    }
    wrong.sort();
    wrong.dedup();
    assert_eq!(wrong, [""; 0]);
    assert!(made > 100, "{made}");
}
