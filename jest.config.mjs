export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['**/__tests__/**/*.test.ts'],
  transform: { '^.+\\.ts$': '<rootDir>/scripts/ts-transform.mjs' },
  coverageProvider: 'babel',
  // Spawned bundles share two slow cores with the rest of the suite in continuous integration.
  testTimeout: 60_000,
};
