import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type ShellScene, shellNodeId, shellScene } from './testing/shell-scene';

let scene: ShellScene;
beforeAll(async () => {
  // Set before the agent starts: it must not pass on what the emulator was started with.
  vi.stubEnv('QUARTERDECK_TEST_SECRET', 'must-not-be-seen');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'must-not-be-seen-either');
  scene = await shellScene();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await scene.stop();
});

test('a session started by the SDK is a real shell with the size the client says', async () => {
  const shell = await scene.shell();
  await shell.ready();
  shell.size(123, 40);
  shell.type('echo $((6*7)); tput cols\r');
  await shell.waitForOutput(/\b42\r\n123\r\n/);
  shell.size(77, 20);
  shell.type('tput cols\r');
  await shell.waitForOutput(/\b77\r\n/);
  shell.type('exit\r');
  expect(await shell.closed).toMatchObject({ by: 'channel_closed' });
  expect(shell.faults).toEqual([]);
});

test('the prompt names the node and its shells start in a folder of its own', async () => {
  const shell = await scene.shell();
  await shell.waitForOutput(new RegExp(`@name-of-${shellNodeId}:~[$#] `));
  shell.type('pwd\r');
  await shell.waitForOutput(new RegExp(`/nodes/${shellNodeId}\r\n`));
  shell.type('exit\r');
  await shell.closed;
});

test('the environment of a shell is a closed list: nothing of the emulator, no secret, no socket', async () => {
  const shell = await scene.shell();
  await shell.ready();
  shell.size(200, 50);
  shell.type("env | cut -d= -f1 | sort | tr '\\n' ' '; echo END-OF-$((1+1))\r");
  const [names = ''] = await shell.waitForOutput(/HOME[^\n]*END-OF-2\r\n/);
  expect(names.replace('END-OF-2', '').trim().split(/\s+/)).toEqual([
    ...['HOME', 'LANG', 'LOGNAME', 'PATH', 'PS1', 'PWD', 'SHELL', 'SHLVL', 'TERM', 'USER', '_'],
  ]);
  // The agent process's own environment, and what the shell has open: the pipe to the emulator carries keys.
  shell.type("clear; ls -l /proc/$$/fd; tr '\\0' ' ' < /proc/$PPID/environ; echo; echo DONE-$((2+2))\r");
  const [seen] = await shell.waitForOutput(/total 0[\s\S]*DONE-4\r\n/);
  expect(seen).toMatch(/ 0 -> \/dev\/pts\/\d+/);
  expect(seen).not.toMatch(/socket:|ptmx/);
  expect(seen).not.toContain('must-not-be-seen');
  expect(seen).not.toMatch(/AWS_|SECRET/);
  shell.type('exit\r');
  await shell.closed;
});
