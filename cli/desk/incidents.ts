import { InvalidArgumentError, type Command } from 'commander'
import type { Api } from './api.ts'
import { componentNamed, listComponents, pagePath } from './page.ts'
import { columns, print } from '../print.ts'
import { withApi, type DeskOptions } from './with-api.ts'

const minuteMs = 60_000

interface ApiIncident {
  id: string
  name: string
  status: string
  impact: string
  shortlink: string
  components: { name: string; status: string }[]
}

interface UpdateOptions extends DeskOptions {
  status?: string
  body?: string
  component?: string[]
  next?: number | 'none'
}

interface OpenOptions extends UpdateOptions {
  title: string
  internal?: boolean
}

/** `candor incident`: opened, updated and resolved from a terminal. */
export function addIncidentCommands(program: Command, desk: (command: Command) => Command): void {
  const incident = program.command('incident').description('incidents')
  desk(incident.command('list'))
    .option('--all', 'ended ones too, the newest hundred')
    .description('incidents that are open')
    .action(listCommand)
  told(desk(incident.command('open')))
    .requiredOption('--title <title>', 'what customers see as its title')
    .option('--internal', 'only the team sees it')
    .description('open an incident; this is public at once unless it is internal')
    .action(openCommand)
  told(desk(incident.command('update')))
    .argument('<id>', 'the incident’s id')
    .description('post an update; this is public at once where the incident is')
    .action(updateCommand)
  desk(incident.command('resolve'))
    .argument('<id>', 'the incident’s id')
    .option('--body <text>', 'what customers read, in Markdown')
    .description('resolve an incident: all that it holds is operational again')
    .action((id: string, options: UpdateOptions) => updateCommand(id, { ...options, status: 'resolved' }))
}

function told(command: Command): Command {
  return command
    .option('--status <status>', 'investigating, identified, monitoring or resolved')
    .option('--body <text>', 'what customers read, in Markdown')
    .option('--component <component=status>', 'a component’s name or id and its status; can be repeated', collect)
    .option('--next <minutes>', 'when the next update comes, or none; usual promises unless given', minutesOf)
}

async function listCommand(options: DeskOptions & { all?: boolean }): Promise<void> {
  const found = await withApi(options, async (api) => {
    const path = `${await pagePath(api)}/incidents`
    return api.ask<ApiIncident[]>('GET', options.all ? path : `${path}/unresolved`)
  })
  print(options.json, found, (incidents) =>
    incidents.length === 0
      ? ['No incident is open.']
      : columns(incidents.map(({ id, status, impact, name }) => [id, status, impact, name])),
  )
}

async function openCommand({ title, internal, ...options }: OpenOptions): Promise<void> {
  const opened = await withApi(options, async (api) => {
    const incident = { name: title, ...(internal ? { is_internal: true } : {}), ...(await saidOf(api, options)) }
    return api.ask<ApiIncident>('POST', `${await pagePath(api)}/incidents`, { incident })
  })
  print(options.json, opened, (incident) => [
    `Opened ${incident.id}: ${incident.name} (${incident.status}, impact ${incident.impact})`,
    incident.shortlink,
  ])
}

async function updateCommand(id: string, options: UpdateOptions): Promise<void> {
  const updated = await withApi(options, async (api) => {
    const incident = await saidOf(api, options)
    return api.ask<ApiIncident>('PATCH', `${await pagePath(api)}/incidents/${encodeURIComponent(id)}`, { incident })
  })
  print(options.json, updated, (incident) => [
    `${incident.name} is ${incident.status} (impact ${incident.impact})`,
    incident.shortlink,
  ])
}

async function saidOf(api: Api, { status, body, component, next }: UpdateOptions) {
  const known = component ? await listComponents(api) : []
  const components = Object.fromEntries(
    (component ?? []).map((pair) => {
      const [name = '', value = ''] = splitLast(pair)
      return [componentNamed(known, name).id, value]
    }),
  )
  return {
    ...(status === undefined ? {} : { status }),
    ...(body === undefined ? {} : { body }),
    ...(component ? { components } : {}),
    ...promisedBy(next),
  }
}

function promisedBy(next: UpdateOptions['next']) {
  if (next === undefined) return {}
  return next === 'none'
    ? { no_promise: true }
    : { next_update_at: new Date(Date.now() + next * minuteMs).toISOString() }
}

/** A component's name may hold an equals sign; a status holds none. */
function splitLast(pair: string): [string, string] {
  const at = pair.lastIndexOf('=')
  return [pair.slice(0, at), pair.slice(at + 1)]
}

function collect(pair: string, earlier: string[] = []): string[] {
  if (!/^.+=[a-z_]+$/.test(pair)) throw new InvalidArgumentError('Write it as Checkout=partial_outage.')
  return [...earlier, pair]
}

function minutesOf(value: string): number | 'none' {
  if (value === 'none') return 'none'
  const minutes = Number(value)
  if (Number.isInteger(minutes) && minutes > 0) return minutes
  throw new InvalidArgumentError('Write a number of minutes, or none.')
}
