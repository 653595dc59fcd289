"""What lies in `content/static` is published as it is; the host's policy holds for it all the same."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from generator.build import build
from tests.chapter import chapter, order, tree
from tests.poison.chapter import TODAY
from tests.poison.host import hosted
from tests.poison.visitor import Visitor

pytestmark = pytest.mark.browser

PAGE = """<!DOCTYPE html><title>Own</title><style>p { color: red }</style><p style="color: red" onclick="alert(1)">x</p>
<script>document.title = "inline"</script><script src="//evil.example/x.js"></script><img src="https://evil.example/x.png">
<iframe src="https://evil.example/"></iframe><script src="own.js"></script>
"""

STOPPED = ("script-src-elem", "script-src-attr", "style-src-elem", "style-src-attr", "img-src", "frame-src")


def test_scripts_and_styles_of_an_own_page_come_from_files_of_the_site_alone(browser: Browser) -> None:
    text = f"-- static/own.html --\n{PAGE}-- static/own.js --\ndocument.body.dataset.ran = 'yes';\n"
    with chapter(text) as project:
        assert build(project, order(str(TODAY))).report
        files = tree(project.out)
    assert files["/own.html"].decode() == PAGE
    with hosted(files, with_headers=True) as host:
        visitor = Visitor(browser, host, str(TODAY))
        page = visitor.page
        page.goto(f"{host}/own.html")
        assert page.title() == "Own"
        assert page.evaluate("document.body.dataset.ran") == "yes"
        assert page.evaluate("getComputedStyle(document.querySelector('p')).color") == "rgb(0, 0, 0)"
        page.locator("p").click()
        # What was stopped is told a moment later.
        for directive in STOPPED:
            page.wait_for_function("(what) => told.join(' ').includes(what)", arg=f"the policy's {directive} stopped")
        assert "alert was called" not in " ".join(page.evaluate("told"))
        visitor.context.close()
