import { expect, test } from 'vitest';
import { seal, splitDataKey, unseal } from './seal';
import { bytesOf, vectorList, vectorObject } from './vectors';

const kms = vectorObject('kms');
const keys = splitDataKey(bytesOf(kms, 'plaintextDataKeyHex'));

test('the data key is split as both real ends split it', () => {
  expect(keys.agentToClient).toEqual(bytesOf(kms, 'agentToClientKeyHex'));
  expect(keys.clientToAgent).toEqual(bytesOf(kms, 'clientToAgentKeyHex'));
});

test.each([
  ['sealedByClient', keys.clientToAgent],
  ['sealedByAgent', keys.agentToClient],
])('%s opens and seals again to the same bytes', (list, key) => {
  for (const sample of vectorList('kms', list)) {
    const sealed = bytesOf(sample, 'sealedHex');
    const plain = bytesOf(sample, 'plaintextHex');
    expect(unseal(key, sealed)).toEqual(plain);
    expect(seal(key, plain, bytesOf(sample, 'nonceHex'))).toEqual(sealed);
  }
});

test("a changed bit, the other direction's key and a stub are not opened", () => {
  const sealed = seal(keys.clientToAgent, Buffer.from('secret'));
  const changed = Buffer.from(sealed);
  changed.writeUInt8(changed.readUInt8(13) ^ 1, 13);
  expect(() => unseal(keys.clientToAgent, changed)).toThrow();
  expect(() => unseal(keys.agentToClient, sealed)).toThrow();
  expect(() => unseal(keys.clientToAgent, sealed.subarray(0, 11))).toThrow(RangeError);
});
