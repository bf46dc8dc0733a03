/** Why an end of a data channel is over. A closed list: the console has words for each. */
export const closeReasons = [
  /** The service said so with `channel_closed`; its text is for the person. */
  'ended-by-service',
  /** The host asked for it: the person closed the shell, or the service refused a resume. */
  'closed-by-host',
  /** The process ended and everything was delivered, or two seconds were given to deliver it (agent end). */
  'process-exited',
  /** The session demands KMS encryption, which this host does not do. */
  'encryption-unsupported',
  /** The session's document names a KMS key and the node does not ask for encryption: never fall back. */
  'encryption-missing',
  /** The node asks for a KMS key that is not the one of the session's document. */
  'encryption-wrong-key',
  /** KMS or the host refused the data key. */
  'encryption-refused',
  /** Sealed bytes that do not open, or cannot be sealed. */
  'encryption-broken',
  /** The handshake asks for a kind of session that this host does not do. */
  'session-type-unsupported',
  /** A handshake message that cannot be read or comes when it must not. */
  'handshake-invalid',
  /** The client answered the handshake with a failure (agent end). */
  'handshake-refused',
  /** No answer to the handshake or its challenge within 15 s (agent end). */
  'handshake-timeout',
  /** The client did not return the challenge (agent end). */
  'challenge-failed',
  /** The other end of a port session has sent nothing for half a minute, not even a sign of life (smux). */
  'unanswered',
  /** What the node sends of a port session is not smux. */
  'port-broken',
  /** The node goes on sending, but for two minutes never what comes next: part of its output is lost for good. */
  'output-missing',
  /** The host gave more output than may be kept unacknowledged, though it was told to stop (agent end). */
  'overrun',
] as const;
export type CloseReason = (typeof closeReasons)[number];
