// Theme + NL Design System CSS + our own CSS -> static/gebouwd/. Same lock file, same bytes, on Node 20 and 24.
import fs from "node:fs";
import { browserslistToTargets, transform } from "lightningcss";
import { gate, t as thema } from "./thema/amersfoort.mjs";

const N = "node_modules/", UIT = "static/gebouwd/";
const lees = (pad) => fs.readFileSync(pad, "utf8");
const zonderCommentaar = (css) => css.replace(/\/\*[\s\S]*?\*\//g, "");
const bestanden = (map, einde) => fs.readdirSync(map, { recursive: true, encoding: "utf8" }).filter((f) => f.endsWith(einde)).sort().map((f) => `${map}/${f}`);

const teLaag = gate.filter((paar) => !paar.ok);
if (teLaag.length) {
  console.error("Te weinig contrast:", teLaag);
  process.exit(1);
}

const nl = ["button", "heading", "link", "paragraph", "skip-link"].map((c) => `${N}@nl-design-system-candidate/${c}-css/dist/${c}.css`);
const utrecht = [
  "document", "form-field", "form-field-description", "form-field-error-message", "form-label",
  "textbox", "textarea", "select", "checkbox", "radio-button", "table",
].map((c) => `${N}@utrecht/${c}-css/dist/index.css`);
const eigen = bestanden("assets/css", ".css").map(lees).join("\n");

// Of the components, keep only rules whose classes occur in a template or a tag: a class made up at run time would lose its rule.
const bronnen = [...bestanden("templates", ".html"), ...bestanden("kern/templatetags", ".py"), "amersfoort_wijken/settings.py"].map(lees).join(" ");
const gebruikt = new Set(bronnen.match(/(?:nl|utrecht)-[a-z0-9_-]+/gi));
const klassen = (selector) => selector.flatMap((c) => {
  if (c.type === "class") return [c.name];
  const alternatieven = c.type === "pseudo-class" && (c.kind === "is" || c.kind === "where");
  return alternatieven && c.selectors.every((s) => klassen(s).some((k) => !gebruikt.has(k))) ? ["ongebruikt"] : [];
});
const componenten = transform({
  filename: "nlds.css",
  code: Buffer.from([...nl, ...utrecht].map(lees).map(zonderCommentaar).join("\n")),
  errorRecovery: true,
  visitor: { Rule: { style: (regel) => regel.value.selectors.some((s) => klassen(s).every((k) => gebruikt.has(k))) ? undefined : [] } },
}).code.toString();

// Tokens: the mapping component -> basis, our basis values over it, our exceptions over that; then only what is reachable.
const tokens = new Map();
const neemOp = (css) => { for (const [, naam, waarde] of zonderCommentaar(css).matchAll(/(--[\w-]+)\s*:\s*([^;]+);/g)) tokens.set(naam, waarde.trim()); };
neemOp(lees(N + "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"));
for (const [naam, waarde] of Object.entries(thema)) tokens.set(naam, waarde);
neemOp(lees("assets/thema/overrides.css"));
const verwijzingen = (css) => [...css.matchAll(/var\(\s*(--[\w-]+)/g)].map((m) => m[1]);
const bereikt = new Set();
const wachtrij = verwijzingen(componenten + eigen);
while (wachtrij.length) {
  const naam = wachtrij.pop();
  if (bereikt.has(naam) || !tokens.has(naam)) continue;
  bereikt.add(naam);
  wachtrij.push(...verwijzingen(tokens.get(naam)));
}
const onbekend = verwijzingen(eigen).filter((naam) => !tokens.has(naam) && !eigen.includes(naam + ":"));
if (onbekend.length) {
  console.error("Onbekende tokens in assets/css:", [...new Set(onbekend)]);
  process.exit(1);
}
const wortel = ":root{" + [...bereikt].sort().map((naam) => `${naam}:${tokens.get(naam)}`).join(";") + "}";

fs.rmSync(UIT, { recursive: true, force: true });
for (const map of ["css", "js", "fonts"]) fs.mkdirSync(UIT + map, { recursive: true });
const { code } = transform({
  filename: "portaal.css",
  code: Buffer.from(`@layer tokens,nlds,portaal;@layer tokens{${wortel}}@layer nlds{${componenten}}@layer portaal{${eigen}}`),
  minify: true,
  errorRecovery: true,
  targets: browserslistToTargets(["chrome 109", "firefox 115", "safari 15.6"]),
});
fs.writeFileSync(UIT + "css/portaal.css", code);
fs.copyFileSync("assets/js/portaal.js", UIT + "js/portaal.js");
fs.copyFileSync("assets/js/werk.js", UIT + "js/werk.js");  // signed-in pages only, with htmx
fs.copyFileSync(N + "htmx.org/dist/htmx.min.js", UIT + "js/htmx.js");
fs.copyFileSync(`${N}@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2`, UIT + "fonts/source-sans-3-latin-wght-normal.woff2");
