import type { AwsError } from '../../server/aws-error';
import type { HttpAnswer } from '../../server/wire/wire';
import { toXml } from '../../server/wire/xml';

/**
 * An error as the message gateway says it: XML whose element is the code. AWS's agent looks for `<AccessDeniedException>`
 * to turn to ec2messages, and for `Session is already terminated` to stop trying (agent-service paper section 4,
 * data-channel paper section 2.3).
 */
export const channelError = ({ code, message, status }: AwsError): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/xml', 'x-amzn-errortype': code },
  body: toXml({ [code]: { Message: message } }, 'member'),
});
