// [data-scan]: what a scanner types goes into this field, wherever the page is; it ends with Enter.
// A person who taps needs no focus there, which would open the keys over the page.
(() => {
  const field = document.querySelector("[data-scan]");
  document.addEventListener("keydown", (event) => {
    if (field && !document.activeElement.matches("input, textarea, select") && /^[0-9]$/.test(event.key)) field.focus();
  });
})();
