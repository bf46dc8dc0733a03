import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A folder of a node's own, where its shells start. Its prompt names the node: all of them run on this one machine,
 * and `\h` would say the same everywhere. What a person changed there is left alone.
 */
export async function nodeHome(root: string, nodeId: string, hostName: string): Promise<string> {
  const home = join(root, nodeId);
  await mkdir(home, { recursive: true, mode: 0o700 });
  const bashrc = `PS1='\\u@${hostName}:\\w\\$ '\n`;
  await writeFile(join(home, '.bashrc'), bashrc, { flag: 'wx', mode: 0o600 }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  });
  return home;
}

/** A host name that can stand in a prompt: nothing in it means anything to a shell. */
export const promptHostName = (name: string): string =>
  name.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 63) || 'node';
