import { isObject, type JsonObject, jsonBytes, listAt, readObject, stringAt } from './json-shape';

/** The kinds of session a handshake can name (data-channel paper sections 9 and 11). */
export const sessionTypes = [
  'Standard_Stream',
  'InteractiveCommands',
  'NonInteractiveCommands',
  'Port',
] as const;
export type SessionType = (typeof sessionTypes)[number];

/** Status of one processed action: 1 success, 2 failed, 3 unsupported. Anything but 1 ends the session. */
export const actionStatus = { success: 1, failed: 2, unsupported: 3 } as const;
export type ActionStatus = (typeof actionStatus)[keyof typeof actionStatus];

export interface HandshakeRequest {
  readonly agentVersion: string;
  readonly actions: readonly RequestedAction[];
}
export type RequestedAction =
  /** `properties`: null for shells, an object of strings for Port. */
  | { readonly action: 'SessionType'; readonly sessionType: string; readonly properties: JsonObject | null }
  /** `challenge`: base64 of 16 random bytes, null from agents that do not know it. */
  | { readonly action: 'KMSEncryption'; readonly keyId: string; readonly challenge: string | null }
  | { readonly action: 'unknown'; readonly actionType: string };

export interface HandshakeResponse {
  readonly clientVersion: string;
  readonly actions: readonly ProcessedAction[];
}
export interface ProcessedAction {
  readonly actionType: string;
  readonly status: number;
  /** Only of a successful KMSEncryption. */
  readonly dataKey: DataKeyResult | null;
  readonly error: string;
}
export interface DataKeyResult {
  /** Base64 of the KMS CiphertextBlob. */
  readonly ciphertext: string;
  /** True when the client put the challenge into its encryption context; the agent then does the same. */
  readonly challengeAcknowledged: boolean;
}

export interface HandshakeComplete {
  readonly timeToCompleteNs: number;
  /** For the person; may be empty. */
  readonly customerMessage: string;
}

/** Body of payload type 5. */
export function writeHandshakeRequest(request: HandshakeRequest): Uint8Array {
  const actions = request.actions.map(writeRequestedAction);
  return jsonBytes({ AgentVersion: request.agentVersion, RequestedClientActions: actions });
}

function writeRequestedAction(action: RequestedAction): JsonObject {
  if (action.action === 'unknown') return { ActionType: action.actionType, ActionParameters: null };
  const parameters =
    action.action === 'SessionType'
      ? { SessionType: action.sessionType, Properties: action.properties }
      : { KMSKeyId: action.keyId, ...(action.challenge === null ? {} : { Challenge: action.challenge }) };
  return { ActionType: action.action, ActionParameters: parameters };
}

/** Reads payload type 5; null when it has not that shape. */
export function readHandshakeRequest(payload: Uint8Array): HandshakeRequest | null {
  const body = readObject(payload);
  if (body === null) return null;
  const agentVersion = stringAt(body, 'AgentVersion');
  const actions = listAt(body, 'RequestedClientActions')?.map(readRequestedAction);
  if (agentVersion === null || actions === undefined) return null;
  const known = actions.filter((action) => action !== null);
  return known.length === actions.length ? { agentVersion, actions: known } : null;
}

/** As KMS's API takes them. It is shown to people, too. */
const kmsKeyIdCharsMax = 2048;

function readRequestedAction(value: unknown): RequestedAction | null {
  if (!isObject(value)) return null;
  const actionType = stringAt(value, 'ActionType');
  if (actionType === null) return null;
  const parameters = isObject(value.ActionParameters) ? value.ActionParameters : {};
  if (actionType === 'SessionType') return readSessionTypeAction(parameters);
  if (actionType === 'KMSEncryption') {
    const keyId = stringAt(parameters, 'KMSKeyId');
    return keyId === null || keyId === '' || keyId.length > kmsKeyIdCharsMax
      ? null
      : { action: 'KMSEncryption', keyId, challenge: stringAt(parameters, 'Challenge') };
  }
  return { action: 'unknown', actionType };
}

function readSessionTypeAction(parameters: JsonObject): RequestedAction | null {
  const sessionType = stringAt(parameters, 'SessionType');
  if (sessionType === null) return null;
  const properties = isObject(parameters.Properties) ? parameters.Properties : null;
  return { action: 'SessionType', sessionType, properties };
}

/** Body of payload type 6. Send exactly one in a session: a second one deafens AWS's agent for good. */
export function writeHandshakeResponse(response: HandshakeResponse): Uint8Array {
  const actions = response.actions.map((action) => ({
    ActionType: action.actionType,
    ActionStatus: action.status,
    ActionResult: action.dataKey === null ? null : writeDataKey(action.dataKey),
    Error: action.error,
  }));
  return jsonBytes({ ClientVersion: response.clientVersion, ProcessedClientActions: actions, Errors: null });
}

function writeDataKey(key: DataKeyResult): JsonObject {
  return {
    KMSCipherTextKey: key.ciphertext,
    KMSCipherTextHash: null,
    ...(key.challengeAcknowledged ? { ChallengeAcknowledgement: true } : {}),
  };
}

/** Reads payload type 6; null when it has not that shape. */
export function readHandshakeResponse(payload: Uint8Array): HandshakeResponse | null {
  const body = readObject(payload);
  if (body === null) return null;
  const clientVersion = stringAt(body, 'ClientVersion');
  const actions = listAt(body, 'ProcessedClientActions')?.map(readProcessedAction);
  if (clientVersion === null || actions === undefined) return null;
  const known = actions.filter((action) => action !== null);
  return known.length === actions.length ? { clientVersion, actions: known } : null;
}

function readProcessedAction(value: unknown): ProcessedAction | null {
  if (!isObject(value)) return null;
  const actionType = stringAt(value, 'ActionType');
  const status = value.ActionStatus;
  if (actionType === null || typeof status !== 'number') return null;
  return {
    actionType,
    status,
    dataKey: readDataKey(value.ActionResult),
    error: stringAt(value, 'Error') ?? '',
  };
}

function readDataKey(value: unknown): DataKeyResult | null {
  if (!isObject(value)) return null;
  const ciphertext = stringAt(value, 'KMSCipherTextKey');
  if (ciphertext === null) return null;
  return { ciphertext, challengeAcknowledged: value.ChallengeAcknowledgement === true };
}

/** Body of payload type 7. */
export function writeHandshakeComplete(complete: HandshakeComplete): Uint8Array {
  return jsonBytes({
    HandshakeTimeToComplete: Math.round(complete.timeToCompleteNs),
    CustomerMessage: complete.customerMessage,
  });
}

/** Reads payload type 7; null when it has not that shape. */
export function readHandshakeComplete(payload: Uint8Array): HandshakeComplete | null {
  const body = readObject(payload);
  if (body === null) return null;
  const timeToCompleteNs = body.HandshakeTimeToComplete;
  if (typeof timeToCompleteNs !== 'number') return null;
  return { timeToCompleteNs, customerMessage: stringAt(body, 'CustomerMessage') ?? '' };
}
