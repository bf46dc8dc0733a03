import 'server-only';
import pino, { type DestinationStream, type Logger } from 'pino';
import { errorLine } from './error-line';

/** Keys whose values are secrets wherever they appear: a last net under code that never logs them. */
const secretKeys = [
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  'idToken',
  'id_token',
  'refreshToken',
  'refresh_token',
  'accessToken',
  'access_token',
  'client_secret',
  'clientSecret',
  'secretAccessKey',
  'sessionToken',
  'tokenValue',
  'TokenValue',
  'WebIdentityToken',
  'SecretAccessKey',
  'SessionToken',
  'Value',
  'value',
];

/** One JSON object a line on standard output; in each request's lines `requestId`. */
export const openLog = (level: string, to?: DestinationStream): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[secret]' },
      serializers: { err: errorLine },
    },
    to ?? pino.destination({ dest: 1, sync: true }),
  );
