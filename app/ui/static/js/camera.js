// ui/components/camera.html: a code held before the camera goes into the field that `data-camera` names, whose form
// is sent where it stands with data-camera-sends. Shown only where there is a camera; what it sees stays here. With
// data-camera-keeps it goes on reading. "camera:read" is told first, with the words in its detail: whoever prevents
// it takes them instead of the field. With data-camera-ready it opens by itself where it was allowed before.
// Debian's Chromium has no BarcodeDetector: the decoder is a package, fetched when the camera is first opened.
const PAUSE = 120; // milliseconds between two looks
const PATIENCE = 90_000; // then it closes: nobody is there
const WANTED = { facingMode: { ideal: "environment" }, width: { ideal: 1920 }, height: { ideal: 1080 } };
const WRONG = { NotAllowedError: "denied", SecurityError: "denied", NotFoundError: "missing", OverconstrainedError: "missing" };
const devices = navigator.mediaDevices;
const wait = (time) => new Promise((done) => { setTimeout(done, time); });
const canvas = document.createElement("canvas");

const hasCamera = async () => {
  const all = (await devices?.enumerateDevices?.().catch(() => [])) ?? [];
  return all.some((each) => each.kind === "videoinput");
};
const mayBeUsed = async () => {
  const found = await navigator.permissions?.query({ name: "camera" }).catch(() => null);
  return found?.state === "granted";
};

const read = (decode, picture, width, height, effort = {}) => {
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(picture, 0, 0);
  try {
    return decode(context.getImageData(0, 0, width, height), effort);
  } catch { // none in this picture
    return "";
  }
};
const decoder = async () => (await import("../vendor/qr/decode.js")).decodeQR;

const bind = (root) => {
  const part = (name) => root.querySelector(`[data-camera-${name}]`);
  const [opener, view, video, said] = [part("open"), part("view"), root.querySelector("video"), part("said")];
  const photograph = part("photograph");
  let turn = 0; // which opening this is: what comes late belongs to one that is over
  let last = "";
  let until = 0;

  const say = (what) => { said.textContent = root.dataset[what] ?? ""; };
  const stop = (why) => {
    turn += 1;
    for (const track of video.srcObject?.getTracks() ?? []) track.stop();
    video.srcObject = null;
    view.hidden = true;
    opener.hidden = false;
    say(why);
  };

  const take = (words) => {
    const told = new CustomEvent("camera:read", { bubbles: true, cancelable: true, detail: words });
    if (!root.dispatchEvent(told)) return;
    const field = document.getElementById(root.dataset.camera);
    field.value = words;
    for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
    if ("cameraSends" in root.dataset) field.form.requestSubmit();
  };
  const found = (words) => {
    if ("cameraKeeps" in root.dataset) {
      if (words !== last) take(words);
      last = words;
      return;
    }
    stop("read");
    opener.focus();
    take(words);
  };

  const look = async (decode, mine) => {
    while (mine === turn && root.isConnected && Date.now() < until) {
      const words = video.videoWidth ? read(decode, video, video.videoWidth, video.videoHeight) : "";
      if (words && mine === turn) {
        if (words !== last) until = Date.now() + PATIENCE;
        found(words);
      }
      await wait(PAUSE);
    }
    if (mine === turn) stop("unread");
  };

  const open = async () => {
    stop("asking");
    const mine = turn;
    try {
      const decode = await decoder();
      const stream = await devices.getUserMedia({ video: WANTED, audio: false });
      if (mine !== turn) { // closed, or left, while the person was asked
        for (const track of stream.getTracks()) track.stop();
        return;
      }
      stream.getVideoTracks()[0].addEventListener("ended", () => { if (mine === turn) stop("failed"); });
      [last, until] = ["", Date.now() + PATIENCE];
      video.srcObject = stream;
      view.hidden = false;
      opener.hidden = true;
      say("looking");
      part("close").focus();
      await video.play();
      await look(decode, mine);
    } catch (error) {
      if (mine !== turn) return;
      stop(WRONG[error.name] ?? "failed");
      photograph.hidden = false;
    }
  };

  opener.addEventListener("click", open);
  part("close").addEventListener("click", () => { stop(); opener.focus(); });
  photograph.addEventListener("change", async ({ target }) => {
    const picture = await createImageBitmap(target.files[0]).catch(() => null);
    const most = { effort: Infinity, timeLimit: 4000 };
    const words = picture && read(await decoder(), picture, picture.width, picture.height, most);
    target.value = "";
    say(words ? "read" : "blank");
    if (words) take(words);
  });
  document.addEventListener("visibilitychange", () => { if (document.hidden) stop(); });
  addEventListener("pagehide", () => stop());

  const offer = async () => {
    root.hidden = !(await hasCamera());
    if (root.hidden) stop();
  };
  devices?.addEventListener?.("devicechange", offer);
  offer().then(async () => {
    if (!root.hidden && "cameraReady" in root.dataset && (await mayBeUsed())) open();
  });
};

const bindAll = () => {
  for (const root of document.querySelectorAll("[data-camera]:not([data-camera-bound])")) {
    root.dataset.cameraBound = "";
    bind(root);
  }
};
document.addEventListener("htmx:after:swap", bindAll);
bindAll();
