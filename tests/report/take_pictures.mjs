// Pictures of a page for those who judge its looks: node take_pictures.mjs PAGE FOLDER
import { launch, open } from "./browser.mjs";

const [, , file, folder] = process.argv;
const browser = await launch();
const sizes = { laptop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
for (const [name, viewport] of Object.entries(sizes)) {
  for (const colorScheme of ["light", "dark"]) {
    const { page, context } = await open(browser, file, { viewport, colorScheme });
    await page.screenshot({ path: `${folder}/${name}_${colorScheme}.png` });
    await page.addStyleTag({ content: "nav { position: static !important }" });
    for (const id of ["map", "trust", "partnerships", "engagement", "mayors", "projects", "catalysts", "impacts", "network", "evidence", "parameters", "provenance"]) {
      const section = page.locator(`#${id}`);
      if ((await section.count()) > 0) await section.screenshot({ path: `${folder}/${name}_${colorScheme}_${id}.png` });
    }
    await context.close();
  }
}
await browser.close();
