import { z } from 'zod'
import { cadences, updateChoices, type AskedFor } from '#db/schema/subscribers'
import { isTimeZone } from '../calendar.ts'
import { cleanLine } from '../input.ts'

const mostParts = 500
const ids = z.array(z.string().max(60)).max(mostParts, `At most ${mostParts} fit.`).default([])

/** The impacts from which on somebody may want to hear; `none` is everything. */
export const leastImpacts = ['none', 'minor', 'major', 'critical'] as const

/** What somebody wants to hear, and how: the same for the page's forms, the team's and the API. */
export const choicesInput = z
  .object({
    /** Everything on the page; else what is named. */
    coversPage: z.boolean().default(false),
    componentIds: ids,
    groupIds: ids,
    incidentIds: ids,
    updates: z.enum(updateChoices).default('all'),
    leastImpact: z.enum(leastImpacts).default('none'),
    hearsMaintenance: z.boolean().default(true),
    cadence: z.enum(cadences).default('as_it_happens'),
    timeZone: z
      .string()
      .transform(cleanLine)
      .transform((zone) => zone || null)
      .refine((zone) => zone === null || isTimeZone(zone), 'There is no such time zone. Choose one from the list.')
      .nullable()
      .default(null),
  })
  .refine((choices) => isSomething(choices), {
    error: 'Choose the whole page, or at least one component.',
    path: ['componentIds'],
  })

export type ChoicesInput = z.input<typeof choicesInput>
export type Choices = AskedFor

/** Whether choices name anything at all to hear of. */
export function isSomething({
  coversPage,
  componentIds,
  groupIds,
  incidentIds,
}: Pick<Choices, 'coversPage' | 'componentIds' | 'groupIds' | 'incidentIds'>): boolean {
  return coversPage || componentIds.length + groupIds.length + incidentIds.length > 0
}

/** Whether they name incidents alone: whoever adds one changes nothing else of what they hear. */
export function isOfIncidentsOnly(choices: Choices): boolean {
  return !choices.coversPage && choices.componentIds.length + choices.groupIds.length === 0
}
