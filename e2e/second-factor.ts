import { base32 } from '@better-auth/utils/base32'
import { createOTP } from '@better-auth/utils/otp'
import type { Page } from '@playwright/test'

const stepMs = 30_000

/**
 * The code that an authenticator shows for a key as it is typed by hand: now, or on a phone whose clock is
 * so many half minutes ahead. One is taken, and a code works once.
 */
export function codeOf(key: string, { ahead = 0 } = {}): Promise<string> {
  const seed = new TextDecoder().decode(base32.decode(key.replaceAll(' ', '')))
  return createOTP(seed).hotp(Math.floor(Date.now() / stepMs) + ahead)
}

/** Sets a second factor up on the page that asks for it; returns its key and the backup codes. */
export async function setUpSecondFactor(page: Page, password: string): Promise<{ key: string; backupCodes: string[] }> {
  await page.getByLabel('Your password').fill(password)
  await page.getByRole('button', { name: 'Begin' }).click()
  const key = await page.getByText(/^[A-Z2-7]{4}( [A-Z2-7]{1,4})+$/).innerText()
  const backupCodes = await page.getByRole('list', { name: 'Backup codes' }).getByRole('listitem').allInnerTexts()
  await page.getByLabel('Code', { exact: true }).fill(await codeOf(key))
  await page.getByRole('button', { name: 'Turn the second factor on' }).click()
  await page.getByText('Your second factor works').waitFor()
  return { key, backupCodes }
}

/** Answers the question for the second factor after a password. */
export async function typeCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code', { exact: true }).fill(code)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
