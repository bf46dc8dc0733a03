import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { OutputFile } from './output-file';

test('a program that prints on while its log is taken away ends nothing and is left out', async () => {
  const unheard: unknown[] = [];
  const hear = (reason: unknown) => void unheard.push(reason);
  process.on('unhandledRejection', hear);
  const file = await OutputFile.create();
  file.append(Buffer.from('before'));
  const read = await file.read();
  const dropping = file.drop();
  file.append(Buffer.from('during'));
  await dropping;
  file.append(Buffer.from('after'));
  await turn();
  await turn();
  process.off('unhandledRejection', hear);
  expect([read.toString(), unheard]).toEqual(['before', []]);
});
