// The worker that all tabs of a browser share: one line per unit, audience and zone.
// A browser opens only six lines to one server over HTTP/1.1; a seventh tab would hang.

import { Connection } from "./connection.js";

const KEPT = 200; // frames for tabs that open later
const GONE_AFTER = 180000; // a sleeping tab still says once a minute that it is there

const lines = new Map();

class Line {
  constructor(key, after) {
    this.tabs = new Map();
    this.frames = [];
    this.from = after;
    this.state = null;
    this.connection = new Connection(key, after, (message) => this.pass(message));
  }

  pass(message) {
    if (message.event === "call" || message.event === "change") {
      this.frames.push(message);
      if (this.frames.length > KEPT) this.from = this.frames.shift().position;
    } else if (message.event === "reload") {
      this.frames = [];
      this.from = message.position;
    } else if (message.event === "state") {
      this.state = message;
    }
    for (const tab of this.tabs.keys()) tab.postMessage(message);
  }

  join(tab, key, after) {
    this.connection.key = key; // the newest key lasts longest
    this.tabs.set(tab, Date.now());
    tab.postMessage({ event: "joined" });
    if (this.state) tab.postMessage(this.state);
    if (after < this.from) tab.postMessage({ event: "reload", position: this.connection.position });
    for (const frame of this.frames) if (frame.position > after) tab.postMessage(frame);
  }
}

self.onconnect = (event) => {
  const tab = event.ports[0];
  tab.onmessage = ({ data }) => {
    const name = data.key.split(":")[0];
    if (data.kind === "bye") {
      leave(name, tab);
    } else if (data.kind === "here" && lines.get(name)?.tabs.has(tab)) {
      lines.get(name).tabs.set(tab, Date.now());
    } else {
      if (!lines.has(name)) lines.set(name, new Line(data.key, data.after));
      lines.get(name).join(tab, data.key, data.after);
    }
  };
};

function leave(name, tab) {
  const line = lines.get(name);
  if (!line) return;
  line.tabs.delete(tab);
  if (line.tabs.size > 0) return;
  line.connection.close();
  lines.delete(name);
}

setInterval(() => {
  for (const [name, line] of lines) {
    for (const [tab, seen] of line.tabs) if (Date.now() - seen > GONE_AFTER) leave(name, tab);
  }
}, 60000);
