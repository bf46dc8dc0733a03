'use client';
import type { FromWorker, WorkerPort } from './worker-messages';

/** Starts the terminal worker. One per page; it lives until the page goes away. */
export function startWorker(): WorkerPort {
  const worker = new Worker(new URL('../worker/shell-worker.ts', import.meta.url), { type: 'module' });
  return {
    post: (message, transfer = []) => worker.postMessage(message, transfer),
    listen(heard) {
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => heard(data);
      worker.onerror = () => {
        worker.terminate();
        heard({ say: 'failed' });
      };
    },
  };
}
