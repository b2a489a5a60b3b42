// Everything works without this file. It only adds comfort.
document.documentElement.classList.add("js");

// A reader of screens starts at the list of mistakes.
document.querySelector("#fouten")?.focus();

// The second tap on a slow line does nothing (the server refuses it as well); `data-herhaal` is for
// a file that one may fetch again from the same page.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method !== "post" || "herhaal" in event.target.dataset) return;
  if (event.target.dataset.verstuurd) event.preventDefault();
  event.target.dataset.verstuurd = "ja";
});
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-verstuurd]").forEach((form) => delete form.dataset.verstuurd));

// On paper every table is open.
window.addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((uitklap) => (uitklap.open = true)));

// Text that was typed is not lost by a slip: a form says itself that it was touched. Sending one as a
// page leaves it; sending one in place (werk.js) has cancelled that, and answers for its own.
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-bewaak]");
  if (form) form.dataset.gewijzigd = "ja";
});
document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) document.querySelectorAll("form[data-gewijzigd]").forEach((form) => delete form.dataset.gewijzigd);
});
window.addEventListener("beforeunload", (event) => { if (document.querySelector("form[data-gewijzigd]")) event.preventDefault(); });

// A column that is typed from paper: Enter goes to the next amount, and after the last it saves.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || !event.target.matches("form[data-enter-volgende] .wp-staat input")) return;
  const velden = [...event.target.form.querySelectorAll(".wp-staat input")];
  const volgende = velden[velden.indexOf(event.target) + 1];
  if (!volgende) return;
  event.preventDefault();
  volgende.focus();
  volgende.select();
});

// After counting one goes on where one was.
const plek = { sleutel: `plek ${location.pathname}` };
document.addEventListener("submit", (event) => {
  const veld = document.activeElement;
  if (event.target.matches("form[data-focus-terug]") && veld?.matches(".wp-staat input")) sessionStorage.setItem(plek.sleutel, veld.id);
});
if (document.querySelector("form[data-focus-terug]")) {
  const veld = document.getElementById(sessionStorage.getItem(plek.sleutel));
  sessionStorage.removeItem(plek.sleutel);
  if (veld && !document.querySelector("#fouten")) veld.focus();
}

// Another amount in the meeting asks for its reason.
document.addEventListener("change", (event) => {
  if (!event.target.matches(".wp-staat--verg .wp-euro input")) return;
  event.target.closest("li").querySelector("details").open = true;
});

// A button beside what one types at the bank. Without this file the text can be selected.
const gekopieerd = document.querySelector("#gekopieerd");
const kopieer = async (tekst) => {
  if (navigator.clipboard) return navigator.clipboard.writeText(tekst);
  const veld = Object.assign(document.createElement("textarea"), { value: tekst, readOnly: true });
  document.body.append(veld);
  veld.select();
  const gelukt = document.execCommand("copy");
  veld.remove();
  if (!gelukt) throw new Error("kopieren lukt niet");
};
document.querySelectorAll("button[data-kopie]").forEach((knop) => {
  const woord = knop.firstChild;
  const eerst = woord.data;
  const zeg = (kort, lang) => {
    woord.data = kort;
    if (gekopieerd) gekopieerd.textContent = lang;
    setTimeout(() => { woord.data = eerst; }, 2500);
  };
  knop.hidden = false;
  knop.addEventListener("click", () => kopieer(knop.dataset.kopie).then(
    () => zeg("Gekopieerd", `Gekopieerd: ${knop.dataset.kopie}`),
    () => zeg("Lukt niet", "Kopiëren lukt niet. Selecteer de tekst zelf."),
  ));
});
