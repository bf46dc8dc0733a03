/** Names the process whose end ends its child (end-with-parent.mjs). */
export const parentVariable = 'QUARTERDECK_PARENT_PID';
