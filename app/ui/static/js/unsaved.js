// <form method="post">: leaving the page asks first where something was typed into it that is not sent; every
// control knows with what it was drawn. A page with [data-unsaved] was drawn with what was typed and not kept.
// A link among the actions of a form ("back without saving") is a decision, and is not asked about; what is
// looked for is nothing to save.
(() => {
  let sent = null;

  const isAnswer = (box) => box.matches("input:not([type=hidden], [type=submit], [type=button]), select, textarea");
  const isTyped = (box) => {
    if (box.type === "file") return box.files.length > 0;
    if (box.type === "checkbox" || box.type === "radio") return box.checked !== box.defaultChecked;
    if (!box.options) return box.value !== box.defaultValue;
    const drawn = [...box.options].findIndex((each) => each.defaultSelected);
    return box.selectedIndex !== Math.max(drawn, 0);
  };
  const isUnsaved = (form) => {
    const answers = [...form.elements].filter(isAnswer);
    return answers.some(isTyped) || (answers.length > 0 && document.querySelector("[data-unsaved]") !== null);
  };
  const unsaved = () => [...document.querySelectorAll("main form")].some(
    (form) => form.method === "post" && form !== sent && !form.matches("[data-autosubmit], [role=search]") && isUnsaved(form),
  );

  document.addEventListener("submit", (event) => { sent = event.target; });
  document.addEventListener("click", (event) => {
    const form = event.target.closest?.(".actions a[href]")?.closest("form");
    if (form) sent = form;
  });
  document.addEventListener("input", (event) => { if (event.target.form === sent) sent = null; });
  for (const kind of ["pageshow", "htmx:error", "htmx:response:error"]) addEventListener(kind, () => { sent = null; });

  addEventListener("beforeunload", (event) => {
    if (!unsaved()) return;
    event.preventDefault();
    setTimeout(() => { // whoever stays can send again
      sent = null;
      document.querySelectorAll("form[aria-busy]").forEach((form) => form.removeAttribute("aria-busy"));
    });
  });
})();
