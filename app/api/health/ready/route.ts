import { answerReady } from '@/lib/bff/answer-ready';

export const dynamic = 'force-dynamic';

export const GET = answerReady;
