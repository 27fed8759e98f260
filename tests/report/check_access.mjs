// axe-core finds nothing to complain of: light and dark, French and English, tables open.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { assert, check, finish, launch, open } from "./browser.mjs";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await launch();
for (const [colorScheme, locale] of [["light", "fr-FR"], ["dark", "en-GB"]]) {
  await check(`no complaint in ${colorScheme}, ${locale}`, async () => {
    // The policy of the page keeps scripts out: the checker is let past it, the page itself is not changed.
    const { page, context } = await open(browser, process.argv[2], { colorScheme, locale, bypassCSP: true });
    await page.evaluate(() => { for (const details of document.querySelectorAll("details")) details.open = true; });
    await page.evaluate(source);
    const found = await page.evaluate(async () => (await window.axe.run(document)).violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")}`));
    assert.deepEqual(found, []);
    await context.close();
  });
}
await browser.close();
finish();
