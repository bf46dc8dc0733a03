import 'server-only';
import { consoleServer } from './console-server';

/** 200 when this replica can serve, else 503 with what is missing. Balancers and `npm run demo` ask it. */
export async function answerReady(): Promise<Response> {
  const reasons = await consoleServer().then(
    (server) => server.notReady(),
    () => ['the console could not start'],
  );
  const ready = reasons.length === 0;
  return Response.json(ready ? { status: 'ready' } : { status: 'not ready', reasons }, {
    status: ready ? 200 : 503,
    headers: { 'cache-control': 'no-store' },
  });
}
