import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';

/** Fixed, so that nothing of the emulator's own surroundings shows in a shell. */
const searchPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/opt/homebrew/bin';

const bashPlaces = ['/bin/bash', '/usr/bin/bash', '/usr/local/bin/bash', '/opt/homebrew/bin/bash'];

/** bash where the machine has it, else the sh that every machine has. */
export const shellPath = (): string => bashPlaces.find((place) => existsSync(place)) ?? '/bin/sh';

/**
 * Everything a program on a node finds in its environment: a closed list, nothing inherited. No AWS variable and no
 * secret of the emulator can be in it. TERM and LANG as AWS's agent sets them (data-channel paper section 11.1).
 */
export function programEnvironment(
  node: { home: string; hostName: string },
  user?: { name: string; home: string },
): Record<string, string> {
  const username = user?.name ?? userInfo().username;
  return {
    HOME: user?.home ?? node.home,
    LANG: 'C.UTF-8',
    LOGNAME: username,
    PATH: searchPath,
    // For sh; bash takes the one of the home folder's .bashrc.
    PS1: `${username}@${node.hostName}:$PWD$ `,
    SHELL: shellPath(),
    TERM: 'xterm-256color',
    USER: username,
  };
}
