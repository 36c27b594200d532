// <form data-letters>: rows of radio buttons, each with a data-letter. A letter chooses in the row where one
// is and goes on to the next row; up and down move between rows (left and right change the answer, as always).
// [data-letters-hint]: the words about it, shown where it works.
// <button data-rest="value">: gives that answer to every row that still has its first one, and sends nothing.
(() => {
  const form = document.querySelector("form[data-letters]");
  if (!form) return;

  for (const hint of document.querySelectorAll("[data-letters-hint]")) hint.hidden = false;

  const rows = () => [...form.querySelectorAll("fieldset")].filter((row) => row.querySelector("[data-letter]"));
  const answers = (row) => [...row.querySelectorAll("[data-letter]")];

  const enter = (row) => {
    if (!row) return;
    const all = answers(row);
    (all.find((each) => each.checked) ?? all[0]).focus();
  };

  const choose = (radio) => {
    if (radio.checked) return;
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  };

  form.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !event.target.matches("[data-letter]")) return;
    const all = rows();
    const at = all.indexOf(event.target.closest("fieldset"));
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const meant = answers(all[at]).find((each) => each.dataset.letter === event.key.toLowerCase());
    if (!step && !meant) return;
    event.preventDefault();
    if (meant) {
      choose(meant);
      meant.focus();
    }
    enter(all[at + (step ?? 1)]);
  });

  for (const button of form.querySelectorAll("[data-rest]")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      const open = rows().filter((row) => answers(row)[0].checked);
      for (const row of open) choose(answers(row).find((each) => each.value === button.dataset.rest));
      enter(rows()[0]);
    });
  }
})();
