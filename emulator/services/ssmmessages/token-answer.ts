import type { ServerResponse } from 'node:http';

/** The agent takes exactly 201 with XML; its root's name is not looked at, a missing token makes it fall over (data-channel paper 2.3). */
export function answerToken(response: ServerResponse, root: string, token: string): void {
  const body =
    `<${root}><MessageSchemaVersion>1.0</MessageSchemaVersion>` +
    // Base64 has no character that XML would need escaped.
    `<TokenValue>${token}</TokenValue></${root}>`;
  response.writeHead(201, { 'content-type': 'application/xml', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
