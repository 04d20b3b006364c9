/**
 * Which page speaks for a zone of the hall: one, and only one, among the tabs of a browser. [6.1]
 *
 * A lock of the browser (Web Locks) named by the zone decides where there is one. Browsers offer
 * it only on https and on the machine itself; a board that reads http://<box of the hall> has
 * none, so there the tabs renew a dated mark in localStorage, and a mark not renewed is free.
 */

const RENEW_EVERY_MS = 1000;
const MARK_LASTS_MS = 3500; // longer than three renewals; a hidden tab is slowed down and loses it

/**
 * Ask to speak for a zone. `changed(holds)` is told once the answer is known and at every change.
 * @returns {{holds: () => boolean, release: () => void}}
 */
export function contend(zone, changed) {
  const name = `yizhan.voice.${zone}`;
  if (navigator.locks) return contendByLock(name, changed);
  if (storageWorks()) return contendByMark(name, changed);
  Promise.resolve().then(() => changed(true)); // tabs of this browser cannot know of each other
  return { holds: () => true, release: () => {} };
}

function storageWorks() {
  try {
    return localStorage.length >= 0;
  } catch {
    return false;
  }
}

function contendByLock(name, changed) {
  let held = false;
  let letGo = () => {};
  const waiting = new AbortController();
  const until = new Promise((resolve) => (letGo = resolve));
  const hold = () => {
    held = true;
    changed(true);
    return until;
  };
  navigator.locks
    .request(name, { ifAvailable: true }, (lock) => {
      if (lock && !waiting.signal.aborted) return hold();
      if (!waiting.signal.aborted) changed(false);
      return undefined;
    })
    .then(() => held || navigator.locks.request(name, { signal: waiting.signal }, hold))
    .catch(() => {}); // given up before it was our turn
  const release = () => {
    held = false;
    waiting.abort();
    letGo();
  };
  return { holds: () => held, release };
}

function contendByMark(name, changed) {
  const me = `${Date.now()}-${Math.random()}`;
  let told = null;
  const read = () => JSON.parse(localStorage.getItem(name) || "null");
  const holds = () => {
    const mark = read();
    return mark?.holder === me && mark.until > Date.now();
  };
  const renew = () => {
    const mark = read();
    const wasMine = holds();
    if (!mark || mark.holder === me || mark.until <= Date.now()) {
      localStorage.setItem(name, JSON.stringify({ holder: me, until: Date.now() + MARK_LASTS_MS }));
    }
    // A mark just taken is believed at the next renewal: two tabs may have taken it at one moment.
    const answer = wasMine && holds();
    if (answer === told || (told === null && !answer && holds())) return;
    told = answer;
    changed(answer);
  };
  const giveBack = () => holds() && localStorage.removeItem(name);
  const timer = setInterval(renew, RENEW_EVERY_MS);
  window.addEventListener("pagehide", giveBack); // a page that comes back renews again
  const release = () => {
    clearInterval(timer);
    window.removeEventListener("pagehide", giveBack);
    giveBack();
  };
  renew();
  return { holds, release };
}
