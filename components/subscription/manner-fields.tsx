import { timeZoneNames } from '#domain/calendar'
import { cadenceWords, leastImpactWords, updateChoiceWords, zoneWords } from '#domain/subscriptions/choice-words'
import { control, described, Group, Notes, Tick } from './fields.tsx'
import type { FieldErrors, TypedChoices } from './typed-choices.tsx'

interface MannerFieldsProps {
  typed: TypedChoices
  errors: FieldErrors
  /** The page's, which counts unless another is chosen. */
  timeZone: string
  /** Whether it may be gathered into a daily one. */
  hasCadence?: boolean
}

/** How much of it somebody wants to hear, and how often. */
export function MannerFields({ typed, errors, timeZone, hasCadence = true }: MannerFieldsProps) {
  const names = timeZoneNames()
  return (
    <>
      <ExtentFields typed={typed} errors={errors} />
      {hasCadence && (
        <Group name="cadence" legend="How often?" errors={errors}>
          <div className="mt-1">
            {Object.entries(cadenceWords).map(([value, words]) => (
              <Tick key={value} type="radio" name="cadence" value={value} isChecked={typed.cadence === value}>
                {words}
              </Tick>
            ))}
          </div>
        </Group>
      )}
      <div className="mt-6">
        <label htmlFor="timeZone" className="font-semibold">
          Your time zone
        </label>
        <Notes
          name="timeZone"
          hint={hasCadence ? 'Mails say times in it, and the daily one comes by it.' : 'Messages say times in it.'}
          errors={errors}
        />
        <select
          id="timeZone"
          name="timeZone"
          defaultValue={typed.timeZone || timeZone}
          className={control}
          {...described('timeZone', errors, true)}
        >
          {(names.includes(timeZone) ? names : [timeZone, ...names]).map((name) => (
            <option key={name} value={name}>
              {zoneWords(name)}
            </option>
          ))}
        </select>
      </div>
    </>
  )
}

/** How much of it somebody wants to hear: the same on every channel. */
export function ExtentFields({ typed, errors }: Pick<MannerFieldsProps, 'typed' | 'errors'>) {
  return (
    <>
      <Group name="updates" legend="How much of each?" errors={errors}>
        <div className="mt-1">
          {Object.entries(updateChoiceWords).map(([value, words]) => (
            <Tick key={value} type="radio" name="updates" value={value} isChecked={typed.updates === value}>
              {words}
            </Tick>
          ))}
        </div>
      </Group>
      {/* One incident is one incident, whatever its impact. */}
      <div className="group-has-[#covers-one:checked]/scope:hidden">
        <div className="mt-6">
          <label htmlFor="leastImpact" className="font-semibold">
            Which incidents?
          </label>
          <Notes name="leastImpact" errors={errors} />
          <select
            id="leastImpact"
            name="leastImpact"
            defaultValue={typed.leastImpact}
            className={control}
            {...described('leastImpact', errors)}
          >
            {Object.entries(leastImpactWords).map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </div>
        <div className="mt-3">
          <Tick type="checkbox" name="hearsMaintenance" value="yes" isChecked={typed.hearsMaintenance}>
            Planned maintenance, too
          </Tick>
        </div>
      </div>
    </>
  )
}
