// <select data-chooses-language>: of its form's blocks [data-language] those of the chosen language are shown, so
// that what is read aloud stands there in it. Of a language without blocks none are.
(() => {
  const show = (select) => {
    for (const block of select.form.querySelectorAll("[data-language]")) block.hidden = block.dataset.language !== select.value;
  };
  document.addEventListener("change", ({ target }) => { if (target.matches("[data-chooses-language]")) show(target); });
  document.addEventListener("reset", ({ target }) => {
    for (const select of target.querySelectorAll("[data-chooses-language]")) setTimeout(show, 0, select);
  });
  for (const select of document.querySelectorAll("[data-chooses-language]")) show(select);
})();
