export const dynamic = 'force-dynamic';

/** The process answers. Says nothing about what it depends on: restarting would not mend that. */
export const GET = (): Response =>
  Response.json({ status: 'live' }, { headers: { 'cache-control': 'no-store' } });
