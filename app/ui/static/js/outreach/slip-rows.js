// <form data-slip-rows>: a table in which sheets are typed in, with `slip` and `name` in each row. The code of a sheet,
// read by the camera, leads to the row with its number, otherwise to the next without a name, which gets it.

import { slipIn } from "./slip.js";

const form = document.querySelector("[data-slip-rows]");
const box = (row, name) => row.querySelector(`[name="${name}"]`);

form.addEventListener("camera:read", (event) => {
  const found = slipIn(event.detail);
  if (!found) return;
  event.preventDefault();
  const rows = [...form.querySelectorAll('tr:has([name="slip"])')];
  const numberIn = (row) => slipIn(box(row, "slip").value)?.number ?? String(Number(box(row, "slip").value));
  const row = rows.find((each) => numberIn(each) === found.number) ?? rows.find((each) => !box(each, "name").value);
  if (!row) return;
  box(row, "slip").value = event.detail; // whole: a sheet of another session may have the same number
  box(row, "name").focus();
});
