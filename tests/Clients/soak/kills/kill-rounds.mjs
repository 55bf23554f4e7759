// Kills the emulator again and again while it is written to, and compares what each next one has with what was
// acknowledged: node kill-rounds.mjs <data folder> <rounds>. Prints a line of JSON every ten rounds, the last one complete.
import { setTimeout as delay } from 'node:timers/promises';
import { BedrockAgentCoreControlClient } from '@aws-sdk/client-bedrock-agentcore-control';
import { until } from '../../support/conditions.mjs';
import { launchEmulator, startEmulator } from '../../support/emulator.mjs';
import { ProfileLoad } from './profile-load.mjs';
import { RecordingLoad } from './recording-load.mjs';
import { ResourceLoad } from './resource-load.mjs';
import { Tally } from './tally.mjs';

const connections = 8;
// A browser takes a second or more to start, so every eighth round saves profiles, and every eighth ends recordings.
const roundsWithBrowsers = 8;
const profileRound = 1;
const recordingRound = 5;
// A start is killed as well, for it cleans up what the last kill left.
const roundsWithKilledStart = 10;
const between = (least, most) => least + Math.random() * (most - least);

const [data, last] = [process.argv[2], Number(process.argv[3])];
const tally = new Tally();
const resources = new ResourceLoad(connections, tally);
const profiles = new ProfileLoad(tally);
const recordings = new RecordingLoad(data, tally);
const browsing = { [profileRound]: [profiles, 'profile'], [recordingRound]: [recordings, 'recording'] };
let kills = 0;

async function compare(emulator, all) {
  const client = new BedrockAgentCoreControlClient(emulator.settings);
  await resources.compare(client, { all, isOther: (id) => profiles.has(id) || recordings.has(id) });
  await profiles.compare(client);
  await recordings.compare({ all });
  return client;
}

async function round(number) {
  if (number % roundsWithKilledStart === 0) {
    const start = launchEmulator('--data', data);
    await delay(between(0, 800));
    await start.kill();
    kills++;
  }

  const emulator = await startEmulator('--data', data);
  try {
    const client = await compare(emulator, false);
    if (number === 1) {
      await profiles.create(client);
      await recordings.create(client);
    }

    const work = [resources.run(client)];
    const [load, kind] = browsing[number % roundsWithBrowsers] ?? [];
    const opened = await load?.open(emulator);
    if (load) {
      // Its changes are few and slow, so the moment of the kill is one after some of them.
      const enough = tally.acknowledged(kind) + Math.floor(between(0, 4));
      work.push(load.run(opened));
      await until(() => tally.acknowledged(kind) >= enough, Boolean, 60);
    }

    await Promise.all([delay(between(20, 400)).then(emulator.kill), ...work]);
    await opened?.close();
  } finally {
    await emulator.kill();
  }

  kills++;
}

const report = (rounds) => console.log(JSON.stringify({ rounds, kills, ...tally }));
for (let number = 1; number <= last; number++) {
  await round(number);
  if (number % 10 === 0) {
    report(number);
  }
}

const emulator = await startEmulator('--data', data);
await compare(emulator, true);
const opened = await profiles.open(emulator);
await opened.close();
await emulator.stop();
report(last);
