// A page of an odd result (one month, one territory, missing values, a hostile title) opens, draws and does no harm.
// PAGE TITLE: the title as the scenario has it.
import { assert, check, finish, launch, open } from "./browser.mjs";

const [, , file, title] = process.argv;
const browser = await launch();
const { page, faults, requests } = await open(browser, file);
await check("the title is shown as it is, as text", async () => {
  assert.equal(await page.textContent("h1"), title);
  assert.equal(await page.locator("h1 *:not(bdi)").count(), 0);
});
await check("figures and map are drawn", async () => {
  assert.ok((await page.locator("figure.card .chart svg").count()) >= 5);
  assert.ok((await page.locator(".fills path").count()) >= 1);
});
await check("no number is NaN, no text undefined", async () => {
  assert.doesNotMatch(await page.evaluate(() => document.body.innerText), /NaN|undefined|null|Infinity/);
});
await check("nothing ran, nothing was fetched, nothing complained", async () => {
  assert.equal(await page.evaluate(() => "harmed" in window), false);
  assert.equal(requests.length, 1);
  assert.deepEqual(faults, []);
});
await browser.close();
finish();
