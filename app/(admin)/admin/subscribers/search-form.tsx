import type { SubscriberQuery } from '#domain/subscriptions/subscriber-list'
import { channelWords, filterWords } from './subscriber-words.ts'

/** Narrows the list: a plain form that sends what it holds in the address. */
export function SearchForm({ query }: { query: SubscriberQuery }) {
  return (
    <form action="/admin/subscribers" role="search" className="mt-5 flex flex-wrap items-end gap-3">
      <div className="min-w-0 flex-1 basis-56">
        <label htmlFor="search" className="text-note font-semibold">
          Part of an address
        </label>
        <input
          id="search"
          name="search"
          type="search"
          defaultValue={query.search}
          maxLength={254}
          autoComplete="off"
          spellCheck={false}
          className={control}
        />
      </div>
      <Choice name="state" label="State" chosen={query.state} all="All" options={Object.entries(filterWords)} />
      <Choice name="channel" label="Channel" chosen={query.channel} all="All" options={Object.entries(channelWords)} />
      <Choice
        name="audience"
        label="Who"
        chosen={query.audience}
        all="All"
        options={[
          ['public', 'The public'],
          ['internal', 'Internal'],
        ]}
      />
      <button className="min-h-11 cursor-pointer rounded-control border border-muted bg-panel px-4 font-medium">
        Show these
      </button>
    </form>
  )
}

const control = 'mt-1 block min-h-11 w-full min-w-0 rounded-control border border-muted bg-panel px-3'

interface ChoiceProps {
  name: string
  label: string
  chosen: string | null
  all: string
  options: readonly (readonly [value: string, words: string])[]
}

function Choice({ name, label, chosen, all, options }: ChoiceProps) {
  return (
    <div className="min-w-0">
      <label htmlFor={name} className="text-note font-semibold">
        {label}
      </label>
      <select id={name} name={name} defaultValue={chosen ?? ''} className={control}>
        <option value="">{all}</option>
        {options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}
