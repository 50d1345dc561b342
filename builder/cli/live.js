// @ts-check
/* The live view: reloads the page after a build, and shows the problems of the content over the last good page. */
"use strict";

(async () => {
  /** @param {string} problems */
  const showProblems = (problems) => {
    let box = document.getElementById("live-problems");
    if (!box && problems) {
      box = document.createElement("pre");
      box.id = "live-problems";
      box.setAttribute("role", "alert");
      document.body.prepend(box);
    }
    if (box) {
      box.textContent = problems;
      box.hidden = !problems;
    }
  };

  const RETRY = 1000; // milliseconds until a server that does not answer is asked again
  let known = "";
  for (;;) {
    try {
      const { build, problems } = await (await fetch(`/.live?known=${known}`)).json();
      if (known !== "" && build !== known && !problems) {
        location.reload();
        return;
      }
      known = build;
      showProblems(problems);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, RETRY));
    }
  }
})();
