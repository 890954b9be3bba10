//! A shared part of the state as a property: equal where it is the same, without looking inside.

use std::ops::Deref;
use std::rc::Rc;

use yew::html::IntoPropValue;

/// Compared by pointer: parts of the state never change, another value is another pointer.
pub(crate) struct Shared<T>(pub(crate) Rc<T>);

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> IntoPropValue<Shared<T>> for Rc<T> {
    fn into_prop_value(self) -> Shared<T> {
        Shared(self)
    }
}

/// The same for a part that may be absent.
pub(crate) fn shared<T>(part: Option<&Rc<T>>) -> Option<Shared<T>> {
    part.map(|part| Shared(Rc::clone(part)))
}
