// Who is texting: one conversation for each made-up number and channel.

const NUMBERS = 999; // 07700 900000 to 900998; 900999 is the service itself

export class Conversations {
  constructor() {
    this.all = [];
    this.current = null;
    this.lastNumber = crypto.getRandomValues(new Uint16Array(1))[0] % NUMBERS;
  }

  /** Go to a number on a channel, and begin a conversation where there is none. */
  open(channel, number) {
    let found = this.all.find((one) => one.channel === channel && one.number === number);
    if (!found) {
      found = begin(channel, number);
      this.all.push(found);
    }
    this.current = found;
    return found;
  }

  forget(number) {
    this.all = this.all.filter((one) => one.number !== number);
  }

  /** Return the next number that nobody has texted from; `isTaken` asks the service. */
  async nextNumber(isTaken) {
    for (let tries = 0; tries < NUMBERS; tries += 1) {
      this.lastNumber = (this.lastNumber + 1) % NUMBERS;
      const number = `+447700900${String(this.lastNumber).padStart(3, "0")}`;
      const here = this.all.some((one) => one.number === number);
      if (!here && !(await isTaken(number))) break;
    }
    return `+447700900${String(this.lastNumber).padStart(3, "0")}`;
  }
}

function begin(channel, number) {
  return {
    channel,
    number,
    entries: [],
    lastForm: null,
    lastReply: null,
    standing: null,
    why: null,
    chips: [],
    recalled: [],
    totals: { in: totals(), out: totals() },
  };
}

function totals() {
  return { texts: 0, segments: 0, characters: 0 };
}

export function add(totalsOfOne, measure) {
  totalsOfOne.texts += 1;
  totalsOfOne.segments += measure.segments;
  totalsOfOne.characters += measure.characters;
}

/** "+447700900123" as people write it: "07700 900123". */
export function written(number) {
  return `0${number.slice(3, 7)} ${number.slice(7)}`;
}

export function nameOf({ channel, number }) {
  return `${written(number)} by ${channel === "whatsapp" ? "WhatsApp" : "SMS"}`;
}
