/** Next calls this once before it serves. A console that cannot run must end, not answer 500 to everything. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { startConsole } = await import('@/lib/bff/start-console');
  await startConsole();
}
