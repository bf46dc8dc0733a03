import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { CannotStart } from './cannot-start';

/** A user of this machine that a session runs as. */
export interface RunAsUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  /** As AWS's agent sets it. */
  readonly home: string;
  /** Where it starts: the home, where there is one. */
  readonly cwd: string;
}

/** What `useradd` takes; nothing in it means anything to a command line. */
const userName = /^[a-z_][a-z0-9_.-]{0,31}$/i;

/** Changes user, group and all supplementary groups at once, and gives up every capability of root's. */
const setprivPlaces = ['/usr/bin/setpriv', '/bin/setpriv'];

/**
 * The user that Run As names. Throws CannotStart in the words of AWS's agent: for nobody named, for a user that is not
 * there, for root; and in our own where this process may not switch.
 */
export function runAsUser(name: string): RunAsUser {
  if (name === '') throw cannotStart('please set the RunAs default user');
  const uid = idOf(name, '-u');
  const gid = idOf(name, '-g');
  if (uid === undefined || gid === undefined)
    throw cannotStart(`failed to start pty since RunAs user ${name} does not exist`);
  if (uid === 0 || gid === 0) throw cannotStart('invalid uid and gid');
  const own = userInfo();
  if (own.uid !== uid && (own.uid !== 0 || !setpriv()))
    throw cannotStart(
      `the emulator's agent runs as ${own.username} and cannot switch to ${name}: it must be root, with setpriv on the machine`,
    );
  const home = `/home/${name}`;
  return { name, uid, gid, home, cwd: isFolder(home) ? home : '/' };
}

/** The command that runs a program as this user; the program itself where that is who we are. */
export function asUser(user: RunAsUser | undefined, file: string, args: readonly string[]) {
  const tool = setpriv();
  if (!user || !tool || userInfo().uid === user.uid) return { file, args };
  const change = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--init-groups', '--inh-caps=-all', '--'];
  return { file: tool, args: [...change, file, ...args] };
}

const setpriv = () => setprivPlaces.find((place) => existsSync(place));

function idOf(name: string, which: '-u' | '-g'): number | undefined {
  if (!userName.test(name)) return undefined;
  try {
    return Number(execFileSync('id', [which, name], { stdio: ['ignore', 'pipe', 'ignore'] }).toString());
  } catch {
    return undefined;
  }
}

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

const cannotStart = (why: string) => new CannotStart(`Unable to start command: ${why}`);
