import { ApiRefusal, type Api } from './api.ts'

/** A component as the API tells it. */
export interface ApiComponent {
  id: string
  name: string
  status: string
  group: boolean
  group_id: string | null
}

const perPage = 100

/** The path of the page below `/v1`. */
export async function pagePath(api: Api): Promise<string> {
  const [page] = await api.ask<{ id: string }[]>('GET', '/pages')
  if (!page) throw new ApiRefusal('This token reads no page.')
  return `/pages/${page.id}`
}

/** Every component of the page, groups left out. */
export async function listComponents(api: Api): Promise<ApiComponent[]> {
  const path = await pagePath(api)
  const found: ApiComponent[] = []
  for (let page = 1; ; page++) {
    const part = await api.ask<ApiComponent[]>('GET', `${path}/components?page=${page}&per_page=${perPage}`)
    found.push(...part)
    if (part.length < perPage) return found.filter((component) => !component.group)
  }
}

/** The one component that somebody means by its id or its name, in any case of letters. */
export function componentNamed(components: readonly ApiComponent[], name: string): ApiComponent {
  const exact = components.filter(({ id }) => id === name)
  const meant = exact.length > 0 ? exact : components.filter((one) => one.name.toLowerCase() === name.toLowerCase())
  const [first] = meant
  if (first && meant.length === 1) return first
  const words = first
    ? `${meant.length} components are called ${name}; use an id:`
    : `There is no component ${name}. There are:`
  const list = (first ? meant : components).map((one) => `  ${one.id}  ${one.name}`)
  throw new ApiRefusal([words, ...list].join('\n'))
}
