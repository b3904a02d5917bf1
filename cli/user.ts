import { config } from '#config'
import type { Role } from '#domain/actor'
import { addPerson } from '#domain/people/people'
import { readSingleSignOn } from '#domain/single-sign-on/settings'
import { commandActor, openForCommand } from './page-database.ts'
import { print } from './print.ts'

/** `candor user add`: adds somebody and prints the one-time link with which they sign in first. */
export async function addUserCommand(
  email: string,
  options: { role: Role; name?: string; json?: boolean },
): Promise<void> {
  const db = openForCommand()
  const name = options.name ?? email.split('@')[0] ?? email
  addPerson(db, commandActor, { email, name, role: options.role }, Date.now())
  const provider = readSingleSignOn(db)
  if (provider?.onlySince) {
    db.$client.close()
    return print(options.json, { email, role: options.role, link: null }, () => [
      `Added ${email} as ${options.role}. They sign in with ${provider.label}: only single sign-on is allowed, so a link`,
      'would let nobody in. To allow links and passwords again: candor single-sign-on allow-passwords',
    ])
  }
  const { createSignInLink } = await import('#auth/sign-in')
  const link = await createSignInLink(db, email.toLowerCase(), config().url)
  db.$client.close()
  print(options.json, { email, role: options.role, link }, () => [
    `Added ${email} as ${options.role}. Hand over this link; it works once, for 24 hours:`,
    link,
  ])
}
