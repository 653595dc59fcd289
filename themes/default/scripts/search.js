// The search page. Without this script it leads to the sections.
for (const box of document.querySelectorAll("[data-none]")) {
  const form = box.querySelector("form"), told = box.querySelector("output"), list = box.querySelector("ol");
  const { index, pagefind, found: sum, none, broken } = box.dataset;
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const spaced = (text) => ` ${plain(text).match(/[\p{L}\p{N}]+/gu)?.join(" ") ?? ""}`;

  // Both give a function: words, kind, year -> [{href, title, kind, year, about}], the best first.
  const own = async () => {
    const entries = (await (await fetch(index)).json()).map(([href, title, kind, year, about, words]) => ({
      href, title, kind, year, about, named: spaced(title), text: spaced(`${title} ${kind} ${about} ${words}`),
    }));
    // Each word must begin a word of the entry; in the title it counts most.
    const score = (entry, words) =>
      words.every((word) => entry.text.includes(` ${word}`)) &&
      1 + words.filter((word) => entry.named.includes(` ${word}`)).length;
    return async (text, kind, year) => {
      const words = spaced(text).trim().split(" ").filter(Boolean);
      return entries
        .filter((entry) => (!kind || entry.kind === kind) && (!year || entry.year === year))
        .map((entry) => [score(entry, words), entry])
        .filter(([points]) => points)
        .sort(([a], [b]) => b - a)
        .map(([, entry]) => entry);
    };
  };
  const full = async () => {
    const engine = await import(pagefind);
    await engine.init();
    return async (text, kind, year) => {
      const { results } = await engine.search(text || null);
      const pages = await Promise.all(results.slice(0, 200).map((result) => result.data()));
      return pages
        .map(({ url, meta }) => ({ href: url, title: meta.title, kind: meta.kind, year: meta.year ?? "", about: meta.about }))
        .filter((entry) => (!kind || entry.kind === kind) && (!year || entry.year === year));
    };
  };

  let asked = 0;
  const show = async (find) => {
    const given = Object.fromEntries(new FormData(form)), { q, kind, year } = given;
    const number = ++asked;
    const found = q.trim() || kind || year ? await find(q, kind, year) : [];
    // A slower answer to an earlier question is late.
    if (number !== asked) return;
    list.replaceChildren(...found.slice(0, 50).map((entry) => {
      const item = document.createElement("li"), link = document.createElement("a"), line = document.createElement("p");
      link.href = entry.href;
      link.textContent = entry.title;
      line.textContent = [entry.kind, entry.year, entry.about].filter(Boolean).join(" · ");
      item.append(link, line);
      return item;
    }));
    told.textContent = found.length ? sum.replace("#", found.length) : q.trim() || kind || year ? none : "";
    const query = new URLSearchParams(Object.entries(given).filter(([, value]) => value));
    history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
  };

  (pagefind ? full() : own()).then((find) => {
    const wanted = new URLSearchParams(location.search);
    box.hidden = false;
    for (const field of form.elements) field.value = wanted.get(field.name) ?? "";
    form.addEventListener("input", () => show(find));
    form.addEventListener("submit", (event) => (event.preventDefault(), show(find)));
    if (wanted.size) show(find);
  }, () => {
    box.hidden = false;
    form.hidden = true;
    told.textContent = broken;
  });
}
