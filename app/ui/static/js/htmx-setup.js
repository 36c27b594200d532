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
  document.addEventListener("htmx:after:swap", () => {
    document.querySelector("[data-error-summary]")?.focus();
  });
})();
