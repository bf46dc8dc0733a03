import { CannotStart } from './cannot-start';
import { programEnvironment, shellPath } from './environment';
import type { HostedNode } from './host-messages';
import { PipeProgram } from './pipe-program';
import type { Program, ProgramEvents } from './program';
import { type Command, PtyProgram } from './pty-program';
import { asUser, runAsUser } from './run-as-user';
import type { SessionOrder } from './session-order';
import { wordsOf } from './words-of';

/** Starts what the session asks for. Throws CannotStart. */
export function startProgram(node: HostedNode, order: SessionOrder, events: ProgramEvents): Program {
  if (order.sessionType === 'Port')
    throw new CannotStart("The emulator's built-in agent has no port sessions; AWS's own agent does.");
  const user = order.runAs === undefined ? undefined : runAsUser(order.runAs);
  const where = { cwd: user ? user.cwd : node.home, env: programEnvironment(node, user) };
  if (order.sessionType === 'Standard_Stream')
    return startShell(order, { ...where, ...asUser(user, shellPath(), []) }, events);
  const commands = order.commands?.commands ?? '';
  if (order.sessionType === 'InteractiveCommands')
    return new PtyProgram({ ...where, ...asUser(user, '/bin/sh', ['-c', commands]) }, events);
  const [file = '', ...args] = wordsOf(commands);
  return new PipeProgram({ ...where, ...asUser(user, file, args) }, events);
}

function startShell(order: SessionOrder, shell: Command, events: ProgramEvents): Program {
  const program = new PtyProgram(shell, events);
  if (order.shellProfile !== '') program.write(Buffer.from(`${order.shellProfile}\n`));
  return program;
}
