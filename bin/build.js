// Builds Next's app and the programs in dist/. Plain JavaScript: it runs before anything is built.
import { execFileSync } from 'node:child_process'
import { build } from 'esbuild'
import { actionsKey, root } from './workspace.js'

/**
 * Builds everything that runs: `dist/` (server and command line) and, except for development, Next's `.next/`.
 * @param {{ isDev: boolean }} options
 */
export async function buildAll({ isDev }) {
  await build({
    absWorkingDir: root,
    entryPoints: { server: 'server.ts', candor: 'cli/candor.ts' },
    outdir: 'dist',
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.9',
    packages: 'external',
    sourcemap: 'linked',
    logLevel: 'warning',
  })
  if (isDev) return
  execFileSync(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionsKey(),
    },
  })
}
