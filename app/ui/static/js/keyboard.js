// [data-keyboard="<layout addresses>"]: tapping a text field inside opens keys on the page. The first
// layout is the page's language; a key changes to the next. Fields with inputmode=numeric get digits.
// Without this script the device's own keyboard opens.
(() => {
  const DIGITS = { name: "123", rows: [["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"], ["0"]] };
  const TEXT = /^(text|search|tel|email|url|password)$/;
  const layouts = new Map();
  let field = null;
  let words = null;
  let available = [];
  let chosen = 0;
  let shifted = false;
  let panel = null;
  let tapping = false;

  const load = async (address) => {
    if (!layouts.has(address)) layouts.set(address, await (await fetch(address)).json());
    return layouts.get(address);
  };

  const key = (label, act, kind = "") => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `key ${kind}`.trim();
    button.textContent = label;
    button.addEventListener("click", act);
    return button;
  };

  const changed = () => field.dispatchEvent(new Event("input", { bubbles: true }));
  const put = (text) => {
    const full = field.maxLength > 0 && field.value.length >= field.maxLength;
    if (full && field.selectionStart === field.selectionEnd) return;
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    if (shifted) { shifted = false; draw(); }
    changed();
  };
  const erase = () => {
    const { selectionStart: from, selectionEnd: to, value } = field;
    const last = from === to ? [...value.slice(0, from)].at(-1)?.length ?? 0 : 0;
    field.setRangeText("", from - last, to, "end");
    changed();
  };

  const row = (keys) => {
    const element = document.createElement("div");
    element.className = "keyboard-row";
    element.append(...keys);
    return element;
  };

  const draw = () => {
    const numeric = field.inputMode === "numeric" || field.dataset.keyboardDigits !== undefined;
    const layout = numeric ? DIGITS : available[chosen];
    const letter = (text) => (shifted ? text.toLocaleUpperCase(layout.code) : text);
    const rows = layout.rows.map((each) => row(each.map((text) => key(letter(text), () => put(letter(text))))));
    const last = [];
    if (!numeric && layout.capitals) {
      const shift = key("⇧", () => { shifted = !shifted; draw(); }, "key-wide");
      shift.setAttribute("aria-label", words.keyboardShift);
      shift.setAttribute("aria-pressed", String(shifted));
      last.push(shift);
    }
    if (!numeric && available.length > 1) {
      const next = (chosen + 1) % available.length;
      last.push(key(available[next].name, () => { chosen = next; shifted = false; draw(); }, "key-wide"));
    }
    if (!numeric) last.push(key(words.keyboardSpace, () => put(" "), "key-wide key-space"));
    const back = key("⌫", erase, "key-wide");
    back.setAttribute("aria-label", words.keyboardErase);
    last.push(back, key(words.keyboardDone, close, "key-wide"));
    panel.dir = "ltr"; // keys stand as on any keyboard, in Arabic too
    panel.replaceChildren(...rows, row(last));
    document.documentElement.style.setProperty("--keyboard-height", `${panel.offsetHeight + 16}px`);
  };

  const build = () => {
    const element = document.createElement("div");
    element.className = "keyboard";
    element.setAttribute("role", "group");
    element.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    return element;
  };

  const open = async (target, container) => {
    const addresses = container.dataset.keyboard.trim().split(/\s+/);
    const loaded = await Promise.all(addresses.map(load)).catch(() => null);
    if (!loaded || document.activeElement !== target) return;
    [field, words, available, chosen, shifted] = [target, container.dataset, loaded, 0, false];
    panel ??= build();
    panel.setAttribute("aria-label", words.keyboardLabel);
    (document.querySelector("main") ?? document.body).append(panel);
    document.documentElement.classList.add("has-keyboard");
    draw();
    field.scrollIntoView({ block: "start" });
  };

  const close = () => {
    panel?.remove();
    document.documentElement.classList.remove("has-keyboard");
  };

  const container = (element) => {
    const typed = element.matches?.("textarea") || (element.matches?.("input") && TEXT.test(element.type));
    return typed ? element.closest("[data-keyboard]") : null;
  };
  const settle = () => {
    const focused = document.activeElement;
    if (panel?.isConnected && !container(focused) && !panel.contains(focused)) close();
  };
  document.addEventListener("pointerdown", (event) => {
    if (container(event.target)) event.target.setAttribute("virtualkeyboardpolicy", "manual");
  });
  document.addEventListener("focusin", (event) => {
    const around = container(event.target);
    if (around) open(event.target, around);
    else if (!tapping) settle();
  });
  // The keys stay until the finger is up: the page must not move between its press and its click.
  document.addEventListener("pointerdown", () => { tapping = true; }, true);
  for (const end of ["click", "pointercancel", "keydown"]) document.addEventListener(end, () => { tapping = false; settle(); });
  for (const element of document.querySelectorAll("[data-keyboard] [autofocus]")) element.dispatchEvent(new Event("focusin", { bubbles: true }));
})();
