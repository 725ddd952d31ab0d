import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'console/src/**/*.test.ts'],
    // Dex takes two minutes to build: the suite about it is run by whoever has built it (docs/testing.md).
    exclude: [...configDefaults.exclude, ...(process.env.CHANCERY_TEST_DEX ? [] : ['test/issuers/**'])],
    globalSetup: ['test/build.ts'],
    // CommonJS packages, the official SDKs among them, are to look as they do to Node.
    deps: { interopDefault: false },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two cores: more workers than that only make the key generation of one wait for that of another.
    maxWorkers: 2,
  },
});
