"""New records and new chapters, as files that `chapter check` has nothing to say about.

What a record needs is asked for, or given as flags; everything else stands in the
file as comments. No file that is there already is ever touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date as Date
from datetime import timedelta
from json import dumps
from pathlib import Path
from typing import NamedTuple, get_type_hints
from urllib.parse import urlsplit

from generator import __version__
from generator.draft import Answers, choices_of, draft, markdown_draft, options, problems_of, scalar
from generator.model.decode import decode_record, describe, fields_of
from generator.model.gather import read_record
from generator.model.leaves import leaves
from generator.model.link import SINGULAR, unknown_id
from generator.model.records import KINDS, TARGETS, Charter, Record
from generator.model.scalars import is_id
from generator.model.slips import a, listed, unknown_key
from generator.model.slug import slug
from generator.model.translations import TRANSLATED, parted, translation_of
from generator.operator import OperatorError, OutputNotWritable, ProjectNotFound
from generator.schema import editor_settings, schemas
from generator.text.diagnostic import Diagnostic, Place, did_you_mean
from generator.text.document import parse_document
from generator.text.source import Source, Span
from generator.text.tree import read_tree

# Puts a question; its second argument is the answer that an empty line gives.
Ask = Callable[[str, str], str]

# Kind -> the ids it has.
Stems = Mapping[str, frozenset[str]]

FOLDERS = {singular: folder for folder, singular in SINGULAR.items()}

# Asked for, though a record could do without: most people know it at once.
WELCOME = {
    "events": ("start", "venue"),
    "members": ("company", "title"),
    "recaps": ("event",),
    "recommendations": ("what_for",),
    "venues": ("directions",),
}

# Kinds that are mostly prose, with the line that waits for it.
PROSE = {
    "recaps": "Tell what happened here, in a few paragraphs.",
    "posts": "Write the news here.",
    "pages": "Write the page here.",
}

# Kinds whose ids start with a day, and lie in a folder for each year.
DATED = ("events", "recaps", "posts")

# Fields that have a flag of their own on the command line; the others are given with `--set`.
FLAGS = ("title", "name", "date", "event")

LONGEST_ID = 80

# What is asked about stands in no file yet.
NOWHERE = Place("")


class AlreadyThere(OperatorError):
    """What was to be made exists."""


class NotAnswered(OperatorError):
    """Something that is needed was not given, or cannot be what it says."""


# -- a record ----------------------------------------------------------------


def new_record(
    kind: str,
    content: Path,
    given: Mapping[str, str],
    *,
    today: Date,
    id: str = "",
    ask: Ask | None = None,
    say: Callable[[str], None] = print,
) -> Path:
    """Write a new record's file and return its path.

    `kind` is a word such as `event`. `given` holds fields by name; `rsvp.url` is a
    field of a part, and commas part the items of a list. What is missing is asked
    for, again after an answer that will not do; `say` is told why.

    Raises ProjectNotFound, NotAnswered, AlreadyThere.
    """
    folder = _folder_of(kind)
    if not (content / "chapter.yaml").is_file():
        raise ProjectNotFound(f"there is no chapter in {content}: name its --content, or begin with `chapter new site`")
    stems = _stems(content)
    answers = _tree(KINDS[folder], given)
    for name in _wanted(folder):
        if name not in answers:
            default = _default(folder, name, stems, today)
            answer = _answer(folder, name, default, stems, ask, say)
            if answer:
                answers[name] = answer
    text, ending = _text(folder, answers)
    if problem := _problem(folder, text, ending, stems):
        raise NotAnswered(problem)
    id = id or _id(folder, answers, ask)
    if not is_id(id):
        raise NotAnswered(f"`{id}` cannot be an address: use letters, digits and hyphens")
    if id in stems[folder]:
        raise AlreadyThere(f"there is {a(KINDS[folder])} called `{id}` already: name the new one with --id")
    year = re.match(r"\d{4}(?=-)", id)
    path = content / folder / (year[0] if year and folder in DATED else "") / (id + ending)
    _write({path: text})
    return path


def new_translation(content: Path, what: str, tag: str) -> Path:
    """Write the draft of a record's translation beside it, with the words of the original to begin from.

    `what` is the record's file or its id, `tag` a language such as `fr`. Raises NotAnswered, AlreadyThere.
    """
    tree = read_tree(content, "content").value
    wanted = what.removesuffix(Path(what).suffix) if what.endswith((".md", ".yaml", ".yml")) else what
    found = [
        (source, names[1])
        for source in tree.sources
        if len(names := source.file.split("/")) > 2
        and KINDS.get(names[1]) in TRANSLATED
        and not parted(names[-1].rpartition(".")[0])[1]
        and f"/{source.file.rpartition('.')[0]}".endswith(f"/{wanted}")
    ]
    if len(found) != 1:
        files = ", ".join(source.file for source, _ in found)
        raise NotAnswered(
            f"there are several called `{what}`: {files}" if found else f"nothing to translate is called `{what}`"
        )
    if not parted(f"x.{tag}")[1]:
        raise NotAnswered(f"`{tag}` is no language: give its tag, such as --language fr")
    source, folder = found[0]
    stem = source.file.rpartition("/")[2].rpartition(".")[0]
    original = read_record(source, KINDS[folder], stem).value
    if original is None:
        raise NotAnswered(f"{source.file} cannot be read: see `chapter check`")
    kind = translation_of(KINDS[folder])
    words = {name: getattr(original, name, "") for name in ("title", "summary", "notice", "menu_label", "industry")}
    known = {field.written for field in fields_of(kind)}
    answers: Answers = {"draft": "true", **{name: text for name, text in words.items() if text and name in known}}
    path = content / source.file.removeprefix("content/").replace(source.file.rpartition("/")[2], f"{stem}.{tag}.md")
    _write({path: markdown_draft(kind, answers, getattr(original, "body", ""))})
    return path


def _folder_of(kind: str) -> str:
    folder = kind if kind in KINDS else FOLDERS.get(kind.casefold())
    if folder is None:
        meant = did_you_mean(kind, FOLDERS) or f"there are {listed(FOLDERS)}, `translation` and `site`"
        raise NotAnswered(f"there is no kind of record called `{kind}`: {meant}")
    return folder


def _stems(content: Path) -> dict[str, frozenset[str]]:
    """Kind -> the ids it has."""
    stems: dict[str, set[str]] = {folder: set() for folder in KINDS}
    for source in read_tree(content, "content").value.sources:
        names = source.file.split("/")
        id, tag = parted(names[-1].rpartition(".")[0])
        if len(names) > 2 and names[1] in stems and not tag:
            stems[names[1]].add(id)
    return {folder: frozenset(ids) for folder, ids in stems.items()}


def _tree(kind: type[Record], given: Mapping[str, str]) -> dict[str, str | Answers]:
    """`{"rsvp.url": "…"}` as `{"rsvp": {"url": "…"}}`."""
    known = {field.written: field for field in fields_of(kind)}
    answers: dict[str, str | Answers] = {}
    for name, answer in given.items():
        first, _, rest = name.partition(".")
        if first not in known:
            raise NotAnswered(_line(unknown_key(Span("", 0, 0), first, kind, known)))
        if not rest:
            answers[first] = answer
            continue
        part = answers.get(first, {})
        answers[first] = {**(part if isinstance(part, Mapping) else {}), rest: answer}
    return answers


def _wanted(folder: str) -> Iterator[str]:
    required = [field.written for field in fields_of(KINDS[folder]) if field.required]
    yield from required
    yield from WELCOME.get(folder, ())


def _default(folder: str, name: str, stems: Stems, today: Date) -> str:
    if (folder, name) == ("posts", "date"):
        return today.isoformat()
    if (folder, name) == ("recaps", "event"):
        past = [id for id in stems["events"] - stems["recaps"] if "2" <= id[:10] <= today.isoformat()]
        return max(past, default="")
    return ""


def _answer(
    folder: str,
    name: str,
    default: str,
    stems: Stems,
    ask: Ask | None,
    say: Callable[[str], None],
) -> str:
    """An answer that will do; "" only where none is needed."""
    kind = KINDS[folder]
    needed = any(field.written == name and field.required for field in fields_of(kind))
    if ask is None:
        if needed and not default:
            flag = f"--{name}" if name in FLAGS else f"--set {name}=…"
            raise NotAnswered(f"{a(kind)} needs `{name}`: give {flag}")
        return default
    sentence = dict(describe(kind))[name].rstrip(".")
    choices = ", ".join(choices_of(get_type_hints(kind)[name]))
    question = f"{name.replace('_', ' ').capitalize()} ({sentence}{': ' if choices else ''}{choices})"
    while True:
        answer = ask(question, default).strip() or default
        problem = _problem_with(kind, name, answer, stems) if answer else f"{a(kind)} needs `{name}`" if needed else ""
        if not problem:
            return answer
        say(problem)


def _problem_with(kind: type[Record], name: str, answer: str, stems: Stems) -> str:
    """What is wrong with an answer taken by itself, or ""."""
    # That the other fields are missing is not this one's fault.
    found = [one for one in problems_of(kind, "", f"{name}: {scalar(answer)}\n") if one.code != "missing-field"]
    if found:
        return _line(found[0])
    targets = [TARGETS[option] for option in options(get_type_hints(kind)[name]) if option in TARGETS]
    if not targets or answer in stems[targets[0]]:
        return ""
    return _line(unknown_id(NOWHERE, targets[0], answer, stems))


def _text(folder: str, answers: Answers) -> tuple[str, str]:
    """A record's text, and the ending of its file."""
    kind = KINDS[folder]
    if folder not in PROSE:
        return draft(kind, answers), ".yaml"
    body = answers.get("body", "")
    return markdown_draft(kind, answers, body if isinstance(body, str) and body else PROSE[folder]), ".md"


def _problem(folder: str, text: str, ending: str, stems: Stems) -> str:
    """The first thing that is wrong with a whole record, or ""."""
    document, problems = parse_document(Source(f"new{ending}", text))
    if document is None or problems:
        return _line(problems[0])
    record, problems = decode_record(document, KINDS[folder], "new")
    if record is None or problems:
        return _line(problems[0])
    for leaf in leaves(record, *TARGETS):
        if leaf.value not in stems[TARGETS[leaf.type]]:
            return _line(unknown_id(NOWHERE, TARGETS[leaf.type], leaf.value, stems))
    return ""


def _line(problem: Diagnostic) -> str:
    """A problem in one line."""
    return f"{problem.message}: {problem.help}" if problem.help else problem.message


def _id(folder: str, answers: Answers, ask: Ask | None) -> str:
    """The name of the file: the day and the title; a recap's is its event's."""
    if folder == "recaps" and isinstance(event := answers.get("event"), str):
        return event
    named = next((answers[name] for name in ("title", "name", "vendor") if name in answers), "")
    words = slug(str(named))
    if len(words) > LONGEST_ID:
        words = words[:LONGEST_ID].rpartition("-")[0]
    if not words and ask is not None:
        words = slug(ask("Its address, in plain letters (such as spring-tour)", ""))
    if not words:
        raise NotAnswered(f"`{named}` gives no address: name one with --id")
    return f"{answers['date']}-{words}" if folder in DATED and "date" in answers else words


# -- a chapter ---------------------------------------------------------------


class Founding(NamedTuple):
    """What a new chapter is called and where it is."""

    name: str = "Our Chapter"
    city: str = "Chicago"
    timezone: str = "America/Chicago"
    url: str = "https://example.org/"
    email: str = "hello@example.org"


FOUNDING_QUESTIONS = {
    "name": "What is the chapter called",
    "city": "In which city",
    "timezone": "In which time zone (an IANA name)",
    "url": "At which address will the site stand",
    "email": "To which address may people write",
}

STARTER = Path(__file__).parent / "starter"

# Each file of a new chapter that is copied, and its name in `starter/`: hidden files
# are stored without their dot, so that they mean nothing where they are stored.
FILES = {
    "README.md": "README.md",
    "content/chapter.yaml": "chapter.yaml",
    "content/companies/example-works.yaml": "company.yaml",
    "content/venues/corner-library.yaml": "venue.yaml",
    "content/members/sam-sample.yaml": "member.yaml",
    "content/series/first-thursday-coffee.yaml": "series.yaml",
    "content/events/@year@/@day@-open-evening.yaml": "event.yaml",
    "content/posts/@this_year@/@today@-welcome.md": "welcome.md",
    "content/pages/about.md": "about.md",
    "content/pages/first-time.md": "first-time.md",
    "content/pages/house-rules.md": "house-rules.md",
    "netlify.toml": "netlify.toml",
    ".ci/keep-cache/index.js": "keep-cache.js",
    ".ci/keep-cache/manifest.yml": "keep-cache.yml",
    ".ci/functions/nightly.mjs": "nightly.mjs",
    ".github/workflows/publish.yml": "publish.yml",
    ".editorconfig": "editorconfig",
    ".gitattributes": "gitattributes",
    ".gitignore": "gitignore",
}


def found(given: Mapping[str, str], ask: Ask | None = None, say: Callable[[str], None] = print) -> Founding:
    """What a new chapter is called and where it is: as given, else as asked, else an example.

    Raises NotAnswered for what was given and cannot be what it says.
    """
    answers = dict(given)
    for name, example in Founding()._asdict().items():
        if name in given and (problem := _problem_with(Charter, name, given[name], {})):
            raise NotAnswered(problem)
        while ask is not None and name not in answers:
            answer = ask(FOUNDING_QUESTIONS[name], example).strip() or example
            if problem := _problem_with(Charter, name, answer, {}):
                say(problem)
            else:
                answers[name] = answer
    return Founding(**answers)


def new_site(folder: Path, founding: Founding, *, today: Date) -> tuple[Path, ...]:
    """Write a whole new chapter that builds without a warning; return its files.

    Raises AlreadyThere when `folder` holds anything; a `.git` folder is no matter.
    """
    try:
        there = [path.name for path in folder.iterdir() if path.name != ".git"] if folder.exists() else []
    except OSError as error:
        raise AlreadyThere(f"{folder} is no folder for a new chapter: {error.strerror}") from None
    if there:
        raise AlreadyThere(f"{folder} is not empty: a new chapter wants a folder of its own")
    words = _words(founding, today)
    files = {
        folder / _filled(path, words): _filled((STARTER / name).read_text("utf-8"), words)
        for path, name in FILES.items()
    }
    files[folder / "requirements.txt"] = _requirements()
    files[folder / ".vscode/extensions.json"] = _json({"recommendations": ["redhat.vscode-yaml"]})
    files[folder / ".vscode/settings.json"] = _json({"files.eol": "\n", "yaml.schemas": editor_settings()})
    for kind, schema in schemas().items():
        files[folder / f".vscode/schemas/{kind}.json"] = _json(schema)
    _write(files)
    return tuple(files)


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write each kind's JSON Schema into `folder`, over what is there; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {folder / f"{kind}.json": _json(schema) for kind, schema in schemas().items()}
    for path, text in files.items():
        path.write_text(text, "utf-8", newline="\n")
    return tuple(files)


def _words(founding: Founding, today: Date) -> dict[str, str]:
    """What stands for each `@word@` of the starter's files."""
    # A Thursday, and neither too soon to invite people nor too far off to care.
    day = today + timedelta(days=21 + (3 - today.weekday()) % 7)
    return {
        **{name: scalar(answer) for name, answer in founding._asdict().items()},
        "plain_name": founding.name,
        "description": scalar(
            f"{founding.name} meets once a month in {founding.city} to learn from one another. Newcomers are welcome."
        ),
        "uid_domain": urlsplit(founding.url).hostname or "",
        "version": __version__,
        "today": today.isoformat(),
        "this_year": f"{today.year:04}",
        "in_a_year": (today + timedelta(days=365)).isoformat(),
        "month": f"{today:%Y-%m}",
        "day": day.isoformat(),
        "year": f"{day.year:04}",
    }


def _filled(text: str, words: Mapping[str, str]) -> str:
    return re.sub(r"@([a-z_]+)@", lambda found: words[found[1]], text)


def _requirements() -> str:
    """This version and all it needs, exactly, so that the site builds the same in five years."""
    beside = Path(__file__).parent / "requirements.lock"
    lock = beside if beside.exists() else Path(__file__).parent.parent / "requirements.lock"
    pins = re.findall(r"^[a-z][\w.-]*==[^\s\\]+(?: ; [^\n\\]+[^\s\\])?", lock.read_text("utf-8"), re.MULTILINE)
    return "\n".join([f"chapterhouse=={__version__}", *pins]) + "\n"


def _json(value: object) -> str:
    return dumps(value, indent=2, ensure_ascii=False) + "\n"


def _write(files: Mapping[Path, str]) -> None:
    """Write files that are not there yet."""
    for path, text in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except FileExistsError:
            raise AlreadyThere(f"{path} is there already") from None
        except OSError as error:
            raise OutputNotWritable(f"cannot write {path}: {error.strerror}") from None
