import { describe, expect, test } from 'vitest';
import { editTagsCommands, listCommands } from './cli';
import {
  compareVersions,
  displayName,
  isAgentOlder,
  managedNodeOf,
  newestAgent,
  nodeState,
  platformWords,
} from './model';
import { isLocked, tagChanges, tagEditFault } from './tag-edit';

const id = 'i-0123456789abcdef0';
const hybridId = 'mi-0123456789abcdef0';
const scope = { account: '111122223333', region: 'eu-west-1', role: 'Viewer' };

describe('managedNodeOf', () => {
  test('decides every absent member', () => {
    const node = managedNodeOf({ InstanceId: id });
    expect(node).toMatchObject({
      id,
      kind: 'EC2',
      pingStatus: 'Inactive',
      lastPingAt: null,
      platformType: null,
    });
    expect(Object.values(node ?? {})).not.toContain(undefined);
  });
  test('one without an id is none', () => expect(managedNodeOf({ PingStatus: 'Online' })).toBeNull());
  test('an unknown status is certainly not online', () => {
    expect(managedNodeOf({ InstanceId: id, ...JSON.parse('{"PingStatus":"Sleeping"}') })?.pingStatus).toBe(
      'Inactive',
    );
  });
});

describe('the words of a node', () => {
  test.each([
    ['running', 'Online', 'Online'],
    ['stopped', 'Online', 'Stopped'],
    ['terminated', 'ConnectionLost', 'Terminated'],
    [null, 'ConnectionLost', 'Connection lost'],
  ] as const)('machine %s, agent %s: %s', (instanceState, pingStatus, words) =>
    expect(nodeState({ instanceState, pingStatus })).toBe(words),
  );

  test('its name is its tag, else what SSM calls it, else its computer name, else its id', () => {
    const node = { id, ssmName: 'ssm', computerName: 'host' };
    expect(displayName(node, { Name: 'web-1' })).toBe('web-1');
    expect(displayName(node, { Name: '' })).toBe('ssm');
    expect(displayName({ ...node, ssmName: null }, null)).toBe('host');
    expect(displayName({ ...node, ssmName: null, computerName: null }, {})).toBe(id);
  });
  test('its platform is what the agent said, in one text', () => {
    expect(platformWords({ platformName: 'Ubuntu', platformVersion: '22.04', platformType: 'Linux' })).toBe(
      'Ubuntu 22.04',
    );
    expect(platformWords({ platformName: null, platformVersion: null, platformType: 'Windows' })).toBe(
      'Windows',
    );
  });
});

describe('agent versions', () => {
  test.each([
    ['3.3.10.0', '3.3.9.9', 1],
    ['3.3.0.0', '3.3', 0],
    ['2.99.1.0', '3.0.0.0', -1],
  ])('%s against %s is %i', (a, b, order) => expect(compareVersions(a, b)).toBe(order));
  test('older is older than the newest seen; silence is not old', () => {
    const newest = newestAgent([
      { agentVersion: '3.3.9.0' },
      { agentVersion: null },
      { agentVersion: '3.3.10.0' },
    ]);
    expect(newest).toBe('3.3.10.0');
    expect(isAgentOlder('3.3.9.0', newest)).toBe(true);
    expect(isAgentOlder(null, newest)).toBe(false);
  });
});

describe('tag edits', () => {
  test('a locked key is locked in any case, because IAM compares it so', () => {
    expect(isLocked('ENVIRONMENT', ['Environment'])).toBe(true);
    expect(isLocked('Environments', ['Environment'])).toBe(false);
  });
  test('are what changed and nothing else', () => {
    expect(tagChanges({ a: '1', b: '2', c: '3' }, { a: '1', b: 'x', d: '4' })).toEqual({
      set: { b: 'x', d: '4' },
      remove: ['c'],
    });
  });
  test.each([
    [{ id, set: { 'AWS:x': '1' }, remove: [] }, 'invalid'],
    [{ id: hybridId, set: { 'bad*key': '1' }, remove: [] }, 'invalid'],
    [{ id, set: {}, remove: ['environment'] }, 'forbidden'],
  ] as const)('%j is %s', (edit, code) => {
    expect(tagEditFault({ ...edit, remove: [...edit.remove] }, ['Environment'])?.code).toBe(code);
  });
  test('EC2 takes characters that SSM does not', () => {
    expect(tagEditFault({ id, set: { 'any*key': '1' }, remove: [] }, [])).toBeNull();
  });
});

describe('commands', () => {
  test('listing: one a scope, with the operation that was used', () => {
    expect(
      listCommands([
        { scope, source: 'DescribeInstanceProperties' },
        { scope: { ...scope, region: 'us-east-1' }, source: 'DescribeInstanceInformation' },
      ]),
    ).toBe(
      'aws ssm describe-instance-properties --region eu-west-1\naws ssm describe-instance-information --region us-east-1',
    );
  });
  test('tag edits: EC2 for i-, SSM for mi-, adds before removes', () => {
    const edit = { set: { Owner: "o'brien" }, remove: ['Old'] };
    expect(editTagsCommands(scope, { id, ...edit })).toBe(
      `aws ec2 create-tags --resources ${id} --tags '[{"Key":"Owner","Value":"o'\\''brien"}]' --region eu-west-1\n` +
        `aws ec2 delete-tags --resources ${id} --tags '[{"Key":"Old"}]' --region eu-west-1`,
    );
    expect(editTagsCommands(scope, { id: hybridId, set: {}, remove: ['Old'] })).toBe(
      `aws ssm remove-tags-from-resource --resource-type ManagedInstance --resource-id ${hybridId} --tag-keys Old --region eu-west-1`,
    );
  });
});
