import { nodes } from './capabilities/nodes/contributes';
import { parameters } from './capabilities/parameters/contributes';
import { patching } from './capabilities/patching/contributes';
import { sessions } from './capabilities/sessions/contributes';
import type { Contribution } from './contribution';

/** The capabilities in order. Navigation, palette, dock, tabs, columns and actions are drawn from this list. */
export const capabilities: readonly Contribution[] = [nodes, sessions, patching, parameters];
