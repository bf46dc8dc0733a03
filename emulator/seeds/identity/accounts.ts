/** The emulated organization: two accounts, each with the same three roles for people and one for nodes. */
export const accounts = [
  { id: '111122223333', name: 'Production' },
  { id: '444455556666', name: 'Staging' },
] as const;

export const accountIds: readonly string[] = accounts.map(({ id }) => id);
