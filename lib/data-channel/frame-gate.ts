import { decodeFrame, type Frame, type FrameFault, type Sha256 } from './frame';

/** The door of one end: valid frames pass, the rest is counted. A bad frame is no reason to end a session. */
export class FrameGate {
  readonly #sha256: Sha256;
  #lastHeardMs: number | null = null;
  #droppedFrames = 0;
  #lastFault: FrameFault | null = null;

  constructor(sha256: Sha256) {
    this.#sha256 = sha256;
  }

  /** When a valid frame of any kind last came. */
  get lastHeardMs(): number | null {
    return this.#lastHeardMs;
  }
  get droppedFrames(): number {
    return this.#droppedFrames;
  }
  get lastFault(): FrameFault | null {
    return this.#lastFault;
  }

  /** The frame, or null when it is malformed. */
  admit(bytes: Uint8Array, nowMs: number): Frame | null {
    const decoded = decodeFrame(bytes, this.#sha256);
    if (decoded.ok) {
      this.#lastHeardMs = nowMs;
      return decoded.frame;
    }
    this.#droppedFrames += 1;
    this.#lastFault = decoded.fault;
    return null;
  }
}
