import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { makePerson } from '#db/demo/actors'
import { makeComponent, makePage } from '#db/demo/makers'
import { componentStatuses } from '#db/schema/components'
import { incidentStatuses, maintenanceStatuses } from '#db/schema/incidents'
import { testDatabase } from '#db/test-database'
import type { Actor } from '../../actor.ts'
import { setComponentStatus } from '../../components/components.ts'
import { renameIncident } from '../../corrections/title-corrections.ts'
import { correctUpdate, markOfUpdate } from '../../corrections/update-corrections.ts'
import { correctWindows, listWindows, markOfWindows } from '../../corrections/window-corrections.ts'
import type { Db } from '../../database.ts'
import { DomainError } from '../../errors.ts'
import type { IncidentRow } from '../incident-record.ts'
import { postUpdate } from '../incident-updates.ts'
import { openIncident } from '../incidents.ts'
import { handOverLead } from '../leads.ts'
import { scheduleMaintenance } from '../maintenances.ts'
import { markFalseAlarm } from './false-alarms.ts'
import { setImpact } from './impact-overrides.ts'
import { brokenRules, brokenStepRules, type Step } from './invariants.ts'
import { readLife, type Life } from './life-reading.ts'
import { mergeIncident } from './merges.ts'
import { publishIncident } from './publications.ts'

const minuteMs = 60_000
const begin = Date.UTC(2026, 10, 24, 22)
const runs = 20
const mostSteps = 12
const longestMs = 60_000

/** The page that every sequence begins with: three components, two people, and nothing wrong. */
const db = testDatabase()
makePage(db, { timeZone: 'Europe/Berlin' }, begin)
const components = ['Checkout', 'Search', 'Catalogue'].map((name) => makeComponent(db, { name }, begin))
const [priya, dana] = [makePerson(db, { name: 'Priya' }, begin), makePerson(db, { name: 'Dana' }, begin)]

interface Scene {
  db: Db
  actor: Actor
  now: number
  life: Life
  /** So that every title and text is told apart from every other. */
  word: string
}

/** An act of somebody: which incidents it names, and what it does. */
interface Act {
  name: string
  incidentIds?: (scene: Scene) => string[]
  touchesHand?: boolean
  /** How many audit rows it may leave: one, unless it corrects two things at once. */
  mostAudits?: number
  run: (scene: Scene) => void
}

const place = fc.nat(7)
const back = fc.nat(40)
const changes = fc
  .uniqueArray(fc.record({ component: fc.nat(2), status: fc.constantFrom(...componentStatuses) }), {
    maxLength: 2,
    selector: ({ component }) => component,
  })
  .map((all) => all.map(({ component, status }) => ({ componentId: components[component] ?? '', status })))

/** One of the incidents that there are; the first act opens one. */
function incidentAt({ life }: Scene, at: number): IncidentRow {
  const found = life.incidents[at % Math.max(1, life.incidents.length)]
  if (!found) throw new DomainError('not_found', 'nothing was opened yet')
  return found
}

const opening = fc
  .record({ isInternal: fc.boolean(), components: changes, back })
  .map(({ back: minutes, ...input }): Act => ({
    name: `open ${JSON.stringify(input)} ${minutes} minutes back`,
    run: ({ db, actor, now, word }) =>
      openIncident(
        db,
        actor,
        { title: `title ${word}`, body: `body ${word}`, happenedAt: now - minutes * minuteMs, ...input },
        now,
      ),
  }))

const planning = fc.record({ restoresComponents: fc.boolean(), component: fc.nat(2) }).map((plan): Act => ({
  name: `plan ${JSON.stringify(plan)}`,
  run: ({ db, actor, now, word }) =>
    scheduleMaintenance(
      db,
      actor,
      {
        title: `title ${word}`,
        componentIds: [components[plan.component] ?? ''],
        restoresComponents: plan.restoresComponents,
        scheduledFor: now + 10 * minuteMs,
        scheduledUntil: now + 70 * minuteMs,
      },
      now,
    ),
}))

const updating = fc
  .record({
    place,
    status: fc.nat(11),
    components: changes,
    back: fc.option(back),
    promise: fc.constantFrom('default', 'none', 7),
  })
  .map((input): Act => {
    const named = (scene: Scene) => incidentAt(scene, input.place)
    return {
      name: `update ${JSON.stringify(input)}`,
      incidentIds: (scene) => [named(scene).id],
      // A maintenance may leave its components to a hand as it completes.
      touchesHand: true,
      run: (scene) => {
        const { id, kind } = named(scene)
        const statuses = kind === 'incident' ? incidentStatuses : maintenanceStatuses
        const status = statuses[input.status % statuses.length] ?? 'resolved'
        const happened = input.back === null ? {} : { happenedAt: scene.now - input.back * minuteMs }
        const { components: changed, promise } = input
        const update = { incidentId: id, status, body: `body ${scene.word}`, components: changed, promise, ...happened }
        postUpdate(scene.db, scene.actor, update, scene.now)
      },
    }
  })

/** An act on one incident by its id alone. */
function acting(name: string, run: (scene: Scene, incident: IncidentRow) => void) {
  return place.map((at): Act => ({
    name: `${name} ${at}`,
    incidentIds: (scene) => [incidentAt(scene, at).id],
    run: (scene) => run(scene, incidentAt(scene, at)),
  }))
}

const marking = acting('false alarm', ({ db, actor, now, word }, { id: incidentId }) =>
  markFalseAlarm(db, actor, { incidentId, reason: `reason ${word}` }, now),
)

const publishing = acting('publish', ({ db, actor, now }, { id: incidentId }) =>
  publishIncident(db, actor, { incidentId }, now),
)

const renaming = acting('rename', ({ db, actor, now, word }, { id: incidentId }) =>
  renameIncident(db, actor, { incidentId, title: `title ${word}`, reason: 'it is better' }, now),
)

const handingOver = acting('hand over', ({ db, actor, now }, { id: incidentId }) =>
  handOverLead(db, actor, { incidentId, personId: actor === priya ? dana.id : priya.id, note: 'Yours.' }, now),
)

const merging = fc.tuple(place, place).map(([from, into]): Act => ({
  name: `merge ${from} into ${into}`,
  incidentIds: (scene) => [incidentAt(scene, from).id, incidentAt(scene, into).id],
  run: (scene) => {
    const [incidentId, intoId] = [incidentAt(scene, from).id, incidentAt(scene, into).id]
    mergeIncident(scene.db, scene.actor, { incidentId, intoId, reason: `reason ${scene.word}` }, scene.now)
  },
}))

const impactSetting = fc
  .record({ place, impact: fc.constantFrom(null, 'none', 'minor', 'critical') })
  .map((input): Act => ({
    name: `impact ${JSON.stringify(input)}`,
    incidentIds: (scene) => [incidentAt(scene, input.place).id],
    run: (scene) => {
      const { id: incidentId } = incidentAt(scene, input.place)
      setImpact(scene.db, scene.actor, { incidentId, impact: input.impact, reason: 'it is' }, scene.now)
    },
  }))

const rewording = fc.tuple(place, place).map(([at, which]): Act => ({
  name: `reword update ${which} of ${at}`,
  incidentIds: (scene) => [incidentAt(scene, at).id],
  run: (scene) => {
    const own = scene.life.updates.filter((update) => update.incidentId === incidentAt(scene, at).id)
    const update = own[which % Math.max(1, own.length)]
    if (!update) throw new DomainError('not_found', 'it has no updates')
    const input = {
      updateId: update.id,
      body: `body ${scene.word}`,
      reason: 'we looked again',
      seen: markOfUpdate(update),
    }
    correctUpdate(scene.db, scene.actor, input, scene.now)
  },
}))

const shift = fc.integer({ min: -30, max: 30 })
const correcting = fc
  .record({
    place,
    which: place,
    start: shift,
    end: shift,
    isWithdrawn: fc.boolean(),
    status: fc.constantFrom(...componentStatuses),
  })
  .map((input): Act => ({
    name: `correct ${JSON.stringify(input)}`,
    mostAudits: 2,
    incidentIds: (scene) => [incidentAt(scene, input.place).id],
    run: (scene) => {
      const incident = incidentAt(scene, input.place)
      const rows = listWindows(scene.db, incident.id)
      const windows = rows.map((row, index) =>
        index !== input.which % rows.length
          ? row
          : {
              ...row,
              status: input.status,
              startedAt: row.startedAt + input.start * minuteMs,
              endedAt: row.endedAt === null ? null : row.endedAt + input.end * minuteMs,
              isWithdrawn: input.isWithdrawn,
            },
      )
      const seen = markOfWindows(incident, rows)
      correctWindows(
        scene.db,
        scene.actor,
        { incidentId: incident.id, windows, reason: 'the logs say so', seen },
        scene.now,
      )
    },
  }))

const setting = fc
  .record({ component: fc.nat(2), status: fc.constantFrom(...componentStatuses) })
  .map((input): Act => ({
    name: `by hand ${JSON.stringify(input)}`,
    touchesHand: true,
    run: ({ db, actor, now }) =>
      setComponentStatus(db, actor, { componentId: components[input.component] ?? '', status: input.status }, now),
  }))

const act = fc.oneof(
  { weight: 4, arbitrary: opening },
  { weight: 6, arbitrary: updating },
  { weight: 3, arbitrary: merging },
  { weight: 3, arbitrary: correcting },
  ...[planning, marking, publishing, renaming, handingOver, impactSetting, rewording, setting].map((arbitrary) => ({
    weight: 1,
    arbitrary,
  })),
)

/** Told by its name where a sequence fails. */
const told = act.map((one) => ({ ...one, [fc.toStringMethod]: () => one.name }))
const sequence = fc.array(fc.record({ act: told, wait: fc.nat(30), isOwner: fc.boolean() }), { maxLength: mostSteps })

test('whatever is done in whatever order, windows, statuses, uptime and page agree', { timeout: longestMs }, () => {
  const verbs = new Set<string>()
  const property = fc.property(fc.tuple(opening, sequence), ([first, rest]) => {
    undoing(() => {
      let now = begin + 60 * minuteMs
      ;[{ act: first, wait: 0, isOwner: false }, ...rest].forEach((step, index) => {
        now += step.wait * minuteMs
        const scene = { db, actor: step.isOwner ? dana : priya, now, life: readLife(db, now), word: `word${index}w` }
        const done = perform(step.act, scene)
        const after = readLife(db, now)
        const broken = [...brokenRules(after), ...brokenStepRules(scene.life, after, done)]
        expect(broken, `after step ${index}, ${step.act.name}`).toEqual([])
        const verb = step.act.name.split(' ')[0] ?? ''
        if (done.isDone) verbs.add(verb)
      })
    })
  })
  // Sequences in which everything is refused would prove nothing: these, which are the same each time, do much.
  fc.assert(property, { numRuns: runs, verbose: 1, seed: 1 })
  expect([...verbs]).toEqual(expect.arrayContaining(['open', 'update', 'merge', 'correct']))
  fc.assert(property, { numRuns: runs, verbose: 1 })
})

/** Runs everything in one transaction that is undone, so that the next sequence begins with the same page. */
function undoing(run: () => void): void {
  const client = db.$client
  client.exec('begin immediate')
  try {
    run()
  } finally {
    client.exec('rollback')
  }
}

function perform({ name, incidentIds, touchesHand = false, mostAudits = 1, run }: Act, scene: Scene): Step {
  const step = { isMerge: name.startsWith('merge'), touchesHand, mostAudits, incidentIds: [] as string[] }
  try {
    if (incidentIds) step.incidentIds = incidentIds(scene)
    run(scene)
    return { ...step, isDone: true }
  } catch (error) {
    if (!(error instanceof DomainError || error instanceof z.ZodError)) throw error
    return { ...step, isDone: false }
  }
}
