import { expect, test } from 'vitest'
import { inTurn, mostWaiting, TooBusyError } from './password-queue.ts'

test('what is costly runs one at a time, and one that fails stops none behind it', async () => {
  let running = 0
  let most = 0
  const run = async (number: number) => {
    running += 1
    most = Math.max(most, running)
    await new Promise((resolve) => setImmediate(resolve))
    running -= 1
    if (number === 1) throw new Error('the second fails')
    return number
  }
  const all = await Promise.allSettled([0, 1, 2].map((number) => inTurn(() => run(number))))
  expect(most).toBe(1)
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

test(`${mostWaiting} wait behind the one that runs, and one more is told when to come back`, async () => {
  let finish = () => {}
  const first = inTurn(() => new Promise<void>((resolve) => (finish = resolve)))
  const waiting = Array.from({ length: mostWaiting }, () => inTurn(() => Promise.resolve()))
  const refused = await inTurn(() => Promise.resolve()).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(TooBusyError)
  expect(refused).toMatchObject({ retryAfterSeconds: 5 })
  finish()
  await Promise.all([first, ...waiting])
  await expect(inTurn(() => Promise.resolve('again'))).resolves.toBe('again')
})
