//! The same module beside the page: started in a worker it does jobs and nothing else. A job that is no longer wanted
//! goes with its worker, and the next one has a new worker.

use gloo::utils::document;
use hopscope_editor::job::Job;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::dom;

/// What is heard of a job.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Heard {
    /// How far it is, of how much.
    Progress(usize, usize),
    /// It is done.
    Done(Vec<String>),
    /// It will never be done.
    Failed,
}

/// A job under way. It is given up when this is dropped.
pub(crate) struct Running {
    worker: Worker,
    _heard: [Closure<dyn FnMut(JsValue)>; 2],
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// Starts a job beside the page; `None` where the browser starts nothing there.
pub(crate) fn start(job: Job, heard: impl Fn(Heard) + Clone + 'static) -> Option<Running> {
    let script = document().query_selector("script[type=module]").ok()??;
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options(&script.get_attribute("src")?, &options).ok()?;
    let mut waiting = Some(job);
    let (asks, fails) = (worker.clone(), heard.clone());
    let said = Closure::new(move |event: JsValue| {
        let data = event.unchecked_into::<MessageEvent>().data();
        let Ok(parts) = data.dyn_into::<Array>() else {
            // It is there, and asks what there is to do.
            let sent = waiting.take().map(|job| {
                let parts = array(job.write());
                asks.post_message_with_transfer(&parts, &buffers(&parts))
            });
            if sent.is_some_and(|sent| sent.is_err()) {
                heard(Heard::Failed);
            }
            return;
        };
        let number = |at| parts.get(at).as_f64();
        heard(match (number(0), number(1)) {
            (Some(done), Some(all)) => Heard::Progress(done as usize, all as usize),
            _ => Heard::Done(texts(&parts)),
        });
    });
    let failed = Closure::new(move |_: JsValue| fails(Heard::Failed));
    worker.set_onmessage(Some(said.as_ref().unchecked_ref()));
    worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
    Some(Running {
        worker,
        _heard: [said, failed],
    })
}

/// Where this module was started, if that was in a worker.
pub(crate) fn scope() -> Option<DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}

/// Does every job that comes.
pub(crate) fn serve(scope: &DedicatedWorkerGlobalScope) {
    let own = scope.clone();
    let job = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Ok(parts) = event.data().dyn_into::<Array>() else {
            return;
        };
        // There is nobody to tell that nobody listens.
        let mut progress = |done: usize, all: usize| {
            let _ = own.post_message(&Array::of2(&done.into(), &all.into()));
        };
        let bytes = |own: JsValue| Uint8Array::new(&own).to_vec();
        if let Some(job) = Job::read(parts.iter().map(bytes).collect()) {
            let done = job.run(&mut progress).into_iter();
            let done = array(done.map(String::into_bytes).collect());
            let _ = own.post_message_with_transfer(&done, &buffers(&done));
        }
    });
    scope.set_onmessage(Some(job.as_ref().unchecked_ref()));
    job.forget();
    let _ = scope.post_message(&JsValue::NULL);
}

/// Texts travel as UTF-8: nobody goes over them on the way, and their bytes are handed over, not copied.
fn array(parts: Vec<Vec<u8>>) -> Array {
    let parts = parts.iter();
    parts
        .map(|part| JsValue::from(Uint8Array::from(part.as_slice())))
        .collect()
}

fn buffers(texts: &Array) -> Array {
    texts
        .iter()
        .filter_map(|text| text.dyn_into::<Uint8Array>().ok())
        .map(|text| JsValue::from(text.buffer()))
        .collect()
}

fn texts(parts: &Array) -> Vec<String> {
    parts.iter().filter_map(dom::text).collect()
}
