import { randomUUID } from 'node:crypto';
import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { decodeFrame, encodeFrame, newFrame, synAndFin } from './frame';
import { bufferOf } from './link';
import { addressOf } from './lossy-wire';
import { jsonObject, stringOf } from './payload';
import { Watch } from './watch';

/** A request as the relay got it, for a test that checks its signature. */
export interface SeenRequest {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

interface Session {
  id: string;
  target: string;
  client?: WebSocket;
  agent?: WebSocket;
  over: boolean;
}

/** What StartSession's caller chooses. */
export interface DocumentChoice {
  sessionType?: string;
  kmsKeyId?: string;
  properties?: unknown;
}

/**
 * The least service two bare ends need: tokens, two legs per session, bytes forwarded as they are, frames for an absent
 * leg lost. No IAM, no signature check, no re-acknowledgement, no pause: the product's relay is the emulator's.
 */
export class TrivialRelay {
  readonly requests: SeenRequest[] = [];
  /** Payloads of agent_task_complete, in order. */
  readonly completions: Record<string, unknown>[] = [];
  /** SessionStates that agents reported, in order. */
  readonly states: string[] = [];
  /** When false, agent_task_complete gets no answer. */
  acknowledgesTasks = true;
  readonly #tokens = new Map<string, (socket: WebSocket) => void>();
  readonly #sessions = new Map<string, Session>();
  readonly #nodes = new Map<string, WebSocket>();
  readonly #watch = new Watch(() => `nodes: ${[...this.#nodes.keys()]}`);
  readonly #upgrades = new WebSocketServer({ noServer: true });
  readonly #server = http.createServer((request, response) => this.#serve(request, response));

  static async open(): Promise<TrivialRelay> {
    const relay = new TrivialRelay();
    relay.#server.on('upgrade', (request, socket, head) => {
      relay.#saw(request, '');
      relay.#upgrades.handleUpgrade(request, socket, head, (end) => relay.#admit(end));
    });
    await new Promise<void>((resolve) => relay.#server.listen(0, '127.0.0.1', resolve));
    return relay;
  }

  get url(): string {
    return `http://127.0.0.1:${addressOf(this.#server).port}`;
  }

  /** Resolves when that node's control channel is admitted. */
  connected(target: string): Promise<true> {
    return this.#watch.until(`control channel of ${target}`, () => this.#nodes.has(target) || undefined);
  }

  /** Resolves when both legs of the session are admitted: what is sent before that is lost here. */
  joined(sessionId: string): Promise<true> {
    const session = this.#session(sessionId);
    return this.#watch.until('both legs', () => (session.client && session.agent ? true : undefined));
  }

  /** StartSession: tells the node and gives the client its ticket. */
  startSession(target: string, choice: DocumentChoice = {}) {
    const session: Session = { id: `ada@example.com-${randomUUID()}`, target, over: false };
    this.#sessions.set(session.id, session);
    this.#push(target, 'interactive_shell', shellMessage(session.id, choice));
    const path = `/v1/data-channel/${session.id}?role=publish_subscribe`;
    const streamUrl = `${this.url.replace(/^http/, 'ws')}${path}`;
    return { SessionId: session.id, TokenValue: this.#clientToken(session), StreamUrl: streamUrl };
  }

  /** ResumeSession's TokenValue; undefined when the session is over. */
  resumeSession(sessionId: string): string | undefined {
    const session = this.#session(sessionId);
    return session.over ? undefined : this.#clientToken(session);
  }

  /** TerminateSession: channel_closed to both. */
  terminateSession(sessionId: string, output = ''): void {
    const session = this.#session(sessionId);
    session.over = true;
    const closed = closedMessage(session, output);
    send(session.client, 'channel_closed', closed);
    send(session.agent, 'channel_closed', closed);
  }

  /** A message of the service's own, such as pause_publication. */
  sendTo(side: 'client' | 'agent', sessionId: string, messageType: string, payload: object = {}): void {
    send(this.#session(sessionId)[side], messageType, payload);
  }

  async close(): Promise<void> {
    for (const socket of this.#upgrades.clients) socket.terminate();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #session(id: string): Session {
    const session = this.#sessions.get(id);
    if (!session) throw new Error(`no session ${id}`);
    return session;
  }

  #push(target: string, messageType: string, payload: object): void {
    const node = this.#nodes.get(target);
    if (!node) throw new Error(`TargetNotConnected: ${target}`);
    send(node, messageType, payload);
  }

  #token(admit: (socket: WebSocket) => void): string {
    const token = `${randomUUID()}+/==`;
    this.#tokens.set(token, admit);
    return token;
  }

  #clientToken(session: Session): string {
    return this.#token((socket) => this.#joinClient(session, socket));
  }

  #saw(request: IncomingMessage, body: string): void {
    const { method = '', url = '', headers } = request;
    this.requests.push({ method, url, headers, body });
  }

  #serve(request: IncomingMessage, response: http.ServerResponse): void {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      this.#saw(request, Buffer.concat(parts).toString('utf8'));
      const token = this.#agentToken(request.url ?? '');
      response.writeHead(token ? 201 : 400, { 'content-type': 'text/xml' });
      if (token)
        response.end(
          `<R><MessageSchemaVersion>1.0</MessageSchemaVersion><TokenValue>${token}</TokenValue></R>`,
        );
      else response.end('<Error>Session is already terminated</Error>');
    });
  }

  #agentToken(path: string): string | undefined {
    const [, channel, id] = /^\/v1\/(control|data)-channel\/([^/?]+)$/.exec(path) ?? [];
    if (channel === 'control' && id) return this.#token((socket) => this.#joinNode(id, socket));
    const session = this.#sessions.get(id ?? '');
    if (!session || session.over) return undefined;
    return this.#token((socket) => this.#joinAgent(session, socket));
  }

  /** The text frame says who this is; frames that came behind it wait in the socket until a listener is there. */
  #admit(socket: WebSocket): void {
    socket.once('message', (data) => {
      const admit = this.#tokens.get(stringOf(jsonObject(bufferOf(data)), 'TokenValue'));
      if (admit) admit(socket);
      else socket.close();
    });
  }

  #joinNode(id: string, socket: WebSocket): void {
    this.#nodes.set(id, socket);
    this.#watch.changed();
    socket.on('message', (data) => {
      const frame = decodeFrame(bufferOf(data));
      if (frame.messageType !== 'agent_task_complete') return;
      const body = jsonObject(frame.payload);
      this.completions.push(body);
      if (!this.acknowledgesTasks) return;
      const answer = { SchemaVersion: 1, MessageId: frame.messageId, TaskId: body.TaskId, Topic: body.Topic };
      send(socket, 'agent_task_acknowledge', answer);
    });
  }

  #joinClient(session: Session, socket: WebSocket): void {
    session.client = socket;
    this.#watch.changed();
    socket.on('message', (data) => session.agent?.send(bufferOf(data)));
  }

  #joinAgent(session: Session, socket: WebSocket): void {
    session.agent = socket;
    this.#watch.changed();
    socket.on('message', (data) => {
      const bytes = bufferOf(data);
      const frame = decodeFrame(bytes);
      if (frame.messageType === 'agent_session_state') this.#stateOf(session, frame.payload);
      else session.client?.send(bytes);
    });
  }

  #stateOf(session: Session, payload: Buffer): void {
    const state = stringOf(jsonObject(payload), 'SessionState');
    this.states.push(state);
    if (state !== 'Terminating') return;
    session.over = true;
    send(session.client, 'channel_closed', closedMessage(session, ''));
  }
}

function send(socket: WebSocket | undefined, messageType: string, payload: object): void {
  socket?.send(encodeFrame(newFrame(messageType, JSON.stringify(payload), { flags: synAndFin })));
}

function closedMessage(session: Session, output: string) {
  return {
    MessageId: randomUUID(),
    CreatedDate: String(Date.now()),
    DestinationId: session.target,
    SessionId: session.id,
    MessageType: 'channel_closed',
    SchemaVersion: 1,
    Output: output,
  };
}

function shellMessage(sessionId: string, choice: DocumentChoice) {
  const { sessionType = 'Standard_Stream', kmsKeyId = '', properties = {} } = choice;
  const document = { schemaVersion: '1.0', sessionType, parameters: {}, properties, inputs: { kmsKeyId } };
  const content = {
    DocumentName: 'SSM-SessionManagerRunShell',
    SessionId: sessionId,
    Parameters: {},
    RunAsUser: '',
    SessionOwner: 'arn:aws:sts::111122223333:assumed-role/administrator/ada@example.com',
    DocumentContent: document,
  };
  const text = JSON.stringify(content);
  return { SchemaVersion: 1, TaskId: sessionId, Topic: 'aws.ssm.startSession', Content: text };
}
