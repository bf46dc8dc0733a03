import 'server-only';
import type { Ticket } from '../contract';

/** The three parts of an opened session, or null where AWS left one out: ResumeSession does so when it is over. */
export function ticketOf(answer: {
  SessionId?: string;
  StreamUrl?: string;
  TokenValue?: string;
}): Ticket | null {
  const { SessionId: sessionId, StreamUrl: streamUrl, TokenValue: token } = answer;
  return sessionId && streamUrl && token ? { sessionId, streamUrl, token } : null;
}
