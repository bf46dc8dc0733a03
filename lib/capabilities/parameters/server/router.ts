import 'server-only';
import { router } from '@/lib/bff/procedure';
import { deleteParameters } from './delete-parameters';
import { getParameter } from './get-parameter';
import { listHistory } from './list-history';
import { listParameters } from './list-parameters';
import { plainValues } from './plain-values';
import { putParameter } from './put-parameter';
import { revealValue } from './reveal-value';

export const parametersRouter = router({
  list: listParameters,
  values: plainValues,
  get: getParameter,
  history: listHistory,
  reveal: revealValue,
  put: putParameter,
  delete: deleteParameters,
});
export type ParametersRouter = typeof parametersRouter;
