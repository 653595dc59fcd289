"""A chapter that reads from right to left: nothing in a theme knows which side is left.

The chapter below speaks Arabic, with Arabic digits, and has a record of every kind. Its
site's own words are what a catalog makes of the English ones, as long as they are.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator
from importlib.resources import files
from io import BytesIO, StringIO
from pathlib import Path
from typing import Self
from urllib.parse import unquote, urlsplit

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from playwright.sync_api import Browser, Route

from generator.build import build, compose
from generator.engine.memo import Memo
from generator.language.catalog import TEMPLATE
from generator.site.views import PAGES
from tests.chapter import chapter, order, tree

THEMES = Path(__file__).resolve().parents[2] / "themes"
NAMES = ("default", "noticeboard")
WIDTHS = (320, 768, 1280)

CHAPTER = """
    -- chapter.yaml --
    name: نادي مصانع القاهرة
    timezone: Africa/Cairo
    country: EG
    language: ar-EG
    url: https://cairo.example.org/
    tagline: نزور المصانع ثم نجلس معًا ونتعلم
    theme: {theme}
    members_part: {{as: folder}}
    introductions: {{connector: mona, email: salam@cairo.example.org}}
    suggestions: {{email: salam@cairo.example.org}}
    body: نلتقي مرة في الشهر، ونزور مصنعًا كلما فتح لنا أحد بابه.
    -- members/mona.yaml --
    name: منى المصري
    company: paper
    title: مديرة الموارد البشرية
    joined: 2024
    roles: [{{title: رئيسة النادي, from: 2025}}]
    topics: [الورديات, التدريب المهني في المصانع الصغيرة]
    can_help_with: [لوائح العمل]
    would_like_to_meet: [من يدير مصنعًا للزجاج]
    consent: {{given: 2026-01-01, directory: public, photo: public, bio: public, email: members, introductions: public}}
    contact: {{email: mona@cairo.example.org}}
    body: تعمل في صناعة الورق منذ عشرين عامًا.
    -- companies/paper.yaml --
    name: شركة النيل للورق
    industry: صناعة الورق والكرتون
    city: القاهرة
    summary: ورق من قصب السكر.
    contact: mona
    venue: paper-mill
    -- venues/paper-mill.yaml --
    name: مصنع النيل للورق
    address: {{street: ١٢ شارع المصانع, locality: القاهرة}}
    company: paper
    directions: من البوابة الثانية، ثم إلى اليمين.
    parking: أمام البوابة.
    access: {{step_free: نعم، من الباب الجانبي, notes: توجد غرفة هادئة., verified_on: 2026-01-10}}
    -- series/coffee.yaml --
    title: قهوة الخميس الأول
    kind: coffee
    venue: paper-mill
    repeats: {{every: month, on: first thursday, start: "8:00", end: "9:30", from: 2026-01-01, skip: [2026-07-02]}}
    summary: ساعة ونصف بلا جدول أعمال.
    -- events/2026-03-12-paper.yaml --
    title: زيارة إلى مصنع النيل للورق
    kind: tour
    date: 2026-03-12
    start: 11:00
    end: 13:30
    venue: paper-mill
    room: القاعة الكبيرة
    host: paper
    organizers: [mona]
    speakers: [mona]
    capacity: 22
    cost: {{amount: 1250.5, currency: EUR, note: يشمل الغداء}}
    rsvp: {{email: salam@cairo.example.org, closes: 2026-03-10}}
    previous: [{{date: 2026-03-05, start: "11:00", reason: عطل في الآلة}}]
    status: rescheduled
    notice: تغيّر الموعد بسبب عطل في الآلة
    tags: [الورق]
    tour: {{facility: خط الإنتاج, wear: [أحذية مغلقة], bring: [بطاقة الهوية], id_required: بطاقة شخصية, walking: كيلومتر واحد}}
    agenda:
      - {{start: "11:00", title: الاستقبال}}
      - {{start: "11:30", title: جولة في المصنع, speakers: [mona], body: نمشي مع خط الإنتاج.}}
    links: [{{label: خريطة المصنع, url: "https://maps.example.org/"}}]
    summary: نتابع الورقة من القصب إلى الدفتر.
    body: |
      ## قبل أن تأتي

      نلتقي عند البوابة الثانية.

      | الساعة | ماذا يحدث |
      |---|---|
      | ١١:٠٠ | الاستقبال |
    -- events/2026-03-20-online.yaml --
    title: حديث عن الورديات
    kind: talk
    date: 2026-03-20
    attendance: online
    online: {{url: "https://meet.example.org/1", visibility: members}}
    -- events/2026-02-05-paper.yaml --
    title: زيارة إلى مصنع الزجاج
    kind: tour
    date: 2026-02-05
    start: 9:00
    host: paper
    venue: paper-mill
    tour: {{photos: open}}
    -- recaps/2026-02-05-paper.md --
    ---
    date: 2026-02-07
    authors: [mona]
    summary: رأينا الزجاج يذوب.
    takeaways: [{{idea: اسأل قبل أن تقيس, topic: القياس, shared_by: mona}}, ابدأ صغيرًا]
    photos: [{{src: glass.png, alt: فرن الزجاج}}]
    coverage: [{{title: شرائح العرض, url: "https://slides.example.org/", kind: slides}}]
    thanks: شكرًا لأصحاب المصنع.
    tags: [الورق]
    ---
    كان اليوم طويلًا وجميلًا.
    -- posts/2026-02-20-news.md --
    ---
    title: غلاية جديدة
    date: 2026-02-20
    authors: [mona]
    tags: [الورق]
    ---
    صارت القهوة أسخن.
    -- pages/about.md --
    ---
    title: من نحن
    summary: ناد صغير.
    ---
    ## الأهداف

    > نتعلم بعضنا من بعض.

    * أولًا
    * ثانيًا
    -- pages/first-time.md --
    ---
    title: زيارتك الأولى
    ---
    اقرأ [من نحن](page:about).
    -- pages/about.en.md --
    ---
    title: Who we are
    ---
    A small club. Write to [Mona](member:mona).
    -- ideas/glass.yaml --
    title: زيارة مصنع للزجاج
    proposed_by: mona
    supporters: [mona]
    for: السلامة
    body: يقال إنه حار.
    -- recommendations/press.yaml --
    vendor: مطبعة الأهرام الصغيرة
    recommended_by: mona
    relationship: client
    what_for: طباعة الدفاتر
    -- media/glass.png --
    (a picture)
"""

LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz?,", "ابجدهوزحطيكلمنسعفصقرشتثخذض؟،")


def in_arabic_letters(message: str) -> str:
    """A message as long as it is, in letters that run the other way; its places stay."""
    parts = re.split(r"(\{[^}]*\})", message.lower())
    return "".join(part if part.startswith("{") else part.translate(LETTERS) for part in parts)


def catalog() -> str:
    """The words of the site, for a look at their shape."""
    template = read_po(StringIO(files("generator.language").joinpath("words", TEMPLATE).read_text("utf-8")))
    made = Catalog(locale="ar", charset="utf-8")
    for message in template:
        if isinstance(message.id, str):
            made.add(message.id, in_arabic_letters(message.id)) if message.id else None
        else:
            forms = (*message.id, *(message.id[1],) * (made.num_plurals - 2))
            made.add(message.id, tuple(map(in_arabic_letters, forms)))
    file = BytesIO()
    write_po(file, made)
    return file.getvalue().decode()


@pytest.fixture(scope="module", params=NAMES)
def published(request: pytest.FixtureRequest) -> dict[str, bytes]:
    """The chapter's site in one theme: address → bytes."""
    with chapter(CHAPTER.format(theme=request.param)) as project:
        words = project.root / f"themes/{request.param}/words/{request.param}/ar.po"
        words.parent.mkdir(parents=True)
        words.write_text(catalog(), "utf-8")
        outcome = build(project, order(passphrases=lambda _: ""))
        assert outcome.report and not outcome.stopped, outcome.problems
        return tree(project.out)


def pages(published: dict[str, bytes]) -> list[str]:
    return [url for url in published if url.endswith(("/", ".html"))]


def test_the_chapter_has_a_page_of_every_kind() -> None:
    with chapter(CHAPTER.format(theme="default")) as project:
        composed = compose(project, order(passphrases=lambda _: ""), Memo(project.cache / "memo"))
        assert composed.outputs is not None
        kinds = {type(output.view) for output in composed.outputs}
    # Nothing is locked in this chapter, and nothing has an old address.
    assert {view.__name__ for view in PAGES.keys() - kinds} == {"LockView", "RedirectView"}


def test_every_page_runs_from_right_to_left_but_the_one_in_english(published: dict[str, bytes]) -> None:
    for url in pages(published):
        expected = '<html lang="en" dir="ltr">' if url.startswith("/en/") else '<html lang="ar-EG" dir="rtl">'
        assert expected in published[url].decode(), url


def test_days_hours_and_sums_are_in_the_digits_of_the_country(published: dict[str, bytes]) -> None:
    page = published["/events/2026-03-12-paper/"].decode().replace("\N{NO-BREAK SPACE}", " ")
    for said in ("الخميس، ١٢ مارس ٢٠٢٦", "١١:٠٠ ص – ١:٣٠ م", "١٬٢٥٠٫٥٠", "٢٢"):
        assert said in page, said
    # Machines are told in theirs.
    assert 'datetime="2026-03-12T11:00+02:00"' in page


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_sticks_out_at_the_side_of_any_page(browser: Browser, published: dict[str, bytes], width: int) -> None:
    with looking_at(browser, published, width) as look:
        assert {url: found for url in pages(published) if (found := look(url))} == {}


class looking_at:  # noqa: N801 -- read as a phrase
    """A window of some width on the published site; called with an address, it says what sticks out there."""

    def __init__(self, browser: Browser, published: dict[str, bytes], width: int) -> None:
        self.published = published
        self.context = browser.new_context(viewport={"width": width, "height": 800})
        self.context.route("**/*", self.answer)
        self.page = self.context.new_page()

    def answer(self, route: Route) -> None:
        url = unquote(urlsplit(route.request.url).path)
        body = self.published.get(url)
        kind = "text/html" if url.endswith("/") else mimetypes.guess_type(url)[0] or "text/plain"
        route.fulfill(status=404 if body is None else 200, body=body or b"", content_type=kind)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()

    def __call__(self, url: str) -> object:
        self.page.goto(f"https://cairo.example.org{url}")
        return self.page.evaluate(STICKING_OUT)


# Beyond the window, or a weekday cut in two on the leaf of a calendar. What only screen readers see is nowhere.
STICKING_OUT = """() => {
  const wide = document.documentElement.clientWidth;
  const found = [];
  if (document.documentElement.scrollWidth > wide) found.push(`the page, by ${document.documentElement.scrollWidth - wide}`);
  for (const one of document.querySelectorAll('main *, header *, footer *, nav *')) {
    const box = one.getBoundingClientRect();
    const hidden = box.width < 2 || box.height < 2 || one.closest('.unseen, .day-holds, .skip');
    let scrolls = false;
    for (let up = one.parentElement; up; up = up.parentElement)
      scrolls ||= ['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(up).overflowX);
    if (!hidden && !scrolls && (box.left < -1 || box.right > wide + 1))
      found.push(`${one.tagName}.${one.className}: ${Math.round(box.left)} to ${Math.round(box.right)}`);
  }
  for (const name of document.querySelectorAll('thead th')) {
    const lines = new Set([...name.childNodes].flatMap((node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      return [...range.getClientRects()].map((rect) => Math.round(rect.top));
    }));
    if (lines.size > 1 && !name.textContent.trim().includes(' ')) found.push(`${name.textContent} is cut in two`);
  }
  return found.length ? found : null;
}"""


# -- the styles --------------------------------------------------------------------------

PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)(?:-\w+)*"
    r"|border-(?:top|bottom)-(?:left|right)-radius|left|right)\s*:"
    r"|(?:text-align|float|clear|justify-\w+|caption-side)\s*:\s*(?:left|right)\b"
    r"|(?:background-position|object-position|transform-origin|perspective-origin)[^;]*\b(?:left|right)\b"
    r"|\bto (?:left|right)\b|translateX\("
)
FOUR_SIDES = re.compile(r"(?<![\w-])(?:margin|padding|inset|border-width|border-style|border-color)\s*:\s*([^;{}]+)")
CORNERS = re.compile(r"(?<![\w-])border-radius\s*:\s*([^;{}/]+)")
# A shadow has no logical form; these say the other side as well, under `[dir="rtl"]`.
SHADOW = re.compile(r"box-shadow\s*:\s*(?:inset\s+)?(-?[\d.]+(?:rem|em|px)?)\s")

SHEETS = sorted(path.relative_to(THEMES).as_posix() for path in THEMES.rglob("*.css"))


def words(value: str) -> list[str]:
    """The values of a shorthand; what stands in brackets is one of them."""
    return re.findall(r"(?:[^\s(]|\((?:[^()]|\([^()]*\))*\))+", value.replace("!important", ""))


def sided(css: str) -> Iterator[str]:
    """What a style says of the left or of the right."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    yield from (found[0] for found in PHYSICAL.finditer(css))
    for found in FOUR_SIDES.finditer(css):
        sides = words(found[1])
        if len(sides) == 4 and sides[1] != sides[3]:
            yield found[0]
    for found in CORNERS.finditer(css):
        corners = words(found[1])
        # Top left, top right, bottom right, bottom left.
        corners = {1: corners * 4, 2: corners * 2, 3: [*corners, corners[1]] if len(corners) == 3 else []}.get(
            len(corners), corners
        )
        if corners[0] != corners[1] or corners[2] != corners[3]:
            yield found[0]
    for rule in re.finditer(r"([^{};]+)\{([^{}]*)\}", css):
        for found in SHADOW.finditer(rule[2]):
            mirrored = f'[dir="rtl"] {rule[1].strip()}'
            if found[1].rstrip("rempx") != "0" and mirrored not in css and "[dir=" not in rule[1]:
                yield f"{rule[1].strip()}: {found[0]}"


@pytest.mark.parametrize("sheet", SHEETS)
def test_no_style_knows_left_from_right(sheet: str) -> None:
    assert list(sided((THEMES / sheet).read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "css",
    [
        "a { margin-left: 1px }",
        "a { left: 0 }",
        "a { text-align: right }",
        "a { float: left }",
        "a { padding: 1px 2px 1px 0 }",
        "a { inset: auto 1px 1px auto }",
        "a { border-radius: 1px 0 0 1px }",
        "a { border-top-left-radius: 1px }",
        "a { background: linear-gradient(to right, red, tan) }",
        "a { transform: translateX(2px) }",
        "a { box-shadow: inset 3px 0 red }",
    ],
)
def test_what_says_a_side_is_found(css: str) -> None:
    assert list(sided(css))


@pytest.mark.parametrize(
    "css",
    [
        "a { margin-inline-start: 1px; inset-inline: 0 1px; text-align: end }",
        "a { padding: 1px 2px 3px 2px; border-radius: 2px 2px 0 0; margin: 0 calc(1px + 2px) 0 calc(1px + 2px) }",
        'a { box-shadow: inset 3px 0 red } [dir="rtl"] a { box-shadow: inset -3px 0 red }',
        ".align-right { text-align: end }",
    ],
)
def test_what_says_none_is_not(css: str) -> None:
    assert list(sided(css)) == []
