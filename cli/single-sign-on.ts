import { allowPasswords } from '#domain/single-sign-on/settings'
import { commandActor, openForCommand } from './page-database.ts'
import { print } from './print.ts'

/** `candor single-sign-on allow-passwords`: the way back in when the provider is gone and nobody has the password for emergencies. */
export function allowPasswordsCommand(options: { json?: boolean }): void {
  const db = openForCommand()
  allowPasswords(db, commandActor, Date.now())
  db.$client.close()
  print(options.json, { allowsPasswords: true }, () => [
    'Passwords and one-time links are allowed again. With candor user add somebody new gets a link.',
  ])
}
