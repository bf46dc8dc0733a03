import { isRecord, jsonObject, stringOf } from './payload';
import { encryptionContext, type SessionKeys, seal, splitDataKey, unseal } from './seal';

/** What the client side of KMS encryption needs from outside. */
export interface ClientKms {
  /** StartSession's Target; goes into the encryption context. */
  targetId: string;
  /** kms:GenerateDataKey with NumberOfBytes 64. A rejection is reported to the agent as status 2. */
  generateDataKey(
    keyId: string,
    context: Record<string, string>,
  ): Promise<{ plaintext: Uint8Array; ciphertext: Uint8Array }>;
  /** Answers ChallengeAcknowledgement true and binds the challenge into the context. Default false, as AWS's 1.2 client. */
  acknowledgesChallenge?: boolean;
}

/** ActionStatus (data-channel paper section 9.3). */
const status = { success: 1, failed: 2, unsupported: 3 } as const;

const shellTypes = ['Standard_Stream', 'InteractiveCommands', 'NonInteractiveCommands', 'Port'];

interface ProcessedAction {
  ActionType: string;
  ActionStatus: number;
  ActionResult: unknown;
  Error: string;
}

/** The client's half of the handshake (sections 9 and 10): what was asked, what is answered, which keys came of it. */
export class ClientHandshake {
  agentVersion: string | undefined;
  sessionType: string | undefined;
  properties: unknown;
  keys: SessionKeys | undefined;

  constructor(
    private readonly sessionId: string,
    private readonly clientVersion: string,
    private readonly kms?: ClientKms,
  ) {}

  /** HandshakeResponse for a HandshakeRequest. @throws SyntaxError, TypeError when the request is not of section 9.2's shape */
  async respond(request: Uint8Array): Promise<string> {
    const body = jsonObject(request);
    this.agentVersion = stringOf(body, 'AgentVersion');
    if (!Array.isArray(body.RequestedClientActions))
      throw new TypeError('RequestedClientActions must be a list');
    const actions: ProcessedAction[] = [];
    for (const action of body.RequestedClientActions) actions.push(await this.#process(action));
    const response = { ClientVersion: this.clientVersion, ProcessedClientActions: actions, Errors: null };
    return JSON.stringify(response);
  }

  /** EncChallengeResponse: the same 64 bytes under the client's key. @throws Error when no key was agreed or the seal is broken */
  answerChallenge(request: Uint8Array): string {
    if (!this.keys) throw new Error('a challenge came before a key was agreed');
    const sealed = Buffer.from(stringOf(jsonObject(request), 'Challenge'), 'base64');
    const plain = unseal(this.keys.agentToClient, sealed);
    return JSON.stringify({ Challenge: seal(this.keys.clientToAgent, plain).toString('base64') });
  }

  async #process(action: unknown): Promise<ProcessedAction> {
    if (!isRecord(action) || !isRecord(action.ActionParameters)) {
      throw new TypeError('an action must have ActionParameters');
    }
    const type = stringOf(action, 'ActionType');
    if (type === 'SessionType') return this.#takeSessionType(action.ActionParameters);
    if (type === 'KMSEncryption' && this.kms) return this.#agreeOnKey(this.kms, action.ActionParameters);
    return answered(type, status.unsupported, null, `${type} is not supported by this client`);
  }

  #takeSessionType(parameters: Record<string, unknown>): ProcessedAction {
    const type = stringOf(parameters, 'SessionType');
    this.sessionType = type;
    this.properties = parameters.Properties;
    if (shellTypes.includes(type)) return answered('SessionType', status.success, null, '');
    return answered('SessionType', status.failed, null, `unknown session type ${type}`);
  }

  async #agreeOnKey(kms: ClientKms, parameters: Record<string, unknown>): Promise<ProcessedAction> {
    const challenge = kms.acknowledgesChallenge ? stringOf(parameters, 'Challenge') : undefined;
    const context = encryptionContext(this.sessionId, kms.targetId, challenge);
    try {
      const key = await kms.generateDataKey(stringOf(parameters, 'KMSKeyId'), context);
      this.keys = splitDataKey(key.plaintext);
      const cipherText = Buffer.from(key.ciphertext).toString('base64');
      const acknowledgement = challenge === undefined ? {} : { ChallengeAcknowledgement: true };
      const result = { KMSCipherTextKey: cipherText, KMSCipherTextHash: null, ...acknowledgement };
      return answered('KMSEncryption', status.success, result, '');
    } catch (error) {
      return answered('KMSEncryption', status.failed, null, String(error));
    }
  }
}

function answered(type: string, actionStatus: number, result: unknown, error: string): ProcessedAction {
  return { ActionType: type, ActionStatus: actionStatus, ActionResult: result, Error: error };
}
