import {
  ResumeSessionCommand,
  SSMClient,
  StartSessionCommand,
  TerminateSessionCommand,
} from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BareClient } from '@/e2e/witness/bare-client';
import { issueCredential } from '../../../auth/credential';
import { parsePolicy } from '../../../auth/iam/policy';
import { credentialsOf } from '../../../testing/sign-in';
import { setTags } from '../../../world/tags';
import { bareNodeId } from '../../ssmmessages/testing/bare-node';
import { type RelayScene, relayScene } from '../../ssmmessages/testing/relay-scene';
import { place, plantNode, ticketOf } from '../../ssmmessages/testing/shell-scene';
import { nodeArn } from '../nodes/store';

const productionNode = 'i-0aaaaaaaaaaaaaaa9';
let scene: RelayScene;
const people = new Map<string, SSMClient>();

beforeAll(async () => {
  scene = await relayScene();
  const { world, url } = scene.emulator;
  plantNode(world, productionNode);
  setTags(world, nodeArn(place, bareNodeId), [['Environment', 'staging']]);
  setTags(world, nodeArn(place, productionNode), [['Environment', 'production']]);
  for (const person of ['ada', 'olu', 'vic']) {
    const credentials = await credentialsOf(scene.emulator, person);
    people.set(person, new SSMClient({ endpoint: url, region: place.region, credentials }));
  }
});
afterAll(async () => {
  for (const client of people.values()) client.destroy();
  await scene[Symbol.asyncDispose]();
});

function as(person: string): SSMClient {
  const client = people.get(person);
  if (!client) throw new Error(`Nobody is called ${person}.`);
  return client;
}
const start = async (person: string, Target = bareNodeId) =>
  ticketOf(await as(person).send(new StartSessionCommand({ Target })));

test('olu starts sessions on staging nodes and is refused on production ones, by action, resource and role', async () => {
  const ticket = await start('olu');
  expect(ticket.SessionId).toMatch(/^olu-/);
  const client = await BareClient.open(ticket);
  await client.ready();
  client.end();
  await expect(start('olu', productionNode)).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringMatching(
      new RegExp(
        `assumed-role/QuarterdeckOperator/olu .*ssm:StartSession on resource: ${nodeArn(place, productionNode)}`,
      ),
    ),
  });
});

test('a refusal comes before whether the node is connected is told', async () => {
  await expect(start('olu', 'i-0fffffffffffffff2')).rejects.toMatchObject({ name: 'AccessDeniedException' });
  await expect(start('ada', 'i-0fffffffffffffff2')).rejects.toMatchObject({ name: 'TargetNotConnected' });
});

test('vic starts none', async () => {
  await expect(start('vic')).rejects.toMatchObject({ name: 'AccessDeniedException' });
});

test("olu resumes and terminates own sessions, and nobody else's", async () => {
  const mine = await start('olu');
  const hers = await start('ada');
  const resume = ({ SessionId }: { SessionId: string }) =>
    as('olu').send(new ResumeSessionCommand({ SessionId }));
  const end = ({ SessionId }: { SessionId: string }) =>
    as('olu').send(new TerminateSessionCommand({ SessionId }));
  expect((await resume(mine)).TokenValue).toBeTruthy();
  expect((await end(mine)).SessionId).toBe(mine.SessionId);
  await expect(resume(hers)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  await expect(end(hers)).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining(`session/${hers.SessionId}`),
  });
  expect((await as('ada').send(new TerminateSessionCommand(hers))).SessionId).toBe(hers.SessionId);
});

/** A caller whose own policy says just this about StartSession. */
function withPolicy(
  resources: readonly string[],
  condition?: Record<string, Record<string, string>>,
): SSMClient {
  const { world, url } = scene.emulator;
  const role = {
    arn: `arn:aws:sts::${place.account}:assumed-role/QuarterdeckAdministrator/narrow`,
    sessionName: 'narrow',
  };
  const credentials = issueCredential(world, {
    lifetimeSeconds: 900,
    sessionPolicies: [
      parsePolicy({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'ssm:StartSession',
            Resource: [...resources],
            ...(condition && { Condition: condition }),
          },
        ],
      }),
    ],
    caller: {
      kind: 'assumed-role',
      account: place.account,
      ...role,
      userId: 'AROAEXAMPLE:narrow',
      roleName: 'QuarterdeckAdministrator',
      roleArn: `arn:aws:iam::${place.account}:role/QuarterdeckAdministrator`,
      tags: new Map(),
      transitiveTagKeys: [],
    },
  });
  return new SSMClient({ endpoint: url, region: place.region, credentials });
}
const demanded = { BoolIfExists: { 'ssm:SessionDocumentAccessCheck': 'true' } };
const nodeOnly = nodeArn(place, bareNodeId);
const shellDocument = `arn:aws:ssm:${place.region}:${place.account}:document/SSM-SessionManagerRunShell`;
const sshDocument = `arn:aws:ssm:${place.region}::document/AWS-StartSSHSession`;

test.each([
  {
    what: 'the node alone opens the default shell',
    resources: [nodeOnly],
    document: undefined,
    allowed: true,
  },
  {
    what: 'a named document must be allowed too',
    resources: [nodeOnly],
    document: 'AWS-StartSSHSession',
    allowed: false,
  },
  {
    what: 'a named and allowed document opens',
    resources: [nodeOnly, sshDocument],
    document: 'AWS-StartSSHSession',
    allowed: true,
  },
  {
    what: 'with the document check the default document must be allowed',
    resources: [nodeOnly],
    condition: demanded,
    document: undefined,
    allowed: false,
  },
  {
    what: 'with the document check an allowed default document opens',
    resources: [nodeOnly, shellDocument],
    condition: demanded,
    document: undefined,
    allowed: true,
  },
])('document access: $what', async ({ resources, condition, document, allowed }) => {
  const ssm = withPolicy(resources, condition);
  const asked = ssm.send(
    new StartSessionCommand({ Target: bareNodeId, ...(document && { DocumentName: document }) }),
  );
  if (allowed) expect((await asked).SessionId).toMatch(/^narrow-/);
  else
    await expect(asked).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('document/'),
    });
  ssm.destroy();
});
