// How one entry of a conversation looks. Texts only ever become text nodes, never markup.

/** Draw an entry: mine, theirs, note or error. */
export function bubble(entry, channel, tryAgain) {
  const box = element("div", `entry ${entry.kind}`);
  if (entry.kind === "note") {
    box.append(element("p", "", entry.text));
    return box;
  }
  if (entry.kind === "error") {
    const retry = chip("Try again", "", () => tryAgain(entry));
    retry.disabled = Boolean(entry.retried);
    box.append(element("p", "", entry.text), retry);
    return box;
  }
  const said = element("p", "said");
  said.append(element("span", "hidden", entry.kind === "mine" ? "You: " : "Service: "));
  said.append(...written(entry.text, channel));
  box.append(said);
  if (entry.mark) box.append(element("p", "mark", entry.mark));
  complete(box, entry, channel);
  return box;
}

/** Add to a drawn entry what is known only later, without having it read out again. */
export function complete(box, entry, channel) {
  if (entry.measure && !box.querySelector(".measure")) {
    box.append(element("p", "measure", lengthOf(entry.measure, channel)));
  }
  const retry = box.querySelector("button");
  if (retry) retry.disabled = Boolean(entry.retried);
}

function lengthOf({ segments, characters, alphabet }, channel) {
  const letters = count(characters, "character");
  if (channel === "whatsapp") return letters;
  const costly = alphabet === "UCS-2" ? ", in the costly alphabet (UCS-2)" : "";
  return `${count(segments, "segment")}, ${letters}${costly}`;
}

export function chip(label, looks, tapped) {
  const button = element("button", looks, label);
  button.type = "button";
  button.addEventListener("click", tapped);
  return button;
}

export function element(name, looks = "", text = "") {
  const made = document.createElement(name);
  if (looks) made.className = looks;
  if (text) made.textContent = text;
  return made;
}

function count(number, word) {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}

/** Split a text into nodes: *bold* on WhatsApp, links to this very service, and plain text. */
function written(text, channel) {
  const bold = channel === "whatsapp" ? "\\*[^*\\n]+\\*|" : "";
  const link = `${location.origin.replace(/[.]/g, "\\.")}/[\\w/-]*`;
  const parts = text.split(new RegExp(`(${bold}${link})`));
  return parts.map((part, at) => {
    if (at % 2 === 0) return document.createTextNode(part);
    return part.startsWith("*") ? element("strong", "", part.slice(1, -1)) : linkTo(part);
  });
}

function linkTo(address) {
  const link = element("a", "", address);
  link.href = address;
  link.target = "_blank";
  link.rel = "noopener";
  return link;
}
