// The camera in a dialog: one button takes page after page. The document camera is preferred, a choice remembered.
// Knows nothing of forms: `take` hands a JPEG file out, `onClose` says that it is over.
import { WORDS } from "./capture_words.js";
import { make, button } from "./capture_parts.js";

const REMEMBERED = "files.camera";
const DOCUMENT_CAMERA = /高拍|文档|实物|展台|document|doc ?cam|scan|back|rear|environment|后置/i;
const SHARP_ENOUGH = { width: { ideal: 3264 }, height: { ideal: 2448 } }; // A4 at 280 dpi; the camera gives what it has
const JPEG_QUALITY = 0.92; // the server writes it anew; this is only the way there

export const cameraAllowed = () => Boolean(navigator.mediaDevices?.getUserMedia);

const remembered = () => { try { return localStorage.getItem(REMEMBERED); } catch { return null; } };
const remember = (id) => { try { localStorage.setItem(REMEMBERED, id); } catch { /* private window: asked again next time */ } };

export class Camera {
  constructor({ key, onTake, onTurn, onRemove, onClose }) {
    this.onTake = onTake;
    this.stream = null;
    this.attempt = 0;
    this.written = Promise.resolve(); // pages one after the other
    this.video = make("video", { muted: true, autoplay: true, playsInline: true });
    this.video.setAttribute("aria-label", WORDS.preview);
    this.told = make("p", { className: "capture-told", role: "status" });
    this.shutter = button(WORDS.take, { className: "button button-primary button-large", key, onClick: () => this.take() });
    this.shutter.addEventListener("keydown", (event) => { if (event.repeat) event.preventDefault(); }); // held down is one page
    this.again = button(WORDS.again, { onClick: () => this.start() });
    this.choice = make("select", { className: "medium" });
    this.choice.addEventListener("change", () => { remember(this.choice.value); this.start(); });
    this.other = make("label", { className: "capture-other" }, WORDS.other, this.choice);
    this.place = make("div", { className: "capture-strip" }); // where the pages stand while the camera is open
    this.dialog = make("dialog", { className: "dialog capture-camera" },
      make("div", { className: "capture-head" }, make("h2", { id: `capture-title-${key}` }, WORDS.title), this.other),
      this.video, this.told, this.place,
      make("div", { className: "actions" }, this.shutter, this.again,
        button(WORDS.turn, { key: "Alt+Z", onClick: onTurn }), button(WORDS.remove, { key: "Delete", onClick: onRemove }),
        button(WORDS.done, { key: "Escape", word: "Esc", onClick: () => this.dialog.close() }),
        make("span", { className: "soft small" }, WORDS.keys)));
    this.dialog.setAttribute("aria-label", WORDS.title);
    this.dialog.addEventListener("close", () => { this.stop(); onClose(); this.dialog.remove(); });
  }

  open() {
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.shutter.focus();
    this.start();
  }

  say(words, isProblem = false) {
    this.told.textContent = words;
    this.told.classList.toggle("error", isProblem);
  }

  stop() {
    this.attempt += 1;
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = null;
    this.video.srcObject = null;
  }

  async start() {
    this.stop();
    const attempt = this.attempt;
    this.usable(false);
    if (document.activeElement === this.again) this.shutter.focus(); // what is hidden loses the focus
    this.again.hidden = true;
    this.say(WORDS.starting);
    try {
      let stream = await opened(this.choice.value || remembered());
      const cameras = (await navigator.mediaDevices.enumerateDevices()).filter((one) => one.kind === "videoinput");
      const running = stream.getVideoTracks()[0].getSettings().deviceId;
      const better = !this.choice.value && !remembered() && cameras.find((one) => DOCUMENT_CAMERA.test(one.label));
      if (better && better.deviceId !== running) {
        stream.getTracks().forEach((track) => track.stop());
        stream = await opened(better.deviceId);
      }
      if (attempt !== this.attempt) return void stream.getTracks().forEach((track) => track.stop()); // closed meanwhile
      this.show(stream, cameras);
    } catch (problem) {
      if (attempt === this.attempt) this.fail(WORDS[problem.name] ?? WORDS.failed);
    }
  }

  show(stream, cameras) {
    this.stream = stream;
    const [track] = stream.getVideoTracks();
    track.addEventListener("ended", () => { if (this.stream === stream) this.fail(WORDS.lost); });
    this.choice.replaceChildren(...cameras.map((one, place) => new Option(one.label || `${WORDS.camera} ${place + 1}`, one.deviceId)));
    this.choice.value = track.getSettings().deviceId;
    this.other.hidden = cameras.length < 2;
    this.video.srcObject = stream;
    this.video.addEventListener("loadeddata", () => {
      if (this.stream !== stream) return;
      this.usable(true);
      this.say(WORDS.ready);
    }, { once: true });
  }

  fail(words) {
    this.stop();
    this.usable(false);
    this.other.hidden = true;
    this.again.hidden = false;
    this.say(words, true);
    this.again.focus();
  }

  // Not `disabled`: the focus would be lost, and with it the one key that takes page after page.
  usable(is) { this.shutter.ariaDisabled = is ? null : "true"; }

  // What is seen now is taken now; writing it out may still be going on when the next page is taken.
  take() {
    if (this.shutter.ariaDisabled === "true" || !this.video.videoWidth) return;
    const sheet = make("canvas", { width: this.video.videoWidth, height: this.video.videoHeight });
    sheet.getContext("2d").drawImage(this.video, 0, 0);
    this.written = this.written.then(async () => this.onTake(await jpegOf(sheet)));
  }
}

export const jpegOf = (sheet) => new Promise((done) => { sheet.toBlob(done, "image/jpeg", JPEG_QUALITY); });

async function opened(id) {
  const wanted = id ? { deviceId: { exact: id } } : { facingMode: "environment" };
  try {
    return await navigator.mediaDevices.getUserMedia({ video: { ...wanted, ...SHARP_ENOUGH }, audio: false });
  } catch (problem) {
    // The camera of last time is not there today: any other will do.
    if (!id || !["OverconstrainedError", "NotFoundError"].includes(problem.name)) throw problem;
    return navigator.mediaDevices.getUserMedia({ video: SHARP_ENOUGH, audio: false });
  }
}
