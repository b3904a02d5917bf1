import { z } from 'zod'

const mostPromisedMinutes = 7 * 24 * 60

/** When the next update comes: the default of impact and status, none at all, or a number of minutes. */
export const promiseInput = z
  .union([
    z.literal('default'),
    z.literal('none'),
    z.coerce.number().int().min(1).max(mostPromisedMinutes, 'A promise reaches at most a week ahead.'),
  ])
  .default('default')

export type PromiseChoice = z.output<typeof promiseInput>
