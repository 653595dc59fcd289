"""Pages and programs among the pictures and papers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime as DateTime

from generator.model.chapter import Chapter
from generator.model.checks.words import ERROR
from generator.text.diagnostic import Diagnostic, Place, explained
from generator.text.tables import words

# What a browser runs, or takes for a page that may run something; what some hosts run themselves.
PAGES = words(".html .htm .xhtml .xht .shtml .mhtml .mht .xml .xsl .xslt .svgz .pdfxml .hta")
PROGRAMS = words(".js .mjs .cjs .wasm .swf .jar .php .php5 .phtml .cgi .pl .py .asp .aspx .jsp .htaccess")


@explained
def active_file(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """A page or a program in `content/media`.

    `content/media` holds what readers look at and take home: pictures, slides, papers,
    recordings. Anybody who may hand in a picture may put a file there. A page or a
    script would run under the site's own address, so none is published from there. A page
    of the site is a Markdown file below `content/pages`; what the webmaster alone is to
    answer for goes below `content/static`.

        -- content/media/form.html --
        <script>alert("Hello")</script>

        error[active-file]: `form.html` could run in a reader's browser
         --> content/media/form.html
          = help: save it as a PDF, or write it as a page below `content/pages`
    """
    for path in sorted(chapter.media):
        name = path.rpartition("/")[2]
        ending = "." + name.lower().rpartition(".")[2]
        if ending in PAGES or ending in PROGRAMS:
            yield Diagnostic(
                code="active-file",
                severity=ERROR,
                message=f"`{name}` could run in a reader's browser"
                if ending in PAGES
                else f"`{name}` is a program, no picture and no paper",
                where=Place(f"content/media/{path}"),
                help="save it as a PDF, or write it as a page below `content/pages`"
                if ending in PAGES
                else "publish it where programs are published, and link to it there",
            )
