// Filters the problems and copies words. Without it the report is whole.
(() => {
  "use strict";
  const cards = [...document.querySelectorAll(".card")];
  const form = document.getElementById("filters");
  const shown = document.getElementById("shown");
  const filtered = document.getElementById("filtered");
  const NAMES = ["state", "severity", "owner", "kind", "words"];
  const number = (card) => Number(card.dataset.number || 1);
  const spoken = (many) => many.toLocaleString("en-GB");
  const all = cards.reduce((sum, card) => sum + number(card), 0);

  // What a card says, its page's heading and address with it: made when somebody first looks for words.
  const said = new Map();
  const says = (card) => {
    if (!said.has(card)) {
      const page = card.closest(".page");
      said.set(card, [card, page.firstElementChild, page.querySelector(".address")]
        .map((each) => each.textContent).join(" ").toLowerCase());
    }
    return said.get(card);
  };

  // The filters stand in the address, so that a filtered view can be sent to a colleague.
  const asked = () => new URLSearchParams(location.hash.slice(1));
  const filtering = () => new RegExp(`^#(${NAMES.join("|")})=`).test(location.hash);

  const within = (want, name, value) => !want.has(name) || want.getAll(name).includes(value);
  const fits = (card, want) =>
    within(want, "state", card.dataset.state || "still-open") &&
    within(want, "severity", card.dataset.severity) &&
    within(want, "kind", card.querySelector(".more code").textContent) &&
    within(want, "owner", card.closest("[data-owner]")?.dataset.owner) &&
    (!want.has("words") || says(card).includes(want.get("words").toLowerCase().trim()));

  const hideEmpty = (selector) => {
    for (const group of document.querySelectorAll(selector)) {
      group.hidden = !group.querySelector(".card:not([hidden])");
    }
  };

  const chosen = () => [...form.elements]
    .filter((each) => each.name && (each.type === "checkbox" ? each.checked : each.value && each.value !== "*"))
    .map((each) => each.type === "checkbox" ? each.labels[0].textContent.trim()
      : each.selectedOptions ? each.selectedOptions[0].textContent : `“${each.value}”`);

  const apply = (want) => {
    let some = 0;
    for (const card of cards) {
      card.hidden = !fits(card, want);
      if (!card.hidden) some += number(card);
    }
    hideEmpty(".page");
    hideEmpty(".owner");
    shown.textContent = some ? `${spoken(some)} of ${spoken(all)} problems shown` : "No problems match these filters.";
    filtered.hidden = some === all;
    filtered.textContent = `Filtered: ${chosen().join(", ")}. ${shown.textContent}.`;
  };

  const show = (want) => {
    for (const box of form.querySelectorAll("[type=checkbox]")) box.checked = want.getAll(box.name).includes(box.value);
    for (const name of ["owner", "kind"]) if (form.elements[name]) form.elements[name].value = want.get(name) ?? "*";
    form.elements.words.value = want.get("words") || "";
  };

  const read = () => {
    const want = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (value !== "*" && !(name === "words" && !value.trim())) want.append(name, value);
    }
    return want;
  };

  // Shows what an address ends in, also where it lies in something closed, or behind a filter.
  const land = () => {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let each = place?.closest("details"); each; each = each.parentElement.closest("details")) each.open = true;
    if (!place) return;
    if (place.tabIndex < 0) place.tabIndex = -1;
    place.focus();
    place.scrollIntoView();
  };

  const follow = () => {
    if (form) {
      const want = filtering() ? asked() : new URLSearchParams();
      show(want);
      apply(want);
    }
    if (form && filtering()) document.getElementById("problems").focus();
    else if (location.hash) land();
  };

  if (form) {
    form.hidden = false;
    for (const link of document.querySelectorAll("a[data-filter]")) {
      const [name, ...value] = link.dataset.filter.split("=");
      link.href = "#" + new URLSearchParams([[name, value.join("=")]]);
    }
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => {
      const want = read();
      history.replaceState(null, "", "#" + (want.toString() || "problems"));
      apply(want);
    });
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      history.replaceState(null, "", "#problems");
      show(new URLSearchParams());
      apply(new URLSearchParams());
    });
  }
  addEventListener("hashchange", follow);
  if (location.hash) follow();
  else if (form) apply(new URLSearchParams());

  const command = document.getElementById("main").dataset.accept;
  if (command && navigator.clipboard) {
    for (const id of document.querySelectorAll("code.id")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.dataset.accept = id.textContent;
      button.textContent = "Copy to accept";
      button.append(Object.assign(document.createElement("span"), { className: "vh", textContent: ` ${id.textContent}` }));
      id.after(" ", button);
      if (id.closest("td")) id.hidden = true;
    }
  }
  const words = (button) => button.dataset.accept ? command.replace("ID", button.dataset.accept)
    : button.parentElement.querySelector(".words").textContent;
  if (navigator.clipboard) {
    for (const button of document.querySelectorAll(".copy")) {
      const name = button.innerHTML;
      button.hidden = false;
      button.setAttribute("aria-live", "polite");
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(words(button));
        button.textContent = "Copied";
        setTimeout(() => { button.innerHTML = name; }, 3000);
      });
    }
  }

  // Paper cannot be clicked: what is closed on the screen is open in print.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const each of closed) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of closed) each.open = false;
  });
})();
