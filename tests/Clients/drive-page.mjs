// Reads an automation stream as JSON on standard input, drives the page that exists already and prints what it sees.
import { chromium } from 'playwright';
import { text } from 'node:stream/consumers';

const { Url, Headers, Page } = JSON.parse(await text(process.stdin));
const browser = await chromium.connectOverCDP(Url, { headers: Headers });
const page = browser.contexts()[0].pages()[0];
await page.goto(Page);
await page.fill('#name', 'Playwright');
await page.click('#greet');
console.log(JSON.stringify({ title: await page.title(), greeting: await page.textContent('#greeting') }));
await browser.close(); // lets go of the session, which goes on
