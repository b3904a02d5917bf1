import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { childEnvironment, overrideConfig } from '#config'
import { roleWords } from '#domain/actor'
import { listPeople } from '#domain/people/people'
import { openForCommand, say } from './page-database.ts'

/** `candor demo`: a throwaway page in a folder of its own, gone when it ends. */
export async function demoCommand(port: number): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'candor-demo-'))
  const url = `http://localhost:${port}`
  overrideConfig({ dataDir, port, url, isSecure: false })
  const { createSignInLink } = await import('#auth/sign-in')
  const { tellStory } = await import('#db/demo/story')
  const db = openForCommand()
  tellStory(db, Date.now())
  const links = await Promise.all(
    listPeople(db).map(async (person) => ({ person, link: await createSignInLink(db, person.email, url) })),
  )
  db.$client.close()
  say(`A demo of Candor at ${url}; it is gone when you press Ctrl-C.`)
  for (const { person, link } of links) say(`  ${roleWords[person.role].padEnd(10)} ${person.name.padEnd(16)} ${link}`)
  const environment = childEnvironment({ CANDOR_DATA_DIR: dataDir, PORT: String(port), CANDOR_URL: '' })
  const server = spawn(process.execPath, [fileURLToPath(new URL('server.js', import.meta.url))], {
    stdio: 'inherit',
    env: environment,
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal))
  server.on('exit', (code) => {
    rmSync(dataDir, { recursive: true, force: true })
    process.exit(code ?? 1)
  })
}
