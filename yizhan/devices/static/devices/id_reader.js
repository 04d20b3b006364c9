// The button “读身份证”: reads a card through a program on this computer and fills the form around the button.
//
//   <div data-id-reader data-key="F8" hidden><button type="button" data-read>读身份证</button><output data-said></output></div>
//
// stands inside a form, or names its fields' place with data-into="#agent"; {% id_reader %} writes it. Without this
// file, without a reader, or when it fails, the fields are simply typed. The computer remembers the driver that
// worked, and nothing else: no card and no photo is ever stored.
import { answers, DRIVERS, KINDS, Trouble } from "./id_reader_drivers.js";
import { differing, emptyOnes, fieldsFor, fill, isSomebodyElse, scopeOf, withoutChoice } from "./id_reader_form.js";

const REMEMBERED = "id-reader";
const SEARCH_MILLISECONDS = 1500;
const ASKED_MILLISECONDS = 30000; // while the browser's own question stands on the screen, nothing is answered
const AUTOMATIC = "自动查找";
const LIFT_FIRST = "要读另一位的，先把这张卡拿起来，再放另一张。";

const SENTENCES = {
  absent: "没有找到读卡程序。看一下读卡器插好没有、读卡程序开了没有，再按一次；急用请直接打字。",
  insecure: "没有找到读卡程序。看一下读卡程序开了没有；本页是 http 地址，新版浏览器可能不让它连读卡器，请管理员改用 https。急用请直接打字。",
  denied: "浏览器不许本页连接这台电脑上的读卡程序。点地址栏左边的图标，把“本机上的应用”（本地网络）改成“允许”，刷新后再读；急用请直接打字。",
  policy: "本页没有放行读卡程序的地址，请告诉管理员。急用请直接打字。",
  no_device: "读卡程序开着，但没有连上读卡器。把读卡器的线重新插一次，等灯亮了再按；急用请直接打字。",
  no_card: "没有读到卡。把身份证平放在读卡区，等一秒再按。",
  not_lifted: "没有读到卡。刚才那张卡还放着的话，先拿起来，再放上去读。",
  cancelled: "在读卡器上取消了，什么也没有填。要读请再按一次。",
  stopped: "不读了，什么也没有填。",
  slow: "等了很久没有读到卡。把卡拿起来放平，再按一次；还不行，请重开读卡程序，急用请直接打字。",
  failed: "读卡失败。把卡拿起来擦一擦、放平再读；连着两次都不行，请直接打字。",
  garbled: "读卡程序的回答看不懂，什么也没有填。可能选错了读卡器：在“读卡器”里选“自动查找”再读；还不行请直接打字，并告诉管理员。",
};

let last = null; // { number, reader } of the last card on this page: in memory only
let isRefusedByPage = false;
const running = new WeakMap(); // container → AbortController of the reading under way

// --- what is said --------------------------------------------------------------------------------------------
const TONES = { done: "notice-done", warning: "notice-warning", progress: "notice-info" };

function say(reader, tone, ...sentences) {
  const place = reader.querySelector("[data-said]");
  const sign = reader.querySelector(`template[data-sign=${tone}]`)?.content.cloneNode(true) ?? "";
  place.className = `notice ${TONES[tone]} id-reader-said`;
  place.replaceChildren(sign, node("span", {}, sentences.filter(Boolean).join("")));
  reader.querySelector("[data-question]")?.remove();
}

function node(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// --- which driver --------------------------------------------------------------------------------------------
function remembered() {
  try {
    return DRIVERS.find(({ code }) => code === localStorage.getItem(REMEMBERED));
  } catch {
    return undefined; // storage switched off: it is searched for each time
  }
}

function remember(driver) {
  try {
    if (driver) localStorage.setItem(REMEMBERED, driver.code);
    else localStorage.removeItem(REMEMBERED);
  } catch { /* as above */ }
  document.querySelectorAll("[data-id-reader]").forEach((reader) => name(reader, driver));
}

// Says in the button's own place which reader is used.
function name(reader, driver) {
  const select = reader.querySelector("select[data-driver]");
  if (select) select.value = driver?.code ?? "";
  const word = reader.querySelector("[data-driver-word]");
  if (word) word.textContent = driver?.word ?? AUTOMATIC;
}

// The browser's permission to reach programs on this computer: "granted", "denied", "prompt", or "" where it has none.
async function permission() {
  for (const name of ["loopback-network", "local-network-access"]) {
    try {
      return (await navigator.permissions.query({ name })).state;
    } catch { /* not known here */ }
  }
  return "";
}

async function whyNobody() {
  if (isRefusedByPage) return "policy";
  if ((await permission()) === "denied") return "denied";
  return window.isSecureContext ? "absent" : "insecure";
}

const SPOKEN_TO = ["no_card", "cancelled", "failed", "no_device", "slow", "stopped"];

// The card on the reader, and the driver that read it; with none remembered, all are tried at the same time.
async function cardOnReader(reader, signal) {
  const usual = remembered();
  try {
    if (usual) return { card: await usual.read(signal), driver: usual };
  } catch (trouble) {
    if (trouble.code !== "absent") throw trouble;
    say(reader, "progress", `“${usual.word}”没有回答，正在找别的读卡程序。`);
  }
  const milliseconds = (await permission()) === "prompt" ? ASKED_MILLISECONDS : SEARCH_MILLISECONDS;
  const others = DRIVERS.filter((driver) => driver !== usual && new URL(driver.address).host !== location.host);
  const found = (await Promise.all(others.map(async (driver) => (await answers(driver, { signal, milliseconds })) && driver))).filter(Boolean);
  if (signal.aborted) throw new Trouble("stopped");
  for (const driver of found) {
    try {
      say(reader, "progress", `找到“${driver.word}”，正在读卡。`);
      const card = await driver.read(signal);
      remember(driver);
      return { card, driver, isNew: true };
    } catch (trouble) {
      if (!SPOKEN_TO.includes(trouble.code)) continue;
      if (trouble.code !== "slow") remember(driver);
      throw trouble;
    }
  }
  throw new Trouble(found.length ? "garbled" : await whyNobody());
}

// --- reading -------------------------------------------------------------------------------------------------
async function read(reader) {
  const under = running.get(reader);
  if (under) return under.abort();
  const controller = new AbortController();
  running.set(reader, controller);
  reader.dataset.reading = "";
  say(reader, "progress", "正在读卡，请把身份证平放在读卡区。不读了，再按一次。");
  const asked = setTimeout(() => permission().then((state) => {
    if (state === "prompt" && running.has(reader)) say(reader, "progress", "浏览器如果问能不能访问这台电脑上的应用，请点“允许”。");
  }), SEARCH_MILLISECONDS);
  try {
    const read = await cardOnReader(reader, controller.signal);
    if (reader.isConnected) take(reader, read);
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) throw trouble;
    say(reader, "warning", SENTENCES[trouble.code === "no_card" && last ? "not_lifted" : trouble.code]);
  } finally {
    clearTimeout(asked);
    running.delete(reader);
    delete reader.dataset.reading;
  }
}

// The same card in another place of the page is asked about: somebody else's card was meant, most likely.
function take(reader, { card, driver, isNew }) {
  const before = last;
  last = { number: card.number, reader };
  const isStillThere = before?.number === card.number;
  if (isStillThere && before.reader !== reader && before.reader.isConnected && scopeOf(before.reader) !== scopeOf(reader)) {
    last = before;
    say(reader, "warning", "还是刚才那张卡，已经填在上面了，这里什么也没有填。", LIFT_FIRST);
    return question(reader, [["这里也用这张卡", () => { last = { number: card.number, reader }; compare(reader, card, ""); }], ["不用", () => say(reader, "warning", "这里什么也没有填。", LIFT_FIRST)]]);
  }
  compare(reader, card, isNew ? `以后这台电脑先用“${driver.word}”。` : "", isStillThere && before.reader === reader);
}

function compare(reader, card, more, isStillThere = false) {
  const fields = fieldsFor(reader, card);
  const different = differing(fields);
  if (!different.length) return finish(reader, card, fields, fill(fields), more, isStillThere);
  const isAnother = isSomebodyElse(fields);
  say(reader, "warning", isAnother ? "表里填的和卡上的像是两个人，还什么都没有改。" : "表里填的和卡上的不一样，还什么都没有改。", isStillThere ? "读到的还是刚才那张卡。" : "");
  const keep = () => {
    const filled = isAnother ? [] : fill(emptyOnes(fields));
    say(reader, "done", "表里填的没有动。", filled.length ? `空着的补了 ${filled.length} 项。` : "");
    tell(reader, card, filled);
  };
  // Sex and birthday follow from the number: two people are told apart by name and number alone.
  const telling = different.filter(({ part }) => !isAnother || part === "name" || part === "number");
  question(reader, [["换成卡上的", () => finish(reader, card, fields, fill(fields), more)], ["表里的不动", keep]], differences(telling));
}

function finish(reader, card, fields, filled, more, isStillThere = false) {
  const missing = withoutChoice(fields).map(({ word, shown }) => `“${word}”里没有“${shown}”，请自己选。`);
  const isOver = /^\d{4}-/.test(card.valid_to) && new Date(`${card.valid_to}T23:59:59`) < new Date();
  const cautions = [...missing,
    isOver ? `这张证 ${card.valid_to} 已经过期。` : "",
    /[?？□\uFFFD\uE000-\uF8FF]/.test(card.name) ? "姓名里有读卡程序不认识的字，请照卡面改好。" : ""].filter(Boolean);
  const done = isStillThere && !filled.length
    ? `还是刚才那张卡，表里已经是它的内容。${LIFT_FIRST}`
    : `读到${card.name}的${KINDS[card.kind]}，填好 ${filled.length} 项，请和本人核对。`;
  say(reader, cautions.length ? "warning" : "done", done, ...cautions, more);
  tell(reader, card, filled);
  if (reader.dataset.after) document.querySelector(reader.dataset.after)?.focus();
}

// The page may act on the card; what it hears has no photo either.
const tell = (reader, card, filled) => reader.dispatchEvent(new CustomEvent("card-read", { bubbles: true, detail: { ...card, filled } }));

// --- a question with its answers -------------------------------------------------------------------------------
function question(reader, choices, ...shown) {
  const buttons = choices.map(([word, then]) => {
    const button = node("button", { type: "button", className: "button" }, word);
    button.addEventListener("click", () => { then(); reader.querySelector("[data-read]").focus(); });
    return button;
  });
  const box = node("div", { className: "id-reader-question" }, ...shown, node("div", { className: "actions" }, ...buttons));
  box.dataset.question = "";
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", "读到的卡怎么用");
  reader.append(box);
  buttons.at(-1).focus(); // the answer that changes nothing: Enter pressed too early does no harm
}

function differences(fields) {
  const heads = ["项目", "表里填的", "卡上的"].map((word) => Object.assign(node("th", {}, word), { scope: "col" }));
  const rows = fields.map(({ word, typed, shown }) => node("tr", {}, Object.assign(node("th", {}, word), { scope: "row" }), node("td", {}, typed), node("td", {}, shown)));
  return node("div", { className: "table-wrap" }, node("table", { className: "table" }, node("thead", {}, node("tr", {}, ...heads)), node("tbody", {}, ...rows)));
}

// --- on the page -----------------------------------------------------------------------------------------------
function dress(reader) {
  if (reader.dataset.ready !== undefined) return;
  reader.dataset.ready = "";
  reader.hidden = false;
  const button = reader.querySelector("[data-read]");
  if (reader.dataset.key) { // the key presses what looks pressed
    button.dataset.key = reader.dataset.key;
    button.setAttribute("aria-keyshortcuts", reader.dataset.key.replace("Ctrl", "Control"));
    delete reader.dataset.key;
    reader.removeAttribute("aria-keyshortcuts");
  }
  const select = reader.querySelector("select[data-driver]");
  select?.replaceChildren(new Option(AUTOMATIC, ""), ...DRIVERS.map(({ code, word }) => new Option(word, code)));
  name(reader, remembered());
}
const dressAll = (root) => root.querySelectorAll?.("[data-id-reader]").forEach(dress);

document.addEventListener("click", (event) => {
  const reader = event.target.closest?.("[data-read]")?.closest("[data-id-reader]");
  if (reader) read(reader);
});
for (const kind of ["input", "change"]) {
  document.addEventListener(kind, (event) => {
    if (!event.target.matches?.("[data-id-reader] select[data-driver]")) return;
    event.stopImmediatePropagation(); // which reader is nothing that a form's draft keeps
    if (event.type === "change") remember(DRIVERS.find(({ code }) => code === event.target.value));
  }, true);
}
document.addEventListener("keydown", (event) => {
  const reader = event.key === "Escape" && event.target.closest?.("[data-id-reader][data-reading]");
  if (reader) running.get(reader)?.abort();
});
document.addEventListener("securitypolicyviolation", (event) => {
  if (event.effectiveDirective === "connect-src" && DRIVERS.some(({ address }) => event.blockedURI.startsWith(address))) isRefusedByPage = true;
});
document.addEventListener("htmx:load", (event) => { dressAll(event.target.parentElement ?? document); });
dressAll(document);
