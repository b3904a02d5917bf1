import { chromium, errors, type Page, type Request } from 'playwright'
import { ask, brotli } from './ask.ts'

/** A page that has not painted by then waits for what is held back. */
const paintWithinMs = 10_000

export interface Fetched {
  path: string
  encoding: string
  /** Of the body and of the head, as they were sent. */
  bytes: number
  headBytes: number
}

/** Chromium without a window, each visit with nothing in its cache. */
export async function startBrowser(executablePath: string | undefined) {
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ['--no-sandbox', '--disable-gpu'],
  })

  async function withPage<Result>(hasScripts: boolean, run: (page: Page) => Promise<Result>): Promise<Result> {
    const context = await browser.newContext({ javaScriptEnabled: hasScripts })
    try {
      return await run(await context.newPage())
    } finally {
      await context.close()
    }
  }

  return {
    version: browser.version(),
    /** Everything that a visit fetches, by path. */
    visit: (url: string, { hasScripts }: { hasScripts: boolean }): Promise<Fetched[]> =>
      withPage(hasScripts, async (page) => {
        const finished: Request[] = []
        page.on('requestfinished', (request) => finished.push(request))
        await page.goto(url, { waitUntil: 'networkidle' })
        const fetched = await Promise.all(finished.filter((request) => !isInline(request.url())).map(measured))
        const icons = await iconsOf(page, url, new Set(fetched.map(({ path }) => path)))
        return [...fetched, ...icons].sort((a, b) => (a.path < b.path ? -1 : 1))
      }),
    /** How many requests the first paint needs: all but the page itself are held back, and it paints or doesn't. */
    requestsBeforePaint: (url: string): Promise<{ requests: number; ms: number }> =>
      withPage(true, async (page) => {
        const held: string[] = []
        await page.route('**/*', async (route) => {
          if (route.request().isNavigationRequest()) return route.continue()
          held.push(route.request().url())
        })
        await page.goto(url, { waitUntil: 'commit' })
        try {
          const painted = await page.waitForFunction(
            () => performance.getEntriesByName('first-paint')[0]?.startTime,
            undefined,
            { timeout: paintWithinMs },
          )
          return { requests: 1, ms: (await painted.jsonValue()) ?? NaN }
        } catch (error) {
          if (!(error instanceof errors.TimeoutError)) throw error
          // It waits for something that was held back; which of them, its author finds out.
          return { requests: 1 + held.length, ms: NaN }
        }
      }),
    close: () => browser.close(),
  }
}

async function measured(request: Request): Promise<Fetched> {
  const response = await request.response()
  const sizes = await request.sizes()
  const { pathname, search } = new URL(request.url())
  return {
    path: pathname + search,
    encoding: (await response?.headerValue('content-encoding')) ?? 'identity',
    bytes: sizes.responseBodySize,
    headBytes: sizes.responseHeadersSize,
  }
}

/** Icons that the page links to; a browser with a window fetches them, one without does not tell of them. */
async function iconsOf(page: Page, url: string, known: ReadonlySet<string>): Promise<Fetched[]> {
  const links = await page.locator('link[rel~="icon"]').all()
  const hrefs = await Promise.all(links.map((link) => link.getAttribute('href')))
  const paths = hrefs.filter((href) => href !== null).filter((href) => !isInline(href) && !known.has(href))
  return Promise.all(
    paths.map(async (path) => {
      const { headers, body } = await ask(new URL(path, url).href, brotli)
      return { path, encoding: headers['content-encoding'] ?? 'identity', bytes: body.length, headBytes: 0 }
    }),
  )
}

function isInline(url: string): boolean {
  return url.startsWith('data:')
}
