import 'server-only';
import { inScope } from '@/lib/bff/procedure';
import type { Page } from '@/lib/kernel/page';
import { historyInput, type ParameterVersion } from '../contract';
import { historyPage } from './read-version';

/** Versions of one parameter with their labels, oldest first as AWS gives them; a page a call. */
export const listHistory = inScope
  .meta({ needs: ['ssm:GetParameterHistory'] })
  .input(historyInput)
  .query(
    ({ ctx, input }): Promise<Page<ParameterVersion>> => historyPage(ctx.aws.ssm(), input.name, input.next),
  );
