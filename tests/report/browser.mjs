// A headless Chromium with one page in it, and what went wrong in it.
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export async function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
}

/** Opens a file; `options` are those of a browser context. The page is ready when this returns. */
export async function open(browser, file, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "fr-FR", acceptDownloads: true, ...options });
  const page = await context.newPage();
  const faults = [];
  const requests = [];
  page.on("console", (message) => { if (message.type() === "error" || message.type() === "warning") faults.push(message.text()); });
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("dialog", (dialog) => { faults.push(`dialog: ${dialog.message()}`); void dialog.dismiss(); });
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  if (options.javaScriptEnabled !== false) await page.waitForSelector("html[data-ready=yes]", { timeout: 20_000 });
  return { page, context, faults, requests };
}

const results = [];

/** One named check; those that fail are told at the end. */
export async function check(name, body) {
  try {
    await body();
    results.push(true);
  } catch (error) {
    results.push(false);
    console.log(`FAILED ${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export function finish() {
  const failed = results.filter((result) => !result).length;
  console.log(`${results.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && results.length > 0 ? 0 : 1;
}

export { assert };
