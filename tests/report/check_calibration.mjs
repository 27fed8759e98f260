// What a reader does with the page of a calibration. PAGE TITLE PARAMETERS TARGETS: names with commas between.
import { readFile } from "node:fs/promises";
import { assert, check, finish, launch, open } from "./browser.mjs";

const [, , file, title, ...lists] = process.argv;
const [parameters, targets] = lists.map((list) => list.split(","));
const figures = ["posteriors", "correlations", "predictive", "waves", "emulators", "generations"];
const browser = await launch();
const { page, context, faults, requests } = await open(browser, file);
const card = (id) => page.locator(`#figure-${id}`);

await check("every section is there, and in the contents", async () => {
  assert.equal(await page.locator("h1").textContent(), title);
  for (const id of ["headlines", "task", "posterior", "fit", "search", "provenance"]) {
    assert.equal(await page.locator(`main section#${id}`).count(), 1, id);
    assert.equal(await page.locator(`nav a[href="#${id}"]`).count(), 1, id);
  }
});

await check("it says how it ended, how many runs it took, seeds and draws", async () => {
  assert.match(await page.locator("#task .facts").textContent(), /Méthode.*puis ABC.*fini.*L’ABC .*Simulations du modèle.*\d.*Graines par candidat.*\d.*tirages gardés/s);
  assert.equal(await page.locator("#task table").first().locator("tbody tr").count(), targets.length);
});

await check("every figure is drawn and says N, band and measure", async () => {
  for (const id of figures) {
    await card(id).locator("svg.plot").first().waitFor({ state: "attached" });
    assert.match(await card(id).locator(".notes").textContent(), /N.*\d.*Bande.*Mesure/s, id);
    assert.ok((await card(id).locator("svg.plot *").count()) > 5, id);
    assert.ok((await card(id).locator(".effect-canvas").first().getAttribute("aria-label")).length > 10, id);
  }
  assert.equal(await card("posteriors").locator("svg.plot").count(), parameters.length);
  assert.equal(await card("generations").locator("svg.plot").count(), 4);
});

await check("nothing is drawn outside its picture", async () => {
  const outside = await page.evaluate(() => [...document.querySelectorAll("svg.plot")].flatMap((svg) => {
    const frame = svg.getBoundingClientRect();
    return [...svg.querySelectorAll("text, circle, rect, path")].filter((part) => {
      const box = part.getBoundingClientRect();
      return box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
    }).map((part) => `${svg.closest("figure").id}: ${part.outerHTML.slice(0, 120)}`);
  }));
  assert.deepEqual(outside, []);
});

await check("the switch of language turns words and numbers, and keeps the focus", async () => {
  assert.match(await card("posteriors").locator(".plot-panel .reading").first().textContent(), /Gardés : \d+,\d+\s\[/);
  await page.click('.switches [data-key="en"]');
  assert.match(await card("posteriors").locator(".plot-panel .reading").first().textContent(), /Kept: \d+\.\d+\s\[/);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), "en");
  await page.click('.switches [data-key="fr"]');
  await card("predictive").locator("svg.plot circle").first().waitFor({ state: "attached" });
});

await check("each figure has its tables, with as many rows as it shows", async () => {
  for (const id of figures) {
    const twins = card(id).locator("details.twin");
    assert.ok((await twins.count()) >= 1, id);
    for (let k = 0; k < (await twins.count()); k++) await twins.nth(k).locator("summary").click();
    await card(id).locator("tbody tr").first().waitFor();
  }
  assert.equal(await card("posteriors").locator("details.twin").first().locator("tbody tr").count(), 2 * parameters.length);
  assert.equal(await card("predictive").locator("details.twin").first().locator("tbody tr").count(), targets.length);
  const draws = await card("predictive").locator("details.twin").nth(1).locator("tbody tr").count();
  assert.equal(await card("predictive").locator("circle.draw").count(), draws * targets.length);
});

await check("CSV in both dialects holds the intervals", async () => {
  const text = async (dialect) => {
    const [download] = await Promise.all([page.waitForEvent("download"), card("posteriors").locator(`[data-csv=${dialect}]`).first().click()]);
    assert.equal(download.suggestedFilename(), "posteriors.csv");
    return readFile(await download.path(), "utf8");
  };
  const plain = (await text("plain")).trim().split("\r\n");
  assert.equal(plain.length, 1 + 2 * parameters.length);
  assert.match(plain[1], new RegExp(`^${parameters[0]},.*,\\d+\\.\\d+`));
  assert.match(await text("french"), /^\ufeffParamètre;.*\r\n.*;0,\d+;/);
});

await check("command, digest and both files are there", async () => {
  assert.match(await page.locator("#provenance .commands").textContent(), /^lien calibrate .*[0-9a-f]{64}/s);
  assert.match(await page.locator("#provenance .facts").textContent(), /[0-9a-f]{64}/);
  for (const name of ["calibration.toml", "scenario.toml"]) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(`#provenance button:has-text("${name}")`)]);
    assert.equal(download.suggestedFilename(), name);
    assert.match(await readFile(await download.path(), "utf8"), name === "scenario.toml" ? /\[run\]/ : /\[\[target\]\]/);
  }
});

await check("no number is NaN, no text undefined", async () => {
  assert.doesNotMatch(await page.evaluate(() => document.body.innerText), /NaN|undefined|null|Infinity|\[object/);
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
  await card("posteriors").locator("svg.plot circle").first().waitFor({ state: "attached" });
});

await check("nothing was fetched, nothing complained", async () => {
  assert.equal(requests.filter((address) => !address.startsWith("blob:")).length, 1, requests.join());
  assert.deepEqual(faults, []);
});
await context.close();

await check("without scripts the pictures stand", async () => {
  const bare = await open(browser, file, { javaScriptEnabled: false });
  assert.ok((await bare.page.locator(".static svg").count()) >= figures.length);
  assert.match(await bare.page.textContent(".static"), /Chaque paramètre, avant et après.*lien calibrate/s);
  await bare.context.close();
});

await check("on a phone nothing is wider than the screen", async () => {
  const phone = await open(browser, file, { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
  await phone.page.locator("svg.plot circle").first().waitFor({ state: "attached" });
  const over = await phone.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(over <= 0, `${over} pixels too wide`);
  await phone.context.close();
});

await browser.close();
finish();
