// [data-below]: a button that stands there while the page is longer than the screen, and turns it by a screen;
// at the end it leads back to the top. Nobody has to know how to scroll.
(() => {
  const button = document.querySelector("[data-below]");
  if (!button) return;
  const root = document.documentElement;
  const bar = button.closest("nav");
  const head = document.querySelector(".kiosk-head");
  const LITTLE = 8;
  const KEPT = 60; // of what was seen, so that the eye finds its place again

  const isAtEnd = () => root.scrollHeight - innerHeight - scrollY < LITTLE;
  const say = () => { button.dataset.below = isAtEnd() ? "top" : "more"; };
  const tell = (name, part) => root.style.setProperty(name, `${part.getBoundingClientRect().height}px`);
  const look = () => {
    button.hidden = true; // it may make the page longer itself
    button.hidden = root.scrollHeight - innerHeight < LITTLE;
    tell("--bar-height", bar); // what stands above them has to know
    tell("--head-height", head);
    say();
  };

  button.addEventListener("click", () => {
    const screen = innerHeight - bar.offsetHeight - KEPT;
    scrollTo({ top: isAtEnd() ? 0 : scrollY + screen, behavior: "instant" });
  });
  addEventListener("scroll", say, { passive: true });
  addEventListener("resize", look);
  new ResizeObserver(look).observe(document.querySelector("main"));
  look();
})();
