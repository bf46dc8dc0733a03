import type { StoredDocument } from './store';

/** Any TCP port; local ones may be 0, which lets the client choose (as AWS's own documents have it). */
const port = '([1-9]|[1-9][0-9]{1,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])';
const remotePort = (ofWhat: string, byDefault: string) => ({
  type: 'String',
  description: `(Optional) Port number of the ${ofWhat}`,
  allowedPattern: `^${port}$`,
  default: byDefault,
});
const localPortNumber = {
  type: 'String',
  description: '(Optional) Port number on the local machine to forward traffic to. 0 takes any open port',
  allowedPattern: `^(0|${port})$`,
  default: '0',
};
const command = { type: 'String', description: '(Required) The command to run on the node' };
const onEveryPlatform = (properties: object) => ({
  windows: properties,
  linux: properties,
  macos: properties,
});

const contents = {
  'AWS-StartInteractiveCommand': {
    schemaVersion: '1.0',
    description: 'Document to run a single interactive command on a node',
    sessionType: 'InteractiveCommands',
    parameters: { command },
    properties: onEveryPlatform({ commands: '{{ command }}', runAsElevated: false }),
  },
  'AWS-StartNonInteractiveCommand': {
    schemaVersion: '1.0',
    description: 'Document to run a single non-interactive command on a node',
    sessionType: 'NonInteractiveCommands',
    parameters: { command },
    properties: onEveryPlatform({ commands: '{{ command }}', runAsElevated: false }),
  },
  'AWS-StartPortForwardingSession': {
    schemaVersion: '1.0',
    description: 'Document to start a port forwarding session over Session Manager',
    sessionType: 'Port',
    parameters: { portNumber: remotePort('server on the node', '80'), localPortNumber },
    properties: {
      portNumber: '{{ portNumber }}',
      type: 'LocalPortForwarding',
      localPortNumber: '{{ localPortNumber }}',
    },
  },
  'AWS-StartPortForwardingSessionToRemoteHost': {
    schemaVersion: '1.0',
    description: 'Document to start a port forwarding session to a remote host over Session Manager',
    sessionType: 'Port',
    parameters: {
      host: {
        type: 'String',
        description: '(Optional) Host name or IP address of the destination server',
        allowedPattern: '^[^,$^&\\(\\)!;\'"<>\\`{}\\[\\]\\|#=]{3,}$',
        default: 'localhost',
      },
      portNumber: remotePort('destination server', '80'),
      localPortNumber,
    },
    properties: {
      host: '{{ host }}',
      portNumber: '{{ portNumber }}',
      type: 'LocalPortForwarding',
      localPortNumber: '{{ localPortNumber }}',
    },
  },
  'AWS-StartSSHSession': {
    schemaVersion: '1.0',
    description: 'Document to start an SSH session over Session Manager',
    sessionType: 'Port',
    parameters: { portNumber: remotePort('SSH server on the node', '22') },
    properties: { portNumber: '{{ portNumber }}' },
  },
};

/** Before any world begins, so that they are older than everything in it. */
const createdAtMs = Date.UTC(2018, 8, 11);
const format = 'JSON';

/** The session documents Amazon owns: the same in every account and Region, and nobody may change them. */
export const amazonDocuments: ReadonlyMap<string, StoredDocument> = new Map(
  Object.entries(contents).map(([name, content]) => [
    name,
    {
      name,
      owner: 'Amazon',
      defaultVersion: 1,
      versions: new Map([
        [1, { version: 1, createdAtMs, format, content: JSON.stringify(content, null, 2) }],
      ]),
    },
  ]),
);
