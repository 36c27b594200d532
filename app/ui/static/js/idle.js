// [data-idle]: asks after a while without a touch whether somebody is there, counts down, then sends
// the form [data-idle-end]. Any touch, key or scroll, and reading aloud, is somebody: it puts the
// question away and tells the server (form [data-idle-extend]), at most every quarter of the time. Counted
// by a clock that nobody sets.
(() => {
  const panel = document.querySelector("[data-idle]");
  if (!panel) return;
  const seconds = (name) => Number(panel.dataset[name]) * 1000;
  const AFTER = seconds("idleAfter");
  const GRACE = seconds("idleGrace");
  const HAND = 3000; // a hand that touched this recently may touch again
  const SPOKEN = [20, 10, 5];
  const extend = panel.querySelector("[data-idle-extend]");
  const end = panel.querySelector("[data-idle-end]");
  const left = panel.querySelector("[data-idle-left]");
  const aloud = panel.querySelector("[data-idle-announce]");

  let touched = performance.now();
  let told = touched;
  let asking = false;
  let before = null;
  let announced = null;
  let ending = false;

  const tell = () => {
    told = performance.now();
    const body = new URLSearchParams(new FormData(extend));
    fetch(extend.action, { method: "POST", body, headers: { "HX-Request": "true" }, keepalive: true }).catch(() => {});
  };

  const ask = () => {
    asking = true;
    before = document.activeElement;
    panel.hidden = false;
    panel.querySelector("button").focus({ preventScroll: true });
  };

  const stay = () => {
    if (!asking) return;
    asking = false;
    announced = null;
    aloud.textContent = "";
    panel.hidden = true;
    before?.focus?.({ preventScroll: true });
    tell();
  };

  const alive = () => {
    if (ending) return;
    touched = performance.now();
    if (!asking && touched - told > AFTER / 4) tell();
  };

  const count = (remaining) => {
    left.textContent = remaining;
    const mark = SPOKEN.find((each) => each === remaining);
    if (mark && mark !== announced) {
      announced = mark;
      aloud.textContent = `${aloud.dataset.idleWords} ${mark}`;
    }
  };

  const look = () => {
    if (window.speechSynthesis?.speaking) alive();
    const quiet = performance.now() - touched;
    if (asking && quiet < AFTER) stay();
    else if (!asking && quiet >= AFTER) ask();
    if (!asking || ending) return;
    const remaining = Math.max(0, Math.ceil((AFTER + GRACE - quiet) / 1000));
    count(remaining);
    if (remaining === 0 && quiet > HAND) {
      ending = true;
      end.submit();
    }
  };

  for (const kind of ["pointerdown", "pointermove", "keydown", "input", "wheel", "touchmove"]) {
    addEventListener(kind, alive, { passive: true, capture: true });
  }
  extend.addEventListener("submit", (event) => { event.preventDefault(); alive(); stay(); });
  setInterval(look, 500);
})();
