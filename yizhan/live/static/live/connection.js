// One line to the server: a stream of events, or asking again and again where no stream gets through.
// Runs in the page or in the worker that all tabs of a browser share; tells everything through `deliver`.

const LOST_AFTER = 5000; // the server sends its clock every 3 seconds
const DEAD_AFTER = 12000; // an open line that is silent so long is cut and opened again
const FAILURES_BEFORE_POLLING = 3;
const POLL_EVERY = 2000;
const STREAM_AGAIN_AFTER = 30000;
const EVENTS = ["hello", "clock", "reload", "call", "change"];

export class Connection {
  constructor(key, after, deliver) {
    this.key = key;
    this.position = after;
    this.deliver = deliver;
    this.failures = 0;
    this.heard = Date.now();
    this.state = "";
    this.ticking = setInterval(() => this.tick(), 1000);
    this.open();
  }

  open() {
    clearTimeout(this.waiting);
    this.source = new EventSource(this.address("stream"));
    for (const name of EVENTS) {
      this.source.addEventListener(name, (event) => {
        this.failures = 0;
        this.take(name, Number(event.lastEventId), JSON.parse(event.data));
      });
    }
    this.source.onerror = () => this.fail();
  }

  address(name) {
    const after = this.position === null ? "" : `&after=${this.position}`;
    return `/live/${name}?key=${encodeURIComponent(this.key)}${after}`;
  }

  take(name, position, data) {
    this.hear();
    if (data.now) this.deliver({ event: "clock", now: Date.parse(data.now) });
    if (name === "call" || name === "change") {
      if (this.position !== null && position <= this.position) return;
      this.position = position;
      this.deliver({ event: name, position, data });
      return;
    }
    if (name === "reload") this.deliver({ event: "reload", position });
    this.position = position;
  }

  hear() {
    this.heard = Date.now();
    this.say("connected");
  }

  say(state) {
    if (this.state === state) return;
    this.state = state;
    this.deliver({ event: "state", state, since: this.heard });
  }

  tick() {
    const silent = Date.now() - this.heard;
    if (silent > LOST_AFTER) this.say("lost");
    if (silent > DEAD_AFTER && this.source?.readyState === EventSource.OPEN) this.fail();
  }

  fail() {
    this.source?.close();
    this.source = null;
    this.failures += 1;
    if (this.failures >= FAILURES_BEFORE_POLLING) {
      this.poll(Date.now());
      return;
    }
    // Spread out: after a restart of the server all boards of a city come back.
    const pause = 1000 * 2 ** (this.failures - 1) * (0.5 + Math.random());
    this.waiting = setTimeout(() => this.open(), pause);
  }

  async poll(begun) {
    if (Date.now() - begun > STREAM_AGAIN_AFTER) {
      this.open();
      return;
    }
    try {
      const headers = this.etag && this.asked === this.position ? { "If-None-Match": this.etag } : {};
      const answer = await fetch(this.address("poll"), { headers, cache: "no-store" });
      if (answer.status === 403) this.deliver({ event: "expired" });
      if (answer.status === 304) this.hear();
      if (answer.ok) this.takePoll(await answer.json(), answer.headers.get("ETag"));
      if (this.wasAway) {
        this.wasAway = false; // the server is back: most likely its streams are too
        this.open();
        return;
      }
    } catch {
      this.wasAway = true; // `tick` says so after a while
    }
    this.waiting = setTimeout(() => this.poll(begun), POLL_EVERY * (0.8 + Math.random() * 0.4));
  }

  takePoll(content, etag) {
    for (const frame of content.frames) this.take(frame.event, frame.id, frame.data);
    this.take(content.reload ? "reload" : "clock", content.position, content);
    this.etag = etag;
    this.asked = this.position;
  }

  close() {
    clearInterval(this.ticking);
    clearTimeout(this.waiting);
    this.source?.close();
    this.deliver = () => {};
  }
}
