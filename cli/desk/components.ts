import type { Command } from 'commander'
import { componentNamed, listComponents, pagePath, type ApiComponent } from './page.ts'
import { columns, print } from '../print.ts'
import { withApi, type DeskOptions } from './with-api.ts'

/** `candor component`: what there is, and its status by hand. */
export function addComponentCommands(program: Command, desk: (command: Command) => Command): void {
  const component = program.command('component').description('components and their status')
  desk(component.command('list')).description('every component with its status').action(listCommand)
  desk(component.command('set'))
    .argument('<component>', 'its name or its id')
    .argument('<status>', 'operational, under_maintenance, degraded_performance, partial_outage or major_outage')
    .description('set a component’s status by hand; this is public at once')
    .action(setCommand)
}

async function listCommand(options: DeskOptions): Promise<void> {
  const components = await withApi(options, listComponents)
  print(options.json, components, lines)
}

async function setCommand(name: string, status: string, options: DeskOptions): Promise<void> {
  const changed = await withApi(options, async (api) => {
    const { id } = componentNamed(await listComponents(api), name)
    const path = `${await pagePath(api)}/components/${id}`
    return api.ask<ApiComponent>('PATCH', path, { component: { status } })
  })
  print(options.json, changed, (component) => [`${component.name} is ${component.status}.`])
}

function lines(components: readonly ApiComponent[]): string[] {
  if (components.length === 0) return ['There are no components.']
  return columns(components.map(({ id, name, status }) => [id, status, name]))
}
