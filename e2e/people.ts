import { eq } from 'drizzle-orm'
import type { Page } from '@playwright/test'
import { hashPassword } from '#auth/sign-in'
import { tries } from '#db/schema/access'
import { accounts, people } from '#db/schema/people'
import { newId } from '#domain/identity'
import { openForTest, useFolderOf, type CandorServer } from './candor-server.ts'

/** Gives somebody on the team a password, as they would have set it on their account's page. */
export async function givePassword(server: CandorServer, email: string, password: string): Promise<void> {
  useFolderOf(server)
  const db = openForTest(server.dataDir)
  const hash = await hashPassword(db, password)
  const userId = db.select({ id: people.id }).from(people).where(eq(people.email, email)).get()?.id ?? ''
  const at = new Date()
  db.insert(accounts)
    .values({
      id: newId(),
      accountId: userId,
      providerId: 'credential',
      userId,
      password: hash,
      createdAt: at,
      updatedAt: at,
    })
    .run()
  db.$client.close()
}

/** Lets the limit on tries begin anew: all tests come from one address. */
export function forgetTries(server: CandorServer): void {
  const db = openForTest(server.dataDir)
  db.delete(tries).run()
  db.$client.close()
}

/** Fills the sign-in page's form and sends it. */
export async function typePassword(page: Page, email: string, password: string): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
