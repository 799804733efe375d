// The panels beside the phone: what was understood, the cost so far, and who is texting.

import { element } from "./bubbles.js";
import { nameOf } from "./conversations.js";

const at = (id) => document.getElementById(id);

export function showStanding(standing) {
  const answers = standing ? standing.answers : [];
  at("answers").replaceChildren(
    ...answers.flatMap(({ question, said }) => [element("dt", "", question), element("dd", "", said)]),
  );
  at("no-answers").hidden = answers.length > 0;
  at("step").textContent = standing ? standing.step : "Nothing asked yet";
  at("opted-out").textContent = standing && standing.opted_out ? "Yes" : "No";
}

/** List how the last text was read; null is before the first text. */
export function showWhy(why) {
  at("why").replaceChildren(...(why ?? []).map((line) => element("li", "", line)));
  at("no-why").hidden = Boolean(why && why.length);
  at("no-why").textContent = why ? "Nothing to say about it." : "No text yet.";
}

export function showTotals({ totals, channel }) {
  for (const way of ["in", "out"]) {
    for (const [name, number] of Object.entries(totals[way])) {
      const notBilled = name === "segments" && channel === "whatsapp";
      at(`${way}-${name}`).textContent = notBilled ? "none" : number;
    }
  }
  const price = Math.max(0, Number(at("price").value) || 0);
  const pence = channel === "whatsapp" ? 0 : totals.out.segments * price;
  at("cost").textContent = money(pence);
  at("cost-how").textContent = channel === "whatsapp" ? "on WhatsApp." : `for ${totals.out.segments} segments.`;
}

function money(pence) {
  if (pence >= 100) return `£${(pence / 100).toFixed(2)}`;
  return `${Number(pence.toFixed(1))}p`;
}

export function showNumbers(conversations) {
  const options = conversations.all.map((one, index) => {
    const option = element("option", "", nameOf(one));
    option.value = String(index);
    option.selected = one === conversations.current;
    return option;
  });
  at("conversation").replaceChildren(...options);
}
