// The TypeScript SDK of Bedrock AgentCore, unmodified: it knows the host name of AWS alone.
import { runBehindFront } from './support/front.mjs';

await runBehindFront('agentcore-sdk.behind-front.mjs');
