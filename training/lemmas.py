"""Lemma rules and exceptions, learned by counting.

In: training sentences and the network's word pieces, whose whole words serve as a list of known words. Out: lines of
`ending TAB tag TAB rule` and of `form TAB tag TAB lemma`, and the known words, each in the order of their bytes. The
program applies them in `src/model/lemma.rs` as `Lemmas.__call__` does here.
"""

from collections import Counter, defaultdict
from pathlib import Path

import corpus

LONGEST_ENDING = 6
KEPT_RULES = 3
SHORTEST_KNOWN = 4
# The tags whose forms have an ending to lose. Others follow the commonest rule of their ending.
INFLECTED = {"NNS", "NNPS", "VBD", "VBG", "VBN", "VBZ", "JJR", "JJS", "RBR", "RBS"}


class Lemmas:
    def __init__(self, sentences, pieces, irregular=()):
        """`irregular` are more exceptions, lines `form/n`, `/v` or `/a` TAB lemma; training text wins over them."""
        whole_words = (piece for piece in pieces if piece.isalpha() and piece.isascii())
        self.known = {word for word in whole_words if len(word) >= SHORTEST_KNOWN}
        self.rules = self.learn(sentences)
        self.exceptions = self.collect(sentences)
        seen = {(key_of(form, tag), tag) for s in sentences for form, tag in zip(s.forms, s.xpos)}
        for line in irregular:
            word, lemma = line.rstrip("\n").split("\t")
            form, _, kind = word.rpartition("/")
            for tag in tags_of(form, kind):
                if (form, tag) not in seen and self.rule_lemma(form, tag) != lemma:
                    self.exceptions[form, tag] = lemma

    @staticmethod
    def learn(sentences):
        """For each tag and ending of a form, its rules, the commonest first; kept where they differ from the shorter ending's."""
        counts, seen = defaultdict(Counter), set()
        for sentence in sentences:
            for form, lemma, tag in zip(sentence.forms, sentence.lemmas, sentence.xpos):
                rule, folded = corpus.lemma_rule(form, lemma), form.lower()
                if tag == "NNP":
                    rule = "K:0:"
                if rule[0] == "=" or tag == "GW" or (form, tag, rule) in seen:
                    continue
                seen.add((form, tag, rule))
                for length in range(min(LONGEST_ENDING, len(folded)) + 1):
                    counts[folded[len(folded) - length:], tag][rule] += 1
        kept = {}
        for ending, tag in sorted(counts, key=lambda key: (len(key[0]), key)):
            own = counts[ending, tag]
            total = sum(own.values())
            ranked = sorted((rule for rule in own if own[rule] * 10 >= total), key=lambda rule: (-own[rule], rule))
            ranked = ranked[:KEPT_RULES if tag in INFLECTED else 1]
            if ending and (total < 2 or ranked[0] == kept_rule(kept, ending[1:], tag)):
                continue
            kept[ending, tag] = ranked
        return kept

    def rule_lemma(self, form, tag):
        """The lemma by the longest ending's rule that gives a known word; else by the longest ending's first."""
        folded, first = form.lower(), None
        for length in range(min(LONGEST_ENDING, len(folded)), -1, -1):
            for rule in self.rules.get((folded[len(folded) - length:], tag), ()):
                lemma = apply(form, rule)
                if lemma and lemma in self.known:
                    return lemma
                first = first or lemma
        return first or form

    def collect(self, sentences):
        counts = defaultdict(Counter)
        for sentence in sentences:
            for form, lemma, tag in zip(sentence.forms, sentence.lemmas, sentence.xpos):
                if lemma != "_" and tag != "GW" and (tag != "NNP" or lemma.lower() == form.lower()):
                    counts[key_of(form, tag), tag][lemma] += 1
        exceptions = {}
        for (form, tag), own in counts.items():
            lemma = min(own, key=lambda candidate: (-own[candidate], candidate))
            if lemma != self.rule_lemma(form, tag):
                exceptions[form, tag] = lemma
        return exceptions

    def __call__(self, form, tag):
        return self.exceptions.get((key_of(form, tag), tag)) or self.rule_lemma(form, tag)

    def rule_lines(self):
        lines = ["\t".join([ending, tag] + rules) for (ending, tag), rules in self.rules.items()]
        return sorted(lines, key=str.encode)

    def exception_lines(self):
        return sorted((f"{form}\t{tag}\t{lemma}" for (form, tag), lemma in self.exceptions.items()), key=str.encode)


    def write(self, folder):
        lists = {"lemma_rules.tsv": self.rule_lines(), "lemma_exceptions.tsv": self.exception_lines(), "known_words.txt": sorted(self.known)}
        for name, lines in lists.items():
            Path(folder, name).write_text("".join(line + "\n" for line in lines), encoding="utf-8")


def tags_of(form, kind):
    """The tags that an irregular form of a noun, verb or adjective can have."""
    if kind == "n":
        return ["NNS"]
    if kind == "a":
        return ["JJS", "RBS"] if form.endswith("st") else ["JJR", "RBR"]
    if form.endswith("ing"):
        return ["VBG"]
    return ["VBZ"] if form.endswith("s") else ["VBD", "VBN"]


def key_of(form, tag):
    """Proper nouns keep their case: `Apple` is no apple."""
    return form if tag in ("NNP", "NNPS") else form.lower()


def kept_rule(kept, ending, tag):
    while (ending, tag) not in kept:
        if not ending:
            return None
        ending = ending[1:]
    return kept[ending, tag][0]


def apply(form, rule):
    base_name, cut, ending = rule.split(":", 2)
    base = corpus.based(form, base_name)
    return base[:len(base) - int(cut)] + ending if int(cut) <= len(base) else None
