// From a card into the fields of a form: what is empty is filled, what differs is asked about, nothing else is touched.
import { KINDS } from "./id_reader_drivers.js";

// Which field of the form takes what: data-field-born-on="birthday" names another, data-prefix goes before all.
const PLACES = {
  name: ["name", "姓名"],
  kind: ["id_kind", "证件种类"],
  number: ["id_number", "证件号码"],
  sex: ["sex", "性别"],
  nation: ["nation", "民族"],
  born_on: ["born_on", "出生日期"],
  address: ["address", "住址"],
  issued_by: ["issued_by", "签发机关"],
  valid_from: ["valid_from", "有效期起"],
  valid_to: ["valid_to", "有效期止"],
};
const KIND_WORDS = { 111: ["身份证"], 553: ["外国人永久居留"], 554: ["港澳台居民居住证", "港澳台居住证"] };
const SEX_VALUES = { 男: ["1", "m", "male", "man"], 女: ["2", "f", "female", "woman"] };

export const scopeOf = (reader) => (reader.dataset.into ? document.querySelector(reader.dataset.into) : reader.closest("form"));

// The fields that the form has: { part, word, element(s), wanted }.
export function fieldsFor(reader, card) {
  const scope = scopeOf(reader);
  return Object.entries(PLACES).flatMap(([part, [usual, word]]) => {
    const own = reader.dataset[`field${part.replace(/(^|_)(\w)/g, (_, __, letter) => letter.toUpperCase())}`];
    const name = (reader.dataset.prefix ?? "") + (own ?? usual);
    const elements = [...(scope?.querySelectorAll(`[name="${CSS.escape(name)}"]`) ?? [])]
      .filter((element) => element.type !== "hidden" && !element.disabled && !element.readOnly);
    return elements.length && card[part] ? [fieldOf(part, word, elements, card[part])] : [];
  });
}

function fieldOf(part, word, elements, value) {
  const [first] = elements;
  const choices = first.tagName === "SELECT" ? [...first.options] : first.type === "radio" ? elements : null;
  const shown = part === "kind" ? KINDS[value] : value;
  const wanted = choices ? choices.find((choice) => isMeant(part, value, choice)) : writable(first, shown);
  const now = first.type === "radio" ? elements.find((radio) => radio.checked) : first.tagName === "SELECT" ? first.selectedOptions[0] : first;
  return { part, word, elements, wanted, shown, isRadio: first.type === "radio", typed: typedIn(now), isSame: same(now, wanted) };
}

const writable = (input, text) => (input.type === "date" && Number.isNaN(Date.parse(text)) ? "" : text); // 长期 is no date
const labelOf = (choice) => (choice.label || choice.labels?.[0]?.textContent || "").trim();
const typedIn = (now) => (!now || now.value === "" ? "" : now.tagName === "OPTION" || now.type === "radio" ? labelOf(now) : now.value.trim());
const plain = (text) => String(text).replace(/\s/g, "").toUpperCase();
const same = (now, wanted) => (wanted instanceof Element ? now === wanted : Boolean(now) && plain(now.value) === plain(wanted ?? ""));

function isMeant(part, value, choice) {
  const label = labelOf(choice);
  if (!choice.value) return false;
  if (choice.value === value || label === value) return true;
  if (part === "sex") return SEX_VALUES[value]?.includes(choice.value.toLowerCase()) ?? false;
  return part === "kind" && (label === KINDS[value] || (KIND_WORDS[value] ?? []).some((word) => label.includes(word) && !label.includes("临时")));
}

// A choice that stood there from the beginning was not made by anybody: the card may change it.
function isUntouched({ elements, isRadio }) {
  if (isRadio) return elements.every((radio) => radio.checked === radio.defaultChecked);
  if (elements[0].tagName !== "SELECT") return false;
  const [select] = elements;
  return select.selectedOptions[0] === ([...select.options].find((option) => option.defaultSelected) ?? select.options[0]);
}

export const differing = (fields) => fields.filter((field) => field.typed && field.wanted && !field.isSame && !isUntouched(field));

// Two people, or one whose address has changed? By number; by name where no number stands in the form.
export function isSomebodyElse(fields) {
  const of = (part) => fields.find((field) => field.part === part && field.typed && field.wanted);
  const decides = of("number") ?? of("name");
  return Boolean(decides) && !decides.isSame;
}

// Puts the card into these fields; autosave and checks hear `input` and `change` as if it had been typed.
export function fill(fields) {
  const filled = [];
  for (const { elements, wanted, isRadio, isSame, part } of fields) {
    if (!wanted || isSame) continue;
    const target = isRadio ? wanted : elements[0];
    if (isRadio) target.checked = true;
    else target.value = wanted instanceof Element ? wanted.value : wanted;
    target.dataset.fromCard = "";
    for (const name of ["input", "change"]) target.dispatchEvent(new Event(name, { bubbles: true }));
    filled.push(part);
  }
  return filled;
}

export const emptyOnes = (fields) => fields.filter((field) => !field.typed);
export const withoutChoice = (fields) => fields.filter((field) => field.wanted === undefined);

// The mark of a field that came from the card goes as soon as somebody types in it.
document.addEventListener("input", (event) => { if (event.isTrusted) delete event.target.dataset?.fromCard; });
