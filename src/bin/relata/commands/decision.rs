//! What all corrections have in common: a reason, a trial, the ledger of a graph file, a report.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use clap::Args;
use relata::date::Day;
use relata::graph::Entity;
use relata::graph::relation_names::relation_counts;
use relata::knowledge_base::KnowledgeBase;
use relata::ledger::{Action, DecisionId, Finding, Ledger, Outcome as Standing};
use relata::lexicon::Lexicon;
use relata::storage::GraphFile;

use super::build::counted;
use super::explain;
use crate::failure::{CommandResult, Failure, Outcome};
use crate::render::{self, sanitize::sanitized};

/// What goes with every correction.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Corrections")]
pub struct DecisionOptions {
    /// Why, for whoever reads the ledger later
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// Show what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Say nothing but errors
    #[arg(short, long)]
    quiet: bool,
}

/// A graph file and what goes with a correction of it.
#[derive(Debug, Clone, Args)]
pub struct Correction {
    /// The graph file
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

/// Decides what `choose` makes of the knowledge base of `file`, and says what it changes.
///
/// # Errors
/// What `choose` refuses; a decision that would hold nowhere; a file that cannot be written.
pub fn take(
    file: &Path,
    options: &DecisionOptions,
    choose: impl FnOnce(&KnowledgeBase) -> Result<Vec<Action>, Failure>,
) -> CommandResult {
    let lexicon = Lexicon::english();
    let mut file = if options.dry_run {
        GraphFile::open_read_only(file)?
    } else {
        GraphFile::open(file)?
    };
    let before = file.load(&lexicon)?;
    let actions = choose(&before)?;
    let reason = options.reason.as_deref();
    let mut ledger = before.ledger().clone();
    let ids = decide(&mut ledger, &actions, reason);
    let mut after = before.clone();
    after.set_ledger(ledger, &lexicon);
    refuse_what_rests(&after, &ids, &lexicon)?;
    if !options.dry_run {
        file.change_ledger(|ledger| decide(ledger, &actions, reason))?;
        file.link(&lexicon)?;
    }
    if !options.quiet {
        let mut out = io::stdout().lock();
        write_decisions(after.ledger(), &ids, options.dry_run, &mut out)?;
        write_changes(&before, &after, &mut out)?;
        out.flush()?;
        report_new(&before.findings(&lexicon), &after.findings(&lexicon));
        if options.dry_run {
            render::diagnostic::print("note", "nothing was changed, because of `--dry-run`");
        }
    }
    Ok(Outcome::Done)
}

fn decide(ledger: &mut Ledger, actions: &[Action], reason: Option<&str>) -> Vec<DecisionId> {
    let actions = actions.iter().cloned();
    actions
        .map(|action| ledger.decide(action, today(), reason.map(Into::into)))
        .collect()
}

/// The day it is in universal time, by the clock of the machine.
pub fn today() -> Option<Day> {
    let since = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .ok()?;
    let days = i32::try_from(since.as_secs() / 86_400).ok()?;
    Some(Day::new(1970, 1, 1)?.plus_days(days))
}

fn refuse_what_rests(
    after: &KnowledgeBase,
    ids: &[DecisionId],
    lexicon: &Lexicon,
) -> Result<(), Failure> {
    let findings = after.findings(lexicon);
    let resting = findings.iter().find(|finding| {
        ids.contains(&finding.decision) && matches!(finding.outcome, Standing::Dormant { .. })
    });
    match resting.map(|finding| &finding.outcome) {
        Some(Standing::Dormant { name }) => Err(Failure::Failed(format!(
            "this would change nothing: `{}` is not found where it is looked for",
            sanitized(name)
        ))),
        _ => Ok(()),
    }
}

/// Writes the decisions as the ledger has them.
fn write_decisions(
    ledger: &Ledger,
    ids: &[DecisionId],
    is_trial: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    for decision in ids.iter().filter_map(|&id| ledger.decision(id)) {
        let (id, action) = (decision.id, sanitized(&decision.action.to_string()));
        let verb = if is_trial {
            "would be decision"
        } else {
            "decision"
        };
        writeln!(out, "{verb} {id}: {action}")?;
    }
    Ok(())
}

/// How many facts are listed one by one.
const LISTED: usize = 10;

/// Writes the entities that were and are otherwise; where there are none, the facts.
fn write_changes(
    before: &KnowledgeBase,
    after: &KnowledgeBase,
    out: &mut dyn Write,
) -> io::Result<()> {
    let entities = |knowledge_base: &KnowledgeBase| {
        let all = knowledge_base.graph().entities().iter();
        counts(all.map(described))
    };
    let facts = |knowledge_base: &KnowledgeBase| {
        let all = knowledge_base.graph().relations().iter();
        counts(all.map(|relation| explain::statement(knowledge_base, relation)))
    };
    let (were, are) = differences(&entities(before), &entities(after));
    if were.is_empty() && are.is_empty() {
        let (were, are) = differences(&facts(before), &facts(after));
        if were.is_empty() && are.is_empty() {
            let (were, are) = differences(&relations(before), &relations(after));
            return write_differences(&were, &are, out);
        }
        return write_differences(&were, &are, out);
    }
    write_differences(&were, &are, out)?;
    let (_, facts) = differences(&facts(before), &facts(after));
    if !facts.is_empty() {
        writeln!(out, "  {} read otherwise", counted(facts.len(), "fact"))?;
    }
    Ok(())
}

/// The relations as they are counted: `call: 3 facts`.
fn relations(knowledge_base: &KnowledgeBase) -> BTreeMap<String, usize> {
    let map = knowledge_base.relation_map(&Lexicon::english());
    let relations = relation_counts(knowledge_base.graph(), &map).into_iter();
    counts(relations.map(|count| {
        let facts = counted(count.facts, "fact");
        format!("{}: {facts}", sanitized(&count.name))
    }))
}

fn write_differences(were: &[String], are: &[String], out: &mut dyn Write) -> io::Result<()> {
    for (sign, lines) in [('-', were), ('+', are)] {
        for line in lines.iter().take(LISTED) {
            writeln!(out, "  {sign} {line}")?;
        }
        if lines.len() > LISTED {
            writeln!(out, "  {sign} … and {} more", lines.len() - LISTED)?;
        }
    }
    if were.is_empty() && are.is_empty() {
        writeln!(out, "  nothing changes")?;
    }
    Ok(())
}

/// `Vladimir Putin (Person), 4 mentions, also called Putin`
pub fn described(entity: &Entity) -> String {
    let label = entity.entity_type.label();
    let mentions = counted(entity.mentions.len(), "mention");
    let aliases = match entity.aliases.as_slice() {
        [] => String::new(),
        aliases => format!(", also called {}", aliases.join(", ")),
    };
    sanitized(&format!("{} ({label}), {mentions}{aliases}", entity.name))
}

fn counts(lines: impl Iterator<Item = String>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for line in lines {
        *counts.entry(line).or_default() += 1;
    }
    counts
}

/// What is more in the first, and what is more in the second.
fn differences(
    first: &BTreeMap<String, usize>,
    second: &BTreeMap<String, usize>,
) -> (Vec<String>, Vec<String>) {
    let more = |one: &BTreeMap<String, usize>, other: &BTreeMap<String, usize>| -> Vec<String> {
        let lines = one.iter().flat_map(|(line, count)| {
            let there = other.get(line).copied().unwrap_or(0);
            std::iter::repeat_n(line.clone(), count.saturating_sub(there))
        });
        lines.collect()
    };
    (more(first, second), more(second, first))
}

/// Reports on standard error what does not hold any more.
pub fn report_new(before: &[Finding], after: &[Finding]) {
    for finding in after.iter().filter(|finding| !before.contains(finding)) {
        render::diagnostic::print("note", &sanitized(&finding.to_string()));
    }
}

/// Reports on standard error what of the ledger does not hold.
pub fn report(knowledge_base: &KnowledgeBase, lexicon: &Lexicon) {
    report_new(&[], &knowledge_base.findings(lexicon));
}
