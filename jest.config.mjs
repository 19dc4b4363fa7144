/**
 * Four projects: pure rules beside the code; the whole service on SQLite; the same on PostgreSQL; and the built
 * program as people run it (commands, crashes, browser journeys).
 */
const shared = {
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          target: 'es2022',
        },
        module: { type: 'es6' },
      },
    ],
  },
  testEnvironment: 'node',
};

const e2e = {
  ...shared,
  testMatch: ['<rootDir>/test/*.e2e.ts', '<rootDir>/test/pages/*.e2e.ts'],
  setupFiles: ['<rootDir>/test/support/setup.ts'],
};

export default {
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/**/*.spec.ts'],
    },
    { ...e2e, displayName: 'sqlite', globals: { database: 'sqlite' } },
    {
      ...e2e,
      displayName: 'postgres',
      // How pages look, and how people get through them, does not depend on the database.
      testPathIgnorePatterns: ['/node_modules/', '-(look|journey)\\.e2e\\.ts$'],
      globals: { database: 'postgres' },
      globalSetup: '<rootDir>/test/support/postgres.start.mjs',
      globalTeardown: '<rootDir>/test/support/postgres.stop.mjs',
    },
    {
      ...e2e,
      displayName: 'built',
      testMatch: ['<rootDir>/test/built/*.e2e.ts'],
      globalSetup: '<rootDir>/test/support/built.start.mjs',
      globalTeardown: '<rootDir>/test/support/postgres.stop.mjs',
    },
  ],
  // Ends a test that hangs; how long one takes on a busy machine is no matter of right or wrong.
  testTimeout: 600_000,
  maxWorkers: 2,
  // Modules loaded as ESM stay in memory after their test file: without a fresh worker now and then the run slows down,
  // and ends without memory.
  workerIdleMemoryLimit: '1GB',
};
