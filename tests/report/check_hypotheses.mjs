// What a reader does with a page of hypotheses. PAGE ID STATEMENT-FR SECTIONS: the first hypothesis, its statement as the
// file has it, how many there are.
import { readFile } from "node:fs/promises";
import { assert, check, finish, launch, open } from "./browser.mjs";

const [, , file, id, statement, count] = process.argv;
const browser = await launch();
const { page, context, faults, requests } = await open(browser, file);
const part = page.locator(`#h_${id}`);

await check("every hypothesis has its section and its place in the contents", async () => {
  assert.equal(await page.locator("section[id^=h_]").count(), Number(count));
  assert.equal(await page.locator(`nav a[href="#h_${id}"]`).textContent(), id);
  assert.equal(await page.locator("#family").count(), Number(count) > 1 ? 1 : 0);
});

await check("the statement is shown as it is, as text, in the language of the browser", async () => {
  assert.equal(await part.locator(".statement").textContent(), statement);
  assert.equal(await part.locator(".statement *:not(bdi)").count(), 0);
  assert.match(await part.locator(".finding").textContent(), /^Indication \(mode rapide, sans verdict\) : (émergent|intégré|non soutenu|indécis)/);
});

await check("the switch of language turns words, numbers and pictures, and keeps the focus", async () => {
  const written = part.locator(".effects .written").first();
  assert.match(await written.textContent(), /\d,\d.* \[/);
  await page.click('.switches [data-key="en"]');
  assert.equal(await page.getAttribute("html", "lang"), "en");
  assert.match(await part.locator(".finding").textContent(), /^Indication \(quick mode, no verdict\): \w/);
  await part.locator(".effects .written").first().waitFor();
  assert.match(await written.textContent(), /\d\.\d.* \[/);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), "en");
  await page.click('.switches [data-key="fr"]');
  await part.locator(".effects .written").first().waitFor();
});

await check("effects and draws are drawn beside the smallest effect, and say N, band and measure", async () => {
  for (const name of ["effects", "draws"]) {
    const card = page.locator(`#figure-${id}-${name}`);
    await card.locator("svg.effects .smallest").first().waitFor({ state: "attached" });
    assert.ok((await card.locator("svg.effects circle").count()) >= 6, name);
    assert.match(await card.locator(".notes").textContent(), /N.*graines? \d.*Bande.*Mesure/s, name);
    assert.match(await card.locator(".effect-canvas").first().getAttribute("aria-label"), /Plus petit effet qui compte : \+/, name);
  }
  assert.equal(await page.locator(`#figure-${id}-effects svg.effects .interval`).count(), 6);
});

await check("every draw is a dot or an arrow, and a row of the table", async () => {
  const card = page.locator(`#figure-${id}-draws`);
  const shown = (await card.locator("circle").count()) + (await card.locator(".beyond").count());
  await card.locator("summary").click();
  await card.locator("tbody tr").first().waitFor();
  assert.equal(await card.locator("tbody tr").count(), shown);
  assert.equal(shown, 80);
});

await check("CSV in both dialects holds effect, interval and p", async () => {
  const text = async (dialect) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(`#figure-${id}-effects [data-csv=${dialect}]`)]);
    assert.equal(download.suggestedFilename(), `${id}_effects.csv`);
    return readFile(await download.path(), "utf8");
  };
  const plain = (await text("plain")).trim().split("\r\n");
  assert.equal(plain.length, 7);
  assert.ok(plain.every((line) => line.split(",").length >= 12), plain[1]);
  assert.match(await text("french"), /^\ufeffAffirmation;.*\r\n.*;0,\d+;/);
});

await check("agreement, arms, hash and command are there", async () => {
  assert.equal(await part.locator(".agreement tbody tr").count(), 6);
  assert.ok((await part.locator(".arms tbody tr").count()) >= 3);
  assert.match(await part.locator(".facts").textContent(), /[0-9a-f]{64}/);
  assert.match(await part.locator(".commands code").textContent(), /^lien test /);
});

await check("no number is NaN, no text undefined", async () => {
  assert.doesNotMatch(await page.evaluate(() => document.body.innerText), /NaN|undefined|null|Infinity/);
});

await check("the keyboard reaches switches, contents, tables and downloads", async () => {
  await page.evaluate(() => { document.activeElement.blur(); scrollTo(0, 0); });
  const reached = new Set();
  for (let k = 0; k < 60; k++) {
    await page.keyboard.press("Tab");
    reached.add(await page.evaluate(() => { const at = document.activeElement; return at.closest("nav") ? "nav" : at.dataset.csv ? "csv" : at.closest(".switches") ? "switch" : at.tagName.toLowerCase(); }));
  }
  for (const what of ["switch", "nav", "summary", "csv"]) assert.ok(reached.has(what), `${what}: ${[...reached]}`);
});

await check("dark is dark, and the figures are drawn again", async () => {
  await page.click('.switches [data-key="dark"]');
  const [red] = await page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number));
  assert.ok(red < 60, `background ${red}`);
  await part.locator("svg.effects circle").first().waitFor({ state: "attached" });
});

await check("nothing ran, nothing was fetched, nothing complained", async () => {
  assert.equal(await page.evaluate(() => "harmed" in window), false);
  assert.equal(requests.filter((address) => !address.startsWith("blob:")).length, 1, requests.join());
  assert.deepEqual(faults, []);
});
await context.close();

await check("without scripts the pictures stand", async () => {
  const bare = await open(browser, file, { javaScriptEnabled: false });
  assert.equal(await bare.page.locator(".static svg").count(), 2 * Number(count));
  assert.match(await bare.page.textContent(".static"), /Les effets, théorie par théorie/);
  await bare.context.close();
});

await check("on a phone nothing is wider than the screen", async () => {
  const phone = await open(browser, file, { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
  await phone.page.locator("svg.effects circle").first().waitFor({ state: "attached" });
  const over = await phone.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(over <= 0, `${over} pixels too wide`);
  await phone.context.close();
});

await browser.close();
finish();
