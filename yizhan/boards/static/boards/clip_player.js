/**
 * Plays clips one after the other without a gap or an overlap. [6.1]
 *
 * All clips are fetched and decoded when the page opens, so that a cut of the network later does not
 * silence the hall. A hall's own recording replaces the clip of its name; where it cannot be
 * played, the shipped clip is used. What cannot be said whole is not said at all: a number with
 * a digit missing would call somebody else.
 */

const RESUME_WITHIN_MS = 400; // a browser that blocks sound never answers, it only stays silent
const FETCH_WITHIN_MS = 8000;
const LEAD_SECONDS = 0.06; // time to schedule the first clip
const STALLED_AFTER_MS = 2500; // a sound device may vanish: then no end is ever reported

export const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export class ClipPlayer {
  #context = null;
  #buffers = new Map();
  #refused = false; // an <audio> element was not allowed to play

  /** @param clips base address of the shipped clips · manifest their list · recordings key → address */
  constructor({ clips, manifest, recordings = {} }) {
    this.clips = clips;
    this.manifest = manifest;
    this.recordings = recordings;
    const Context = window.AudioContext || window.webkitAudioContext;
    if (Context) this.#context = new Context();
  }

  /** Fetch and decode every clip not yet at hand. */
  async load(keys = Object.keys(this.manifest)) {
    if (!this.#context) return;
    await Promise.all(
      keys.filter((key) => !this.#buffers.has(key)).map(async (key) => {
        for (const address of this.#addresses(key)) {
          const buffer = await this.#decoded(address);
          if (buffer) {
            this.#buffers.set(key, buffer);
            return;
          }
        }
      }),
    );
  }

  /** May sound come out now? A browser says no until somebody has touched the page. */
  async isAudible() {
    if (!this.#context) return !this.#refused;
    if (this.#context.state !== "running") {
      await Promise.race([this.#context.resume().catch(() => {}), wait(RESUME_WITHIN_MS)]);
    }
    return this.#context.state === "running";
  }

  /** To be called from a touch or a key press. */
  async unlock() {
    this.#refused = false;
    return this.isAudible();
  }

  /**
   * Play steps (a clip's key, or a pause in seconds) and return when the last has ended.
   * @returns {Promise<boolean>} false when a clip is missing or sound is blocked: then nothing was played
   */
  async play(steps) {
    const keys = steps.filter((step) => typeof step === "string");
    await this.load(keys);
    if (!(await this.isAudible())) return false; // else it would be heard later, out of place
    if (this.#context && keys.every((key) => this.#buffers.has(key))) return this.#schedule(steps);
    return this.#playElements(steps);
  }

  #addresses(key) {
    const shipped = this.manifest[key] && this.clips + this.manifest[key].file;
    return [this.recordings[key], shipped].filter(Boolean);
  }

  async #decoded(address) {
    try {
      const answer = await fetch(address, { signal: AbortSignal.timeout?.(FETCH_WITHIN_MS) });
      if (!answer.ok) return null;
      return await this.#context.decodeAudioData(await answer.arrayBuffer());
    } catch {
      return null; // unreachable or not a sound: the next address is tried
    }
  }

  async #schedule(steps) {
    let at = this.#context.currentTime + LEAD_SECONDS;
    let last = null;
    for (const step of steps) {
      if (typeof step === "number") {
        at += step;
        continue;
      }
      last = this.#context.createBufferSource();
      last.buffer = this.#buffers.get(step);
      last.connect(this.#context.destination);
      last.start(at);
      at += last.buffer.duration;
    }
    if (!last) return true;
    const ended = new Promise((resolve) => last.addEventListener("ended", resolve));
    const lasts = (at - this.#context.currentTime) * 1000;
    await Promise.race([ended, wait(lasts + STALLED_AFTER_MS)]);
    return true;
  }

  async #playElements(steps) {
    const elements = new Map();
    for (const key of steps.filter((step) => typeof step === "string")) {
      if (!elements.has(key)) elements.set(key, await this.#element(key));
      if (!elements.get(key)) return false;
    }
    for (const step of steps) {
      if (typeof step === "number") await wait(step * 1000);
      else if (!(await this.#playElement(elements.get(step)))) return false;
    }
    return true;
  }

  async #element(key) {
    for (const address of this.#addresses(key)) {
      const element = new Audio();
      const ready = new Promise((resolve) => {
        element.addEventListener("canplaythrough", () => resolve(true));
        element.addEventListener("error", () => resolve(false));
      });
      element.preload = "auto";
      element.src = address;
      element.load();
      if (await Promise.race([ready, wait(FETCH_WITHIN_MS)])) return element;
    }
    return null;
  }

  async #playElement(element) {
    const ended = new Promise((resolve) => element.addEventListener("ended", resolve, { once: true }));
    element.currentTime = 0;
    try {
      await element.play();
    } catch (error) {
      this.#refused = error.name === "NotAllowedError";
      return false;
    }
    await Promise.race([ended, wait((element.duration || 3) * 1000 + STALLED_AFTER_MS)]);
    return true;
  }
}
