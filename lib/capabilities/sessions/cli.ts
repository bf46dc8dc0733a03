import { awsCli } from '@/lib/kernel/cli';

/** The AWS CLI commands of this room's buttons. Sessions opened by the CLI need AWS's Session Manager plugin. */
export const startSessionCli = (start: {
  region: string;
  target: string;
  documentName?: string;
  reason?: string;
  parameters?: Readonly<Record<string, string[]>>;
}): string =>
  awsCli('ssm', 'start-session', {
    target: start.target,
    documentName: start.documentName,
    parameters: start.parameters,
    reason: start.reason,
    region: start.region,
  });

export const resumeSessionCli = (region: string, sessionId: string): string =>
  awsCli('ssm', 'resume-session', { sessionId, region });

export const terminateSessionCli = (region: string, sessionId: string): string =>
  awsCli('ssm', 'terminate-session', { sessionId, region });

export const listSessionsCli = (region: string, state: 'Active' | 'History'): string =>
  awsCli('ssm', 'describe-sessions', { state, region });
