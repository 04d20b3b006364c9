// Lets a page follow its unit. The page's head carries <meta name="live" content="key" data-after="position">.
//
// Dispatched on document:
//   live:call     detail: the call (label, window_number, zone_id, call_id, kind, at, position …)
//   live:change   detail: { position, act }; every act, calls too, once and in order
//   live:refresh  after changes, at most three times a second: hx-trigger="live:refresh from:document"
//   live:state    detail: { state: "connected" | "lost", since: Date } in server time
//   live:expired  the key ran out and the page does not reload itself
// <html data-live="connected|lost"> shows the state to style sheets. serverNow() is the server's clock.

import { Connection } from "./connection.js";

const HERE_EVERY = 20000;
const WORKER_ANSWERS_WITHIN = 3000;
const RELOAD_AT_MOST_EVERY = 30000;
const REFRESH_AFTER = 300;

let offset = 0; // server time minus this machine's, which may be years wrong on an old box
let seen = -1;
let refreshing = 0;
let meta = null;

export function serverNow() {
  return new Date(Date.now() + offset);
}

function tell(name, detail) {
  document.dispatchEvent(new CustomEvent(`live:${name}`, { detail }));
}

function refreshSoon() {
  refreshing ||= setTimeout(() => {
    refreshing = 0;
    tell("refresh", {});
  }, REFRESH_AFTER);
}

function takeFrame({ event, position, data }) {
  if (position <= seen) return;
  seen = position;
  if (event === "call") tell("call", data);
  tell("change", { position, act: data.act });
  refreshSoon();
}

function takeState({ state, since }) {
  document.documentElement.dataset.live = state;
  tell("state", { state, since: new Date(since + offset) });
}

function reload() {
  if (meta.dataset.reload === undefined) return false;
  const before = Number(sessionStorage.getItem("live-reloaded") || 0);
  if (Math.abs(Date.now() - before) > RELOAD_AT_MOST_EVERY) {
    sessionStorage.setItem("live-reloaded", Date.now());
    location.reload();
  }
  return true;
}

function take(message) {
  if (message.event === "call" || message.event === "change") takeFrame(message);
  else if (message.event === "clock") offset = message.now - Date.now();
  else if (message.event === "state") takeState(message);
  else if (message.event === "expired" && !reload()) tell("expired", {});
  else if (message.event === "reload") {
    seen = message.position;
    if (!reload()) refreshSoon();
  }
}

// Without a shared worker (old browser, private window) the page holds a line of its own.
function listenAlone(key, after) {
  const connection = new Connection(key, after, take);
  addEventListener("pagehide", () => connection.close());
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}

function listenTogether(key, after) {
  const worker = new SharedWorker(new URL("./shared.js", import.meta.url), { type: "module", name: "live" });
  let isAlone = false;
  const alone = () => {
    if (isAlone) return;
    isAlone = true;
    worker.port.close();
    listenAlone(key, after);
  };
  const late = setTimeout(alone, WORKER_ANSWERS_WITHIN);
  worker.onerror = alone;
  worker.port.onmessage = ({ data }) => {
    if (data.event === "joined") clearTimeout(late);
    else if (!isAlone) take(data);
  };
  const say = (kind) => worker.port.postMessage({ kind, key, after: Math.max(after, seen) });
  say("join");
  setInterval(() => say("here"), HERE_EVERY);
  addEventListener("pagehide", () => say("bye"));
  addEventListener("pageshow", (event) => event.persisted && say("join"));
}

function listen() {
  meta = document.querySelector('meta[name="live"]');
  if (!meta) return;
  const after = Number(meta.dataset.after);
  seen = after;
  try {
    listenTogether(meta.content, after);
  } catch {
    listenAlone(meta.content, after);
  }
}

listen();
