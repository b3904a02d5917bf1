import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { childEnvironment } from '#config'
import { makeDataFolder, type CandorServer } from '../candor-server.ts'
import { expect, test } from '../fixtures.ts'

interface Run {
  status: number | null
  stdout: string
  stderr: string
}

type Command = (...args: string[]) => Promise<Run>

/** Runs the built command with settings of its own. */
async function candor(settings: Parameters<typeof childEnvironment>[0], args: string[]): Promise<Run> {
  const child = spawn(process.execPath, ['dist/candor.js', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...childEnvironment(settings), NODE_ENV: 'production' },
  })
  const ended = new Promise<number | null>((resolve, reject) => child.once('close', resolve).once('error', reject))
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { status: await ended, stdout, stderr }
}

/** At the server's own terminal. */
function onDatabase({ dataDir, url }: CandorServer): Command {
  return (...args) => candor({ CANDOR_DATA_DIR: dataDir, CANDOR_URL: url }, args)
}

/** From another machine: no database there, but a token. */
function fromElsewhere({ url }: CandorServer, token: string): Command {
  const settings = { CANDOR_DATA_DIR: makeDataFolder(), CANDOR_TOKEN: token }
  return (...args) => candor(settings, [...args, '--url', url])
}

const answerOf = <Answer>(run: Run): Answer => {
  expect(run.stderr).toBe('')
  expect(run.status).toBe(0)
  return JSON.parse(run.stdout) as Answer
}

const read = async (url: string) => (await fetch(url)).text()

/** An incident's whole life by one of the two ways; customers see each step. */
async function liveThrough(command: Command, server: CandorServer): Promise<void> {
  const opened = answerOf<{ id: string; shortlink: string; components: { name: string }[] }>(
    await command(
      ...['incident', 'open', '--title', 'Parcels are not scanned', '--body', 'Scanners **stopped**.'],
      ...['--component', 'api=partial_outage', '--next', '20', '--json'],
    ),
  )
  expect(opened.components.map(({ name }) => name)).toEqual(['API'])
  expect(await read(server.url)).toContain('Parcels are not scanned')

  const listed = await command('incident', 'list')
  expect(listed.stdout).toContain(opened.id)

  const updated = await command('incident', 'update', opened.id, '--status', 'identified', '--body', 'A cable is cut.')
  expect(updated.stdout).toContain('Parcels are not scanned is identified')
  expect(await read(`${server.url}/incidents/${opened.id}`)).toContain('A cable is cut.')

  expect((await command('incident', 'resolve', opened.id)).stdout).toContain('is resolved')
  expect((await command('incident', 'list')).stdout).not.toContain(opened.id)

  const set = await command('component', 'set', 'API', 'degraded_performance')
  expect(set.stdout).toBe('API is degraded_performance.\n')
  expect((await command('component', 'list')).stdout).toMatch(/degraded_performance +API/)
  expect((await command('component', 'set', 'API', 'operational')).status).toBe(0)
}

test('an incident is lived through at the server’s terminal', async ({ candor: server }) => {
  await liveThrough(onDatabase(server), server)
})

test('and from another machine, with a token that may do just that', async ({ candor: server }) => {
  const local = onDatabase(server)
  const made = answerOf<{ id: string; token: string }>(
    await local(
      ...['token', 'create', '--name', 'Pager', '--role', 'responder', '--expires', '30d', '--json'],
      ...['--scope', 'incidents:write', '--scope', 'components:write', '--scope', 'page:read'],
    ),
  )
  const remote = fromElsewhere(server, made.token)
  await liveThrough(remote, server)

  await test.step('it may do nothing else', async () => {
    const refused = await remote('token', 'list')
    expect(refused.status).toBe(1)
    expect(refused.stderr).toContain('tokens:read')
    expect(refused.stdout).toBe('')
  })

  await test.step('who did it is on record', async () => {
    const record = (await local('audit', 'list', '--action', 'incident.open')).stdout
    expect(record).toContain('Pager (token')
    expect((await local('audit', 'verify')).status).toBe(0)
  })

  await test.step('revoked, it does nothing any more', async () => {
    expect((await local('token', 'revoke', made.id)).stdout).toContain('Revoked Pager')
    const refused = await remote('incident', 'list')
    expect(refused.status).toBe(1)
    expect(refused.stderr).toMatch(/unknown, has ended or was revoked/)
  })
})

test('an owner’s token keeps the team from elsewhere', async ({ candor: server }) => {
  const args = ['token', 'create', '--name', 'Directory', '--role', 'owner', '--expires', '1d', '--json']
  const { token } = answerOf<{ token: string }>(await onDatabase(server)(...args))
  const remote = fromElsewhere(server, token)
  expect((await remote('user', 'list')).stdout).toContain('priya@acme.example')
  expect((await remote('user', 'role', 'vic@acme.example', 'support')).stdout).toContain('is support')
  expect((await remote('user', 'deactivate', 'vic@acme.example')).stdout).toContain('is deactivated')
  expect((await remote('user', 'list')).stdout).toMatch(/vic@acme\.example.*deactivated/)
  const last = await remote('user', 'deactivate', 'dana@acme.example')
  expect(last.status).toBe(1)
  expect(last.stderr).toContain('last owner')
})

test('what can’t be done is said with the way to mend it', async ({ sharedCandor: server }) => {
  const local = onDatabase(server)
  const unknown = await local('component', 'set', 'Teleporter', 'operational')
  expect(unknown.status).toBe(1)
  expect(unknown.stderr).toMatch(/no component Teleporter[\s\S]*API/)
  expect((await local('component', 'set', 'API', 'broken')).status).toBe(1)
  expect((await local('incident', 'update', 'nobody')).status).toBe(1)
  expect((await local('incident', 'list', '--url', 'ftp://x')).stderr).toContain('https://status.example.com')
  const withoutToken = await local('incident', 'list', '--url', server.url)
  expect(withoutToken.status).toBe(1)
  expect(withoutToken.stderr).toContain('CANDOR_TOKEN')
})
