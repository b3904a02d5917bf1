import type { Version } from './copies/copy.ts'

/** Said where more is asked for than can be rendered; the message is for the log. */
export class TooBusyError extends Error {}

export interface Renders<Result> {
  /**
   * The result of rendering a key from a state of the data that is not older than the one that is
   * committed now. Whoever asks while such a render waits to begin joins it. Known keys go first.
   */
  render: (key: string, isKnown: boolean) => Promise<Result>
}

interface Flight<Result> {
  result: Promise<Result>
  /** The state that was committed as it began; undefined while it waits. */
  version: Version | undefined
}

interface Waiting {
  begin: () => void
}

/** Renders at most `mostAtOnce` keys at a time, each key once at a time; at most `mostWaiting` wait for their turn. */
export function createRenders<Result>(
  run: (key: string, version: Version) => Promise<Result>,
  currentVersion: () => Version,
  { mostAtOnce, mostWaiting }: { mostAtOnce: number; mostWaiting: number },
): Renders<Result> {
  const flying = new Map<string, Flight<Result>>()
  const following = new Map<string, Flight<Result>>()
  const known: Waiting[] = []
  const unknown: Waiting[] = []
  let running = 0

  function turn(isKnown: boolean): Promise<void> {
    if (running < mostAtOnce) {
      running++
      return Promise.resolve()
    }
    if (known.length + unknown.length >= mostWaiting) return Promise.reject(new TooBusyError('too many renders wait'))
    return new Promise((resolve) => (isKnown ? known : unknown).push({ begin: resolve }))
  }

  function done(): void {
    const next = known.shift() ?? unknown.shift()
    if (next) next.begin()
    else running--
  }

  function start(key: string, isKnown: boolean): Flight<Result> {
    const flight: Flight<Result> = { version: undefined, result: fly() }
    flying.set(key, flight)
    return flight

    async function fly(): Promise<Result> {
      try {
        await turn(isKnown)
        try {
          const version = currentVersion()
          flight.version = version
          return await run(key, version)
        } finally {
          done()
        }
      } finally {
        if (flying.get(key) === flight) flying.delete(key)
      }
    }
  }

  /** What begins when the running render ends, because that one began before the newest commit. */
  function follow(key: string, isKnown: boolean, running: Flight<Result>): Flight<Result> {
    const begun = running.result.then(
      () => start(key, isKnown).result,
      () => start(key, isKnown).result,
    )
    const flight: Flight<Result> = { version: undefined, result: begun }
    following.set(key, flight)
    const forget = (): void => void (following.get(key) === flight && following.delete(key))
    running.result.then(forget, forget)
    return flight
  }

  return {
    render: (key, isKnown) => {
      const flight = flying.get(key)
      if (!flight) return start(key, isKnown).result
      if (flight.version === undefined) return flight.result
      const version = currentVersion()
      if (version !== null && flight.version === version) return flight.result
      // While the state can't be read, any render will do.
      if (version === null) return flight.result
      return (following.get(key) ?? follow(key, isKnown, flight)).result
    },
  }
}
