//! What can be written on the command line. The help teaches by example.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use hopscope_model::Kind;
use hopscope_text::{Lang, export};

const EXAMPLES: &str = "\
Examples:
  Export what matters, in any order, into one file or several:
    $ gcloud compute networks list --format=json          > net.json
    $ gcloud compute networks subnets list --format=json >> net.json
    $ gcloud compute routes list --format=json           >> net.json
    $ gcloud run services list --format=json             >> net.json

  Ask whether a request gets through, and from which source IP:
    $ hopscope trace net.json --from run/client-node --to https://server-node-abc123-an.a.run.app/

  Make a scenario of the exports, add requests with expectations, and check them, here or in CI:
    $ hopscope import net.json > mine.hopscope.json
    $ hopscope check mine.hopscope.json

  See what a change does to every request before you make it:
    $ hopscope diff mine.hopscope.json proposal.hopscope.json

  Learn what a code in a result means, and what to do about it:
    $ hopscope explain RUN_INGRESS_DISALLOWED

Exit status:
  0  all is well
  1  an expectation is not met; incomplete and unmodelled are unmet unless expected; of diff: an outcome got worse
  2  the input or the call could not be used, or nothing was checked";

const TRACE_EXAMPLES: &str = "\
Examples:
  A Cloud Run service calls another one:
    $ hopscope trace net.json --from run/client-node --to https://server-node-abc123-an.a.run.app/

  A VM, by its second interface, connects to a port of another one:
    $ hopscope trace net.json --from vm/app:nic1 --to vm/db:5432

  Someone on the internet, a service of Google's, an on-premises machine:
    $ hopscope trace net.json --from internet:203.0.113.9 --to https://www.acme.example/
    $ hopscope trace net.json --from google:scheduler@acme-dev --to https://batch.acme.example/
    $ hopscope trace net.json --from onprem:office:192.168.5.9 --to tcp://10.0.0.5:8080

  With an ID token; through the caller's proxy settings; with a proxy of its own:
    $ hopscope trace net.json --from run/batch --to https://api-abc123-an.a.run.app/ \\
        --credential '{\"idToken\":{\"audience\":\"https://api-abc123-an.a.run.app\"}}'
    $ hopscope trace net.json --from run/batch --to https://api.partner.example/ --proxy use
    $ hopscope trace net.json --from run/batch --to https://api.partner.example/ \\
        --proxy socks5h://localhost:5000

Targets are URLs (schemes https, http, tcp, udp, icmp, ssh, postgres, mysql, redis, dns, …)
or a thing with a port.";

const CHECK_EXAMPLES: &str = "\
Examples:
    $ hopscope check mine.hopscope.json
    $ hopscope check base.json requests.hopscope.json      several files are read as one
    $ hopscope check --strict mine.hopscope.json           nothing may be assumed
    $ hopscope check --format json mine.hopscope.json | jq '.results[] | {name, outcome}'
    $ hopscope check --format junit mine.hopscope.json > junit.xml         a test case a request
    $ hopscope check --format markdown --page https://hopscope.example/ mine.hopscope.json > comment.md

A request in a scenario, with what its author expects:
    {\"name\":\"client calls server\",\"from\":\"run/client-node\",
     \"to\":\"https://server-node-abc123-an.a.run.app/\",
     \"expect\":{\"outcome\":\"rejected\",\"status\":404}}";

const MATRIX_EXAMPLES: &str = "\
Examples:
    $ hopscope matrix mine.hopscope.json                              who gets where, as it is
    $ hopscope matrix mine.hopscope.json proposal.hopscope.json       what opens, and what closes
    $ hopscope matrix mine.hopscope.json mine.hopscope.json@B --format markdown

Sources are every workload, interface and host, an address of each public and on-premises range that something names,
one of the rest of the internet, and whoever requests are from. Destinations are every machine, service, front end,
database and host, and whatever requests ask for. Machines are asked at one of each class of ports that nothing tells
apart. A service is shown an ID token of the workload that asks. What opens from the internet is told first; what is
not known is told as that, and never counted as closed or the same.

Exit status:
  0  nothing closed
  1  something is no longer reachable
  2  the input or the call could not be used, or there is nothing to ask";

const DIFF_EXAMPLES: &str = "\
Examples:
    $ hopscope diff mine.hopscope.json proposal.hopscope.json
    $ hopscope diff mine.hopscope.json                     as it is, against each of its branches
    $ hopscope diff mine.hopscope.json --branch B          against one of them
    $ terraform show -json plan.out > plan.json
    $ hopscope diff mine.hopscope.json --plan plan.json    what a plan of Terraform's does to its requests
    $ hopscope diff mine.hopscope.json@B mine.hopscope.json@C
    $ hopscope diff mine.hopscope.json 'https://hopscope.example/#h1.j.42.….z'
    $ git show main:net.json | hopscope diff - net.json --format markdown > comment.md

Behaviour comes first: which requests got worse, better, or end otherwise, with outcome, cause and source IP on both
sides. A request that only one side has is asked of both. Then the resources, field by field.
In a branch, \"declared\" names the requests whose answers are meant to change; the rest is told as undeclared.

Exit status:
  0  no outcome got worse
  1  one did: an expectation is no longer met, or, where there is none, it no longer gets there
  2  part of the input could not be used, or no request was compared";

const SCHEMA_EXAMPLES: &str = "\
Examples:
    $ hopscope schema             of trace and check with --format json
    $ hopscope schema diff        of diff with --format json";

const IMPORT_EXAMPLES: &str = "\
Examples:
    $ hopscope import net.json run.json > mine.hopscope.json
    $ gcloud compute routes list --format=json | hopscope import -
    $ hopscope import net.json --zone run-app=records.json --iam run/server-node=policy.json
    $ hopscope import exports/ more.zip assets.ndjson.gz > mine.hopscope.json
    $ terraform show -json plan.out | hopscope import -

JSON and YAML of gcloud (describe, list and the like), kubectl, Config Connector and Cloud Asset Inventory; several in one file, with
prompts and messages between them; files, folders, zip and gzip. Plans and states of Terraform; what a plan changes
is a branch of what is there, called plan.
Some outputs do not say what they belong to; --zone, --iam and --list say it for them.
Problems go to standard error, each with its line, and with what to do next.";

const LINK_EXAMPLES: &str = "\
Examples:
    $ hopscope link mine.hopscope.json --page https://hopscope.example/
    $ hopscope link net.json run.json                      exports will do: they are read as one
    $ hopscope link mine.hopscope.json --request 2         opens on the second request
    $ hopscope link mine.hopscope.json | wc -c             chats cut links of more than 4,000 characters

The link holds everything in the scenario, and today's answers. What follows # is never sent to a server;
whoever has the link can read all of it, and it cannot be taken back.";

const OPEN_EXAMPLES: &str = "\
Examples:
    $ hopscope open 'https://hopscope.example/#h1.j.42.….z' > mine.hopscope.json
    $ hopscope open - < link.txt | hopscope check -

A link that was cut, altered, made by a newer version or holds too much is told as what it is, and nothing is printed.";

const EXPORT_EXAMPLES: &str = "\
Examples:
    $ hopscope export-script --project acme-dev --project acme-net > export.sh
    $ less export.sh                            it only lists and describes; read it before you run it
    $ sh export.sh > net.json                   where gcloud is signed in
    $ hopscope import net.json > mine.hopscope.json

Name the host projects of Shared VPC, and projects behind peerings and Private Service Connect, too.";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
    $ source <(hopscope completions bash)
    $ hopscope completions zsh > ~/.zfunc/_hopscope
    $ hopscope completions fish > ~/.config/fish/completions/hopscope.fish";

const MAN_EXAMPLES: &str = "\
Examples:
    $ hopscope man | man -l -
    $ hopscope man check > /usr/local/share/man/man1/hopscope-check.1";

/// Traces requests through a Google Cloud network, from configuration alone: whether they get through, where they
/// stop and why, and which source IP the other side sees.
#[derive(Parser, Debug)]
#[command(name = "hopscope", version, after_help = EXAMPLES, max_term_width = 120)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands.
#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Traces one request, step by step
    #[command(after_help = TRACE_EXAMPLES)]
    Trace(Trace),
    /// Runs every request of a scenario and compares it with what is expected
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Check),
    /// Says what a proposal does to every request, and which resources it changes
    #[command(after_help = DIFF_EXAMPLES)]
    Diff(Diff),
    /// Asks everything that can be asked: who gets where, and what a proposal opens and closes
    #[command(after_help = MATRIX_EXAMPLES)]
    Matrix(Matrix),
    /// Reads exports of any kind and prints one scenario
    #[command(after_help = IMPORT_EXAMPLES)]
    Import(Import),
    /// Prints a scenario as a link
    #[command(after_help = LINK_EXAMPLES)]
    Link(Link),
    /// Prints the scenario of a link
    #[command(after_help = OPEN_EXAMPLES)]
    Open(Open),
    /// Says what a code means and what to do: a cause, a state, an outcome, an assumption or a problem
    Explain(Explain),
    /// Prints a read-only script that collects what a scenario of some projects needs
    #[command(after_help = EXPORT_EXAMPLES)]
    ExportScript(ExportScript),
    /// Serves the page on 127.0.0.1
    Serve(Serve),
    /// Prints the JSON Schema of results, or of what diff prints
    #[command(after_help = SCHEMA_EXAMPLES)]
    Schema(Schema),
    /// Prints what makes a shell complete commands and options
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions(Completions),
    /// Prints the manual page of the command, or of one of its commands
    #[command(after_help = MAN_EXAMPLES)]
    Man(Man),
}

/// `hopscope trace`.
#[derive(clap::Args, Debug)]
pub(crate) struct Trace {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Who asks: run/…, job/…, function/…, vm/…, pod/…, host/…, internet:ADDRESS, onprem:NETWORK:ADDRESS,
    /// google:SERVICE@PROJECT
    #[arg(long, value_name = "REF")]
    pub(crate) from: String,
    /// What is asked for: a URL, or a thing with a port such as vm/web:22
    #[arg(long, value_name = "TARGET")]
    pub(crate) to: String,
    /// HTTP method
    #[arg(long, value_name = "METHOD")]
    pub(crate) method: Option<String>,
    /// Proxy: `use` (the caller's settings), `none`, or a proxy URL
    #[arg(long, value_name = "PROXY")]
    pub(crate) proxy: Option<String>,
    /// What the request shows of who asks, as JSON or a word: none, untrusted, {"idToken":{"audience":"https://…"}}, …
    #[arg(long, value_name = "JSON")]
    pub(crate) credential: Option<String>,
    #[command(flatten)]
    pub(crate) say: Say,
    #[command(flatten)]
    pub(crate) sure: Sure,
}

/// `hopscope check`.
#[derive(clap::Args, Debug)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) input: Input,
    /// For people, for programs, for a pull request, or for what shows test results
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub(crate) format: CheckFormat,
    #[command(flatten)]
    pub(crate) voice: Voice,
    #[command(flatten)]
    pub(crate) sure: Sure,
    /// Where the page is served: Markdown links the scenario there
    #[arg(long, value_name = "URL")]
    pub(crate) page: Option<String>,
}

/// `hopscope diff`.
#[derive(clap::Args, Debug)]
pub(crate) struct Diff {
    /// The scenario as it is: a file, exports, a link or -; with @NAME one of its branches
    #[arg(value_name = "BASE", required_unless_present = "plan")]
    pub(crate) base: Option<String>,
    /// As it is to be: the same; without it, the branches of BASE
    #[arg(value_name = "PROPOSAL", conflicts_with = "plan")]
    pub(crate) proposal: Option<String>,
    /// The branch to look at, of PROPOSAL or else of BASE
    #[arg(long, value_name = "NAME", conflicts_with = "plan")]
    pub(crate) branch: Option<String>,
    /// A plan as `terraform show -json` prints it: what is there with BASE, against what it would be
    #[arg(long, value_name = "FILE")]
    pub(crate) plan: Option<String>,
    #[command(flatten)]
    pub(crate) beside: Beside,
    /// For people, for programs, or for a pull request
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub(crate) format: DiffFormat,
    #[command(flatten)]
    pub(crate) voice: Voice,
    #[command(flatten)]
    pub(crate) sure: Sure,
    /// Where the page is served: Markdown links the comparison there
    #[arg(long, value_name = "URL")]
    pub(crate) page: Option<String>,
}

/// `hopscope matrix`.
#[derive(clap::Args, Debug)]
pub(crate) struct Matrix {
    /// The scenario as it is: a file, exports, a link or -; with @NAME one of its branches
    #[arg(value_name = "FILE")]
    pub(crate) file: String,
    /// As it is to be: the same
    #[arg(value_name = "PROPOSAL")]
    pub(crate) proposal: Option<String>,
    #[command(flatten)]
    pub(crate) beside: Beside,
    /// For people, for programs, or for a pull request
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub(crate) format: DiffFormat,
    #[command(flatten)]
    pub(crate) voice: Voice,
}

/// `hopscope schema`.
#[derive(clap::Args, Debug)]
pub(crate) struct Schema {
    /// Of what
    #[arg(value_enum, default_value_t = Shape::Results)]
    pub(crate) of: Shape,
}

/// `hopscope import`.
#[derive(clap::Args, Debug)]
pub(crate) struct Import {
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) say: Say,
}

/// `hopscope link`.
#[derive(clap::Args, Debug)]
pub(crate) struct Link {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Where the page is served; without it the link begins with #
    #[arg(long, value_name = "URL")]
    pub(crate) page: Option<String>,
    /// The request that shows when the link is opened, from 1
    #[arg(long, value_name = "N", value_parser = counted)]
    pub(crate) request: Option<usize>,
    /// The step of it that shows, from 1
    #[arg(long, value_name = "N", requires = "request", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) step: Option<u32>,
    /// Pseudonyms for what tells whose network it is; every request is answered as before
    #[arg(long, value_name = "WHAT")]
    pub(crate) redact: Option<Redact>,
    #[command(flatten)]
    pub(crate) say: Say,
}

/// What gets a pseudonym.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Redact {
    /// Projects and mail addresses
    Projects,
    /// Resources, host names and public addresses too; titles, notes and names of requests are left out
    Names,
}

/// `hopscope open`.
#[derive(clap::Args, Debug)]
pub(crate) struct Open {
    /// The link, or what follows # in it; `-` is standard input. In quotes: to a shell, # begins a comment
    #[arg(value_name = "LINK")]
    pub(crate) link: String,
    #[command(flatten)]
    pub(crate) say: Say,
}

/// `hopscope explain`.
#[derive(clap::Args, Debug)]
pub(crate) struct Explain {
    /// The code, such as RUN_INGRESS_DISALLOWED; without one, every code is listed
    pub(crate) code: Option<String>,
    #[command(flatten)]
    pub(crate) say: Say,
}

/// `hopscope export-script`.
#[derive(clap::Args, Debug)]
pub(crate) struct ExportScript {
    /// The id of a project; several times for several
    #[arg(long, value_name = "PROJECT", required = true)]
    pub(crate) project: Vec<String>,
    /// Only this kind of resource, by its word in references such as zone or vm; several times for several
    #[arg(long, value_name = "KIND", value_parser = exported)]
    pub(crate) kind: Vec<Kind>,
    #[command(flatten)]
    pub(crate) voice: Voice,
}

/// `hopscope serve`.
#[derive(clap::Args, Debug)]
pub(crate) struct Serve {
    /// Port on 127.0.0.1; without one 8080, or any that is free
    #[arg(long, value_name = "N")]
    pub(crate) port: Option<u16>,
    /// A folder with a built page; without one the page inside this command, or dist/
    #[arg(long, value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) voice: Voice,
}

/// `hopscope completions`.
#[derive(clap::Args, Debug)]
pub(crate) struct Completions {
    /// Which shell
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

/// `hopscope man`.
#[derive(clap::Args, Debug)]
pub(crate) struct Man {
    /// A command, such as check; without one the page of the whole
    pub(crate) command: Option<String>,
    #[command(flatten)]
    pub(crate) voice: Voice,
}

/// What is read.
#[derive(clap::Args, Debug)]
pub(crate) struct Input {
    /// Scenario files and exports, read as one; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<String>,
    #[command(flatten)]
    pub(crate) beside: Beside,
}

/// What is said beside the files.
#[derive(clap::Args, Debug)]
pub(crate) struct Beside {
    /// Project of objects that name none
    #[arg(long, value_name = "PROJECT")]
    pub(crate) project: Option<String>,
    /// An IAM policy and the resource it is set on
    #[arg(long, value_name = "REF=FILE", value_parser = named)]
    pub(crate) iam: Vec<(String, String)>,
    /// Record sets and the managed zone they are in
    #[arg(long, value_name = "ZONE=FILE", value_parser = named)]
    pub(crate) zone: Vec<(String, String)>,
    /// The whole list of a kind, possibly empty: what is not in it is not there
    #[arg(long, value_name = "KIND=FILE", value_parser = named)]
    pub(crate) list: Vec<(String, String)>,
}

/// How sure results are to be.
#[derive(clap::Args, Debug)]
pub(crate) struct Sure {
    /// Assume nothing: a result that rests on an assumption is incomplete
    #[arg(long)]
    pub(crate) strict: bool,
}

/// In which form and language.
#[derive(clap::Args, Debug)]
pub(crate) struct Say {
    /// For people or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) voice: Voice,
}

/// In which language.
#[derive(clap::Args, Debug)]
pub(crate) struct Voice {
    /// Language of sentences; without it that of the environment (LC_ALL, LC_MESSAGES, LANG). With it, JSON has
    /// sentences too, beside their ids
    #[arg(long, value_enum)]
    pub(crate) lang: Option<Language>,
}

/// A form of output.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Format {
    /// Plain text
    Text,
    /// JSON; `hopscope schema` describes it
    Json,
}

/// A form of a report.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum CheckFormat {
    /// Plain text
    Text,
    /// JSON; `hopscope schema` describes it
    Json,
    /// Markdown that fits a comment on a pull request
    Markdown,
    /// JUnit XML: each request a test case
    Junit,
}

/// A form of a comparison.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum DiffFormat {
    /// Plain text
    Text,
    /// JSON; `hopscope schema diff` describes it
    Json,
    /// Markdown that fits a comment on a pull request
    Markdown,
}

/// What a schema is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Shape {
    /// What trace and check print
    Results,
    /// What diff prints
    Diff,
    /// What matrix prints
    Matrix,
}

/// A language.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Language {
    /// English
    En,
    /// Japanese
    Ja,
}

impl Command {
    /// The language that this call is answered in.
    pub(crate) fn language(&self) -> Lang {
        match self {
            Self::Trace(own) => own.say.voice.language(),
            Self::Check(own) => own.voice.language(),
            Self::Diff(own) => own.voice.language(),
            Self::Matrix(own) => own.voice.language(),
            Self::Import(own) => own.say.voice.language(),
            Self::Link(own) => own.say.voice.language(),
            Self::Open(own) => own.say.voice.language(),
            Self::Explain(own) => own.say.voice.language(),
            Self::ExportScript(own) => own.voice.language(),
            Self::Serve(own) => own.voice.language(),
            Self::Man(own) => own.voice.language(),
            Self::Schema(_) | Self::Completions(_) => of_environment(),
        }
    }
}

impl Voice {
    /// The language that was asked for.
    pub(crate) fn asked(&self) -> Option<Lang> {
        self.lang.map(|lang| match lang {
            Language::En => Lang::En,
            Language::Ja => Lang::Ja,
        })
    }

    /// The language that was asked for, or else that of the environment.
    pub(crate) fn language(&self) -> Lang {
        self.asked().unwrap_or_else(of_environment)
    }
}

/// The language of the environment.
fn of_environment() -> Lang {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|locale| !locale.is_empty())
        .and_then(|locale| Lang::from_locale(&locale))
        .unwrap_or_default()
}

/// Reads a number that counts from 1.
fn counted(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err("requests count from 1".to_owned()),
    }
}

/// Reads `NAME=FILE`. The name is what stands before the first `=`.
fn named(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, file)) if !name.is_empty() && !file.is_empty() => {
            Ok((name.to_owned(), file.to_owned()))
        }
        _ => Err("this is NAME=FILE, for example run-app=records.json".to_owned()),
    }
}

/// Reads the kind of what gcloud lists for a project.
fn exported(text: &str) -> Result<Kind, String> {
    let kinds = Kind::ALL.iter().copied();
    let listed = kinds.filter(|kind| export::collected_with(*kind) == Some(*kind));
    match Kind::from_code(text).and_then(export::collected_with) {
        Some(kind) => Ok(kind),
        None => {
            let words: Vec<&str> = listed.map(Kind::code).collect();
            Err(format!("kinds are {}", words.join(", ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn a_name_stands_before_its_file() {
        assert_eq!(
            named("run/a=policy=1.json"),
            Ok(("run/a".to_owned(), "policy=1.json".to_owned()))
        );
        assert!(named("records.json").is_err());
        assert!(named("=records.json").is_err());
    }
}
