import { finishSignIn } from '@/lib/bff/answer-sign-in';

export const dynamic = 'force-dynamic';

export const GET = finishSignIn;
