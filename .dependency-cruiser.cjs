const { readdirSync } = require('node:fs');

// Zones come from the folder listing, so a room is fenced on the day it is made (CONTRIBUTING, "Imports").
const rooms = readdirSync('lib/capabilities');

/** Tests and their fixtures may reach anything. */
const test = '(\\.test\\.tsx?$|/testing/|^e2e/|^bench/)';

const roomFences = rooms.map((room) => ({
  name: `room-${room}`,
  comment: `Rooms do not import each other: shared words go to lib/kernel, links to lib/kernel/routes, what a page of another room should show into lib/capabilities/${room}/contributes.ts.`,
  severity: 'error',
  from: { path: `^lib/capabilities/${room}/`, pathNot: test },
  to: { path: '^lib/capabilities/', pathNot: `^lib/capabilities/${room}/` },
}));

module.exports = {
  forbidden: [
    {
      name: 'no-emulator-in-product',
      comment: 'Nothing in the product may import the emulator: talk to it over HTTP, as to AWS.',
      severity: 'error',
      from: { path: '^(app|components|lib|proxy|instrumentation)', pathNot: test },
      to: { path: '^emulator/' },
    },
    {
      name: 'emulator-alone',
      comment:
        'Of the product the emulator may use lib/data-channel only: a fake built on our shapes would agree with us, not with AWS.',
      severity: 'error',
      from: { path: '^emulator/', pathNot: test },
      to: { path: '^(app|components|lib)/', pathNot: '^lib/data-channel/' },
    },
    {
      name: 'witness-alone',
      comment:
        'e2e/witness is written from the papers alone: it may import neither the product nor the emulator.',
      severity: 'error',
      from: { path: '^e2e/witness/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(app|components|lib|emulator)/' },
    },
    {
      name: 'data-channel-imports-nothing',
      comment: 'lib/data-channel runs anywhere: hand it what it needs as an argument.',
      severity: 'error',
      from: { path: '^lib/data-channel/', pathNot: test },
      to: { pathNot: '^lib/data-channel/' },
    },
    {
      name: 'kernel-imports-nothing',
      comment:
        'lib/kernel holds words that all rooms share: what imports something belongs into the room that needs it.',
      severity: 'error',
      from: { path: '^lib/kernel/', pathNot: test },
      to: { pathNot: '^lib/kernel/' },
    },
    {
      name: 'components-know-no-capability',
      comment: 'components/ knows no capability, frame or server: pass props, or move this into the room.',
      severity: 'error',
      from: { path: '^components/', pathNot: test },
      to: { path: '^(app|lib)/', pathNot: '^lib/(kernel|data-channel)/' },
    },
    {
      name: 'frame-knows-no-room',
      comment:
        'lib/frame draws what rooms contribute (lib/contribution.ts) and is handed the registry by app/(console).',
      severity: 'error',
      from: { path: '^lib/frame/', pathNot: test },
      to: { path: '^(app/|lib/(capabilities|registry))' },
    },
    {
      name: 'server-foundations',
      comment:
        'lib/aws, lib/auth, lib/db, lib/config and lib/bff carry rooms and know none: what a room needs of them it imports.',
      severity: 'error',
      from: { path: '^lib/(aws|auth|db|config|bff|log)/', pathNot: test },
      to: { path: '^(app/|components/|lib/(capabilities|frame|registry\\.ts|contribution))' },
    },
    {
      name: 'client-takes-no-server-code',
      comment:
        'A client file may take the type of a router and nothing else from the server: credentials and clients stay there.',
      severity: 'error',
      from: { path: '^(components/|lib/(frame|capabilities/[^/]+/client)/)', pathNot: test },
      to: {
        path: '^lib/(aws|auth|db|capabilities/[^/]+/server)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'pages-compose',
      comment:
        'app/(console) composes client views; procedures are listed in lib/registry.server.ts and reached through app/api/trpc.',
      severity: 'error',
      from: { path: '^app/\\(console\\)/', pathNot: test },
      to: { path: '^lib/(aws|auth|db|capabilities/[^/]+/server)/' },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or a third has not found its name yet.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...roomFences,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^\\.next|^\\.build|\\.module\\.css$|\\.css$)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
