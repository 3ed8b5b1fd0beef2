"""Writes a trained reader as the program's model file, eight-bit tables behind a checksum, and the lemma lists beside it.

    python export.py --run FOLDER --out ../data/models/accurate.bin [--data ../../shared/data]

The layout is described in `src/model/accurate/weights.rs`.
"""

import argparse
import hashlib
import json
import struct
from pathlib import Path

import numpy
import torch
from blake3 import blake3

import corpus
from lemmas import Lemmas
from network import Reader

MAGIC, VERSION = b"RELATAMD", 1
FLOAT, BYTE, TEXT = 0, 1, 2
# How much of what GUM calls a name otherwise than UNER does goes into the program: all would cost UNER a point of F1,
# none costs GUM five.
GUM_SHARE = 0.4


class Writer:
    def __init__(self):
        self.entries, self.body = [], bytearray()

    def add(self, name, kind, rows, columns, data):
        self.entries.append((name, kind, rows, columns, len(self.body), len(data)))
        self.body += data

    def floats(self, name, array):
        array = numpy.atleast_2d(numpy.asarray(array, dtype="<f4"))
        self.add(name, FLOAT, *array.shape, array.tobytes())

    def quantized(self, name, suffix, array):
        """Rows in eight bits, each with its own scale."""
        array = numpy.asarray(array, dtype=numpy.float32)
        scale = numpy.abs(array).max(axis=1) / 127
        scale[scale == 0] = 1
        values = numpy.clip(numpy.rint(array / scale[:, None]), -127, 127).astype(numpy.int8)
        self.add(name + suffix, BYTE, *values.shape, values.tobytes())
        self.floats(name + ".scale", scale)

    def linear(self, name, weight, bias):
        self.quantized(name, ".weight", weight)
        self.floats(name + ".bias", bias)

    def lines(self, name, lines):
        self.add(name, TEXT, len(lines), 1, "".join(line + "\n" for line in lines).encode())

    def bytes(self):
        contents = b""
        for name, kind, rows, columns, place, length in self.entries:
            encoded = name.encode()
            contents += struct.pack("<H", len(encoded)) + encoded + struct.pack("<BIIQQ", kind, rows, columns, place, length)
        rest = contents + bytes(self.body)
        return MAGIC + struct.pack("<II", VERSION, len(self.entries)) + blake3(rest).digest() + rest


def export(state, inventory):
    state = {name: tensor.float().numpy() for name, tensor in state.items()}
    writer = Writer()
    order = sorted(range(len(inventory["pieces"])), key=lambda place: inventory["pieces"][place].encode())
    writer.lines("pieces.text", [inventory["pieces"][place] for place in order])
    for name in ("upos", "xpos", "feats", "names", "relations"):
        writer.lines(name + ".text", inventory[name])
    writer.quantized("pieces", "", state["pieces.weight"][order])
    writer.floats("positions", state["positions.weight"])
    writer.floats("shapes", state["shapes.weight"])
    norms = ["embedding_norm"] + [f"layers.{n}.{part}" for n in range(6) for part in ("attention_norm", "norm")]
    for name in norms:
        writer.floats(name + ".weight", state[name + ".weight"])
        writer.floats(name + ".bias", state[name + ".bias"])
    for number in range(6):
        for part in ("query_key_value", "output", "inner", "outer"):
            name = f"layers.{number}.{part}"
            writer.linear(name, state[name + ".weight"], state[name + ".bias"])
    parts = ("upos", "xpos", "feats", "names", "arc_dependent", "arc_head", "relation_dependent", "relation_head")
    for part in ("weight", "bias"):
        state[f"names.{part}"] = state[f"names.{part}"] + GUM_SHARE * state[f"gum_names.{part}"]
    stacked = {part: numpy.concatenate([state[f"{name}.{part}"] for name in parts]) for part in ("weight", "bias")}
    writer.linear("words", stacked["weight"], stacked["bias"])
    writer.linear("arc", state["arc"][:-1].T, state["arc"][-1])
    relation = state["relation"]
    relations, width = relation.shape[0], relation.shape[1] - 1
    writer.linear("relation", relation[:, :width].transpose(0, 2, 1).reshape(relations * (width + 1), width), relation[:, width].reshape(-1))
    return writer.bytes()


def parity(state, inventory):
    """What the trainer reads in a few sentences, for the program's tests: a word a line, sentences parted by empty lines.

    Form, numbers of its pieces in the file, casing class, tag, head, relation, the first four numbers of its vector.
    """
    sizes = {name: len(values) for name, values in inventory.items()} | {"shapes": 2 * len(corpus.SHAPES) + 1}
    reader = Reader(sizes)
    reader.load_state_dict(state, strict=False)
    reader.eval()
    wordpiece = corpus.WordPiece(inventory["pieces"])
    place = {piece: number for number, piece in enumerate(sorted(inventory["pieces"], key=str.encode))}
    lines = []
    for text in PARITY_SENTENCES:
        forms = text.split()
        pieces = [wordpiece(form) for form in forms]
        marks = [[wordpiece.index["[CLS]"]], [wordpiece.index["[SEP]"]]]
        flat = [number for word in [marks[0]] + pieces + [marks[1]] for number in word]
        words = [0] + [at + 1 for at, word in enumerate(pieces) for _ in word] + [-1]
        shapes = [0 if at < 1 else corpus.shape(forms[at - 1]) + 1 for at in words]
        inputs = [torch.tensor([values]) for values in (flat, shapes, words)]
        mask = torch.ones_like(inputs[0], dtype=torch.bool)
        with torch.no_grad():
            vectors = reader.words(*inputs, mask)[0]
            tags, arcs, dependent, head = reader(*inputs, mask)
            heads = arcs[0].argmax(-1)
            relations = reader.relations(dependent[0], head[0, heads]).argmax(-1)
        for at, form in enumerate(forms):
            numbers = ",".join(str(place[inventory["pieces"][number]]) for number in pieces[at])
            upos = inventory["upos"][int(tags["upos"][0, at + 1].argmax())]
            relation = inventory["relations"][int(relations[at + 1])]
            vector = ",".join(f"{value:.3f}" for value in vectors[at + 1, :4].tolist())
            lines.append("\t".join([form, numbers, str(corpus.shape(form) + 1), upos, str(int(heads[at + 1])), relation, vector]))
        lines.append("")
    return "\n".join(lines) + "\n"


PARITY_SENTENCES = [
    "The mayor of Oslo opened a new bridge on Friday .",
    "Żółw sprinted past O'Neill 's café , NATO said in 2021 .",
    "She did n't sell McDonald stock because prices fell 3.5 % .",
    "EU-wide rules : naïve ， or not ?",
]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default="../../shared/data")
    parser.add_argument("--run", required=True, help="the folder train.py wrote")
    parser.add_argument("--irregular", default="../data/lexicon/lemma_exceptions.tsv", help="irregular forms of words")
    parser.add_argument("--out", required=True)
    parser.add_argument("--parity", default="../src/model/accurate/parity.tsv", help="what the tests compare with")
    options = parser.parse_args()
    inventory = json.loads(Path(options.run, "inventory.json").read_text(encoding="utf-8"))
    sentences, _, _ = corpus.load(options.data)
    irregular = Path(options.irregular).read_text(encoding="utf-8").splitlines()
    Lemmas(sentences, inventory["pieces"], irregular).write(Path(options.out).parent)
    state = torch.load(Path(options.run, "average.pt"))
    Path(options.parity).write_text(parity(state, inventory), encoding="utf-8")
    content = export(state, inventory)
    Path(options.out).write_bytes(content)
    print(f"{options.out}: {len(content)} bytes, SHA-256 {hashlib.sha256(content).hexdigest()}")


if __name__ == "__main__":
    main()
