import { z } from 'zod';
import { AwsError, validationError } from '../../../server/aws-error';
import { type AccessRequest, type Call, operation } from '../../../server/operation';
import { setTags } from '../../../world/tags';
import { requestTagKeys, ssmTag, tagsPerResourceMax } from '../../tag-rules';
import { onParameter } from './parameter-access';
import { writableName } from './parameter-name';
import { refuseBadValue, refuseOutsidePattern } from './parameter-value';
import { readPolicies } from './policies';
import { defaultKeyId, seal } from './secure-string';
import {
  addVersions,
  latest,
  type Parameter,
  type ParameterType,
  type ParameterVersion,
  parameterArn,
  parametersIn,
} from './store';
import { decideTier, refuseOverfull } from './tier';
import { makeRoom } from './version-limit';

const input = z.object({
  Name: z.string().min(1).max(2048),
  Description: z.string().max(1024).optional(),
  Value: z.string(),
  Type: z.enum(['String', 'StringList', 'SecureString']).optional(),
  KeyId: z
    .string()
    .min(1)
    .max(256)
    .regex(/^([a-zA-Z0-9:/_-]+)$/)
    .optional(),
  Overwrite: z.boolean().default(false),
  AllowedPattern: z.string().max(1024).optional(),
  Tags: z.array(ssmTag).max(1000).optional(),
  Tier: z.enum(['Standard', 'Advanced', 'Intelligent-Tiering']).optional(),
  Policies: z.string().min(1).max(4096).optional(),
  DataType: z.string().max(128).optional(),
});

type Input = z.infer<typeof input>;

/** PutParameter: a new parameter, or with Overwrite a new version of one. */
export const putParameter = operation({
  name: 'PutParameter',
  input,
  readOnly: false,
  secretMembers: ['Value'],
  leavesOut:
    'Expiration is acted on; ExpirationNotification and NoChangeNotification are kept and shown, but there is no EventBridge to notify. ' +
    'An AMI id is checked for its form at once, not for the image. The default tier is always Standard. Public /aws/service parameters are not there.',
  access: (wanted, call) => accessOf(wanted, call),
  run: (wanted, call) => {
    const name = writableName(wanted.Name, call.place);
    const before = parametersIn(call.world, call.place).get(name);
    refuseConflict(wanted, before);
    const version = newVersion(name, wanted, before, call);
    if (before) makeRoom(before);
    else refuseOverfull(parametersIn(call.world, call.place), version.tier);
    addVersions(call.world, call.place, name, [version]);
    if (wanted.Tags?.length) setTags(call.world, parameterArn(call.place, name), tagPairs(wanted));
    return { Version: version.version, Tier: version.tier };
  },
});

/** `ssm:Overwrite` and `ssm:Policies` are PutParameter's own keys; tags given along need AddTagsToResource too. */
function accessOf(wanted: Input, call: Call): AccessRequest[] {
  const name = writableName(wanted.Name, call.place);
  const tagKeys = wanted.Tags?.length ? requestTagKeys(tagPairs(wanted)) : {};
  const own = { 'ssm:Overwrite': `${wanted.Overwrite}`, 'ssm:Policies': wanted.Policies ?? '' };
  const put = onParameter('PutParameter', name, call, { ...tagKeys, ...own });
  return wanted.Tags?.length ? [put, onParameter('AddTagsToResource', name, call, tagKeys)] : [put];
}

const tagPairs = ({ Tags = [] }: Input) => Tags.map(({ Key, Value }): [string, string] => [Key, Value]);

function refuseConflict(wanted: Input, before: Parameter | undefined): void {
  if (wanted.Overwrite && wanted.Tags?.length)
    throw validationError(
      "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. " +
        'To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.',
    );
  if (wanted.Tags && new Set(wanted.Tags.map(({ Key }) => Key)).size > tagsPerResourceMax)
    throw validationError(`A parameter can have at most ${tagsPerResourceMax} tags.`);
  if (wanted.Tags?.some(({ Key }) => /^aws:/i.test(Key)))
    throw validationError('aws: prefixed tag key names are not allowed for external use.');
  if (before && !wanted.Overwrite)
    throw new AwsError(
      'ParameterAlreadyExists',
      'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
    );
}

function newVersion(
  name: string,
  wanted: Input,
  before: Parameter | undefined,
  call: Call,
): ParameterVersion {
  const last = before && latest(before);
  const type = typeOf(wanted, last);
  const dataType = wanted.DataType || last?.dataType || 'text';
  refuseBadValue(wanted.Value, type, dataType);
  refuseOutsidePattern(wanted.Value, wanted.AllowedPattern);
  const policies = wanted.Policies === undefined ? (last?.policies ?? []) : readPolicies(wanted.Policies);
  const tier = decideTier(
    { tier: wanted.Tier, valueBytes: Buffer.byteLength(wanted.Value), hasPolicies: policies.length > 0 },
    before,
  );
  const keyId = type === 'SecureString' ? (wanted.KeyId ?? defaultKeyId) : undefined;
  return {
    version: (last?.version ?? 0) + 1,
    type,
    value: keyId === undefined ? wanted.Value : seal(call, name, keyId, wanted.Value),
    keyId,
    description: wanted.Description ?? last?.description,
    allowedPattern: wanted.AllowedPattern,
    tier,
    policies,
    dataType,
    modifiedAtMs: call.now,
    modifiedBy: call.caller.arn,
    labels: [],
  };
}

function typeOf(wanted: Input, last: ParameterVersion | undefined): ParameterType {
  const type = wanted.Type ?? last?.type;
  if (!type) throw validationError('A parameter type is required when you create a parameter.');
  if (last && last.type !== type)
    throw new AwsError(
      'HierarchyTypeMismatchException',
      `Parameter Store doesn't support changing a parameter type: ${last.type} to ${type}. Create a new, unique parameter.`,
    );
  if (wanted.KeyId !== undefined && type !== 'SecureString')
    throw validationError('KeyId is for parameters of type SecureString only.');
  return type;
}
