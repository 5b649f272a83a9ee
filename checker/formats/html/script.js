// Filters the problems and copies words. Without it the report is whole.
(() => {
  "use strict";
  const cards = [...document.querySelectorAll(".card")];
  const form = document.getElementById("filters");
  const shown = document.getElementById("shown");
  const said = new Map(cards.map((card) => [card, (card.textContent + " " +
    card.closest(".page").querySelector(".address").textContent + " " +
    card.closest(".page").firstElementChild.textContent).toLowerCase()]));

  // The filters stand in the address, so that a filtered view can be sent to a colleague.
  const asked = () => new URLSearchParams(location.hash.slice(1));
  const filtering = () => /^#(severity|owner|kind|words)=/.test(location.hash);

  const fits = (card, want) =>
    (!want.getAll("severity").length || want.getAll("severity").includes(card.dataset.severity)) &&
    (!want.has("owner") || want.get("owner") === card.dataset.owner) &&
    (!want.has("kind") || want.get("kind") === card.dataset.kind) &&
    said.get(card).includes((want.get("words") || "").toLowerCase().trim());

  const hideEmpty = (selector) => {
    for (const group of document.querySelectorAll(selector)) {
      group.hidden = !group.querySelector(".card:not([hidden])");
    }
  };

  const apply = (want) => {
    let number = 0;
    for (const card of cards) {
      card.hidden = !fits(card, want);
      number += !card.hidden;
    }
    hideEmpty(".page");
    hideEmpty(".owner");
    shown.textContent = number ? `${number} of ${cards.length} problems shown` : "No problems match these filters.";
  };

  const show = (want) => {
    for (const box of form.querySelectorAll("[name=severity]")) box.checked = want.getAll("severity").includes(box.value);
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

  const follow = () => {
    const want = filtering() ? asked() : new URLSearchParams();
    show(want);
    apply(want);
    if (filtering()) document.getElementById("problems").focus();
    else if (location.hash) document.getElementById(location.hash.slice(1))?.focus();
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
    addEventListener("hashchange", follow);
    if (filtering()) follow();
    else apply(new URLSearchParams());
  }

  if (navigator.clipboard) {
    for (const button of document.querySelectorAll(".copy")) {
      const name = button.innerHTML;
      button.hidden = false;
      button.setAttribute("aria-live", "polite");
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(button.parentElement.querySelector(".words").textContent);
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
