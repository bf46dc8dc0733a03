import 'server-only';
import { ParameterAlreadyExists, PutParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { inScope } from '@/lib/bff/procedure';
import { type PutInput, type PutOutcome, putInput } from '../contract';
import { currentVersion, versionsNumbered } from './read-version';

/**
 * Saves a value, unless someone else saved after the edit began. PutParameter has no compare-and-set, so the check
 * before it leaves a moment in which another save can slip in; the version that AWS gives ours shows whether one did.
 */
export const putParameter = inScope
  .meta({ needs: ['ssm:PutParameter', 'ssm:GetParameter', 'ssm:GetParameterHistory'] })
  .input(putInput)
  .mutation(async ({ ctx, input }): Promise<PutOutcome> => {
    const ssm = ctx.aws.ssm({ retry: 'never' });
    const { name, expectedVersion } = input;
    if (expectedVersion !== null) {
      const current = await currentVersion(ctx.aws.ssm(), name);
      if (current !== expectedVersion) return stopped(ctx.aws.ssm(), name, current, expectedVersion);
    }
    try {
      return await outcomeOf(ctx.aws.ssm(), input, await write(ssm, input));
    } catch (error) {
      if (expectedVersion !== null || !(error instanceof ParameterAlreadyExists)) throw error;
      return stopped(ctx.aws.ssm(), name, await currentVersion(ctx.aws.ssm(), name), null);
    }
  });

async function write(ssm: SSMClient, input: PutInput): Promise<number> {
  const { Version = 1 } = await ssm.send(
    new PutParameterCommand({
      Name: input.name,
      Value: input.value,
      Type: input.type,
      Description: input.description,
      Tier: input.tier,
      KeyId: input.type === 'SecureString' ? input.keyId : undefined,
      AllowedPattern: input.allowedPattern,
      DataType: input.dataType,
      Overwrite: input.expectedVersion !== null,
    }),
  );
  return Version;
}

/** Nothing was written: theirs and the version the edit began from, so that the page can show both. */
async function stopped(
  ssm: SSMClient,
  name: string,
  current: number | null,
  expected: number | null,
): Promise<PutOutcome> {
  const wanted = new Set([current, expected].flatMap((version) => version ?? []));
  const found = current === null ? [] : await versionsNumbered(ssm, name, wanted);
  const numbered = (version: number | null) => found.find((each) => each.version === version) ?? null;
  return { outcome: 'stopped', theirs: numbered(current), base: numbered(expected) };
}

/** The write has happened: failing to read what it passed must not look like a save that failed. */
async function outcomeOf(ssm: SSMClient, input: PutInput, version: number): Promise<PutOutcome> {
  const expected = (input.expectedVersion ?? 0) + 1;
  if (version === expected) return { outcome: 'saved', version };
  const between = new Set(
    Array.from({ length: Math.max(0, version - expected) }, (_, index) => expected + index),
  );
  const theirs = await versionsNumbered(ssm, input.name, between).catch(() => []);
  return { outcome: 'lost-race', version, theirs };
}
