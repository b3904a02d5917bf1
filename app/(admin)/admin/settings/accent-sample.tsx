import {
  grounds,
  isReadable,
  leastContrast,
  leastTextContrast,
  parseColor,
  ratioWords,
  type Scheme,
} from '#domain/page/contrast'

/** What Candor paints where a page has no accent of its own, as in components/theme.css. */
const own: Record<Scheme, { brand: string; focus: string; line: string }> = {
  light: { brand: '#14171f', focus: '#3346d3', line: '#dfe2e8' },
  dark: { brand: '#e9ebf0', focus: '#9aa5ff', line: '#2a2f3a' },
}

/** How a colour looks on a scheme's grounds, and whether text in it can be read there. */
export function AccentSample({ scheme, typed }: { scheme: Scheme; typed: string }) {
  const color = parseColor(typed)
  const paint = color ?? own[scheme].brand
  const { page, panel } = grounds[scheme]
  return (
    <div className="mt-2">
      <svg viewBox="0 0 300 84" aria-hidden="true" className="block w-full rounded-control border border-line">
        <rect width="300" height="84" fill={page} />
        <rect x="16" y="14" width="22" height="22" rx="6" fill={paint} />
        <text x="27" y="30" fill={page} fontSize="13" fontWeight="700" textAnchor="middle">
          A
        </text>
        <text x="47" y="30" fill={paint} fontSize="14" fontWeight="650">
          Acme Status
        </text>
        <rect x="16" y="47" width="112" height="26" rx="7" fill={panel} stroke={own[scheme].line} />
        <text x="72" y="64.5" fill={paint} fontSize="12.5" fontWeight="550" textAnchor="middle">
          All of the history
        </text>
        <rect
          x="152"
          y="47"
          width="70"
          height="26"
          rx="7"
          fill="none"
          stroke={color ?? own[scheme].focus}
          strokeWidth="2.5"
        />
        <text x="187" y="64.5" fill={paint} fontSize="12.5" textAnchor="middle" textDecoration="underline">
          Focus
        </text>
      </svg>
      <p className="mt-1.5 text-note text-muted">{contrastWords(typed, color, scheme)}</p>
    </div>
  )
}

function contrastWords(typed: string, color: string | null, scheme: Scheme): string {
  if (typed.trim() === '') return 'Candor’s own.'
  if (color === null) return 'Not a colour yet: # and six digits.'
  const ratio = ratioWords(leastContrast(color, scheme))
  return isReadable(color, scheme)
    ? `Contrast ${ratio}, enough for text.`
    : `Contrast ${ratio}, too little: text needs ${ratioWords(leastTextContrast)}.`
}
