import 'server-only';
import { router } from '@/lib/bff/procedure';
import { connection } from './connection';
import { editTags } from './edit-tags';
import { get } from './get';
import { list } from './list';
import { listTags } from './list-tags';
import { tags } from './tags';

export const nodesRouter = router({ list, listTags, get, connection, tags, editTags });
export type NodesRouter = typeof nodesRouter;
