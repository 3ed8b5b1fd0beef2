"""Reads EWT, GUM's open genres and UNER into sentences ready for the network.

In: the files of the shared data folder. Out: lists of `Sentence`, label inventories, word pieces and shapes.
Nothing here knows the network.
"""

import lzma
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

TYPES = ["PER", "ORG", "LOC", "EVENT", "MISC"]
NAME_LABELS = ["O"] + [f"{mark}-{kind}" for kind in TYPES for mark in "BI"]
GUM_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC", "event": "EVENT",
             "object": "MISC", "abstract": "MISC", "substance": "MISC"}
INSIDE_NAMES = {"of", "in", "for", "the", "and", "&", "-", "/", "'s", "’s", "'", ":", "de", "on", "at", "to", ".", ","}
MOST_PIECES = 16
MOST_WORDS = 200


@dataclass
class Sentence:
    corpus: str
    identifier: str
    document: str
    forms: list = field(default_factory=list)
    lemmas: list = field(default_factory=list)
    upos: list = field(default_factory=list)
    xpos: list = field(default_factory=list)
    feats: list = field(default_factory=list)
    heads: list = field(default_factory=list)
    relations: list = field(default_factory=list)
    misc: list = field(default_factory=list)
    names: list = None  # labels, or None where nobody annotated them


def open_text(path):
    return lzma.open(path, "rt", encoding="utf-8") if str(path).endswith(".xz") else open(path, encoding="utf-8")


def read_conllu(path, corpus):
    sentences, document, current = [], "", None
    with open_text(path) as lines:
        identifier = ""
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id"):
                document = line.split("=", 1)[1].strip()
            elif line.startswith("# sent_id"):
                identifier = line.split("=", 1)[1].strip()
            elif not line:
                if current:
                    sentences.append(current)
                current = None
            elif line[0] != "#":
                column = line.split("\t")
                if not column[0].isdigit():
                    continue
                if current is None:
                    current = Sentence(corpus, identifier, document)
                current.forms.append(column[1])
                current.lemmas.append(column[2])
                current.upos.append(column[3])
                current.xpos.append(column[4])
                current.feats.append(column[5])
                current.heads.append(int(column[6]))
                current.relations.append(column[7])
                current.misc.append(column[9])
    if current:
        sentences.append(current)
    return sentences


def add_uner(sentences, path):
    """Gives EWT sentences their UNER labels; a sentence tokenised otherwise there keeps None."""
    table, identifier, forms, labels = {}, "", [], []
    with open_text(path) as lines:
        for line in list(lines) + ["\n"]:
            line = line.rstrip("\n")
            if line.startswith("# sent_id"):
                identifier = line.split("=", 1)[1].strip()
            elif not line:
                if forms:
                    table[identifier] = (forms, labels)
                forms, labels = [], []
            elif line[0] != "#":
                column = line.split("\t")
                forms.append(column[1])
                labels.append(column[2])
    for sentence in sentences:
        found = table.get(sentence.identifier)
        if found and found[0] == sentence.forms:
            sentence.names = found[1]


def gum_mentions(sentence):
    """Yields (first, last, type, head words) of the entities that open and close within the sentence."""
    stack = []
    for place, misc in enumerate(sentence.misc):
        entity = next((part[7:] for part in misc.split("|") if part.startswith("Entity=")), None)
        if entity is None:
            continue
        for token in re.findall(r"\(\d+[^()]*\)?|\d+\)", entity):
            if token[0] == "(":
                fields = token[1:].rstrip(")").split("-")
                if token[-1] == ")":
                    yield place, place, fields
                else:
                    stack.append((place, fields))
                continue
            for at in range(len(stack) - 1, -1, -1):
                if stack[at][1][0] == token[:-1]:
                    first, fields = stack.pop(at)
                    yield first, place, fields
                    break


def name_span(sentence, first, fields):
    """The words of a mention that are its name, or None: UNER's scheme leaves out articles and modifiers."""
    if len(fields) < 6 or not fields[5][:1].isdigit():
        return None
    heads = [first + int(number) - 1 for number in fields[5].split(",")]
    start, end = heads[0], heads[-1]
    if end >= len(sentence.forms) or end - start > 9 or sentence.upos[start] not in ("PROPN", "ADJ", "NOUN", "NUM"):
        return None
    while start < end and sentence.forms[start].lower() == "the":
        start += 1
    while end > start and sentence.xpos[end] == "POS":
        end -= 1
    if not sentence.forms[start][:1].isupper() and sentence.upos[start] != "PROPN":
        return None
    inside = range(start, end + 1)
    if len(" ".join(sentence.forms[start:end + 1])) < 2 or sentence.forms[start] in ("Figure", "Table", "Section", "Chapter"):
        return None
    if any(place not in heads and sentence.forms[place].lower() not in INSIDE_NAMES for place in inside):
        return None
    proper = sum(sentence.upos[place] == "PROPN" for place in inside)
    return (start, end) if proper * 2 > len(inside) - 1 and proper else None


def split_at_commas(sentence, span):
    """`Paris , France` is one mention in GUM and two names in UNER."""
    start = span[0]
    for place in range(span[0], span[1] + 2):
        if place > span[1] or sentence.forms[place] == ",":
            if place > start:
                yield start, place - 1
            start = place + 1


def add_gum_names(sentences, known_places):
    """Names from GUM's nested entities: the outermost mention with a proper-noun head wins."""
    for sentence in sentences:
        spans = []
        for first, _, fields in gum_mentions(sentence):
            kind = GUM_TYPES.get(fields[1])
            span = kind and name_span(sentence, first, fields)
            if span:
                for part in split_at_commas(sentence, span):
                    text = " ".join(sentence.forms[part[0]:part[1] + 1]).lower()
                    spans.append((part, "LOC" if kind == "ORG" and text in known_places else kind))
        labels = ["O"] * len(sentence.forms)
        for (start, end), kind in sorted(spans, key=lambda item: item[0][0] - item[0][1]):
            if all(label == "O" for label in labels[start:end + 1]):
                labels[start] = "B-" + kind
                labels[start + 1:end + 1] = ["I-" + kind] * (end - start)
        sentence.names = labels


def name_spans(labels):
    """Strict spans (type, first, last) of BIO labels, as conllu_score.py counts them."""
    spans, open_ = set(), None
    for place, label in enumerate(list(labels) + ["O"]):
        if open_ and label != "I-" + open_[0]:
            spans.add((open_[0], open_[1], place - 1))
            open_ = None
        if label != "O" and not open_:
            open_ = (label[2:], place)
    return spans


def known_places(sentences):
    seen = Counter()
    for sentence in sentences:
        for kind, first, last in name_spans(sentence.names or []):
            seen[kind, " ".join(sentence.forms[first:last + 1]).lower()] += 1
    return {text for kind, text in seen if kind == "LOC" and seen["LOC", text] > seen["ORG", text]}


# ---- lemma rules -------------------------------------------------------------------------------------------------

def lemma_rule(form, lemma):
    """How to make `lemma` of `form`: `=lemma`, or base (L lower case, K as is, C capitalised) : cut : ending."""
    base_name = "L" if lemma == lemma.lower() else "K"
    if base_name == "K" and form[:2] != lemma[:2] and form.capitalize()[:2] == lemma[:2]:
        base_name = "C"
    base = based(form, base_name)
    shared = 0
    while shared < min(len(base), len(lemma)) and base[shared] == lemma[shared]:
        shared += 1
    if (shared * 2 < len(base) or shared == 0) and lemma:
        return "=" + lemma
    return f"{base_name}:{len(base) - shared}:{lemma[shared:]}"


def based(form, base_name):
    return {"L": form.lower(), "K": form, "C": form.capitalize()}[base_name]


def apply_rule(form, rule):
    if rule[0] == "=":
        return rule[1:]
    base_name, cut, ending = rule.split(":", 2)
    base = based(form, base_name)
    return base[:len(base) - int(cut)] + ending


# ---- word pieces and shapes --------------------------------------------------------------------------------------

def is_punctuation(character):
    code = ord(character)
    ascii_mark = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    return ascii_mark or unicodedata.category(character).startswith("P")


class WordPiece:
    """BERT's uncased word pieces of one word: lower case, accents stripped, punctuation apart, longest match."""

    def __init__(self, pieces):
        self.pieces = pieces
        self.index = {piece: number for number, piece in enumerate(pieces)}
        self.unknown = self.index["[UNK]"]
        self.cache = {}

    def __call__(self, word):
        if word not in self.cache:
            numbers = [number for part in self.parts(word) for number in self.match(part)]
            self.cache[word] = numbers[:MOST_PIECES] or [self.unknown]
        return self.cache[word]

    @staticmethod
    def parts(word):
        plain = unicodedata.normalize("NFD", word.lower())
        parts, current = [], ""
        for character in plain:
            if unicodedata.category(character) in ("Mn", "Cc", "Cf"):
                continue
            if is_punctuation(character):
                parts += [current, character]
                current = ""
            elif character.isspace():
                parts.append(current)
                current = ""
            else:
                current += character
        return [part for part in parts + [current] if part]

    def match(self, part):
        numbers, start = [], 0
        while start < len(part):
            end = min(len(part), start + 24)
            while end > start:
                piece = ("##" if start else "") + part[start:end]
                if piece in self.index:
                    break
                end -= 1
            if end == start:
                return [self.unknown]
            numbers.append(self.index[piece])
            start = end
        return numbers


SHAPES = ["x", "X", "Xx", "XX", "d", "p", "xX", "Xd", "xd", "dx", "dX", "XpX", "Xxp", "xpx", "XxpXx", "dpd", "other"]


def shape(word):
    """A word's casing as one of 2 × len(SHAPES) classes; the upper half is for words of one or two characters."""
    runs, upper_run = [], 0
    for character in word:
        if character.isupper():
            kind = "X"
        elif character.isalpha():
            kind = "x"
        elif character.isdigit():
            kind = "d"
        else:
            kind = "p"
        if runs and runs[-1] == kind:
            upper_run += kind == "X"
        else:
            runs.append(kind)
    text = "".join(runs)
    if text == "X":
        text = "XX" if upper_run else "X"
    elif text.startswith("Xx") and upper_run:
        text = "other"
    number = SHAPES.index(text) if text in SHAPES else SHAPES.index("other")
    return number + (len(SHAPES) if len(word) <= 2 else 0)


def keep_piece(piece):
    """English text never shows most of BERT's other scripts; they go."""
    if piece.startswith("[unused"):
        return False
    if piece in ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"):
        return True
    body = piece[2:] if piece.startswith("##") else piece
    return len(body) == 1 or all(ord(character) < 0x250 for character in body)


def inventory(values, least=1):
    counts = Counter(values)
    return sorted(value for value in counts if counts[value] >= least)


def load(data):
    """(train, dev EWT, dev GUM) with names, from the shared data folder; never the non-commercial part."""
    ewt, gum, uner = f"{data}/ud-english-ewt", f"{data}/ud-english-gum/open", f"{data}/uner-english-ewt"
    ewt_train = read_conllu(f"{ewt}/en_ewt-ud-train.conllu.xz", "ewt")
    ewt_dev = read_conllu(f"{ewt}/en_ewt-ud-dev.conllu.xz", "ewt")
    add_uner(ewt_train, f"{uner}/en_ewt-uner-train.iob2.xz")
    add_uner(ewt_dev, f"{uner}/en_ewt-uner-dev.iob2.xz")
    places = known_places(ewt_train)
    gum_train = read_conllu(f"{gum}/en_gum_open-train.conllu.xz", "gum")
    gum_dev = read_conllu(f"{gum}/en_gum_open-dev.conllu.xz", "gum")
    add_gum_names(gum_train, places)
    add_gum_names(gum_dev, places)
    return ewt_train + gum_train, ewt_dev, gum_dev
