// The blocks of docs/other-languages.md, as they stand there, with the .NET tool installed from its package.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
let folder, blocks;

before(async () => {
  blocks = readBlocks(await readFile(here('../../../docs/other-languages.md'), 'utf8'));
  folder = await mkdtemp(join(tmpdir(), 'other-languages-'));
  const out = here('../../../out');
  const packages = (await readdir(out)).filter((name) => /^AgentCore\.Emulator\.Tool\..*\.nupkg$/.test(name));
  assert.equal(packages.length, 1, 'out has one package of the tool: ./build.sh package makes it');
  await mkdir(join(folder, 'packages'));
  await copyFile(join(out, packages[0]), join(folder, 'packages', packages[0]));
  await symlink(here('../node_modules'), join(folder, 'node_modules'));
  const [install] = shell('Install, start, stop');
  const { stdout } = run(install);
  assert.match(stdout, /^0\.1\.0/m);
});
after(async () => await rm(folder, { recursive: true, force: true }));

// The fenced blocks of a page: each with its language, the heading above it, and its text.
function readBlocks(page) {
  const found = [];
  let heading;
  for (const [, title, language, text] of page.matchAll(/^## (.+)$|^```(\w+)\n([^]*?)^```$/gm)) {
    heading = title ?? heading;
    if (language) {
      found.push({ heading, language, text });
    }
  }

  return found;
}

function shell(heading) {
  return blocks.filter((block) => block.heading === heading && block.language === 'sh').map((block) => block.text);
}

// Runs lines of a shell in the folder, in which the tool is installed; ends with the first that fails, as CI does.
function run(script, environment = {}, cwd = folder) {
  const env = { ...process.env, DOTNET_NOLOGO: '1', DOTNET_CLI_TELEMETRY_OPTOUT: '1', ...environment };
  const result = spawnSync('bash', ['-e', '-c', script], { cwd, env, encoding: 'utf8' });
  assert.equal(result.status, 0, `${script}\n${result.stdout}${result.stderr}`);
  return result;
}

// Runs a program while the emulator runs that the page starts, and gives what it printed. Another line that starts it
// takes the place of the first; further lines follow the page's variables.
function runWithEmulator(program, { start, further = '' }) {
  const [, first, variables, stop] = shell('Install, start, stop');
  const starting = start ? first.replace(/^agentcore-emulator .*\n/m, () => start) : first;
  const { stdout } = run([
    'export PATH="$PWD/tools:$PATH"', starting, variables, further, 'echo "[program"', program, 'echo "program]"', stop,
  ].join('\n'));
  return /^\[program\n([^]*)^program\]$/m.exec(stdout)[1];
}

// Runs the block of a language below a heading.
async function runBlock(heading, language, options = {}) {
  const [program, ending] = { js: ['node', 'mjs'], python: ['python3', 'py'] }[language];
  const { text } = blocks.find((one) => one.heading === heading && one.language === language);
  await writeFile(join(folder, `block.${ending}`), text);
  return runWithEmulator(`${program} block.${ending}`, options);
}

// Whether python3 has what a block imports. Where it has not, the test says what it lacks, and does not run the block.
function lacks(test, expression) {
  const found = spawnSync('python3', ['-c', expression], { encoding: 'utf8' });
  if (found.status !== 0) {
    test.skip(`not run: python3 says ${found.stderr?.trim().split('\n').at(-1)}`);
  }

  return found.status !== 0;
}

const knowsService = 'import boto3; boto3.client("bedrock-agentcore", region_name="us-west-2")';

test('The AWS SDK for JavaScript runs code', async () => {
  assert.equal(await runBlock('Node.js: the AWS SDK', 'js'), '42\n');
});

test('Playwright in Node.js reads a page', async () => {
  assert.equal(await runBlock('Playwright', 'js'), 'Hello\n');
});

test('boto3 runs code', async (t) => {
  if (!lacks(t, knowsService)) {
    assert.equal(await runBlock('Python: boto3', 'python'), '42\n');
  }
});

test('Playwright in Python reads a page', async (t) => {
  if (!lacks(t, `${knowsService}; import playwright.sync_api`)) {
    assert.equal(await runBlock('Playwright', 'python'), 'Hello\n');
  }
});

test('browser-use connects', async (t) => {
  if (!lacks(t, `${knowsService}; import browser_use`)) {
    assert.match(await runBlock('browser-use', 'python'), /about:blank/);
  }
});

test('Retries of an SDK get over faults', async () => {
  const [start] = shell('Faults');
  assert.equal(await runBlock('Node.js: the AWS SDK', 'js', { start }), '42\n');
});

test('What was recorded is replayed without Chromium and Python', async () => {
  const [record, replay] = shell('Record once, replay anywhere');
  assert.equal(await runBlock('Playwright', 'js', { start: record }), 'Hello\n');
  const without = 'export AGENTCORE_CHROMIUM=/nowhere AGENTCORE_PYTHON=/nowhere\n';
  assert.equal(await runBlock('Playwright', 'js', { start: without + replay }), 'Hello\n');
});

test('boto3 reads a recording', async (t) => {
  if (!lacks(t, knowsService)) {
    const [further] = shell('Recordings');
    assert.equal(await runBlock('Recordings', 'python', { further }), 'metadata.json True\n');
  }
});

test('Every block is run by a test of this file', () => {
  assert.deepEqual(blocks.map(({ heading, language }) => `${heading}: ${language}`), [
    'Install, start, stop: sh', 'Install, start, stop: sh', 'Install, start, stop: sh', 'Install, start, stop: sh',
    'Python: boto3: python', 'Node.js: the AWS SDK: js', 'Playwright: js', 'Playwright: python', 'browser-use: python',
    'Faults: sh', 'Record once, replay anywhere: sh', 'Record once, replay anywhere: sh',
    'Recordings: sh', 'Recordings: python', 'GitHub Actions: yaml',
  ]);
});

// Steps as a runner of GitHub runs them: each in a shell of its own, with what the former ones put into GITHUB_ENV. The
// step with sudo is left out, since it changes the machine; checkout and .NET are here.
test('The workflow starts the emulator, runs tests with it and stops it', async () => {
  const steps = readSteps(blocks.find((block) => block.language === 'yaml').text)
    .filter((step) => !/sudo /.test(step.run));
  assert.equal(steps.length, 3);
  const repository = join(folder, 'repository');
  await mkdir(repository);
  await symlink(join(folder, 'packages'), join(repository, 'packages'));
  await writeFile(join(repository, 'package.json'),
    '{"name":"user","version":"1.0.0","scripts":{"test":"node check.mjs"}}');
  await writeFile(join(repository, 'package-lock.json'),
    '{"name":"user","version":"1.0.0","lockfileVersion":3,"packages":{"":{"name":"user","version":"1.0.0"}}}');
  await writeFile(join(repository, 'check.mjs'), `
    const response = await fetch(process.env.AWS_ENDPOINT_URL_BEDROCK_AGENTCORE + '/browsers', { method: 'POST' });
    console.log(response.status, response.headers.get('x-amzn-errortype'), process.env.AWS_ACCESS_KEY_ID);`);
  const variables = join(folder, 'variables');
  await writeFile(variables, '');
  let output = '';
  for (const step of steps) {
    const given = Object.fromEntries((await readFile(variables, 'utf8')).split('\n').filter(Boolean)
      .map((line) => line.split(/=(.*)/s, 2)));
    const environment = { ...given, ...step.env, GITHUB_ENV: variables, RUNNER_TEMP: folder };
    output += run(step.run, environment, repository).stdout;
  }

  assert.match(output, /^403 MissingAuthenticationTokenException local$/m);
});

// The steps of a workflow that run something, each with its script and its variables.
function readSteps(workflow) {
  return workflow.split(/^      - /m).slice(1).filter((step) => /^\s*run:/m.test(step)).map((step) => {
    const [, lines, line] = /run: (?:\|\n((?: {10}.*\n?)+)|(.+))/.exec(step);
    const env = /env:\n((?: {10}\S+: .+\n)+)/.exec(step)?.[1] ?? '';
    return {
      run: line ?? lines.replace(/^ {10}/gm, ''),
      env: Object.fromEntries(env.trim().split('\n').filter(Boolean).map((line) => line.trim().split(': '))),
    };
  });
}
