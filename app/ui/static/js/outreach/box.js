// Seals a registration for the server: nobody can open it on this device, whoever sealed it included.
// The other half is app/outreach/packs/sealing.py; what is in an envelope is said there.
//
//   await seal([["name", "Maria"]], { record, pack, session, publicKey, carried })

const INFO = "autonomus outreach 1";
const CURVE = { name: "ECDH", namedCurve: "P-256" };

const utf8 = (text) => new TextEncoder().encode(text);

export const toText = (bytes) => {
  let binary = "";
  for (const byte of new Uint8Array(bytes)) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
};

export const toBytes = (text) => Uint8Array.from(
  atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0),
);

// An id that sorts by the time of this device (UUID version 7). Should the clock be wrong, the 74 bits of chance
// still make it the only one.
export const newId = (now = Date.now()) => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let left = Math.max(0, Math.floor(now));
  for (let at = 5; at >= 0; at -= 1) {
    bytes[at] = left % 256;
    left = Math.floor(left / 256);
  }
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
};

// A key for one envelope only: what seals it is forgotten at once, so that not even this page can open it again.
const keyFor = async (publicKey) => {
  const theirs = toBytes(publicKey);
  const known = await crypto.subtle.importKey("raw", theirs, CURVE, false, []);
  const ours = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", ours.publicKey));
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: known }, ours.privateKey, 256);
  const secret = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const salt = new Uint8Array([...point, ...theirs]);
  const way = { name: "HKDF", hash: "SHA-256", salt, info: utf8(INFO) };
  return [point, await crypto.subtle.deriveKey(way, secret, { name: "AES-GCM", length: 256 }, false, ["encrypt"])];
};

// `pairs` is the form as a list of names and values. What it gives may be shown to anybody.
export const seal = async (pairs, { record, pack, session, publicKey, carried }) => {
  const said = { v: 1, form: pairs, captured_at: new Date().toISOString(), pack, session };
  const [point, key] = await keyFor(publicKey);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const bound = utf8(`1:${pack}:${record}`);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bound }, key, utf8(JSON.stringify(said)));
  return { v: 1, record, pack, point: toText(point), iv: toText(iv), sealed: toText(sealed), carried };
};
