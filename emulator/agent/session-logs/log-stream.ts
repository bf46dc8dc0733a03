import { StringDecoder } from 'node:string_decoder';
import type { HostedNode } from '../host-messages';
import type { NodeClient } from '../node-client';
import type { SessionOrder } from '../session-order';

/** How often what was printed is sent on. */
const sendEveryMs = 1000;
/** An event may have 256 KB in all (CloudWatch Logs quotas). */
const eventTextMax = 100_000;

/**
 * Streams a session's output to CloudWatch Logs while it runs: JSON events with lines as the terminal got them (user guide,
 * "Streaming session data using Amazon CloudWatch Logs"). What could not be sent is tried again with what follows.
 */
export class LogStream {
  readonly #decoder = new StringDecoder('utf8');
  #line = '';
  #lines: string[] = [];
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> = Promise.resolve();

  constructor(
    private readonly client: NodeClient,
    private readonly node: HostedNode,
    private readonly order: SessionOrder,
    private readonly group: string,
  ) {}

  append(bytes: Uint8Array): void {
    const [first = '', ...rest] = this.#decoder.write(Buffer.from(bytes)).split('\n');
    this.#line += first;
    for (const next of rest) {
      this.#lines.push(this.#line);
      this.#line = next;
    }
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#sendInTurn().catch(() => {});
    }, sendEveryMs);
  }

  /** Sends the rest. Throws where that fails. */
  async end(): Promise<void> {
    clearTimeout(this.#timer);
    const rest = this.#line + this.#decoder.end();
    this.#line = '';
    if (rest !== '') this.#lines.push(rest);
    await this.#sendInTurn();
  }

  #sendInTurn(): Promise<void> {
    const sent = this.#sending.then(() => this.#send());
    this.#sending = sent.catch(() => {});
    return sent;
  }

  async #send(): Promise<void> {
    while (this.#lines.length > 0) {
      const lines = portion(this.#lines);
      const { group: logGroupName } = this;
      const logEvents = [{ timestamp: Date.now(), message: this.#message(lines) }];
      await this.client.logs('PutLogEvents', {
        logGroupName,
        logStreamName: this.order.sessionId,
        logEvents,
      });
      this.#lines = this.#lines.slice(lines.length);
    }
  }

  #message(sessionData: readonly string[]): string {
    return JSON.stringify({
      eventVersion: '1.0',
      eventTime: new Date().toISOString(),
      awsRegion: this.node.region,
      target: { id: this.node.id },
      userIdentity: { arn: this.order.owner },
      runAsUser: this.order.runAs ?? '',
      sessionId: this.order.sessionId,
      sessionData,
    });
  }
}

/** As many lines as one event may have; at least one, which is cut if it alone is too long. */
function portion(lines: string[]): string[] {
  const [first = ''] = lines;
  if (first.length > eventTextMax) {
    lines.splice(0, 1, first.slice(0, eventTextMax), first.slice(eventTextMax));
    return [first.slice(0, eventTextMax)];
  }
  let length = 0;
  const over = lines.findIndex((line) => {
    length += line.length;
    return length > eventTextMax;
  });
  return over < 0 ? [...lines] : lines.slice(0, over);
}
