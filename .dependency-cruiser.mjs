/**
 * Which part of the house may import which. One way only: see docs/adr/0001 and CONTRIBUTING.
 * A feature lists the features it may import; `platform` and `audit` and `identity` are open to all features.
 */
const ground = ['platform', 'audit', 'identity'];
const mayImport = {
  platform: [],
  audit: ['platform'],
  identity: ['audit', 'platform'],
  catalogue: ['audit', 'platform'],
  organisation: [...ground],
  incidents: ['catalogue', ...ground],
  evidence: ['incidents', ...ground],
  playbooks: ['organisation', 'incidents', 'catalogue', ...ground],
  plans: ['playbooks', 'evidence', 'incidents', 'catalogue', ...ground],
  proofs: ['plans', 'evidence', 'incidents', 'catalogue', ...ground],
  comparables: ['plans', 'incidents', 'catalogue', ...ground],
  obligations: ['evidence', 'incidents', 'catalogue', ...ground],
  notices: ['organisation', 'proofs', 'obligations', 'plans', 'incidents', 'catalogue', ...ground],
  recipients: ['incidents', 'catalogue', ...ground],
  reports: [
    'organisation',
    'recipients',
    'notices',
    'proofs',
    'obligations',
    'plans',
    'evidence',
    'incidents',
    'catalogue',
    ...ground,
  ],
  'breach-register': ['organisation', 'proofs', 'obligations', 'plans', 'incidents', 'catalogue', ...ground],
  commitments: ['notices', 'incidents', 'catalogue', ...ground],
  calendars: ['obligations', 'incidents', 'catalogue', ...ground],
  delivery: ['organisation', 'notices', 'recipients', 'incidents', 'catalogue', ...ground],
  reminders: ['delivery', 'obligations', 'incidents', 'catalogue', ...ground],
  ui: [
    'organisation',
    'reports',
    'reminders',
    'calendars',
    'breach-register',
    'commitments',
    'delivery',
    'recipients',
    'notices',
    'obligations',
    'comparables',
    'proofs',
    'plans',
    'playbooks',
    'evidence',
    'incidents',
    'catalogue',
    ...ground,
  ],
};

const featureRules = Object.entries(mayImport).map(([name, allowed]) => ({
  name: `${name}-imports-one-way`,
  severity: 'error',
  comment: `${name} may import only: ${allowed.join(', ') || 'nothing of ours'}`,
  from: { path: `^src/${name}/` },
  to: { path: '^src/[^/]+/', pathNot: `^src/(${[name, ...allowed].join('|')})/` },
}));

export default {
  forbidden: [
    ...featureRules,
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      comment:
        'Domain code has no Nest, TypeORM, I/O, clock or environment; it imports other domains and platform/errors only.',
      from: { path: '^src/[^/]+/domain/', pathNot: '\\.spec\\.ts$' },
      to: {
        path: ['^src/'],
        pathNot: ['^src/[^/]+/domain/', '^src/platform/errors\\.ts$'],
      },
    },
    {
      name: 'domain-takes-no-framework-and-no-io',
      severity: 'error',
      from: { path: '^src/[^/]+/domain/', pathNot: '\\.spec\\.ts$' },
      to: {
        path: [
          '^node_modules/(@nestjs|typeorm|better-sqlite3|pg|nodemailer|pino|fastify|@fastify)/',
          '^(node:)?(fs|net|http|https|child_process|process|os|worker_threads|timers)$',
        ],
      },
    },
    {
      name: 'ui-never-touches-entities',
      severity: 'error',
      from: { path: '^src/ui/' },
      to: { path: '\\.entity\\.ts$' },
    },
    {
      name: 'only-the-command-line-imports-the-command-line',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: '^src/cli/' },
      to: { path: '^src/(cli/|cli\\.ts|main\\.ts|app\\.)' },
    },
    {
      name: 'not-from-shared',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '\\.\\./shared/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
