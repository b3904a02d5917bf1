import { mayAct, type Role } from '#domain/actor'
import { heldMessagesWords, heldNewsWords } from '#domain/outbox/held-words'
import type { Held } from '#domain/outbox/holds'

/** Above every page while something is held back: what, and the way to where an owner decides. */
export function HeldBanner({ held: { news, messages }, role }: { held: Held; role: Role }) {
  if (news.length === 0 && messages === null) return null
  const [first, ...others] = [...news.map(heldNewsWords), ...(messages ? [heldMessagesWords(messages)] : [])]
  const more = others.length === 0 ? '' : `, and ${others.length} more`
  return (
    <section aria-label="Held back" className="border-b border-line bg-major-tint">
      <p className="mx-auto max-w-[76rem] px-5 py-3">
        <strong className="font-semibold">Candor holds back: {`${first}${more}.`}</strong> Nobody gets it until{' '}
        {mayAct(role, 'owner') ? (
          <a href="/admin/held">you tell them, or tell nobody</a>
        ) : (
          <>
            an owner decides. <a href="/admin/held">See what is held back</a>
          </>
        )}
        .
      </p>
    </section>
  )
}
