"""A visitor who touches everything on a page, and tells what the page did that it should not."""

from __future__ import annotations

from urllib.parse import quote

from playwright.sync_api import Browser, Page, Request

# Before anything of the page runs: whatever a hostile string calls is told, and so is what the policy stopped.
HOOKS = """
{
  const told = [];
  Object.defineProperty(globalThis, "told", { value: told });
  for (const name of ["alert", "confirm", "prompt", "print", "msgbox", "open"])
    Object.defineProperty(globalThis, name, { value: () => void told.push(`${name} was called`) });
  Object.defineProperty(globalThis, "poison", { set: () => void told.push("poison was set") });
  addEventListener("securitypolicyviolation", (event) =>
    told.push(`the policy's ${event.violatedDirective} stopped ${event.blockedURI} ${event.sample}`));
  // Links and forms are tried, but nobody leaves: only what would run in the page has its way.
  for (const kind of ["click", "auxclick", "submit"])
    addEventListener(kind, (event) => {
      const link = event.target.closest?.("a, area");
      if (kind === "submit" || (link && !/^(javascript|vbscript|data):/i.test(link.protocol))) event.preventDefault();
    });
}
"""

# What is told of a page as it stands, and while everything on it is touched.
TOUCH = """
async (locks) => {
  const named = (one) => one.cloneNode(false).outerHTML?.slice(0, 200);
  const seen = new Set(), events = ["mouseover", "pointerenter", "focus", "blur", "input", "toggle", "load", "error"];
  for (const one of document.querySelectorAll("*")) {
    for (const { name, value } of one.attributes) {
      if (/^on/i.test(name)) told.push(`a handler: ${named(one)}`);
      if (name === "style" || name === "srcdoc" || name === "ping" || name === "formaction") told.push(`${name}: ${named(one)}`);
      if (/^(href|src|action|poster|data|cite|srcset|background)$/.test(name) && one.namespaceURI.endsWith("xhtml")
        && /^[\\x00-\\x20]*(javascript|vbscript|data:(?!,$|image\\/)|blob:https)/i.test(value)) told.push(`an address: ${named(one)}`);
    }
    if (one.matches("iframe, frame, object, embed, applet, base, math, style, svg script, portal, template:not([data-say]), "
      + "meta[http-equiv]:not([http-equiv=Content-Security-Policy]), "
      + "link:not([rel=stylesheet], [rel=icon], [rel=canonical], [rel=alternate], [rel=me],"
      + " [rel=preload][as=font][href^='/assets/'])")
      || (one.localName === "script" && one.type !== "application/ld+json" && !one.src?.startsWith?.(`${location.origin}/`)))
      told.push(`an element: ${named(one)}`);
    if (one.matches("a[target]") && !/\\bnoopener\\b/.test(one.rel)) told.push(`a way back: ${named(one)}`);
    if (one.id && seen.has(one.id)) told.push(`an id twice: ${named(one)}`);
    seen.add(one.id);
  }
  for (const one of document.querySelectorAll("*")) {
    for (const kind of events) one.dispatchEvent(new Event(kind));
    if (!one.closest(locks)) one.click?.();
  }
  if ({}.poison !== undefined) told.push("a prototype was changed");
  for (const script of document.querySelectorAll("script[type='application/ld+json']")) JSON.parse(script.text);
  await new Promise((done) => setTimeout(done));
  return told.splice(0);
}
"""


class Visitor:
    """A window, and what is wrong with the pages that were seen in it: `address: what`."""

    def __init__(self, browser: Browser, host: str, today: str, *, bypass_csp: bool = False) -> None:
        self.host = host
        self.wrong: list[str] = []
        self.at = ""
        self.context = browser.new_context(bypass_csp=bypass_csp, reduced_motion="reduce")
        self.context.set_default_timeout(20_000)
        self.context.add_init_script(HOOKS)
        self.page = self.context.new_page()
        self.page.clock.set_fixed_time(f"{today}T12:00-06:00")
        self.context.on("page", lambda page: self.tell(f"a window was opened: {page.url}"))
        self.page.on("request", self.asked)
        self.page.on("console", lambda said: said.type == "error" and self.tell(f"console: {said.text}"))
        self.page.on("pageerror", lambda error: self.tell(f"error: {error}"))
        self.page.on("dialog", lambda dialog: (self.tell(f"dialog: {dialog.message}"), dialog.dismiss()))

    def tell(self, what: str) -> None:
        self.wrong.append(f"{self.at}: {what}")

    def asked(self, request: Request) -> None:
        if not request.url.startswith((self.host, "data:", "blob:")):
            self.tell(f"{request.url} was asked for")

    def visit(self, url: str, more: str = "") -> Page:
        """Open a page and touch all of it. `more` is a query or an anchor."""
        self.at = url + more
        self.page.goto(self.host + quote(url) + more)
        self.touch()
        return self.page

    def touch(self, locks: str = "#none") -> None:
        """Touch everything on the page that is open, but what `locks` it."""
        for what in dict.fromkeys(self.page.evaluate(TOUCH, locks)):
            self.tell(what)
        if not self.page.url.startswith(self.host):
            self.tell(f"it led to {self.page.url}")
