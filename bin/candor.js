#!/usr/bin/env node
// The `candor` command: installs and builds what is missing, then runs the program.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildIfOld, install, root } from './workspace.js'

install()
await buildIfOld('build', async () => {
  const { buildAll } = await import('./build.js')
  await buildAll({ isDev: false })
})
Object.assign(process.env, { NODE_ENV: 'production' })
await import(pathToFileURL(join(root, 'dist/candor.js')).href)
