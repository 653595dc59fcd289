"""Slips in themes. One function for each; its docstring is the manual page."""

from __future__ import annotations

from collections.abc import Iterable

from generator.text.diagnostic import Diagnostic, Label, Place, Severity, did_you_mean, explained
from generator.text.source import Span

# More names than this are not listed in a help line.
FEW = 8


def nearest_or_all(name: str, names: Iterable[str], what: str) -> str:
    """Help for an unknown name: the one that was probably meant, or all of them when they are few."""
    known = sorted(names)
    listed = f"{what} {', '.join(f'`{one}`' for one in known)}" if 0 < len(known) <= FEW else ""
    return did_you_mean(name, known) or listed


# -- the theme itself --------------------------------------------------------


@explained
def unknown_theme(where: Place | Span | None, name: str, names: tuple[str, ...]) -> Diagnostic:
    """A theme has a name that no theme has.

    The field `theme` in `chapter.yaml` names a folder in `themes`, or the theme that
    comes with the program, which is called `default`. A theme names another in the
    field `over` of its `theme.yaml`.

    -- themes/autumn/theme.yaml --
    license: CC0-1.0
    over: defualt

    -- content/chapter.yaml --
    name: Example Chapter
    timezone: America/Chicago
    url: https://example.org/
    theme: autumn

    error[unknown-theme]: no theme is called `defualt`
     --> themes/autumn/theme.yaml:2:7
      |
    2 | over: defualt
      |       ^^^^^^^
      = help: did you mean `default`?
    """
    return Diagnostic(
        code="unknown-theme",
        severity=Severity.ERROR,
        message=f"no theme is called `{name}`",
        where=where,
        help=nearest_or_all(name, names, "the themes are"),
    )


@explained
def theme_in_a_circle(where: Place | Span | None, name: str, layers: tuple[str, ...]) -> Diagnostic:
    """A theme lies over itself.

    What a theme does not have comes from the theme that its field `over` names.
    Here that leads back to the beginning, so there is no end to look at.

    -- themes/autumn/theme.yaml --
    license: CC0-1.0
    over: autumn

    -- content/chapter.yaml --
    name: Example Chapter
    timezone: America/Chicago
    url: https://example.org/
    theme: autumn

    error[theme-in-a-circle]: the theme `autumn` lies over itself
     --> themes/autumn/theme.yaml:2:7
      |
    2 | over: autumn
      |       ^^^^^^
      = help: themes are laid over one another in this order: autumn, autumn
    """
    return Diagnostic(
        code="theme-in-a-circle",
        severity=Severity.ERROR,
        message=f"the theme `{name}` lies over itself",
        where=where,
        help=f"themes are laid over one another in this order: {', '.join([*layers, name])}",
    )


@explained
def theme_without_description(where: Place | Span | None, name: str, label: str) -> Diagnostic:
    """A theme's folder has no `theme.yaml`.

    That file says under which license the theme may be used, what a chapter may
    change in it, and which theme it is laid over. To change a few files of the
    theme that came with the program, no theme of one's own is needed: a file of the
    same name in `themes/default` takes the other's place.

    -- themes/autumn/pages/not-found.html --
    <h1>Not here</h1>

    -- content/chapter.yaml --
    name: Example Chapter
    timezone: America/Chicago
    url: https://example.org/
    theme: autumn

    error[theme-without-description]: the theme `autumn` has no `theme.yaml`
     --> content/chapter.yaml:4:8
      |
    4 | theme: autumn
      |        ^^^^^^
      = help: write themes/autumn/theme.yaml with the lines `license: CC0-1.0` and `over: default`
    """
    return Diagnostic(
        code="theme-without-description",
        severity=Severity.ERROR,
        message=f"the theme `{name}` has no `theme.yaml`",
        where=where,
        help=f"write {label}/{name}/theme.yaml with the lines `license: CC0-1.0` and `over: default`",
    )


@explained
def theme_not_text(file: str) -> Diagnostic:
    """A template, a style sheet, a script or an icon is not UTF-8 text.

    Text is stored as numbers, and programs must agree on which. Everything here is
    UTF-8, which every editor can write: look for "Save with encoding".
    """
    return Diagnostic(
        code="theme-not-text",
        severity=Severity.ERROR,
        message="this file of the theme is not UTF-8 text",
        where=Span(file, 0, 0),
        help="save the file again as UTF-8",
    )


@explained
def unknown_theme_field(where: Span, name: str, names: tuple[str, ...]) -> Diagnostic:
    """A `theme.yaml` has a field that means nothing.

    A theme has a `name`, a `license`, perhaps the name of another theme it is laid
    `over`, the folders it `takes` from that, and its `tokens`: the colors, fonts and lengths that a chapter may change.

    -- themes/default/theme.yaml --
    license: CC0-1.0
    token: {}

    error[unknown-theme-field]: a theme has no field `token`
     --> themes/default/theme.yaml:2:1
      |
    2 | token: {}
      | ^^^^^
      = help: did you mean `tokens`?
    """
    return Diagnostic(
        code="unknown-theme-field",
        severity=Severity.ERROR,
        message=f"a theme has no field `{name}`",
        where=where,
        help=nearest_or_all(name, names, "the fields are"),
    )


@explained
def theme_field_form(where: Span, message: str, help: str = "") -> Diagnostic:
    """A field of a `theme.yaml` has the wrong form.

    `name`, `license` and `over` are texts, `takes` is a list of folders. `tokens` holds
    names; below each stands its `value` and, in `help`, a sentence about it.

    -- themes/default/theme.yaml --
    license: CC0-1.0
    tokens:
      accent: "#0a5"

    error[theme-field-form]: a token is written as its `value` and its `help`
     --> themes/default/theme.yaml:3:11
      |
    3 |   accent: "#0a5"
      |           ^^^^^^
      = help: write `accent: {value: "#0a5"}`
    """
    return Diagnostic(code="theme-field-form", severity=Severity.ERROR, message=message, where=where, help=help)


# -- tokens ------------------------------------------------------------------


@explained
def unknown_token(where: Place | Span | None, name: str, names: tuple[str, ...], theme: str) -> Diagnostic:
    """A chapter changes something that its theme does not have.

    Under `theme_options` stand the theme's tokens: the colors, fonts and lengths it
    lets a chapter change. Their names are in the theme's `theme.yaml`.

    -- content/chapter.yaml --
    name: Example Chapter
    timezone: America/Chicago
    url: https://example.org/
    theme_options: {acent: teal}

    error[unknown-token]: the theme `default` has no token `acent`
     --> content/chapter.yaml:4:24
      |
    4 | theme_options: {acent: teal}
      |                        ^^^^
      = help: did you mean `accent`?
    """
    return Diagnostic(
        code="unknown-token",
        severity=Severity.ERROR,
        message=f"the theme `{theme}` has no token `{name}`",
        where=where,
        help=nearest_or_all(name, names, "its tokens are"),
    )


@explained
def unfit_token(where: Place | Span | None, name: str, wanted: str, example: str) -> Diagnostic:
    """A token's value cannot stand in a style sheet.

    A color is written as in CSS: `#0a5`, `teal`, `rgb(0 170 85)`. Other values are
    short texts without braces, semicolons, backslashes and addresses.

    -- content/chapter.yaml --
    name: Example Chapter
    timezone: America/Chicago
    url: https://example.org/
    theme_options: {accent: tael}

    error[unfit-token]: `accent` is not a color
     --> content/chapter.yaml:4:25
      |
    4 | theme_options: {accent: tael}
      |                         ^^^^
      = help: the theme's own value is `#0f5a50`
    """
    return Diagnostic(
        code="unfit-token",
        severity=Severity.ERROR,
        message=f"`{name}` is not {wanted}",
        where=where,
        help=f"the theme's own value is `{example}`" if example else "",
    )


@explained
def faint_color(where: Place | Span | None, name: str, ground: str, time: str, ratio: float) -> Diagnostic:
    """A chapter's color cannot be read on another.

    Text of an ordinary size is read by nearly everybody where its contrast with the ground is 4.5 or more (WCAG 2.2,
    1.4.3). It is measured by day and by night: a color for both is written `light-dark(<by day>, <by night>)`. Accent
    and poster the theme itself darkens or lightens; on a ground that is neither light nor dark that is not enough.

    -- content/chapter.yaml --
    name: Example Chapter
    timezone: America/Chicago
    url: https://example.org/
    theme_options: {muted: "light-dark(#aaa, #b8ae9d)"}

    error[faint-color]: by day `muted` on `paper` has a contrast of 2.1, and 4.5 is the least
     --> content/chapter.yaml:4:24
      |
    4 | theme_options: {muted: "light-dark(#aaa, #b8ae9d)"}
      |                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^
      = help: take a color that is further from the ground: darker on a light one, lighter on a dark one
    """
    return Diagnostic(
        code="faint-color",
        severity=Severity.ERROR,
        message=f"by {time} `{name}` on `{ground}` has a contrast of {int(10 * ratio) / 10}, and 4.5 is the least",
        where=where,
        help="take a color that is further from the ground: darker on a light one, lighter on a dark one",
    )


@explained
def missing_theme_file(where: Span, path: str, names: Iterable[str]) -> Diagnostic:
    """A style sheet names a file that the theme does not have.

    Fonts and pictures in `url(…)` are named by their path from the style sheet's own
    folder. They may stand in the folders `fonts`, `icons` and `pictures`.

    -- themes/default/styles/parts/pager.css --
    .pager { background: url(../../icons/wlak.svg) }

    error[missing-theme-file]: the theme has no `icons/wlak.svg`
     --> themes/default/styles/parts/pager.css:1:26
      |
    1 | .pager { background: url(../../icons/wlak.svg) }
      |                          ^^^^^^^^^^^^^^^^^^^^
      = help: did you mean `icons/walk.svg`?
    """
    return Diagnostic(
        code="missing-theme-file",
        severity=Severity.ERROR,
        message=f"the theme has no `{path}`",
        where=where,
        help=did_you_mean(path, names),
    )


# -- templates and their files -----------------------------------------------


@explained
def template_syntax(where: Span, said: str) -> Diagnostic:
    """A template breaks the rules of the template language.

    The language is Jinja: `{{ … }}` prints, `{% … %}` decides and repeats. Each
    `if`, `for`, `block` and `macro` has its `end…`.

    -- themes/default/pages/not-found.html --
    {% if page.next %}<p>{{ page.next.title }}</p>{% endfor %}

    error[template-syntax]: Encountered unknown tag 'endfor'. Jinja was looking for the following tags: \
'elif' or 'else' or 'endif'. The innermost block that needs to be closed is 'if'.
     --> themes/default/pages/not-found.html:1:50
      |
    1 | {% if page.next %}<p>{{ page.next.title }}</p>{% endfor %}
      |                                                  ^^^^^^
    """
    return Diagnostic(code="template-syntax", severity=Severity.ERROR, message=said, where=where)


@explained
def missing_template(path: str, view: str, theme: str) -> Diagnostic:
    """A theme has no template for one of the pages.

    Each kind of page has its template. A theme that is laid over another (`over:
    default` in its `theme.yaml`) has those of the other.
    """
    return Diagnostic(
        code="missing-template",
        severity=Severity.ERROR,
        message=f"the theme `{theme}` has no `{path}`, the template of {view}",
        help="write `over: default` in the theme's theme.yaml to have those of the default theme",
    )


@explained
def stray_template(where: Span, path: str, paths: tuple[str, ...]) -> Diagnostic:
    """A template belongs to no page.

    The folder `pages` holds one template for each kind of page, and their names are
    fixed. A template of another name is never used. What several pages share
    belongs in the folder `parts`.

    -- themes/default/pages/evnet.html --
    <p>Hello.</p>

    warning[stray-template]: `pages/evnet.html` is the template of no page
     --> themes/default/pages/evnet.html:1:1
      |
    1 | <p>Hello.</p>
      | ^
      = help: did you mean `pages/event.html`?
    """
    return Diagnostic(
        code="stray-template",
        severity=Severity.WARNING,
        message=f"`{path}` is the template of no page",
        where=where,
        help=did_you_mean(path, paths),
    )


@explained
def unknown_template(where: Span, path: str, paths: Iterable[str]) -> Diagnostic:
    """A template includes or extends one that the theme does not have.

    Templates name one another by their path in the theme, such as
    `parts/frame.html`, wherever they stand themselves.

    -- themes/default/pages/not-found.html --
    {% extends "parts/farme.html" %}

    error[unknown-template]: the theme has no template `parts/farme.html`
     --> themes/default/pages/not-found.html:1:12
      |
    1 | {% extends "parts/farme.html" %}
      |            ^^^^^^^^^^^^^^^^^^
      = help: did you mean `parts/frame.html`?
    """
    return Diagnostic(
        code="unknown-template",
        severity=Severity.ERROR,
        message=f"the theme has no template `{path}`",
        where=where,
        help=did_you_mean(path, paths),
    )


@explained
def computed_reference(where: Span, what: str) -> Diagnostic:
    """A template works out the name of another while the page is printed.

    Which files a page is made of must be known beforehand, or a change in one of
    them could be missed. So `extends`, `include`, `import` and `icon` are given a
    name in quotes. To choose between two, write an `if` around two includes.

    -- themes/default/pages/not-found.html --
    {% include "parts/" ~ page.title ~ ".html" %}

    error[computed-reference]: the template that `include` wants is not named in quotes
     --> themes/default/pages/not-found.html:1:4
      |
    1 | {% include "parts/" ~ page.title ~ ".html" %}
      |    ^^^^^^^
    """
    return Diagnostic(
        code="computed-reference", severity=Severity.ERROR, message=f"{what} is not named in quotes", where=where
    )


@explained
def unfilled_place(where: Span, place: str) -> Diagnostic:
    """A message has a place that nothing fills.

    A message is said in every language of the site, so it is written whole, with
    names in braces for what differs from page to page, and each is given a value:
    `say("Room for {seats}", seats=page.capacity)`.

    -- themes/default/pages/not-found.html --
    <h1>{{ say("Not at {address}") }}</h1>

    error[unfilled-place]: nothing fills `{address}`
     --> themes/default/pages/not-found.html:1:20
      |
    1 | <h1>{{ say("Not at {address}") }}</h1>
      |                    ^^^^^^^^^
    """
    return Diagnostic(
        code="unfilled-place", severity=Severity.ERROR, message=f"nothing fills `{{{place}}}`", where=where
    )


@explained
def unknown_place(where: Span, place: str) -> Diagnostic:
    """A value is given to a message that has no place for it.

    -- themes/default/pages/not-found.html --
    <h1>{{ say("Not here", address=page.head.canonical) }}</h1>

    error[unknown-place]: the message has no place `{address}`
     --> themes/default/pages/not-found.html:1:24
      |
    1 | <h1>{{ say("Not here", address=page.head.canonical) }}</h1>
      |                        ^^^^^^^
    """
    return Diagnostic(
        code="unknown-place", severity=Severity.ERROR, message=f"the message has no place `{{{place}}}`", where=where
    )


@explained
def unknown_block(where: Span, name: str, names: Iterable[str]) -> Diagnostic:
    """A template fills a block that the template it extends does not have.

    A page extends a frame and fills the frame's blocks. A block that the frame does
    not have is printed nowhere.

    -- themes/default/pages/not-found.html --
    {% extends "parts/frame.html" %}
    {% block mian %}<h1>Not here</h1>{% endblock %}

    error[unknown-block]: the template this one extends has no block `mian`
     --> themes/default/pages/not-found.html:2:10
      |
    2 | {% block mian %}<h1>Not here</h1>{% endblock %}
      |          ^^^^
      = help: did you mean `main`?
    """
    return Diagnostic(
        code="unknown-block",
        severity=Severity.ERROR,
        message=f"the template this one extends has no block `{name}`",
        where=where,
        help=nearest_or_all(name, names, "its blocks are"),
    )


@explained
def unknown_icon(where: Span, name: str, names: Iterable[str]) -> Diagnostic:
    """A template draws an icon that the theme does not have.

    `icon("calendar")` draws the file `icons/calendar.svg` of the theme.

    -- themes/default/pages/not-found.html --
    {{ icon("clok") }}

    error[unknown-icon]: the theme has no icon `clok`
     --> themes/default/pages/not-found.html:1:9
      |
    1 | {{ icon("clok") }}
      |         ^^^^^^
      = help: did you mean `clock`?
    """
    return Diagnostic(
        code="unknown-icon",
        severity=Severity.ERROR,
        message=f"the theme has no icon `{name}`",
        where=where,
        help=nearest_or_all(name, names, "its icons are"),
    )


# -- names in templates ------------------------------------------------------


@explained
def undefined_name(where: Span, name: str, names: Iterable[str]) -> Diagnostic:
    """A template uses a name that stands for nothing there.

    A template knows `page` (what this page says), `site` (what all pages share), the
    macros it imports, and what it sets itself. A macro knows its own arguments and
    nothing of the page that calls it.

    -- themes/default/pages/not-found.html --
    <p>{{ pgae.head.title }}</p>

    error[undefined-name]: nothing is called `pgae` here
     --> themes/default/pages/not-found.html:1:7
      |
    1 | <p>{{ pgae.head.title }}</p>
      |       ^^^^
      = help: did you mean `page`?
    """
    return Diagnostic(
        code="undefined-name",
        severity=Severity.ERROR,
        message=f"nothing is called `{name}` here",
        where=where,
        help=did_you_mean(name, names),
    )


@explained
def unknown_field(where: Span, noun: str, name: str, names: Iterable[str]) -> Diagnostic:
    """A template asks for something that is not there to be shown.

    What each page can show is fixed: its view has certain fields and no others. The
    fields of all views are listed in `generator/site/views.py`.

    -- themes/default/pages/not-found.html --
    <p>{{ page.heda.title }}</p>

    error[unknown-field]: NotFoundView has no field `heda`
     --> themes/default/pages/not-found.html:1:12
      |
    1 | <p>{{ page.heda.title }}</p>
      |            ^^^^
      = help: did you mean `head`?
    """
    return Diagnostic(
        code="unknown-field",
        severity=Severity.ERROR,
        message=f"{noun} has no field `{name}`",
        where=where,
        help=nearest_or_all(name, names, "its fields are"),
    )


@explained
def maybe_missing(where: Span, expression: str) -> Diagnostic:
    """A template uses something that some pages do not have, without asking.

    Not every event has a venue, and not every page a picture. Put what is printed
    about such a thing inside an `if` that asks for it. In lists,
    `{% for event in events if event.venue %}` asks too.

    -- themes/default/pages/not-found.html --
    <p>{{ page.next.title }}</p>

    error[maybe-missing]: `page.next` may be missing
     --> themes/default/pages/not-found.html:1:7
      |
    1 | <p>{{ page.next.title }}</p>
      |       ^^^^^^^^^
      = help: put it inside `{% if page.next %} … {% endif %}`
    """
    return Diagnostic(
        code="maybe-missing",
        severity=Severity.ERROR,
        message=f"`{expression}` may be missing" if expression else "this value may be missing",
        where=where,
        help=f"put it inside `{{% if {expression or '…'} %}} … {{% endif %}}`",
    )


@explained
def not_a_list(where: Span, noun: str) -> Diagnostic:
    """A template goes through something that is no list.

    `for` needs a list to go through.

    -- themes/default/pages/not-found.html --
    {% for link in page.head %}<p>{{ link.label }}</p>{% endfor %}

    error[not-a-list]: Head is no list
     --> themes/default/pages/not-found.html:1:16
      |
    1 | {% for link in page.head %}<p>{{ link.label }}</p>{% endfor %}
      |                ^^^^^^^^^
    """
    return Diagnostic(code="not-a-list", severity=Severity.ERROR, message=f"{noun} is no list", where=where)


@explained
def not_text(where: Span, noun: str, help: str) -> Diagnostic:
    """A template prints something that is no text.

    Only texts and numbers can be printed. A list is printed one by one, inside a
    `for`; of anything that has parts, the parts are printed.

    -- themes/default/pages/not-found.html --
    <p>{{ page.links }}</p>

    error[not-text]: a list of LinkView cannot be printed
     --> themes/default/pages/not-found.html:1:4
      |
    1 | <p>{{ page.links }}</p>
      |    ^^^^^^^^^^^^^^^^
      = help: print its items, inside a `for`
    """
    return Diagnostic(
        code="not-text", severity=Severity.ERROR, message=f"{noun} cannot be printed", where=where, help=help
    )


@explained
def unknown_macro(where: Span, template: str, name: str, names: Iterable[str]) -> Diagnostic:
    """A template imports a macro that the other template does not define.

    -- themes/default/pages/not-found.html --
    {% from "parts/link.html" import lnik %}

    error[unknown-macro]: `parts/link.html` has no macro `lnik`
     --> themes/default/pages/not-found.html:1:34
      |
    1 | {% from "parts/link.html" import lnik %}
      |                                  ^^^^
      = help: did you mean `link`?
    """
    return Diagnostic(
        code="unknown-macro",
        severity=Severity.ERROR,
        message=f"`{template}` has no macro `{name}`",
        where=where,
        help=nearest_or_all(name, names, "it has"),
    )


@explained
def macro_arguments(where: Span, macro: str, said: str, defined: Span) -> Diagnostic:
    """A macro is called with too little or too much.

    A macro is called with what its first line lists, in that order or by name.

    -- themes/default/pages/not-found.html --
    {% macro greeting(name) %}<p>Hello, {{ name }}.</p>{% endmacro %}
    {{ greeting() }}

    error[macro-arguments]: `greeting` is called without `name`
     --> themes/default/pages/not-found.html:2:12
      |
    1 | {% macro greeting(name) %}<p>Hello, {{ name }}.</p>{% endmacro %}
      |          -------- defined here
    2 | {{ greeting() }}
      |            ^
    """
    return Diagnostic(
        code="macro-arguments",
        severity=Severity.ERROR,
        message=f"`{macro}` is called {said}",
        where=where,
        related=(Label(defined, "defined here"),),
    )


@explained
def unknown_filter(where: Span, name: str, names: Iterable[str]) -> Diagnostic:
    """A template uses a filter that there is not.

    Filters are the words after `|`. Those that could make one page print differently
    from one time to the next, or print what was not meant to be read, were left out.

    -- themes/default/pages/not-found.html --
    <h1>{{ page.head.title|uper }}</h1>

    error[unknown-filter]: there is no filter `uper`
     --> themes/default/pages/not-found.html:1:24
      |
    1 | <h1>{{ page.head.title|uper }}</h1>
      |                        ^^^^
      = help: did you mean `upper`?
    """
    return Diagnostic(
        code="unknown-filter",
        severity=Severity.ERROR,
        message=f"there is no filter `{name}`",
        where=where,
        help=did_you_mean(name, names),
    )


@explained
def unknown_test(where: Span, name: str, names: Iterable[str]) -> Diagnostic:
    """A template uses a test that there is not.

    Tests are the words after `is`, as in `{% if loop.index is odd %}`.

    -- themes/default/pages/not-found.html --
    {% if page.next is nnone %}<p>Nothing is planned.</p>{% endif %}

    error[unknown-test]: there is no test `nnone`
     --> themes/default/pages/not-found.html:1:20
      |
    1 | {% if page.next is nnone %}<p>Nothing is planned.</p>{% endif %}
      |                    ^^^^^
      = help: did you mean `none`?
    """
    return Diagnostic(
        code="unknown-test",
        severity=Severity.ERROR,
        message=f"there is no test `{name}`",
        where=where,
        help=did_you_mean(name, names),
    )


# -- safety ------------------------------------------------------------------


@explained
def unsafe_filter(where: Span) -> Diagnostic:
    """A template switches escaping off.

    A `<` in a title must be printed as `&lt;`, or a title could change the page, or
    run a program in a visitor's browser. What is finished HTML (a page's body) is
    marked so by the program and needs nothing here.

    -- themes/default/pages/not-found.html --
    <h1>{{ page.head.title|safe }}</h1>

    error[unsafe-filter]: escaping is never switched off
     --> themes/default/pages/not-found.html:1:24
      |
    1 | <h1>{{ page.head.title|safe }}</h1>
      |                        ^^^^
      = help: print it without `safe`: HTML from the program is printed as it is, texts are escaped
    """
    return Diagnostic(
        code="unsafe-filter",
        severity=Severity.ERROR,
        message="escaping is never switched off",
        where=where,
        help="print it without `safe`: HTML from the program is printed as it is, texts are escaped",
    )


@explained
def autoescape_tag(where: Span) -> Diagnostic:
    """A template switches escaping on or off for a stretch.

    Escaping is always on, as it must be for texts that people write.

    -- themes/default/pages/not-found.html --
    {% autoescape false %}{{ page.head.title }}{% endautoescape %}

    error[autoescape-tag]: escaping is always on
     --> themes/default/pages/not-found.html:1:4
      |
    1 | {% autoescape false %}{{ page.head.title }}{% endautoescape %}
      |    ^^^^^^^^^^
      = help: leave the tag out
    """
    return Diagnostic(
        code="autoescape-tag",
        severity=Severity.ERROR,
        message="escaping is always on",
        where=where,
        help="leave the tag out",
    )


@explained
def unquoted_attribute(where: Span) -> Diagnostic:
    """A template prints something inside a tag, but not inside quotes.

    Without quotes a space in the text ends the attribute, and what follows becomes
    attributes of its own.

    -- themes/default/pages/not-found.html --
    <a href={{ site.home }}>Home</a>

    error[unquoted-attribute]: a value inside a tag stands without quotes
     --> themes/default/pages/not-found.html:1:9
      |
    1 | <a href={{ site.home }}>Home</a>
      |         ^^^^^^^^^^^^^^^
      = help: put quotes around it
    """
    return Diagnostic(
        code="unquoted-attribute",
        severity=Severity.ERROR,
        message="a value inside a tag stands without quotes",
        where=where,
        help="put quotes around it",
    )


@explained
def text_in_code(where: Span) -> Diagnostic:
    """A template prints a text into a script or a style sheet.

    Escaping makes a text safe in HTML, not in a program. Scripts read what they need
    from `data-…` attributes, or from JSON that the filter `tojson` wrote.

    -- themes/default/pages/not-found.html --
    <script>let home = "{{ site.home }}"</script>

    error[text-in-code]: a text stands in a script, a style sheet or an `on…` attribute
     --> themes/default/pages/not-found.html:1:21
      |
    1 | <script>let home = "{{ site.home }}"</script>
      |                     ^^^^^^^^^^^^^^^
      = help: put it into a `data-…` attribute, or write it with `|tojson`
    """
    return Diagnostic(
        code="text-in-code",
        severity=Severity.ERROR,
        message="a text stands in a script, a style sheet or an `on…` attribute",
        where=where,
        help="put it into a `data-…` attribute, or write it with `|tojson`",
    )


# -- while printing ----------------------------------------------------------


@explained
def template_failed(where: Span | None, view: str, said: str) -> Diagnostic:
    """A template could not print a page.

    The template is sound in itself, but for this page something in it does not work
    out: a number is divided by zero, a name of the theme's own (`extra`) is missing,
    two things are compared that cannot be.
    """
    return Diagnostic(
        code="template-failed", severity=Severity.ERROR, message=f"{view} could not be printed: {said}", where=where
    )
