import { z } from 'zod';
import { AwsError } from '../../../server/aws-error';
import { type Call, operation } from '../../../server/operation';
import { onParameter } from './parameter-access';
import { parameterName } from './parameter-name';
import { parameterNotFound, versionNotFound } from './parameter-reference';
import { latest, type Parameter, type ParameterVersion, parametersIn } from './store';

/** Labels one version may carry (ParameterVersionLabelLimitExceeded). */
const labelsMax = 10;

const labels = z.array(z.string().min(1).max(100)).min(1).max(10);
const name = z.string().min(1).max(2048);

/** Letters, numbers, `.`, `-`, `_`; neither a number nor `aws` nor `ssm` in front (API_LabelParameterVersion). */
const isLabel = (label: string) => /^(?!\d)(?!aws|ssm)[\w.-]+$/i.test(label);

/** LabelParameterVersion: puts labels on a version, taking them off whichever had them. */
export const labelParameterVersion = operation({
  name: 'LabelParameterVersion',
  input: z.object({ Name: name, ParameterVersion: z.int().optional(), Labels: labels }),
  readOnly: false,
  access: ({ Name }, call) => [onParameter('LabelParameterVersion', parameterName(Name), call)],
  run: (wanted, call) => {
    const parameter = existing(wanted.Name, call);
    const version = versionOf(parameter, wanted.ParameterVersion);
    const valid = wanted.Labels.filter(isLabel);
    const after = new Set([...version.labels, ...valid]);
    if (after.size > labelsMax)
      throw new AwsError(
        'ParameterVersionLabelLimitExceeded',
        `A parameter version can have maximum ${labelsMax} labels. Move one or more labels to another version and try again.`,
      );
    for (const other of parameter.versions)
      other.labels = other.labels.filter((label) => !valid.includes(label));
    version.labels = [...after];
    return {
      InvalidLabels: wanted.Labels.filter((label) => !isLabel(label)),
      ParameterVersion: version.version,
    };
  },
});

/** UnlabelParameterVersion: labels the version does not have come back as InvalidLabels. */
export const unlabelParameterVersion = operation({
  name: 'UnlabelParameterVersion',
  input: z.object({ Name: name, ParameterVersion: z.int(), Labels: labels }),
  readOnly: false,
  access: ({ Name }, call) => [onParameter('UnlabelParameterVersion', parameterName(Name), call)],
  run: (wanted, call) => {
    const version = versionOf(existing(wanted.Name, call), wanted.ParameterVersion);
    const had = (label: string) => version.labels.includes(label);
    const answer = {
      RemovedLabels: wanted.Labels.filter(had),
      InvalidLabels: wanted.Labels.filter((label) => !had(label)),
    };
    version.labels = version.labels.filter((label) => !wanted.Labels.includes(label));
    return answer;
  },
});

function existing(given: string, { world, place }: Call): Parameter {
  const wanted = parameterName(given);
  const parameter = parametersIn(world, place).get(wanted);
  if (!parameter) throw parameterNotFound(wanted);
  return parameter;
}

function versionOf(parameter: Parameter, wanted: number | undefined): ParameterVersion {
  if (wanted === undefined) return latest(parameter);
  const version = parameter.versions.find((one) => one.version === wanted);
  if (!version) throw versionNotFound(parameter.name, wanted);
  return version;
}
