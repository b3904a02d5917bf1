import { fork, type ChildProcess } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { log } from '#log'

const firstDelayMs = 250
const longestDelayMs = 30_000
/** An app that ran this long starts its backoff anew. */
const stableMs = 60_000
/** Young garbage is collected in small steps: a page's server rests most of the time, and memory is what it costs then. */
const nodeOptions = ['--max-semi-space-size=2']
/** The exit code with which the app says that starting it again would not help. */
export const hopelessExitCode = 78

export interface AppProcess {
  whenReady: (timeoutMs: number) => Promise<boolean>
  /** Ends the app in order; resolves when it is gone. */
  stop: (timeoutMs: number) => Promise<void>
}

/** Starts the app process and starts it again when it dies, later and later while it keeps dying. */
export function startAppProcess(
  file: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  onHopeless: () => void,
): AppProcess {
  let child: ChildProcess
  let isReady = false
  let isStopping = false
  let delayMs = firstDelayMs
  let waiting: ((ready: boolean) => void)[] = []

  function start(): void {
    const startedAt = performance.now()
    child = fork(file, args, {
      env: environment,
      execArgv: [...process.execArgv, ...nodeOptions],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    // Where both want the processor, what customers read from memory goes first: a flood of sign-ins hashes passwords here.
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
    child.on('message', (message) => {
      if (message !== 'ready') return
      isReady = true
      for (const resolve of waiting.splice(0)) resolve(true)
    })
    child.on('exit', (code, signal) => {
      isReady = false
      if (isStopping) return
      if (code === hopelessExitCode) return onHopeless()
      if (performance.now() - startedAt > stableMs) delayMs = firstDelayMs
      log.error({ code, signal, delayMs }, 'the app process ended; starting it again')
      setTimeout(() => !isStopping && start(), delayMs)
      delayMs = Math.min(delayMs * 2, longestDelayMs)
    })
  }

  start()
  return {
    whenReady: (timeoutMs) => {
      if (isReady) return Promise.resolve(true)
      return new Promise((resolve) => {
        const timer = setTimeout(() => settle(false), timeoutMs)
        const settle = (ready: boolean): void => {
          clearTimeout(timer)
          waiting = waiting.filter((other) => other !== settle)
          resolve(ready)
        }
        waiting.push(settle)
      })
    },
    stop: (timeoutMs) => {
      isStopping = true
      if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
      return new Promise((resolve) => {
        const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs)
        child.once('exit', () => {
          clearTimeout(timer)
          resolve()
        })
        child.kill('SIGTERM')
      })
    },
  }
}
