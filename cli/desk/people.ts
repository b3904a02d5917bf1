import type { Command } from 'commander'
import { columns, print } from '../print.ts'
import { withApi, type DeskOptions } from './with-api.ts'

interface ApiPerson {
  id: string
  name: string
  email: string
  role: string
  deactivated_at: string | null
  last_seen_at: string | null
}

/** What `candor user` can do beside adding somebody: the team, its roles, and who may no longer come in. */
export function addPeopleCommands(user: Command, desk: (command: Command) => Command): void {
  desk(user.command('list')).description('everybody on the team').action(listCommand)
  desk(user.command('role'))
    .argument('<person>', 'an address or an id')
    .argument('<role>', 'owner, responder, support or viewer')
    .description('give somebody another role')
    .action((person: string, role: string, options: DeskOptions) => changeCommand(person, { role }, options))
  desk(user.command('deactivate'))
    .argument('<person>', 'an address or an id')
    .description('let somebody in no longer: their sessions end at once, what they did keeps their name')
    .action((person: string, options: DeskOptions) => changeCommand(person, { is_active: false }, options))
  desk(user.command('reactivate'))
    .argument('<person>', 'an address or an id')
    .description('let somebody in again')
    .action((person: string, options: DeskOptions) => changeCommand(person, { is_active: true }, options))
}

async function listCommand(options: DeskOptions): Promise<void> {
  const people = await withApi(options, (api) => api.ask<ApiPerson[]>('GET', '/people'))
  print(options.json, people, (found) =>
    columns(
      found.map(({ id, role, email, name, deactivated_at: ended }) => [
        id,
        role,
        email,
        name,
        ended ? 'deactivated' : '',
      ]),
    ),
  )
}

async function changeCommand(
  person: string,
  change: { role?: string; is_active?: boolean },
  options: DeskOptions,
): Promise<void> {
  const changed = await withApi(options, (api) =>
    api.ask<ApiPerson>('PATCH', `/people/${encodeURIComponent(person)}`, { person: change }),
  )
  print(options.json, changed, ({ name, role, deactivated_at: ended }) => [
    ended ? `${name} is deactivated, and all their sessions are ended.` : `${name} is ${role}.`,
  ])
}
