// Reads aloud what carries data-speech, each piece in its own language. The button shows itself only
// where the device has a voice for the language of the page. As a submit button it is an aid that stays:
// the server keeps it, and a page that opens with it pressed is read at once.
(() => {
  const button = document.querySelector("[data-speech-button]");
  const speech = window.speechSynthesis;
  if (!button || !speech) return;

  const stays = button.type === "submit";
  let due = stays && button.getAttribute("aria-pressed") === "true";

  const language = (element) => element.closest("[lang]").lang;
  const base = (tag) => tag.toLowerCase().split(/[-_]/)[0];
  const voice = (tag) => {
    const voices = speech.getVoices().filter((each) => base(each.lang) === base(tag));
    return voices.find((each) => each.lang.replace("_", "-").toLowerCase() === tag.toLowerCase()) ?? voices[0];
  };
  const show = (on) => { if (!stays) button.setAttribute("aria-pressed", String(on)); };

  const utterance = (element) => {
    const piece = new SpeechSynthesisUtterance(element.innerText);
    piece.lang = language(element);
    piece.voice = voice(piece.lang) ?? null;
    piece.rate = 0.9;
    return piece;
  };

  const stop = () => { speech.cancel(); show(false); };
  const start = () => {
    const pieces = [...document.querySelectorAll("[data-speech]")]
      .filter((element) => element.innerText.trim() && voice(language(element)))
      .map(utterance);
    if (!pieces.length) return;
    pieces.at(-1).addEventListener("end", () => show(false));
    speech.cancel();
    show(true);
    pieces.forEach((piece) => speech.speak(piece));
  };

  const offer = () => {
    button.hidden = !voice(document.documentElement.lang);
    if (button.hidden || !due) return;
    due = false;
    start();
  };
  speech.addEventListener?.("voiceschanged", offer);
  offer();
  if (!stays) button.addEventListener("click", () => (button.getAttribute("aria-pressed") === "true" ? stop() : start()));
  addEventListener("pagehide", () => speech.cancel());
})();
