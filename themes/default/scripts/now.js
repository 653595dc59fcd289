// What no build knows.
{
  const now = Date.now(), at = Date.parse, words = document.body.dataset;
  const all = (what) => document.querySelectorAll(what), [past] = all("[data-past]");
  const over = (time) => at(time) <= now;
  // How far its place is ahead of UTC.
  const ahead = (time) => at(time.slice(0, 16) + "Z") - at(time);

  for (const event of all("[data-ends]")) {
    const { begins, ends } = event.dataset;
    event.querySelector(".today")?.remove();
    if (over(ends)) {
      const item = event.closest("[data-upcoming] :is(li,tr,td a)");
      if (item) past ? past.prepend(item) : (item.hidden = true);
      delete event.dataset.ends;
    } else if (begins && new Date(now + ahead(begins)).toISOString() >= begins.slice(0, 10)) {
      const mark = document.createElement("strong");
      mark.className = "today";
      mark.textContent = over(begins) && at(ends) - at(begins) < 8e7 ? words.now : words.today;
      event.querySelector(".p-category")?.after(" ", mark);
    }
  }
  for (const list of all("[data-upcoming]")) list.hidden = !list.querySelector("[data-ends]");
  for (const one of all("[data-closes]")) one.hidden = over(one.dataset.closes);
  for (const one of all("[data-clock]")) {
    const from = one.dataset.clock, to = new Date(from);
    if (ahead(from) + to.getTimezoneOffset() * 6e4)
      one.parentNode.append(` (${words.yours} ${to.toLocaleString(document.documentElement.lang, { weekday: "short", hour: "numeric", minute: "2-digit" })})`);
  }
}
