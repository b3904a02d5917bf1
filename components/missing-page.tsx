import { ButtonLink } from './button-link.tsx'

interface MissingPageProps {
  title: string
  text: string
}

/** What stands where nothing is: it says so, and leads on. */
export function MissingPage({ title, text }: MissingPageProps) {
  return (
    <>
      <h1 className="mt-6 text-title leading-tight font-bold tracking-tight">{title}</h1>
      <p className="mt-3">{text}</p>
      <ul className="mt-6 flex flex-wrap gap-3" role="list">
        <li>
          <ButtonLink href="/">Current status</ButtonLink>
        </li>
        <li>
          <ButtonLink href="/history">All of the history</ButtonLink>
        </li>
      </ul>
    </>
  )
}
