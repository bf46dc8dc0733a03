import { expect, test } from 'vitest';
import vectors from './testing/vectors.json' with { type: 'json' };
import { agentGates, clientGates } from './version-gates';

test.each(vectors.versionGates.client)('a client judges agent $agentVersion as AWS’s does', (vector) => {
  const { agentVersion, ...gates } = vector;
  expect(clientGates(agentVersion)).toEqual(gates);
});

test.each(vectors.versionGates.agent)('an agent judges client $clientVersion as AWS’s does', (vector) => {
  const { clientVersion, ...gates } = vector;
  expect(agentGates(clientVersion)).toEqual(gates);
});

test('something that is no version opens no gate', () => {
  expect(clientGates('three.3.0.0')).toEqual({
    terminateFlag: false,
    mux: false,
    smuxKeepAliveDisabled: false,
  });
  expect(agentGates('1.2.x').muxForLocalPortForwarding).toBe(false);
});
