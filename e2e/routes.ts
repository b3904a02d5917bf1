import { readdirSync } from 'node:fs'

/** A route as Next knows it: `/incidents/[id]`. */
export interface Route {
  pattern: string
  /** The names of its dynamic segments, `...` included. */
  segments: string[]
  /** Whether it is a page for people, and no answer to programs. */
  isPage: boolean
}

/** Every page and route handler below `app/`, found in the folders, so that a new one can't be forgotten. */
export function findRoutes(): Route[] {
  return readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)(page\.tsx|route\.tsx?)$/.test(file))
    .map((file) => {
      const folders = file
        .split('/')
        .slice(0, -1)
        .filter((folder) => !/^\(.*\)$/.test(folder))
      const pattern = `/${folders.join('/')}`
      const segments = [...pattern.matchAll(/\[([^\]]+)\]/g)].map((match) => match[1] as string)
      return { pattern, segments, isPage: file.endsWith('page.tsx') }
    })
    .sort((a, b) => a.pattern.localeCompare(b.pattern))
}

/** The paths of a route with every value of its segments. Throws for a segment that nobody has values for. */
export function pathsOf(route: Route, values: Record<string, readonly string[]>): string[] {
  return route.segments.reduce<string[]>(
    (paths, segment) => {
      const known = values[segment]
      if (!known)
        throw new Error(
          `${route.pattern}: say in the spec what values [${segment}] takes, so that the walk covers this route`,
        )
      return paths.flatMap((path) => known.map((value) => path.replace(`[${segment}]`, encodeURI(value))))
    },
    [route.pattern],
  )
}

/** Where a document's own links lead, on this host. */
export function linksIn(html: string, base: string): string[] {
  return [...html.matchAll(/(?:href|src|action)="([^"]+)"/g)]
    .map((match) => new URL((match[1] as string).replaceAll('&amp;', '&'), base))
    .filter((url) => url.origin === new URL(base).origin && !url.pathname.startsWith('/_next/'))
    .map((url) => url.pathname + url.search)
}
