// `npm start`, `npm run dev` (--dev) and `npm run demo` (--demo): install, build what is old, serve.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildIfOld, install, root } from './workspace.js'

const isDev = process.argv.includes('--dev')
install()
await buildIfOld(isDev ? 'build-dev' : 'build', async () => {
  const { buildAll } = await import('./build.js')
  await buildAll({ isDev })
})
Object.assign(process.env, { NODE_ENV: isDev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' })

if (process.argv.includes('--demo')) {
  const demo = spawn(process.execPath, [join(root, 'dist/candor.js'), 'demo'], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.on(signal, () => demo.kill(/** @type {NodeJS.Signals} */ (signal)))
  demo.on('exit', (code) => process.exit(code ?? 1))
} else {
  // The server runs in this process: it is the edge, and holds the socket.
  const server = join(root, 'dist/server.js')
  process.argv = [process.execPath, server, ...(isDev ? ['--dev'] : [])]
  await import(pathToFileURL(server).href)
}
