/** Payload types of stream data (data-channel paper section 6). 2 and 4 are defined there and used by nobody. */
export const payloadType = {
  output: 1,
  error: 2,
  size: 3,
  parameter: 4,
  handshakeRequest: 5,
  handshakeResponse: 6,
  handshakeComplete: 7,
  challengeRequest: 8,
  challengeResponse: 9,
  flag: 10,
  stdErr: 11,
  exitCode: 12,
} as const;

/** True for the types whose body is sealed once a session is encrypted with KMS. */
export function isSealedType(type: number): boolean {
  return type === payloadType.output || type === payloadType.stdErr || type === payloadType.exitCode;
}

/** True for what an agent sends a client in the handshake. */
export function isHandshakeType(type: number): boolean {
  const { handshakeRequest, challengeRequest, handshakeComplete } = payloadType;
  return type === handshakeRequest || type === challengeRequest || type === handshakeComplete;
}

/** Values of a flag payload: 1 and 2 go to the agent, 3 comes from it. */
export const streamFlag = { disconnectToPort: 1, terminateSession: 2, connectToPortError: 3 } as const;
