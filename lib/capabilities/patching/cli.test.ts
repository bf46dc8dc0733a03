import { expect, test } from 'vitest';
import { patchesCli, statesCli } from './cli';

const scope = { account: '111122223333', region: 'eu-west-1', role: 'QuarterdeckViewer' };

test("a node's patches are one command", () => {
  expect(patchesCli(scope, 'i-0abcdef012')).toBe(
    'aws ssm describe-instance-patches --instance-id i-0abcdef012 --region eu-west-1',
  );
});
test('each place has its own commands, and none names more nodes than AWS takes', () => {
  const { account } = scope;
  const many = Array.from({ length: 60 }, (_, index) => ({ account, region: 'eu-west-1', id: `i-${index}` }));
  const text = statesCli([...many, { account, region: 'us-east-1', id: 'i-x' }]) ?? '';
  const lines = text.split('\n').filter((line) => !line.startsWith('#'));
  expect(text).toContain('# with credentials of account 111122223333');
  expect(lines.map((line) => line.split(/ i-/).length - 1)).toEqual([50, 10, 1]);
  expect(lines[2]).toContain('--region us-east-1');
});
test('nothing to read is no command', () => {
  expect(statesCli([])).toBeNull();
});
