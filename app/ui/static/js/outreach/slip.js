// <form> with the fields `slip` and `id`: the code of a numbered slip, read by the camera or by a scanner that types
// it, gives the number and the id of the slip, which is then the registration's: written on paper, here or on both,
// it is one person. Who types another number afterwards has the form's own id again.
// The other half is app/outreach/slip_codes.py: digits alone, the number and the id as 39 digits.
const CODE = /^(\d{1,6})(\d{39})$/;

export const slipIn = (text) => {
  const found = CODE.exec(text.trim());
  const id = found && BigInt(found[2]).toString(16).padStart(32, "0");
  if (!id || id.length > 32) return null;
  return { number: String(Number(found[1])), id: id.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-") };
};

const bind = (form) => {
  const { slip, id } = form.elements;
  let own = null; // the form's id, while a slip's stands there

  const take = (found) => {
    own ??= id.value;
    [slip.value, id.value] = [found.number, found.id];
  };
  form.addEventListener("camera:read", (event) => {
    const found = slipIn(event.detail);
    if (!found) return;
    event.preventDefault();
    take(found);
  });
  slip.addEventListener("input", () => {
    const found = slipIn(slip.value);
    if (found) take(found);
    else if (own !== null) [id.value, own] = [own, null];
  });
  slip.addEventListener("keydown", (event) => { // scanners end with Enter: that is not yet the whole registration
    if (event.key !== "Enter") return;
    event.preventDefault();
    const boxes = [...form.elements].filter((box) => box.type !== "hidden");
    boxes[boxes.indexOf(slip) + 1]?.focus();
  });
  form.addEventListener("reset", () => { own = null; });
};

for (const form of document.querySelectorAll("form:has([name=slip]):has([name=id])")) bind(form);
