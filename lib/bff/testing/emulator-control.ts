import type { TestEmulator } from '@/emulator/testing/start';

/** A write on the emulator's control API, as a test of time, people or luck needs it. */
export async function controlEmulator(emulator: TestEmulator, path: string, body: unknown): Promise<void> {
  const answer = await fetch(`${emulator.url}/_emulator/${path}`, {
    method: 'POST',
    headers: { 'x-emulator': '1', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`/_emulator/${path} answered ${answer.status}: ${await answer.text()}`);
}
