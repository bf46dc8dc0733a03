import type { FlowStep } from '@/lib/auth/sign-in-flow';

/** A page that leads on to an address at once, with a link where the browser does not. No script, no style. */
export function goOn({ location, setCookies }: FlowStep): Response {
  const address = escaped(location);
  const host = escaped(URL.parse(location)?.host ?? 'the sign-in page');
  const headers = new Headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  for (const cookie of setCookies) headers.append('set-cookie', cookie);
  return new Response(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Signing in · Quarterdeck</title>` +
      `<meta http-equiv="refresh" content="0;url=${address}"></head>` +
      `<body><p><a href="${address}">Continue to ${host}</a></p></body></html>`,
    { headers },
  );
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
