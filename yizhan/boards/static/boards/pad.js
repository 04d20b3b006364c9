/** The resting pad: when a service has ended it asks, unless the resident has said no. [6.2] */

import { quietNight, turnPages } from "./keeping.js";

const LOOKED_EVERY = 20_000; // also without a change: some minutes after the end nobody is asked any more
const ANSWER_WITHIN = 4000;

const pad = document.querySelector(".pad-rest");
const offer = document.getElementById("rate-now");

async function fetched(address) {
  try {
    const answer = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(ANSWER_WITHIN) });
    return answer.ok && !answer.redirected ? answer : null;
  } catch {
    return null;
  }
}

async function look() {
  const news = await (await fetched(pad.dataset.now))?.json();
  if (!news) return;
  const address = pad.dataset.ask.replace("TOKEN", news.token);
  if (news.token && news.ended && news.token !== pad.dataset.skipped) {
    location.assign(address);
    return;
  }
  offer.hidden = !news.token || news.token === pad.dataset.skipped;
  if (!offer.hidden) offer.firstElementChild.href = address;
  if (news.clerk !== pad.dataset.clerk || String(news.paused) !== pad.dataset.paused) await drawClerk(news);
}

/** Another clerk, a pause, a closed window: only that part of the page is drawn anew. */
async function drawClerk(news) {
  const html = await (await fetched(location.href))?.text();
  const clerk = html && new DOMParser().parseFromString(html, "text/html").querySelector(".pad-clerk");
  if (!clerk) return;
  document.querySelector(".pad-clerk").replaceWith(clerk);
  Object.assign(pad.dataset, { clerk: news.clerk, paused: String(news.paused) });
}

document.addEventListener("live:refresh", look);
setInterval(look, LOOKED_EVERY);
look();
turnPages(8000);
quietNight();
