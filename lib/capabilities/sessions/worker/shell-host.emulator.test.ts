import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { SSMClient, UpdateDocumentCommand, UpdateDocumentDefaultVersionCommand } from '@aws-sdk/client-ssm';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type EmulatorProcess, startEmulatorProcess } from '../testing/emulator-process';
import { clientConfig, NodeShell, onlineLinuxNode } from '../testing/node-shell';
import { aheadBytesMax } from './output-feed';

/** Real sockets, a real PTY, the emulator as a process: only the page is played. */
let emulator: EmulatorProcess;
let ssm: SSMClient;
let node: string;
let shell: NodeShell;

beforeAll(async () => {
  emulator = await startEmulatorProcess();
  ssm = new SSMClient(clientConfig(emulator));
  node = await onlineLinuxNode(ssm);
}, 180_000);
afterEach(() => shell.close());
afterAll(async () => {
  ssm.destroy();
  await emulator.stop();
});

async function openShell(size = { cols: 131, rows: 33 }): Promise<void> {
  shell = new NodeShell(ssm);
  await shell.start(node, size);
  await shell.saw(/[$#] $/);
}

test('a shell answers, at the width and height it was opened with', async () => {
  await openShell();
  shell.type('echo $((6*7)) $(stty size)\r');
  await shell.saw(/^42 33 131\r$/m);
}, 20_000);

test('a new size reaches the program in it', async () => {
  await openShell();
  shell.resize({ cols: 97, rows: 21 });
  shell.type('stty size\r');
  await shell.saw(/^21 97\r$/m);
}, 20_000);

test('a cut connection comes back to the same shell, with no byte lost or doubled', async () => {
  await openShell();
  shell.type(
    'stty -echo; MARK=kept; for i in $(seq 1 400); do echo line-$i; sleep 0.002; done; echo "end $MARK"\r',
  );
  await shell.saw(/line-50\r/);
  shell.cut();
  await shell.saw(/^end kept\r$/m);
  const numbers = [...shell.output.matchAll(/^line-(\d+)\r$/gm)].map(([, number]) => Number(number));
  expect(numbers).toEqual(Array.from({ length: 400 }, (_, at) => at + 1));
  expect(shell.links.map(({ is }) => is)).toContain('reconnecting');
  expect(shell.links.at(-1)?.is).toBe('connected');
}, 30_000);

test('3 MB arrive whole at a page that draws when it likes, and is never further behind than it may be', async () => {
  await openShell();
  shell.draws = false;
  shell.type('head -c 3000000 /dev/zero | tr "\\0" x; echo; echo all-of"-"it\r');
  while (!/^all-of-it\r$/m.test(shell.output)) {
    await shell.until(() => shell.aheadBytes > 0);
    shell.drawOne();
  }
  expect(shell.aheadBytesMost).toBeLessThanOrEqual(aheadBytesMax);
  expect(shell.output.match(/x{1000,}/)?.[0]).toHaveLength(3_000_000);
}, 180_000);

test('leaving the shell ends it, behind its last byte', async () => {
  await openShell();
  shell.type('echo good"-"bye; exit\r');
  await shell.until(() => shell.end !== null);
  expect(shell.end?.why).toBe('ended-by-service');
  expect(shell.output).toMatch(/^good-bye\r$/m);
}, 20_000);

test('a page that goes away leaves the same shell to the next one, in the middle of its output', async () => {
  await openShell();
  shell.type(
    'stty -echo; MARK=kept; for i in $(seq 1 400); do echo line-$i; sleep 0.002; done; echo "end $MARK"\r',
  );
  await shell.saw(/line-50\r/);
  const before = shell;
  const left = await shell.leave();
  shell = new NodeShell(ssm);
  shell.goOn(left);
  await shell.saw(/^end kept\r$/m);
  const lines = `${before.output}${shell.output}`.matchAll(/^line-(\d+)\r$/gm);
  expect([...lines].map(([, number]) => Number(number))).toEqual(
    Array.from({ length: 400 }, (_, at) => at + 1),
  );
}, 30_000);

test('one press keeps an idle shell alive, and its limit ends it with the reason when nobody presses', async () => {
  await openShell();
  const idleMs = 20 * 60_000;
  await pass(idleMs - 60_000);
  shell.keepAlive();
  // The node has its first size, frame 0, and the one more.
  await vi.waitFor(() => expect(shell.wire).toMatch(/"input_stream_data"[^}]*SequenceNumber":1,/), 20_000);
  await pass(idleMs - 60_000);
  expect(shell.end).toBeNull();
  await pass(120_000);
  await shell.until(() => shell.end !== null);
  expect(shell.end).toMatchObject({ why: 'ended-by-service', text: expect.stringContaining('inactivity') });
}, 30_000);

test('a relay that is killed and started again has the same shell, and attempts go on as long as that takes', async () => {
  await openShell();
  shell.type('stty -echo; MARK=kept\r');
  await emulator.kill();
  await shell.until(() => shell.links.some((link) => link.is === 'reconnecting' && link.attempt >= 3));
  shell.type('echo "still $MARK"\r');
  await emulator.restart();
  await shell.saw(/^still kept\r$/m);
  expect(shell.end).toBeNull();
}, 90_000);

test('an encrypted session shows nothing on the wire, through a cut and a new page', async () => {
  const { kms, keyArn } = await encryptEverySession();
  const kmsShell = new NodeShell(ssm, kms);
  shell = kmsShell;
  await shell.start(node, { cols: 80, rows: 24 }, keyArn);
  await shell.saw(/[$#] $/);
  shell.type('echo plain"-"text\r');
  await shell.saw(/^plain-text\r$/m);
  shell.cut();
  shell.type('echo after"-"cut\r');
  await shell.saw(/^after-cut\r$/m);
  const left = await shell.leave();
  shell = new NodeShell(ssm);
  shell.goOn(left, keyArn);
  shell.type('echo new"-"page\r');
  await shell.saw(/^new-page\r$/m);
  const wire = kmsShell.wire + shell.wire;
  expect(wire).toContain('KMSEncryption');
  for (const text of ['plain', 'after', 'echo', 'new"-"page']) expect(wire).not.toContain(text);
}, 60_000);

test('a node that may not have the key ends the session with the reason of its own KMS', async () => {
  const { kms, keyArn } = await encryptEverySession({
    Sid: 'NotNodes',
    Effect: 'Deny',
    Principal: '*',
    Action: 'kms:Decrypt',
    Resource: '*',
  });
  shell = new NodeShell(ssm, kms);
  await shell.start(node, { cols: 80, rows: 24 }, keyArn);
  await shell.until(() => shell.end !== null);
  expect(shell.end).toMatchObject({ why: 'ended-by-service', text: expect.stringContaining('kms:Decrypt') });
  expect(shell.output).toBe('');
}, 30_000);

/** World time moves on: limits of sessions are counted in it. */
async function pass(advanceMs: number): Promise<void> {
  const answer = await fetch(`${emulator.url}/_emulator/clock`, {
    method: 'POST',
    headers: { 'x-emulator': '1', 'content-type': 'application/json' },
    body: JSON.stringify({ advanceMs }),
  });
  expect(answer.status).toBe(200);
}

/** A key of the account, with a further statement in its policy, named by the account's preferences. */
async function encryptEverySession(statement?: object): Promise<{ kms: KMSClient; keyArn: string }> {
  const kms = new KMSClient(clientConfig(emulator));
  const everybody = { Sid: 'All', Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' };
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [everybody, ...(statement ? [statement] : [])],
  });
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Policy }));
  const keyArn = KeyMetadata?.Arn ?? '';
  const Name = 'SSM-SessionManagerRunShell';
  const content = { schemaVersion: '1.0', sessionType: 'Standard_Stream', inputs: { kmsKeyId: keyArn } };
  const { DocumentDescription } = await ssm.send(
    new UpdateDocumentCommand({ Name, DocumentVersion: '$LATEST', Content: JSON.stringify(content) }),
  );
  const DocumentVersion = DocumentDescription?.DocumentVersion ?? '';
  await ssm.send(new UpdateDocumentDefaultVersionCommand({ Name, DocumentVersion }));
  return { kms, keyArn };
}
