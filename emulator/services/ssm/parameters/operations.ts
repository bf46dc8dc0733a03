import type { Operation } from '../../../server/operation';
import { deleteParameter, deleteParameters } from './delete-parameters';
import { getParameterHistory } from './get-parameter-history';
import { getParameter, getParameters } from './get-parameters';
import { labelParameterVersion, unlabelParameterVersion } from './label-operations';
import { describeParameters, getParametersByPath } from './list-parameters';
import { putParameter } from './put-parameter';

export const operations: readonly Operation[] = [
  putParameter,
  getParameter,
  getParameters,
  getParametersByPath,
  describeParameters,
  getParameterHistory,
  labelParameterVersion,
  unlabelParameterVersion,
  deleteParameter,
  deleteParameters,
];
