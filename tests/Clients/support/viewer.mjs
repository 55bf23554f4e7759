// The browser of a person who looks at the emulator's pages: Chromium of this machine.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

export async function openViewer() {
  const names = ['chromium', 'google-chrome', 'chromium-browser'];
  const paths = process.env.PATH.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const executablePath = process.env.AGENTCORE_CHROMIUM ?? paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  // Chromium's own sandbox does not run as root.
  const viewer = await chromium.launch({ executablePath, chromiumSandbox: process.getuid() !== 0 });
  const context = await viewer.newContext({ colorScheme: 'light' });
  return { context, page: await context.newPage(), close: () => viewer.close() };
}
