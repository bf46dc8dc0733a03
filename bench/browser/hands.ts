import { once } from 'node:events';
import { WebSocket } from 'ws';
import { z } from 'zod';

const message = z.object({
  id: z.number().optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
});
const targets = z.object({
  targetInfos: z.array(z.object({ targetId: z.string(), type: z.string(), url: z.string() })),
});
const created = z.object({ targetId: z.string() });
const heap = z.object({ usedSize: z.number() });
const attached = z.object({ sessionId: z.string() });
const evaluated = z.object({
  result: z.object({ value: z.unknown().optional() }),
  exceptionDetails: z
    .object({ exception: z.object({ description: z.string().optional() }).optional() })
    .optional(),
});

const keyCodes: Record<string, number> = { Enter: 13 };

/**
 * A person's hands on an open page: keys, and a look at values. Nothing else is attached: Playwright has Chromium
 * report every frame of every WebSocket, in base64, which costs more than the frames themselves.
 */
export class Hands {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: Error) => void }
  >();
  #session: string | null = null;
  #id = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => this.#heard(message.parse(JSON.parse(String(data)))));
  }

  /** Takes hold of the page whose address contains `part`. */
  static async on(debuggerUrl: string, part: string): Promise<Hands> {
    const hands = await Hands.#connect(debuggerUrl);
    const { targetInfos } = targets.parse(await hands.#call('Target.getTargets'));
    const page = targetInfos.find(({ type, url }) => type === 'page' && url.includes(part));
    if (!page) throw new Error(`No page at ${part}.`);
    await hands.#hold(page.targetId);
    return hands;
  }

  /** Opens an empty page, in front of the others. */
  static async onNewPage(debuggerUrl: string): Promise<Hands> {
    const hands = await Hands.#connect(debuggerUrl);
    const { targetId } = created.parse(await hands.#call('Target.createTarget', { url: 'about:blank' }));
    await hands.#hold(targetId);
    return hands;
  }

  static async #connect(debuggerUrl: string): Promise<Hands> {
    const socket = new WebSocket(debuggerUrl, { perMessageDeflate: false });
    await once(socket, 'open');
    return new Hands(socket);
  }

  async #hold(targetId: string): Promise<void> {
    this.#session = attached.parse(
      await this.#call('Target.attachToTarget', { targetId, flatten: true }),
    ).sessionId;
  }

  /** Brings the page to the front, with the keyboard: one behind another is drawn seldom. */
  async front(): Promise<void> {
    await this.#call('Page.bringToFront');
    await this.#call('Emulation.setFocusEmulationEnabled', { enabled: true });
  }

  /** Runs statements in the page. */
  async run(script: string): Promise<void> {
    // Without a value of its own: a promise made on the way is not waited for.
    await this.look(`{${script};\nundefined}`, z.unknown());
  }

  /** Bytes of the page's own heap, after its garbage was collected. Workers have heaps of their own. */
  async heapBytes(): Promise<number> {
    await this.#call('HeapProfiler.collectGarbage');
    return heap.parse(await this.#call('Runtime.getHeapUsage')).usedSize;
  }

  /** The value of an expression in the page; a promise is waited for. `shape` says what it must be. */
  async look<T>(expression: string, shape: z.ZodType<T>): Promise<T> {
    const answer = evaluated.parse(
      await this.#call('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }),
    );
    if (answer.exceptionDetails)
      throw new Error(`${expression}: ${answer.exceptionDetails.exception?.description ?? 'threw'}`);
    return shape.parse(answer.result.value);
  }

  /** Waits until an expression of the page is true. Throws when it is not after `secondsMax`. */
  async until(condition: string, secondsMax = 120): Promise<void> {
    const wait = `new Promise((done, fail) => {
      const endMs = performance.now() + ${secondsMax * 1e3};
      const timer = setInterval(() => {
        if (${condition}) done(true);
        else if (performance.now() > endMs) fail(new Error('Not so after ${secondsMax} s.'));
        else return;
        clearInterval(timer);
      }, 10);
    })`;
    await this.look(wait, z.literal(true));
  }

  /** One key, pressed and let go. A letter, or Enter; `control` holds Ctrl meanwhile. */
  async press(key: string, control = false): Promise<void> {
    const windowsVirtualKeyCode = keyCodes[key] ?? key.toUpperCase().charCodeAt(0);
    const text = control ? '' : key === 'Enter' ? '\r' : key;
    const facts = { key, windowsVirtualKeyCode, modifiers: control ? 2 : 0 };
    await this.#call('Input.dispatchKeyEvent', { type: text ? 'keyDown' : 'rawKeyDown', text, ...facts });
    await this.#call('Input.dispatchKeyEvent', { type: 'keyUp', ...facts });
  }

  /** Text as an input method gives it: a key's code says nothing about a character that needs Shift. */
  async type(text: string): Promise<void> {
    await this.#call('Input.insertText', { text });
  }

  letGo(): void {
    this.#socket.terminate();
  }

  #call(method: string, params: object = {}): Promise<unknown> {
    this.#id += 1;
    const id = this.#id;
    const session = this.#session === null ? {} : { sessionId: this.#session };
    this.#socket.send(JSON.stringify({ id, method, params, ...session }));
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  #heard({ id, result, error }: z.infer<typeof message>): void {
    const waiting = id === undefined ? undefined : this.#waiting.get(id);
    if (id === undefined || !waiting) return;
    this.#waiting.delete(id);
    if (error) waiting.reject(new Error(error.message));
    else waiting.resolve(result);
  }
}
