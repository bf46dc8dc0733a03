/**
 * A finished log as AWS's agent on Linux leaves it (agent-service paper section 6): what was printed is copied through
 * `script`, which writes one line before and one after (util-linux 2.35 and later, without a terminal). Both give the time of the
 * copy. That the copy also doubles every carriage return is not repeated here.
 */
export function betweenScriptLines(output: Buffer, copiedAt: Date): Buffer {
  const time = copiedAt
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, '+00:00');
  return Buffer.concat([
    Buffer.from(`Script started on ${time} [<not executed on terminal>]\n`),
    output,
    Buffer.from(`\nScript done on ${time} [COMMAND_EXIT_CODE="0"]\n`),
  ]);
}
