import { expect, test } from 'vitest'
import { createRenders, TooBusyError } from './renders.ts'

/** Renders that end when the test says so. */
function scene({ mostAtOnce = 2, mostWaiting = 10 } = {}) {
  const state = { version: 'one' as string | null }
  const begun: { key: string; version: string | null; end: (result: string) => void; fail: () => void }[] = []
  const renders = createRenders<string>(
    (key, version) =>
      new Promise((resolve, reject) => {
        begun.push({ key, version, end: resolve, fail: () => reject(new Error(`no ${key}`)) })
      }),
    () => state.version,
    { mostAtOnce, mostWaiting },
  )
  return { state, begun, renders }
}

/** Lets everything that can go on without the test do so. */
const settle = () => new Promise((resolve) => setImmediate(resolve))

test('everybody who asks for the same state of a page shares one render', async () => {
  const { begun, renders } = scene()
  const asked = [renders.render('/', true), renders.render('/', true), renders.render('/', true)]
  await settle()
  expect(begun).toHaveLength(1)
  begun[0]?.end('home')
  expect(await Promise.all(asked)).toEqual(['home', 'home', 'home'])
})

test('a request that sees newer data never joins the older render', async () => {
  const { state, begun, renders } = scene()
  const older = renders.render('/', true)
  await settle()
  state.version = 'two'
  const newer = [renders.render('/', true), renders.render('/', true)]
  await settle()
  expect(begun).toHaveLength(1)
  begun[0]?.end('old')
  expect(await older).toBe('old')
  await settle()
  expect(begun.map(({ version }) => version)).toEqual(['one', 'two'])
  begun[1]?.end('new')
  expect(await Promise.all(newer)).toEqual(['new', 'new'])
})

test('what is newer is rendered though the older render failed', async () => {
  const { state, begun, renders } = scene()
  const older = renders.render('/', true)
  await settle()
  state.version = 'two'
  const newer = renders.render('/', true)
  begun[0]?.fail()
  await expect(older).rejects.toThrow('no /')
  await settle()
  begun[1]?.end('new')
  expect(await newer).toBe('new')
})

test('only so many run at once, and pages that are known go first', async () => {
  const { begun, renders } = scene({ mostAtOnce: 1 })
  const first = renders.render('/a', true)
  const stranger = renders.render('/made-up', false)
  const known = renders.render('/', true)
  await settle()
  expect(begun.map(({ key }) => key)).toEqual(['/a'])
  begun[0]?.end('a')
  await first
  await settle()
  expect(begun.map(({ key }) => key)).toEqual(['/a', '/'])
  begun[1]?.end('home')
  await known
  await settle()
  begun[2]?.end('404')
  expect(await stranger).toBe('404')
})

test('where too many wait, the next is refused at once', async () => {
  const { begun, renders } = scene({ mostAtOnce: 1, mostWaiting: 1 })
  const running = renders.render('/a', false)
  const waiting = renders.render('/b', false)
  await expect(renders.render('/c', false)).rejects.toThrow(TooBusyError)
  begun[0]?.end('a')
  await running
  await settle()
  begun[1]?.end('b')
  expect(await waiting).toBe('b')
})
