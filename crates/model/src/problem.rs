//! Problems found in what people bring: code, place, a sentence (by id) and a next step.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::compare::FieldDifference;

/// How bad a problem is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something was not understood.
    Error,
    /// Something was understood in a way that deserves a look.
    Warning,
    /// Something was mended or left out as it should be.
    Note,
}

macro_rules! problem_codes {
    ( $( $(#[$doc:meta])* $variant:ident = $code:literal, )+ ) => {
        /// What kind of problem it is (contract, section 1).
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub enum ProblemCode { $( $(#[$doc])* $variant, )+ }

        impl ProblemCode {
            /// Every code.
            pub const ALL: &'static [ProblemCode] = &[ $( ProblemCode::$variant, )+ ];

            /// The code as people see it.
            pub const fn as_str(self) -> &'static str {
                match self { $( ProblemCode::$variant => $code, )+ }
            }
        }
    };
}

problem_codes! {
    /// Nothing but white space.
    Empty = "EMPTY",
    /// JSON ends early.
    Truncated = "TRUNCATED",
    /// Neither JSON nor anything known.
    NotUnderstood = "NOT_UNDERSTOOD",
    /// An error message of gcloud.
    GcloudError = "GCLOUD_ERROR",
    /// Output in gcloud's table format.
    TableOutput = "TABLE_OUTPUT",
    /// A web page.
    Html = "HTML",
    /// Lines that a terminal wrapped inside a string.
    WrappedLines = "WRAPPED_LINES",
    /// Prompts, fences and other text around the documents.
    NoiseSkipped = "NOISE_SKIPPED",
    /// Curly quotes were read as straight ones.
    RepairedQuotes = "REPAIRED_QUOTES",
    /// A comma too many was left out.
    RepairedComma = "REPAIRED_COMMA",
    /// Invisible or full-width characters were replaced.
    RepairedInvisible = "REPAIRED_INVISIBLE",
    /// The kind is known to be of no use here, or not known.
    KindNotModelled = "KIND_NOT_MODELLED",
    /// A field that is needed is not there.
    FieldMissing = "FIELD_MISSING",
    /// A field cannot be read.
    FieldInvalid = "FIELD_INVALID",
    /// A field is there, matters, and is not modelled.
    FieldNotModelled = "FIELD_NOT_MODELLED",
    /// A list without items.
    EmptyList = "EMPTY_LIST",
    /// Two objects of one identity; the later replaced the earlier.
    Duplicate = "DUPLICATE",
    /// Something that looks like a secret was left out.
    SecretDropped = "SECRET_DROPPED",
    /// A reference to something that is not in the scenario.
    ReferenceMissing = "REFERENCE_MISSING",
    /// A reference that fits several things.
    ReferenceAmbiguous = "REFERENCE_AMBIGUOUS",
    /// Output that does not name its parent.
    ParentUnknown = "PARENT_UNKNOWN",
    /// An object of which the project is not known.
    ProjectUnknown = "PROJECT_UNKNOWN",
    /// A request without a port, where none is known.
    PortMissing = "PORT_MISSING",
    /// Larger than the limit.
    TooLarge = "TOO_LARGE",
    /// Nested deeper than the limit.
    TooDeep = "TOO_DEEP",
    /// Written by a newer version.
    VersionNewer = "VERSION_NEWER",
}

impl fmt::Display for ProblemCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for ProblemCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for ProblemCode {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ProblemCode".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let codes: Vec<_> = Self::ALL.iter().map(|code| code.as_str()).collect();
        schemars::json_schema!({"type": "string", "enum": codes})
    }
}

/// A problem, with its place in the text where it has one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// What kind it is.
    pub code: ProblemCode,
    /// The input it is in (a file's name), where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Column in characters, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// JSON path, such as `[2].allowed[0].ports[1]`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The resource it is about, as a short reference.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource: Option<String>,
    /// Arguments of its sentence.
    pub args: BTreeMap<String, String>,
    /// The fields in which two objects differ, of which the later was taken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub fields: Vec<FieldDifference>,
    /// What to do next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<NextStep>,
    /// The sentence, only with `--lang`; not stable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// Every advice that the reader and the linker give, by id. Arguments of problems, by code:
///
/// `TRUNCATED` `kept`, or `end` (`first`, `elided`, `page` and `places` with `kind`, `places`, `warned` with `message`) · `NOT_UNDERSTOOD` `looksLike` (`yaml`, `broken-yaml` with `kept`, `terraform`, `results`,
/// `javascript`, `google-object`, `binary`, `archive`, `json` or `nothing-known`), perhaps `why` · `GCLOUD_ERROR` `message`, perhaps `of` (`kubectl`, `api`, …) · `WRAPPED_LINES`
/// `REPAIRED_QUOTES` `REPAIRED_COMMA` `REPAIRED_INVISIBLE` `SECRET_DROPPED` `count` · `NOISE_SKIPPED` `lines`
/// `documents`, or `files` · `KIND_NOT_MODELLED` `kind` `count` · `FIELD_MISSING` `field`, or with `why` `not-printed`: `field`s `kind` `count` · `FIELD_INVALID`
/// `FIELD_NOT_MODELLED` `field` `why`, an id with arguments of its own ([`crate::why`]) · `DUPLICATE` `same` (`true` where nothing differs), or `name` of a
/// request · `PARENT_UNKNOWN` `kind` (`record-set`, `iam-policy`, `endpoint`, `member`, `nat`,
/// `response-policy-rule`, `firewall-policy`, `router-status`, `peering`, `pod`, `config-map`) `count`, perhaps `parent` ·
/// `PROJECT_UNKNOWN` `count`, or `number` and `assumed` · `TOO_DEEP` `limit` · `TOO_LARGE` `limit`, or `what` (`aliases`) with `kept` · `VERSION_NEWER`
/// `version` `known`.
pub const NEXT_STEPS: &[&str] = &[
    // Paste what `gcloud … --format=json` prints.
    "paste-json",
    // Print it again with `--format=json`.
    "format-json",
    // Print it whole: `--format=json` without a projection.
    "format-json-whole",
    // Save it to a file and give that.
    "save-to-file",
    // The command failed; see to that, and run it again.
    "fix-command",
    // Give a list that is empty on purpose with `--list KIND=FILE`.
    "declare-list",
    // Say whose it is: `--zone`, `--iam`, or a `hopscope#export` around it.
    "name-parent",
    // Give the project with `--project`.
    "give-project",
    // Export the project, which joins its number and its id.
    "describe-project",
    // Narrow it with `--filter`, or give it a kind at a time.
    "narrow",
    // Take the secret back; whoever saw the output has it.
    "revoke-secret",
    // Open it with a newer version.
    "newer-version",
    // Write the reference longer.
    "qualify-reference",
    // Write the port.
    "add-port",
    // Correct it where the place says.
    "correct-field",
    // Apply the plan, and give what is there then.
    "apply-plan",
    // Export what is missing with the command.
    "export",
    // Describe the on-premises network, which no export has.
    "describe-network",
    // Add a request by hand that is near to what cannot be taken.
    "ask-by-hand",
];

/// What to do about a problem.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NextStep {
    /// Which advice; see `hopscope-text`.
    pub id: String,
    /// A command that helps, as it can be typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub command: Option<String>,
}

impl Problem {
    /// A problem without a place.
    pub fn new(severity: Severity, code: ProblemCode) -> Self {
        Self {
            severity,
            code,
            file: None,
            line: None,
            column: None,
            path: None,
            resource: None,
            args: BTreeMap::new(),
            fields: Vec::new(),
            next: None,
            text: None,
        }
    }

    /// The same with one more argument.
    #[must_use]
    pub fn arg(mut self, name: &str, value: impl Into<String>) -> Self {
        self.args.insert(name.to_owned(), value.into());
        self
    }

    /// The same with the resource it is about.
    #[must_use]
    pub fn on(mut self, resource: impl Into<String>) -> Self {
        self.resource = Some(resource.into());
        self
    }

    /// The same with a next step.
    #[must_use]
    pub fn next(mut self, id: &str, command: Option<String>) -> Self {
        self.next = Some(NextStep {
            id: id.to_owned(),
            command,
        });
        self
    }
}
