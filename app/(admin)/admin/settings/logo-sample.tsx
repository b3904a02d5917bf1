import type { PublicLogo } from '#domain/public/status-page'

const grounds = {
  light: { ground: 'bg-[#f7f7f5]', words: 'On the light page' },
  dark: { ground: 'bg-[#0e1117]', words: 'On the dark page' },
}

/** The logo as it stands on both schemes' pages, whichever of them this screen shows. */
export function LogoSample({ name, logo }: { name: string; logo: PublicLogo }) {
  return (
    <ul className="mt-3 grid gap-4 sm:grid-cols-2" role="list">
      {(['light', 'dark'] as const).map((scheme) => (
        <li key={scheme}>
          <div
            className={`flex min-h-20 items-center rounded-control border border-line px-4 ${grounds[scheme].ground}`}
          >
            <span className={scheme === 'dark' && !logo.knowsDark ? 'rounded-mark bg-[#f7f7f5] px-2 py-1.5' : ''}>
              <img className="logo block" src={`/logo?v=${logo.updatedAt}`} alt={name} height={32} />
            </span>
          </div>
          <p className="mt-1 text-note text-muted">
            {grounds[scheme].words}
            {scheme === 'dark' && !logo.knowsDark && ', on light ground, so that it can be seen'}
          </p>
        </li>
      ))}
    </ul>
  )
}
