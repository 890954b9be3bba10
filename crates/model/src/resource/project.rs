//! Projects: `gcloud projects describe`, `gcloud projects get-ancestors`.

/// A project. Its id is its name; its location is `global`, and its `project` is empty.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Project {
    /// Its number, as in Knative `metadata.namespace` and `run.app` URLs.
    pub number: Option<u64>,
    /// Folders and organisation above it, nearest first: `folders/123`, `organizations/456`.
    pub ancestors: Vec<String>,
}
