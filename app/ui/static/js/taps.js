// Two quick taps at one spot are one, on the page that the first of them opened too: what came up under a
// finger that was still tapping was not read. What a key presses is never meant twice.
(() => {
  const KEY = "tap";
  const WITHIN = 333;
  const NEAR = 60;
  let before = JSON.parse(sessionStorage.getItem(KEY)); // on the page before this one
  sessionStorage.removeItem(KEY);
  let last = null;

  document.addEventListener("click", (event) => {
    if (event.detail === 0) return;
    last = { x: event.clientX, y: event.clientY, at: Date.now() };
    if (before && last.at - before.at < WITHIN && Math.hypot(last.x - before.x, last.y - before.y) < NEAR) {
      before = last;
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);
  addEventListener("pagehide", () => { if (last) sessionStorage.setItem(KEY, JSON.stringify(last)); });
})();
