// Two quick taps at one spot are one, on the page that the first of them opened too: what came up under a
// finger that was still tapping was not read. Nor is a tick taken back by the second of them. What a key presses is
// never meant twice.
(() => {
  const KEY = "tap";
  const WITHIN = 333;
  const NEAR = 60;
  let before = JSON.parse(sessionStorage.getItem(KEY)); // on the page before this one
  sessionStorage.removeItem(KEY);
  let last = null;
  let ticked = null; // by the last tap

  const isAgain = (tap, earlier) => earlier !== null && tap.at - earlier.at < WITHIN
    && Math.hypot(tap.x - earlier.x, tap.y - earlier.y) < NEAR;

  document.addEventListener("click", (event) => {
    if (event.detail === 0) return;
    const tap = { x: event.clientX, y: event.clientY, at: Date.now() };
    const earlier = event.target === ticked ? last : before;
    const isOne = isAgain(tap, earlier);
    last = tap;
    ticked = event.target.type === "checkbox" ? event.target : null;
    if (isOne) {
      if (earlier === before) before = tap;
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);
  addEventListener("pagehide", () => { if (last) sessionStorage.setItem(KEY, JSON.stringify(last)); });
})();
