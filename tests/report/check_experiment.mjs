// What a reader does with a page of a sweep: difference map, heat map, parallel coordinates, indices. PAGE: of two arms
// of a sampled design on two EPCI.
import { readFile } from "node:fs/promises";
import { assert, check, finish, launch, open } from "./browser.mjs";

const file = process.argv[2];
const browser = await launch();
const { page, context, faults, requests } = await open(browser, file);
const words = (where) => page.textContent(where);

await check("every part has its section, its place in the contents, its notes", async () => {
  for (const [section, figure] of [["difference_map", "difference_map"], ["heat", "heat"], ["parallel", "parallel"]]) {
    assert.equal(await page.locator(`nav a[href="#${section}"]`).count(), 1, section);
    assert.match(await words(`#figure-${figure} .notes`), /N.*40 points × 3 réplications, graine 1.*Bande.*Mesure/s, section);
    assert.match(await words(`#figure-${figure} .reading`), /[a-z]{4}/);
  }
  assert.equal(await page.locator('nav a[href="#sensitivity"]').count(), 1);
});

await check("the map colours EPCI around 0 and says which intervals hold it", async () => {
  assert.equal(await page.locator("#difference_map .fills path[fill^='#']").count(), 2);
  assert.match(await page.getAttribute("#difference_map svg.map", "aria-label"), /février 2008.*EPCI sur 2/);
  await page.locator("#difference_map .fills path").first().hover({ force: true });
  assert.match(await words("#difference_map .tip.floating"), /CC du Haut.*\[.* ; .*\]/);
  await page.locator("#difference_map .fills path").first().click({ force: true });
  assert.match(await words("#difference_map .kept"), /CC du Haut/);
});

await check("what is hatched is what the table says, month by month and measure by measure", async () => {
  for (const [measure, month] of [[0, 0], [0, 1], [1, 0], [1, 1]]) {
    await page.selectOption("#difference-measure", String(measure));
    await page.selectOption("#difference-month", String(month));
    await page.locator("#difference_map .twin summary").click();
    await page.locator("#difference_map tbody tr").first().waitFor();
    const rows = await page.$$eval("#difference_map tbody tr", (all) => all.map((row) => [...row.cells].map((cell) => cell.textContent)));
    assert.equal(rows.length, 2);
    const hatched = await page.$eval("#difference_map .hatched", (path) => (path.getAttribute("d").match(/M/g) ?? []).length);
    assert.equal(hatched > 0, rows.some((row) => row[5] === "oui"), JSON.stringify(rows));
    for (const row of rows) if (row[5] === "non") assert.ok(row[3].startsWith("+") || row[4].startsWith("-"), row.join());
  }
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "SUMMARY");
});

await check("a choice keeps the focus where it was", async () => {
  await page.focus("#difference-measure");
  await page.selectOption("#difference-measure", "0");
  assert.equal(await page.evaluate(() => document.activeElement.id), "difference-measure");
});

await check("CSV of the differences in both dialects", async () => {
  const text = async (dialect) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(`#difference_map [data-csv=${dialect}]`)]);
    assert.equal(download.suggestedFilename(), "difference_contacts_more.csv");
    return readFile(await download.path(), "utf8");
  };
  assert.match(await text("plain"), /\r\nCC du Haut,200000011,-?[\d.]+,-?[\d.]+,-?[\d.]+,(oui|non)\r\n/);
  assert.match(await text("french"), /^\ufeff.*\r\nCC du Haut;200000011;-?[\d,]+;/);
});

await check("heat cells hold their mean and N; the table twin holds them all", async () => {
  const cells = await page.locator("#heat rect").count();
  assert.ok(cells >= 4, `${cells} cells`);
  assert.match(await words("#heat svg.heat"), /n = \d/);
  await page.locator("#heat .twin summary").click();
  await page.locator("#heat tbody tr").first().waitFor();
  assert.equal(await page.locator("#heat tbody tr").count(), cells);
  const runs = await page.$$eval("#heat tbody tr", (rows) => rows.map((row) => Number(row.cells[5].textContent)).reduce((a, b) => a + b, 0));
  assert.equal(runs, 120);
  await page.locator("#heat rect").first().hover();
  assert.match(await words("#heat .tip.floating"), /rate : .*closure : .*n = \d/);
  const before = await words("#figure-heat h3");
  await page.selectOption("#heat-measure", "1");
  assert.notEqual(await words("#figure-heat h3"), before);
});

await check("parallel coordinates have a line for each point and are brushed by dragging", async () => {
  await page.locator("#parallel .chart svg path").first().waitFor({ state: "attached" });
  const lines = () => page.$$eval("#parallel .chart svg path[fill=none]", (all) => all.map((path) => path.getAttribute("stroke-opacity") ?? "1"));
  assert.ok((await lines()).length >= 40, `${(await lines()).length} lines`);
  const before = (await lines()).join();
  const box = await page.locator("#parallel .chart").boundingBox();
  await page.locator("#parallel .chart").scrollIntoViewIfNeeded();
  const at = await page.locator("#parallel .chart").boundingBox();
  await page.mouse.move(at.x + 46, at.y + at.height * 0.3);
  await page.mouse.down();
  await page.mouse.move(at.x + 46, at.y + at.height * 0.5, { steps: 5 });
  await page.mouse.up();
  await page.waitForTimeout(200);
  assert.notEqual((await lines()).join(), before, `nothing was brushed in ${JSON.stringify(box)}`);
  await page.locator("#parallel .twin summary").click();
  await page.locator("#parallel tbody tr").first().waitFor();
  assert.equal(await page.locator("#parallel tbody tr").count(), 40);
});

await check("indices stand with their interval, their resamples and the verdict", async () => {
  const cards = page.locator("#sensitivity figure.card");
  assert.equal(await cards.count(), 4);
  for (const card of await cards.all()) {
    await card.locator(".chart svg path").first().waitFor({ state: "attached" });
    assert.match(await card.locator(".notes").textContent(), /graine 1.*20 lignes, 3 réplications.*bootstrap \(BCa\) à 95 %, 1000 rééchantillons.*graine 1/s);
    assert.match(await card.locator(".remark").last().textContent(), /[Cc]onvergé|rien à répartir/);
  }
});

await check("the switch of language turns all of it", async () => {
  await page.click('.switches [data-key="en"]');
  assert.match(await words("#difference_map h2"), /^Differences on the map$/);
  assert.match(await words("#figure-parallel .reading"), /^A line for each point/);
  assert.match(await words("#sensitivity .remark"), /onverged|apportion/);
  assert.doesNotMatch(await page.evaluate(() => document.body.innerText), /NaN|undefined|Infinity|\{\d\}/);
  await page.click('.switches [data-key="dark"]');
  await page.locator("#parallel .chart svg path").first().waitFor({ state: "attached" });
});

await check("nothing is fetched, no error on the console", () => {
  assert.equal(requests.filter((address) => !address.startsWith("blob:")).length, 1);
  assert.deepEqual(faults, []);
});
await context.close();

await check("without scripts a picture of each kind stands", async () => {
  const bare = await open(browser, file, { javaScriptEnabled: false });
  const titles = await bare.page.$$eval(".static svg title", (all) => all.map((title) => title.textContent));
  for (const wanted of [/par EPCI/, /rate × closure/, /Tous les points/, /bras « more »/]) assert.ok(titles.some((title) => wanted.test(title)), `${wanted}: ${titles}`);
  await bare.context.close();
});

await check("on a phone nothing is wider than the screen", async () => {
  const phone = await open(browser, file, { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
  await phone.page.waitForTimeout(300);
  const over = await phone.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(over <= 0, `${over} pixels too wide`);
  await phone.context.close();
});

await browser.close();
finish();
