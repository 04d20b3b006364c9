// A board reduced to its voice: opens the announcer as the address says and keeps what it reported.
import * as announcing from "/boards/announcer.js";

const asked = JSON.parse(new URLSearchParams(location.search).get("settings") ?? "{}");
const shipped = await (await fetch("/boards/voice/clips.json")).json();
// The clips of ticket A001 and windows 1 to 8; the others are proved by test_the_built_in_voice.py.
const needed = /^(chime|letter-a|digit-[0-8]|word-.*|english-ticket|english-go-to-window|english-number-[013])$/;
const manifest = Object.fromEntries(Object.entries(shipped).filter(([key]) => needed.test(key)));
for (const key of asked.missing ?? []) manifest[key].file = "absent.ogg";

window.called = new Set();
window.states = [];
window.reports = [];
const announcer = new announcing.Announcer({
  clips: "/boards/voice/",
  manifest,
  stillCalled: async (id) => window.called.has(id),
  ...asked.announcer,
});
announcer.addEventListener("statechange", (event) => window.states.push(event.detail.state));
for (const type of ["spoken", "dropped"]) {
  announcer.addEventListener(type, (event) => window.reports.push({ type, ...event.detail }));
}

// A call made `age` milliseconds ago, still called unless said otherwise.
window.call = (id, { age = 0, stillCalled = true, ...rest } = {}) => {
  if (stillCalled) window.called.add(id);
  const calledAt = new Date(Date.now() - age).toISOString();
  return announcer.speak({ id, ticket: "A001", window: "3", languages: ["zh"], times: 1, calledAt, ...rest });
};
// Waits in the page itself: a page without eval cannot be asked again and again from outside.
window.until = async (condition, within = 20_000) => {
  const end = Date.now() + within;
  while (!condition() && Date.now() < end) await new Promise((later) => setTimeout(later, 10));
  if (!condition()) throw new Error(`not within ${within} ms: ${condition}`);
};
Object.assign(window, { announcing, announcer, manifest });
await announcer.start();
document.querySelector("h1").dataset.started = "";
