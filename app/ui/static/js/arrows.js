// [data-arrows]: the arrow keys go from one button inside to the next, and from the last to the first.
(() => {
  const STEPS = { ArrowDown: 1, ArrowUp: -1 };
  document.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    const group = step && event.target.closest?.("[data-arrows]");
    if (!group) return;
    const buttons = [...group.querySelectorAll("button")];
    event.preventDefault();
    buttons.at((buttons.indexOf(event.target) + step) % buttons.length).focus();
  });
})();
