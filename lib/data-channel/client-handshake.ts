import type { HandshakeState } from './client-state';
import type { CloseReason } from './close-reason';
import type { ClientEffect, Settled } from './effect';
import {
  actionStatus,
  type DataKeyResult,
  type HandshakeRequest,
  type ProcessedAction,
  type RequestedAction,
  readHandshakeComplete,
  readHandshakeRequest,
  type SessionType,
  sessionTypes,
  writeHandshakeResponse,
} from './handshake';
import { sealedBytesMin } from './incoming-lane';
import type { JsonObject } from './json-shape';
import type { LaneTools } from './outgoing-lane';
import { payloadType } from './payload-type';
import { readChallenge, writeChallenge } from './stream-payloads';
import { base64 } from './text';
import { clientGates } from './version-gates';

/** Says "no smux" to an agent: it then serves a port in basic mode (data-channel paper section 9.5). */
export const clientVersionWithoutMux = '1.1.69.0';

/** What the handshake needs from the channel around it. */
export interface ClientHandshakeHost {
  readonly emit: (effect: ClientEffect) => void;
  readonly newQuestion: LaneTools['newQuestion'];
  readonly send: (type: number, payload: Uint8Array, nowMs: number) => void;
  /** Both lanes seal and open from here on. */
  readonly encrypt: () => void;
  readonly complete: (nowMs: number) => void;
  readonly close: (reason: CloseReason, text: string) => void;
}

export interface ClientHandshakeOptions {
  /** False: a session that demands KMS encryption is refused with a reason. */
  readonly encryption: boolean;
  /** Undefined: whatever the node says. */
  readonly expectedKmsKeyId: string | null | undefined;
  /** True: put the agent's challenge into the KMS encryption context and say so. */
  readonly acknowledgeChallenge: boolean;
  readonly sessionTypes: readonly SessionType[];
  readonly clientVersion: string;
  /** True when the host speaks smux over port sessions. */
  readonly mux: boolean;
}

type Question = { readonly about: 'data-key' | 'challenge-open' | 'challenge-seal'; readonly id: number };

/** Longest handshake message taken. Real ones are a few hundred bytes; what is kept of one is counted on this. */
const handshakeBytesMax = 65_536;

/** The client's part of the handshake (data-channel paper sections 9 and 10). Answers exactly once. */
export class ClientHandshake {
  readonly #host: ClientHandshakeHost;
  readonly #options: ClientHandshakeOptions;
  #request: HandshakeRequest | null = null;
  #requestBytes: Uint8Array | null = null;
  #sealedChallenge: Uint8Array | null = null;
  #question: Question | null = null;
  #responded = false;
  #challenged = false;
  #encrypted = false;
  #done = false;

  constructor(host: ClientHandshakeHost, options: ClientHandshakeOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** Null until the agent has said it. */
  get agentVersion(): string | null {
    return this.#request?.agentVersion ?? null;
  }
  get sessionType(): string | null {
    return this.#sessionTypeAction()?.sessionType ?? null;
  }
  get properties(): JsonObject | null {
    return this.#sessionTypeAction()?.properties ?? null;
  }
  get encrypted(): boolean {
    return this.#encrypted;
  }

  /** Output has come. False when it may not: before the end of a handshake, or unsealed where it must be sealed. */
  allowsOutput(): boolean {
    if (this.#request !== null || typeof this.#options.expectedKmsKeyId !== 'string') {
      const isTurn = this.#request === null || this.#done;
      if (!isTurn) this.#invalid('The node sent output before the end of the handshake.');
      return isTurn;
    }
    this.#host.close('encryption-missing', unencryptedText);
    return false;
  }

  /** Payload type 5. A second one is ignored: a second answer would deafen the agent. */
  requested(payload: Uint8Array, nowMs: number): void {
    if (this.#request !== null) return;
    const request = payload.length > handshakeBytesMax ? null : readHandshakeRequest(payload);
    if (request === null) {
      this.#invalid('The node sent a handshake that cannot be read.');
      return;
    }
    this.#request = request;
    this.#requestBytes = payload.slice();
    const type = this.#sessionTypeAction()?.sessionType;
    if (type === undefined) {
      this.#invalid('The node did not name the kind of session.');
      return;
    }
    if (new Set(request.actions.map(actionTypeOf)).size < request.actions.length) {
      this.#invalid('The node asked for the same thing twice.');
      return;
    }
    const known = sessionTypes.find((name) => name === type);
    if (known === undefined || !this.#options.sessionTypes.includes(known)) {
      this.#respond(null, nowMs);
      this.#host.close('session-type-unsupported', `Sessions of type ${type} are not supported here.`);
      return;
    }
    this.#agreeOnEncryption(nowMs);
  }

  /** Payload type 8. */
  challenged(payload: Uint8Array): void {
    if (!this.#encrypted || this.#challenged) {
      this.#invalid('The node sent a challenge out of turn.');
      return;
    }
    const sealed = payload.length > handshakeBytesMax ? null : readChallenge(payload);
    if (sealed === null || sealed.length < sealedBytesMin) {
      this.#invalid('The node sent a challenge that cannot be read.');
      return;
    }
    this.#challenged = true;
    this.#openChallenge(sealed);
  }

  /** Payload type 7. */
  completed(payload: Uint8Array, nowMs: number): void {
    if (this.#done) return;
    const complete = readHandshakeComplete(payload);
    const isTurn = this.#responded && this.#question === null && (!this.#encrypted || this.#challenged);
    if (complete === null || !isTurn) {
      this.#invalid('The node ended the handshake out of turn.');
      return;
    }
    this.#done = true;
    if (complete.customerMessage !== '') this.#host.emit({ do: 'notice', text: complete.customerMessage });
    this.#host.complete(nowMs);
  }

  /** What another client needs to go on. An unanswered question is asked anew there. */
  state(): HandshakeState {
    const about = this.#question?.about;
    return {
      request: this.#requestBytes,
      responded: this.#responded,
      encrypted: this.#encrypted,
      challenged: this.#challenged,
      done: this.#done,
      asked: about === undefined ? null : about === 'data-key' ? about : this.#sealedChallenge,
    };
  }

  /** Goes on where another client was. Of a new handshake only; the lanes are told by the channel. */
  restore(state: HandshakeState): void {
    this.#requestBytes = state.request;
    this.#request = state.request === null ? null : readHandshakeRequest(state.request);
    this.#responded = state.responded;
    this.#encrypted = state.encrypted;
    this.#challenged = state.challenged;
    this.#done = state.done;
    if (state.asked === 'data-key') this.#askDataKey();
    else if (state.asked !== null) this.#openChallenge(state.asked);
  }

  /** Takes an answer of the host. False when it is to none of the handshake's questions. */
  settled(id: number, result: Settled, nowMs: number): boolean {
    const question = this.#question;
    if (question?.id !== id) return false;
    this.#question = null;
    if (question.about === 'data-key') this.#dataKeyCame(result, nowMs);
    else if (!result.ok) this.#host.close('encryption-broken', result.text);
    else if (question.about === 'challenge-open') {
      this.#ask('challenge-seal', (next) => this.#host.emit({ do: 'seal', id: next, bytes: result.bytes }));
    } else this.#host.send(payloadType.challengeResponse, writeChallenge(result.bytes), nowMs);
    return true;
  }

  #agreeOnEncryption(nowMs: number): void {
    const wanted = this.#encryptionAction();
    const expected = this.#options.expectedKmsKeyId;
    if (wanted === undefined) {
      // AWS's agent encrypts no port session, whatever its document says (paper section 9.1).
      if (typeof expected === 'string' && this.sessionType !== 'Port') this.#refuseUnencrypted(nowMs);
      else this.#respond(null, nowMs);
      return;
    }
    if (expected !== undefined && wanted.keyId !== expected) {
      const text = `The node asks for the KMS key ${wanted.keyId}, which is not the one in the session's document.`;
      this.#respond(null, nowMs, text);
      this.#host.close('encryption-wrong-key', text);
      return;
    }
    if (!this.#options.encryption) {
      this.#respond(null, nowMs);
      const text = 'This session demands encryption with a KMS key, which is not supported here.';
      this.#host.close('encryption-unsupported', text);
      return;
    }
    this.#askDataKey();
  }

  #askDataKey(): void {
    const wanted = this.#encryptionAction();
    if (wanted === undefined) return;
    const challenge = this.#options.acknowledgeChallenge ? wanted.challenge : null;
    this.#ask('data-key', (id) => this.#host.emit({ do: 'data-key', id, keyId: wanted.keyId, challenge }));
  }

  #openChallenge(sealed: Uint8Array): void {
    this.#sealedChallenge = sealed;
    this.#ask('challenge-open', (id) => this.#host.emit({ do: 'open', id, bytes: sealed }));
  }

  #dataKeyCame(result: Settled, nowMs: number): void {
    if (!result.ok) {
      this.#respond(null, nowMs, result.text);
      this.#host.close('encryption-refused', result.text);
      return;
    }
    const challenge = this.#encryptionAction()?.challenge ?? null;
    const challengeAcknowledged = this.#options.acknowledgeChallenge && challenge !== null;
    this.#encrypted = true;
    this.#host.encrypt();
    this.#respond({ ciphertext: base64(result.bytes), challengeAcknowledged }, nowMs);
  }

  #respond(dataKey: DataKeyResult | null, nowMs: number, error = ''): void {
    this.#responded = true;
    // Either end judges the other's version alone: where we would not use smux, the agent must not either.
    const isMux = this.#options.mux && clientGates(this.agentVersion ?? '').mux;
    const isPort = this.sessionType === 'Port';
    const clientVersion = isPort && !isMux ? clientVersionWithoutMux : this.#options.clientVersion;
    const actions = (this.#request?.actions ?? []).map((action) => this.#processed(action, dataKey, error));
    this.#host.send(payloadType.handshakeResponse, writeHandshakeResponse({ clientVersion, actions }), nowMs);
  }

  #refuseUnencrypted(nowMs: number): void {
    this.#respond(null, nowMs, unencryptedText);
    this.#host.close('encryption-missing', unencryptedText);
  }

  #processed(action: RequestedAction, dataKey: DataKeyResult | null, error: string): ProcessedAction {
    if (action.action === 'SessionType') {
      const known = this.#options.sessionTypes.some((type) => type === action.sessionType);
      const isAgreed = known && (error === '' || this.#encryptionAction() !== undefined);
      return result(
        action.action,
        isAgreed ? actionStatus.success : actionStatus.failed,
        null,
        isAgreed ? '' : error,
      );
    }
    if (action.action === 'unknown') {
      return result(action.actionType, actionStatus.unsupported, null, 'Unsupported action');
    }
    if (dataKey !== null) return result(action.action, actionStatus.success, dataKey, '');
    const status = error === '' ? actionStatus.unsupported : actionStatus.failed;
    return result(action.action, status, null, error || 'KMS encryption is not supported by this client');
  }

  #sessionTypeAction(): Extract<RequestedAction, { action: 'SessionType' }> | undefined {
    return this.#request?.actions.find((action) => action.action === 'SessionType');
  }

  #encryptionAction(): Extract<RequestedAction, { action: 'KMSEncryption' }> | undefined {
    return this.#request?.actions.find((action) => action.action === 'KMSEncryption');
  }

  #ask(about: Question['about'], emit: (id: number) => void): void {
    const id = this.#host.newQuestion();
    this.#question = { about, id };
    emit(id);
  }

  #invalid(text: string): void {
    this.#host.close('handshake-invalid', text);
  }
}

const unencryptedText =
  'The document of this session demands encryption with a KMS key and the node offers none.';

function actionTypeOf(action: RequestedAction): string {
  return action.action === 'unknown' ? action.actionType : action.action;
}

function result(
  actionType: string,
  status: number,
  dataKey: DataKeyResult | null,
  error: string,
): ProcessedAction {
  return { actionType, status, dataKey, error };
}
