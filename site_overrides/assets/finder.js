/* The finder: shows the exercises that fit what is ticked. Without it all of them stand on the page.

   Inside a group one tick is enough; the groups add up. Equipment is the other way round: an exercise fits when nothing
   else is needed than what is ticked. What is ticked stands in the address, behind #, so that it can be kept and sent. */
(() => {
  "use strict";

  const finder = document.querySelector("[data-bb-finder]");
  if (!finder) {
    return;
  }
  const boxes = [...finder.querySelectorAll("input[type=checkbox]")];
  const cards = [...finder.querySelectorAll(".bb-card")];
  const count = finder.querySelector("[data-bb-count]");
  const none = finder.querySelector("[data-bb-none]");
  const clear = finder.querySelector("[data-bb-clear]");
  const shapes = [...finder.querySelectorAll("[data-muscle]")];
  const filters = finder.querySelector("details");

  const ticked = () => {
    const found = new Map();
    for (const box of boxes.filter((one) => one.checked)) {
      found.set(box.name, [...(found.get(box.name) || []), box.value]);
    }
    return found;
  };

  const words = (text) => text.split(" ").filter(Boolean);

  const fits = (card, wanted) =>
    [...wanted].every(([name, values]) => {
      if (name === "equipment") {
        const needed = card.dataset.equipment.split("|").filter(Boolean);
        return needed.every((choices) => words(choices).some((one) => values.includes(one)));
      }
      return words(card.dataset[name]).some((one) => values.includes(one));
    });

  const show = () => {
    const wanted = ticked();
    let shown = 0;
    for (const card of cards) {
      card.hidden = !fits(card, wanted);
      shown += card.hidden ? 0 : 1;
    }
    count.textContent = count.dataset.text.replace("{count}", shown).replace("{total}", cards.length);
    for (const shape of shapes) {
      shape.classList.toggle("bb-map__choice--on", wanted.get("muscles")?.includes(shape.dataset.muscle) || false);
    }
    none.hidden = shown > 0;
    clear.hidden = wanted.size === 0;
  };

  const remember = () => {
    const state = new URLSearchParams([...ticked()].map(([name, values]) => [name, values.join(",")]));
    history.replaceState(null, "", `#${decodeURIComponent(state.toString())}`);
  };

  const recall = () => {
    const state = new URLSearchParams(location.hash.slice(1));
    for (const box of boxes) {
      box.checked = (state.get(box.name) || "").split(",").includes(box.value);
    }
  };

  finder.addEventListener("change", () => {
    show();
    remember();
  });
  // The map is a second way to tick a muscle, for a hand; the boxes below it are there for everyone.
  finder.querySelector("[data-bb-map]").addEventListener("click", (event) => {
    const muscle = event.target.closest("[data-muscle]")?.dataset.muscle;
    boxes.find((box) => box.name === "muscles" && box.value === muscle)?.click();
  });
  clear.addEventListener("click", () => {
    boxes.forEach((box) => (box.checked = false));
    show();
    remember();
    filters.querySelector("summary").focus();
  });
  addEventListener("hashchange", () => {
    recall();
    show();
  });

  recall();
  show();
  filters.open = matchMedia("(min-width: 60em)").matches;
})();
