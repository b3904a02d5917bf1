/**
 * Who hears of what, said a second time in plain words for the tests: no database, and nothing of what
 * the outbox itself is made of, so that both can't be wrong in the same way.
 */

import {
  hold,
  impactOf,
  isFinished,
  ranks,
  type Letter,
  type Somebody,
  type Trouble,
  type Wanted,
  withoutFinished,
} from './hearing-facts.ts'

const mostLetters = 3
const nothing: Wanted = {
  coversPage: false,
  componentIds: [],
  groupIds: [],
  incidentIds: [],
  updates: 'all',
  leastImpact: 'none',
  hearsMaintenance: true,
}

/** Whom each act is written to, as “id what”; what never happened is never said to the model. */
export class HearingModel {
  readonly people = new Map<string, Somebody>()
  readonly troubles = new Map<string, Trouble>()
  readonly hidden = new Set<string>()
  /** Why somebody heard something or did not, in words: what a run of it came across. */
  readonly seen = new Set<string>()
  readonly #groupOf: ReadonlyMap<string, string>

  constructor(groupOf: ReadonlyMap<string, string>) {
    this.#groupOf = groupOf
  }

  ask(id: string, asked: Wanted): string[] {
    const one = this.people.get(id) ?? this.#meet(id, false)
    const written = this.#letter(one, 'confirm')
    if (written.length > 0) one.asked = asked
    return written
  }

  /** The team sets up somebody of its own. */
  add(id: string, wants: Wanted): string[] {
    Object.assign(this.#meet(id, true), { wants, saidYes: true })
    return []
  }

  sayYes(id: string): string[] {
    const one = this.#person(id)
    if (one.asked === null) return []
    const [wants, asked] = [one.wants, withoutFinished(one.asked, this)]
    const addsIncidentsOnly = !asked.coversPage && asked.componentIds.length + asked.groupIds.length === 0
    one.wants = {
      ...(addsIncidentsOnly && one.saidYes ? wants : asked),
      coversPage: wants.coversPage || asked.coversPage,
      componentIds: [...wants.componentIds, ...asked.componentIds],
      groupIds: [...wants.groupIds, ...asked.groupIds],
      incidentIds: [...wants.incidentIds, ...asked.incidentIds],
    }
    Object.assign(one, { asked: null, saidYes: true, isRefusing: false })
    return []
  }

  change(id: string, wants: Wanted): string[] {
    const one = Object.assign(this.#person(id), { wants: withoutFinished(wants, this) })
    return this.#letter(one, 'changed')
  }

  askToLeave(id: string): string[] {
    return this.#letter(this.#person(id), 'leave')
  }

  leave(id: string): string[] {
    this.people.delete(id)
    return []
  }

  refuse(id: string): string[] {
    this.#person(id).isRefusing = true
    return []
  }

  open(id: string, { isInternal, byHand }: { isInternal: boolean; byHand: number | null }): void {
    this.#begin({ id, isMaintenance: false, isPublic: !isInternal, byHand })
  }

  plan(id: string, parts: readonly string[]): string[] {
    const trouble = this.#begin({ id, isMaintenance: true, isPublic: true, byHand: null })
    for (const part of parts) trouble.parts.add(part)
    return this.#tell(id, 'update', false)
  }

  post(
    id: string,
    { isOver, held, isQuiet }: { isOver: boolean; held: readonly { part: string; rank: number }[]; isQuiet: boolean },
  ): string[] {
    const trouble = this.#trouble(id)
    Object.assign(trouble, {
      isOver,
      isFalse: trouble.isFalse && isOver,
      isOld: trouble.isOld && trouble.isOver && isOver,
    })
    // What ends an incident lets go of all, whatever else is named.
    for (const { part, rank } of isOver ? [] : held) {
      trouble.parts.add(part)
      hold(trouble, part, rank)
    }
    return isQuiet ? this.#silence('quiet') : this.#tell(id, 'update', isOver)
  }

  findFalse(id: string): string[] {
    const told = this.post(id, { isOver: true, held: [], isQuiet: false })
    this.#trouble(id).isFalse = true
    return told
  }

  report(id: string): string[] {
    this.#trouble(id).isReported = true
    return this.#tell(id, 'report', true)
  }

  addWindow(id: string, part: string, rank: number): string[] {
    const trouble = this.#trouble(id)
    trouble.parts.add(part)
    trouble.isOld = false
    hold(trouble, part, rank)
    return this.correct(id, false)
  }

  /** A component that an update named was not held at all: it stays named. */
  takeWindowsBack(id: string, part: string): string[] {
    const trouble = this.#trouble(id)
    const before = impactOf(trouble)
    trouble.worst.delete(part)
    if (impactOf(trouble) < before) this.seen.add('milder by a correction')
    return this.correct(id, false)
  }

  sendAll(): string[] {
    for (const one of this.people.values()) one.waits = false
    return []
  }

  /** So many days that no report is to be expected, and that letters may be written again. */
  passDays(): string[] {
    for (const one of this.people.values()) one.letters = []
    for (const trouble of this.troubles.values()) trouble.isOld = true
    return []
  }

  /** Ends what there is no more to hear of. */
  endFinished(): string[] {
    for (const trouble of this.troubles.values()) {
      for (const one of this.people.values()) if (one.wants.incidentIds.includes(trouble.id)) this.#end(one, trouble)
    }
    return []
  }

  correct(id: string, isMinor: boolean): string[] {
    if (isMinor) return this.#silence('minor correction')
    return this.#trouble(id).isPublic ? this.#tell(id, 'correction', false) : []
  }

  setImpact(id: string, byHand: number | null): string[] {
    const trouble = this.#trouble(id)
    const before = impactOf(trouble)
    trouble.byHand = byHand
    return trouble.isPublic && impactOf(trouble) !== before ? this.#tell(id, 'correction', false) : []
  }

  publish(id: string, isQuiet: boolean): string[] {
    const trouble = this.#trouble(id)
    trouble.isPublic = true
    return isQuiet ? this.#silence('quiet') : this.#tell(id, 'update', trouble.isOver)
  }

  merge(id: string, intoId: string): string[] {
    const [source, target] = [this.#trouble(id), this.#trouble(intoId)]
    this.troubles.delete(id)
    for (const one of this.people.values()) {
      if (one.heardOf.has(id)) {
        one.heardOf.add(intoId)
        this.seen.add('heard of what was merged')
      }
      one.wants = { ...one.wants, incidentIds: one.wants.incidentIds.map((of) => (of === id ? intoId : of)) }
    }
    const staysInternal = !source.isPublic && target.isPublic
    for (const part of source.parts) (staysInternal ? target.internalParts : target.parts).add(part)
    for (const part of source.internalParts) target.internalParts.add(part)
    target.isOld &&= source.isOld
    if (staysInternal) return this.#silence('merged out of sight')
    for (const [part, rank] of source.worst) hold(target, part, rank)
    this.seen.add('told of a merge')
    return this.#tell(intoId, 'update', target.isOver)
  }

  #meet(id: string, isInternal: boolean): Somebody {
    const blank = { saidYes: false, isRefusing: false, wants: nothing, asked: null, letters: [], waits: false }
    const one: Somebody = { ...blank, id, isInternal, heardOf: new Set() }
    this.people.set(id, one)
    return one
  }

  #begin(known: Pick<Trouble, 'id' | 'isMaintenance' | 'isPublic' | 'byHand'>): Trouble {
    const calm = { isOver: false, isFalse: false, isReported: false, isOld: false }
    const trouble: Trouble = { ...calm, worst: new Map(), parts: new Set(), internalParts: new Set(), ...known }
    this.troubles.set(known.id, trouble)
    return trouble
  }

  #letter(one: Somebody, letter: Letter): string[] {
    if (one.letters.filter((sent) => sent === letter).length >= mostLetters) return this.#silence('enough letters')
    one.letters.push(letter)
    one.waits = true
    return [`${one.id} ${letter}`]
  }

  #silence(why: string): string[] {
    this.seen.add(why)
    return []
  }

  #tell(id: string, what: 'update' | 'correction' | 'report', isEnd: boolean): string[] {
    const trouble = this.#trouble(id)
    trouble.isOld = false
    const told = [...this.people.values()].filter((one) => {
      const { hears, because } = this.#verdict(one, trouble, isEnd)
      this.seen.add(`${hears ? 'told' : 'not told'}: ${because}`)
      return hears
    })
    for (const one of told) {
      one.heardOf.add(id)
      one.waits = true
    }
    return told.map((one) => `${one.id} ${what}`)
  }

  #end(one: Somebody, trouble: Trouble): void {
    if (!isFinished(trouble, this.hidden)) {
      if (trouble.isOver && trouble.isOld) this.seen.add('not ended: a report is owed')
      return
    }
    if (one.waits) return void this.seen.add('not ended: something waits')
    if (one.asked) return void this.seen.add('not ended: asked for more')
    one.wants = { ...one.wants, incidentIds: one.wants.incidentIds.filter((of) => of !== trouble.id) }
    const { coversPage, componentIds, groupIds, incidentIds } = one.wants
    const hearsMore = coversPage || componentIds.length + groupIds.length + incidentIds.length > 0
    this.seen.add(hearsMore ? 'ended, and hears of more' : 'ended for good')
    if (!hearsMore) this.people.delete(one.id)
  }

  #verdict(one: Somebody, trouble: Trouble, isEnd: boolean): { hears: boolean; because: string } {
    const { wants } = one
    const hasHeard = one.heardOf.has(trouble.id)
    if (!one.saidYes) return { hears: false, because: 'never said yes' }
    if (one.isRefusing) return { hears: false, because: 'refuses what comes' }
    if (!trouble.isPublic && !one.isInternal) return { hears: false, because: 'internal' }
    if (wants.incidentIds.includes(trouble.id)) return { hears: true, because: 'of one incident' }
    const scope = this.#scope(one, trouble)
    if (!scope.covers) return { hears: false, because: scope.because }
    if (trouble.isMaintenance && !wants.hearsMaintenance) return { hears: false, because: 'maintenance' }
    const isMilder = !trouble.isMaintenance && impactOf(trouble) < ranks[wants.leastImpact]
    if (isMilder && !hasHeard) return { hears: false, because: 'too mild' }
    if (wants.updates === 'start_and_end' && hasHeard && !isEnd)
      return { hears: false, because: 'between start and end' }
    return { hears: true, because: isMilder ? 'grew milder' : isEnd && hasHeard ? 'the end' : scope.because }
  }

  #scope({ wants, isInternal }: Somebody, { parts, internalParts }: Trouble): { covers: boolean; because: string } {
    if (wants.coversPage) return { covers: true, because: 'page' }
    const chosen = (part: string) =>
      wants.componentIds.includes(part) || wants.groupIds.includes(this.#groupOf.get(part) ?? '')
    const known = [...parts].filter(chosen)
    const ofTeam = [...internalParts].filter(chosen)
    const visible = isInternal ? [...known, ...ofTeam] : known.filter((part) => !this.hidden.has(part))
    if (visible.some((part) => wants.componentIds.includes(part))) return { covers: true, because: 'component' }
    if (visible.length > 0) return { covers: true, because: 'group' }
    if (known.length > 0) return { covers: false, because: 'hidden component' }
    return { covers: false, because: ofTeam.length > 0 ? 'known to the team alone' : 'other components' }
  }

  #person(id: string): Somebody {
    const one = this.people.get(id)
    if (!one) throw new Error(`the model knows no ${id}`)
    return one
  }

  #trouble(id: string): Trouble {
    const trouble = this.troubles.get(id)
    if (!trouble) throw new Error(`the model knows no ${id}`)
    return trouble
  }
}
