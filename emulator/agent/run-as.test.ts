import { userInfo } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { putSessionDocument, shellDocumentName } from '../services/ssm/documents/store';
import { place, type ShellScene, shellScene } from '../services/ssmmessages/testing/shell-scene';

let scene: ShellScene;
beforeAll(async () => {
  scene = await shellScene();
});
afterAll(() => scene.stop());

/** A shell under a document that runs as this user; the SDK's caller has no tag of its own. */
let documents = 0;
function shellAs(runAsDefaultUser: string) {
  documents += 1;
  const name = `RunAs-${documents}`;
  const inputs = { runAsEnabled: true, runAsDefaultUser };
  putSessionDocument(scene.emulator.world, place, name, {
    schemaVersion: '1.0',
    sessionType: 'Standard_Stream',
    inputs,
  });
  return scene.shell({ DocumentName: name });
}

test.each([
  ['nobody was named', '', /please set the RunAs default user/],
  ['the user is not there', 'no-such-user-here', /RunAs user no-such-user-here does not exist/],
  ['the name is no user name', 'root; id', /RunAs user root; id does not exist/],
  ['the user is root', 'root', /invalid uid and gid/],
])('Run As refuses in the words of the agent where %s', async (_why, user, reason) => {
  const shell = await shellAs(user);
  expect((await shell.closed).output).toMatch(reason);
  expect(shell.output.text).toBe('');
});

const isRoot = userInfo().uid === 0;

test('as root a session runs as the user, with its groups alone', async ({ skip }) => {
  skip(!isRoot, 'only root can run a session as another user, and these tests do not run as root');
  skip(process.platform !== 'linux', 'Run As changes users by setpriv, which only Linux has');
  const shell = await shellAs('daemon');
  await shell.ready();
  shell.type('echo "$(id -un) $(id -Gn) $HOME $USER".\r');
  await shell.waitForOutput(/daemon daemon \/home\/daemon daemon\./);
  shell.type('exit\r');
  await shell.closed;
});

test('as nobody special it says that it cannot switch', async ({ skip }) => {
  skip(isRoot, 'these tests run as root, which may switch to any user');
  const shell = await shellAs('daemon');
  expect((await shell.closed).output).toMatch(/cannot switch to daemon/);
});

test("commands that a document runs elevated are the agent's own, whoever Run As names", async () => {
  putSessionDocument(scene.emulator.world, place, shellDocumentName, {
    schemaVersion: '1.0',
    sessionType: 'Standard_Stream',
    inputs: { runAsEnabled: true, runAsDefaultUser: 'no-such-user-here' },
  });
  const commands = { commands: 'id -un', runAsElevated: true };
  putSessionDocument(scene.emulator.world, place, 'Elevated', {
    schemaVersion: '1.0',
    sessionType: 'InteractiveCommands',
    properties: { linux: commands, macos: commands },
  });
  const elevated = await scene.shell({ DocumentName: 'Elevated' });
  await elevated.waitForOutput(new RegExp(`${userInfo().username}\\r`));
  await elevated.closed;
  const Parameters = { command: ['id -un'] };
  const other = await scene.shell({ DocumentName: 'AWS-StartInteractiveCommand', Parameters });
  expect((await other.closed).output).toMatch(/no-such-user-here does not exist/);
});
