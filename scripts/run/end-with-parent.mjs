/**
 * Loaded into a process before its program (`node --import`): ends it when the process that started it is gone, however
 * that went. The standard input is a pipe from the parent, which says nothing and closes with it.
 */
import { parentVariable } from './parent-variable.mjs';

// A process that this one starts inherits the option, but not the pipe's meaning.
if (process.env[parentVariable] === String(process.ppid)) {
  // Not our group: whoever is of it is a child of ours, and ends in order with us.
  const end = () => process.kill(process.pid, 'SIGTERM');
  process.stdin.once('end', end).once('error', end).resume();
  // The program decides how long it runs; the pipe keeps nobody.
  if ('unref' in process.stdin) process.stdin.unref();
}
