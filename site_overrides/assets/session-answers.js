// @ts-check
/* What a reader says of a session: how hard it was, pain before and after, a note. */
"use strict";

/** @typedef {Pick<Session, "effort" | "before" | "after" | "note">} Answers */

/** @param {ParentNode} form */
const sessionAnswers = (form) => {
  const efforts = elements.all(form, "input[name=effort]", HTMLInputElement);
  const before = elements.first(form, "select[name=before]", HTMLSelectElement);
  const after = elements.first(form, "select[name=after]", HTMLSelectElement);
  const note = elements.first(form, "input[name=note]", HTMLInputElement);

  /** @param {HTMLSelectElement} field */
  const pain = ({ value }) => (value === "" ? null : Number(value));

  /** @returns {Answers} */
  const read = () => ({
    effort: /** @type {Session["effort"]} */ (efforts.find(({ checked }) => checked)?.value ?? ""),
    before: pain(before),
    after: pain(after),
    note: note.value.trim(),
  });

  /** @param {Answers} answers */
  const show = (answers) => {
    for (const one of efforts) {
      one.checked = one.value === answers.effort;
    }
    before.value = `${answers.before ?? ""}`;
    after.value = `${answers.after ?? ""}`;
    note.value = answers.note;
  };

  return { read, show };
};
