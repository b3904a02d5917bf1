import type { Typed } from './filled-form.ts'

/** Of the demo's story, by which paths and fields are told. */
export interface Ids {
  /** An incident that is open, and the newest of its public updates. */
  open: string
  update: string
  /** A minute after that update, as a field writes it. */
  afterUpdate: string
  /** One that is resolved, and one of its windows. */
  resolved: string
  window: string
  /** One that is open and that only the team sees. */
  internal: string
  falseAlarm: string
  /** One that owes a report, and one whose report is published. */
  owesReport: string
  reported: string
  planned: string
  component: string
  archived: string
  /** Something that sends alerts. */
  alertSource: string
  /** Somebody who may not hold the pen. */
  viewer: string
}

export type Who = 'dana' | 'priya' | 'sam' | 'vic'

export interface BadInput {
  /** What is wrong, in a few words. */
  what: string
  /** Who fills it in; the first part of the address. */
  by: Who
  /** Who sends it, where that is somebody else, to whom the page shows no form. */
  sentBy?: Who
  path: (ids: Ids) => string
  /** The words on the button of the form. */
  button: string
  typed: (ids: Ids) => Typed
  /** The field beside which the message stands; null where it stands above the form. */
  field: string | null
  says: RegExp
}

export const times = (count: number, text = 'x') => text.repeat(count)
