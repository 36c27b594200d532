// <section data-title-count="2">: how much waits stands before the page's title, "(2) …", also after a part came.
(() => {
  const BEFORE = /^\(\d+\) /;

  document.addEventListener("htmx:after:swap", () => {
    const count = Number(document.querySelector("[data-title-count]")?.dataset.titleCount ?? 0);
    document.title = (count ? `(${count}) ` : "") + document.title.replace(BEFORE, "");
  });
})();
