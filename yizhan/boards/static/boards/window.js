/** A window's board follows its window: clerk, number, pause. [5.3] */

import { isOpen, quietNight, shownAtOnce, turnPages, whenLost } from "./keeping.js";

const FRESH_FOR = 2200;
const REFRESHED_EVERY = 30_000;

const board = document.querySelector("[data-now]");
const now = document.getElementById("now");
let shown = now.innerHTML.trim();
let fresh = now.firstElementChild.dataset.fresh;

async function refresh() {
  const html = (await shownAtOnce(board.dataset.now))?.trim();
  if (!html || html === shown) return;
  shown = html;
  now.innerHTML = html;
  const call = now.firstElementChild.dataset.fresh;
  if (call && call !== fresh) {
    now.classList.add("call-fresh");
    setTimeout(() => now.classList.remove("call-fresh"), FRESH_FOR);
  }
  fresh = call;
}

document.addEventListener("live:refresh", refresh);
setInterval(() => isOpen() && refresh(), REFRESHED_EVERY);
turnPages();
whenLost();
quietNight();
