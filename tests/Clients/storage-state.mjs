// Reads an automation stream as JSON on standard input. With Save, signs in at the shop and saves who is signed in; with
// Load, opens the shop as whoever was saved. Prints what the page says, and what the site keeps.
import { chromium } from 'playwright';
import { text } from 'node:stream/consumers';

const { Url, Headers, Shop, Save, Load } = JSON.parse(await text(process.stdin));
const browser = await chromium.connectOverCDP(Url, { headers: Headers });
const context = Load ? await browser.newContext({ storageState: Load }) : browser.contexts()[0];
const page = Load ? await context.newPage() : context.pages()[0];
if (Save) {
  await page.goto(`${Shop}signin`);
  await page.getByLabel('User name').fill('ada');
  await page.getByLabel('Password').fill('lovelace');
  await page.getByLabel('Remember me').check();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/account');
  await context.storageState({ path: Save });
} else {
  // Not the account, which would set the theme anew.
  await page.goto(`${Shop}fruits`);
}
const theme = await page.evaluate(() => localStorage.theme);
await page.goto(`${Shop}account`);
console.log(JSON.stringify({ says: await page.getByText('Hello').textContent(), theme }));
if (Load) {
  await context.close();
}
await browser.close();
