// The phone: typing, tapping and showing. Every text goes through the service's real webhook.

import { bubble, chip, complete } from "./bubbles.js";
import { Conversations, add, written } from "./conversations.js";
import { showNumbers, showStanding, showTotals, showWhy } from "./panels.js";
import { NotDelivered, deliver, formFor, mediaFields, mediaSaid, reading, standing } from "./wire.js";

const at = (id) => document.getElementById(id);
const conversations = new Conversations();
const text = at("text");
let queue = Promise.resolve();
let recallAt = 0;

// --- sending ------------------------------------------------------------------------------

function send(fields, said) {
  const one = conversations.current;
  const form = formFor(one.channel, one.number, fields);
  const mine = { kind: "mine", text: said ?? form.Body };
  queue = queue.then(() => {
    record(one, mine);
    return exchange(one, form, mine);
  });
  return queue;
}

/** Deliver a form once and show what comes back. */
async function exchange(one, form, mine) {
  at("typing").hidden = false;
  one.chips = [];
  showChips();
  try {
    const why = await reading(form);
    const reply = await deliver(form);
    one.why = why;
    const now = await standing(one.channel, one.number, reply ?? "", form.Body);
    one.lastForm = form;
    one.lastReply = reply;
    accept(one, now, reply);
    mine.measure = now.sent;
    add(one.totals.in, now.sent);
  } catch (error) {
    fail(one, error, form, mine);
  }
  at("typing").hidden = true;
  refresh(one);
}

function accept(one, now, reply) {
  one.standing = now;
  one.chips = chipsFor(one, now);
  if (reply === null) {
    record(one, { kind: "note", text: silence(now) });
    return;
  }
  add(one.totals.out, now);
  record(one, { kind: "theirs", text: reply, measure: now });
}

function silence(now) {
  return now.opted_out
    ? "No reply (opted out). Text START to come back."
    : "No reply.";
}

function fail(one, error, form, mine) {
  const ours = error instanceof NotDelivered;
  if (!ours) console.error(error);
  record(one, { kind: "error", text: ours ? error.message : "This page has a fault.", form, mine });
}

function tryAgain(entry) {
  const one = conversations.current;
  entry.retried = true;
  queue = queue.then(() => exchange(one, entry.form, entry.mine));
  at("screen").focus({ preventScroll: true });
}

/** Deliver the last text once more, with the same MessageSid, as phone networks do at times. */
function deliverAgain() {
  const one = conversations.current;
  const form = one.lastForm;
  queue = queue.then(async () => {
    record(one, { kind: "note", text: "The last text was delivered again." });
    try {
      const reply = await deliver(form);
      const now = await standing(one.channel, one.number, reply ?? "");
      one.standing = now;
      one.chips = chipsFor(one, now);
      record(one, duplicate(one, reply));
    } catch (error) {
      fail(one, error, form, {});
    }
    refresh(one);
  });
}

function duplicate(one, reply) {
  if (reply === null && one.lastReply === null) return { kind: "note", text: "No reply, the same as before." };
  const same = reply === one.lastReply;
  const mark = same ? "Duplicate: the same answer as before" : "This answer is not the same as before";
  return { kind: "theirs duplicate", text: reply ?? "No reply.", mark };
}

// --- quick replies ------------------------------------------------------------------------

function chipsFor(one, now) {
  const taps = now.choices.map(({ label, tapped }, index) => {
    const number = String(index + 1);
    if (one.channel === "whatsapp") {
      return { label, looks: "tap", fields: { Body: label, ButtonText: label, ButtonPayload: tapped } };
    }
    const numbered = label.startsWith(`${number} `) ? label : `${number} ${label}`;
    return { label: numbered, looks: "tap", fields: { Body: number } };
  });
  return [...taps, ...now.words.map(wordChip)];
}

function wordChip(word) {
  return { label: word, looks: "word", fields: { Body: word } };
}

function showChips() {
  const { entries, chips } = conversations.current;
  const offered = entries.length ? chips : [wordChip("PEER")];
  at("chips").replaceChildren(...offered.map(({ label, looks, fields }) => chip(label, looks, () => tap(fields))));
}

/**
 * The tapped button is gone after the reply, so the keyboard goes on to the next ones. It does not
 * go to the text box: on a small screen that would bring up the letters.
 */
async function tap(fields) {
  at("screen").focus({ preventScroll: true });
  await send(fields);
  const next = at("chips").querySelector("button");
  if (next && document.activeElement === at("screen")) next.focus({ preventScroll: true });
}

// --- the screen ---------------------------------------------------------------------------

function record(one, entry) {
  one.entries.push(entry);
  if (one !== conversations.current) return;
  at("hint").hidden = true;
  at("log").append(bubble(entry, one.channel, tryAgain));
  scrollToLast();
}

/** Show the beginning of the last entry, or its end when all of it fits. */
function scrollToLast() {
  const screen = at("screen");
  const last = at("log").lastElementChild;
  if (!last) return;
  const top = last.offsetTop - 12;
  screen.scrollTop = Math.min(top, screen.scrollHeight - screen.clientHeight);
}

/** Draw all of one conversation. The log is marked busy so that it is not all read out again. */
function redraw() {
  const one = conversations.current;
  const log = at("log");
  log.setAttribute("aria-busy", "true");
  log.replaceChildren(...one.entries.map((entry) => bubble(entry, one.channel, tryAgain)));
  at("phone").dataset.channel = one.channel;
  at("from-number").textContent = written(one.number);
  document.querySelector(`input[name=channel][value=${one.channel}]`).checked = true;
  at("hint").hidden = one.entries.length > 0;
  recallAt = 0;
  showNumbers(conversations);
  refresh(one);
  requestAnimationFrame(() => log.removeAttribute("aria-busy"));
}

function refresh(one) {
  if (one !== conversations.current) return;
  const drawn = at("log").children;
  one.entries.forEach((entry, index) => complete(drawn[index], entry, one.channel));
  at("again").disabled = !one.lastForm;
  showChips();
  showStanding(one.standing);
  showWhy(one.why);
  showTotals(one);
  scrollToLast();
}

// --- who is texting -----------------------------------------------------------------------

/** While the service is away any number will do: the first text says that it is away. */
async function isTaken(number) {
  try {
    const asked = ["sms", "whatsapp"].map((channel) => standing(channel, number));
    return (await Promise.all(asked)).some((one) => one.known);
  } catch {
    return false;
  }
}

async function someoneNew({ keep }) {
  const before = conversations.current;
  const number = await conversations.nextNumber(isTaken);
  if (before && !keep) conversations.forget(before.number);
  conversations.open(before ? before.channel : "sms", number);
  redraw();
}

// --- the keyboard and the buttons ---------------------------------------------------------

function sendTyped() {
  const typed = text.value;
  if (!typed.trim()) return;
  conversations.current.recalled.unshift(typed);
  recallAt = 0;
  text.value = "";
  grow();
  send({ Body: typed });
}

function recall(event) {
  const { recalled } = conversations.current;
  const recalling = recallAt > 0 && text.value === recalled[recallAt - 1];
  if (text.value && !recalling) return;
  const wanted = recallAt + (event.key === "ArrowUp" ? 1 : -1);
  if (wanted < 0 || wanted > recalled.length) return;
  event.preventDefault();
  recallAt = wanted;
  text.value = wanted ? recalled[wanted - 1] : "";
  grow();
}

function grow() {
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight + 2, 160)}px`;
}

function fillPreset() {
  const [latitude, longitude] = at("preset").value.split(",");
  at("latitude").value = latitude;
  at("longitude").value = longitude ?? "";
}

function sendPin(event) {
  event.preventDefault();
  const [Latitude, Longitude] = [at("latitude").value, at("longitude").value];
  const chosen = at("preset").selectedOptions[0];
  const place = chosen.value === `${Latitude},${Longitude}` ? ` (${chosen.textContent})` : "";
  send({ Latitude, Longitude }, `Map pin: ${Latitude}, ${Longitude}${place}`);
}

function listen() {
  at("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    sendTyped();
  });
  text.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      sendTyped();
    }
    if (event.key === "ArrowUp" || event.key === "ArrowDown") recall(event);
  });
  text.addEventListener("input", grow);
  at("pin").addEventListener("submit", sendPin);
  at("preset").addEventListener("change", fillPreset);
  at("price").addEventListener("input", () => showTotals(conversations.current));
  at("again").addEventListener("click", deliverAgain);
  at("stop").addEventListener("click", () => send({ Body: "STOP" }));
  at("start").addEventListener("click", () => send({ Body: "START" }));
  at("new-person").addEventListener("click", () => someoneNew({ keep: false }));
  at("another-number").addEventListener("click", () => someoneNew({ keep: true }));
  at("conversation").addEventListener("change", (event) => {
    const { channel, number } = conversations.all[Number(event.target.value)];
    conversations.open(channel, number);
    redraw();
  });
  for (const radio of document.querySelectorAll("input[name=channel]")) {
    radio.addEventListener("change", () => {
      conversations.open(radio.value, conversations.current.number);
      redraw();
    });
  }
  for (const button of document.querySelectorAll("[data-media]")) {
    const kind = button.dataset.media;
    button.addEventListener("click", () => send(mediaFields(kind), mediaSaid(kind)));
  }
}

function foldOnSmallScreens() {
  if (!matchMedia("(max-width: 48em)").matches) return;
  for (const panel of document.querySelectorAll(".panel")) panel.open = false;
}

foldOnSmallScreens();
await someoneNew({ keep: false });
listen();
document.body.dataset.ready = "yes";
