"""Slips that can be seen in the text alone, before anyone knows what a chapter is.

One function for each; its docstring is the manual page. The stages that find them
are `tree` (files), `document` (front matter) and `yaml` (everything below).
"""

from __future__ import annotations

import unicodedata

from msgspec.structs import replace

from generator.pattern import pattern
from generator.text.diagnostic import Diagnostic, Label, Severity, did_you_mean, explained
from generator.text.source import Span

# Longer than this, a line is described rather than repeated.
LONGEST_QUOTE = 72

SMART_QUOTES = "“”„‟‘’‚‛"
# Spaces that look like indentation and are not.
ODD_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff"
BRACKETS = {"[": "]", "{": "}"}

# What stands before a value: indentation, hyphens of a list, the key.
_BEFORE = pattern(r"""[ \t]*(?:-[ \t]+)*(?:[^\s:#"'\[{][^:#]*:(?:[ \t]+|$))?""")
_COMMENT = pattern(r"[ \t]+#(?:[ \t].*)?$")


def clipped(text: str) -> str:
    """A text short enough to stand within a message."""
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"


def quoted(value: str) -> str:
    """A value as one writes it in quotes."""
    if '"' in value and "'" not in value and "\\" not in value:
        return f"'{value}'"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def in_quotes(line: str, *, strip: str = "") -> str:
    """How a line reads with its value in quotes, to end a sentence with: ``: `title: "A: B"` ``.

    `strip` names quotes to take off first. "" when the line is too long to repeat.
    """
    line = line.strip()
    before = _BEFORE.match(line)
    begin = before.end() if before else 0
    value = _COMMENT.sub("", line[begin:]).strip()
    if strip:
        value = value.strip(strip)
    rewritten = line[:begin] + quoted(value)
    return f": `{rewritten}`" if value and len(rewritten) <= LONGEST_QUOTE else ""


def _error(
    code: str, where: Span, message: str, *, note: str = "", related: tuple[Label, ...] = (), help: str = ""
) -> Diagnostic:
    return Diagnostic(
        code=code, severity=Severity.ERROR, message=message, where=where, note=note, related=related, help=help
    )


def unicode_name(character: str) -> str:
    """A character's name in Unicode, after a space; "" for controls, which have none."""
    name = unicodedata.name(character, "")
    return f" {name}" if name else ""


# -- files -------------------------------------------------------------------


@explained
def unknown_folder(where: Span, name: str, folders: tuple[str, ...]) -> Diagnostic:
    """A folder of the content has a name that means nothing.

    The folders directly below `content` say what kind of thing the files in them
    are, so their names are fixed. A folder with another name is not read at all.

    -- content/event/2026-03-12-coffee.yaml --
    title: Coffee
    date: 2026-03-12

    error[unknown-folder]: `event` is not a folder that is read
     --> content/event
      = help: did you mean `events`?
    """
    return _error(
        "unknown-folder",
        where,
        f"`{name}` is not a folder that is read",
        help=did_you_mean(name, folders) or f"the folders are {', '.join(f'`{folder}`' for folder in sorted(folders))}",
    )


@explained
def unexpected_ending(where: Span, name: str, severity: Severity, help: str) -> Diagnostic:
    """A file among the records ends in something that is not read.

    Records are files that end in `.yaml`, `.yml` or `.md`. Some editors add an
    ending of their own (`coffee.yaml.txt`), and some systems hide it, so the name
    may look right in a file window. The file is not read until it is renamed.

    -- content/posts/welcome.md.txt --
    Hello.

    error[unexpected-ending]: `welcome.md.txt` is not read as a record
     --> content/posts/welcome.md.txt
      = help: rename it to `welcome.md`
    """
    return Diagnostic(
        code="unexpected-ending",
        severity=severity,
        message=f"`{name}` is not read as a record",
        where=where,
        help=help,
    )


@explained
def odd_file_name(where: Span) -> Diagnostic:
    """A file's name holds characters that no address can have.

    The name has control characters in it, or was written in an encoding that this
    computer does not understand. Rename the file with letters, digits and hyphens.
    """
    return _error(
        "odd-file-name",
        where,
        "the file's name holds characters that cannot be shown",
        help="rename it with letters, digits and hyphens",
    )


@explained
def long_file_name(where: Span, longest: int) -> Diagnostic:
    """A file's name is so long that not every computer could keep it.

    A picture is published under its own name and, in several sizes, under longer ones.
    Names of up to 180 bytes (fewer letters, where they have accents) leave room for that.
    """
    return _error(
        "long-file-name", where, f"the file's name is longer than {longest} bytes", help="give it a shorter name"
    )


@explained
def unreadable_file(where: Span, reason: str) -> Diagnostic:
    """A file or folder is there but cannot be opened.

    Usually its permissions say that only somebody else may read it, or another
    program holds it.
    """
    return _error("unreadable-file", where, f"cannot be read: {reason}", help="check the file's permissions")


@explained
def special_file(where: Span) -> Diagnostic:
    """Something among the content is neither a file nor a folder.

    Pipes, sockets and devices have no place in a chapter's content. Remove it.
    """
    return _error("special-file", where, "neither a file nor a folder", help="remove it")


@explained
def link_outside(where: Span) -> Diagnostic:
    """A link leads out of the content folder.

    What is published must lie in the content folder itself, or a link could
    publish any file of the computer by mistake. Copy the file in instead.
    """
    return _error(
        "link-outside",
        where,
        "a link that leads out of the content",
        help="put a copy of the file here instead of the link",
    )


@explained
def broken_link(where: Span) -> Diagnostic:
    """A link leads nowhere, or back to a folder that holds it.

    The file that the link stood for was moved or deleted, or the link goes round
    in a circle. Remove the link, or put the file itself in its place.
    """
    return _error(
        "broken-link",
        where,
        "a link that leads nowhere or in a circle",
        help="remove it, or put the file itself in its place",
    )


@explained
def too_big_record(where: Span, size: int, most: int) -> Diagnostic:
    """A record is larger than any text a person would write.

    Records hold words. A file of more than a mebibyte is a picture or a table that
    has been given the wrong name. Slides, pictures and documents go below
    `content/media`.
    """
    return _error(
        "too-big-record",
        where,
        f"{size:,} bytes is too much for a record; at most {most:,} are read",
        help="pictures and documents go below `media`",
    )


@explained
def not_utf8(where: Span, line: int, byte: int, guess: str) -> Diagnostic:
    """A record is saved in an encoding other than UTF-8.

    Text is stored as numbers, and programs must agree on which. Everything here is
    UTF-8, which every editor can write. In most editors: "Save as", then choose the
    encoding "UTF-8".
    """
    return _error(
        "not-utf8",
        where,
        f"not UTF-8 text: byte {byte + 1} of the file, on line {line}{guess}",
        help="save the file again with the encoding UTF-8",
    )


# -- front matter ------------------------------------------------------------


@explained
def no_front_matter(where: Span, help: str = "") -> Diagnostic:
    """A Markdown file does not begin with its fields.

    A `.md` file begins with a line of three hyphens, then its fields, then three
    hyphens again. What follows is the text.

    -- content/pages/about.md --
    We meet every month.

    error[no-front-matter]: the fields are missing
     --> content/pages/about.md:1:1
      |
    1 | We meet every month.
      | ^^^^^^^^^^^^^^^^^^^^ `---` is expected here
      = help: begin the file with three lines: `---`, `title: …`, `---`
    """
    return _error(
        "no-front-matter",
        where,
        "the fields are missing",
        note="`---` is expected here",
        help=help or "begin the file with three lines: `---`, `title: …`, `---`",
    )


@explained
def unclosed_front_matter(where: Span) -> Diagnostic:
    """The fields at the beginning of a Markdown file have no end.

    A second line of three hyphens tells the fields from the text.

    -- content/pages/about.md --
    ---
    title: About us

    We meet every month.

    error[unclosed-front-matter]: the fields that begin here have no end
     --> content/pages/about.md:1:1
      |
    1 | ---
      | ^^^
      = help: put a line `---` between the fields and the text
    """
    return _error(
        "unclosed-front-matter",
        where,
        "the fields that begin here have no end",
        help="put a line `---` between the fields and the text",
    )


@explained
def two_bodies(where: Span) -> Diagnostic:
    """A Markdown file has its text twice.

    In a `.md` file the text stands below the fields. The field `body` is for
    records that are YAML files. Here both are given, and only one can be shown.

    -- content/pages/about.md --
    ---
    title: About us
    body: We meet every month.
    ---
    We meet on Thursdays.

    error[two-bodies]: there is a `body` and a text below the fields
     --> content/pages/about.md:3:1
      |
    3 | body: We meet every month.
      | ^^^^
      = help: keep the text below the fields and remove `body`
    """
    return _error(
        "two-bodies",
        where,
        "there is a `body` and a text below the fields",
        help="keep the text below the fields and remove `body`",
    )


# -- the shape of a record ---------------------------------------------------


@explained
def empty_file(where: Span) -> Diagnostic:
    """A record has nothing in it.

    The file was made but never filled in, or it holds comments only.

    -- content/pages/about.yaml --
    # to be written

    error[empty-file]: there is nothing in this file
     --> content/pages/about.yaml:1:1
      |
    1 | # to be written
      | ^^^^^^^^^^^^^^^
      = help: write at least one field, such as `title: …`, or delete the file
    """
    return _error(
        "empty-file",
        where,
        "there is nothing in this file",
        help="write at least one field, such as `title: …`, or delete the file",
    )


@explained
def not_a_mapping(where: Span, what: str) -> Diagnostic:
    """A record is not a list of fields.

    A record is lines of `key: value`. This file holds a list or a bare text.

    -- content/pages/about.yaml --
    - title: About us

    error[not-a-mapping]: a list stands where fields are expected
     --> content/pages/about.yaml:1:1
      |
    1 | - title: About us
      | ^^^^^^^^^^^^^^^^^
      = help: write lines of the form `key: value`, without a hyphen in front
    """
    return _error(
        "not-a-mapping",
        where,
        f"{what} stands where fields are expected",
        help="write lines of the form `key: value`, without a hyphen in front",
    )


@explained
def several_documents(where: Span) -> Diagnostic:
    """A record goes on after its end.

    A line of three hyphens or three dots ends a YAML file. In a `.md` file such a
    line separates the fields from the text, but this file is not one.

    -- content/pages/about.yaml --
    ---
    title: About us
    ---
    We meet every month.

    error[several-documents]: the file goes on after the fields have ended
     --> content/pages/about.yaml:3:1
      |
    3 | ---
      | ^^^
      = help: to write a text below the fields, give the file the ending `.md`
    """
    return _error(
        "several-documents",
        where,
        "the file goes on after the fields have ended",
        help="to write a text below the fields, give the file the ending `.md`",
    )


@explained
def duplicate_key(key: str, again: Span, first: Span) -> Diagnostic:
    """A field is written twice.

    Only one of the two values can hold, and nobody can tell which was meant.

    -- content/events/2026-03-12-coffee.yaml --
    title: Coffee
    title: Coffee again
    date: 2026-03-12

    error[duplicate-key]: `title` is written twice
     --> content/events/2026-03-12-coffee.yaml:2:1
      |
    1 | title: Coffee
      | ----- first written here
    2 | title: Coffee again
      | ^^^^^ written again here
      = help: keep one of the two
    """
    return _error(
        "duplicate-key",
        again,
        f"`{clipped(key)}` is written twice",
        note="written again here",
        related=(Label(first, "first written here"),),
        help="keep one of the two",
    )


@explained
def key_not_text(where: Span, rewritten: str = "") -> Diagnostic:
    """Something in brackets stands where the name of a field is expected.

    The part before a colon is the name of a field. Double braces, which some
    programs use to fill in a text, look to YAML like fields within the name of a
    field.

    -- content/pages/about.yaml --
    title: {{ chapter }}

    error[key-not-text]: brackets cannot be the name of a field
     --> content/pages/about.yaml:1:9
      |
    1 | title: {{ chapter }}
      |         ^^^^^^^^^^^
      = help: if they belong to the text, put it in quotes: `title: "{{ chapter }}"`
    """
    return _error(
        "key-not-text",
        where,
        "brackets cannot be the name of a field",
        help=f"if they belong to the text, put it in quotes{rewritten}",
    )


@explained
def missing_key(where: Span) -> Diagnostic:
    """Nothing stands before a colon.

    The part before a colon is the name of a field.

    -- content/pages/about.yaml --
    title: About us
    : Who we are

    error[missing-key]: nothing stands before the colon
     --> content/pages/about.yaml:2:1
      |
    2 | : Who we are
      | ^
      = help: write the name of the field there
    """
    return _error("missing-key", where, "nothing stands before the colon", help="write the name of the field there")


@explained
def nested_too_deep(where: Span, most: int) -> Diagnostic:
    """Fields stand within fields within fields, too many levels down.

    No record of a chapter needs more than a few levels. A row of brackets or
    hyphens has probably slipped into the file.

    -- content/pages/about.yaml --
    title: [[[[[[[[[[[[[[[[[[[[[About us

    error[nested-too-deep]: more than 20 levels of fields within fields
     --> content/pages/about.yaml:1:27
      |
    1 | title: [[[[[[[[[[[[[[[[[[[[[About us
      |                           ^
      = help: look for brackets or hyphens that do not belong here
    """
    return _error(
        "nested-too-deep",
        where,
        f"more than {most} levels of fields within fields",
        help="look for brackets or hyphens that do not belong here",
    )


@explained
def too_many_values(where: Span, most: int) -> Diagnostic:
    """A record has more values than any record needs.

    A table has probably been pasted into the file. Tables go below `content/media`.
    """
    return _error(
        "too-many-values",
        where,
        f"more than {most:,} values in one file",
        help="put tables below `media` and link to them",
    )


@explained
def anchor(where: Span, mark: str, line: str) -> Diagnostic:
    """A value begins with `&` or `*`.

    In YAML these two characters repeat a value from elsewhere in the file. Records
    are to be read by people, so that is not allowed here. Where the character
    belongs to the text, quotes keep it.

    -- content/pages/about.yaml --
    title: &Friends

    error[anchor]: a value that begins with `&` stands for another value, which is not allowed here
     --> content/pages/about.yaml:1:8
      |
    1 | title: &Friends
      |        ^^^^^^^^
      = help: if the character belongs to the text, put it in quotes: `title: "&Friends"`
    """
    return _error(
        "anchor",
        where,
        f"a value that begins with `{mark}` stands for another value, which is not allowed here",
        help=f"if the character belongs to the text, put it in quotes{in_quotes(line)}",
    )


@explained
def tag(where: Span, line: str) -> Diagnostic:
    """A value begins with `!`.

    In YAML an exclamation mark in front of a value gives it a type. Types are fixed
    here. Where the character belongs to the text, quotes keep it.

    -- content/pages/about.yaml --
    title: !important News

    error[tag]: a value that begins with `!` is given a type, which is not allowed here
     --> content/pages/about.yaml:1:8
      |
    1 | title: !important News
      |        ^^^^^^^^^^^^^^^
      = help: if the character belongs to the text, put it in quotes: `title: "!important News"`
    """
    return _error(
        "tag",
        where,
        "a value that begins with `!` is given a type, which is not allowed here",
        help=f"if the character belongs to the text, put it in quotes{in_quotes(line)}",
    )


@explained
def merge_key(where: Span) -> Diagnostic:
    """A field is called `<<`.

    In YAML this copies all fields of another value. Records are to be read by
    people, so that is not allowed here.

    -- content/pages/about.yaml --
    title: About us
    <<: more

    error[merge-key]: `<<` copies fields from elsewhere, which is not allowed here
     --> content/pages/about.yaml:2:1
      |
    2 | <<: more
      | ^^
      = help: write the fields out
    """
    return _error(
        "merge-key", where, "`<<` copies fields from elsewhere, which is not allowed here", help="write the fields out"
    )


@explained
def control_character(where: Span, character: str, meant: str = "", *, in_prose: bool = False) -> Diagnostic:
    """A record holds a character that cannot be seen.

    Such characters come in by copying from other programs. Some of them make text
    read differently from what is stored, so none is published. In a Markdown text,
    the remains of a wrongly read character are only a warning: they are left out.

    -- content/pages/about.yaml --
    title: "About\\u202E us"

    error[control-character]: an invisible character: U+202E RIGHT-TO-LEFT OVERRIDE
     --> content/pages/about.yaml:1:8
      |
    1 | title: "About\\u202E us"
      |        ^^^^^^^^^^^^^^^^
      = help: delete it, or write the line again by hand
    """
    problem = _error(
        "control-character",
        where,
        f"an invisible character: U+{ord(character):04X}{unicode_name(character)}",
        help=f"`{meant}` was meant: write it again" if meant else "delete it, or write the line again by hand",
    )
    # C1 controls: what is left of UTF-8 that somebody read as Latin-1.
    harmless = in_prose and "\x80" <= character <= "\x9f"
    return replace(problem, severity=Severity.WARNING, note="left out of the page") if harmless else problem


# -- values that do not say what was meant -----------------------------------


@explained
def cut_at_hash(where: Span, lost: str, line: str) -> Diagnostic:
    """A value stops at a `#`.

    A `#` after a space begins a comment, and a comment is not part of the value.
    Quotes keep the whole text. A comment that is meant has a space after its `#`.

    -- content/pages/about.yaml --
    title: The C# meetup #3

    warning[cut-at-hash]: `#3` is taken for a comment
     --> content/pages/about.yaml:1:22
      |
    1 | title: The C# meetup #3
      |                      ^^ this is lost
      = help: to keep it, put the value in quotes: `title: "The C# meetup #3"`
    """
    return Diagnostic(
        code="cut-at-hash",
        severity=Severity.WARNING,
        message=f"`{clipped(lost)}` is taken for a comment",
        where=where,
        note="this is lost",
        help=f"to keep it, put the value in quotes{in_quotes(line)}",
    )


@explained
def list_indentation(where: Span, item: str) -> Diagnostic:
    """A line that begins with a hyphen is not an item of the list.

    The items of a list begin at the same column, and a space stands after each
    hyphen. A line that is further in continues the item above, hyphen and all.

    -- content/posts/news.yaml --
    title: News
    date: 2026-02-01
    tags:
      - print
        - coffee

    warning[list-indentation]: `- coffee` continues the text above and is no item of its own
     --> content/posts/news.yaml:5:5
      |
    5 |     - coffee
      |     ^^^^^^^^
      = help: begin each item at the same column, with a space after the hyphen
    """
    return Diagnostic(
        code="list-indentation",
        severity=Severity.WARNING,
        message=f"`{clipped(item)}` continues the text above and is no item of its own",
        where=where,
        help="begin each item at the same column, with a space after the hyphen",
    )


@explained
def smart_quotes(where: Span, line: str, severity: Severity) -> Diagnostic:
    """A value is in typographic quotes.

    Word processors turn straight quotes into curly ones. Only straight quotes can
    enclose a value; curly ones are part of the text and are shown with it. To show
    them on purpose, put straight quotes around them.

    -- content/pages/about.yaml --
    title: “About us”

    warning[smart-quotes]: curly quotes do not enclose a value: they are part of it
     --> content/pages/about.yaml:1:8
      |
    1 | title: “About us”
      |        ^^^^^^^^^^
      = help: use straight quotes: `title: "About us"`
    """
    return Diagnostic(
        code="smart-quotes",
        severity=severity,
        message="curly quotes do not enclose a value: they are part of it",
        where=where,
        help=f"use straight quotes{in_quotes(line, strip=SMART_QUOTES)}",
    )


@explained
def missing_space(where: Span, line: str, colon: int) -> Diagnostic:
    """No space stands after a colon.

    The name of a field and its value are parted by a colon and a space.

    -- content/posts/news.yaml --
    title:News
    date: 2026-02-01

    error[missing-space]: a space is missing after `title:`
     --> content/posts/news.yaml:1:6
      |
    1 | title:News
      |      ^
      = help: write `title: News`
    """
    key, value = line[: colon + 1], line[colon + 1 :]
    return _error(
        "missing-space",
        where,
        f"a space is missing after `{clipped(key)}`",
        help=f"write `{clipped(f'{key} {value}')}`",
    )


# -- what cannot be read at all ----------------------------------------------


@explained
def unquoted_colon(where: Span, line: str) -> Diagnostic:
    """A value has a colon in it.

    A colon followed by a space parts the name of a field from its value, so a
    second one on the line has no meaning. Quotes make it part of the text.

    -- content/pages/about.yaml --
    title: Coffee: third Thursday

    error[unquoted-colon]: a second colon on the line
     --> content/pages/about.yaml:1:14
      |
    1 | title: Coffee: third Thursday
      |              ^
      = help: put the value in quotes: `title: "Coffee: third Thursday"`
    """
    return _error(
        "unquoted-colon", where, "a second colon on the line", help=f"put the value in quotes{in_quotes(line)}"
    )


@explained
def unquoted_start(where: Span, mark: str, line: str) -> Diagnostic:
    """A value begins with a character that has a meaning of its own.

    Such characters are @ ` % * & ! | > { } [ ] , and, alone, a hyphen. Quotes make
    them part of the text.

    -- content/pages/about.yaml --
    title: @chapter

    error[unquoted-start]: a value cannot begin with `@`
     --> content/pages/about.yaml:1:8
      |
    1 | title: @chapter
      |        ^
      = help: put it in quotes: `title: "@chapter"`
    """
    return _error(
        "unquoted-start",
        where,
        "a value cannot begin with a backtick" if mark == "`" else f"a value cannot begin with `{mark}`",
        help="begin the text on the line below, indented by two spaces"
        if mark in "|>"
        else f"put it in quotes{in_quotes(line)}",
    )


@explained
def unclosed_quote(where: Span, mark: str, line: str) -> Diagnostic:
    """A quote is opened and never closed.

    A value that begins with a quote ends at the next quote of the same kind. To
    begin a text with a quote mark, put the whole text in quotes of the other kind.

    -- content/pages/about.yaml --
    title: "About us
    summary: Who we are

    error[unclosed-quote]: the quote that begins here is not closed
     --> content/pages/about.yaml:1:8
      |
    1 | title: "About us
      |        ^
      = help: put a `"` at the end of the value
    """
    return _error(
        "unclosed-quote",
        where,
        "the quote that begins here is not closed",
        help='put a `"` at the end of the value'
        if mark == '"'
        else f"put a `'` at the end of the value; if it belongs to the text, put the whole in quotes{in_quotes(line)}",
    )


@explained
def unclosed_bracket(where: Span, mark: str, hash_follows: bool) -> Diagnostic:
    """A bracket is opened and never closed, or a comma is missing within.

    `[a, b]` is a list on one line, and `{key: value}` are fields on one line. The
    parts are separated by commas, and the closing bracket must follow.

    -- content/posts/news.yaml --
    title: News
    tags: [print, coffee
    date: 2026-02-01

    error[unclosed-bracket]: the `[` that begins here is not closed
     --> content/posts/news.yaml:2:7
      |
    2 | tags: [print, coffee
      |       ^
      = help: put a `]` after the last part and a comma between the parts
    """
    return _error(
        "unclosed-bracket",
        where,
        f"the `{mark}` that begins here is not closed",
        help='put each part that has a `#` in quotes, such as `"#print"`: a `#` begins a comment'
        if hash_follows
        else f"put a `{BRACKETS[mark]}` after the last part and a comma between the parts",
    )


@explained
def text_after_quote(where: Span, mark: str, line: str) -> Diagnostic:
    """A value goes on after its closing quote.

    Quotes enclose the whole value. A quote mark or an apostrophe within the value
    ends it too early, unless the value is enclosed in quotes of the other kind.

    -- content/pages/about.yaml --
    title: 'Ada's coffee'

    error[text-after-quote]: the value ends at this quote, yet the line goes on
     --> content/pages/about.yaml:1:12
      |
    1 | title: 'Ada's coffee'
      |            ^
      = help: enclose the whole value: `title: "Ada's coffee"`
    """
    return _error(
        "text-after-quote",
        where,
        "the value ends at this quote, yet the line goes on",
        help=f"enclose the whole value{in_quotes(line, strip=mark if line.rstrip().endswith(mark) else '')}",
    )


@explained
def unknown_escape(where: Span) -> Diagnostic:
    r"""A backslash stands in double quotes.

    Within double quotes a backslash gives the next character another meaning. In
    single quotes it is a character like any other.

    -- content/pages/about.yaml --
    title: "C:\Users"

    error[unknown-escape]: a backslash means something else within double quotes
     --> content/pages/about.yaml:1:11
      |
    1 | title: "C:\Users"
      |           ^
      = help: write the value in single quotes, or write the backslash twice
    """
    return _error(
        "unknown-escape",
        where,
        "a backslash means something else within double quotes",
        help="write the value in single quotes, or write the backslash twice",
    )


@explained
def tab_indentation(where: Span) -> Diagnostic:
    """A line is indented with a tab.

    How far a line is indented says what it belongs to. A tab has no fixed width, so
    only spaces can say that. Most editors can be told to write spaces.

    -- content/pages/about.yaml --
    title: About us
    extra:
    \tcolor: red

    error[tab-indentation]: a tab in the indentation
     --> content/pages/about.yaml:3:1
      |
    3 |     color: red
      | ^^^^
      = help: indent with spaces, two for each level
    """
    return _error("tab-indentation", where, "a tab in the indentation", help="indent with spaces, two for each level")


@explained
def odd_space(where: Span) -> Diagnostic:
    """A line begins with a space that is not an ordinary one.

    Text copied from a web page or a word processor has spaces that look like any
    other but do not count as indentation.

    -- content/pages/about.yaml --
    title: About us
    extra:
    \u00a0\u00a0color: red

    error[odd-space]: the line begins with a no-break space or another odd one
     --> content/pages/about.yaml:3:1
      |
    3 | ␣␣color: red
      | ^^
      = help: delete the spaces in front of the line and write them again
    """
    return _error(
        "odd-space",
        where,
        "the line begins with a no-break space or another odd one",
        help="delete the spaces in front of the line and write them again",
    )


@explained
def indentation(where: Span, help: str) -> Diagnostic:
    """A line is indented too far, or not far enough.

    Fields that belong together begin at the same column. A field that belongs to
    the one above, or a text that goes on, begins further in.

    -- content/posts/news.yaml --
    title: News
      date: 2026-02-01

    error[indentation]: the line begins at a column where nothing can begin
     --> content/posts/news.yaml:2:3
      |
    2 |   date: 2026-02-01
      |   ^^^^^^^^^^^^^^^^
      = help: begin it at the same column as the line above
    """
    return _error("indentation", where, "the line begins at a column where nothing can begin", help=help)


@explained
def list_on_one_line(where: Span) -> Diagnostic:
    """A list begins on the line of its field.

    Each item of a list has its own line, below the field. To write a list on one
    line, enclose it in brackets.

    -- content/posts/news.yaml --
    title: News
    date: 2026-02-01
    tags: - print

    error[list-on-one-line]: a list cannot begin on the line of its field
     --> content/posts/news.yaml:3:7
      |
    3 | tags: - print
      |       ^
      = help: begin each item on a line of its own, or enclose the list in brackets: `[one, two]`
    """
    return _error(
        "list-on-one-line",
        where,
        "a list cannot begin on the line of its field",
        help="begin each item on a line of its own, or enclose the list in brackets: `[one, two]`",
    )


@explained
def missing_colon(where: Span) -> Diagnostic:
    """A line has no colon.

    Each line is `key: value`, or it goes on with the text of the line above and is
    indented.

    -- content/posts/news.yaml --
    title: News
    of the month
    date: 2026-02-01

    error[missing-colon]: neither a field nor part of the line above
     --> content/posts/news.yaml:2:1
      |
    2 | of the month
      | ^^^^^^^^^^^^
      = help: write it as `key: value`, or indent it if it belongs to the line above
    """
    return _error(
        "missing-colon",
        where,
        "neither a field nor part of the line above",
        help="write it as `key: value`, or indent it if it belongs to the line above",
    )


@explained
def yaml_syntax(where: Span, said: str) -> Diagnostic:
    """A line cannot be understood.

    The fields are written in YAML, and this place breaks its rules in a way that is
    not among the usual ones. Compare the line and the one above with a file that
    works; often it helps to put the value in quotes.

    -- content/pages/about.yaml --
    title: About us
    ]

    error[yaml-syntax]: this place cannot be understood
     --> content/pages/about.yaml:2:1
      |
    2 | ]
      | ^ did not find expected key
      = help: compare it with a file that works; often it helps to put the value in quotes
    """
    return _error(
        "yaml-syntax",
        where,
        "this place cannot be understood",
        note=said,
        help="compare it with a file that works; often it helps to put the value in quotes",
    )
