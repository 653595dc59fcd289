// What has ended, begun or closed since this was made.
{
  const now = Date.now(), words = document.body.dataset;
  const all = (what, root = document) => [...root.querySelectorAll(what)];
  const over = (time) => Date.parse(time) <= now;
  // How far its place is ahead of UTC.
  const ahead = (time) => Date.parse(time.slice(0, 16) + "Z") - Date.parse(time);

  for (const event of all("[data-ends]")) {
    const { begins, ends } = event.dataset;
    event.querySelector(".today")?.remove();
    if (over(ends)) event.closest("[data-upcoming] :is(li, tr, td a)")?.setAttribute("hidden", "");
    else if (begins && new Date(now + ahead(begins)).toISOString() >= begins.slice(0, 10)) {
      const mark = document.createElement("strong");
      mark.className = "today";
      mark.textContent = over(begins) && Date.parse(ends) - Date.parse(begins) < 8e7 ? words.now : words.today;
      event.querySelector(".p-category")?.after(" ", mark);
    }
  }
  for (const list of all("[data-upcoming]"))
    list.hidden = all("[data-ends]", list).every((event) => over(event.dataset.ends));
  for (const offer of all("[data-closes]")) offer.hidden = over(offer.dataset.closes);
  for (const clock of all("[data-clock]")) {
    const from = clock.dataset.clock, to = new Date(from);
    if (ahead(from) + to.getTimezoneOffset() * 6e4)
      clock.parentNode.append(` (${words.yours} ${to.toLocaleString(document.documentElement.lang, { weekday: "short", hour: "numeric", minute: "2-digit" })})`);
  }
}
