//! `relata entity`: corrections of who is who.

use clap::{Args, Subcommand};
use relata::document::DocumentId;
use relata::knowledge_base::KnowledgeBase;
use relata::ledger::{Action, Part, entity_type_called};

use super::decision::{self, Correction, DecisionOptions};
use super::naming::{anchor_named, entity_named, mention_at};
use crate::failure::{CommandResult, Failure};
use crate::render::{self, sanitize::sanitized};

/// Correct who is who: one of two, two of one, names, types
///
/// A correction is a decision in the ledger of the graph file. It outlives every change of the
/// articles, `relata ledger` shows it, `relata undo` takes it back.
///
/// An entity goes by any of its names. Where several have one, `NAME@ARTICLE` or
/// `NAME@ARTICLE:BYTE` says which.
///
/// Examples:
///   relata entity merge news.relata 'V. Putin' 'Vladimir Putin' --reason 'one man'
///   relata entity split news.relata 'John Smith' --article bank --as 'John Smith (banker)'
///   relata entity rename news.relata Zelensky 'Volodymyr Zelenskyy' --dry-run
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct EntityCommand {
    #[command(subcommand)]
    action: EntityAction,
}

#[derive(Debug, Subcommand)]
enum EntityAction {
    Merge(Merge),
    Split(Split),
    Distinct(Distinct),
    Rename(Rename),
    Retype(Retype),
    Alias(Alias),
}

/// Make two entities one, which keeps the name and the type of the second
#[derive(Debug, Args)]
struct Merge {
    #[command(flatten)]
    correction: Correction,
    /// What becomes part of the other
    #[arg(value_name = "NAME")]
    name: String,
    /// What it becomes part of
    #[arg(value_name = "INTO")]
    into: String,
    #[command(flatten)]
    options: DecisionOptions,
}

/// Make some of the mentions of an entity another one
#[derive(Debug, Args)]
struct Split {
    #[command(flatten)]
    correction: Correction,
    /// What is two
    #[arg(value_name = "NAME")]
    name: String,
    /// All that is said of it in this article is about the other one
    #[arg(
        long = "article",
        value_name = "ARTICLE",
        required_unless_present = "mentions"
    )]
    articles: Vec<String>,
    /// A single mention, as `relata explain` shows it: ARTICLE:BYTE
    #[arg(long = "mention", value_name = "PLACE")]
    mentions: Vec<String>,
    /// What the other one is called; its longest name when nothing is given
    #[arg(long = "as", value_name = "NAME")]
    new_name: Option<String>,
    #[command(flatten)]
    options: DecisionOptions,
}

/// Keep two entities apart for good, or part one that is two: `Ada@a` from `Ada@b`
#[derive(Debug, Args)]
struct Distinct {
    #[command(flatten)]
    correction: Correction,
    /// One of them
    #[arg(value_name = "NAME")]
    left: String,
    /// The other
    #[arg(value_name = "OTHER")]
    right: String,
    #[command(flatten)]
    options: DecisionOptions,
}

/// Give an entity another name; the old one stays an alias
#[derive(Debug, Args)]
struct Rename {
    #[command(flatten)]
    correction: Correction,
    /// Which
    #[arg(value_name = "NAME")]
    name: String,
    /// The new name
    #[arg(value_name = "NEW")]
    new_name: String,
    #[command(flatten)]
    options: DecisionOptions,
}

/// Say what kind of thing an entity is
#[derive(Debug, Args)]
struct Retype {
    #[command(flatten)]
    correction: Correction,
    /// Which
    #[arg(value_name = "NAME")]
    name: String,
    /// Person, Organization, Place, Location, Group, Event, …
    #[arg(value_name = "TYPE")]
    entity_type: String,
    #[command(flatten)]
    options: DecisionOptions,
}

/// Give an entity one more name
#[derive(Debug, Args)]
struct Alias {
    #[command(flatten)]
    correction: Correction,
    /// Which
    #[arg(value_name = "NAME")]
    name: String,
    /// The further name
    #[arg(value_name = "ALIAS")]
    further: String,
    #[command(flatten)]
    options: DecisionOptions,
}

/// Decides and reports.
pub fn run(arguments: &EntityCommand) -> CommandResult {
    match &arguments.action {
        EntityAction::Merge(arguments) => {
            decision::take(&arguments.correction.file, &arguments.options, |known| {
                merge(known, arguments).map(|action| vec![action])
            })
        }
        EntityAction::Split(arguments) => {
            decision::take(&arguments.correction.file, &arguments.options, |known| {
                split(known, arguments).map(|action| vec![action])
            })
        }
        EntityAction::Distinct(arguments) => {
            decision::take(&arguments.correction.file, &arguments.options, |known| {
                distinct(known, arguments).map(|action| vec![action])
            })
        }
        EntityAction::Rename(arguments) => {
            decision::take(&arguments.correction.file, &arguments.options, |known| {
                let name = not_empty(&arguments.new_name)?;
                let entity = anchor_named(known, &arguments.name)?;
                Ok(vec![Action::Rename { entity, name }])
            })
        }
        EntityAction::Retype(arguments) => {
            decision::take(&arguments.correction.file, &arguments.options, |known| {
                let entity_type = entity_type_called(&arguments.entity_type)
                    .ok_or_else(|| no_type(&arguments.entity_type))?;
                let entity = anchor_named(known, &arguments.name)?;
                Ok(vec![Action::Retype {
                    entity,
                    entity_type,
                }])
            })
        }
        EntityAction::Alias(arguments) => {
            decision::take(&arguments.correction.file, &arguments.options, |known| {
                let alias = not_empty(&arguments.further)?;
                let entity = anchor_named(known, &arguments.name)?;
                Ok(vec![Action::Alias { entity, alias }])
            })
        }
    }
}

fn merge(known: &KnowledgeBase, arguments: &Merge) -> Result<Action, Failure> {
    let (merged, kept) = (&arguments.name, &arguments.into);
    if entity_named(known, merged)?.id == entity_named(known, kept)?.id {
        return Err(Failure::Failed(format!(
            "`{merged}` and `{kept}` are one entity already"
        )));
    }
    Ok(Action::Merge {
        kept: anchor_named(known, kept)?,
        merged: anchor_named(known, merged)?,
    })
}

fn distinct(known: &KnowledgeBase, arguments: &Distinct) -> Result<Action, Failure> {
    let left = anchor_named(known, &arguments.left)?;
    let right = anchor_named(known, &arguments.right)?;
    if left.mentions.first() == right.mentions.first() {
        let (left, right) = (&arguments.left, &arguments.right);
        return Err(Failure::Failed(format!(
            "`{left}` and `{right}` are one entity, and nothing says which mentions are whose\n\
             help: say where each is mentioned, as `NAME@ARTICLE`, or use `relata entity split`"
        )));
    }
    Ok(Action::Distinct { left, right })
}

fn split(known: &KnowledgeBase, arguments: &Split) -> Result<Action, Failure> {
    let entity = entity_named(known, &arguments.name)?;
    let mut parts = Vec::new();
    for article in &arguments.articles {
        let document = DocumentId::new(article.as_str());
        let mut mentions = entity.mentions.iter();
        if !mentions.any(|mention| mention.document == document) {
            return Err(Failure::Failed(format!(
                "`{}` is not mentioned in an article `{article}`",
                entity.name
            )));
        }
        parts.push(Part::Article(document));
    }
    let leaves = |document: &DocumentId| parts.contains(&Part::Article(document.clone()));
    if entity
        .mentions
        .iter()
        .all(|mention| leaves(&mention.document))
    {
        let name = sanitized(&entity.name);
        return Err(Failure::Failed(format!(
            "nothing of `{name}` would be left: it is mentioned nowhere else\nhelp: to call it something else, \
             `relata entity rename`"
        )));
    }
    for place in &arguments.mentions {
        parts.push(Part::Mention(mention_at(known, entity.id, place)?));
    }
    let name = arguments.new_name.as_deref().map(not_empty).transpose()?;
    let mut entities = known.graph().entities().iter();
    if let Some(name) = name
        .as_ref()
        .filter(|name| entities.any(|other| other.name == **name))
    {
        let message = format!(
            "another entity is called `{name}` already, and stays one of its own; `relata entity merge` makes them one"
        );
        render::diagnostic::print("note", &message);
    }
    let mut anchor = anchor_named(known, &arguments.name)?;
    // What stays is named by what does not leave.
    let leaves = |document: &DocumentId| parts.contains(&Part::Article(document.clone()));
    anchor
        .mentions
        .sort_by_key(|mention| leaves(&mention.document));
    Ok(Action::Split {
        entity: anchor,
        parts,
        name,
    })
}

fn not_empty(name: &str) -> Result<Box<str>, Failure> {
    match name.trim() {
        "" => Err(Failure::AskedWrongly("a name cannot be empty".to_owned())),
        name => Ok(name.into()),
    }
}

fn no_type(name: &str) -> Failure {
    Failure::AskedWrongly(format!(
        "there is no type `{name}`\nhelp: there are Person, Organization, GPE (or Place), Location, \
         Facility, NORP (or Group), Event, Product (or Artifact), Work, Law, Language, Date, Time, \
         Money, Percent, Quantity, Ordinal, Cardinal, Other"
    ))
}
