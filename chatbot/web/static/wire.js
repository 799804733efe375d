// What goes over the wire: texts through the real webhook, and what the service made of them.

const WEBHOOK = "/twilio/messages";
const SERVICE_NUMBER = "+447700900999";

const MEDIA = {
  picture: { said: "A picture", type: "image/jpeg", file: "picture.jpg" },
  voice: { said: "A voice note", type: "audio/ogg", file: "voice.ogg" },
  sticker: { said: "A sticker", type: "image/webp", file: "sticker.webp" },
  card: { said: "A contact card", type: "text/vcard", file: "card.vcf" },
};

/** A text that was not answered; the message is a sentence for the person at the screen. */
export class NotDelivered extends Error {}

export function addressOf(channel, number) {
  return channel === "whatsapp" ? `whatsapp:${number}` : number;
}

/** The form Twilio would send. URLSearchParams mends broken halves of emoji on the way. */
export function formFor(channel, number, fields) {
  const form = {
    MessageSid: newMessageSid(),
    From: addressOf(channel, number),
    To: addressOf(channel, SERVICE_NUMBER),
    Body: "",
    NumMedia: "0",
    ...fields,
  };
  return Object.fromEntries(new URLSearchParams(form));
}

export function mediaFields(kind) {
  const { type, file } = MEDIA[kind];
  return { NumMedia: "1", MediaContentType0: type, MediaUrl0: `https://example.org/${file}` };
}

export function mediaSaid(kind) {
  return MEDIA[kind].said;
}

function newMessageSid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return "SM" + Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Deliver a form and return the reply's text, or null when there is none. */
export async function deliver(form) {
  const signed = await sent("/phone/sign", json({ form }));
  if (!signed.ok) throw new NotDelivered(refusal(signed.status));
  const { signature } = await signed.json();
  const response = await sent(WEBHOOK, {
    method: "POST",
    headers: { "X-Twilio-Signature": signature },
    body: new URLSearchParams(form),
  });
  const isTwiml = (response.headers.get("Content-Type") ?? "").startsWith("text/xml");
  const said = isTwiml ? replyIn(await response.text()) : null;
  if (!response.ok) throw new NotDelivered([refusal(response.status), said].filter(Boolean).join("\n"));
  return said;
}

/** Ask how a form will be read; it must be asked before the form is delivered. */
export async function reading(form) {
  const response = await sent("/phone/reading", json({ form }));
  return response.ok ? (await response.json()).why : [];
}

/** Ask where a number stands, and how long the last reply and text are. */
export async function standing(channel, number, reply = "", text = "") {
  const response = await sent("/phone/standing", json({ channel, address: addressOf(channel, number), reply, text }));
  if (!response.ok) throw new NotDelivered(refusal(response.status));
  return response.json();
}

function json(value) {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(value) };
}

async function sent(path, options) {
  try {
    return await fetch(path, options);
  } catch {
    throw new NotDelivered("The service cannot be reached. Check that it is running.");
  }
}

function refusal(status) {
  if (status === 403) return "The service refused this text (403). Its signature was not accepted.";
  if (status === 503) return "The service could not keep this text (503).";
  return `The service could not answer this text (${status}).`;
}

function replyIn(twiml) {
  const parsed = new DOMParser().parseFromString(twiml, "text/xml");
  const message = parsed.querySelector("Response > Message");
  return message ? message.textContent : null;
}
