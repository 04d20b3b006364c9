/**
 * The hall's board: the newest call fills the eye, the lists follow the server, one voice speaks. [5.3, 6.1]
 *
 * A call comes twice: at once with the stream, and in the lists fetched after it. Its id decides that it is
 * shown and said once. What the page keeps is bounded: it runs for weeks.
 */

import { serverNow } from "../live/stream.js";
import { Announcer } from "./announcer.js";
import { isOpen, quietNight, shownAtOnce, whenLost } from "./keeping.js";

const SHOWN_FOR = 2500; // milliseconds, while another call waits for the large place
const SHOWN_AT_LEAST = 800; // when many windows call at once
const FRESH_FOR = 2200;
const FRESH_WITHIN = 30_000; // a call is news for so long
const REMEMBERED = 500; // call ids
const REFRESHED_EVERY = 30_000; // also without a change: the day may be over
const NO_SOUND = "没有声音：浏览器没有放开声音，请到这块屏前点一下屏幕或按任意键。";

const board = document.querySelector(".hall-board");
const newest = document.getElementById("newest");
const now = document.getElementById("now");
const seen = new Set();
const pending = [];
let shownAt = 0;
let turning = 0;
let newestPosition = 0; // the last change that the stream told of
let shownHtml = now.innerHTML;

// --- calls ---------------------------------------------------------------------------------------

/** A call not seen before. Only a fresh one comes into the large place; after a cut the others stand in the list. */
function take(call) {
  if (seen.has(call.id)) return;
  remember(call.id);
  if (serverNow() - new Date(call.at) <= FRESH_WITHIN) {
    pending.push(call);
    showNext();
  }
  announce(call);
}

function remember(id) {
  seen.add(id);
  if (seen.size > REMEMBERED) seen.delete(seen.values().next().value);
}

function showNext() {
  if (turning || !pending.length) return;
  const left = shownAt + Math.max(SHOWN_AT_LEAST, SHOWN_FOR / pending.length) - Date.now();
  if (left > 0) {
    turning = setTimeout(() => { turning = 0; showNext(); }, left);
    return;
  }
  shownAt = Date.now();
  fill("call", pending.shift());
  newest.classList.remove("newest-fresh");
  void newest.offsetWidth; // begins the animation anew for a recall of the same number
  newest.classList.add("newest-fresh");
  setTimeout(() => newest.classList.remove("newest-fresh"), FRESH_FOR);
  if (pending.length) showNext();
}

function fill(kind, call) {
  for (const part of newest.querySelectorAll("[data-shows]")) {
    part.hidden = part.dataset.shows !== kind;
    if (part.hidden || !call) continue;
    part.querySelector("[data-label]").textContent = call.label;
    part.querySelectorAll("[data-window]").forEach((place) => { place.textContent = call.window; });
  }
}

/** The line of a call stands first in the list at once; the fetched list takes its place a moment later. */
function addLine(call) {
  const list = now.querySelector(".called");
  list.querySelector(".called-none")?.remove();
  list.querySelector(`[data-label="${CSS.escape(call.label)}"]`)?.remove();
  const line = document.getElementById("called-line").content.firstElementChild.cloneNode(true);
  Object.assign(line.dataset, { call: call.id, label: call.label, window: call.window, at: call.at, current: "" });
  const words = document.getElementById("window-words").content.textContent.replace("#", call.window);
  line.children[0].textContent = call.label;
  line.children[1].textContent = words;
  list.prepend(line);
  const { columns, rows } = now.firstElementChild.dataset;
  const most = columns * rows;
  while (list.children.length > most) list.lastElementChild.remove();
}

// --- the lists -----------------------------------------------------------------------------------

const lines = () => [...now.querySelectorAll("[data-call]")];
const callOf = ({ dataset }) => ({
  id: dataset.call, label: dataset.label, window: dataset.window, zone: dataset.zone, at: dataset.at,
});

async function refresh() {
  const html = await shownAtOnce(board.dataset.now);
  if (html === null) return;
  const part = document.createElement("template");
  part.innerHTML = html;
  const position = Number(part.content.querySelector("[data-position]")?.dataset.position ?? -1);
  if (position < newestPosition) return; // older than what the stream told; the next one is on its way
  const bare = html.replace(/data-position="\d+"/, "");
  if (bare !== shownHtml) {
    shownHtml = bare;
    now.replaceChildren(part.content);
  }
  lines().reverse().forEach((line) => take(callOf(line)));
  settle();
}

/** The large place keeps the newest call; it grows quiet when nobody is expected any more. */
function settle() {
  if (pending.length || turning) return;
  const all = lines();
  const line = all[0];
  const isCurrent = line && "current" in line.dataset;
  const isOver = ["closed", "not_a_day"].includes(now.firstElementChild.dataset.issuing);
  if (line && (isCurrent || !isOver)) {
    fill(isCurrent ? "call" : "past", callOf(line));
    return;
  }
  const [closed, until] = [...now.querySelectorAll("[data-closed-words] span")].map((part) => part.textContent);
  newest.querySelector("[data-closed]").textContent = closed;
  newest.querySelector("[data-closed-until]").textContent = until;
  fill(closed ? "closed" : "none", null);
}

// --- the voice -----------------------------------------------------------------------------------

let announcer = null;

async function startVoice() {
  if (board.dataset.speaks === undefined) return;
  const manifest = await (await fetch(`${board.dataset.clips}clips.json`)).json();
  const recordings = await (await fetch(board.dataset.recordings)).json();
  announcer = new Announcer({
    clips: board.dataset.clips,
    manifest,
    recordings,
    zone: board.dataset.zone || "hall",
    alternateOne: board.dataset.yao !== undefined,
    clockOffset: serverNow() - Date.now(),
    stillCalled: async (id) => (await (await fetch(board.dataset.called + id, { cache: "no-store" })).json()).called,
  });
  announcer.addEventListener("statechange", ({ detail }) => {
    const isBlocked = detail.state === "blocked";
    board.dataset.voice = detail.state;
    newest.querySelector("[data-voice-hint]").hidden = !isBlocked;
    report(isBlocked ? NO_SOUND : "");
  });
  await announcer.start();
  lines().reverse().forEach((line) => announce(callOf(line))); // what was called while the page loaded
}

/** What is wrong here stands on the device page, too: nobody looks at a board to see whether it can be heard. */
function report(condition) {
  const { dataset } = document.documentElement;
  if ((dataset.condition ?? "") !== condition) dataset.condition = condition; // devices/heartbeat.js sends it
}

function announce(call) {
  if (!announcer || (board.dataset.zone && call.zone !== board.dataset.zone)) return;
  announcer.clockOffset = serverNow() - Date.now();
  announcer.speak({
    id: call.id,
    ticket: call.label,
    window: call.window,
    calledAt: call.at,
    languages: board.dataset.english === undefined ? ["zh"] : ["zh", "en"],
  });
}

// --- what happens --------------------------------------------------------------------------------

document.addEventListener("live:call", ({ detail }) => {
  newestPosition = detail.position;
  const call = {
    id: detail.call_id, label: detail.label, window: String(detail.window_number), zone: detail.zone_id, at: detail.at,
  };
  if (seen.has(call.id)) return;
  addLine(call);
  shownHtml = "";
  take(call);
  settle();
});
document.addEventListener("live:change", ({ detail }) => { newestPosition = detail.position; });
document.addEventListener("live:refresh", refresh);

newestPosition = Number(now.firstElementChild.dataset.position);
shownHtml = shownHtml.replace(/data-position="\d+"/, "");
lines().forEach((line) => remember(line.dataset.call));
settle();
startVoice();
setInterval(() => isOpen() && refresh(), REFRESHED_EVERY);
whenLost();
quietNight();
