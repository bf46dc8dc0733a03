import { type FrameMaker, unsequencedFrame } from './frame-maker';

/** Tells an agent to go on reading its process (data-channel paper section 8). */
export function startPublicationFrame(make: FrameMaker, nowMs: number): Uint8Array {
  return unsequencedFrame(make, 'start_publication', {}, nowMs);
}

/** Tells an agent to stop reading its process: nobody is there to take the output. */
export function pausePublicationFrame(make: FrameMaker, nowMs: number): Uint8Array {
  return unsequencedFrame(make, 'pause_publication', {}, nowMs);
}
