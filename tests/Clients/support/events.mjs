// The events of a tool of the code interpreter.
import { InvokeCodeInterpreterCommand } from '@aws-sdk/client-bedrock-agentcore';

export const codeInterpreterIdentifier = 'aws.codeinterpreter.v1';

// All events of a response's stream; what the service throws in it is thrown here.
export async function collect(stream) {
  const events = [];
  for await (const event of stream) {
    events.push(event);
  }

  return events;
}

// Runs a tool and returns the events of its response.
export async function invoke(client, sessionId, name, input) {
  const command = { codeInterpreterIdentifier, sessionId, name, arguments: input };
  return await collect((await client.send(new InvokeCodeInterpreterCommand(command))).stream);
}

// Runs a tool whose response is one event, and returns its result.
export async function invokeOne(client, sessionId, name, input) {
  const events = await invoke(client, sessionId, name, input);
  if (events.length !== 1 || !events[0].result) {
    throw new Error(`${name} gave ${events.length} events: ${JSON.stringify(events).slice(0, 2000)}`);
  }

  return events[0].result;
}
