/** Every address of the console in one place: links are made here and nowhere else, always encoded. */
const query = (values: Record<string, string | undefined>): string => {
  const given = Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return given.length > 0 ? `?${new URLSearchParams(given)}` : '';
};

interface Place {
  readonly account: string;
  readonly region: string;
}

export const routes = {
  home: () => '/',
  signIn: (after?: string) => `/sign-in${query({ after })}`,
  /** Signing in again in a second window, while the first keeps its shells and edits. */
  renewSignIn: () => '/sign-in?renew=1',
  nodes: () => '/nodes',
  node: (place: Place, id: string, tab?: string) =>
    `/nodes/${encodeURIComponent(id)}${query({ account: place.account, region: place.region, tab })}`,
  /** Every view in every state, for eyes and tests: not in the navigation. */
  states: (room?: string, state?: string) => `/states${query({ room, state })}`,
  sessions: () => '/sessions',
  /** One shell alone; `ticket` is what its opener gives it for. */
  shellWindow: (ticket: string) => `/sessions/window${query({ ticket })}`,
  sessionPreferences: (place?: Place) =>
    `/sessions/preferences${query({ account: place?.account, region: place?.region })}`,
  /** Plays a recorded shell from a file of this computer. */
  recordings: () => '/sessions/player',
  sessionDocuments: () => '/sessions/documents',
  sessionDocument: (place: Place, name: string) =>
    `/sessions/document${query({ account: place.account, region: place.region, name })}`,
  newSessionDocument: (place?: Place) =>
    `/sessions/document${query({ account: place?.account, region: place?.region })}`,
  patching: () => '/patching',
  parameters: (path?: string) => `/parameters${query({ path })}`,
  newParameter: (path?: string) => `/parameters/create${query({ path })}`,
  parameter: (place: Place, name: string, mode?: 'edit') =>
    `/parameters/edit${query({ account: place.account, region: place.region, name, mode })}`,
};
