//! What the command line accepts.

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::answer::AnswerOptions;
use crate::workspace::model::TemplateValues;

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
        after_help = "Example:\n  policyscope evaluate scenario.json --explain\n  policyscope evaluate - < vectors.jsonl\n  \
        policyscope evaluate --check requests.jsonl\n\n\
        Exit status: 0 all allowed (with --check: all as expected), 2 at least one denied or unknown (with --check: not as \
        expected), 3 at least one input error, 64 wrong usage."
    )]
    Evaluate(EvaluateOptions),
    /// Takes requests to an API of API Gateway through its checks.
    #[command(
        name = "front-door",
        after_help = "Example:\n  policyscope front-door requests.jsonl\n\n\
        Each line is {\"door\": …, \"request\": …}; without `door`, that of the line before. Answers of Lambda authorizers are \
        kept from line to line.\n\n\
        Exit status: 0 every request reaches its integration, 2 at least one does not, or that is unknown, 3 at least one \
        input error, 64 wrong usage."
    )]
    FrontDoor(FrontDoorOptions),
    /// Says what is wrong, dangerous, dead or loose in policies, and mends it.
    #[command(
        after_help = "Examples:\n  policyscope lint policy.json\n  policyscope lint --type trust --fix role.json\n  \
        policyscope lint --format sarif policies/*.json > lint.sarif\n\n\
        With --jsonl, standard input has one object a line: {\"name\": …, \"policy_text\": …, \"type\": …, \"resource_type\": …}.\n\n\
        Exit status: 0 nothing above suggestions, 1 findings, 3 unreadable input, 64 wrong usage."
    )]
    Lint(LintOptions),
    /// Lists the rules of the linter.
    #[command(after_help = "Example:\n  policyscope rules --format json")]
    Rules(RulesOptions),
    /// Explains a rule of the linter.
    #[command(after_help = "Example:\n  policyscope rule PS005\n  policyscope rule INVALID_ACTION")]
    Rule {
        /// The rule's code, its name, or Access Analyzer's code for it.
        code: String,
    },
    /// Makes and reads share links.
    #[command(
        after_help = "Example:\n  policyscope share encode workspace.json\n  policyscope share decode '1.q1Yq…'"
    )]
    Share {
        #[command(subcommand)]
        command: ShareCommand,
    },
    /// Takes the policies out of a CloudFormation or SAM template.
    #[command(
        after_help = "Examples:\n  policyscope template template.yaml --account 111122223333 --region eu-central-1\n  \
        policyscope template template.yaml --value Stage=test --value Uploads=my-uploads --format workspace > workspace.json\n\n\
        A value is named as the template names it: a parameter, a resource (what Ref gives), an attribute (Queue.Arn), or a \
        dynamic reference without its braces (resolve:ssm:/name). What is not given stays unknown.\n\n\
        Exit status: 0 the template was read, 3 it was not, 64 wrong usage."
    )]
    Template(TemplateOptions),
    /// Tells what the Lambda functions of templates can do, who may invoke them, and how they got a right.
    #[command(
        after_help = "Examples:\n  policyscope functions template.yaml --account 111122223333 --region eu-central-1\n  \
        policyscope functions template.yaml --why Book --action dynamodb:PutItem --resource Bookings\n\n\
        Values are given as for `template`. What is not given stays unknown; what a policy allows is said to be at most that \
        where something may take away from it.\n\n\
        Exit status: 0 the templates were read, 3 one was not, 64 wrong usage."
    )]
    Functions(FunctionsOptions),
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
pub(super) struct RulesOptions {
    /// `json` is one array with all that is to be read about each rule.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
}

/// How findings are written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LintFormat {
    /// For people, with the lines of the document.
    Text,
    /// One array for all files.
    Json,
    /// SARIF 2.1.0, with fixes.
    Sarif,
    /// One line a file, in the shape of Access Analyzer's answer, with the checks that it has.
    AccessAnalyzer,
}

#[derive(Args)]
pub(super) struct LintOptions {
    /// Files that are a policy each; `-` is standard input.
    #[arg(value_name = "FILE", default_value = "-")]
    pub(super) files: Vec<String>,
    /// What the policies are; inferred when it is not given.
    #[arg(long = "type", value_name = "TYPE")]
    pub(super) policy_type: Option<String>,
    /// The resource that they belong to: AWS::S3::Bucket.
    #[arg(long)]
    pub(super) resource_type: Option<String>,
    /// How findings are written.
    #[arg(long, value_enum, default_value_t = LintFormat::Text)]
    pub(super) format: LintFormat,
    /// Only these rules: codes, beginnings of codes, names, or severities, separated by commas.
    #[arg(long, value_delimiter = ',', value_name = "CODES")]
    pub(super) select: Vec<String>,
    /// Not these rules.
    #[arg(long, value_delimiter = ',', value_name = "CODES")]
    pub(super) ignore: Vec<String>,
    /// Apply the safe fixes to the files; to standard output, when it is standard input that is mended.
    #[arg(long)]
    pub(super) fix: bool,
    /// With --fix, apply the unsafe fixes too: these may change what is allowed.
    #[arg(long = "unsafe", requires = "fix")]
    pub(super) also_unsafe: bool,
    /// Leave out the findings that this file lists.
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<String>,
    /// Write the findings to this file, to be left out from now on.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "fix"])]
    pub(super) write_baseline: Option<String>,
    /// Lint the documents of JSON Lines on standard input, one result line each.
    #[arg(long, conflicts_with_all = ["fix", "baseline", "write_baseline", "files"])]
    pub(super) jsonl: bool,
}

/// What is printed of a template.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum TemplateFormat {
    /// What was taken and what is open.
    Json,
    /// The workspace with the policies.
    Workspace,
}

#[derive(Args)]
pub(super) struct TemplateOptions {
    /// The template, JSON or YAML; `-` is standard input.
    #[arg(default_value = "-")]
    pub(super) file: String,
    #[command(flatten)]
    pub(super) given: GivenOptions,
    /// `json` is what was taken and what is open, `workspace` the workspace with the policies.
    #[arg(long, value_enum, default_value_t = TemplateFormat::Json)]
    pub(super) format: TemplateFormat,
}

/// What a template does not say.
#[derive(Args)]
pub(super) struct GivenOptions {
    /// The account of the stack.
    #[arg(long, value_name = "ID")]
    pub(super) account: Option<String>,
    /// The Region of the stack.
    #[arg(long)]
    pub(super) region: Option<String>,
    /// A value that the template does not say.
    #[arg(long = "value", value_name = "NAME=TEXT", value_parser = named_text)]
    pub(super) values: Vec<(String, String)>,
    /// An export of another stack.
    #[arg(long = "import", value_name = "NAME=TEXT", value_parser = named_text)]
    pub(super) imports: Vec<(String, String)>,
    /// Whether a condition holds that does not follow from the values: true or false.
    #[arg(long = "condition", value_name = "NAME=BOOLEAN", value_parser = named_boolean)]
    pub(super) conditions: Vec<(String, bool)>,
}

impl GivenOptions {
    /// The same for a template.
    pub(super) fn values(&self) -> TemplateValues {
        let is_dynamic = |(name, _): &&(String, String)| name.starts_with("resolve:");
        TemplateValues {
            account: self.account.clone(),
            region: self.region.clone(),
            values: self.values.iter().filter(|value| !is_dynamic(value)).cloned().collect(),
            imports: self.imports.iter().cloned().collect(),
            dynamic_references: self.values.iter().filter(is_dynamic).cloned().collect(),
            conditions: self.conditions.iter().cloned().collect(),
            ..TemplateValues::default()
        }
    }
}

#[derive(Args)]
pub(super) struct FunctionsOptions {
    /// Templates, JSON or YAML, or workspaces; `-` is standard input.
    #[arg(value_name = "FILE", default_value = "-")]
    pub(super) files: Vec<String>,
    #[command(flatten)]
    pub(super) given: GivenOptions,
    /// Tell how this function of the first template that has it got the right to do --action.
    #[arg(long, value_name = "LOGICAL-ID", requires = "action")]
    pub(super) why: Option<String>,
    /// With --why: the action.
    #[arg(long, value_name = "ACTION", requires = "why")]
    pub(super) action: Option<String>,
    /// With --why: the ARN of one resource, or its name in the template.
    #[arg(long, value_name = "ARN", requires = "why")]
    pub(super) resource: Option<String>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
}

fn named_text(argument: &str) -> Result<(String, String), String> {
    let (name, text) = argument.split_once('=').ok_or("write a name, `=` and the value")?;
    Ok((name.to_owned(), text.to_owned()))
}

fn named_boolean(argument: &str) -> Result<(String, bool), String> {
    let (name, text) = named_text(argument)?;
    Ok((name, text.parse().map_err(|_| "a condition is `true` or `false`")?))
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
pub(super) struct FrontDoorOptions {
    /// JSON Lines; `-` is standard input.
    #[arg(default_value = "-")]
    pub(super) file: String,
    /// Add the trace of every policy that was asked.
    #[arg(long)]
    pub(super) explain: bool,
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
    /// Compare each decision with the member `expect` of its line; the exit status then is 0 when all are as expected,
    /// 2 when at least one differs. Lines without `expect` don't count.
    #[arg(long)]
    pub(super) check: bool,
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
