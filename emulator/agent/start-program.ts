import { programEnvironment, shellPath } from './environment';
import type { HostedNode } from './host-messages';
import { PipeProgram } from './pipe-program';
import type { Program, ProgramEvents } from './program';
import { PtyProgram } from './pty-program';
import type { SessionOrder } from './session-order';
import { wordsOf } from './words-of';

/** Why a session cannot be started here, for the person's screen. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}

/** Starts what the session asks for. Throws CannotStart. */
export function startProgram(node: HostedNode, order: SessionOrder, events: ProgramEvents): Program {
  if (order.sessionType === 'Port')
    throw new CannotStart("The emulator's built-in agent has no port sessions; AWS's own agent does.");
  if (order.runAsEnabled)
    throw new CannotStart("The emulator's built-in agent runs shells as its own user: turn Run As off.");
  const where = { cwd: node.home, env: programEnvironment(node) };
  if (order.sessionType === 'Standard_Stream') return startShell(order, where, events);
  const commands = order.commands?.commands ?? '';
  if (order.sessionType === 'InteractiveCommands')
    return new PtyProgram({ ...where, file: '/bin/sh', args: ['-c', commands] }, events);
  const [file = '', ...args] = wordsOf(commands);
  return new PipeProgram({ ...where, file, args }, events);
}

function startShell(
  order: SessionOrder,
  where: { cwd: string; env: Record<string, string> },
  events: ProgramEvents,
): Program {
  const program = new PtyProgram({ ...where, file: shellPath(), args: [] }, events);
  if (order.shellProfile !== '') program.write(Buffer.from(`${order.shellProfile}\n`));
  return program;
}
