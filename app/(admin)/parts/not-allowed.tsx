import { roleWords, type Role } from '#domain/actor'

/** What stands where somebody's role does not reach; the domain would refuse it too. */
export function NotAllowed({ role, needed, what }: { role: Role; needed: Role; what: string }) {
  return (
    <p className="mt-5 rounded-control bg-no-data-tint px-4 py-3">
      To {what} needs the role {roleWords[needed].toLowerCase()}; you have {roleWords[role].toLowerCase()}. Ask somebody
      who has it, or ask an owner to change your role.
    </p>
  )
}
