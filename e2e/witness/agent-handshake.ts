import { randomBytes } from 'node:crypto';
import { payloadType } from './frame';
import { isRecord, jsonObject, stringOf } from './payload';
import { encryptionContext, type SessionKeys, seal, splitDataKey, unseal } from './seal';
import type { ShellRequest } from './shell-request';

/** kms:Decrypt with the node's credentials; resolves with the 64-byte data key. */
export type DecryptDataKey = (
  ciphertext: Buffer,
  keyId: string,
  context: Record<string, string>,
) => Promise<Uint8Array>;

export interface AgentHandshakeOptions {
  agentVersion: string;
  instanceId: string;
  request: ShellRequest;
  decrypt?: DecryptDataKey;
  send(type: number, payload: string): void;
  /** The session may run now. */
  completed(): void;
  /** The text goes into the task's result and from there to the person. */
  failed(reason: string): void;
}

/** Each of the two waits of a handshake, in ms (data-channel paper section 9.1). */
const answerWithinMs = 15_000;

/** The agent's half of the handshake (sections 9 and 10). */
export class AgentHandshake {
  clientVersion: string | undefined;
  keys: SessionKeys | undefined;
  /** The client's answers as they came, for a test to look at. */
  processedActions: unknown[] = [];
  readonly #startedMs = performance.now();
  readonly #challenge = randomBytes(16).toString('base64');
  readonly #secret = randomBytes(64);
  #limit: NodeJS.Timeout | undefined;
  #over = false;

  constructor(private readonly options: AgentHandshakeOptions) {}

  /** Where section 9.1 says that a handshake is due. */
  static isDue({ sessionType, kmsKeyId }: ShellRequest): boolean {
    return sessionType === 'Port' || sessionType === 'NonInteractiveCommands' || kmsKeyId !== '';
  }

  /** Port sessions never use KMS, even where a key is configured. */
  get #keyId(): string {
    const { sessionType, kmsKeyId } = this.options.request;
    return sessionType === 'Port' ? '' : kmsKeyId;
  }

  begin(): void {
    const { sessionType, properties } = this.options.request;
    const actions: object[] = [
      {
        ActionType: 'SessionType',
        ActionParameters: {
          SessionType: sessionType,
          Properties: sessionType === 'Port' ? properties : null,
        },
      },
    ];
    if (this.#keyId !== '') {
      const parameters = { KMSKeyId: this.#keyId, Challenge: this.#challenge };
      actions.push({ ActionType: 'KMSEncryption', ActionParameters: parameters });
    }
    const body = { AgentVersion: this.options.agentVersion, RequestedClientActions: actions };
    this.options.send(payloadType.handshakeRequest, JSON.stringify(body));
    this.#await('HandshakeResponse');
  }

  /** HandshakeResponse. @throws SyntaxError, TypeError when not of section 9.3's shape */
  respond(payload: Buffer): void {
    const body = jsonObject(payload);
    this.clientVersion = stringOf(body, 'ClientVersion');
    const actions = body.ProcessedClientActions;
    if (!Array.isArray(actions)) throw new TypeError('ProcessedClientActions must be a list');
    this.processedActions = actions;
    const refused = actions.find((action) => !isRecord(action) || action.ActionStatus !== 1);
    if (refused !== undefined) this.#fail(`client refused: ${JSON.stringify(refused)}`);
    else if (this.#keyId === '') this.#complete('');
    else void this.#agree(actions);
  }

  /** EncChallengeResponse. A wrong one shows as the timeout, as with AWS's agent. @throws Error */
  verify(payload: Buffer): void {
    if (!this.keys) throw new Error('a challenge response before a challenge');
    const sealed = Buffer.from(stringOf(jsonObject(payload), 'Challenge'), 'base64');
    if (!unseal(this.keys.clientToAgent, sealed).equals(this.#secret)) throw new Error('challenge mismatch');
    this.#complete('This session is encrypted using AWS KMS.');
  }

  /** The session ended some other way. */
  dispose(): void {
    this.#over = true;
    clearTimeout(this.#limit);
  }

  async #agree(actions: unknown[]): Promise<void> {
    try {
      const { decrypt, request, instanceId } = this.options;
      if (!decrypt) throw new Error('this agent was given no way to call KMS');
      const result = kmsResult(actions);
      const challenge = result.ChallengeAcknowledgement === true ? this.#challenge : undefined;
      const context = encryptionContext(request.sessionId, instanceId, challenge);
      const blob = Buffer.from(stringOf(result, 'KMSCipherTextKey'), 'base64');
      this.keys = splitDataKey(await decrypt(blob, this.#keyId, context));
      if (this.#over) return;
      const sealed = seal(this.keys.agentToClient, this.#secret).toString('base64');
      this.options.send(payloadType.challengeRequest, JSON.stringify({ Challenge: sealed }));
      this.#await('EncChallengeResponse');
    } catch (error) {
      this.#fail(`KMS encryption failed: ${String(error)}`);
    }
  }

  #await(what: string): void {
    clearTimeout(this.#limit);
    this.#limit = setTimeout(() => this.#fail(`no ${what} within ${answerWithinMs} ms`), answerWithinMs);
  }

  #complete(message: string): void {
    this.dispose();
    const nanoseconds = Math.round((performance.now() - this.#startedMs) * 1e6);
    const body = { HandshakeTimeToComplete: nanoseconds, CustomerMessage: message };
    this.options.send(payloadType.handshakeComplete, JSON.stringify(body));
    this.options.completed();
  }

  #fail(reason: string): void {
    if (this.#over) return;
    this.dispose();
    this.options.failed(reason);
  }
}

function kmsResult(actions: unknown[]): Record<string, unknown> {
  const action = actions.find((one) => isRecord(one) && one.ActionType === 'KMSEncryption');
  if (isRecord(action) && isRecord(action.ActionResult)) return action.ActionResult;
  throw new TypeError('no result for KMSEncryption');
}
