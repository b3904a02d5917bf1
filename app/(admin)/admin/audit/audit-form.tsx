import type { ReactNode } from 'react'
import type { AuditChoices, AuditQuery } from '#domain/audit/records'
import { actorWords } from '../../parts/record/actor-words.ts'
import { kindWords } from './subject-place.ts'

interface AuditFormProps {
  query: AuditQuery
  choices: AuditChoices
  /** What the one subject is called that the query is held to. */
  subjectName: string
}

/** Narrows the audit log: a plain form that sends what it holds in the address. */
export function AuditForm({ query, choices, subjectName }: AuditFormProps) {
  const isNarrowed = [query.actor, query.action, query.subject, query.from, query.to].some((value) => value !== '')
  return (
    <form action="/admin/audit" role="search" className="mt-5">
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-56">
          <label htmlFor="search" className="text-note font-semibold">
            Words, an id, a network address or a request’s id
          </label>
          <input
            id="search"
            name="search"
            type="search"
            defaultValue={query.search}
            maxLength={200}
            autoComplete="off"
            className={control}
          />
        </div>
        <button className="min-h-11 cursor-pointer rounded-control border border-muted bg-panel px-4 font-medium">
          Show these
        </button>
      </div>
      <details open={isNarrowed} className="mt-1">
        <summary className="min-h-11 cursor-pointer py-2.5 text-note">
          Only one person or program, act, thing or time
        </summary>
        <div className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-3">
          <Choice name="actor" label="Who" chosen={query.actor} all="Everybody and everything">
            {Object.entries(kindsOfMany)
              .filter(([kind]) => choices.actors.some((actor) => actor.kind === kind))
              .map(([kind, words]) => (
                <option key={kind} value={kind}>
                  {words}
                </option>
              ))}
            {choices.actors.map(({ value, name, kind }) => (
              <option key={value} value={value}>
                {kind === 'person' ? name : `${name} (${actorWords[kind]})`}
              </option>
            ))}
          </Choice>
          <Choice name="action" label="Did what" chosen={query.action} all="All acts">
            {nounsOf(choices.actions).map((noun) => (
              <optgroup key={noun} label={kindWords(noun)}>
                <option value={noun}>{`all of ${kindWords(noun)}`}</option>
                {choices.actions
                  .filter((action) => action.startsWith(`${noun}.`))
                  .map((action) => (
                    <option key={action} value={action}>
                      {action}
                    </option>
                  ))}
              </optgroup>
            ))}
          </Choice>
          <Choice name="subject" label="To what" chosen={query.subject} all="All things">
            {query.subject.includes(':') && <option value={query.subject}>{subjectName}</option>}
            {choices.subjects.map((kind) => (
              <option key={kind} value={kind}>
                {kindWords(kind)}
              </option>
            ))}
          </Choice>
          <Labelled name="from" label="From day">
            <input id="from" name="from" type="date" defaultValue={query.from} className={control} />
          </Labelled>
          <Labelled name="to" label="To day">
            <input id="to" name="to" type="date" defaultValue={query.to} className={control} />
          </Labelled>
        </div>
      </details>
    </form>
  )
}

/** Kinds of actors of which there may be many. */
const kindsOfMany = { person: 'All people', token: 'All programs', alert: 'All sources of alerts' }

const control = 'mt-1 block min-h-11 w-full min-w-0 rounded-control border border-muted bg-panel px-3'

interface ChoiceProps {
  name: string
  label: string
  chosen: string
  all: string
  children: ReactNode
}

function Choice({ name, label, chosen, all, children }: ChoiceProps) {
  return (
    <Labelled name={name} label={label}>
      <select id={name} name={name} defaultValue={chosen} className={control}>
        <option value="">{all}</option>
        {children}
      </select>
    </Labelled>
  )
}

function Labelled({ name, label, children }: { name: string; label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <label htmlFor={name} className="text-note font-semibold">
        {label}
      </label>
      {children}
    </div>
  )
}

function nounsOf(actions: readonly string[]): string[] {
  return [...new Set(actions.map((action) => action.slice(0, action.indexOf('.'))))]
}
