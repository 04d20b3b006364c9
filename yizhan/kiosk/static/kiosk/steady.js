// A machine that nobody watches: asks for the newest figures, says so when the server is out of reach, comes back by itself.
const ASK_EVERY = 10000;
const ANSWER_WITHIN = 4000;
const MISSED_BEFORE_SAYING = 2;
const MISSED_BEFORE_COVERING_A_NUMBER = 6; // somebody may still be copying it

const address = document.querySelector("script[data-alive]").dataset.alive;
const away = document.getElementById("away");
const countdown = document.querySelector("[data-countdown]");
const home = countdown?.dataset.home;
let missed = 0;

async function ask() {
  try {
    const answer = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(ANSWER_WITHIN) });
    if (!answer.ok) throw new Error(answer.status);
    take(await answer.json());
  } catch {
    missed += 1;
    if (missed >= MISSED_BEFORE_SAYING) lose();
  }
}

// Going anywhere now would end on the browser's own error page, from which nobody gets back.
function lose() {
  const number = document.body.dataset.page === "ticket";
  away.hidden = number && missed < MISSED_BEFORE_COVERING_A_NUMBER;
  if (countdown) countdown.dataset.home = "#away";
}

function take(news) {
  missed = 0;
  away.hidden = true;
  if (countdown) countdown.dataset.home = home;
  if (document.body.dataset.page === "home") show(news);
}

function show(news) {
  const places = [...document.querySelectorAll("[data-offer]")];
  const same = news.issuing === document.body.dataset.issuing && places.length === shown(news).length
    && places.every((place) => news.offers[place.dataset.offer]?.used_up === !!place.querySelector("[data-used-up]"));
  if (!same) {
    location.reload();
    return;
  }
  const inAll = Object.values(news.offers).reduce((sum, offer) => sum + offer.waiting, 0);
  document.querySelector("[data-waiting-in-all]")?.replaceChildren(String(inAll));
  for (const place of places) {
    const offer = news.offers[place.dataset.offer];
    if (offer.used_up) continue;
    place.querySelector("[data-waiting]").textContent = offer.waiting;
    place.querySelector("[data-expected]").textContent = offer.expected;
  }
}

// While no numbers are issued the page shows no categories at all.
const shown = (news) => (news.issuing === "open" ? Object.keys(news.offers) : []);

setInterval(ask, ASK_EVERY);
