// <label data-camera hidden><input type="file" accept="image/*" capture>…</label>: a photograph of a code is
// read here, and what it says goes into the field that `data-camera` names, whose form is then sent. Shown
// only where the browser can read codes; the photograph goes nowhere.
(() => {
  if (!("BarcodeDetector" in window)) return;

  const read = async (photograph) => {
    const picture = await createImageBitmap(photograph);
    const [found] = await new BarcodeDetector({ formats: ["qr_code"] }).detect(picture);
    return found?.rawValue ?? "";
  };

  for (const label of document.querySelectorAll("[data-camera]")) {
    label.hidden = false;
    label.addEventListener("change", async (event) => {
      const field = document.getElementById(label.dataset.camera);
      const code = await read(event.target.files[0]).catch(() => "");
      event.target.value = "";
      if (code) {
        field.value = code;
        field.form.requestSubmit();
      } else {
        document.querySelector("[data-status]").textContent = label.dataset.cameraFailed;
      }
    });
  }
})();
