//! What a Connectivity Test said, as a request of a scenario file holds it (`connectivityTest`).

use hopscope_model::connectivity_test::{
    ConnectivityTest, MOST_STEPS, MOST_TRACES, TestResult, TestStep, TestTrace,
};
use hopscope_model::reference::Names;
use hopscope_model::{Reason, Scenario};

use super::means;
use super::verdict::{time, word_of};
use crate::codec::Out;
use crate::fields::Fields;

/// Its key.
pub(crate) const KEY: &str = "connectivityTest";

/// Reads it, where it is there.
pub(crate) fn read(
    request: &Fields<'_>,
    scenario: &Scenario,
    names: &Names,
) -> Option<Box<ConnectivityTest>> {
    let fields = request.object(KEY);
    if !fields.is_there() {
        return None;
    }
    let word = fields.needed_text("result");
    let result = TestResult::parse(&word);
    if result.is_none() && !word.is_empty() {
        let words: Vec<&str> = TestResult::ALL.iter().map(|own| own.as_str()).collect();
        fields.wrong("result", Reason::none_of(&word, &words));
    }
    let step = |own: &Fields<'_>| TestStep {
        state: word_of(own.text("state")).unwrap_or_default(),
        resource: own
            .text("resource")
            .and_then(|text| means(names, scenario, &text)),
        cause: word_of(own.text("cause")),
        target: word_of(own.text("target")),
        source: own.word("source"),
    };
    let trace = |own: &Fields<'_>| TestTrace {
        steps: own
            .objects("steps")
            .iter()
            .take(MOST_STEPS)
            .map(step)
            .collect(),
    };
    let traces = fields.objects("traces");
    Some(Box::new(ConnectivityTest {
        result: result?,
        verify_time: fields.text("verifyTime").and_then(|own| time(&own)),
        bypass_firewall_checks: fields.flag("bypassFirewallChecks"),
        traces: traces.iter().take(MOST_TRACES).map(trace).collect(),
        return_result: word_of(fields.text("returnResult")),
        probing_result: word_of(fields.text("probingResult")),
    }))
}

/// Writes it.
pub(crate) fn write(test: &ConnectivityTest, out: &mut Out<'_>) {
    let mut own = out.nested();
    own.text("result", test.result.as_str());
    own.maybe("verifyTime", test.verify_time.as_deref());
    own.flag("bypassFirewallChecks", test.bypass_firewall_checks);
    let mut traces = Vec::new();
    for trace in &test.traces {
        let mut steps = Vec::new();
        for step in &trace.steps {
            let mut inside = out.nested();
            inside.text("state", &step.state);
            let resource = step.resource.as_ref().map(|id| out.of.short(id));
            inside.maybe("resource", resource.as_deref());
            inside.maybe("cause", step.cause.as_deref());
            inside.maybe("target", step.target.as_deref());
            inside.shown("source", step.source);
            steps.push(inside.map);
        }
        let mut inside = out.nested();
        inside.objects("steps", steps);
        traces.push(inside.map);
    }
    own.objects("traces", traces);
    own.maybe("returnResult", test.return_result.as_deref());
    own.maybe("probingResult", test.probing_result.as_deref());
    out.put(KEY, own.map);
}
