// [data-here]: a form whose ticks belong to where somebody is, which is this address with them. Whatever leads away
// and back, such as an aid, another language or a call, finds them again.
(() => {
  const form = document.querySelector("[data-here]");
  form?.addEventListener("change", () => {
    const ticked = new URLSearchParams(new FormData(form)).toString();
    const here = form.dataset.here + (ticked && `?${ticked}`);
    history.replaceState(null, "", here);
    for (const each of document.querySelectorAll('input[name="back"]')) each.value = here;
    for (const each of document.querySelectorAll('a[href*="?back="]')) each.search = new URLSearchParams({ back: here });
  });
})();
