// Two quick taps are one: a POST form that is on its way ignores further sending
// (not those with data-busy="off").
(() => {
  const LONGEST = 15000;

  const free = (form) => { form.removeAttribute("aria-busy"); };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.dataset.busy === "off") return;
    if (form.getAttribute("aria-busy") === "true") {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    form.setAttribute("aria-busy", "true");
    setTimeout(free, LONGEST, form);
  }, true);

  const freeAll = () => document.querySelectorAll("form[aria-busy]").forEach(free);
  addEventListener("pageshow", freeAll);
  document.addEventListener("htmx:finally:request", freeAll);
})();
