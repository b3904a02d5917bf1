// Builds Next's app and the programs in dist/. Plain JavaScript: it runs before anything is built.
import { execFileSync } from 'node:child_process'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { actionsKey, root } from './workspace.js'

const options = /** @type {const} */ ({
  absWorkingDir: root,
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.9',
  packages: 'external',
  sourcemap: 'linked',
  metafile: true,
  logLevel: 'warning',
})

/**
 * Builds everything that runs: `dist/` (server and command line) and, except for development, Next's `.next/`.
 * @param {{ isDev: boolean }} options
 */
export async function buildAll({ isDev }) {
  const built = await Promise.all([
    build({ ...options, entryPoints: { server: 'server.ts' } }),
    // What a command does not need stays in files of its own: better-auth alone takes a second to load. The server
    // stays one file, so that a build beside it takes nothing away that it would still load.
    build({ ...options, entryPoints: { candor: 'cli/candor.ts' }, splitting: true }),
  ])
  removeAllBut(built.flatMap(({ metafile }) => Object.keys(metafile.outputs)))
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

/**
 * Removes what earlier builds left in `dist/`.
 * @param {readonly string[]} outputs
 */
function removeAllBut(outputs) {
  for (const name of readdirSync(join(root, 'dist'))) {
    if (!outputs.includes(`dist/${name}`)) rmSync(join(root, 'dist', name), { recursive: true })
  }
}
