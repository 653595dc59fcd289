// Takes over what is new without leaving the page: another style sheet, another report.
// What was typed and how far the page was scrolled stays. Asked by livereload.js before it reloads.
window.LiveReloadPluginChapter = class {
  static identifier = "chapter";
  static version = "1";

  // False: not for me, reload.
  reload(path) {
    if (!path.startsWith("chapter:")) return false;
    const news = JSON.parse(path.slice("chapter:".length));
    const sheets = [...document.querySelectorAll('link[rel~="stylesheet"]')].filter(
      (sheet) => !sheet.hasAttribute("data-leaving") && !sheet.getAttribute("href").startsWith("/livereload.css"),
    );
    if (sheets.length !== news.styles.length) return false;
    sheets.forEach((sheet, place) => swap(sheet, news.styles[place]));
    document.getElementById("chapter-report")?.remove();
    document.body.insertAdjacentHTML("beforeend", news.report);
    return true;

    function swap(sheet, href) {
      if (sheet.getAttribute("href") === href) return;
      const next = sheet.cloneNode();
      next.href = href;
      // The old one stays until the new one is there, so that the page is never bare.
      sheet.setAttribute("data-leaving", "");
      next.addEventListener("load", () => sheet.remove());
      next.addEventListener("error", () => location.reload());
      sheet.after(next);
    }
  }
};
