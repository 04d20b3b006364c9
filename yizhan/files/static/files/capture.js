// Photos and scans for a form: <div data-capture><input type="file" name="photos" accept="image/*,.pdf,.heic" multiple></div>
// gets a camera and a list of its pages, which may be turned, retaken and removed. All pages stay in that input,
// so a plain form sends them; without this file, or without a camera, files are chosen as ever.
// Keys: Alt+P opens the camera and takes a page (data-capture-key names another); there space or Enter take a page,
// Alt+Z turns and Delete removes the page in focus, else the last; Esc ends. Says `captured` on the input after each change.
import { Camera, cameraAllowed, jpegOf } from "./camera.js";
import { button, make } from "./capture_parts.js";
import { WORDS } from "./capture_words.js";

const THUMB = 160; // picture points of the longer side
const LARGEST = 20; // megabytes, as the server has it; data-capture-megabytes names less

const isTurnable = (page) => page.width > 0;

class Capture {
  constructor(box, input) {
    Object.assign(this, { box, input, pages: [], retaking: -1 });
    this.key = box.dataset.captureKey || "Alt+P";
    this.most = Number(box.dataset.captureMegabytes) || LARGEST;
    input.removeAttribute("capture"); // the dialog does better; without script a phone opens its camera
    this.list = make("ol", { className: "capture-pages", ariaLabel: WORDS.files });
    this.told = make("p", { className: "capture-told", role: "status" });
    this.home = make("div", { className: "capture-strip" }, this.list);
    this.opener = cameraAllowed()
      ? button(WORDS.open, { key: this.key, onClick: () => this.open() })
      : make("p", { className: "hint" }, WORDS.insecure);
    box.append(make("div", { className: "actions" }, this.opener), this.told, this.home);
    input.addEventListener("change", () => this.addChosen());
    input.form?.addEventListener("reset", () => setTimeout(() => this.replace([])));
    if (input.files.length) this.addChosen(); // chosen before this script came, or kept by the browser
  }

  open() {
    this.retaking = -1;
    this.camera = new Camera({
      key: this.key,
      onTake: (jpeg) => this.addShot(jpeg),
      onTurn: () => this.turn(this.meant()),
      onRemove: () => this.remove(this.meant()),
      onClose: () => this.closed(),
    });
    this.camera.place.append(this.list);
    this.camera.open();
  }

  closed() {
    this.home.append(this.list);
    this.camera = null;
    this.retaking = -1;
    this.opener.focus();
    this.say(WORDS.count(this.pages.length));
  }

  say(words, isProblem = false) {
    if (this.camera) return this.camera.say(words, isProblem);
    this.told.textContent = words;
    this.told.classList.toggle("error", isProblem);
  }

  // --- what changes the pages -----------------------------------------------------------------------------
  async addChosen() {
    const fits = (file) => file.size <= this.most * 1024 * 1024;
    const chosen = [...this.input.files];
    const tooLarge = chosen.filter((file) => !fits(file));
    const kept = await Promise.all(chosen.filter(fits).map(pageOf));
    this.replace(this.input.multiple ? [...this.pages, ...kept] : kept.slice(-1));
    if (tooLarge.length) this.say(tooLarge.map((file) => WORDS.tooLarge(file.name, this.most)).join(" "), true);
    else this.say(WORDS.count(this.pages.length));
  }

  async addShot(jpeg) {
    const again = this.retaking;
    const number = again >= 0 ? again + 1 : this.input.multiple ? this.pages.length + 1 : 1;
    const page = await pageOf(new File([jpeg], WORDS.name(number), { type: "image/jpeg" }));
    const pages = this.input.multiple ? [...this.pages] : [];
    pages.splice(number - 1, again >= 0 ? 1 : 0, page);
    this.retaking = -1;
    this.replace(pages);
    this.list.children[number - 1].scrollIntoView({ block: "nearest", inline: "nearest" });
    this.say(WORDS.taken(number));
  }

  async turn(at) {
    const page = this.pages[at];
    if (!page || !isTurnable(page)) return;
    const picture = await createImageBitmap(page.file);
    const sheet = make("canvas", { width: picture.height, height: picture.width });
    const drawing = sheet.getContext("2d");
    drawing.translate(sheet.width, 0);
    drawing.rotate(Math.PI / 2);
    drawing.drawImage(picture, 0, 0);
    const name = page.file.name.replace(/\.\w+$/, "") + ".jpg";
    const turned = await pageOf(new File([await jpegOf(sheet)], name, { type: "image/jpeg" }));
    const now = this.pages.indexOf(page); // others may have been removed meanwhile
    if (now < 0) return;
    this.replace(this.pages.with(now, turned), now, "turn");
    this.say(WORDS.turned(now + 1));
  }

  remove(at) {
    if (!this.pages[at]) return;
    this.retaking = -1;
    this.replace(this.pages.toSpliced(at, 1), Math.min(at, this.pages.length - 2), "remove");
    this.say(WORDS.removed(at + 1));
  }

  retake(at) {
    if (!this.camera) this.open();
    this.retaking = at;
    this.camera.shutter.focus();
    this.mark();
    this.say(WORDS.retaking(at + 1));
  }

  // --- what is shown, and what the form will send ---------------------------------------------------------
  replace(pages, focusAt = -1, focusOn = "") {
    const hadFocus = this.list.contains(document.activeElement);
    const sent = new DataTransfer();
    pages.forEach((page) => sent.items.add(page.file));
    this.input.files = sent.files;
    this.pages = pages;
    this.list.replaceChildren(...pages.map((page, at) => this.row(page, at)));
    this.mark();
    if (hadFocus) (this.list.children[focusAt]?.querySelector(`[data-does=${focusOn}]`) ?? this.camera?.shutter ?? this.opener).focus();
    this.input.dispatchEvent(new CustomEvent("captured", { bubbles: true, detail: { count: pages.length } }));
  }

  row(page, at) {
    const act = (word, does, onClick) => {
      const made = button(word, { className: "button button-quiet", label: `${word} ${WORDS.page(at + 1)}`, onClick });
      made.dataset.does = does;
      return made;
    };
    return make("li", {}, page.shown, make("span", { className: "capture-name" }, WORDS.page(at + 1)),
      make("span", { className: "capture-acts" },
        isTurnable(page) ? act(WORDS.turn, "turn", () => this.turn(at)) : null,
        cameraAllowed() ? act(WORDS.retake, "retake", () => this.retake(at)) : null,
        act(WORDS.remove, "remove", () => this.remove(at))));
  }

  mark() { [...this.list.children].forEach((row, at) => row.classList.toggle("capture-retaking", at === this.retaking)); }

  // A key means the page in focus, else the last one.
  meant() {
    const at = [...this.list.children].findIndex((row) => row.contains(document.activeElement));
    return at >= 0 ? at : this.pages.length - 1;
  }
}

// A page with its small picture; what the browser cannot draw (PDF, HEIC) is shown by its name.
async function pageOf(file) {
  try {
    if (!/^image\//.test(file.type)) throw new TypeError(file.type);
    const picture = await createImageBitmap(file);
    const shrink = Math.min(1, THUMB / Math.max(picture.width, picture.height));
    const sheet = make("canvas", { width: Math.max(1, picture.width * shrink), height: Math.max(1, picture.height * shrink) });
    sheet.getContext("2d").drawImage(picture, 0, 0, sheet.width, sheet.height);
    return { file, shown: sheet, width: picture.width };
  } catch {
    return { file, shown: make("span", { className: "capture-sheet" }, file.name), width: 0 };
  }
}

// --- every box of the page, also those that htmx brings; the key belongs to the box that one works at ---------
const known = new WeakMap();

function dress(root) {
  for (const box of root.querySelectorAll?.("[data-capture]") ?? []) {
    const input = box.querySelector("input[type=file]");
    if (input && !known.has(box)) known.set(box, new Capture(box, input));
  }
  giveKey(document.activeElement);
}

function giveKey(focused) {
  const dressed = [...document.querySelectorAll("[data-capture]")].map((box) => known.get(box)).filter((one) => one?.opener.tagName === "BUTTON");
  const near = focused?.closest?.("[data-capture-area], [data-capture]");
  const chosen = (near && dressed.find((one) => near.contains(one.box))) ?? dressed.find((one) => one.opener.dataset.key) ?? dressed[0];
  for (const { opener, key } of dressed) {
    const has = opener === chosen.opener;
    opener.querySelector(".key").hidden = !has;
    for (const name of ["data-key", "aria-keyshortcuts"]) has ? opener.setAttribute(name, key) : opener.removeAttribute(name);
  }
}

document.addEventListener("focusin", (event) => { if (!event.target.closest("dialog")) giveKey(event.target); });
document.addEventListener("htmx:afterSettle", (event) => dress(event.target));
dress(document);
