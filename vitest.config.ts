import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{app,auth,bin,cli,components,db,domain,edge,mirror,net,worker}/**/*.test.{ts,tsx}', '*.test.ts'],
    environment: 'node',
    // What is right shows after a while also where machines do much at once.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
