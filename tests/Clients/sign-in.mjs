// A person who is asked to sign in to the shop, in place of this machine's web browser: opens the page that
// Request-ACBrowserTakeover shows, uses the live view in it by the keyboard, and presses Done.
import { openViewer } from './support/viewer.mjs';

const viewer = await openViewer();
try {
  await viewer.page.goto(process.argv[2]);
  const view = viewer.page.frameLocator('iframe');
  await view.locator('#state.live').waitFor();
  await view.locator('#picture').focus();
  await viewer.page.keyboard.type('ada');
  await viewer.page.keyboard.press('Tab');
  await viewer.page.keyboard.type('lovelace');
  await viewer.page.keyboard.press('Enter');
  await view.locator('#address', { hasText: '/account' }).waitFor();
  await viewer.page.locator('#done').click();
} finally {
  await viewer.close();
}
