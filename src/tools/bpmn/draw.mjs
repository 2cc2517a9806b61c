// node draw.mjs <directory> <file.bpmn> ... : draws each file as <directory>/<name>.png, cropped to its content.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { chromium } from 'playwright-core';

const viewer = createRequire(import.meta.url).resolve('bpmn-js/dist/bpmn-viewer.production.min.js');
const MARGIN = 20;

const toSvg = async (xml) => {
    const bpmn = new BpmnJS({ container: '#canvas' });
    const { warnings } = await bpmn.importXML(xml);
    if (warnings.length) throw new Error(warnings.join('\n'));
    return (await bpmn.saveSVG()).svg;
};

const [directory, ...files] = process.argv.slice(2);
mkdirSync(directory, { recursive: true });
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
for (const file of files) {
    const page = await browser.newPage({ deviceScaleFactor: 1.5 });
    await page.setContent('<div id="canvas" style="width: 1000px; height: 1000px"></div>');
    await page.addScriptTag({ path: viewer });
    const svg = await page.evaluate(toSvg, readFileSync(file, 'utf8'));
    await page.setContent(`<body style="margin: 0"><div style="display: inline-block; padding: ${MARGIN}px">${svg}</div>`);
    const path = join(directory, `${basename(file, '.bpmn')}.png`);
    await page.locator('div').screenshot({ path });
    console.log(path);
    await page.close();
}
await browser.close();
