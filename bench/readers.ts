import { Agent } from 'node:http'
import { ask } from './ask.ts'
import { newestIn } from './updates.ts'

export interface Reading {
  /** Tells that an update was committed just now. */
  committed: (number: number) => void
  /** Ends the readers. Resolves with what they saw. */
  stop: () => Promise<Seen>
}

export interface Seen {
  /** Milliseconds from each commit to the first answer that showed it, by path. */
  timesMs: Record<string, number[]>
  /** Answers that showed less than what an earlier one had shown before they were asked for. */
  older: number
  answers: number
  /** Answers other than 200 and 304. */
  failed: number
}

/** Readers, one a path, who ask again as soon as they are answered, and compare what all of them saw. */
export function startReaders(url: string, paths: readonly string[]): Reading {
  const committedAt: number[] = []
  const seen: Seen = { timesMs: {}, older: 0, answers: 0, failed: 0 }
  let newest = 0
  let isOver = false

  async function read(path: string): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const times = (seen.timesMs[path] = [] as number[])
    let shown = 0
    let etag = ''
    while (!isOver) {
      const newestBefore = newest
      const answer = await ask(url + path, etag === '' ? {} : { 'If-None-Match': etag }, agent)
      const at = performance.now()
      seen.answers++
      if (answer.status === 200) {
        const number = newestIn(answer.body.toString('utf8'))
        for (let each = shown + 1; each <= number; each++) times.push(at - (committedAt[each] ?? at))
        shown = number
        etag = answer.headers.etag ?? ''
      } else if (answer.status !== 304) seen.failed++
      if (shown < newestBefore) seen.older++
      newest = Math.max(newest, shown)
    }
    agent.destroy()
  }

  const reading = Promise.all(paths.map(read))
  return {
    committed: (number) => void (committedAt[number] = performance.now()),
    stop: async () => {
      isOver = true
      await reading
      return seen
    },
  }
}
