import { setTimeout as delay } from 'node:timers/promises';
import type { HostedNode } from '../host-messages';
import { type NodeClient, ServiceRefusal } from '../node-client';
import { retryDelaysMs } from '../retry-delays';
import type { SessionOrder } from '../session-order';
import { checkLogTargets } from './check-log-targets';
import { LogStream } from './log-stream';
import { OutputFile } from './output-file';
import { betweenScriptLines } from './script-lines';
import { uploadToCloudWatch, uploadToS3 } from './upload-log';

/** Tries per upload: a service that is started anew is back after these, one that refuses will refuse again. */
const triesMax = 6;

/** Where a session's log was really written, as the agent reports it. */
export interface WrittenLogs {
  readonly s3Bucket: string;
  readonly s3UrlSuffix: string;
  readonly cwlGroup: string;
  readonly cwlStream: string;
}

/** What a session printed, on its way to where the session document wants it. */
export class SessionLog {
  #writtenToStream = false;

  private constructor(
    private readonly client: NodeClient,
    private readonly order: SessionOrder,
    private readonly log: (line: string) => void,
    private readonly file: OutputFile | undefined,
    private readonly stream: LogStream | undefined,
  ) {}

  /** Throws CannotStart where the document demands an encryption that is not there. */
  static async open(
    client: NodeClient,
    node: HostedNode,
    order: SessionOrder,
    log: (line: string) => void,
  ): Promise<SessionLog> {
    const { s3, cloudWatch } = order.logs;
    await checkLogTargets(client, order.logs);
    const file = s3 || (cloudWatch && !cloudWatch.streamed) ? await OutputFile.create() : undefined;
    const stream = cloudWatch?.streamed ? new LogStream(client, node, order, cloudWatch.group) : undefined;
    const made = new SessionLog(client, order, log, file, stream);
    // A group that is not there costs the log, not the session (as AWS's agent has it).
    if (stream) await made.#createStream();
    return made;
  }

  append(bytes: Uint8Array): void {
    this.file?.append(bytes);
    if (this.#writtenToStream) this.stream?.append(bytes);
  }

  /** Writes it all where it belongs; says where it really went. Never throws. */
  async finish(): Promise<WrittenLogs> {
    const { s3, cloudWatch } = this.order.logs;
    const output = await this.#takeFile();
    const text = output && betweenScriptLines(output, new Date());
    const inBucket = s3 && text ? await this.#tried(() => uploadToS3(this.client, s3, text)) : false;
    const inGroup = cloudWatch ? await this.#finishCloudWatch(cloudWatch.group, text) : false;
    return {
      s3Bucket: s3 && inBucket ? s3.bucket : '',
      s3UrlSuffix: s3 && inBucket ? s3.key : '',
      cwlGroup: cloudWatch && inGroup ? cloudWatch.group : '',
      cwlStream: inGroup ? this.order.sessionId : '',
    };
  }

  /** The agent ends without having finished: nothing stays on disk. */
  async drop(): Promise<void> {
    await this.file?.drop();
  }

  async #takeFile(): Promise<Buffer | undefined> {
    try {
      return await this.file?.read();
    } catch (error) {
      this.log(`${this.order.sessionId}: its log could not be kept: ${String(error)}`);
      return undefined;
    } finally {
      await this.file?.drop();
    }
  }

  async #finishCloudWatch(group: string, text: Buffer | undefined): Promise<boolean> {
    const { stream } = this;
    if (stream) return this.#writtenToStream && (await this.#tried(() => stream.end()));
    const target = { group, stream: this.order.sessionId };
    if (!text || !(await this.#createStream())) return false;
    return this.#tried(() => uploadToCloudWatch(this.client, target, text));
  }

  async #createStream(): Promise<boolean> {
    const logGroupName = this.order.logs.cloudWatch?.group;
    const input = { logGroupName, logStreamName: this.order.sessionId };
    this.#writtenToStream = await this.#tried(() => this.client.logs('CreateLogStream', input));
    return this.#writtenToStream;
  }

  /** A refusal is final; a service that cannot be reached may be back in a moment. */
  async #tried(attempt: () => Promise<unknown>): Promise<boolean> {
    const delaysMs = retryDelaysMs();
    for (let tries = 1; ; tries += 1) {
      try {
        await attempt();
        return true;
      } catch (error) {
        if (error instanceof ServiceRefusal || tries === triesMax) {
          this.log(`${this.order.sessionId}: its log could not be written: ${String(error)}`);
          return false;
        }
      }
      await delay(delaysMs.next().value);
    }
  }
}
