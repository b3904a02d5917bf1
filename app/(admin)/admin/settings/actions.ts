'use server'

import { ZodError } from 'zod'
import { adminAction, openAction, type ActionContext, type ActionResult } from '#app/doors/admin-action'
import { isTicked, textOf } from '#app/doors/forms/form-fields'
import { seenField } from '#app/doors/forms/form-state'
import { withRetry } from '#app/doors/retry'
import { actingSession } from '#app/doors/session'
import { DomainError } from '#domain/errors'
import { parseLinkLines } from '#domain/page/link-lines'
import { removeLogo, replaceLogo } from '#domain/page/logos'
import { updatePageSettings, type PageSettingsInput } from '#domain/page/settings'
import { promiseFieldName, type promisedImpacts } from './promised.ts'

export const saveNameAction = adminAction((context, form) =>
  save(
    context,
    form,
    { name: textOf(form, 'name'), description: textOf(form, 'description') },
    'Saved. Customers read it now.',
  ),
)

export const saveContactAction = adminAction((context, form) =>
  save(
    context,
    form,
    {
      supportUrl: textOf(form, 'supportUrl'),
      supportEmail: textOf(form, 'supportEmail'),
      links: parseLinkLines(textOf(form, 'links')),
    },
    'Saved. It stands at the foot of every public page now.',
  ),
)

export const saveAccentAction = adminAction((context, form) =>
  save(
    context,
    form,
    { accentLight: textOf(form, 'accentLight'), accentDark: textOf(form, 'accentDark') },
    'Saved. The public pages have these colours now.',
  ),
)

export const saveTimeZoneAction = adminAction((context, form) => {
  const timeZone = textOf(form, 'timeZone')
  return save(
    context,
    form,
    { timeZone },
    `Saved. Times are told in ${timeZone.replaceAll('_', ' ')} now, and all days are cut anew.`,
  )
})

export const savePromisesAction = adminAction((context, form) => {
  const minutesOf = (impact: (typeof promisedImpacts)[number]) => ({
    investigating: numberOf(form, promiseFieldName(impact, 'investigating')),
    identified: numberOf(form, promiseFieldName(impact, 'identified')),
    monitoring: numberOf(form, promiseFieldName(impact, 'monitoring')),
  })
  const promiseMinutes = { critical: minutesOf('critical'), major: minutesOf('major'), minor: minutesOf('minor') }
  return save(context, form, { promiseMinutes }, 'Saved. New updates promise by it; what was promised already stays.')
})

export const saveReportPolicyAction = adminAction((context, form) =>
  save(
    context,
    form,
    {
      reportsOwedFrom: textOf(form, 'reportsOwedFrom') as NonNullable<PageSettingsInput['reportsOwedFrom']>,
      preliminaryReportHours: numberOf(form, 'preliminaryReportHours'),
      finalReportDays: numberOf(form, 'finalReportDays'),
      reviewsReports: isTicked(form, 'reviewsReports'),
    },
    'Saved. It holds for every report that is not published yet.',
  ),
)

/** A file is read before the database is asked for anything. */
export const replaceLogoAction = openAction(async ({ db, now }, form) => {
  const session = await actingSession()
  if (!session) throw new DomainError('forbidden', 'You are signed out. Sign in again, then choose the picture again.')
  const file = form.get('logo')
  const logo = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array()
  await withRetry(() => replaceLogo(db, session.actor, { logo }, now))
  return { message: 'Saved. It stands at the top of every public page now.' }
})

export const removeLogoAction = adminAction(({ db, actor, now }) => {
  removeLogo(db, actor, now)
  return { stayAt: '/admin/settings#logo' }
})

function save(
  { db, actor, now }: ActionContext,
  form: FormData,
  input: Omit<PageSettingsInput, 'seenAt'>,
  message: string,
): ActionResult<null> {
  try {
    updatePageSettings(db, actor, { ...input, seenAt: numberOf(form, seenField) }, now)
    return { message }
  } catch (error) {
    throw error instanceof ZodError ? besideFields(error) : error
  }
}

/** What is wrong with one promise of many stands beside that one. */
function besideFields(error: ZodError): ZodError {
  return new ZodError(
    error.issues.map((issue) =>
      issue.path[0] === 'promiseMinutes' ? { ...issue, path: [issue.path.join('.')] } : issue,
    ),
  )
}

function numberOf(form: FormData, name: string): number {
  const text = textOf(form, name).trim()
  return text === '' ? Number.NaN : Number(text)
}
