import { InvalidArgumentError, type Command } from 'commander'
import { componentNamed, listComponents } from './page.ts'
import { columns, print } from '../print.ts'
import { withApi, type DeskOptions } from './with-api.ts'

interface ApiToken {
  id: string
  name: string
  start: string
  role: string
  scopes: string[] | null
  expires_at: string
  revoked_at: string | null
  last_used_at: string | null
  last_used_address: string | null
}

interface CreateOptions extends DeskOptions {
  name: string
  role: string
  expires: number
  scope?: string[]
  component?: string[]
}

const dayMs = 24 * 3_600_000

/** `candor token`: with what programs act. */
export function addTokenCommands(program: Command, desk: (command: Command) => Command): void {
  const token = program.command('token').description('API tokens, with which programs act')
  desk(token.command('create'))
    .requiredOption('--name <name>', 'what it is for; its acts stand under this name')
    .requiredOption('--role <role>', 'owner, responder, support or viewer: the least that does')
    .requiredOption('--expires <days>', 'when it ends, as 90d; a year at most', daysOf)
    .option('--scope <scope>', 'narrow it, as incidents:write; can be repeated', collect)
    .option('--component <component>', 'hold it to a component, by name or id; can be repeated', collect)
    .description('make a token and print it, this once')
    .action(createCommand)
  desk(token.command('list')).description('all tokens, ended ones too').action(listCommand)
  desk(token.command('revoke'))
    .argument('<id>', 'the token’s id, as token list says it')
    .description('end a token at once')
    .action(revokeCommand)
}

async function createCommand({ name, role, expires, scope, component, ...options }: CreateOptions): Promise<void> {
  const made = await withApi(options, async (api) => {
    const known = component ? await listComponents(api) : []
    const token = {
      name,
      role,
      expires_at: new Date(Date.now() + expires * dayMs).toISOString(),
      ...(scope ? { scopes: scope } : {}),
      ...(component ? { component_ids: component.map((one) => componentNamed(known, one).id) } : {}),
    }
    return api.ask<ApiToken & { token: string }>('POST', '/tokens', { token })
  })
  print(options.json, made, (token) => [
    `Made the token “${token.name}” (${token.id}), which ends on ${token.expires_at}. It is printed this once:`,
    token.token,
  ])
}

async function listCommand(options: DeskOptions): Promise<void> {
  const tokens = await withApi(options, (api) => api.ask<ApiToken[]>('GET', '/tokens'))
  print(options.json, tokens, lines)
}

async function revokeCommand(id: string, options: DeskOptions): Promise<void> {
  const revoked = await withApi(options, (api) => api.ask<ApiToken>('DELETE', `/tokens/${encodeURIComponent(id)}`))
  print(options.json, revoked, (token) => [`Revoked ${token.name}: whatever uses it is refused from now on.`])
}

function lines(tokens: readonly ApiToken[]): string[] {
  if (tokens.length === 0) return ['There are no tokens.']
  return columns(
    tokens.map((token) => [
      token.id,
      `${token.start}…`,
      token.role,
      token.revoked_at === null ? `ends ${token.expires_at}` : `revoked ${token.revoked_at}`,
      token.last_used_at === null ? 'never used' : `used ${token.last_used_at}`,
      token.name,
    ]),
  )
}

function daysOf(value: string): number {
  const days = Number(/^(\d{1,3})d$/.exec(value)?.[1])
  if (days > 0) return days
  throw new InvalidArgumentError('Write a number of days, as 90d.')
}

function collect(value: string, earlier: string[] = []): string[] {
  return [...earlier, value]
}
