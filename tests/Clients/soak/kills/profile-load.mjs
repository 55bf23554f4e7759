// Saves browser profiles from a live session, one after the other, until the emulator is gone. Each save has a cookie
// with a number of its own; a session of the next such round, started with the profile, must have it.
import {
  BedrockAgentCoreClient, SaveBrowserSessionProfileCommand, StartBrowserSessionCommand,
} from '@aws-sdk/client-bedrock-agentcore';
import { CreateBrowserProfileCommand, GetBrowserProfileCommand } from '@aws-sdk/client-bedrock-agentcore-control';
import puppeteer from 'puppeteer-core';
import { until } from '../../support/conditions.mjs';
import { streamHeaders } from '../../support/requests.mjs';

const browserIdentifier = 'aws.browser.v1';
const count = 6; // a profile that was saved is busy for a second
const checked = 2; // with a browser, which takes its time

export class ProfileLoad {
  #profiles = [];
  #number = 0;

  constructor(tally) {
    this.tally = tally;
  }

  has(id) {
    return this.#profiles.some((one) => one.id === id);
  }

  async create(client) {
    for (let number = 0; number < count; number++) {
      const { profileId } = await client.send(new CreateBrowserProfileCommand({ name: `kept_${number}` }));
      this.#profiles.push({ id: profileId, allowed: new Set([undefined]), savedAt: 0 });
    }
  }

  // Each acknowledged save is in the profile's description.
  async compare(client) {
    await Promise.all(this.#profiles.map(async (profile) => {
      const read = () => client.send(new GetBrowserProfileCommand({ profileId: profile.id }));
      const { status, lastSavedAt } = await until(read, (one) => one.status !== 'SAVING');
      if (status !== 'READY' || Number(lastSavedAt ?? 0) < profile.savedAt) {
        this.tally.lose('profile', `${profile.id} is ${status}, saved at ${lastSavedAt}, not ${profile.savedAt}`);
      }
    }));
  }

  // Starts sessions with the profiles that were saved last, and compares their cookies.
  async open(emulator) {
    const client = new BedrockAgentCoreClient(emulator.settings);
    const newest = this.#profiles.toSorted((a, b) => b.savedAt - a.savedAt).slice(0, checked);
    const sessions = await Promise.all(newest.map(async (profile) => {
      const session = await client.send(new StartBrowserSessionCommand({
        browserIdentifier, profileConfiguration: { profileIdentifier: profile.id },
      }));
      const url = session.streams.automationStream.streamEndpoint;
      const headers = await streamHeaders(emulator, url);
      const browser = await puppeteer.connect({ browserWSEndpoint: url, headers, defaultViewport: null });
      const value = (await browser.cookies()).find((one) => one.name === 'save')?.value;
      if (!profile.allowed.has(value)) {
        this.tally.lose('profile', `${profile.id} has save ${value}, not ${[...profile.allowed].join(' or ')}`);
      }

      profile.allowed = new Set([value]);
      return { browser, sessionId: session.sessionId };
    }));
    return { client, ...sessions[0], close: async () => await Promise.all(sessions.map((one) => one.browser.disconnect())) };
  }

  // Saves until the emulator no longer responds.
  async run({ client, browser, sessionId }) {
    try {
      for (let turn = 0; ; turn++) {
        const profile = this.#profiles[turn % count];
        if (Date.now() - profile.savedAt < 1500) {
          await new Promise((resolve) => setTimeout(resolve, 20));
          continue;
        }

        const value = `${++this.#number}`;
        await browser.setCookie({ name: 'save', value, domain: 'shop.example', path: '/' });
        profile.allowed.add(value);
        const { lastUpdatedAt } = await client.send(new SaveBrowserSessionProfileCommand({
          browserIdentifier, profileIdentifier: profile.id, sessionId,
        }));
        profile.allowed = new Set([value]);
        profile.savedAt = Number(lastUpdatedAt);
        this.tally.acknowledge('profile');
      }
    } catch (error) {
      // An error of the service has a fault; everything else is the end of the connection.
      if (error.$fault) {
        throw error;
      }
    }
  }
}
