// Compiles the style sheet and collects fonts and scripts into ../static/ui/dist (never committed).
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, "../../../../../node_modules");
const dist = join(here, "../static/ui/dist");
const fonts = join(packages, "@fontsource-variable/atkinson-hyperlegible-next/files");

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });

const sheet = sass.compile(join(here, "styles/loket.scss"), {
  loadPaths: [packages],
  style: "compressed",
  quietDeps: true,
});
writeFileSync(join(dist, "loket.css"), sheet.css);

for (const alphabet of ["latin", "latin-ext"]) {
  copyFileSync(
    join(fonts, `atkinson-hyperlegible-next-${alphabet}-wght-normal.woff2`),
    join(dist, `atkinson-${alphabet}.woff2`),
  );
}
for (const name of readdirSync(join(here, "scripts"))) {
  copyFileSync(join(here, "scripts", name), join(dist, name));
}
copyFileSync(join(packages, "htmx.org/dist/htmx.min.js"), join(dist, "htmx.js"));
console.log(`loket.css ${sheet.css.length} bytes, in ${dist}`);
