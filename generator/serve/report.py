"""The report in the browser: the same words as in the terminal, in pages of whatever theme."""

from __future__ import annotations

from html import escape

STYLE_ADDRESS = "/livereload.css"


def report_panel(text: str) -> str:
    """A report as HTML, to lie over the page."""
    return (
        '<details id="chapter-report" role="alert" open>\n'
        "<summary>Something needs mending before the site can change</summary>\n"
        "<p>Mend what stands here and save: this page then shows the change by itself.</p>\n"
        f'<pre tabindex="0" role="region" aria-label="Report">{escape(text)}</pre>\n'
        f'<link rel="stylesheet" href="{STYLE_ADDRESS}">\n'
        "</details>\n"
    )


# Outside every layer, so that it wins over a theme's.
REPORT_STYLE = """\
#chapter-report, #chapter-report * { all: revert; box-sizing: border-box; }
#chapter-report {
  color-scheme: light dark;
  position: fixed; z-index: 2147483647; inset: auto 0 0 0;
  max-height: 70vh; overflow: auto; padding: 0.75rem 1rem;
  font: 1rem/1.5 system-ui, sans-serif;
  color: light-dark(#1b1b1b, #f4f4f4); background: light-dark(#fff8f6, #2a1a17);
  border-top: 4px solid light-dark(#b3261e, #ff8a80);
  box-shadow: 0 -4px 24px rgb(0 0 0 / 0.25);
}
#chapter-report summary { font-weight: 700; cursor: pointer; }
#chapter-report p { margin: 0.5rem 0; }
#chapter-report pre {
  margin: 0; padding: 0.75rem; overflow-x: auto; white-space: pre; tab-size: 4;
  font: 0.875rem/1.5 ui-monospace, monospace;
  background: light-dark(#fff, #1b1110); border: 1px solid light-dark(#e5c8c4, #5a3a35);
}
#chapter-report :focus-visible { outline: 3px solid light-dark(#0b57d0, #a8c7fa); outline-offset: 2px; }
@media print { #chapter-report { display: none; } }
.chapter-plain {
  color-scheme: light dark; max-width: 40rem; margin: 4rem auto; padding: 0 1rem;
  font: 1.125rem/1.5 system-ui, sans-serif;
}
"""
