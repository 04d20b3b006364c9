// Sound that is written down instead of heard. Clips are really fetched; each lasts CLIP_SECONDS on a clock
// that runs SPEED times faster, so that an announcement of ten seconds is over in a moment.
const SPEED = 40;
const CLIP_SECONDS = 0.4;
window.heard = []; // {clip, start, end}, in seconds of sound

const fetchPlainly = window.fetch;
window.fetch = async (address, options) => {
  const answer = await fetchPlainly(address, options);
  const read = answer.arrayBuffer.bind(answer);
  answer.arrayBuffer = async () => Object.assign(await read(), { clip: clipOf(address) });
  return answer;
};
const clipOf = (address) => String(address).split("/").pop().split(".")[0];

class WrittenSource extends EventTarget {
  constructor(context) {
    super();
    this.context = context;
  }
  connect() {}
  start(at) {
    const end = at + this.buffer.duration;
    window.heard.push({ clip: this.buffer.clip, start: at, end });
    setTimeout(() => this.dispatchEvent(new Event("ended")), ((end - this.context.currentTime) * 1000) / SPEED);
  }
}

window.AudioContext = class {
  state = "running";
  destination = null;
  #opened = performance.now();
  get currentTime() {
    return ((performance.now() - this.#opened) / 1000) * SPEED;
  }
  async resume() {}
  createBufferSource() {
    return new WrittenSource(this);
  }
  async decodeAudioData(bytes) {
    if (new TextDecoder().decode(bytes.slice(0, 4)) !== "OggS") throw new DOMException("no sound", "EncodingError");
    return { clip: bytes.clip, duration: CLIP_SECONDS };
  }
};
