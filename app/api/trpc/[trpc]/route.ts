import { answerBff } from '@/lib/bff/answer';

export const dynamic = 'force-dynamic';

/** Every call of the page is a POST, reads too: secrets and ids stay out of URLs and access logs. */
export const POST = answerBff;
