// Drivers of ID readers: each speaks to the vendor's program on the same computer (docs/devices-id-reader.md).
// From an answer a driver takes what is named in FIELDS and nothing else: the card's photo ends in this file.

// What can go wrong, as a code; the sentences stand in id_reader.js.
export class Trouble extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

// --- one shape for all: kind, name, sex, nation, born_on, address, number, issued_by, valid_from, valid_to ----
const FIELDS = {
  name: ["name"],
  sex: ["sex", "genderName", "gender"],
  nation: ["nationName", "nation"],
  born_on: ["birthday", "birth"],
  address: ["address", "addr"],
  number: ["cardID", "idCode", "id_num", "idc"],
  issued_by: ["issueOrgan", "department", "depart", "regorg"],
  valid_from: ["validStart", "startDate", "startdate"],
  valid_to: ["validEnd", "endDate", "enddate"],
  validity: ["validityTime"], // both in one: 2016.05.01-2036.05.01
  mark: ["certType"], // I, Y: foreigner, J: Hong Kong, Macao, Taiwan; most programs leave it out
};
// Codes of GA/T 2000.156.
export const KINDS = { 111: "居民身份证", 553: "外国人永久居留身份证", 554: "港澳台居民居住证" };
const LONG_TERM = "长期";

export function cardFrom(record) {
  const found = Object.fromEntries(Object.entries(FIELDS).map(([field, names]) => {
    const name = names.find((one) => record?.[one] !== undefined && record[one] !== null && record[one] !== "");
    return [field, name === undefined ? "" : String(record[name]).replace(/[\s\0]+/g, " ").trim()];
  }));
  const number = found.number.replaceAll(" ", "").toUpperCase();
  if (!found.name || !/^[0-9A-Z]{15,18}$/.test(number)) throw new Trouble("garbled");
  const [first = "", last = ""] = days(found.validity);
  return Object.freeze({
    kind: kindOf(number, found.mark),
    name: found.name.replace(/[•‧・･．]/g, "·"),
    sex: sexOf(found.sex, number),
    nation: /^\d*$/.test(found.nation) ? "" : found.nation,
    born_on: days(found.born_on)[0] ?? bornOn(number),
    address: found.address,
    number,
    issued_by: found.issued_by,
    valid_from: days(found.valid_from)[0] ?? first,
    valid_to: `${found.valid_to}${found.validity}`.includes(LONG_TERM) ? LONG_TERM : days(found.valid_to)[0] ?? last,
  });
}

function kindOf(number, mark) {
  if (/^[IY]$/i.test(mark) || /^9\d{16}[\dX]$/.test(number) || /^[A-Z]{3}\d{12}$/.test(number)) return "553";
  return /^J$/i.test(mark) || /^8[123]\d{15}[\dX]$/.test(number) ? "554" : "111";
}

function sexOf(word, number) {
  if (/^(男|1|M|male)/i.test(word)) return "男";
  if (/^(女|2|F|female)/i.test(word)) return "女";
  return number.length === 18 ? "女男"[Number(number[16]) % 2] : "";
}

const bornOn = (number) => (number.length === 18 && days(number.slice(6, 14))[0]) || "";

// The days of a text in ISO: 19460315, 1946年3月15日, 1946.03.15 and ranges of them; impossible days are left out.
function days(text) {
  return [...text.matchAll(/(\d{4})[年.\-/]?(\d{1,2})[月.\-/]?(\d{1,2})/g)]
    .map(([, year, month, day]) => `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`)
    .filter((day) => !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day));
}

// --- the line to the program --------------------------------------------------------------------------------
const decoded = (bytes) => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes); // programs of Windows in Chinese
  }
};

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Trouble("garbled");
  }
}

// A controller that follows another and gives up by itself.
function limited(milliseconds, signal) {
  const own = new AbortController();
  const stop = () => own.abort();
  const timer = setTimeout(stop, milliseconds);
  signal?.addEventListener("abort", stop);
  if (signal?.aborted) stop();
  return { signal: own.signal, done: () => { clearTimeout(timer); signal?.removeEventListener("abort", stop); } };
}

// A plain POST: no header of our own, so that no preflight is asked of programs that know none.
async function posted(address, { signal, seconds }) {
  const limit = limited(seconds * 1000, signal);
  try {
    const answer = await fetch(address, { method: "POST", signal: limit.signal, credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer" });
    return parsed(decoded(await answer.arrayBuffer()));
  } catch (problem) {
    if (problem instanceof Trouble) throw problem;
    throw new Trouble(signal?.aborted ? "stopped" : limit.signal.aborted ? "slow" : "absent");
  } finally {
    limit.done();
  }
}

// One conversation by WebSocket: `first` is sent, `hear` gets each message until it returns a card.
function converse(address, { signal, seconds, first, last, hear }) {
  return new Promise((settle, refuse) => {
    const line = new WebSocket(address); // throws nothing: the addresses are ours
    line.binaryType = "arraybuffer";
    let opened = false;
    const end = (how, what) => {
      limit.done();
      line.onclose = line.onmessage = null;
      if (how === refuse && last && line.readyState === WebSocket.OPEN) line.send(last);
      line.close();
      how(what);
    };
    const limit = limited(seconds * 1000, signal);
    limit.signal.addEventListener("abort", () => end(refuse, new Trouble(signal?.aborted ? "stopped" : opened ? "slow" : "absent")));
    line.onopen = () => { opened = true; line.send(first); };
    line.onclose = () => end(refuse, new Trouble("absent"));
    line.onmessage = ({ data }) => {
      try {
        const card = hear(data, (more) => line.send(more));
        if (card) end(settle, card);
      } catch (problem) {
        end(refuse, problem instanceof Trouble ? problem : new Trouble("garbled"));
      }
    };
  });
}

// Whether a program answers at the address at all; asks it nothing.
export async function answers({ address }, { signal, milliseconds }) {
  const limit = limited(milliseconds, signal);
  try {
    if (address.startsWith("http")) {
      await fetch(`${address}/`, { mode: "no-cors", signal: limit.signal, credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer" });
      return true;
    }
    return await new Promise((settle) => {
      const line = new WebSocket(address);
      const end = (opened) => { line.onopen = line.onerror = null; line.close(); settle(opened); };
      line.onopen = () => end(true);
      line.onerror = () => end(false);
      limit.signal.addEventListener("abort", () => end(false));
    });
  } catch {
    return false;
  } finally {
    limit.done();
  }
}

// --- 捷宇 柜外清: JSON both ways; the customer's screen waits for the card by itself ---------------------------
const JOYEE = { read: JSON.stringify({ type: 4 }), cancel: JSON.stringify({ type: 2 }) };
const JOYEE_TROUBLES = { "-2": "no_card", "-3": "no_device", "-9": "cancelled" };

function hearJoyee(text) {
  const answer = parsed(text);
  if (answer.type !== undefined && answer.type !== 4) return null; // of another function of the device
  if (answer.ret !== 0) throw new Trouble(typeof answer.ret === "number" ? JOYEE_TROUBLES[answer.ret] ?? "failed" : "garbled");
  return cardFrom(answer);
}

// --- 点易拍 高拍仪: bytes. Values are asked for only after "read": before, the last card's still stand there ----
const DIANYI_FIELDS = { 9: "name", 10: "idc", 11: "sex", 12: "nation", 13: "birth", 14: "address", 15: "regorg", 16: "startdate", 17: "enddate" };
const DIANYI_READ = new Uint8Array([0xef, 0x3c, 0x01, 0x01]);
const DIANYI_TROUBLES = { 0x1c: "no_card", 0x1d: "failed", 0x1e: "no_device", 0x1f: "no_device" };

function hearingDianyi() {
  const heard = {};
  return (message, send) => {
    const bytes = new Uint8Array(message);
    if (bytes[0] !== 0xef) throw new Trouble("garbled");
    if (bytes[1] in DIANYI_TROUBLES) throw new Trouble(DIANYI_TROUBLES[bytes[1]]);
    // 0 is the attribute 9, the name; 10 would be the photo, which is never asked for.
    if (bytes[1] === 0x1b) for (let value = 0; value <= 8; value += 1) send(new Uint8Array([0xef, 0x3d, 0x01, value]));
    if (bytes[1] !== 0x23) return null;
    const text = decoded(bytes.slice(5, 5 + bytes[4]));
    if (bytes[3] in DIANYI_FIELDS) heard[DIANYI_FIELDS[bytes[3]]] = /%[0-9A-F]{2}/i.test(text) ? decodeURIComponent(text) : text;
    return Object.keys(heard).length === Object.keys(DIANYI_FIELDS).length ? cardFrom(heard) : null;
  };
}

// --- programs that answer a POST: told apart by where they put the card and the failure ------------------------
function fromPost(answer) {
  const record = answer?.IDCardInfo ?? answer?.info ?? answer?.base;
  const code = answer?.code ?? answer?.result?.resultFlag;
  const said = String(answer?.message ?? answer?.result?.errorMsg ?? answer?.error ?? "");
  if (record && (record.name || code === 0)) return cardFrom(record);
  if (code === undefined && !said) throw new Trouble("garbled");
  if (/取消|cancel/i.test(said)) throw new Trouble("cancelled");
  if (/找卡|[没未无放]\S{0,3}卡|no.?card|超时/i.test(said)) throw new Trouble("no_card");
  throw new Trouble(/设备|端口|device/i.test(said) ? "no_device" : "failed");
}
const byPost = (path) => async function read(signal) {
  return fromPost(await posted(this.address + path, { signal, seconds: this.seconds }));
};

// The addresses stand also in yizhan/devices/reader_policy.py, which lets pages connect to them.
export const DRIVERS = [
  { code: "joyee", word: "捷宇 柜外清", address: "ws://localhost:1919", seconds: 30,
    read(signal) { return converse(this.address, { signal, seconds: this.seconds, first: JOYEE.read, last: JOYEE.cancel, hear: hearJoyee }); } },
  { code: "dianyi", word: "点易拍 高拍仪", address: "ws://localhost:9002", seconds: 10,
    read(signal) { return converse(this.address, { signal, seconds: this.seconds, first: DIANYI_READ, hear: hearingDianyi() }); } },
  { code: "http-a", word: "读卡服务 A（38088 端口）", address: "http://127.0.0.1:38088", seconds: 10, read: byPost("/card=idcard") },
  { code: "http-b", word: "读卡服务 B（8000 端口）", address: "http://127.0.0.1:8000", seconds: 10, read: byPost("/cgi-bin/readCard") },
  { code: "usb", word: "通用 USB 读卡器", address: "http://127.0.0.1:19196", seconds: 10, read: byPost("/idcard") },
];
