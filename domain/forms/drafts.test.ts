import { describe, expect, test } from 'vitest'
import { makePerson } from '#db/demo/actors'
import { formDrafts } from '#db/schema/forms'
import { testDatabase } from '#db/test-database'
import { deleteDraft, draftsKeptMs, forgetDrafts, readDraft, saveDraft } from './drafts.ts'
import { submitOnce } from './submissions.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const form = 'incident.open'

function scene() {
  const db = testDatabase()
  const { id: priya } = makePerson(db, { name: 'Priya' }, now)
  const { id: dana } = makePerson(db, { name: 'Dana' }, now)
  const save = (key: string, title: string | null, at = now, personId = priya) =>
    saveDraft(db, personId, { form, key, values: title === null ? null : { title: [title] } }, at)
  const titleOf = (personId: string) => readDraft(db, personId, form).saved?.values.title?.[0]
  return { db, priya, dana, save, titleOf }
}

describe('what somebody types', () => {
  test('is kept as it was last, with the key of its form', () => {
    const { db, priya, save } = scene()
    save('k1', 'Check')
    save('k1', 'Checkout fails', now + 5_000)
    expect(readDraft(db, priya, form)).toEqual({
      form,
      personId: priya,
      saved: { key: 'k1', values: { title: ['Checkout fails'] }, savedAt: now + 5_000 },
    })
  })

  test('is nobody else’s, and no other form’s', () => {
    const { db, priya, dana, save, titleOf } = scene()
    save('k1', 'Checkout fails')
    expect(titleOf(dana)).toBeUndefined()
    expect(readDraft(db, priya, 'incident_update.post:abc').saved).toBeNull()
    save('k1', 'Dana’s', now, dana)
    expect(titleOf(priya)).toBe('Checkout fails')
  })

  test('in two tabs is kept twice, and sending one leaves the other', () => {
    const { db, priya, save, titleOf } = scene()
    save('k1', 'In one tab')
    save('k2', 'In the other tab', now + 1)
    expect(titleOf(priya)).toBe('In the other tab')
    deleteDraft(db, priya, { form, key: 'k2' }, now + 2)
    expect(titleOf(priya)).toBe('In one tab')
    for (let tab = 3; tab < 20; tab++) save(`k${tab}`, `Tab ${tab}`, now + tab)
    expect(JSON.parse(db.select().from(formDrafts).get()?.fields ?? '')).toHaveLength(5)
  })

  test('is forgotten where nothing is left of it, and after thirty days', () => {
    const { db, priya, save, titleOf } = scene()
    save('k1', 'Checkout')
    save('k1', null)
    expect(db.select().from(formDrafts).all()).toEqual([])
    save('k1', 'Checkout')
    forgetDrafts(db, now + draftsKeptMs)
    expect(titleOf(priya)).toBe('Checkout')
    forgetDrafts(db, now + draftsKeptMs + 1)
    expect(titleOf(priya)).toBeUndefined()
  })

  test('is not kept again once it was sent, however late it arrives', () => {
    const { db, priya, save, titleOf } = scene()
    submitOnce(db, { key: 'k1', personId: priya, fields: [] }, () => 'done', { isDone: () => true }, now)
    expect(save('k1', 'Checkout fails')).toBe('sent')
    expect(titleOf(priya)).toBeUndefined()
    expect(save('k2', 'Search fails')).toBe('saved')
  })

  test.each([
    ['a form of no name', { form: 'open', key: 'k', values: {} }],
    ['no key', { form, key: '', values: {} }],
    ['more than anybody types', { form, key: 'k', values: { body: ['x'.repeat(300_001)] } }],
  ])('is refused with %s', (_name, input) => {
    const { db, priya } = scene()
    expect(() => saveDraft(db, priya, input, now)).toThrow()
  })
})
