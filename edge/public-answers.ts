import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { log } from '#log'
import { askApp, type AskedApp } from './ask-app.ts'
import type { CopiesFolder } from './copies/copies-folder.ts'
import { copyOf, isNotModified, variantOf, type Copy, type Version } from './copies/copy.ts'
import { chooseEncoding } from './copies/encodings.ts'
import { createMemory, type Memory } from './copies/memory.ts'
import { keyOf } from './paths.ts'
import { createRenders, TooBusyError } from './renders.ts'
import type { RevisionWatch } from './revision-watch.ts'
import { unconfirmed } from './copies/unconfirmed.ts'

const mostBytes = 64 * 1024 * 1024
const mostMissing = 500
const mostAddresses = 4_000
const rendersAtOnce = 3
const rendersWaiting = 256
/** A reader who could have an older copy waits this long for the newest; one who could have none, longer. */
const patienceMs = 2_000
const patienceWithoutCopyMs = 25_000
const appWaitMs = 10_000
/** After a render failed, the last good copy answers for this long before the next is tried. */
const pauseAfterFailureMs = 1_000
/** While changes follow each other, the main pages that nobody asks for are rendered this often. */
const warmEveryMs = 5_000
/** The incidents that the home page links to are rendered for the disk this often: nobody may have asked for them. */
const linkedEveryMs = 60_000
/** A copy that could not be confirmed for this long says so. */
const unconfirmedAfterMs = 15_000
/** The main pages, which are always in memory and on disk; the incidents that the first links to are, too. */
const mainKeys = [
  '/',
  '/history',
  '/api/v2/summary.json',
  '/api/v2/status.json',
  '/api/candor/summary.json',
  '/api/candor/now.json',
  '/embed',
  '/badge.svg',
  '/history.atom',
  '/history.rss',
  '/feed.json',
  '/favicon.svg',
]
const mostLinked = 20

export interface PublicAnswers {
  /** Answers from memory where the copy is current. False where it is not, and nothing was written. */
  answerAtOnce: (request: IncomingMessage, response: ServerResponse) => boolean
  /** Answers with a render, or with the last good copy. Throws where there is none. */
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  /** To be called each second: keeps the main pages current in memory and on disk. */
  keepWarm: () => void
  /** What of the main pages could not be rendered lately, and whether the home page can be answered at all. */
  health: () => { failing: string[]; canAnswer: boolean }
  /** Renders the home page, for whoever asks whether that works. */
  fetchHome: () => Promise<void>
  memory: Memory
}

interface Parts {
  app: AskedApp
  watch: RevisionWatch
  folder: CopiesFolder
  /** The headers that every answer carries. */
  common: Record<string, string>
  whenAppReady: (timeoutMs: number) => Promise<boolean>
}

/** The public page in memory: exactly fresh while the database can be read, and there when it can't. */
export function createPublicAnswers({ app, watch, folder, common, whenAppReady }: Parts): PublicAnswers {
  const memory = createMemory(mostBytes, mostMissing)
  const failedAt = new Map<string, number>()
  /** Addresses as clients write them, so that the usual ones need no parsing. */
  const keys = new Map<string, string>()
  let warmed: Version | undefined
  let warmedAt = 0
  let linkedWarmedAt = 0
  let isWarming = false
  /** The state as it was asked for in this turn of the event loop; undefined where it wasn't. */
  let turnVersion: Version | undefined

  for (const [key, copy] of folder.load()) memory.put(key, copy)

  const renders = createRenders<Copy>(run, watch.version, { mostAtOnce: rendersAtOnce, mostWaiting: rendersWaiting })

  async function render(key: string, version: Version): Promise<Copy> {
    await whenAppReady(appWaitMs)
    return copyOf(await askApp(app, key, randomUUID()), version, Date.now())
  }

  async function run(key: string, version: Version): Promise<Copy> {
    try {
      const copy = await render(key, version)
      memory.put(key, copy)
      if (failedAt.delete(key)) log.info({ key }, 'a page renders again')
      if (isMain(key) && copy.answer.status === 200) void folder.save(key, copy)
      return copy
    } catch (error) {
      if (!failedAt.has(key)) log.error({ error, key }, 'a page could not be rendered; its last good copy answers')
      if (failedAt.size < mostAddresses || failedAt.has(key)) failedAt.set(key, Date.now())
      throw error
    }
  }

  function isMain(key: string): boolean {
    return mainKeys.includes(key) || linkedKeys().includes(key)
  }

  function linkedKeys(): string[] {
    const home = memory.get('/')?.answer.body.toString('utf8') ?? ''
    const links = [...home.matchAll(/href="(\/incidents\/[a-z0-9]{12})"/g)].map((match) => match[1] as string)
    return [...new Set(links)].slice(0, mostLinked)
  }

  function keyFor(url: string): string {
    const known = keys.get(url)
    if (known !== undefined) return known
    const key = keyOf(url)
    if (keys.size >= mostAddresses) keys.clear()
    keys.set(url, key)
    return key
  }

  function isCurrent(copy: Copy, now: number, version = watch.version()): boolean {
    return copy.version !== null && copy.version === version && now < copy.answer.freshUntil
  }

  /**
   * The state for requests that arrived together: whoever heard of a commit and asks again arrives in a
   * later turn. Asking for each of them costs a fifth of the answers that a crowd can be given.
   */
  function versionOfTurn(): Version {
    if (turnVersion === undefined) {
      turnVersion = watch.version()
      setImmediate(() => (turnVersion = undefined))
    }
    return turnVersion
  }

  function send(request: IncomingMessage, response: ServerResponse, copy: Copy): void {
    const variant = variantOf(copy, chooseEncoding(request.headers['accept-encoding']), common)
    if (variant.mayBeFramed) response.removeHeader('X-Frame-Options')
    if (copy.answer.status === 200 && isNotModified(request.headers, variant, copy.renderedAt)) {
      response.writeHead(304, variant.notModifiedHead).end()
      return
    }
    response.writeHead(copy.answer.status, variant.head)
    response.end(request.method === 'HEAD' ? undefined : variant.body)
  }

  /** Never falsely green: what could not be confirmed for a while says so. */
  function sendLastGood(request: IncomingMessage, response: ServerResponse, copy: Copy): void {
    const isDoubtful = Date.now() - copy.confirmedAt > unconfirmedAfterMs && copy.answer.status === 200
    send(request, response, isDoubtful ? unconfirmed(copy) : copy)
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const key = keyFor(request.url ?? '/')
    // Whoever develops wants to see each change and each error at once.
    if (app.isDev) return send(request, response, await render(key, null))
    const copy = memory.get(key)
    const failed = failedAt.get(key)
    if (copy && failed !== undefined && Date.now() - failed < pauseAfterFailureMs) {
      return sendLastGood(request, response, copy)
    }
    try {
      const rendering = renders.render(key, copy !== undefined)
      const fresh = await within(rendering, copy ? patienceMs : patienceWithoutCopyMs)
      if (fresh) return send(request, response, fresh)
      log.warn({ key, waitedMs: patienceMs }, 'a render takes long; the last good copy answers')
    } catch (error) {
      // What is thrown was logged where it was thrown; here it only decides who answers.
      if (!memory.get(key)) throw error
      if (error instanceof TooBusyError) log.warn({ key }, 'too many renders wait; the last good copy answers')
    }
    const lastGood = memory.get(key)
    if (!lastGood) throw new Error(`there is no copy of ${key}, and no render within ${patienceWithoutCopyMs} ms`)
    sendLastGood(request, response, lastGood)
  }

  async function warm(): Promise<void> {
    const isTurnOfLinked = Date.now() - linkedWarmedAt >= linkedEveryMs
    if (isTurnOfLinked) linkedWarmedAt = Date.now()
    for (const key of isTurnOfLinked ? new Set([...mainKeys, ...linkedKeys()]) : mainKeys) {
      const copy = memory.get(key)
      if (copy && isCurrent(copy, Date.now()) && !failedAt.has(key)) continue
      // What is not there in this state of the data need not be asked for again.
      if (copy && copy.answer.status >= 400 && copy.version === watch.version()) continue
      await renders.render(key, true).catch(() => undefined)
    }
  }

  return {
    memory,
    answer,
    answerAtOnce: (request, response) => {
      const copy = memory.get(keyFor(request.url ?? '/'))
      if (!copy) return false
      const now = Date.now()
      if (!isCurrent(copy, now, versionOfTurn())) return false
      copy.confirmedAt = now
      copy.usedAt = now
      copy.unconfirmed = null
      send(request, response, copy)
      return true
    },
    keepWarm: () => {
      watch.look()
      const version = watch.version()
      const home = memory.get('/')
      const isOld = version !== warmed || !home || !isCurrent(home, Date.now())
      const isDue = version !== null && (isOld || mainKeys.some((key) => failedAt.has(key)))
      if (app.isDev || isWarming || !isDue || Date.now() - warmedAt < warmEveryMs) return
      isWarming = true
      void warm().then(() => {
        warmed = version
        warmedAt = Date.now()
        isWarming = false
      })
    },
    fetchHome: async () => {
      await renders.render('/', true)
    },
    health: () => {
      const failing = mainKeys.filter((key) => failedAt.has(key))
      return { failing, canAnswer: memory.get('/') !== undefined }
    },
  }
}

/** What a promise gives within a time; null where it takes longer. */
async function within<Result>(promise: Promise<Result>, timeoutMs: number): Promise<Result | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), timeoutMs)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
