// Long lists get a field to search them as one types. Without this script they are just lists.
for (const box of document.querySelectorAll("[data-filter]")) {
  const list = box.querySelector("ul");
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
  const entries = [...list.children].map((entry) => [entry, plain(entry.textContent)]);
  field.addEventListener("input", () => {
    const words = plain(field.value).split(/\s+/);
    let shown = 0;
    for (const [entry, text] of entries) {
      entry.hidden = !words.every((word) => text.includes(word));
      shown += !entry.hidden;
    }
    count.textContent = `${shown} / ${entries.length}`;
  });
}
