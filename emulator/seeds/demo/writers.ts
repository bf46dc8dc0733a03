const assumed = (account: string, role: string, session: string) =>
  `arn:aws:sts::${account}:assumed-role/${role}/${session}`;

/** Who wrote parameters: two people of the demo, two who left, and the deployment pipeline. */
export const writersOf = (account: string): readonly string[] => [
  assumed(account, 'QuarterdeckAdministrator', 'ada'),
  assumed(account, 'QuarterdeckOperator', 'olu'),
  assumed(account, 'QuarterdeckOperator', 'maya'),
  assumed(account, 'QuarterdeckAdministrator', 'jonas'),
  assumed(account, 'DeployPipeline', 'release-train'),
];
