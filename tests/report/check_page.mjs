// What a reader does with a report: switches, slider, map, hover, tables, downloads, print. PAGE = of a run with a
// snapshot; the browser is French unless a check says otherwise.
import { readFile } from "node:fs/promises";
import { assert, check, finish, launch, open } from "./browser.mjs";

const file = process.argv[2];
const browser = await launch();
const { page, context, faults, requests } = await open(browser, file);

await check("it is French in a French browser, and English at a click", async () => {
  assert.equal(await page.getAttribute("html", "lang"), "fr");
  assert.match(await page.textContent("#trust h2"), /La confiance/);
  await page.click('.switches [data-key="en"]');
  assert.equal(await page.getAttribute("html", "lang"), "en");
  assert.match(await page.textContent("#trust h2"), /^Trust$/);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), "en");
  await page.click('.switches [data-key="fr"]');
});

await check("numbers are written as French does", async () => {
  const words = await page.textContent("#headlines");
  assert.match(words, /\d,\d\u202f%/);
  assert.doesNotMatch(words, /\d\.\d+\s?%/);
});

await check("every figure is drawn, says N, its band and its measure, and speaks", async () => {
  const cards = await page.$$eval("figure.card", (all) => all.map((card) => ({
    id: card.id, drawn: card.querySelectorAll(".chart svg path").length, notes: card.querySelector(".notes").textContent,
    label: card.querySelector(".chart").getAttribute("aria-label"),
  })));
  assert.ok(cards.length >= 15, `${cards.length} figures`);
  for (const card of cards) {
    assert.ok(card.drawn > 3, `${card.id} is not drawn`);
    assert.match(card.notes, /N.*graine.*Mesure/s, card.id);
    assert.ok(card.label.length > 30, card.id);
  }
});

await check("a table twin holds what the figure shows", async () => {
  const card = page.locator("#figure-trust_over_time");
  await card.locator("summary").click();
  await card.locator("tbody tr").first().waitFor();
  const rows = await card.locator("tbody tr").count();
  assert.ok(rows > 12, `${rows} rows`);
  assert.match(await card.locator("tbody tr").first().textContent(), /décembre 2007.*0,\d{3}/);
});

await check("CSV in both dialects", async () => {
  const text = async (dialect) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(`#figure-trust_over_time [data-csv=${dialect}]`)]);
    assert.equal(download.suggestedFilename(), "trust_over_time.csv");
    return readFile(await download.path(), "utf8");
  };
  const plain = await text("plain");
  const french = await text("french");
  assert.match(plain, /^mois,.*\r\n2007-12,0\.\d+/);
  assert.match(french, /^\ufeffmois;.*\r\n2007-12;0,\d+/);
  assert.equal(plain.split("\r\n").length, french.split("\r\n").length);
});

await check("the slider moves the map in time", async () => {
  await page.click('[data-key="epci"]');
  const fills = () => page.$$eval(".fills path", (paths) => paths.map((path) => path.getAttribute("fill")).join());
  const last = await page.textContent(".now");
  const before = await fills();
  await page.locator("#map-step").fill("0");
  assert.match(await page.textContent(".now"), /décembre 2007/);
  assert.notEqual(await page.textContent(".now"), last);
  assert.notEqual(await fills(), "");
  await page.locator("#map-step").press("End");
  assert.equal(await page.textContent(".now"), last);
  assert.equal(await fills(), before);
});

await check("play runs through the months and stops", async () => {
  await page.locator("#map-step").fill("0");
  await page.click(".play");
  await page.waitForFunction(() => Number(document.querySelector("#map-step").value) >= 3);
  await page.click(".play");
  const held = await page.inputValue("#map-step");
  await page.waitForTimeout(400);
  assert.equal(await page.inputValue("#map-step"), held);
});

await check("hovering tells name and value; a click opens the territory", async () => {
  const shape = page.locator(".fills path[fill]").first();
  await shape.hover({ force: true });
  assert.match(await page.textContent(".tip.floating"), /: .*\d/);
  await shape.click({ force: true });
  const title = await page.textContent(".territory h3");
  assert.ok(title.length > 2);
  await page.waitForFunction(() => document.querySelectorAll(".territory .chart svg").length >= 4);
});

await check("a territory is found by its name, without a mouse", async () => {
  await page.click('[data-key="commune"]');
  const wanted = await page.$eval("#map-names option:last-child", (option) => option.value);
  await page.fill("#map-find", wanted);
  await page.press("#map-find", "Enter");
  await page.locator("#map-find").blur();
  assert.ok(wanted.startsWith(await page.textContent(".territory h3")));
});

await check("the map by commune and year colours other shapes", async () => {
  assert.match(await page.textContent(".now"), /^\d{4}$/);
  const [shapes, options] = [await page.$$eval(".fills path", (all) => all.length), await page.$$eval("#map-names option", (all) => all.length)];
  assert.equal(shapes, options);
});

await check("the choice of measure changes map, legend and table", async () => {
  const before = await page.textContent(".scale");
  await page.selectOption("#map-measure", "mean_trust");
  assert.notEqual(await page.textContent(".scale"), before);
  await page.locator("#map .twin summary").last().click();
  await page.locator("#map .below table").last().waitFor();
  assert.match(await page.locator("#map .below table").last().textContent(), /Confiance entre contacts/);
});

await check("zooming narrows the window", async () => {
  const box = () => page.getAttribute("svg.map", "viewBox");
  const whole = await box();
  await page.locator(".zoom button").first().click();
  assert.notEqual(await box(), whole);
  await page.locator(".zoom button").last().click();
  assert.equal(await box(), whole);
});

await check("the network of the snapshot is there", async () => {
  assert.ok((await page.locator("svg.network circle").count()) > 5);
  assert.ok((await page.locator("svg.network line").count()) > 2);
});

await check("hits and misses, parameters, command and scenario are there", async () => {
  assert.ok((await page.locator("#evidence .verdict").count()) > 20);
  assert.match(await page.textContent("#provenance code"), /^lien run scenario\.toml .*--seed \d+ --replicate \d+$/);
  assert.match(await page.textContent("#provenance pre"), /\[run\]/);
});

await check("dark is dark", async () => {
  await page.click('.switches [data-key="dark"]');
  const [red] = await page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number));
  assert.ok(red < 60, `background ${red}`);
  await page.click('.switches [data-key="light"]');
});

await check("it prints to pages of paper", async () => {
  const pdf = await page.pdf({ format: "A4" });
  assert.ok(pdf.length > 50_000, `${pdf.length} bytes`);
});

await check("nothing is fetched and nothing may be", async () => {
  assert.deepEqual(requests.filter((address) => !address.startsWith("blob:")).length, 1, requests.join());
  const blocked = await page.evaluate(async () => {
    const reasons = [];
    addEventListener("securitypolicyviolation", (event) => reasons.push(event.effectiveDirective));
    await fetch("http://127.0.0.1:9/").catch(() => null);
    const image = new Image();
    image.src = "http://127.0.0.1:9/a.png";
    const script = document.createElement("script");
    script.textContent = "window.intruder = 1";
    document.head.append(script);
    await new Promise((done) => setTimeout(done, 200));
    return { reasons, ran: "intruder" in window };
  });
  for (const directive of ["connect-src", "img-src", "script-src-elem"]) assert.ok(blocked.reasons.includes(directive), `${directive}: ${blocked.reasons}`);
  assert.equal(blocked.ran, false);
  faults.splice(0, faults.length, ...faults.filter((fault) => !/Content Security Policy|127\.0\.0\.1:9/.test(fault)));
});

await check("no error on the console", () => { assert.deepEqual(faults, []); });
await context.close();

await check("an English browser gets English", async () => {
  const english = await open(browser, file, { locale: "en-GB" });
  assert.equal(await english.page.getAttribute("html", "lang"), "en");
  await english.context.close();
});

await check("without scripts the pictures stand", async () => {
  const bare = await open(browser, file, { javaScriptEnabled: false });
  assert.ok((await bare.page.locator(".static svg").count()) >= 15);
  assert.match(await bare.page.textContent(".static"), /Confiance/);
  await bare.context.close();
});

await check("on a phone nothing is wider than the screen", async () => {
  const phone = await open(browser, file, { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
  const over = await phone.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(over <= 0, `${over} pixels too wide`);
  await phone.context.close();
});

await browser.close();
finish();
