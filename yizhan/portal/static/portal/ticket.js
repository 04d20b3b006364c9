// The phone in the hand follows its number; when a call comes, the title says so and the phone buzzes once.
const EVERY = 60000; // also without a change: the range of waiting goes down by itself
const SPREAD = 1000; // all phones of a hall hear of a change at the same moment
const ANSWER_WITHIN = 8000;

const place = document.getElementById("standing");
const title = document.title;
let waiting = 0;
let wasCalled = isCalled();

function isCalled() {
  return place.querySelector(".my-ticket-called") !== null;
}

async function refresh() {
  waiting = 0;
  if (document.hidden) return;
  try {
    const answer = await fetch(place.dataset.now, { cache: "no-store", signal: AbortSignal.timeout(ANSWER_WITHIN) });
    if (!answer.ok) return;
    place.innerHTML = await answer.text();
  } catch {
    return; // the page says that the line is lost, and asks again
  }
  const called = isCalled();
  document.title = called ? place.querySelector(".my-call").textContent.trim() : title;
  if (called && !wasCalled) navigator.vibrate?.([300, 150, 300]);
  wasCalled = called;
}

document.addEventListener("live:refresh", () => { waiting ||= setTimeout(refresh, 200 + Math.random() * SPREAD); });
document.addEventListener("live:state", ({ detail }) => { if (detail.state === "connected") refresh(); });
document.addEventListener("visibilitychange", refresh);
setInterval(refresh, EVERY);
