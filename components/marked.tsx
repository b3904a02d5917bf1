import type { MarkedText } from '#domain/search/search-words'

/** A text in which what was looked for stands out. */
export function Marked({ pieces }: { pieces: readonly MarkedText[] }) {
  return pieces.map(({ text, isMatch }, index) =>
    isMatch ? (
      <mark key={index} className="rounded-mark bg-degraded-tint font-semibold text-text underline decoration-degraded">
        {text}
      </mark>
    ) : (
      text
    ),
  )
}
