//! Which way a walk takes where Google makes a choice that nobody can predict: which of several equal routes
//! (<https://cloud.google.com/vpc/docs/routes#routeselection>), addresses or backends.

/// The most points of a walk at which there is a choice.
const MOST_CHOICES: usize = 16;

/// Which way to take at each point where there are several; the first where nothing is said.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) struct Choices([u16; MOST_CHOICES]);

impl Choices {
    pub(super) fn get(&self, point: usize) -> usize {
        self.0.get(point).copied().unwrap_or(0).into()
    }

    /// Whether every point at which there was a choice can be told apart.
    pub(crate) fn are_all(options: &[usize]) -> bool {
        options.len() <= MOST_CHOICES
    }

    /// The next combination, when a walk met these numbers of options; `None` after the last.
    pub(crate) fn next(mut self, options: &[usize]) -> Option<Self> {
        for (point, count) in options.iter().enumerate().take(MOST_CHOICES).rev() {
            let taken = self.0.get_mut(point)?;
            if usize::from(*taken) + 1 < *count {
                *taken += 1;
                return Some(self);
            }
            *taken = 0;
        }
        None
    }
}
