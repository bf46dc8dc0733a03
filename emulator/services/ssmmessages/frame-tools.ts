import { createHash, randomUUID } from 'node:crypto';
import type { Sha256 } from '@/lib/data-channel/frame';
import type { FrameMaker } from '@/lib/data-channel/frame-maker';

export const sha256: Sha256 = (bytes) => createHash('sha256').update(bytes).digest();

/** What the service needs to write messages of its own. */
export const frameMaker: FrameMaker = { sha256, newMessageId: randomUUID };
