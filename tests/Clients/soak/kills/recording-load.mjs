// Stops recorded sessions, one after the other, until the emulator is gone. A recording whose stop was acknowledged is
// complete on the disk, and one that was cut short has whole batches.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import {
  BedrockAgentCoreClient, StartBrowserSessionCommand, StopBrowserSessionCommand,
} from '@aws-sdk/client-bedrock-agentcore';
import { CreateBrowserCommand } from '@aws-sdk/client-bedrock-agentcore-control';
import puppeteer from 'puppeteer-core';
import { streamHeaders } from '../../support/requests.mjs';

const bucket = 'recordings';
const prefix = 'kills';
const sessions = 3;

export class RecordingLoad {
  #browserId;
  #number = 0;
  #stopped = new Map(); // session id to the text of its page, where the stop was acknowledged
  #opened = new Map();

  constructor(data, tally) {
    this.folder = join(data, 's3', bucket, prefix);
    this.tally = tally;
  }

  has(id) {
    return id === this.#browserId;
  }

  async create(client) {
    const { browserId } = await client.send(new CreateBrowserCommand({
      name: 'recorded',
      networkConfiguration: { networkMode: 'PUBLIC' },
      executionRoleArn: 'arn:aws:iam::123456789012:role/recorder',
      recording: { enabled: true, s3Location: { bucket, prefix } },
    }));
    this.#browserId = browserId;
  }

  // Starts sessions, each with a page that has a text of its own.
  async open(emulator) {
    const client = new BedrockAgentCoreClient(emulator.settings);
    const opened = await Promise.all(Array.from({ length: sessions }, async () => {
      const text = `text number ${++this.#number}`;
      const session = await client.send(new StartBrowserSessionCommand({ browserIdentifier: this.#browserId }));
      const url = session.streams.automationStream.streamEndpoint;
      const headers = await streamHeaders(emulator, url);
      const browser = await puppeteer.connect({ browserWSEndpoint: url, headers, defaultViewport: null });
      const [page] = await browser.pages();
      await page.goto(`data:text/html,<p>${text}</p>`);
      this.#opened.set(session.sessionId, text);
      return { browser, sessionId: session.sessionId };
    }));
    return { client, opened, close: async () => await Promise.all(opened.map(({ browser }) => browser.disconnect())) };
  }

  // Stops them, until the emulator no longer responds.
  async run({ client, opened }) {
    try {
      for (const { sessionId } of opened) {
        await client.send(new StopBrowserSessionCommand({ browserIdentifier: this.#browserId, sessionId }));
        this.#stopped.set(sessionId, this.#opened.get(sessionId));
        this.tally.acknowledge('recording');
      }
    } catch (error) {
      // An error of the service has a fault; everything else is the end of the connection.
      if (error.$fault) {
        throw error;
      }
    }
  }

  // Reads the recordings since the last time, or all.
  async compare({ all = false } = {}) {
    const ids = all ? [...this.#stopped.keys()] : [...this.#opened.keys()];
    await Promise.all(ids.map(async (id) => {
      try {
        await this.#read(id);
      } catch (error) {
        this.tally.lose('recording', `${id}: ${error.message}`);
      }
    }));
    this.#opened.clear();
  }

  async #read(id) {
    const folder = join(this.folder, id);
    const { state, batches } = JSON.parse(await readFile(join(folder, 'metadata.json')));
    const lines = [];
    for (let batch = 1; batch <= batches; batch++) {
      const content = await promisify(gunzip)(await readFile(join(folder, `batch_${batch}.ndjson.gz`)));
      lines.push(...content.toString().trimEnd().split('\n').map((line) => JSON.parse(line)));
    }

    const text = this.#stopped.get(id);
    if (text && state !== 'COMPLETE') {
      throw new Error(`its stop was acknowledged, and it is ${state}`);
    }

    if (text && !JSON.stringify(lines).includes(text)) {
      throw new Error(`'${text}' is not in its ${lines.length} events; the folder has ${await readdir(folder)}`);
    }
  }
}
