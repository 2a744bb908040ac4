//! What the command line accepts.

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::answer::AnswerOptions;

#[derive(Parser)]
#[command(
    name = "policyscope",
    version,
    about = "Evaluates AWS IAM policies and says which statement decided",
    max_term_width = 100
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Subcommand)]
pub(super) enum Command {
    /// Decides requests: one scenario, or one a line.
    #[command(
        after_help = "Example:\n  policyscope evaluate scenario.json --explain\n  policyscope evaluate - < vectors.jsonl\n\n\
        Exit status: 0 all allowed, 2 at least one denied or unknown, 3 at least one input error, 64 wrong usage."
    )]
    Evaluate(EvaluateOptions),
    /// Makes and reads share links.
    #[command(
        after_help = "Example:\n  policyscope share encode workspace.json\n  policyscope share decode '1.q1Yq…'"
    )]
    Share {
        #[command(subcommand)]
        command: ShareCommand,
    },
    /// Prints the actions that patterns stand for, one a line.
    #[command(after_help = "Example:\n  policyscope expand 's3:Get*Tagging' 'kms:?ecrypt'\n\n\
        Exit status: 0 every pattern stands for something, 3 at least one stands for no action, 64 wrong usage.")]
    Expand(ExpandOptions),
    /// Tells the date, the source and the size of the action catalogue.
    #[command(after_help = "Example:\n  policyscope catalogue --format json")]
    Catalogue(CatalogueOptions),
}

/// How an answer is written.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Format {
    /// Lines of text.
    Text,
    /// JSON.
    Json,
}

#[derive(Args)]
pub(super) struct ExpandOptions {
    /// Entries of an `Action` element. An action that several of them stand for is printed once, where the
    /// first of them comes.
    #[arg(required = true, value_name = "PATTERN")]
    pub(super) patterns: Vec<String>,
    /// `json` is one object a line, with access levels and whether the action is permission-only.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
}

#[derive(Args)]
pub(super) struct CatalogueOptions {
    /// `json` is one object.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
}

#[derive(Args)]
pub(super) struct EvaluateOptions {
    /// A scenario as JSON, or JSON Lines of scenarios or vector lines; `-` is standard input.
    #[arg(default_value = "-")]
    pub(super) file: String,
    /// Add the whole trace to each answer.
    #[arg(long)]
    explain: bool,
    /// Add the context keys that follow from caller and resource, never over a given one.
    #[arg(long)]
    derive_context: bool,
}

impl EvaluateOptions {
    pub(super) fn answer_options(&self) -> AnswerOptions {
        AnswerOptions { explain: self.explain, derive_context: self.derive_context }
    }
}

#[derive(Subcommand)]
pub(super) enum ShareCommand {
    /// Prints the fragment of a link that holds a workspace.
    #[command(after_help = "Example:\n  policyscope share encode workspace.json")]
    Encode {
        /// The workspace as JSON; `-` is standard input.
        #[arg(default_value = "-")]
        file: String,
    },
    /// Prints the workspace that a link holds.
    #[command(after_help = "Example:\n  policyscope share decode '1.q1Yq…'")]
    Decode {
        /// The link, or the part of it after `#`.
        fragment: String,
    },
}
