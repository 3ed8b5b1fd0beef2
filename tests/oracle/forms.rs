//! The thirteen query forms of `../shared/perf`, and the graph that they are asked of.

use std::fmt::Write as _;

/// The same tables for SQL; the rows come from the CSV.
pub const SCHEMA: &str = "\
    CREATE TABLE node(id INT, name TEXT, kind TEXT, mentions INT);
    CREATE TABLE edge(src INT, dst INT, rel TEXT, negated TEXT, confidence DOUBLE, date TEXT);";

/// Each form in the graph language and in SQL that SQLite and DuckDB both read.
pub const QUERIES: [(&str, &str); 13] = [
    (
        "MATCH (n:Entity) WHERE n.name = '{mid}' RETURN n.id, n.name, n.kind, n.mentions",
        "SELECT id, name, kind, mentions FROM node WHERE name = '{mid}'",
    ),
    (
        "MATCH (a:Entity)-[r:meet]->(b:Entity) WHERE a.name = '{hub}' RETURN b.name, r.confidence, r.date",
        "SELECT b.name, confidence, date FROM edge JOIN node a ON a.id = src JOIN node b ON b.id = dst WHERE a.name = '{hub}' AND rel = 'meet'",
    ),
    (
        "MATCH (a:Entity)-[r:sue]->(b:Entity) WHERE a.name = '{leaf}' RETURN b.name, r.confidence, r.date",
        "SELECT b.name, confidence, date FROM edge JOIN node a ON a.id = src JOIN node b ON b.id = dst WHERE a.name = '{leaf}' AND rel = 'sue'",
    ),
    (
        "MATCH (a:Entity)-[r]->(b:Entity)-[s]->(c:Entity) WHERE a.name = '{mid}' RETURN count(DISTINCT c.id)",
        "SELECT count(DISTINCT s.dst) FROM edge r JOIN edge s ON s.src = r.dst JOIN node a ON a.id = r.src WHERE a.name = '{mid}'",
    ),
    (
        "MATCH (a:Entity)-[r:meet]->(b:Entity)-[s:criticize]->(c:Entity) WHERE a.kind = 'Person' AND c.kind = 'Person' AND a.id <> c.id RETURN count(*)",
        "SELECT count(*) FROM edge r JOIN edge s ON s.src = r.dst JOIN node a ON a.id = r.src JOIN node c ON c.id = s.dst WHERE r.rel = 'meet' AND s.rel = 'criticize' AND a.kind = 'Person' AND c.kind = 'Person' AND a.id <> c.id",
    ),
    (
        "MATCH (a:Entity)-[r:meet|criticize|visit]->(b:Entity)-[s:meet|criticize|visit]->(c:Entity), (a)-[t:meet|criticize|visit]->(c) RETURN count(*)",
        "WITH e AS (SELECT src, dst FROM edge WHERE rel IN ('meet', 'criticize', 'visit')) SELECT count(*) FROM e r JOIN e s ON s.src = r.dst JOIN e t ON t.src = r.src AND t.dst = s.dst",
    ),
    (
        "MATCH (a:Entity)-[r]->(b:Entity) RETURN type(r) AS rel, count(*) AS n ORDER BY n DESC, rel LIMIT 20",
        "SELECT rel, count(*) AS n FROM edge GROUP BY rel ORDER BY n DESC, rel LIMIT 20",
    ),
    (
        "MATCH (a:Entity)-[r]->(b:Entity) WHERE r.confidence > 0.9 AND r.date >= '2023-04-01' AND r.date < '2023-07-01' RETURN count(*)",
        "SELECT count(*) FROM edge WHERE confidence > 0.9 AND date >= '2023-04-01' AND date < '2023-07-01'",
    ),
    (
        "MATCH (a:Entity)-[*1..3]->(b:Entity) WHERE a.name = '{leaf}' RETURN count(DISTINCT b.id)",
        "WITH RECURSIVE r(n, d) AS (SELECT dst, 1 FROM edge JOIN node ON id = src WHERE name = '{leaf}' UNION SELECT dst, d + 1 FROM r JOIN edge ON src = n WHERE d < 3) SELECT count(DISTINCT n) FROM r",
    ),
    (
        "MATCH (a:Entity), (b:Entity), p = shortestPath((a)-[*..15]->(b)) WHERE a.name = '{leaf}' AND b.name = '{far}' RETURN length(p)",
        "WITH RECURSIVE r(n, d) AS (SELECT id, 0 FROM node WHERE name = '{leaf}' UNION SELECT dst, d + 1 FROM r JOIN edge ON src = n WHERE d < 15) SELECT min(d) FROM r JOIN node ON id = n WHERE name = '{far}' HAVING min(d) IS NOT NULL",
    ),
    (
        "MATCH (n:Entity) WHERE n.name STARTS WITH 'Mar' RETURN n.name ORDER BY n.name LIMIT 20",
        "SELECT name FROM node WHERE substr(name, 1, 3) = 'Mar' ORDER BY name LIMIT 20",
    ),
    (
        "MATCH (n:Entity) WHERE toLower(n.name) CONTAINS 'berg' RETURN count(*)",
        "SELECT count(*) FROM node WHERE instr(lower(name), 'berg') > 0",
    ),
    (
        "MATCH (n:Entity)-[r]-(m:Entity) RETURN n.name AS name, count(*) AS d ORDER BY d DESC, name LIMIT 10",
        "SELECT name, count(*) AS d FROM (SELECT src AS n FROM edge UNION ALL SELECT dst FROM edge) JOIN node ON id = n GROUP BY n, name ORDER BY d DESC, name LIMIT 10",
    ),
];

const NODES: u64 = 400;
const EDGES: u64 = 4000;
const KINDS: [&str; 3] = ["Person", "Organization", "Place"];
const RELATIONS: [&str; 6] = ["meet", "criticize", "visit", "call", "sue", "praise"];
const SYLLABLES: [&str; 8] = ["Mar", "ber", "kov", "Łu", "tin", "berg", "san", "do"];

/// Numbers that look random and are the same every time: splitmix64.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % below
    }

    /// Small numbers more often: hubs.
    fn skewed(&mut self, below: u64) -> u64 {
        let first = self.next(below) + 1;
        self.next(first)
    }
}

/// The graph as two tables of CSV.
pub fn tables() -> (String, String) {
    let mut numbers = Numbers(7);
    let mut nodes = String::from("id,name,kind,mentions\n");
    for id in 0..NODES {
        let part = |numbers: &mut Numbers| SYLLABLES[numbers.next(8) as usize];
        let name = format!("{}{} {id}", part(&mut numbers), part(&mut numbers));
        let kind = KINDS[numbers.next(3) as usize];
        let mentions = numbers.next(50);
        writeln!(nodes, "{id},{name},{kind},{mentions}").unwrap();
    }
    let mut edges = String::from("src,dst,rel,negated,confidence,date\n");
    for _ in 0..EDGES {
        let start = numbers.skewed(NODES);
        let end = (start + 1 + numbers.skewed(NODES - 1)) % NODES;
        let relation = RELATIONS[numbers.skewed(6) as usize];
        let confidence = 300 + numbers.next(700);
        let (month, day) = (1 + numbers.next(12), 1 + numbers.next(28));
        writeln!(
            edges,
            "{start},{end},{relation},{},0.{confidence},2023-{month:02}-{day:02}",
            numbers.next(20) == 0
        )
        .unwrap();
    }
    (nodes, edges)
}
