import { defineConfig } from 'vitest/config'

export default defineConfig({ test: { include: ['.ci/**/*.test.ts'], environment: 'node', testTimeout: 120_000 } })
