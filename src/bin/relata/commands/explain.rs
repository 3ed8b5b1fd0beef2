//! `relata explain`: why something is in the graph, or what is found in a sentence.

use std::io::{self, Write};

use clap::Args;
use relata::answer::Grounds;
use relata::document::{DocumentId, MentionKind};
use relata::graph::stories::Stories;
use relata::graph::{Entity, EntityId, MergeReason, Relation, Slot};
use relata::knowledge_base::KnowledgeBase;
use relata::lexicon::Lexicon;
use relata::reader::plain;
use relata::{model, pipeline};

use super::export::entity_called;
use crate::failure::{CommandResult, Failure, Outcome};
use crate::render::{evidence, sanitize::sanitized};
use crate::source::{Source, SourceOptions, last_of};

/// Say what is known of an entity and why, or what is found in a text and by which rule
///
/// Examples:
///   relata explain news/ 'Vladimir Putin'
///   relata explain news/ Kremlin
///   relata explain --text 'The bank refused to cut rates, a minister said.'
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Explain {
    /// A graph file, or article files, folders, patterns, `-`; the name comes last
    #[arg(required_unless_present = "text", num_args = 1.., value_names = ["SOURCE", "NAME"])]
    sources_and_name: Vec<String>,
    /// Sentences to read: prints each with its tree, what it mentions, its facts and their rules
    #[arg(long, value_name = "TEXT", conflicts_with = "sources_and_name")]
    text: Option<String>,
    #[command(flatten)]
    source: SourceOptions,
}

/// Reads and explains.
pub fn run(arguments: &Explain) -> CommandResult {
    if let Some(text) = &arguments.text {
        return explain_text(text, &arguments.source);
    }
    let (name, sources) = last_of(&arguments.sources_and_name, "a name")?;
    let source = Source::load(sources, &arguments.source)?;
    write(&source.knowledge_base, name, &mut io::stdout().lock())?;
    Ok(source.outcome())
}

/// Reads `text` and prints it with its trees, mentions and facts.
fn explain_text(text: &str, options: &SourceOptions) -> CommandResult {
    let reading = &options.reading;
    let article = plain::read(text.to_owned(), DocumentId::new("text"), reading.date)
        .map_err(Failure::failed)?;
    let model = model::load(reading.model).map_err(Failure::failed)?;
    let document = pipeline::annotate(article, &Lexicon::english(), &*model);
    let mut out = io::stdout().lock();
    for line in document.interlinear().lines() {
        writeln!(out, "{}", sanitized(line))?;
    }
    Ok(Outcome::Done)
}

/// Writes what is known of the entity that goes by `name`.
pub fn write(knowledge_base: &KnowledgeBase, name: &str, out: &mut dyn Write) -> CommandResult {
    let id = entity_called(knowledge_base, name)?;
    let entity = knowledge_base.graph().entity(id);
    write_entity(knowledge_base, entity, out)?;
    write_reasons(knowledge_base, entity, out)?;
    write_decisions(knowledge_base, id, out)?;
    write_relations(knowledge_base, id, out)?;
    Ok(Outcome::Done)
}

fn write_entity(
    knowledge_base: &KnowledgeBase,
    entity: &Entity,
    out: &mut dyn Write,
) -> io::Result<()> {
    let documents: std::collections::BTreeSet<_> = entity
        .mentions
        .iter()
        .map(|mention| &mention.document)
        .collect();
    writeln!(
        out,
        "{} ({})",
        sanitized(&entity.name),
        entity.entity_type.label()
    )?;
    let (mentions, documents) = (entity.mentions.len(), documents.len());
    let times = if mentions == 1 {
        "once"
    } else {
        &*format!("{mentions} times")
    };
    let articles = if documents == 1 {
        "1 article"
    } else {
        &*format!("{documents} articles")
    };
    writeln!(out, "  mentioned {times} in {articles}")?;
    if !entity.aliases.is_empty() {
        writeln!(
            out,
            "  also called {}",
            sanitized(&entity.aliases.join(", "))
        )?;
    }
    let name = |id: EntityId| sanitized(&knowledge_base.graph().entity(id).name);
    if !entity.members.is_empty() {
        let members: Vec<String> = entity.members.iter().map(|&member| name(member)).collect();
        writeln!(out, "  made up of {}", members.join(", "))?;
    }
    if let Some(government) = entity.stands_for {
        writeln!(out, "  stands for {}", name(government))?;
        for reason in entity.reasons.iter().filter(|reason| is_ground(reason)) {
            write_reason(knowledge_base, reason, out)?;
        }
    }
    Ok(())
}

fn write_reasons(
    knowledge_base: &KnowledgeBase,
    entity: &Entity,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut reasons = entity.reasons.iter().filter(|reason| !is_ground(reason));
    let Some(first) = reasons.next() else {
        return Ok(());
    };
    writeln!(out, "\nWhy its mentions are one:")?;
    for reason in std::iter::once(first).chain(reasons) {
        write_reason(knowledge_base, reason, out)?;
    }
    Ok(())
}

fn write_decisions(
    knowledge_base: &KnowledgeBase,
    id: EntityId,
    out: &mut dyn Write,
) -> io::Result<()> {
    let decisions = knowledge_base.decisions_about(id);
    if decisions.is_empty() {
        return Ok(());
    }
    let findings = knowledge_base.findings(&Lexicon::english());
    writeln!(out, "\nWhat people decided about it:")?;
    for decision in decisions {
        writeln!(out, "  {}", sanitized(&decision.to_string()))?;
        for finding in findings
            .iter()
            .filter(|finding| finding.decision == decision.id)
        {
            writeln!(out, "    {}", sanitized(&finding.to_string()))?;
        }
    }
    Ok(())
}

/// Whether it is the ground on which a body or capital stands for a country.
fn is_ground(reason: &MergeReason) -> bool {
    reason.reason.starts_with("stands for ")
}

fn write_reason(
    knowledge_base: &KnowledgeBase,
    reason: &MergeReason,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(reading) = knowledge_base.reading(&reason.document) else {
        return Ok(());
    };
    let words = |span: relata::span::ByteSpan| sanitized(span.of(&reading.article.text));
    let antecedent = reason
        .antecedent
        .map(|span| format!(" = `{}`", words(span)));
    writeln!(
        out,
        "  {}, byte {}: `{}`{} ({})",
        reason.document,
        reason.mention.start(),
        words(reason.mention),
        antecedent.unwrap_or_default(),
        reason.reason
    )
}

fn write_relations(
    knowledge_base: &KnowledgeBase,
    id: EntityId,
    out: &mut dyn Write,
) -> io::Result<()> {
    let relations = knowledge_base.graph().relations().iter();
    let about: Vec<&Relation> = relations
        .filter(|relation| is_about(relation, id))
        .collect();
    if about.is_empty() {
        return Ok(());
    }
    let stories = knowledge_base.stories();
    writeln!(out, "\nWhat is said of it:")?;
    for relation in about {
        let statement = statement(knowledge_base, relation);
        let rule = &relation.evidence()[0].rule;
        let support = support(relation, &stories);
        writeln!(out, "  {statement} [{rule}{support}]")?;
        let grounds = Grounds::of(knowledge_base, [relation.id]);
        evidence::write(&grounds, &[relation.id], out)?;
    }
    Ok(())
}

fn is_about(relation: &Relation, id: EntityId) -> bool {
    let arguments = relation.arguments.iter().map(|(_, slot)| slot);
    let mut slots = relation
        .subject
        .iter()
        .chain(&relation.object)
        .chain(arguments);
    slots.any(|slot| *slot == Slot::Entity(id))
}

/// `; stated 3 times in 2 articles, 1 independent source`, for what is stated more than once.
pub fn support(relation: &Relation, stories: &Stories) -> String {
    let times = relation.evidence().len();
    if times < 2 {
        return String::new();
    }
    let documents = relation.documents();
    let articles = match documents.len() {
        1 => "1 article".to_owned(),
        count => format!("{count} articles"),
    };
    let sources = match stories.independent(documents) {
        1 => "1 independent source".to_owned(),
        count => format!("{count} independent sources"),
    };
    format!("; stated {times} times in {articles}, {sources}")
}

/// `Vladimir Putin · tell · Donald Trump · that: …`
pub fn statement(knowledge_base: &KnowledgeBase, relation: &Relation) -> String {
    let graph = knowledge_base.graph();
    let slot = |slot: &Slot| match slot {
        Slot::Entity(id) => sanitized(&graph.entity(*id).name),
        Slot::Relation(id) => {
            let evidence = &graph.relation(*id).evidence()[0];
            let reading = knowledge_base.reading(&evidence.document);
            let words = reading.map(|reading| sanitized(evidence.span.of(&reading.article.text)));
            format!("“{}”", words.unwrap_or_default())
        }
        Slot::Literal { text, .. } => sanitized(text),
    };
    let optional = |place: &Option<Slot>| place.as_ref().map_or_else(|| "–".to_owned(), slot);
    let mut parts = vec![optional(&relation.subject), relation.predicate.to_string()];
    parts.extend(relation.object.as_ref().map(slot));
    parts.extend(
        relation
            .arguments
            .iter()
            .map(|(role, value)| format!("{role}: {}", slot(value))),
    );
    parts.join(" · ")
}

/// How many mentions of each kind an entity has, for `stats`.
pub fn named_mentions(entity: &Entity) -> usize {
    entity
        .mentions
        .iter()
        .filter(|mention| mention.kind == MentionKind::Name)
        .count()
}
