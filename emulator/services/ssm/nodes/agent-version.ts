/** The newest SSM Agent this world knows; `IsLatestVersion` compares with it. */
export const latestAgentVersion = '3.3.4793.0';
