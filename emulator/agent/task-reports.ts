import { z } from 'zod';
import { readObject } from '@/lib/data-channel/json-shape';

/** Sent up to three times, a second apart, until acknowledged (data-channel paper section 14.7). */
const triesMax = 3;
const tryEveryMs = 1000;

const acknowledgement = z.object({ TaskId: z.string() });

/** Results of sessions on their way to the service. */
export class TaskReports {
  readonly #open = new Map<string, NodeJS.Timeout>();

  constructor(private readonly write: (frame: Uint8Array) => void) {}

  send(taskId: string, frameOf: (retryNumber: number) => Uint8Array): void {
    let tries = 0;
    const attempt = () => {
      tries += 1;
      this.write(frameOf(tries));
      if (tries >= triesMax) this.#drop(taskId);
    };
    this.#drop(taskId);
    this.#open.set(taskId, setInterval(attempt, tryEveryMs));
    attempt();
  }

  /** An `agent_task_acknowledge` came. */
  acknowledged(payload: Uint8Array): void {
    const read = acknowledgement.safeParse(readObject(payload));
    if (read.success) this.#drop(read.data.TaskId);
  }

  stop(): void {
    for (const taskId of [...this.#open.keys()]) this.#drop(taskId);
  }

  #drop(taskId: string): void {
    clearInterval(this.#open.get(taskId));
    this.#open.delete(taskId);
  }
}
