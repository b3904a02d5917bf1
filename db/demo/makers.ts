import { createGroup, type componentGroupInput } from '#domain/components/component-groups'
import { createComponent, type ComponentInput } from '#domain/components/components'
import type { Db } from '#domain/database'
import { openIncident, type OpenIncidentInput } from '#domain/incidents/incidents'
import { scheduleMaintenance, type ScheduleMaintenanceInput } from '#domain/incidents/maintenances'
import { initializePage } from '#domain/page'
import { replaceLogo } from '#domain/page/logos'
import { linkCustomer, type LinkCustomerInput } from '#domain/support/customer-links'
import { saveReportDraft, type ReportDraftInput } from '#domain/reports/report-drafts'
import { publishReport } from '#domain/reports/report-publication'
import type { Actor } from '#domain/actor'
import type { z } from 'zod'
import { terminal } from './actors.ts'

const hourMs = 3_600_000

/** The page's row, where the database has none yet. */
export function makePage(db: Db, overrides: { name?: string; timeZone?: string }, now: number): void {
  initializePage(db, { name: 'Acme Status', timeZone: 'Etc/UTC', ...overrides }, now)
}

/** A drawn logo on the page. */
export function makeLogo(db: Db, now: number): void {
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"><path d="M0 0h9v3H0z"/></svg>'
  replaceLogo(db, terminal, { logo: new TextEncoder().encode(drawing) }, now)
}

/** A component, made by the terminal unless said otherwise. Returns its id. */
export function makeComponent(db: Db, overrides: Partial<ComponentInput> & { by?: Actor }, now: number): string {
  const { by = terminal, ...input } = overrides
  return createComponent(db, by, { name: 'Checkout', ...input }, now)
}

/** A group of components. Returns its id. */
export function makeGroup(
  db: Db,
  overrides: Partial<z.input<typeof componentGroupInput>> & { by?: Actor },
  now: number,
): string {
  const { by = terminal, ...input } = overrides
  return createGroup(db, by, { name: 'Shop', ...input }, now)
}

/** An open incident. Returns its id. */
export function makeIncident(db: Db, overrides: Partial<OpenIncidentInput> & { by?: Actor }, now: number): string {
  const { by = terminal, ...input } = overrides
  return openIncident(db, by, { title: 'Checkout refuses card payments', ...input }, now)
}

/** A customer's ticket, linked to an incident. Returns the link's id. */
export function makeCustomerLink(
  db: Db,
  overrides: Partial<LinkCustomerInput> & { incidentId: string; by?: Actor },
  now: number,
): string {
  const { by = terminal, ...input } = overrides
  return linkCustomer(db, by, { reference: 'ACME-1', ...input }, now)
}

/** A maintenance of one hour, planned for tomorrow. Returns its id. */
export function makeMaintenance(
  db: Db,
  overrides: Partial<ScheduleMaintenanceInput> & { by?: Actor },
  now: number,
): string {
  const { by = terminal, ...input } = overrides
  const scheduledFor = input.scheduledFor ?? now + 24 * hourMs
  const plan = { title: 'Planned work on Checkout', scheduledFor, scheduledUntil: scheduledFor + hourMs, ...input }
  return scheduleMaintenance(db, by, plan, now)
}

/** A published follow-up report with something under each heading. Returns its version's number. */
export function makeReport(
  db: Db,
  overrides: Partial<ReportDraftInput> & { incidentId: string; by?: Actor },
  now: number,
): number {
  const { by = terminal, incidentId, ...input } = overrides
  const text = {
    summary: 'It stopped.',
    affected: 'Everybody.',
    happened: 'A cable broke.',
    prevention: 'A second one.',
  }
  const seen = saveReportDraft(db, by, { incidentId, seen: null, ...text, ...input }, now)
  return publishReport(db, by, { incidentId, seen }, now)
}
