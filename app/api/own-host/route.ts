import { answerOwnHost } from '@/lib/bff/guard/answer-own-host';

export const dynamic = 'force-dynamic';

export const GET = answerOwnHost;
