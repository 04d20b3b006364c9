/** What every unattended board does: fetch a part, say that the line is lost, load itself anew at night. */

import { serverNow } from "../live/stream.js";

const ANSWER_WITHIN = 4000;
const NIGHT_HOUR = 3; // in the hall
const LOOKED_EVERY = 60_000;
const AWAKE_AT_LEAST = 6 * 3_600_000;

const hour = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Shanghai", hour: "2-digit", hourCycle: "h23" });
const clock = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
});

/** A part of the page as it is now; null when the server did not answer with it. */
export async function shownAtOnce(address) {
  try {
    const answer = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(ANSWER_WITHIN) });
    return answer.ok && !answer.redirected ? await answer.text() : null;
  } catch {
    return null; // the stream says when the line is lost, and refreshes when it is back
  }
}

/** Whether the line is open; while it is lost nothing is asked, the stream tries again by itself. */
export const isOpen = () => document.documentElement.dataset.live === "connected";

/** 连接中断 with the time, instead of numbers that may be wrong by now. */
export function whenLost() {
  const strip = document.getElementById("connection");
  document.addEventListener("live:state", ({ detail }) => {
    const lost = detail.state === "lost";
    if (strip) {
      strip.hidden = !lost;
      strip.querySelector("time").textContent = lost ? clock.format(detail.since) : "";
    }
    if (!lost) document.dispatchEvent(new CustomEvent("live:refresh", { detail: {} }));
  });
}

/** Once a night the page begins anew: new guides, a new key, an empty memory. Only with the line open. */
export function quietNight() {
  const begun = Date.now();
  setInterval(() => {
    const night = Number(hour.format(serverNow())) === NIGHT_HOUR;
    if (night && Date.now() - begun > AWAKE_AT_LEAST && isOpen()) {
      location.reload();
    }
  }, LOOKED_EVERY);
}

/** A list longer than its place shows itself page by page. */
export function turnPages(every = 10_000) {
  for (const list of document.querySelectorAll("[data-pages]")) {
    const size = Number(list.dataset.pages);
    const items = [...list.children];
    const pages = Math.ceil(items.length / size);
    let page = 0;
    const show = () => items.forEach((item, place) => { item.hidden = Math.floor(place / size) !== page; });
    show();
    if (pages > 1) setInterval(() => { page = (page + 1) % pages; show(); }, every);
  }
}
