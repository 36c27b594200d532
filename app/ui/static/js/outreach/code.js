// The last resort: a sealed record as one code on the screen, which another device reads and hands over.
//
// "AUTONOMUS1:" and, in the 45 characters that codes hold tightest (RFC 9285), one after the other: record and pack
// (16 bytes each), point (65), iv (12), the length of what is sealed (2), what is sealed, what was carried (UTF-8).

import encodeQR from "../../vendor/qr/index.js";
import { toBytes, toText } from "./box.js";

const START = "AUTONOMUS1:";
const CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const PARTS = [16, 16, 65, 12];

const idBytes = (id) => Uint8Array.from(id.replaceAll("-", "").match(/../g), (pair) => parseInt(pair, 16));
const idText = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
  .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");

const pack45 = (bytes) => {
  let text = "";
  for (let at = 0; at < bytes.length; at += 2) {
    const isLast = at + 1 === bytes.length;
    let left = isLast ? bytes[at] : bytes[at] * 256 + bytes[at + 1];
    for (let digit = isLast ? 2 : 3; digit > 0; digit -= 1) {
      text += CHARACTERS[left % 45];
      left = Math.floor(left / 45);
    }
  }
  return text;
};

const unpack45 = (text) => {
  const bytes = [];
  for (let at = 0; at < text.length; at += 3) {
    const [a, b, c] = [...text.slice(at, at + 3)].map((char) => CHARACTERS.indexOf(char));
    const value = a + b * 45 + (c ?? 0) * 2025;
    if (c === undefined) bytes.push(value);
    else bytes.push(value >> 8, value & 255);
  }
  return Uint8Array.from(bytes);
};

export const codeOf = ({ record, pack, point, iv, sealed, carried }) => {
  const inside = toBytes(sealed);
  const length = [inside.length >> 8, inside.length & 255];
  const parts = [idBytes(record), idBytes(pack), toBytes(point), toBytes(iv), length, inside, new TextEncoder().encode(carried)];
  return START + pack45(parts.flatMap((part) => [...part]));
};

// The envelope that a code holds; null for any other code.
export const envelopeIn = (text) => {
  if (!text.startsWith(START)) return null;
  const bytes = unpack45(text.slice(START.length));
  let at = 0;
  const take = (length) => bytes.slice(at, at += length);
  const [record, pack, point, iv] = PARTS.map(take);
  const [high, low] = take(2);
  const sealed = take(high * 256 + low);
  const carried = new TextDecoder().decode(bytes.slice(at));
  return { v: 1, record: idText(record), pack: idText(pack), point: toText(point), iv: toText(iv), sealed: toText(sealed), carried };
};

// The code as a picture. Throws for what is too long for one.
export const draw = (text) => {
  const modules = encodeQR(text, "raw", { ecc: "low", border: 4 });
  const dark = modules.flatMap((row, y) => row.flatMap((is, x) => (is ? [`M${x} ${y}h1v1h-1z`] : [])));
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  picture.setAttribute("viewBox", `0 0 ${modules.length} ${modules.length}`);
  picture.setAttribute("shape-rendering", "crispEdges");
  path.setAttribute("d", dark.join(""));
  picture.append(path);
  return picture;
};
