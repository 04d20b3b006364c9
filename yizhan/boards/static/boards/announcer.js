/**
 * The voice of a hall's zone: calls are said one after the other, each at most once. [6.1]
 *
 *   const announcer = new Announcer({ clips: "…/voice/", manifest, zone: "hall", stillCalled });
 *   await announcer.start();
 *   announcer.speak({ id, ticket: "A001", window: "3", languages: ["zh", "en"], times: 2, calledAt });
 *
 * Said are only calls that are younger than 30 seconds when they arrive, are still called when their
 * turn comes, and were not said before (a reload does not repeat them). Of the tabs of one browser
 * only one speaks for a zone; on several machines each board's own setting decides.
 */

import { ClipPlayer, wait } from "./clip_player.js";
import { contend } from "./zone_voice.js";

const TOO_OLD_MS = 30_000;
const ANSWER_WITHIN_MS = 3000;
const REMEMBERED = 300; // calls; a hall makes fewer in the life of a page that is reloaded daily
const BETWEEN_CLIPS = 0.04; // seconds
const AFTER_CHIME = 0.1;
const BETWEEN_ROUNDS = 0.8;
const BETWEEN_LANGUAGES = 0.5;
// A breath after the words that end a part of the sentence: "请 A001 号 · 到 3 号窗口 · 办理".
const BREATH_AFTER = { "word-number": 0.16, "english-ticket": 0.1, "english-go-to-window": 0.06 };

/** The clips of a call: "请 A 零 零 一 号 到 三 号窗口 办理" or "ticket A zero zero one, please go to window three". */
export function phrase(ticket, window, language, { alternateOne = false } = {}) {
  const number = spelled(ticket, language, alternateOne);
  const place = counted(window, language);
  if (language === "en") return ["english-ticket", ...number, "english-go-to-window", ...place];
  const windowWord = place.length ? "word-number-window" : "word-window";
  return ["word-please", ...number, "word-number", "word-to", ...place, windowWord, "word-proceed"];
}

/** The clips for a ticket just taken: "您的号码是 A 零 零 一 号，前面还有 两 位，请在等候区等候". */
export function issuedPhrase(ticket, ahead, language, { alternateOne = false } = {}) {
  const number = spelled(ticket, language, alternateOne);
  if (language === "en") {
    const people = ahead ? ["english-ahead-of-you", ...counted(ahead, "en")] : [];
    return ["english-your-number-is", ...number, ...people, "english-please-wait"];
  }
  const count = ahead === 2 ? ["digit-2-counting"] : counted(ahead, language);
  const people = ahead ? ["word-ahead-of-you", ...count, "word-persons"] : [];
  return ["word-your-number-is", ...number, "word-number", ...people, "word-please-wait"];
}

/** Letter by letter and digit by digit; marks that have no sound are left out. */
function spelled(text, language, alternateOne) {
  const digit = (sign) => {
    if (language === "en") return `english-number-${sign}`;
    return sign === "1" && alternateOne ? "digit-1-alternate" : `digit-${sign}`;
  };
  return [...String(text).toLowerCase()]
    .filter((sign) => /[a-z0-9]/.test(sign))
    .map((sign) => (/\d/.test(sign) ? digit(sign) : `letter-${sign}`));
}

/** A number as people count (12 → 十二, twelve); a name with letters, or above 99, sign by sign. */
function counted(value, language) {
  const text = String(value).replace(/[^a-z0-9]/gi, "");
  if (!/^\d+$/.test(text) || Number(text) > 99) return spelled(text, language, false);
  const [tens, ones] = [Math.floor(Number(text) / 10), Number(text) % 10];
  if (language === "en") {
    if (tens < 2) return [`english-number-${Number(text)}`];
    return [`english-number-${tens * 10}`, ...(ones ? [`english-number-${ones}`] : [])];
  }
  if (tens === 0) return [`digit-${ones}`];
  return [...(tens > 1 ? [`digit-${tens}`] : []), "number-10", ...(ones ? [`digit-${ones}`] : [])];
}

/** Clips with the pauses (seconds) that make them a sentence. */
export function spaced(clips) {
  return clips.flatMap((clip, place) =>
    place + 1 < clips.length ? [clip, BREATH_AFTER[clip] ?? BETWEEN_CLIPS] : [clip]);
}

/** All that sounds for one call: chime, then every language, as often as asked. */
export function announcement(call, { chime, voice, alternateOne = false }) {
  const steps = chime ? ["chime", AFTER_CHIME] : [];
  if (!voice) return steps;
  for (let round = 0; round < (call.times ?? 2); round += 1) {
    if (round) steps.push(BETWEEN_ROUNDS);
    (call.languages ?? ["zh"]).forEach((language, place) => {
      if (place) steps.push(BETWEEN_LANGUAGES);
      steps.push(...spaced(phrase(call.ticket, call.window, language, { alternateOne })));
    });
  }
  return steps;
}

/**
 * states: starting · ready · speaking · blocked (the browser wants a touch first) · listening
 * (another tab speaks for the zone) · silent (chime and voice are both off).
 * events: statechange · spoken {id, whole} · dropped {id}: no longer called when its turn came.
 */
export class Announcer extends EventTarget {
  #player;
  #storage;
  #stillCalled;
  #queue = [];
  #spoken;
  #current = null;
  #claim = null;
  #zone;
  #state = "starting";
  #touch = () => this.unlock();

  /** `clockOffset` = the server's clock minus this one, in milliseconds. */
  constructor({ clips, manifest, recordings = {}, zone = "hall", chime = true, voice = true,
    alternateOne = false, clockOffset = 0, stillCalled = () => true }) {
    super();
    this.#player = new ClipPlayer({ clips, manifest, recordings });
    this.#stillCalled = stillCalled;
    this.#zone = zone;
    this.#storage = `yizhan.spoken.${zone}`;
    this.#spoken = new Set(remembered(this.#storage));
    Object.assign(this, { chime, voice, alternateOne, clockOffset });
  }

  get state() {
    return this.#state;
  }

  /** Load the clips, ask to be the voice of the zone, find out whether the browser lets sound out. */
  async start() {
    await this.#player.load();
    await this.configure({});
  }

  /** Switch chime, voice or the way of saying 1, or correct the clock, while running. */
  async configure(settings) {
    Object.assign(this, settings);
    if (!this.chime && !this.voice) {
      this.#claim?.release();
      this.#claim = null;
      this.#queue = [];
      this.#become("silent");
    } else if (!this.#claim) {
      await new Promise((known) => {
        this.#claim = contend(this.#zone, (holds) => this.#roleChanged(holds).then(known));
      });
    }
  }

  /** Take a call into the queue; the answer says why it was not taken. */
  speak(call, now = Date.now()) {
    if (!this.chime && !this.voice) return "silent";
    if (this.#state === "listening") return "said by another page";
    const known = this.#spoken.has(String(call.id)) || this.#current?.id === call.id;
    if (known || this.#queue.some((queued) => queued.id === call.id)) return "already taken";
    if (this.#isTooOld(call, now)) return "too old";
    if (this.#state === "blocked") this.#forgetTheOld(now); // nobody may touch the screen for days
    this.#queue.push(call);
    this.#sayNext();
    return "queued";
  }

  /** Try to let sound out; a touch or key press anywhere on a blocked page does it too. */
  async unlock() {
    if (this.#state !== "blocked" || !(await this.#player.unlock())) return;
    this.#forgetTheOld(Date.now());
    this.#become("ready");
    this.#sayNext();
  }

  #isTooOld(call, now) {
    const calledAt = typeof call.calledAt === "number" ? call.calledAt : Date.parse(call.calledAt);
    return !(now + this.clockOffset - calledAt <= TOO_OLD_MS); // a call without a time is too old
  }

  #forgetTheOld(now) {
    this.#queue = this.#queue.filter((call) => !this.#isTooOld(call, now));
  }

  async #roleChanged(holds) {
    if (!holds) {
      this.#queue = [];
      this.#become("listening");
      return;
    }
    const audible = await this.#player.isAudible();
    if (!this.#claim?.holds() || this.#current) return; // switched off meanwhile, or still speaking
    this.#become(audible ? "ready" : "blocked");
    this.#sayNext();
  }

  async #sayNext() {
    if (this.#state !== "ready" || !this.#queue.length) return;
    const call = this.#queue.shift();
    this.#current = call;
    this.#become("speaking");
    try {
      await this.#say(call);
    } finally {
      this.#current = null;
      if (this.#state !== "blocked" && this.#claim?.holds()) this.#become("ready");
      this.#sayNext();
    }
  }

  async #say(call) {
    if (!(await this.#isStillCalled(call))) {
      this.dispatchEvent(new CustomEvent("dropped", { detail: { id: call.id } }));
      return;
    }
    if (!this.#claim?.holds()) return;
    if (!(await this.#player.isAudible())) {
      this.#queue.unshift(call);
      this.#become("blocked");
      return;
    }
    this.#remember(call.id);
    const whole = await this.#player.play(announcement(call, this));
    if (!whole && this.chime) await this.#player.play(["chime"]);
    this.dispatchEvent(new CustomEvent("spoken", { detail: { id: call.id, whole } }));
  }

  async #isStillCalled(call) {
    try {
      return (await Promise.race([this.#stillCalled(call.id), wait(ANSWER_WITHIN_MS)])) === true;
    } catch {
      return false; // not known to be called any more: the board shows it, the voice keeps silent
    }
  }

  #remember(id) {
    this.#spoken.add(String(id));
    try {
      sessionStorage.setItem(this.#storage, JSON.stringify([...this.#spoken].slice(-REMEMBERED)));
    } catch {
      // no storage in this browser: a reload within 30 seconds may repeat a call
    }
  }

  #become(state) {
    if (state === this.#state) return;
    this.#state = state;
    const listen = state === "blocked" ? "addEventListener" : "removeEventListener";
    for (const touch of ["pointerdown", "keydown"]) document[listen](touch, this.#touch);
    this.dispatchEvent(new CustomEvent("statechange", { detail: { state } }));
  }
}

function remembered(storage) {
  try {
    return JSON.parse(sessionStorage.getItem(storage)) ?? [];
  } catch {
    return [];
  }
}
