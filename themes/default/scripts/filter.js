// Long lists get a field to search them as one types. Without this script they are just lists.
for (const box of document.querySelectorAll("[data-filter]")) {
  const lists = [...box.querySelectorAll(":scope > ul, :scope > section > ul")];
  if (!lists.length) continue;
  const field = document.createElement("input");
  const label = document.createElement("label");
  const count = document.createElement("output");
  field.type = "search";
  field.autocomplete = "off";
  label.className = "filter";
  label.append(box.dataset.filter, field);
  count.className = "unseen";
  box.prepend(label, count);

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const entries = lists.flatMap((list) => [...list.children]).map((entry) => [entry, plain(entry.textContent)]);
  field.addEventListener("input", () => {
    const words = plain(field.value).split(/\s+/);
    let shown = 0;
    for (const [entry, text] of entries) {
      entry.hidden = !words.every((word) => text.includes(word));
      shown += !entry.hidden;
    }
    for (const list of lists) {
      const section = list.closest("section");
      if (section !== box && box.contains(section)) section.hidden = !list.querySelector(":scope > :not([hidden])");
    }
    count.textContent = `${shown} / ${entries.length}`;
  });
}
