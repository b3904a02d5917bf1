import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{app,auth,bin,cli,components,db,domain,edge,mirror,net,worker}/**/*.test.{ts,tsx}', '*.test.ts'],
    environment: 'node',
  },
})
