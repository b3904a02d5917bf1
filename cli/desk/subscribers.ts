import { InvalidArgumentError, type Command } from 'commander'
import { ApiRefusal, type Api } from './api.ts'
import { componentNamed, listComponents, pagePath } from './page.ts'
import { columns, print } from '../print.ts'
import { importSubscribersCommand } from './subscriber-import.ts'
import { withApi, type DeskOptions } from './with-api.ts'

interface ApiSubscriber {
  id: string
  mode: string
  email: string | null
  endpoint: string | null
  obfuscated_channel_name: string | null
  created_at: string
  candor: { state: string; audience: string }
}

const states = ['active', 'unconfirmed', 'quarantined', 'all']
const perPage = 100

interface ListOptions extends DeskOptions {
  search?: string
  state: string
}

interface AddOptions extends DeskOptions {
  component?: string[]
  consented?: boolean
}

/** `candor subscriber`: who asked to be told. */
export function addSubscriberCommands(program: Command, desk: (command: Command) => Command): void {
  const subscriber = program.command('subscriber').description('who asked to be told')
  desk(subscriber.command('list'))
    .option('--search <text>', 'a part of the address')
    .option('--state <state>', `one of ${states.join(', ')}`, oneOfStates, 'all')
    .description('the subscribers, the newest first')
    .action(listCommand)
  desk(subscriber.command('add'))
    .argument('<email>', 'whom to ask')
    .option('--component <component>', 'only this, by name or id; can be repeated', collect)
    .option('--consented', 'you know that they said yes: no letter asks them, and it is on record that you said so')
    .description('write somebody the letter in which they confirm that they want news of the page')
    .action(addCommand)
  desk(subscriber.command('remove'))
    .argument('<subscriber>', 'an address or an id')
    .description('end a subscription; nothing stays of the address but a count')
    .action(removeCommand)
  subscriber
    .command('import')
    .argument('<file>', 'a CSV file with the columns email, consent_date and consent_source, or an export')
    .option('--dry-run', 'say what would be done, and change nothing')
    .option('--json', 'print JSON instead of words')
    .description('add those of a list who are not subscribed yet; works on this machine’s database')
    .action(importSubscribersCommand)
}

async function listCommand({ search, state, ...options }: ListOptions): Promise<void> {
  const found = await withApi(options, (api) => listSubscribers(api, { search, state }))
  print(options.json, found, lines)
}

async function addCommand(email: string, { component, consented, ...options }: AddOptions): Promise<void> {
  const added = await withApi(options, async (api) => {
    const known = component ? await listComponents(api) : []
    const subscriber = {
      email,
      ...(component ? { component_ids: component.map((one) => componentNamed(known, one).id) } : {}),
      ...(consented ? { skip_confirmation_notification: true } : {}),
    }
    return api.ask<ApiSubscriber>('POST', `${await pagePath(api)}/subscribers`, { subscriber })
  })
  print(options.json, added, ({ candor }) => [
    candor.state === 'unconfirmed'
      ? 'They are written a letter, and hear of the page once they confirmed.'
      : 'They are subscribed.',
  ])
}

async function removeCommand(subscriber: string, options: DeskOptions): Promise<void> {
  const removed = await withApi(options, async (api) => {
    const id = await idOf(api, subscriber)
    return api.ask<ApiSubscriber>('DELETE', `${await pagePath(api)}/subscribers/${encodeURIComponent(id)}`)
  })
  print(options.json, removed, () => ['Removed. Nothing of the address is kept.'])
}

async function listSubscribers(
  api: Api,
  { search = '', state }: { search?: string | undefined; state: string },
): Promise<ApiSubscriber[]> {
  const path = `${await pagePath(api)}/subscribers`
  const found: ApiSubscriber[] = []
  for (let page = 0; ; page++) {
    const query = new URLSearchParams({ q: search, state, page: String(page), limit: String(perPage) }).toString()
    const part = await api.ask<ApiSubscriber[]>('GET', `${path}?${query}`)
    found.push(...part)
    if (part.length < perPage) return found
  }
}

/** The id of whoever is meant. Throws ApiRefusal where an address is nobody's, or of two subscriptions. */
async function idOf(api: Api, subscriber: string): Promise<string> {
  if (!subscriber.includes('@')) return subscriber
  const address = subscriber.toLowerCase()
  const meant = (await listSubscribers(api, { search: address, state: 'all' })).filter(({ email }) => email === address)
  const [first] = meant
  if (!first) throw new ApiRefusal(`Nobody is subscribed with ${subscriber}.`)
  if (meant.length === 1) return first.id
  const list = meant.map(({ id, candor }) => `  ${id}  ${candor.audience}`)
  throw new ApiRefusal([`${subscriber} has ${meant.length} subscriptions; use an id:`, ...list].join('\n'))
}

function lines(found: readonly ApiSubscriber[]): string[] {
  if (found.length === 0) return ['Nobody is subscribed.']
  return columns(
    found.map(({ id, mode, candor, email, endpoint, obfuscated_channel_name: channel }) => [
      id,
      candor.state,
      mode,
      email ?? endpoint ?? channel ?? '',
      candor.audience === 'internal' ? 'internal' : '',
    ]),
  )
}

function oneOfStates(state: string): string {
  if (states.includes(state)) return state
  throw new InvalidArgumentError(`It must be one of ${states.join(', ')}.`)
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value]
}
