import { expect, test } from 'vitest';
import { resumeSessionCli, startSessionCli, terminateSessionCli } from './cli';

test('a reason with quotes and spaces reaches AWS as it was typed', () => {
  const command = startSessionCli({
    region: 'eu-west-1',
    target: 'i-0123456789abcdef0',
    reason: "it's $HOME",
  });
  expect(command).toBe(
    `aws ssm start-session --target i-0123456789abcdef0 --reason 'it'\\''s $HOME' --region eu-west-1`,
  );
});

test('a session id with the mark of the console is one word', () => {
  const id = 'ada@example.com=abcdefghijkl-0123456789abcdef0';
  expect(terminateSessionCli('us-east-1', id)).toBe(
    `aws ssm terminate-session --session-id '${id}' --region us-east-1`,
  );
  expect(resumeSessionCli('us-east-1', id)).toContain('aws ssm resume-session --session-id');
});
