import type { IncomingMessage } from 'node:http';
import type { Emulator } from './emulator';

/** Why a request is refused before anything looks at it; undefined when it may pass. */
export type Refusal = string | undefined;

const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];

/** S3's virtual-host style. Names below `localhost` are loopback's own: nobody's DNS can point them elsewhere (RFC 6761). */
const bucketHost = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\.localhost(:\d+)?$/;

/**
 * The emulator opens real shells, so every web page is an attacker: a page that rebinds its DNS name to
 * loopback shows its own name in Host, and a page that simply calls us shows its own Origin.
 */
export function judgeRequest(emulator: Emulator, request: IncomingMessage): Refusal {
  return judgeTarget(request) ?? judgeHost(emulator, request) ?? judgeOrigin(emulator, request);
}

/** An absolute-form target (`GET http://other/ …`) would name a second host. */
const judgeTarget = (request: IncomingMessage): Refusal =>
  request.url?.startsWith('/') ? undefined : 'The request target must be a path.';

function judgeHost(emulator: Emulator, request: IncomingMessage): Refusal {
  const given = valuesOf(request, 'host');
  const host = given[0]?.toLowerCase();
  if (given.length !== 1 || !host) return 'Exactly one Host header is needed.';
  const allowed = [...loopbackNames, ...emulator.settings.hosts.map((name) => name.toLowerCase())];
  if (allowed.includes(host) || allowed.includes(host.replace(/:\d+$/, ''))) return undefined;
  if (bucketHost.test(host)) return undefined;
  return `Host ${JSON.stringify(host)} is not one the emulator answers to; EMULATOR_HOSTS adds names.`;
}

function judgeOrigin(emulator: Emulator, request: IncomingMessage): Refusal {
  const given = valuesOf(request, 'origin');
  if (given.length === 0) return undefined;
  const [origin = ''] = given;
  if (given.length === 1 && allowedOrigins(emulator).has(origin.toLowerCase())) return undefined;
  return `Origin ${JSON.stringify(origin)} may not call the emulator; EMULATOR_CONSOLE_ORIGINS names consoles.`;
}

/** The consoles' origins and the emulator's own, under all the names it answers to. */
function allowedOrigins(emulator: Emulator): Set<string> {
  const { url, tlsUrl, publicUrl } = emulator.addresses;
  const ports = [new URL(url).port, new URL(tlsUrl).port];
  const own = [...loopbackNames, ...emulator.settings.hosts].flatMap((name) =>
    /:\d+$/.test(name) ? [name] : ports.map((port) => `${name}:${port}`),
  );
  return new Set(
    [
      ...emulator.settings.consoleOrigins,
      new URL(publicUrl).origin,
      ...own.flatMap((host) => [`http://${host}`, `https://${host}`]),
    ].map((origin) => origin.toLowerCase()),
  );
}

/** Every value of a header as sent: Node keeps only the first of a repeated Host. */
function valuesOf(request: IncomingMessage, name: string): string[] {
  const values: string[] = [];
  for (let at = 0; at + 1 < request.rawHeaders.length; at += 2) {
    if (request.rawHeaders[at]?.toLowerCase() === name) values.push(request.rawHeaders[at + 1] ?? '');
  }
  return values;
}
