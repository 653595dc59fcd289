// The same pages as the themes beside this one make in other programs.
const DATED = ["events", "recaps", "posts"];
const TODAY = new Date("2026-11-23");

export default function (eleventy) {
  eleventy.amendLibrary("md", (markdown) => markdown.set({ typographer: true }));
  eleventy.addPassthroughCopy({ media: "media" });
  for (const kind of ["events", "recaps", "posts", "members", "companies", "venues", "pages"]) {
    eleventy.addCollection(kind, (all) => all.getFilteredByTag(kind));
  }
  eleventy.addCollection("years", (all) => {
    const years = new Map();
    for (const event of all.getFilteredByTag("events")) {
      const year = event.date.getUTCFullYear();
      years.set(year, [...(years.get(year) ?? []), event]);
    }
    return [...years].map(([year, events]) => ({ year, events: events.reverse() }));
  });
  eleventy.addCollection("upcoming", (all) => all.getFilteredByTag("events").filter((event) => event.date > TODAY));
  eleventy.addCollection("written", (all) =>
    ["recaps", "posts"].flatMap((kind) => all.getFilteredByTag(kind)).sort((a, b) => b.date - a.date).slice(0, 30));
  eleventy.addFilter("day", (date) =>
    date.toLocaleDateString("en-US", { weekday: "long", year: "numeric", month: "long", day: "numeric", timeZone: "UTC" }));
  eleventy.addFilter("iso", (date) => date.toISOString().slice(0, 10));
  eleventy.addFilter("first", (pages, count) => pages.slice(0, count));
  eleventy.addFilter("last", (pages, count) => pages.slice(-count).reverse());
  eleventy.addFilter("dated", (kind) => DATED.includes(kind));
  return {
    dir: { input: ".", output: "public", includes: "_includes" },
    markdownTemplateEngine: false,
    templateFormats: ["md", "njk"],
  };
}
