-- Version 1: articles, what was read in them, the linked graph, corrections.
-- Offsets count bytes of `documents.text`, from 0, the end not included.

CREATE TABLE state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    change INTEGER NOT NULL,       -- grows with every transaction that changes the file
    contents TEXT NOT NULL,        -- digest of all articles, readings and corrections
    graph_contents TEXT,           -- the digest that the linked graph was made from
    graph_version TEXT,            -- the version of the program that linked it
    graph_hash TEXT                -- BLAKE3 of the linked graph
);

CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    title TEXT,
    date TEXT,
    source TEXT,
    text TEXT NOT NULL,
    body_start INTEGER NOT NULL,
    body_end INTEGER NOT NULL,
    article_hash TEXT NOT NULL,    -- BLAKE3 of the article as it was read in
    reading_hash TEXT NOT NULL     -- BLAKE3 of the article and all that was read in it
);

CREATE TABLE sentences (
    document INTEGER NOT NULL REFERENCES documents,
    id INTEGER NOT NULL,
    token_start INTEGER NOT NULL,
    token_end INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    kind TEXT NOT NULL,
    paragraph INTEGER NOT NULL,
    PRIMARY KEY (document, id)
) WITHOUT ROWID;

CREATE TABLE mentions (
    document INTEGER NOT NULL REFERENCES documents,
    id INTEGER NOT NULL,
    text TEXT NOT NULL,            -- the words from start to end, to look at and to verify
    type TEXT NOT NULL,
    kind TEXT NOT NULL,
    sentence INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    core_start INTEGER NOT NULL,
    core_end INTEGER NOT NULL,
    token_start INTEGER NOT NULL,
    token_end INTEGER NOT NULL,
    head INTEGER NOT NULL,
    PRIMARY KEY (document, id)
) WITHOUT ROWID;

CREATE TABLE clusters (
    document INTEGER NOT NULL REFERENCES documents,
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    is_named INTEGER NOT NULL,
    type TEXT NOT NULL,
    PRIMARY KEY (document, id)
) WITHOUT ROWID;

CREATE TABLE cluster_mentions (
    document INTEGER NOT NULL REFERENCES documents,
    cluster INTEGER NOT NULL,
    position INTEGER NOT NULL,
    mention INTEGER NOT NULL,
    PRIMARY KEY (document, cluster, position)
) WITHOUT ROWID;

CREATE TABLE cluster_members (
    document INTEGER NOT NULL REFERENCES documents,
    cluster INTEGER NOT NULL,
    position INTEGER NOT NULL,
    member INTEGER NOT NULL,
    PRIMARY KEY (document, cluster, position)
) WITHOUT ROWID;

CREATE TABLE links (
    document INTEGER NOT NULL REFERENCES documents,
    cluster INTEGER NOT NULL,
    position INTEGER NOT NULL,
    mention INTEGER NOT NULL,
    antecedent INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (document, cluster, position)
) WITHOUT ROWID;

CREATE TABLE relation_mentions (
    document INTEGER NOT NULL REFERENCES documents,
    id INTEGER NOT NULL,
    predicate TEXT NOT NULL,
    phrase TEXT NOT NULL,
    predicate_start INTEGER NOT NULL,
    predicate_end INTEGER NOT NULL,
    negated INTEGER NOT NULL,
    modality TEXT NOT NULL,
    time_start INTEGER,
    time_end INTEGER,
    time_kind TEXT,
    time_value TEXT,
    time_basis TEXT,
    time_first_day TEXT,
    time_last_day TEXT,
    content_of INTEGER,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    symmetric INTEGER NOT NULL,
    nominal INTEGER NOT NULL,
    PRIMARY KEY (document, id)
) WITHOUT ROWID;

CREATE TABLE relation_mention_arguments (
    document INTEGER NOT NULL REFERENCES documents,
    relation INTEGER NOT NULL,
    slot TEXT NOT NULL,            -- subject, object, argument, place, source
    position INTEGER NOT NULL,
    role TEXT,                     -- of an argument: to, with, that
    kind TEXT NOT NULL,            -- mention, clause, cluster, literal
    target INTEGER,                -- the mention, relation mention or cluster
    text TEXT,                     -- of a literal, as the next three
    head TEXT,
    start INTEGER,
    end INTEGER,
    PRIMARY KEY (document, relation, slot, position)
) WITHOUT ROWID;

CREATE TABLE ledger (
    id INTEGER PRIMARY KEY,
    action TEXT NOT NULL,
    arguments TEXT NOT NULL,       -- JSON
    reason TEXT,
    given_at TEXT
);

-- The linked graph: made from the rows above, and made anew when they have changed.

CREATE TABLE entities (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    is_named INTEGER NOT NULL,
    stands_for INTEGER REFERENCES entities,
    mention_count INTEGER NOT NULL
);

CREATE TABLE entity_aliases (
    entity INTEGER NOT NULL REFERENCES entities,
    position INTEGER NOT NULL,
    alias TEXT NOT NULL,
    PRIMARY KEY (entity, position)
) WITHOUT ROWID;

CREATE TABLE entity_members (
    entity INTEGER NOT NULL REFERENCES entities,
    position INTEGER NOT NULL,
    member INTEGER NOT NULL REFERENCES entities,
    PRIMARY KEY (entity, position)
) WITHOUT ROWID;

CREATE TABLE entity_mentions (
    entity INTEGER NOT NULL REFERENCES entities,
    position INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES documents,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    core_start INTEGER NOT NULL,
    core_end INTEGER NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (entity, position)
) WITHOUT ROWID;

CREATE TABLE merge_reasons (
    entity INTEGER NOT NULL REFERENCES entities,
    position INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES documents,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    antecedent_start INTEGER,
    antecedent_end INTEGER,
    reason TEXT NOT NULL,
    PRIMARY KEY (entity, position)
) WITHOUT ROWID;

CREATE TABLE relations (
    id INTEGER PRIMARY KEY,
    predicate TEXT NOT NULL,
    negated INTEGER NOT NULL,
    modality TEXT NOT NULL,
    time_text TEXT,
    time_start INTEGER,
    time_end INTEGER,
    time_kind TEXT,
    time_value TEXT,
    time_basis TEXT,
    time_first_day TEXT,
    time_last_day TEXT,
    content_of INTEGER REFERENCES relations,
    symmetric INTEGER NOT NULL,
    nominal INTEGER NOT NULL
);

CREATE TABLE relation_arguments (
    relation INTEGER NOT NULL REFERENCES relations,
    slot TEXT NOT NULL,            -- subject, object, argument, place, source
    position INTEGER NOT NULL,
    role TEXT,
    kind TEXT NOT NULL,            -- entity, relation, literal
    target INTEGER,                -- the entity or the relation
    text TEXT,                     -- of a literal, as the next three
    head TEXT,
    start INTEGER,
    end INTEGER,
    PRIMARY KEY (relation, slot, position)
) WITHOUT ROWID;

CREATE TABLE evidence (
    relation INTEGER NOT NULL REFERENCES relations,
    position INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES documents,
    sentence TEXT NOT NULL,        -- the words from sentence_start to sentence_end
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    predicate_start INTEGER NOT NULL,
    predicate_end INTEGER NOT NULL,
    phrase TEXT NOT NULL,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    PRIMARY KEY (relation, position)
) WITHOUT ROWID;

-- For people: a fact a row, a row for each sentence it rests on.
CREATE VIEW facts AS
SELECT relations.id AS fact,
    coalesce(subject_entity.name, subject.text, 'fact ' || subject.target) AS subject,
    relations.predicate,
    coalesce(object_entity.name, object.text, 'fact ' || object.target) AS object,
    relations.negated,
    relations.modality,
    source_entity.name AS said_by,
    coalesce(relations.time_value, relations.time_text) AS time,
    documents.name AS document,
    documents.date,
    evidence.sentence,
    evidence.confidence
FROM relations
JOIN evidence ON evidence.relation = relations.id
LEFT JOIN documents ON documents.id = evidence.document
LEFT JOIN relation_arguments AS subject ON subject.relation = relations.id AND subject.slot = 'subject'
LEFT JOIN entities AS subject_entity ON subject.kind = 'entity' AND subject_entity.id = subject.target
LEFT JOIN relation_arguments AS object ON object.relation = relations.id AND object.slot = 'object'
LEFT JOIN entities AS object_entity ON object.kind = 'entity' AND object_entity.id = object.target
LEFT JOIN relation_arguments AS source ON source.relation = relations.id AND source.slot = 'source'
    AND source.position = (SELECT max(position) FROM relation_arguments AS inner_source
        WHERE inner_source.relation = relations.id AND inner_source.slot = 'source')
LEFT JOIN entities AS source_entity ON source_entity.id = source.target;
