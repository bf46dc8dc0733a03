import type { CloseReason } from './close-reason';
import type { AgentEffect, Settled } from './effect';
import {
  actionStatus,
  type HandshakeResponse,
  type ProcessedAction,
  type RequestedAction,
  readHandshakeResponse,
  type SessionType,
  writeHandshakeComplete,
  writeHandshakeRequest,
} from './handshake';
import { sealedBytesMin } from './incoming-lane';
import type { JsonObject } from './json-shape';
import type { LaneTools } from './outgoing-lane';
import { payloadType } from './payload-type';
import { readChallenge, writeChallenge } from './stream-payloads';
import { base64, fromBase64 } from './text';

/** How long AWS's agent waits for each answer. */
export const handshakeAnswerMsMax = 15_000;

/** What the handshake needs from the channel around it. */
export interface AgentHandshakeHost {
  readonly emit: (effect: AgentEffect) => void;
  readonly newQuestion: LaneTools['newQuestion'];
  readonly send: (type: number, payload: Uint8Array, nowMs: number) => void;
  readonly encrypt: () => void;
  readonly complete: (nowMs: number) => void;
  readonly close: (reason: CloseReason, text: string) => void;
}

export interface AgentHandshakeOptions {
  readonly agentVersion: string;
  readonly sessionType: SessionType;
  readonly properties: JsonObject | null;
  /** The KMS key of the session document, null for none. Port sessions never encrypt. */
  readonly kmsKeyId: string | null;
  readonly randomBytes: (length: number) => Uint8Array;
}

type Step = 'idle' | 'response' | 'decrypt' | 'seal' | 'answer' | 'open' | 'over';

/** The agent's part of the handshake (data-channel paper sections 9 and 10). */
export class AgentHandshake {
  readonly #host: AgentHandshakeHost;
  readonly #options: AgentHandshakeOptions;
  readonly #keyId: string | null;
  #step: Step = 'idle';
  #question = 0;
  #startedMs = 0;
  #deadlineMs: number | null = null;
  #keyChallenge = '';
  #challenge = new Uint8Array(0);
  #clientVersion: string | null = null;

  constructor(host: AgentHandshakeHost, options: AgentHandshakeOptions) {
    this.#host = host;
    this.#options = options;
    this.#keyId = options.sessionType === 'Port' ? null : options.kmsKeyId;
  }

  /** Shells without a key start at once (paper section 9.1). */
  get isNeeded(): boolean {
    const { sessionType } = this.#options;
    return this.#keyId !== null || sessionType === 'NonInteractiveCommands' || sessionType === 'Port';
  }
  get clientVersion(): string | null {
    return this.#clientVersion;
  }
  get deadlineMs(): number | null {
    return this.#deadlineMs;
  }

  start(nowMs: number): void {
    const { agentVersion, sessionType, properties, randomBytes } = this.#options;
    const isPort = sessionType === 'Port';
    const actions: RequestedAction[] = [
      { action: 'SessionType', sessionType, properties: isPort ? properties : null },
    ];
    if (this.#keyId !== null) {
      this.#keyChallenge = base64(randomBytes(16));
      actions.push({ action: 'KMSEncryption', keyId: this.#keyId, challenge: this.#keyChallenge });
    }
    this.#startedMs = nowMs;
    this.#await('response', nowMs + handshakeAnswerMsMax);
    this.#host.send(payloadType.handshakeRequest, writeHandshakeRequest({ agentVersion, actions }), nowMs);
  }

  /** Payload type 6. Anything but the one expected answer is ignored. */
  responded(payload: Uint8Array, nowMs: number): void {
    if (this.#step !== 'response') return;
    const response = readHandshakeResponse(payload);
    if (response === null) {
      this.#host.close('handshake-invalid', 'The client answered the handshake with something unreadable.');
      return;
    }
    const refusal = response.actions.find(({ status }) => status !== actionStatus.success);
    if (refusal !== undefined) {
      this.#host.close('handshake-refused', refusal.error || `The client failed at ${refusal.actionType}.`);
      return;
    }
    this.#clientVersion = response.clientVersion;
    if (this.#keyId === null) this.#complete(nowMs);
    else this.#decryptKey(this.#keyId, response, nowMs);
  }

  /** Payload type 9. */
  answered(payload: Uint8Array): void {
    if (this.#step !== 'answer') return;
    const sealed = readChallenge(payload);
    if (sealed === null || sealed.length < sealedBytesMin) {
      this.#host.close('challenge-failed', 'The client answered the challenge with something unreadable.');
      return;
    }
    this.#ask('open', (id) => this.#host.emit({ do: 'open', id, bytes: sealed }));
  }

  /** Takes an answer of the host. False when it is to none of the handshake's questions. */
  settled(id: number, result: Settled, nowMs: number): boolean {
    if (id !== this.#question) return false;
    this.#question = 0;
    if (!result.ok)
      this.#host.close(this.#step === 'decrypt' ? 'encryption-refused' : 'challenge-failed', result.text);
    else if (this.#step === 'decrypt') this.#sealChallenge();
    else if (this.#step === 'seal') this.#sendChallenge(result.bytes, nowMs);
    else this.#judge(result.bytes, nowMs);
    return true;
  }

  /** Ends the session when an answer is overdue. */
  checkDeadline(nowMs: number): void {
    if (this.#deadlineMs === null || nowMs < this.#deadlineMs) return;
    this.#host.close('handshake-timeout', 'The client did not answer the handshake in time.');
  }

  #decryptKey(keyId: string, response: HandshakeResponse, nowMs: number): void {
    const key = response.actions.find(({ actionType }) => actionType === 'KMSEncryption') ?? null;
    const ciphertext = dataKeyBytes(key);
    if (ciphertext === null) {
      this.#host.close('handshake-refused', 'The client sent no data key.');
      return;
    }
    this.#deadlineMs = nowMs + handshakeAnswerMsMax;
    const challenge = key?.dataKey?.challengeAcknowledged === true ? this.#keyChallenge : null;
    this.#ask('decrypt', (id) => this.#host.emit({ do: 'decrypt-key', id, keyId, ciphertext, challenge }));
  }

  #sealChallenge(): void {
    this.#host.encrypt();
    this.#challenge = this.#options.randomBytes(64).slice();
    this.#ask('seal', (id) => this.#host.emit({ do: 'seal', id, bytes: this.#challenge }));
  }

  #sendChallenge(sealed: Uint8Array, nowMs: number): void {
    this.#await('answer', nowMs + handshakeAnswerMsMax);
    this.#host.send(payloadType.challengeRequest, writeChallenge(sealed), nowMs);
  }

  #judge(answer: Uint8Array, nowMs: number): void {
    let difference = answer.length ^ this.#challenge.length;
    for (let i = 0; i < this.#challenge.length; i += 1)
      difference |= (answer[i] ?? 0) ^ (this.#challenge[i] ?? 0);
    if (difference === 0) this.#complete(nowMs);
    else this.#host.close('challenge-failed', 'The client did not return the challenge.');
  }

  #complete(nowMs: number): void {
    this.#await('over', null);
    const customerMessage = this.#keyId === null ? '' : 'This session is encrypted using AWS KMS.';
    const timeToCompleteNs = (nowMs - this.#startedMs) * 1_000_000;
    const complete = writeHandshakeComplete({ timeToCompleteNs, customerMessage });
    this.#host.send(payloadType.handshakeComplete, complete, nowMs);
    this.#host.complete(nowMs);
  }

  #await(step: Step, deadlineMs: number | null): void {
    this.#step = step;
    this.#deadlineMs = deadlineMs;
  }

  #ask(step: Step, emit: (id: number) => void): void {
    this.#step = step;
    this.#question = this.#host.newQuestion();
    emit(this.#question);
  }
}

function dataKeyBytes(action: ProcessedAction | null): Uint8Array | null {
  const text = action?.dataKey?.ciphertext ?? '';
  return text === '' ? null : fromBase64(text);
}
