import { compileWithout, rooms } from './run/rooms.mjs';
import { runScript, say } from './run/say.mjs';

/** `node scripts/check-rooms.mjs`: the console must still compile when any one room was deleted. */
await runScript(async () => {
  const failed = [];
  for (const room of rooms()) {
    const code = await compileWithout(room, say);
    say(code ? `without ${room}: does not compile` : `without ${room}: compiles`);
    if (code) failed.push(room);
  }
  return failed.length > 0 ? 1 : 0;
});
