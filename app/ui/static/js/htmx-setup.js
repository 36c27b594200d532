// What htmx may not swap is said in the page's one status region; after a swap the error summary
// inside it takes the focus, as it would on a whole page.
(() => {
  const say = (words) => {
    const region = document.querySelector("[data-status]");
    if (!region) return;
    region.textContent = "";
    setTimeout(() => { region.textContent = words; }, 50);
    clearTimeout(say.timer);
    say.timer = setTimeout(() => { region.textContent = ""; }, 12000);
  };
  const fallback = (name) => document.querySelector("[data-status]")?.dataset[name] ?? "";

  document.addEventListener("htmx:response:error", (event) => {
    const { response, text } = event.detail.ctx;
    if (response.status === 422) return;
    const plain = response.headers.get("Content-Type")?.startsWith("text/plain");
    say(plain && text.length < 300 ? text : fallback("statusFailed"));
  });
  document.addEventListener("htmx:error", () => say(fallback("statusOffline")));
  // Enter in a field that was just changed sends the whole form: what its change asks for would only be cut off.
  document.addEventListener("htmx:before:request", (event) => {
    const { sourceElement, sourceEvent } = event.detail.ctx;
    if (sourceEvent?.type === "change" && sourceElement.getAttribute("aria-busy") === "true") event.preventDefault();
  });
  // Only a new one: parts that are asked for every few seconds take nobody out of the field they type in.
  const summary = () => document.querySelector("[data-error-summary]");
  let known = summary();
  document.addEventListener("htmx:after:swap", () => {
    if (summary() !== known) summary()?.focus();
    known = summary();
  });
})();
