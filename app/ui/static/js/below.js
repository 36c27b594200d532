// [data-below]: a button that stands there while the page is longer than the screen, and turns it by a screen;
// at the end it leads back to the top. Nobody has to know how to scroll.
(() => {
  const button = document.querySelector("[data-below]");
  if (!button) return;
  const root = document.documentElement;
  const bar = button.closest("nav");
  const LITTLE = 8;
  const KEPT = 60; // of what was seen, so that the eye finds its place again

  const isAtEnd = () => root.scrollHeight - innerHeight - scrollY < LITTLE;
  const say = () => { button.dataset.below = isAtEnd() ? "top" : "more"; };
  const look = () => {
    button.hidden = true; // it makes the page longer itself
    button.hidden = root.scrollHeight - innerHeight < LITTLE;
    root.style.setProperty("--bar-height", `${bar.getBoundingClientRect().height}px`); // what stands above it has to know
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
