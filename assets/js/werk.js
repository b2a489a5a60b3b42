// Comfort for who writes: one part of a page changes in place. Everything works without this file.

const melding = document.getElementById("melding");
const meld = (zin) => {
  const alinea = Object.assign(document.createElement("p"), { className: "wp-noot", textContent: zin });
  const wrap = Object.assign(document.createElement("div"), { className: "wp-wrap" });
  wrap.append(alinea);
  melding.replaceChildren(wrap);
};

// The server says where the keyboard goes: to an id, or to what comes first inside it.
document.addEventListener("richt", ({ detail }) => {
  const plek = document.getElementById(detail.value);
  const begin = plek?.querySelector("[data-begin]") ?? plek?.querySelector(".wp-form :is(input:not([type=hidden]), select, textarea)");
  const naar = plek?.matches(".wp-open") ? begin ?? plek : plek;
  naar?.focus();
  naar?.scrollIntoView({ block: "nearest" });
});

// Another form that is open stays as it is when the list around it comes anew.
const open = new Map();
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (new URL(detail.xhr.responseURL || location.href).pathname !== new URL(detail.pathInfo.finalRequestPath, location.href).pathname) {
    detail.shouldSwap = false;  // sent to the door: whoever typed here is not signed in any more
    meld("Je bent niet meer ingelogd. Je tekst staat er nog. Log in via een nieuw tabblad, en kopieer je tekst daarna naar een verse pagina.");
  }
  if (!detail.shouldSwap) return;
  detail.target.querySelectorAll(".wp-open").forEach((deel) => {
    if (deel.contains(detail.requestConfig.elt)) return;
    open.set(deel.id, deel);
    deel.remove();
  });
});
document.addEventListener("htmx:afterSwap", () => open.forEach((deel, id) => {
  const plek = document.getElementById(id) ?? document.getElementById(deel.dataset.erbij)?.parentElement;
  if (!plek) return;
  plek.replaceWith(deel);
  open.delete(id);
}));
window.addEventListener("beforeunload", (event) => {
  if ([...open.values()].some((deel) => deel.querySelector("form[data-gewijzigd]"))) event.preventDefault();
});

// What is kept as a concept need not be asked about.
document.addEventListener("htmx:afterRequest", ({ detail, target }) => {
  if (target.matches("[data-concept]") && detail.successful) delete target.closest("form").dataset.gewijzigd;
});

const mislukt = () => meld("Dat lukte niet. Je tekst staat er nog. Probeer het zo nog een keer.");
document.addEventListener("htmx:sendError", mislukt);
document.addEventListener("htmx:responseError", mislukt);

// Giving up asks first when something would be lost.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-annuleer]");
  if (!link?.closest("form").dataset.gewijzigd) return;
  if (confirm("Je tekst is nog niet bewaard. Wil je stoppen met schrijven?")) return;
  event.preventDefault();
  event.stopPropagation();
}, true);

document.addEventListener("keydown", (event) => {
  const form = event.target.closest("form[data-bewaak]");
  if (!form || event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit(form.querySelector(".nl-button--primary"));
  }
  if (event.key === "Escape") form.querySelector("[data-annuleer]")?.click();
});
