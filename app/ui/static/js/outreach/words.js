// Every sentence stands in the page, in its languages: <p data-say="kept" hidden>…<b data-word="slip"></b></p>.
// What is shown here is shown, and no longer, by its name.

const all = (name) => document.querySelectorAll(`[data-say="${name}"]`);

// Shows the sentence, with what belongs into it; words that are empty are hidden with what surrounds them.
export const say = (name, words = {}) => {
  for (const sentence of all(name)) {
    for (const [key, word] of Object.entries(words)) {
      for (const place of sentence.querySelectorAll(`[data-word="${key}"]`)) {
        place.textContent = word;
        (place.closest("[data-if-word]") ?? place).hidden = !word;
      }
    }
    sentence.hidden = false;
  }
};

export const hush = (...names) => {
  for (const sentence of names.flatMap((name) => [...all(name)])) sentence.hidden = true;
};

export const sayIf = (is, name, words) => (is ? say(name, words) : hush(name));
