// `npm run bench [-- name]`: builds what is old and runs the measurements in bench/, each in a process of its own.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { buildIfOld, install, root } from './workspace.js'

install()
const { build } = await import('esbuild')
await buildIfOld('build', async () => {
  const { buildAll } = await import('./build.js')
  await buildAll({ isDev: false })
})
const wanted = process.argv[2]
const names = readdirSync(join(root, 'bench'))
  .filter((name) => name.endsWith('.bench.ts'))
  .map((name) => name.replace('.bench.ts', ''))
  .filter((name) => !wanted || name === wanted)
for (const name of names) {
  await build({
    absWorkingDir: root,
    entryPoints: [`bench/${name}.bench.ts`],
    outfile: `dist/bench-${name}.js`,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.9',
    packages: 'external',
    logLevel: 'warning',
  })
  const { status } = spawnSync(process.execPath, ['--expose-gc', `dist/bench-${name}.js`], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(status ?? 1)
}
