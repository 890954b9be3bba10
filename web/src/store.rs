//! The state of the page, held at the top and changed by actions only.

use std::rc::Rc;

use hopscope_editor::{Action, Editor};
use yew::prelude::*;

/// Yew's side of the editor.
pub(crate) struct Store(pub(crate) Rc<Editor>);

impl Reducible for Store {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(Self(Rc::new(self.0.apply(action))))
    }
}

/// What actions are sent through. It never changes, so having it in the context renders nothing anew.
#[derive(Clone, PartialEq)]
pub(crate) struct Send(pub(crate) UseReducerDispatcher<Store>);

impl Send {
    /// Sends an action.
    pub(crate) fn now(&self, action: Action) {
        self.0.dispatch(action);
    }

    /// Sends this action whenever something happens.
    pub(crate) fn on<E>(&self, action: Action) -> Callback<E> {
        let send = self.clone();
        Callback::from(move |_| send.now(action.clone()))
    }
}

/// What actions are sent through.
#[hook]
pub(crate) fn use_send() -> Send {
    use_context().expect("every component is inside of App, which provides it")
}
