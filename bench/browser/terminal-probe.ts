/** What the probe in the page has seen. Times are `performance.now()` of the page. */
export interface TerminalProbe {
  /** Output messages of the terminal's worker so far, in bytes. */
  outputBytes: number;
  /** The last of that output. */
  tail: string;
  /** Bytes that the page has told the worker it has drawn. */
  drawnBytes: number;
  firstOutputAtMs: number | null;
  lastDrawnAtMs: number;
  /** Resolves at the first frame drawn behind the next output, with when its key was pressed and when it was painted. */
  nextGlyph(): Promise<{ keyAtMs: number; outputAtMs: number; paintedAtMs: number }>;
  /** Keeps all output from now on, or forgets it. */
  keepText(keep: boolean): void;
  text(): string;
  /** Forgets the last of the output: what is waited for next is not yet there. */
  forgetTail(): void;
  /** Forgets what was counted. */
  restart(): void;
}

declare global {
  interface Window {
    terminalProbe: TerminalProbe;
  }
}

/**
 * Runs in the page before its scripts. Stands between page and worker and behind the renderer's drawing calls: WebGL
 * where there is some, else the DOM renderer's rows.
 */
export function installTerminalProbe(): void {
  const decoder = new TextDecoder();
  let keyAtMs = 0;
  let outputAtMs: number | null = null;
  let painted: ((glyph: { keyAtMs: number; outputAtMs: number; paintedAtMs: number }) => void) | null = null;
  let kept: Uint8Array[] | null = null;
  const probe: TerminalProbe = {
    outputBytes: 0,
    tail: '',
    drawnBytes: 0,
    firstOutputAtMs: null,
    lastDrawnAtMs: 0,
    nextGlyph() {
      outputAtMs = null;
      return new Promise((resolve, reject) => {
        painted = resolve;
        setTimeout(() => reject(new Error('No glyph was painted behind a key for 15 s.')), 15_000);
      });
    },
    keepText(keep) {
      kept = keep ? [] : null;
    },
    text() {
      const whole = new TextDecoder();
      return (kept ?? []).map((bytes) => whole.decode(bytes, { stream: true })).join('');
    },
    forgetTail() {
      probe.tail = '';
    },
    restart() {
      Object.assign(probe, { outputBytes: 0, drawnBytes: 0, firstOutputAtMs: null, lastDrawnAtMs: 0 });
    },
  };
  window.terminalProbe = probe;
  window.addEventListener('keydown', ({ timeStamp }) => (keyAtMs = timeStamp), { capture: true });

  const drew = () => {
    if (painted === null || outputAtMs === null) return;
    const [tell, arrivedAtMs] = [painted, outputAtMs];
    painted = null;
    // A message sent while a frame is made is handled once the frame has left for the screen.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => tell({ keyAtMs, outputAtMs: arrivedAtMs, paintedAtMs: performance.now() });
    port2.postMessage(null);
  };
  const draw = WebGL2RenderingContext.prototype.drawElementsInstanced;
  WebGL2RenderingContext.prototype.drawElementsInstanced = function (...args) {
    draw.apply(this, args);
    drew();
  };
  new MutationObserver((changes) => {
    if (changes.some(({ target }) => target instanceof Element && target.closest('.xterm-rows'))) drew();
  }).observe(document, { childList: true, subtree: true, characterData: true });

  const Native = window.Worker;
  window.Worker = class extends Native {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener('message', ({ data }: MessageEvent<{ say?: unknown; bytes?: Uint8Array }>) => {
        if (data.say !== 'output' || !data.bytes) return;
        outputAtMs ??= performance.now();
        probe.firstOutputAtMs ??= performance.now();
        probe.outputBytes += data.bytes.length;
        kept?.push(data.bytes.slice());
        probe.tail = (probe.tail + decoder.decode(data.bytes.slice(-200))).slice(-200);
      });
      const post = this.postMessage.bind(this);
      this.postMessage = (message: { say?: unknown; bytes?: number }, transfer?: unknown) => {
        if (message.say === 'drawn' && typeof message.bytes === 'number') {
          probe.drawnBytes += message.bytes;
          probe.lastDrawnAtMs = performance.now();
        }
        post(message, Array.isArray(transfer) ? transfer : []);
      };
    }
  };
}
