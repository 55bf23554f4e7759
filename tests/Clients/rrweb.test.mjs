// The committed files of rrweb are those of the package that its lock file names.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const committed = fileURLToPath(new URL('../../src/AgentCore.Emulator/Rrweb/', import.meta.url));

test('the committed files are those of the package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rrweb-'));
  try {
    for (const name of ['package.json', 'package-lock.json']) {
      cpSync(join(committed, name), join(folder, name));
    }

    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'pipe' });
    const files = { 'rrweb.min.js': 'umd/rrweb.min.js', 'style.min.css': 'dist/style.min.css' };
    for (const [name, source] of Object.entries(files)) {
      const [ours, theirs] = [join(committed, name), join(folder, 'node_modules/rrweb', source)].map(path => readFileSync(path));
      assert.ok(ours.equals(theirs), `${name} differs from ${source} of the package`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
