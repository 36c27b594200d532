// <form data-autosubmit>: sent when an answer changes, and shortly after typing in a search field.
// <form data-autosubmit="load">: sent once when the page has loaded. The form keeps its button.
(() => {
  const PAUSE = 350;
  let waiting;

  const send = (form) => { if (form.isConnected) form.requestSubmit(); };

  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (!form?.matches("[data-autosubmit]") || event.target.type === "search") return;
    clearTimeout(waiting);
    send(form);
  });
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form?.matches("[data-autosubmit]") || event.target.type !== "search") return;
    clearTimeout(waiting);
    waiting = setTimeout(send, PAUSE, form);
  });
  for (const form of document.querySelectorAll('form[data-autosubmit="load"]')) send(form);
})();
