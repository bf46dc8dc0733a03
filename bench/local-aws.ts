import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DescribeInstanceInformationCommand,
  ResumeSessionCommand,
  SSMClient,
  StartSessionCommand,
  type StartSessionCommandInput,
} from '@aws-sdk/client-ssm';
import type { SessionTicket } from '../e2e/witness/bare-client';
import { type EmulatorFacts, startEmulatorProcess } from '../scripts/run/emulator.mjs';
import { freePort } from '../scripts/run/preflight.mjs';
import { begun } from './begun';

export const region = 'eu-west-1';

/** An emulator as a process of its own, on free ports, with a folder that goes with it. */
export interface LocalAws {
  readonly facts: EmulatorFacts;
  readonly ssm: SSMClient;
  stop(): Promise<void>;
}

export async function startLocalAws(env: Record<string, string> = {}): Promise<LocalAws> {
  const runDir = mkdtempSync(join(tmpdir(), 'quarterdeck-bench-'));
  const [port, tlsPort] = await Promise.all([freePort(), freePort()]);
  const { child, facts } = await startEmulatorProcess({ runDir, port, tlsPort, consoleOrigins: [], env });
  const ssm = ssmOf(facts);
  return {
    facts,
    ssm,
    stop: begun(async () => {
      ssm.destroy();
      await child.stop();
      rmSync(runDir, { recursive: true, force: true });
    }),
  };
}

/** AWS's SDK at the emulator, with the full-access key. */
export const ssmOf = ({ url, accessKeyId, secretAccessKey }: EmulatorFacts): SSMClient =>
  new SSMClient({ endpoint: url, region, credentials: { accessKeyId, secretAccessKey } });

/** A Linux node with the built-in agent behind it. Throws where there is none. */
export async function shellNode(ssm: SSMClient): Promise<string> {
  const Filters = [
    { Key: 'PingStatus', Values: ['Online'] },
    { Key: 'PlatformTypes', Values: ['Linux'] },
  ];
  const { InstanceInformationList = [] } = await ssm.send(
    new DescribeInstanceInformationCommand({ Filters }),
  );
  const id = InstanceInformationList[0]?.InstanceId;
  if (!id) throw new Error('No Linux node is online.');
  return id;
}

export async function startSession(ssm: SSMClient, input: StartSessionCommandInput): Promise<SessionTicket> {
  const { SessionId, TokenValue, StreamUrl } = await ssm.send(new StartSessionCommand(input));
  if (!SessionId || !TokenValue || !StreamUrl) throw new Error('StartSession gave no ticket.');
  return { SessionId, TokenValue, StreamUrl };
}

/** A command on a terminal that changes no byte. */
export const rawCommand = (Target: string, command: string): StartSessionCommandInput => ({
  Target,
  DocumentName: 'AWS-StartInteractiveCommand',
  Parameters: { command: [`stty raw -echo; ${command}`] },
});

export const resumeWith =
  (ssm: SSMClient, { SessionId }: SessionTicket) =>
  async () =>
    (await ssm.send(new ResumeSessionCommand({ SessionId }))).TokenValue;
