// A browser session for one test file, and signed connections to it.
import {
  BedrockAgentCoreClient, GetBrowserSessionCommand, StartBrowserSessionCommand, StopBrowserSessionCommand,
} from '@aws-sdk/client-bedrock-agentcore';
import { until } from './conditions.mjs';
import { startEmulator } from './emulator.mjs';
import { streamHeaders } from './requests.mjs';
import { startSite } from './site.mjs';

const browserIdentifier = 'aws.browser.v1';

// An emulator, a site, and sessions of the system's browser on them.
export async function startBrowsing(...options) {
  const [emulator, site] = await Promise.all([startEmulator(...options), startSite()]);
  const client = new BedrockAgentCoreClient(emulator.settings);
  return {
    emulator,
    site,
    client,
    // Starts a session: its id, a new signed address and headers for its automation stream, and its state.
    async startSession(input) {
      const session = await client.send(new StartBrowserSessionCommand({ browserIdentifier, ...input }));
      const { sessionId } = session;
      const url = session.streams.automationStream.streamEndpoint;
      const read = () => client.send(new GetBrowserSessionCommand({ browserIdentifier, sessionId }));
      return {
        sessionId,
        url,
        headers: () => streamHeaders(emulator, url),
        stop: () => client.send(new StopBrowserSessionCommand({ browserIdentifier, sessionId })),
        hasEnded: () => until(read, (one) => one.status === 'TERMINATED'),
      };
    },
    async stop() {
      await Promise.all([emulator.stop(), site.stop()]);
    },
  };
}
